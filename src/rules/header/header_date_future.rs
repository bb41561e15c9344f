//! A date of the header that has not come yet.

use super::date;
use super::{Check, Group, Meta, Rule, Severity};
use crate::po::header;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-date-future",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "a date of the header lies in the future",
        docs: r#"A revision that is dated after the run comes from a clock that is wrong or a date written by hand. The time of the run is `SOURCE_DATE_EPOCH` where that is set; without a time nothing is compared. A day is let pass, for clocks and time zones.
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2999-01-01 00:00+0000\n"
"Last-Translator: Ada <ada@example.org>\n"
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
    check: Check::Header(check),
};

const DAY: i64 = 24 * 60 * 60;

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(now) = message.file.now else { return };
    for field in header::fields(message.text) {
        let dated = ["POT-Creation-Date", "PO-Revision-Date"]
            .iter()
            .any(|name| field.name.eq_ignore_ascii_case(name));
        if dated && date::parse(field.value).is_some_and(|date| date > now + DAY) {
            found.report(&RULE.meta, field.span, "this date lies in the future");
        }
    }
}
