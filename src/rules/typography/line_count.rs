//! Source and translation with different numbers of lines.

use memchr::memchr_iter;

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "line-count",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "another number of lines than the source",
        docs: r#"Where a program shows a list or a form, each line of the source is one of the translation. Off unless asked for: text that a program prints may well take more lines in another language. A newline at the edge is `edge-newline`'s.
```po bad
msgid "One\nTwo"
msgstr "Un, deux"
```
```po good
msgid "One\nTwo"
msgstr "Un\nDeux"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let lines = |text: &str| memchr_iter(b'\n', text.trim_matches('\n').as_bytes()).count() + 1;
    let (wanted, there) = (lines(message.source), lines(message.text));
    if wanted != there {
        let plural = |n: usize| if n == 1 { "line" } else { "lines" };
        let told = format!("{there} {}, the source has {wanted}", plural(there));
        found.report(&RULE.meta, Span::new(0, message.text.len()), told);
    }
}
