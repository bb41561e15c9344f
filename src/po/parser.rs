//! Puts tokens together to entries, says what is wrong, and goes on at the next entry.
//!
//! One fault is said once: after an unknown word or a stray piece of text the rest of its line is passed, a misspelt
//! keyword is read as the one that was meant, an entry that breaks off is handed out as far as it goes. What the
//! parser accepts and refuses is what `msgfmt -c` 0.21 was seen to accept and refuse.

use super::entry::{Comment, Entry, RawField};
use super::fault::{Fault, FaultKind, PluralFault};
use super::lexer::{CommentKind, Keyword, Lexer, Mark, Token, TokenKind};
use super::text::{self, Piece};
use crate::diagnostic::Span;

/// Reads entries one by one.
pub struct Parser<'a> {
    file: &'a str,
    lexer: Lexer<'a>,
    /// A token that was read but belongs to the next entry.
    held: Option<Token>,
    /// What is wrong, in the order of the file; the reader may take them out between two entries.
    pub faults: Vec<Fault>,
    /// Up to here a look ahead has found that comments stand inside their entry.
    inside_until: usize,
    /// Whether the byte that parts context and source in a compiled catalogue stands anywhere in the file.
    separator: bool,
    /// Between conflict markers.
    conflict: bool,
}

/// How far an entry has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Stage {
    #[default]
    Comments,
    Msgctxt,
    Msgid,
    Plural,
    Msgstr,
}

/// What became of a token.
enum Step {
    Taken,
    /// It begins the next entry.
    Held,
}

impl<'a> Parser<'a> {
    /// A parser at the start of a file.
    #[must_use]
    pub fn new(file: &'a str) -> Self {
        let mut parser = Self::of_first_entries(file);
        parser.separator = memchr::memchr(4, file.as_bytes()).is_some();
        parser
    }

    /// A parser for who wants a few entries of a file, and not to hear what is wrong in their strings: it does not look through
    /// the rest of the file first.
    #[must_use]
    pub fn of_first_entries(file: &'a str) -> Self {
        let mut parser = Parser {
            file,
            lexer: Lexer::new(file),
            held: None,
            faults: Vec::new(),
            inside_until: 0,
            separator: false,
            conflict: false,
        };
        parser.held = parser
            .lexer
            .next()
            .filter(|token| token.kind != TokenKind::ByteOrderMark);
        parser
    }

    /// A parser for the one entry that begins here: it does not look through the rest of the file first.
    #[must_use]
    pub fn of_one_entry(rest: &'a str) -> Self {
        let mut parser = Self::new("");
        parser.file = rest;
        parser.lexer = Lexer::new(rest);
        parser.separator = true;
        parser
    }

    /// How far the file was read, bytes.
    #[must_use]
    pub fn position(&self) -> usize {
        self.held
            .map_or(self.lexer.position(), |token| token.span.start)
    }

    /// Reads the next entry into `entry`; false at the end of the file. The last one may be comments alone.
    pub fn read(&mut self, entry: &mut Entry<'a>) -> bool {
        self.plain(entry) || self.by_tokens(entry)
    }

    fn by_tokens(&mut self, entry: &mut Entry<'a>) -> bool {
        entry.clear(self.file);
        let mut build = Build::default();
        while let Some(token) = self.held.take().or_else(|| self.lexer.next_solid()) {
            let step = match token.kind {
                TokenKind::Space { .. } | TokenKind::Mark => Step::Taken,
                TokenKind::Comment(kind) => self.comment(entry, &mut build, kind, token),
                TokenKind::Keyword(keyword) => self.keyword(entry, &mut build, keyword, token),
                TokenKind::String { closed, escaped } => {
                    self.string(entry, &mut build, closed, escaped, token)
                }
                TokenKind::Word => self.word(entry, &mut build, token),
                TokenKind::Index(_) | TokenKind::Junk | TokenKind::ByteOrderMark => {
                    self.stray(&mut build, token);
                    Step::Taken
                }
            };
            if matches!(step, Step::Held) {
                self.held = Some(token);
                self.finish(entry, &mut build);
                return true;
            }
        }
        self.finish(entry, &mut build);
        build.started
    }

