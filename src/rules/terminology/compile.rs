//! Packs made ready to run: paradigms spelt out, one index from words to patterns, conditions with the forms of their lemmas.

use std::collections::HashMap;

use regex::{Regex, RegexSet};

use super::error::PackError;
use super::fold::folded;
use super::index::{Index, Key, Posting};
use super::pack::{FormClass, Kind, Outcome, Pack, Pattern, Scope, Term};
use super::paradigm::{AGREEMENT, Forms, PLURAL, Reader, SINGULAR, split_tail, tail_beside};
use super::source::{Lemma, When};
use super::text::Phrase;
use crate::diagnostic::{Group, Meta, Safety, Severity};
use crate::lang::fr::Gender;

/// The terminology rules of one set of packs, compiled: made once a run, shared by its threads.
pub struct Terms {
    pub(super) rules: Vec<Compiled>,
    /// Of each rule, its pack's place among those that were compiled.
    pack_of: Vec<usize>,
    pub(super) index: Index,
    pub(super) phrases: Vec<Phrase>,
    /// Terms with a regular expression to avoid: term, pattern.
    pub(super) regexes: Vec<(usize, usize)>,
    /// All of them in one, to know at once that none matches; `None` where they are too much for one.
    pub(super) any_regex: Option<RegexSet>,
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
    pub lemma: Vec<Lemma>,
    pub target: Option<Target>,
    pub when: Option<When>,
    pub scope: Scope,
    pub cases: Vec<Case>,
    pub examples: Vec<super::pack::Example>,
    pub at: super::error::At,
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
}

