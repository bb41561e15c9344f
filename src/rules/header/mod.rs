//! The header entry.

mod header_value;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[&header_value::RULE];
