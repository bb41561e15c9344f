//! OCaml: `Printf`, and `Format`'s `%a` and `%t`, as the OCaml manual has them, which the gettext manual names.
//! `msgfmt` 0.21 does not know them.

use memchr::memchr;

use super::model::{Invalid, Kind, Read, Scan};
use super::printf::{Args, CHAR, FLOAT, INTEGER, Numbers, STRING};
use crate::diagnostic::Span;

/// How deep a format inside a format is followed.
const DEPTH: usize = 100;

/// Reads an `ocaml-format` string: `%d`, `%Ld`, `%a`, `%(%d%)`.
pub(super) fn printf(text: &str) -> Read<'_> {
    let mut args = Args::new(Numbers::No);
    items(&mut Scan::new(text, 0), None, 0, &mut args)?;
    args.signature.finish()
}

/// Reads up to the end of the text, or, in a format that began at `open` with a letter that asks for it, up to the `%}`
/// or `%)` that closes it.
fn items(
    scan: &mut Scan<'_>,
    open: Option<(usize, u8)>,
    depth: usize,
    args: &mut Args<'_>,
) -> Result<(), Invalid> {
    while let Some(found) = memchr(b'%', &scan.text.as_bytes()[scan.at..]) {
        let start = scan.at + found;
        scan.at = start + 1;
        if let Some((_, close)) = open
            && scan.eat(close)
        {
            return Ok(());
        }
        if matches!(scan.peek(), Some(b'%' | b'@' | b',' | b'!')) {
            scan.at += 1;
            continue;
        }
        directive(scan, start, depth, args)?;
    }
    match open {
        Some((start, close)) => {
            let reason = format!("has no `%{}`", char::from(close));
            Err(Invalid::new(start, scan.text.len(), reason))
        }
        None => Ok(()),
    }
}

/// Reads a directive that takes arguments, behind its `%`, which is at `start`.
fn directive(
    scan: &mut Scan<'_>,
    start: usize,
    depth: usize,
    args: &mut Args<'_>,
) -> Result<(), Invalid> {
    let mut stars = 0;
    let mut size = |scan: &mut Scan<'_>| {
        if scan.eat(b'*') {
            stars += 1;
        } else {
            scan.number();
        }
    };
    scan.while_ascii(|byte| b"-0+ #".contains(&byte));
    size(scan);
    if scan.eat(b'.') {
        size(scan);
    }
    let bits = match scan.peek() {
        Some(b'l') => "32-bit",
        Some(b'L') => "64-bit",
        Some(b'n') => "native",
        _ => "",
    };
    // Alone these letters show an `int` too.
    if !bits.is_empty() {
        scan.at += 1;
    }
    let sized = !bits.is_empty();
    let kinds = match scan.peek() {
        Some(b'd' | b'i' | b'u' | b'x' | b'X' | b'o') => {
            scan.at += 1;
            [Some(Kind::sized(bits, "integer")), None]
        }
        _ if sized => [Some(INTEGER), None],
        letter => {
            let kinds = match letter {
                Some(b'N') => [Some(INTEGER), None],
                Some(b's' | b'S') => [Some(STRING), None],
                Some(b'c' | b'C') => [Some(CHAR), None],
                Some(b'f' | b'F' | b'e' | b'E' | b'g' | b'G' | b'h' | b'H') => [Some(FLOAT), None],
                Some(b'B' | b'b') => [Some(Kind::new("boolean")), None],
                Some(b'a') => [Some(Kind::new("printer")), Some(Kind::ANY)],
                Some(b't') => [Some(Kind::new("printer of its own")), None],
                Some(b'{') if depth < DEPTH => [Some(Kind::new("format to be shown")), None],
                Some(b'(') if depth < DEPTH => [Some(Kind::new("format")), None],
                _ => return Err(scan.unknown(start)),
            };
            scan.at += 1;
            kinds
        }
    };
    let span = Span::new(start, scan.at);
    for kind in std::iter::repeat_n(INTEGER, stars).chain(kinds.into_iter().flatten()) {
        args.take(None, kind, span)?;
    }
    // A format that is an argument must have the type of the one that stands here: what this takes is taken, too.
    let close = match scan.text.as_bytes()[scan.at - 1] {
        b'{' => b'}',
        b'(' => b')',
        _ => return Ok(()),
    };
    items(scan, Some((start, close)), depth + 1, args)
}
