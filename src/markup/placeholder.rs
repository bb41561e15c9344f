//! What is no prose in the messages of programs: placeholders, tags, entities, URLs.
//!
//! Which placeholders a message really has is the matter of its format flag; this is only to keep rules on prose off
//! them. So what might as well be prose is left alone: `50 % de`, `{une phrase entre accolades}`, `a < b`, `$5`.

use super::{Kind, Span, Token, uri};

/// The longest placeholder or tag, bytes.
const LONGEST: usize = 1024;

/// How deep braces are nested: `{x:{width}}`.
const NESTED: usize = 2;

/// Appends the tokens of a message that is no reStructuredText.
pub(super) fn scan(text: &str, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut gap = 0;
    while let Some(step) = bytes[at..]
        .iter()
        .position(|byte| matches!(byte, b'%' | b'{' | b'$' | b'<' | b'&'))
    {
        at += step;
        // Each is looked for so far and no further, so that what is opened and never closed costs no more than its length.
        let near = &bytes[..bytes.len().min(at + LONGEST)];
        let (kind, end) = match bytes[at] {
            b'%' => (Kind::Placeholder, percent(near, at)),
            b'{' => (Kind::Placeholder, brace(near, at, 0)),
            b'$' => (Kind::Placeholder, dollar(near, at)),
            b'<' => (Kind::Tag, tag(near, at)),
            _ => (Kind::Entity, entity(near, at)),
        };
        let Some(end) = end else {
            at += 1;
            continue;
        };
        // `%20`, `$x` and `&amp;` within a URL are the URL's.
        let mark = tokens.len();
        if matches!(bytes[at], b'%' | b'$' | b'&') {
            let stop = near[at..]
                .iter()
                .position(u8::is_ascii_whitespace)
                .map_or(near.len(), |n| at + n);
            let stop = text.floor_char_boundary(stop);
            uri::scan(text, Span::new(gap, stop), tokens);
            let before = tokens[mark..]
                .iter()
                .take_while(|url| url.span.start < at)
                .count();
            tokens.truncate(mark + before);
            if let Some(url) = tokens[mark..].last().filter(|url| url.span.end > at) {
                at = url.span.end;
                gap = at;
                continue;
            }
        } else {
            uri::scan(text, Span::new(gap, at), tokens);
        }
        let span = Span::new(at, end);
        tokens.push(Token::new(kind, span, span));
        at = end;
        gap = end;
    }
    uri::scan(text, Span::new(gap, text.len()), tokens);
}

