//! The previous source of an entry that is not fuzzy.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "stray-previous",
        group: Group::Syntax,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: false,
        summary: "`#|` lines on an entry that is not fuzzy",
        docs: r#"`#|` shows a translator which source a fuzzy translation was made for. Once the flag is gone the lines are of no use, and `msgmerge` would not write them. Off by itself: tools leave them on many entries, and nobody is misled.
```po bad
#| msgid "The file"
msgid "A file"
msgstr "Un fichier"
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let entry = view.entry;
    if entry.fuzzy || entry.obsolete {
        return;
    }
    let text = entry.file();
    let mut previous = entry.fields.iter().filter(|field| field.mark.previous);
    let Some(first) = previous.next() else { return };
    let last = previous.next_back().unwrap_or(first);
    // Only lines that hold nothing else are taken out.
    let start = text[..first.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[last.span.end..]
        .find('\n')
        .map_or(text.len(), |at| last.span.end + at + 1);
    let lines = &text[start..end];
    let alone = lines
        .lines()
        .all(|line| line.trim_start().starts_with("#|"));
    let one = found.report_at(
        &RULE.meta,
        Span::new(first.span.start, last.span.end),
        "a previous source, but the entry is not fuzzy",
    );
    // A tool leaves them on every entry.
    one.repeats = true;
    one.help("remove these lines");
    if alone {
        one.fix(Safety::Safe, Span::new(start, end), "");
    }
}
