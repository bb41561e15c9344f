//! A source without a translation field.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-msgstr",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "an entry breaks off before its translation",
        docs: r#"Every entry has a `msgstr`, empty while nobody has translated it; and every keyword has a string behind it.
```po bad
msgid "A file"

msgid "A folder"
msgstr "Un dossier"
```
```po good
msgid "A file"
msgstr ""

msgid "A folder"
msgstr "Un dossier"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::MissingMsgstr => Some(
            Told::new("this entry has no `msgstr`")
                .help("an entry that is not translated has `msgstr \"\"`"),
        ),
        FaultKind::MissingString(keyword) => Some(
            Told::new(format!("`{}` has no string behind it", keyword.name()))
                .help("an empty one is written `\"\"`"),
        ),
        _ => None,
    }
}
