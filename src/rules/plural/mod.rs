//! How the language counts, and whether each message follows.

mod plural_count;
mod plural_forms_invalid;
mod plural_forms_missing;
mod plural_forms_unusual;
mod plural_incomplete;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[
    &plural_forms_missing::RULE,
    &plural_forms_invalid::RULE,
    &plural_forms_unusual::RULE,
    &plural_count::RULE,
    &plural_incomplete::RULE,
];
