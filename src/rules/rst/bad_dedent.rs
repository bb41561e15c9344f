//! A line after a literal block that is indented, and so part of it.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "bad-dedent",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a line after a literal block that is indented, and so part of it",
        docs: r#"What is indented more than the paragraph before `::` is code. A line of prose that keeps one blank too many is shown as code, with the block that it introduces.
```po bad
msgid "Say ``hello``::\n\n    hello\n\nOr bye::\n\n    bye"
msgstr "Dites ``hello`` ::\n\n    hello\n\n Ou bye ::\n\n    bye"
```
```po good
msgid "Say ``hello``::\n\n    hello\n\nOr bye::\n\n    bye"
msgstr "Dites ``hello`` ::\n\n    hello\n\nOu bye ::\n\n    bye"
```"#,
    },
    check: Check::Markup(Name::BadDedent),
};
