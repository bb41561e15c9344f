//! The languages whose directives are `%`, flags, width, precision, size and a letter: one reader, and a table a language.
//!
//! The facts are those of the gettext manual and each language's own documentation, and where they leave something
//! open, what `msgfmt` 0.21 was seen to decide.

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use crate::diagnostic::Span;

/// How directives may be numbered, as in `%1$s`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    No,
    /// All of a string, or none.
    AllOrNone,
    /// Numbered ones do not count where plain ones do: `%2$s%s` takes 2 and 1.
    Free,
    /// A number says where counting goes on, for stars too: `%2$s%s` takes 2 and 3, as does `%2$*d`.
    Moves,
    /// The same, all of a string or none.
    AllOrNoneMoves,
}

/// Whether width and precision may be `*`, and this be numbered, as in `%1$*2$d`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Star {
    No,
    Plain,
    Numbered,
}

/// What may stand behind the point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    No,
    /// Digits, or nothing.
    Optional,
    /// Digits.
    Required,
}

/// What a directive takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// An argument of this type.
    Value(Kind),
    /// None.
    Nothing,
}

/// The parts of a directive that its type can depend on.
pub(super) struct Parts<'t> {
    /// Where it begins, bytes of the text.
    pub start: usize,
    /// Its flags.
    pub flags: &'t str,
    /// Its size.
    pub size: &'t str,
}

/// A language: what a directive is made of, in this order.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own of a language"
)]
pub(super) struct Printf {
    pub numbers: Numbers,
    /// Whether the numbers must be without gaps.
    pub gapless: bool,
    pub flags: &'static str,
    /// A flag that only a translation may have.
    pub local: Option<u8>,
    /// A flag that takes the character behind it along.
    pub padding: Option<u8>,
    pub width: bool,
    pub star: Star,
    pub precision: Precision,
    pub sizes: &'static str,
    /// Whether sizes may be repeated at will.
    pub many_sizes: bool,
    /// Whether `%%` is the only form of it.
    pub percent_alone: bool,
    /// What a letter takes, which is passed; nothing where it is no conversion.
    pub convert: fn(&Parts<'_>, &mut Scan<'_>) -> Result<Option<Takes>, Invalid>,
}

pub(super) const PLAIN: Printf = Printf {
    numbers: Numbers::AllOrNone,
    gapless: false,
    flags: " +-#0",
    local: None,
    padding: None,
    width: true,
    star: Star::No,
    precision: Precision::Optional,
    sizes: "",
    many_sizes: false,
    percent_alone: false,
    convert: |_, _| Ok(None),
};

/// The arguments as they are collected: how they are numbered so far.
pub(super) struct Args<'t> {
    numbers: Numbers,
    next: u32,
    numbered: Option<bool>,
    /// Whether the directive being read has a number.
    this: bool,
    pub signature: Signature<'t>,
}

impl Args<'_> {
    pub(super) fn new(numbers: Numbers) -> Self {
        Args {
            numbers,
            next: 1,
            numbered: None,
            this: false,
            signature: Signature::default(),
        }
    }

    /// Says that a directive has a number: what is left of it to say when its arguments are taken.
    pub(super) fn begin(&mut self, number: Option<u32>) -> Option<u32> {
        let moves = matches!(self.numbers, Numbers::Moves | Numbers::AllOrNoneMoves);
        self.this = number.is_some();
        match number {
            Some(number) if moves => {
                self.next = number;
                None
            }
            _ => number,
        }
    }

    /// The number of the next argument, which is taken with it.
    pub(super) fn claim(&mut self) -> u32 {
        self.next = self.next.saturating_add(1);
        self.next - 1
    }

    /// Adds an argument: the one with this number, or the next one.
    pub(super) fn take(
        &mut self,
        number: Option<u32>,
        kind: Kind,
        span: Span,
    ) -> Result<(), Invalid> {
        let numbered = match self.numbers {
            Numbers::AllOrNone => Some(number.is_some()),
            Numbers::AllOrNoneMoves => Some(self.this),
            _ => None,
        };
        if let Some(numbered) = numbered
            && *self.numbered.get_or_insert(numbered) != numbered
        {
            let reason = if numbered {
                "is numbered, and others are not"
            } else {
                "is not numbered, and others are"
            };
            return Err(Invalid::new(span.start, span.end, reason));
        }
        let number = number.unwrap_or_else(|| self.claim());
        self.signature.push(Key::Number(number), kind, span);
        Ok(())
    }
}

