//! The dictionary that spelling is checked with: Hunspell's two files without what a checker does not read, packed.
//!
//! The words are sorted and each says how much it shares with the one before it, which leaves 40 % of the bytes;
//! deflate then leaves 16 %. `src/spelling/french.rs` is the reader; `data/fr/README.md` describes the format.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The packed dictionary of a directory that holds `fr.aff` and `fr.dic`.
pub fn packed(directory: &Path) -> Result<Vec<u8>> {
    let read = |name: &str| {
        let path = directory.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut bytes = affixes(&read("fr.aff")?).into_bytes();
    bytes.push(0);
    words(&read("fr.dic")?, &mut bytes)?;
    Ok(miniz_oxide::deflate::compress_to_vec_zlib(&bytes, 10))
}

/// The affix file without comments and without the morphology of its rules.
fn affixes(text: &str) -> String {
    let mut kept = String::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split_whitespace().collect();
        let rule = matches!(fields[0], "SFX" | "PFX") && fields.len() > 5;
        let fields = if rule { &fields[..5] } else { &fields[..] };
        kept.push_str(&fields.join(" "));
        kept.push('\n');
    }
    kept
}

/// The distinct sets of flags, the commonest first, one a line, then an empty line; then the entries by word: how many
/// bytes it shares with the one before, the number of its flags, its other bytes, a line end.
fn words(text: &str, bytes: &mut Vec<u8>) -> Result<()> {
    let mut entries = BTreeSet::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let entry = without_morphology(line);
        if entry.is_empty() {
            continue;
        }
        let (word, flags) = entry.split_once('/').unwrap_or((entry, ""));
        if entries.insert((word, flags)) {
            *counts.entry(flags).or_default() += 1;
        }
    }
    let mut sets: Vec<(&str, usize)> = counts.into_iter().collect();
    sets.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut numbers = BTreeMap::new();
    for (number, (flags, _)) in sets.iter().enumerate() {
        let Ok(number) = u8::try_from(number) else {
            bail!("more than 256 sets of flags: they need two bytes now");
        };
        numbers.insert(*flags, number);
        bytes.extend(flags.bytes());
        bytes.push(b'\n');
    }
    bytes.push(0);
    let mut before = "";
    for (word, flags) in entries {
        let shared = word
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|&end| before.as_bytes().get(..end) == Some(&word.as_bytes()[..end]))
            .last()
            .unwrap_or(0)
            .min(255);
        bytes.extend([u8::try_from(shared)?, numbers[flags]]);
        bytes.extend(&word.as_bytes()[shared..]);
        bytes.push(b'\n');
        before = word;
    }
    Ok(())
}

/// A line up to its first field of morphology (`po:nom`).
fn without_morphology(line: &str) -> &str {
    let field = |text: &str| {
        let text = text.trim_start().as_bytes();
        text.len() > 2 && text[2] == b':' && text[..2].iter().all(u8::is_ascii_lowercase)
    };
    let end = line
        .char_indices()
        .find(|&(at, c)| c.is_whitespace() && field(&line[at..]))
        .map_or(line.len(), |(at, _)| at);
    line[..end].trim_end()
}
