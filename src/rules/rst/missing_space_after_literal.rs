//! A literal that text follows without a space.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-space-after-literal",
        group: Group::Rst,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a literal that text follows without a space",
        docs: r#"What docutils lets end a literal is white space or punctuation. A letter after it is parted by a backslash and a space, which the page does not show: `` ``item``\ s ``. The fix puts what is missing where there is one reading: a space before a word, `\ ` before a letter or a particle.
```po bad
msgid "The ``items`` are left."
msgstr "Les ``items``sont laissés."
```
```po good
msgid "The ``items`` are left."
msgstr "Les ``items`` sont laissés."
```"#,
    },
    check: Check::Markup(Name::MissingSpaceAfterLiteral),
};
