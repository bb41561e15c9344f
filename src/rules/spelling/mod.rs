//! Misspelt words.

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[];
