//! Parentheses in the roles `func` and `meth`.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unnecessary-parentheses",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "parentheses in the roles `func` and `meth`",
        docs: r#"Sphinx adds them. Where the author wrote them too, nothing is told.

On the French documentation of Python 3.13: 5 findings, 5 read, 5 true.
```po bad
msgid "See :func:`sum`."
msgstr "Voir :func:`sum()`."
```
```po good
msgid "See :func:`sum`."
msgstr "Voir :func:`sum`."
```"#,
    },
    check: Check::Markup(Name::UnnecessaryParentheses),
};
