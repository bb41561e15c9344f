//! A determiner and the word after it that do not agree, where the lexicon leaves no doubt: *les paramètre*, *un fonction*.
//!
//! Only what two neighbours prove is said. The word after the determiner has one gender or one number in all its readings,
//! and none of them lets the determiner be a pronoun (*il les paramètre*), unless what stands before it does not.

use crate::diagnostic::{Group, Meta, Severity, Span};
use crate::lang::fr::{Determiner, Gender, Number, Part, readings};
use crate::markup::{Word, words};
use crate::rules::spelling::{begins_sentence, occurrences};
use crate::rules::{Check, Findings, Message, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "agreement",
        group: Group::Grammar,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "a determiner and its noun that do not agree (French)",
        docs: r#"A determiner and the noun or adjective right behind it differ in gender or number, by what the lexicon has of both. A word that stands in the source is left alone: it may be English. Of its 59 findings in the French documentation of Python 3.13, read one by one, 56 are such slips, two are misspelt words (*au lei de*, *des pré requis*), one is a matter of taste (*du multitâches*).
```po bad
msgid "The parameters of a function."
msgstr "Les paramètre d'une fonction."
```
```po good
msgid "The parameters of a function."
msgstr "Les paramètres d'une fonction."
```
```po bad
msgid "It calls a function."
msgstr "Il appelle un fonction."
```
```po good
msgid "It calls a function."
msgstr "Il appelle une fonction."
```
```po good
msgid "The second to tenth lines."
msgstr "Les deuxième à dixième lignes."
```
```po good
msgid "It sets them."
msgstr "Elle les paramètre l'un après l'autre."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.file.language.starts_with("fr") || message.text == message.source {
        return;
    }
    let mut before: Option<Word<'_>> = None;
    let mut all = words(message.text, message.markup());
    while let Some(first) = all.next() {
        if is_determiner(first.text)
            && let Some(next) = all.clone().next()
            && touch(message.text, first, next)
            && let Some(fault) = fault(message, before, first, next)
        {
            if is_shared(message.text, next, all.clone().skip(1)) {
                continue;
            }
            let span = Span::new(first.span.start, next.span.end);
            let pair = &message.text[span];
            found.report(&RULE.meta, span, format!("`{pair}`: {fault}"));
        }
        before = Some(first);
    }
}

/// Whether the second word follows the first, with one blank between them or an apostrophe, in the same stretch of prose.
fn touch(text: &str, first: Word<'_>, next: Word<'_>) -> bool {
    let between = &text[first.span.end..next.span.start];
    let near = if first.elided {
        between.is_empty()
    } else {
        matches!(between, " " | "\u{a0}")
    };
    near && first.within == next.within && !first.glued && !next.glued
}

/// What is wrong with the pair.
fn fault(
    message: &Message<'_>,
    before: Option<Word<'_>>,
    first: Word<'_>,
    next: Word<'_>,
) -> Option<String> {
    let small = next.text.chars().all(|c| c.is_lowercase() || c == '-');
    if next.elided || !small || next.text.chars().nth(1).is_none() {
        return None;
    }
    let told = Determiner::read(&first.text.to_lowercase().replace('’', "'"))?;
    let readings = readings(next.text);
    let nominal = |part| matches!(part, Part::Noun | Part::Adjective | Part::PastParticiple);
    let verb = readings.iter().any(|reading| reading.part == Part::Finite);
    if readings.is_empty()
        || !readings
            .iter()
            .all(|reading| nominal(reading.part) || reading.part == Part::Finite)
        || !readings.iter().any(|reading| nominal(reading.part))
        || (verb && !cannot_be_pronoun(message.text, before, first))
    {
        return None;
    }
    let nominals = || readings.iter().filter(|reading| nominal(reading.part));
    let number = told.number;
    let fault = if nominals().all(|reading| reading.number.is_some_and(|one| one != number)) {
        let name = |number| match number {
            Number::Singular => "singular",
            Number::Plural => "plural",
        };
        let other = if number == Number::Singular {
            Number::Plural
        } else {
            Number::Singular
        };
        (name(number), name(other))
    } else if let Some(gender) = told.gender
        && nominals().all(|reading| reading.gender.is_some_and(|one| one != gender))
    {
        let name = |gender| match gender {
            Gender::Masculine => "masculine",
            Gender::Feminine => "feminine",
        };
        let other = if gender == Gender::Masculine {
            Gender::Feminine
        } else {
            Gender::Masculine
        };
        (name(gender), name(other))
    } else {
        return None;
    };
    if occurrences(message.source, next.text).next().is_some() {
        return None;
    }
    let (first, next) = (first.text, next.text);
    Some(format!("`{first}` is {}, `{next}` is {}", fault.0, fault.1))
}

/// Whether the determiner is that of several things, one of which is the word: *les premier et dernier membres*.
fn is_shared<'t>(text: &str, next: Word<'t>, mut after: impl Iterator<Item = Word<'t>>) -> bool {
    let near = |one: Word<'_>, other: Word<'_>| {
        matches!(&text[one.span.end..other.span.start], " " | "\u{a0}" | ", ")
    };
    let Some(joint) = after.next().filter(|joint| near(next, *joint)) else {
        return false;
    };
    let comma = text[next.span.end..joint.span.start].starts_with(',');
    let other = if comma { Some(joint) } else { after.next() };
    // *Les deuxième à n-ième lignes*.
    let range = joint.text == "à" && next.text.ends_with("ième");
    (comma || range || ["et", "ou"].contains(&joint.text))
        && other.is_some_and(|other| !is_determiner(other.text))
}

/// Words that are followed by a noun and its determiner, never by a pronoun and its verb.
const PREPOSITIONS: [&str; 15] = [
    "avec", "chez", "contre", "dans", "depuis", "entre", "hors", "par", "parmi", "pour", "sans",
    "selon", "sous", "sur", "vers",
];

/// Determiners that are nothing else.
const NO_PRONOUNS: [&str; 22] = [
    "au", "aux", "ces", "cet", "chaque", "des", "du", "leurs", "ma", "mes", "mon", "nos", "notre",
    "quelques", "sa", "ses", "son", "ta", "tes", "ton", "vos", "votre",
];

/// Pronouns of the object, which their verb follows.
const OBJECTS: [&str; 6] = ["le", "la", "les", "l'", "l’", "leur"];

/// Whether the determiner cannot be a pronoun before a verb: it never is one, or it is one of the object and a sentence
/// begins with it or a preposition stands before.
fn cannot_be_pronoun(text: &str, before: Option<Word<'_>>, first: Word<'_>) -> bool {
    let lower = first.text.to_lowercase();
    if NO_PRONOUNS.contains(&lower.as_str()) {
        return true;
    }
    let begins =
        || first.text.starts_with(char::is_uppercase) && begins_sentence(&text[..first.span.start]);
    let after_preposition = || {
        before.is_some_and(|before| {
            &text[before.span.end..first.span.start] == " " && PREPOSITIONS.contains(&before.text)
        })
    };
    OBJECTS.contains(&lower.as_str()) && (begins() || after_preposition())
}

/// Whether a word is a determiner, in the forms that stand right before a noun and are nothing else there. *Tout* may be
/// an adverb, *de* and *que* are none.
fn is_determiner(word: &str) -> bool {
    const FORMS: [&str; 41] = [
        "au",
        "aucun",
        "aucune",
        "aux",
        "ce",
        "ces",
        "cet",
        "cette",
        "chaque",
        "des",
        "du",
        "l'",
        "l’",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "ma",
        "mes",
        "mon",
        "nos",
        "notre",
        "plusieurs",
        "quelques",
        "quel",
        "quelle",
        "quelles",
        "quels",
        "sa",
        "ses",
        "son",
        "ta",
        "tes",
        "ton",
        "un",
        "une",
        "vos",
        "votre",
        "certains",
        "certaines",
    ];
    word.len() < 13
        && FORMS.iter().any(|form| {
            let mut letters = form.chars();
            let first = letters.next();
            word.chars().next().map(|c| c.to_ascii_lowercase()) == first
                && word.chars().skip(1).eq(letters)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn determiners() {
        for word in ["Les", "un", "l’", "Certaines"] {
            assert!(is_determiner(word), "{word}");
        }
        for word in ["tout", "LES", "de", "", "plus"] {
            assert!(!is_determiner(word), "{word}");
        }
    }
}
