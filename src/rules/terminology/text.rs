//! A message as a row of atoms: words, marks, and opaque pieces of markup, which the grammar of a fix looks at.
//!
//! The scan for hits does not need it (see `scan`); it is made once for a message that has a hit.

use std::cell::OnceCell;
use std::ops::Range;

use super::fold::append;
use super::words::words;
use crate::diagnostic::Span;
use crate::lang::fr::elision::is_elided;
use crate::markup::{Kind, Token};

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Atom {
    /// A word, or an elided word with its apostrophe (*l'*).
    Word,
    /// One character that is neither.
    Mark(char),
    /// A token that is no prose: a literal, a role, a URL…
    Opaque,
}

/// One atom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Where; bytes of the text.
    pub span: Span,
    /// What.
    pub atom: Atom,
    /// The token that it stands in the prose of.
    pub token: Option<usize>,
}

/// A message, cut up.
pub(super) struct Text<'a> {
    /// The decoded string.
    pub whole: &'a str,
    /// Its atoms, in order.
    pub pieces: Vec<Piece>,
    /// The text in small letters, and behind it the words that are not folded so.
    folded: String,
    /// Where the folded form of each piece stands in `folded`; nothing of what is no word.
    words: Vec<Span>,
    /// Which tokens are an emphasis.
    emphases: Vec<bool>,
    /// See [`Text::apostrophe`]; found out when a fix first asks.
    apostrophe: OnceCell<char>,
}

/// Whether a character is an apostrophe.
pub(super) fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’')
}

/// Whether a character is a quotation mark (an apostrophe is none).
pub(super) fn is_quote(char: char) -> bool {
    matches!(char, '"' | '«' | '»' | '“' | '”')
}

/// Whether a word is folded once its letters of ASCII are small ones.
fn is_folded_in_ascii(word: &str) -> bool {
    let small = |c| matches!(c, '\0'..='\x7f' | 'ß'..='ö' | 'ø'..='ÿ' | 'œ');
    word.is_ascii() || word.chars().all(small)
}

/// Whether what a reference displays is the name of something in code, of one piece.
fn names_code(kind: Kind, shown: &str) -> bool {
    let mark = |at: usize, char: char| match char {
        '_' | '(' => true,
        '.' => shown[at + 1..].starts_with(char::is_alphanumeric),
        _ => false,
    };
    matches!(kind, Kind::TitledRole | Kind::Reference)
        && !shown.contains(char::is_whitespace)
        && shown.char_indices().any(|(at, char)| mark(at, char))
}

impl<'a> Text<'a> {
    /// Cuts a message up.
    pub(super) fn new(text: &'a str, tokens: &[Token]) -> Self {
        Self::within(text, 0..text.len(), tokens)
    }

    /// Cuts a part of a message up, in which all of the tokens stand.
    pub(super) fn within(text: &'a str, part: Range<usize>, tokens: &[Token]) -> Self {
        let mut new = Text {
            whole: text,
            // A word takes some five bytes and a blank.
            pieces: Vec::with_capacity(part.len() / 4),
            folded: text[part.clone()].to_ascii_lowercase(),
            words: Vec::with_capacity(part.len() / 4),
            emphases: tokens
                .iter()
                .map(|token| token.kind == Kind::Emphasis)
                .collect(),
            apostrophe: OnceCell::new(),
        };
        let mut at = part.start;
        for (index, token) in tokens.iter().enumerate() {
            new.cut(Span::new(at, token.span.start.max(at)), part.start, None);
            if token.kind.holds_prose() && !names_code(token.kind, &text[token.inner]) {
                new.cut(token.inner, part.start, Some(index));
            } else if !token.span.is_empty() && token.span.start >= at {
                // `\ ` only keeps markup and word apart: it is no word between its neighbours.
                let glue = token.kind == Kind::Escape && text[token.span].ends_with([' ', '\n']);
                if !glue {
                    new.push(token.span, Atom::Opaque, Some(index), Span::default());
                }
            }
            at = at.max(token.span.end);
        }
        new.cut(Span::new(at, part.end.max(at)), part.start, None);
        new
    }

