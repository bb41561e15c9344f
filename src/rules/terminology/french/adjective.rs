//! An adjective in place of another: the same cell, or, where a form stands for several, what its noun tells. Where the word may
//! be a verb, a noun, or part of an idiom, nothing is done.

use super::determiner;
use super::elision::{before, elides, elides_here, join, neighbour, rewrite};
use super::prenominal::{is_degree, lefts, precedes, shifted};
use super::words::{
    before_adverbs, conjugates, ends_sentence, is_adverb, is_avoir, is_copula, is_etre, is_modal,
    is_plain_determiner, is_preposition, is_subject, may_be, may_be_noun, only_gender, qualifies,
    readings, starts_group,
};
use crate::diagnostic::{Edit, Safety};
use crate::lang::fr::{self, Gender, Number, Part};
use crate::rules::terminology::compile::Target;
use crate::rules::terminology::fold::like;
use crate::rules::terminology::hit::{Hit, Mend};
use crate::rules::terminology::paradigm::{AGREEMENT, bits};
use crate::rules::terminology::text::{Atom, Text};

/// Puts the target adjective in place of a hit.
pub(in crate::rules::terminology) fn mend(text: &Text<'_>, hit: &Hit<'_>, target: &Target) -> Mend {
    let Target::Adjective { forms, elide } = target else {
        return Mend::report("it inflects otherwise than what would stand there");
    };
    let head = hit.head;
    let of = |cells: u64| {
        let mut all: Vec<&String> = bits(cells)
            .filter_map(|bit| forms.get(bit as usize))
            .collect();
        all.sort();
        all.dedup();
        all
    };
    let refuse = |cells: u64, reason: String| Mend::Report {
        candidates: of(cells).into_iter().cloned().collect(),
        reason,
    };
    let place = match place(text, hit) {
        Ok(place) => place,
        Err(reason) => return refuse(hit.cells, reason),
    };
    if place == Place::Before && !precedes(&forms[0]) {
        let reason = format!("\"{}\" may not stand before its noun", forms[0]);
        return refuse(hit.cells, reason);
    }
    let determiner = determiner::find(text, head);
    let mut cells = hit.cells;
    if of(cells).len() > 1 || determiner.is_some() {
        cells = told(text, hit, place);
    }
    let possible = of(cells);
    let [form] = possible.as_slice() else {
        let all: Vec<&str> = possible.iter().map(|form| form.as_str()).collect();
        return refuse(
            cells,
            format!("it may stand for \"{}\"", all.join("\", \"")),
        );
    };
    // *il a intégré*, *est intégré à*: a participle, which only another participle replaces.
    let participle = |word: &str| may_be(word, |one| one.part == Part::PastParticiple);
    if participle(text.word(head)) && !participle(form) {
        let verb = before_adverbs(text, head)
            .filter(|at| is_etre(text.word(*at)) || is_avoir(text.word(*at)));
        let complement = text
            .after(head)
            .filter(|at| matches!(text.word(*at), "par" | "à" | "au" | "aux" | "dans"));
        if let Some(at) = verb.or(complement) {
            let reason = format!("\"{}\" makes a participle of it", text.raw(at));
            return refuse(cells, reason);
        }
    }
    // *un vieil objet*
    let vowel = text
        .after(hit.last())
        .is_some_and(|next| fr::elides(text.raw(next)));
    let form = if place == Place::Before && cells & !1 == 0 {
        shifted(form, vowel)
    } else {
        (*form).clone()
    };
    let was = elides_here(text, head, hit.avoid.elide);
    let now = elides(&form, *elide);
    let mut edits = vec![Edit {
        span: hit.span,
        text: hit.write(text, &form),
    }];
    if was != now {
        let gender = bits(cells).next().map(|bit| AGREEMENT[bit as usize % 4].0);
        let one_gender = bits(cells).all(|bit| Some(AGREEMENT[bit as usize % 4].0) == gender);
        match (determiner, gender.filter(|_| one_gender)) {
            (Some(one), Some(gender)) if one.number == Some(Number::Singular) => {
                if let Some(new) = one.to(text, gender, now) {
                    edits.push(rewrite(text, one.pieces.0, one.pieces.1, new));
                }
            }
            _ => match before(text, head, now) {
                Ok(edit) => edits.extend(edit),
                Err(reason) => return refuse(cells, reason),
            },
        }
    }
    // *un bel ancien objet*
    if was != now
        && let Some(at) = neighbour(text, head).filter(|_| cells & !1 == 0)
    {
        let new = shifted(text.word(at), now);
        if new != text.word(at) {
            edits.push(Edit {
                span: text.pieces[at].span,
                text: like(text.raw(at), &new),
            });
        }
    }
    Mend::Fix {
        edits: join(edits),
        safety: Safety::Safe,
        to: form,
    }
}

