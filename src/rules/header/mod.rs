//! The header entry.

mod date;
mod header_boilerplate;
mod header_comment;
mod header_date_future;
mod header_duplicate;
mod header_field_duplicate;
mod header_field_invalid;
mod header_field_missing;
mod header_fuzzy;
mod header_language_mismatch;
mod header_missing;
mod header_not_first;
mod header_unknown_field;
mod header_value;
mod languages;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of the group.
pub(super) static RULES: &[&Rule] = &[
    &header_missing::RULE,
    &header_duplicate::RULE,
    &header_not_first::RULE,
    &header_fuzzy::RULE,
    &header_field_missing::RULE,
    &header_field_duplicate::RULE,
    &header_field_invalid::RULE,
    &header_date_future::RULE,
    &header_boilerplate::RULE,
    &header_language_mismatch::RULE,
    &header_value::RULE,
    &header_comment::RULE,
    &header_unknown_field::RULE,
];

/// The fields that gettext and its tools know. Of any other, a tool may write one for each value.
const GETTEXT_FIELDS: [&str; 11] = [
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
];

/// The fields that `msgfmt -c` asks for though only people read them.
const READ_BY_PEOPLE: [&str; 6] = [
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "MIME-Version",
    "Content-Transfer-Encoding",
];

/// Whether gettext knows a field, in capitals or not.
fn is_gettext_field(name: &str) -> bool {
    GETTEXT_FIELDS
        .iter()
        .any(|field| name.eq_ignore_ascii_case(field))
}
