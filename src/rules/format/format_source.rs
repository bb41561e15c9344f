//! A source that is no format string of the language its flag names.

use super::languages::LANGUAGES;
use super::pages;
use crate::diagnostic::{Group, Meta, Severity, Span};
use crate::po::Keyword;
use crate::po::format::flags::Flags;
use crate::rules::{Check, EntryView, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "format-source",
        group: Group::Format,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "a source that is no format string of the language its flag names, so that nothing is compared",
        docs: r#"`xgettext` guesses which strings are format strings, and guesses wrong at times: `100% sure` is none in C. Neither `msgfmt` nor the rules `format-…` then compare anything. It is for the authors to mend: the flag is wrong, or the string.
```po bad
#, c-format
msgid "100%"
msgstr "100 %"
```
```po good
#, no-c-format
msgid "100%"
msgstr "100 %"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let entry = view.entry;
    let formats = Flags::of(entry).formats();
    if formats == 0 || entry.obsolete {
        return;
    }
    let field = entry
        .field(Keyword::MsgidPlural)
        .or_else(|| entry.field(Keyword::Msgid));
    let Some(field) = field else { return };
    let text = entry.text(field);
    let source = text.decode();
    for (rank, language) in LANGUAGES.iter().enumerate() {
        if formats >> rank & 1 == 0 {
            continue;
        }
        let (span, reason) = match (language.read)(&source) {
            Err(invalid) => (invalid.span, invalid.reason),
            Ok(signature) => match signature.local {
                Some(span) => (span, "has a flag that is for translations".into()),
                None => continue,
            },
        };
        let shown = &source[span];
        let message = format!(
            "`{shown}` {reason}: the source is no valid {} format string, and `{}` compares nothing",
            language.title,
            pages::ALL[rank].meta.id
        );
        let whole = Span::new(0, source.len());
        let place = text.locate(if span.is_empty() { whole } else { span });
        found.report_at(&RULE.meta, place, message);
    }
}
