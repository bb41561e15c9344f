//! A plural formula that counts otherwise than its language does.

use memchr::memmem;

use super::{Check, Group, Meta, Rule, Severity};
use crate::lang::code;
use crate::po::plural::known;
use crate::po::{Entry, Parser, header};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "plural-forms-unusual",
        group: Group::Plural,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "the plural formula counts otherwise than its language does",
        docs: r#"The formula is compared, for n from 0 to 1000, with the ones that the language is known to have: CLDR’s cardinal rules, what `msginit` writes, and the forms on which projects differ (French `n > 1` and `n != 1`, both right here; CLDR’s third form for millions, counted or not). A formula that tells more forms apart than the language does, or numbers those behind the singular in another order, is right as well. A language that nobody knows, or CLDR alone, is not judged, nor a file without translated plurals, where the formula is never used. Right on the 18 formulas of the French corpus (none told); the tables are tested against each other.
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
"Plural-Forms: nplurals=2; plural=n == 1;\n"

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
"Plural-Forms: nplurals=2; plural=n != 1;\n"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] "%d fichiers"
```"#,
    },
    check: Check::Header(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let file = message.file;
    let (Some(Ok(values)), Some((span, _))) = (&file.plural_values, &file.plural.formula) else {
        return;
    };
    // The formula is the header's, and so is the language that it is for, whatever the run was told.
    let language = header::value(message.text, "Language").filter(|language| !language.is_empty());
    let language = language.unwrap_or(&file.language);
    let code = &*code::usual(language);
    let Some(usual) = known::of(code).next() else {
        return;
    };
    // Most files have a known formula letter for letter, and then nothing need be computed.
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !matches!(c, ' ' | '(' | ')'))
            .collect()
    };
    let written = plain(&message.text[*span]);
    let known = || known::of(code);
    if known().any(|known| plain(known.formula) == written)
        || known().any(|known| known::agrees(known, values) || known::refines(known, values))
        // Where one table alone knows how the language counts, tools differ.
        || !known::is_settled(code)
        // In a file without translated plurals the formula is never used.
        || memmem::find(message.entry.file().as_bytes(), b"\nmsgid_plural").is_none()
        || !translates_plurals(message.entry.file())
    {
        return;
    }
    found
        .report(&RULE.meta, *span, format!("`{language}` does not count so"))
        .help(format!(
            "usual is `nplurals={}; plural={};`",
            usual.nplurals, usual.formula
        ));
}

/// Whether any plural of a file is translated.
fn translates_plurals(file: &str) -> bool {
    let mut parser = Parser::new(file);
    let mut entry = Entry::default();
    while parser.read(&mut entry) {
        parser.faults.clear();
        let translated = || {
            let mut forms = entry.translations();
            forms.any(|form| !entry.text(form).decode().is_empty())
        };
        if !entry.obsolete && entry.msgid_plural().is_some() && translated() {
            return true;
        }
    }
    false
}
