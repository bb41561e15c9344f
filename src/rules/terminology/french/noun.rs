//! A noun in place of another: its number, the determiner before it, what agrees with it.

use super::agree::{self, Group, Wanted, turned};
use super::companion;
use super::determiner::{self, Determiner};
use super::elision::{before, elides, elides_here, join, neighbour, rewrite};
use super::gloss::doubled;
use super::noun_doubt::{bracketed, ends_in_one, homograph, metavariable, phrase, told_by};
use super::prenominal::{is_degree, lefts, precedes, shifted};
use super::words::{
    before_adverbs, conjugates, is_avoir, is_etre, is_preposition, is_subject, may_be, may_be_noun,
    readings,
};
use crate::diagnostic::{Edit, Safety};
use crate::lang::fr::{self, Gender, Number, Part};
use crate::rules::terminology::compile::Target;
use crate::rules::terminology::fold::like;
use crate::rules::terminology::hit::{Hit, Mend};
use crate::rules::terminology::paradigm::{PLURAL, SINGULAR};
use crate::rules::terminology::text::{Atom, Text};

/// Whether the hit is a verb form here (*il la liste*).
pub(in crate::rules::terminology) fn is_verb_here(text: &Text<'_>, head: usize) -> bool {
    if !may_be(text.word(head), |one| {
        matches!(one.part, Part::Finite | Part::Infinitive)
    }) {
        return false;
    }
    let Some(previous) = text.before(head) else {
        return false;
    };
    let word = text.word(previous);
    is_subject(word) && !matches!(word, "ce")
        || matches!(word, "se" | "s'")
        || matches!(
            word,
            "le" | "la" | "les" | "l'" | "lui" | "leur" | "y" | "en"
        ) && text
            .before(previous)
            .is_some_and(|one| is_subject(text.word(one)))
}

/// Whether the noun may mean something that was named before (*le*, *ce*, *ledit*); what has no determiner may not.
pub(in crate::rules::terminology) fn is_definite(text: &Text<'_>, head: usize) -> bool {
    let group = lefts(text, head, None);
    let indefinite = group.determiner.is_none_or(|one| {
        matches!(
            text.word(one.pieces.1),
            "un" | "une"
                | "chaque"
                | "aucun"
                | "aucune"
                | "plusieurs"
                | "quelques"
                | "tout"
                | "toute"
                | "certains"
                | "certaines"
        )
    });
    !indefinite
}

/// Whether the noun names something that may be meant later: it has a determiner, or a text begins with it; behind a word and
/// without one it only tells a kind (*un nom de fichier*).
pub(in crate::rules::terminology) fn names(text: &Text<'_>, head: usize) -> bool {
    let group = lefts(text, head, None);
    group.determiner.is_some() || neighbour(text, group.first).is_none()
}

