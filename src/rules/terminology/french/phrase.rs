//! Whether a word is a part of a set phrase (*au cours de*, *avoir lieu*), where it is not what the rule means.

use super::elision::neighbour;
use super::words::{ends_sentence, is_adverb, is_preposition, opens_clause};
use crate::lang::fr::phrases::{self, Phrase};
use crate::rules::terminology::hit::Hit;
use crate::rules::terminology::pack::Kind;
use crate::rules::terminology::text::{Atom, Text};

/// How many pieces an object between a verb and the rest of its phrase may take (*mettre la liste à jour*).
const OBJECT: usize = 8;

/// The set phrase that the hit is a part of, but not all of, where there is one: for certain rather than perhaps.
pub(in crate::rules::terminology) fn around(
    text: &Text<'_>,
    hit: &Hit<'_>,
) -> Option<&'static Phrase> {
    if hit.term.language != "fr" || matches!(hit.avoid.kind, Kind::Word | Kind::Regex) {
        return None;
    }
    let mut perhaps = None;
    for (phrase, place) in phrases::with(text.word(hit.head), &hit.avoid.lemma) {
        let more = |&(first, last): &(usize, usize)| first < hit.head || last > hit.last();
        let span = place_of(text, hit.head, phrase, place);
        if span.as_ref().is_some_and(more) {
            if !phrase.loose {
                return Some(phrase);
            }
            perhaps = Some(phrase);
        }
    }
    perhaps
}

/// The first and last piece of a phrase whose word number `place` stands at `at`.
fn place_of(text: &Text<'_>, at: usize, phrase: &Phrase, place: usize) -> Option<(usize, usize)> {
    let words = &phrase.words;
    let is = |number: usize, at: usize| words[number].is(text.word(at));
    // The words from number `from` on, next to each other, the first of them at `first`: the last one.
    let row = |from: usize, first: usize| {
        let last = first + words.len() - 1 - from;
        let next = |at: usize| at == first || neighbour(text, at) == Some(at - 1);
        (first..=last)
            .all(|at| is(from + at - first, at) && next(at))
            .then_some(last)
    };
    if !words[0].is_verb() {
        let first = at.checked_sub(place)?;
        return Some((first, row(0, first)?));
    }
    // An object may stand between a verb and a preposition.
    let joined = |verb: usize, first: usize| {
        let object = words.len() > 2 && is_preposition(text.word(first));
        (verb + 1..first).all(|at| may_part(text, at, object))
    };
    if place == 0 {
        return (at + 1..=at + 1 + OBJECT)
            .filter(|first| joined(at, *first))
            .find_map(|first| row(1, first))
            .map(|last| (at, last));
    }
    let first = (at + 1).checked_sub(place)?;
    let last = row(1, first)?;
    (first.saturating_sub(1 + OBJECT)..first)
        .rev()
        .find(|verb| is(0, *verb) && joined(*verb, first))
        .map(|verb| (verb, last))
}

/// Whether the piece may stand between a verb and the rest of its phrase: an adverb, the subject of a question, a part of the object.
fn may_part(text: &Text<'_>, at: usize, object: bool) -> bool {
    let word = text.word(at);
    if object {
        return !ends_sentence(text, at) && !opens_clause(word) && text.raw(at) != ",";
    }
    is_adverb(word)
        || matches!(word, "t" | "il" | "elle" | "ils" | "elles" | "on")
        || text.atom(at) == Some(Atom::Mark('-'))
}
