//! An entry that somebody has to look at again.

use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "fuzzy",
        group: Group::State,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "the entry is fuzzy",
        docs: r#"Its source has changed since it was translated, or the translation was guessed: nobody sees it until somebody reads both and takes the flag away. For a work list, or for a project that wants none at a release; `polir stats` counts them. The header has a rule of its own.
```po bad
#, fuzzy
msgid "A large file"
msgstr "Un fichier"
```
```po good
msgid "A large file"
msgstr "Un grand fichier"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let entry = view.entry;
    if !entry.fuzzy || entry.obsolete || entry.is_header() || !entry.is_translated() {
        return;
    }
    let flag = entry.flags().find(|(flag, _)| *flag == "fuzzy");
    let span = flag.map_or_else(|| view.keyword_span(), |(_, span)| span);
    found
        .report_at(&RULE.meta, span, "the entry is fuzzy")
        .help("compare the translation with the source, then remove the flag");
}
