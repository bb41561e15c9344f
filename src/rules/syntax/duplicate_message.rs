//! A message that stands twice in a file.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Safety;
use crate::rules::{EntryView, Findings, SpareTwin};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "duplicate-message",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: Some(Safety::Unsafe),
        default: true,
        summary: "a message stands twice in the file",
        docs: r#"A program finds a translation by its source and context: a second entry with the same pair is never seen, and `msgfmt` refuses the file. An obsolete twin of a live entry counts too. The fix removes the one that says nothing new: the same once more, or nothing at all. Where both are translated and differ, or where only an obsolete one is translated, somebody must choose.
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
    let Some(first) = view.twin.filter(|_| !view.header) else {
        return;
    };
    if is_exclusion_list(&view.file.path) {
        return;
    }
    let message = format!("this message stands on line {first} already");
    let one = found.report_at(&RULE.meta, view.keyword_span(), message);
    let (help, spare) = match view.spare_twin {
        SpareTwin::First(span) => ("remove the first one", Some(span)),
        SpareTwin::Second => ("remove this one", Some(view.entry.span)),
        SpareTwin::Neither => (
            "remove one of the two, or tell them apart with `msgctxt`",
            None,
        ),
    };
    one.help(help);
    if let Some(lines) = spare.and_then(|span| view.whole_lines_of(span)) {
        one.fix(Safety::Unsafe, lines, "");
    }
}

/// Whether a template says what is not to be translated, `exclude.pot`: `xgettext --exclude-file` alone reads it, and takes
/// what stands twice without a word.
fn is_exclusion_list(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".pot").is_some_and(|stem| {
        stem.split(['-', '_', '.'])
            .any(|word| word.starts_with("exclu"))
    })
}
