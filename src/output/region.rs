//! Where findings and their replacements stand, for machines that count otherwise than people: lines are 1-based,
//! columns 1-based both in characters and in bytes of UTF-8, ends exclusive.

use memchr::memchr_iter;

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
    let mut starts = vec![0];
    starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1));
    let position = |at: usize| {
        let line = starts.partition_point(|&start| start <= at);
        let before = &text[starts[line - 1]..at];
        Position {
            line,
            column: before.chars().count() + 1,
            byte_column: before.len() + 1,
        }
    };
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
