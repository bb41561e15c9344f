//! An entry without a translation.

use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "untranslated",
        group: Group::State,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "the entry has no translation",
        docs: r#"For a work list, or for a project that wants none at a release; `polir stats` counts them. An entry with plurals counts by its first form, as for `msgfmt`; a template has none to give.
```po bad
msgid "A file"
msgstr ""
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let entry = view.entry;
    if entry.obsolete || entry.is_header() || entry.is_translated() || view.file.is_template() {
        return;
    }
    found.report_at(
        &RULE.meta,
        view.keyword_span(),
        "the entry has no translation",
    );
}
