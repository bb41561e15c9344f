//! Header fields that must have exact values.

use std::cmp::Ordering;

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Safety;
use crate::po::header;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-value",
        group: Group::Header,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a header field has another value than the project asks",
        docs: r#"A project may say in `[header]` of its configuration, or in its pack, which exact value a field must carry: the team's address, the language, the name of the project. A field that is missing is reported at the header and not added.

Here the configuration says `[header] X-Team = "french"`:
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr\n"
"X-Team: FRENCH\n"
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
"X-Team: french\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
```"#,
    },
    check: Check::Header(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if message.file.header.is_empty() {
        return;
    }
    // In the order of their names, the first of each name first.
    let mut fields: Vec<_> = header::fields(message.text).collect();
    fields.sort_by(|a, b| order(a.name, b.name));
    let end = message.text.find('\n').unwrap_or(message.text.len());
    for (name, wanted) in &message.file.header {
        let at = fields.partition_point(|field| order(field.name, name).is_lt());
        let field = fields.get(at);
        let Some(field) = field.filter(|field| field.name.eq_ignore_ascii_case(name)) else {
            found
                .report(
                    &RULE.meta,
                    (0..end).into(),
                    format!("the header has no `{name}`"),
                )
                .help(format!("add `{name}: {wanted}`"));
            continue;
        };
        if field.value != wanted {
            found
                .report(
                    &RULE.meta,
                    field.span,
                    format!("`{name}` should be `{wanted}`"),
                )
                .fix(
                    Safety::Safe,
                    field.span,
                    if field.span.is_empty() {
                        format!(" {wanted}")
                    } else {
                        wanted.clone()
                    },
                );
        }
    }
}

/// The order of two names whatever their case.
fn order(a: &str, b: &str) -> Ordering {
    let small = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().map(small).cmp(b.bytes().map(small))
}
