//! A role that lacks a colon.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-colon-in-role",
        group: Group::Rst,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role that lacks a colon",
        docs: r#"Without the colon between its name and its text a role is plain text with backticks in it.
```po bad
msgid "See :issue:`123` and ``x``."
msgstr "Voir :issue`123` et ``x``."
```
```po good
msgid "See :issue:`123` and ``x``."
msgstr "Voir :issue:`123` et ``x``."
```"#,
    },
    check: Check::Markup(Name::MissingColonInRole),
};
