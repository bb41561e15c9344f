//! How `msgcat` lays a string out on lines: pure functions from a decoded string to the lines of its field.
//!
//! `msgcat` 0.21 was reproduced from its behaviour alone, by asking it for every pair of break classes and every assigned code
//! point; `tests/oracle_wrap.rs` asks it again wherever it is installed. A string goes to several lines, the first of
//! them `""`, when it holds a line feed before its end, or when it does not fit beside its keyword and can be broken;
//! each line then takes as much as fits, trailing spaces counted, and ends after every line feed. A word too long
//! for a line stays whole. Where a line may end is in `breaks`, how wide a character is in `columns`.
//!
//! An entry flagged `no-wrap` is laid out with [`Width::NoWrap`] whatever the file's width: that is for the caller to
//! see. Widths and breaks are those of a file in UTF-8 or of one byte a character, unless [`Layout::ambiguous_wide`]
//! says that it is in one of the charsets where `msgcat` takes ambiguous characters (`§`) for ideographs.
//!
//! [`keep_breaks`] is for the other files: those whose authors broke their lines by hand.

mod breaks;
mod columns;
mod detect;
mod escape;
mod keep;

pub use detect::{Sample, detect};
pub use escape::{escape, short_escape};
pub use keep::{Piece, keep_breaks};

use breaks::{Before, Breaker};
use columns::{columns, columns_wide};
use std::ops::{ControlFlow, Range};

/// How a string is broken over lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// The page width in columns, `--width`: `msgcat`'s default is 79, and it takes less than 20 for 20.
    Columns(usize),
    /// Only after line feeds, `--no-wrap`.
    NoWrap,
}

impl Default for Width {
    fn default() -> Self {
        Self::Columns(79)
    }
}

/// The smallest page width `msgcat` uses.
pub(super) const SMALLEST: usize = 20;

/// A width, and what is asked of characters that East Asia draws wide and others narrow (`§`, `—`, Greek, Cyrillic).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Layout<'h> {
    /// How strings are broken.
    pub width: Width,
    /// Whether they are taken for ideographs, as `msgcat` does in EUC-JP, EUC-KR, EUC-TW, GB2312, GBK, Big5, JOHAB and
    /// CP949 (but not in `Shift_JIS`, GB18030, Big5-HKSCS, CP932 and CP950).
    pub ambiguous_wide: bool,
    /// Inside which parts of the string no line may end, whatever stands there: the directives of a format string.
    /// Bytes of the decoded string, in order, apart from one another.
    pub held: &'h [Range<usize>],
}

impl From<Width> for Layout<'_> {
    fn from(width: Width) -> Self {
        Self {
            width,
            ambiguous_wide: false,
            held: &[],
        }
    }
}

/// Appends `{prefix}{keyword} "…"{eol}` and its continuation lines, as `msgcat` writes them.
///
/// `prefix` is `""`, `"#~ "`, `"#| "` or `"#~| "` and stands on every line; `keyword` is `msgid`, `msgstr[0]`…;
/// `text` is the decoded string; `eol` is what ends a line of the file, `"\n"` or `"\r\n"`.
pub fn field<'h>(
    out: &mut String,
    prefix: &str,
    keyword: &str,
    text: &str,
    layout: impl Into<Layout<'h>>,
    eol: &str,
) {
    out.push_str(prefix);
    out.push_str(keyword);
    out.push(' ');
    let page = Page::new(prefix, layout.into());
    if page.fits_beside(keyword, text) {
        quoted(out, text, eol);
        return;
    }
    quoted(out, "", eol);
    page.lines(text, |line| {
        out.push_str(prefix);
        quoted(out, line, eol);
    });
}

/// Whether `raw_lines`, a field from its keyword's line to its last line end, is what [`field`] writes.
#[must_use]
pub fn fits<'h>(
    raw_lines: &str,
    prefix: &str,
    keyword: &str,
    decoded: &str,
    layout: impl Into<Layout<'h>>,
    eol: &str,
) -> bool {
    let mut out = String::with_capacity(raw_lines.len());
    field(&mut out, prefix, keyword, decoded, layout, eol);
    out == raw_lines
}

fn quoted(out: &mut String, text: &str, eol: &str) {
    out.push('"');
    escape(text, out);
    out.push('"');
    out.push_str(eol);
}

/// The room there is for text on a line.
#[derive(Clone, Copy, Debug)]
struct Page<'h> {
    /// Columns of what stands before the quote.
    prefix: usize,
    /// Columns up to the closing quote, which is not counted; `None` if lines have no end.
    limit: Option<usize>,
    ambiguous_wide: bool,
    held: &'h [Range<usize>],
}

impl<'h> Page<'h> {
    fn new(prefix: &str, layout: Layout<'h>) -> Self {
        let limit = match layout.width {
            Width::Columns(columns) => Some(columns.max(SMALLEST) - 1),
            Width::NoWrap => None,
        };
        Self {
            prefix: prefix.len(),
            limit,
            ambiguous_wide: layout.ambiguous_wide,
            held: layout.held,
        }
    }

    /// Whether `text` stands on the line of its keyword.
    fn fits_beside(self, keyword: &str, text: &str) -> bool {
        let inside = text.strip_suffix('\n').unwrap_or(text);
        if memchr::memchr(b'\n', inside.as_bytes()).is_some() {
            return false;
        }
        let Some(limit) = self.limit else { return true };
        let taken = self.prefix + keyword.len() + 2;
        // No character has more columns than bytes, an escape has two: most strings are known to fit without a look.
        if taken + text.len() <= limit {
            let escapes = text
                .bytes()
                .filter(|&byte| short_escape(byte).is_some())
                .count();
            if taken + text.len() + escapes <= limit {
                return true;
            }
        }
        self.fill(text, 0, taken, self.prefix + 1, limit, |_| {
            ControlFlow::Break(())
        })
        .is_continue()
    }

