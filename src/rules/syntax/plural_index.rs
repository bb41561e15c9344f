//! Plural forms out of order, or without what they belong to.

use super::{Check, FaultKind, Group, Meta, PluralFault, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "plural-index",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "plural forms are misnumbered or stand without `msgid_plural`",
        docs: r#"The forms of a plural are `msgstr[0]`, `msgstr[1]`… in this order and without a gap, below `msgid_plural`; an entry without `msgid_plural` has a plain `msgstr`.
```po bad
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[2] "%d fichiers"
```
```po good
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] "%d fichiers"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::PluralIndex(PluralFault::Expected(index)) => {
            Some(Told::new(format!("`msgstr[{index}]` should stand here")))
        }
        FaultKind::PluralIndex(PluralFault::NoPlural) => Some(
            Told::new("a plural form, but the entry has no `msgid_plural`")
                .help("write `msgstr` without a number, or add the `msgid_plural`"),
        ),
        FaultKind::PluralIndex(PluralFault::NoIndex) => Some(
            Told::new("the entry has a plural: its forms are numbered")
                .help("write `msgstr[0]`, `msgstr[1]`…"),
        ),
        FaultKind::PluralIndex(PluralFault::Late) => {
            Some(Told::new("`msgid_plural` stands before the translation"))
        }
        _ => None,
    }
}
