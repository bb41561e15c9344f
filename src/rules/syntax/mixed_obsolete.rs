//! An entry that is obsolete on some of its lines only.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "mixed-obsolete",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "an entry is marked `#~` on some of its lines only",
        docs: r#"An obsolete entry has `#~` before each of its lines; a live one before none.
```po bad
#~ msgid "A file"
msgstr "Un fichier"
```
```po good
#~ msgid "A file"
#~ msgstr "Un fichier"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::MixedObsolete => Some(
            Told::new("this entry is marked `#~` on some of its lines only")
                .help("put `#~ ` before all of them, or before none"),
        ),
        _ => None,
    }
}
