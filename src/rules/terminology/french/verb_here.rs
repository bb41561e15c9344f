//! Whether a hit is the verb that the rule means: a noun of the same spelling, another verb by its pronoun.

use super::prenominal::lefts;
use super::words::{
    ends_sentence, is_adverb, is_article_or_pronoun, is_avoir, is_etre, is_plain_determiner,
    is_preposition, is_subject, may_be, may_be_noun, readings,
};
use crate::lang::fr::{Cell, Number, Part, Tense};
use crate::rules::terminology::paradigm::{bits, cell};
use crate::rules::terminology::text::{Atom, Text};

/// Whether the form at `index` is no verb here, and why.
pub(in crate::rules::terminology) fn homograph(
    text: &Text<'_>,
    index: usize,
    cells: u64,
) -> Option<String> {
    let word = text.word(index);
    if cells & 0b11_1100 != 0 && cells & !0b11_1100 == 0 && bare_noun(text, index) {
        return Some(format!("\"{}\" may be a noun here", text.raw(index)));
    }
    // *permissions*: a verb of the first person, or of a mood that nobody writes, only where a subject says so.
    let rare = bits(cells).all(|bit| {
        matches!(
            cell(bit),
            Cell::Finite(Tense::SubjunctiveImperfect | Tense::PastHistoric, ..)
                | Cell::Finite(_, 1 | 2, _)
        )
    });
    if rare
        && may_be_noun(word)
        && !subject_before(text, index)
            .is_some_and(|at| is_subject(text.word(at)) && text.word(at) != "ce")
    {
        return Some(format!("\"{}\" may be a noun here", text.raw(index)));
    }
    let previous = text.before(index)?;
    let left = text.word(previous);
    let participle = cells & 0b11_1100 != 0 && cells & !0b11_1100 == 0;
    let infinitive = cells & 1 != 0;
    let present_participle = cells & 0b10 != 0;
    let noun = may_be_noun(word);
    let no_verb = || {
        Some(format!(
            "\"{}\" before it makes a noun of it",
            text.raw(previous)
        ))
    };
    if is_plain_determiner(left) {
        // *ce retourne* is no French; *tel retourné*, *ce spécifié* are: a participle as a noun.
        return no_verb();
    }
    // *les bonnes permissions*: adjectives stand between.
    if noun {
        let group = lefts(text, index, None);
        if let Some(one) = group.determiner.filter(|_| !group.adjectives.is_empty()) {
            return Some(format!(
                "\"{}\" before it makes a noun of it",
                text.raw(one.pieces.1)
            ));
        }
    }
    if is_article_or_pronoun(left) {
        if participle {
            let elided_avoir = text
                .before(previous)
                .is_some_and(|at| is_avoir(text.word(at)));
            return if elided_avoir { None } else { no_verb() };
        }
        if !noun {
            return None;
        }
        let further = text.before(previous).map_or("", |at| text.word(at));
        let pronoun = if infinitive {
            is_preposition(further)
                || further == "pas"
                || may_be(further, |one| {
                    matches!(one.part, Part::Finite | Part::Infinitive)
                })
        } else if present_participle {
            further == "en"
        } else {
            is_subject(further)
        };
        return if pronoun || !agrees_with_article(word, left) {
            None
        } else {
            no_verb()
        };
    }
    let conjugated = !participle && !infinitive && !present_participle;
    if conjugated && is_preposition(left) && left != "en" && (noun || cells & 0b11_1100 == 0) {
        return no_verb();
    }
    None
}

/// Whether a participle that is a noun as well (*données*) has nothing before it that it may agree with, or hang on.
fn bare_noun(text: &Text<'_>, index: usize) -> bool {
    if !may_be_noun(text.word(index)) {
        return false;
    }
    let mut at = index.checked_sub(1);
    while let Some(one) = at.filter(|one| is_adverb(text.word(*one))) {
        at = one.checked_sub(1);
    }
    let Some(at) = at else { return true };
    match text.atom(at) {
        Some(Atom::Opaque) => false,
        Some(Atom::Word) => {
            let word = text.word(at);
            // *étant donné*: an idiom.
            let idiom = word == "étant" && text.word(index) == "donné";
            let carries = is_etre(word)
                || is_avoir(word)
                || matches!(word, "comme" | "si" | "et" | "ou" | "fois" | "étant")
                || may_be(word, |one| {
                    matches!(
                        one.part,
                        Part::Noun | Part::Adjective | Part::PastParticiple
                    )
                }) && !is_preposition(word)
                || readings(word).is_empty();
            idiom || !carries
        }
        _ => true,
    }
}

