//! reStructuredText: inline markup that the build refuses or shows as text, references that were lost.

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[];
