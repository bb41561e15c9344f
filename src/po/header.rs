//! The header entry's fields: what the file says of itself.
//!
//! The manual (section "Filling in the Header Entry") gives the fields; names are compared without regard to case, as
//! mail headers are.

use memchr::memmem;

use super::{Entry, Parser};
use crate::diagnostic::Span;
use crate::find;

/// The dates that every tool writes anew.
pub const DATES: [&str; 2] = ["POT-Creation-Date", "PO-Revision-Date"];

/// One `Name: value` line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderField<'a> {
    /// The name, as written.
    pub name: &'a str,
    /// The value without the blanks around it.
    pub value: &'a str,
    /// Where the value stands, bytes of the decoded header.
    pub span: Span,
    /// Where the name stands, bytes of the decoded header.
    pub name_span: Span,
}

/// The fields of a decoded header, in order; lines without a colon are passed over.
pub fn fields(header: &str) -> impl Iterator<Item = HeaderField<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < header.len() {
            let start = at;
            let rest = &header[start..];
            let line =
                &rest[..find::first([b'\n'], rest.as_bytes()).map_or(rest.len(), |end| end + 1)];
            at += line.len();
            let Some(colon) = find::first([b':'], line.as_bytes()) else {
                continue;
            };
            let (before, behind) = (&line[..colon], &line[colon + 1..]);
            let (name, value) = (trim_start(before), trim_start(behind));
            let name_start = start + before.len() - name.len();
            let value_start = if value.is_empty() {
                start + colon + 1
            } else {
                start + line.len() - value.len()
            };
            let (name, value) = (trim_end(name), trim_end(value));
            return Some(HeaderField {
                name,
                value,
                span: Span::new(value_start, value_start + value.len()),
                name_span: Span::new(name_start, name_start + name.len()),
            });
        }
        None
    })
}

/// The same as `str::trim_start`, without reading a character where there is nothing to take off.
fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        [first, ..] if first.is_ascii_graphic() => text,
        [b' ', next, ..] if next.is_ascii_graphic() => &text[1..],
        _ => text.trim_start(),
    }
}

/// The same as `str::trim_end`.
fn trim_end(text: &str) -> &str {
    match text.as_bytes() {
        [.., last] if last.is_ascii_graphic() => text,
        [.., before, b'\n'] if before.is_ascii_graphic() => &text[..text.len() - 1],
        _ => text.trim_end(),
    }
}

/// The value of a field, or nothing.
#[must_use]
pub fn value<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let bytes = header.as_bytes();
    let mut start = 0;
    while start < header.len() {
        let end = find::first([b'\n'], &bytes[start..]).map_or(header.len(), |at| start + at + 1);
        let line = trim_start(&header[start..end]);
        let begins = line.as_bytes().get(..name.len());
        if begins.is_some_and(|begin| begin.eq_ignore_ascii_case(name.as_bytes()))
            && let Some(field) = fields(line).next()
            && field.name.eq_ignore_ascii_case(name)
        {
            return Some(field.value);
        }
        start = end;
    }
    None
}

/// The charset that it names and where that stands: gettext looks for `charset=` in the whole header, in small letters, and
/// reads to the next blank or line end. It may be empty.
#[must_use]
pub fn charset_field(header: &str) -> Option<(&str, Span)> {
    let header = before_nul(header);
    let start = memmem::find(header.as_bytes(), b"charset=")? + "charset=".len();
    let rest = &header[start..];
    let name = rest.split([' ', '\t', '\n']).next().unwrap_or(rest);
    Some((name, Span::new(start, start + name.len())))
}

/// What gettext sees of a header: a string of C ends at its first NUL.
#[must_use]
pub fn before_nul(header: &str) -> &str {
    &header[..find::first([0], header.as_bytes()).unwrap_or(header.len())]
}

/// The charset that the header names.
#[must_use]
pub fn charset(header: &str) -> Option<&str> {
    charset_field(header)
        .map(|(name, _)| name)
        .filter(|name| !name.is_empty())
}

/// The text of a file's header: of the first live entry whose source is empty.
#[must_use]
pub fn find(file: &str) -> Option<String> {
    let mut parser = Parser::of_first_entries(file);
    let mut entry = Entry::default();
    while parser.read(&mut entry) {
        if entry.is_header() {
            let field = entry.translations().next()?;
            return Some(entry.text(field).decode().into_owned());
        }
        parser.faults.clear();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_their_places() {
        let header =
            "Language: fr\nX-Empty: \nnothing\nContent-Type: text/plain; charset=ISO-8859-1\n";
        let values: Vec<_> = fields(header)
            .map(|field| (field.name, &header[field.span]))
            .collect();
        assert_eq!(
            values,
            [
                ("Language", "fr"),
                ("X-Empty", ""),
                ("Content-Type", "text/plain; charset=ISO-8859-1")
            ]
        );
        assert_eq!(value(header, "language"), Some("fr"));
        assert_eq!(charset(header), Some("ISO-8859-1"));
    }

    #[test]
    fn the_header_is_found_behind_other_entries() {
        assert_eq!(
            find("msgid \"a\"\nmsgstr \"b\"\nmsgid \"\"\nmsgstr \"L: x\\n\"\n").as_deref(),
            Some("L: x\n")
        );
        assert_eq!(find("#~ msgid \"\"\n#~ msgstr \"L: x\\n\"\n"), None);
    }
}
