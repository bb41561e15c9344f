//! Another number of plural forms than the header says.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::Keyword;
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "plural-count",
        group: Group::Plural,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a message has another number of plural forms than `nplurals`",
        docs: r#"Each message with a plural has as many `msgstr[n]` as `nplurals` says; with fewer a program shows nothing for some numbers, and `msgfmt -c` refuses the file.
```po bad
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
```
```po good
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] "%d fichiers"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let (entry, file) = (view.entry, view.file);
    // Where the formula itself is wrong that is what is to be mended.
    let (Some(Ok(_)), Some(count)) = (&file.plural_values, file.plural.nplurals()) else {
        return;
    };
    if entry.obsolete
        || entry.fuzzy
        || !entry.is_translated()
        || entry.field(Keyword::MsgidPlural).is_none()
    {
        return;
    }
    let plural = entry
        .field(Keyword::MsgidPlural)
        .map_or(0, |field| field.span.start);
    let mut forms = 0;
    let mut last = entry.span;
    for (field, expected) in entry.translations().zip(0..) {
        if field.index != Some(expected) || field.span.start < plural {
            // `plural-index` speaks of it.
            return;
        }
        if u64::from(expected) <= count {
            last = field.span;
        }
        forms += 1;
    }
    if forms == count {
        return;
    }
    let message = match forms {
        1 => format!("1 plural form, but the header says nplurals={count}"),
        _ => format!("{forms} plural forms, but the header says nplurals={count}"),
    };
    found.report_at(&RULE.meta, last, message).repeats = true;
}
