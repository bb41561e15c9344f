//! A message that stands twice in a file.

use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "duplicate-message",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a message stands twice in the file",
        docs: r#"A program finds a translation by its source and context: a second entry with the same pair is never seen, and `msgfmt` refuses the file. An obsolete twin of a live entry counts too.
```po bad
msgid "A file"
msgstr "Un fichier"

msgid "A file"
msgstr "Le fichier"
```
```po good
msgid "A file"
msgstr "Un fichier"

msgctxt "menu"
msgid "A file"
msgstr "Le fichier"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    if let Some(first) = view.twin {
        let span = view.keyword_span();
        found
            .report_at(
                &RULE.meta,
                span,
                format!("this message stands on line {} already", first.line),
            )
            .help("remove one of the two, or tell them apart with `msgctxt`");
    }
}
