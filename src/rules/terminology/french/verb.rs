//! A verb in place of another: the form, the words that elide before it, the pronoun after it, the words of its tail.

use super::elision::{before, elides, elides_here, join, rewrite};
use super::mood::{self, Mood};
use super::prenominal::lefts;
use super::valency::{self, Verbs};
use super::verb_here::{homograph, reflexive, subject_before};
use super::words::{
    ends_sentence, is_adverb, is_avoir, is_etre, is_plain_determiner, is_preposition, may_be,
    may_be_noun, only_gender, starts_group,
};
use crate::diagnostic::{Edit, Safety, Span};
use crate::lang::fr::{Cell, Gender, Number, Part, Tense};
use crate::rules::terminology::compile::Target;
use crate::rules::terminology::fold::like;
use crate::rules::terminology::hit::{Hit, Mend};
use crate::rules::terminology::paradigm::{Forms, PARTICIPLE, bits, cell, is_intransitive};
use crate::rules::terminology::text::{Atom, Text};

/// Verbs conjugated with *être* when they have no object.
const WITH_ETRE: &[&str] = &[
    "aller",
    "venir",
    "revenir",
    "devenir",
    "parvenir",
    "arriver",
    "partir",
    "repartir",
    "tomber",
    "rester",
    "naître",
    "mourir",
    "intervenir",
    "survenir",
    "provenir",
];

/// The cells that the form stands for here: the register of documentation leaves out what nobody writes when another reading
/// is there, and a subject next to it tells its person.
fn narrowed(text: &Text<'_>, index: usize, cells: u64) -> u64 {
    let subject = subject_before(text, index).map_or("", |at| text.word(at));
    let keep = |test: &dyn Fn(Cell) -> bool| {
        let kept = bits(cells)
            .filter(|bit| test(cell(*bit)))
            .fold(0, |mask, bit| mask | 1 << bit);
        if kept == 0 { cells } else { kept }
    };
    let singular = |cell, wanted: u8| match cell {
        Cell::Finite(_, person, Number::Singular) => person == wanted,
        _ => false,
    };
    let mut cells = match subject {
        "je" | "j'" => keep(&|cell| singular(cell, 1)),
        "tu" => keep(&|cell| singular(cell, 2)),
        "il" | "elle" | "on" | "cela" | "ça" | "ceci" | "qui" => {
            keep(&|cell| matches!(cell, Cell::Finite(_, 3, _)))
        }
        "ils" | "elles" => keep(&|cell| matches!(cell, Cell::Finite(_, 3, Number::Plural))),
        _ => cells,
    };
    // An auxiliary takes a participle, and nothing else does but a noun.
    let mut at = text.before(index);
    while let Some(one) = at.filter(|one| is_adverb(text.word(*one))) {
        at = text.before(one);
    }
    let auxiliary = at.is_some_and(|at| is_etre(text.word(at)) || is_avoir(text.word(at)));
    let keep_of = |cells: u64, test: &dyn Fn(Cell) -> bool| {
        let kept = bits(cells)
            .filter(|bit| test(cell(*bit)))
            .fold(0, |mask, bit| mask | 1 << bit);
        if kept == 0 { cells } else { kept }
    };
    if auxiliary {
        cells = keep_of(cells, &|cell| matches!(cell, Cell::PastParticiple(..)));
    }
    if !matches!(subject, "je" | "j'" | "tu") {
        cells = keep_of(cells, &|cell| {
            !matches!(cell, Cell::Finite(_, 1 | 2, Number::Singular))
        });
        cells = keep_of(cells, &|cell| {
            !matches!(cell, Cell::Finite(Tense::PastHistoric, ..))
        });
        cells = keep_of(cells, &|cell| {
            !matches!(cell, Cell::Finite(Tense::SubjunctiveImperfect, ..))
        });
    }
    cells
}

/// The distinct forms that stand in `cells`, the first of each cell.
fn forms_of(forms: &Forms, cells: u64) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for bit in bits(cells) {
        if let Some((_, form)) = forms.iter().find(|(one, _)| *one == bit)
            && !all.contains(&form.as_str())
        {
            all.push(form);
        }
    }
    all
}

