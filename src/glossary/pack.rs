//! A terminology pack from a glossary.
//!
//! In French the lexicon is asked how a word inflects: each way of writing the rendering is tried as the pack would read it,
//! the most knowing first, and the first one that holds for its own example stays.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::{Glossary, Part, Term};
use crate::rules::terminology::{Pack, Terms};

/// A pack, and what came of the glossary's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The TOML file.
    pub text: String,
    /// How many terms are in it.
    pub terms: usize,
    /// Terms that it could not say, and why.
    pub left_out: Vec<(String, String)>,
}

/// Terms of one source, all allowed or all forbidden.
struct Group<'g> {
    lemma: String,
    forbidden: bool,
    terms: Vec<&'g Term>,
    /// Their renderings.
    targets: HashSet<&'g str>,
}

/// Makes the pack `name` for `language` of a glossary that stands in `file`.
#[must_use]
pub fn pack(name: &str, language: &str, file: &str, glossary: &Glossary) -> Made {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places: HashMap<(String, bool), usize> = HashMap::new();
    for term in &glossary.terms {
        let lemma = lemma(term);
        let place = *places
            .entry((lemma.clone(), term.forbidden))
            .or_insert_with(|| {
                groups.push(Group {
                    forbidden: term.forbidden,
                    terms: Vec::new(),
                    targets: HashSet::new(),
                    lemma,
                });
                groups.len() - 1
            });
        let group = &mut groups[place];
        if group.targets.insert(&term.target) {
            group.terms.push(term);
        }
    }
    let mut made = Made {
        text: format!(
            "# Terminology, made of {file} by `polir pack new`.\n\
             #\n\
             # No term is on by itself (`default = false`), as a translator may have good reasons to say it otherwise. Try one,\n\
             #   polir check --pack THIS-FILE --select TERM\n\
             # read what it finds, and take `default = false` away where it is right throughout. A term can say much more: what\n\
             # to write instead, in which files, beside which words; `polir test-rules THIS-FILE` runs the examples.\n\n\
             [pack]\nname = {}\nlanguage = {}\nsource = {}\n",
            quoted(name),
            quoted(language),
            quoted(file)
        ),
        terms: 0,
        left_out: left_out(&glossary.fuzzy, "its translation is fuzzy")
            .chain(left_out(&glossary.untranslated, "it has no translation"))
            .collect(),
    };
    let mut ids: HashMap<String, usize> = HashMap::new();
    // What the glossary prefers to a forbidden rendering stands in its place.
    let preferred: HashMap<&str, &Term> = groups
        .iter()
        .filter(|group| !group.forbidden)
        .map(|group| (&*group.lemma, group.terms[0]))
        .collect();
    for group in &groups {
        let id = id(group, &mut ids);
        let preferred = preferred.get(&*group.lemma).filter(|_| group.forbidden);
        match id
            .as_ref()
            .map(|id| written(id, language, group, preferred.copied()))
        {
            Some(Ok(text)) => {
                made.text.push('\n');
                made.text.push_str(&text);
                made.terms += 1;
            }
            Some(Err(why)) => {
                ids.remove(&id.unwrap_or_default());
                made.left_out.push((group.lemma.clone(), why));
            }
            None => {
                let why = "there is no word in it".to_owned();
                made.left_out.push((group.terms[0].source.clone(), why));
            }
        }
    }
    for (source, why) in &made.left_out {
        let why = why.replace('\n', " ");
        let _ = write!(made.text, "\n# Left out: {source:?}: {why}\n");
    }
    made
}

/// Lines that are no term, with the reason.
fn left_out<'g>(
    sources: &'g [String],
    why: &'static str,
) -> impl Iterator<Item = (String, String)> + 'g {
    sources
        .iter()
        .map(move |source| (source.clone(), why.to_owned()))
}

/// The word that is looked for: without what explains it in brackets, and a verb without its `to`.
fn lemma(term: &Term) -> String {
    let mut words = term.source.as_str();
    if let Some((before, _)) = words.split_once(" (")
        && words.ends_with(')')
    {
        words = before;
    }
    let verb = words
        .strip_prefix("to ")
        .filter(|_| term.part.is_none_or(|part| part == Part::Verb));
    verb.unwrap_or(words).trim().to_lowercase()
}

