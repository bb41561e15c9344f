//! A charset that gettext does not read, or that is not supported here.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::po::charset::{self, EncodingFault};
use crate::po::{Catalogue, header};
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unknown-charset",
        group: Group::Encoding,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a charset that gettext does not know, or that is not supported here",
        docs: r#"The header names the charset of the file. gettext reads those of its manual (“Filling in the Header Entry”), by those names: `UTF-8`, not `utf8`; never UTF-16. `msgcat` refuses any other; `CHARSET`, which stands in templates, has to be filled in. Some that gettext reads are not supported here (a warning: the file is left as it is): CP850, CP1258, EUC-TW, GEORGIAN-PS, JOHAB, KOI8-T, VISCII and a few more. A file in UTF-16 is told with the command that converts it.
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=KLINGON\n"
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
    if let Some(EncodingFault::Wide(name)) = view.encoding {
        let end = view.text.chars().next().map_or(0, char::len_utf8);
        found
            .report_at(
                &RULE.meta,
                Span::new(0, end),
                format!("the file is in {name}, which gettext does not read"),
            )
            .help(format!("convert it: `iconv -f {name} -t UTF-8`"));
        return;
    }
    let file = view.file;
    let Some(header) = &file.catalogue.header else {
        return;
    };
    let Some((name, _)) = header::charset_field(file.catalogue.header_text()) else {
        return;
    };
    let span = place(view.text, header.keyword, name);
    if name == "CHARSET" {
        // As in gettext, a template may leave it open as long as it is plain ASCII; so may a copy of one that nobody has begun.
        let open = || file.is_template() || !Catalogue::has_translation(view.text);
        if !view.text.is_ascii() || !open() {
            found
                .report_at(&RULE.meta, span, "`CHARSET` was never filled in")
                .help("write `charset=UTF-8`, and save the file so");
        }
    } else if !charset::is_portable(name) {
        found
            .report_at(
                &RULE.meta,
                span,
                format!("gettext knows no charset `{name}`"),
            )
            .help("write `charset=UTF-8`, and save the file so");
    } else if let Some(EncodingFault::Unsupported(name)) = view.encoding {
        let one = found.report_at(
            &RULE.meta,
            span,
            format!(
                "the charset `{name}` is not supported; the file is not checked further, nor fixed"
            ),
        );
        one.help(format!(
            "convert it: `msgconv -t UTF-8`, or `iconv -f {name} -t UTF-8` and the header by hand"
        ));
        one.severity = Severity::Warning;
    }
}

/// Where the header names its charset, bytes of the file; its keyword where that cannot be told.
fn place(text: &str, keyword: Span, name: &str) -> Span {
    let wanted = format!("charset={name}");
    match text[keyword.start..].find(&wanted) {
        Some(at) if !name.is_empty() => {
            let start = keyword.start + at + wanted.len() - name.len();
            Span::new(start, start + name.len())
        }
        _ => keyword,
    }
}