/// What stands instead.
pub(super) enum Target {
    /// Conjugated; the tail stands after it.
    Verb {
        lemma: String,
        forms: Forms,
        tail: String,
        elide: Option<bool>,
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
            Target::Verb { lemma, tail, .. } if tail.is_empty() => lemma.clone(),
            Target::Verb { lemma, tail, .. } => format!("{lemma} {tail}"),
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

/// What one pattern gives to the index: word to look up, phrase to stand there, cells.
type Entry = (String, Option<Phrase>, u64);

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
        let patterns = builder.regexes.iter().filter_map(|&(rule, pattern)| {
            let rule: &Compiled = &terms[rule];
            rule.avoid[pattern].regex.as_ref().map(Regex::as_str)
        });
        let any_regex = RegexSet::new(patterns).ok();
        Ok(Terms {
            entries: (0..terms.len())
                .filter(|number| !terms[*number].require.is_empty())
                .collect(),
            rules: terms,
            pack_of,
            index: Index::new(&builder.entries),
            phrases: builder.phrases,
            regexes: builder.regexes,
            any_regex,
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

#[derive(Default)]
struct Builder {
    entries: Vec<(Key, Posting)>,
    phrases: Vec<Phrase>,
    regexes: Vec<(usize, usize)>,
    glossary: Vec<(Key, Posting)>,
    renderings: Vec<(Key, Posting)>,
}

impl Builder {
    /// Puts the forms of a pattern into an index. What is avoided and more than one word is looked up by its first two;
    /// `tails` are the words that must follow right behind.
    fn add(
        &mut self,
        renderings: bool,
        term: usize,
        pattern: usize,
        entries: Vec<Entry>,
        tails: &[Phrase],
    ) {
        let mut merged: HashMap<String, (Option<Phrase>, u64)> =
            HashMap::with_capacity(entries.len());
        let mut phrased: Vec<Entry> = Vec::new();
        for (word, phrase, cells) in entries {
            if phrase.is_none() {
                merged.entry(word).or_insert((None, 0)).1 |= cells;
            } else if let Some(twin) = phrased.iter_mut().find(|(_, other, _)| *other == phrase) {
                twin.2 |= cells;
            } else {
                phrased.push((word, phrase, cells));
            }
        }
        let mut all: Vec<Entry> = merged
            .into_iter()
            .map(|(word, (_, cells))| (word, None, cells))
            .collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all.append(&mut phrased);
        for (word, phrase, cells) in all {
            let seconds = if renderings {
                vec![None]
            } else {
                seconds(phrase.as_ref(), tails)
            };
            let phrase = phrase.map(|phrase| {
                self.phrases.push(phrase);
                number(self.phrases.len() - 1)
            });
            let posting = Posting {
                term: number(term),
                pattern: u16::try_from(pattern).unwrap_or(u16::MAX),
                phrase,
                cells,
            };
            let list = if renderings {
                &mut self.renderings
            } else {
                &mut self.entries
            };
            for second in seconds {
                let first = word.clone();
                list.push((Key { first, second }, posting));
            }
        }
    }

    #[allow(clippy::too_many_lines, reason = "one field after the other")]
    fn term(
        &mut self,
        number_of: usize,
        pack: &Pack,
        term: &Term,
        reader: &mut Reader<'_>,
    ) -> Result<Compiled, PackError> {
        let mut avoid = Vec::new();
        for (place, pattern) in term.avoid.iter().enumerate() {
            let (entries, one) = recognise(pattern, reader)?;
            if one.regex.is_some() {
                self.regexes.push((number_of, place));
            }
            // An adverb may stand before the tail of a verb: *ne prend pas en charge*.
            let tails: &[Phrase] = if one.kind == Kind::Verb {
                &[]
            } else {
                &one.tails
            };
            self.add(false, number_of, place, entries, tails);
            avoid.push(one);
        }
        let mut require = Vec::new();
        for (place, pattern) in term.require.iter().enumerate() {
            let (entries, one) = recognise(pattern, reader)?;
            let tails = &one.tails;
            let whole: Vec<Entry> = if tails.is_empty() {
                entries
            } else {
                with_tails(pattern, entries)
            };
            self.add(true, number_of, place, whole, &[]);
            require.push(match pattern.tail.first() {
                Some(tail) => format!("{} {tail}", pattern.lemma),
                None => pattern.lemma.clone(),
            });
        }
        let mut lemma = Vec::new();
        if let Some(when) = term.when.as_ref().filter(|_| !term.require.is_empty()) {
            for one in &when.lemma {
                let one = Lemma::new(one);
                for form in one.words.first().into_iter().flatten() {
                    let posting = Posting {
                        term: number(number_of),
                        pattern: 0,
                        phrase: None,
                        cells: 0,
                    };
                    let (first, second) = (form.clone(), None);
                    self.glossary.push((Key { first, second }, posting));
                }
                lemma.push(one);
            }
        }
        let target = term
            .replacement
            .as_ref()
            .map(|pattern| replacement(pattern, reader))
            .transpose()?;
        if let Some(pattern) = &term.replacement {
            mixed(term, pattern, reader)?;
        }
        let mut cases = Vec::new();
        for case in &term.cases {
            let phrases = |list: &[String]| list.iter().map(|text| Phrase::new(text)).collect();
            cases.push(Case {
                forms: case.forms.clone(),
                before: phrases(&case.before),
                unless_before: phrases(&case.unless_before),
                followed_by: phrases(&case.followed_by),
                unless_followed_by: phrases(&case.unless_followed_by),
                when: case.when.as_ref().map(When::new),
                scope: case.scope.clone(),
                outcome: match &case.outcome {
                    Outcome::Inherit => CaseOutcome::Inherit,
                    Outcome::Report => CaseOutcome::Report,
                    Outcome::Pass => CaseOutcome::Pass,
                    Outcome::Use(pattern) => {
                        mixed(term, pattern, reader)?;
                        CaseOutcome::Use(replacement(pattern, reader)?)
                    }
                },
                fix: case.fix,
                why: case.why.clone(),
            });
        }
        let banned: Vec<String> = term.avoid.iter().map(shown).collect();
        let summary = match (&target, require.is_empty()) {
            (_, false) => {
                let of = term
                    .when
                    .as_ref()
                    .map_or(String::new(), |when| when.lemma.join("\", \""));
                format!("\"{of}\" is rendered by \"{}\"", require.join("\" or \""))
            }
            (Some(target), _) => format!(
                "\"{}\" instead of \"{}\"",
                target.name(),
                banned.join("\" or \"")
            ),
            (None, _) => format!("\"{}\"", banned.join("\" or \"")),
        };
        Ok(Compiled {
            id: term.id.clone(),
            full: format!("{}/{}", pack.name, term.id),
            path: pack.path.clone(),
            language: pack.language.clone(),
            severity: term.severity,
            fix: term.fix,
            default: term.default,
            why: term.why.clone(),
            docs: docs(term, pack),
            summary,
            avoid,
            require,
            lemma,
            target,
            when: term.when.as_ref().map(When::new),
            scope: term.scope.clone(),
            cases,
            examples: term.examples.clone(),
            at: term.at,
        })
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "nobody writes four thousand million terms"
)]
fn number(place: usize) -> u32 {
    place as u32
}

fn shown(pattern: &Pattern) -> String {
    match pattern.tail.first() {
        Some(tail) => format!("{} {tail}", pattern.lemma),
        None => pattern.lemma.clone(),
    }
}

/// The page of a rule: why, where from, examples as PO entries.
fn docs(term: &Term, pack: &Pack) -> String {
    use std::fmt::Write as _;
    let quoted = |text: &str| {
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
    };
    let mut docs = term.why.clone();
    if let Some(source) = term.source.as_ref().or(pack.source.as_ref()) {
        let _ = write!(docs, "\n\n({source})");
    }
    for example in &term.examples {
        for (kind, text) in [("bad", &example.bad), ("good", &example.good)] {
            if let Some(text) = text {
                let _ = write!(
                    docs,
                    "\n```po {kind}\nmsgid \"{}\"\nmsgstr \"{}\"\n```",
                    quoted(&example.source),
                    quoted(text)
                );
            }
        }
    }
    docs
}

/// Refuses a replacement that inflects otherwise than everything it may replace.
fn mixed(term: &Term, replacement: &Pattern, reader: &Reader<'_>) -> Result<(), PackError> {
    let fits = replacement.kind == Kind::Word
        || term
            .avoid
            .iter()
            .any(|avoid| avoid.kind == replacement.kind);
    if fits {
        return Ok(());
    }
    Err(PackError::new(
        &reader.pack.path,
        replacement.at,
        format!(
            "\"{}\" inflects otherwise than what it replaces",
            replacement.lemma
        ),
    )
    .help(
        "a verb replaces a verb, a noun a noun, an adjective an adjective; a bare string is an invariable word: \
         write { noun = \"…\" } for what has a plural",
    ))
}

/// Refuses what can stand in no prose as it is written: markup other than the asterisks of a foreign word, or a first character
/// that begins no word.
fn matchable(pattern: &Pattern, reader: &Reader<'_>) -> Result<(), PackError> {
    if pattern.kind == Kind::Regex {
        return Ok(());
    }
    let refuse = |what: String, help: &str| {
        Err(PackError::new(&reader.pack.path, pattern.at, what).help(help))
    };
    if pattern.lemma.contains('`') {
        return refuse(
            format!(
                "{} would match nothing: the text of code and roles is no prose",
                pattern.lemma
            ),
            "write the word alone; it is found where it stands as prose or in an emphasis",
        );
    }
    let first = pattern.lemma.trim_start_matches('*').chars().next();
    if first.is_none_or(|first| !super::text::is_word(first)) {
        return refuse(
            format!(
                "\"{}\" would match nothing: it does not begin with a letter or a digit",
                pattern.lemma
            ),
            "write it as { regex = \"…\" }",
        );
    }
    Ok(())
}

/// The index entries of a pattern, and how to go on from there.
fn recognise(pattern: &Pattern, reader: &mut Reader<'_>) -> Result<(Vec<Entry>, Avoid), PackError> {
    let mut avoid = Avoid {
        kind: pattern.kind,
        gender: pattern.gender,
        tails: Vec::new(),
        regex: None,
        elide: pattern.elide,
        starred: pattern.lemma.starts_with('*'),
        plurals: Vec::new(),
    };
    matchable(pattern, reader)?;
    let mut entries: Vec<Entry> = Vec::new();
    match pattern.kind {
        Kind::Verb => {
            let (_, rest) = split_tail(&pattern.lemma);
            for (bit, form) in reader.verb(pattern, false)? {
                entries.push(entry(&form, 1 << bit));
            }
            if !rest.is_empty() {
                avoid.tails.push(Phrase::new(rest));
            }
        }
        Kind::Noun => {
            let (forms, gender) = reader.noun(pattern, false)?;
            avoid.gender = avoid.gender.or(gender);
            for (form, cells) in forms.iter().zip([SINGULAR, PLURAL]) {
                entries.push(entry(form, cells));
            }
        }
        Kind::Adjective => {
            for (place, form) in reader.adjective(pattern, false)?.iter().enumerate() {
                entries.push(entry(form, 1 << place));
            }
        }
        Kind::Word => entries.push(entry(pattern.lemma.trim_matches('*'), 1)),
        Kind::Regex => {
            let regex = Regex::new(&pattern.lemma).map_err(|error| {
                let text = error.to_string();
                let last = text
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .trim_start_matches("error: ")
                    .to_owned();
                PackError::new(
                    &reader.pack.path,
                    pattern.at,
                    format!("not a regular expression: {last}"),
                )
            })?;
            avoid.regex = Some(regex);
        }
    }
    for tail in &pattern.tail {
        for plural in [false, true] {
            let phrase = Phrase::new(&tail_beside(pattern, tail, avoid.gender, plural));
            if phrase.len() > 0 && !avoid.tails.contains(&phrase) {
                if plural {
                    avoid.plurals.push(phrase.clone());
                }
                avoid.tails.push(phrase);
            }
        }
    }
    Ok((entries, avoid))
}

/// The entries of a head, each with each of its tails behind it.
fn with_tails(pattern: &Pattern, entries: Vec<Entry>) -> Vec<Entry> {
    let mut all = Vec::new();
    for (word, phrase, cells) in entries {
        // A head of several words has its tail in itself.
        if phrase.is_some() {
            all.push((word, phrase, cells));
            continue;
        }
        for tail in &pattern.tail {
            let tail = tail_beside(pattern, tail, pattern.gender, cells & PLURAL != 0);
            all.push((
                word.clone(),
                Some(Phrase::new(&format!("{word} {tail}"))),
                cells,
            ));
        }
    }
    all
}

/// The words that may come second when a form is met: those of the phrase, or else of the tails; `None` where the first
/// word is enough.
fn seconds(phrase: Option<&Phrase>, tails: &[Phrase]) -> Vec<Option<String>> {
    let second = |phrase: &Phrase, rank| {
        phrase
            .first()
            .and_then(|_| phrase.nth_word(rank))
            .map(str::to_owned)
    };
    let mut seconds: Vec<Option<String>> = match phrase {
        Some(phrase) => vec![second(phrase, 1)],
        None if tails.is_empty() => vec![None],
        None => tails.iter().map(|tail| second(tail, 0)).collect(),
    };
    if seconds.contains(&None) {
        return vec![None];
    }
    seconds.sort();
    seconds.dedup();
    seconds
}

fn entry(form: &str, cells: u64) -> Entry {
    let phrase = Phrase::new(form);
    let first = phrase.first().map_or_else(
        || folded(form),
        |word| word.trim_end_matches('\'').to_owned(),
    );
    let phrase = (phrase.len() > 1).then_some(phrase);
    (first, phrase, cells)
}

/// What a pattern puts in place of a hit.
fn replacement(pattern: &Pattern, reader: &mut Reader<'_>) -> Result<Target, PackError> {
    let elide = pattern.elide;
    Ok(match pattern.kind {
        Kind::Verb => {
            let (lemma, rest) = split_tail(&pattern.lemma);
            let tail = pattern.tail.first().map_or(rest, String::as_str).to_owned();
            Target::Verb {
                lemma: lemma.to_owned(),
                forms: reader.verb(pattern, true)?,
                tail,
                elide,
            }
        }
        Kind::Noun => {
            let (mut forms, gender) = reader.noun(pattern, true)?;
            if let Some(tail) = pattern.tail.first() {
                for (form, plural) in forms.iter_mut().zip([false, true]) {
                    form.push(' ');
                    form.push_str(&tail_beside(pattern, tail, gender, plural));
                }
            }
            Target::Noun {
                forms,
                gender,
                elide,
            }
        }
        Kind::Adjective => {
            let mut forms = reader.adjective(pattern, true)?;
            if let Some(tail) = pattern.tail.first() {
                for (form, (gender, number)) in forms.iter_mut().zip(AGREEMENT) {
                    form.push(' ');
                    let plural = number == crate::lang::fr::Number::Plural;
                    form.push_str(&tail_beside(pattern, tail, Some(gender), plural));
                }
            }
            Target::Adjective { forms, elide }
        }
        Kind::Word => Target::Word {
            word: pattern.lemma.clone(),
            elide,
        },
        Kind::Regex => Target::Regex {
            template: pattern.lemma.clone(),
        },
    })
}
