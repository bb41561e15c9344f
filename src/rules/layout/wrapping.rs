//! An entry that `msgcat` would write in another way.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::po::format::{self, Style};
use crate::po::wrap::Width;
use crate::po::{Entry, Parser, header};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "wrapping",
        group: Group::Layout,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: false,
        summary: "the entry is not laid out as `msgcat` does",
        docs: r#"`polir fmt` would write the entry in another way: strings broken elsewhere, comments in another order, flags that gettext does not know. The configuration's `width` says how wide the page is. The order of the entries and the empty lines between them are left to `polir fmt`.
```po bad
msgid "A file"
msgstr "Un "
"fichier"
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
    let file = entry.file();
    // Behind another entry on the same line nothing need be read: there may be thousands on it.
    let before = file[..entry.span.start].trim_end_matches([' ', '\t', '#', '~', '|']);
    if !before.is_empty() && !before.ends_with('\n') {
        return;
    }
    let lines = lines(file, entry.span);
    if !is_whole(&file[lines]) {
        return;
    }
    let first_line = memchr::memchr(b'\n', file.as_bytes()).unwrap_or(0);
    let eol = if file[..first_line].ends_with('\r') {
        "\r\n"
    } else {
        "\n"
    };
    let style = Style {
        width: view.file.width.map_or_else(Width::default, Width::Columns),
        ..Style::default()
    };
    let charset = header::charset(view.file.catalogue.header_text());
    let Some(mut text) = format::entry(entry, &style, charset, eol) else {
        return;
    };
    if !file[lines].ends_with('\n') {
        text.truncate(text.len() - eol.len());
    }
    if text != file[lines] {
        found
            .report_at(
                &RULE.meta,
                view.keyword_span(),
                "the entry is not laid out as `msgcat` does",
            )
            .fix(Safety::Safe, lines, text);
    }
}

/// The lines that hold `span`, their ends included.
fn lines(file: &str, span: Span) -> Span {
    let bytes = file.as_bytes();
    Span::new(
        memchr::memrchr(b'\n', &bytes[..span.start]).map_or(0, |at| at + 1),
        memchr::memchr(b'\n', &bytes[span.end..]).map_or(bytes.len(), |at| span.end + at + 1),
    )
}

/// Whether these lines are one entry and nothing else, and without a fault: then nothing is lost when they are written anew.
fn is_whole(lines: &str) -> bool {
    let mut parser = Parser::new(lines);
    let mut entry = Entry::default();
    parser.read(&mut entry)
        && !entry.is_comments()
        && !parser.read(&mut entry)
        && parser.faults.is_empty()
}