    /// The next piece, whose folded form stands at `word`.
    fn push(&mut self, span: Span, atom: Atom, token: Option<usize>, word: Span) {
        self.pieces.push(Piece { span, atom, token });
        self.words.push(word);
    }

    /// Cuts the part of the text at `span`; `folded` begins with what stands from `start` on.
    fn cut(&mut self, span: Span, start: usize, token: Option<usize>) {
        let text = &self.whole[..span.end];
        let mut at = span.start;
        words(text, span, &mut String::new(), |word, _| {
            // Mostly it is a space.
            if text.as_bytes()[at..word.start] != *b" " {
                self.marks(Span::new(at, word.start), token);
            }
            at = word.end;
            let mut folded = Span::new(word.start - start, word.end - start);
            if !is_folded_in_ascii(&text[word]) {
                folded = self.fold(|buffer| append(&text[word], buffer));
            }
            if let Some(next) = text[at..]
                .chars()
                .next()
                .filter(|next| is_apostrophe(*next))
                && is_elided(&self.folded[folded.range()])
            {
                at += next.len_utf8();
                folded = self.fold(|buffer| {
                    buffer.extend_from_within(folded.range());
                    buffer.push('\'');
                });
            }
            self.push(Span::new(word.start, at), Atom::Word, token, folded);
        });
        self.marks(Span::new(at, span.end), token);
    }

    /// Puts a folded word behind the others.
    fn fold(&mut self, word: impl FnOnce(&mut String)) -> Span {
        let start = self.folded.len();
        word(&mut self.folded);
        Span::new(start, self.folded.len())
    }

    /// What stands between words.
    fn marks(&mut self, span: Span, token: Option<usize>) {
        for (at, mark) in self.whole[span].char_indices() {
            let at = span.start + at;
            if !mark.is_whitespace() {
                let span = Span::new(at, at + mark.len_utf8());
                self.push(span, Atom::Mark(mark), token, Span::default());
            }
        }
    }

    /// The piece that begins at the byte `start`, or holds it.
    pub(super) fn at(&self, start: usize) -> Option<usize> {
        let index = self.pieces.partition_point(|piece| piece.span.end <= start);
        self.pieces
            .get(index)
            .filter(|piece| piece.span.start <= start)
            .map(|_| index)
    }

    /// The folded word of a piece; empty for what is no word, and past the end.
    pub(super) fn word(&self, index: usize) -> &str {
        self.words
            .get(index)
            .map_or("", |word| &self.folded[word.range()])
    }

    /// Whether a piece stands in an emphasis.
    pub(super) fn emphasised(&self, index: usize) -> bool {
        let token = self.pieces.get(index).and_then(|piece| piece.token);
        token.is_some_and(|token| self.emphases.get(token).copied().unwrap_or(false))
    }

