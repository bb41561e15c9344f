//! A header field that nobody reads.

use super::{Check, GETTEXT_FIELDS, Group, Meta, Rule, Severity, is_gettext_field};
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

/// Written by message extractors of Python, and by nothing else that gettext knows.
const GENERATED_BY: &str = "Generated-By";

fn check(message: &Message<'_>, found: &mut Findings) {
    for field in header::fields(message.text) {
        let known = is_gettext_field(field.name) || field.name.eq_ignore_ascii_case(GENERATED_BY);
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
        let names = GETTEXT_FIELDS.into_iter().chain([GENERATED_BY]);
        one.help(match nearest(field.name, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "a field of your own begins with `X-`".to_owned(),
        });
    }
}