fn skip(bytes: &[u8], from: usize, accepts: impl Fn(u8) -> bool) -> usize {
    bytes[from..]
        .iter()
        .position(|&byte| !accepts(byte))
        .map_or(bytes.len(), |step| from + step)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The end of a name in ASCII from `from`, which begins with no digit.
fn name(bytes: &[u8], from: usize) -> Option<usize> {
    bytes
        .get(from)
        .filter(|byte| byte.is_ascii_alphabetic() || **byte == b'_')
        .map(|_| skip(bytes, from, is_word))
}

/// The directives of C, Objective C, Python, PHP, Perl, Ruby, Qt and KDE.
fn percent(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    let mut certain = false;
    match bytes.get(at)? {
        b'%' => return Some(at + 1),
        b'(' | b'{' | b'<' => {
            let close = match bytes[at] {
                b'(' => b')',
                b'{' => b'}',
                _ => b'>',
            };
            let end = skip(bytes, at + 1, |byte| {
                is_word(byte) || matches!(byte, b'.' | b'-')
            });
            if end == at + 1 || bytes.get(end) != Some(&close) {
                return None;
            }
            if close == b'}' {
                return Some(end + 1);
            }
            at = end + 1;
            certain = true;
        }
        _ => {}
    }
    // Percentages: « 50%d'augmentation ».
    if !certain && start > 0 && bytes[start - 1].is_ascii_digit() {
        return None;
    }
    let digits = skip(bytes, at, |byte| byte.is_ascii_digit());
    if digits > at && bytes.get(digits) == Some(&b'$') {
        at = digits + 1;
    }
    at = skip(bytes, at, |byte| {
        matches!(byte, b'#' | b'0' | b'-' | b'+' | b'\'')
    });
    at = skip(bytes, at, |byte| byte.is_ascii_digit() || byte == b'*');
    if bytes.get(at) == Some(&b'.')
        && bytes
            .get(at + 1)
            .is_some_and(|&byte| is_word(byte) || byte == b'*')
    {
        at = skip(bytes, at + 1, |byte| byte.is_ascii_digit() || byte == b'*');
    }
    let length = skip(bytes, at, |byte| {
        matches!(byte, b'h' | b'l' | b'L' | b'q' | b'j' | b'z' | b't')
    });
    if bytes
        .get(length)
        .is_some_and(|byte| b"diouxXeEfFgGaAcCsSpnrmv@".contains(byte))
    {
        return Some(length + 1);
    }
    // Qt and KDE: %1, %L1, %n. Boost: %1%.
    if digits > start + 1 {
        let boost = bytes.get(digits) == Some(&b'%') && bytes.get(digits + 1) != Some(&b'%');
        return Some(digits + usize::from(boost));
    }
    (bytes.get(start + 1) == Some(&b'L'))
        .then(|| skip(bytes, start + 2, |byte| byte.is_ascii_digit()))
        .filter(|&end| end > start + 2)
}

/// `{}`, `{0}`, `{name}`, `{name.attribute[0]!r:>{width}}`, `{{name}}`, `{{ name }}`.
fn brace(bytes: &[u8], start: usize, depth: usize) -> Option<usize> {
    if bytes.get(start + 1) == Some(&b'{') {
        let from = skip(bytes, start + 2, |byte| byte == b' ');
        let end = skip(bytes, from, |byte| {
            is_word(byte) || matches!(byte, b'.' | b'-' | b'$' | b'|' | b'#' | b'/')
        });
        let close = skip(bytes, end, |byte| byte == b' ');
        return (end > from && bytes[close..].starts_with(b"}}")).then_some(close + 2);
    }
    let mut at = skip(bytes, start + 1, |byte| {
        is_word(byte) || matches!(byte, b'.' | b'[' | b']' | b'$')
    });
    if bytes.get(at) == Some(&b'!') {
        at = skip(bytes, at + 1, |byte| matches!(byte, b'r' | b's' | b'a'));
    }
    if bytes.get(at) == Some(&b':') {
        let spec = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'{' | b'}');
        at = skip(bytes, at + 1, spec);
        if bytes.get(at) == Some(&b'{') {
            if depth == NESTED {
                return None;
            }
            at = skip(bytes, brace(bytes, at, depth + 1)?, spec);
        }
    }
    (bytes.get(at) == Some(&b'}')).then_some(at + 1)
}

/// `${name}`, `$name`, `$1`; a price is none.
fn dollar(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes.get(start + 1) == Some(&b'{') {
        let end = name(bytes, start + 2)?;
        return (bytes.get(end) == Some(&b'}')).then_some(end + 1);
    }
    if start > 0 && is_word(bytes[start - 1]) {
        return None;
    }
    name(bytes, start + 1)
}

/// A tag or a comment; what stands in `<…>` with blanks but no attribute is prose.
fn tag(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes[start..].starts_with(b"<!--") {
        return memchr::memmem::find(&bytes[start..], b"-->").map(|at| start + at + 3);
    }
    let closing = usize::from(bytes.get(start + 1) == Some(&b'/'));
    let from = start + 1 + closing;
    if !bytes.get(from)?.is_ascii_alphabetic() {
        return None;
    }
    let mut at = skip(bytes, from, |byte| {
        is_word(byte) || matches!(byte, b':' | b'-' | b'.')
    });
    loop {
        at = skip(bytes, at, |byte| byte.is_ascii_whitespace());
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some(at + 2),
            _ => {}
        }
        let end = skip(bytes, at, |byte| {
            is_word(byte) || matches!(byte, b':' | b'-' | b'.' | b'@')
        });
        let equals = skip(bytes, end, |byte| byte.is_ascii_whitespace());
        if end == at || bytes.get(equals) != Some(&b'=') {
            return None;
        }
        let value = skip(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
        at = match *bytes.get(value)? {
            quote @ (b'"' | b'\'') => value + 2 + memchr::memchr(quote, &bytes[value + 1..])?,
            _ => skip(bytes, value, |byte| {
                !byte.is_ascii_whitespace() && byte != b'>'
            }),
        };
    }
}

