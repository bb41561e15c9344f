//! What a format string asks of the arguments it is given: the one model that all languages are read into.
//!
//! A parser for each language makes a [`Signature`] of a string; [`compare`](super::compare) knows no language. Types
//! are words (`long integer`), since all that counts is whether two are the same and how to name them.

use memchr::memchr;

use std::borrow::Cow;
use std::fmt;

use super::list::List;
use crate::diagnostic::Span;

/// How a directive names its argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key<'t> {
    /// By its place, as the language counts (from 1, or from 0 where it does so).
    Number(u32),
    /// By its name.
    Name(&'t str),
}

/// What an argument has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The size, where the language tells sizes apart: `long`, `int64_t`; else empty.
    pub size: &'static str,
    /// What it is: `integer`, `string`; empty where the language does not say.
    pub name: &'static str,
    /// The types that the directive takes, as bits that the language's parser gives a meaning, where it takes several;
    /// none where the words say all.
    pub types: u16,
}

impl Kind {
    /// Anything: the language does not say what it takes.
    pub const ANY: Kind = Kind::new("");

    /// A type that has no size.
    #[must_use]
    pub const fn new(name: &'static str) -> Kind {
        Kind::sized("", name)
    }

    /// The type in a size.
    #[must_use]
    pub const fn sized(size: &'static str, name: &'static str) -> Kind {
        Kind {
            size,
            name,
            types: 0,
        }
    }

    /// Any of several types, as bits.
    #[must_use]
    pub const fn of(name: &'static str, types: u16) -> Kind {
        Kind {
            size: "",
            name,
            types,
        }
    }

    /// What two directives ask of one argument together; `None` where nothing is both.
    #[must_use]
    pub fn both(self, other: Kind) -> Option<Kind> {
        if self.types == 0 || other.types == 0 {
            return (self == other).then_some(self);
        }
        let types = self.types & other.types;
        let name = if types == other.types { other } else { self }.name;
        (types != 0).then_some(Kind::of(name, types))
    }

    /// Whether a directive of a translation takes all that this one of the source does.
    #[must_use]
    pub fn fits(self, translation: Kind) -> bool {
        if self.types == 0 || translation.types == 0 {
            return self == translation;
        }
        self.types & !translation.types == 0
    }

    /// The type as a sentence names it: `an integer`.
    #[must_use]
    pub fn with_article(&self) -> String {
        let name = self.to_string();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {name}")
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.size, self.name) {
            ("", "") => f.write_str("value"),
            ("", name) => f.write_str(name),
            (size, name) => write!(f, "{size} {name}"),
        }
    }
}

/// An argument that a string asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arg<'t> {
    /// How it is named.
    pub key: Key<'t>,
    /// What it has to be.
    pub kind: Kind,
    /// The first directive that takes it, bytes of the string.
    pub span: Span,
}

/// What a string asks of its arguments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature<'t> {
    /// Its arguments, by key, each once.
    pub args: Vec<Arg<'t>>,
    /// Directives that take no argument and must still be in both strings or in neither: `%m` of gcc.
    pub marks: Vec<(&'static str, Span)>,
    /// The first directive with a flag that only a translation may have: `%Id`, the locale's own digits. A source with
    /// one is no format string.
    pub local: Option<Span>,
    /// The directive that `QString::arg` alone understands, where there is one: such a string fits no simpler source.
    pub elaborate: Option<Span>,
    /// Lisp's and Scheme's, whose directives can loop over the arguments.
    pub list: Option<List>,
}

/// Why a string is no format string of its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// Where, bytes of the string: the directive that is wrong.
    pub span: Span,
    /// What is wrong, as the end of a sentence that begins with the directive.
    pub reason: Cow<'static, str>,
}

impl Invalid {
    /// A fault of bytes `start` to `end`.
    pub fn new(start: usize, end: usize, reason: impl Into<Cow<'static, str>>) -> Self {
        Invalid {
            span: Span::new(start, end),
            reason: reason.into(),
        }
    }
}

/// The outcome of reading one string.
pub type Read<'t> = Result<Signature<'t>, Invalid>;

impl<'t> Signature<'t> {
    /// Adds an argument as a directive asks for it; the order is made by [`Self::finish`].
    pub fn push(&mut self, key: Key<'t>, kind: Kind, span: Span) {
        self.args.push(Arg { key, kind, span });
    }

