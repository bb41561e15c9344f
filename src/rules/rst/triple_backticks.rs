//! Three backticks.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "triple-backticks",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "three backticks",
        docs: r#"Two make a literal, and the page shows the third. Markdown has them, reStructuredText has not; where the source writes so nothing is told.
```po bad
msgid "See ``sum``."
msgstr "Voir ```sum```."
```
```po good
msgid "See ``sum``."
msgstr "Voir ``sum``."
```"#,
    },
    check: Check::Markup(Name::TripleBackticks),
};
