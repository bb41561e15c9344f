//! *etc.* with an ellipsis, which says the same twice.

use memchr::memmem;

use super::prose::{in_english, is_prose};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "etc",
        group: Group::Typography,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: true,
        summary: "an ellipsis behind *etc*",
        docs: r#"*etc.* means that the list goes on, and so does an ellipsis: one of them is enough, and *etc* takes one full stop. The same of *ecc.*, *usw.*, *itd.* and their like.
On the French documentation of Python 3.13: 2 findings, both true.
```po bad
msgid "Files, folders, etc."
msgstr "Fichiers, dossiers, etc..."
```
```po good
msgid "Files, folders, etc."
msgstr "Fichiers, dossiers, etc."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let text = message.text;
    let ellipsis = message.bytes().has(0xe2) || message.doubles(b'.');
    if !ellipsis || message.file.language.starts_with("en") {
        return;
    }
    let dots = |rest: &str| {
        let dots = rest.trim_start_matches(['.', '…']);
        rest.len() - dots.len()
    };
    for word in message
        .file
        .typography
        .map_or(&[][..], |table| table.et_cetera)
    {
        for at in memmem::find_iter(text.as_bytes(), word.as_bytes()) {
            let end = at + word.len();
            let blanks = text[end..].len()
                - text[end..]
                    .trim_start_matches([' ', '\u{a0}', '\u{202f}'])
                    .len();
            let more = dots(&text[end + blanks..]);
            // One full stop is right; behind a blank only an ellipsis is meant.
            let many = match &text[end + blanks..end + blanks + more] {
                "" | "." => false,
                ".." => blanks == 0,
                _ => true,
            };
            let whole = !text[..at]
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '.' | '-'))
                && !text[end + blanks + more..].starts_with(char::is_alphanumeric);
            if many && whole && is_prose(message.markup(), at) && !in_english(message) {
                let span = Span::new(end, end + blanks + more);
                found
                    .report(
                        &RULE.meta,
                        Span::new(at, span.end),
                        format!("an ellipsis behind “{word}”"),
                    )
                    .fix(Safety::Safe, span, ".");
            }
        }
    }
}
