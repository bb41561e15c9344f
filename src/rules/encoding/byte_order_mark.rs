//! A byte-order mark at the start of the file.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "byte-order-mark",
        group: Group::Encoding,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a byte-order mark at the start of the file",
        docs: r#"UTF-8 needs no byte-order mark, and `msgfmt` takes it for text: it refuses the file.
```po bad
﻿msgid "A file"
msgstr "Un fichier"
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::File(check),
};

const MARK: char = '\u{feff}';

fn check(view: &FileView<'_>, found: &mut Findings) {
    if view.text.starts_with(MARK) {
        let span = Span::new(0, MARK.len_utf8());
        let finding = found.report_at(&RULE.meta, span, "the file begins with a byte-order mark");
        finding
            .help("remove it: UTF-8 needs none")
            .fix(Safety::Safe, span, "");
        finding.repeats = true;
    }
}
