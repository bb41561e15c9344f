//! The bytes of the file: charset and byte-order mark.

mod byte_order_mark;
mod invalid_encoding;
mod unknown_charset;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[
    &invalid_encoding::RULE,
    &unknown_charset::RULE,
    &byte_order_mark::RULE,
];
