//! What an entry is, and the comments that silence rules.

pub(crate) mod unused_ignore;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[&unused_ignore::RULE];
