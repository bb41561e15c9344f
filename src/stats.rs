//! Progress figures: how many entries, and how many words of their sources, are translated. Counts only; no printing.
//!
//! Entries are counted as `msgfmt --statistics` counts them: an entry whose translation (or the first form of it) is
//! empty is untranslated, flagged fuzzy or not. Words are those of the sources, singular and plural, as Translate
//! Toolkit's `pocount` counts them.

mod scan;
mod tags;
mod words;

use std::ops::AddAssign;

use serde::Serialize;

use crate::po::charset::{self, Decoded, EncodingFault};
use crate::po::{Entry, Keyword, Parser};
use scan::scan;
pub use words::words;

/// Numbers of entries; the header is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Entries {
    /// All but the obsolete ones.
    pub total: usize,
    /// Translated, and not fuzzy.
    pub translated: usize,
    /// Translated, and fuzzy.
    pub fuzzy: usize,
    /// Without a translation.
    pub untranslated: usize,
    /// Obsolete ones.
    pub obsolete: usize,
}

/// Numbers of words in the sources of entries that are not obsolete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Words {
    /// All.
    pub total: usize,
    /// Of translated entries.
    pub translated: usize,
    /// Of fuzzy ones.
    pub fuzzy: usize,
    /// Of untranslated ones.
    pub untranslated: usize,
}

impl Words {
    fn add(&mut self, kind: Kind, count: usize) {
        *match kind {
            Kind::Translated => &mut self.translated,
            Kind::Fuzzy => &mut self.fuzzy,
            Kind::Untranslated => &mut self.untranslated,
        } += count;
        self.total += count;
    }
}

/// What is counted apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Translated,
    Fuzzy,
    Untranslated,
}

impl Kind {
    const fn new(translated: bool, fuzzy: bool) -> Kind {
        match (translated, fuzzy) {
            (false, _) => Kind::Untranslated,
            (true, true) => Kind::Fuzzy,
            (true, false) => Kind::Translated,
        }
    }
}

/// The figures of a file, a folder or everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// Entries.
    pub entries: Entries,
    /// Words of their sources.
    pub words: Words,
}

/// Counts files, with buffers that the next one uses again.
#[derive(Default)]
pub struct Counter {
    batch: words::Batch,
}

impl Counter {
    /// Counts a file's bytes, and says what is wrong with them; then it is counted as far as it can be read.
    pub fn count(&mut self, bytes: &[u8]) -> (Stats, Option<EncodingFault>) {
        // Most files are what they seem, and are not copied to find that out.
        if let Some(text) = charset::utf8(bytes)
            && let Some(scanned) = scan(text, &mut self.batch)
            && charset::is_utf8(scanned.header.as_deref())
        {
            return (scanned.stats, None);
        }
        let decoded = Decoded::new(bytes.to_vec());
        (self.text(&decoded.text), decoded.fault)
    }

    /// Counts a text.
    pub fn text(&mut self, text: &str) -> Stats {
        scan(text, &mut self.batch).map_or_else(|| Stats::parsed(text), |scanned| scanned.stats)
    }
}

impl Stats {
    /// Counts a text.
    #[must_use]
    pub fn of(text: &str) -> Stats {
        Counter::default().text(text)
    }

    /// Counts a text that may be broken anywhere.
    fn parsed(text: &str) -> Stats {
        let mut stats = Stats::default();
        let mut parser = Parser::new(text);
        let mut entry = Entry::default();
        let mut source = String::new();
        while parser.read(&mut entry) {
            parser.faults.clear();
            let Some(msgid) = entry.field(Keyword::Msgid) else {
                continue;
            };
            if entry.obsolete {
                stats.entries.obsolete += 1;
                continue;
            }
            if entry.is_header() {
                continue;
            }
            let mut count = 0;
            for field in [Some(msgid), entry.field(Keyword::MsgidPlural)] {
                let Some(field) = field else { continue };
                source.clear();
                entry.text(field).decode_into(&mut source);
                count += words(&source);
            }
            stats.add(Kind::new(entry.is_translated(), entry.fuzzy), count);
        }
        stats
    }

