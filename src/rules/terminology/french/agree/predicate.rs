//! The predicate: a copula in all its tenses, what stands between, and the adjectives and participles that it says of its subject.

use super::chain::adverbs;
use super::word::{Agrees, Wanted, agrees_at, judge};
use crate::lang::fr::{Determiner, Number, Part};
use crate::rules::terminology::french::words::{
    conjugates, is_copula, is_etre, is_modal, is_plain_determiner, may_be, may_be_noun,
    starts_group,
};
use crate::rules::terminology::text::{Atom, Text};

/// Reads a copula (*est*, *n'a pas été*, *peut être*) at `at` and the adjectives and participles behind it; the last piece.
pub(super) fn verb_and_adjectives(
    text: &Text<'_>,
    at: usize,
    wanted: Wanted,
    agreeing: &mut Vec<usize>,
) -> Option<usize> {
    // *s'est produite*, but not *s'est donné une limite*
    let pronominal = (at..at + 2).any(|one| matches!(text.word(one), "se" | "s'"));
    let mut at = copula(text, at)?;
    let mut end = None;
    let all = match wanted.gender {
        Some(crate::lang::fr::Gender::Feminine) => "toutes",
        _ => "tous",
    };
    // *ont toutes été lues*
    if at > 1 && text.word(at - 1) == "été" && text.word(at - 2) == all {
        agreeing.push(at - 2);
    }
    loop {
        at = adverbial(text, at);
        // *sont tous lus*
        let quantified = wanted.number == Some(Number::Plural) && text.word(at) == all;
        let group = || {
            let next = text.word(at + 1);
            starts_group(next) || is_plain_determiner(next) && !matches!(next, "deux" | "trois")
        };
        if quantified && !group() {
            agreeing.push(at);
            end = Some(at);
            at = adverbial(
                text,
                at + 1 + usize::from(matches!(text.word(at + 1), "deux" | "trois")),
            );
        }
        if matches!(text.word(at), "ni") {
            at += 1;
        }
        let word = text.word(at);
        let judged = judge(text, at, wanted);
        let object = starts_group(text.word(at + 1))
            || is_plain_determiner(text.word(at + 1))
            || text.atom(at + 1) == Some(Atom::Opaque);
        // *s'est vu attribuer un nom*
        let infinitive = || {
            may_be(text.word(at + 1), |one| one.part == Part::Infinitive)
                && !may_be_noun(text.word(at + 1))
        };
        if pronominal && (object || infinitive()) {
            return None;
        }
        // *est lu et écrit*: a verb would have an object.
        let participle = end.is_some()
            && text.word(at - 1) == "et"
            && may_be(word, |one| one.part == Part::PastParticiple)
            && !may_be_noun(word)
            && !object
            && !matches!(text.word(at + 1), "que" | "qu'" | "en");
        if judged == Agrees::Yes || judged == Agrees::Perhaps && participle {
            agreeing.push(at);
        } else if judged == Agrees::Perhaps {
            return None;
        } else {
            let epicene = may_be(word, |one| {
                one.part == Part::Adjective && one.gender.is_none()
            }) && !may_be(word, |one| matches!(one.part, Part::Other | Part::Noun))
                && (!conjugates(word) || end.is_none());
            if !epicene {
                return end;
            }
        }
        end = Some(at);
        // *est considérée comme complète*
        if text.word(at + 1) == "comme"
            && judge(text, adverbs(text, at + 2, 3), wanted) == Agrees::Yes
        {
            at += 2;
            continue;
        }
        // *est destinée à être lue*
        let to = at + 1 + usize::from(matches!(text.word(at + 1), "à" | "d'" | "pour"));
        if text.word(to) == "être" && judge(text, to + 1, wanted) == Agrees::Yes {
            at = to + 1;
            continue;
        }
        // *est dite sûre*
        if judge(text, at + 1, wanted) == Agrees::Yes && text.blank_after(at) {
            at += 1;
            continue;
        }
        let joined = matches!(text.word(at + 1), "et" | "ou" | "ni" | "mais" | "puis")
            || text.atom(at + 1) == Some(Atom::Mark(','));
        let next = adverbial(text, at + 2);
        if !joined || !agrees_at(text, next, wanted) || text.pieces[next].token.is_some() {
            return end;
        }
        at = next;
    }
}