    /// Sorts the arguments and leaves each once. `merge` says what an argument is of which two directives ask
    /// different things.
    ///
    /// # Errors
    /// Where two directives ask different things of one argument.
    pub fn finish_with(mut self, merge: fn(Kind, Kind) -> Option<Kind>) -> Read<'t> {
        if self.args.len() < 2 {
            return Ok(self);
        }
        self.args.sort_by_key(|arg| (arg.key, arg.span.start));
        let mut fault = None;
        self.args.dedup_by(|later, earlier| {
            let same = later.key == earlier.key;
            if same {
                if let Some(kind) = merge(earlier.kind, later.kind) {
                    earlier.kind = kind;
                } else {
                    let first = earlier.kind.with_article();
                    let second = later.kind.with_article();
                    fault.get_or_insert_with(|| {
                        let (start, end) = (later.span.start, later.span.end);
                        let reason = format!(
                            "takes the argument as {second}, which another directive takes as {first}"
                        );
                        Invalid::new(start, end, reason)
                    });
                }
            }
            same
        });
        fault.map_or(Ok(self), Err)
    }

    /// The same, where an argument is what both ask for.
    ///
    /// # Errors
    /// As [`Self::finish_with`].
    pub fn finish(self) -> Read<'t> {
        self.finish_with(Kind::both)
    }

    /// Refuses a string that passes over an argument before one that it takes, as languages do that must know the
    /// type of each argument to find the next. To be called when the arguments are in order.
    ///
    /// # Errors
    /// At the directive that takes the first argument behind a gap.
    pub fn without_gaps(self) -> Read<'t> {
        for (expected, arg) in (1..).zip(&self.args) {
            if let Key::Number(number) = arg.key
                && number != expected
            {
                let reason =
                    format!("takes argument {number}, but no directive takes argument {expected}");
                return Err(Invalid::new(arg.span.start, arg.span.end, reason));
            }
        }
        Ok(self)
    }

    /// Gives the arguments numbers without gaps, in their order: what a language does that does not mind a gap.
    pub fn renumber(&mut self) {
        for (number, arg) in (1..).zip(&mut self.args) {
            arg.key = Key::Number(number);
        }
    }
}

/// A place in a string that is being read.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'t> {
    /// The string.
    pub text: &'t str,
    /// The place, bytes.
    pub at: usize,
}

impl<'t> Scan<'t> {
    /// At byte `at` of `text`.
    #[must_use]
    pub const fn new(text: &'t str, at: usize) -> Self {
        Scan { text, at }
    }

    /// Goes behind the next such byte, and tells where it stands.
    pub fn find(&mut self, byte: u8) -> Option<usize> {
        let start = self.at + memchr(byte, &self.text.as_bytes()[self.at..])?;
        self.at = start + 1;
        Some(start)
    }

    /// The byte that is next.
    #[must_use]
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes the next byte if it is `byte`.
    pub fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Passes `word` if it is next.
    pub fn eat_word(&mut self, word: &str) -> bool {
        let there = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if there {
            self.at += word.len();
        }
        there
    }

    /// Passes bytes while `which` holds, and gives them. Only ASCII may hold, so that the slice is one of characters.
    pub fn while_ascii(&mut self, which: impl Fn(u8) -> bool) -> &'t str {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii() && which(byte))
        {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    /// Passes digits, and gives their value; it stays at the greatest number there is. `None` when there are none.
    pub fn number(&mut self) -> Option<u32> {
        let digits = self.while_ascii(|byte| byte.is_ascii_digit());
        (!digits.is_empty()).then(|| {
            digits.bytes().fold(0u32, |value, digit| {
                value
                    .saturating_mul(10)
                    .saturating_add(u32::from(digit - b'0'))
            })
        })
    }

    /// Passes `12$`, and gives the number; stays where it is when there is none.
    pub fn dollar(&mut self) -> Option<u32> {
        let start = self.at;
        let number = self.number().filter(|_| self.eat(b'$'));
        if number.is_none() {
            self.at = start;
        }
        number
    }

    /// The end of the character that is next: where a fault in it ends.
    #[must_use]
    pub fn next_end(&self) -> usize {
        self.text
            .get(self.at..)
            .and_then(|rest| rest.chars().next())
            .map_or(self.at, |c| self.at + c.len_utf8())
    }

    /// The fault of a directive that began at `start` and cannot go on with the next character, or ends too early.
    #[must_use]
    pub fn unknown(&self, start: usize) -> Invalid {
        let end = self.next_end();
        if end == self.at {
            return Invalid::new(start, end, "is not finished");
        }
        let reason = format!("has `{}`, which is no conversion", &self.text[self.at..end]);
        Invalid::new(start, end, reason)
    }
}