/// Puts the target noun in place of a hit.
#[allow(
    clippy::too_many_lines,
    reason = "one noun group, from its determiner to what agrees, in the order of the text"
)]
pub(in crate::rules::terminology) fn mend(text: &Text<'_>, hit: &Hit<'_>, target: &Target) -> Mend {
    let Target::Noun {
        forms,
        gender: target_gender,
        elide,
        ..
    } = target
    else {
        return Mend::report("it inflects otherwise than what would stand there");
    };
    let head = hit.head;
    let own = match hit.cells {
        SINGULAR if !readings(text.word(head)).is_empty() => Some(Number::Singular),
        PLURAL => Some(Number::Plural),
        _ => None,
    };
    let before_it = lefts(text, head, own);
    let (group, determiner) = (before_it.first, before_it.determiner);
    let lefts = &before_it.adjectives;
    let told = determiner.and_then(|one| one.number);
    let plural_tail = hit.tail.is_some_and(|(first, _)| {
        hit.avoid
            .plurals
            .iter()
            .any(|tail| text.says(first, tail).is_some())
    });
    // *les hash*, *context managers*: a foreign word takes the number of its determiner, or of its own tail.
    let foreign = readings(text.word(head)).is_empty();
    let mut number = match hit.cells {
        SINGULAR if foreign && (told == Some(Number::Plural) || plural_tail) => {
            Some(Number::Plural)
        }
        SINGULAR => Some(Number::Singular),
        PLURAL => Some(Number::Plural),
        _ => told,
    };
    if number.is_none() && forms[0] == forms[1] {
        number = Some(Number::Singular);
    }
    let candidates = match number {
        Some(Number::Singular) => vec![forms[0].clone()],
        Some(Number::Plural) => vec![forms[1].clone()],
        None => forms.to_vec(),
    };
    let refuse = |reason: String| Mend::Report {
        candidates: candidates.clone(),
        reason,
    };
    let [form] = candidates.as_slice() else {
        return refuse(format!(
            "\"{}\" may be a singular or a plural",
            text.raw(head)
        ));
    };
    if let Some(at) = phrase(text, hit, determiner.is_some() || !lefts.is_empty()) {
        return refuse(format!("\"{}\" makes a phrase of it", text.raw(at)));
    }
    if let Some(at) = metavariable(text, head) {
        return refuse(format!("\"{}\" may be a name", text.raw(at)));
    }
    // *les thread*: one of the two is wrong.
    if let (Some(told), Some(own)) = (told, own)
        && told != own
        && !ends_in_one(text, determiner)
    {
        return refuse(format!(
            "\"{}\" and \"{}\" differ in number",
            determiner.map_or("", |one| text.raw(one.pieces.1)),
            text.raw(head)
        ));
    }
    match doubled(text, hit, forms) {
        Ok(None) => {}
        Ok(Some(edit)) => {
            return Mend::Fix {
                edits: vec![edit],
                safety: Safety::Safe,
                to: form.clone(),
            };
        }
        Err(reason) => return refuse(reason),
    }
    if let Some(at) = told_by(text, hit, determiner.is_some() || !lefts.is_empty()) {
        return refuse(format!(
            "it only tells what kind of \"{}\" is meant",
            text.raw(at)
        ));
    }
    if let Some(reason) = homograph(text, hit, determiner.is_some() || !lefts.is_empty()) {
        return refuse(reason);
    }
    // The text tells the gender of what is banned, by its determiner or what agrees beside it; else the rule does.
    let start = determiner.map_or(group, |one| one.pieces.0);
    let noun_group = Group {
        first: start,
        lefts,
        last: hit.last(),
        determined: determiner.is_some(),
        alike: hit.avoid.tails.is_empty(),
    };
    let companions = companion::find(text, determiner, hit.last(), number);
    let gender = determiner
        .and_then(|one| {
            one.gender
                .or_else(|| determiner::told_before(text, one.pieces.0))
        })
        .or_else(|| companions.first().map(|one| one.gender))
        .or_else(|| agree::told(text, noun_group, number))
        .or(hit.avoid.gender);
    let Some(new_gender) = target_gender.or(gender) else {
        return refuse("nobody says the gender of what would stand there".to_owned());
    };
    if let Some(gender) = gender
        && target_gender.is_some()
        && let Some(at) = agree::contradicts(text, noun_group, gender, number)
    {
        return refuse(format!("\"{}\" agrees otherwise", text.raw(at)));
    }
    let was = elides_here(text, head, hit.avoid.elide);
    let now = elides(form, *elide);
    // What hides the determiner, or may be the noun that it belongs to, tells nothing of the gender.
    let hidden = before_it.doubtful.is_some_and(|at| {
        hit.avoid.gender != Some(new_gender) || text.atom(at) != Some(Atom::Word)
    });
    let turns = gender != Some(new_gender) || hidden;
    if let Some(at) = before_it.doubtful.filter(|_| turns || was != now) {
        return refuse(format!(
            "nobody knows what \"{}\" before it is",
            text.raw(at)
        ));
    }
    if let Some(at) = bracketed(text, hit.last()).filter(|_| turns || was != now) {
        return refuse(format!("\"{}\" makes two numbers of it", text.raw(at)));
    }
    let mut edits = vec![Edit {
        span: hit.span,
        text: hit.write(text, form),
    }];
    let mut vowel = now;

    if turns {
        // Another gender: the determiner can be rewritten, what agrees only where all of it stands here.
        let wanted = Wanted { gender, number };
        let mut found = agree::find(text, noun_group, wanted);
        let known = |at: usize| {
            companions
                .iter()
                .any(|one| (one.pieces.0..=one.pieces.1).contains(&at))
        };
        if let Some(at) = found.doubtful.filter(|at| !known(*at)) {
            return refuse(format!("\"{}\" may have to agree with it", text.raw(at)));
        }
        if determiner.is_none()
            && let Some(at) =
                neighbour(text, group).filter(|at| matches!(text.word(*at), "et" | "ou" | "ni"))
            && !shares_neutral(text, at, number)
        {
            return refuse("it shares the determiner of another noun".to_owned());
        }
        // *la *page ouverte est lue**: words of one emphasis are read as names.
        if let Some(at) = text.after(hit.last()).filter(|at| {
            text.emphasised(hit.last()) && text.pieces[*at].token == text.pieces[hit.last()].token
        }) {
            return refuse(format!("\"{}\" is emphasised with it", text.raw(at)));
        }
        let apart = elliptic(text, start, wanted)
            .or_else(|| attribute_before(text, start, wanted))
            .or_else(|| agree::compared(text, noun_group, wanted))
            .or_else(|| agree::distributed(text, hit.last(), wanted));
        if let Some(at) = apart {
            return refuse(format!("\"{}\" may have to agree with it", text.raw(at)));
        }
        if let Some(at) = determiner.and_then(|one| lends(text, one, hit.last(), new_gender)) {
            return refuse(format!("\"{}\" shares its determiner", text.raw(at)));
        }
        // *une sous classe*
        if determiner.is_none()
            && let Some(at) = neighbour(text, group).filter(|at| is_preposition(text.word(*at)))
            && determiner::find(text, at).is_some_and(|one| one.gender.is_some())
        {
            return refuse(format!(
                "\"{}\" stands between it and its determiner",
                text.raw(at)
            ));
        }
        if let Some(one) = companions.iter().find(|one| Some(one.gender) != gender) {
            return refuse(format!("\"{}\" agrees otherwise", text.raw(one.pieces.0)));
        }
        if let Some(one) = companions.iter().find(|one| one.pieces.0 > head)
            && agree::claimed(text, noun_group, wanted)
        {
            return refuse(format!(
                "\"{}\" may have to agree with it",
                text.raw(one.pieces.0)
            ));
        }
        if let Some(at) = companion::one_of(text, determiner) {
            return refuse(format!("\"{}\" has to agree with it", text.raw(at)));
        }
        edits.extend(companions.iter().map(|one| one.to(text, new_gender)));
        // *l'un des objets est ouvert*
        if companions.iter().any(|one| one.singles) {
            let single = Wanted {
                number: Some(Number::Singular),
                ..wanted
            };
            let own = Group {
                first: companions[0].pieces.0,
                ..noun_group
            };
            let one = agree::find(text, own, single);
            if let Some(at) = one.doubtful {
                return refuse(format!("\"{}\" may have to agree with it", text.raw(at)));
            }
            found.certain.extend(one.certain);
            found.determiners.extend(one.determiners);
        }
        for at in lefts {
            let Some(new) = left(text, *at, new_gender, number) else {
                return refuse(format!("\"{}\" has to agree with it", text.raw(*at)));
            };
            // *un bel et grand objet*: usage differs.
            let parted = matches!(text.word(*at + 1), "et" | "ou" | "mais");
            if parted
                && shifted(&new, false) != shifted(&new, true)
                && new_gender == Gender::Masculine
            {
                return refuse(format!("\"{}\" has to agree with it", text.raw(*at)));
            }
            // *un nouvel objet*
            let vowel = *at + 1 == head && now;
            let new = if number == Some(Number::Singular) && new_gender == Gender::Masculine {
                shifted(&new, vowel)
            } else {
                new
            };
            if new != text.word(*at) {
                edits.push(Edit {
                    span: text.pieces[*at].span,
                    text: like(text.raw(*at), &new),
                });
            }
        }
        for (at, number) in &found.certain {
            // *sont toutes petites*, but *tout entières*
            if let Some(adverb) = at.checked_sub(1).filter(|one| text.word(*one) == "tout")
                && new_gender == Gender::Feminine
                && let Some(new) = left(text, adverb, new_gender, *number)
            {
                edits.push(Edit {
                    span: text.pieces[adverb].span,
                    text: like(text.raw(adverb), &new),
                });
            }
            // *seule celle qui est lue*
            let pointing = matches!(text.word(*at), "celui" | "celle" | "ceux" | "celles");
            if pointing
                && let Some((before, new)) = determiner::predeterminer(text, *at, new_gender)
                && text.word(before) != new
            {
                edits.push(Edit {
                    span: text.pieces[before].span,
                    text: like(text.raw(before), new),
                });
            }
            let new = match (text.word(*at), new_gender) {
                ("le" | "la", Gender::Masculine) => Some("le".to_owned()),
                ("le" | "la", Gender::Feminine) => Some("la".to_owned()),
                (word, _) if agree::set_off(text, *at) => strong(word, new_gender),
                (word, _) if pronoun(word, new_gender).is_some() => {
                    pronoun(word, new_gender).map(str::to_owned)
                }
                (word, _) => turned(word, new_gender, *number)
                    .or_else(|| turned_compound(text, *at, new_gender, *number)),
            };
            let Some(new) = new else {
                return refuse(format!("\"{}\" has to agree with it", text.raw(*at)));
            };
            // *à laquelle* → *auquel*
            let contracted = match (at.checked_sub(1).map(|one| text.word(one)), new.as_str()) {
                (Some("à"), "lequel") => Some("auquel"),
                (Some("de"), "lequel") => Some("duquel"),
                _ => None,
            };
            if let Some(new) = contracted {
                edits.push(rewrite(text, at - 1, *at, new));
                continue;
            }
            // *s'il* → *si elle*
            let si = at
                .checked_sub(1)
                .filter(|one| neighbour(text, *at) == Some(*one));
            match (si.map_or("", |one| text.word(one)), new.as_str()) {
                ("s'", "elle" | "elles") => {
                    edits.extend(si.map(|one| rewrite(text, one, one, "si")));
                }
                ("si", "il" | "ils") => edits.extend(si.map(|one| rewrite(text, one, one, "s'"))),
                _ => {}
            }
            edits.push(Edit {
                span: text.pieces[*at].span,
                text: like(text.raw(*at), &new),
            });
        }
        // *la première* → *le premier*
        for one in &found.determiners {
            let vowel = elides_here(text, one.pieces.1 + 1, None);
            if let Some(new) = one.to(text, new_gender, vowel) {
                edits.push(rewrite(text, one.pieces.0, one.pieces.1, new));
            }
            // *seule la première*
            if let Some((at, new)) = determiner::predeterminer(text, one.pieces.0, new_gender)
                && text.word(at) != new
            {
                edits.push(Edit {
                    span: text.pieces[at].span,
                    text: like(text.raw(at), new),
                });
            }
        }
        if let Some(one) = determiner
            && let Some((at, new)) = determiner::predeterminer(text, one.pieces.0, new_gender)
            && text.word(at) != new
        {
            edits.push(Edit {
                span: text.pieces[at].span,
                text: like(text.raw(at), new),
            });
        }
    } else if was != now && new_gender == Gender::Masculine && number == Some(Number::Singular) {
        // nouvel argument → nouveau paramètre
        if let Some(at) = lefts.last() {
            let new = shifted(text.word(*at), now);
            if new != text.word(*at) {
                edits.push(Edit {
                    span: text.pieces[*at].span,
                    text: like(text.raw(*at), &new),
                });
            }
        }
    }
    if group != head {
        // The determiner goes by the adjective's first letter.
        vowel = elides_here(text, group, None);
    }
    match determiner {
        Some(one) => {
            if let Some(new) = one.to(text, new_gender, vowel) {
                edits.push(rewrite(text, one.pieces.0, one.pieces.1, new));
            }
        }
        None if group == head && was != now => match before(text, head, now) {
            Ok(edit) => edits.extend(edit),
            Err(reason) => return refuse(reason),
        },
        None => {}
    }
    Mend::Fix {
        edits: join(edits),
        safety: Safety::Safe,
        to: form.clone(),
    }
}

