//! What `msgfmt` and `msgcat` refuse, said with its place and its reason.

mod conflict_marker;
mod conflicting_flags;
mod context_separator;
mod control_character;
mod duplicate_flag;
mod duplicate_message;
mod edge_newline;
mod invalid_escape;
mod invalid_previous;
pub(super) mod lost_backslash;
mod misplaced_comment;
mod misplaced_msgctxt;
mod missing_msgid;
mod missing_msgstr;
mod mixed_obsolete;
mod plural_index;
mod repeated_field;
mod source_newline;
mod stray_previous;
mod stray_text;
mod translated_template;
mod unknown_flag;
mod unknown_keyword;
mod unterminated_string;

// Every rule of this folder says what a fault of the parser means; they need the same few names.
use super::{Check, Group, Meta, Rule, Severity, Told};
use crate::po::FaultKind;
use crate::po::fault::PluralFault;

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[
    &unterminated_string::RULE,
    &invalid_escape::RULE,
    &unknown_keyword::RULE,
    &stray_text::RULE,
    &missing_msgid::RULE,
    &missing_msgstr::RULE,
    &repeated_field::RULE,
    &plural_index::RULE,
    &conflict_marker::RULE,
    &misplaced_comment::RULE,
    &mixed_obsolete::RULE,
    &duplicate_message::RULE,
    &edge_newline::RULE,
    &lost_backslash::RULE,
    &control_character::RULE,
    &context_separator::RULE,
    &unknown_flag::RULE,
    &conflicting_flags::RULE,
    &duplicate_flag::RULE,
    &stray_previous::RULE,
    &invalid_previous::RULE,
    &misplaced_msgctxt::RULE,
    &source_newline::RULE,
    &translated_template::RULE,
];
