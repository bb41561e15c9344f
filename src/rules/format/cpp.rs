//! C++: `std::format` of C++20, as its standard has it (N4861, [format.string]), which the gettext manual names.
//!
//! `msgfmt` 0.21 does not know it. Formats of a program's own types, dates among them, have no place in what is
//! translated (gettext manual, "No programmer-defined format string directives").

use super::braces::{alignment, close, open};
use super::model::{Invalid, Key, Kind, Read, Scan, Signature};

/// The types of arguments that the standard tells apart.
mod kind {
    pub const BOOLEAN: u16 = 1;
    pub const CHARACTER: u16 = 2;
    pub const INTEGER: u16 = 4;
    pub const FLOAT: u16 = 8;
    pub const STRING: u16 = 16;
    pub const POINTER: u16 = 32;
    pub const ALL: u16 = 63;
    /// What an integer's letter shows.
    pub const INTEGRAL: u16 = BOOLEAN | CHARACTER | INTEGER;
    pub const NUMBER: u16 = INTEGER | FLOAT;
}

/// How the arguments of a string are numbered; one way a string.
#[derive(Default)]
struct Numbering {
    next: u32,
    numbered: Option<bool>,
}

impl Numbering {
    /// The number that is next in the scan, or the next one.
    fn take(&mut self, scan: &mut Scan<'_>, start: usize) -> Result<Key<'static>, Invalid> {
        let digits = scan.while_ascii(|byte| byte.is_ascii_digit());
        if digits.len() > 1 && digits.starts_with('0') {
            let reason = "has a number that begins with a zero";
            return Err(Invalid::new(start, scan.at, reason));
        }
        let number = (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX));
        let numbered = number.is_some();
        if *self.numbered.get_or_insert(numbered) != numbered {
            let reason = if numbered {
                "is numbered, and others are not"
            } else {
                "is not numbered, and others are"
            };
            return Err(Invalid::new(start, scan.at, reason));
        }
        Ok(Key::Number(number.unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        })))
    }
}

/// Reads a `c++-format` string.
pub(super) fn format(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    let mut numbering = Numbering::default();
    while let Some(start) = open(&mut scan)? {
        let key = numbering.take(&mut scan, start)?;
        let kind = if scan.eat(b':') {
            specification(&mut scan, start, &mut numbering, &mut signature)?
        } else {
            Kind::of("", kind::ALL)
        };
        let span = close(&mut scan, start)?;
        signature.push(key, kind, span);
    }
    signature.finish()
}

/// What stands behind the colon, and which arguments go with it.
fn specification(
    scan: &mut Scan<'_>,
    start: usize,
    numbering: &mut Numbering,
    signature: &mut Signature<'_>,
) -> Result<Kind, Invalid> {
    alignment(scan, b"<>^");
    let before = scan.at;
    if matches!(scan.peek(), Some(b'+' | b'-' | b' ')) {
        scan.at += 1;
    }
    scan.eat(b'#');
    scan.eat(b'0');
    let numeric = scan.at > before;
    if scan.peek() != Some(b'0') {
        size(scan, start, numbering, signature)?;
    }
    let precise = scan.eat(b'.');
    if precise && !size(scan, start, numbering, signature)? {
        return Err(Invalid::new(
            start,
            scan.next_end(),
            "has a point without a precision",
        ));
    }
    let local = scan.eat(b'L');
    let letter = match scan.peek() {
        Some(b'b' | b'B' | b'd' | b'o' | b'x' | b'X') => Some(("integer", kind::INTEGRAL)),
        Some(b'c') => Some(("character", kind::CHARACTER | kind::INTEGER)),
        Some(b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => {
            Some(("floating-point number", kind::FLOAT))
        }
        Some(b's') => Some(("string", kind::STRING | kind::BOOLEAN)),
        Some(b'p') => Some(("pointer", kind::POINTER)),
        _ => None,
    };
    scan.at += usize::from(letter.is_some());
    let (name, mut types) = letter.unwrap_or(if numeric {
        ("number", kind::NUMBER)
    } else if precise {
        (
            "floating-point number or string",
            kind::FLOAT | kind::STRING,
        )
    } else if local {
        ("number", kind::NUMBER | kind::INTEGRAL)
    } else {
        ("", kind::ALL)
    });
    if numeric && types != kind::INTEGRAL {
        types &= kind::NUMBER;
    }
    if precise {
        types &= kind::FLOAT | kind::STRING;
    }
    if local {
        types &= kind::NUMBER | kind::INTEGRAL;
    }
    if types == 0 {
        let reason = "has a sign, `#`, `0`, precision or `L` that does not go with its type";
        return Err(Invalid::new(start, scan.at, reason));
    }
    Ok(Kind::of(name, types))
}

/// A width or a precision, if there is one: a number, or another argument that says it.
fn size(
    scan: &mut Scan<'_>,
    start: usize,
    numbering: &mut Numbering,
    signature: &mut Signature<'_>,
) -> Result<bool, Invalid> {
    let inner = scan.at;
    if !scan.eat(b'{') {
        return Ok(scan.number().is_some());
    }
    let key = numbering.take(scan, start)?;
    let span = close(scan, inner)?;
    signature.push(key, Kind::of("integer", kind::INTEGER), span);
    Ok(true)
}
