//! A role with a backtick too many.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "role-with-extra-backtick",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role with a backtick too many",
        docs: r#"The text of a role stands between single backticks; a second one on one side is shown on the page, or keeps the role from being one.
```po bad
msgid "See :func:`sum`."
msgstr "Voir :func:`sum``."
```
```po good
msgid "See :func:`sum`."
msgstr "Voir :func:`sum`."
```"#,
    },
    check: Check::Markup(Name::RoleWithExtraBacktick),
};