    /// Reads an entry that is written as nearly all are: comments, perhaps `msgctxt`, `msgid`, `msgstr`, and where it ends the
    /// next one begins. False, and nothing is passed, for any other: that is read token by token. What both can read they read
    /// alike.
    fn plain(&mut self, entry: &mut Entry<'a>) -> bool {
        let back = (self.lexer.clone(), self.held, self.faults.len());
        if let Some(held) = self.held {
            self.lexer.go_back(held);
        }
        let plain = !self.conflict && self.lexer.is_plain() && self.plain_fields(entry);
        self.held = None;
        if !plain {
            self.faults.truncate(back.2);
            (self.lexer, self.held) = (back.0, back.1);
        }
        plain
    }

    fn plain_fields(&mut self, entry: &mut Entry<'a>) -> bool {
        entry.clear(self.file);
        let start = self.lexer.position();
        while let Some((kind, span)) = self.lexer.next_comment() {
            entry.flagged |= kind == CommentKind::Flags;
            entry.comments.push(Comment {
                kind,
                span,
                obsolete: false,
            });
        }
        let mut build = Build::default();
        let mut end = start;
        for keyword in [Keyword::Msgctxt, Keyword::Msgid, Keyword::Msgstr] {
            let start = self.lexer.position();
            let Some((mut piece, mut escaped)) = self.lexer.next_plain(keyword) else {
                if keyword == Keyword::Msgctxt {
                    continue;
                }
                return false;
            };
            let first_piece = entry.pieces.len();
            let mut any_escaped = false;
            loop {
                self.judge(&mut build, piece, true, escaped);
                any_escaped |= escaped;
                entry.pieces.push(Piece::new(piece));
                match self.lexer.next_piece() {
                    Some(next) => (piece, escaped) = next,
                    None => break,
                }
            }
            end = piece.end + 1;
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            entry.fields.push(RawField {
                keyword,
                index: None,
                mark: Mark::default(),
                span: Span::new(start, end),
                first_piece: count(first_piece),
                pieces: count(entry.pieces.len() - first_piece),
                escaped: any_escaped,
            });
            self.lexer.pass_line_ends();
        }
        entry.span = Span::new(start, end);
        entry.read_flags();
        self.lexer.begins_entry()
    }

    fn fault(&mut self, kind: FaultKind, span: Span) {
        let told_by_the_marker = matches!(
            kind,
            FaultKind::RepeatedField(_)
                | FaultKind::MissingMsgid
                | FaultKind::MissingMsgstr
                | FaultKind::PluralIndex(_)
                | FaultKind::MisplacedComment
        );
        if !(self.conflict && told_by_the_marker) {
            self.faults.push(Fault { kind, span });
        }
    }

    fn finish(&mut self, entry: &mut Entry<'a>, build: &mut Build) {
        self.close(entry, build);
        if build.stage == Stage::Comments {
            // `#|` above nothing.
            if let Some(field) = entry.fields.iter().find(|field| field.mark.previous) {
                self.previous_fault(build, field.span);
            }
        }
        if build.stage > Stage::Comments && build.stage < Stage::Msgstr {
            let last = entry.fields.iter().rev().find(|field| !field.mark.previous);
            if let Some(span) = last.map(|field| entry.keyword_span(field)) {
                let kind = if build.stage == Stage::Msgctxt {
                    FaultKind::MissingMsgid
                } else {
                    FaultKind::MissingMsgstr
                };
                self.fault(kind, span);
            }
        }
        entry.read_flags();
    }

    /// A field that got no string is a fault of its keyword.
    fn close(&mut self, entry: &Entry<'a>, build: &Build) {
        if let Some(field) = entry
            .fields
            .last()
            .filter(|field| build.open && field.pieces == 0)
        {
            self.fault(FaultKind::MissingString(field.keyword), field.span);
        }
    }

