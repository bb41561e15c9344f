//! Why a word that no dictionary knows is no fault where it stands: a name, a word of the source, a word that the project
//! or the entry accepts.

use std::cell::OnceCell;
use std::collections::HashSet;

use memchr::memchr2_iter;

use crate::diagnostic::Span;
use crate::ignore;
use crate::markup::{Kind, around};
use crate::rules::Message;
use crate::spelling::{List, Speller};

/// What is asked of the unknown words of one message.
pub(super) struct Excuses<'a> {
    message: &'a Message<'a>,
    speller: &'a Speller,
    /// The words of the entry's own comments.
    listed: Option<List>,
    /// Whether a capital within a sentence is that of a name.
    capitals_are_names: bool,
    /// The runs of letters and digits of the source, in small letters of ASCII; found out when first asked for: a long
    /// message may have as many words that nobody knows as its source has letters.
    runs: OnceCell<HashSet<String>>,
}

/// Languages that write nouns with a capital.
const CAPITAL_NOUNS: [&str; 3] = ["de", "lb", "nds"];

impl<'a> Excuses<'a> {
    pub(super) fn new(message: &'a Message<'a>, speller: &'a Speller) -> Self {
        let language = message.file.language.split(['_', '-', '@']).next();
        Excuses {
            message,
            speller,
            listed: ignore::words(message.entry)
                .map(List::of_words)
                .reduce(List::join),
            capitals_are_names: !CAPITAL_NOUNS.contains(&language.unwrap_or_default()),
            runs: OnceCell::new(),
        }
    }

    /// Whether the word there is right, or nobody's fault.
    pub(super) fn accept(&self, span: Span) -> bool {
        let text = self.message.text;
        let word = &text[span];
        self.speller.knows(word)
            || self.is_abbreviation(span)
            || self.is_left_in_source(span)
            || self.is_shred(span)
            || self.is_part(span)
            || self.is_metavariable(span)
            || !self.speller.vocabulary.can_know(word)
            || self.is_name(span)
            || self.is_of_the_source(word)
            || self.listed.as_ref().is_some_and(|list| list.accepts(word))
            || self.speller.listed(word)
    }

    /// Whether the dictionary has it with the full stop that follows it.
    fn is_abbreviation(&self, span: Span) -> bool {
        let with_stop = Span::new(span.start, span.end + 1);
        self.message.text[span.end..].starts_with('.')
            && self.speller.knows(&self.message.text[with_stop])
    }

    /// Whether [`occurrences`] finds it in the source.
    fn stands(&self, word: &str) -> bool {
        let source = self.message.source;
        let apart = |c: char| !c.is_alphanumeric();
        let first = &word[..word.find(apart).unwrap_or(word.len())];
        let runs = self.runs.get_or_init(|| {
            let runs = source.split(apart).filter(|run| !run.is_empty());
            runs.map(str::to_ascii_lowercase).collect()
        });
        (first.is_empty() || runs.contains(&first.to_ascii_lowercase()))
            && (!first.is_empty() && first.len() == word.len()
                || occurrences(source, word).next().is_some())
    }

    /// Whether it stands in the source with one -s of a plural more or less.
    fn stands_in_plural(&self, word: &str) -> bool {
        let stands = |word: &str| word.len() > 2 && self.stands(word);
        match word.strip_suffix('s') {
            Some(one) => stands(one),
            None => stands(&[word, "s"].concat()),
        }
    }

    /// Whether it stands in a displayed text that is the source's, or made of the source's words: a title that was left
    /// in its language.
    fn is_left_in_source(&self, span: Span) -> bool {
        let inner = around(self.message.markup(), span)
            .map(|token| token.inner)
            .filter(|inner| inner.contains(span));
        inner.is_some_and(|inner| {
            let displayed = self.message.text[inner].trim();
            let mut words = displayed.split_whitespace();
            self.stands(displayed)
                || displayed.contains(' ')
                    && words.all(|word| self.stands(word) || self.stands_in_plural(word))
        })
    }

