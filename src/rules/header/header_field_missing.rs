//! Fields of the header that gettext asks for.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::header;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-field-missing",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "the header lacks fields that gettext asks for",
        docs: r#"`msgfmt -c` asks for these fields: `Project-Id-Version`, `PO-Revision-Date`, `Last-Translator`, `Language-Team`, `Language`, `MIME-Version`, `Content-Type`, `Content-Transfer-Encoding`. Tools and people rely on them. (`charset-missing` speaks of `Content-Type`.) On the French corpus: 2 findings, 2 read, 2 true.
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr\n"
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
```"#,
    },
    check: Check::Header(check),
};

const ASKED: [&str; 7] = [
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Transfer-Encoding",
];

fn check(message: &Message<'_>, found: &mut Findings) {
    let mut there = [false; ASKED.len()];
    for field in header::fields(message.text) {
        let asked = (ASKED.iter()).position(|name| field.name.eq_ignore_ascii_case(name));
        if let Some(asked) = asked {
            there[asked] = true;
        }
    }
    let missing: Vec<String> = (ASKED.iter().zip(there))
        .filter(|(_, there)| !there)
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    if missing.is_empty() {
        return;
    }
    let end = message.text.find('\n').unwrap_or(message.text.len());
    found.report(
        &RULE.meta,
        (0..end).into(),
        format!("the header has no {}", missing.join(", ")),
    );
}
