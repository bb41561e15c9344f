//! A role that follows a word without a space, or lacks its first colon.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-space-before-role",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role that follows a word without a space, or lacks its first colon",
        docs: r#"Markup begins after white space or an opening mark. After a letter the role's name is shown as text, and its text is set in italics at best.
```po bad
msgid "See the function :func:`sum`."
msgstr "Voir la fonction:func:`sum`."
```
```po good
msgid "See the function :func:`sum`."
msgstr "Voir la fonction :func:`sum`."
```"#,
    },
    check: Check::Markup(Name::MissingSpaceBeforeRole),
};