/// Puts the target verb in place of a hit.
#[allow(
    clippy::too_many_lines,
    reason = "one verb, from the words before it to its tail, in the order of the text"
)]
pub(in crate::rules::terminology) fn mend(text: &Text<'_>, hit: &Hit<'_>, target: &Target) -> Mend {
    let Target::Verb {
        lemma,
        forms,
        tail,
        elide,
        reflexive: pronominal,
    } = target
    else {
        return Mend::report("it inflects otherwise than what would stand there");
    };
    let shown = |form: &str| {
        if tail.is_empty() {
            form.to_owned()
        } else {
            format!("{form} {tail}")
        }
    };
    let head = hit.head;
    let cells = narrowed(text, head, hit.cells);
    let candidates: Vec<String> = forms_of(forms, cells)
        .iter()
        .map(|form| shown(form))
        .collect();
    let refuse = |reason: String| Mend::Report {
        candidates: candidates.clone(),
        reason,
    };
    if let Some(reason) = homograph(text, head, hit.cells) {
        return refuse(reason);
    }
    if is_preposition_here(text, head, hit.last()) {
        return refuse(format!("\"{}\" may be a preposition here", text.raw(head)));
    }
    // The pronoun that goes with the verb.
    let mut pronoun = None;
    match (hit.avoid.reflexive, *pronominal, reflexive(text, head)) {
        (false, _, Some(at)) => {
            return refuse(format!("\"{}\" makes it another verb", text.raw(at)));
        }
        (false, true, None) => {
            return refuse("it would need a pronoun of its own".to_owned());
        }
        (true, false, at) => {
            pronoun = at.filter(|at| text.before(head) == Some(*at));
            if pronoun.is_none() {
                return refuse("its pronoun stands apart from it".to_owned());
            }
        }
        _ => {}
    }
    let mut possible = forms_of(forms, cells);
    if possible.len() > 1
        && let Some(mood) = mood::decided(text, head)
    {
        let kept = bits(cells)
            .filter(|bit| {
                let subjunctive = matches!(
                    cell(*bit),
                    Cell::Finite(Tense::Subjunctive | Tense::SubjunctiveImperfect, ..)
                );
                subjunctive == (mood == Mood::Subjunctive)
            })
            .fold(0, |mask, bit| mask | 1 << bit);
        if kept != 0 {
            possible = forms_of(forms, kept);
        }
    }
    let form = match possible.as_slice() {
        [form] => *form,
        [] => return Mend::report(format!("\"{lemma}\" has no such form")),
        several => {
            let mood =
                bits(cells).any(|bit| matches!(cell(bit), Cell::Finite(Tense::Subjunctive, ..)));
            let what = if mood {
                "indicative or subjunctive"
            } else if bits(cells).all(|bit| matches!(cell(bit), Cell::PastParticiple(..))) {
                "singular or plural"
            } else {
                "several forms have this spelling"
            };
            return refuse(format!("{what}: \"{}\"", several.join("\" or \"")));
        }
    };
    let participle = cells & 0b11_1100 != 0;
    if let Some(at) = governed(text, head, hit.last(), participle) {
        return refuse(format!("\"{}\" may not go with another verb", text.raw(at)));
    }
    let verbs = Verbs {
        was: &hit.avoid.lemma,
        was_intransitive: hit.avoid.intransitive,
        intransitive: is_intransitive(forms),
        lemma,
        tail,
        has_cases: !hit.term.cases.is_empty(),
    };
    let differs = (!hit.avoid.reflexive && !*pronominal)
        .then(|| valency::differs(text, head, hit.last(), verbs, participle))
        .flatten();
    if let Some(reason) = differs {
        return refuse(reason);
    }
    let infinitive = tail
        .split(' ')
        .next()
        .is_some_and(|word| may_be(word, |one| one.part == Part::Infinitive));
    if participle && infinitive {
        // *le nom affiché*: no *fait apparaître*; and *elle les a fait apparaître*, which agrees with nothing.
        let active = text
            .before(head)
            .is_some_and(|at| is_avoir(text.word(at)) || is_adverb(text.word(at)));
        if !active || cells & 1 << PARTICIPLE == 0 {
            return refuse(format!("\"{lemma} {tail}\" has no such participle"));
        }
    }
    if participle && WITH_ETRE.contains(&lemma.as_str()) {
        return refuse(format!(
            "\"{lemma}\" takes another auxiliary, and agrees with its subject"
        ));
    }

    let mut edits = Vec::new();
    let now = elides(form, *elide);
    let edge = pronoun.unwrap_or(head);
    let was = if pronoun.is_some() {
        false
    } else {
        elides_here(text, head, hit.avoid.elide)
    };
    if was != now {
        match (before(text, edge, now), antecedent(text, head)) {
            (Ok(edit), _) => edits.extend(edit),
            // *il l'obtient* → *il le récupère*
            (Err(_), Some((at, gender))) => {
                let whole = if gender == Gender::Feminine {
                    "la"
                } else {
                    "le"
                };
                edits.push(rewrite(text, at, at, whole));
            }
            (Err(reason), None) => return refuse(reason),
        }
    }
    let head_span = if hit.tail.is_some() {
        Span::new(
            text.pieces[head].span.start,
            text.pieces[hit.head_end].span.end,
        )
    } else {
        hit.span
    };
    let mut new = hit.write(text, form);
    let mut start = head_span.start;
    if let Some(at) = pronoun {
        start = text.pieces[at].span.start;
        if text.raw(at).starts_with(char::is_uppercase) {
            new = like(text.raw(at), &new);
        }
    }
    let mut end = head_span.end;
    let mut after = hit.head_end;
    // retourne-t-il, définit-il
    if let Some((pronoun, last)) = inversion(text, hit.head_end) {
        after = last;
        if matches!(text.word(pronoun), "il" | "elle" | "on") {
            let bare = form.ends_with(['t', 'd']);
            new.push_str(if bare { "-" } else { "-t-" });
            end = text.pieces[pronoun].span.start;
        }
    }
    edits.push(Edit {
        span: Span::new(start, end),
        text: new,
    });
    if let Some((first, last)) = hit.tail {
        // The words of the old tail go, with the blank before them.
        let start = text.pieces[first - 1].span.end;
        edits.push(Edit {
            span: Span::new(start, text.pieces[last].span.end),
            text: String::new(),
        });
    }
    if !tail.is_empty() {
        let place = tail_place(text, head, after, participle && cells & !0b11_1100 == 0);
        let place = behind_object(text, place, tail);
        let at = text.pieces[place]
            .span
            .end
            .max(if place == hit.head_end { end } else { 0 });
        let mut words = format!(" {tail}");
        if text.apostrophe() != '\'' {
            words = words.replace('\'', "’");
        }
        edits.push(Edit {
            span: Span::new(at, at),
            text: words,
        });
    }
    Mend::Fix {
        edits: join(edits),
        safety: Safety::Safe,
        to: shown(form),
    }
}

