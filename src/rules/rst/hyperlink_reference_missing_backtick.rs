//! A link whose first backtick is missing.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "hyperlink-reference-missing-backtick",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Suggest),
        default: true,
        summary: "a link whose first backtick is missing",
        docs: r#"Text, address, backtick and underscore, but no backtick before the text: the page shows all of it. Where the text of the link begins is for the translator to say.
```po bad
msgid "See `the NEWS <https://example.org/news>`_ and ``x``."
msgstr "Voir les nouvelles <https://example.org/news>`_ et ``x``."
```
```po good
msgid "See `the NEWS <https://example.org/news>`_ and ``x``."
msgstr "Voir `les nouvelles <https://example.org/news>`_ et ``x``."
```"#,
    },
    check: Check::Markup(Name::HyperlinkReferenceMissingBacktick),
};