/// Where an adjective stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before its noun.
    Before,
    /// Behind its noun, or the verb that joins it to one.
    Behind,
}

/// Where the adjective stands; `Err` where it may be no adjective, and why.
fn place(text: &Text<'_>, hit: &Hit<'_>) -> Result<Place, String> {
    let (head, last) = (hit.head, hit.last());
    let word = text.word(head);
    let next = text.after(last);
    let after = next.map_or("", |at| text.word(at));
    let left = neighbour(text, head);
    let mut first = left;
    while let Some(at) = first.filter(|at| is_degree(text.word(*at))) {
        first = neighbour(text, at);
    }
    let before = first.map_or("", |at| text.word(at));
    let noun = |reason: &str| Err(format!("\"{}\" may be {reason}", text.raw(head)));
    let verb = conjugates(word);
    // *il active*, *elle les active*, *se vide*
    let article = matches!(before, "le" | "la" | "les" | "l'" | "leur");
    let further = first
        .filter(|_| article)
        .and_then(|at| text.before(at))
        .map_or("", |at| text.word(at));
    if verb
        && (is_subject(before) && before != "ce" && first == left
            || matches!(before, "se" | "s'" | "y" | "lui")
            || is_subject(further))
    {
        return noun("a verb here");
    }
    let noun_next = may_be_noun(after)
        && !is_preposition(after)
        && !may_be(after, |one| one.part == Part::Other)
        || next.is_some_and(|at| readings(text.word(at)).is_empty() && !text.elided(at));
    let adjective_next = may_be(after, |one| qualifies(one.part));
    let determined = article || is_plain_determiner(before) || starts_group(before);
    if determined {
        // *le nouveau est lu*, *le vide complet*
        let own = may_be_noun(word) && (adjective_next || !noun_next);
        return if own || !(noun_next || adjective_next) {
            noun("a noun here")
        } else {
            Ok(Place::Before)
        };
    }
    if is_preposition(before) || matches!(before, "au" | "aux" | "du" | "des") {
        // *de nouveau*, *en grande partie*; *de nouvelles listes* has an article.
        let article = matches!(before, "de" | "d'" | "des")
            && hit.cells & 0b1010 != 0
            && hit.cells & 0b0101 == 0;
        return if article && noun_next {
            Ok(Place::Before)
        } else {
            noun("part of a phrase here")
        };
    }
    let attribute = is_copula(before)
        || matches!(before, "c'")
        || may_be(before, |one| one.part == Part::PastParticiple)
            && before_adverbs(text, first.unwrap_or(head)).is_some_and(|at| is_etre(text.word(at)));
    let behind_noun = first.is_some()
        && may_be(before, |one| {
            matches!(
                one.part,
                Part::Noun | Part::Adjective | Part::PastParticiple
            )
        })
        && !may_be(before, |one| one.part == Part::Other)
        || readings(before).is_empty() && !before.is_empty();
    if verb && !attribute {
        let certain = behind_noun && {
            match text.atom(last + 1) {
                None => true,
                Some(Atom::Mark(mark)) => matches!(mark, '.' | ',' | ';' | ')' | '!' | '?' | ':'),
                Some(Atom::Opaque) => false,
                Some(Atom::Word) => {
                    is_copula(after)
                        || is_modal(after)
                        || matches!(
                            after,
                            "qui" | "que" | "qu'" | "dont" | "ne" | "n'" | "a" | "ont"
                        )
                        || is_preposition(after) && !matches!(after, "de" | "d'" | "en")
                }
            }
        };
        if !certain {
            return noun("a verb here");
        }
        return Ok(Place::Behind);
    }
    // *Nouvelle page*: a title.
    if noun_next && !attribute && !behind_noun {
        return if adjective_next {
            noun("a noun here")
        } else {
            Ok(Place::Before)
        };
    }
    Ok(Place::Behind)
}

