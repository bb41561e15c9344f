//! Progress figures: how many entries, and how many words of their sources, are translated. Counts only; no printing.
//!
//! Entries are counted as `msgfmt --statistics` counts them: an entry whose translation (or the first form of it) is
//! empty is untranslated, flagged fuzzy or not. Words are those of the sources, singular and plural, by one of two
//! [`Definition`]s.

pub mod choice;
pub mod history;
mod prose;
mod scan;
mod tags;
mod words;

use std::ops::{AddAssign, SubAssign};

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

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Definition {
    /// As Translate Toolkit's `pocount` counts, which other tools show too: every run of letters and digits, markup and
    /// code included, tags left out.
    #[default]
    Pocount,
    /// As somebody counts who has to translate them: without markup, code, placeholders, URLs and numbers.
    Prose,
}

impl Definition {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Definition::Pocount => "pocount",
            Definition::Prose => "prose",
        }
    }
}

impl Words {
    /// Those that are still to be translated or looked at.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.fuzzy + self.untranslated
    }

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
    definition: Definition,
    batch: words::Batch,
    prose: prose::Prose,
}

impl Counter {
    /// Counts words by a definition.
    #[must_use]
    pub fn new(definition: Definition) -> Counter {
        Counter {
            definition,
            ..Counter::default()
        }
    }

    /// Counts a file's bytes, and says what is wrong with them; then it is counted as far as it can be read.
    pub fn count(&mut self, bytes: &[u8]) -> (Stats, Option<EncodingFault>) {
        // Most files are what they seem, and are not copied to find that out.
        if self.definition == Definition::Pocount
            && let Some(text) = charset::utf8(bytes)
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
        match self.definition {
            Definition::Pocount => scan(text, &mut self.batch)
                .map_or_else(|| Stats::parsed(text, words), |scanned| scanned.stats),
            Definition::Prose => {
                self.prose.begin(text);
                Stats::parsed(text, |source| self.prose.words(source))
            }
        }
    }
}

impl Stats {
    /// Counts a text.
    #[must_use]
    pub fn of(text: &str) -> Stats {
        Counter::default().text(text)
    }

    /// Counts a text that may be broken anywhere.
    fn parsed(text: &str, mut words: impl FnMut(&str) -> usize) -> Stats {
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

impl SubAssign for Stats {
    fn sub_assign(&mut self, other: Stats) {
        let (a, b) = (&mut self.entries, other.entries);
        a.total -= b.total;
        a.translated -= b.translated;
        a.fuzzy -= b.fuzzy;
        a.untranslated -= b.untranslated;
        a.obsolete -= b.obsolete;
        let (a, b) = (&mut self.words, other.words);
        a.total -= b.total;
        a.translated -= b.translated;
        a.fuzzy -= b.fuzzy;
        a.untranslated -= b.untranslated;
    }
}

/// A file, a folder or everything, and its figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Path with `/`; empty for everything.
    pub path: String,
    /// The figures.
    pub stats: Stats,
    /// Those of an earlier state that it is compared with; nothing where there was no such file.
    pub before: Option<Stats>,
}

impl Row {
    /// A row that is compared with nothing.
    #[must_use]
    pub fn new(path: &str, stats: Stats) -> Row {
        Row {
            path: path.to_owned(),
            stats,
            before: None,
        }
    }
}

/// The earlier state that figures are compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Its name, as it was asked for.
    pub name: String,
    /// The commit's id, hexadecimal.
    pub commit: String,
    /// Files that were there, and are gone.
    pub removed: Vec<String>,
}

/// The figures of a run: each file, each folder that holds some, and everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// The files, in the order they came.
    pub files: Vec<Row>,
    /// The folders, with the figures of all files in them and below; by path.
    pub folders: Vec<Row>,
    /// All together.
    pub total: Row,
    /// How many files there are in `total`, whether they are listed or not.
    pub counted: usize,
    /// How many files there were to choose from.
    pub choice_of: usize,
    /// What it is compared with.
    pub since: Option<Since>,
    /// What a word is in it.
    pub definition: Definition,
}

impl Tree {
    /// Sums up files, and with them what others were that are gone.
    #[must_use]
    pub fn new(files: Vec<Row>, gone: Vec<(String, Stats)>) -> Tree {
        let mut folders = std::collections::BTreeMap::<&str, Row>::new();
        let mut total = Row::default();
        let gone: Vec<Row> = gone
            .into_iter()
            .map(|(path, before)| Row {
                path,
                stats: Stats::default(),
                before: Some(before),
            })
            .collect();
        let sum = |into: &mut Row, row: &Row| {
            into.stats += row.stats;
            if let Some(before) = row.before {
                *into.before.get_or_insert_default() += before;
            }
        };
        for row in files.iter().chain(&gone) {
            sum(&mut total, row);
            for (at, _) in row.path.match_indices('/').filter(|&(at, _)| at > 0) {
                sum(folders.entry(&row.path[..at]).or_default(), row);
            }
        }
        let folders = folders
            .into_iter()
            .map(|(path, row)| Row {
                path: path.to_owned(),
                ..row
            })
            .collect();
        Tree {
            counted: files.len(),
            choice_of: files.len(),
            files,
            folders,
            total,
            since: None,
            definition: Definition::default(),
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
        let mut files = ["a.po", "b/c.po", "b/d/e.po"].map(|path| Row::new(path, one));
        files[2].before = Some(one);
        let tree = Tree::new(files.to_vec(), vec![("x/gone.po".to_owned(), one)]);
        let total = |stats: Stats| stats.entries.total;
        let folders: Vec<_> = tree
            .folders
            .iter()
            .map(|row| (row.path.as_str(), total(row.stats), row.before.map(total)))
            .collect();
        let expected = [("b", 8, Some(4)), ("b/d", 4, Some(4)), ("x", 0, Some(4))];
        assert_eq!(folders, expected);
        assert_eq!(total(tree.total.stats), 12);
        assert_eq!(tree.total.before.map(total), Some(8));
    }
}
