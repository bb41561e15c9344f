//! The verbs: one paradigm a lemma, in the spelling to write and in all spellings.

use std::collections::BTreeMap;

use anyhow::Result;

use super::hunspell::{Dictionary, Entry};
use super::{change, indexed, is_common};

/// The tenses, as the tables call them and as the dictionary does.
const TENSES: [(&str, &str); 8] = [
    ("pre", "ipre"),
    ("imp", "iimp"),
    ("his", "ipsi"),
    ("fut", "ifut"),
    ("con", "cond"),
    ("sub", "spre"),
    ("sui", "simp"),
    ("ord", "impe"),
];
const PERSONS: [(&str, &str); 6] = [
    ("1s", "1sg"),
    ("2s", "2sg"),
    ("3s", "3sg"),
    ("1p", "1pl"),
    ("2p", "2pl"),
    ("3p", "3pl"),
];

/// The cells of a paradigm in the order of a row, by name: `inf`, `ppr`, `qms`, …, `pre1s`, ….
fn order() -> Vec<String> {
    let mut order: Vec<String> = ["inf", "ppr", "qms", "qmp", "qfs", "qfp"]
        .map(str::to_owned)
        .to_vec();
    for (tense, _) in TENSES {
        // The imperative has three persons.
        let persons = PERSONS
            .iter()
            .filter(|(person, _)| tense != "ord" || ["2s", "1p", "2p"].contains(person));
        order.extend(persons.map(|(person, _)| format!("{tense}{person}")));
    }
    order
}

pub fn is_verb(tags: &[String]) -> bool {
    // `v1__t_q_zz`, `v0ait____a`: the group, then what it governs.
    tags.iter()
        .any(|tag| tag.starts_with('v') && tag.as_bytes().get(1).is_some_and(u8::is_ascii_digit))
}

/// The cells that the tags of a form name. A form that is tagged with tenses and persons stands for each tense in each person.
pub fn cells(tags: &[String]) -> Vec<String> {
    // `3pl!` marks a form in which no elision is asked of what follows; it is the same person.
    let has = |tag: &str| tags.iter().any(|t| t.trim_end_matches('!') == tag);
    let mut cells = Vec::new();
    if has("infi") {
        cells.push("inf".to_owned());
    }
    if has("ppre") {
        cells.push("ppr".to_owned());
    }
    if has("ppas") {
        // An invariable participle (*ressemblé*) never agrees: it has the one cell. One in -s (*mis*) is its own plural.
        let epicene = has("epi") || !(has("mas") || has("fem"));
        let gender = if epicene || has("mas") { 'm' } else { 'f' };
        match (epicene, has("inv"), has("pl")) {
            (true, ..) => cells.push("qms".to_owned()),
            (_, true, _) => cells.extend([format!("q{gender}s"), format!("q{gender}p")]),
            (_, _, true) => cells.push(format!("q{gender}p")),
            _ => cells.push(format!("q{gender}s")),
        }
    }
    for (tense, tag) in TENSES {
        if has(tag) {
            cells.extend(
                PERSONS
                    .iter()
                    .filter(|(_, tag)| has(tag))
                    .map(|(person, _)| format!("{tense}{person}")),
            );
        }
    }
    cells
}

/// The forms of each cell, preferred first.
type Paradigm = BTreeMap<String, Vec<String>>;

/// The map from lemma to row, and the rows: `strip`, a tab, the endings of the cells to write, a tab, those of the cells to recognise (empty: the same).
/// Cells are parted by `;`, the forms of one cell by `,`, a `.` is an empty ending.
pub fn tables(dictionaries: &[Dictionary; 2]) -> Result<(Vec<u8>, Vec<u8>)> {
    let [written, all] = [&dictionaries[..1], dictionaries].map(paradigms);
    let rows = all.iter().map(|(lemma, all)| {
        let written = written.get(lemma).unwrap_or(all);
        (lemma.clone(), row(lemma, written, all))
    });
    indexed(&rows.collect())
}

fn paradigms(dictionaries: &[Dictionary]) -> BTreeMap<String, Paradigm> {
    let mut verbs: BTreeMap<String, Paradigm> = BTreeMap::new();
    for dictionary in dictionaries {
        // Where a lemma has a paradigm of the second group (-issant) and one of the third (*sortir*, *fuir*), the third is the common one.
        let group = |entry: &&Entry| entry.tags.iter().any(|tag| tag.starts_with("v3"));
        let entries = || {
            dictionary
                .entries
                .iter()
                .filter(|entry| is_verb(&entry.tags) && is_common(&entry.lemma))
        };
        for entry in entries()
            .filter(group)
            .chain(entries().filter(|entry| !group(entry)))
        {
            let paradigm = verbs.entry(entry.lemma.clone()).or_default();
            for form in dictionary.forms(entry) {
                for cell in cells(&form.tags) {
                    let forms = paradigm.entry(cell).or_default();
                    if !forms.contains(&form.text) {
                        forms.push(form.text.clone());
                    }
                }
            }
        }
    }
    for (lemma, paradigm) in &mut verbs {
        // *essaie* before *essaye*: both are right, the first is the commoner.
        if let Some(stem) = lemma.strip_suffix("yer").filter(|stem| stem.ends_with('a')) {
            for forms in paradigm.values_mut() {
                forms.sort_by_key(|form| {
                    form.strip_prefix(stem)
                        .is_some_and(|end| end.starts_with('y'))
                });
            }
        }
    }
    verbs
}

fn row(lemma: &str, written: &Paradigm, all: &Paradigm) -> String {
    let forms: Vec<&str> = [written, all]
        .iter()
        .flat_map(|p| p.values().flatten())
        .map(String::as_str)
        .collect();
    let (strip, _) = change(lemma, &forms);
    let kept = lemma.chars().count() - strip;
    let endings = |paradigm: &Paradigm| {
        let cells = order().into_iter().map(|cell| {
            let forms = paradigm.get(&cell).into_iter().flatten().map(|form| {
                let ending: String = form.chars().skip(kept).collect();
                if ending.is_empty() {
                    ".".to_owned()
                } else {
                    ending
                }
            });
            forms.collect::<Vec<_>>().join(",")
        });
        cells.collect::<Vec<_>>().join(";")
    };
    let (written, all) = (endings(written), endings(all));
    let all = if all == written { String::new() } else { all };
    format!("{strip}\t{written}\t{all}")
}
