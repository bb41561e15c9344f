//! Set phrases: words that mean together what none of them means alone (*au cours de*, *avoir lieu*), from `phrases.txt`.
//!
//! Where the words of the list stand is found out when the first phrase is asked for; a phrase is read, and the forms of a word in
//! capitals are looked up, when that one is.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::lexicon;

/// A set phrase.
#[derive(Debug)]
pub struct Phrase {
    /// Its words.
    pub words: Vec<Word>,
    /// Whether the same words may be meant one by one (*à la clé*).
    pub loose: bool,
    /// As the list has it.
    pub line: &'static str,
}

impl Phrase {
    fn read(line: &'static str) -> Phrase {
        let strict = line.strip_prefix("? ");
        let line = strict.unwrap_or(line);
        let count = line.split(' ').count();
        let words = line.split(' ').enumerate();
        Phrase {
            words: words
                .map(|(place, word)| Word::read(word, place + 1 == count))
                .collect(),
            loose: strict.is_some(),
            line,
        }
    }

    /// As a reader writes it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.line.to_lowercase().replace("' ", "'")
    }
}

/// One word of a set phrase.
#[derive(Debug)]
pub enum Word {
    /// One of these, as they stand; an apostrophe ends what is elided.
    Any(Vec<&'static str>),
    /// Any form of this verb or noun.
    Form(Inflected),
}

/// A word of which any form may stand.
#[derive(Debug)]
pub struct Inflected {
    /// Infinitive or singular.
    pub lemma: String,
    /// Its forms, once they were asked for.
    forms: OnceLock<Vec<String>>,
}

impl Inflected {
    fn forms(&self) -> &[String] {
        self.forms.get_or_init(|| {
            let verb = lexicon::verb(&self.lemma, lexicon::Spelling::Any).unwrap_or_default();
            let noun = lexicon::noun(&self.lemma).map(|one| [one.singular, one.plural]);
            let forms = verb.into_iter().map(|(_, form)| form);
            forms.chain(noun.into_iter().flatten()).collect()
        })
    }
}

impl Word {
    /// Whether the word, in lower case, is this one.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        match self {
            Word::Any(words) => words.contains(&word),
            Word::Form(one) => one.forms().iter().any(|form| form == word),
        }
    }

    /// Whether it is a verb in whatever form.
    #[must_use]
    pub fn is_verb(&self) -> bool {
        matches!(self, Word::Form(one) if lexicon::is_verb(&one.lemma))
    }

    /// The word of the list for a word of a line, which may be its last one.
    fn read(word: &'static str, last: bool) -> Word {
        if is_form(word) {
            return Word::Form(Inflected {
                lemma: word.to_lowercase(),
                forms: OnceLock::new(),
            });
        }
        Word::Any(spellings(word, last).collect())
    }
}

/// Whether a word of a line stands for all of its forms.
fn is_form(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// The words that a word of a line, which may be its last one, stands for.
fn spellings(word: &'static str, last: bool) -> std::str::Split<'static, char> {
    let all = match word {
        "de" if last => "de|d'|du|des",
        "à" if last => "à|au|aux",
        "que" if last => "que|qu'",
        _ => word,
    };
    all.split('|')
}

/// A line of the list.
struct Line {
    text: &'static str,
    /// Read when one of its words is asked for: few of them ever are.
    phrase: OnceLock<Phrase>,
}

impl Line {
    fn phrase(&self) -> &Phrase {
        self.phrase.get_or_init(|| Phrase::read(self.text))
    }
}

/// The phrases, and where each word, or lemma, stands in them.
struct List {
    lines: Vec<Line>,
    /// The digest of a word, the number of the line, the number of the word in it; in order.
    places: Vec<(u64, u16, u16)>,
}

fn digest(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

fn list() -> &'static List {
    static LIST: OnceLock<List> = OnceLock::new();
    LIST.get_or_init(|| {
        let lines = include_str!("phrases.txt").lines();
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let lines: Vec<Line> = lines
            .map(|text| Line {
                text,
                phrase: OnceLock::new(),
            })
            .collect();
        let mut places = Vec::with_capacity(4 * lines.len());
        for (number, line) in (0..).zip(&lines) {
            let words = line.text.strip_prefix("? ").unwrap_or(line.text);
            let count = words.split(' ').count();
            for (place, word) in (0..).zip(words.split(' ')) {
                let mut file = |word: &str| places.push((digest(word), number, place));
                if is_form(word) {
                    file(&word.to_lowercase());
                } else {
                    spellings(word, usize::from(place) + 1 == count).for_each(file);
                }
            }
        }
        places.sort_unstable();
        List { lines, places }
    })
}

/// The phrases that have the word, in lower case, or any form of the lemma, each with the place of that word in it.
pub fn with(word: &str, lemma: &str) -> impl Iterator<Item = (&'static Phrase, usize)> {
    let list = list();
    let of = |word: &str| {
        let digest = digest(word);
        let first = list.places.partition_point(|place| place.0 < digest);
        (list.places[first..].iter()).take_while(move |place| place.0 == digest)
    };
    let more = if lemma == word { "" } else { lemma };
    of(word)
        .chain(of(more))
        .map(|(_, line, place)| (list.lines[usize::from(*line)].phrase(), usize::from(*place)))
}

#[cfg(test)]
mod tests {
    use super::{Word, list, with};
    use std::collections::HashSet;

    #[test]
    fn every_line_is_a_phrase_of_known_words() {
        let mut seen = HashSet::new();
        for line in &list().lines {
            let phrase = line.phrase();
            assert!(phrase.words.len() > 1, "{}", phrase.line);
            assert!(seen.insert(phrase.line), "twice: {}", phrase.line);
            for word in &phrase.words {
                match word {
                    Word::Any(words) => assert!(!words.contains(&""), "{}", phrase.line),
                    Word::Form(one) => assert!(!one.forms().is_empty(), "{}", phrase.line),
                }
            }
        }
    }

    #[test]
    fn phrases_are_found_by_word_and_by_lemma() {
        let lines = |word, lemma| -> Vec<_> { with(word, lemma).map(|one| one.0.line).collect() };
        assert!(lines("lieu", "lieu").contains(&"AVOIR lieu"));
        assert!(lines("eu", "avoir").contains(&"AVOIR lieu"));
        assert!(lines("zorglub", "").is_empty());
    }
}
