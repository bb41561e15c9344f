//! One pattern of a rule: the forms that the index finds it by, and what stands in their place.

use regex::Regex;

use super::{Avoid, Target};
use crate::lang::fr::elision;
use crate::markup::is_word;
use crate::rules::terminology::error::PackError;
use crate::rules::terminology::fold::folded;
use crate::rules::terminology::french;
use crate::rules::terminology::pack::{Kind, Pattern, Term};
use crate::rules::terminology::paradigm::{
    AGREEMENT, PLURAL, Reader, SINGULAR, is_intransitive, split_tail, tail_beside,
};
use crate::rules::terminology::text::Phrase;

/// What one pattern gives to the index: word to look up, phrase to stand there, cells.
pub(super) type Entry = (String, Option<Phrase>, u64);

/// Refuses a replacement that inflects otherwise than everything it may replace.
pub(super) fn mixed(
    term: &Term,
    replacement: &Pattern,
    reader: &Reader<'_>,
) -> Result<(), PackError> {
    let fits = replacement.kind == Kind::Word
        || term
            .avoid
            .iter()
            .any(|avoid| avoid.kind == replacement.kind);
    if fits {
        return Ok(());
    }
    Err(PackError::new(
        &reader.pack.path,
        replacement.at,
        format!(
            "\"{}\" inflects otherwise than what it replaces",
            replacement.lemma
        ),
    )
    .help(
        "a verb replaces a verb, a noun a noun, an adjective an adjective; a bare string is an invariable word: \
         write { noun = \"…\" } for what has a plural",
    ))
}

/// Refuses what can stand in no prose as it is written: markup other than the asterisks of a foreign word, or a first character
/// that begins no word.
fn matchable(pattern: &Pattern, reader: &Reader<'_>) -> Result<(), PackError> {
    if pattern.kind == Kind::Regex {
        return Ok(());
    }
    let refuse = |what: String, help: &str| {
        Err(PackError::new(&reader.pack.path, pattern.at, what).help(help))
    };
    if pattern.lemma.contains('`') {
        return refuse(
            format!(
                "{} would match nothing: the text of code and roles is no prose",
                pattern.lemma
            ),
            "write the word alone; it is found where it stands as prose or in an emphasis",
        );
    }
    let first = pattern.lemma.trim_start_matches('*').chars().next();
    if first.is_none_or(|first| !is_word(first)) {
        return refuse(
            format!(
                "\"{}\" would match nothing: it does not begin with a letter or a digit",
                pattern.lemma
            ),
            "write it as { regex = \"…\" }",
        );
    }
    Ok(())
}

/// The index entries of a pattern, and how to go on from there.
pub(super) fn recognise(
    pattern: &Pattern,
    reader: &mut Reader<'_>,
) -> Result<(Vec<Entry>, Avoid), PackError> {
    let mut avoid = Avoid {
        kind: pattern.kind,
        gender: pattern.gender,
        tails: Vec::new(),
        regex: None,
        elide: pattern.elide,
        starred: pattern.lemma.starts_with('*'),
        plurals: Vec::new(),
        reflexive: pattern.reflexive,
        intransitive: false,
        words: None,
        lemma: split_tail(&pattern.lemma).0.to_owned(),
    };
    matchable(pattern, reader)?;
    let mut entries: Vec<Entry> = Vec::new();
    match pattern.kind {
        Kind::Verb => {
            let (_, rest) = split_tail(&pattern.lemma);
            let forms = reader.verb(pattern, false)?;
            avoid.intransitive = reader.pack.language == "fr" && is_intransitive(&forms);
            for (bit, form) in forms {
                entries.push(entry(&form, 1 << bit));
            }
            if !rest.is_empty() {
                avoid.tails.push(Phrase::new(rest));
            }
        }
        Kind::Noun => {
            let (forms, gender) = reader.noun(pattern, false)?;
            avoid.gender = avoid.gender.or(gender);
            for (form, cells) in forms.iter().zip([SINGULAR, PLURAL]) {
                entries.push(entry(form, cells));
            }
        }
        Kind::Adjective => {
            let forms = reader.adjective(pattern, false)?;
            for (place, form) in forms.iter().enumerate() {
                entries.push(entry(form, 1 << place));
            }
            // *nouvel*
            let shifted = french::shifted(&forms[0], true);
            if reader.pack.language == "fr" && shifted != forms[0] {
                entries.push(entry(&shifted, 1));
            }
        }
        Kind::Word => {
            let words = pattern.lemma.trim_matches('*');
            entries.push(entry(words, 1));
            if reader.pack.language == "fr" {
                avoid.words = Some(words.to_owned());
                entries.extend(joined(words).iter().map(|words| entry(words, 1)));
            }
        }
        Kind::Regex => {
            let regex = Regex::new(&pattern.lemma).map_err(|error| {
                let text = error.to_string();
                let last = text
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .trim_start_matches("error: ")
                    .to_owned();
                PackError::new(
                    &reader.pack.path,
                    pattern.at,
                    format!("not a regular expression: {last}"),
                )
            })?;
            avoid.regex = Some(regex);
        }
    }
    for tail in &pattern.tail {
        for plural in [false, true] {
            let phrase = Phrase::new(&tail_beside(pattern, tail, avoid.gender, plural));
            if phrase.len() > 0 && !avoid.tails.contains(&phrase) {
                if plural {
                    avoid.plurals.push(phrase.clone());
                }
                avoid.tails.push(phrase);
            }
        }
    }
    Ok((entries, avoid))
}

