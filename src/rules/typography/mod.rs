//! Spaces, quotes, punctuation: what the readers of a language expect of a printed page.
//!
//! What a language asks for is data (`lang::typography`); a rule that needs it is silent where it is not known. One
//! fault gives one finding. Where two rules could see the same characters:
//!
//! - a blank before a mark is `nbsp`'s where the language wants a no-break space there, else `space-before-comma`'s;
//! - blanks at the edges are `edge-space`'s, and neither `double-space`'s nor `tab`'s;
//! - blanks before a mark that `nbsp` mends are not `double-space`'s;
//! - dots behind *etc* are `etc`'s, not `ellipsis`'s;
//! - a `::` at the end of a message of reStructuredText is `rst-code-block`'s: see [`ends_in_double_colon`].

mod added_stop;
mod apostrophe;
mod ascii_quotes;
mod brackets;
mod curly_quotes;
mod dash;
mod double_space;
mod doubled_mark;
mod edge_space;
mod elision;
mod ellipsis;
mod end_mark;
mod end_punctuation;
mod ending;
mod english_sentence;
mod etc;
mod habits;
mod inverted_mark;
mod length;
mod line_count;
mod marks;
mod missing_space;
mod nbsp;
mod prose;
mod repeated_word;
mod space_before_comma;
mod tab;
mod unchanged;
mod wide_marks;

pub use ending::ends_in_double_colon;
pub use habits::Habits;
pub(in crate::rules) use habits::Tally;
pub use marks::Marks;

use super::{Check, Group, Meta, Rule, Severity};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &nbsp::RULE,
    &space_before_comma::RULE,
    &edge_space::RULE,
    &double_space::RULE,
    &tab::RULE,
    &ascii_quotes::RULE,
    &curly_quotes::RULE,
    &end_punctuation::RULE,
    &end_mark::RULE,
    &added_stop::RULE,
    &doubled_mark::RULE,
    &missing_space::RULE,
    &wide_marks::SPACE,
    &wide_marks::HALF,
    &english_sentence::RULE,
    &inverted_mark::RULE,
    &brackets::RULE,
    &repeated_word::RULE,
    &etc::RULE,
    &ellipsis::RULE,
    &dash::RULE,
    &apostrophe::RULE,
    &elision::RULE,
    &unchanged::RULE,
    &line_count::RULE,
    &length::LONG,
    &length::SHORT,
];
