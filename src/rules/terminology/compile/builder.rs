//! The rules of a pack, one after the other, with what they give to the indices.

use std::collections::HashMap;

use super::lead::Lead;
use super::pattern::{Entry, mixed, recognise, replacement, seconds, shown, with_tails};
use super::{Case, CaseOutcome, Compiled, Expression, Target};
use crate::diagnostic::apart;
use crate::rules::terminology::error::PackError;
use crate::rules::terminology::index::{Key, NO_FORM, Posting};
use crate::rules::terminology::pack::{Example, Kind, Outcome, Pack, Pattern, Term};
use crate::rules::terminology::paradigm::Reader;
use crate::rules::terminology::source::{Lemma, When};
use crate::rules::terminology::text::{Phrase, Text};

#[derive(Default)]
pub(super) struct Builder {
    pub entries: Vec<(Key, Posting)>,
    pub phrases: Vec<Phrase>,
    pub expressions: Vec<Expression>,
    pub glossary: Vec<(Key, Posting)>,
    pub renderings: Vec<(Key, Posting)>,
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

    /// Notes a regular expression, under the words that its matches begin with where they all do.
    fn expression(&mut self, term: usize, pattern: usize, text: &str) {
        let Lead { begins_word, keys } = Lead::of(text);
        self.expressions.push(Expression {
            term,
            pattern,
            begins_word,
            led: keys.is_some(),
        });
        let posting = Posting {
            term: number(term),
            pattern: u16::try_from(pattern).unwrap_or(u16::MAX),
            phrase: None,
            cells: NO_FORM,
        };
        let keys = keys.into_iter().flatten();
        self.entries.extend(keys.map(|key| (key, posting)));
    }

    #[allow(clippy::too_many_lines, reason = "one field after the other")]
    pub(super) fn term(
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
                self.expression(number_of, place, &pattern.lemma);
            }
            // An adverb may stand before the tail of a verb: *ne prend pas en charge*.
            let loops = term
                .replacement
                .iter()
                .find(|replacement| !one.starred && holds(&entries, &one.tails, replacement));
            if let Some(replacement) = loops {
                return Err(PackError::new(
                    &pack.path,
                    replacement.at,
                    format!(
                        "\"{}\" holds what it replaces: it would be replaced again and again",
                        shown(replacement)
                    ),
                )
                .help("say in avoid what tells the two apart, or report only: use = false"));
            }
            let tails: &[Phrase] = if one.kind == Kind::Verb {
                &[]
            } else {
                &one.tails
            };
            self.add(false, number_of, place, entries, tails);
            avoid.push(one);
        }
        let mut require = Vec::new();
        let mut require_regexes = Vec::new();
        for (place, pattern) in term.require.iter().enumerate() {
            let (entries, one) = recognise(pattern, reader)?;
            require_regexes.extend(one.regex.clone());
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
        let summary = summary(term, target.as_ref(), &require);
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
            require_regexes,
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

/// Whether the words of a replacement hold a form that the pattern with these entries and tails matches.
fn holds(entries: &[Entry], tails: &[Phrase], replacement: &Pattern) -> bool {
    if replacement.kind == Kind::Regex {
        return false;
    }
    let words = shown(replacement);
    let text = Text::new(&words, &[]);
    // Of a verb's tail (*mettre par écrit*) nothing is a verb.
    let reach = match replacement.kind {
        Kind::Verb => 1,
        _ => text.pieces.len(),
    };
    (0..reach).any(|at| {
        entries.iter().any(|(word, phrase, _)| {
            let last = match phrase {
                Some(phrase) => text.says(at, phrase),
                None => (text.word(at) == word).then_some(at),
            };
            last.is_some_and(|last| {
                tails.is_empty() || tails.iter().any(|tail| text.says(last + 1, tail).is_some())
            })
        })
    })
}

/// What a rule is about, in a line. An expression is told by what an example makes of the words that it matches.
fn summary(term: &Term, target: Option<&Target>, require: &[String]) -> String {
    if !require.is_empty() {
        let lemma = term.when.as_ref().map(|when| when.lemma.join("\", \""));
        let of = lemma.unwrap_or_default();
        return format!("\"{of}\" is rendered by \"{}\"", require.join("\" or \""));
    }
    if term.avoid.iter().any(|pattern| pattern.kind == Kind::Regex)
        && let Some((bad, good)) = term.examples.iter().find_map(exchanged)
    {
        let (good, bad) = apart(good, bad);
        return format!("\"{good}\" instead of \"{bad}\"");
    }
    // An expression says little to who reads it; the reason says what it is about.
    if term.avoid.iter().all(|pattern| pattern.kind == Kind::Regex) && !term.why.is_empty() {
        let first = term.why.lines().next().unwrap_or_default();
        return first.trim_end_matches('.').to_owned();
    }
    let banned: Vec<String> = term.avoid.iter().map(shown).collect();
    let banned = banned.join("\" or \"");
    match target {
        Some(target) => format!("\"{}\" instead of \"{banned}\"", target.name()),
        None => format!("\"{banned}\""),
    }
}

/// The words of an example that its fix exchanges.
fn exchanged(example: &Example) -> Option<(&str, &str)> {
    let (bad, good) = (example.bad.as_deref()?, example.good.as_deref()?);
    let same = |(a, b): &(char, char)| a == b;
    let alike = bad.chars().zip(good.chars()).take_while(same);
    let alike: usize = alike.map(|(c, _)| c.len_utf8()).sum();
    let start = bad[..alike].rfind(' ').map_or(0, |at| at + 1);
    let (bad, good) = (&bad[start..], &good[start..]);
    let alike = bad.chars().rev().zip(good.chars().rev()).take_while(same);
    let alike: usize = alike.map(|(c, _)| c.len_utf8()).sum();
    let end = bad[bad.len() - alike..]
        .find(' ')
        .map_or(0, |at| alike - at);
    let (bad, good) = (&bad[..bad.len() - end], &good[..good.len() - end]);
    (bad != good).then_some((bad, good))
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "nobody writes four thousand million terms"
)]
fn number(place: usize) -> u32 {
    place as u32
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::terminology::error::At;

    #[test]
    fn an_example_tells_which_words_are_exchanged() {
        let of = |bad: &str, good: &str| {
            let example = Example {
                at: At { line: 1, column: 1 },
                file: None,
                source: String::new(),
                bad: Some(bad.to_owned()),
                good: Some(good.to_owned()),
            };
            exchanged(&example).map(|(bad, good)| format!("{bad}→{good}"))
        };
        let told = of(
            "Une séquence, e.g. une liste.",
            "Une séquence, p.\u{a0}ex. une liste.",
        );
        assert_eq!(told.as_deref(), Some("e.g.→p.\u{a0}ex."));
        assert_eq!(
            of("un été ici", "un étang ici").as_deref(),
            Some("été→étang")
        );
        assert_eq!(of("etc...", "etc.").as_deref(), Some("etc...→etc."));
        assert_eq!(of("a b", "a b"), None);
    }
}
