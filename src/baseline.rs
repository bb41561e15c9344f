//! A baseline: the findings that a repository has agreed to live with, so that only new ones fail a run, and the list can
//! only grow shorter.
//!
//! Each finding stands there by its fingerprint, which no moved line, rewrapping or edit elsewhere changes. One finding a
//! line, in the order of files, rules and fingerprints, so that a version control system can merge two of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// What the file says first; another version is refused.
const VERSION: u32 = 2;

/// Known findings, by fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    findings: BTreeMap<u128, Known>,
}

/// What is said of a finding for those who read the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Known {
    /// The file, relative to the baseline's folder, with `/`.
    pub file: String,
    /// The rule.
    pub rule: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(flatten)]
    known: Known,
    fingerprint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Line>,
}

/// What is wrong with a baseline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// It is no JSON of the right shape.
    #[error("line {line}: {message}; write it anew with --write-baseline")]
    Shape {
        /// The line, 1-based.
        line: usize,
        /// What the reader says.
        message: String,
    },
    /// A version that this program does not know.
    #[error(
        "version {0} of the format is not known here; write it anew with --write-baseline, or use the polir that wrote it"
    )]
    Version(u32),
    /// A fingerprint that is none.
    #[error("`{0}` is no fingerprint: 32 hexadecimal digits; write it anew with --write-baseline")]
    Fingerprint(String),
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let document: Document = serde_json::from_str(text).map_err(|error| {
            let (message, line) = (error.to_string(), error.line());
            let message = message.split(" at line ").next().unwrap_or_default();
            BaselineError::Shape {
                line,
                message: message.to_owned(),
            }
        })?;
        if document.version != VERSION {
            return Err(BaselineError::Version(document.version));
        }
        let mut baseline = Baseline::default();
        for line in document.findings {
            let fingerprint = u128::from_str_radix(&line.fingerprint, 16)
                .ok()
                .filter(|_| line.fingerprint.len() == 32 && !line.fingerprint.starts_with('+'))
                .ok_or(BaselineError::Fingerprint(line.fingerprint))?;
            baseline.add(fingerprint, line.known);
        }
        Ok(baseline)
    }

    /// Whether a text that cannot be read is a baseline all the same, one of another version or with the marks of a conflict:
    /// it begins as one, or is empty. Nothing else may be replaced by a baseline.
    #[must_use]
    pub fn is_replaceable(text: &str) -> bool {
        let start: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(64)
            .collect();
        let rest = start.strip_prefix("{\"version\":");
        start.is_empty()
            || rest.is_some_and(|rest| {
                let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                rest.starts_with(",\"findings\":[")
            })
    }

    /// Adds a finding.
    pub fn add(&mut self, fingerprint: u128, known: Known) {
        self.findings.insert(fingerprint, known);
    }

    /// Whether it holds a finding.
    #[must_use]
    pub fn holds(&self, fingerprint: u128) -> bool {
        self.findings.contains_key(&fingerprint)
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The findings of the files `looked_at` that are not among those `seen` any more: they can be taken out.
    pub fn gone<'a>(
        &'a self,
        looked_at: &'a BTreeSet<String>,
        seen: &'a BTreeSet<u128>,
    ) -> impl Iterator<Item = &'a Known> {
        let gone = |one: &(&u128, &Known)| is_gone(*one, looked_at, seen);
        self.findings.iter().filter(gone).map(|(_, known)| known)
    }

    /// Takes the findings out that [`Baseline::gone`] names; how many.
    pub fn prune(&mut self, looked_at: &BTreeSet<String>, seen: &BTreeSet<u128>) -> usize {
        let before = self.findings.len();
        self.findings
            .retain(|fingerprint, known| !is_gone((fingerprint, known), looked_at, seen));
        before - self.findings.len()
    }

    /// What it holds of files that were not looked at stays when the others are written anew.
    pub fn keep_others(&mut self, old: &Baseline, looked_at: &BTreeSet<String>) {
        let others = old.findings.iter();
        let others = others.filter(|(_, known)| !looked_at.contains(&known.file));
        self.findings
            .extend(others.map(|(fingerprint, known)| (*fingerprint, known.clone())));
    }

    /// The text of its file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut lines: Vec<(&Known, u128)> = self
            .findings
            .iter()
            .map(|(fingerprint, known)| (known, *fingerprint))
            .collect();
        lines.sort_unstable();
        let mut text = format!("{{\"version\":{VERSION},\"findings\":[");
        for (number, (known, fingerprint)) in lines.iter().enumerate() {
            let line = Line {
                known: (*known).clone(),
                fingerprint: format!("{fingerprint:032x}"),
            };
            let comma = if number == 0 { "" } else { "," };
            // Strings and numbers always have a form in JSON.
            let line = serde_json::to_string(&line).unwrap_or_default();
            let _ = write!(text, "{comma}\n{line}");
        }
        text.push_str("\n]}\n");
        text
    }
}

