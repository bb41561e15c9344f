//! The words of a message's prose: what terminology, spelling and typography look at.
//!
//! A word is a run of letters, marks and digits of any script. Hyphens between letters belong to it, for the callers
//! know which compounds are to be split; an apostrophe ends it and belongs to it (`l'`, `analyse`). Soft hyphens and
//! combining marks lie within words; no-break spaces part them. What is written like code (`os.path`, `x_y`, `utf-8`,
//! `--verbose`) is one word too, and `glued`.

use unicode_width::UnicodeWidthChar;

use super::chars::is_space;
use super::{Kind, Span, Token};

/// A word of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it stands; bytes of the decoded string.
    pub span: Span,
    /// The word, with its apostrophe if it is elided.
    pub text: &'t str,
    /// Whether it ends in an apostrophe and something follows at once: a word, markup or a quotation.
    pub elided: bool,
    /// Whether it is written like code, and so is no word of a language: an underscore, a digit or a dot within it,
    /// or a sign of code next to it.
    pub glued: bool,
    /// The token whose displayed text it stands in; `None` in plain prose.
    pub within: Option<Kind>,
}

/// The stretches of prose of a message: between its tokens, and the displayed text of those that have one, in order.
#[derive(Debug, Clone)]
pub struct Prose<'t> {
    tokens: &'t [Token],
    /// The number of the next token.
    next: usize,
    /// Where what has not been given yet begins, and where the text ends.
    at: usize,
    end: usize,
}

/// The prose of `text` that `tokens` (from [`super::tokens`]) leave: where, and the number of the token that it is the displayed
/// text of. No stretch is empty.
#[must_use]
pub fn prose<'t>(text: &str, tokens: &'t [Token]) -> Prose<'t> {
    Prose {
        tokens,
        next: 0,
        at: 0,
        end: text.len(),
    }
}

impl Iterator for Prose<'_> {
    type Item = (Span, Option<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(token) = self.tokens.get(self.next) {
            if token.span.start > self.at {
                let plain = Span::new(self.at, token.span.start);
                self.at = token.span.start;
                return Some((plain, None));
            }
            let index = self.next;
            self.next += 1;
            self.at = self.at.max(token.span.end);
            if token.kind.holds_prose() && !token.inner.is_empty() {
                return Some((token.inner, Some(index)));
            }
        }
        let rest = Span::new(self.at, self.end);
        self.at = self.end;
        (!rest.is_empty()).then_some((rest, None))
    }
}

/// Whether `c` may stand within a word: a letter, a digit, an underscore, a mark, a soft hyphen.
#[must_use]
pub fn is_word(c: char) -> bool {
    // The letters of French, without a look at the tables.
    matches!(c, 'a'..='z' | 'à'..='ö' | 'œ' | '_') || continues(c)
}

/// Calls `each` for every run of such characters in `text[span]`, with its span in `text`: the words of [`words`] cut at hyphens,
/// dots and apostrophes, for those that look for a word within a compound.
pub fn runs(text: &str, span: Span, mut each: impl FnMut(Span)) {
    let bytes = &text.as_bytes()[span.range()];
    let mut start = None;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let (inside, width) = if byte.is_ascii() {
            (CLASS[byte as usize] != 0, 1)
        } else {
            let c = text[span.start + at..].chars().next().unwrap_or('\u{fffd}');
            (is_word(c), c.len_utf8())
        };
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                each(Span::new(span.start + begin, span.start + at));
                start = None;
            }
            _ => {}
        }
        at += width;
    }
    if let Some(begin) = start {
        each(Span::new(span.start + begin, span.end));
    }
}

/// Iterator over the words of a message: see [`words`].
#[derive(Debug, Clone)]
pub struct Words<'t> {
    text: &'t str,
    prose: Prose<'t>,
    /// Where to read on, and where what is read now ends.
    at: usize,
    end: usize,
    within: Option<Kind>,
    /// The end of the last word that was written like code: what a `/` joins to it is code too.
    code: usize,
}

/// The words of the prose of `text` that `tokens` (from [`super::tokens`]) leave, and of displayed texts, in order.
#[must_use]
pub fn words<'t>(text: &'t str, tokens: &'t [Token]) -> Words<'t> {
    Words {
        text,
        prose: prose(text, tokens),
        at: 0,
        end: 0,
        within: None,
        code: usize::MAX,
    }
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const CODE: u8 = 3;

/// What each byte is in a word: a letter, a digit, an underscore; 0 for what parts words or is not ASCII.
static CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = if byte.is_ascii_alphabetic() {
            LETTER
        } else if byte.is_ascii_digit() {
            DIGIT
        } else if byte == b'_' {
            CODE
        } else {
            0
        };
        byte += 1;
    }
    table
};

/// Whether `c`, which is no ASCII, continues a word: a letter, a digit, a mark, a soft hyphen or a joiner.
fn continues(c: char) -> bool {
    c.is_alphanumeric()
        || c == '\u{ad}'
        || c >= '\u{300}'
            && c.width() == Some(0)
            && !matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        loop {
            if let Some(start) = self.start() {
                return Some(self.word(start));
            }
            if !self.region() {
                return None;
            }
        }
    }
}

