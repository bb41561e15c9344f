//! Tags in a source, as Translate Toolkit takes them away before it counts words.
//!
//! A tag is a name of letters, digits, `_`, `.`, `:` and whatever is not ASCII, with attributes in quotes; anything else
//! between `<` and `>` is text. A line break in HTML parts words, other tags do not.

use std::borrow::Cow;

use memchr::memchr_iter;

/// The text without its tags.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    // A break becomes a blank before other tags are looked for: that blank may stand in one of them.
    let text = replace(Cow::Borrowed(text), line_break, "\n");
    replace(text, tag, "")
}

fn replace<'t>(text: Cow<'t, str>, tag: fn(&str) -> Option<usize>, instead: &str) -> Cow<'t, str> {
    let mut kept = String::new();
    let mut done = 0;
    for at in memchr_iter(b'<', text.as_bytes()) {
        if at >= done
            && let Some(length) = tag(&text[at..])
        {
            kept += &text[done..at];
            kept += instead;
            done = at + length;
        }
    }
    if done == 0 {
        return text;
    }
    kept += &text[done..];
    Cow::Owned(kept)
}

/// The length of a line break that `text` begins with, in bytes.
fn line_break(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("<br")?;
    Some(text.len() - end(rest)?.len())
}

/// The length of a tag that `text` begins with, in bytes.
fn tag(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    if let Some(rest) = rest.strip_prefix('/') {
        let rest = name(rest)?.strip_prefix('>')?;
        return Some(text.len() - rest.len());
    }
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let mut inside = name(rest)?;
    // No blank is needed before an attribute: then the name ends at the latest before its last letter.
    if inside.starts_with('=') && rest.len() - inside.len() > first {
        inside = quoted(inside)?;
    }
    loop {
        if let Some(rest) = end(inside) {
            return Some(text.len() - rest.len());
        }
        inside = quoted(name(blanks(inside))?)?;
    }
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\n'])
}

/// What follows the end of a tag.
fn end(text: &str) -> Option<&str> {
    let text = blanks(text);
    text.strip_prefix('/').unwrap_or(text).strip_prefix('>')
}

/// What follows a name.
fn name(text: &str) -> Option<&str> {
    let is_inside =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':') || !c.is_ascii();
    let rest = text.trim_start_matches(is_inside);
    (rest.len() < text.len()).then_some(rest)
}

/// What follows `=` and a value in quotes, which is on one line.
fn quoted(text: &str) -> Option<&str> {
    let text = text.strip_prefix('=')?;
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, rest) = text[1..].split_once(quote)?;
    (!value.contains('\n')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    #[test]
    fn as_expressions_say_it() {
        let line_break = Regex::new(r"<br[ \t\n]*/?>").unwrap();
        let name = r"[0-9A-Za-z_.:[^\x00-\x7f]]+";
        let attribute = format!(r#"[ \t\n]*{name}=(?:"[^"\n]*"|'[^'\n]*')"#);
        let tag = format!("<{name}(?:{attribute})*[ \\t\\n]*/?>|</{name}>");
        let tag = Regex::new(&tag).unwrap();
        let long = |text: &str| {
            let text = line_break.replace_all(text, "\n");
            tag.replace_all(&text, "").into_owned()
        };
        let pieces = [
            "<", "</", ">", "br", "/", "é", "b", "=", "\"", "'", " ", "\n", "x=\"y\"",
        ];
        let mut text = String::new();
        for number in 0..pieces.len().pow(5) {
            text.clear();
            text.push('<');
            let mut rest = number;
            for _ in 0..5 {
                text += pieces[rest % pieces.len()];
                rest /= pieces.len();
            }
            text.push('>');
            assert_eq!(without(&text), long(&text), "{text:?}");
        }
    }
}
