//! A header that names no charset.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::header;
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "charset-missing",
        group: Group::Encoding,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "the header names no charset",
        docs: r#"`Content-Type: text/plain; charset=UTF-8` says how to read the file; gettext looks for `charset=`, in small letters and without blanks. Without it a text that is not plain ASCII cannot be converted: then it is an error, and `msgcat` refuses the file.
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain\n"
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
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    let Some(header) = view.file.catalogue.header.as_ref() else {
        return;
    };
    let Some(text) = header.text.as_deref().filter(|text| !text.is_empty()) else {
        return;
    };
    if header::charset_field(text).is_some() {
        return;
    }
    let one = found.report_at(&RULE.meta, header.keyword, "the header names no charset");
    one.help("add `Content-Type: text/plain; charset=UTF-8`");
    if !view.text.is_ascii() {
        one.severity = Severity::Error;
    }
}
