//! Perl: `sprintf`, with vectors (`%vd`) and sizes of its own, and the `{name}` of libintl-perl.

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use super::printf::{Args, CHAR, FLOAT, INTEGER, Numbers, POINTER, STRING, UNSIGNED};
use crate::diagnostic::Span;

/// Reads a `perl-format` string.
pub(super) fn sprintf(text: &str) -> Read<'_> {
    const VECTOR: Kind = Kind::new("vector");
    let mut args = Args::new(Numbers::Free);
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        let number = positive(&mut scan);
        scan.while_ascii(|byte| b" +-#0".contains(&byte));
        // `*v`, `*4$v`, `v`
        let mut stars = [None, None, None];
        let before = scan.at;
        let mut vector = false;
        if scan.eat(b'*') {
            let join = positive(&mut scan);
            if scan.eat(b'v') {
                vector = true;
                stars[0] = Some((join, VECTOR));
            } else {
                scan.at = before;
            }
        } else {
            vector = scan.eat(b'v');
        }
        if scan.eat(b'*') {
            stars[1] = Some((positive(&mut scan), INTEGER));
        } else if matches!(scan.peek(), Some(b'1'..=b'9')) {
            scan.number();
        }
        if scan.eat(b'.') {
            if scan.eat(b'*') {
                stars[2] = Some((positive(&mut scan), INTEGER));
            } else {
                scan.number();
            }
        }
        let size = size(&mut scan);
        let conversion = scan.peek();
        let mut kind = match conversion {
            Some(b'%') if !vector => None,
            Some(b'%' | b'_') => Some(VECTOR),
            Some(b'c') => Some(CHAR),
            Some(b's') => Some(STRING),
            Some(b'd' | b'i') => Some(Kind { size, ..INTEGER }),
            Some(b'D') => Some(Kind {
                size: "V",
                ..INTEGER
            }),
            Some(b'u' | b'o' | b'x' | b'X' | b'b') => Some(Kind { size, ..UNSIGNED }),
            Some(b'U' | b'O') => Some(Kind {
                size: "V",
                ..UNSIGNED
            }),
            Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => {
                if matches!(size, "short" | "long") {
                    let reason = "has a size that does not go with floating-point numbers";
                    return Err(Invalid::new(start, scan.next_end(), reason));
                }
                Some(Kind { size, ..FLOAT })
            }
            Some(b'p') => Some(POINTER),
            Some(b'n') => Some(Kind::sized(size, "integer to be written to")),
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        if vector && conversion != Some(b'_') {
            kind = Some(VECTOR);
        }
        let span = Span::new(start, scan.at);
        // A vector comes before the width and the precision of its elements.
        if let (true, Some(kind)) = (vector, kind) {
            if let Some((join, kind)) = stars[0].take() {
                args.take(join, kind, span)?;
            }
            args.take(number, kind, span)?;
        }
        for (number, kind) in stars.into_iter().flatten() {
            args.take(number, kind, span)?;
        }
        if let (false, Some(kind)) = (vector, kind) {
            args.take(number, kind, span)?;
        }
    }
    args.signature.finish()
}

/// `12$`, but not `0$`.
fn positive(scan: &mut Scan<'_>) -> Option<u32> {
    let before = scan.at;
    let number = (scan.peek() != Some(b'0')).then(|| scan.dollar()).flatten();
    if number.is_none() {
        scan.at = before;
    }
    number
}

/// The size, as the types tell them apart.
fn size(scan: &mut Scan<'_>) -> &'static str {
    match scan.peek() {
        Some(b'h') => {
            scan.at += 1;
            "short"
        }
        Some(b'l') => {
            scan.at += 1;
            if scan.eat(b'l') { "long long" } else { "long" }
        }
        Some(b'q' | b'L') => {
            scan.at += 1;
            "long long"
        }
        Some(b'I') => {
            scan.at += 1;
            if scan.eat_word("32") {
                ""
            } else if scan.eat_word("64") {
                "long long"
            } else {
                "pointer-sized"
            }
        }
        Some(b'V') => {
            scan.at += 1;
            "V"
        }
        _ => "",
    }
}

/// Reads a `perl-brace-format` string: what is not `{name}` is text.
pub(super) fn brace(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'{') {
        let name = scan.while_ascii(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let starts = name.as_bytes().first();
        if starts.is_some_and(|byte| !byte.is_ascii_digit()) && scan.eat(b'}') {
            signature.push(Key::Name(name), Kind::ANY, Span::new(start, scan.at));
        }
    }
    signature.finish()
}