/// The cells that the noun of the adjective leaves; all of them where nobody can tell which noun that is.
fn told(text: &Text<'_>, hit: &Hit<'_>, place: Place) -> u64 {
    let narrow = |cells: u64, gender: Option<Gender>, number: Option<Number>| {
        let fits = |bit: &u32| {
            let (one, many) = AGREEMENT[*bit as usize % 4];
            gender.is_none_or(|gender| gender == one) && number.is_none_or(|number| number == many)
        };
        let kept = bits(cells)
            .filter(fits)
            .fold(0, |mask, bit| mask | 1 << bit);
        if kept == 0 { cells } else { kept }
    };
    match place {
        Place::Before => {
            let group = lefts(text, hit.head, None);
            let mut noun = text.after(hit.last());
            while let Some(at) = noun.filter(|at| !may_be_noun(text.word(*at))) {
                noun = text.after(at);
            }
            let number = group.determiner.and_then(|one| one.number);
            let gender = group
                .determiner
                .and_then(|one| one.gender)
                .or_else(|| gender_of_word(text.word(noun?), None));
            narrow(hit.cells, gender, number)
        }
        Place::Behind => {
            let number = {
                let mut all = bits(hit.cells).map(|bit| AGREEMENT[bit as usize % 4].1);
                let first = all.next();
                first.filter(|one| all.all(|other| other == *one))
            };
            narrow(hit.cells, behind(text, hit.head, number), number)
        }
    }
}

/// The gender of what an adjective behind its noun agrees with.
fn behind(text: &Text<'_>, head: usize, number: Option<Number>) -> Option<Gender> {
    let mut at = head;
    loop {
        let previous = before_adverbs(text, at)?;
        let word = text.word(previous);
        if matches!(word, "le" | "la" | "les") && is_degree(text.word(previous + 1)) {
            at = previous;
            continue;
        }
        if is_copula(word) {
            return subject(text, previous, number);
        }
        match word {
            "il" | "ils" | "c'" => return Some(Gender::Masculine),
            "elle" | "elles" => return Some(Gender::Feminine),
            _ => {}
        }
        // *une fenêtre devenue invisible*
        let adjective = may_be(word, |one| qualifies(one.part));
        if adjective && !may_be_noun(word) {
            let auxiliary = before_adverbs(text, previous).map_or("", |one| text.word(one));
            if is_avoir(auxiliary) && auxiliary != "été" {
                return None;
            }
            if let Some(gender) = only_gender(word, number, |one| qualifies(one.part)) {
                return Some(gender);
            }
            at = previous;
            continue;
        }
        return nouns(text, previous, number, false);
    }
}

/// The gender of the subject of the copula at `verb`.
fn subject(text: &Text<'_>, verb: usize, number: Option<Number>) -> Option<Gender> {
    let mut at = verb;
    loop {
        let previous = text.back(at)?;
        if text.atom(previous) == Some(Atom::Opaque) {
            // *le module :mod:`x` est*
            return nouns(text, previous, number, true);
        }
        let previous = text.before(at)?;
        let word = text.word(previous);
        let verbal = is_copula(word) || is_modal(word) || is_avoir(word);
        if verbal || is_adverb(word) || matches!(word, "ne" | "n'" | "y" | "se" | "s'") {
            at = previous;
            continue;
        }
        return match word {
            "il" | "ils" | "ce" | "c'" | "cela" | "ceci" | "ça" => Some(Gender::Masculine),
            "elle" | "elles" => Some(Gender::Feminine),
            "qui" => {
                let noun = text.back(previous)?;
                nouns(text, noun, number, false)
            }
            _ if is_subject(word) => None,
            _ => nouns(text, previous, number, true),
        };
    }
}