    /// Hands over the lines of `text`, from first to last, when it does not stand on its keyword's line.
    fn lines(self, text: &str, mut line: impl FnMut(&str)) {
        let mut from = 0;
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        for end in ends.chain(std::iter::once(text.len())) {
            let paragraph = &text[from..end];
            let base = from;
            from = end;
            let mut start = 0;
            if let Some(limit) = self.limit {
                let taken = self.prefix + 1;
                let _ = self.fill(paragraph, base, taken, taken, limit, |end| {
                    line(&paragraph[start..end]);
                    start = end;
                    ControlFlow::Continue(())
                });
            }
            if start < paragraph.len() {
                line(&paragraph[start..]);
            }
        }
    }

    /// Whether byte `at` of the string stands inside a part that is held together.
    fn holds(self, at: usize) -> bool {
        let next = self.held.partition_point(|part| part.end <= at);
        self.held.get(next).is_some_and(|part| part.start < at)
    }

    /// Fills lines with `text`, which holds a line feed at most at its end, and calls `end` with the byte where a line
    /// ends, for each line but the last; stops when told.
    ///
    /// `base` is where `text` stands in the string, `first` and `rest` are the columns taken before the text on the first and on the other lines, `limit` the columns
    /// a line may have. One pass, in linear time.
    fn fill(
        self,
        text: &str,
        base: usize,
        first: usize,
        rest: usize,
        limit: usize,
        mut end: impl FnMut(usize) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let bytes = text.as_bytes();
        let mut breaker = Breaker::new(self.ambiguous_wide);
        let mut column = first;
        // The last place where this line may end, and the column there.
        let mut place: Option<(usize, usize)> = None;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            // A word's letters: nothing but their number matters.
            if byte.is_ascii_alphanumeric() && breaker.in_word() {
                let start = at;
                while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
                    at += 1;
                }
                column += at - start;
                continue;
            }
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            let escape = if c.is_ascii() {
                short_escape(byte)
            } else {
                None
            };
            match breaker.next(if escape.is_some() { '\\' } else { c }) {
                Before::Held => {}
                // The escape of a line feed stays with what it ends.
                Before::Allowed if byte == b'\n' || self.holds(base + at) => {}
                Before::Allowed => {
                    if let Some((position, there)) = place.filter(|_| column > limit) {
                        end(position)?;
                        column = rest + (column - there);
                    }
                    place = Some((at, column));
                }
                Before::Restart => {
                    if let Some((position, _)) = place.filter(|_| column > limit) {
                        end(position)?;
                    }
                    place = None;
                    column = rest;
                }
            }
            if let Some(letter) = escape {
                // No line ends inside an escape, whatever the classes of its two characters.
                breaker.next(char::from(letter));
                column += 2;
            } else {
                column += if self.ambiguous_wide {
                    columns_wide(c)
                } else {
                    columns(c)
                };
            }
            at += c.len_utf8();
        }
        match place {
            Some((position, _)) if column > limit => end(position),
            _ => ControlFlow::Continue(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(prefix: &str, keyword: &str, text: &str, width: Width) -> String {
        let mut out = String::new();
        field(&mut out, prefix, keyword, text, width, "\n");
        out
    }

    #[test]
    fn one_line() {
        assert_eq!(written("", "msgid", "", Width::Columns(79)), "msgid \"\"\n");
        assert_eq!(
            written("", "msgstr", "a\n", Width::NoWrap),
            "msgstr \"a\\n\"\n"
        );
        let word = "x".repeat(200);
        assert_eq!(
            written("#~ ", "msgstr", &word, Width::Columns(79)),
            format!("#~ msgstr \"{word}\"\n")
        );
        // 8 columns before the text, 1 after it.
        let text = format!("{} y", "x".repeat(68));
        assert_eq!(
            written("", "msgstr", &text, Width::Columns(79))
                .lines()
                .count(),
            1
        );
        let text = format!("{} y", "x".repeat(69));
        assert_eq!(
            written("", "msgstr", &text, Width::Columns(79))
                .lines()
                .count(),
            2
        );
    }

    #[test]
    fn several_lines() {
        assert_eq!(
            written("#| ", "msgid", "un\ndeux", Width::NoWrap),
            "#| msgid \"\"\n#| \"un\\n\"\n#| \"deux\"\n"
        );
        assert_eq!(
            written(
                "",
                "msgstr",
                "un deux trois quatre\ncinq\n",
                Width::Columns(1)
            ),
            "msgstr \"\"\n\"un deux trois \"\n\"quatre\\n\"\n\"cinq\\n\"\n"
        );
        assert_eq!(
            written("#~ ", "msgstr", "un deux trois quatre", Width::Columns(20)),
            "#~ msgstr \"\"\n#~ \"un deux trois \"\n#~ \"quatre\"\n"
        );
        assert_eq!(
            written("", "msgstr", "\"漢\"字漢字漢字\\\\", Width::Columns(20)),
            "msgstr \"\"\n\"\\\"漢\\\"字漢字漢字\\\\\"\n\"\\\\\"\n"
        );
    }

    #[test]
    fn line_ends_are_the_files() {
        let mut out = String::new();
        field(&mut out, "", "msgstr", "a\nb", Width::NoWrap, "\r\n");
        assert_eq!(out, "msgstr \"\"\r\n\"a\\n\"\r\n\"b\"\r\n");
        assert!(fits(&out, "", "msgstr", "a\nb", Width::Columns(79), "\r\n"));
        assert!(!fits(&out, "", "msgstr", "a\nb", Width::Columns(79), "\n"));
    }
}
