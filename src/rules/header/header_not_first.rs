//! A header entry behind other entries.

use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-not-first",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "the header is not the first entry",
        docs: r#"Readers look for the charset at the start of the file: what stands before it may be read wrongly.
```po bad
msgid "A file"
msgstr "Un fichier"

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

msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    if let Some(header) = view
        .file
        .catalogue
        .header
        .as_ref()
        .filter(|header| !header.first)
    {
        found
            .report_at(
                &RULE.meta,
                header.keyword,
                "the header stands behind other entries",
            )
            .help("move it to the top of the file");
    }
}
