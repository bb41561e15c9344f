//! A field that stands twice in the header.

use std::collections::HashSet;

use super::{Check, Group, Meta, Rule, Severity, is_gettext_field};
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
        docs: r#"Of two fields of one name a reader takes one, and nobody knows which. Fields of tools may repeat: `X-POFile-SpellExtra` adds words with each line.
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
    let mut names: Vec<&str> = header::fields(message.text)
        .map(|field| field.name)
        .collect();
    names.sort_unstable_by(|a, b| {
        let (a, b) = (a.bytes(), b.bytes());
        let lower = |byte: u8| byte.to_ascii_lowercase();
        a.map(lower).cmp(b.map(lower))
    });
    let twice = |pair: &[&str]| pair[0].eq_ignore_ascii_case(pair[1]);
    if !names.windows(2).any(twice) {
        return;
    }
    let mut seen = HashSet::new();
    for field in header::fields(message.text) {
        if !seen.insert(field.name.to_ascii_lowercase()) && is_gettext_field(field.name) {
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
