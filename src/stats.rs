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

use std::collections::{BTreeMap, HashMap};
use std::ops::{AddAssign, SubAssign};

use serde::Serialize;

use crate::po::charset::{self, Decoded, EncodingFault};
use crate::po::{Entry, Keyword, Parser, header};
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
    header: String,
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
            self.header = scanned.header.unwrap_or_default();
            return (scanned.stats, None);
        }
        let decoded = Decoded::new(bytes.to_vec());
        self.header = header::find(&decoded.text).unwrap_or_default();
        (self.text(&decoded.text), decoded.fault)
    }

    /// The header of the file that was counted last, decoded.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
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

    /// Translated entries in thousandths of all, rounded half up, but 1000 only where everything is translated. Where
    /// there is nothing to translate, everything is.
    #[must_use]
    pub fn per_mille(&self) -> usize {
        let Entries {
            total, translated, ..
        } = self.entries;
        if translated == total {
            return 1000;
        }
        let rounded = (translated * 2000 + total) / (total * 2);
        rounded.min(999)
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

/// A file, a folder, a language or everything, and its figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Path with `/`, or the code of a language; empty for everything and for an unknown language.
    pub path: String,
    /// The language of a file; empty where it is unknown.
    pub language: String,
    /// How many files there are in it.
    pub files: usize,
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
            language: String::new(),
            files: 1,
            stats,
            before: None,
        }
    }

    /// Whether two rows are sums of the same files, one of which holds the other.
    fn is_same(&self, other: &Row) -> bool {
        (self.files, self.stats, self.before) == (other.files, other.stats, other.before)
    }

    fn add(&mut self, row: &Row) {
        self.files += row.files;
        self.stats += row.stats;
        if let Some(before) = row.before {
            *self.before.get_or_insert_default() += before;
        }
    }
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Languages.
    Language,
    /// Folders.
    Folder,
    /// Files.
    File,
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
    /// The languages, by code.
    pub languages: Vec<Row>,
    /// What is shown; nothing: files and folders.
    pub by: Option<By>,
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
    pub fn new(files: Vec<Row>, gone: &[Row]) -> Tree {
        let mut folders = BTreeMap::<&str, Row>::new();
        let mut languages = BTreeMap::<&str, Row>::new();
        let mut total = Row::default();
        for row in files.iter().chain(gone) {
            total.add(row);
            languages.entry(&row.language).or_default().add(row);
            for (at, _) in row.path.match_indices('/').filter(|&(at, _)| at > 0) {
                folders.entry(&row.path[..at]).or_default().add(row);
            }
        }
        let named = |rows: BTreeMap<&str, Row>| {
            let named = rows.into_iter().map(|(path, row)| Row {
                path: path.to_owned(),
                ..row
            });
            named.collect()
        };
        let (folders, languages) = (named(folders), named(languages));
        Tree {
            counted: files.len(),
            choice_of: files.len(),
            files,
            folders,
            languages,
            total,
            ..Tree::default()
        }
    }

    /// The folders that add something: one that holds the same files as everything, or as a folder that it is in, has
    /// the same figures.
    #[must_use]
    pub fn shown_folders(&self) -> Vec<&Row> {
        let by_path: HashMap<&str, &Row> = self
            .folders
            .iter()
            .map(|row| (row.path.as_str(), row))
            .collect();
        let says_more = |row: &&Row| {
            let above = row.path.rsplit_once('/').map(|(above, _)| above);
            let above = above.and_then(|above| by_path.get(above));
            !row.is_same(&self.total) && above.is_none_or(|above| !row.is_same(above))
        };
        self.folders.iter().filter(says_more).collect()
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
        let done = |translated, total| {
            let mut stats = Stats::default();
            (stats.entries.translated, stats.entries.total) = (translated, total);
            stats.per_mille()
        };
        assert_eq!((done(2, 3), done(1, 3), done(1, 2000)), (667, 333, 1));
        assert_eq!((done(99_999, 100_000), done(7, 7)), (999, 1000));
        assert!(stats.is_under(25.1) && !stats.is_under(25.0));
        assert_eq!(Stats::default().per_mille(), 1000);
        assert!(!Stats::default().is_under(100.0));
    }

    #[test]
    fn folders_are_sums() {
        let one = Stats::of(FILE);
        let mut files = ["a.po", "b/c.po", "b/d/e.po"].map(|path| Row::new(path, one));
        files[2].before = Some(one);
        files[0].language = "fr".to_owned();
        let gone = Row {
            files: 0,
            before: Some(one),
            language: "fr".to_owned(),
            ..Row::new("x/gone.po", Stats::default())
        };
        let tree = Tree::new(files.to_vec(), &[gone]);
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
        let languages: Vec<_> = tree
            .languages
            .iter()
            .map(|row| (row.path.as_str(), row.files, total(row.stats)))
            .collect();
        assert_eq!(languages, [("", 2, 8), ("fr", 1, 4)]);
    }

    #[test]
    fn no_folder_twice() {
        let one = Stats::of(FILE);
        let shown = |paths: &[&str]| {
            let files = paths.iter().map(|path| Row::new(path, one)).collect();
            let tree = Tree::new(files, &[]);
            let paths = tree.shown_folders().into_iter();
            paths.map(|row| row.path.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            shown(&["a/fr/LC_MESSAGES/x.po", "a/de/LC_MESSAGES/x.po"]),
            ["a/de", "a/fr"]
        );
        assert_eq!(shown(&["a/b/x.po", "a/b/c/y.po"]), ["a/b/c"]);
    }
}
