//! Cuts a PO file into tokens: the layer that never fails.
//!
//! The tokens' spans put end to end are the file, whatever it holds; what is no part of the format is
//! [`TokenKind::Junk`]. White space is a token too, so that nothing has to be remembered about it. Strings are cut
//! at their closing quote or, when it is missing, at the end of the line, so that the next line is read as usual.
//!
//! Facts are those of the GNU gettext manual, section "The Format of PO Files", and of what `msgfmt` 0.21 was seen to
//! accept: white space is free between tokens, `msgid"a"` and several tokens on a line are fine, a lone carriage
//! return is white space, `#` begins a comment wherever a token may begin.

use crate::diagnostic::Span;
use crate::find;

/// What a comment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommentKind {
    /// `# …`: the translator's.
    Translator,
    /// `#. …`: extracted from the program.
    Extracted,
    /// `#: …`: where the message comes from.
    Reference,
    /// `#, …`: flags.
    Flags,
}

/// A word that the format knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keyword {
    /// `domain`
    Domain,
    /// `msgctxt`
    Msgctxt,
    /// `msgid`
    Msgid,
    /// `msgid_plural`
    MsgidPlural,
    /// `msgstr`, with or without an index
    Msgstr,
}

impl Keyword {
    /// All of them.
    pub const ALL: [Keyword; 5] = [
        Keyword::Msgid,
        Keyword::Msgstr,
        Keyword::Msgctxt,
        Keyword::MsgidPlural,
        Keyword::Domain,
    ];

    /// How it is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Keyword::Domain => "domain",
            Keyword::Msgctxt => "msgctxt",
            Keyword::Msgid => "msgid",
            Keyword::MsgidPlural => "msgid_plural",
            Keyword::Msgstr => "msgstr",
        }
    }

    fn parse(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"msgid" => Keyword::Msgid,
            b"msgstr" => Keyword::Msgstr,
            b"msgctxt" => Keyword::Msgctxt,
            b"msgid_plural" => Keyword::MsgidPlural,
            b"domain" => Keyword::Domain,
            _ => return None,
        })
    }
}

/// Whether the rest of a line stands behind `#~`, `#|` or `#~|`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Mark {
    /// Behind `#~`: an obsolete entry.
    pub obsolete: bool,
    /// Behind `#|`: the source that a fuzzy translation was made for.
    pub previous: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// White space; `newline` when a line ends in it.
    Space {
        /// Whether it holds a line feed.
        newline: bool,
    },
    /// A byte-order mark at the start of the file.
    ByteOrderMark,
    /// A comment to the end of its line, line end excluded.
    Comment(CommentKind),
    /// `#~`, `#|` or `#~|`; what it means is in the mark of the tokens behind it.
    Mark,
    /// A keyword.
    Keyword(Keyword),
    /// `[3]`; white space is allowed inside.
    Index(u32),
    /// A quoted string.
    String {
        /// Whether its closing quote stands on the line.
        closed: bool,
        /// Whether it holds a backslash.
        escaped: bool,
    },
    /// A word that is no keyword.
    Word,
    /// Anything else.
    Junk,
}

/// A piece of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands, bytes of the file.
    pub span: Span,
    /// What it stands behind on its line.
    pub mark: Mark,
}

/// Reads tokens one by one.
#[derive(Debug, Clone)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    pos: usize,
    mark: Mark,
}

