//! A role without backticks.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "role-without-backticks",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role without backticks",
        docs: r#"Without backticks the page shows the role's name with its colons. The fix is applied where the source says which text is the role's.
```po bad
msgid "See :func:`sum` and ``x``."
msgstr "Voir :func:sum et ``x``."
```
```po good
msgid "See :func:`sum` and ``x``."
msgstr "Voir :func:`sum` et ``x``."
```"#,
    },
    check: Check::Markup(Name::RoleWithoutBackticks),
};
