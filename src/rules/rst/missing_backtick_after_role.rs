//! A role whose closing backtick is missing.

use super::fault::Name;
use super::{Check, Group, Meta, Rule, Safety, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-backtick-after-role",
        group: Group::Rst,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role whose closing backtick is missing",
        docs: r#"docutils complains where no other backtick follows; where one does, it takes all the text up to there for the role's. The fix is applied where the source says how long the text is.

On the French documentation of Python 3.13: 1 finding, 1 read, 1 true.
```po bad
msgid "The function :func:`open` opens a file."
msgstr "La fonction :func:`open ouvre un fichier."
```
```po good
msgid "The function :func:`open` opens a file."
msgstr "La fonction :func:`open` ouvre un fichier."
```"#,
    },
    check: Check::Markup(Name::MissingBacktickAfterRole),
};
