//! An entry that the program has no more.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Safety;
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "obsolete",
        group: Group::State,
        severity: Severity::Info,
        fix: Some(Safety::Unsafe),
        default: false,
        summary: "the entry is obsolete",
        docs: r#"Entries behind `#~` are what the source once said. `msgmerge` keeps them because a sentence may come back; a project that wants none drops them with `polir fix --unsafe --select obsolete`.
```po bad
msgid "A file"
msgstr "Un fichier"

#~ msgid "A folder"
#~ msgstr "Un dossier"
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    if !view.entry.obsolete {
        return;
    }
    let one = found.report_at(&RULE.meta, view.keyword_span(), "the entry is obsolete");
    if let Some(lines) = view.whole_lines() {
        one.fix(Safety::Unsafe, lines, "");
    }
}
