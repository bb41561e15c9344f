//! Format strings: what `msgfmt -c` refuses of them, a rule a language.
//!
//! A parser a language (they share what they can) reads a string into one model, [`model::Signature`]; [`compare`]
//! knows no language. [`languages`] is the one table, [`pages`] the rules made from it, [`judge`] what is said.

mod boost;
mod braces;
mod c;
pub mod compare;
mod gcc;
mod java;
mod judge;
pub mod languages;
mod lisp;
pub mod list;
mod mend;
pub mod model;
mod newer;
mod pages;
mod pascal;
mod percent;
mod perl;
mod printf;
mod python;
mod ruby;
mod sh;
mod xml;

use super::Rule;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &{
    let mut all = [&pages::ALL[0]; languages::LANGUAGES.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = &pages::ALL[at];
        at += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::languages::LANGUAGES;
    use crate::po::format::flags::FORMATS;

    #[test]
    fn the_table_follows_the_flags() {
        assert!(
            LANGUAGES
                .iter()
                .map(super::languages::Language::name)
                .eq(FORMATS)
        );
    }
}
