//! A translation without a source.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-msgid",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a translation or a context without its source",
        docs: r#"A translation is found by its source: without `msgid` it is lost.
```po bad
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
        FaultKind::MissingMsgid => {
            Some(Told::new("this entry has no `msgid`").help("put `msgid \"…\"` before it"))
        }
        _ => None,
    }
}
