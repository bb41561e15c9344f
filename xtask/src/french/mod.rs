//! Makes the tables of `data/fr/` from Debian's French Hunspell dictionaries (Dicollecte 7.0, MPL-2.0).
//!
//! Described for their reader in `data/fr/README.md`: two maps from lemma to paradigm, their paradigms as text, and one map from form to
//! readings and spellings.
//! Everything is sorted, so the same packages give the same bytes.

mod hunspell;
mod nominal;
mod spelt;
mod verbal;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use hunspell::{Dictionary, Form};

/// The files to write, by name.
pub fn tables(classical: &Path, comprehensive: &Path) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let dictionaries = [
        Dictionary::read(classical)?,
        Dictionary::read(comprehensive)?,
    ];
    let verbs = verbal::tables(&dictionaries)?;
    let words = nominal::tables(&dictionaries)?;
    let forms = readings(
        &dictionaries,
        &spelt::forms(&dictionaries[1], &spelt::dictionary(comprehensive)?),
    )?;
    Ok(vec![
        ("verbs.fst", verbs.0),
        ("verbs.txt", verbs.1),
        ("words.fst", words.0),
        ("words.txt", words.1),
        ("forms.fst", forms.0),
        ("forms.txt", forms.1),
    ])
}

/// A map from word to the number of its row, and the rows; the commonest rows come first, so that most numbers take one byte.
fn indexed(rows: &BTreeMap<String, String>) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows.values() {
        *counts.entry(row).or_default() += 1;
    }
    let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let numbers: BTreeMap<&str, u64> = (0..)
        .zip(&order)
        .map(|(number, row)| (row.0, number))
        .collect();
    let map = fst::Map::from_iter(rows.iter().map(|(word, row)| (word, numbers[row.as_str()])))?;
    let mut text = String::new();
    for (row, _) in order {
        text.push_str(row);
        text.push('\n');
    }
    Ok((map.into_fst().into_inner(), text.into_bytes()))
}

/// Whether a word belongs in the tables: names, abbreviations and symbols with capitals do not.
fn is_common(word: &str) -> bool {
    word.chars().all(|c| !c.is_uppercase()) && word.chars().any(char::is_alphabetic)
}

/// How `to` is made of `from`: the number of characters to take off its end, and what to put there (`.` for nothing).
fn change(from: &str, to: &[&str]) -> (usize, Vec<String>) {
    let shared = to
        .iter()
        .map(|to| {
            from.chars()
                .zip(to.chars())
                .take_while(|(a, b)| a == b)
                .count()
        })
        .min()
        .unwrap_or(0);
    let endings = to
        .iter()
        .map(|to| to.chars().skip(shared).collect::<String>());
    let endings = endings
        .map(|ending| {
            if ending.is_empty() {
                ".".to_owned()
            } else {
                ending
            }
        })
        .collect();
    (from.chars().count() - shared, endings)
}

/// The forms of the dictionaries, with what each may be: rows of readings of three letters, part (`n` noun, `a` adjective, `q` past participle, `f` finite, `i` infinitive, `g` present participle, `o` other), gender (`m f -`) and number (`s p -`).
fn readings(
    dictionaries: &[Dictionary; 2],
    spelt: &BTreeMap<String, u32>,
) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    forms.extend(spelt.keys().map(|form| (form.clone(), BTreeSet::new())));
    for dictionary in dictionaries {
        for entry in &dictionary.entries {
            for form in dictionary
                .forms(entry)
                .iter()
                .filter(|form| is_common(&form.text))
            {
                forms
                    .entry(form.text.clone())
                    .or_default()
                    .extend(form_readings(form));
            }
        }
    }
    let rows = forms
        .into_iter()
        .map(|(form, set)| {
            let readings: Vec<String> = set.into_iter().collect();
            let spelt = spelt.get(&form).copied().unwrap_or_default();
            (form, format!("{}\t{spelt:x}", readings.join(" ")))
        })
        .collect();
    indexed(&rows)
}

fn form_readings(form: &Form) -> Vec<String> {
    let has = |tag: &str| form.tags.iter().any(|t| t == tag);
    let gender = match (has("mas"), has("fem")) {
        (true, false) => 'm',
        (false, true) => 'f',
        _ => '-',
    };
    let number = match (has("sg"), has("pl")) {
        (true, false) => 's',
        (false, true) => 'p',
        _ => '-',
    };
    let mut readings = Vec::new();
    let mut push =
        |part: char, gender: char, number: char| readings.push(format!("{part}{gender}{number}"));
    if verbal::is_verb(&form.tags) {
        let mut cells = verbal::cells(&form.tags);
        if cells.is_empty() && has("infi") {
            cells.push("inf".to_owned());
        }
        // The `po:adj` of a participle's suffix only says that it agrees: an adjective has an entry of its own.
        if has("ppas") {
            push('q', gender, number);
        }
        for cell in cells {
            match cell.as_str() {
                "inf" => push('i', '-', '-'),
                "ppr" => push('g', '-', '-'),
                cell if cell.ends_with('p') && !cell.starts_with('q') => push('f', '-', 'p'),
                cell if cell.ends_with('s') && !cell.starts_with('q') => push('f', '-', 's'),
                _ => {}
            }
        }
        return readings;
    }
    if has("nom") {
        push('n', gender, number);
    }
    if has("adj") {
        push('a', gender, number);
    }
    if readings.is_empty() {
        readings.push(format!("o{gender}{number}"));
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed tables are what the packages give. Skipped, with a message, where the packages are not at hand.
    #[test]
    fn the_committed_tables_are_reproduced() {
        let directory = |name: &str| std::env::var_os(name).map(std::path::PathBuf::from);
        let (Some(classical), Some(comprehensive)) = (
            directory("POLIR_HUNSPELL_CLASSICAL"),
            directory("POLIR_HUNSPELL_COMPREHENSIVE"),
        ) else {
            println!(
                "skipped: POLIR_HUNSPELL_CLASSICAL and POLIR_HUNSPELL_COMPREHENSIVE do not name the packages' directories"
            );
            return;
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/fr");
        for (name, bytes) in tables(&classical, &comprehensive).unwrap() {
            let committed = std::fs::read(root.join(name)).unwrap();
            assert!(
                committed == bytes,
                "data/fr/{name} is not what `cargo xtask french` makes"
            );
        }
    }
}
