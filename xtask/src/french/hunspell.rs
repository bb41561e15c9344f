//! Reads a Hunspell dictionary whose entries and suffixes carry morphology (`po:` part of speech, `is:` inflection, `st:` stem), and expands its entries to forms.
//!
//! Only what the French dictionaries use is understood: two-letter flags (`FLAG long`), `NEEDAFFIX ()`, `FORBIDDENWORD {}`, suffixes,
//! and the prefixes that make new words (*kilo-*). The prefixes that stand for elided words carry a `dp:` field and are left out: whether a word elides is not asked of this data.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result, bail};
use polir::lang::fr::spelt::ELIDED;

/// One suffix or prefix rule.
#[derive(Debug)]
pub struct Affix {
    strip: String,
    add: String,
    /// The flags that the affixed word takes on (`0/S.`).
    flags: Vec<String>,
    condition: Vec<Symbol>,
    /// `po:` and `is:` values.
    tags: Vec<String>,
    elided: bool,
}

/// One character of a rule's condition.
#[derive(Debug)]
enum Symbol {
    Any,
    One(Vec<char>),
    Not(Vec<char>),
}

/// One line of the dictionary.
#[derive(Debug, Clone)]
pub struct Entry {
    pub lemma: String,
    flags: Vec<String>,
    /// `po:` and `is:` values.
    pub tags: Vec<String>,
    /// The `st:` value: the lemma that this entry is a form of.
    pub stem: Option<String>,
}

/// One form of an entry, with the tags of its entry and of its suffix.
#[derive(Debug)]
pub struct Form {
    pub text: String,
    pub tags: Vec<String>,
}

/// A dictionary: its entries in file order, and its rules by flag.
pub struct Dictionary {
    pub entries: Vec<Entry>,
    suffixes: HashMap<String, Vec<Affix>>,
    prefixes: HashMap<String, Vec<Affix>>,
}

impl Dictionary {
    /// Reads `fr.aff` and `fr.dic` of a directory; the entries that a prefix makes (*mégaoctet*) stand after the entry they are made of.
    pub fn read(directory: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = directory.join(name);
            std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))
        };
        let (mut suffixes, mut prefixes) = (HashMap::new(), HashMap::new());
        for line in read("fr.aff")?.lines() {
            let mut fields = line.split_whitespace();
            let rules = match fields.next() {
                Some("SFX") => &mut suffixes,
                Some("PFX") => &mut prefixes,
                _ => continue,
            };
            let fields: Vec<&str> = fields.collect();
            // `SFX a0 Y 102` announces a class; `SFX a0 er ant/n' er po:ppre` is a rule.
            if let [flag, strip, add, condition, tags @ ..] = fields.as_slice() {
                rules
                    .entry((*flag).to_owned())
                    .or_insert_with(Vec::new)
                    .push(affix(strip, add, condition, tags)?);
            }
        }
        let mut entries = Vec::new();
        for line in read("fr.dic")?.lines().skip(1) {
            let Some(entry) = entry(line)? else { continue };
            let made: Vec<Entry> = prefixed(&entry, &prefixes).collect();
            entries.push(entry);
            entries.extend(made);
        }
        Ok(Self {
            entries,
            suffixes,
            prefixes,
        })
    }

    /// Whatever its affixes can make of its entries, and more: prefixes and suffixes in any order, up to three. Elided words
    /// are taken off, and remembered as the bits that `data/fr/README.md` describes.
    pub fn spellings(&self) -> BTreeMap<String, u32> {
        let mut all = BTreeMap::new();
        for entry in &self.entries {
            let flags: Vec<&str> = entry.flags.iter().map(String::as_str).collect();
            self.affixed(&entry.lemma, &flags, 3, 0, &mut all);
        }
        all
    }

    fn affixed(
        &self,
        text: &str,
        flags: &[&str],
        left: usize,
        elided: u32,
        all: &mut BTreeMap<String, u32>,
    ) {
        *all.entry(text.to_owned()).or_default() |= elided;
        if left == 0 {
            return;
        }
        for (at, flag) in flags.iter().enumerate() {
            let others = || {
                let others = flags.iter().enumerate();
                others
                    .filter(move |(other, _)| *other != at)
                    .map(|(_, flag)| *flag)
            };
            for affix in self.suffixes.get(*flag).into_iter().flatten() {
                if let Some(stem) = text.strip_suffix(affix.strip.as_str())
                    && ends_as(text, &affix.condition)
                {
                    // A suffix stands after another only where the other says so.
                    let flags: Vec<&str> = others()
                        .filter(|flag| self.prefixes.contains_key(*flag))
                        .chain(affix.flags.iter().map(String::as_str))
                        .collect();
                    self.affixed(&[stem, &affix.add].concat(), &flags, left - 1, elided, all);
                }
            }
            for affix in self.prefixes.get(*flag).into_iter().flatten() {
                let Some(stem) = text.strip_prefix(affix.strip.as_str()) else {
                    continue;
                };
                let own = affix.flags.iter().map(String::as_str);
                let flags: Vec<&str> = others().chain(own).collect();
                let cut = affix.add.find('\'').map_or(0, |at| at + 1);
                let (before, made) = affix.add.split_at(cut);
                match ELIDED.iter().position(|one| *one == before) {
                    // Only a capital is put there.
                    Some(number) if !affix.strip.is_empty() => {
                        *all.entry(text.to_owned()).or_default() |= 4 << (ELIDED.len() + number);
                    }
                    Some(number) => {
                        let form = [made, stem].concat();
                        self.affixed(&form, &flags, left - 1, elided | 4 << number, all);
                    }
                    // What begins with a capital follows from what does not.
                    None if affix.elided => {}
                    None => {
                        let form = [&affix.add, stem].concat();
                        self.affixed(&form, &flags, left - 1, elided, all);
                    }
                }
            }
        }
    }

    /// Every form of an entry, in the order of the affix file.
    pub fn forms(&self, entry: &Entry) -> Vec<Form> {
        let mut forms = Vec::new();
        if !entry.flags.iter().any(|flag| flag == "()") {
            forms.push(Form {
                text: entry.lemma.clone(),
                tags: entry.tags.clone(),
            });
        }
        for affix in entry
            .flags
            .iter()
            .filter_map(|flag| self.suffixes.get(flag))
            .flatten()
        {
            if let Some(stem) = entry.lemma.strip_suffix(affix.strip.as_str())
                && ends_as(&entry.lemma, &affix.condition)
            {
                let tags = entry.tags.iter().chain(&affix.tags).cloned().collect();
                forms.push(Form {
                    text: format!("{stem}{}", affix.add),
                    tags,
                });
            }
        }
        forms
    }
}

