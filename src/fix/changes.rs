//! What a fix changed, entry by entry: what a diff shows, and where a run may stop.

use std::collections::HashSet;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use super::{Mended, MendedBy};
use crate::diagnostic::{Diagnostic, Span};
use crate::po::{Entry, Keyword, Parser};

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

/// The changes that make `new` of `old`: two texts with the same entries, but that some may be gone; or else one change for
/// the whole.
pub(super) fn between(old: &str, new: &str, mended: &MendedBy) -> Vec<Change> {
    if old == new {
        return Vec::new();
    }
    let (old_blocks, new_blocks) = (blocks(old), blocks(new));
    let whole = || vec![(Span::new(0, old.len()), Span::new(0, new.len()))];
    let pairs = pairs(old, &old_blocks, new, &new_blocks).unwrap_or_else(whole);
    let mut rest = mended.clone();
    let mut changes = Vec::new();
    for (rank, (before, after)) in pairs.into_iter().enumerate() {
        if let Some(mut change) = change(&old[before], &new[after], before.start) {
            change.mended = rest.remove(&Some(rank)).unwrap_or_default();
            changes.push(change);
        }
    }
    // What belongs to no entry is counted with the first change, and what was mended in an entry that has another rank since
    // one before it is gone.
    if let Some(first) = changes.first_mut() {
        first.mended.extend(rest.into_values().flatten());
    }
    changes
}

/// The lines of each entry, with the lines between it and the one before, and where its source stands; last, what follows
/// the last entry.
fn blocks(text: &str) -> Vec<(Span, Option<Span>)> {
    let mut blocks = Vec::new();
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut start = 0;
    while parser.read(&mut entry) {
        // Another entry may have ended on this line.
        let end = if entry.span.end < start {
            start
        } else {
            text[entry.span.end..]
                .find('\n')
                .map_or(text.len(), |at| entry.span.end + at + 1)
        };
        let source = entry.field(Keyword::Msgid).map(|field| field.span);
        blocks.push((Span::new(start, end), source));
        start = end;
    }
    blocks.push((Span::new(start, text.len()), None));
    blocks
}

/// What each block of `old` has become; one that is gone stands beside nothing. `None` when they cannot be told apart.
fn pairs(
    old: &str,
    old_blocks: &[(Span, Option<Span>)],
    new: &str,
    new_blocks: &[(Span, Option<Span>)],
) -> Option<Vec<(Span, Span)>> {
    let mut gone = old_blocks.len().checked_sub(new_blocks.len())?;
    let mut new_blocks = new_blocks.iter().peekable();
    let mut pairs = Vec::with_capacity(old_blocks.len());
    let mut end = 0;
    for &(before, source) in old_blocks {
        let alike = |&(after, other): &(Span, Option<Span>)| {
            old[before] == new[after]
                || source.map(|source| &old[source]) == other.map(|other| &new[other])
        };
        if gone > 0 && new_blocks.peek().is_none_or(|next| !alike(next)) {
            gone -= 1;
            pairs.push((before, Span::new(end, end)));
        } else {
            let &(after, _) = new_blocks.next()?;
            pairs.push((before, after));
            end = after.end;
        }
    }
    Some(pairs)
}

/// Whether all entries but those of these findings say the same in both texts. What belongs to no entry may be in any.
pub(super) fn only_in(old: &str, new: &str, mended: &[&Diagnostic]) -> bool {
    let touched: HashSet<Option<usize>> = mended.iter().map(|one| one.entry).collect();
    if touched.contains(&None) {
        return true;
    }
    // A finding may take out another entry than its own: the first of two twins.
    let lines = mended.iter().filter(|one| one.place.is_none());
    let mut edits: Vec<Span> = lines
        .flat_map(|one| &one.fix)
        .flat_map(|fix| fix.edits.iter().map(|edit| edit.span))
        .collect();
    edits.sort_unstable();
    let edited = |source: Span| {
        let at = edits.partition_point(|edit| edit.start <= source.start);
        at > 0 && edits[at - 1].end >= source.end
    };
    let old_blocks = blocks(old);
    let pairs = pairs(old, &old_blocks, new, &blocks(new));
    pairs.is_some_and(|pairs| {
        pairs
            .into_iter()
            .enumerate()
            .all(|(rank, (before, after))| {
                touched.contains(&Some(rank))
                    || old_blocks[rank].1.is_some_and(edited)
                    || old[before].trim() == new[after].trim()
            })
    })
}