    fn comment(
        &mut self,
        entry: &mut Entry<'a>,
        build: &mut Build,
        kind: CommentKind,
        token: Token,
    ) -> Step {
        match build.stage {
            Stage::Msgstr => return Step::Held,
            Stage::Comments => {
                if build.previous > Stage::Comments && !build.previous_told {
                    build.previous_told = true;
                    self.fault(FaultKind::MisplacedComment, token.span);
                }
            }
            _ if token.span.start < self.inside_until => {}
            _ => {
                if !self.goes_on() {
                    return Step::Held;
                }
                self.fault(FaultKind::MisplacedComment, token.span);
            }
        }
        build.touch(entry, token.span, self.conflict);
        entry.flagged |= kind == CommentKind::Flags;
        entry.comments.push(Comment {
            kind,
            span: token.span,
            obsolete: token.mark.obsolete,
        });
        Step::Taken
    }

    /// Whether the next keyword belongs to an entry that has begun. Looked up once for all comments before it.
    fn goes_on(&mut self) -> bool {
        for token in self.lexer.clone() {
            if let TokenKind::Keyword(keyword) = token.kind
                && !token.mark.previous
            {
                let goes_on = matches!(keyword, Keyword::Msgstr | Keyword::MsgidPlural);
                if goes_on {
                    self.inside_until = token.span.start;
                }
                return goes_on;
            }
        }
        false
    }

    fn keyword(
        &mut self,
        entry: &mut Entry<'a>,
        build: &mut Build,
        keyword: Keyword,
        token: Token,
    ) -> Step {
        if token.mark.previous {
            return self.previous(entry, build, keyword, token);
        }
        let stage = match keyword {
            Keyword::Domain if build.stage == Stage::Msgstr => return Step::Held,
            Keyword::Domain
                if build.stage > Stage::Comments || build.previous > Stage::Comments =>
            {
                let line = self.lexer.skip_line();
                self.fault(FaultKind::StrayText, Span::new(token.span.start, line.end));
                return Step::Taken;
            }
            Keyword::Domain => build.stage,
            Keyword::Msgctxt => Stage::Msgctxt,
            Keyword::Msgid => Stage::Msgid,
            Keyword::MsgidPlural => Stage::Plural,
            Keyword::Msgstr => Stage::Msgstr,
        };
        match (build.stage, keyword) {
            (Stage::Msgid | Stage::Plural, Keyword::Msgctxt) if self.goes_on() => {
                // Where the entry has a context already that one is told as the second.
                let kind = if entry.field(Keyword::Msgctxt).is_some() {
                    FaultKind::RepeatedField(keyword)
                } else {
                    FaultKind::MisplacedContext
                };
                self.fault(kind, token.span);
            }
            (Stage::Msgid | Stage::Plural | Stage::Msgstr, Keyword::Msgctxt | Keyword::Msgid) => {
                return Step::Held;
            }
            (Stage::Msgctxt, Keyword::Msgctxt) | (Stage::Plural, Keyword::MsgidPlural) => {
                self.fault(FaultKind::RepeatedField(keyword), token.span);
            }
            (Stage::Msgstr, Keyword::MsgidPlural) => {
                // Where the forms were told to have no plural, this is why.
                if !build.no_plural {
                    self.fault(FaultKind::PluralIndex(PluralFault::Late), token.span);
                }
                build.late_plural = true;
            }
            (Stage::Comments | Stage::Msgctxt, Keyword::MsgidPlural | Keyword::Msgstr) => {
                self.fault(FaultKind::MissingMsgid, token.span);
            }
            _ => {}
        }
        if build.stage == Stage::Comments {
            entry.obsolete = token.mark.obsolete;
            // Looked for where there is one: an entry may hold any number of other fields.
            if build.previous > Stage::Comments
                && let Some(field) = entry.fields.iter().rev().find(|field| field.mark.previous)
            {
                let (span, mark) = (field.span, field.mark);
                if build.previous == Stage::Msgctxt {
                    self.previous_fault(build, span);
                } else if mark.obsolete != token.mark.obsolete {
                    build.mixed = true;
                    self.fault(FaultKind::MixedObsolete, token.span);
                }
            }
        } else if token.mark.obsolete != entry.obsolete && !build.mixed {
            build.mixed = true;
            self.fault(FaultKind::MixedObsolete, token.span);
        }
        self.close(entry, build);
        build.touch(entry, token.span, self.conflict);
        build.stage = build.stage.max(stage);
        build.source |= keyword == Keyword::Msgid;
        build.plural |= keyword == Keyword::MsgidPlural;
        let index = if keyword == Keyword::Msgstr {
            self.index(build, token)
        } else {
            None
        };
        let span = index.map_or(token.span, |(_, span)| {
            Span::new(token.span.start, span.end)
        });
        build.begin(
            entry,
            keyword,
            index.map(|(index, _)| index),
            token.mark,
            span,
        );
        Step::Taken
    }

