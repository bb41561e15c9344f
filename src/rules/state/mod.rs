//! What an entry is, and the comments that silence rules.

mod blank;
mod fuzzy;
mod obsolete;
mod untranslated;
pub(crate) mod unused_ignore;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[
    &fuzzy::RULE,
    &untranslated::RULE,
    &blank::RULE,
    &obsolete::RULE,
    &unused_ignore::RULE,
];
