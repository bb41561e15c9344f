//! Fields of the header that gettext asks for, and somebody reads.

use std::path::Path;

use super::{Check, Group, Meta, READ_BY_PEOPLE, Rule, Severity};
use crate::po::{Catalogue, header};
use crate::rules::{Findings, Message, origin};
use crate::source::tree::is_test_data;

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-field-missing",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "the header lacks a field that programs or the team read",
        docs: r#"Programs choose by `Language` how the file is read: how its language counts, which rules of typography and which dictionary hold; `msgfmt -c` asks for it. The other fields that it asks for (`PO-Revision-Date`, `Last-Translator`, `Language-Team`, `MIME-Version`, `Content-Transfer-Encoding`) are read by people, where at all, and platforms leave them out (`Project-Id-Version` names what the folder names): one of them is asked for where a team with an address of its own, `French <fr@example.org>`, has filled in all the others; else `header-boilerplate` tells them. (`charset-missing` speaks of `Content-Type`.) Templates, and files in which nothing is translated, are left alone.
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
    let missing = |name: &str| header::value(message.text, name).is_none();
    let mut read = READ_BY_PEOPLE.iter().filter(|name| missing(name));
    let absent = if missing("Language") {
        "Language"
    } else if let (Some(name), None) = (read.next(), read.next())
        && *name != "Project-Id-Version"
        && header::value(message.text, "Language-Team").is_some_and(|team| team.contains('@'))
    {
        name
    } else {
        return;
    };
    // What tests read has the lines that they need.
    if is_test_data(Path::new(&message.file.path))
        || origin::is_of_tryton(message.text, message.entry.file())
        || message.file.is_template()
        || !Catalogue::has_translation(message.entry.file())
    {
        return;
    }
    let end = message.text.find('\n').unwrap_or(message.text.len());
    let told = format!("the header has no `{absent}`");
    found.report(&RULE.meta, (0..end).into(), told);
}
