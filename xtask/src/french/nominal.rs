//! Nouns and adjectives: gender, and the forms of each number and gender.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::hunspell::{Dictionary, Form};
use super::verbal::is_verb;
use super::{change, indexed, is_common};

/// Plurals that the dictionary lists as words of their own, and that are the ones to write.
const IRREGULAR: [(&str, &str); 8] = [
    ("bonhomme", "bonshommes"),
    ("ciel", "cieux"),
    ("gentilhomme", "gentilshommes"),
    ("madame", "mesdames"),
    ("mademoiselle", "mesdemoiselles"),
    ("monseigneur", "messeigneurs"),
    ("monsieur", "messieurs"),
    ("œil", "yeux"),
];

/// What is gathered of a noun under its singular.
#[derive(Default)]
struct Noun {
    masculine: bool,
    feminine: bool,
    plural: Option<String>,
}

/// A form and where it stands: in the masculine, the feminine, the singular, the plural.
struct Placed {
    text: String,
    masculine: bool,
    feminine: bool,
    singular: bool,
    plural: bool,
}

/// The map from lemma to row, and the rows: the noun's gender (`m f -`), characters to strip, singular and plural endings; a tab; the adjective's strip
/// and four endings. Either half may be empty.
pub fn tables(dictionaries: &[Dictionary; 2]) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut nouns, mut adjectives) = (BTreeMap::new(), BTreeMap::new());
    let mut loose = Vec::new();
    for dictionary in dictionaries {
        for entry in dictionary
            .entries
            .iter()
            .filter(|entry| is_common(&entry.lemma))
        {
            let forms = dictionary.forms(entry);
            let (noun, adjective) = (has(&entry.tags, "nom"), has(&entry.tags, "adj"));
            if is_verb(&entry.tags) {
                let participles: Vec<Placed> = forms
                    .iter()
                    .filter(|form| has(&form.tags, "ppas") && has(&form.tags, "adj"))
                    .map(place)
                    .collect();
                add_adjective(&mut adjectives, &participles);
                continue;
            }
            let forms: Vec<Placed> = forms.iter().map(place).collect();
            if noun {
                add_noun(&mut nouns, &forms);
                if forms.iter().all(|form| !form.singular) {
                    loose.extend(forms.into_iter().map(|form| (form, entry.stem.clone())));
                    continue;
                }
            }
            if adjective {
                add_adjective(&mut adjectives, &forms);
            }
        }
    }
    join(&mut nouns, loose);
    let lemmas: BTreeSet<&String> = nouns.keys().chain(adjectives.keys()).collect();
    let rows = lemmas.into_iter().map(|lemma| {
        let noun = nouns
            .get(lemma)
            .map_or(String::new(), |noun| noun_row(lemma, noun));
        let adjective = adjectives
            .get(lemma)
            .map_or(String::new(), |forms: &[String; 4]| {
                let (strip, endings) = change(lemma, &forms.each_ref().map(String::as_str));
                format!("{strip} {}", endings.join(" "))
            });
        (lemma.clone(), format!("{noun}\t{adjective}"))
    });
    indexed(&rows.collect())
}

fn noun_row(lemma: &str, noun: &Noun) -> String {
    let gender = match (noun.masculine, noun.feminine) {
        (true, false) => 'm',
        (false, true) => 'f',
        _ => '-',
    };
    // A noun without a plural in the dictionary (*glasnost*) is left as it is.
    let (strip, endings) = change(lemma, &[lemma, noun.plural.as_deref().unwrap_or(lemma)]);
    format!("{gender} {strip} {}", endings.join(" "))
}

fn has(tags: &[String], tag: &str) -> bool {
    tags.iter().any(|t| t == tag)
}

fn place(form: &Form) -> Placed {
    let (mas, fem) = (has(&form.tags, "mas"), has(&form.tags, "fem"));
    let (sg, pl) = (has(&form.tags, "sg"), has(&form.tags, "pl"));
    let both = has(&form.tags, "inv") || sg == pl;
    Placed {
        text: form.text.clone(),
        masculine: mas || !fem,
        feminine: fem || !mas,
        singular: both || sg,
        plural: both || pl,
    }
}

