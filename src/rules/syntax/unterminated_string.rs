//! A string without its closing quote on the line.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unterminated-string",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a string without its closing quote",
        docs: r#"A string ends on the line where it begins: gettext stops reading at a line end inside one. The next line is read as usual.
```po bad
msgid "A file"
msgstr "Un fichier
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::UnterminatedString => Some(
            Told::new("the string has no closing quote")
                .help("end it with `\"` on the same line; a quote inside is written `\\\"`"),
        ),
        _ => None,
    }
}
