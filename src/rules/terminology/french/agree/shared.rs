//! Predicates that two nouns share, and the subject of a clause.

use super::chain::{beside, complements};
use super::predicate::verb_and_adjectives;
use super::pronoun::stands_for_noun;
use super::reference::{BACK, rivals, sentence_start};
use super::word::{Agrees, Wanted};
use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::french::prenominal::{lefts, precedes};
use crate::rules::terminology::french::words::{
    self, conjugates, ends_sentence, may_be, may_be_noun, only_gender,
};
use crate::rules::terminology::text::Text;

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
    let (noun, other) = if let Some((noun, other)) = subject_at(text, joint + 1) {
        (noun, other.gender?)
    } else {
        // *les fichiers et noms*: another masculine stays one.
        let word = text.word(joint + 1);
        let bare = wanted.number == Some(Number::Plural)
            && wanted.gender == Some(Gender::Masculine)
            && may_be_noun(word)
            && !may_be(word, |one| one.part == Part::Other)
            && !conjugates(word);
        let gender = only_gender(word, wanted.number, |one| one.part == Part::Noun)?;
        if !bare || gender != Gender::Masculine {
            return None;
        }
        (joint + 1, gender)
    };
    let both = both(wanted, other)?;
    let mut pieces = beside(text, noun, both).agreeing;
    // *la liste et la ligne lues*: one of them, or both; all the same where another masculine stays.
    let stays = wanted.gender == Some(Gender::Masculine) && other == Gender::Masculine;
    if !(pieces.is_empty() || stays) {
        return None;
    }
    let end = pieces.last().copied().unwrap_or(noun);
    verb_and_adjectives(text, complements(text, end, both) + 1, both, &mut pieces)?;
    let participle = |at: &usize| may_be(text.word(*at), |one| one.gender.is_some());
    pieces.iter().all(participle).then_some(Shared {
        pieces,
        other: Some(other),
    })
}

/// The predicate of the group that begins at `first` and ends at `end` and of the one that *et* joins it to (*la ligne et la liste
/// sont lues*).
pub(super) fn shared_before(
    text: &Text<'_>,
    first: usize,
    end: usize,
    wanted: Wanted,
) -> Option<Shared> {
    let joint = text.back(first).filter(|at| text.word(*at) == "et")?;
    let start = clause_start(text, joint);
    let (noun, own) = subject_at(text, start)?;
    let other = own.gender?;
    // *le nom, la ligne et la liste*: what stands before may be of any gender.
    let listed = start.checked_sub(1).is_some_and(|at| text.raw(at) == ",");
    if listed && wanted.gender == Some(Gender::Masculine) && other == Gender::Feminine
        || complements(text, beside(text, noun, own).end, own) + 1 != joint
    {
        return None;
    }
    let both = both(wanted, other)?;
    let mut pieces = Vec::new();
    verb_and_adjectives(text, complements(text, end, both) + 1, both, &mut pieces)?;
    let participle = |at: &usize| may_be(text.word(*at), |one| one.gender.is_some());
    (!pieces.is_empty() && pieces.iter().all(participle)).then_some(Shared {
        pieces,
        other: Some(other),
    })
}

/// What agrees with the noun and another one.
fn both(wanted: Wanted, other: Gender) -> Option<Wanted> {
    let gender = match wanted.gender? {
        Gender::Feminine => other,
        Gender::Masculine => Gender::Masculine,
    };
    Some(Wanted {
        gender: Some(gender),
        number: Some(Number::Plural),
    })
}

/// The piece that the clause which `at` stands in begins with.
pub(super) fn clause_start(text: &Text<'_>, at: usize) -> usize {
    (at.saturating_sub(CLAUSE)..at)
        .rev()
        .find(|one| {
            let word = text.word(*one);
            ends_sentence(text, *one)
                || matches!(text.raw(*one), "," | "(" | ")" | "—" | "–")
                || is_conjunction(word)
                || ["quel", "quels", "quelle", "quelles"]
                    .iter()
                    .any(|end| word.ends_with(end) && word != *end)
        })
        .map_or(at.saturating_sub(CLAUSE), |one| one + 1)
}

/// How many pieces a subject has at most.
const CLAUSE: usize = 24;

fn is_conjunction(word: &str) -> bool {
    words::opens_clause(word)
        || matches!(
            word,
            "s'" | "comme" | "et" | "ou" | "ni" | "mais" | "puis" | "comment" | "pourquoi"
        )
}

/// The noun of the group whose determiner stands at `start`, and what agrees with it.
pub(super) fn subject_at(text: &Text<'_>, start: usize) -> Option<(usize, Wanted)> {
    let article = |at: usize| {
        lefts(text, at, None)
            .determiner
            .filter(|one| one.pieces.0 == start)
    };
    let noun = (start + 1..start + 4).find(|at| {
        may_be_noun(text.word(*at))
            && !precedes(text.word(*at))
            && stands_for_noun(text, *at) == Agrees::No
            && article(*at).is_some()
    })?;
    let determiner = article(noun)?;
    let gender = determiner
        .gender
        .or_else(|| only_gender(text.word(noun), None, |one| one.part == Part::Noun));
    Some((
        noun,
        Wanted {
            gender,
            number: determiner.number,
        },
    ))
}

/// Whether nothing before `first` in its sentence may be what something behind it agrees with.
pub(super) fn is_sole(text: &Text<'_>, first: usize, wanted: Wanted) -> bool {
    let start = sentence_start(text, first, first.saturating_sub(BACK));
    !(start..first).any(|at| {
        let subject = match text.word(at) {
            "il" => (Gender::Masculine, Number::Singular),
            "ils" => (Gender::Masculine, Number::Plural),
            "elle" => (Gender::Feminine, Number::Singular),
            "elles" => (Gender::Feminine, Number::Plural),
            _ => return rivals(text, at, wanted),
        };
        wanted.gender.is_none_or(|one| one == subject.0)
            && wanted.number.is_none_or(|one| one == subject.1)
    })
}