/// The last part of an adjective with a hyphen, in another gender: *sous-jacent*.
fn turned_compound(
    text: &Text<'_>,
    at: usize,
    gender: Gender,
    number: Option<Number>,
) -> Option<String> {
    let first = text.word(at.checked_sub(2)?);
    let hyphen = text.raw(at - 1) == "-" && text.gap(at - 1).is_empty();
    let whole = turned(&[first, "-", text.word(at)].concat(), gender, number)?;
    let last = whole.strip_prefix(first)?.strip_prefix('-')?;
    hyphen.then(|| last.to_owned())
}

/// A pronoun that commas set off, in another gender: *les listes, elles, sont lues*.
fn strong(word: &str, gender: Gender) -> Option<String> {
    const PAIRS: &[[&str; 2]] = &[["lui", "elle"], ["eux", "elles"]];
    let pair = PAIRS.iter().find(|pair| pair.contains(&word))?;
    Some(pair[usize::from(gender == Gender::Feminine)].to_owned())
}

/// A pronoun in another gender.
fn pronoun(word: &str, gender: Gender) -> Option<&'static str> {
    const PAIRS: &[[&str; 2]] = &[
        ["il", "elle"],
        ["ils", "elles"],
        ["celui", "celle"],
        ["ceux", "celles"],
        ["lequel", "laquelle"],
        ["lesquels", "lesquelles"],
        ["auquel", "à laquelle"],
        ["auxquels", "auxquelles"],
        ["desquels", "desquelles"],
        ["tous", "toutes"],
        ["chacun", "chacune"],
        ["aucun", "aucune"],
        // *tel quel*
        ["quel", "quelle"],
        ["quels", "quelles"],
    ];
    let pair = PAIRS.iter().find(|pair| pair.contains(&word))?;
    Some(pair[usize::from(gender == Gender::Feminine)])
}