/// `12$`, which must not be zero.
fn argument(scan: &mut Scan<'_>, start: usize) -> Result<Option<u32>, Invalid> {
    match scan.dollar() {
        Some(0) => Err(Invalid::new(
            start,
            scan.at,
            "has the number 0, but arguments are numbered from 1",
        )),
        number => Ok(number),
    }
}

/// Reads a string of the language.
pub(super) fn read<'t>(language: &Printf, text: &'t str) -> Read<'t> {
    let mut args = Args::new(language.numbers);
    let mut scan = Scan::new(text, 0);
    // Arguments of a star stand before their directive, whose end is not known yet.
    let mut stars: [Option<Option<u32>>; 2];
    while let Some(start) = scan.find(b'%') {
        if language.percent_alone && scan.eat(b'%') {
            continue;
        }
        stars = [None, None];
        let number = match language.numbers {
            Numbers::No => None,
            _ => args.begin(argument(&mut scan, start)?),
        };
        let flags_start = scan.at;
        while let Some(flag) = scan
            .peek()
            .filter(|flag| language.flags.as_bytes().contains(flag))
        {
            scan.at += 1;
            if language.padding == Some(flag) {
                let wide = scan.peek().is_some_and(|byte| !byte.is_ascii());
                scan.at = scan.next_end();
                if wide {
                    return Err(Invalid::new(
                        start,
                        scan.at,
                        "has a padding that is no single byte",
                    ));
                }
            }
        }
        let flags = &text[flags_start..scan.at];
        if language.width {
            if language.star != Star::No && scan.eat(b'*') {
                stars[0] = Some(star(language, &mut scan, start)?);
            } else {
                scan.number();
            }
        }
        if language.precision != Precision::No && scan.eat(b'.') {
            if language.star != Star::No && scan.eat(b'*') {
                stars[1] = Some(star(language, &mut scan, start)?);
            } else if scan.number().is_none() && language.precision == Precision::Required {
                return Err(Invalid::new(
                    start,
                    scan.at,
                    "has a point without a precision",
                ));
            }
        }
        let sizes_start = scan.at;
        while scan
            .peek()
            .is_some_and(|size| language.sizes.as_bytes().contains(&size))
        {
            scan.at += 1;
            if !language.many_sizes {
                break;
            }
        }
        let parts = Parts {
            start,
            flags,
            size: &text[sizes_start..scan.at],
        };
        let takes = if !language.percent_alone && scan.eat(b'%') {
            Takes::Nothing
        } else {
            match (language.convert)(&parts, &mut scan)? {
                Some(takes) => takes,
                None => return Err(scan.unknown(start)),
            }
        };
        let span = Span::new(start, scan.at);
        if language
            .local
            .is_some_and(|flag| flags.as_bytes().contains(&flag))
        {
            args.signature.local.get_or_insert(span);
        }
        for star in stars.into_iter().flatten() {
            args.take(star, INTEGER, span)?;
        }
        if let Takes::Value(kind) = takes {
            args.take(number, kind, span)?;
        }
    }
    let signature = args.signature.finish()?;
    if language.gapless {
        signature.without_gaps()
    } else {
        Ok(signature)
    }
}

/// What stands behind a star: the number of its argument, if it has one.
fn star(language: &Printf, scan: &mut Scan<'_>, start: usize) -> Result<Option<u32>, Invalid> {
    if language.star == Star::Numbered {
        argument(scan, start)
    } else {
        Ok(None)
    }
}

pub(super) const INTEGER: Kind = Kind::new("integer");
pub(super) const UNSIGNED: Kind = Kind::new("unsigned integer");
pub(super) const FLOAT: Kind = Kind::new("floating-point number");
pub(super) const CHAR: Kind = Kind::new("character");
pub(super) const STRING: Kind = Kind::new("string");
pub(super) const POINTER: Kind = Kind::new("pointer");
pub(super) const JSON: Kind = Kind::new("JSON value");
pub(super) const OBJECT: Kind = Kind::new("object");

/// Passes the next byte, and gives what `kinds` says of it: letters, and what each of them takes.
pub(super) fn letter(scan: &mut Scan<'_>, kinds: &[(&str, Kind)]) -> Option<Takes> {
    let byte = scan.peek()?;
    let (_, kind) = kinds
        .iter()
        .find(|(letters, _)| letters.as_bytes().contains(&byte))?;
    scan.at += 1;
    Some(Takes::Value(*kind))
}