/// How many lines are compared by the shortest way from the one text to the other, whose time grows with how much differs.
const SHORTEST: usize = 20_000;

/// The lines that differ, each run of them. Texts of very many lines are held together by the lines that stand once in both,
/// so that the time grows with their length alone.
pub(crate) fn differing(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    if before.len() + after.len() > SHORTEST {
        return differing_among_many(before, after);
    }
    let mut operations = capture_diff_slices(Algorithm::Myers, before, after);
    operations.retain(|operation| operation.tag() != DiffTag::Equal);
    operations
}

/// The same of very many lines. Those that stand in one of the texts alone differ, whatever stands beside them, and are not
/// compared.
fn differing_among_many(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    let shared = |lines: &[&str], others: &[&str]| -> Vec<usize> {
        let others: HashSet<&str> = others.iter().copied().collect();
        let shared = lines.iter().enumerate();
        let shared = shared.filter(|(_, line)| others.contains(*line));
        shared.map(|(at, _)| at).collect()
    };
    let (old, new) = (shared(before, after), shared(after, before));
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) = (
        old.iter().map(|&at| before[at]).collect(),
        new.iter().map(|&at| after[at]).collect(),
    );
    let mut differing = Vec::new();
    let mut from = (0, 0);
    let mut up_to = |to: (usize, usize)| {
        let (old_index, new_index) = from;
        let (old_len, new_len) = (to.0 - old_index, to.1 - new_index);
        from = (to.0 + 1, to.1 + 1);
        if old_len + new_len > 0 {
            differing.push(DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            });
        }
    };
    for operation in capture_diff_slices(Algorithm::Patience, &old_lines, &new_lines) {
        if operation.tag() == DiffTag::Equal {
            let same = operation.old_range().zip(operation.new_range());
            for (old_at, new_at) in same {
                up_to((old[old_at], new[new_at]));
            }
        }
    }
    up_to((before.len(), after.len()));
    differing
}

/// The lines that differ, from the first to the last.
fn change(old: &str, new: &str, start: usize) -> Option<Change> {
    if old == new {
        return None;
    }
    let before: Vec<&str> = old.split_inclusive('\n').collect();
    let after: Vec<&str> = new.split_inclusive('\n').collect();
    let mut lines = 0;
    let mut touched: Option<(usize, usize, usize, usize)> = None;
    for operation in differing(&before, &after) {
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
    fn among_many_lines_those_of_one_text_alone_are_not_compared() {
        let before = ["a", "x1", "b", "x2", "x3", "c", "d"];
        let after = ["a", "b", "y1", "c", "y2", "d", "y3"];
        let told = |operations: Vec<DiffOp>| -> Vec<_> {
            let ranges = operations.iter();
            let ranges = ranges.map(|one| (one.old_range(), one.new_range()));
            ranges.collect()
        };
        let many = told(differing_among_many(&before, &after));
        assert_eq!(many, told(differing(&before, &after)));
        let expected = [(1..2, 1..1), (3..5, 2..3), (6..6, 4..5), (7..7, 6..7)];
        assert_eq!(many, expected);
        assert_eq!(differing_among_many(&before, &before), []);
        let apart = told(differing_among_many(&["a", "b"], &["c"]));
        assert_eq!(apart, [(0..2, 0..1)]);
    }

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

    #[test]
    fn an_entry_that_is_gone_is_one_change() {
        let old = "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d \"\n\nmsgid \"a\"\nmsgstr \"b\"\n\nmsgid \"e\"\nmsgstr \"f\"\n";
        let new =
            "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n\nmsgid \"e\"\nmsgstr \"f\"\n";
        let one = |rule: &str| Mended {
            rule: crate::diagnostic::RuleId::new(rule),
            swap: None,
        };
        let mended = MendedBy::from([
            (Some(1), vec![one("edge-space")]),
            (Some(2), vec![one("duplicate-message")]),
            (Some(7), vec![one("long")]),
        ]);
        let changes = between(old, new, &mended);
        let told: Vec<_> = changes
            .iter()
            .map(|change| (&old[change.span], change.text.as_str(), change.mended.len()))
            .collect();
        assert_eq!(
            told,
            [
                ("msgstr \"d \"\n", "msgstr \"d\"\n", 2),
                ("\nmsgid \"a\"\nmsgstr \"b\"\n", "", 1)
            ]
        );
        assert_eq!(apply(old, &changes), new);
    }
}
