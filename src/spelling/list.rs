//! A project's own list of words: one a line, `#` begins a comment, `*` before a word forbids it.
//!
//! It is the personal dictionary of Hunspell and pospell. A word with a capital is accepted only so; one without may
//! stand at the start of a sentence or in capitals.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::dictionary::normal;

/// A list of words, by the name of its file.
#[derive(Debug, Default)]
pub struct List {
    /// Where it comes from, as messages name it.
    pub name: String,
    entries: Vec<Entry>,
    places: HashMap<Box<str>, usize>,
}

/// One line of a list.
#[derive(Debug)]
pub struct Entry {
    /// The word as it is written there, without the `*`.
    pub word: Box<str>,
    /// Its line, 1-based.
    pub line: usize,
    forbidden: bool,
    used: AtomicBool,
}

impl List {
    /// Reads the text of a list.
    #[must_use]
    pub fn parse(name: impl Into<String>, text: &str) -> List {
        let mut list = List {
            name: name.into(),
            ..List::default()
        };
        for (number, line) in text.lines().enumerate() {
            let line = without_comment(line.trim_start_matches('\u{feff}'));
            let (word, forbidden) = match line.strip_prefix('*') {
                Some(word) if !word.is_empty() => (word.trim_start(), true),
                _ => (line, false),
            };
            if !word.is_empty() {
                list.push(word, number + 1, forbidden);
            }
        }
        list
    }

    /// A list of words that stand in a comment, parted by commas or blanks.
    #[must_use]
    pub fn of_words(words: &str) -> List {
        let mut list = List::default();
        for word in words
            .split([',', ' ', '\t'])
            .filter(|word| !word.is_empty())
        {
            list.push(word, 1, false);
        }
        list
    }

    fn push(&mut self, word: &str, line: usize, forbidden: bool) {
        let place = self.entries.len();
        let key = normal(word);
        // `-ième` and `c-` are written without their hyphen where something else stands beside it.
        let bare = key.trim_matches(|c: char| !c.is_alphanumeric());
        if !bare.is_empty() && bare != key {
            self.places.entry(bare.into()).or_insert(place);
        }
        self.places.entry(key.into()).or_insert(place);
        self.entries.push(Entry {
            word: word.into(),
            line,
            forbidden,
            used: AtomicBool::new(false),
        });
    }

    /// This list and then another.
    #[must_use]
    pub fn join(mut self, other: List) -> List {
        for entry in other.entries {
            self.push(&entry.word, entry.line, entry.forbidden);
        }
        self
    }

    /// Whether it forbids any word.
    #[must_use]
    pub fn forbids(&self) -> bool {
        self.entries.iter().any(|entry| entry.forbidden)
    }

    /// Whether it accepts a word as it stands in a text.
    #[must_use]
    pub fn accepts(&self, word: &str) -> bool {
        self.verdict(&normal(word)) == Some(true)
    }

    /// Whether it accepts a word (in its normal form), or forbids it; `None` when it has nothing to say.
    pub(super) fn verdict(&self, word: &str) -> Option<bool> {
        let place = self.places.get(word).or_else(|| {
            let first = word.chars().next().filter(|c| c.is_uppercase())?;
            let rest = &word[first.len_utf8()..];
            let lower: String = first.to_lowercase().chain(rest.chars()).collect();
            let small = || self.places.get(word.to_lowercase().as_str());
            let shouting = rest.chars().all(|c| !c.is_lowercase());
            self.places
                .get(lower.as_str())
                .or_else(|| if shouting { small() } else { None })
        })?;
        let entry = &self.entries[*place];
        entry.used.store(true, Ordering::Relaxed);
        Some(!entry.forbidden)
    }

    /// The entries that no word asked for, and those that are there twice, in the order of the list.
    pub fn unused(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(|entry| !entry.used.load(Ordering::Relaxed))
    }

    /// Whether an earlier entry is the same word.
    #[must_use]
    pub fn is_twice(&self, entry: &Entry) -> bool {
        let place = self.places.get(&*normal(&entry.word));
        place.is_some_and(|&place| self.entries[place].line != entry.line)
    }

    /// Whether a word stands in it as it is written.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        self.entries.iter().any(|entry| &*entry.word == word)
    }

    /// Its first word.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.entries.first().map(|entry| &*entry.word)
    }
}

/// A line without its comment; in `c#` none begins.
fn without_comment(line: &str) -> &str {
    let comment = line.match_indices('#').find(|(at, _)| {
        line[..*at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
    });
    line[..comment.map_or(line.len(), |(at, _)| at)].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_capitals_and_what_is_forbidden() {
        let list = List::parse(
            "dict",
            "# words\nuplet\nBit  # the unit\nc#\n*librairie\n\n-ième\n",
        );
        for word in ["uplet", "Uplet", "UPLET", "Bit", "c#", "C#", "ième"] {
            assert_eq!(list.verdict(word), Some(true), "{word}");
        }
        assert_eq!(list.verdict("librairie"), Some(false));
        for word in ["bit", "BIT", "words", "unit", "uPlet"] {
            assert_eq!(list.verdict(word), None, "{word}");
        }
    }

    #[test]
    fn what_nothing_asked_for_is_told() {
        let list = List::parse("dict", "uplet\nhacher\nuplet\n");
        list.verdict("Uplet");
        let unused: Vec<(&str, usize)> = list
            .unused()
            .map(|entry| (&*entry.word, entry.line))
            .collect();
        assert_eq!(unused, [("hacher", 2), ("uplet", 3)]);
    }
}
