//! Directives of the languages that have their own: in braces, behind tildes, or a `%` and a digit.

use std::ops::Range;

use super::printf::Scan;

/// `%%`, and `%1` to `%9`.
pub(super) fn percents(text: &str, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'%', &bytes[at..]) {
        let start = at + start;
        at = start + 2;
        if !matches!(bytes.get(start + 1), Some(b'%' | b'1'..=b'9')) {
            return;
        }
        found.push(start..at);
    }
}

/// `{0,10:format}`; `{{` and `}}` are braces.
pub(super) fn braces(text: &str, found: &mut Vec<Range<usize>>) {
    let mut scan = Scan::new(text, 0);
    while let Some(byte) = scan.peek() {
        let start = scan.at;
        scan.at += 1;
        match byte {
            b'{' if !scan.eat(b'{') => {
                if scan.digits().is_empty() {
                    return;
                }
                if scan.eat(b',') {
                    let _ = scan.eat(b'-');
                    if scan.digits().is_empty() {
                        return;
                    }
                }
                if scan.eat(b':') {
                    while scan.peek().is_some_and(|byte| byte != b'}') {
                        scan.at += 1;
                    }
                }
                if !scan.eat(b'}') {
                    return;
                }
                found.push(start..scan.at);
            }
            b'}' if !scan.eat(b'}') => return,
            _ => {}
        }
    }
}

/// `{0,number,#.##}` of `java.text.MessageFormat`; what stands between apostrophes is text.
pub(super) fn message(text: &str, found: &mut Vec<Range<usize>>) {
    let mut scan = Scan::new(text, 0);
    let mut quoted = false;
    while let Some(byte) = scan.peek() {
        let start = scan.at;
        scan.at += 1;
        match byte {
            // Two of them are one that is text, wherever they stand.
            b'\'' => quoted ^= !scan.eat(b'\''),
            b'{' if !quoted => {
                if scan.enclosed(b'{', b'}').is_none()
                    || !is_argument(&text[start + 1..scan.at - 1])
                {
                    return;
                }
                found.push(start..scan.at);
            }
            b'}' if !quoted => return,
            _ => {}
        }
    }
}

/// Whether the contents of braces are an argument of `MessageFormat`.
fn is_argument(inside: &str) -> bool {
    let mut parts = inside.splitn(3, ',');
    let number = parts.next().unwrap_or_default();
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match (parts.next(), parts.next()) {
        (None, _)
        | (Some("date" | "time" | "number"), None)
        | (Some("date" | "time" | "choice"), Some(_)) => true,
        (Some("number"), Some(pattern)) => {
            matches!(pattern, "currency" | "percent" | "integer")
                || !pattern.bytes().any(|byte| byte.is_ascii_alphabetic())
        }
        _ => false,
    }
}

/// `~5,'-d` of Lisp, and `~{…~}` and its kin as wholes.
pub(super) fn tildes(text: &str, found: &mut Vec<Range<usize>>) {
    let mut scan = Scan::new(text, 0);
    // Where the outermost of what is open begins, and what closes each.
    let mut open: Vec<u8> = Vec::new();
    let mut outermost = 0;
    while let Some(next) = memchr::memchr(b'~', &scan.bytes[scan.at..]) {
        let start = scan.at + next;
        scan.at = start + 1;
        loop {
            match scan.peek() {
                Some(b'\'') => scan.at += 2,
                Some(b'v' | b'V' | b'#') => scan.at += 1,
                Some(b'+' | b'-' | b'0'..=b'9') => {
                    scan.at += 1;
                    scan.digits();
                }
                _ => {}
            }
            if !scan.eat(b',') {
                break;
            }
        }
        while scan.eat(b':') || scan.eat(b'@') {}
        let Some(directive) = scan.peek() else {
            return;
        };
        scan.at += 1;
        match directive.to_ascii_lowercase() {
            b'(' | b'{' | b'[' | b'<' => {
                if open.is_empty() {
                    outermost = start;
                }
                open.push(match directive {
                    b'(' => b')',
                    b'{' => b'}',
                    b'[' => b']',
                    _ => b'>',
                });
            }
            b')' | b'}' | b']' | b'>' => {
                if open.pop() != Some(directive) {
                    return;
                }
                if open.is_empty() {
                    found.push(outermost..scan.at);
                }
            }
            b';' if open.is_empty() => return,
            b'a' | b's' | b'd' | b'b' | b'o' | b'x' | b'r' | b'p' | b'c' | b'f' | b'e' | b'g'
            | b'$' | b'%' | b'&' | b'|' | b'~' | b'\n' | b't' | b'*' | b'?' | b'^' | b'w'
            | b'i' | b'/' | b'_' | b';' => {
                if open.is_empty() {
                    found.push(start..scan.at);
                }
            }
            _ => return,
        }
    }
}
