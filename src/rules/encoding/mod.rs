//! The bytes of the file: charset, byte-order mark, line ends.

mod byte_order_mark;
mod charset_missing;
mod invalid_encoding;
mod mixed_line_endings;
mod unknown_charset;
mod unrepresentable;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[
    &invalid_encoding::RULE,
    &unknown_charset::RULE,
    &charset_missing::RULE,
    &byte_order_mark::RULE,
    &mixed_line_endings::RULE,
    &unrepresentable::RULE,
];
