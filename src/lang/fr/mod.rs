//! French: inflection, elision, determiners.
//!
//! Words and letters only: what a sentence asks for (agreement, mood) is for the rules. The inflection comes from the tables of `data/fr/`,
//! derived from Dictionnaires français Dicollecte 7.0, © 2007-2018 Dicollecte contributors, MPL-2.0.

mod aspirated;
mod determiner;
pub mod elision;
mod lexicon;
pub mod phrases;
mod regular;
pub mod spelt;

pub use determiner::Determiner;

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// Singular.
    Singular,
    /// Plural.
    Plural,
}

/// A finite tense and mood, each with up to six persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// *je renvoie*
    Present,
    /// *je renvoyais*
    Imperfect,
    /// *je renvoyai*
    PastHistoric,
    /// *je renverrai*
    Future,
    /// *je renverrais*
    Conditional,
    /// *que je renvoie*
    Subjunctive,
    /// *que je renvoyasse*
    SubjunctiveImperfect,
    /// *renvoie !*
    Imperative,
}

/// One cell of a verb's paradigm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// *renvoyer*
    Infinitive,
    /// *renvoyant*
    PresentParticiple,
    /// *renvoyées*
    PastParticiple(Gender, Number),
    /// *renverra*; the person is 1, 2 or 3.
    Finite(Tense, u8, Number),
}

/// A noun's forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    /// Its gender; `None` when the lexicon has both.
    pub gender: Option<Gender>,
    /// Its singular.
    pub singular: String,
    /// Its plural.
    pub plural: String,
}

/// What a form may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// A past participle.
    PastParticiple,
    /// A finite verb form.
    Finite,
    /// An infinitive.
    Infinitive,
    /// A present participle.
    PresentParticiple,
    /// Adverbs, pronouns, determiners, prepositions and the rest.
    Other,
}

/// One reading of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reading {
    /// What it is.
    pub part: Part,
    /// Its gender; `None` when it has none, or both.
    pub gender: Option<Gender>,
    /// Its number; `None` when it has none, or both.
    pub number: Option<Number>,
}

/// Every cell of a verb of the lexicon, in the spelling to write; several forms of one cell stand side by side, the preferred one first.
///
/// A defective verb has just its cells; an invariable past participle (*ressemblé*) has that of the masculine singular alone, for it never agrees.
#[must_use]
pub fn verb(lemma: &str) -> Option<Vec<(Cell, String)>> {
    lexicon::verb(lemma, lexicon::Spelling::Written)
}

/// Every spelling of every cell, to recognise in a text (*gérera*, *gèrera*).
#[must_use]
pub fn verb_spellings(lemma: &str) -> Option<Vec<(Cell, String)>> {
    lexicon::verb(lemma, lexicon::Spelling::Any)
}

/// The regular paradigm of a verb in -er that the lexicon does not have (*uploader*); `None` when it does not end in -er.
#[must_use]
pub fn regular_er(lemma: &str) -> Option<Vec<(Cell, String)>> {
    regular::paradigm(lemma)
}

/// A noun of the lexicon, by its singular (*acteur* and *actrice* are two); one that has no singular (*fiançailles*) by its plural, which then stands for both.
///
/// The gender is `None` for one form of both genders (*élève*) and for two words of one form (*le tour*, *la tour*).
#[must_use]
pub fn noun(lemma: &str) -> Option<Noun> {
    lexicon::noun(lemma)
}

/// An adjective's forms: masculine singular, masculine plural, feminine singular, feminine plural.
#[must_use]
pub fn adjective(lemma: &str) -> Option<[String; 4]> {
    lexicon::adjective(lemma)
}

/// What a form (lower case, NFC) may be, by the lexicon; empty when it is not in it.
///
/// An elided word before it (*d'*, *l'*) is for the caller to take off; either apostrophe finds *chef-d'œuvre*. A past participle is not said again to be an adjective,
/// unless the lexicon has that adjective as a word of its own.
#[must_use]
pub fn readings(form: &str) -> &'static [Reading] {
    lexicon::readings(form)
}

/// Whether the words before it elide (*l'*, *d'*, *qu'*): it begins with a vowel or a mute h. Case and accents do not matter.
///
/// An acronym is taken for a word (*HTML* has a mute h): where it is spelt, the caller has to say.
#[must_use]
pub fn elides(word: &str) -> bool {
    elision::elides(word)
}