    /// As it stands in the text.
    pub(super) fn raw(&self, index: usize) -> &'a str {
        self.pieces
            .get(index)
            .map_or("", |piece| &self.whole[piece.span])
    }

    /// What a piece is; `None` past either end.
    pub(super) fn atom(&self, index: usize) -> Option<Atom> {
        self.pieces.get(index).map(|piece| piece.atom)
    }

    /// The text between a piece and the next one.
    pub(super) fn gap(&self, index: usize) -> &'a str {
        match (self.pieces.get(index), self.pieces.get(index + 1)) {
            (Some(one), Some(next)) => &self.whole[one.span.end..next.span.start],
            _ => "",
        }
    }

    /// Whether nothing but blanks (and no markup's edge) stands between a piece and the next one.
    pub(super) fn blank_after(&self, index: usize) -> bool {
        let gap = self.gap(index);
        !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }

    /// Whether a piece is a quotation mark: it sets words off, and what agrees is sought across it.
    pub(super) fn quotes(&self, index: usize) -> bool {
        matches!(self.atom(index), Some(Atom::Mark(mark)) if is_quote(mark))
    }

    /// The piece before, but for quotation marks.
    pub(super) fn back(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|at| !self.quotes(*at))
    }

    /// Whether blanks stand between two pieces, and nothing else but quotation marks and the edge of an emphasis.
    fn near(&self, from: usize, to: usize) -> bool {
        let gap = &self.whole[self.pieces[from].span.end..self.pieces[to].span.start];
        gap.contains(char::is_whitespace)
            && gap
                .chars()
                .all(|char| char.is_whitespace() || char == '*' || is_quote(char))
    }

    /// Whether a piece is an elided word (*l'*).
    pub(super) fn elided(&self, index: usize) -> bool {
        self.word(index).ends_with('\'')
    }

    /// The word before, where only blanks (or its own apostrophe), quotation marks and asterisks stand between.
    pub(super) fn before(&self, index: usize) -> Option<usize> {
        let previous = self.back(index)?;
        (self.atom(previous) == Some(Atom::Word)
            && (self.near(previous, index) || self.elided(previous)))
        .then_some(previous)
    }

    /// The word after, where only blanks, quotation marks and asterisks stand between.
    pub(super) fn after(&self, index: usize) -> Option<usize> {
        let mut next = index + 1;
        while self.quotes(next) {
            next += 1;
        }
        (self.atom(next) == Some(Atom::Word) && (self.near(index, next) || self.elided(index)))
            .then_some(next)
    }

    /// The apostrophe that the message itself uses: the straight one, unless it has only curly ones.
    pub(super) fn apostrophe(&self) -> char {
        *self.apostrophe.get_or_init(|| {
            if self.whole.contains('’') && !self.whole.contains('\'') {
                '’'
            } else {
                '\''
            }
        })
    }

    /// Whether the pieces from `from` on say `phrase`: its last piece, then.
    pub(super) fn says(&self, from: usize, phrase: &Phrase) -> Option<usize> {
        let mut index = from;
        for (number, part) in phrase.parts.iter().enumerate() {
            let same = match (self.atom(index)?, part.mark) {
                (Atom::Word, None) => self.word(index) == part.word,
                (Atom::Mark(mark), Some(wanted)) => mark == wanted,
                _ => false,
            };
            if !same {
                return None;
            }
            if number + 1 < phrase.parts.len() {
                let gap = self.gap(index);
                if part.spaced && !self.blank_after(index) || !part.spaced && !gap.is_empty() {
                    return None;
                }
                index += 1;
            }
        }
        Some(index)
    }
}

/// Words and marks in a row, as a pattern says them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Phrase {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    word: String,
    mark: Option<char>,
    /// Whether a blank stands after it.
    spaced: bool,
}

impl Phrase {
    /// The phrase that `text` says.
    pub(super) fn new(text: &str) -> Phrase {
        let cut = Text::new(text, &[]);
        let parts = (0..cut.pieces.len())
            .map(|index| Part {
                word: cut.word(index).to_owned(),
                mark: match cut.pieces[index].atom {
                    Atom::Mark(mark) => Some(mark),
                    _ => None,
                },
                spaced: !cut.gap(index).is_empty(),
            })
            .collect();
        Phrase { parts }
    }
    /// How many words and marks.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }
    /// The word that a scan of words meets number `rank` (0-based) of this phrase, if it has so many: without the
    /// apostrophe of an elision.
    pub(super) fn nth_word(&self, rank: usize) -> Option<&str> {
        let mut words = self.parts.iter().filter(|part| part.mark.is_none());
        words.nth(rank).map(|part| part.word.trim_end_matches('\''))
    }
    /// The first word, if it begins with one.
    pub(super) fn first(&self) -> Option<&str> {
        self.parts
            .first()
            .filter(|part| part.mark.is_none())
            .map(|part| part.word.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Phrase, Text};

    #[test]
    fn atoms_of_a_sentence() {
        let text = Text::new("N'affiche-t-il pas l’étape ? 3.5", &[]);
        let words: Vec<&str> = (0..text.pieces.len())
            .map(|index| text.raw(index))
            .collect();
        assert_eq!(
            words,
            [
                "N'", "affiche", "-", "t", "-", "il", "pas", "l’", "étape", "?", "3", ".", "5"
            ]
        );
        assert_eq!(text.word(7), "l'");
        assert!(text.says(7, &Phrase::new("l'étape")).is_some());
        assert!(text.says(5, &Phrase::new("il pas")).is_some());
        assert!(text.says(5, &Phrase::new("ilpas")).is_none());
    }
}
