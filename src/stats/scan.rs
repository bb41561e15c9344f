//! Counts a file that is laid out as gettext's tools lay it out, line by line, in a fraction of the parser's time.
//!
//! Whatever is not exactly as expected (a blank before a keyword, a second string on a line, a fault of any kind) ends the
//! scan without a result, and the parser counts the file. So the two cannot disagree on what a file means; a test cuts
//! and changes a file in every place and holds this.

use memchr::{memchr, memchr3};

use super::{Counter, Kind, Stats};
use crate::po::format::is_fuzzy;
use crate::po::text::decode_piece;

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

#[derive(Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of the entry that is being read"
)]
struct Scan {
    stats: Stats,
    stage: Stage,
    obsolete: bool,
    fuzzy: bool,
    context: bool,
    translated: bool,
    /// Whether the line before was one of the previous source.
    after_previous: bool,
    /// The plural form that must come next.
    form: usize,
    counter: Counter,
    source: String,
    plural: String,
}

/// The figures of `text`, if every line of it is as expected.
pub(super) fn scan(text: &str) -> Option<Stats> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A carriage return is white space, wherever it stands.
    if memchr(b'\r', text.as_bytes()).is_some() {
        return None;
    }
    let mut scan = Scan::default();
    let mut rest = text;
    while !rest.is_empty() {
        rest = scan.line(rest)?;
    }
    scan.comment()?;
    Some(scan.stats)
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
    /// The keyword and the blank behind it, and what follows.
    fn read(text: &str) -> Option<(Word, &str)> {
        // As patterns of bytes these are a few comparisons; as strings each would be a call.
        let (word, length) = match text.as_bytes() {
            [b'm', b's', b'g', b'i', b'd', b' ', ..] => (Word::Source, 6),
            [b'm', b's', b'g', b's', b't', b'r', b' ', ..] => (Word::Translation, 7),
            [b'm', b's', b'g', b's', b't', b'r', b'[', ..] => (Word::Form, 7),
            [b'm', b's', b'g', b'c', b't', b'x', b't', b' ', ..] => (Word::Context, 8),
            _ => {
                return text
                    .strip_prefix("msgid_plural ")
                    .map(|rest| (Word::Plural, rest));
            }
        };
        Some((word, &text[length..]))
    }
}

impl Scan {
    /// Reads the line that `text` begins with; what follows it.
    fn line<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let after_previous = std::mem::take(&mut self.after_previous);
        match text.as_bytes() {
            [b'\n', ..] => Some(&text[1..]),
            [b'"', ..] if !self.obsolete => self.string(text),
            [b'm', ..] => self.keyword(text, false),
            [b'#', b'~', b'|', b' ', ..] => self.previous(&text[4..], after_previous),
            [b'#', b'|', b' ', ..] => self.previous(&text[3..], after_previous),
            [b'#', b'~', b' ', b'"', ..] if self.obsolete => self.string(&text[3..]),
            [b'#', b'~', b' ', b'm', ..] => self.keyword(&text[3..], true),
            [b'#', b'~' | b'|', ..] => None,
            [b'#', second, ..] => {
                self.comment()?;
                let end = memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
                if matches!(second, b',' | b'!') {
                    self.fuzzy = is_fuzzy(&text[2..end]);
                }
                Some(text.get(end + 1..).unwrap_or_default())
            }
            [b'#'] => self.comment().map(|()| ""),
            _ => None,
        }
    }

    /// A line of the source that the translation was made for: a string with its keyword, or one that goes on.
    fn previous<'t>(&mut self, text: &'t str, goes_on: bool) -> Option<&'t str> {
        self.comment()?;
        let text = match Word::read(text) {
            Some((Word::Context | Word::Source | Word::Plural, text)) => text,
            None if goes_on => text,
            _ => return None,
        };
        self.after_previous = true;
        Some(string(text)?.rest)
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

    fn keyword<'t>(&mut self, text: &'t str, obsolete: bool) -> Option<&'t str> {
        let (word, mut text) = Word::read(text)?;
        let begins =
            word == Word::Context || (word == Word::Source && self.stage != Stage::Context);
        if begins {
            self.comment()?;
            self.obsolete = obsolete;
        } else if self.obsolete != obsolete {
            return None;
        }
        self.stage = match (word, self.stage) {
            (Word::Context, _) => {
                self.context = true;
                Stage::Context
            }
            (Word::Source, _) => Stage::Source,
            (Word::Plural, Stage::Source) => Stage::Plural,
            (Word::Translation, Stage::Source) => Stage::First,
            (Word::Form, Stage::Plural) => {
                text = text.strip_prefix("0] ")?;
                self.form = 1;
                Stage::First
            }
            (Word::Form, Stage::First | Stage::Later) if self.form > 0 => {
                text = text
                    .strip_prefix(&self.form.to_string())?
                    .strip_prefix("] ")?;
                self.form += 1;
                Stage::Later
            }
            _ => return None,
        };
        self.string(text)
    }

    /// A string of the field that is open.
    fn string<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let string = string(text)?;
        let into = match self.stage {
            Stage::Comments => return None,
            _ if self.obsolete => None,
            Stage::Source => Some(&mut self.source),
            Stage::Plural => Some(&mut self.plural),
            Stage::First => {
                self.translated |= !string.piece.is_empty();
                None
            }
            Stage::Context | Stage::Later => None,
        };
        if let Some(into) = into {
            if string.escaped {
                decode_piece(string.piece, into);
            } else {
                into.push_str(string.piece);
            }
        }
        Some(string.rest)
    }

    /// Counts the entry that is complete, and makes ready for the next one.
    fn finish(&mut self) {
        if self.obsolete {
            self.stats.entries.obsolete += 1;
        } else if self.context || !self.source.is_empty() {
            let count = self.counter.words(&self.source) + self.counter.words(&self.plural);
            self.stats
                .add(Kind::new(self.translated, self.fuzzy), count);
        }
        self.source.clear();
        self.plural.clear();
        self.stage = Stage::Comments;
        (self.obsolete, self.fuzzy, self.context, self.translated) = (false, false, false, false);
        self.form = 0;
    }
}

/// A string that takes the rest of its line.
struct Quoted<'t> {
    /// What stands in its quotes.
    piece: &'t str,
    /// Whether there is a backslash in it.
    escaped: bool,
    /// What follows the line.
    rest: &'t str,
}

fn string(text: &str) -> Option<Quoted<'_>> {
    let Some(b'"') = text.as_bytes().first() else {
        return None;
    };
    let text = &text[1..];
    let bytes = text.as_bytes();
    let mut escaped = false;
    let mut at = 0;
    loop {
        at += memchr3(b'"', b'\\', b'\n', bytes.get(at..)?)?;
        match bytes[at] {
            b'"' => break,
            // What is escaped is passed over, unless the line ends there.
            b'\\' if bytes.get(at + 1) != Some(&b'\n') => {
                escaped = true;
                at += 2;
            }
            _ => return None,
        }
    }
    let rest = match bytes.get(at + 1) {
        None => "",
        Some(b'\n') => &text[at + 2..],
        Some(_) => return None,
    };
    Some(Quoted {
        piece: &text[..at],
        escaped,
        rest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let both = |text: &str| {
            if let Some(stats) = scan(text) {
                assert_eq!(stats, Stats::parsed(text), "{text}");
            }
        };
        assert!(scan(FILE).is_some());
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
