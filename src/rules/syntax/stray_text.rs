//! Text that belongs to no entry and no string.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "stray-text",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "text that belongs to nothing",
        docs: r#"Outside of strings and comments the format has keywords and nothing else. A quote inside a string ends it, and what follows is stray text: write it `\"`.
```po bad
msgid "A file"
msgstr "Un"fichier""
```
```po good
msgid "A file"
msgstr "Un \"fichier\""
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::StrayText => Some(
            Told::new("this text belongs to nothing")
                .help("a comment begins with `#`, a text stands in quotes behind its keyword"),
        ),
        FaultKind::StrayQuote => Some(
            Told::new("the string ended before this")
                .help("a quote inside a string is written `\\\"`"),
        ),
        _ => None,
    }
}
