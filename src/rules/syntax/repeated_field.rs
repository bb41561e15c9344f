//! A second string of the same kind in one entry.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "repeated-field",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a field stands twice in one entry",
        docs: r#"An entry has each of its fields once. The second one is often the rest of a lost entry.
```po bad
msgid "A file"
msgstr "Un fichier"
msgstr "Le fichier"
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
        FaultKind::RepeatedField(keyword) => Some(
            Told::new(format!("this entry has `{}` already", keyword.name()))
                .help("remove one of them, or give this one its own `msgid`"),
        ),
        _ => None,
    }
}
