//! A field that stands twice in the header.

use super::{Check, Group, Meta, Rule, Severity};
use std::collections::HashSet;

use crate::po::header;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-field-duplicate",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a header field stands twice",
        docs: r#"Of two fields of one name a reader takes one, and nobody knows which.
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
"Language: de\n"
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
    check: Check::Header(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let mut seen: HashSet<String> = HashSet::new();
    for field in header::fields(message.text) {
        if !seen.insert(field.name.to_ascii_lowercase()) {
            found
                .report(
                    &RULE.meta,
                    field.name_span,
                    format!("the header has `{}` already", field.name),
                )
                .help("remove one of them");
        }
    }
}
