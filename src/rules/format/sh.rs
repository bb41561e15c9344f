//! Shell variables, as `envsubst` puts them in.

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use crate::diagnostic::Span;

/// Reads a `sh-format` string: `$name` and `${name}`.
pub(super) fn variables(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'$') {
        let braced = scan.eat(b'{');
        let name = scan.while_ascii(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let wrong = |scan: &Scan<'_>, reason: &'static str| {
            Err(Invalid::new(start, scan.next_end(), reason))
        };
        if name.as_bytes().first().is_none_or(u8::is_ascii_digit) {
            return match scan.peek() {
                None if name.is_empty() => Err(scan.unknown(start)),
                Some(b'}') if braced && name.is_empty() => wrong(&scan, "has no name"),
                Some(byte) if name.is_empty() && !byte.is_ascii() => {
                    wrong(&scan, "has a name that is not ASCII")
                }
                _ => wrong(&scan, "is no variable that has the same value everywhere"),
            };
        }
        if braced && !scan.eat(b'}') {
            return match scan.peek() {
                None => Err(scan.unknown(start)),
                Some(byte) if !byte.is_ascii() => wrong(&scan, "has a name that is not ASCII"),
                Some(_) => wrong(
                    &scan,
                    "is an expression, and only names may stand in braces",
                ),
            };
        }
        if !braced && scan.peek().is_some_and(|byte| !byte.is_ascii()) {
            // What follows a name that is not in braces is text.
        }
        signature.push(Key::Name(name), Kind::ANY, Span::new(start, scan.at));
    }
    signature.finish()
}
