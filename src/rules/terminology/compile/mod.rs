//! Packs made ready to run: paradigms spelt out, one index from words to patterns, conditions with the forms of their lemmas.

mod builder;
mod lead;
mod pattern;

use std::collections::HashMap;

use regex::{Regex, RegexSet};

use super::error::PackError;
use super::index::Index;
use super::pack::{FormClass, Kind, Pack, Scope, Term};
use super::paradigm::{Forms, Reader};
use super::source::{Lemma, When};
use super::text::Phrase;
use crate::diagnostic::{Group, Meta, Safety, Severity};
use crate::lang::fr::Gender;
use builder::Builder;

/// The terminology rules of one set of packs, compiled: made once a run, shared by its threads.
pub struct Terms {
    pub(super) rules: Vec<Compiled>,
    /// Of each rule, its pack's place among those that were compiled.
    pack_of: Vec<usize>,
    pub(super) index: Index,
    pub(super) phrases: Vec<Phrase>,
    /// Terms with a regular expression to avoid.
    pub(super) expressions: Vec<Expression>,
    /// Those of them that the index does not know, in one, to know at once that none matches; `None` where they are too much
    /// for one.
    pub(super) any_loose: Option<RegexSet>,
    /// The glossary entries.
    pub(super) entries: Vec<usize>,
    /// From the first word of a source term to its glossary entries.
    pub(super) headwords: Index,
    /// What the renderings of glossary entries may begin with; `Posting::term` is the glossary term.
    pub(super) renderings: Index,
    /// What was supposed in reading the packs.
    pub warnings: Vec<PackError>,
}

/// One rule, ready.
pub(super) struct Compiled {
    pub id: String,
    pub full: String,
    pub path: String,
    pub language: String,
    pub severity: Severity,
    pub fix: Safety,
    pub default: bool,
    pub why: String,
    pub summary: String,
    pub docs: String,
    pub avoid: Vec<Avoid>,
    pub require: Vec<String>,
    /// The renderings that are regular expressions.
    pub require_regexes: Vec<Regex>,
    pub lemma: Vec<Lemma>,
    pub target: Option<Target>,
    pub when: Option<When>,
    pub scope: Scope,
    pub cases: Vec<Case>,
    pub examples: Vec<super::pack::Example>,
    pub at: super::error::At,
}

/// A regular expression to avoid.
pub(super) struct Expression {
    /// The number of its term.
    pub term: usize,
    /// The number of the pattern.
    pub pattern: usize,
    /// Whether every match is meant to begin where a word does.
    pub begins_word: bool,
    /// Whether every match begins with a word that the index has: see `lead`.
    pub led: bool,
}

/// A pattern to match.
pub(super) struct Avoid {
    pub kind: Kind,
    pub gender: Option<Gender>,
    /// What must stand after the head, any of them.
    pub tails: Vec<Phrase>,
    pub regex: Option<Regex>,
    pub elide: Option<bool>,
    /// Whether the pack itself wrote the asterisks of a foreign word.
    pub starred: bool,
    /// The tails that only a plural has.
    pub plurals: Vec<Phrase>,
    /// Whether it is a verb with the pronoun *se*.
    pub reflexive: bool,
    /// Whether it is a verb that never has an object: its participle does not agree.
    pub intransitive: bool,
    /// The words of an invariable pattern, whose last one may be elided or contracted in a text.
    pub words: Option<String>,
    /// Infinitive or singular, without its tail.
    pub lemma: String,
}

/// What stands instead.
pub(super) enum Target {
    /// Conjugated; the tail stands after it.
    Verb {
        lemma: String,
        forms: Forms,
        tail: String,
        elide: Option<bool>,
        reflexive: bool,
    },
    /// Singular and plural, whole; its gender.
    Noun {
        forms: [String; 2],
        gender: Option<Gender>,
        elide: Option<bool>,
    },
    /// The four forms.
    Adjective {
        forms: [String; 4],
        elide: Option<bool>,
    },
    /// As it stands.
    Word { word: String, elide: Option<bool> },
    /// With the captures of the match.
    Regex { template: String },
}

