//! The field of the header that says which language it is.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::{Catalogue, header};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-field-missing",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "the header does not say which language it is",
        docs: r#"Programs choose by `Language` how the file is read: how its language counts, which rules of typography and which dictionary hold; `msgfmt -c` asks for it. The other fields that it asks for (`Project-Id-Version`, `PO-Revision-Date`, `Last-Translator`, `Language-Team`, `MIME-Version`, `Content-Transfer-Encoding`) are read by people, where at all, and platforms leave them out: `header-boilerplate` tells those, `charset-missing` speaks of `Content-Type`. Templates, and files in which nothing is translated, are left alone.
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

msgid "A file"
msgstr "Un fichier"
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
    check: Check::Header(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let mut fields = header::fields(message.text);
    if fields.any(|field| field.name.eq_ignore_ascii_case("Language"))
        || message.file.is_template()
        || !Catalogue::has_translation(message.entry.file())
    {
        return;
    }
    let end = message.text.find('\n').unwrap_or(message.text.len());
    found.report(&RULE.meta, (0..end).into(), "the header has no `Language`");
}
