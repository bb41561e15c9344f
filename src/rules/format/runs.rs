//! The usual case, for nothing: a translation with the plain directives of its source, in the same order.
//!
//! A run is the text from a sign to where every language with that sign has stopped reading: `%-5.2f`, `%1$s`,
//! `%(name)s`, `{name}`. What a parser sees of a string is then its runs alone, so that strings with the same runs are
//! both invalid, or ask for the same. Anything that is not as plain as that is left to the parsers.

use memchr::memchr_iter;

/// Letters that end a directive wherever they are one, and that no language reads on behind.
const LAST: &[u8] = b"dsfxcuirgeo";

/// Whether both strings hold the same runs of `signs`, and plain ones only.
pub(super) fn same(signs: &[u8], source: &str, text: &str) -> bool {
    let run = match signs {
        b"%" => percent,
        b"{" => brace,
        _ => return false,
    };
    let runs = |text| Runs {
        text,
        signs: memchr_iter(signs[0], text),
        end: 0,
        run,
    };
    let mut ours = runs(source.as_bytes());
    let mut theirs = runs(text.as_bytes());
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return true,
            (Some(Some(one)), Some(Some(other))) if one == other => {}
            _ => return false,
        }
    }
}

struct Runs<'t> {
    text: &'t [u8],
    signs: memchr::Memchr<'t>,
    /// Where the last run ended.
    end: usize,
    run: fn(&[u8]) -> Option<usize>,
}

impl<'t> Iterator for Runs<'t> {
    /// A run; `None` where it is not plain.
    type Item = Option<&'t [u8]>;

    fn next(&mut self) -> Option<Self::Item> {
        let end = self.end;
        let start = self.signs.find(|&at| at >= end)?;
        let rest = &self.text[start..];
        Some((self.run)(rest).map(|len| {
            self.end = start + len;
            &rest[..len]
        }))
    }
}

/// The length of the run that `text` begins with, in bytes: a sign, a name in brackets, flags and numbers, a letter.
fn percent(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    match text.get(1)? {
        b'%' => return Some(2),
        b'(' => {
            at += 1 + word(&text[2..]);
            if text.get(at) != Some(&b')') {
                return None;
            }
            at += 1;
        }
        _ => {}
    }
    at += text[at..]
        .iter()
        .take_while(|byte| matches!(byte, b'0'..=b'9' | b'$' | b'.' | b'-' | b'+' | b'#' | b'*'))
        .count();
    LAST.contains(text.get(at)?).then_some(at + 1)
}

/// The same for `{name}`.
fn brace(text: &[u8]) -> Option<usize> {
    let end = 1 + word(&text[1..]);
    (end > 1 && text.get(end) == Some(&b'}')).then_some(end + 1)
}

/// How many bytes of a name `text` begins with.
fn word(text: &[u8]) -> usize {
    text.iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs() {
        for (signs, source, text, expected) in [
            (b"%", "%d of %s", "%d de %s", true),
            (b"%", "%-5.2f%% %(a_1)s", "à %-5.2f%% de %(a_1)s", true),
            (b"%", "%d of %s", "%s de %d", false),
            (b"%", "%d", "%d%", false),
            (b"%", "%ld", "%ld", false),
            (b"%", "%(a b)s", "%(a b)s", false),
            (b"%", "%1", "%1", false),
            (b"%", "%'d10d", "%'d11d", false),
            (b"{", "{a} {b}", "de {a} à {b}", true),
            (b"{", "{a}", "{a} {", false),
            (b"{", "{}", "{}", false),
            (b"{", "{{a}", "{{a}", false),
        ] {
            assert_eq!(same(signs, source, text), expected, "{source} {text}");
        }
        assert!(!same(b"{}", "{a}", "{a}"));
    }
}
