//! A terminology pack: what one TOML file says, read and checked for shape, before any language is asked about it.
//!
//! The file is walked as a tree that knows where each key stands, so that whatever is wrong is named with its line, and an
//! unknown key with the known one that was probably meant. What the words mean (lemmas, paradigms) is `compile`'s affair.

mod parse;

use std::sync::Arc;

use regex::Regex;

use super::condition::Condition;
use super::error::At;
use crate::diagnostic::{Safety, Severity};
use crate::lang::fr::Gender;
use crate::rules::FileContext;

/// One terminology file.
#[derive(Debug, Clone)]
pub struct Pack {
    /// The file's name, for messages.
    pub path: String,
    /// The pack's name: the first half of its terms' full ids.
    pub name: String,
    /// The language that its translations are in (`fr`).
    pub language: String,
    /// On by itself where `Project-Id-Version` is exactly this; `None`: only when asked for.
    pub project: Option<Regex>,
    /// Opt-in rules (of any group) that this project wants.
    pub enable: Vec<String>,
    /// Exact values of header fields.
    pub header: Vec<(String, String)>,
    /// What one of the comments above the header must match.
    pub header_comment: Option<Arc<Regex>>,
    /// Where the project has decided all this.
    pub source: Option<String>,
    /// Its rules.
    pub terms: Vec<Term>,
}

/// One rule of a pack.
#[derive(Debug, Clone)]
pub struct Term {
    /// Where it stands.
    pub at: At,
    /// Its name, in kebab-case, unique within all packs in use.
    pub id: String,
    /// What the translation must not say: any of them.
    pub avoid: Vec<Pattern>,
    /// What it must say, where the source holds the term: any of them.
    pub require: Vec<Pattern>,
    /// What stands instead; `None`: only report.
    pub replacement: Option<Pattern>,
    /// How far its fixes may be trusted.
    pub fix: Safety,
    /// How bad a finding is.
    pub severity: Severity,
    /// Why, in the pack's own words.
    pub why: String,
    /// Where the decision is written.
    pub source: Option<String>,
    /// Whether it is on without being asked for.
    pub default: bool,
    /// Replaces a term of the same id in a pack before this one.
    pub overrides: bool,
    /// What must hold of the source.
    pub when: Option<When>,
    /// Where in the tree it holds.
    pub scope: Scope,
    /// Special cases: the first that holds wins.
    pub cases: Vec<Case>,
    /// What must come of it.
    pub examples: Vec<Example>,
}

/// What a word of the translation is matched against, or replaced by.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Where it stands.
    pub at: At,
    /// How it inflects.
    pub kind: Kind,
    /// The lemma, words or regular expression.
    pub lemma: String,
    /// The gender that the rule states.
    pub gender: Option<Gender>,
    /// The words after the head: any of them in a pattern to match, the first in a replacement.
    pub tail: Vec<String>,
    /// Whether the tail takes the head's number and gender.
    pub agrees: bool,
    /// Whether a verb has the pronoun *se* before it.
    pub reflexive: bool,
    /// Whether words before it elide, where the rule says so.
    pub elide: Option<bool>,
    /// Forms that override or complete the paradigm: name of the cell, its forms.
    pub forms: Vec<(String, Vec<String>, At)>,
}

/// How a pattern inflects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By mood, tense and person.
    Verb,
    /// By number, with a gender of its own.
    Noun,
    /// By gender and number.
    Adjective,
    /// Not at all.
    Word,
    /// A regular expression.
    Regex,
}

/// A condition on the source: all that is stated must hold.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// One of these words is there, in any form.
    pub lemma: Vec<String>,
    /// None of these words is there.
    pub not_lemma: Vec<String>,
    /// One of these matches the prose (without regard to case).
    pub regex: Vec<Condition>,
    /// None of these matches.
    pub not_regex: Vec<Condition>,
    /// One of these holds.
    pub any: Vec<When>,
    /// All of these hold.
    pub all: Vec<When>,
}

/// The part of the tree that a rule or a case is bound to.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Only there.
    pub files: Option<globset::GlobSet>,
    /// Not there.
    pub not_files: Option<globset::GlobSet>,
}

impl Scope {
    /// Whether `path` is within.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        self.files.as_ref().is_none_or(|set| set.is_match(path))
            && !self
                .not_files
                .as_ref()
                .is_some_and(|set| set.is_match(path))
    }
}

/// What a case makes of a hit.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// What the rule says.
    Inherit,
    /// Another replacement.
    Use(Pattern),
    /// Report, without a fix.
    Report,
    /// It is right here: say nothing.
    Pass,
}

/// A special case of a rule: everything that is stated must hold.
#[derive(Debug, Clone)]
pub struct Case {
    /// Where it stands.
    pub at: At,
    /// The forms that it is for: any of them.
    pub forms: Vec<FormClass>,
    /// The words before, any of them.
    pub before: Vec<String>,
    /// None of these stands before.
    pub unless_before: Vec<String>,
    /// The words after, any of them.
    pub followed_by: Vec<String>,
    /// None of these stands after.
    pub unless_followed_by: Vec<String>,
    /// What must hold of the source, in place of the rule's own condition.
    pub when: Option<When>,
    /// Where in the tree it holds.
    pub scope: Scope,
    /// What it makes of the hit.
    pub outcome: Outcome,
    /// How far its fix may be trusted, when that differs from the rule's.
    pub fix: Option<Safety>,
    /// Why this case, in the pack's words.
    pub why: Option<String>,
}

/// A set of forms that a case may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormClass {
    /// Neither a past participle nor with an object pronoun before it.
    Active,
    /// A past participle.
    Participle,
    /// A present participle.
    PresentParticiple,
    /// An infinitive.
    Infinitive,
    /// A conjugated form.
    Finite,
    /// A singular.
    Singular,
    /// A plural.
    Plural,
    /// A word alone between asterisks.
    Emphasised,
}

/// What must come of a rule.
#[derive(Debug, Clone)]
pub struct Example {
    /// Where it stands.
    pub at: At,
    /// The file that it would stand in, for rules bound to part of the tree.
    pub file: Option<String>,
    /// The source.
    pub source: String,
    /// A translation that must be reported.
    pub bad: Option<String>,
    /// What its fixes must make of it; alone: a translation that must not be reported.
    pub good: Option<String>,
}

/// The packs that come with the program: name, TOML.
const BUILTIN: &[(&str, &str)] = &[(
    "python-docs-fr",
    include_str!("../../../../rules/fr/python-docs-fr.toml"),
)];

impl Pack {
    /// Whether it is on by itself for this file: its language, and its project.
    #[must_use]
    pub fn applies(&self, file: &FileContext) -> bool {
        self.speaks(&file.language)
            && self
                .project
                .as_ref()
                .is_some_and(|project| project.is_match(&file.project))
    }

    /// Whether it is for translations into `language` (`fr` is also for `fr_CA`). What language an unknown
    /// one is nobody can tell, so no pack is for it.
    #[must_use]
    pub fn speaks(&self, language: &str) -> bool {
        language == self.language
            || language
                .strip_prefix(self.language.as_str())
                .is_some_and(|rest| rest.starts_with(['_', '-', '@']))
    }

    /// The packs that come with the program: name, TOML.
    #[must_use]
    pub fn builtin() -> &'static [(&'static str, &'static str)] {
        BUILTIN
    }
}
