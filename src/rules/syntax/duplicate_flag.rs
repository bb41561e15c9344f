//! A flag that stands twice on one entry.

use super::{Check, Group, Meta, Rule, Severity};
use std::collections::HashSet;

use crate::diagnostic::{Safety, Span};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "duplicate-flag",
        group: Group::Syntax,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a flag stands twice",
        docs: r#"It does no harm, and says nothing more.
```po bad
#, c-format, c-format
msgid "A file"
msgstr "Un fichier"
```
```po good
#, c-format
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    if !view.entry.has_flags_beyond_fuzzy() || view.entry.flags().nth(1).is_none() {
        return;
    }
    let text = view.entry.file();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut line = view.entry.span.start;
    for (flag, span) in view.entry.flags() {
        // Of several lines gettext reads the last alone: what stands in an earlier one is no duplicate.
        if text[line..span.start].contains('\n') {
            seen.clear();
        }
        line = span.end;
        if seen.insert(flag) {
            continue;
        }
        let before = text[..span.start].trim_end_matches([' ', '\t']);
        let comma = before.len() - usize::from(before.ends_with(','));
        let one = found.report_at(
            &RULE.meta,
            span,
            format!("the flag `{flag}` stands here already"),
        );
        one.fix(Safety::Safe, Span::new(comma, span.end), "");
    }
}
