//! A link without the underscore at its end, or a download with one.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-underscore-after-hyperlink",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a link without the underscore at its end, or a download with one",
        docs: r#"The underscore makes a link of it; without it the page shows the address in italics. The role `download` takes none.
```po bad
msgid "See `the site <https://example.org>`_ and ``x``."
msgstr "Voir `le site <https://example.org>` et ``x``."
```
```po good
msgid "See `the site <https://example.org>`_ and ``x``."
msgstr "Voir `le site <https://example.org>`_ et ``x``."
```"#,
    },
    check: Check::Markup(Name::MissingUnderscoreAfterHyperlink),
};
