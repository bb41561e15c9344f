//! Misspelt words, and forms that do not agree.

mod agreement;
mod excuse;
mod unknown;

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[&unknown::RULE, &agreement::RULE];

/// The rule that looks words up: the only one for which dictionaries are opened.
pub(crate) static SPELLING: &Rule = &unknown::RULE;