    /// A field behind `#|`.
    fn previous(
        &mut self,
        entry: &mut Entry<'a>,
        build: &mut Build,
        keyword: Keyword,
        token: Token,
    ) -> Step {
        match build.stage {
            Stage::Msgstr => return Step::Held,
            Stage::Comments => {}
            _ if token.span.start < self.inside_until => {}
            _ => {
                if !self.goes_on() {
                    return Step::Held;
                }
                self.fault(FaultKind::MisplacedComment, token.span);
            }
        }
        self.close(entry, build);
        build.touch(entry, token.span, self.conflict);
        let stage = match keyword {
            Keyword::Msgctxt => Stage::Msgctxt,
            Keyword::Msgid => Stage::Msgid,
            Keyword::MsgidPlural => Stage::Plural,
            Keyword::Msgstr | Keyword::Domain => Stage::Comments,
        };
        let follows =
            stage > build.previous && (stage != Stage::Plural || build.previous == Stage::Msgid);
        let other_mark = entry
            .fields
            .last()
            .is_some_and(|field| field.mark != token.mark && field.keyword != Keyword::Domain);
        if build.stage == Stage::Comments && (!follows || other_mark) {
            self.previous_fault(build, token.span);
        }
        build.previous = build.previous.max(stage);
        build.begin(entry, keyword, None, token.mark, token.span);
        Step::Taken
    }

    /// What is wrong with an entry's previous fields is said once.
    fn previous_fault(&mut self, build: &mut Build, span: Span) {
        if !build.previous_told {
            build.previous_told = true;
            self.fault(FaultKind::InvalidPrevious, span);
        }
    }

    /// The number behind `msgstr`, and whether it is the one that must come.
    fn index(&mut self, build: &mut Build, keyword: Token) -> Option<(u32, Span)> {
        let mut ahead = self.lexer.clone();
        // The string itself, as a rule: then it is not read twice.
        let next = if self.file[keyword.span.end..].starts_with(" \"") {
            None
        } else {
            ahead
                .by_ref()
                .find(|token| !matches!(token.kind, TokenKind::Space { .. } | TokenKind::Mark))
        };
        let index = match next {
            Some(Token {
                kind: TokenKind::Index(index),
                span,
                ..
            }) => {
                self.lexer = ahead;
                Some((index, span))
            }
            _ => None,
        };
        let first = build.translations == 0;
        let plain = build.plain;
        let fault = match (index, build.plural) {
            (Some(_), false) => {
                (first || plain).then_some(FaultKind::PluralIndex(PluralFault::NoPlural))
            }
            (None, true) => {
                (first || !plain).then_some(FaultKind::PluralIndex(PluralFault::NoIndex))
            }
            (None, false) => (!first).then_some(FaultKind::RepeatedField(Keyword::Msgstr)),
            (Some((index, _)), true) if index != build.next_index => Some(FaultKind::PluralIndex(
                PluralFault::Expected(build.next_index),
            )),
            _ => None,
        };
        // Where the source or its plural is missing that was said already, and the number cannot be judged.
        if let Some(kind) = fault.filter(|_| build.source && !build.late_plural) {
            let end = index.map_or(keyword.span.end, |(_, span)| span.end);
            self.fault(kind, Span::new(keyword.span.start, end));
            build.no_plural |= kind == FaultKind::PluralIndex(PluralFault::NoPlural);
        }
        build.translations += 1;
        build.plain = index.is_none();
        build.next_index = index.map_or(0, |(index, _)| index.saturating_add(1));
        index
    }

