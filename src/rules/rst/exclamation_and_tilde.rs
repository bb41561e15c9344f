//! A role whose text begins with both `!` and `~`.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "exclamation-and-tilde",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role whose text begins with both `!` and `~`",
        docs: r#"`!` says that there is no link and shows the text as it is, `~` shows the last part of a name alone. Together the page shows the tilde: `!` and the last part say what was meant.
```po bad
msgid "See :meth:`!pop`."
msgstr "Voir :meth:`!~list.pop`."
```
```po good
msgid "See :meth:`!pop`."
msgstr "Voir :meth:`!pop`."
```"#,
    },
    check: Check::Markup(Name::ExclamationAndTilde),
};