    /// Whether it stands in what a manual writes for a value: *<nomréférence>*, *<spéc-de-réf>*.
    fn is_metavariable(&self, span: Span) -> bool {
        let within = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '’');
        let text = self.message.text;
        let before = text[..span.start].trim_end_matches(within);
        before.ends_with('<') && text[span.end..].trim_start_matches(within).starts_with('>')
    }

    /// Whether the dictionary has it with the hyphen beside it: *Integritäts-*.
    fn is_part(&self, span: Span) -> bool {
        let text = self.message.text;
        let knows = |with: Span| self.speller.knows(&text[with]);
        text[span.end..].starts_with('-') && knows(Span::new(span.start, span.end + 1))
            || text[..span.start].ends_with('-') && knows(Span::new(span.start - 1, span.end))
    }

    /// Whether it is a part of a word that brackets or dots cut: *(re)charger*, *utilisateur(trice)s*, *lecteur·ice*; or the
    /// sign before the letter of an accelerator: *Gi&rar*.
    fn is_shred(&self, span: Span) -> bool {
        let before = &self.message.text[..span.start];
        let after = &self.message.text[span.end..];
        let ends_in_letter = |text: &str| text.chars().next_back().is_some_and(char::is_alphabetic);
        let begins_with_letter = |text: &str| text.chars().next().is_some_and(char::is_alphabetic);
        before
            .strip_suffix(['(', '·', '•', '\u{2027}'])
            .is_some_and(ends_in_letter)
            || after
                .strip_prefix([')', '&', '~'])
                .is_some_and(begins_with_letter)
    }

    /// Whether it has a capital for another reason than that a sentence begins.
    fn is_name(&self, span: Span) -> bool {
        let text = self.message.text;
        let Some(first) = text[span].chars().next() else {
            return false;
        };
        self.capitals_are_names && first.is_uppercase() && !begins_sentence(&text[..span.start])
    }

    /// Whether it stands in the source, alone or with one -s of a plural more or less. What only lacks accents is a word of the
    /// language that looks like the source's, unless the source marks it as a name or as code.
    fn is_of_the_source(&self, word: &str) -> bool {
        let source = self.message.source;
        if !self.stands(word) {
            return self.stands_in_plural(word);
        }
        if !self.speller.vocabulary.lacks_accents(word) {
            return true;
        }
        occurrences(source, word).any(|span| {
            let name = source[span].starts_with(char::is_uppercase)
                && !begins_sentence(&source[..span.start]);
            name || around(self.message.source_markup(), span)
                .is_some_and(|token| !token.kind.holds_prose() || token.kind == Kind::Emphasis)
        })
    }
}

/// Where a word stands in a text as a word, capitals of ASCII aside.
pub(in crate::rules) fn occurrences<'t>(
    text: &'t str,
    word: &'t str,
) -> impl Iterator<Item = Span> + 't {
    let bytes = text.as_bytes();
    let first = word.bytes().next().unwrap_or_default();
    let cases = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr2_iter(cases.0, cases.1, bytes)
        .map(|start| Span::new(start, start + word.len()))
        .filter(move |span| {
            bytes
                .get(span.range())
                .is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
                && text.is_char_boundary(span.start)
                && text.is_char_boundary(span.end)
                && !text[..span.start].ends_with(char::is_alphanumeric)
                && !text[span.end..].starts_with(char::is_alphanumeric)
        })
}

/// Whether what follows `before` begins a sentence, a title or an item of a list.
pub(in crate::rules) fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| {
        matches!(
            c,
            ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '`' | '|'
        ) || "«“\"‘([*_-–—•".contains(c)
    });
    before
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | '…' | '\n' | '»' | '>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_sentence_begins() {
        for before in ["", "Fin. ", "Quoi\u{a0}? « ", "- ", "voir :\n* ", "**"] {
            assert!(begins_sentence(before), "{before:?}");
        }
        for before in ["le langage ", "l'", "Note : ", "le (", "par "] {
            assert!(!begins_sentence(before), "{before:?}");
        }
    }

    #[test]
    fn words_of_a_text() {
        let count = |text, word| occurrences(text, word).count();
        assert_eq!(count("A Hash, hashes, hash_map and rehash", "hash"), 2);
        assert_eq!(count("élan et e", "e"), 1);
        assert_eq!(count("", "a"), 0);
    }
}
