//! A file without its header entry.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-missing",
        group: Group::Header,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "the file has no header",
        docs: r#"A catalogue opens with an entry whose source is empty; its translation says in which charset and language the file is and how the language counts. `msgfmt -c` refuses a file without it, or with an empty one.
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
    match &view.file.catalogue.header {
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
        Some(_) => {}
    }
}
