//! Format strings: what `msgfmt -c` refuses of them, a rule a language.
//!
//! A parser a language (they share what they can) reads a string into one model, [`model::Signature`]; [`compare`]
//! knows no language. [`languages`] is the one table, `pages` the rules made from it, `judge` what is said.

mod accelerator;
mod boost;
mod brace_fields;
mod braces;
mod c;
pub mod compare;
mod cpp;
mod d;
pub mod element;
mod format_source;
pub(crate) mod format_unflagged;
mod gcc;
mod go;
mod icu_message;
mod java;
mod judge;
pub mod languages;
mod lisp;
pub mod list;
mod mend;
pub mod model;
mod newer;
mod ocaml;
mod pages;
mod pascal;
mod percent;
mod perl;
mod placeholder;
mod placeholder_space;
mod printf;
mod python;
mod ruby;
mod runs;
mod sh;
mod tables;
mod tokens;
mod xml;

use super::{Findings, Message, Rule};
use crate::diagnostic::Meta;
pub(crate) use format_unflagged::Habit;

/// The rules of no single language.
const OTHERS: [&Rule; 7] = [
    &format_source::RULE,
    &format_unflagged::RULE,
    &brace_fields::RULE,
    &icu_message::RULE,
    &placeholder_space::RULE,
    &placeholder::RULE,
    &accelerator::RULE,
];

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &{
    let mut all = [&pages::ALL[0]; languages::LANGUAGES.len() + OTHERS.len()];
    let mut at = 0;
    while at < OTHERS.len() {
        all[languages::LANGUAGES.len() + at] = OTHERS[at];
        at += 1;
    }
    at = 0;
    while at < languages::LANGUAGES.len() {
        all[at] = &pages::ALL[at];
        at += 1;
    }
    all
};

/// Checks a message against the languages that its flags name, where one of the rules is of that language.
pub(super) fn tell(rules: &[(usize, &Meta<'_>)], message: &Message<'_>, found: &mut Findings) {
    let formats = message.flags().formats();
    if formats == 0 {
        return;
    }
    for (rank, meta) in rules {
        if formats >> rank & 1 == 1 {
            judge::judge(&languages::LANGUAGES[*rank], meta, message, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::languages::LANGUAGES;
    use crate::po::format::flags::FORMATS;

    #[test]
    fn the_table_follows_the_flags() {
        assert!(LANGUAGES.iter().map(|language| language.name).eq(FORMATS));
    }
}
