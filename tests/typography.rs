//! Typography: the catalogues of `fixtures/typography/`, one a language, each entry of which says what is found in it.
#![allow(clippy::print_stderr, reason = "a test says what is missing")]

mod common;

use common::{checker, entries_say, fixtures};

/// The rules of the group that are on by themselves.
const ON: [&str; 21] = [
    "nbsp",
    "space-before-comma",
    "edge-space",
    "tab",
    "ascii-quotes",
    "curly-quotes",
    "end-punctuation",
    "inverted-mark",
    "brackets",
    "repeated-word",
    "etc",
    "doubled-mark",
    "missing-space",
    "wide-mark-space",
    "english-sentence",
    "url-mismatch",
    "email-mismatch",
    "option-mismatch",
    "path-mismatch",
    "variable-mismatch",
    "attribute-mismatch",
];

#[test]
fn each_entry_says_what_is_found_in_it() {
    let files = entries_say(&fixtures().join("typography"), &checker(&ON, false));
    assert!(files > 25, "{files}");
}