/// Whether an article may stand before this word as a noun.
fn agrees_with_article(noun: &str, article: &str) -> bool {
    use crate::lang::fr::Gender::{Feminine, Masculine};
    readings(noun).iter().any(|one| {
        one.part == Part::Noun
            && match article {
                "le" => one.gender != Some(Feminine) && one.number != Some(Number::Plural),
                "la" => one.gender != Some(Masculine) && one.number != Some(Number::Plural),
                "les" => one.number != Some(Number::Singular),
                "l'" => one.number != Some(Number::Plural),
                _ => true,
            }
    })
}

/// The first words to the left of `index` that are no object pronouns, negations or auxiliaries.
pub(super) fn subject_before(text: &Text<'_>, index: usize) -> Option<usize> {
    let mut at = index;
    while let Some(previous) = text.before(at) {
        if !matches!(
            text.word(previous),
            "ne" | "n'"
                | "le"
                | "la"
                | "les"
                | "l'"
                | "y"
                | "en"
                | "lui"
                | "leur"
                | "me"
                | "m'"
                | "te"
                | "t'"
        ) {
            return Some(previous);
        }
        at = previous;
    }
    None
}

/// Whether the verb at `index` is reflexive.
pub(in crate::rules::terminology) fn reflexive(text: &Text<'_>, index: usize) -> Option<usize> {
    if let Some(at) = ordered_reflexive(text, index) {
        return Some(at);
    }
    let mut at = index;
    for _ in 0..5 {
        at = text.before(at)?;
        match text.word(at) {
            "se" => return Some(at),
            // *s'il* is a condition; before a verb, its auxiliary or a pronoun, *s'* is *se*.
            "s'" if !matches!(text.word(at + 1), "il" | "ils") => return Some(at),
            "me" | "m'" | "te" | "t'" | "nous" | "vous" if is_own_subject(text, at) => {
                return Some(at);
            }
            "y" | "en" | "le" | "la" | "les" | "l'" => {}
            word if is_etre(word) || is_adverb(word) => {}
            _ => return None,
        }
    }
    None
}

/// Whether the pronoun at `at` means the subject of its verb: *vous devez vous enregistrer*, *pensez à vous enregistrer*.
fn is_own_subject(text: &Text<'_>, at: usize) -> bool {
    let subject = |word: &str| match text.word(at) {
        "me" | "m'" => matches!(word, "je" | "j'"),
        "te" | "t'" => word == "tu",
        own => word == own,
    };
    let ending = match text.word(at) {
        "vous" => "ez",
        "nous" => "ons",
        _ => "",
    };
    // *voulez-vous supprimer*: it is the subject itself.
    if at > 0 && text.raw(at - 1) == "-" {
        return false;
    }
    let behind = |one: &usize| !ends_sentence(text, *one) && text.raw(*one) != ",";
    for one in (at.saturating_sub(SUBJECT)..at).rev().take_while(behind) {
        let word = text.word(one);
        let ordered = !ending.is_empty() && word.ends_with(ending) && !may_be_noun(word);
        if subject(word) || ordered {
            return true;
        }
        if is_subject(word) {
            return false;
        }
    }
    false
}

/// So many pieces before its pronoun the subject of a verb may stand.
const SUBJECT: usize = 8;

/// The pronoun behind the verb that it is reflexive by, in an order: *attendez-vous à une erreur*. In a question it may be the
/// subject.
fn ordered_reflexive(text: &Text<'_>, index: usize) -> Option<usize> {
    let at = index + 2;
    let joined = text.atom(index + 1) == Some(Atom::Mark('-')) && text.gap(index).is_empty();
    let asked = || {
        let end = (at..text.pieces.len()).find(|one| ends_sentence(text, *one));
        end.is_some_and(|one| text.raw(one).starts_with('?'))
    };
    let own = match text.word(at) {
        "toi" | "t'" => true,
        "vous" => text.word(index).ends_with("ez") && !asked(),
        "nous" => text.word(index).ends_with("ons") && !asked(),
        _ => false,
    };
    (joined && own).then_some(at)
}
