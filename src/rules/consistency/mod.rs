//! One source, one translation: rules that look at all the files of a run. And what a source and its translation must
//! share, whatever the language: addresses, options, names, numbers.

mod attributes;
mod emails;
mod fold;
mod inconsistent;
mod numbers;
mod options;
mod paths;
mod shared;
mod urls;
mod variables;

use super::{Across, Check, Compared, Group, Meta, Rule, Severity, Version};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &inconsistent::RULE,
    &urls::MISMATCH,
    &urls::MISSING,
    &emails::RULE,
    &options::RULE,
    &paths::RULE,
    &variables::RULE,
    &numbers::RULE,
    &attributes::RULE,
];
