//! A backtick before a role.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "backtick-before-role",
        group: Group::Rst,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a backtick before a role",
        docs: r#"docutils takes the first backtick for the beginning of a text without a role, which ends at the last one: the page shows the role as it is written, and its link is lost.
```po bad
msgid "Call :func:`sum` first."
msgstr "Appelez d'abord `:func:`sum`."
```
```po good
msgid "Call :func:`sum` first."
msgstr "Appelez d'abord :func:`sum`."
```"#,
    },
    check: Check::Markup(Name::BacktickBeforeRole),
};
