//! A header field that nobody reads.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::header;
use crate::rules::selection::nearest;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-unknown-field",
        group: Group::Header,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "the header has a field that nobody knows",
        docs: r#"Fields of one’s own begin with `X-`; another unknown name is most often a slip, and then the field that was meant is missing.
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
"Plural-From: nplurals=2; plural=n > 1;\n"
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
"Plural-Forms: nplurals=2; plural=n > 1;\n"
```"#,
    },
    check: Check::Header(check),
};

const KNOWN: [&str; 12] = [
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
    "Generated-By",
];

fn check(message: &Message<'_>, found: &mut Findings) {
    for field in header::fields(message.text) {
        let known = KNOWN
            .iter()
            .any(|known| field.name.eq_ignore_ascii_case(known));
        if known
            || field
                .name
                .get(..2)
                .is_some_and(|start| start.eq_ignore_ascii_case("X-"))
        {
            continue;
        }
        let one = found.report(
            &RULE.meta,
            field.name_span,
            format!("no tool reads `{}`", field.name),
        );
        one.help(match nearest(field.name, KNOWN.into_iter()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "a field of your own begins with `X-`".to_owned(),
        });
    }
}
