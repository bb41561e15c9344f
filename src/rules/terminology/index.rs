//! From a folded word to the patterns that it may begin: one look-up a word, however many terms there are.
//!
//! A filter of a few kilobytes answers nearly every word (no) before the hash table is touched. On 31 200 forms this builds
//! in some 2 ms and scans flat; an Aho-Corasick automaton takes 36 to 83 ms to build and folds case in ASCII only.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::fold::{fold, hash, hash_folded};
use crate::diagnostic::Span;

/// What a word may be the beginning of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    /// The term's number.
    pub term: u32,
    /// The number of its pattern.
    pub pattern: u16,
    /// The number of the phrase that must stand here, when the form is more than the word: see `Terms::phrases`.
    pub phrase: Option<u32>,
    /// The cells of the paradigm that the form stands for.
    pub cells: u64,
}

/// The hash is the key.
#[derive(Default)]
pub(super) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

const NONE: u32 = u32::MAX;

/// Where something is looked up: a word, or a word with the one after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// The word, folded.
    pub first: String,
    /// The word after it, where the pattern has one: then only the two together are a hit, so that a thousand patterns
    /// that begin with *la* cost no more than one.
    pub second: Option<String>,
}

struct Node {
    /// The word ends here in `words`, and the second one follows up to `end`.
    start: u32,
    middle: u32,
    end: u32,
    next: u32,
    posting: Posting,
}

/// Words and what they may begin.
pub(super) struct Index {
    filter: Vec<u64>,
    heads: HashMap<u64, u32, BuildHasherDefault<Same>>,
    nodes: Vec<Node>,
    words: String,
    /// Whether any pattern needs two words.
    pairs: bool,
}

/// The hash of two words side by side.
fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Index {
    /// The index of these words (folded).
    pub(super) fn new(entries: &[(Key, Posting)]) -> Index {
        let bits = if entries.is_empty() {
            0
        } else {
            (entries.len() * 16)
                .next_power_of_two()
                .clamp(1 << 10, 1 << 22)
        };
        let mut index = Index {
            filter: vec![0; bits / 64],
            heads: HashMap::with_capacity_and_hasher(entries.len(), BuildHasherDefault::default()),
            nodes: Vec::with_capacity(entries.len()),
            words: String::with_capacity(entries.iter().map(|(key, _)| key.first.len()).sum()),
            pairs: entries.iter().any(|(key, _)| key.second.is_some()),
        };
        let offset = |words: &String| u32::try_from(words.len()).unwrap_or(NONE);
        // The last entry of a word comes first in its chain: from the back, the order is the pack's.
        for (key, posting) in entries.iter().rev() {
            let second = key.second.as_deref();
            let mut hashed = hash(&key.first);
            if let Some(second) = second {
                hashed = pair(hashed, hash(second));
            }
            let slot = index.slot(hashed);
            index.filter[slot.0] |= slot.1;
            let start = offset(&index.words);
            index.words.push_str(&key.first);
            let middle = offset(&index.words);
            index.words.push_str(second.unwrap_or_default());
            let end = offset(&index.words);
            let number = u32::try_from(index.nodes.len()).unwrap_or(NONE);
            let next = index.heads.insert(hashed, number).unwrap_or(NONE);
            index.nodes.push(Node {
                start,
                middle,
                end,
                next,
                posting: *posting,
            });
        }
        index
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "the low bits of a hash are meant"
    )]
    fn slot(&self, key: u64) -> (usize, u64) {
        let bit = (key >> 20) as usize & (self.filter.len() * 64 - 1);
        (bit / 64, 1 << (bit % 64))
    }

    /// Whether something may be looked up under this hash: nearly always no, and then nothing is.
    fn may_hold(&self, key: u64) -> bool {
        let slot = self.slot(key);
        self.filter[slot.0] & slot.1 != 0
    }

    fn chain(&self, key: u64, first: &str, second: &str) -> impl Iterator<Item = &Posting> {
        let mut at = self.heads.get(&key).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            loop {
                let node = self.nodes.get(at as usize)?;
                at = node.next;
                let (start, middle, end) =
                    (node.start as usize, node.middle as usize, node.end as usize);
                if &self.words[start..middle] == first && &self.words[middle..end] == second {
                    return Some(&node.posting);
                }
            }
        })
    }

    /// What the folded `word` begins by itself.
    pub(super) fn get(&self, word: &str) -> impl Iterator<Item = &Posting> {
        let key = hash(word);
        let there = !self.filter.is_empty() && self.may_hold(key);
        there
            .then(|| self.chain(key, word, ""))
            .into_iter()
            .flatten()
    }
}

