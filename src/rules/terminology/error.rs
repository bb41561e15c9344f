//! What is wrong with a terminology file: where, what, and what to do about it.

use std::fmt;

/// A place in a terminology file, both 1-based, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct At {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// A terminology file and where its lines begin: each term knows its place, and there may be thousands.
pub(crate) struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each [`STEP`] of bytes: all that a file says may stand on one line.
    counts: Vec<usize>,
}

/// Between how many bytes characters are counted once for all.
const STEP: usize = 1024;

/// How many characters begin in a part of a text.
fn characters(part: &[u8]) -> usize {
    part.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

impl<'t> Places<'t> {
    /// The places of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Places {
            text,
            starts: std::iter::once(0).chain(ends.map(|end| end + 1)).collect(),
            counts: (text.as_bytes().chunks(STEP))
                .scan(0, |before, part| {
                    let here = *before;
                    *before += characters(part);
                    Some(here)
                })
                .collect(),
        }
    }

    /// How many characters begin before the byte `offset`.
    fn before(&self, offset: usize) -> usize {
        let step = (offset / STEP).min(self.counts.len().saturating_sub(1));
        let counted = self.counts.get(step).copied().unwrap_or_default();
        counted + characters(&self.text.as_bytes()[step * STEP..offset])
    }

    /// The place of the byte `offset`.
    pub(crate) fn at(&self, offset: usize) -> At {
        let head = self.text.get(..offset).unwrap_or(self.text);
        let line = self.starts.partition_point(|&start| start <= head.len());
        let start = self.starts[line - 1];
        At {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(self.before(head.len()) - self.before(start) + 1)
                .unwrap_or(u32::MAX),
        }
    }
}

/// Why a terminology file is refused (or, as a warning, what was supposed in reading it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// The file, as it was named.
    pub file: String,
    /// Where in it.
    pub at: At,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl PackError {
    pub(crate) fn new(file: &str, at: At, message: impl Into<String>) -> Self {
        PackError {
            file: file.to_owned(),
            at,
            message: message.into(),
            help: None,
        }
    }
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let At { line, column } = self.at;
        write!(f, "{}:{line}:{column}: {}", self.file, self.message)?;
        let help = self.help.as_deref().unwrap_or("mend it there");
        write!(f, "; {help}")
    }
}

impl std::error::Error for PackError {}

/// The one of `known` that `word` was probably meant to be: at most a third of it differs.
pub(crate) fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let most = |candidate: &str| candidate.chars().count().max(3) / 3;
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most(candidate))
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most(candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours that make `a` of `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{At, Places, closest};

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let known = ["avoid", "use", "when", "followed-by"];
        assert_eq!(closest("aviod", known), Some("avoid"));
        assert_eq!(closest("followed_by", known), Some("followed-by"));
        assert_eq!(closest("zzz", known), None);
    }

    #[test]
    fn columns_are_characters() {
        assert_eq!(
            Places::new("é = 1\nà = é").at(11),
            At { line: 2, column: 4 }
        );
        let long = format!("é = 1\nà = {}", "é€".repeat(3 * super::STEP));
        let places = Places::new(&long);
        for (offset, _) in long.char_indices().skip(6).chain([(long.len(), ' ')]) {
            let column = u32::try_from(long[7..offset.max(7)].chars().count() + 1).unwrap();
            assert!(offset < 7 || places.at(offset) == At { line: 2, column });
        }
        assert_eq!(Places::new("").at(0), At { line: 1, column: 1 });
    }
}
