//! Escaping: what comes from files, configurations and the environment, made harmless for the place it is printed to.
//!
//! One function for each kind of place: a line for people, a stream of such lines, JSON, CSV, a cell of a Markdown table,
//! Markdown, XML, a workflow command of GitHub, a path in a patch; HTML has [`super::html::Escaped`]. Control characters,
//! line separators and marks of writing direction come out as `\u{1b}` wherever the format has no escape of its own, so
//! that a name or a translation cannot move the cursor, end a line or turn the direction of what follows it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use crate::find;
use crate::markup::is_doubled;

/// Whether a character is invisible and changes how what stands around it is shown: control characters (C0, DEL, C1), line
/// and paragraph separators, marks and changes of writing direction, zero-width spaces, tags.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// A text as part of one line for people.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    if !hides(text) {
        return Cow::Borrowed(text);
    }
    replaced(text, is_hidden, |out, c| out.extend(c.escape_unicode()))
}

/// Whether a character of `text` is hidden: few can be, by their first byte, and only those are looked at.
fn hides(text: &str) -> bool {
    find::other_than_plain(text.as_bytes())
        .any(|at| text[at..].chars().next().is_some_and(is_hidden))
}

/// `text` with each character that `special` names written by `write`.
fn replaced(
    text: &str,
    special: impl Fn(char) -> bool,
    write: impl Fn(&mut String, char),
) -> Cow<'_, str> {
    let Some(first) = text.find(&special) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        if special(c) {
            write(&mut out, c);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Lines for people on their way to a terminal or a log: whatever was put together before, no control character gets
/// through but the colours that were asked for, and no line is a command to the service that keeps the log
/// (`::add-mask::` at its start, `##[…]` and `##vso[…]` anywhere).
pub struct People<W: Write> {
    out: W,
    colour: bool,
    /// The beginning of a line whose end was not written yet.
    held: Vec<u8>,
    /// Whether the beginning of this line went out already.
    begun: bool,
}

impl<W: Write> People<W> {
    /// Writes to `out`; with sequences that colour text only where `colour` says so.
    pub fn new(out: W, colour: bool) -> People<W> {
        People {
            out,
            colour,
            held: Vec::new(),
            begun: false,
        }
    }

    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(bytes),
        };
        // All at once: standard output asks the system anew for each line that it is given.
        let mut safe = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            safe += &self.harmless(line);
            self.begun = !line.ends_with('\n');
        }
        self.out.write_all(safe.as_bytes())
    }

    /// A line, or the part of it that is known.
    fn harmless<'l>(&self, line: &'l str) -> Cow<'l, str> {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let hidden = |c: char| c != '\t' && is_hidden(c);
        let begins = self.begun || !text.trim_start().starts_with("::");
        if begins && !hides(text) && !is_doubled(text, b'#') {
            return Cow::Borrowed(line);
        }
        let mut out = String::with_capacity(line.len() + 16);
        let mut blank = !self.begun;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let mut size = c.len_utf8();
            if let Some(length) = colour(rest).filter(|_| self.colour) {
                out.push_str(&rest[..length]);
                size = length;
            } else if blank && rest.starts_with("::") {
                out.push_str("\\u{3a}");
                blank = false;
            } else if rest.starts_with("##[") || rest.starts_with("##vso[") {
                out.push_str("\\u{23}");
                blank = false;
            } else {
                blank &= c.is_whitespace();
                if hidden(c) {
                    out.extend(c.escape_unicode());
                } else {
                    out.push(c);
                }
            }
            rest = &rest[size..];
        }
        out.push_str(&line[text.len()..]);
        Cow::Owned(out)
    }
}

/// The length of the sequence at the start of `text` that sets a colour.
fn colour(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let end = codes.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    codes[end..].starts_with('m').then_some(end + 3)
}

impl<W: Write> Write for People<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match memchr::memrchr(b'\n', bytes) {
            Some(end) if self.held.is_empty() => {
                self.pass(&bytes[..=end])?;
                self.held.extend(&bytes[end + 1..]);
            }
            Some(end) => {
                let mut held = std::mem::take(&mut self.held);
                held.extend(&bytes[..=end]);
                self.pass(&held)?;
                held.clear();
                held.extend(&bytes[end + 1..]);
                self.held = held;
            }
            None => self.held.extend(bytes),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        self.pass(&held)?;
        self.out.flush()
    }
}

