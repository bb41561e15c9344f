//! Plural forms of which some are translated and some are empty.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::Keyword;
use crate::po::entry::RawField;
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "plural-incomplete",
        group: Group::Plural,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "some plural forms are translated, some are empty",
        docs: r#"For the numbers that take an empty form a program shows nothing, or the source. It is an error where the source begins or ends with a newline, which `msgfmt -c` then misses.
```po bad
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] ""
```
```po good
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] "%d fichiers"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let entry = view.entry;
    if entry.obsolete || entry.fuzzy || entry.field(Keyword::MsgidPlural).is_none() {
        return;
    }
    let empty = |field: &&RawField| entry.text(field).is_empty();
    let Some(first) = entry.translations().find(empty) else {
        return;
    };
    if entry.translations().all(|field| empty(&field)) {
        return;
    }
    let span = first.span;
    let edge = |text: &str| text.starts_with('\n') || text.ends_with('\n');
    let refused = entry.is_translated() && entry.msgid().is_some_and(|source| edge(&source));
    let one = found.report_at(
        &RULE.meta,
        span,
        "this plural form is empty, others are translated",
    );
    if refused {
        one.severity = Severity::Error;
    }
}
