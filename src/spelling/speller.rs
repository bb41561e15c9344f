//! Who is asked whether a word is right: the dictionaries of a language, opened once, and the lists of the project.
//!
//! A distinct word is looked up in the dictionaries once a run, whatever thread meets it, and what a thread has asked once it
//! knows without waiting for another; what follows of it where it stands (its source, its capital, the lists) is asked each time, of the few words that are unknown.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::dictionary::{Dictionary, normal};
use super::list::List;
use super::near;

/// The dictionaries of one language, and what they said so far.
pub struct Vocabulary {
    dictionaries: Vec<Dictionary>,
    /// Which of them failed at which word.
    failure: OnceLock<String>,
    /// How many words they failed at.
    failures: AtomicUsize,
    hasher: foldhash::fast::RandomState,
    /// In parts, so that threads seldom wait for one another.
    seen: [Mutex<Seen>; PARTS],
    /// What the spellers of earlier files know, for those of later ones.
    spare: Mutex<Vec<Known>>,
}

const PARTS: usize = 64;

/// After how many failures longer words are asked for no more, and what is longer, bytes.
const FAILURES: usize = 20;
const SHORT: usize = 24;

/// How many letters of a word an error shows.
const SHOWN: usize = 80;

type Seen = HashMap<Box<str>, bool, foldhash::fast::RandomState>;

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.dictionaries.fmt(f)
    }
}

impl Vocabulary {
    /// A word is known when one of the dictionaries has it.
    #[must_use]
    pub fn new(dictionaries: Vec<Dictionary>) -> Vocabulary {
        Vocabulary {
            dictionaries,
            failure: OnceLock::new(),
            failures: AtomicUsize::new(0),
            hasher: foldhash::fast::RandomState::default(),
            seen: std::array::from_fn(|_| Mutex::default()),
            spare: Mutex::default(),
        }
    }

    /// Whether a word, as it stands in a text, is in a dictionary.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        let ask = || {
            let word = normal(word);
            self.dictionaries.iter().any(|one| self.ask(one, &word))
        };
        // To look into a table is quicker than to remember what it said.
        if self.dictionaries.iter().all(Dictionary::is_table) {
            return ask();
        }
        self.remember(word, ask)
    }

    /// Whether a dictionary has a word. One that it cannot look up is not misspelt, and the failure is kept.
    fn ask(&self, dictionary: &Dictionary, word: &str) -> bool {
        if self.failures.load(Ordering::Relaxed) > FAILURES && word.len() > SHORT {
            return true;
        }
        dictionary.try_has(word).unwrap_or_else(|| {
            let name = &dictionary.name;
            self.failures.fetch_add(1, Ordering::Relaxed);
            self.failure.get_or_init(|| {
                let mut shown: String = word.chars().take(SHOWN).collect();
                if shown.len() < word.len() {
                    shown.push('…');
                }
                format!("spelling: the dictionary {name} takes too long for `{shown}`, or fails; it is passed over")
            });
            true
        })
    }

    /// What kept a word from being looked up.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.get().map(String::as_str)
    }

    /// Whether a word is written with letters of the language.
    #[must_use]
    pub fn can_know(&self, word: &str) -> bool {
        self.dictionaries.iter().any(|one| one.can_know(word))
    }

    /// Whether other accents alone make a known word of it: *parametre*.
    #[must_use]
    pub fn lacks_accents(&self, word: &str) -> bool {
        // A key that no word has.
        self.remember(&format!("{word}\0"), || {
            self.accented(&normal(word)).is_some()
        })
    }

    fn remember(&self, key: &str, find: impl FnOnce() -> bool) -> bool {
        let part = usize::try_from(self.hasher.hash_one(key) >> 58).unwrap_or(0);
        // What a panic left behind is whole: a word is entered at once.
        let seen = || {
            self.seen[part]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(&known) = seen().get(key) {
            return known;
        }
        let known = find();
        seen().insert(key.into(), known);
        known
    }

    /// At most `count` words that are one slip or some accents away, the likeliest first.
    #[must_use]
    pub fn suggest(&self, word: &str, count: usize) -> Vec<String> {
        let word = normal(word);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let small = if capital {
            word.to_lowercase()
        } else {
            word.into_owned()
        };
        let dictionaries = self.dictionaries.iter();
        let words = dictionaries
            .flat_map(|one| one.near(&small, |letters| written(letters, capital)))
            .collect();
        let ranked = near::ranked(&small, words, count).into_iter();
        ranked.map(|letters| written(&letters, capital)).collect()
    }

    /// The same of words that resemble it at all, which takes far longer.
    #[must_use]
    pub fn resembling(&self, word: &str, count: usize) -> Vec<String> {
        let word = normal(word);
        let dictionaries = self.dictionaries.iter();
        let words = dictionaries.flat_map(|one| one.resembling(&word)).collect();
        near::ranked(&word, words, count)
    }

    fn accented(&self, word: &str) -> Option<String> {
        near::accented(word, |word| {
            self.dictionaries.iter().any(|one| self.ask(one, word))
        })
    }
}

/// A word with or without a capital.
fn written(letters: &str, capital: bool) -> String {
    let mut rest = letters.chars();
    match rest.next().filter(|_| capital) {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => letters.to_owned(),
    }
}