/// The words that word-making prefixes make of an entry: units only (*kilo-*, *méga-*). The one-letter prefixes of symbols (flag `U.`) are left out.
fn prefixed<'a>(
    entry: &'a Entry,
    prefixes: &'a HashMap<String, Vec<Affix>>,
) -> impl Iterator<Item = Entry> + 'a {
    let rules = entry
        .flags
        .iter()
        .filter(|flag| *flag != "U.")
        .filter_map(|flag| prefixes.get(flag))
        .flatten();
    rules.filter(|affix| !affix.elided).map(|affix| {
        let flags = if affix.add.is_empty() && affix.flags.iter().any(|flag| flag == "S.") {
            // The empty prefix with a suffix class: the unit itself.
            vec!["S.".to_owned(), "()".to_owned()]
        } else {
            affix.flags.clone()
        };
        Entry {
            lemma: format!("{}{}", affix.add, entry.lemma),
            flags,
            tags: entry.tags.clone(),
            stem: None,
        }
    })
}

fn affix(strip: &str, add: &str, condition: &str, tags: &[&str]) -> Result<Affix> {
    let (add, flags) = add.split_once('/').unwrap_or((add, ""));
    let none = |text: &str| {
        if text == "0" {
            String::new()
        } else {
            text.to_owned()
        }
    };
    Ok(Affix {
        strip: none(strip),
        add: none(add),
        flags: pairs(flags)?,
        condition: symbols(condition)?,
        tags: tags
            .iter()
            .filter_map(|field| value(field))
            .map(str::to_owned)
            .collect(),
        elided: tags.iter().any(|field| field.starts_with("dp:")),
    })
}

fn entry(line: &str) -> Result<Option<Entry>> {
    let mut fields = line.split_whitespace();
    let Some(head) = fields.next() else {
        return Ok(None);
    };
    let (lemma, flags) = head.split_once('/').unwrap_or((head, ""));
    let flags = pairs(flags).with_context(|| format!("in the entry {line:?}"))?;
    if flags.iter().any(|flag| flag == "{}") {
        return Ok(None);
    }
    if lemma.chars().any(|c| ('\u{300}'..'\u{370}').contains(&c)) {
        bail!("the entry {lemma:?} is not in NFC");
    }
    let fields: Vec<&str> = fields.collect();
    Ok(Some(Entry {
        lemma: lemma.replace('’', "'"),
        flags,
        tags: fields
            .iter()
            .filter_map(|field| value(field))
            .map(str::to_owned)
            .collect(),
        stem: fields
            .iter()
            .find_map(|field| field.strip_prefix("st:"))
            .map(|stem| stem.replace('’', "'")),
    }))
}

fn value<'a>(field: &&'a str) -> Option<&'a str> {
    field
        .strip_prefix("po:")
        .or_else(|| field.strip_prefix("is:"))
}

/// Cuts `L'D'Q'` into its flags of two characters.
fn pairs(flags: &str) -> Result<Vec<String>> {
    let flags: Vec<char> = flags.chars().collect();
    if flags.len() % 2 == 1 {
        bail!("an odd number of characters in the flags {flags:?}");
    }
    Ok(flags.chunks(2).map(|pair| pair.iter().collect()).collect())
}

fn symbols(condition: &str) -> Result<Vec<Symbol>> {
    let mut symbols = Vec::new();
    let mut rest = condition.chars();
    while let Some(c) = rest.next() {
        symbols.push(match c {
            '.' => Symbol::Any,
            '[' => {
                let set: Vec<char> = rest.by_ref().take_while(|c| *c != ']').collect();
                match set.split_first() {
                    Some(('^', set)) => Symbol::Not(set.to_vec()),
                    Some(_) => Symbol::One(set),
                    None => bail!("an empty set in the condition {condition:?}"),
                }
            }
            c => Symbol::One(vec![c]),
        });
    }
    Ok(symbols)
}

/// Whether the word ends as the condition says. A condition of one dot asks nothing.
fn ends_as(word: &str, condition: &[Symbol]) -> bool {
    if let [Symbol::Any] = condition {
        return true;
    }
    let mut letters = word.chars().rev();
    condition.iter().rev().all(|symbol| {
        letters.next().is_some_and(|letter| match symbol {
            Symbol::Any => true,
            Symbol::One(set) => set.contains(&letter),
            Symbol::Not(set) => !set.contains(&letter),
        })
    })
}