/// Writes `value` as JSON. What is hidden is written as JSON's own escape, and means the same.
///
/// # Errors
/// What writing says.
pub fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    Ok(serde_json::to_writer(Json(out), value)?)
}

/// As [`json`], on many lines.
///
/// # Errors
/// What writing says.
pub fn json_pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    Ok(serde_json::to_writer_pretty(Json(out), value)?)
}

/// A list in JSON whose items are made one by one as they are written: there may be very many.
pub struct List<F>(pub F);

impl<F, I> Serialize for List<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// JSON on its way out. Beyond ASCII there is nothing in it but what its strings hold, in whole characters.
struct Json<'o>(&'o mut dyn Write);

impl Write for Json<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let hidden = |c: char| c >= '\u{7f}' && is_hidden(c);
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.is_ascii() || text.contains('\u{7f}') => {
                let safe = replaced(text, hidden, |out, c| {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        let _ = write!(out, "\\u{unit:04x}");
                    }
                });
                self.0.write_all(safe.as_bytes())?;
            }
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A field of CSV (RFC 4180). Before what a spreadsheet would take for a formula stands an apostrophe.
#[must_use]
pub fn csv(text: &str) -> Cow<'_, str> {
    let text = line(text);
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if !formula && !text.contains([',', '"']) {
        return text;
    }
    let mark = if formula { "'" } else { "" };
    Cow::Owned(format!("\"{mark}{}\"", text.replace('"', "\"\"")))
}

/// A name as code in a cell of a Markdown table.
#[must_use]
pub fn markdown_cell(text: &str) -> String {
    format!("`{}`", line(text).replace('`', "'").replace('|', "\\|"))
}

/// A text that is nothing but text in Markdown, no markup, no mention and no link to an issue.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("&#92;n "),
            '\t' => out.push_str("&#92;t"),
            // The forges look for these in what is left of the page; an empty comment parts them from what follows.
            '@' | '#' => {
                let _ = write!(out, "&#{};<!-- -->", u32::from(c));
            }
            '&' | '<' | '>' | '"' | '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '|' | '!' | '$'
            | ':' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c if is_hidden(c) => {
                let _ = write!(out, "&#92;u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Text for a document or an attribute in XML.
#[must_use]
pub fn xml(text: &str) -> Cow<'_, str> {
    let special = |c: char| {
        matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}') || is_hidden(c)
    };
    replaced(text, special, |out, c| match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&apos;"),
        '\t' => out.push_str("&#9;"),
        '\n' => out.push_str("&#10;"),
        // What XML 1.0 allows in no form, and what would not be seen.
        c => out.extend(c.escape_unicode()),
    })
}

/// The message of a workflow command of GitHub.
#[must_use]
pub fn github(text: &str) -> Cow<'_, str> {
    replaced(
        text,
        |c| c == '%' || is_hidden(c),
        |out, c| match c {
            '%' => out.push_str("%25"),
            '\n' => out.push_str("%0A"),
            c => out.extend(c.escape_unicode()),
        },
    )
}

/// A value before the message, where colons and commas mean something too.
#[must_use]
pub fn github_property(text: &str) -> String {
    github(text).replace(':', "%3A").replace(',', "%2C")
}

