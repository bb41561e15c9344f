//! Offsets to lines and columns.
//!
//! Findings are put in order first and then looked up in one walk through the file, so that a line of fifty megabytes
//! with a thousand findings costs no more than one with a single finding.

use memchr::{memchr_iter, memrchr};

use crate::diagnostic::{Diagnostic, Excerpt, LineColumn, Span};

/// How many bytes of a line an excerpt shows on each side of the fault.
const AROUND: usize = 300;

/// A text and, once somebody asked out of order, where its lines begin.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

/// A place that moves forward through the text.
#[derive(Clone, Copy)]
struct Cursor {
    at: usize,
    line_start: usize,
    position: LineColumn,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Lines {
            text,
            starts: Vec::new(),
        }
    }

    /// The 1-based line of a byte.
    pub(super) fn line(&mut self, at: usize) -> u32 {
        if self.starts.is_empty() {
            self.starts.push(0);
            self.starts
                .extend(memchr_iter(b'\n', self.text.as_bytes()).map(|end| end + 1));
        }
        count(self.starts.partition_point(|&start| start <= at))
    }

    /// The line and column of a byte. It counts the characters of the line: not for every entry.
    pub(super) fn position(&mut self, at: usize) -> LineColumn {
        let line = self.line(at);
        let start = self.starts[line as usize - 1];
        LineColumn {
            line,
            column: count(self.text[start..at].chars().count() + 1),
        }
    }

    /// Sorts findings and gives each its lines and columns, and its excerpt when asked.
    pub(super) fn resolve(&self, diagnostics: &mut [Diagnostic], excerpts: bool) {
        diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        let mut cursor = Cursor {
            at: 0,
            line_start: 0,
            position: LineColumn { line: 1, column: 1 },
        };
        for diagnostic in diagnostics {
            cursor = self.advance(cursor, diagnostic.span.start);
            diagnostic.start = cursor.position;
            diagnostic.end = self.advance(cursor, diagnostic.span.end).position;
            if excerpts {
                diagnostic.excerpt = Some(Box::new(self.excerpt(cursor, diagnostic.span)));
            }
        }
    }

    fn advance(&self, from: Cursor, at: usize) -> Cursor {
        let passed = &self.text.as_bytes()[from.at..at];
        let breaks = memchr_iter(b'\n', passed).count();
        let (line_start, column) = match memrchr(b'\n', passed) {
            Some(last) => (from.at + last + 1, 1),
            None => (from.line_start, from.position.column),
        };
        let since = line_start.max(from.at);
        let column = column + count(self.text[since..at].chars().count());
        Cursor {
            at,
            line_start,
            position: LineColumn {
                line: from.position.line + count(breaks),
                column,
            },
        }
    }

    fn excerpt(&self, start: Cursor, span: Span) -> Excerpt {
        let text = self.text;
        // An excerpt shows one line, or two where the fault goes on on the second: what goes on further is told by the end
        // position. No further than what may be shown: a line may be the whole file.
        let limit = text.floor_char_boundary((span.start + 2 * AROUND + 2).min(text.len()));
        let end_of_line = |from: usize| text[from..limit].find('\n').map_or(limit, |at| from + at);
        let mut line_end = end_of_line(span.start);
        if line_end + 1 < span.end.min(limit) {
            line_end = end_of_line(line_end + 1);
        }
        let line_end =
            line_end - usize::from(text[..line_end].ends_with('\r') && line_end > span.start);
        let from = text.ceil_char_boundary(start.line_start.max(span.start.saturating_sub(AROUND)));
        let shown_end = span
            .end
            .clamp(span.start, line_end)
            .min(span.start + AROUND);
        let to = text.floor_char_boundary(line_end.min(shown_end + AROUND));
        let (cut_before, cut_after) = (from > start.line_start, to < line_end);
        let lead = if cut_before { "…" } else { "" };
        let shown = format!(
            "{lead}{}{}",
            &text[from..to],
            if cut_after { "…" } else { "" }
        );
        let fault_start = lead.len() + span.start - from;
        let fault_end = lead.len() + text.floor_char_boundary(shown_end).max(span.start) - from;
        Excerpt {
            line: start.position.line,
            text: shown.into(),
            span: Span::new(fault_start, fault_end),
        }
    }
}

/// A count for a [`LineColumn`]; a file with four thousand million lines shows its last number for all of the rest.
fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let text = "aé\nœb\r\nc";
        let mut lines = Lines::new(text);
        let at = |line, column| LineColumn { line, column };
        assert_eq!(lines.position(0), at(1, 1));
        assert_eq!(lines.position(3), at(1, 3));
        assert_eq!(lines.position(6), at(2, 2));
        assert_eq!(lines.position(text.len()), at(3, 2));
        let start = Cursor {
            at: 0,
            line_start: 0,
            position: at(1, 1),
        };
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            assert_eq!(
                lines.advance(start, end).position,
                lines.position(end),
                "{end}"
            );
            let cursor = lines.advance(lines.advance(start, 1), end.max(1));
            assert_eq!(cursor.position, lines.position(end.max(1)), "{end}");
        }
    }

    #[test]
    fn an_excerpt_of_a_long_line_is_short() {
        let text = format!("x\n{}fault{}\n", "é".repeat(1000), "b".repeat(1000));
        let lines = Lines::new(&text);
        let at = text.find("fault").unwrap();
        let cursor = lines.advance(
            Cursor {
                at: 0,
                line_start: 0,
                position: LineColumn { line: 1, column: 1 },
            },
            at,
        );
        let excerpt = lines.excerpt(cursor, Span::new(at, at + 5));
        assert_eq!(&excerpt.text[excerpt.span.range()], "fault");
        assert!(excerpt.text.len() < 2 * AROUND + 20 && excerpt.line == 2);
        let short = "ab fault\r\nmore\nx\n";
        let cursor = Cursor {
            at: 3,
            line_start: 0,
            position: LineColumn { line: 1, column: 4 },
        };
        for (end, text, fault) in [
            (8, "ab fault", "fault"),
            (10, "ab fault", "fault"),
            (12, "ab fault\r\nmore", "fault\r\nmo"),
            (16, "ab fault\r\nmore", "fault\r\nmore"),
        ] {
            let excerpt = Lines::new(short).excerpt(cursor, Span::new(3, end));
            assert_eq!(
                (&*excerpt.text, &excerpt.text[excerpt.span.range()]),
                (text, fault)
            );
        }
    }
}
