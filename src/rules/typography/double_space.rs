//! Two spaces in a row, where the source has none.

use memchr::memmem;

use super::prose::one_stretch;
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "double-space",
        group: Group::Typography,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: false,
        summary: "two spaces in a row",
        docs: r#"Mostly a slip of the keyboard, or the English habit of two spaces behind a full stop. Off unless asked for: some teams have decided to leave them. Where the source itself has two spaces between words, columns may be meant, and nothing is said; nor at the beginning of a line.
```po bad
msgid "One two"
msgstr "Un  deux"
```
```po good
msgid "One two"
msgstr "Un deux"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let text = message.text;
    let mut end = 0;
    for at in memmem::find_iter(text.as_bytes(), b"  ") {
        if at < end {
            continue;
        }
        let rest = text[at..].trim_start_matches(' ');
        end = text.len() - rest.len();
        let before = &text[..at];
        let inside = !before.is_empty() && !before.ends_with(['\n', '\t']) && !rest.is_empty();
        // The blank before a mark is another rule's; a sentence may begin behind two blanks in the source.
        let mark = rest.starts_with([':', ';', '!', '?', '»', ',', '.', ')', '\n', '\\', '\t']);
        if inside && !mark && one_stretch(message.markup(), at, end) && !columns(message.source) {
            found
                .report(&RULE.meta, Span::new(at, end), "two spaces in a row")
                .fix(Safety::Safe, Span::new(at + 1, end), "");
        }
    }
}

/// Whether the source sets words apart by blanks, other than behind a sentence.
fn columns(source: &str) -> bool {
    memmem::find_iter(source.as_bytes(), b"  ")
        .any(|at| !source[..at].ends_with(['.', '?', '!', ')', '"', '\'', ':', '`', '*']))
}
