//! A directive that begins with three dots.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "directive-with-three-dots",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a directive that begins with three dots",
        docs: r#"A directive begins with two dots; three are shown on the page, with its name.
```po bad
msgid ".. note:: See ``print``."
msgstr "... note:: Voir ``print``."
```
```po good
msgid ".. note:: See ``print``."
msgstr ".. note:: Voir ``print``."
```"#,
    },
    check: Check::Markup(Name::DirectiveWithThreeDots),
};
