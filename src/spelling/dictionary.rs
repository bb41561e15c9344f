//! A dictionary that words are looked up in: a Hunspell one, an affix file and a list of words in whatever charset and with
//! whatever flags they have, or the French one that is part of the program.
//!
//! The crate `spellbook` reads UTF-8 alone, and of flags of one character only those of ASCII. So both files are decoded
//! here, and where no type of flags is declared the one that takes any character is.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::hash::BuildHasher;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::Encoding;
use unicode_normalization::char::compose;

use super::near::{self, Shapes};
use crate::lang::case;
use crate::lang::fr::spelt;

/// Why a dictionary cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DictionaryError {
    /// The affix file declares a charset that nobody knows.
    #[error("its charset `{0}` is not known")]
    Charset(String),
    /// One of its lines is not understood.
    #[error("{0}")]
    Malformed(String),
}

/// A dictionary that words can be looked up in.
#[derive(Debug)]
pub struct Dictionary {
    /// How messages call it; empty for one that has no file.
    pub name: String,
    words: Words,
}

/// Where its words are.
#[derive(Debug)]
enum Words {
    /// In the tables of [`crate::lang::fr`], where all that affixes make is written out.
    French,
    Hunspell(Box<Hunspell>),
}

struct Hunspell {
    words: spellbook::Dictionary<Budget>,
    alphabet: Alphabet,
    /// The list of words as it was read, of which suggestions learn what words look like.
    list: String,
    shapes: OnceLock<Shapes>,
    /// Whether words are put together as in Hungarian, of parts that have several endings each.
    compounds: bool,
    spent: Spent,
}

impl fmt::Debug for Hunspell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hunspell").finish_non_exhaustive()
    }
}

impl Dictionary {
    /// The French one, Dicollecte's of all spellings: see [`crate::lang::fr::spelt`].
    #[must_use]
    pub fn french() -> Dictionary {
        Dictionary {
            name: "of French that is built in".to_owned(),
            words: Words::French,
        }
    }

    /// Reads the bytes of an `.aff` and a `.dic` file.
    ///
    /// # Errors
    /// A charset or a line that is not understood.
    pub fn read(aff: &[u8], dic: &[u8]) -> Result<Dictionary, DictionaryError> {
        let affixes = Affixes::of(aff)?;
        let words = affixes.decode_words(dic);
        Dictionary::parse(&affixes.text, words)
    }

    /// Reads the decoded text of both.
    fn parse(aff: &str, dic: String) -> Result<Dictionary, DictionaryError> {
        // What nobody has tried yet must not end the program.
        let words =
            catch_unwind(|| spellbook::Dictionary::new_with_hasher(aff, &dic, Budget::default()))
                .map_err(|_| DictionaryError::Malformed("it cannot be read".to_owned()))?
                .map_err(|error| DictionaryError::Malformed(error.to_string()))?;
        let words = Hunspell {
            words,
            spent: Spent::default(),
            // What hunspell(5) has for Hungarian alone.
            compounds: aff.lines().any(|line| line.starts_with("COMPOUNDSYLLABLE")),
            alphabet: Alphabet::of(&dic),
            list: dic,
            shapes: OnceLock::new(),
        };
        Ok(Dictionary {
            name: String::new(),
            words: Words::Hunspell(Box::new(words)),
        })
    }

    /// What [`Dictionary::has`] says, or `None` when the look-up itself fails on the word.
    pub(super) fn try_has(&self, word: &str) -> Option<bool> {
        match &self.words {
            Words::French => Some(spelt::is_word(word)),
            Words::Hunspell(words) => words.spent.within(word, || words.has(word)),
        }
    }

