//! Boost.Format: `%1%`, `%s`, `%|…|`.

use super::model::{Invalid, Kind, Read, Scan};
use super::printf::{Args, CHAR, FLOAT, INTEGER, Numbers, POINTER, STRING, Takes};
use crate::diagnostic::Span;

/// Reads a `boost-format` string.
pub(super) fn format(text: &str) -> Read<'_> {
    let mut args = Args::new(Numbers::AllOrNone);
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        if scan.eat(b'%') {
            continue;
        }
        let barred = scan.eat(b'|');
        let before = scan.at;
        if !barred
            && let Some(number) = scan.number()
            && number > 0
            && text.as_bytes()[before] != b'0'
            && scan.eat(b'%')
        {
            args.take(Some(number), STRING, Span::new(start, scan.at))?;
            continue;
        }
        scan.at = before;
        // A zero here is a flag, so that no number of an argument begins with one.
        let number = match scan.peek() {
            Some(b'0') => None,
            _ => scan.dollar(),
        };
        scan.while_ascii(|byte| b" +-#0'_=hl".contains(&byte));
        let mut stars = [None, None];
        if scan.eat(b'*') {
            stars[0] = Some(argument(&mut scan, start)?);
        } else {
            scan.number();
        }
        if scan.eat(b'.') {
            if scan.eat(b'*') {
                stars[1] = Some(argument(&mut scan, start)?);
            } else {
                scan.number();
            }
        }
        scan.while_ascii(|byte| b"hlL".contains(&byte));
        let takes = match scan.peek() {
            Some(b'|') if barred => Takes::Value(STRING),
            Some(letter) => {
                scan.at += 1;
                let Some(takes) = conversion(letter) else {
                    scan.at -= 1;
                    return Err(scan.unknown(start));
                };
                if letter == b'T' {
                    // It fills with the next character, whatever that is.
                    if scan.peek().is_none() {
                        return Err(scan.unknown(start));
                    }
                    scan.at = scan.next_end();
                }
                takes
            }
            None => return Err(scan.unknown(start)),
        };
        if barred && !scan.eat(b'|') {
            return Err(Invalid::new(
                start,
                scan.next_end(),
                "has no `|` at its end",
            ));
        }
        let span = Span::new(start, scan.at);
        for star in stars.into_iter().flatten() {
            args.take(star, INTEGER, span)?;
        }
        if let Takes::Value(kind) = takes {
            args.take(number, kind, span)?;
        }
    }
    args.signature
        .finish_with(|one: Kind, other: Kind| match (one, other) {
            _ if one == other => Some(one),
            (STRING, kind) | (kind, STRING) => Some(kind),
            _ => None,
        })
}

/// What a letter takes, where it is a conversion.
fn conversion(letter: u8) -> Option<Takes> {
    Some(Takes::Value(match letter {
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' => INTEGER,
        b'e' | b'E' | b'f' | b'g' | b'G' => FLOAT,
        b'c' | b'C' => CHAR,
        b's' | b'S' => STRING,
        b'p' => POINTER,
        b't' | b'n' | b'T' => return Some(Takes::Nothing),
        _ => return None,
    }))
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