impl Target {
    /// What a message calls it.
    pub(super) fn name(&self) -> String {
        match self {
            Target::Verb {
                lemma,
                tail,
                reflexive,
                ..
            } => {
                let pronoun = match (reflexive, crate::lang::fr::elides(lemma)) {
                    (false, _) => "",
                    (true, true) => "s'",
                    (true, false) => "se ",
                };
                format!("{pronoun}{lemma} {tail}").trim_end().to_owned()
            }
            Target::Noun { forms, .. } => forms[0].clone(),
            Target::Adjective { forms, .. } => forms[0].clone(),
            Target::Word { word, .. } => word.clone(),
            Target::Regex { template } => template.clone(),
        }
    }
}

/// A special case.
pub(super) struct Case {
    pub forms: Vec<FormClass>,
    pub before: Vec<Phrase>,
    pub unless_before: Vec<Phrase>,
    pub followed_by: Vec<Phrase>,
    pub unless_followed_by: Vec<Phrase>,
    pub when: Option<When>,
    pub scope: Scope,
    pub outcome: CaseOutcome,
    pub fix: Option<Safety>,
    pub why: Option<String>,
}

/// What a case makes of a hit.
pub(super) enum CaseOutcome {
    Inherit,
    Use(Target),
    Report,
    Pass,
}

impl Terms {
    /// Compiles packs, in order.
    ///
    /// # Errors
    /// Two terms with one id where the later does not say `override = true`; a lemma that nobody knows.
    pub fn compile(packs: &[Pack]) -> Result<Terms, PackError> {
        let mut chosen: Vec<(usize, &Pack, &Term)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (rank, pack) in packs.iter().enumerate() {
            for term in &pack.terms {
                match places.get(term.id.as_str()) {
                    None => {
                        places.insert(&term.id, chosen.len());
                        chosen.push((rank, pack, term));
                    }
                    Some(place) if term.overrides => chosen[*place] = (rank, pack, term),
                    Some(place) => {
                        let (_, other, first) = chosen[*place];
                        return Err(PackError::new(
                            &pack.path,
                            term.at,
                            format!("the pack \"{}\" has a term \"{}\" as well", other.name, term.id),
                        )
                        .help(format!(
                            "it stands at {}:{}; say override = true here to replace it, or rename one",
                            other.path, first.at.line
                        )));
                    }
                }
            }
        }
        let mut warnings = Vec::new();
        let mut builder = Builder::default();
        let mut terms = Vec::with_capacity(chosen.len());
        let pack_of = chosen.iter().map(|&(rank, ..)| rank).collect();
        for (number, (_, pack, term)) in chosen.into_iter().enumerate() {
            let mut reader = Reader {
                pack,
                warnings: &mut warnings,
            };
            terms.push(builder.term(number, pack, term, &mut reader)?);
        }
        let loose = builder.expressions.iter().filter(|one| !one.led);
        let patterns = loose.filter_map(|one| {
            let rule: &Compiled = &terms[one.term];
            rule.avoid[one.pattern].regex.as_ref().map(Regex::as_str)
        });
        let any_loose = RegexSet::new(patterns).ok();
        Ok(Terms {
            entries: (0..terms.len())
                .filter(|number| !terms[*number].require.is_empty())
                .collect(),
            rules: terms,
            pack_of,
            index: Index::new(&builder.entries),
            phrases: builder.phrases,
            expressions: builder.expressions,
            any_loose,
            headwords: Index::new(&builder.glossary),
            renderings: Index::new(&builder.renderings),
            warnings,
        })
    }

    /// How many rules.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What is known of each rule, by its number.
    pub fn rules(&self) -> impl Iterator<Item = Meta<'_>> {
        self.rules.iter().map(Compiled::meta)
    }

    /// Which of the packs a rule comes from, 0-based.
    #[must_use]
    pub fn pack_of(&self, rule: usize) -> usize {
        self.pack_of[rule]
    }

    /// The full id of each rule (`pack/id`), by its number: another name that selects it.
    pub fn full_ids(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|term| term.full.as_str())
    }
}

impl Compiled {
    pub(super) fn meta(&self) -> Meta<'_> {
        let fixes = self.target.is_some()
            || self
                .cases
                .iter()
                .any(|case| matches!(case.outcome, CaseOutcome::Use(_)));
        Meta {
            id: &self.id,
            group: Group::Terminology,
            severity: self.severity,
            fix: fixes.then_some(self.fix),
            default: self.default,
            summary: &self.summary,
            docs: &self.docs,
        }
    }
}
