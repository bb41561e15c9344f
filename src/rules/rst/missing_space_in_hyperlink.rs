//! A link without the space before its address.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-space-in-hyperlink",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a link without the space before its address",
        docs: r#"Without the space the address is part of the text, and the link points nowhere.
```po bad
msgid "See `the site <https://example.org>`_ and ``x``."
msgstr "Voir `le site<https://example.org>`_ et ``x``."
```
```po good
msgid "See `the site <https://example.org>`_ and ``x``."
msgstr "Voir `le site <https://example.org>`_ et ``x``."
```"#,
    },
    check: Check::Markup(Name::MissingSpaceInHyperlink),
};