/// Whether a known finding of the files `looked_at` is not among those `seen`.
fn is_gone(
    (fingerprint, known): (&u128, &Known),
    looked_at: &BTreeSet<String>,
    seen: &BTreeSet<u128>,
) -> bool {
    looked_at.contains(&known.file) && !seen.contains(fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(file: &str, rule: &str) -> Known {
        Known {
            file: file.to_owned(),
            rule: rule.to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut baseline = Baseline::default();
        assert_eq!(Baseline::parse(&baseline.to_text()), Ok(baseline.clone()));
        baseline.add(7, known("b.po", "nbsp"));
        baseline.add(u128::MAX, known("a \"é\".po", "nbsp"));
        let text = baseline.to_text();
        assert_eq!(
            text,
            "{\"version\":2,\"findings\":[\n\
             {\"file\":\"a \\\"é\\\".po\",\"rule\":\"nbsp\",\"fingerprint\":\"ffffffffffffffffffffffffffffffff\"},\n\
             {\"file\":\"b.po\",\"rule\":\"nbsp\",\"fingerprint\":\"00000000000000000000000000000007\"}\n]}\n"
        );
        assert_eq!(Baseline::parse(&text), Ok(baseline));
    }

    #[test]
    fn what_is_gone_and_what_was_not_looked_at() {
        let mut old = Baseline::default();
        old.add(1, known("a.po", "nbsp"));
        old.add(2, known("a.po", "dash"));
        old.add(3, known("b.po", "nbsp"));
        let looked_at = BTreeSet::from(["a.po".to_owned()]);
        let seen = BTreeSet::from([1]);
        let gone: Vec<_> = old.gone(&looked_at, &seen).collect();
        assert_eq!(gone, [&known("a.po", "dash")]);
        let mut new = Baseline::default();
        new.keep_others(&old, &looked_at);
        assert!(new.holds(3) && new.len() == 1);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let told = |text: &str| Baseline::parse(text).unwrap_err().to_string();
        assert!(told("{\n\"version\":1").starts_with("line 2: EOF"));
        // Its fingerprints were made otherwise.
        assert!(told("{\"version\":1,\"findings\":[]}").starts_with("version 1 "));
        assert!(told("{\"version\":3,\"findings\":[]}").starts_with("version 3 "));
        let line = "{\"file\":\"a\",\"rule\":\"b\",\"fingerprint\":\"xyz\"}";
        let text = format!("{{\"version\":2,\"findings\":[{line}]}}");
        assert!(told(&text).starts_with("`xyz` is no fingerprint"));
        let signed = text.replace("xyz", "+0000000000000000000000000000001");
        assert!(told(&signed).starts_with("`+0000000000000000000000000000001` is no fingerprint"));
    }

    #[test]
    fn nothing_but_a_baseline_is_replaced() {
        for (text, replaceable) in [
            ("", true),
            ("{\"version\":2,\"findings\":[\n<<<<<<< HEAD\n", true),
            ("{ \"version\": 1,\n \"findings\": [", true),
            ("#!/bin/sh\n", false),
            ("{\"version\":1,\"name\":\"x\"}", false),
            ("msgid \"\"", false),
        ] {
            assert_eq!(Baseline::is_replaceable(text), replaceable, "{text}");
        }
    }
}
