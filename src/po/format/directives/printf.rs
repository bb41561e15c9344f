//! Directives that begin with `%`, as `printf` has them: what they are made of in each language, and reading one.

use std::ops::Range;

/// What a directive that begins with `%` is made of, in this order: number, name, flags, width, precision, size and
/// conversion.
pub(super) struct Printf {
    pub(super) numbers: Numbers,
    pub(super) name: Name,
    pub(super) flags: &'static str,
    /// Whether width and precision may be `*`, and this be numbered, as in `%1$*2$d`.
    pub(super) star: Star,
    pub(super) precision: bool,
    pub(super) sizes: &'static [&'static str],
    pub(super) conversions: &'static str,
    /// Whether `%%` is a directive, but not with flags between.
    pub(super) percent_alone: bool,
    pub(super) own: Own,
}

/// What only one language has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    Nothing,
    /// Macros: `%<PRIu64>`; `%m` takes no argument.
    C,
    /// Flags that go with some conversions alone; `%tY`.
    Java,
    /// The vector flag: `%vd`, `%*vd`.
    Perl,
    /// A flag of two characters: `'` and what to fill up with.
    Php,
    /// `%1%` and `%|…|`.
    Boost,
    /// The number before a colon: `%0:d`.
    Pascal,
    /// No width; `%m`, `%<`, `%>` and `%'` take no argument; a precision goes with `s` alone.
    Gcc,
}

/// Whether directives may be numbered, as in `%1$s`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    No,
    /// All of a string, or none.
    AllOrNone,
    Free,
}

/// Whether directives may be named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    No,
    /// `%(name)s`.
    Parentheses,
    /// `%<name>s` and `%{name}`.
    Brackets,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Star {
    No,
    Plain,
    Numbered,
}

/// Finds the directives of `text`.
pub(super) fn find(printf: &Printf, text: &str, found: &mut Vec<Range<usize>>) {
    let mut kind = None;
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'%', &text.as_bytes()[at..]) {
        let start = at + start;
        let mut scan = Scan::new(text, start + 1);
        let Some(this) = scan.printf(printf) else {
            return;
        };
        // Numbered, named and plain directives do not go together, where numbers are not free.
        if this != Kind::Literal && printf.numbers != Numbers::Free {
            if kind.is_some_and(|kind| kind != this) {
                return;
            }
            kind = Some(this);
        }
        found.push(start..scan.at);
        at = scan.at;
    }
}

/// How a directive finds its argument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Numbered,
    Named,
    /// It has none: `%%`.
    Literal,
}