/// Whether the nouns before *et* at `joint` have no determiner, or one that shows no gender, so that another noun may share it (*les
/// noms et objets*, *noms, listes et objets*).
fn shares_neutral(text: &Text<'_>, joint: usize, number: Option<Number>) -> bool {
    let mut joint = joint;
    loop {
        let Some(noun) = joint
            .checked_sub(1)
            .filter(|at| text.atom(*at) == Some(Atom::Word) && may_be_noun(text.word(*at)))
        else {
            return false;
        };
        let group = lefts(text, noun, number);
        if group.doubtful.is_some() || !group.adjectives.is_empty() {
            return false;
        }
        if let Some(one) = group.determiner {
            return number == Some(Number::Plural)
                && one.gender.is_none()
                && one.number == Some(Number::Plural);
        }
        match group.first.checked_sub(1) {
            Some(at) if text.raw(at) == "," || matches!(text.word(at), "et" | "ou" | "ni") => {
                joint = at;
            }
            Some(at) => {
                return !text.elided(at)
                    && (text.atom(at) != Some(Atom::Word)
                        || matches!(text.word(at), "de" | "en" | "sans" | "entre"));
            }
            None => return true,
        }
    }
}

/// The adjective before *et* or *ou* that has a determiner of its own, and its noun behind it only: *la première et la deuxième
/// liste*.
fn elliptic(text: &Text<'_>, start: usize, wanted: Wanted) -> Option<usize> {
    let joint = start.checked_sub(1).filter(|at| {
        matches!(text.word(*at), "et" | "ou" | "ni" | "comme") || text.raw(*at) == ","
    })?;
    let at = joint
        .checked_sub(1)
        .filter(|at| text.atom(*at) == Some(Atom::Word))?;
    let word = text.word(at);
    let adjective =
        may_be(word, |one| one.part == Part::Adjective) && (!may_be_noun(word) || precedes(word));
    let mut first = at;
    while let Some(one) = text.before(first).filter(|one| is_degree(text.word(*one))) {
        first = one;
    }
    let own = determiner::find(text, first)?;
    // *la page la plus rapide et la page*: its noun stands before it.
    let behind = first != at
        && text
            .before(own.pieces.0)
            .is_some_and(|one| may_be_noun(text.word(one)));
    let fits = own.gender.is_none() || own.gender == wanted.gender;
    (adjective && fits && !behind).then_some(at)
}

