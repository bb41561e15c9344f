//! A role with double backticks.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "role-with-double-backticks",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role with double backticks",
        docs: r#"The text of a role stands between single backticks; with two it is a literal, and the role's name is shown before it.
```po bad
msgid "See :func:`sum`."
msgstr "Voir :func:``sum``."
```
```po good
msgid "See :func:`sum`."
msgstr "Voir :func:`sum`."
```"#,
    },
    check: Check::Markup(Name::RoleWithDoubleBackticks),
};
