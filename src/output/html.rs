//! Figures and findings as one page of HTML that stands alone: no network, no font, nothing beside it.
//!
//! It is whole without its script, which only adds sorting and filtering. All that comes from files goes through
//! [`Escaped`], and the page's policy lets no other script run than the one whose hash it names: two locks, since
//! translations are written by anybody.

pub mod check;
pub mod stats;

use std::fmt;
use std::io::{self, Write};

use super::Failure;
use super::escape::is_hidden;

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");
/// The hash of the script, SHA-256 in base 64; tests/html.rs holds them together.
const HASH: &str = include_str!("html/script.sha256");

/// The address of a file, or of a 1-based line of it, by the name that messages call it.
pub type Link<'a> = &'a dyn Fn(&str, Option<u32>) -> Option<String>;

/// Text that stands in an element or in quotes of an attribute, and can be nothing else there.
///
/// Control characters, which HTML cannot hold, and marks of writing direction are shown as `\u{1b}`.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(special) {
            f.write_str(&rest[..at])?;
            let mut chars = rest[at..].chars();
            match chars.next().unwrap_or_default() {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // On a line of its own it would be a command to the service that keeps the log.
                '\n' if chars.as_str().trim_start().starts_with("::") => f.write_str("&#10;")?,
                '\n' => f.write_str("\n")?,
                hidden => write!(f, "{}", hidden.escape_unicode())?,
            }
            rest = chars.as_str();
        }
        f.write_str(rest)
    }
}

/// A sentence, escaped, in which what stands in backticks is code: as many close it as have opened it.
#[derive(Debug, Clone, Copy)]
pub struct Prose<'a>(pub &'a str);

impl fmt::Display for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find('`') {
            let ticks = rest[at..].bytes().take_while(|&byte| byte == b'`').count();
            let (before, inside) = (&rest[..at], &rest[at + ticks..]);
            let runs = inside.match_indices(&rest[at..at + ticks]);
            let closing = runs.map(|(end, _)| end).find(|&end| {
                !inside[..end].ends_with('`') && !inside[end + ticks..].starts_with('`')
            });
            write!(f, "{}", Escaped(before))?;
            if let Some(end) = closing {
                write!(
                    f,
                    "<code>{}</code>",
                    Escaped(inside[..end].trim_matches(' '))
                )?;
                rest = &inside[end + ticks..];
            } else {
                f.write_str(&rest[at..at + ticks])?;
                rest = inside;
            }
        }
        write!(f, "{}", Escaped(rest))
    }
}

fn special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'') || is_hidden(c) && c != '\t'
}

/// A number with a narrow no-break space between thousands, which no language takes for a decimal sign.
pub(super) fn number(figure: usize) -> String {
    let digits = figure.to_string();
    let mut text = String::with_capacity(digits.len() + 6);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// Writes a page around what `body` writes.
pub(super) fn page(
    out: &mut dyn Write,
    title: &str,
    body: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>",
        HASH.trim(),
        Escaped(title)
    )?;
    body(out)?;
    writeln!(
        out,
        "</main>\n<footer>Made by polir.</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>"
    )
}

/// Writes the name of a file, a link where there is somewhere to lead.
pub(super) fn name(
    out: &mut dyn Write,
    link: Link<'_>,
    file: &str,
    line: Option<u32>,
    text: &str,
) -> io::Result<()> {
    match link(file, line) {
        Some(url) => write!(out, "<a href=\"{}\">{}</a>", Escaped(&url), Escaped(text)),
        None => write!(out, "{}", Escaped(text)),
    }
}

/// Writes the field that chooses rows; it stays hidden where there is no script to read it.
pub(super) fn filter(out: &mut dyn Write, label: &str, of: &str, extra: &str) -> io::Result<()> {
    writeln!(
        out,
        "<div class=\"controls\" hidden><label>{label} <input type=\"search\" data-filter=\"{of}\" \
         autocomplete=\"off\" spellcheck=\"false\"></label>{extra}<p role=\"status\" class=\"shown\"></p></div>"
    )
}

/// Writes which files could not be read, and why.
pub(super) fn unread(out: &mut dyn Write, failures: &[Failure<'_>]) -> io::Result<()> {
    if failures.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"unread\">\n<h2 id=\"unread\">What went wrong</h2>\n<ul>"
    )?;
    for failure in failures {
        writeln!(
            out,
            "<li><bdi>{}</bdi>: <span dir=\"auto\">{}</span>",
            Escaped(failure.file),
            Escaped(failure.message)
        )?;
    }
    writeln!(out, "</ul>\n</section>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_text() {
        for (text, escaped) in [
            (
                "<script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            (
                "\"><img onerror='x'>",
                "&quot;&gt;&lt;img onerror=&#39;x&#39;&gt;",
            ),
            ("a & b &amp;", "a &amp; b &amp;amp;"),
            (
                "\0\u{1b}[31m\r\u{7f}\u{9b}",
                "\\u{0}\\u{1b}[31m\\u{d}\\u{7f}\\u{9b}",
            ),
            ("l’été\n\t日本", "l’été\n\t日本"),
            ("a\n ::add-mask::b", "a&#10; ::add-mask::b"),
        ] {
            assert_eq!(Escaped(text).to_string(), escaped);
        }
    }

    #[test]
    fn code_stands_in_backticks_once() {
        for (text, page) in [
            ("a `b<` c", "a <code>b&lt;</code> c"),
            ("`` `x` `` and `y`", "<code>`x`</code> and <code>y</code>"),
            ("one ` alone", "one ` alone"),
            ("``a`", "``a`"),
            ("", ""),
        ] {
            assert_eq!(Prose(text).to_string(), page);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(number(7), "7");
        assert_eq!(number(1000), "1\u{202f}000");
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn the_script_ends_where_it_ends() {
        let script = SCRIPT.to_lowercase();
        assert!(!script.contains("</script") && !script.contains("<!--"));
        assert!(!STYLE.to_lowercase().contains("</style") && !STYLE.contains("url("));
    }
}
