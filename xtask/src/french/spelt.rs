//! How each form may be spelt: alone, after which elided words, and with which capitals.
//!
//! The candidates are whatever the affixes make of the entries, taken too widely; which of them are words is what the
//! dictionary itself says, asked through the program's own reader of Hunspell files.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use polir::lang::fr::spelt::ELIDED;
use polir::spelling::Dictionary;

use super::hunspell;

/// The dictionary of a directory that holds `fr.aff` and `fr.dic`.
pub fn dictionary(directory: &Path) -> Result<Dictionary> {
    let read = |name: &str| {
        let path = directory.join(name);
        std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    Ok(Dictionary::read(&read("fr.aff")?, &read("fr.dic")?)?)
}

/// The forms of a dictionary, elided words taken off, with how each is spelt.
pub fn forms(rules: &hunspell::Dictionary, dictionary: &Dictionary) -> BTreeMap<String, u32> {
    let mut forms = BTreeMap::new();
    for (form, elided) in rules.spellings() {
        let spelt = spelt(&form, elided, dictionary);
        if spelt == 0 {
            continue;
        }
        // *JAVASCRIPT* follows from *JavaScript* by no rule.
        let upper = form.to_uppercase();
        let mixed = form != upper && form.chars().skip(1).any(char::is_uppercase);
        if mixed && dictionary.has(&upper) {
            *forms.entry(upper).or_default() |= 1 | RIGID;
        }
        *forms.entry(form).or_default() |= spelt;
    }
    forms
}

/// The bit of a form whose capitals must be its own.
const RIGID: u32 = 2;

/// The bits that `data/fr/README.md` describes; of those of `elided`, the ones that the dictionary grants.
fn spelt(form: &str, elided: u32, dictionary: &Dictionary) -> u32 {
    let mut spelt = 0;
    let capital = titled(form);
    if dictionary.has(form) {
        spelt |= 1;
        // A word whose capitals are those of the dictionary is refused with others.
        if !dictionary.has(&form.to_uppercase()) || !dictionary.has(&capital) {
            spelt |= RIGID;
        }
    }
    for (number, before) in ELIDED.iter().enumerate() {
        for (bit, form) in [
            (4 << number, form),
            (4 << (ELIDED.len() + number), &capital),
        ] {
            if elided & bit != 0 && dictionary.has(&[*before, form].concat()) {
                spelt |= bit;
            }
        }
    }
    spelt
}

/// With a capital first letter.
fn titled(form: &str) -> String {
    let mut letters = form.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
