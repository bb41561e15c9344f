//! What a fix changed, entry by entry: what a diff shows, and where a run may stop.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{Mended, MendedBy};
use crate::diagnostic::Span;
use crate::po::{Entry, Parser};

/// Lines of a text that are replaced: those of one entry, or of what stands between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whole lines of the original text, bytes.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
    /// How many lines a diff shows for it: removed and added ones.
    pub lines: usize,
    /// The findings that it mends.
    pub mended: Vec<Mended>,
}

/// The text after these changes, which are in order.
#[must_use]
pub fn apply(original: &str, changes: &[Change]) -> String {
    let mut text = String::with_capacity(original.len() + 256);
    let mut at = 0;
    for change in changes {
        text.push_str(&original[at..change.span.start]);
        text.push_str(&change.text);
        at = change.span.end;
    }
    text.push_str(&original[at..]);
    text
}

/// The changes that make `new` of `old`: two texts with the same entries, or else one change for the whole.
pub(super) fn between(old: &str, new: &str, mended: &MendedBy) -> Vec<Change> {
    if old == new {
        return Vec::new();
    }
    let (mut old_blocks, mut new_blocks) = (blocks(old), blocks(new));
    if old_blocks.len() != new_blocks.len() {
        (old_blocks, new_blocks) = (vec![Span::new(0, old.len())], vec![Span::new(0, new.len())]);
    }
    let mut changes = Vec::new();
    for (rank, (before, after)) in old_blocks.iter().zip(&new_blocks).enumerate() {
        if let Some(mut change) = change(&old[*before], &new[*after], before.start) {
            change.mended = mended.get(&Some(rank)).cloned().unwrap_or_default();
            changes.push(change);
        }
    }
    // What belongs to no entry is counted with the first change.
    if let (Some(first), Some(rest)) = (changes.first_mut(), mended.get(&None)) {
        first.mended.extend(rest.iter().cloned());
    }
    changes
}

/// The lines of each entry, with the lines between it and the one before; last, what follows the last entry.
fn blocks(text: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut start = 0;
    while parser.read(&mut entry) {
        let end = text[entry.span.end..]
            .find('\n')
            .map_or(text.len(), |at| entry.span.end + at + 1)
            .max(start);
        blocks.push(Span::new(start, end));
        start = end;
    }
    blocks.push(Span::new(start, text.len()));
    blocks
}

/// The lines that differ, from the first to the last.
fn change(old: &str, new: &str, start: usize) -> Option<Change> {
    if old == new {
        return None;
    }
    let before: Vec<&str> = old.split_inclusive('\n').collect();
    let after: Vec<&str> = new.split_inclusive('\n').collect();
    let operations = capture_diff_slices(Algorithm::Myers, &before, &after);
    let mut lines = 0;
    let mut touched: Option<(usize, usize, usize, usize)> = None;
    for operation in operations
        .iter()
        .filter(|operation| operation.tag() != DiffTag::Equal)
    {
        let (old, new) = (operation.old_range(), operation.new_range());
        lines += old.len() + new.len();
        let (old_start, new_start) =
            touched.map_or((old.start, new.start), |touched| (touched.0, touched.2));
        touched = Some((old_start, old.end, new_start, new.end));
    }
    let (old_start, old_end, new_start, new_end) = touched?;
    let offset = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let from = start + offset(&before[..old_start]);
    let to = from + offset(&before[old_start..old_end]);
    Some(Change {
        span: Span::new(from, to),
        text: after[new_start..new_end].concat(),
        lines,
        mended: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_the_lines_that_differ() {
        let old = "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n";
        let new = old
            .replace("\"d\"", "\"e\"")
            .replace("\"b\"", "\"\"\n\"f\"");
        let changes = between(old, &new, &MendedBy::new());
        assert_eq!(
            changes
                .iter()
                .map(|change| (&old[change.span], change.lines))
                .collect::<Vec<_>>(),
            [("msgstr \"b\"\n", 3), ("msgstr \"d\"\n", 2)]
        );
        assert_eq!(apply(old, &changes), new);
    }
}
