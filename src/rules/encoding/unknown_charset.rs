//! A charset that nobody knows, or that gettext does not read.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::po::charset::EncodingFault;
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unknown-charset",
        group: Group::Encoding,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a charset that is unknown, or that gettext cannot read",
        docs: r#"The header names the charset of the file; gettext reads those of its manual (UTF-8 before all), not UTF-16.
```po bad
msgid ""
msgstr ""
"Content-Type: text/plain; charset=KLINGON\n"
```
```po good
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
```"#,
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    match view.encoding {
        Some(EncodingFault::Unknown(name)) => {
            let at = view.text.find(name.as_str()).unwrap_or(0);
            found
                .report_at(
                    &RULE.meta,
                    Span::new(at, at + name.len()),
                    format!("unknown charset `{name}`"),
                )
                .help("write `charset=UTF-8`, and save the file so");
        }
        Some(EncodingFault::Wide(name)) => {
            let end = view.text.chars().next().map_or(0, char::len_utf8);
            found
                .report_at(
                    &RULE.meta,
                    Span::new(0, end),
                    format!("the file is in {name}, which gettext does not read"),
                )
                .help(format!("convert it: `iconv -f {name} -t UTF-8`"));
        }
        _ => {}
    }
}