/// Whether a participle does the work of a preposition: *devant la page*, *suivant la norme*, *vu la taille*.
fn is_preposition_here(text: &Text<'_>, head: usize, last: usize) -> bool {
    let next = text.word(last + 1);
    let group = starts_group(next)
        || is_plain_determiner(next)
        || text.atom(last + 1) == Some(Atom::Opaque);
    let before = text.before(head).map_or("", |at| text.word(at));
    match text.word(head) {
        "devant" => {
            let mut at = last + 1;
            while is_adverb(text.word(at))
                || matches!(
                    text.word(at),
                    "ne" | "n'"
                        | "se"
                        | "s'"
                        | "y"
                        | "en"
                        | "le"
                        | "la"
                        | "les"
                        | "l'"
                        | "lui"
                        | "leur"
                )
            {
                at += 1;
            }
            !may_be(text.word(at), |one| one.part == Part::Infinitive)
        }
        "suivant" | "durant" | "pendant" | "moyennant" | "touchant" => group && before != "en",
        "vu" | "passé" | "excepté" | "supposé" | "attendu" | "ôté" | "compris" => {
            group && (before.is_empty() || before == "y")
        }
        _ => false,
    }
}

/// What *l'* before the verb stands for: the pronoun, and the gender of all that was named before it, where it is one.
fn antecedent(text: &Text<'_>, head: usize) -> Option<(usize, Gender)> {
    let pronoun = text.before(head).filter(|at| text.word(*at) == "l'")?;
    let mut genders = (pronoun.saturating_sub(REACH)..pronoun)
        .filter(|at| may_be_noun(text.word(*at)) || text.atom(*at) == Some(Atom::Opaque))
        .filter(|at| {
            let group = lefts(text, *at, None);
            group.determiner.is_some() || text.atom(*at) == Some(Atom::Opaque)
        })
        .map(|at| only_gender(text.word(at), None, |one| one.part == Part::Noun));
    let first = genders.next()??;
    genders
        .all(|one| one == Some(first))
        .then_some((pronoun, first))
}

/// How far back, in pieces, what a pronoun stands for is looked for.
const REACH: usize = 40;