impl<'t> Words<'t> {
    /// Goes on to the next stretch of prose.
    fn region(&mut self) -> bool {
        let Some((span, token)) = self.prose.next() else {
            return false;
        };
        (self.at, self.end) = (span.start, span.end);
        self.within = token.map(|token| self.prose.tokens[token].kind);
        true
    }

    /// Where the next word of this stretch begins.
    fn start(&mut self) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..self.end];
        while let Some(&byte) = bytes.get(self.at) {
            if CLASS[byte as usize] != 0 {
                return Some(self.at);
            }
            if byte.is_ascii() {
                self.at += 1;
            } else {
                let c = self.char(self.at)?;
                if c.is_alphanumeric() {
                    return Some(self.at);
                }
                self.at += c.len_utf8();
            }
        }
        None
    }

    /// The character at `at`, within this stretch.
    fn char(&self, at: usize) -> Option<char> {
        self.text[at..self.end].chars().next()
    }

    /// Whether a word may go on, or begin, at `at`.
    fn goes_on(&self, at: usize) -> bool {
        at < self.end
            && match self.text.as_bytes()[at] {
                byte if byte.is_ascii() => CLASS[byte as usize] != 0,
                _ => self.char(at).is_some_and(char::is_alphanumeric),
            }
    }

    fn word(&mut self, start: usize) -> Word<'t> {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = start;
        let mut glued = false;
        let mut elided = false;
        while let Some(&byte) = bytes.get(at) {
            match CLASS[byte as usize] {
                LETTER => at += 1,
                0 if byte == b' ' => break,
                // The letters of U+00C0 to U+017F, without the table of all scripts.
                0 if matches!(byte, 0xc3..=0xc5)
                    && !matches!(bytes[at..], [0xc3, 0x97 | 0xb7, ..]) =>
                {
                    at += 2;
                }
                0 => match byte {
                    b'-' if self.goes_on(at + 1) => at += 1,
                    b'.' if self.goes_on(at + 1) => {
                        glued = true;
                        at += 1;
                    }
                    b'\'' => {
                        elided = self.elides(at + 1);
                        at += usize::from(elided);
                        break;
                    }
                    _ if byte.is_ascii() => break,
                    _ => match self.char(at) {
                        Some('\u{2019}') => {
                            elided = self.elides(at + 3);
                            at += if elided { 3 } else { 0 };
                            break;
                        }
                        Some('\u{2010}' | '\u{2011}') if self.goes_on(at + 3) => at += 3,
                        Some(c) if continues(c) => at += c.len_utf8(),
                        _ => break,
                    },
                },
                _ => {
                    glued = true;
                    at += 1;
                }
            }
        }
        let span = Span::new(start, at);
        let glued = glued || self.code_before(start) || self.code_after(at);
        if glued {
            self.code = at;
        }
        self.at = at;
        Word {
            span,
            text: &self.text[span],
            elided,
            glued,
            within: self.within,
        }
    }

    /// Whether what stands at `at`, after an apostrophe, is what a word is elided before: a word, markup (the end of
    /// this stretch that is not the end of the text), an opening quotation mark.
    fn elides(&self, at: usize) -> bool {
        if at >= self.end {
            return self.within.is_none() && self.end < self.text.len();
        }
        self.goes_on(at) || matches!(self.char(at), Some('«' | '“' | '"' | '`' | '*'))
    }

    /// Whether the sign before a word makes it code: `.rst`, `\alpha`, `@name`, `$x`, `--verbose`, `/usr`.
    fn code_before(&self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let Some(&sign) = bytes[..start].last() else {
            return false;
        };
        let before = start.checked_sub(2).map(|at| bytes[at]);
        // Nearly all words.
        if matches!(sign, b' ' | b'\'' | b'(') {
            return false;
        }
        match sign {
            b'\\' | b'@' | b'#' | b'$' | b'&' | b'=' | b'+' | b'~' | b'%' => true,
            b'.' => before != Some(b'.'),
            b'/' => {
                start - 1 == self.code
                    || before.is_none_or(|byte| {
                        byte.is_ascii() && !byte.is_ascii_alphanumeric() && byte != b')'
                    })
            }
            b'-' => {
                let dashes = bytes[..start]
                    .iter()
                    .rev()
                    .take_while(|&&byte| byte == b'-')
                    .count();
                let text = &self.text[..start - dashes];
                text.chars()
                    .next_back()
                    .is_none_or(|c| is_space(c) || matches!(c, '(' | '[' | '/' | '«' | '"'))
            }
            // Two colons around a word, or one before and a backtick after: a role that was not recognised.
            b':' => {
                before.is_none_or(|byte| byte == b':' || !byte.is_ascii_alphanumeric())
                    && self.role_after(start)
            }
            _ => self.after_escape(start),
        }
    }

    /// Whether the letter before is one that a backslash escapes: the word goes on from it.
    fn after_escape(&self, start: usize) -> bool {
        let text = &self.text[..start];
        let Some(last) = text.chars().next_back().filter(|&c| !is_space(c)) else {
            return false;
        };
        text[..start - last.len_utf8()].ends_with('\\')
    }

    /// Whether the word that begins at `start` ends in a colon that something follows at once.
    fn role_after(&self, start: usize) -> bool {
        let rest = &self.text[start..];
        rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
            .is_some_and(|end| {
                let rest = &rest[end..];
                rest.starts_with(':') && rest[1..].chars().next().is_some_and(|c| !is_space(c))
            })
    }

    /// Whether what follows a word makes it code: `name=`, `name()`, `func:` before a backtick, an escape but a space.
    fn code_after(&self, end: usize) -> bool {
        let rest = &self.text.as_bytes()[end..];
        match rest.first() {
            Some(b'=' | b'@' | b'_' | b'$' | b'\\') => !matches!(
                rest,
                [b'\\', b' ' | b'\n' | b'\\', ..] | [b'\\'] | [b'=', b' ', ..]
            ),
            Some(b'(') => rest.get(1) == Some(&b')'),
            Some(b'[') => rest
                .get(1)
                .is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'"' | b'\'' | b']')),
            Some(b':') => {
                matches!(rest.get(1), Some(b'`' | b':'))
                    && rest.get(2).is_some_and(|byte| !byte.is_ascii_whitespace())
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::rst;

    /// The words of a message: in brackets those that are glued, with `+` those that are elided.
    fn read(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        rst(text, &mut tokens);
        words(text, &tokens)
            .map(|word| {
                assert_eq!(&text[word.span], word.text);
                let elided = if word.elided { "+" } else { "" };
                if word.glued {
                    format!("[{}]{elided}", word.text)
                } else {
                    format!("{}{elided}", word.text)
                }
            })
            .collect()
    }

    fn plain(text: &str) -> Vec<&str> {
        words(text, &[])
            .filter(|word| !word.glued)
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn french() {
        assert_eq!(
            read("L'analyse, d’abord ; « l'été »\u{a0}!"),
            ["L'+", "analyse", "d’+", "abord", "l'+", "été"]
        );
        assert_eq!(
            read("le sous-processus retourne-t-il 'mot' ? C'est-à-dire"),
            [
                "le",
                "sous-processus",
                "retourne-t-il",
                "mot",
                "C'+",
                "est-à-dire"
            ]
        );
        assert_eq!(
            read("l'\\ :func:`open` d':exc:`E` l'*objet* qu'« on » et/ou"),
            ["l'+", "d'+", "l'+", "objet", "qu'+", "on", "et", "ou"]
        );
        assert_eq!(
            plain("œuvre cœur ÷ × naïf\u{a0}Éric\u{202f}ÿ"),
            ["œuvre", "cœur", "naïf", "Éric", "ÿ"]
        );
    }

    #[test]
    fn marks_and_soft_hyphens_lie_within() {
        assert_eq!(
            plain("e\u{301}te\u{301} biblio\u{ad}thèque mot\u{200b}mot"),
            ["e\u{301}te\u{301}", "biblio\u{ad}thèque", "mot", "mot"]
        );
        assert_eq!(
            plain("अनुवाद العربية 翻訳 перевод"),
            ["अनुवाद", "العربية", "翻訳", "перевод"]
        );
    }

    #[test]
    fn what_is_written_like_code_is_glued() {
        for code in [
            "os.path",
            "x_y",
            "file-lineno.py",
            "utf-8",
            ".rst",
            "--verbose",
            "@name",
            "x=",
            "print()",
            "\\alpha",
            "/usr",
            "__init__",
        ] {
            assert!(words(code, &[]).all(|word| word.glued), "{code}");
            assert!(words(code, &[]).next().is_some(), "{code}");
        }
        assert_eq!(
            read("voir /usr/lib/python, les fichiers. Fin..., et :func:foo et func:`x`"),
            [
                "voir", "[usr]", "[lib]", "[python]", "les", "fichiers", "Fin", "et", "[func]",
                "foo", "et", "[func]"
            ]
        );
        assert_eq!(read("\\*args, foo\\_bar"), ["[args]", "[foo]", "[bar]"]);
        for prose in ["le(s) mot(s)", "mot—mot", "-- mot --", "mot : mot", "a/b"] {
            assert!(words(prose, &[]).all(|word| !word.glued), "{prose}");
        }
    }

    #[test]
    fn displayed_text_is_prose_and_says_where_it_stands() {
        let text =
            "un :ref:`joli titre <cible>`, `lien <https://x.y>`_ **fort** ``code`` :func:`x` fin";
        let mut tokens = Vec::new();
        rst(text, &mut tokens);
        let found: Vec<_> = words(text, &tokens)
            .map(|word| (word.text, word.within))
            .collect();
        assert_eq!(
            found,
            [
                ("un", None),
                ("joli", Some(Kind::TitledRole)),
                ("titre", Some(Kind::TitledRole)),
                ("lien", Some(Kind::Reference)),
                ("fort", Some(Kind::Strong)),
                ("fin", None),
            ]
        );
    }
}
