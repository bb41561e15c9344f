//! How `msgcat` spells a character inside the quotes.
//!
//! Found by writing every control character through it: nine characters have a short escape, all others are written
//! as they are, even the control characters that have none (`U+0001`, `U+007F`…). It never writes `\x` or octal. We do for
//! NUL, which it takes for the end of the string: raw, it would make the file one that git takes for binary.

/// The letter that stands after the backslash for `c`, if `msgcat` escapes it.
///
/// All escaped characters are ASCII, so this answers for a byte as well as for a `char`.
#[must_use]
pub const fn short_escape(c: u8) -> Option<u8> {
    Some(match c {
        b'\\' => b'\\',
        b'"' => b'"',
        b'\n' => b'n',
        b'\t' => b't',
        b'\r' => b'r',
        0x07 => b'a',
        0x08 => b'b',
        0x0B => b'v',
        0x0C => b'f',
        _ => return None,
    })
}

/// Appends `text` to `out`, escaped as `msgcat` does.
pub fn escape(text: &str, out: &mut String) {
    out.reserve(text.len());
    let bytes = text.as_bytes();
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = suspect(&bytes[at..]) {
        at += found;
        if let Some(letter) = short_escape(bytes[at]) {
            out.push_str(&text[plain..at]);
            out.push('\\');
            out.push(char::from(letter));
            plain = at + 1;
        } else if bytes[at] == 0 {
            out.push_str(&text[plain..at]);
            out.push_str("\\000");
            plain = at + 1;
        }
        at += 1;
    }
    out.push_str(&text[plain..]);
}

/// Where the first byte stands that may have to be escaped: a quote, a backslash or a control character. Most text has none,
/// so that sixteen bytes are looked at as one.
pub(super) fn suspect(bytes: &[u8]) -> Option<usize> {
    let is = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    let mut at = 0;
    for chunk in bytes.chunks(16) {
        if chunk.iter().fold(false, |any, &byte| any | is(byte)) {
            let found = chunk.iter().position(|&byte| is(byte))?;
            return Some(at + found);
        }
        at += chunk.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_with_a_short_escape_are_escaped() {
        let mut out = String::new();
        escape("a\u{7}\u{8}\t\n\u{b}\u{c}\r\\\"é\u{1}\u{7f}/'", &mut out);
        escape("\u{0}1", &mut out);
        assert_eq!(out, "a\\a\\b\\t\\n\\v\\f\\r\\\\\\\"é\u{1}\u{7f}/'\\0001");
    }
}
