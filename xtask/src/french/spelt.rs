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
    let spelt = rules.spellings().into_iter().map(|(form, elided)| {
        let spelt = spelt(&form, elided, dictionary);
        (form, spelt)
    });
    spelt.filter(|(_, spelt)| *spelt != 0).collect()
}

/// The bits that `data/fr/README.md` describes; of those of `elided`, the ones that the dictionary grants.
fn spelt(form: &str, elided: u32, dictionary: &Dictionary) -> u32 {
    let mut spelt = 0;
    let capital = titled(form);
    if dictionary.has(form) {
        spelt |= 1;
        // A word whose capitals are those of the dictionary is refused with others.
        if !dictionary.has(&form.to_uppercase()) || !dictionary.has(&capital) {
            spelt |= 2;
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
