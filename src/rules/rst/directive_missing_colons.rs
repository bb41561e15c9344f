//! A directive without its two colons.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "directive-missing-colons",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: true,
        summary: "a directive without its two colons",
        docs: r#"Without `::` it is a comment: the page shows nothing of it.
```po bad
msgid ".. note:: See ``print``."
msgstr ".. note Voir ``print``."
```
```po good
msgid ".. note:: See ``print``."
msgstr ".. note:: Voir ``print``."
```"#,
    },
    check: Check::Markup(Name::DirectiveMissingColons),
};
