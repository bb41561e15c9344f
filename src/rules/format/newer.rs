//! The newer languages whose directives begin with `%`: Go, D, OCaml, Modula-2, and the shell's `printf`.
//!
//! `msgfmt` 0.21 does not know them; the gettext manual and the languages' own documentation say how they are read.

use memchr::{memchr, memmem};

use super::model::{Invalid, Kind, Read, Scan};
use super::printf::{
    self, Args, CHAR, FLOAT, INTEGER, Numbers, PLAIN, POINTER, Precision, Printf, STRING, UNSIGNED,
};
use crate::diagnostic::Span;

/// The shell's `printf`, as `printf_gettext` documents it.
pub(super) const SH_PRINTF: Printf = Printf {
    percent_alone: true,
    convert: |_, scan| {
        Ok(printf::letter(
            scan,
            &[
                ("di", INTEGER),
                ("ouxX", UNSIGNED),
                ("eEfFgGaA", FLOAT),
                ("c", CHAR),
                ("s", STRING),
            ],
        ))
    },
    ..PLAIN
};

/// Modula-2's `FormatStrings`.
pub(super) const MODULA2: Printf = Printf {
    numbers: Numbers::No,
    flags: "-0",
    precision: Precision::No,
    percent_alone: true,
    convert: |_, scan| {
        Ok(printf::letter(
            scan,
            &[("d", INTEGER), ("ux", UNSIGNED), ("c", CHAR), ("s", STRING)],
        ))
    },
    ..PLAIN
};

/// Reads a `go-format` string: `%v`, `%[2]d`, `%[3]*.[2]*[1]f`.
pub(super) fn go(text: &str) -> Read<'_> {
    let mut args = Args::new(Numbers::Moves);
    let mut scan = Scan::new(text, 0);
    while let Some(found) = memchr(b'%', &text.as_bytes()[scan.at..]) {
        let start = scan.at + found;
        scan.at = start + 1;
        scan.while_ascii(|byte| b"+-# 0".contains(&byte));
        let mut stars = 0;
        let mut places = [None, None];
        index(&mut scan, start, &mut args)?;
        if scan.eat(b'*') {
            places[stars] = Some(args.claim());
            stars += 1;
            index(&mut scan, start, &mut args)?;
        } else {
            scan.number();
        }
        if scan.eat(b'.') {
            index(&mut scan, start, &mut args)?;
            if scan.eat(b'*') {
                places[stars] = Some(args.claim());
                index(&mut scan, start, &mut args)?;
            } else {
                scan.number();
            }
        }
        index(&mut scan, start, &mut args)?;
        let kind = match scan.peek() {
            Some(b'%') => None,
            // These take values of several types.
            Some(b'v' | b'T' | b'x' | b'X' | b'b' | b'q' | b'w') => Some(Kind::ANY),
            Some(b't') => Some(Kind::new("boolean")),
            Some(b'd' | b'o' | b'O' | b'c' | b'U') => Some(INTEGER),
            Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => Some(FLOAT),
            Some(b's') => Some(STRING),
            Some(b'p') => Some(POINTER),
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        let span = Span::new(start, scan.at);
        for place in places.into_iter().flatten() {
            args.take(Some(place), INTEGER, span)?;
        }
        if let Some(kind) = kind {
            args.take(None, kind, span)?;
        }
    }
    args.signature.finish_with(merge)
}

/// `[12]`: which argument comes next.
fn index(scan: &mut Scan<'_>, start: usize, args: &mut Args<'_>) -> Result<(), Invalid> {
    if !scan.eat(b'[') {
        return Ok(());
    }
    match scan.number() {
        Some(number) if number > 0 && scan.eat(b']') => {
            args.begin(Some(number));
            Ok(())
        }
        _ => Err(Invalid::new(
            start,
            scan.next_end(),
            "has no valid argument number in its brackets",
        )),
    }
}

/// A directive that takes values of several types fits any.
fn merge(one: Kind, other: Kind) -> Option<Kind> {
    match (one, other) {
        (Kind::ANY, kind) | (kind, Kind::ANY) => Some(kind),
        _ => (one == other).then_some(one),
    }
}

