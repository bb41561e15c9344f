//! Single backticks without a role.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "default-role",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "single backticks without a role",
        docs: r#"One backtick on each side is the default role, in most projects nothing but italics; code takes two. Where the source itself writes so, as projects that choose a default role do, nothing is told. The fix is applied where the source has the same text as a literal, and where a role of the source is parted from its text by a space: `` :ref: `x` ``.
```po bad
msgid "Use ``print`` here."
msgstr "Utilisez `print` ici."
```
```po good
msgid "Use ``print`` here."
msgstr "Utilisez ``print`` ici."
```"#,
    },
    check: Check::Markup(Name::DefaultRole),
};