    fn string(
        &mut self,
        entry: &mut Entry<'a>,
        build: &mut Build,
        closed: bool,
        escaped: bool,
        token: Token,
    ) -> Step {
        if !build.open {
            self.stray(build, token);
            return Step::Taken;
        }
        let piece = Span::new(token.span.start + 1, token.span.end - usize::from(closed));
        if !closed {
            self.fault(FaultKind::UnterminatedString, token.span);
        }
        self.judge(build, piece, closed, escaped);
        let Some(field) = entry.fields.last_mut() else {
            return Step::Taken;
        };
        if field.keyword == Keyword::Domain && field.pieces > 0 {
            self.faults.push(Fault {
                kind: FaultKind::StrayText,
                span: token.span,
            });
        }
        if field.mark != token.mark && !build.mixed {
            build.mixed = true;
            self.faults.push(Fault {
                kind: FaultKind::MixedObsolete,
                span: token.span,
            });
        }
        field.span.end = token.span.end;
        field.pieces += 1;
        field.escaped |= escaped;
        entry.pieces.push(Piece::new(piece));
        entry.span.end = field.span.end;
        // Most strings go on over lines of their own.
        let continues = token.mark == Mark::default() && field.keyword != Keyword::Domain;
        while continues && let Some((piece, escaped)) = self.lexer.next_piece() {
            self.judge(build, piece, true, escaped);
            if let Some(field) = entry.fields.last_mut() {
                field.span.end = piece.end + 1;
                field.pieces += 1;
                field.escaped |= escaped;
                entry.pieces.push(Piece::new(piece));
                entry.span.end = field.span.end;
            }
        }
        Step::Taken
    }

    /// Says what is wrong between the quotes: in nearly all cases nothing can be.
    #[inline]
    fn judge(&mut self, build: &mut Build, piece: Span, closed: bool, escaped: bool) {
        let marked = self.file.as_bytes().get(piece.start) == Some(&b'#');
        if escaped || self.separator || marked {
            self.judge_closely(build, piece, closed, escaped);
        }
    }

    fn judge_closely(&mut self, build: &mut Build, piece: Span, closed: bool, escaped: bool) {
        let text = &self.file[piece];
        let within = |at: Span| Span::new(piece.start + at.start, piece.start + at.end);
        // A line end, a tab or a quote: there is nothing to say of these.
        let escaped = escaped && !text::has_plain_escapes(text);
        if escaped {
            for at in text::invalid_escapes(text) {
                // A backslash that eats the closing quote is told as the missing quote.
                if closed || at.end < piece.len() {
                    self.fault(FaultKind::InvalidEscape, within(at));
                }
            }
        }
        if (self.separator || escaped)
            && let Some(at) = text::context_separator(text, escaped)
        {
            self.fault(FaultKind::ContextSeparator, within(at));
        }
        if text.starts_with("#-#-#-#-#  ") && !build.joined {
            build.joined = true;
            self.fault(FaultKind::CatalogueMarker, piece);
        }
    }

    fn word(&mut self, entry: &mut Entry<'a>, build: &mut Build, token: Token) -> Step {
        if !self.at_line_start(token) {
            self.stray(build, token);
            return Step::Taken;
        }
        let meant = nearest(&self.file[token.span]);
        let followed = self.file[token.span.end..]
            .trim_start_matches([' ', '\t'])
            .starts_with(['"', '[']);
        if let Some(keyword) = meant.filter(|_| followed) {
            // The fault is said where the keyword is taken, which may be in the next entry.
            let step = self.keyword(entry, build, keyword, token);
            if matches!(step, Step::Taken) {
                self.fault(FaultKind::UnknownKeyword(meant), token.span);
            }
            return step;
        }
        self.lexer.skip_line();
        self.fault(FaultKind::UnknownKeyword(meant), token.span);
        self.skip_strings(build);
        Step::Taken
    }

