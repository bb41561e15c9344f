//! Go: the package `fmt`, as its own documentation has it, which the gettext manual names. `msgfmt` 0.21 does not know it.

use super::model::{Invalid, Kind, Read, Scan};
use super::printf::{Args, Numbers};
use crate::diagnostic::Span;

/// The types of arguments that the verbs tell apart.
mod kind {
    pub const BOOLEAN: u16 = 1;
    pub const INTEGER: u16 = 2;
    pub const FLOAT: u16 = 4;
    pub const STRING: u16 = 8;
    pub const POINTER: u16 = 16;
    pub const ERROR: u16 = 32;
    pub const ALL: u16 = 63;
    /// What has a text: a string, bytes, an error.
    pub const TEXT: u16 = STRING | ERROR;
    /// What numbers in another base show.
    pub const BITS: u16 = INTEGER | POINTER;
}

const INTEGER: Kind = Kind::of("integer", kind::INTEGER);

/// Reads a `go-format` string: `%v`, `%[2]d`, `%[3]*.[2]*[1]f`.
pub(super) fn printf(text: &str) -> Read<'_> {
    let mut args = Args::new(Numbers::Moves);
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        scan.while_ascii(|byte| b"+-# 0".contains(&byte));
        let width = size(&mut scan, start, &mut args)?;
        let precision = if scan.eat(b'.') {
            size(&mut scan, start, &mut args)?
        } else {
            None
        };
        index(&mut scan, start, &mut args)?;
        let kind = match scan.peek() {
            Some(b'%') => None,
            Some(b'v' | b'T') => Some(Kind::of("", kind::ALL)),
            Some(b't') => Some(Kind::of("boolean", kind::BOOLEAN)),
            Some(b'b') => Some(Kind::of("number", kind::BITS | kind::FLOAT)),
            Some(b'd' | b'o') => Some(Kind::of("integer", kind::BITS)),
            Some(b'O' | b'c' | b'U') => Some(INTEGER),
            Some(b'q') => Some(Kind::of("string or character", kind::TEXT | kind::INTEGER)),
            Some(b'x' | b'X') => Some(Kind::of(
                "number or string",
                kind::BITS | kind::FLOAT | kind::TEXT,
            )),
            Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => {
                Some(Kind::of("floating-point number", kind::FLOAT))
            }
            Some(b's') => Some(Kind::of("string", kind::TEXT)),
            Some(b'p') => Some(Kind::of("pointer", kind::POINTER)),
            Some(b'w') => Some(Kind::of("error", kind::ERROR)),
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        let span = Span::new(start, scan.at);
        for place in [width, precision].into_iter().flatten() {
            args.take(Some(place), INTEGER, span)?;
        }
        if let Some(kind) = kind {
            args.take(None, kind, span)?;
        }
    }
    args.signature.finish()
}

/// A width or a precision, if there is one: digits, or a star, perhaps with an index before it; the argument of a star.
fn size(scan: &mut Scan<'_>, start: usize, args: &mut Args<'_>) -> Result<Option<u32>, Invalid> {
    let indexed = index(scan, start, args)?;
    if scan.eat(b'*') {
        return Ok(Some(args.claim()));
    }
    if indexed && matches!(scan.peek(), Some(b'.' | b'[' | b'0'..=b'9')) {
        return Err(Invalid::new(
            start,
            scan.next_end(),
            "has an argument number that is before neither a `*` nor the verb",
        ));
    }
    scan.number();
    Ok(None)
}

/// `[12]`, if it is next: which argument comes next.
fn index(scan: &mut Scan<'_>, start: usize, args: &mut Args<'_>) -> Result<bool, Invalid> {
    if !scan.eat(b'[') {
        return Ok(false);
    }
    match scan.number() {
        Some(number) if number > 0 && scan.eat(b']') => {
            args.begin(Some(number));
            Ok(true)
        }
        _ => Err(Invalid::new(
            start,
            scan.next_end(),
            "has no valid argument number in its brackets",
        )),
    }
}