/// Where a word stands, and the token that it is in the text of.
pub(super) type Place = (Span, Option<usize>);

/// A walk over the words of a text, which remembers the word before.
pub(super) struct Walk<'i, 't> {
    index: &'i Index,
    text: &'t str,
    before: Option<(u64, Place)>,
    /// Folded words, where they are needed.
    first: String,
    second: String,
}

impl<'i, 't> Walk<'i, 't> {
    /// A walk at the start of a text.
    pub(super) fn new(index: &'i Index, text: &'t str) -> Self {
        Walk {
            index,
            text,
            before: None,
            first: String::new(),
            second: String::new(),
        }
    }

    /// The next word: calls `hit` for what the word before begins with it, and for what it begins by itself.
    pub(super) fn word(&mut self, place: Place, mut hit: impl FnMut(Place, &'i Posting)) {
        let word = &self.text[place.0];
        let key = hash_folded(word).unwrap_or_else(|| {
            fold(word, &mut self.second);
            hash(&self.second)
        });
        let before = self
            .before
            .replace((key, place))
            .filter(|_| self.index.pairs);
        if let Some((first, before)) = before
            && self.index.may_hold(pair(first, key))
        {
            fold(&self.text[before.0], &mut self.first);
            fold(word, &mut self.second);
            for posting in self
                .index
                .chain(pair(first, key), &self.first, &self.second)
            {
                hit(before, posting);
            }
        }
        if self.index.may_hold(key) {
            fold(word, &mut self.second);
            for posting in self.index.chain(key, &self.second, "") {
                hit(place, posting);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Index, Key, Posting, Walk};
    use crate::diagnostic::Span;

    #[test]
    fn every_word_finds_its_own_and_no_other() {
        let posting = |term| Posting {
            term,
            pattern: 0,
            phrase: None,
            cells: 1,
        };
        let entries: Vec<_> = (0..3000)
            .map(|number| {
                let key = Key {
                    first: format!("mot{}", number / 2),
                    second: None,
                };
                (key, posting(number))
            })
            .collect();
        let index = Index::new(&entries);
        let found: Vec<u32> = index.get("mot7").map(|posting| posting.term).collect();
        assert_eq!(found, [14, 15]);
        assert_eq!(index.get("mot").count(), 0);
        assert_eq!(Index::new(&[]).get("mot").count(), 0);
    }

    #[test]
    fn two_words_are_a_hit_only_together() {
        let posting = |term| Posting {
            term,
            pattern: 0,
            phrase: None,
            cells: 1,
        };
        let key = |first: &str, second: Option<&str>| Key {
            first: first.into(),
            second: second.map(Into::into),
        };
        let entries = [
            (key("la", Some("socket")), posting(0)),
            (key("la", None), posting(1)),
            (key("socket", Some("la")), posting(2)),
            (key("las", Some("ocket")), posting(3)),
        ];
        let index = Index::new(&entries);
        let text = "La la SOCKET Las";
        let mut walk = Walk::new(&index, text);
        let mut hits = Vec::new();
        for (start, end) in [(0, 2), (3, 5), (6, 12), (13, 16)] {
            walk.word((Span::new(start, end), None), |(span, _), posting| {
                hits.push((span.start, posting.term));
            });
        }
        assert_eq!(hits, [(0, 1), (3, 1), (3, 0)]);
    }
}
