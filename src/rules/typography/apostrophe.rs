//! The other apostrophe than the one that the project writes.

use memchr::memmem;

use super::prose::{after, before, is_prose};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "apostrophe",
        group: Group::Typography,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: false,
        summary: "the other apostrophe than the project's",
        docs: r#"Between letters, the typographic apostrophe `’`, or the straight one where the project has decided so:
```toml
[typography]
apostrophe = "straight"
```
Off unless asked for: both are in use, and teams decide.
```po bad
msgid "The address of the file"
msgstr "L'adresse du fichier"
```
```po good
msgid "The address of the file"
msgstr "L’adresse du fichier"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let (wanted, other) = match message.file.marks.apostrophe {
        '\'' => ("'", "’"),
        _ => ("’", "'"),
    };
    let text = message.text;
    for at in memmem::find_iter(text.as_bytes(), other.as_bytes()) {
        let end = at + other.len();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        // Something follows an elided word, be it markup or a quotation.
        let follows = after(text, end).is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '`' | '*' | ':' | '«' | '\\' | '%' | '{')
        });
        if letter(before(text, at)) && follows && is_prose(message.markup(), at) {
            let span = Span::new(at, end);
            found
                .report(
                    &RULE.meta,
                    span,
                    format!("`{other}` for the apostrophe `{wanted}`"),
                )
                .fix(Safety::Safe, span, wanted);
        }
    }
}
