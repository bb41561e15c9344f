//! A header entry that is marked fuzzy in a file with translations.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::header;
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-fuzzy",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "the header is marked fuzzy",
        docs: r#"`fuzzy` on the header says that nobody has filled it in since the file was made from its template, and some tools leave such a header out of the compiled catalogue. Where nothing is translated yet there is nothing to say, nor where `Language-Team` names a page of a platform, which writes the header anew with each export. On the French corpus: 8 findings, 8 read, 8 true.
```po bad
#, fuzzy
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
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let file = view.file;
    if !view.header || file.is_template() || file.catalogue.translated.is_none() {
        return;
    }
    let flags = view.entry.flags().filter(|(flag, _)| *flag == "fuzzy");
    if view.entry.fuzzy
        && let Some((_, span)) = flags.last()
        && !is_rewritten(view)
    {
        found
            .report_at(
                &RULE.meta,
                span,
                "the header is marked fuzzy, though the file has translations",
            )
            .help("fill in its fields and remove the flag");
    }
}

/// Whether the team's field names a page of a platform, which writes the whole header anew with each export.
fn is_rewritten(view: &EntryView<'_>) -> bool {
    let text = view.entry.translations().next();
    let text = text.map(|field| view.entry.text(field).decode());
    let team = text
        .as_deref()
        .and_then(|text| header::value(text, "Language-Team"));
    team.is_some_and(|team| team.contains("://"))
}