/// The piece behind adverbs and the phrases that stand for them, set off by commas or not (*n'est, en général, pas ouverte*).
fn adverbial(text: &Text<'_>, at: usize) -> usize {
    let mut at = at;
    loop {
        let mut next = one_adverbial(text, at);
        if text.raw(next) == "," {
            let behind = one_adverbial(text, next + 1);
            if behind > next + 1 && text.raw(behind) == "," {
                next = behind + 1;
            }
        }
        if next == at {
            return at;
        }
        at = next;
    }
}

fn one_adverbial(text: &Text<'_>, at: usize) -> usize {
    let next = adverbs(text, at, 3);
    let phrase = matches!(
        (text.word(next), text.word(next + 1)),
        ("de", "nouveau" | "plus" | "fait")
            | ("à", "nouveau")
            | ("par", "défaut" | "conséquent" | "exemple")
            | (
                "en",
                "général" | "effet" | "outre" | "fait" | "interne" | "plus" | "pratique"
            )
    );
    // *est soit lue, soit écrite*
    if text.word(next) == "soit"
        && may_be(text.word(next + 1), |one| {
            matches!(one.part, Part::PastParticiple | Part::Adjective)
        })
    {
        return next + 1;
    }
    // *deux fois plus grande*
    let times = text.word(next + 1) == "fois"
        && Determiner::read(text.word(next)).is_some_and(|one| one.number == Number::Plural);
    if phrase || times { next + 2 } else { next }
}

/// Verbs whose subject is that of the *être* which follows them by a preposition.
const ABOUT_TO: &[&str] = &[
    "vient",
    "viennent",
    "venait",
    "venaient",
    "risque",
    "risquent",
    "mérite",
    "méritent",
    "cesse",
    "cessent",
    "continue",
    "continuent",
    "commence",
    "commencent",
    "finit",
    "finissent",
    "tarde",
    "tardent",
    "gagne",
    "gagnent",
];

/// The piece behind a copula that begins at `at`.
fn copula(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut at = adverbs(text, at, 2);
    while matches!(
        text.word(at),
        "ne" | "n'" | "y" | "lui" | "leur" | "vous" | "nous"
    ) || matches!(text.word(at), "se" | "s'") && is_etre(text.word(at + 1))
    {
        at += 1;
    }
    at = adverbs(text, at, 2);
    let word = text.word(at);
    let after = adverbs(text, at + 1, 3);
    if is_copula(word)
        && may_be(word, |one| one.part == Part::Finite)
        && !matches!(word, "être" | "été" | "étant")
    {
        // *semble être*
        // *est sur le point d'être lue*
        let about: Option<usize> = [
            &["sur", "le", "point", "d'", "être"][..],
            &["en", "train", "d'", "être"],
            &["en", "passe", "d'", "être"],
        ]
        .iter()
        .find(|words| {
            (after..)
                .zip(words.iter())
                .all(|(at, word)| text.word(at) == *word)
        })
        .map(|words| after + words.len());
        return Some(match about {
            Some(behind) => behind,
            None if text.word(after) == "être" => after + 1,
            None => at + 1,
        });
    }
    // *n'a pas pu être ouverte*
    let perfect = |at: usize| match text.word(at) {
        "été" => Some(at + 1),
        "pu" | "dû" | "failli" => {
            let next = adverbs(text, at + 1, 3);
            (text.word(next) == "être").then_some(next + 1)
        }
        _ => None,
    };
    match word {
        // *ont toutes été lues*
        "ont" | "avaient" | "auront" | "auraient" | "aient"
            if matches!(text.word(after), "tous" | "toutes") =>
        {
            perfect(after + 1)
        }
        "a" | "ont" | "avait" | "avaient" | "aura" | "auront" | "aurait" | "auraient" | "ait"
        | "aient" => perfect(after),
        // *vient d'être lue*
        _ if ABOUT_TO.contains(&word)
            && matches!(text.word(after), "d'" | "à" | "par")
            && text.word(after + 1) == "être" =>
        {
            Some(after + 2)
        }
        _ if is_modal(word) => {
            // *peut ne pas être lue*
            let after = match text.word(after) {
                "ne" | "n'" => adverbs(text, after + 1, 3),
                _ => after,
            };
            match text.word(after) {
                "être" | "rester" | "devenir" => Some(after + 1),
                // *peut lui être associée*
                "lui" | "leur" | "vous" | "nous" | "y" if text.word(after + 1) == "être" => {
                    Some(after + 2)
                }
                "avoir" => perfect(adverbs(text, after + 1, 3)),
                _ => None,
            }
        }
        _ => None,
    }
}
