//! Object Pascal: `Format`, whose arguments are numbered from 0 and whose numbers are set back by an explicit one.

use super::model::{Invalid, Key, Read, Scan, Signature};
use super::printf::{FLOAT, INTEGER, POINTER, STRING};
use crate::diagnostic::Span;

/// Reads an `object-pascal-format` string.
pub(super) fn format(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    let mut next = 0u32;
    // `%*:s` takes its argument from wherever the first one says: what that is cannot be known.
    while let Some(start) = scan.find(b'%') {
        if scan.eat(b'%') {
            continue;
        }
        // A number or a star here is a width, unless a colon follows: then it says which argument comes next.
        let mut stars = 0u32;
        let mut given = None;
        let mut unknown = false;
        let from = scan.at;
        let number = scan.number();
        let star = number.is_none() && scan.eat(b'*');
        if scan.eat(b':') {
            if star {
                stars += 1;
                unknown = true;
            } else {
                given = Some(number.unwrap_or(0));
            }
        } else {
            scan.at = from;
        }
        scan.eat(b'-');
        if scan.number().is_none() && scan.eat(b'*') {
            stars += 1;
        }
        if scan.eat(b'.') && scan.number().is_none() {
            if !scan.eat(b'*') {
                return Err(Invalid::new(
                    start,
                    scan.next_end(),
                    "has a point without a precision",
                ));
            }
            stars += 1;
        }
        let kind = match scan.peek() {
            Some(b'd' | b'D' | b'u' | b'U' | b'x' | b'X') => INTEGER,
            Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'N' | b'm' | b'M') => FLOAT,
            Some(b'p' | b'P') => POINTER,
            Some(b's' | b'S') => STRING,
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        let span = Span::new(start, scan.at);
        for _ in 0..stars {
            signature.push(Key::Number(next), INTEGER, span);
            next = next.saturating_add(1);
        }
        if let Some(number) = given {
            signature.push(Key::Number(number), kind, span);
        } else if !unknown {
            signature.push(Key::Number(next), kind, span);
            next = next.saturating_add(1);
        }
    }
    signature.finish()
}