    /// Whether the dictionary has a word (in the form that `normal` gives it) in this case; a word that it has in
    /// small letters may stand at the start of a sentence or in capitals.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        match &self.words {
            Words::French => spelt::is_word(word),
            Words::Hunspell(_) => self.try_has(word).unwrap_or(true),
        }
    }

    /// Whether it answers within a microsecond.
    pub(super) fn is_table(&self) -> bool {
        matches!(self.words, Words::French)
    }

    /// Whether a word is written with letters that the dictionary's words are written with.
    #[must_use]
    pub fn can_know(&self, word: &str) -> bool {
        match &self.words {
            Words::French => word
                .chars()
                .all(|c| !c.is_alphabetic() || FRENCH.contains(&(c as u32 >> 8))),
            Words::Hunspell(words) => word.chars().all(|c| words.alphabet.has(c)),
        }
    }

    /// The words that one slip or missing accents part from `word`, which is in small letters; `as_written` gives a
    /// word the capital that it is looked up with.
    pub(super) fn near(&self, word: &str, as_written: impl Fn(&str) -> String) -> Vec<String> {
        let mut found = Vec::new();
        match &self.words {
            Words::French => {
                let has = |word: &str| spelt::is_word(&as_written(word));
                let (elided, word) = word.split_at(elision(word));
                let whole = |word: String| [elided, &word].concat();
                found.extend(near::accented(word, |word| has(&[elided, word].concat())).map(whole));
                let near = near::parted(word).chain(spelt::slips(word));
                found.extend(near.map(whole).filter(|word| has(word)));
            }
            Words::Hunspell(words) => {
                let shapes = words.shapes();
                let has =
                    |word: &str| shapes.fit(word) && self.try_has(&as_written(word)) == Some(true);
                found.extend(near::accented(word, has));
                near::slips(word, shapes.letters(), has, &mut found);
            }
        }
        found
    }

    /// Words that resemble one at all. Of a Hunspell dictionary, each takes a tenth of a second.
    pub(super) fn resembling(&self, word: &str) -> Vec<String> {
        match &self.words {
            Words::French => {
                let found = spelt::resembling(&word.to_lowercase()).into_iter();
                let found = found.filter(|word| spelt::is_word(word));
                if word.starts_with(char::is_uppercase) {
                    found.map(|word| case::capitalized(&word)).collect()
                } else {
                    found.collect()
                }
            }
            Words::Hunspell(words) => {
                let suggest = || {
                    let mut found = Vec::new();
                    words.words.suggest(word, &mut found);
                    found
                };
                words.spent.within(word, suggest).unwrap_or_default()
            }
        }
    }
}

/// How often a dictionary may look into its table for one word. A word that is put together of a hundred parts takes a few
/// thousand; one that can be parted in ever more ways takes twice as many for each letter more.
const LOOKUPS: u64 = 400_000;

/// Of a word that is longer than this, bytes, each look-up takes longer: it has fewer.
const USUAL: usize = 64;

/// How many look-ups all words may take together, and how many more for each word: a dictionary can be made so that every
/// word takes nearly all that one may.
const TOGETHER: u64 = 100_000_000;
const EACH: u64 = 5_000;

/// How much of its stack a look-up may take, bytes; those of other threads than the first are of two megabytes.
const STACK: usize = 512 << 10;

thread_local! {
    /// How many look-ups the word that is asked for has left, and where the stack stood when it was asked for.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
    static STOOD: Cell<Option<usize>> = const { Cell::new(None) };
}

/// What the words that a dictionary was asked for have taken.
#[derive(Default)]
struct Spent {
    words: AtomicU64,
    lookups: AtomicU64,
}

impl Spent {
    /// Does `work` on one word; nothing where that fails, or takes more than the budget.
    fn within<T>(&self, word: &str, work: impl FnOnce() -> T) -> Option<T> {
        let words = self.words.fetch_add(1, Ordering::Relaxed);
        let allowed = words.saturating_mul(EACH).saturating_add(TOGETHER);
        if self.lookups.load(Ordering::Relaxed) > allowed {
            return None;
        }
        let budget = LOOKUPS * USUAL as u64 / word.len().max(USUAL) as u64;
        LEFT.set(budget);
        STOOD.set(Some(place_in_stack()));
        let done = catch_unwind(AssertUnwindSafe(work));
        let taken = budget.saturating_sub(LEFT.replace(u64::MAX));
        STOOD.set(None);
        self.lookups.fetch_add(taken, Ordering::Relaxed);
        done.ok()
    }
}

/// About where the stack of this thread stands.
#[inline(never)]
fn place_in_stack() -> usize {
    let here = 0_u8;
    std::ptr::from_ref(std::hint::black_box(&here)).addr()
}

/// The hash function of the table, which counts: there is no other place at which a look-up can be stopped.
#[derive(Debug, Clone, Default)]
struct Budget(foldhash::fast::FixedState);

impl BuildHasher for Budget {
    type Hasher = <foldhash::fast::FixedState as BuildHasher>::Hasher;

    fn build_hasher(&self) -> Self::Hasher {
        let left = LEFT.get();
        assert!(left > 0, "the word takes too long");
        LEFT.set(left - 1);
        let deep = |stood: usize| place_in_stack().abs_diff(stood) > STACK;
        assert!(!STOOD.get().is_some_and(deep), "the word goes too deep");
        self.0.build_hasher()
    }
}

/// The letters of French, in blocks of 256: those of Latin, and raised ones (*1ʳᵉ*).
const FRENCH: [u32; 4] = [0, 1, 2, 0x1d];

/// Where what follows an elided word begins.
fn elision(word: &str) -> usize {
    word.find('\'').map_or(0, |at| at + 1)
}

