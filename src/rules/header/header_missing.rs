//! A file without its header entry.

use std::path::Path;

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::po::header;
use crate::po::plural::PluralForms;
use crate::rules::{FileContext, FileView, Findings};
use crate::source::tree::is_test_data;

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-missing",
        group: Group::Header,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "the file has no header",
        docs: r#"A catalogue opens with an entry whose source is empty; its translation says in which charset and language the file is and how the language counts. `msgfmt -c` refuses a file without it, or with an empty one. Where a file has several domains gettext takes each for a catalogue of its own: one that holds plurals, or text beyond ASCII, needs its own header. Nothing is said of a template, which is no catalogue yet, of what lies below a folder of test data, where the lack may be what is tested, and of text without a file name on standard input: that may well be a piece of a file.
```po bad
msgid ""
msgstr ""
```
```po good
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
```"#,
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    let help = "`msginit` writes one; the gettext manual, section “Filling in the Header Entry”, says what stands in it";
    if view.file.is_nameless() || is_test_data(Path::new(&view.file.path)) {
        return;
    }
    match &view.file.catalogue.header {
        None if view.file.is_template() => {}
        None => {
            let line = view.text.lines().next().map_or(0, str::len);
            found
                .report_at(
                    &RULE.meta,
                    Span::new(0, line),
                    "the file has no header entry",
                )
                .help(help);
        }
        Some(header) if header.text.as_deref() == Some("") => {
            found
                .report_at(&RULE.meta, header.keyword, "the header entry is empty")
                .help(help);
        }
        Some(_) => domains(view.file, help, found),
    }
}

/// Domains beside the one whose header is the file's.
fn domains(file: &FileContext, help: &str, found: &mut Findings) {
    let domains = &file.catalogue.domains;
    let judged = domains.iter().position(|domain| domain.header.is_some());
    for (rank, domain) in domains.iter().enumerate() {
        let header = domain.header.as_deref().unwrap_or_default();
        let plural = PluralForms::read(header);
        let without = if domain.plural && (plural.count.is_none() || plural.formula.is_none()) {
            "plural formula, though it has plurals"
        } else if domain.beyond_ascii && header::charset_field(header).is_none() {
            "charset, though it holds more than ASCII"
        } else {
            continue;
        };
        if Some(rank) != judged {
            let message = format!(
                "the domain `{}` has no header with a {without}",
                domain.name
            );
            found.report_at(&RULE.meta, domain.span, message).help(help);
        }
    }
}