/// What a verb says of its object, where it stands between the two: *garde ouverte la page*.
fn attribute_before(text: &Text<'_>, start: usize, wanted: Wanted) -> Option<usize> {
    let at = text
        .before(start)
        .filter(|at| wanted.agrees(text.word(*at)))?;
    let verb = text.word(before_adverbs(text, at)?);
    // *le module produit la page*: it is the verb itself.
    let own = conjugates(text.word(at)) && may_be_noun(verb);
    (!own
        && !is_avoir(verb)
        && !is_etre(verb)
        && may_be(verb, |one| {
            matches!(
                one.part,
                Part::Finite | Part::Infinitive | Part::PresentParticiple
            )
        }))
    .then_some(at)
}

/// The noun of another gender than `gender` behind *et* or *ou* that the determiner stands for as well: *le fichier ou répertoire*.
fn lends(text: &Text<'_>, one: Determiner, last: usize, gender: Gender) -> Option<usize> {
    let shows = one.gender.is_some() && one.number == Some(Number::Singular);
    let noun = last + 2;
    let word = text.word(noun);
    let own = readings(word)
        .iter()
        .filter(|one| one.part == Part::Noun)
        .all(|one| one.gender == Some(gender));
    (shows
        && matches!(text.word(last + 1), "et" | "ou")
        && may_be_noun(word)
        && !may_be(word, |one| one.part == Part::Other)
        && !conjugates(word)
        && !own
        && determiner::find(text, noun).is_none())
    .then_some(noun)
}

/// What stands before a noun, in another gender: an adjective, or the *tout* that agrees before one.
fn left(text: &Text<'_>, at: usize, gender: Gender, number: Option<Number>) -> Option<String> {
    let word = text.word(at);
    if !matches!(word, "tout" | "toute" | "toutes") {
        return turned(&shifted(word, false), gender, number);
    }
    let plural = number == Some(Number::Plural);
    match gender {
        Gender::Masculine => Some("tout".to_owned()),
        // *tout autre*, *toute autre*: both are written.
        Gender::Feminine if fr::elides(text.word(at + 1)) => None,
        Gender::Feminine => Some(if plural { "toutes" } else { "toute" }.to_owned()),
    }
}