    /// Text that belongs to nothing: the rest of its line is passed, and strings alone on their lines below it.
    fn stray(&mut self, build: &mut Build, token: Token) {
        let line = self.lexer.skip_line();
        let span = Span::new(token.span.start, line.end);
        let at_start = self.at_line_start(token);
        if at_start && is_marker(&self.file[span]) {
            // One conflict is one finding, at its first line.
            if !self.conflict {
                self.fault(FaultKind::ConflictMarker, span);
            }
            self.conflict = !self.file[span].starts_with('>');
            return;
        }
        let quoted = !at_start && build.open && self.file[..token.span.start].ends_with('"');
        self.fault(
            if quoted {
                FaultKind::StrayQuote
            } else {
                FaultKind::StrayText
            },
            span,
        );
        if at_start {
            self.skip_strings(build);
        }
    }

    /// Passes the lines below that hold a string only: they continued what could not be read.
    fn skip_strings(&mut self, build: &mut Build) {
        build.open = false;
        loop {
            let mut ahead = self.lexer.clone();
            let next = ahead
                .by_ref()
                .find(|token| !matches!(token.kind, TokenKind::Space { .. }));
            if !matches!(
                next,
                Some(Token {
                    kind: TokenKind::String { .. },
                    ..
                })
            ) {
                return;
            }
            self.lexer = ahead;
        }
    }

    fn at_line_start(&self, token: Token) -> bool {
        let line = self.file[..token.span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        self.file[line..token.span.start]
            .trim_start_matches(['#', '~', '|', '\u{feff}'])
            .trim()
            .is_empty()
    }
}

/// The entry being put together.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about what was read"
)]
struct Build {
    stage: Stage,
    /// Whether strings go to the last field.
    open: bool,
    /// Whether the entry holds anything.
    started: bool,
    /// Whether it was said that `#~` does not stand before all of it.
    mixed: bool,
    /// Whether it was said that `msgcat` joined it.
    joined: bool,
    /// How far its previous fields have come.
    previous: Stage,
    /// Whether it was said what is wrong with them.
    previous_told: bool,
    source: bool,
    plural: bool,
    late_plural: bool,
    /// Whether it was said that its forms have no plural.
    no_plural: bool,
    /// Whether its last translation has no number.
    plain: bool,
    translations: u32,
    /// The number that the next `msgstr[…]` must have.
    next_index: u32,
}

impl Build {
    /// Something at `span` belongs to the entry.
    fn touch(&mut self, entry: &mut Entry<'_>, span: Span, conflict: bool) {
        if !self.started {
            self.started = true;
            entry.span = span;
        }
        entry.span.end = span.end;
        entry.conflict |= conflict;
    }

    /// A keyword opens a field.
    fn begin(
        &mut self,
        entry: &mut Entry<'_>,
        keyword: Keyword,
        index: Option<u32>,
        mark: Mark,
        span: Span,
    ) {
        self.open = true;
        entry.span.end = span.end;
        let first_piece = u32::try_from(entry.pieces.len()).unwrap_or(u32::MAX);
        entry.fields.push(RawField {
            keyword,
            index,
            mark,
            span,
            first_piece,
            pieces: 0,
            escaped: false,
        });
    }
}

/// The keyword that a word is a slip of: other letter case, or at most two letters off.
fn nearest(word: &str) -> Option<Keyword> {
    if word.len() > 20 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    Keyword::ALL
        .into_iter()
        .map(|keyword| (strsim::damerau_levenshtein(&lower, keyword.name()), keyword))
        .filter(|&(distance, keyword)| distance <= 2 && keyword != Keyword::Domain)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, keyword)| keyword)
}

/// Whether a line is one that git leaves in a file that it could not merge.
fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
        .iter()
        .any(|marker| {
            line.strip_prefix(marker)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
}

#[cfg(test)]
mod tests;
