//! Misspelt words.

mod excuse;
mod unknown;

use super::Rule;
pub(super) use excuse::{begins_sentence, occurrences};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[&unknown::RULE];

/// The rule that looks words up: the only one for which dictionaries are opened.
pub(crate) static SPELLING: &Rule = &unknown::RULE;
