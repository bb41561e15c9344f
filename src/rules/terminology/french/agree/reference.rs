//! What means the noun from further off for certain: a pronoun in the same sentence, where nothing else in the message could be
//! meant, the relative right behind the noun, and the predicate that it shares with another noun.

use super::Group;
use super::chain::{complements, verb_and_adjectives};
use super::pronoun::{pronoun, stands_before_verb};
use super::word::{Agrees, Wanted, judge};
use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::french::determiner;
use crate::rules::terminology::french::words::{
    conjugates, ends_sentence, is_adverb, is_avoir, is_preposition, may_be, may_be_noun,
    only_gender, readings,
};
use crate::rules::terminology::text::{Atom, Text};

/// How far, in pieces, a pronoun is looked for.
const REACH: usize = 40;

/// How far back, in pieces, nothing else may be that a pronoun could mean.
const BACK: usize = 200;

/// The pronouns that mean the noun whose group ends at `end`, and what agrees with them.
pub(super) fn pronouns(
    text: &Text<'_>,
    group: Group<'_>,
    end: usize,
    wanted: Wanted,
) -> Vec<usize> {
    let mut found = Vec::new();
    let start = group.first.saturating_sub(BACK);
    // *comme un exemple*: nothing refers to it.
    let compared = text
        .before(group.first)
        .is_some_and(|at| text.word(at) == "comme");
    if start > 0
        || compared
        || !group.determined
        || (start..group.first).any(|at| rivals(text, at, wanted))
    {
        return found;
    }
    // *Écrit la mesure, si elle existe*: what does it is not named, and may be meant.
    let first = (start..group.first)
        .rev()
        .find(|at| ends_sentence(text, *at))
        .map_or(start, |at| at + 1);
    let implied =
        first < group.first && conjugates(text.word(first)) && !text.word(first).ends_with("ez");
    // An object: its verb stands before it.
    let object = text.before(group.first).is_some_and(|at| {
        may_be(text.word(at), |one| {
            matches!(
                one.part,
                Part::Finite | Part::Infinitive | Part::PresentParticiple
            )
        })
    });
    for at in end + 1..(end + REACH).min(text.pieces.len()) {
        let pause = matches!(text.raw(at), ";" | ":");
        if ends_sentence(text, at) && !pause || rivals(text, at, wanted) {
            break;
        }
        let word = text.word(at);
        // *auquel il est fait référence*: nothing in its relative clause is the noun itself.
        let relative = matches!(word, "dont" | "où" | "qui")
            || ["quel", "quels", "quelle", "quelles"]
                .iter()
                .any(|one| word.ends_with(one))
            || matches!(word, "que" | "qu'") && at == end + 1;
        if relative {
            break;
        }
        match word {
            "il" | "elle" | "ils" | "elles" if text.raw(at + 1) == "-" => {}
            "il" | "elle" | "ils" | "elles" if implied => break,
            "il" | "elle" | "ils" | "elles" if pronoun(text, at, wanted) => {
                let inverted = at > 0 && text.raw(at - 1) == "-";
                if word == "il" && !inverted && !is_personal(text, at) {
                    break;
                }
                found.push(at);
                verb_and_adjectives(text, at + 1, wanted, &mut found);
            }
            "celui" | "celle" | "ceux" | "celles"
                if text.raw(at + 1) == "-"
                    && text.word(at + 2) == "ci"
                    && (word.starts_with("ce") && word.ends_with(['x', 's']))
                        == (wanted.number == Some(Number::Plural))
                    && pronoun(text, at, wanted) =>
            {
                found.push(at);
                verb_and_adjectives(text, at + 3, wanted, &mut found);
            }
            "le" | "la" if stands_before_verb(text, at, object) && pronoun(text, at, wanted) => {
                found.push(at);
            }
            // *on les a supprimés*
            "les" | "l'"
                if is_avoir(text.word(at + 1))
                    && matches!(text.word(at - 1), "on" | "vous" | "nous" | "je" | "tu") =>
            {
                let mut next = at + 2;
                while is_adverb(text.word(next)) {
                    next += 1;
                }
                if judge(text, next, wanted) == Agrees::Yes {
                    found.push(next);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a pronoun could mean the piece at `at`.
fn rivals(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    match text.atom(at) {
        Some(Atom::Opaque) => true,
        Some(Atom::Word) => {
            let word = text.word(at);
            wanted.rivals(word)
                || text.emphasised(at)
                || readings(word).is_empty() && !text.elided(at)
                || matches!(word, "il" | "elle" | "ils" | "elles" | "celui" | "celle")
                    && !pronoun(text, at, wanted)
                    && wanted.number == Some(Number::Singular)
                    && matches!(word, "elle") == (wanted.gender == Some(Gender::Feminine))
        }
        _ => false,
    }
}

/// Whether *il* at `at` is no impersonal one: no *que* and no *de* depends on its verb.
fn is_personal(text: &Text<'_>, at: usize) -> bool {
    let verb = (at + 1..at + 5).find(|one| conjugates(text.word(*one)));
    verb.is_some_and(|verb| {
        !(verb + 1..verb + 4)
            .take_while(|one| text.atom(*one) == Some(Atom::Word))
            .any(|one| {
                matches!(text.word(one), "que" | "qu'" | "de" | "d'")
                    || may_be_noun(text.word(one)) && readings(text.word(one)).len() == 1
            })
    })
}

/// *auquel*, *dans lequel* right behind the noun.
pub(super) fn relative(text: &Text<'_>, end: usize, wanted: Wanted) -> Option<usize> {
    let at = end
        + 1
        + usize::from(
            is_preposition(text.word(end + 1)) && !matches!(text.word(end + 1), "de" | "à" | "d'"),
        );
    let relative = matches!(
        text.word(at),
        "lequel"
            | "laquelle"
            | "lesquels"
            | "lesquelles"
            | "auquel"
            | "auxquels"
            | "auxquelles"
            | "desquels"
            | "desquelles"
    );
    // *à laquelle* would be one word.
    let parted = text.word(at) == "laquelle" && at == end + 1;
    (relative && !parted && text.blank_after(at - 1) && pronoun(text, at, wanted)).then_some(at)
}

/// A predicate that two nouns share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// What agrees with both.
    pub pieces: Vec<usize>,
    /// The gender of the other noun.
    pub other: Option<Gender>,
}

/// The predicate of the group that ends at `end` and of the one that *et* joins to it (*la liste et la ligne sont lues*).
pub(super) fn shared(text: &Text<'_>, end: usize, wanted: Wanted) -> Option<Shared> {
    let joint = complements(text, end, wanted) + 1;
    if text.word(joint) != "et" {
        return None;
    }
    let noun = (joint + 1..joint + 4).find(|at| {
        determiner::find(text, *at).is_some_and(|one| one.pieces.0 == joint + 1)
            && may_be_noun(text.word(*at))
    })?;
    let own = determiner::find(text, noun)?;
    let other = own
        .gender
        .or_else(|| only_gender(text.word(noun), None, |one| one.part == Part::Noun))?;
    let both = match wanted.gender? {
        Gender::Feminine => other,
        Gender::Masculine => Gender::Masculine,
    };
    let both = Wanted {
        gender: Some(both),
        number: Some(Number::Plural),
    };
    let mut pieces = Vec::new();
    verb_and_adjectives(text, complements(text, noun, both) + 1, both, &mut pieces)?;
    let participle = |at: &usize| may_be(text.word(*at), |one| one.gender.is_some());
    pieces.iter().all(participle).then_some(Shared {
        pieces,
        other: Some(other),
    })
}
