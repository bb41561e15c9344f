//! How a file is laid out.

mod final_newline;
mod long_line;
mod max_length;
mod trailing_space;
mod wrapping;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[
    &final_newline::RULE,
    &trailing_space::RULE,
    &long_line::RULE,
    &max_length::RULE,
    &wrapping::RULE,
];