/// A name for the term that none has yet; `taken` counts how often each was wanted.
fn id(group: &Group<'_>, taken: &mut HashMap<String, usize>) -> Option<String> {
    let words = group.lemma.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return None;
    }
    let kind = if group.forbidden {
        "forbidden"
    } else {
        "glossary"
    };
    let plain = format!("{kind}-{}", words.join("-"));
    let mut id = plain.clone();
    while taken.contains_key(&id) {
        let number = taken.entry(plain.clone()).or_insert(1);
        *number += 1;
        id = format!("{plain}-{number}");
    }
    taken.insert(id.clone(), 1);
    Some(id)
}

/// The term as TOML.
fn written(
    id: &str,
    language: &str,
    group: &Group<'_>,
    preferred: Option<&Term>,
) -> Result<String, String> {
    let mut patterns = Vec::new();
    let mut why = String::new();
    for term in &group.terms {
        let mut last = String::new();
        let fits = |pattern: &String| match holds(
            &entry(id, group, std::slice::from_ref(pattern), &[term], ""),
            language,
        ) {
            Ok(()) => true,
            Err(error) => {
                last = error;
                false
            }
        };
        match candidates(term, language).into_iter().find(fits) {
            Some(pattern) => patterns.push(pattern),
            None => return Err(last),
        }
    }
    for (number, term) in group.terms.iter().enumerate() {
        let _ = write!(
            why,
            "{}“{}”",
            if number > 0 { ", " } else { "" },
            term.target
        );
    }
    let verb = if group.forbidden { "not" } else { "as" };
    let mut why = format!(
        "the glossary renders “{}” {verb} {why}",
        group.terms[0].source
    );
    let renders = why.clone();
    let mut notes = HashSet::new();
    for note in group.terms.iter().filter_map(|term| term.note.as_deref()) {
        if !renders.contains(note) && notes.insert(note) {
            let _ = write!(why, ". {}", super::tidy(note));
        }
    }
    let text = entry(id, group, &patterns, &group.terms, &why);
    holds(&text, language)?;
    // The first way of writing what is preferred that inflects as what is forbidden, and does what the examples say.
    let replacing = preferred.and_then(|preferred| {
        candidates(preferred, language)
            .into_iter()
            .map(|pattern| {
                let replaced = text.replacen("\nwhy = ", &format!("\nuse = {pattern}\nwhy = "), 1);
                let mut with_good = String::new();
                for line in replaced.lines() {
                    let _ = writeln!(with_good, "{line}");
                    if line.starts_with("  bad = ") {
                        let _ = writeln!(with_good, "  good = {}", quoted(&preferred.target));
                    }
                }
                with_good
            })
            .find(|text| holds(text, language).is_ok())
    });
    Ok(replacing.unwrap_or(text))
}

fn entry(id: &str, group: &Group<'_>, patterns: &[String], terms: &[&Term], why: &str) -> String {
    let key = if group.forbidden { "avoid" } else { "require" };
    let mut text = format!(
        "[[term]]\nid = {}\ndefault = false\nseverity = \"info\"\nwhen = {{ lemma = {} }}\n{key} = [{}]\nwhy = {}\n",
        quoted(id),
        quoted(&group.lemma),
        patterns.join(", "),
        quoted(why)
    );
    let example = if group.forbidden { "bad" } else { "good" };
    for term in terms {
        let _ = write!(
            text,
            "\n  [[term.example]]\n  source = {}\n  {example} = {}\n",
            quoted(&group.lemma),
            quoted(&term.target)
        );
    }
    text
}