/// What the dictionaries said of words. Half a million are asked for, and most are so short that they are two numbers.
#[derive(Debug, Default)]
struct Known {
    short: HashMap<Short, bool, foldhash::fast::RandomState>,
    long: Seen,
}

/// A word of 2 to 16 bytes: its beginning and its end, which meet or overlap, and how long it is.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Short {
    start: u64,
    end: u64,
    length: usize,
}

impl Short {
    fn of(word: &str) -> Option<Short> {
        let bytes = word.as_bytes();
        let (start, end) = match bytes.len() {
            8..=16 => (
                u64::from_le_bytes(*bytes.first_chunk()?),
                u64::from_le_bytes(*bytes.last_chunk()?),
            ),
            4..=7 => (
                u32::from_le_bytes(*bytes.first_chunk()?).into(),
                u32::from_le_bytes(*bytes.last_chunk()?).into(),
            ),
            2 | 3 => (
                u16::from_le_bytes(*bytes.first_chunk()?).into(),
                u16::from_le_bytes(*bytes.last_chunk()?).into(),
            ),
            _ => return None,
        };
        Some(Short {
            start,
            end,
            length: bytes.len(),
        })
    }
}

/// Who is asked in one file.
#[derive(Debug)]
pub struct Speller {
    /// The dictionaries of its language.
    pub vocabulary: Arc<Vocabulary>,
    /// The lists of words that hold for it.
    pub lists: Vec<Arc<List>>,
    /// Whether the lists are asked of every word that no dictionary has, though something else excuses it: which of
    /// their entries are needed is the question then.
    pub audit: bool,
    /// What the dictionaries said: its own, so that no thread waits for another. It outlives the file.
    seen: RefCell<Known>,
}

impl Clone for Speller {
    fn clone(&self) -> Self {
        Speller::new(&self.vocabulary, self.lists.clone(), self.audit)
    }
}

impl Drop for Speller {
    fn drop(&mut self) {
        let seen = self.seen.take();
        if let Ok(mut spare) = self.vocabulary.spare.lock() {
            spare.push(seen);
        }
    }
}

impl Speller {
    /// One that asks these dictionaries and lists.
    #[must_use]
    pub fn new(vocabulary: &Arc<Vocabulary>, lists: Vec<Arc<List>>, audit: bool) -> Speller {
        let spare = vocabulary.spare.lock().ok().and_then(|mut all| all.pop());
        Speller {
            vocabulary: Arc::clone(vocabulary),
            lists,
            audit,
            seen: RefCell::new(spare.unwrap_or_default()),
        }
    }

    /// Whether a word, as it stands in a text, is in a dictionary.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        let mut seen = self.seen.borrow_mut();
        let Some(short) = Short::of(word) else {
            if let Some(&known) = seen.long.get(word) {
                return known;
            }
            let known = self.vocabulary.knows(word);
            seen.long.insert(word.into(), known);
            return known;
        };
        let ask = || self.vocabulary.knows(word);
        *seen.short.entry(short).or_insert_with(ask)
    }

    /// Whether one of the lists accepts a word; one that forbids it wins.
    #[must_use]
    pub fn listed(&self, word: &str) -> bool {
        let word = normal(word);
        let verdicts = self.lists.iter().filter_map(|list| list.verdict(&word));
        verdicts.reduce(|all, one| all && one) == Some(true)
    }

    /// Whether one of the lists forbids a word that a dictionary may know.
    #[must_use]
    pub fn forbidden(&self, word: &str) -> bool {
        let word = normal(word);
        self.lists
            .iter()
            .any(|list| list.verdict(&word) == Some(false))
    }
}

/// The dictionaries of a language, or why there are none.
pub type Opened = Result<Arc<Vocabulary>, String>;

type Open = dyn Fn(&str) -> Result<Vec<Dictionary>, String> + Send + Sync;

/// The dictionaries of every language of a run, each opened when first asked for.
pub struct Dictionaries {
    open: Box<Open>,
    opened: Mutex<BTreeMap<String, Opened>>,
}

impl fmt::Debug for Dictionaries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dictionaries")
    }
}

/// What comes with the program.
impl Default for Dictionaries {
    fn default() -> Self {
        Dictionaries::new(|language| {
            if language.split(['_', '-', '@']).next() == Some("fr") {
                Ok(vec![Dictionary::french()])
            } else {
                Err(format!("there is no dictionary for `{language}`"))
            }
        })
    }
}

impl Dictionaries {
    /// Those that `open` finds for the code of a language.
    pub fn new(
        open: impl Fn(&str) -> Result<Vec<Dictionary>, String> + Send + Sync + 'static,
    ) -> Dictionaries {
        Dictionaries {
            open: Box::new(open),
            opened: Mutex::default(),
        }
    }

    /// Those of a language.
    ///
    /// # Errors
    /// Why there are none, each time it is asked.
    pub fn of(&self, language: &str) -> Opened {
        // Held while a dictionary is opened, so that it is opened once.
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = opened.get(language) {
            return known.clone();
        }
        let found = (self.open)(language).map(|all| Arc::new(Vocabulary::new(all)));
        opened.insert(language.to_owned(), found.clone());
        found
    }
}