impl Hunspell {
    fn has(&self, word: &str) -> bool {
        // Apostrophes are filed as ' by most, as ’ by some.
        self.words.check(word)
            || word.contains('\'') && self.words.check(&word.replace('\'', "\u{2019}"))
            || self.compounds && self.is_inflected_compound(word)
    }

    /// Whether the word is a compound whose last part has one ending more than `spellbook` looks for: Hungarian
    /// *sor-tör-és-eket*. It is when the compound is known without that ending, and the last part with it.
    fn is_inflected_compound(&self, word: &str) -> bool {
        let ends = |text: &str| -> Vec<usize> { text.char_indices().map(|(at, _)| at).collect() };
        let places = ends(word);
        let splits = places.iter().skip(SHORTEST_PART).rev().skip(SHORTEST_PART);
        splits.copied().any(|split| {
            let last = &word[split..];
            let endings = ends(last).into_iter().rev().take(LONGEST_ENDING);
            self.words.check(last)
                && endings.into_iter().any(|end| {
                    end > SHORTEST_PART
                        && self.words.check(&last[..end])
                        && self.words.check(&word[..split + end])
                })
        })
    }

    /// What its words look like: learnt when it is first asked for.
    fn shapes(&self) -> &Shapes {
        self.shapes.get_or_init(|| Shapes::of(&self.list))
    }
}

/// How many letters the parts of a compound have at least, and an ending at most.
const SHORTEST_PART: usize = 3;
const LONGEST_ENDING: usize = 8;

/// A word as dictionaries have it: composed (NFC), without soft hyphens, with the apostrophe ' and the hyphen -.
#[must_use]
pub fn normal(word: &str) -> Cow<'_, str> {
    let plain = |c: char| match c {
        '\u{ad}' => None,
        '\u{2019}' | '\u{2bc}' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        c => Some(c),
    };
    // What composes with the letter before it lies beyond the letters of Latin languages.
    if word.chars().all(|c| c < '\u{2bc}' && c != '\u{ad}') {
        return Cow::Borrowed(word);
    }
    let mut normal = String::with_capacity(word.len());
    for c in word.chars().filter_map(plain) {
        match normal.chars().next_back().and_then(|last| compose(last, c)) {
            Some(composed) => {
                normal.pop();
                normal.push(composed);
            }
            None => normal.push(c),
        }
    }
    Cow::Owned(normal)
}

/// Which letters a dictionary's words are written with, in blocks of 256: a foreign word is not misspelt.
struct Alphabet([u64; 4]);

/// A block that fewer words than this use is not the language's: units and symbols.
const WORDS_OF_A_BLOCK: u32 = 32;

impl Alphabet {
    fn of(words: &str) -> Alphabet {
        let mut counts = [0u32; 256];
        // Letters of ASCII stand in most words of any dictionary of a Latin script, and in the flags of all others.
        let mut ascii = 0u32;
        for line in words.lines() {
            let word = line.split('/').next().unwrap_or(line);
            ascii += u32::from(word.bytes().any(|byte| byte.is_ascii_alphabetic()));
            if !word.is_ascii() {
                let mut last = usize::MAX;
                for c in word.chars().filter(|c| *c as u32 >= 0x100) {
                    let block = (c as usize >> 8).min(255);
                    if block != last {
                        counts[block] += 1;
                        last = block;
                    }
                }
            }
        }
        counts[0] = ascii;
        let mut blocks = [0; 4];
        for (block, &count) in counts.iter().enumerate() {
            if count >= WORDS_OF_A_BLOCK {
                blocks[block / 64] |= 1 << (block % 64);
            }
        }
        // A small list of words has what it has.
        if blocks == [0; 4] {
            blocks = [u64::MAX; 4];
        }
        Alphabet(blocks)
    }

    fn has(&self, c: char) -> bool {
        let block = (c as usize >> 8).min(255);
        // Apostrophes, hyphens and marks are no letters of any script.
        !c.is_alphabetic() || self.0[block / 64] >> (block % 64) & 1 == 1
    }
}

/// A decoded affix file, and what it says of the list of words.
struct Affixes {
    text: String,
    encoding: &'static Encoding,
    /// Whether flags are bytes of their own amid the UTF-8 of the words.
    raw_flags: bool,
}

