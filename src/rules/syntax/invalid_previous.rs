//! Previous sources that gettext cannot read.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "invalid-previous",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "`#|` lines that are no whole previous source",
        docs: r#"Behind `#|` stand `msgctxt`, `msgid` and `msgid_plural`, in this order, the `msgid` always, right above the message that they belong to.
```po bad
#, fuzzy
#| msgctxt "menu"
msgid "A file"
msgstr "Un fichier"
```
```po good
#, fuzzy
#| msgctxt "menu"
#| msgid "The file"
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::InvalidPrevious => Some(
            Told::new("this previous source is out of order, or not whole")
                .help("`#| msgctxt`, `#| msgid` and `#| msgid_plural`, in this order, stand right above their message"),
        ),
        _ => None,
    }
}
