//! How many words of a source somebody has to translate.
//!
//! Only prose counts: no code, no role without a text of its own, no placeholder, tag, URL or number, and nothing that is
//! written like code (`os.path`, `utf-8`). A compound with hyphens is one word, and so is `it's`.

use crate::engine::format_of;
use crate::markup::{self, Format, Token};

/// Counts the prose of a file's sources.
#[derive(Default)]
pub(super) struct Prose {
    format: Format,
    tokens: Vec<Token>,
}

impl Prose {
    /// Begins a file.
    pub fn begin(&mut self, file: &str) {
        self.format = format_of("", file);
    }

    /// The number of words in a decoded source.
    pub fn words(&mut self, source: &str) -> usize {
        markup::tokens(source, self.format, &mut self.tokens);
        let mut words = 0;
        // Where a word ends that what follows belongs to.
        let mut elided = None;
        for word in markup::words(source, &self.tokens) {
            words += usize::from(!word.glued && elided != Some(word.span.start));
            elided = word.elided.then_some(word.span.end);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_prose_counts() {
        for (rst, text, expected) in [
            (
                true,
                "Return the :func:`len` of *a list*, e.g. ``[1, 2]``.",
                5,
            ),
            (
                true,
                ":ref:`the tutorial <tut>` on `Python <https://python.org>`_",
                4,
            ),
            (true, "os.path utf-8 3.14 __init__", 0),
            (true, "It's a well-known thing", 4),
            (false, "%d files in <b>%(name)s</b> https://x.org", 2),
            (false, "", 0),
        ] {
            let mut prose = Prose {
                format: if rst { Format::Rst } else { Format::Plain },
                ..Prose::default()
            };
            assert_eq!(prose.words(text), expected, "{text:?}");
        }
    }
}
