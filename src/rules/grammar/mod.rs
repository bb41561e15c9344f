//! Words that are right, each alone, and not together.

mod agreement;

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[&agreement::RULE];
