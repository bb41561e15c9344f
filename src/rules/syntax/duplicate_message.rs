//! A message that stands twice in a file.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "duplicate-message",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: Some(Safety::Unsafe),
        default: true,
        summary: "a message stands twice in the file",
        docs: r#"A program finds a translation by its source and context: a second entry with the same pair is never seen, and `msgfmt` refuses the file. An obsolete twin of a live entry counts too. The fix drops the second one where both say the same; where they differ somebody must choose, or part them with `msgctxt`.
```po bad
msgid "A file"
msgstr "Un fichier"

msgid "A file"
msgstr "Un fichier"
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let Some(first) = view.twin.filter(|_| !view.entry.is_header()) else {
        return;
    };
    let message = format!("this message stands on line {first} already");
    let one = found.report_at(&RULE.meta, view.keyword_span(), message);
    if view.identical {
        one.help("remove one of the two");
        if let Some(lines) = lines_of(view) {
            one.fix(Safety::Unsafe, lines, "");
        }
    } else {
        one.help("remove one of the two, or tell them apart with `msgctxt`");
    }
}

/// The lines of an entry with the empty ones that part it from its neighbours; nothing when it shares a line with them.
fn lines_of(view: &EntryView<'_>) -> Option<Span> {
    let text = view.entry.file();
    let blank = |c| matches!(c, ' ' | '\t' | '\r');
    let before = text[..view.entry.span.start].trim_end_matches(blank);
    let before = before
        .strip_suffix("#~")
        .unwrap_or(before)
        .trim_end_matches(blank);
    let behind = text[view.entry.span.end..].trim_start_matches(blank);
    let alone = (before.is_empty() || before.ends_with('\n'))
        && (behind.is_empty() || behind.starts_with('\n'));
    if !alone {
        return None;
    }
    let (start, end) = (
        before.len(),
        text.len() - behind.len() + usize::from(!behind.is_empty()),
    );
    let empty = text[end..].len() - text[end..].trim_start_matches(['\r', '\n']).len();
    if empty > 0 || start == 0 {
        return Some(Span::new(start, end + empty));
    }
    // The last of the file: the empty line before it goes with it.
    let kept = before.trim_end_matches(['\r', '\n']).len();
    let line_end = text[kept..].find('\n').map_or(start, |at| kept + at + 1);
    Some(Span::new(line_end.min(start), end))
}