/// A path as git and GNU patch write it: in quotes, with C escapes, when it holds a quote, a backslash or something hidden;
/// with a tab behind it when it holds a space, so that nobody takes what follows for a date.
#[must_use]
pub fn patch_path(path: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '"' | '\\') || is_hidden(c);
    if !path.contains(special) {
        return if path.contains(' ') {
            Cow::Owned(format!("{path}\t"))
        } else {
            Cow::Borrowed(path)
        };
    }
    let quoted = replaced(path, special, |out, c| match c {
        '"' | '\\' => out.extend(['\\', c]),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        c => {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "\\{byte:03o}");
            }
        }
    });
    Cow::Owned(format!("\"{quoted}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str =
        "a\u{1b}[31m\u{7}\r\n::add-mask::b\u{85}\u{9b}\u{202e}\u{2028}\u{e0041}\t|`";

    fn people(text: &str, colour: bool, pieces: usize) -> String {
        let mut out = Vec::new();
        let mut people = People::new(&mut out, colour);
        for piece in text.as_bytes().chunks(pieces) {
            people.write_all(piece).unwrap();
        }
        people.flush().unwrap();
        drop(people);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_hidden_is_left_of_a_line() {
        let told = line(HOSTILE);
        assert!(!told.contains(is_hidden), "{told}");
        assert!(told.starts_with("a\\u{1b}[31m\\u{7}\\u{d}\\u{a}::add-mask::b\\u{85}"));
        assert!(matches!(
            line("fr/été — « a »\u{a0}: 👨\u{200d}👩"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn a_stream_for_people_passes_lines_and_its_own_colours() {
        for pieces in [1, 7, 1000] {
            let told = people("\u{1b}[1;31merror:\u{1b}[0m é\n", true, pieces);
            assert_eq!(told, "\u{1b}[1;31merror:\u{1b}[0m é\n");
            assert_eq!(people("\u{1b}[31ma", false, pieces), "\\u{1b}[31ma");
            assert_eq!(
                people("\u{1b}]52;c;x\u{7}\u{1b}[2J", true, pieces),
                "\\u{1b}]52;c;x\\u{7}\\u{1b}[2J"
            );
            assert_eq!(
                people(" \t::add-mask::x\n\u{1b}[2m ::x\u{1b}[0m\n", true, pieces),
                " \t\\u{3a}:add-mask::x\n\u{1b}[2m \\u{3a}:x\u{1b}[0m\n"
            );
            assert_eq!(
                people("a::b ##[add-mask]c ##vso[x]d ## e\n", false, pieces),
                "a::b \\u{23}#[add-mask]c \\u{23}#vso[x]d ## e\n"
            );
            assert_eq!(people("a\rb\u{9b}c", false, pieces), "a\\u{d}b\\u{9b}c");
        }
    }

    #[test]
    fn what_is_written_at_once_is_passed_at_once() {
        struct Counted(usize);
        impl Write for Counted {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0 += 1;
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut counted = Counted(0);
        let mut people = People::new(&mut counted, true);
        let lines = "\u{1b}[1;31merror:\u{1b}[0m a\n\u{7}\nb\n";
        people.write_all(lines.repeat(1000).as_bytes()).unwrap();
        drop(people);
        assert_eq!(counted.0, 1);
    }

    #[test]
    fn json_means_the_same() {
        let mut out = Vec::new();
        json(&mut out, &HOSTILE).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.contains(is_hidden), "{text}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), HOSTILE);
    }

    #[test]
    fn csv_is_no_formula() {
        assert_eq!(csv("a/été.po"), "a/été.po");
        assert_eq!(csv("=1+1"), "\"'=1+1\"");
        assert_eq!(csv("@SUM(1).po"), "\"'@SUM(1).po\"");
        assert_eq!(csv("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(csv("\r=1"), "\\u{d}=1");
    }

    #[test]
    fn a_cell_is_one_cell() {
        assert_eq!(markdown_cell("a|b`\n#"), "`a\\|b'\\u{a}#`");
    }

    #[test]
    fn any_text_fits_into_an_attribute() {
        assert_eq!(xml("rien"), "rien");
        assert_eq!(
            xml("<a b=\"c\">&\n\u{7}\u{202e}"),
            "&lt;a b=&quot;c&quot;&gt;&amp;&#10;\\u{7}\\u{202e}"
        );
    }

    #[test]
    fn what_means_something_to_github_is_escaped() {
        assert_eq!(github("100 %\r\na: b, c"), "100 %25\\u{d}%0Aa: b, c");
        assert_eq!(github_property("a:b,c%"), "a%3Ab%2Cc%25");
    }

    #[test]
    fn a_path_in_a_patch_is_quoted() {
        assert_eq!(patch_path("a/b.po"), "a/b.po");
        assert_eq!(patch_path("a b"), "a b\t");
        assert_eq!(
            patch_path("a\u{1b}\n\"é\u{9b}"),
            "\"a\\033\\n\\\"é\\302\\233\""
        );
    }
}
