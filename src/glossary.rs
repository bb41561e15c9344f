//! Glossaries of other tools, read into terms, and written as a terminology pack of ours.
//!
//! A glossary says that a word is rendered by another; whether a translation must say so everywhere is for people to decide.
//! So each of its terms comes out opt-in, with its reason beside it.

mod csv;
mod pack;
mod po;
mod tbx;

use std::path::Path;

pub use pack::{Made, pack};

/// What a word is in a sentence, as far as glossaries tell and packs ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A noun.
    Noun,
    /// A verb.
    Verb,
    /// An adjective.
    Adjective,
    /// What does not inflect.
    Other,
}

impl Part {
    /// The part of speech that a word names, in English or French.
    fn parse(name: &str) -> Option<Part> {
        let name = name.trim().trim_end_matches('.').to_lowercase();
        Some(match name.as_str() {
            "noun" | "n" | "nom" | "propernoun" | "proper noun" | "substantif" => Part::Noun,
            "verb" | "v" | "verbe" => Part::Verb,
            "adjective" | "adj" | "adjectif" => Part::Adjective,
            "adverb" | "adv" | "adverbe" | "other" | "preposition" | "conjunction"
            | "interjection" | "pronoun" | "phrase" | "abbreviation" | "acronym" => Part::Other,
            _ => return None,
        })
    }
}

/// One line of a glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word of the source.
    pub source: String,
    /// Its translation.
    pub target: String,
    /// Whether that is what must not be written.
    pub forbidden: bool,
    /// What it is in a sentence.
    pub part: Option<Part>,
    /// What else is said of it.
    pub note: Option<String>,
}

/// A glossary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    /// The language of its translations, where it says so.
    pub language: Option<String>,
    /// Its terms, in order.
    pub terms: Vec<Term>,
    /// The sources of its lines whose translation nobody has confirmed.
    pub fuzzy: Vec<String>,
    /// The sources of its lines without a translation.
    pub untranslated: Vec<String>,
}

/// What is wrong with a glossary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}; {help}", .line.map_or(String::new(), |line| format!("line {line}: ")))]
pub struct GlossaryError {
    /// The line, 1-based, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl GlossaryError {
    fn new(line: Option<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        GlossaryError {
            line,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// Reads a glossary, whose kind its name tells: `.csv` or `.tsv`, `.tbx` or `.xml`, `.po`. `language` is the one that is
/// wanted, where the command line says so.
///
/// # Errors
/// When it is none of these, or cannot be understood.
pub fn read(path: &Path, text: &str, language: Option<&str>) -> Result<Glossary, GlossaryError> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let mut glossary = match extension.to_lowercase().as_str() {
        "csv" | "tsv" | "txt" => csv::read(text, language)?,
        "tbx" | "xml" => tbx::read(text, language)?,
        "po" | "pot" => po::read(text)?,
        _ => {
            return Err(GlossaryError::new(
                None,
                "its name does not tell what kind of glossary it is",
                "name it .csv, .tsv, .tbx or .po",
            ));
        }
    };
    for term in &mut glossary.terms {
        term.source = tidy(&term.source);
        term.target = tidy(&term.target);
    }
    let empty = |term: &&Term| !term.source.is_empty() && term.target.is_empty();
    glossary.untranslated = glossary
        .terms
        .iter()
        .filter(empty)
        .map(|term| term.source.clone())
        .collect();
    glossary
        .terms
        .retain(|term| !term.source.is_empty() && !term.target.is_empty());
    if glossary.terms.is_empty() {
        return Err(GlossaryError::new(
            None,
            "there is no term in it that has a translation",
            "a term is a source and its translation",
        ));
    }
    if let Some(language) = language {
        glossary.language = Some(language.to_owned());
    }
    Ok(glossary)
}

/// Blanks around and twice within are nobody's intention.
fn tidy(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
