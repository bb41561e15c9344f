//! Backticks that follow a word without a space.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-space-before-default-role",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "backticks that follow a word without a space",
        docs: r#"Markup begins after white space or an opening mark; after a letter the backticks are shown as they are. The fix is applied before literals.
```po bad
msgid "See the ``sum`` here."
msgstr "Voir la``sum`` ici."
```
```po good
msgid "See the ``sum`` here."
msgstr "Voir la ``sum`` ici."
```"#,
    },
    check: Check::Markup(Name::MissingSpaceBeforeDefaultRole),
};
