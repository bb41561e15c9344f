//! One source, one translation: rules that look at all the files of a run.

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[];
