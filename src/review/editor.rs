//! A string that is written anew, a key at a time: the text, the cursor, and both on lines of a given width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::output::compared::visible;

/// A text and a cursor in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Editor {
    text: String,
    /// Where the cursor stands, bytes; between two characters as people see them.
    at: usize,
}

/// A text on lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Laid {
    pub lines: Vec<String>,
    /// Line and column of the cursor, from 0 on.
    pub cursor: (usize, usize),
}

impl Editor {
    /// With the cursor at byte `at`, or before the character that it is in.
    pub(super) fn new(text: String, at: usize) -> Editor {
        let mut borders = text.grapheme_indices(true).map(|(start, _)| start);
        let at = borders
            .rfind(|&start| start <= at)
            .filter(|_| at < text.len())
            .unwrap_or(text.len());
        Editor { text, at }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Writes at the cursor. Control characters are left out, but for line feeds and tabs.
    pub(super) fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let text: String = text.chars().filter(allowed).collect();
        self.text.insert_str(self.at, &text);
        self.at += text.len();
    }

    fn before(&self) -> usize {
        let last = self.text[..self.at].graphemes(true).next_back();
        self.at - last.map_or(0, str::len)
    }

    fn after(&self) -> usize {
        let next = self.text[self.at..].graphemes(true).next();
        self.at + next.map_or(0, str::len)
    }

    /// Where the word before the cursor begins.
    fn word_before(&self) -> usize {
        let mut words = self.text[..self.at].split_word_bound_indices();
        let word = words.rfind(|(_, word)| word.contains(char::is_alphanumeric));
        word.map_or(0, |(start, _)| start)
    }

    /// Where the word after the cursor ends.
    fn word_after(&self) -> usize {
        let mut words = self.text[self.at..].split_word_bound_indices();
        let word = words.find(|(_, word)| word.contains(char::is_alphanumeric));
        word.map_or(self.text.len(), |(start, word)| {
            self.at + start + word.len()
        })
    }

    pub(super) fn left(&mut self) {
        self.at = self.before();
    }

    pub(super) fn right(&mut self) {
        self.at = self.after();
    }

    pub(super) fn word_left(&mut self) {
        self.at = self.word_before();
    }

    pub(super) fn word_right(&mut self) {
        self.at = self.word_after();
    }

    pub(super) fn home(&mut self) {
        self.at = 0;
    }

    pub(super) fn end(&mut self) {
        self.at = self.text.len();
    }

    pub(super) fn backspace(&mut self) {
        let start = self.before();
        self.remove(start, self.at);
    }

    pub(super) fn delete(&mut self) {
        self.remove(self.at, self.after());
    }

    pub(super) fn delete_word(&mut self) {
        let start = self.word_before();
        self.remove(start, self.at);
    }

    pub(super) fn delete_to_start(&mut self) {
        self.remove(0, self.at);
    }

    pub(super) fn delete_to_end(&mut self) {
        self.remove(self.at, self.text.len());
    }

    fn remove(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.at = start;
    }

    /// One line up or down on lines of this width.
    pub(super) fn vertical(&mut self, down: bool, width: usize) {
        let (row, column) = self.lay(width).cursor;
        let row = if down {
            Some(row + 1)
        } else {
            row.checked_sub(1)
        };
        let Some(row) = row else {
            return self.home();
        };
        let mut best = None;
        walk(&self.text, width, |at, place| {
            if place.0 == row && (best.is_none() || place.1 <= column) {
                best = Some(at);
            }
        });
        self.at = best.unwrap_or(self.text.len());
    }

    /// The text on lines of `width` columns, what cannot be seen made visible.
    pub(super) fn lay(&self, width: usize) -> Laid {
        let mut cursor = (0, 0);
        let lines = walk(&self.text, width, |at, place| {
            if at == self.at {
                cursor = place;
            }
        });
        Laid { lines, cursor }
    }
}

