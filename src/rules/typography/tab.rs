//! A tab within a translation whose source has none.

use memchr::memchr_iter;

use super::prose::chunk_start;
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "tab",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a tab where the source has none",
        docs: r#"A tab that slipped in with a paste: programs show it as a hole of any width. At the beginning or the end of the text it is `edge-space`'s. Columns and lists of several lines, which some set with tabs where the source has spaces, are left alone.
On the French documentation of Python 3.13: none; on catalogues of programs in 60 languages: 16 findings, all read, 16 true.
```po bad
msgid "One two"
msgstr "Un\tdeux"
```
```po good
msgid "One two"
msgstr "Un deux"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.bytes().has(b'\t') || message.source_bytes().has(b'\t') || message.names_text {
        return;
    }
    let text = message.text;
    // Several lines, tabs in a row, columns of the source: somebody has laid the text out.
    if message.source.contains("   ") {
        return;
    }
    if !message.is_rst()
        && (text.trim().contains('\n') || message.source.contains("  ") || text.contains("\t\t"))
    {
        return;
    }
    let inner = text.trim_matches([' ', '\t']);
    let first = text.len() - text.trim_start_matches([' ', '\t']).len();
    for at in memchr_iter(b'\t', inner.as_bytes()) {
        let (before, behind) = (&inner[..at], &inner[at + 1..]);
        // Indented code.
        if before.ends_with(['\n', '\t']) || behind.starts_with('\t') {
            continue;
        }
        if message.lacks_backslash(first + at) {
            continue;
        }
        // What parts an option of a command from its help.
        if !message.is_rst() && before[chunk_start(before, at)..].starts_with('-') {
            continue;
        }
        let span = Span::new(first + at, first + at + 1);
        // Between tags it shows as a space, if at all; what is behind `#` is the translator's own.
        if (before.ends_with('>') && behind.starts_with('<')) || behind.starts_with('#') {
            continue;
        }
        let found = found.report(&RULE.meta, span, "a tab, where the source has none");
        found.repeats = true;
        // At the end of a line, or beside a space, nothing is to stand for it; else a space may, or nothing.
        let spare = before.ends_with(' ') || behind.starts_with([' ', '\n']);
        if spare {
            found.fix(Safety::Safe, span, "");
        } else {
            found.fix(Safety::Unsafe, span, " ");
        }
    }
}
