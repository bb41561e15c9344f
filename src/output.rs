//! What was found, written out: one renderer a file, each over `&mut dyn Write`.
//!
//! Nothing here decides what is found or how a run ends.

pub mod compared;
pub mod concise;
pub mod counts;
pub mod csv;
pub mod diff;
pub mod escape;
pub mod figures;
pub mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod plot;
pub mod progress;
pub mod rdjson;
pub mod region;
pub mod repeated;
pub mod sarif;
pub mod shields;
pub mod suggestions;
pub mod summary;
pub mod table;
pub mod text;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, RuleId, Safety, Severity};
use crate::engine::Passed;
use crate::spelling::Vocabulary;

/// What was found in one file.
#[derive(Debug, Default)]
pub struct Report {
    /// The file, as messages call it.
    pub name: String,
    /// The findings, by position.
    pub findings: Vec<Diagnostic>,
    /// Of each finding, its fingerprint; empty where no output needs them.
    pub fingerprints: Vec<u128>,
    /// Of each finding, its fix as replacements of the file's text; empty where no output needs them.
    pub repairs: Vec<Vec<region::Replacement>>,
    /// Of each finding, where it stands in bytes; empty where no output needs them.
    pub regions: Vec<region::Region>,
    /// What the baseline knows of it, with its rule, and so is not among the findings.
    pub known: Vec<(u128, RuleId)>,
    /// Hits that were passed over.
    pub passed: Vec<Passed>,
    /// How many entries it has, the header not counted.
    pub entries: usize,
    /// Why a rule that was asked for could not look.
    pub problem: Option<String>,
    /// What its words were looked up in.
    pub vocabulary: Option<Arc<Vocabulary>>,
}

/// Whether a finding can be mended by fixes that are at least as safe as `level`.
#[must_use]
pub fn fixable(finding: &Diagnostic, level: Safety) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safety >= level)
}

/// The worst severity of all.
#[must_use]
pub fn worst(reports: &[Report]) -> Option<Severity> {
    let findings = reports.iter().flat_map(|report| &report.findings);
    findings.map(|finding| finding.severity).max()
}

/// What could not be read or written.
#[derive(Debug, serde::Serialize)]
pub struct Failure<'a> {
    /// The file.
    pub file: &'a str,
    /// What happened.
    pub message: &'a str,
}

/// A number and the word for what it counts, with the plural's s where it belongs.
#[must_use]
pub fn count(number: usize, word: &str) -> String {
    match (number, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        _ => format!("{number} {word}s"),
    }
}

/// Text in a colour, where colours are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Whether they are.
    pub colour: bool,
}

impl Paint {
    /// `text` between the escape sequences of the SGR parameters `code` (`1` bold, `31` red, …).
    #[must_use]
    pub fn with(self, code: &str, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// As [`Paint::with`], in the colour of a severity.
    #[must_use]
    pub fn severity(self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;34",
        };
        self.with(code, text)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_and_words() {
        assert_eq!(super::count(1, "entry"), "1 entry");
        assert_eq!(super::count(0, "entry"), "0 entries");
        assert_eq!(super::count(2, "file"), "2 files");
    }
}