/// What a verb governs in a way of its own, which another verb need not share: *lui* before it, *de* or *à* and an infinitive
/// behind it.
fn governed(text: &Text<'_>, head: usize, last: usize, participle: bool) -> Option<usize> {
    let mut at = text.before(head);
    while let Some(one) = at {
        match text.word(one) {
            "lui" => return Some(one),
            // *leur permet*, not *leur nom*
            "leur" if !participle => return Some(one),
            "ne" | "n'" | "y" | "en" | "le" | "la" | "les" | "l'" => at = text.before(one),
            word if is_avoir(word) || is_adverb(word) => at = text.before(one),
            _ => break,
        }
    }
    // *permettez-moi de*
    let last = inversion(text, last).map_or(last, |(_, last)| last);
    let mut next = text.after(last);
    while let Some(one) = next.filter(|one| is_adverb(text.word(*one))) {
        next = text.after(one);
    }
    let mut preposition =
        next.filter(|one| matches!(text.word(*one), "de" | "d'" | "à" | "au" | "aux" | "par"))?;
    // *permet à la fonction de lire*
    if matches!(text.word(preposition), "à" | "au" | "aux") {
        preposition = (preposition + 1..preposition + 8)
            .take_while(|at| matches!(text.atom(*at), Some(Atom::Word | Atom::Opaque)))
            .find(|at| matches!(text.word(*at), "de" | "d'"))
            .unwrap_or(preposition);
    }
    let mut behind = text.after(preposition);
    while let Some(one) = behind.filter(|one| {
        matches!(
            text.word(*one),
            "ne" | "n'" | "pas" | "le" | "la" | "les" | "l'" | "se" | "s'" | "y" | "en" | "lui"
        )
    }) {
        behind = text.after(one);
    }
    behind
        .is_some_and(|one| may_be(text.word(one), |reading| reading.part == Part::Infinitive))
        .then_some(preposition)
}

/// The pronoun after a verb (*-t-il*, *-nous*): it, and the last piece.
fn inversion(text: &Text<'_>, verb: usize) -> Option<(usize, usize)> {
    let hyphen = |at: usize| text.atom(at) == Some(Atom::Mark('-')) && text.gap(at).is_empty();
    if !text.gap(verb).is_empty() || !hyphen(verb + 1) {
        return None;
    }
    let mut at = verb + 2;
    if text.word(at) == "t" && text.gap(at).is_empty() && hyphen(at + 1) {
        at += 2;
    }
    is_inverted(text.word(at)).then_some((at, at))
}

/// Whether this word may stand behind a verb and a hyphen.
pub(in crate::rules::terminology) fn is_inverted(word: &str) -> bool {
    matches!(
        word,
        "t" | "il"
            | "elle"
            | "on"
            | "ils"
            | "elles"
            | "nous"
            | "vous"
            | "je"
            | "tu"
            | "ce"
            | "le"
            | "la"
            | "les"
            | "lui"
            | "leur"
            | "moi"
            | "toi"
            | "y"
            | "en"
            | "là"
    )
}

/// The piece behind a short object, where the tail is a phrase of its own (*met un nom par écrit*); what begins with *en* is
/// one with its verb (*prend en charge un nom*).
fn behind_object(text: &Text<'_>, place: usize, tail: &str) -> usize {
    let phrase = tail
        .split_once(' ')
        .is_some_and(|(first, _)| is_preposition(first) && first != "en");
    let determined =
        starts_group(text.word(place + 1)) || is_plain_determiner(text.word(place + 1));
    let ends = text.atom(place + 3).is_none()
        || matches!(
            text.atom(place + 3),
            Some(Atom::Mark('.' | ',' | ';' | ':'))
        );
    if phrase && determined && ends && may_be_noun(text.word(place + 2)) {
        place + 2
    } else {
        place
    }
}

/// The piece after which a verb's tail stands: behind *pas*, *plus*, *jamais*, *aussi* after a conjugated verb.
fn tail_place(text: &Text<'_>, head: usize, after: usize, participle: bool) -> usize {
    let mut place = after;
    if participle {
        return place;
    }
    let negated = (head.saturating_sub(3)..head).any(|at| matches!(text.word(at), "ne" | "n'"));
    while let Some(next) = text.after(place) {
        let skip = match text.word(next) {
            "pas" | "plus" | "jamais" | "guère" | "point" => negated,
            "aussi" | "également" | "toujours" | "donc" | "déjà" | "encore" => {
                text.word(next + 1) != "bien" && !ends_sentence(text, place)
            }
            _ => false,
        };
        if !skip {
            break;
        }
        place = next;
    }
    place
}