/// Sets a text in lines that break at blanks, and tells the line and column of each character and of the end.
fn walk(text: &str, width: usize, mut tell: impl FnMut(usize, (usize, usize))) -> Vec<String> {
    let width = width.max(8);
    let mut lines = vec![String::new()];
    let mut column = 0;
    let mut at = 0;
    for chunk in text.split_inclusive([' ', '\n']) {
        let word = chunk.trim_end_matches([' ', '\n']);
        let whole: usize = visible(word, true).width();
        if column > 0 && column + whole > width {
            lines.push(String::new());
            column = 0;
        }
        for piece in chunk.graphemes(true) {
            // A blank alone would be shown as one that changed.
            let shown = if piece == " " {
                " ".to_owned()
            } else {
                visible(piece, true)
            };
            let shown = shown.trim_end_matches('\n');
            let wide = shown.width();
            if column > 0 && column + wide > width && piece != " " {
                lines.push(String::new());
                column = 0;
            }
            tell(at, (lines.len() - 1, column));
            if let Some(line) = lines.last_mut() {
                line.push_str(shown);
            }
            column += wide;
            at += piece.len();
            if piece.ends_with('\n') {
                lines.push(String::new());
                column = 0;
            }
        }
    }
    tell(at, (lines.len() - 1, column));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_by_what_people_see() {
        let mut editor = Editor::new("un e\u{301}te\u{301} froid".to_owned(), 3);
        editor.right();
        editor.backspace();
        assert_eq!(editor.text(), "un te\u{301} froid");
        editor.word_right();
        editor.insert("s\r\n\u{1b}[31m");
        assert_eq!(editor.text(), "un te\u{301}s\n[31m froid");
        editor.delete_to_end();
        editor.delete_word();
        assert_eq!(editor.text(), "un te\u{301}s\n[");
        editor.home();
        editor.word_right();
        editor.delete_to_start();
        editor.delete();
        assert_eq!(editor.text(), "te\u{301}s\n[");
        editor.end();
        editor.word_left();
        editor.delete_to_end();
        assert_eq!(editor.text(), "");
        assert_eq!(Editor::new("é".to_owned(), 1).at, 0);
    }

    #[test]
    fn lines_hold_whole_words_and_the_cursor() {
        let mut editor = Editor::new("un mot\u{a0}: suite\nfin\u{1b}".to_owned(), 99);
        let laid = editor.lay(10);
        assert_eq!(laid.lines, ["un mot⍽: ", "suite\\n", "fin\\u{1b}"]);
        assert_eq!(laid.cursor, (2, 9));
        editor.vertical(false, 10);
        assert_eq!(editor.lay(10).cursor, (1, 5));
        editor.vertical(false, 10);
        assert_eq!(editor.lay(10).cursor, (0, 5));
        editor.vertical(false, 10);
        assert_eq!(editor.lay(10).cursor, (0, 0));
        editor.vertical(true, 10);
        editor.vertical(true, 10);
        editor.vertical(true, 10);
        assert_eq!(editor.lay(10).cursor, (2, 9));
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_walked(text in "[a\u{300}é漢 \n\u{1b}\u{a0}🏳️‍🌈]{0,30}", keys in proptest::collection::vec(0..12u8, 0..30)) {
            let mut editor = Editor::new(text, 3);
            for key in keys {
                match key {
                    0 => editor.left(),
                    1 => editor.right(),
                    2 => editor.word_left(),
                    3 => editor.word_right(),
                    4 => editor.backspace(),
                    5 => editor.delete(),
                    6 => editor.insert("e\u{301}"),
                    7 => editor.vertical(true, 9),
                    8 => editor.vertical(false, 9),
                    9 => editor.delete_word(),
                    10 => editor.insert("\u{300}"),
                    _ => editor.end(),
                }
                let laid = editor.lay(9);
                proptest::prop_assert!(laid.cursor.0 < laid.lines.len());
                proptest::prop_assert!(!laid.lines.concat().contains(char::is_control));
            }
        }
    }
}
