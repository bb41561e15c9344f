//! Whether a mark that touches its word lacks a space: is it punctuation, or part of what is written like code?

use super::super::prose::{
    chunk_end, chunk_start, in_emphasis, is_prose, token_at, token_before, verbatim,
};
use super::Look;
use crate::markup::Kind;

impl Look<'_> {
    /// Whether the mark at the byte `at`, which `last` touches, stands behind a word or what counts as one, and is not
    /// part of what is written like code.
    pub(super) fn lacks(&self, at: usize, last: char, strong: bool) -> bool {
        let (text, message) = (self.text, self.message);
        let worded = last.is_alphanumeric()
            || matches!(last, ')' | '»' | '”' | '`' | '*' | '…')
            || text[..at].ends_with("++")
            || (matches!(last, ']' | '}' | '>' | '%') && !strong);
        let start = chunk_start(text, at);
        let chunk = &text[start..=at];
        let mark = text.as_bytes()[at];
        if !worded
            // `#VALEUR!`, and `];` of a program.
            || chunk.starts_with('#')
            || (matches!(last, ']' | '}') && !chunk.contains(char::is_alphanumeric))
            || chunk[..at - start].contains([':', ';', '!', '?', '=', '\\', '&', '@', '~', '|'])
                && !chunk.contains('`')
        {
            return false;
        }
        let tokens = self.tokens();
        if !is_prose(tokens, at) || mark == b':' && self.is_field(chunk, at) {
            return false;
        }
        let token = token_before(tokens, at);
        if let Some(token) = token {
            if matches!(token.kind, Kind::Entity | Kind::Block | Kind::Escape) {
                return false;
            }
        } else if matches!(last, '*' | '`' | '>' | '}') {
            return false;
        }
        if mark == b':' && !message.is_rst() && self.is_prefix(start, at) {
            return false;
        }
        // `<host>:<port>`: what the reader puts values for, not the tags of a text.
        if last == '>'
            && text[at + 1..].starts_with('<')
            && token.is_some_and(|token| !text[token.span].starts_with("</"))
        {
            return false;
        }
        match mark {
            b';' if self.is_keyword_list() => false,
            // Between statements of code; names part here too, and there a space is missing all the same.
            b';' => {
                let line_end = !message.is_rst() && !text[at + 1..].starts_with(' ');
                // `setenv a b; setenv c d`: copied with what follows.
                let copied = || {
                    let next = text.len() - text[at + 1..].trim_start_matches(' ').len();
                    let end = chunk_end(text, next);
                    !text[start..end].contains(char::is_uppercase)
                        && end > next
                        && verbatim(message, &text[start..end])
                };
                let code = token.is_none() && (line_end || is_code(chunk) || copied());
                !(code && verbatim(message, chunk))
            }
            b':' => {
                // `C:`
                let drive = !message.is_rst() && at - start == 1 && last.is_ascii_uppercase();
                // `Reply-To:`
                let header = token.is_none() && is_header(chunk);
                // `"Foo: bar"`, to be typed.
                let quoted = || {
                    let parts = message.source.split('"').skip(1).step_by(2);
                    chunk.starts_with('"')
                        && (parts.into_iter()).any(|part| {
                            part.split_once(": ")
                                .is_some_and(|(name, _)| !name.contains(' '))
                        })
                };
                let meant = quoted()
                    || in_emphasis(tokens, at)
                    || ((drive || header) && verbatim(message, chunk));
                !meant && (token.is_some() || !self.is_authors(start, at))
            }
            _ => {
                // `0xd4??`; a name (`Yahoo! Mail`), or an example: the word before it stands so in the source too.
                let bare = chunk.trim_start_matches(['"', '\'', '“', '«', '\u{a0}', '\u{202f}']);
                if message.source_goes_on_after(chunk)
                    || bare.contains(['+', '*', '\\']) && message.source_holds(bare)
                    || (last.is_ascii_digit() && text[at + 1..].starts_with('?'))
                {
                    return false;
                }
                let two = chunk_start(text, text[..start].trim_end().len());
                !verbatim(message, &text[two..=at])
            }
        }
    }

    /// Whether `chunk`, which ends with the colon at the byte `at`, is the name of a field that the source has as well: the
    /// rest of the sentence stands behind it (`la ligne From: du message`), or the same value (`lang-format: I`).
    fn is_field(&self, chunk: &str, at: usize) -> bool {
        let rest = &self.text[at + 1..];
        let lead = &self.text[..at + 1 - chunk.len()];
        let goes_on = lead.trim_end().ends_with(char::is_alphanumeric)
            && rest.trim_start().starts_with(char::is_lowercase);
        let value = rest
            .char_indices()
            .nth(2)
            .map_or(rest, |(end, _)| &rest[..end]);
        self.message.source_holds(chunk)
            && (chunk.starts_with(char::is_uppercase) && goes_on
                || chunk.contains('-') && self.message.source_holds(&format!("{chunk}{value}")))
    }

    /// Whether the colon at the byte `at` is one of a program's message that says where it comes from (`%s: cannot open`,
    /// `parse(): bad node`), or of a table whose columns a space more would shift.
    fn is_prefix(&self, start: usize, at: usize) -> bool {
        let (text, chunk) = (self.text, &self.text[start..=at]);
        if text[at + 1..].starts_with("  ") || text[at + 1..].starts_with('\t') {
            return true;
        }
        let head = text[..start].trim_end_matches(' ');
        let line = head.is_empty() || head.ends_with('\n');
        // `E148:`
        let id = line
            && chunk.bytes().any(|byte| byte.is_ascii_digit())
            && !chunk.contains(char::is_lowercase)
            && self.message.source.trim_start().starts_with(chunk);
        if id {
            return true;
        }
        let name =
            line && (!chunk.starts_with(char::is_uppercase) || chunk.contains(['_', '(', '/']));
        let placeholder = token_at(self.tokens(), start).is_some();
        let nested = placeholder && head.ends_with([':', '\u{a0}']);
        (name || (line && placeholder) || nested) && verbatim(self.message, chunk)
    }

    /// Whether the word, its colon and the word behind it stand in the source as they are: a title, a header field.
    fn is_authors(&self, start: usize, at: usize) -> bool {
        let (text, message) = (self.text, self.message);
        let chunk = &text[start..=at];
        let rest = text[at + 1..].trim_start();
        if rest.is_empty() {
            return message.source.ends_with(chunk) && is_code(chunk);
        }
        // A prefix that is quoted.
        if rest.starts_with(['»', '”', '"']) || rest.starts_with("&raquo;") {
            return verbatim(message, chunk.trim_start_matches(['«', '“', '"', '(']));
        }
        // A role, a literal, a bracket behind the colon say nothing: they are the same in every language.
        let worded = rest.starts_with(char::is_alphabetic) || !message.is_rst();
        let end = chunk_end(text, text.len() - rest.len());
        worded && verbatim(message, &text[start..end])
    }

    /// Whether the source is the search words of a program's menu entry: `open;save;print;`.
    fn is_keyword_list(&self) -> bool {
        let source = self.message.source.trim_end();
        let is_list = || {
            !self.message.is_rst()
                && source.ends_with(';')
                && (!source.contains(' ')
                    || source
                        .split(';')
                        .skip(1)
                        .any(|word| word.starts_with(|c: char| !c.is_whitespace())))
        };
        *self.keywords.get_or_init(is_list)
    }
}

/// Whether a run of characters that ends in a colon is the name of a field of a mail: capitals after hyphens.
fn is_header(chunk: &str) -> bool {
    let name = chunk
        .trim_end_matches(':')
        .trim_start_matches(['(', '«', '\u{a0}']);
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    name.contains('-') && name.split('-').all(part)
}

/// Whether a run of characters is no word of a language.
fn is_code(chunk: &str) -> bool {
    let word = chunk.trim_end_matches([':', ';']);
    let figures = word.bytes().all(|byte| !byte.is_ascii_alphabetic());
    !figures
        && (word.contains(['.', '_', '/', '-', '(', '"'])
            || word.bytes().any(|byte| byte.is_ascii_digit()))
}
