//! Counts a file that is laid out as gettext's tools lay it out, line by line, in a fraction of the parser's time.
//!
//! Whatever is not exactly as expected (a blank before a keyword, a second string on a line, a fault of any kind) ends the
//! scan without a result, and the parser counts the file. So the two cannot disagree on what a file means; a test cuts
//! and changes a file in every place and holds this.

use memchr::memchr;

use super::words::Batch;
use super::{Kind, Stats};
use crate::find;
use crate::po::format::is_fuzzy;
use crate::po::text::decode_piece;

/// What a file says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scanned {
    /// Its figures.
    pub stats: Stats,
    /// Its header, decoded.
    pub header: Option<String>,
}

/// How far an entry has come.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    Comments,
    Context,
    Source,
    Plural,
    /// The first translation, whose string may go on.
    First,
    /// Later plural forms.
    Later,
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of the entry that is being read"
)]
struct Scan<'t> {
    text: &'t str,
    /// Where the line begins that is read next.
    at: usize,
    stats: Stats,
    header: Option<String>,
    stage: Stage,
    obsolete: bool,
    fuzzy: bool,
    context: bool,
    translated: bool,
    /// Whether there is a source.
    source: bool,
    /// Whether what is read is the file's header.
    is_header: bool,
    /// Whether the line before was one of the previous source.
    after_previous: bool,
    /// The plural form that must come next.
    form: usize,
    /// Words that could be told only by looking at this entry's sources alone.
    words: usize,
    /// Sources of entries of one kind.
    batch: &'t mut Batch,
    kind: Kind,
    decoded: String,
}

/// The figures of `text`, if every line of it is as expected.
pub(super) fn scan(text: &str, batch: &mut Batch) -> Option<Scanned> {
    // A carriage return is white space, wherever it stands.
    if memchr(b'\r', text.as_bytes()).is_some() {
        return None;
    }
    batch.clear();
    let mut scan = Scan {
        text,
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        stats: Stats::default(),
        header: None,
        stage: Stage::Comments,
        obsolete: false,
        fuzzy: false,
        context: false,
        translated: false,
        source: false,
        is_header: false,
        after_previous: false,
        form: 0,
        words: 0,
        batch,
        kind: Kind::Translated,
        decoded: String::new(),
    };
    while scan.at < text.len() {
        scan.line()?;
    }
    scan.comment()?;
    scan.count_batch();
    Some(Scanned {
        stats: scan.stats,
        header: scan.header,
    })
}

/// A keyword that begins a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Context,
    Source,
    Plural,
    Translation,
    Form,
}

impl Word {
    /// The keyword that `text` begins with, and its length with the blank behind it.
    fn read(text: &[u8]) -> Option<(Word, usize)> {
        // As patterns of bytes these are a few comparisons; as strings each would be a call.
        match text {
            [b'm', b's', b'g', b'i', b'd', b' ', ..] => Some((Word::Source, 6)),
            [b'm', b's', b'g', b's', b't', b'r', b' ', ..] => Some((Word::Translation, 7)),
            [b'm', b's', b'g', b's', b't', b'r', b'[', ..] => Some((Word::Form, 7)),
            [b'm', b's', b'g', b'c', b't', b'x', b't', b' ', ..] => Some((Word::Context, 8)),
            _ => text
                .starts_with(b"msgid_plural ")
                .then_some((Word::Plural, 13)),
        }
    }
}

