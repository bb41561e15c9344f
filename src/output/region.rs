//! Where findings and their replacements stand, for machines that count otherwise than people: lines are 1-based,
//! columns 1-based both in characters and in bytes of UTF-8, ends exclusive.

use crate::diagnostic::{Diagnostic, Edit, Span};

/// A position in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// The line, 1-based.
    pub line: usize,
    /// The column in characters, 1-based.
    pub column: usize,
    /// The column in bytes of UTF-8, 1-based.
    pub byte_column: usize,
}

/// A stretch of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Region {
    /// Its first character.
    pub start: Position,
    /// One past its last character.
    pub end: Position,
}

/// A stretch of a file, and what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// What is replaced.
    pub region: Region,
    /// The new text.
    pub text: String,
}

/// The places of `findings` and of the `edits` that mend each, all in `text`.
#[must_use]
pub fn all(
    text: &str,
    findings: &[Diagnostic],
    edits: Vec<Vec<Edit>>,
) -> (Vec<Region>, Vec<Vec<Replacement>>) {
    let columns = Columns::of(text);
    let position = |at: usize| columns.position(at);
    let region = |span: Span| Region {
        start: position(span.start),
        end: position(span.end),
    };
    let regions = findings.iter().map(|finding| region(finding.span));
    let replacement = |edit: Edit| Replacement {
        region: region(edit.span),
        text: edit.text,
    };
    let repairs = edits
        .into_iter()
        .map(|edits| edits.into_iter().map(replacement).collect());
    (regions.collect(), repairs.collect())
}

/// How many bytes are counted again for each position.
const BLOCK: usize = 256;

/// A text whose characters are counted already up to each of its blocks: a line may be the whole text.
struct Columns<'t> {
    text: &'t [u8],
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters stand before each block.
    before: Vec<usize>,
}

impl<'t> Columns<'t> {
    fn of(text: &'t str) -> Columns<'t> {
        let text = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text).map(|end| end + 1));
        let mut count = 0;
        let mut before = vec![0];
        before.extend(text.chunks(BLOCK).map(|block| {
            count += characters(block);
            count
        }));
        Columns {
            text,
            starts,
            before,
        }
    }

    fn characters_before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        self.before[block] + characters(&self.text[block * BLOCK..at])
    }

    fn position(&self, at: usize) -> Position {
        let line = self.starts.partition_point(|&start| start <= at);
        let start = self.starts[line - 1];
        Position {
            line,
            column: self.characters_before(at) - self.characters_before(start) + 1,
            byte_column: at - start + 1,
        }
    }
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_bytes() {
        let text = format!("aé\n{}x\n\u{10348}", "é".repeat(1000));
        let columns = Columns::of(&text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let expected = Position {
                line: text[..at].matches('\n').count() + 1,
                column: text[line_start..at].chars().count() + 1,
                byte_column: at - line_start + 1,
            };
            assert_eq!(columns.position(at), expected, "{at}");
        }
    }
}
