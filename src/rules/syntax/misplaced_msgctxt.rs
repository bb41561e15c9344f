//! A context behind the source.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "misplaced-msgctxt",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "`msgctxt` stands behind `msgid`",
        docs: r#"The context comes first; gettext takes a `msgctxt` behind the `msgid` for the beginning of the next entry.
```po bad
msgid "A file"
msgctxt "menu"
msgstr "Un fichier"
```
```po good
msgctxt "menu"
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::MisplacedContext => {
            Some(Told::new("`msgctxt` stands before `msgid`").help("move it above the `msgid`"))
        }
        _ => None,
    }
}
