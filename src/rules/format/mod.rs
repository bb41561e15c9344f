//! Format strings: what `msgfmt -c` refuses of them, a rule a language.

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[];
