//! What may be meant by a misspelt word. It takes far longer to find than that the word is wrong, so it is looked for at
//! the end, of what is shown alone, once a word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Report;
use crate::diagnostic::{Diagnostic, Group};
use crate::spelling::Vocabulary;

/// How many words are suggested.
const MOST: usize = 5;

/// For how many words those that resemble them at all are looked for, when none is one slip away: each takes as long as
/// thirty others.
const FAR: usize = 2;

/// Gives the first `shown` misspellings (all of them when `None`) their suggestions.
pub fn add(reports: &mut [Report], shown: Option<usize>) {
    let mut vocabularies: Vec<Arc<Vocabulary>> = Vec::new();
    let mut asked: Vec<(usize, &mut Diagnostic)> = Vec::new();
    for report in reports {
        let Some(vocabulary) = &report.vocabulary else {
            continue;
        };
        let known = vocabularies
            .iter()
            .position(|known| Arc::ptr_eq(known, vocabulary));
        let known = known.unwrap_or_else(|| {
            vocabularies.push(Arc::clone(vocabulary));
            vocabularies.len() - 1
        });
        let misspelt = report
            .findings
            .iter_mut()
            .filter(|finding| word(finding).is_some());
        asked.extend(misspelt.map(|finding| (known, finding)));
    }
    asked.truncate(shown.unwrap_or(usize::MAX));
    let words: BTreeSet<(usize, &str)> = asked
        .iter()
        .filter_map(|(known, finding)| Some((*known, word(finding)?)))
        .collect();
    let mut found: BTreeMap<(usize, String), Vec<String>> = words
        .into_par_iter()
        .map(|(known, word)| {
            (
                (known, word.to_owned()),
                vocabularies[known].suggest(word, MOST),
            )
        })
        .collect();
    let without = found.iter_mut().filter(|(_, words)| words.is_empty());
    for ((known, word), words) in without.take(FAR) {
        *words = vocabularies[*known].resembling(word, MOST);
    }
    for (known, finding) in asked {
        let key = (known, word(finding).unwrap_or_default().to_owned());
        finding.suggestions = found.get(&key).map(|words| words.as_slice().into());
    }
}

/// The word that a finding of spelling is about: a word alone can be meant otherwise.
#[must_use]
pub fn word(finding: &Diagnostic) -> Option<&str> {
    let place = finding.place.as_ref()?;
    let misspelt = finding.group == Group::Spelling && !place.matched.contains(char::is_whitespace);
    misspelt.then_some(&*place.matched)
}

/// How often each misspelt word was found, with the place of the first.
#[must_use]
pub fn by_word(reports: &[Report]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for report in reports {
        for finding in &report.findings {
            let Some(word) = word(finding) else { continue };
            let (count, _) = counts.entry(word).or_insert_with(|| {
                let start = finding.start;
                (
                    0,
                    format!("{}:{}:{}", report.name, start.line, start.column),
                )
            });
            *count += 1;
        }
    }
    let line =
        |(word, (count, place)): (&str, (usize, String))| (format!("{word}  ({place})"), count);
    counts.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Field, Place, RuleId, Severity, Span};
    use crate::spelling::Dictionary;

    fn finding(word: &str) -> Diagnostic {
        Diagnostic {
            rule: RuleId::new("spelling"),
            group: Group::Spelling,
            severity: Severity::Warning,
            message: String::new(),
            help: None,
            span: Span::default(),
            start: crate::diagnostic::LineColumn::default(),
            end: crate::diagnostic::LineColumn::default(),
            entry: None,
            place: Some(Place {
                msgctxt: None,
                msgid: "".into(),
                field: Field::Msgstr,
                plural: None,
                span: Span::default(),
                matched: word.into(),
            }),
            fix: None,
            swap: None,
            candidates: Box::default(),
            suggestions: None,
            exchange: None,
            excerpt: None,
            repeats: false,
            elsewhere: Box::default(),
        }
    }

    #[test]
    fn what_is_shown_gets_suggestions_and_words_are_counted() {
        let vocabulary = Arc::new(Vocabulary::new(vec![Dictionary::french()]));
        let report = |words: &[&str]| Report {
            name: "a.po".to_owned(),
            findings: words.iter().map(|word| finding(word)).collect(),
            vocabulary: Some(Arc::clone(&vocabulary)),
            ..Report::default()
        };
        let mut reports = [
            report(&["parametre", "fonctoin"]),
            report(&["parametre", "ficheir"]),
        ];
        add(&mut reports, Some(3));
        let first = |report: usize, at: usize| {
            let suggestions = reports[report].findings[at].suggestions.as_ref()?;
            suggestions.first().map(String::as_str)
        };
        assert_eq!(first(0, 0), Some("paramètre"));
        assert_eq!(first(0, 1), Some("fonction"));
        assert_eq!(first(1, 0), Some("paramètre"));
        assert_eq!(first(1, 1), None);
        assert_eq!(by_word(&reports)["parametre  (a.po:0:0)"], 2);
    }
}
