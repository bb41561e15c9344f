//! Words on lines of a given width, the changed ones marked.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::compare::Run;
use crate::output::escape::is_hidden;

/// How many words in a row stay whole though nothing in them changed; of longer rows the middle is left out.
const ROW: usize = 40;

/// How many words stay beside a change where the rest of the row is left out.
const BESIDE: usize = 12;

/// What stands around what changed, where there are no colours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks {
    pub removed: [&'static str; 2],
    pub added: [&'static str; 2],
}

impl Marks {
    /// Nothing.
    pub(crate) const NONE: Marks = Marks {
        removed: ["", ""],
        added: ["", ""],
    };
    /// As git marks words.
    pub(crate) const GIT: Marks = Marks {
        removed: ["[-", "-]"],
        added: ["{+", "+}"],
    };
}

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Same,
    Removed,
    Added,
}

/// Lines, each of pieces.
pub(crate) struct Paragraph {
    pub lines: Vec<Vec<(Kind, String)>>,
    width: usize,
    line: Vec<(Kind, String)>,
    column: usize,
    /// What may not be parted, with its width.
    unit: Vec<(Kind, String)>,
    unit_width: usize,
}

impl Paragraph {
    /// Sets `runs` in `width` columns, with `marks` around what changed.
    pub(crate) fn new(runs: &[Run<'_>], marks: Marks, width: usize) -> Paragraph {
        let mut paragraph = Paragraph {
            lines: Vec::new(),
            width,
            line: Vec::new(),
            column: 0,
            unit: Vec::new(),
            unit_width: 0,
        };
        for (kind, text) in elided(runs) {
            let text = visible(&text, kind != Kind::Same);
            // A mark stands on the line that it ends.
            let (inside, feed) = match text.strip_suffix('\n') {
                Some(inside) => (inside, "\n"),
                None => (text.as_str(), ""),
            };
            let [before, after] = match kind {
                Kind::Same => ["", ""],
                Kind::Removed => marks.removed,
                Kind::Added => marks.added,
            };
            let text = format!("{before}{inside}{after}{feed}");
            for chunk in text.split_inclusive([' ', '\n']) {
                paragraph.unit_width += chunk.width();
                paragraph.unit.push((kind, chunk.to_owned()));
                if chunk.ends_with([' ', '\n']) {
                    paragraph.set();
                }
            }
        }
        paragraph.set();
        if !paragraph.line.is_empty() {
            paragraph.end_line();
        }
        paragraph
    }

    /// Keeps the first lines alone.
    pub(crate) fn cut(&mut self, lines: usize) {
        if self.lines.len() > lines {
            self.lines.truncate(lines);
            if let Some(last) = self.lines.last_mut() {
                last.push((Kind::Same, " …".to_owned()));
            }
        }
    }

    /// Puts the unit onto the line, or on the next one where it does not fit.
    fn set(&mut self) {
        let unit = std::mem::take(&mut self.unit);
        let blank = unit.last().map_or(0, |(_, text)| {
            text.len() - text.trim_end_matches([' ', '\n']).len()
        });
        let width = std::mem::take(&mut self.unit_width);
        if self.column > 0 && self.column + width.saturating_sub(blank) > self.width {
            self.end_line();
        }
        for (kind, text) in unit {
            let feed = text.ends_with('\n');
            let mut piece = String::new();
            for c in text.trim_end_matches('\n').chars() {
                let wide = c.width().unwrap_or(0);
                // A word that is longer than a line, or a script without blanks.
                if c != ' ' && self.column > 0 && self.column + wide > self.width {
                    self.put(kind, &mut piece);
                    self.end_line();
                }
                piece.push(c);
                self.column += wide;
            }
            self.put(kind, &mut piece);
            if feed {
                self.end_line();
            }
        }
    }

    fn put(&mut self, kind: Kind, piece: &mut String) {
        match self.line.last_mut() {
            Some((last, text)) if *last == kind => text.push_str(piece),
            _ if piece.is_empty() => {}
            _ => self.line.push((kind, piece.clone())),
        }
        piece.clear();
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if let Some((_, text)) = line.last_mut() {
            text.truncate(text.trim_end().len());
        }
        self.lines.push(line);
        self.column = 0;
    }
}

/// The pieces of a text, without the middle of long rows in which nothing changed; a text without any change stays whole.
pub(super) fn elided(runs: &[Run<'_>]) -> Vec<(Kind, String)> {
    let changes = runs.iter().any(|run| !matches!(run, Run::Same(_)));
    let last = runs.len().saturating_sub(1);
    let piece = |(at, run): (usize, &Run<'_>)| match run {
        Run::Removed(text) => (Kind::Removed, (*text).to_owned()),
        Run::Added(text) => (Kind::Added, (*text).to_owned()),
        Run::Same(text) if changes => (Kind::Same, shortened(text, at > 0, at < last)),
        Run::Same(text) => (Kind::Same, (*text).to_owned()),
    };
    runs.iter().enumerate().map(piece).collect()
}

/// A long row of words without its middle, and without its beginning or end where no change stands there.
fn shortened(text: &str, after_change: bool, before_change: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    if words.len() <= ROW {
        return text.to_owned();
    }
    let mut short = String::new();
    if after_change {
        short.push_str(&words[..BESIDE].concat());
    }
    short.push('…');
    if before_change {
        short.push(' ');
        short.push_str(&words[words.len() - BESIDE..].concat());
    }
    short
}

/// A text with what cannot be seen, or would play with a terminal, made visible. A line feed ends a line as well.
pub(crate) fn visible(text: &str, changed: bool) -> String {
    let only_blanks = changed && text.chars().all(|c| c == ' ');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n\n"),
            '\t' => out.push_str("\\t"),
            ' ' if only_blanks => out.push('␣'),
            '\u{a0}' | '\u{202f}' if changed => out.push('⍽'),
            c if is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(runs: &[Run<'_>], width: usize) -> Vec<String> {
        let paragraph = Paragraph::new(runs, Marks::GIT, width);
        let line = |line: Vec<(Kind, String)>| line.into_iter().map(|(_, text)| text).collect();
        paragraph.lines.into_iter().map(line).collect()
    }

    #[test]
    fn words_stay_whole_and_marks_with_them() {
        let runs = [
            Run::Same("un deux l'"),
            Run::Removed("an"),
            Run::Added("été"),
            Run::Same(" fini\nsuite\n"),
        ];
        assert_eq!(
            lines(&runs, 15),
            ["un deux", "l'[-an-]{+été+}", "fini\\n", "suite\\n"]
        );
        assert_eq!(
            lines(&[Run::Same("漢字漢字漢字")], 5),
            ["漢字", "漢字", "漢字"]
        );
        assert_eq!(
            lines(&[Run::Removed(" "), Run::Added("\u{a0}")], 20),
            ["[-␣-]{+⍽+}"]
        );
        assert_eq!(
            lines(&[Run::Same("a\u{1b}[31m\u{202e}")], 40),
            ["a\\u{1b}[31m\\u{202e}"]
        );
        assert!(lines(&[], 20).is_empty());
    }

    #[test]
    fn long_rows_lose_their_middle() {
        let row = "mot ".repeat(50);
        let runs = [
            Run::Same(row.as_str()),
            Run::Added("x"),
            Run::Same(row.as_str()),
        ];
        let text: String = elided(&runs).into_iter().map(|(_, text)| text).collect();
        let beside = "mot ".repeat(BESIDE);
        assert_eq!(text, format!("… {beside}x{beside}…"));
        assert_eq!(elided(&runs[..1])[0].1, row);
    }
}
