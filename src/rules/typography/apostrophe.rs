//! The other apostrophe than the one that the project writes.

use memchr::memmem;

use super::prose::{before, is_prose};
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
```
A straight mark that ends a quotation is none:
```po good
msgid "The words *'coding'* and `'name'` alone"
msgstr "Les mots *'coding'* et `'name'` seuls"
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
        // Something follows an elided word, be it markup or a quotation; markup that ends there, and a colon of
        // prose, follow a quotation that ends (`*'coding'*`).
        let rest = &text[end..];
        let inner = rest.trim_start_matches(['*', '`', ':']);
        let begins = |c: char| c.is_alphanumeric() || matches!(c, '«' | '\\' | '%' | '{');
        let follows = inner.starts_with(begins)
            || (inner.len() < rest.len() && inner.starts_with(['~', '!', '_', '.', '/', '-']));
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
