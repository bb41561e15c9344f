//! A translation that is its source.

use super::prose::untouched;
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::find;
use crate::markup::words;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unchanged",
        group: Group::Typography,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "the translation is the English source",
        docs: r#"Left in English, where the source is a sentence: it holds three English function words. Titles, names and signatures may well stay as they are, so this is off unless asked for.
```po bad
msgid "This is the name of the file that is read."
msgstr "This is the name of the file that is read."
```
```po good
msgid "This is the name of the file that is read."
msgstr "C'est le nom du fichier qui est lu."
```"#,
    },
    check: Check::Message(check),
};

/// English words that no sentence does without, and that few other languages have.
#[rustfmt::skip]
const FUNCTION: [&str; 40] = [
    "the", "of", "and", "to", "is", "that", "this", "it", "with", "for", "are", "be", "by", "from", "which", "or", "an", "you",
    "not", "if", "when", "was", "have", "has", "been", "will", "can", "should", "but", "its", "your", "these", "there", "into",
    "must", "may", "does", "they", "their", "than",
];

/// Whether a word is one of them.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a text holds one of the words that no sentence of English does without, and few translations hold.
pub(super) fn holds_english(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_english = |blank: usize| {
        matches!(
            bytes[blank + 1..],
            [b't', b'h', b'e', b' ', ..]
                | [b't', b'o', b' ', ..]
                | [b'o', b'f', b' ', ..]
                | [b'i', b's', b' ', ..]
        )
    };
    find::triples(b' ', *b"toi", *b"hofs", bytes).any(is_english)
}

fn check(message: &Message<'_>, found: &mut Findings) {
    if !untouched(message) || message.file.language.starts_with("en") {
        return;
    }
    let known = words(message.text, message.markup())
        .filter(|word| !word.glued && word.within.is_none())
        .filter(|word| is_function_word(word.text));
    if known.take(3).count() == 3 {
        let span = Span::new(0, message.text.len());
        found.report(&RULE.meta, span, "left in English");
    }
}
