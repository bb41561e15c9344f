//! Flags of one entry that contradict each other.

use super::{Check, Group, Meta, Rule, Severity};
use std::collections::HashMap;

use crate::diagnostic::Span;
use crate::po::CommentKind;
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "conflicting-flags",
        group: Group::Syntax,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "two flags contradict each other",
        docs: r#"`wrap` and `no-wrap`, `c-format` and `no-c-format`, two ranges: a reader takes one of them, and nobody knows which. Of two `#,` lines gettext reads the last alone, so that what the first says is lost, even `fuzzy`.
```po bad
#, c-format, no-c-format
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
    // Two flags are needed for a contradiction, and most entries have one at most.
    if !view.entry.has_flags_beyond_fuzzy() || view.entry.flags().nth(1).is_none() {
        return;
    }
    let mut seen: HashMap<&str, &str> = HashMap::new();
    let mut lines = view.entry.comments.iter().rev();
    let last = lines.find(|comment| comment.kind == CommentKind::Flags);
    let last = last.map(|comment| comment.span).unwrap_or_default();
    let kept = view.entry.flags().filter(|(_, span)| last.contains(*span));
    let kept: Vec<&str> = kept.map(|(flag, _)| flag).collect();
    for (flag, span) in view.entry.flags() {
        if !last.contains(span) {
            // No program uses a fuzzy entry, and `msgmerge` writes the flags of its format anew.
            if view.entry.fuzzy || kept.contains(&flag) || is_of_comment(view, span) {
                continue;
            }
            found
                .report_at(
                    &RULE.meta,
                    span,
                    format!("gettext reads the last line of flags alone: `{flag}` is lost"),
                )
                .help("put all flags on one line");
            continue;
        }
        let subject = if flag.starts_with("range:") {
            "range:"
        } else {
            ["no-", "possible-", "impossible-"]
                .iter()
                .find_map(|lead| flag.strip_prefix(lead))
                .unwrap_or(flag)
        };
        match seen.insert(subject, flag) {
            Some(other) if other != flag => {
                found
                    .report_at(&RULE.meta, span, format!("`{flag}` contradicts `{other}`"))
                    .help("keep one of them");
            }
            _ => {}
        }
    }
}

/// Whether a flag is that of an entry above this one that somebody commented out by hand: `# msgid` stands behind its line.
fn is_of_comment(view: &EntryView<'_>, flag: Span) -> bool {
    let behind = view
        .entry
        .comments
        .iter()
        .skip_while(|comment| comment.span.start <= flag.start);
    let mut comments = behind.take_while(|comment| comment.kind != CommentKind::Flags);
    comments.any(|comment| {
        let line = &view.entry.file()[comment.span];
        comment.kind == CommentKind::Translator && line[1..].trim_start().starts_with("msgid \"")
    })
}
