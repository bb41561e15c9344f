//! Typography: the catalogues of `fixtures/typography/`, one a language, each entry of which says what is found in it.

mod common;

use common::{checker, entries_say, fixtures};

/// The rules of the group that are on by themselves.
const ON: [&str; 11] = [
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
];

#[test]
fn each_entry_says_what_is_found_in_it() {
    let files = entries_say(&fixtures().join("typography"), &checker(&ON, false));
    assert!(files > 25, "{files}");
}
