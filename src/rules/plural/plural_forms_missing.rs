//! Translated plurals in a file that does not say how its language counts.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::header;
use crate::po::plural::known;
use crate::rules::{FileView, Findings, origin};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "plural-forms-missing",
        group: Group::Plural,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "the file has plurals, and its header no `Plural-Forms`",
        docs: r#"Without a formula a program cannot choose the form that a number takes, and `msgfmt -c` refuses the file.
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

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] "%d fichiers"
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

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] "%d fichiers"
```"#,
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    let file = view.file;
    let Some(header) = file
        .catalogue
        .header
        .as_ref()
        .filter(|header| header.text.as_deref().is_some_and(|text| !text.is_empty()))
    else {
        return;
    };
    let named = file.plural.count.is_some() || file.plural.formula.is_some();
    if named
        || file.catalogue.plural.is_none()
        || header::value(file.catalogue.header_text(), "Plural-Forms").is_some()
        || origin::is_of_tryton(file.catalogue.header_text(), view.text)
    {
        return;
    }
    let one = found.report_at(
        &RULE.meta,
        header.keyword,
        "the file has plurals, but its header has no `Plural-Forms`",
    );
    if let Some(known) = known::of(&file.language).next() {
        one.help(format!(
            "add `Plural-Forms: nplurals={}; plural={};`",
            known.nplurals, known.formula
        ));
    }
}
