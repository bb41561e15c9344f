//! A foreign word beside its translation, or as the name of something: what is no noun of the sentence, or has its replacement
//! beside it already.

use super::elision::neighbour;
use super::prenominal::lefts;
use super::words::{is_preposition, readings};
use crate::diagnostic::{Edit, Span};
use crate::rules::terminology::compile::Target;
use crate::rules::terminology::hit::Hit;
use crate::rules::terminology::text::{Text, is_apostrophe};

/// Nouns that a name stands right behind, or behind *de*.
const NAMING: &[&str] = &[
    "type",
    "types",
    "objet",
    "objets",
    "classe",
    "classes",
    "sous-classe",
    "sous-classes",
    "module",
    "modules",
    "paramètre",
    "paramètres",
    "argument",
    "arguments",
    "méthode",
    "méthodes",
    "attribut",
    "attributs",
    "variable",
    "variables",
    "option",
    "options",
    "constante",
    "instance",
    "instances",
    "paquet",
    "champ",
    "champs",
];

/// The word that tells what a foreign word in emphasis is the name of (*les objets *tuple**, *une sous-classe de *tuple**).
pub(in crate::rules::terminology) fn kind_before(text: &Text<'_>, head: usize) -> Option<usize> {
    // What a function takes is no name of it: *fonction de callback* is the replacement's own head.
    let previous = neighbour(text, head)?;
    let word = text.word(previous);
    if NAMING.contains(&word) {
        return Some(previous);
    }
    text.before(previous).filter(|at| {
        matches!(word, "de" | "d'")
            && matches!(
                text.word(*at),
                "classe" | "classes" | "instance" | "instances" | "module"
            )
    })
}

/// Whether what stands right before the bracket that the hit is in begins its translation.
pub(in crate::rules::terminology) fn translated(text: &Text<'_>, hit: &Hit<'_>) -> bool {
    let Some(Target::Noun { forms, .. }) = &hit.term.target else {
        return false;
    };
    let Some(bracket) = hit.head.checked_sub(1).filter(|at| text.raw(*at) == "(") else {
        return false;
    };
    let words =
        |form: &String| -> Vec<String> { form.split([' ', '\'']).map(str::to_owned).collect() };
    bracket.checked_sub(1).is_some_and(|at| {
        forms
            .iter()
            .flat_map(words)
            .any(|word| word.len() > 3 && word == text.word(at))
    })
}

/// Why a foreign word in emphasis may be a name rather than a noun of the sentence.
pub(in crate::rules::terminology) fn stands_as_name(
    text: &Text<'_>,
    hit: &Hit<'_>,
    target: &Target,
) -> Option<&'static str> {
    let Target::Noun { forms, .. } = target else {
        return None;
    };
    if !matches!(doubled(text, hit, forms), Ok(None)) {
        return None;
    }
    let group = lefts(text, hit.head, None);
    if group.determiner.is_some() {
        return None;
    }
    let Some(previous) = neighbour(text, hit.head) else {
        return Some("no determiner stands before it");
    };
    let word = text.word(previous);
    if !is_preposition(word) && group.adjectives.is_empty() {
        return Some("no determiner stands before it");
    }
    None
}

/// The words of the replacement that already stand beside the hit: its head before (*fonction de callback* → *fonction de
/// rappel*: only the rest is written), or anything else of it, which is reported.
pub(super) fn doubled(
    text: &Text<'_>,
    hit: &Hit<'_>,
    forms: &[String; 2],
) -> Result<Option<Edit>, String> {
    let stands = |at: usize| Err(format!("\"{}\" stands beside it already", text.raw(at)));
    let same = |at: usize, word: &str| word.len() > 3 && word.trim_matches('*') == text.word(at);
    let holds = |at: usize| {
        forms
            .iter()
            .flat_map(|form| form.split([' ', '\'']))
            .any(|word| same(at, word))
    };
    if let Some(next) = text.after(hit.last()) {
        if holds(next) {
            return stands(next);
        }
        // *callback function*: a phrase of another language.
        let word = text.raw(next);
        let foreign = |word: &str| {
            word.len() > 2
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
                && readings(word).is_empty()
        };
        if hit.tail.is_none() && foreign(word) && foreign(text.raw(hit.head)) && !hit.avoid.starred
        {
            return Err(format!("\"{word}\" behind it is foreign as well"));
        }
    }
    // *l'empreinte (le hash)*: the foreign word beside its translation.
    let opening = (hit.head.saturating_sub(3)..hit.head)
        .rev()
        .find(|at| text.raw(*at) == "(");
    if let Some(at) = opening.and_then(|at| at.checked_sub(1))
        && holds(at)
    {
        return stands(at);
    }
    let Some(mut at) = text.before(hit.head) else {
        return Ok(None);
    };
    if matches!(text.word(at), "de" | "d'")
        && let Some(before) = text.before(at)
    {
        at = before;
    }
    let head = forms.iter().find_map(|form| {
        let (first, rest) = form.split_once(' ').unwrap_or((form, ""));
        same(at, first).then_some(rest)
    });
    let Some(rest) = head else {
        return if holds(at) { stands(at) } else { Ok(None) };
    };
    let end = text.pieces[at].span.end;
    let between = &text.whole[end..hit.span.start];
    let plain = between
        .chars()
        .all(|char| char.is_alphabetic() || char.is_whitespace() || is_apostrophe(char));
    if rest.is_empty() || !plain {
        return stands(at);
    }
    let mut new = format!(" {rest}");
    if text.apostrophe() != '\'' {
        new = new.replace('\'', "’");
    }
    Ok(Some(Edit {
        span: Span::new(end, hit.span.end),
        text: new,
    }))
}