/// How many nouns that hang on one another are looked at.
const NOUNS: usize = 6;

/// The gender of the noun whose group ends at `end`, or of all that it may be, where they have one. `subject`: the group is the
/// subject of a verb, so that its first noun is meant if a clause begins with it.
fn nouns(text: &Text<'_>, end: usize, number: Option<Number>, subject: bool) -> Option<Gender> {
    let mut at = end;
    let mut genders: Vec<Gender> = Vec::new();
    for _ in 0..NOUNS {
        // Names, and adjectives, between the noun and what agrees with it.
        while text.atom(at) == Some(Atom::Opaque)
            || text.emphasised(at)
            || may_be(text.word(at), |one| qualifies(one.part)) && !heads(text, at)
        {
            at = text
                .back(at)
                .filter(|one| text.gap(*one).chars().all(char::is_whitespace))?;
        }
        let word = text.word(at);
        if text.atom(at) != Some(Atom::Word) || !may_be_noun(word) {
            return None;
        }
        let group = lefts(text, at, None);
        if group.doubtful.is_some() {
            return None;
        }
        let own = group.determiner.and_then(|one| one.number);
        let first = group.determiner.map_or(group.first, |one| one.pieces.0);
        let plural = |word: &str| {
            readings(word)
                .iter()
                .filter(|one| one.part == Part::Noun)
                .all(|one| one.number.is_some() && number.is_some() && one.number != number)
        };
        let other_number = own.is_some() && number.is_some() && own != number || plural(word);
        let gender = group
            .determiner
            .and_then(|one| one.gender)
            .or_else(|| gender_of_word(word, number));
        let before = text.before(first).map_or("", |one| text.word(one));
        let hangs = matches!(
            text.word(first),
            "de" | "d'" | "du" | "des" | "à" | "au" | "aux"
        ) && group.determiner.is_some();
        let joined = matches!(before, "et" | "ou" | "ni");
        if joined && number != Some(Number::Singular) {
            // A masculine makes all of them masculine.
            return gender.filter(|one| *one == Gender::Masculine && !subject);
        }
        if !other_number {
            genders.push(gender?);
        }
        let next = if is_preposition(before) {
            text.before(text.before(first)?)
        } else if hangs {
            text.before(first)
        } else {
            None
        };
        let noun_before = next.filter(|one| {
            text.atom(*one) == Some(Atom::Opaque)
                || may_be(text.word(*one), |one| {
                    matches!(
                        one.part,
                        Part::Noun | Part::Adjective | Part::PastParticiple
                    )
                })
        });
        if let Some(one) = noun_before.filter(|_| is_preposition(before) || hangs) {
            at = one;
            continue;
        }
        if is_preposition(before) && subject {
            return None;
        }
        let last = genders.last().copied()?;
        if genders.iter().all(|one| *one == last) {
            return Some(last);
        }
        // The first noun of a subject is what it is about.
        let opens = text.before(first).is_none_or(|one| {
            matches!(
                text.word(one),
                "si" | "que" | "qu'" | "quand" | "lorsque" | "lorsqu'" | "car" | "puisque"
            )
        }) && text
            .back(first)
            .is_none_or(|one| ends_sentence(text, one) || text.atom(one) == Some(Atom::Word));
        return (subject && opens && group.determiner.is_some() && !other_number).then_some(last);
    }
    None
}

/// Whether the word at `at` is a noun for certain although it may be an adjective: a determiner stands right before it.
fn heads(text: &Text<'_>, at: usize) -> bool {
    may_be_noun(text.word(at)) && determiner::find(text, at).is_some()
}

/// The gender of a word as a noun, where it has one.
fn gender_of_word(word: &str, number: Option<Number>) -> Option<Gender> {
    only_gender(word, number, |one| one.part == Part::Noun)
}
