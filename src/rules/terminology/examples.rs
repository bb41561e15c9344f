//! A pack held to its own examples: what `polir test-rules`, and every run of the tests, executes.

use std::fmt;

use super::compile::Terms;
use super::error::At;
use crate::diagnostic::Edit;
use crate::po::Entry;
use crate::rules::{FileContext, Findings, Message, Spare};

/// An example that does not do what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The pack's file.
    pub file: String,
    /// Where the example stands in it.
    pub at: At,
    /// The rule.
    pub rule: String,
    /// What was to happen, and what did.
    pub message: String,
}

impl fmt::Display for ExampleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let At { line, column } = self.at;
        write!(
            f,
            "{}:{line}:{column}: example of {}: {}",
            self.file, self.rule, self.message
        )
    }
}

impl std::error::Error for ExampleFailure {}

impl Terms {
    /// Runs every example: a bad one must be reported and, where a good one stands beside it, be made that by the fixes (also
    /// the unsafe and the suggested ones); a good one must be silent. A rule without examples fails as well.
    #[must_use]
    pub fn test(&self) -> Vec<ExampleFailure> {
        let mut failures = Vec::new();
        for (number, term) in self.rules.iter().enumerate() {
            let mut fail = |at: At, message: String| {
                failures.push(ExampleFailure {
                    file: term.path.clone(),
                    at,
                    rule: term.id.clone(),
                    message,
                });
            };
            if term.examples.is_empty() {
                fail(
                    term.at,
                    "there is none; add [[term.example]] with source, bad and good".to_owned(),
                );
            }
            for example in &term.examples {
                let file = FileContext {
                    path: example
                        .file
                        .clone()
                        .unwrap_or_else(|| "example.po".to_owned()),
                    language: term.language.clone(),
                    project: String::new(),
                    format: crate::markup::Format::Rst,
                    header: Vec::new(),
                    ..FileContext::default()
                };
                let run = |text: &str, good| self.run(number, &file, &example.source, text, good);
                if let Some(bad) = &example.bad {
                    let (count, fixed, why) = run(bad, false);
                    if count == 0 {
                        fail(example.at, format!("nothing is reported in \"{bad}\"{why}"));
                    } else if let Some(good) = &example.good
                        && fixed != *good
                    {
                        fail(
                            example.at,
                            format!("\"{bad}\" becomes \"{fixed}\", not \"{good}\"{why}"),
                        );
                    }
                }
                if let Some(good) = &example.good {
                    let (count, _, why) = run(good, true);
                    if count > 0 {
                        fail(
                            example.at,
                            format!("something is reported in \"{good}\"{why}"),
                        );
                    }
                }
            }
        }
        failures
    }

    /// How many findings of one rule, what its fixes make of the text, and what was said on the way: of a good
    /// example all findings, of a bad one those that have no fix.
    fn run(
        &self,
        number: usize,
        file: &FileContext,
        source: &str,
        text: &str,
        good: bool,
    ) -> (usize, String, String) {
        let (entry, spare) = (Entry::default(), Spare::default());
        let message = Message::new(file, &entry, source, text, &spare);
        let mut found = Findings {
            explain: true,
            ..Findings::default()
        };
        self.check(&message, &|term| term == number, &mut found);
        let edits = found
            .found
            .iter()
            .filter_map(|one| one.fix.as_ref())
            .flat_map(|(_, edits)| edits);
        let reported = found
            .found
            .iter()
            .filter(|one| good || one.fix.is_none())
            .map(|one| {
                let reason = one.help.as_deref().unwrap_or_default();
                let reason = reason
                    .split_once("not replaced: ")
                    .map_or("", |(_, reason)| reason);
                let why = &self.rules[number].why;
                let reason = reason.strip_suffix(why.as_str()).unwrap_or(reason);
                let reason = reason.trim_end_matches([' ', ';']);
                if reason.is_empty() {
                    one.message.clone()
                } else {
                    format!("{}, not replaced: {reason}", one.message)
                }
            });
        let passed = found
            .passed
            .iter()
            .map(|hit| format!("\"{}\" is passed over: {}", &text[hit.span], hit.reason));
        let said: Vec<String> = reported.chain(passed).collect();
        let said = if said.is_empty() {
            String::new()
        } else {
            format!(" ({})", said.join("; "))
        };
        (
            found.found.len(),
            applied(text, edits.cloned().collect()),
            said,
        )
    }
}

/// The text after the edits; of edits that overlap, the first.
fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort();
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.span.start < at {
            continue;
        }
        new.push_str(&text[at..edit.span.start]);
        new.push_str(&edit.text);
        at = edit.span.end;
    }
    new.push_str(&text[at..]);
    new
}
