//! One source, one translation: rules that look at all the files of a run.

mod fold;
mod inconsistent;

use super::{Across, Check, Compared, Group, Meta, Rule, Severity, Version};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[&inconsistent::RULE];
