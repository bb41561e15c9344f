//! A comment between the parts of an entry.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "misplaced-comment",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a comment inside an entry",
        docs: r#"The comments of an entry stand before it; gettext ends the entry at a comment.
```po bad
msgid "A file"
# masculine
msgstr "Un fichier"
```
```po good
# masculine
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::MisplacedComment => {
            Some(Told::new("a comment inside an entry").help("move it above the entry"))
        }
        _ => None,
    }
}
