//! How a project translates the terms of its glossary: what `glossary.po` says, for rules that look at any file.
//!
//! Sphinx makes a message of each term and of each definition. Both are kept: a definition is never looked up as a
//! term, so that nothing has to tell the two apart.

use std::collections::HashMap;

use crate::po::{Entry, Parser};

/// The longest source that is taken for a term, bytes: definitions need not be kept.
const LONGEST_TERM: usize = 80;

/// Source terms and their translations, both without regard to case and to the kind of blanks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    terms: HashMap<String, Vec<String>>,
}

impl Glossary {
    /// Reads the decoded text of a `glossary.po`. Of fuzzy and untranslated entries only the source is known.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut glossary = Glossary::default();
        let mut parser = Parser::new(text);
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            if entry.obsolete || entry.is_header() {
                continue;
            }
            let source = entry.msgid().unwrap_or_default();
            if source.is_empty() || source.len() > LONGEST_TERM {
                continue;
            }
            let translations = entry
                .translations()
                .filter(|_| !entry.fuzzy)
                .map(|field| entry.text(field).decode())
                .filter(|text| !text.is_empty())
                .map(|text| fold(&text));
            glossary
                .terms
                .entry(fold(&source))
                .or_default()
                .extend(translations);
        }
        glossary
    }

    /// Whether it translates no term.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.values().all(Vec::is_empty)
    }

    /// Whether it has the term, translated or not. The terms of another glossary of the project are not here.
    #[must_use]
    pub fn has(&self, term: &str) -> bool {
        self.terms.contains_key(&fold(term))
    }

    /// The translations of a term, in small letters with plain blanks.
    #[must_use]
    pub fn translations(&self, term: &str) -> &[String] {
        self.terms.get(&fold(term)).map_or(&[], Vec::as_slice)
    }

    /// Whether `text` is a translation of `term`.
    #[must_use]
    pub fn renders(&self, term: &str, text: &str) -> bool {
        let text = fold(text);
        self.translations(term).contains(&text)
    }
}

/// Small letters, and one plain blank for each run of white space.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_of_terms() {
        let text = "msgid \"\"\nmsgstr \"\"\n\nmsgid \"Context  manager\"\nmsgstr \"gestionnaire de\u{a0}contexte\"\n\n#, fuzzy\nmsgid \"list\"\nmsgstr \"liste\"\n\nmsgid \"set\"\nmsgstr \"\"\n";
        let glossary = Glossary::read(text);
        assert!(glossary.renders("context manager", "Gestionnaire de contexte"));
        assert!(!glossary.renders("list", "liste"));
        assert!(glossary.translations("set").is_empty() && !glossary.is_empty());
        assert!(glossary.has("List") && glossary.has("set") && !glossary.has("context"));
        assert!(Glossary::read("msgid \"set\"\nmsgstr \"\"\n").is_empty());
    }
}