/// Reads a `d-format` string: `std.format`.
pub(super) fn d(text: &str) -> Read<'_> {
    let mut args = Args::new(Numbers::Free);
    let mut scan = Scan::new(text, 0);
    while let Some(found) = memchr(b'%', &text.as_bytes()[scan.at..]) {
        let start = scan.at + found;
        scan.at = start + 1;
        if scan.eat(b'%') {
            continue;
        }
        let number = numbered(&mut scan, start)?;
        scan.while_ascii(|byte| b"-+#0 =".contains(&byte));
        let mut stars: [Option<Option<u32>>; 3] = [None; 3];
        if scan.eat(b'*') {
            stars[0] = Some(numbered(&mut scan, start)?);
        } else {
            scan.number();
        }
        if scan.eat(b'.') {
            if scan.eat(b'*') {
                stars[1] = Some(numbered(&mut scan, start)?);
            } else {
                scan.eat(b'-');
                scan.number();
            }
        }
        if scan.eat(b',') {
            if scan.eat(b'*') {
                stars[2] = Some(None);
            } else {
                scan.number();
            }
            scan.eat(b'?');
        }
        let kind = match scan.peek() {
            // `%s` and `%r` show anything, and so does what stands between `%(` and `%)`.
            Some(b's' | b'r' | b'(') => Kind::ANY,
            Some(b'c') => CHAR,
            Some(b'd' | b'i' | b'u' | b'b' | b'o' | b'x' | b'X') => INTEGER,
            Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A') => FLOAT,
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        if text.as_bytes()[scan.at - 1] == b'(' {
            compound(&mut scan, start)?;
        }
        let span = Span::new(start, scan.at);
        for star in stars.into_iter().flatten() {
            args.take(star, INTEGER, span)?;
        }
        args.take(number, kind, span)?;
    }
    args.signature.finish_with(merge)
}

fn numbered(scan: &mut Scan<'_>, start: usize) -> Result<Option<u32>, Invalid> {
    match scan.dollar() {
        Some(0) => Err(Invalid::new(
            start,
            scan.at,
            "has the number 0, but arguments are numbered from 1",
        )),
        number => Ok(number),
    }
}

/// Passes what stands up to the `%)` that closes, with pairs inside.
fn compound(scan: &mut Scan<'_>, start: usize) -> Result<(), Invalid> {
    let mut depth = 1;
    while depth > 0 {
        let Some(found) = memchr(b'%', &scan.text.as_bytes()[scan.at..]) else {
            return Err(Invalid::new(start, scan.text.len(), "has no `%)`"));
        };
        scan.at += found + 1;
        if scan.eat(b'%') || scan.eat(b'|') {
            continue;
        }
        scan.while_ascii(|byte| b"-+#0 =".contains(&byte) || byte.is_ascii_digit());
        if scan.eat(b'(') {
            depth += 1;
        } else if scan.eat(b')') {
            depth -= 1;
        }
    }
    Ok(())
}

/// Reads an `ocaml-format` string: `Printf`, and `Format`'s `%a` and `%t`.
pub(super) fn ocaml(text: &str) -> Read<'_> {
    let mut args = Args::new(Numbers::No);
    let mut scan = Scan::new(text, 0);
    while let Some(found) = memchr(b'%', &text.as_bytes()[scan.at..]) {
        let start = scan.at + found;
        scan.at = start + 1;
        if scan.eat(b'%') || scan.eat(b'@') || scan.eat(b',') || scan.eat(b'!') {
            continue;
        }
        scan.while_ascii(|byte| b"-0+ #_".contains(&byte));
        let mut stars = 0;
        if scan.eat(b'*') {
            stars += 1;
        } else {
            scan.number();
        }
        if scan.eat(b'.') {
            if scan.eat(b'*') {
                stars += 1;
            } else {
                scan.number();
            }
        }
        let size = match scan.peek() {
            Some(b'l') => "32-bit",
            Some(b'L') => "64-bit",
            Some(b'n') => "native",
            _ => "",
        };
        let bytes = text.as_bytes();
        let integer = |at: usize| bytes.get(at).is_some_and(|byte| b"diuxXo".contains(byte));
        let mut kinds = [None, None];
        if !size.is_empty() && integer(scan.at + 1) {
            scan.at += 2;
            kinds[0] = Some(Kind { size, ..INTEGER });
        } else {
            let letter = scan.peek();
            kinds = match letter {
                Some(b'd' | b'i' | b'u' | b'x' | b'X' | b'o' | b'l' | b'L' | b'n' | b'N') => {
                    [Some(INTEGER), None]
                }
                Some(b's' | b'S') => [Some(STRING), None],
                Some(b'c' | b'C') => [Some(CHAR), None],
                Some(b'f' | b'e' | b'E' | b'g' | b'G' | b'F' | b'h' | b'H') => [Some(FLOAT), None],
                Some(b'B' | b'b') => [Some(Kind::new("boolean")), None],
                Some(b'a') => [Some(Kind::new("printer")), Some(Kind::ANY)],
                Some(b't') => [Some(Kind::new("function")), None],
                Some(b'{' | b'(') => [Some(Kind::new("format string")), None],
                _ => return Err(scan.unknown(start)),
            };
            scan.at += 1;
            if let Some(open @ (b'{' | b'(')) = letter {
                let close: &[u8] = if open == b'{' { b"%}" } else { b"%)" };
                let Some(len) = memmem::find(&bytes[scan.at..], close) else {
                    return Err(Invalid::new(start, text.len(), "is not closed"));
                };
                scan.at += len + 2;
            }
        }
        let span = Span::new(start, scan.at);
        for _ in 0..stars {
            args.take(None, INTEGER, span)?;
        }
        for kind in kinds.into_iter().flatten() {
            args.take(None, kind, span)?;
        }
    }
    args.signature.finish()
}
