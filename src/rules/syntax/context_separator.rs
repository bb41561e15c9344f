//! The character that gettext parts context and source with.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "context-separator",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a string holds U+0004",
        docs: r#"A compiled catalogue writes context and source as one string, with U+0004 between: no string may hold it, not even as `\\4`, and gettext refuses the file.
```po bad
msgid "A file"
msgstr "Un\4fichier"
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
        FaultKind::ContextSeparator => Some(
            Told::new(
                "U+0004 parts context and source in compiled catalogues, no string may hold it",
            )
            .help("remove it"),
        ),
        _ => None,
    }
}
