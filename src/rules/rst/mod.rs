//! reStructuredText: inline markup that the build refuses or shows as text, references that were lost.
//!
//! The rules of syntax bear the names of `sphinx-lint`'s checkers. All of them see the tokens of the whole message, so
//! that code blocks, plural forms and the way a string is wrapped make no difference.

mod backtick_before_role;
mod bad_dedent;
mod default_role;
mod directive_missing_colons;
mod directive_with_three_dots;
mod doctest;
mod exclamation_and_tilde;
mod fault;
mod glue;
mod hyperlink_reference_missing_backtick;
mod markdown_inline;
mod missing_backtick_after_role;
mod missing_colon_in_role;
mod missing_space_after_literal;
mod missing_space_after_role;
mod missing_space_before_default_role;
mod missing_space_before_role;
mod missing_space_in_hyperlink;
mod missing_underscore_after_hyperlink;
mod names;
mod near;
mod parameter_name;
mod reference;
mod role_with_double_backticks;
mod role_with_extra_backtick;
mod role_without_backticks;
mod rst_code_block;
mod rst_display;
mod rst_inline;
mod rst_literal;
mod rst_references;
mod rst_term_target;
mod rst_unknown_role;
mod ticks;
mod triple_backticks;
mod unbalanced_literals;
mod unnecessary_parentheses;
mod walk;

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Safety;

pub use fault::Name;
pub(super) use fault::{Fault, faults, tell};
pub use glue::Seams;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &backtick_before_role::RULE,
    &bad_dedent::RULE,
    &default_role::RULE,
    &directive_missing_colons::RULE,
    &directive_with_three_dots::RULE,
    &exclamation_and_tilde::RULE,
    &hyperlink_reference_missing_backtick::RULE,
    &missing_backtick_after_role::RULE,
    &missing_colon_in_role::RULE,
    &missing_space_after_literal::RULE,
    &missing_space_after_role::RULE,
    &missing_space_before_default_role::RULE,
    &missing_space_before_role::RULE,
    &missing_space_in_hyperlink::RULE,
    &missing_underscore_after_hyperlink::RULE,
    &role_with_double_backticks::RULE,
    &role_with_extra_backtick::RULE,
    &role_without_backticks::RULE,
    &triple_backticks::RULE,
    &unbalanced_literals::RULE,
    &unnecessary_parentheses::RULE,
    &rst_inline::RULE,
    &rst_references::RULE,
    &rst_unknown_role::RULE,
    &rst_code_block::RULE,
    &markdown_inline::RULE,
    &rst_term_target::RULE,
    &rst_display::RULE,
    &rst_literal::RULE,
    &parameter_name::RULE,
];
