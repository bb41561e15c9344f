//! A comment that silences a rule which has nothing to say there.

use super::{Check, Group, Meta, Rule, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unused-ignore",
        group: Group::State,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a comment silences a rule that finds nothing there",
        docs: r#"An ignore that is needed no more hides the next fault: remove it. It is judged only where the rules that it names have run.
```po bad
# polir: ignore[edge-newline]
msgid "A file"
msgstr "Un fichier"
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Engine,
};

/// The rule; the engine, which knows what was silenced, reports in its name.
pub(crate) fn rule() -> &'static Rule {
    &RULE
}