    /// Counts one entry whose source has so many words.
    fn add(&mut self, kind: Kind, words: usize) {
        *match kind {
            Kind::Translated => &mut self.entries.translated,
            Kind::Fuzzy => &mut self.entries.fuzzy,
            Kind::Untranslated => &mut self.entries.untranslated,
        } += 1;
        self.entries.total += 1;
        self.words.add(kind, words);
    }

    /// Translated entries in thousandths of all, rounded down, so that 1000 is said only of what is complete; where
    /// there is nothing to translate, that is done.
    #[must_use]
    pub fn per_mille(&self) -> usize {
        let Entries {
            total, translated, ..
        } = self.entries;
        (translated * 1000).checked_div(total).unwrap_or(1000)
    }

    /// Whether less than `percent` of the entries are translated.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "no file has so many entries that it shows"
    )]
    pub fn is_under(&self, percent: f64) -> bool {
        let Entries {
            total, translated, ..
        } = self.entries;
        let percent_of_all = percent * total as f64;
        (translated as f64) * 100.0 < percent_of_all
    }
}

impl AddAssign for Stats {
    fn add_assign(&mut self, other: Stats) {
        let (a, b) = (&mut self.entries, other.entries);
        a.total += b.total;
        a.translated += b.translated;
        a.fuzzy += b.fuzzy;
        a.untranslated += b.untranslated;
        a.obsolete += b.obsolete;
        let (a, b) = (&mut self.words, other.words);
        a.total += b.total;
        a.translated += b.translated;
        a.fuzzy += b.fuzzy;
        a.untranslated += b.untranslated;
    }
}

/// The figures of a run: each file, each folder that holds some, and everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// Path with `/`, figures; in the order they came.
    pub files: Vec<(String, Stats)>,
    /// Path with `/`, figures of all files in it and below it; by path.
    pub folders: Vec<(String, Stats)>,
    /// All together.
    pub total: Stats,
}

impl Tree {
    /// Sums up files.
    #[must_use]
    pub fn new(files: Vec<(String, Stats)>) -> Tree {
        let mut folders = std::collections::BTreeMap::<&str, Stats>::new();
        let mut total = Stats::default();
        for (path, stats) in &files {
            total += *stats;
            for (at, _) in path.match_indices('/').filter(|&(at, _)| at > 0) {
                *folders.entry(&path[..at]).or_default() += *stats;
            }
        }
        let folders = folders
            .into_iter()
            .map(|(path, stats)| (path.to_owned(), stats))
            .collect();
        Tree {
            files,
            folders,
            total,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"msgid ""
msgstr "Language: fr\n"

msgid "one file"
msgid_plural "%d many files"
msgstr[0] "a"
msgstr[1] ""

msgid "x y z"
msgid_plural "%d many more files"
msgstr[0] ""
msgstr[1] "b"

#, fuzzy
msgid "nothing yet"
msgstr ""

#, fuzzy
msgid "a guess"
msgstr "b"

#~ msgid "gone for good"
#~ msgstr "b"
"#;

    #[test]
    fn entries_and_words() {
        let stats = Stats::of(FILE);
        let entries = Entries {
            total: 4,
            translated: 1,
            fuzzy: 1,
            untranslated: 2,
            obsolete: 1,
        };
        let words = Words {
            total: 16,
            translated: 5,
            fuzzy: 2,
            untranslated: 9,
        };
        assert_eq!(stats, Stats { entries, words });
        assert_eq!(stats.per_mille(), 250);
        assert!(stats.is_under(25.1) && !stats.is_under(25.0));
        assert_eq!(Stats::default().per_mille(), 1000);
        assert!(!Stats::default().is_under(100.0));
    }

    #[test]
    fn folders_are_sums() {
        let one = Stats::of(FILE);
        let files = ["a.po", "b/c.po", "b/d/e.po"].map(|path| (path.to_owned(), one));
        let tree = Tree::new(files.to_vec());
        let folders = tree.folders.iter();
        let folders: Vec<_> = folders
            .map(|(path, stats)| (path.as_str(), stats.entries.total))
            .collect();
        assert_eq!(folders, [("b", 8), ("b/d", 4)]);
        assert_eq!(tree.total.entries.total, 12);
    }
}
