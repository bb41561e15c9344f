//! XML and HTML, in messages whose source holds them.

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[];
