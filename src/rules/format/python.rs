//! Python: the `%` operator, and `str.format`.

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use super::printf::{CHAR, FLOAT, INTEGER, STRING};
use crate::diagnostic::Span;

/// An argument that is taken and not shown: `%.0s`.
pub(super) const HIDDEN: Kind = Kind::new("value that is not shown");

/// Reads a `python-format` string.
pub(super) fn percent(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    let mut next = 1;
    let mut named = None;
    while let Some(start) = scan.find(b'%') {
        let mut name = None;
        if scan.eat(b'(') {
            let from = scan.at;
            enclosed(&mut scan)
                .ok_or_else(|| Invalid::new(start, text.len(), "has a name without its `)`"))?;
            name = Some(&text[from..scan.at - 1]);
        }
        scan.while_ascii(|byte| b" +-#0".contains(&byte));
        let mut stars = 0;
        if scan.eat(b'*') {
            stars += 1;
        } else {
            scan.number();
        }
        let mut precision = None;
        if scan.eat(b'.') {
            if scan.eat(b'*') {
                stars += 1;
            } else {
                precision = scan.number();
            }
        }
        if matches!(scan.peek(), Some(b'h' | b'l' | b'L')) {
            scan.at += 1;
        }
        let kind = match scan.peek() {
            Some(b'%') => Kind::ANY,
            Some(b'c') => CHAR,
            // A way to take an argument and show nothing of it.
            Some(b's' | b'r') if precision == Some(0) => HIDDEN,
            Some(b's' | b'r') => STRING,
            Some(b'd' | b'i' | b'o' | b'u' | b'x' | b'X') => INTEGER,
            Some(b'e' | b'E' | b'f' | b'g' | b'G') => FLOAT,
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        let span = Span::new(start, scan.at);
        let plain = stars > 0 || (name.is_none() && kind != Kind::ANY);
        for (asked, is_name) in [(plain, false), (name.is_some(), true)] {
            if asked && *named.get_or_insert(is_name) != is_name {
                let reason = if is_name {
                    "takes its argument by name, others by place"
                } else {
                    "takes an argument by place, others by name"
                };
                return Err(Invalid::new(start, scan.at, reason));
            }
        }
        if let Some(name) = name {
            signature.push(Key::Name(name), kind, span);
            continue;
        }
        for _ in 0..stars {
            signature.push(Key::Number(next), INTEGER, span);
            next += 1;
        }
        if kind != Kind::ANY {
            signature.push(Key::Number(next), kind, span);
            next += 1;
        }
    }
    signature.finish()
}

/// Passes what stands up to the bracket that closes, with pairs inside.
fn enclosed(scan: &mut Scan<'_>) -> Option<()> {
    let mut depth = 1;
    while depth > 0 {
        match scan.peek()? {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        scan.at += 1;
    }
    Some(())
}

/// Reads a `python-brace-format` string, as far as `msgfmt` 0.21 understands them: no `{}` and no `!r`.
pub(super) fn brace(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'{') {
        if scan.eat(b'{') {
            continue;
        }
        field(&mut scan, start, true, &mut signature)?;
    }
    signature.finish()
}

/// A field from behind its `{` to its `}`. Its whole text, less the braces, is the name it is known by.
fn field<'t>(
    scan: &mut Scan<'t>,
    start: usize,
    nesting: bool,
    signature: &mut Signature<'t>,
) -> Result<(), Invalid> {
    let text = scan.text;
    let from = scan.at;
    let word = |scan: &mut Scan<'t>, start: usize| {
        let digits = scan.peek().is_some_and(|byte| byte.is_ascii_digit());
        let word = scan.while_ascii(|byte| {
            if digits {
                byte.is_ascii_digit()
            } else {
                byte.is_ascii_alphanumeric() || byte == b'_'
            }
        });
        if word.is_empty() {
            let letter = text[scan.at..].starts_with(char::is_alphabetic);
            let reason = if letter {
                "has a name that is not ASCII"
            } else {
                "has no name"
            };
            return Err(Invalid::new(start, scan.next_end(), reason));
        }
        Ok(digits)
    };
    word(scan, start)?;
    loop {
        if scan.eat(b'.') {
            if scan.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(Invalid::new(
                    start,
                    scan.at + 1,
                    "has an attribute that begins with a digit",
                ));
            }
            word(scan, start)?;
        } else if scan.eat(b'[') {
            word(scan, start)?;
            if !scan.eat(b']') {
                return Err(Invalid::new(
                    start,
                    scan.next_end(),
                    "has an index without its `]`",
                ));
            }
        } else {
            break;
        }
    }
    if scan.eat(b':') {
        if !nesting {
            return Err(Invalid::new(
                start,
                scan.at,
                "stands inside another field and has a format of its own",
            ));
        }
        if scan.eat(b'{') {
            let inner = scan.at - 1;
            // The width it gives is no argument of its own, for `msgfmt`.
            field(scan, inner, false, &mut Signature::default())?;
        } else {
            specification(scan);
        }
    }
    if !scan.eat(b'}') {
        let end = scan.next_end();
        let reason = if end == scan.at {
            "is not finished".into()
        } else {
            format!("has `{}` where its `}}` was expected", &text[scan.at..end])
        };
        return Err(Invalid::new(start, end, reason));
    }
    let span = Span::new(start, scan.at);
    signature.push(Key::Name(&text[from..scan.at - 1]), Kind::ANY, span);
    Ok(())
}

/// Fill and alignment, sign, `#`, `0`, width, precision and type.
fn specification(scan: &mut Scan<'_>) {
    let bytes = scan.text.as_bytes();
    let align = |at: usize| matches!(bytes.get(at), Some(b'<' | b'>' | b'=' | b'^'));
    if bytes.get(scan.at).is_some_and(u8::is_ascii) && align(scan.at + 1) {
        scan.at += 2;
    } else if align(scan.at) {
        scan.at += 1;
    }
    if matches!(scan.peek(), Some(b'+' | b'-' | b' ')) {
        scan.at += 1;
    }
    scan.eat(b'#');
    scan.eat(b'0');
    scan.number();
    if scan.eat(b'.') {
        scan.number();
    }
    if scan
        .peek()
        .is_some_and(|byte| b"bcdoxXneEfFgG%".contains(&byte))
    {
        scan.at += 1;
    }
}
