//! D: `std.format`, as its own documentation has it, which the gettext manual names. `msgfmt` 0.21 does not know it.

use memchr::memchr;

use super::model::{Invalid, Kind, Read, Scan};
use super::printf::{Args, Numbers};
use crate::diagnostic::Span;

/// The types of arguments that the format characters tell apart.
mod kind {
    pub const BOOLEAN: u16 = 1;
    pub const CHARACTER: u16 = 2;
    pub const INTEGER: u16 = 4;
    pub const FLOAT: u16 = 8;
    pub const COMPOUND: u16 = 16;
    pub const ALL: u16 = 31;
    /// What is shown as an integer.
    pub const INTEGRAL: u16 = BOOLEAN | CHARACTER | INTEGER;
}

const INTEGER: Kind = Kind::of("integer", kind::INTEGER);
const CHARACTER: Kind = Kind::of("character", kind::CHARACTER);

/// How deep a compound inside a compound is followed.
const DEPTH: usize = 100;

/// A format specifier, without its `%`.
struct Specifier {
    /// The first and the last argument, where it says so.
    position: Option<(u32, u32)>,
    /// The arguments that come before, in order: how each is numbered, and what it is.
    before: [Option<(Option<u32>, Kind)>; 4],
    kind: Kind,
}

/// Reads a `d-format` string: `%s`, `%1$*2$d`, `%(%s, %)`.
pub(super) fn format(text: &str) -> Read<'_> {
    let mut args = Args::new(Numbers::Free);
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        if scan.eat(b'%') {
            continue;
        }
        let specifier = specifier(&mut scan, start, 0)?;
        let span = Span::new(start, scan.at);
        for (number, kind) in specifier.before.into_iter().flatten() {
            args.take(number, kind, span)?;
        }
        match specifier.position {
            None => args.take(None, specifier.kind, span)?,
            Some((first, last)) => {
                for number in first..=last {
                    args.take(Some(number), specifier.kind, span)?;
                }
            }
        }
    }
    args.signature.finish()
}

/// Reads a format specifier behind its `%`, which is at `start`.
fn specifier(scan: &mut Scan<'_>, start: usize, depth: usize) -> Result<Specifier, Invalid> {
    let position = position(scan, start)?;
    let flags = scan.while_ascii(|byte| b"-+#0 =".contains(&byte));
    let parameters = scan.at;
    let mut before = [None; 4];
    before[0] = size(scan, start)?;
    if scan.eat(b'.') {
        before[1] = size(scan, start)?;
    }
    if scan.eat(b',') {
        before[2] = size(scan, start)?;
        if scan.eat(b'?') {
            before[3] = Some((None, CHARACTER));
        }
    }
    let plain = scan.at == parameters && flags.bytes().all(|flag| flag == b'-');
    let kind = match scan.peek() {
        Some(b's' | b'r') => Kind::of("", kind::ALL),
        Some(b'c') => CHARACTER,
        Some(b'd' | b'u' | b'b' | b'o' | b'x' | b'X') => Kind::of("integer", kind::INTEGRAL),
        Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A') => {
            Kind::of("floating-point number", kind::FLOAT)
        }
        Some(b'(') if plain && depth < DEPTH => {
            scan.at += 1;
            compound(scan, start, depth)?;
            return Ok(Specifier {
                position,
                before,
                kind: Kind::of("array or range", kind::COMPOUND),
            });
        }
        _ => return Err(scan.unknown(start)),
    };
    scan.at += 1;
    Ok(Specifier {
        position,
        before,
        kind,
    })
}

/// `2$`, `2:5$` or `2:$`, if it is next. Where the last argument is not said, the first one stands for all.
fn position(scan: &mut Scan<'_>, start: usize) -> Result<Option<(u32, u32)>, Invalid> {
    /// How many arguments one specifier shows at most; more are not worth counting.
    const MOST: u32 = 1000;
    let before = scan.at;
    let Some(first) = scan.number() else {
        return Ok(None);
    };
    let last = if scan.eat(b':') {
        Some(scan.number().unwrap_or(first))
    } else {
        Some(first).filter(|_| scan.peek() == Some(b'$'))
    };
    match last {
        None => {
            scan.at = before;
            Ok(None)
        }
        Some(last) if first > 0 && last >= first && scan.eat(b'$') => {
            Ok(Some((first, last.min(first.saturating_add(MOST)))))
        }
        Some(_) => Err(Invalid::new(
            start,
            scan.next_end(),
            "has no valid argument number; arguments are numbered from 1",
        )),
    }
}

/// A width, a precision or how many digits stand together, if that is said: digits, a star or `*2$`; the argument of a
/// star.
fn size(scan: &mut Scan<'_>, start: usize) -> Result<Option<(Option<u32>, Kind)>, Invalid> {
    if !scan.eat(b'*') {
        scan.number();
        return Ok(None);
    }
    match scan.dollar() {
        Some(0) => Err(Invalid::new(
            start,
            scan.at,
            "has the number 0, but arguments are numbered from 1",
        )),
        number => Ok(Some((number, INTEGER))),
    }
}

/// Passes what stands between `%(` and the `%)` that closes it: a format string for each element, and perhaps behind a
/// `%|` what stands between the elements.
fn compound(scan: &mut Scan<'_>, start: usize, depth: usize) -> Result<(), Invalid> {
    let mut delimiter = false;
    loop {
        let Some(found) = memchr(b'%', &scan.text.as_bytes()[scan.at..]) else {
            return Err(Invalid::new(start, scan.text.len(), "has no `%)`"));
        };
        let inner = scan.at + found;
        scan.at = inner + 1;
        if scan.eat(b')') {
            return Ok(());
        }
        if scan.eat(b'%') {
            continue;
        }
        if !delimiter && scan.eat(b'|') {
            delimiter = true;
            continue;
        }
        specifier(scan, inner, depth + 1)?;
    }
}
