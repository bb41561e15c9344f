//! A source and its plural that do not both begin or end with a newline.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::Keyword;
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "source-newline",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "`msgid` and `msgid_plural` do not both begin or end with a newline",
        docs: r#"No translation can follow both, and `msgfmt -c` refuses the file as soon as the message is translated. The program is to be mended.
```po bad
msgid "%d file\n"
msgid_plural "%d files"
msgstr[0] "%d fichier\n"
msgstr[1] "%d fichiers"
```
```po good
msgid "%d file\n"
msgid_plural "%d files\n"
msgstr[0] "%d fichier\n"
msgstr[1] "%d fichiers\n"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let entry = view.entry;
    let Some(field) = entry.field(Keyword::MsgidPlural) else {
        return;
    };
    if entry.obsolete || entry.fuzzy || !entry.is_translated() || entry.is_header() {
        return;
    }
    let (Some(one), plural) = (entry.msgid(), entry.text(field).decode()) else {
        return;
    };
    for (verb, differ) in [
        ("begin", one.starts_with('\n') != plural.starts_with('\n')),
        ("end", one.ends_with('\n') != plural.ends_with('\n')),
    ] {
        if differ {
            found.report_at(
                &RULE.meta,
                field.span,
                format!("`msgid` and `msgid_plural` do not both {verb} with a newline"),
            );
        }
    }
}
