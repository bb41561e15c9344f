//! Inline markup that does not begin or end as docutils wants it.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "rst-inline",
        group: Group::Rst,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "inline markup that does not begin or end as docutils wants it",
        docs: r#"Emphasis, strong text, substitutions and targets without their end, a role on both sides of its text or with an underscore after it, a backtick that stands alone: what docutils complains of and what the page shows with its delimiters, when no other rule has a name for it. An emphasis that goes on to the end of the next one, of which docutils says nothing, is a warning.
On the French documentation of Python 3.13: 3 findings, all read, 3 true.
```po bad
msgid "The *keys* of ``x``."
msgstr "Les *clés*de ``x``."
```
```po good
msgid "The *keys* of ``x``."
msgstr "Les *clés* de ``x``."
```"#,
    },
    check: Check::Markup(Name::Inline),
};