impl<'a> Lexer<'a> {
    /// A lexer at the start of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Lexer {
            bytes: text.as_bytes(),
            pos: 0,
            mark: Mark::default(),
        }
    }

    /// Where the next token begins, bytes.
    #[must_use]
    pub fn position(&self) -> usize {
        self.pos
    }

    /// The next token that is no white space.
    #[inline]
    pub fn next_solid(&mut self) -> Option<Token> {
        if matches!(
            self.bytes.get(self.pos)?,
            b'\n' | b' ' | b'\t' | b'\r' | 0x0b | 0x0c
        ) {
            self.space();
        }
        self.next()
    }

    /// Goes back to the start of a token.
    pub(super) fn go_back(&mut self, token: Token) {
        self.pos = token.span.start;
        self.mark = token.mark;
    }

    /// Whether what follows stands behind no mark.
    pub(super) fn is_plain(&self) -> bool {
        self.mark == Mark::default()
    }

    /// The comment that begins right here, with its line end passed; nothing where none does.
    pub(super) fn next_comment(&mut self) -> Option<(CommentKind, Span)> {
        match self.bytes[self.pos..] {
            [b'#', b'~' | b'|', ..] => return None,
            [b'#', ..] => {}
            _ => return None,
        }
        let start = self.pos;
        let TokenKind::Comment(kind) = self.comment() else {
            return None;
        };
        let span = Span::new(start, self.pos);
        self.pass_line_ends();
        Some((kind, span))
    }

    /// The contents of the string right behind a keyword that stands right here, as [`Lexer::next_piece`].
    #[inline]
    pub(super) fn next_plain(&mut self, keyword: Keyword) -> Option<(Span, bool)> {
        let rest = &self.bytes[self.pos..];
        // Compared with what is known here, no call is needed.
        let follows = match keyword {
            Keyword::Msgid => rest.starts_with(b"msgid \""),
            Keyword::Msgstr => rest.starts_with(b"msgstr \""),
            Keyword::Msgctxt => rest.starts_with(b"msgctxt \""),
            Keyword::MsgidPlural | Keyword::Domain => false,
        };
        if !follows {
            return None;
        }
        let open = self.pos + keyword.name().len() + 1;
        let (end, escaped) = self.closing(open + 1)?;
        self.pos = end + 1;
        Some((Span::new(open + 1, end), escaped))
    }

    /// Passes line feeds, and the carriage returns before them.
    pub(super) fn pass_line_ends(&mut self) {
        loop {
            match self.bytes[self.pos..] {
                [b'\n', ..] => self.pos += 1,
                [b'\r', b'\n', ..] => self.pos += 2,
                _ => return,
            }
        }
    }

    /// Whether an entry begins right here, or nothing follows.
    pub(super) fn begins_entry(&self) -> bool {
        match &self.bytes[self.pos..] {
            [b'#', b'~' | b'|', ..] => false,
            [] | [b'#', ..] => true,
            rest => rest.starts_with(b"msgid ") || rest.starts_with(b"msgctxt "),
        }
    }

    /// The contents of the string that stands alone on the next line, and whether it holds a backslash: what most lines
    /// of a file are, read without a token. `None`, and nothing is passed, where anything else follows.
    #[inline]
    pub fn next_piece(&mut self) -> Option<(Span, bool)> {
        let rest = &self.bytes[self.pos..];
        match rest {
            [b'\n', b'"', ..] => self.piece(self.pos + 1),
            [b'\r', b'\n', b'"', ..] => self.piece(self.pos + 2),
            _ => None,
        }
    }

    /// The contents of the string that begins at `open`. By itself, so that what asks whether one follows need not call.
    #[inline(never)]
    fn piece(&mut self, open: usize) -> Option<(Span, bool)> {
        let (end, escaped) = self.closing(open + 1)?;
        self.pos = end + 1;
        self.mark = Mark::default();
        Some((Span::new(open + 1, end), escaped))
    }

    /// Makes the rest of the line, line end excluded, one junk token and passes it.
    pub fn skip_line(&mut self) -> Span {
        let start = self.pos;
        self.pos = self.line_end(start);
        Span::new(start, self.pos)
    }

    /// The end of the line that holds `from`: before `\n`, and before the `\r` that stands before it.
    fn line_end(&self, from: usize) -> usize {
        let end = find::first([b'\n'], &self.bytes[from..]);
        let end = end.map_or(self.bytes.len(), |at| from + at);
        if end > from && self.bytes[end - 1] == b'\r' {
            end - 1
        } else {
            end
        }
    }

    fn space(&mut self) -> TokenKind {
        let mut newline = false;
        while let Some(&byte) = self.bytes.get(self.pos) {
            match byte {
                b'\n' => newline = true,
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => {}
                // A backslash joins the next line to this one, as in C.
                b'\\' if self.bytes.get(self.pos + 1) == Some(&b'\n') => {}
                _ => break,
            }
            self.pos += 1;
        }
        if newline {
            self.mark = Mark::default();
        }
        TokenKind::Space { newline }
    }

    fn comment(&mut self) -> TokenKind {
        let start = self.pos;
        let kind = match self.bytes.get(start + 1) {
            Some(b'~') => {
                self.mark.obsolete = true;
                self.pos += 2;
                if self.bytes.get(self.pos) == Some(&b'|') {
                    self.mark.previous = true;
                    self.pos += 1;
                }
                return TokenKind::Mark;
            }
            Some(b'|') => {
                self.mark.previous = true;
                self.pos += 2;
                return TokenKind::Mark;
            }
            Some(b'.') => CommentKind::Extracted,
            Some(b':') => CommentKind::Reference,
            // An old spelling.
            Some(b',' | b'!') => CommentKind::Flags,
            _ => CommentKind::Translator,
        };
        self.pos = self.line_end(start);
        TokenKind::Comment(kind)
    }

    fn string(&mut self) -> TokenKind {
        let start = self.pos + 1;
        if let Some((end, escaped)) = self.closing(start) {
            self.pos = end + 1;
            return TokenKind::String {
                closed: true,
                escaped,
            };
        }
        self.pos = self.line_end(start);
        TokenKind::String {
            closed: false,
            escaped: self.bytes[start..self.pos].contains(&b'\\'),
        }
    }

    /// Where the closing quote stands of the string whose contents begin at `start`, and whether there is a backslash between.
    #[inline]
    fn closing(&self, start: usize) -> Option<(usize, bool)> {
        let rest = &self.bytes[start..];
        let mut escaped = false;
        // Up to here it was read: what is escaped is passed, but never the end of the line.
        let mut passed = 0;
        for at in find::all([b'"', b'\\', b'\n'], rest) {
            match rest[at] {
                b'\n' => return None,
                _ if at < passed => {}
                b'"' => return Some((start + at, escaped)),
                _ => {
                    escaped = true;
                    passed = at + 2;
                }
            }
        }
        None
    }

    fn word(&mut self) -> TokenKind {
        let start = self.pos;
        // As nearly all of them are written.
        let keyword = match self.bytes[start..] {
            [b'm', b's', b'g', b'i', b'd', b' ', b'"', ..] => Some((Keyword::Msgid, 5)),
            [b'm', b's', b'g', b's', b't', b'r', b' ', b'"', ..]
            | [b'm', b's', b'g', b's', b't', b'r', b'[', ..] => Some((Keyword::Msgstr, 6)),
            _ => None,
        };
        if let Some((keyword, length)) = keyword {
            self.pos = start + length;
            return TokenKind::Keyword(keyword);
        }
        while self
            .bytes
            .get(self.pos)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        {
            self.pos += 1;
        }
        // `msgid: "…"`, `msgid = "…"`: one wrong word, and not a keyword and something beside it.
        let passed = |at: usize| {
            let blanks = self.bytes[at..].iter();
            at + blanks
                .take_while(|byte| matches!(byte, b' ' | b'\t'))
                .count()
        };
        let sign = passed(self.pos);
        if matches!(self.bytes.get(sign), Some(b':' | b'='))
            && self.bytes.get(passed(sign + 1)) == Some(&b'"')
        {
            self.pos = sign + 1;
            return TokenKind::Word;
        }
        Keyword::parse(&self.bytes[start..self.pos]).map_or(TokenKind::Word, TokenKind::Keyword)
    }

    /// `[`, white space, digits, white space, `]`; anything else is junk of one byte.
    fn index(&mut self) -> TokenKind {
        let blank = |at: &mut usize| {
            while self
                .bytes
                .get(*at)
                .is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c))
            {
                *at += 1;
            }
        };
        let mut at = self.pos + 1;
        blank(&mut at);
        let digits = at;
        let mut value = 0u32;
        while let Some(digit) = self.bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
            value = value
                .saturating_mul(10)
                .saturating_add(u32::from(digit - b'0'));
            at += 1;
        }
        let any = at > digits;
        blank(&mut at);
        if any && self.bytes.get(at) == Some(&b']') {
            self.pos = at + 1;
            return TokenKind::Index(value);
        }
        self.pos += 1;
        TokenKind::Junk
    }

    fn junk(&mut self) -> TokenKind {
        while let Some(&byte) = self.bytes.get(self.pos) {
            if matches!(
                byte,
                b'\n' | b'\r' | b' ' | b'\t' | 0x0b | 0x0c | b'"' | b'#' | b'['
            ) || byte.is_ascii_alphabetic()
            {
                break;
            }
            self.pos += 1;
        }
        TokenKind::Junk
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        let start = self.pos;
        let kind = match *self.bytes.get(start)? {
            b'\n' | b' ' | b'\t' | b'\r' | 0x0b | 0x0c => self.space(),
            b'"' => self.string(),
            b'#' => self.comment(),
            b'[' => self.index(),
            byte if byte.is_ascii_alphabetic() => self.word(),
            b'\\' if self.bytes.get(start + 1) == Some(&b'\n') => self.space(),
            0xef if start == 0 && self.bytes.starts_with(b"\xef\xbb\xbf") => {
                self.pos = 3;
                TokenKind::ByteOrderMark
            }
            _ => self.junk(),
        };
        Some(Token {
            kind,
            span: Span::new(start, self.pos),
            mark: self.mark,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        Lexer::new(text)
            .map(|token| token.kind)
            .filter(|kind| !matches!(kind, TokenKind::Space { .. }))
            .collect()
    }

    #[test]
    fn tokens_of_an_entry() {
        use TokenKind as T;
        let string = T::String {
            closed: true,
            escaped: false,
        };
        assert_eq!(
            kinds("#, fuzzy\nmsgid \"a\"\nmsgstr [ 12 ]\"b\\n\"\n"),
            [
                T::Comment(CommentKind::Flags),
                T::Keyword(Keyword::Msgid),
                string,
                T::Keyword(Keyword::Msgstr),
                T::Index(12),
                T::String {
                    closed: true,
                    escaped: true
                }
            ]
        );
        assert_eq!(
            kinds("msgid \"a\nx"),
            [
                T::Keyword(Keyword::Msgid),
                T::String {
                    closed: false,
                    escaped: false
                },
                T::Word
            ]
        );
        assert_eq!(kinds("\u{feff}<<< ["), [T::ByteOrderMark, T::Junk, T::Junk]);
    }

    #[test]
    fn a_mark_holds_to_the_end_of_its_line() {
        let marks: Vec<Mark> = Lexer::new("#~| msgid \"a\"\n#~ msgid\nmsgid")
            .map(|token| token.mark)
            .collect();
        assert!(marks[2].obsolete && marks[2].previous);
        assert!(marks[7].obsolete && !marks[7].previous);
        assert_eq!(marks.last(), Some(&Mark::default()));
    }

    #[test]
    fn an_escaped_line_end_does_not_hide_the_next_line() {
        assert_eq!(
            kinds("\"a\\\nmsgid").last(),
            Some(&TokenKind::Keyword(Keyword::Msgid))
        );
    }

    proptest! {
        #[test]
        fn spans_put_end_to_end_are_the_file(text in r#"([a-z\[\]0-9"\\#~|:.,\r\n \téœ]|msg(id|str)|﻿){0,60}"#) {
            let mut end = 0;
            for token in Lexer::new(&text) {
                prop_assert_eq!(token.span.start, end);
                prop_assert!(token.span.end > end);
                prop_assert!(text.is_char_boundary(token.span.end));
                end = token.span.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