/// `&name;`, `&#8239;`, `&#x202F;`
fn entity(bytes: &[u8], start: usize) -> Option<usize> {
    let from = start + 1;
    let end = match bytes.get(from)? {
        b'#' if matches!(bytes.get(from + 1), Some(b'x' | b'X')) => {
            let end = skip(bytes, from + 2, |byte| byte.is_ascii_hexdigit());
            (end > from + 2).then_some(end)?
        }
        b'#' => {
            let end = skip(bytes, from + 1, |byte| byte.is_ascii_digit());
            (end > from + 1).then_some(end)?
        }
        byte if byte.is_ascii_alphabetic() => {
            skip(bytes, from, |byte| byte.is_ascii_alphanumeric())
        }
        _ => return None,
    };
    (bytes.get(end) == Some(&b';')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use crate::markup::{Kind, placeholders};

    fn found(text: &str) -> Vec<(Kind, &str)> {
        let mut tokens = Vec::new();
        placeholders(text, &mut tokens);
        tokens
            .iter()
            .map(|token| (token.kind, &text[token.span]))
            .collect()
    }

    fn all(kind: Kind, text: &str, expected: &[&str]) {
        let expected: Vec<_> = expected.iter().map(|&span| (kind, span)).collect();
        assert_eq!(found(text), expected, "{text}");
    }

    #[test]
    fn directives() {
        let all = |text, expected| all(Kind::Placeholder, text, expected);
        all(
            "le fichier « %s » : %d lignes, %(count)d, %1$s, %-10.3f, %zu, 100%%",
            &["%s", "%d", "%(count)d", "%1$s", "%-10.3f", "%zu", "%%"],
        );
        all(
            "%1 sur %2, %L1, %n, %{name}, %<name>s, %@, %1%, %2%%",
            &[
                "%1", "%2", "%L1", "%n", "%{name}", "%<name>s", "%@", "%1%", "%2", "%%",
            ],
        );
        all(
            "{} {0} {name} {name!r:>10} {a.b[0]} {x:{w}} {{name}} {{ name }}",
            &[
                "{}",
                "{0}",
                "{name}",
                "{name!r:>10}",
                "{a.b[0]}",
                "{x:{w}}",
                "{{name}}",
                "{{ name }}",
            ],
        );
        all("$name, ${HOME}/bin", &["$name", "${HOME}"]);
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "50 % de plus",
            "50%d'augmentation",
            "{une phrase}",
            "10 $ ou 5$US",
            "a < b & c > d",
            "<nom du fichier>",
            "AT&T;",
            "%",
            "{",
            "$",
            "<",
            "&",
        ] {
            assert_eq!(
                found(text)
                    .iter()
                    .filter(|found| found.0 != Kind::Entity || found.1 != "&T;")
                    .count(),
                0,
                "{text}"
            );
        }
    }

    #[test]
    fn tags_and_entities() {
        all(
            Kind::Tag,
            "<b>gras</b><br/> <a href=\"x>y\" title='z'>lien</a> <!-- a > b -->",
            &[
                "<b>",
                "</b>",
                "<br/>",
                "<a href=\"x>y\" title='z'>",
                "</a>",
                "<!-- a > b -->",
            ],
        );
        all(
            Kind::Entity,
            "&nbsp;&#8239;&#x202F;",
            &["&nbsp;", "&#8239;", "&#x202F;"],
        );
    }

    #[test]
    fn addresses_stand_whole() {
        assert_eq!(
            found("voir https://example.org/a%20b?x=%s&y=1, %s ou <moi@example.org>"),
            [
                (Kind::Url, "https://example.org/a%20b?x=%s&y=1"),
                (Kind::Placeholder, "%s"),
                (Kind::Email, "moi@example.org")
            ]
        );
    }
}
