//! Blanks at the end of a line.

use super::{Check, Group, Meta, Rule, Severity};
use memchr::{memchr, memchr_iter, memmem, memrchr};

use crate::diagnostic::{Safety, Span};
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "trailing-space",
        group: Group::Layout,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a line ends with blanks",
        docs: r#"Spaces that nobody sees, outside of strings and comments; they come back as changed lines when an editor drops them.
```po bad
msgid "A file" 
msgstr "Un fichier"
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    let text = view.text;
    let bytes = text.as_bytes();
    // Most files hold none: two letters are found faster than lines are walked.
    let holds = |byte: u8| memchr(byte, bytes).is_some();
    let (tabs, returns) = (holds(b'\t'), holds(b'\r'));
    let blanks: [(&[u8], bool); 4] = [
        (b" \n", true),
        (b"\t\n", tabs),
        (b" \r", returns),
        (b"\t\r", tabs && returns),
    ];
    let mut blanks = blanks.iter().filter(|(_, possible)| *possible);
    if !text.ends_with([' ', '\t']) && blanks.all(|(blank, _)| memmem::find(bytes, blank).is_none())
    {
        return;
    }
    let ends = memchr_iter(b'\n', bytes).chain((!text.ends_with('\n')).then_some(bytes.len()));
    for end in ends {
        let end = end - usize::from(end > 0 && bytes[end - 1] == b'\r');
        if end == 0 || !matches!(bytes[end - 1], b' ' | b'\t') {
            continue;
        }
        let start = text[..end].trim_end_matches([' ', '\t']).len();
        let line = &text[memrchr(b'\n', &bytes[..start]).map_or(0, |at| at + 1)..start];
        // Tools write comments as they come, and nobody reads their ends. An open string is another fault.
        let comment = line.starts_with('#');
        let open = line.contains('"') && !line.ends_with('"');
        if !comment && !open {
            let span = Span::new(start, end);
            let one = found.report_at(&RULE.meta, span, "blanks at the end of the line");
            // A tool leaves them on every line.
            one.repeats = true;
            one.fix(Safety::Safe, span, "");
        }
    }
}