/// The same words where the last one is elided or contracted with what follows: *lorsqu'*, *afin d'*, *grâce au*.
fn joined(words: &str) -> Vec<String> {
    let (before, last) = match words.rsplit_once(' ') {
        Some((before, last)) => (format!("{before} "), last),
        None => (String::new(), words),
    };
    let mut all = Vec::new();
    if let Some(elided) = elision::elided(last) {
        all.push(format!("{before}{elided}"));
    }
    // *de* and *à* alone stand before anything.
    if !before.is_empty() {
        let contracted: &[&str] = match last {
            "de" => &["du", "des"],
            "à" => &["au", "aux"],
            _ => &[],
        };
        all.extend(contracted.iter().map(|last| format!("{before}{last}")));
    }
    all
}

/// The entries of a head, each with each of its tails behind it.
pub(super) fn with_tails(pattern: &Pattern, entries: Vec<Entry>) -> Vec<Entry> {
    let mut all = Vec::new();
    for (word, phrase, cells) in entries {
        // A head of several words has its tail in itself.
        if phrase.is_some() {
            all.push((word, phrase, cells));
            continue;
        }
        for tail in &pattern.tail {
            let tail = tail_beside(pattern, tail, pattern.gender, cells & PLURAL != 0);
            all.push((
                word.clone(),
                Some(Phrase::new(&format!("{word} {tail}"))),
                cells,
            ));
        }
    }
    all
}

/// The words that may come second when a form is met: those of the phrase, or else of the tails; `None` where the first
/// word is enough.
pub(super) fn seconds(phrase: Option<&Phrase>, tails: &[Phrase]) -> Vec<Option<String>> {
    let second = |phrase: &Phrase, rank| {
        phrase
            .first()
            .and_then(|_| phrase.nth_word(rank))
            .map(str::to_owned)
    };
    let mut seconds: Vec<Option<String>> = match phrase {
        Some(phrase) => vec![second(phrase, 1)],
        None if tails.is_empty() => vec![None],
        None => tails.iter().map(|tail| second(tail, 0)).collect(),
    };
    if seconds.contains(&None) {
        return vec![None];
    }
    seconds.sort();
    seconds.dedup();
    seconds
}

fn entry(form: &str, cells: u64) -> Entry {
    let phrase = Phrase::new(form);
    let first = phrase.first().map_or_else(
        || folded(form),
        |word| word.trim_end_matches('\'').to_owned(),
    );
    let phrase = (phrase.len() > 1).then_some(phrase);
    (first, phrase, cells)
}

/// What a pattern puts in place of a hit.
pub(super) fn replacement(pattern: &Pattern, reader: &mut Reader<'_>) -> Result<Target, PackError> {
    let elide = pattern.elide;
    Ok(match pattern.kind {
        Kind::Verb => {
            let (lemma, rest) = split_tail(&pattern.lemma);
            let tail = pattern.tail.first().map_or(rest, String::as_str).to_owned();
            Target::Verb {
                lemma: lemma.to_owned(),
                forms: reader.verb(pattern, true)?,
                tail,
                elide,
                reflexive: pattern.reflexive,
            }
        }
        Kind::Noun => {
            let (mut forms, gender) = reader.noun(pattern, true)?;
            if let Some(tail) = pattern.tail.first() {
                for (form, plural) in forms.iter_mut().zip([false, true]) {
                    form.push(' ');
                    form.push_str(&tail_beside(pattern, tail, gender, plural));
                }
            }
            Target::Noun {
                forms,
                gender,
                elide,
            }
        }
        Kind::Adjective => {
            let mut forms = reader.adjective(pattern, true)?;
            if let Some(tail) = pattern.tail.first() {
                for (form, (gender, number)) in forms.iter_mut().zip(AGREEMENT) {
                    form.push(' ');
                    let plural = number == crate::lang::fr::Number::Plural;
                    form.push_str(&tail_beside(pattern, tail, Some(gender), plural));
                }
            }
            Target::Adjective { forms, elide }
        }
        Kind::Word => Target::Word {
            word: pattern.lemma.clone(),
            elide,
        },
        Kind::Regex => Target::Regex {
            template: pattern.lemma.clone(),
        },
    })
}

pub(super) fn shown(pattern: &Pattern) -> String {
    match pattern.tail.first() {
        Some(tail) => format!("{} {tail}", pattern.lemma),
        None => pattern.lemma.clone(),
    }
}
