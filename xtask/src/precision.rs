//! A sample of findings to read: how often a rule is right can only be told by people.
//!
//! The same seed draws the same findings from the same corpus, or from the same field: there for each rule and family of
//! languages. What came of the reading goes into `docs/precision.tsv` and `docs/precision-field.tsv`, from which
//! `docs/precision.md` is made.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use polir::diagnostic::Diagnostic;
use polir::diagnostic::Field;
use polir::po::{Entry, Parser};
use polir::rules;

use crate::corpus::{self, Read};
use crate::families;
use crate::field::{self, Found};

/// What is drawn.
struct Draw {
    seed: u64,
    count: usize,
    field: bool,
    family: Option<String>,
    rules: Vec<String>,
}

impl Draw {
    fn parse(arguments: &[&str]) -> Result<Draw> {
        let mut draw = Draw {
            seed: 1,
            count: 100,
            field: false,
            family: None,
            rules: Vec::new(),
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match *word {
                "--seed" | "--count" => {
                    let Some(value) = words.next() else {
                        bail!("{word} takes a number");
                    };
                    if *word == "--seed" {
                        draw.seed = value.parse()?;
                    } else {
                        draw.count = value.parse()?;
                    }
                }
                "--field" => draw.field = true,
                "--family" => {
                    let family = words.next().context("--family takes a name")?;
                    draw.family = Some((*family).to_owned());
                }
                rule if rule.starts_with('-') => bail!("unknown option {rule}"),
                rule => draw.rules.push(rule.to_owned()),
            }
        }
        Ok(draw)
    }

    /// Numbers below `all`, `count` of them at most, each once, in order: by Fisher and Yates.
    fn numbers(&self, all: usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..all).collect();
        let mut state = self.seed;
        for at in 0..all.min(self.count) {
            // SplitMix64 (Steele, Lea, Flood 2014); what the remainder favours is too little to matter.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            let step = usize::try_from(mixed % (all - at) as u64).unwrap_or(0);
            numbers.swap(at, at + step);
        }
        numbers.truncate(self.count);
        numbers.sort_unstable();
        numbers
    }
}

/// Prints a sample of the findings of each rule that is named, or of each that is on by itself.
///
/// # Errors
/// Without a corpus, and for a word that means nothing.
pub fn sample(arguments: &[&str]) -> Result<()> {
    let draw = Draw::parse(arguments)?;
    if draw.field {
        return sample_of_field(&draw);
    }
    let read = corpus::read()?;
    let mut by_rule: BTreeMap<&str, Vec<(&Read, &Diagnostic)>> = BTreeMap::new();
    for file in &read {
        for found in &file.found {
            by_rule.entry(&found.rule).or_default().push((file, found));
        }
    }
    if let Some(unknown) = draw.rules.iter().find(|rule| {
        !by_rule.contains_key(rule.as_str()) && !rules::all().any(|known| known.meta.id == **rule)
    }) {
        bail!("nothing is called {unknown} and finds anything");
    }
    let opt_in =
        |rule: &str| rules::all().any(|known| known.meta.id == rule && !known.meta.default);
    for (rule, found) in by_rule {
        let wanted = if draw.rules.is_empty() {
            !opt_in(rule)
        } else {
            draw.rules.iter().any(|name| name == rule)
        };
        if !wanted {
            continue;
        }
        let numbers = draw.numbers(found.len());
        println!(
            "==== {rule}: {} of {} findings, seed {}\n",
            numbers.len(),
            found.len(),
            draw.seed
        );
        for number in numbers {
            let (file, found) = found[number];
            show(file, found);
        }
    }
    Ok(())
}

/// The same of the field, for each family of languages by itself.
fn sample_of_field(draw: &Draw) -> Result<()> {
    let all = field::findings()?;
    let mut groups: BTreeMap<(&str, &str), Vec<&Found>> = BTreeMap::new();
    for found in &all {
        let family = families::of(&found.language);
        let asked = draw.rules.is_empty() || draw.rules.contains(&found.rule);
        if asked && draw.family.as_deref().is_none_or(|wanted| wanted == family) {
            groups.entry((&found.rule, family)).or_default().push(found);
        }
    }
    for ((rule, family), group) in groups {
        let numbers = draw.numbers(group.len());
        println!(
            "==== {rule}, {family}: {} of {} findings, seed {}\n",
            numbers.len(),
            group.len(),
            draw.seed
        );
        for number in numbers {
            show_of_field(group[number])?;
        }
    }
    Ok(())
}

/// As [`show`], from what the program printed.
fn show_of_field(found: &Found) -> Result<()> {
    println!("[ ] {}:{} {}", found.file, found.line, found.rule);
    println!("    says:   {}", found.message);
    let decoded = polir::source::read(&field::folder().join(&found.file))?;
    let before: usize = decoded
        .text
        .split_inclusive('\n')
        .take(found.line)
        .map(str::len)
        .sum();
    let mut parser = Parser::new(&decoded.text);
    let mut entry = Entry::default();
    while parser.read(&mut entry) && entry.span.end < before.saturating_sub(1) {}
    let source = entry.msgid().unwrap_or_default().into_owned();
    println!("    source: {}", one_line(&source));
    let text = Field::parse(&found.field)
        .and_then(|field| entry.find(field, found.plural))
        .map(|field| entry.text(field).decode().into_owned());
    if let (Some(text), Some((start, end))) = (text, found.span) {
        println!("    text:   {}", marked(&text, start, end));
    }
    println!();
    Ok(())
}

/// `library/math.po:35:14 nbsp`, what it says, the source, and the translation with the fault between marks.
fn show(file: &Read, found: &Diagnostic) {
    println!(
        "[ ] {}:{}:{} {}",
        file.name, found.start.line, found.start.column, found.rule
    );
    println!("    says:   {}", found.message);
    match (&found.place, found.entry) {
        (Some(place), Some(rank)) => {
            let mut parser = Parser::new(&file.text);
            let mut entry = Entry::default();
            for _ in 0..=rank {
                parser.read(&mut entry);
            }
            let text = entry
                .find(place.field, place.plural)
                .map(|field| entry.text(field).decode().into_owned())
                .unwrap_or_default();
            println!("    source: {}", one_line(&place.msgid));
            println!(
                "    text:   {}",
                marked(&text, place.span.start, place.span.end)
            );
        }
        _ => {
            let start = file.text[..found.span.start]
                .rfind('\n')
                .map_or(0, |at| at + 1);
            let end = file.text[found.span.end..]
                .find('\n')
                .map_or(file.text.len(), |at| found.span.end + at);
            let lines = &file.text[start..end];
            let (from, to) = (found.span.start - start, found.span.end - start);
            println!("    line:   {}", marked(lines, from, to));
        }
    }
    if let Some(help) = &found.help {
        println!("    help:   {}", one_line(help));
    }
    println!();
}

fn marked(text: &str, start: usize, end: usize) -> String {
    one_line(&format!(
        "{}⟦{}⟧{}",
        &text[..start],
        &text[start..end],
        &text[end..]
    ))
}

/// No-break spaces and line ends, so that they are seen.
fn one_line(text: &str) -> String {
    text.replace('\n', "⏎").replace(['\u{a0}', '\u{202f}'], "⍽")
}
