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
    let message = format!("this message stands on line {} already", first.line);
    let one = found.report_at(&RULE.meta, view.keyword_span(), message);
    if view.identical {
        one.help("remove one of the two")
            .fix(Safety::Unsafe, lines_of(view), "");
    } else {
        one.help("remove one of the two, or tell them apart with `msgctxt`");
    }
}

/// The lines of an entry with the empty ones that part it from its neighbours.
fn lines_of(view: &EntryView<'_>) -> Span {
    let text = view.entry.file();
    let span = view.entry.span;
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..]
        .find('\n')
        .map_or(text.len(), |at| span.end + at + 1);
    let blank = text[end..].len() - text[end..].trim_start_matches(['\r', '\n']).len();
    if blank > 0 || start == 0 {
        return Span::new(start, end + blank);
    }
    // The last of the file: the empty line before it goes with it.
    let kept = text[..start].trim_end_matches(['\r', '\n']).len();
    let line_end = text[kept..].find('\n').map_or(start, |at| kept + at + 1);
    Span::new(line_end.min(start), end)
}
