//! A second header entry.

use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-duplicate",
        group: Group::Header,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "the file has a second header",
        docs: r#"Only one entry may have an empty source and no context: a reader takes one of them and forgets the other, and gettext refuses the file.
```po bad
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

msgid ""
msgstr "Language: de\n"
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
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    if let Some(first) = view.twin.filter(|_| view.header) {
        found
            .report_at(
                &RULE.meta,
                view.keyword_span(),
                format!("the header stands on line {first} already"),
            )
            .help("keep one of the two");
    }
}