/// How the rendering may be written, the most knowing way first.
fn candidates(term: &Term, language: &str) -> Vec<String> {
    let target = &term.target;
    let mut all = Vec::new();
    if language == "fr" || language.starts_with("fr_") {
        let (noun, verb, adjective) = match term.part {
            Some(Part::Noun) => (true, false, false),
            Some(Part::Verb) => (false, true, false),
            Some(Part::Adjective) => (false, false, true),
            Some(Part::Other) => (false, false, false),
            None => (!term.source.starts_with("to "), true, true),
        };
        let (head, tail) = match target.split_once(' ') {
            Some((head, tail)) => (head, Some(tail)),
            None => (target.as_str(), None),
        };
        if noun {
            // A word alone behind a noun mostly agrees with it.
            let one_word = tail.is_some_and(|tail| !tail.contains([' ', '\'', '’']));
            let manners = [", agrees = true", ""];
            for agrees in &manners[usize::from(!one_word)..] {
                let rest = tail.map_or(String::new(), |tail| {
                    format!(", tail = {}{agrees}", quoted(tail))
                });
                all.push(format!("{{ noun = {}{rest} }}", quoted(head)));
                for gender in ["m", "f"] {
                    all.push(format!(
                        "{{ noun = {}{rest}, gender = \"{gender}\" }}",
                        quoted(head)
                    ));
                }
            }
        }
        if verb && tail.is_none() && ["er", "ir", "re"].iter().any(|end| head.ends_with(end)) {
            all.push(format!("{{ verb = {} }}", quoted(head)));
        }
        if adjective && tail.is_none() {
            all.push(format!("{{ adjective = {} }}", quoted(head)));
        }
    }
    all.push(quoted(target));
    // What no pattern can say (*…*) is looked for as it stands.
    all.push(format!("{{ regex = {} }}", quoted(&regex::escape(target))));
    all
}

/// Whether a term reads back and does what its examples say.
fn holds(term: &str, language: &str) -> Result<(), String> {
    let text = format!(
        "[pack]\nname = \"x\"\nlanguage = {}\n\n{term}",
        quoted(language)
    );
    let pack = Pack::parse("pack", &text).map_err(|error| error.to_string())?;
    let terms = Terms::compile(&[pack]).map_err(|error| error.to_string())?;
    match terms.test().first() {
        Some(failure) => Err(failure.to_string()),
        None => Ok(()),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(source: &str, target: &str) -> Term {
        Term {
            source: source.to_owned(),
            target: target.to_owned(),
            forbidden: false,
            part: None,
            note: None,
        }
    }

    fn made(language: &str, terms: Vec<Term>) -> Made {
        let glossary = Glossary {
            language: None,
            terms,
            ..Glossary::default()
        };
        let made = pack("team", language, "glossary.csv", &glossary);
        let read = Pack::parse("team.toml", &made.text).unwrap();
        assert_eq!(read.terms.len(), made.terms);
        assert!(read.terms.iter().all(|term| !term.default));
        let terms = Terms::compile(&[read]).unwrap();
        assert!(terms.test().is_empty(), "{}", made.text);
        made
    }

    #[test]
    fn french_words_inflect() {
        let mut forbidden = term("library", "librairie");
        forbidden.forbidden = true;
        let made = made(
            "fr",
            vec![
                term("library", "bibliothèque"),
                forbidden,
                term("thread", "fil d'exécution"),
                term("thread", "*thread*"),
                term("to return", "renvoyer"),
                term("base class (OOP)", "classe mère"),
                term("GNU \"quoted\"", "l'« expression »"),
            ],
        );
        for line in [
            "require = [{ noun = \"bibliothèque\"",
            "avoid = [{ noun = \"librairie\"",
            "{ noun = \"fil\", tail = \"d'exécution\"",
            "\"*thread*\"",
            "require = [{ verb = \"renvoyer\" }]",
            "when = { lemma = \"base class\" }",
        ] {
            assert!(made.text.contains(line), "{line}\n{}", made.text);
        }
    }

    #[test]
    fn other_languages_and_what_is_no_word() {
        let made = made(
            "de",
            vec![
                term("library", "Bibliothek"),
                term("…", "…"),
                term("Bibliothek", "ライブラリ"),
            ],
        );
        assert!(
            made.text.contains("require = [\"Bibliothek\"]"),
            "{}",
            made.text
        );
        assert_eq!(made.left_out.len(), 1, "{:?}", made.left_out);
    }
}
