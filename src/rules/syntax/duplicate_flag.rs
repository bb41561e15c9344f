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
    if view.entry.flags().nth(1).is_none() {
        return;
    }
    let text = view.entry.file();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut end = 0;
    for (flag, span) in view.entry.flags() {
        // Of several lines gettext reads the last alone: what stands in an earlier one is no duplicate.
        if text[end..span.start].contains('\n') {
            seen.clear();
        }
        end = span.end;
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
        if before.ends_with("#,") {
            // The first of its line: the line goes where it holds nothing else, else the comma behind it.
            let rest = &text[span.end..];
            let end = rest.find('\n').map_or(text.len(), |at| span.end + at);
            let others = rest[..end - span.end].trim();
            if others.is_empty() {
                one.fix(
                    Safety::Safe,
                    Span::new(before.len() - 2, (end + 1).min(text.len())),
                    "",
                );
            } else if let Some(next) = rest.find(',') {
                one.fix(
                    Safety::Safe,
                    Span::new(before.len(), span.end + next + 1),
                    "",
                );
            }
        } else {
            one.fix(Safety::Safe, Span::new(comma, span.end), "");
        }
    }
}
