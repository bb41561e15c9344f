//! A line that git left where it could not merge.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "conflict-marker",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a merge left its conflict marker",
        docs: r#"Git writes both sides of a conflict between these lines; choose one and remove them. What stands between them is read, but not judged for standing twice. Where `msgcat` joined files that disagree it writes every translation behind a line `#-#-#-#-#`: that is a warning.
```po bad
<<<<<<< HEAD
msgid "A file"
msgstr "Un fichier"
=======
msgid "A file"
msgstr "Le fichier"
>>>>>>> topic
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
        FaultKind::ConflictMarker => Some(
            Told::new("an unresolved merge conflict")
                .help("keep one side and remove the marker lines"),
        ),
        FaultKind::CatalogueMarker => {
            let told = Told::new("`msgcat` joined translations that disagree");
            Some(Told {
                severity: Some(Severity::Warning),
                ..told.help("keep one of them and remove the `#-#-#-#-#` lines")
            })
        }
        _ => None,
    }
}
