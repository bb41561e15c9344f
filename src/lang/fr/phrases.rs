//! Set phrases: words that mean together what none of them means alone (*au cours de*, *avoir lieu*), from `phrases.txt`.
//!
//! The list is read when the first phrase is asked for; the forms of a word in capitals are looked up when that word is.

use std::collections::HashMap;
use std::sync::OnceLock;

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

    /// The words of the list for a word of a line, which may be its last one.
    fn read(word: &'static str, last: bool) -> Word {
        if word.chars().all(char::is_uppercase) {
            return Word::Form(Inflected {
                lemma: word.to_lowercase(),
                forms: OnceLock::new(),
            });
        }
        Word::Any(match word {
            "de" if last => vec!["de", "d'", "du", "des"],
            "à" if last => vec!["à", "au", "aux"],
            "que" if last => vec!["que", "qu'"],
            _ => word.split('|').collect(),
        })
    }
}

/// The phrases, and where each word, or lemma, stands in them.
struct List {
    phrases: Vec<Phrase>,
    places: HashMap<String, Vec<(usize, usize)>>,
}

fn list() -> &'static List {
    static LIST: OnceLock<List> = OnceLock::new();
    LIST.get_or_init(|| {
        let lines = include_str!("phrases.txt").lines();
        let mut list = List {
            phrases: Vec::new(),
            places: HashMap::new(),
        };
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let strict = line.strip_prefix("? ");
            let line = strict.unwrap_or(line);
            let count = line.split(' ').count();
            let words: Vec<Word> = line
                .split(' ')
                .enumerate()
                .map(|(place, word)| Word::read(word, place + 1 == count))
                .collect();
            for (place, word) in words.iter().enumerate() {
                let here = (list.phrases.len(), place);
                let mut file = |word: &str| match list.places.get_mut(word) {
                    Some(places) => places.push(here),
                    None => {
                        list.places.insert(word.to_owned(), vec![here]);
                    }
                };
                match word {
                    Word::Any(words) => words.iter().for_each(|word| file(word)),
                    Word::Form(one) => file(&one.lemma),
                }
            }
            list.phrases.push(Phrase {
                words,
                loose: strict.is_some(),
                line,
            });
        }
        list
    })
}

/// The phrases that have the word, in lower case, or any form of the lemma, each with the place of that word in it.
pub fn with(word: &str, lemma: &str) -> impl Iterator<Item = (&'static Phrase, usize)> {
    let list = list();
    let of = |word: &str| {
        let places = list.places.get(word);
        places.map_or(&[][..], Vec::as_slice).iter()
    };
    let more = if lemma == word { "" } else { lemma };
    of(word)
        .chain(of(more))
        .map(|(phrase, place)| (&list.phrases[*phrase], *place))
}

#[cfg(test)]
mod tests {
    use super::{Word, list, with};
    use std::collections::HashSet;

    #[test]
    fn every_line_is_a_phrase_of_known_words() {
        let mut seen = HashSet::new();
        for phrase in &list().phrases {
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
