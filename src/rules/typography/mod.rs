//! Spaces, quotes, punctuation: what the readers of a language expect of a printed page.

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[];
