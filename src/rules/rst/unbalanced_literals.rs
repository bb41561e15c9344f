//! Double backticks that open or close nothing.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unbalanced-inline-literals-delimiters",
        group: Group::Rst,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "double backticks that open or close nothing",
        docs: r#"A literal that nothing closes is refused by the build, or takes all the text up to the next one; backticks without a beginning are shown. The fix is applied where the source has the same literal.
```po bad
msgid "See ``sum`` there."
msgstr "Voir ``sum là."
```
```po good
msgid "See ``sum`` there."
msgstr "Voir ``sum`` là."
```"#,
    },
    check: Check::Markup(Name::UnbalancedLiteral),
};