/// A place in a string.
pub(super) struct Scan<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Scan {
            bytes: text.as_bytes(),
            at,
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let there = self.bytes[self.at..].starts_with(word.as_bytes());
        if there {
            self.at += word.len();
        }
        there
    }

    pub(super) fn digits(&mut self) -> &'t [u8] {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    /// `12$`; `None` for `0$`.
    pub(super) fn number(&mut self) -> Option<bool> {
        let start = self.at;
        let digits = self.digits();
        if digits.is_empty() || !self.eat(b'$') {
            self.at = start;
            return Some(false);
        }
        digits.iter().any(|&digit| digit != b'0').then_some(true)
    }

    /// Passes what stands up to `close`, which belongs to it, with pairs of `open` and `close` inside.
    pub(super) fn enclosed(&mut self, open: u8, close: u8) -> Option<()> {
        let mut depth = 1;
        while depth > 0 {
            let byte = self.peek()?;
            self.at += 1;
            if byte == close {
                depth -= 1;
            } else if byte == open {
                depth += 1;
            }
        }
        Some(())
    }

    fn flags(&mut self, printf: &Printf) {
        let flags = printf.flags.as_bytes();
        while let Some(byte) = self.peek().filter(|byte| flags.contains(byte)) {
            self.at += 1;
            if byte == b'\'' && printf.own == Own::Php && self.peek().is_some() {
                self.at += 1;
            }
        }
    }

    /// A width or precision: digits or a star; `None` where a star does not go with the kind of the directive.
    fn amount(&mut self, star: Star, kind: Kind) -> Option<()> {
        if star == Star::No || !self.eat(b'*') {
            self.digits();
            return Some(());
        }
        if kind == Kind::Named {
            return None;
        }
        let numbered = star == Star::Numbered && self.number()?;
        (star == Star::Plain || numbered == (kind == Kind::Numbered)).then_some(())
    }

    /// The rest of a directive behind `%`; `None` if it is none.
    fn printf(&mut self, printf: &Printf) -> Option<Kind> {
        if printf.percent_alone && self.eat(b'%') {
            return Some(Kind::Literal);
        }
        if printf.own == Own::Gcc {
            return self.gcc(printf);
        }
        let boost = printf.own == Own::Boost;
        let bars = boost && self.eat(b'|');
        let mut kind = Kind::Plain;
        if boost && !bars {
            let start = self.at;
            if !self.digits().is_empty() && self.eat(b'%') {
                return Some(Kind::Numbered);
            }
            self.at = start;
        }
        if printf.own == Own::Pascal {
            let start = self.at;
            let _ = self.eat(b'*') || !self.digits().is_empty();
            if !self.eat(b':') {
                self.at = start;
            }
        } else if printf.numbers != Numbers::No && self.number()? {
            kind = Kind::Numbered;
        }
        if printf.name == Name::Parentheses && self.eat(b'(') {
            self.enclosed(b'(', b')')?;
            kind = Kind::Named;
        }
        let flags = self.at;
        self.flags(printf);
        if printf.name == Name::Brackets && self.eat(b'<') {
            self.enclosed(0, b'>')?;
            kind = Kind::Named;
            self.flags(printf);
        }
        let flags = &self.bytes[flags..self.at];
        if printf.own == Own::Perl {
            let start = self.at;
            let _ = self.eat(b'*');
            if !self.eat(b'v') {
                self.at = start;
            }
        }
        self.amount(printf.star, kind)?;
        let precise = printf.precision && self.eat(b'.');
        if precise && matches!(printf.own, Own::Java | Own::Php | Own::Pascal) {
            self.precision(printf.star, kind)?;
        } else if precise {
            self.amount(printf.star, kind)?;
        }
        if printf.name == Name::Brackets && kind == Kind::Plain && self.eat(b'{') {
            self.enclosed(0, b'}')?;
            return Some(Kind::Named);
        }
        if printf.own == Own::C && self.eat(b'<') {
            return self.macro_name().then_some(kind);
        }
        let _ = printf.sizes.iter().any(|size| self.eat_word(size));
        if bars && self.eat(b'|') {
            return Some(kind);
        }
        let conversion = self.peek()?;
        if !printf.conversions.as_bytes().contains(&conversion) {
            return None;
        }
        self.at += 1;
        match conversion {
            b'T' if boost => self.at += usize::from(self.peek()?.is_ascii()),
            b'%' => kind = Kind::Literal,
            b'm' if printf.own == Own::C => kind = Kind::Literal,
            _ => {}
        }
        if printf.own == Own::Java {
            let allowed: &[u8] = match conversion {
                b'b' | b'B' | b'h' | b'H' | b's' | b'S' => b"-#",
                b'c' | b'C' | b't' | b'T' | b'%' => b"-",
                b'n' => b"",
                _ => printf.flags.as_bytes(),
            };
            let exact = precise && b"cCdoxXtTn%".contains(&conversion);
            if exact || flags.iter().any(|flag| !allowed.contains(flag)) {
                return None;
            }
            if matches!(conversion, b't' | b'T') {
                self.at += usize::from(self.peek()?.is_ascii_alphabetic());
            }
        }
        (!bars || self.eat(b'|')).then_some(kind)
    }

    /// As [`Scan::printf`], of the compilers' own messages.
    fn gcc(&mut self, printf: &Printf) -> Option<Kind> {
        let literals: &[u8] = if printf.star == Star::No {
            b"%"
        } else {
            b"%<>'m"
        };
        if self.peek().is_some_and(|byte| literals.contains(&byte)) {
            self.at += 1;
            return Some(Kind::Literal);
        }
        let kind = if self.number()? {
            Kind::Numbered
        } else {
            Kind::Plain
        };
        self.flags(printf);
        let precise = printf.star != Star::No && self.eat(b'.');
        if precise {
            self.precision(printf.star, kind)?;
        }
        let conversion = self.peek()?;
        self.at += 1;
        let known = printf.conversions.as_bytes().contains(&conversion);
        (known && (!precise || conversion == b's')).then_some(kind)
    }

    /// What stands behind the point, where it must be something.
    fn precision(&mut self, star: Star, kind: Kind) -> Option<()> {
        let start = self.at;
        self.amount(star, kind)?;
        (self.at > start).then_some(())
    }

    /// `PRIu64>` and its kin, behind `<`.
    fn macro_name(&mut self) -> bool {
        const SIZES: [&str; 4] = ["8", "16", "32", "64"];
        if !self.eat_word("PRI") || !self.peek().is_some_and(|byte| b"diouxX".contains(&byte)) {
            return false;
        }
        self.at += 1;
        let sized = || SIZES.iter();
        let known = self.eat_word("MAX") || self.eat_word("PTR") || {
            let _ = self.eat_word("LEAST") || self.eat_word("FAST");
            sized().any(|size| self.eat_word(size))
        };
        known && self.eat(b'>')
    }
}