impl Affixes {
    fn of(bytes: &[u8]) -> Result<Affixes, DictionaryError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let directive = |name: &[u8]| {
            bytes.split(|&byte| byte == b'\n').find_map(|line| {
                let value = line.strip_prefix(name)?;
                let value = value.trim_ascii();
                (line.get(name.len()).is_some_and(u8::is_ascii_whitespace) && !value.is_empty())
                    .then(|| String::from_utf8_lossy(value).into_owned())
            })
        };
        // Without a word about it a dictionary is in ISO 8859-1 (hunspell(5)); many that say nothing are in UTF-8.
        let encoding = match directive(b"SET") {
            Some(name) => charset(&name).ok_or(DictionaryError::Charset(name))?,
            None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
            None => encoding_rs::WINDOWS_1252,
        };
        let flags = directive(b"FLAG");
        let raw_flags = flags.is_none()
            && encoding == encoding_rs::UTF_8
            && std::str::from_utf8(bytes).is_err();
        let mut text = String::with_capacity(bytes.len() + 16);
        if flags.is_none() {
            text.push_str("FLAG UTF-8\n");
        }
        for line in bytes.split(|&byte| byte == b'\n') {
            if raw_flags {
                push_raw_line(line, &mut text);
            } else {
                text.push_str(&encoding.decode_without_bom_handling(line).0);
            }
            text.push('\n');
        }
        Ok(Affixes {
            text,
            encoding,
            raw_flags,
        })
    }

    fn decode_words(&self, bytes: &[u8]) -> String {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if !self.raw_flags {
            return match self.encoding.decode_without_bom_handling(bytes).0 {
                Cow::Borrowed(text) => text.to_owned(),
                Cow::Owned(text) => text,
            };
        }
        let mut text = String::with_capacity(bytes.len());
        for line in bytes.split(|&byte| byte == b'\n') {
            push_flagged(line, &mut text);
            text.push('\n');
        }
        text
    }
}

/// Directives whose value is made of flags.
const OF_FLAGS: [&[u8]; 16] = [
    b"AF",
    b"CIRCUMFIX",
    b"COMPOUNDBEGIN",
    b"COMPOUNDEND",
    b"COMPOUNDFLAG",
    b"COMPOUNDFORBIDFLAG",
    b"COMPOUNDLAST",
    b"COMPOUNDMIDDLE",
    b"COMPOUNDPERMITFLAG",
    b"COMPOUNDROOT",
    b"COMPOUNDRULE",
    b"FORBIDDENWORD",
    b"KEEPCASE",
    b"NEEDAFFIX",
    b"NOSUGGEST",
    b"ONLYINCOMPOUND",
];

/// A line of an affix file in UTF-8 whose flags are bytes.
fn push_raw_line(line: &[u8], text: &mut String) {
    let mut fields = line
        .split(u8::is_ascii_whitespace)
        .filter(|field| !field.is_empty());
    let Some(name) = fields.next() else { return };
    let rule = matches!(name, b"SFX" | b"PFX");
    text.push_str(&String::from_utf8_lossy(name));
    for (at, field) in fields.enumerate() {
        text.push(' ');
        if OF_FLAGS.contains(&name) || rule && at == 0 {
            push_bytes(field, text);
        } else if rule && at == 2 || name == b"CHECKCOMPOUNDPATTERN" {
            push_flagged(field, text);
        } else {
            text.push_str(&String::from_utf8_lossy(field));
        }
    }
}

/// A word in UTF-8, then perhaps `/` and flags that are bytes, then perhaps morphology.
fn push_flagged(line: &[u8], text: &mut String) {
    let slash = (1..line.len()).find(|&at| line[at] == b'/' && line[at - 1] != b'\\');
    let Some(slash) = slash else {
        text.push_str(&String::from_utf8_lossy(line));
        return;
    };
    let end = line[slash..]
        .iter()
        .position(u8::is_ascii_whitespace)
        .map_or(line.len(), |length| slash + length);
    text.push_str(&String::from_utf8_lossy(&line[..slash]));
    push_bytes(&line[slash..end], text);
    text.push_str(&String::from_utf8_lossy(&line[end..]));
}

/// Each byte as the character of its number.
fn push_bytes(bytes: &[u8], text: &mut String) {
    text.extend(bytes.iter().map(|&byte| char::from(byte)));
}

/// The charset that Hunspell means by a name.
fn charset(name: &str) -> Option<&'static Encoding> {
    let name = name.to_ascii_lowercase();
    let name = match name.strip_prefix("microsoft-cp") {
        Some(number) => format!("windows-{number}"),
        None if name == "tis620-2533" => "tis-620".to_owned(),
        None => name,
    };
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_together_have_a_budget() {
        let spent = Spent::default();
        assert_eq!(spent.within("a", || 1), Some(1));
        spent.lookups.store(TOGETHER + 10 * EACH, Ordering::Relaxed);
        assert_eq!(spent.within("a", || 1), None);
        // With every word there is more.
        assert_eq!((0..10).filter_map(|_| spent.within("a", || 1)).count(), 2);
        assert_eq!(spent.within("a", || -> u8 { panic!("too long") }), None);
    }
}
