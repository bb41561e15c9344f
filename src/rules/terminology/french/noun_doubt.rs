//! Where a hit may not be the noun that the rule means: a phrase, a name, a verb form, an adjective.

use super::agree::Wanted;
use super::determiner::{self, Determiner, elidable};
use super::elision::neighbour;
use super::words::{
    before_adverbs, conjugates, is_adverb, is_avoir, is_copula, is_plain_determiner,
    is_preposition, may_be, may_be_noun, readings, starts_group,
};
use crate::lang::fr::{Number, Part};
use crate::rules::terminology::hit::Hit;
use crate::rules::terminology::paradigm::{PLURAL, SINGULAR};
use crate::rules::terminology::text::{Atom, Text};

/// The verb that makes a phrase of a noun without a determiner, whatever the noun: *faire appel*, *avoir tendance*.
pub(super) fn phrase(text: &Text<'_>, hit: &Hit<'_>, determined: bool) -> Option<usize> {
    /// Verbs that a noun without a determiner follows, by how their forms begin.
    const LIGHT: &[&str] = &[
        "tenir", "tien", "tenu", "tenant", "tenez", "tenons", "rend", "prend", "pren", "pris",
        "met", "mis", "fait", "fais", "faire", "font", "fasse", "ferai", "fera", "avoir", "ayant",
        "donn", "perd", "port", "demand",
    ];
    if determined || hit.tail.is_some() || hit.cells != SINGULAR {
        return None;
    }
    let light = |at: usize| {
        let word = text.word(at);
        (LIGHT.iter().any(|start| word.starts_with(start)) || is_avoir(word))
            && may_be(word, |one| {
                !matches!(one.part, Part::Noun | Part::Adjective | Part::Other)
            })
    };
    before_adverbs(text, hit.head).filter(|at| light(*at))
}

/// The noun right before one without a determiner, or the participle that takes one so, of which it tells the kind: *une carte
/// réseau*, *un langage orienté objet*. Such pairs are names; what would stand there may make none. *Un objet fichier* is a file.
pub(super) fn told_by(text: &Text<'_>, hit: &Hit<'_>, determined: bool) -> Option<usize> {
    if determined || hit.tail.is_some() {
        return None;
    }
    let at = neighbour(text, hit.head).filter(|at| !text.elided(*at))?;
    let word = text.word(at);
    let noun = may_be_noun(word)
        && !KINDS.contains(&word.trim_end_matches('s'))
        && !is_preposition(word)
        && !is_copula(word)
        && !may_be(word, |one| {
            matches!(one.part, Part::Other | Part::Adjective)
        });
    (noun || word.starts_with("orienté")).then_some(at)
}

/// Nouns, without the plural's *s*, that say of a thing no more than that it is one.
const KINDS: [&str; 11] = [
    "argument",
    "attribut",
    "classe",
    "constante",
    "élément",
    "fonction",
    "instance",
    "objet",
    "paramètre",
    "type",
    "variable",
];

/// *-o FICHIER*: in capitals, and no word beside it is.
pub(super) fn metavariable(text: &Text<'_>, head: usize) -> Option<usize> {
    let capitals = |at: usize| {
        let raw = text.raw(at);
        raw.chars().any(char::is_uppercase) && !raw.chars().any(char::is_lowercase)
    };
    let single = text.raw(head).chars().count() < 2;
    if single || !capitals(head) {
        return None;
    }
    let words = |at: &usize| text.atom(*at) == Some(Atom::Word) && !text.elided(*at);
    let others = (head.saturating_sub(4)..head)
        .chain(head + 1..head + 5)
        .filter(words)
        .filter(|at| text.word(*at) != text.word(head));
    let mut others = others.peekable();
    (others.peek().is_some() && !others.any(capitals)).then_some(head)
}

/// *vingt et un objets*
pub(super) fn ends_in_one(text: &Text<'_>, determiner: Option<Determiner>) -> bool {
    determiner.is_some_and(|one| {
        matches!(text.word(one.pieces.1), "un" | "une")
            && text
                .before(one.pieces.0)
                .is_some_and(|at| text.word(at) == "et")
    })
}

/// The bracket of *objet(s)*.
pub(super) fn bracketed(text: &Text<'_>, last: usize) -> Option<usize> {
    let opens = text.gap(last).is_empty() && text.raw(last + 1) == "(";
    (opens && matches!(text.word(last + 2), "s" | "x" | "es")).then_some(last + 2)
}

/// Whether the hit may be a verb form, or an adjective, rather than a noun.
pub(super) fn homograph(text: &Text<'_>, hit: &Hit<'_>, determined: bool) -> Option<String> {
    let word = text.word(hit.head);
    let verb = conjugates(word)
        || may_be(word, |one| {
            matches!(one.part, Part::Infinitive | Part::PastParticiple)
        });
    if determined || hit.tail.is_some() {
        return None;
    }
    let previous = neighbour(text, hit.head).map_or("", |at| text.word(at));
    // *une liste donnée*, *est constante*
    let adjective = may_be(word, |one| {
        matches!(one.part, Part::Adjective | Part::PastParticiple)
    });
    if adjective
        && (is_copula(previous)
            || is_adverb(previous)
            || may_be(previous, |one| {
                matches!(
                    one.part,
                    Part::Noun | Part::Adjective | Part::PastParticiple
                )
            }) && !may_be(previous, |one| one.part == Part::Other))
    {
        return Some(format!(
            "\"{}\" may be an adjective here",
            text.raw(hit.head)
        ));
    }
    if !verb {
        return None;
    }
    if is_preposition(previous) || elidable(previous) && previous != "ne" && previous != "n'" {
        return None;
    }
    let noun_before = may_be_noun(previous) && !may_be(previous, |one| one.part == Part::Other);
    // *la requête texte les pages*: it has an object.
    let next = text.word(hit.last() + 1);
    if noun_before
        && conjugates(word)
        && text.blank_after(hit.last())
        && (starts_group(next) || is_plain_determiner(next) && next != "du" || is_adverb(next))
    {
        return Some(format!("\"{}\" may be a verb here", text.raw(hit.head)));
    }
    // *Page suivante*
    let epithet = text.after(hit.last()).is_some_and(|at| {
        let next = readings(text.word(at));
        !next.is_empty()
            && next.iter().all(|one| {
                matches!(
                    one.part,
                    Part::Adjective | Part::PastParticiple | Part::PresentParticiple
                )
            })
    });
    // *Page trop étroite*: an adjective that agrees, and no object, as a verb would have.
    let number = match hit.cells {
        PLURAL => Number::Plural,
        _ => Number::Singular,
    };
    let wanted = Wanted {
        gender: hit.avoid.gender,
        number: Some(number),
    };
    let beside = (hit.last() + 1..hit.last() + 4).find(|at| !is_adverb(text.word(*at)));
    let epithet = epithet
        || beside.is_some_and(|at| {
            wanted.agrees(text.word(at))
                && text
                    .after(at)
                    .is_none_or(|next| determiner::find(text, next + 1).is_none())
        });
    let complement = epithet || matches!(text.word(hit.last() + 1), "de" | "d'" | "du" | "des");
    (!noun_before && !complement).then(|| format!("\"{}\" may be a verb here", text.raw(hit.head)))
}
