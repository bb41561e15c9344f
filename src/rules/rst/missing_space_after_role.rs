//! A role that text follows without a space.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-space-after-role",
        group: Group::Rst,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role that text follows without a space",
        docs: r#"What docutils lets end a role is white space or punctuation. A letter after it is parted by a backslash and a space, which the page does not show: `` :exc:`Error`\ s ``. The fix puts what is missing where there is one reading: a space before a word, `\ ` before a letter or a particle.
```po bad
msgid "All :exc:`OSError` are caught."
msgstr "Les :exc:`OSError`sont interceptées."
```
```po good
msgid "All :exc:`OSError` are caught."
msgstr "Les :exc:`OSError` sont interceptées."
```"#,
    },
    check: Check::Markup(Name::MissingSpaceAfterRole),
};
