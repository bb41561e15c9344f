//! Three full stops for an ellipsis.

use memchr::memmem;

use super::prose::{in_emphasis, is_prose, untouched};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "ellipsis",
        group: Group::Typography,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: false,
        summary: "three full stops for an ellipsis",
        docs: r#"`…` is one character, and its dots are not parted by a line end. Off unless asked for: in code, tables and menus the three dots are meant, and many teams write them everywhere. Only dots behind a word of a sentence count.
```po bad
msgid "The bigger the list is, the slower… and so on."
msgstr "Plus la liste est longue, plus c'est lent... et ainsi de suite."
```
```po good
msgid "The bigger the list is, the slower… and so on."
msgstr "Plus la liste est longue, plus c'est lent… et ainsi de suite."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let text = message.text;
    for at in memmem::find_iter(text.as_bytes(), b"...") {
        let (before, behind) = (&text[..at], &text[at + 3..]);
        let worded = before.ends_with(char::is_alphabetic);
        let ends = behind.is_empty() || behind.starts_with([' ', '\u{a0}', '\n', '»', ')']);
        let word = before
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        // Behind *etc* another rule speaks.
        let et_cetera =
            (message.file.typography).is_some_and(|table| table.et_cetera.contains(&word));
        if worded
            && ends
            && !et_cetera
            && text.split_whitespace().nth(3).is_some()
            && !text.contains(['>', '→', '|'])
            && is_prose(message.markup(), at)
            && !in_emphasis(message.markup(), at)
            && !untouched(message)
            && !message.source_holds(&format!("{word}..."))
        {
            let span = Span::new(at, at + 3);
            found
                .report(&RULE.meta, span, "three full stops for an ellipsis")
                .fix(Safety::Safe, span, "…");
        }
    }
}
