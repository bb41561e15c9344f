//! A sentence left in English among translated ones.

use super::prose::{one_stretch, untouched};
use super::unchanged::{holds_english, is_function_word};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::find;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "english-sentence",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a sentence left in English among translated ones",
        docs: r#"The translation holds a whole sentence of the source, with three English function words or more, and says the others in its own language: somebody added it to the source, and it was copied. What is quoted or code is left alone. A message that is English from end to end is `unchanged`'s.
```po bad
msgid "The file of this user is read. It is then written to the disk of the user."
msgstr "Le fichier de cet utilisateur est lu. It is then written to the disk of the user."
```
```po good
msgid "The file of this user is read. It is then written to the disk of the user."
msgstr "Le fichier de cet utilisateur est lu. Il est ensuite écrit sur le disque de l'utilisateur."
```"#,
    },
    check: Check::Message(check),
};

/// From how many words on a sentence is one.
const WORDS: usize = 6;

fn check(message: &Message<'_>, found: &mut Findings) {
    if untouched(message)
        || message.file.language.starts_with("en")
        || find::pairs(b'.', [b' '], message.source.as_bytes())
            .next()
            .is_none()
    {
        return;
    }
    if !holds_english(message.text) {
        return;
    }
    let (mut english, mut others) = (None, 0);
    for sentence in sentences(message.source) {
        let long = sentence.split_whitespace().count() >= WORDS;
        let at = if message.text_holds(sentence) {
            message.text.find(sentence)
        } else {
            None
        };
        let Some(at) = at else {
            others += usize::from(long);
            continue;
        };
        let function = sentence.split(' ').filter(|word| is_function_word(word));
        let quoted = message.text[..at].ends_with([
            '"', '“', '«', '„', '\'', '`', '*', '(', '「', '>', '\n', '\u{a0}',
        ]);
        if english.is_none()
            && long
            && function.take(3).count() == 3
            && !quoted
            && one_stretch(message.markup(), at, at + 1)
        {
            english = Some(Span::new(at, at + sentence.len()));
        }
    }
    if let Some(span) = english.filter(|_| others > 0)
        && !stays_english(message.source)
    {
        found.report(&RULE.meta, span, "a sentence left in English");
    }
}

/// Whether the source tells its translators to leave it as it is: `[[LEAVE THIS PARAGRAPH IN ENGLISH!]]`.
fn stays_english(source: &str) -> bool {
    source.contains("[[")
        && ["IN ENGLISH", "in English", "in your translation"]
            .iter()
            .any(|hint| source.contains(hint))
}

/// The sentences of a source, with the mark that ends them.
fn sentences(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let whole = rest.trim_start();
        if whole.is_empty() {
            return None;
        }
        let bytes = whole.as_bytes();
        let ends = |at: &usize| match bytes.get(at + 1) {
            Some(b' ') => true,
            Some(b'\n') => bytes[*at] == b'.',
            _ => false,
        };
        let end = find::all([b'.', b'?', b'!'], bytes).find(ends);
        let end = end.map_or(whole.len(), |at| at + 1);
        rest = &whole[end..];
        Some(&whole[..end])
    })
}