/// Adds each singular of an entry as a noun of its own: *acteur* with *acteurs*, *actrice* with *actrices*.
fn add_noun(nouns: &mut BTreeMap<String, Noun>, forms: &[Placed]) {
    for singular in forms.iter().filter(|form| form.singular) {
        let plural = forms.iter().find(|form| {
            form.plural
                && ((form.masculine && singular.masculine) || (form.feminine && singular.feminine))
        });
        let noun = nouns.entry(singular.text.clone()).or_default();
        noun.masculine |= singular.masculine;
        noun.feminine |= singular.feminine;
        if noun.plural.is_none() {
            noun.plural = plural.map(|form| form.text.clone());
        }
    }
}

/// Joins the plurals that are entries of their own to their singulars; those that have none (*fiançailles*, *affres*) are nouns without a singular, filed under themselves.
fn join(nouns: &mut BTreeMap<String, Noun>, loose: Vec<(Placed, Option<String>)>) {
    let singulars: Vec<String> = nouns
        .iter()
        .filter(|(_, noun)| noun.plural.is_none())
        .map(|(s, _)| s.clone())
        .collect();
    for (singular, plural) in IRREGULAR {
        if let Some(noun) = nouns.get_mut(singular) {
            noun.plural = Some(plural.to_owned());
        }
    }
    for (form, stem) in loose {
        if IRREGULAR.iter().any(|(_, plural)| *plural == form.text) {
            continue;
        }
        let agrees =
            |noun: &Noun| (noun.masculine && form.masculine) || (noun.feminine && form.feminine);
        let parts = || {
            singulars
                .iter()
                .find(|s| agrees(&nouns[*s]) && is_plural_by_parts(nouns, s, &form.text))
                .cloned()
        };
        let singular = stem
            .filter(|stem| nouns.get(stem).is_some_and(agrees))
            .or_else(parts);
        if let Some(noun) = singular.and_then(|singular| nouns.get_mut(&singular)) {
            noun.plural.get_or_insert(form.text);
        } else {
            let noun = nouns.entry(form.text.clone()).or_default();
            noun.masculine |= form.masculine;
            noun.feminine |= form.feminine;
            noun.plural.get_or_insert(form.text);
        }
    }
}

/// Whether *arcs-en-ciel* is a plural of *arc-en-ciel*: part by part the same, or the plural.
fn is_plural_by_parts(nouns: &BTreeMap<String, Noun>, singular: &str, plural: &str) -> bool {
    let cut = |word| -> Vec<&str> { str::split(word, ['-', '\'']).collect() };
    let (one, many) = (cut(singular), cut(plural));
    singular.contains('-')
        && one.len() == many.len()
        && one.iter().zip(&many).all(|(one, many)| {
            one == many
                || many
                    .strip_prefix(one)
                    .is_some_and(|end| end == "s" || end == "x")
                || nouns.get(*one).and_then(|noun| noun.plural.as_deref()) == Some(*many)
        })
}

/// Files the four forms of an adjective under its masculine singular; one that lacks a form is left out. The first entry of a lemma, and the first form of a cell, are the preferred ones.
fn add_adjective(adjectives: &mut BTreeMap<String, [String; 4]>, forms: &[Placed]) {
    let find = |masculine: bool, singular: bool| {
        let fits = |form: &&Placed| {
            (if masculine {
                form.masculine
            } else {
                form.feminine
            }) && (if singular { form.singular } else { form.plural })
        };
        forms.iter().find(fits).map(|form| form.text.clone())
    };
    if let (Some(ms), Some(mp), Some(fs), Some(fp)) = (
        find(true, true),
        find(true, false),
        find(false, true),
        find(false, false),
    ) {
        adjectives.entry(ms.clone()).or_insert([ms, mp, fs, fp]);
    }
}