impl<'t> Scan<'t> {
    /// What has not been read.
    fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.at..]
    }

    /// Reads a line.
    fn line(&mut self) -> Option<()> {
        let after_previous = std::mem::take(&mut self.after_previous);
        let rest = self.rest();
        match rest {
            [b'\n', ..] => self.at += 1,
            [b'm', ..] => self.keyword(false)?,
            [b'#', b'~', b'|', b' ', ..] => {
                self.at += 4;
                self.previous(after_previous)?;
            }
            [b'#', b'|', b' ', ..] => {
                self.at += 3;
                self.previous(after_previous)?;
            }
            [b'#', b'~', b' ', b'm', ..] => {
                self.at += 3;
                self.keyword(true)?;
            }
            [b'#', b'~' | b'|', ..] => return None,
            [b'#', second, ..] => {
                self.comment()?;
                let end = find::first([b'\n'], rest).unwrap_or(rest.len());
                if matches!(second, b',' | b'!') {
                    self.fuzzy = is_fuzzy(&self.text[self.at + 2..self.at + end]);
                }
                self.at += end + 1;
            }
            [b'#'] => {
                self.comment()?;
                self.at += 1;
            }
            _ => return None,
        }
        Some(())
    }

    /// A line of the source that the translation was made for: a string with its keyword, or one that goes on.
    fn previous(&mut self, goes_on: bool) -> Option<()> {
        self.comment()?;
        match Word::read(self.rest()) {
            Some((Word::Context | Word::Source | Word::Plural, length)) => self.at += length,
            None if goes_on => {}
            _ => return None,
        }
        self.after_previous = true;
        self.string().map(|_| ())
    }

    /// A comment stands before an entry, never within.
    fn comment(&mut self) -> Option<()> {
        match self.stage {
            Stage::Comments => Some(()),
            Stage::First | Stage::Later => {
                self.finish();
                Some(())
            }
            Stage::Context | Stage::Source | Stage::Plural => None,
        }
    }

    fn keyword(&mut self, obsolete: bool) -> Option<()> {
        let (word, length) = Word::read(self.rest())?;
        self.at += length;
        let begins =
            word == Word::Context || (word == Word::Source && self.stage != Stage::Context);
        if begins {
            self.comment()?;
            self.obsolete = obsolete;
        } else if self.obsolete != obsolete {
            return None;
        }
        match (word, self.stage) {
            (Word::Context, _) => {
                self.context = true;
                self.field(Stage::Context)
            }
            (Word::Source, _) => {
                self.field(Stage::Source)?;
                self.end_source();
                Some(())
            }
            (Word::Plural, Stage::Source) => {
                self.field(Stage::Plural)?;
                self.end_source();
                Some(())
            }
            (Word::Translation, Stage::Source) => self.translation(),
            (Word::Form, Stage::Plural) => {
                self.skip("0] ")?;
                self.form = 1;
                self.translation()
            }
            (Word::Form, Stage::First | Stage::Later) if self.form > 0 => {
                self.skip(&self.form.to_string())?;
                self.skip("] ")?;
                self.form += 1;
                self.field(Stage::Later)
            }
            _ => None,
        }
    }

    /// The first translation of an entry.
    fn translation(&mut self) -> Option<()> {
        let is_header = !(self.obsolete || self.context || self.source);
        if is_header && self.header.is_none() {
            self.is_header = true;
            self.header = Some(String::new());
        }
        self.field(Stage::First)
    }

    fn skip(&mut self, what: &str) -> Option<()> {
        self.rest().starts_with(what.as_bytes()).then(|| {
            self.at += what.len();
        })
    }

    /// All strings of a field, the first of which comes next.
    fn field(&mut self, stage: Stage) -> Option<()> {
        self.stage = stage;
        let is_source = matches!(stage, Stage::Source | Stage::Plural) && !self.obsolete;
        loop {
            let (piece, escaped) = self.string()?;
            if !piece.is_empty() {
                if is_source {
                    self.source |= stage == Stage::Source;
                    if escaped {
                        self.decoded.clear();
                        decode_piece(piece, &mut self.decoded);
                        self.batch.push(self.decoded.as_bytes());
                    } else {
                        self.batch.push(piece.as_bytes());
                    }
                } else if stage == Stage::First {
                    self.translated = true;
                    if let Some(header) = self.header.as_mut().filter(|_| self.is_header) {
                        decode_piece(piece, header);
                    }
                }
            }
            match self.rest() {
                [b'"', ..] if !self.obsolete => {}
                [b'#', b'~', b' ', b'"', ..] if self.obsolete => self.at += 3,
                _ => return Some(()),
            }
        }
    }

    /// A string that takes the rest of its line: what stands in its quotes, and whether there is a backslash in it.
    fn string(&mut self) -> Option<(&'t str, bool)> {
        let rest = self.rest();
        let [b'"', rest @ ..] = rest else {
            return None;
        };
        let mut escaped = false;
        let mut end = 0;
        if let [b'"', ..] = rest {
        } else {
            loop {
                end += find::first([b'"', b'\\', b'\n'], rest.get(end..)?)?;
                match rest[end] {
                    b'"' => break,
                    // What is escaped is passed over, unless the line ends there.
                    b'\\' if rest.get(end + 1) != Some(&b'\n') => {
                        escaped = true;
                        end += 2;
                    }
                    _ => return None,
                }
            }
        }
        let start = self.at + 1;
        match rest.get(end + 1) {
            None => self.at = self.text.len(),
            Some(b'\n') => self.at = start + end + 2,
            Some(_) => return None,
        }
        Some((&self.text[start..start + end], escaped))
    }

    fn end_source(&mut self) {
        if !self.obsolete {
            self.words += self.batch.end_source();
        }
    }

    /// Counts the entry that is complete, and makes ready for the next one.
    fn finish(&mut self) {
        if self.obsolete {
            self.stats.entries.obsolete += 1;
        } else if self.context || self.source {
            let kind = Kind::new(self.translated, self.fuzzy);
            if kind != self.kind || self.batch.is_long() {
                self.count_batch();
                self.kind = kind;
            }
            self.stats.add(kind, self.words);
            self.batch.end_entry();
        } else {
            self.batch.drop_entry();
        }
        self.stage = Stage::Comments;
        (self.obsolete, self.fuzzy, self.context, self.translated) = (false, false, false, false);
        (self.source, self.is_header) = (false, false);
        (self.form, self.words) = (0, 0);
    }

    /// Counts the sources of the entries behind, which are all of one kind.
    fn count_batch(&mut self) {
        let words = self.batch.count();
        self.stats.words.add(self.kind, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::po::header;

    const FILE: &str = r#"# Translators:
msgid ""
msgstr ""
"Language: fr\n"

#. extracted
#: a.c:1
#, fuzzy, c-format
#| msgid "old"
msgctxt "menu"
msgid "a \"b\" c"
msgid_plural ""
"d e\\"
msgstr[0] "x"
msgstr[1] ""

msgid "f g"
msgstr ""
#~| msgid "h"
#~ msgctxt "i"
#~ msgid "j"
#~ msgstr ""
#~ "k"
"#;

    #[test]
    fn as_the_parser_counts_however_a_file_is_broken() {
        let mut batch = Batch::default();
        let mut both = |text: &str| {
            if let Some(scanned) = scan(text, &mut batch) {
                assert_eq!(
                    scanned.stats,
                    Stats::parsed(text, super::super::words),
                    "{text}"
                );
                assert_eq!(scanned.header, header::find(text), "{text}");
            }
        };
        assert!(scan(FILE, &mut Batch::default()).is_some());
        let pieces = [
            "",
            "\"",
            "\\",
            "\n",
            " ",
            "#",
            "~",
            "m",
            "msgid \"x\"\n",
            "#~ msgid \"y\"\n",
            "msgstr \"z\"\n",
        ];
        for at in 0..FILE.len() {
            both(&FILE[..at]);
            both(&FILE[at..]);
            for piece in pieces {
                both(&format!("{}{piece}{}", &FILE[..at], &FILE[at..]));
                both(&format!("{}{piece}{}", &FILE[..at], &FILE[at + 1..]));
            }
        }
        // Lines left out or standing elsewhere.
        let lines: Vec<&str> = FILE.split_inclusive('\n').collect();
        for first in 0..lines.len() {
            for second in 0..lines.len() {
                let mut lines = lines.clone();
                let line = lines.remove(first);
                both(&lines.concat());
                lines.insert(second.min(lines.len()), line);
                both(&lines.concat());
            }
        }
    }
}
