//! A Spanish question or exclamation that does not open.

use memchr::{memchr2_iter, memmem};

use super::prose::{after, chunk_start, in_english, is_prose, verbatim};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "inverted-mark",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a question or an exclamation without `¿` or `¡`",
        docs: r#"In Spanish a question opens with `¿` and an exclamation with `¡` (*Ortografía de la lengua española*, 2010): without them the reader learns too late what the sentence is. Only a message that holds none of the opening marks is reported; where the question begins is for the translator to say.
On the Spanish catalogues of 80 programs: 21 findings, all read, 20 true.
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: Spanish <es@example.org>\n"
"Language: es\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

msgid "Delete the file?"
msgstr "Borrar el archivo?"
```
```po good
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: Spanish <es@example.org>\n"
"Language: es\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

msgid "Delete the file?"
msgstr "¿Borrar el archivo?"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.file.typography.is_some_and(|table| table.inverted) {
        return;
    }
    let text = message.text;
    let first = ["¿", "¡", "&iquest;", "&iexcl;", "&#191;", "&#161;"]
        .iter()
        .filter_map(|mark| memmem::find(text.as_bytes(), mark.as_bytes()))
        .min()
        .unwrap_or(text.len());
    // The message goes on from another, where the sentence begins.
    let piece = message
        .source
        .starts_with(|c: char| c.is_lowercase() || matches!(c, '"' | '.' | '…' | ',' | ')' | ' '));
    let begins = ['.', '!', '?', ':', '\n', '(', '"', '«', '“', '>'];
    let (mut start, mut walked) = (0, 0);
    for at in memchr2_iter(b'?', b'!', &text.as_bytes()[..first]) {
        if let Some((begin, mark)) = text[walked..at].rmatch_indices(begins).next() {
            start = walked + begin + mark.len();
        }
        walked = at;
        let mark = &text[at..=at];
        let opening = if mark == "?" { '¿' } else { '¡' };
        let ends = match after(text, at + 1) {
            None => true,
            Some(c) => c.is_whitespace() || matches!(c, '»' | '”' | '"' | ')' | '.' | ',' | '<'),
        };
        let worded = text[..at]
            .chars()
            .rev()
            .take(2)
            .filter(|c| c.is_alphabetic())
            .count()
            == 2;
        if !ends || !worded {
            continue;
        }
        // A sentence of several words, not a name or an example that is quoted.
        let sentence = text[start..=at].trim_start();
        // A name (`Yahoo! Mail`).
        let word = &text[chunk_start(text, at)..=at];
        let name = message.source_goes_on_after(word) || word.starts_with('#');
        // `3DNow!`, `WarpOverlay!`: figures or a capital within.
        let code = word.chars().any(|c| c.is_ascii_digit())
            || word
                .trim_start_matches(|c: char| !c.is_alphabetic())
                .chars()
                .skip(1)
                .any(char::is_uppercase)
                && word.chars().any(char::is_lowercase);
        if name || code || (piece && !text[..start].contains(char::is_alphabetic)) {
            continue;
        }
        if is_prose(message.markup(), at - 1)
            && is_prose(message.markup(), at)
            && !in_english(message)
            && !verbatim(message, sentence)
        {
            found.report(
                &RULE.meta,
                Span::new(at, at + 1),
                format!("`{mark}` without `{opening}`"),
            );
            return;
        }
    }
}
