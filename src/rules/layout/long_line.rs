//! A line that is too long, as the check of the French Python documentation counts.

use std::cmp::Ordering;
use std::sync::LazyLock;

use memchr::memchr_iter;
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::find;
use crate::po::wrap::Width;
use crate::rules::{FileView, Findings};

/// How many characters a line may have beyond the width at which files are laid out.
const MORE: usize = 1;
/// The same for a line that cannot be broken.
const MORE_UNBROKEN: usize = 9;
/// A line of so few different characters is drawn, not written: a rule of dashes.
const DRAWN: usize = 6;

/// No character before it is a combining mark.
const FIRST_MARK: char = '\u{300}';

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "long-line",
        group: Group::Layout,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "the line is too long",
        docs: r#"A line has 80 characters at most, 88 where it holds no more than one space to break at: one and nine more than the 79 columns that gettext and the configuration's `width` lay files out in. Combining marks are not counted, and a line of six different characters or fewer is left alone. `polir fmt` breaks what can be broken. For teams that hold their files to a width whatever wrote them; on in the pack python-docs-fr, whose team has this check.
```po bad
#. The one sentence of this comment is somewhat longer than what a line may hold here.
msgid "A file"
msgstr "Un fichier"
```
```po good
#. The one sentence of this comment is somewhat longer than what a line may
#. hold here.
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    let text = view.text;
    let width = match view.file.width.map_or_else(Width::default, Width::Columns) {
        Width::Columns(width) => width,
        Width::NoWrap => return,
    };
    let (most, most_unbroken) = (width + MORE, width + MORE_UNBROKEN);
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        // A character has at least a byte: over all lines that end within so many bytes one step is enough.
        let near = &bytes[start..bytes.len().min(start + most + 1)];
        if let Some(end) = find::last([b'\n'], near) {
            start += end + 1;
            continue;
        }
        let end = find::first([b'\n'], &bytes[start..]);
        let end = end.map_or(bytes.len(), |length| start + length);
        let line = text[start..end].trim_end_matches('\r');
        let at = std::mem::replace(&mut start, end + 1);
        // Marks are characters too.
        if line.chars().count() <= most {
            continue;
        }
        let counted = || line.char_indices().filter(|(_, c)| !is_mark(*c));
        let Some((beyond, _)) = counted().nth(most) else {
            continue;
        };
        let spaces = memchr_iter(b' ', line.as_bytes()).take(2).count();
        let beyond = match spaces {
            0 | 1 => counted().nth(most_unbroken).map(|(beyond, _)| beyond),
            _ => Some(beyond),
        };
        let Some(beyond) = beyond.filter(|_| !is_drawn(line)) else {
            continue;
        };
        let length = counted().count();
        let allowed = if spaces < 2 { most_unbroken } else { most };
        found
            .report_at(
                &RULE.meta,
                Span::new(at + beyond, at + line.len()),
                format!("the line has {length} characters, {allowed} are allowed"),
            )
            .help("`polir fmt` breaks what can be broken");
    }
}

/// Whether it is a combining mark: Unicode's categories Mn, Mc and Me.
fn is_mark(c: char) -> bool {
    static MARKS: LazyLock<Vec<ClassUnicodeRange>> = LazyLock::new(|| {
        let class = regex_syntax::parse(r"\p{M}").map(Hir::into_kind);
        match class {
            Ok(HirKind::Class(Class::Unicode(class))) => class.ranges().to_vec(),
            _ => Vec::new(),
        }
    });
    c >= FIRST_MARK
        && MARKS
            .binary_search_by(|range| match c {
                _ if range.end() < c => Ordering::Less,
                _ if range.start() > c => Ordering::Greater,
                _ => Ordering::Equal,
            })
            .is_ok()
}

/// Whether a line holds few different characters.
fn is_drawn(line: &str) -> bool {
    let mut seen = Vec::with_capacity(DRAWN);
    line.chars().all(|c| {
        if !seen.contains(&c) {
            seen.push(c);
        }
        seen.len() <= DRAWN
    })
}
