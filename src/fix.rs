//! Chooses edits, applies them, and checks again until nothing moves.
//!
//! Laws held here: a fix moves no byte outside what it changes; fixing twice is fixing once; after a fix no new finding
//! of an error rule or of the selection stands in the entry, else the entry is left alone and the reason is said.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Safety, Span};
use crate::engine::{Checked, Checker};
use crate::po::charset::Decoded;

/// Lines of a text that are replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whole lines of the original text, bytes.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
    /// How many lines a diff shows for it: removed and added ones.
    pub lines: usize,
}

/// A fix that was not applied, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why its fix was dropped.
    pub reason: String,
}

/// What became of a text.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The changes, in order; applied to the original text they give the fixed one.
    pub changes: Vec<Change>,
    /// What was found before anything was changed.
    pub before: Checked,
    /// What is still found afterwards, placed in the fixed text.
    pub after: Checked,
    /// Fixes that were dropped.
    pub refused: Vec<Refused>,
    /// How many findings of each rule were mended.
    pub mended: BTreeMap<String, usize>,
    /// How often which form was exchanged for which.
    pub swaps: BTreeMap<(String, String), usize>,
}

/// Applies the fixes that are at least as safe as `level`.
#[must_use]
pub fn fix(checker: &Checker, path: &str, decoded: &Decoded, level: Safety) -> Fixed {
    todo!()
}

/// The text after these changes.
#[must_use]
pub fn apply(original: &str, changes: &[Change]) -> String {
    let mut text = String::with_capacity(original.len() + 256);
    let mut at = 0;
    for change in changes {
        text.push_str(&original[at..change.span.start]);
        text.push_str(&change.text);
        at = change.span.end;
    }
    text.push_str(&original[at..]);
    text
}
