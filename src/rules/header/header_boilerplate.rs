//! Words of the template that nobody has filled in.

use super::{Check, Group, Meta, READ_BY_PEOPLE, Rule, Severity};
use crate::diagnostic::Span;
use crate::po::header;
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-boilerplate",
        group: Group::Header,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "the header still holds words of the template, or lacks fields",
        docs: r#"`xgettext` and `sphinx` write words in capitals where a name or a date belongs: `FULL NAME <EMAIL@ADDRESS>`, `PACKAGE VERSION`, `YEAR-MO-DA HO:MI+ZONE`, `LANGUAGE <LL@li.org>`, and comments such as `SOME DESCRIPTIVE TITLE.`. So are fields that are not there though `msgfmt -c` asks for them: `Project-Id-Version`, `PO-Revision-Date`, `Last-Translator`, `Language-Team`, `MIME-Version`, `Content-Transfer-Encoding` (`Language` has a rule of its own, `header-field-missing`). Templates are left alone. Off by itself: true, but of little use to a translator (276 findings on the French corpus).
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr\n"
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
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
```"#,
    },
    check: Check::Entry(check),
};

const WORDS: [&str; 12] = [
    "PACKAGE VERSION",
    "YEAR-MO-DA HO:MI+ZONE",
    "FULL NAME <EMAIL@ADDRESS>",
    "LANGUAGE <LL@li.org>",
    "nplurals=INTEGER; plural=EXPRESSION;",
    "charset=CHARSET",
    "SOME DESCRIPTIVE TITLE",
    "FIRST AUTHOR <EMAIL@ADDRESS>, YEAR",
    "THE PACKAGE'S COPYRIGHT HOLDER",
    "license as the PACKAGE package",
    "EMAIL@ADDRESS",
    "ENCODING",
];

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let entry = view.entry;
    if !entry.is_header() || view.file.is_template() {
        return;
    }
    for (comment, span) in entry.translator_comments() {
        if let Some((at, word)) = first(comment) {
            report(
                found,
                Span::new(span.start + at, span.start + at + word.len()),
                word,
            );
        }
    }
    let Some(field) = entry.translations().next() else {
        return;
    };
    let text = entry.text(field);
    let decoded = text.decode();
    let missing: Vec<String> = (READ_BY_PEOPLE.iter())
        .filter(|name| header::value(&decoded, name).is_none())
        .map(|name| format!("`{name}`"))
        .collect();
    if !missing.is_empty() {
        let span = text.locate(Span::new(0, decoded.find('\n').unwrap_or(decoded.len())));
        let told = format!("the header has no {}", missing.join(", "));
        found.report_at(&RULE.meta, span, told);
    }
    let mut start = 0;
    for line in decoded.split_inclusive('\n') {
        if let Some((at, word)) = first(line) {
            report(
                found,
                text.locate(Span::new(start + at, start + at + word.len())),
                word,
            );
        }
        start += line.len();
    }
}

fn first(text: &str) -> Option<(usize, &'static str)> {
    WORDS
        .iter()
        .find_map(|word| text.find(word).map(|at| (at, *word)))
}

fn report(found: &mut Findings, span: Span, word: &str) {
    found
        .report_at(
            &RULE.meta,
            span,
            format!("`{word}` is a word of the template"),
        )
        .help("fill it in, or remove it");
}
