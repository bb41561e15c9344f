//! Counts a file that is laid out as gettext's tools lay it out, line by line, in a fraction of the parser's time.
//!
//! Whatever is not exactly as expected (a blank before a keyword, a second string on a line, a fault of any kind) ends the
//! scan without a result, and the parser counts the file. So the two cannot disagree on what a file means; a test cuts
//! and changes a file in every place and holds this.

use memchr::memchr;

use super::{Kind, Stats, words};
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
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        scan.line(&rest[..end])?;
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    scan.comment()?;
    Some(scan.stats)
}

impl Scan {
    fn line(&mut self, line: &str) -> Option<()> {
        let after_previous = std::mem::take(&mut self.after_previous);
        match line.as_bytes() {
            [] => Some(()),
            [b'"', ..] if !self.obsolete => self.string(line),
            [b'm', ..] => self.keyword(line, false),
            [b'#', b'~', b'|', b' ', ..] => self.previous(&line[4..], after_previous),
            [b'#', b'|', b' ', ..] => self.previous(&line[3..], after_previous),
            [b'#', b'|', ..] => None,
            [b'#', b'~', b' ', b'"', ..] if self.obsolete => self.string(&line[3..]),
            [b'#', b'~', b' ', b'm', ..] => self.keyword(&line[3..], true),
            [b'#', b'~', ..] => None,
            [b'#', b',', ..] => {
                self.comment()?;
                self.fuzzy |= line[2..].split(',').any(|flag| flag.trim() == "fuzzy");
                Some(())
            }
            [b'#', ..] => self.comment(),
            _ => None,
        }
    }

    /// A line of the source that the translation was made for: a string with its keyword, or one that goes on.
    fn previous(&mut self, line: &str, goes_on: bool) -> Option<()> {
        self.comment()?;
        let quote = memchr(b'"', line.as_bytes())?;
        let keyword = &line[..quote];
        if !matches!(keyword, "msgctxt " | "msgid " | "msgid_plural ")
            && !(keyword.is_empty() && goes_on)
        {
            return None;
        }
        piece(&line[quote..])?;
        self.after_previous = true;
        Some(())
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

    fn keyword(&mut self, line: &str, obsolete: bool) -> Option<()> {
        let quote = memchr(b'"', line.as_bytes())?;
        let keyword = &line[..quote];
        let begins =
            matches!(keyword, "msgctxt ") || (keyword == "msgid " && self.stage != Stage::Context);
        if begins {
            self.comment()?;
            self.obsolete = obsolete;
        } else if self.obsolete != obsolete {
            return None;
        }
        self.stage = match (keyword, self.stage) {
            ("msgctxt ", _) => {
                self.context = true;
                Stage::Context
            }
            ("msgid ", _) => Stage::Source,
            ("msgid_plural ", Stage::Source) => Stage::Plural,
            ("msgstr ", Stage::Source) => Stage::First,
            ("msgstr[0] ", Stage::Plural) => {
                self.form = 1;
                Stage::First
            }
            (later, Stage::First | Stage::Later) if self.form > 0 => {
                let form = later.strip_prefix("msgstr[")?.strip_suffix("] ")?;
                if form != self.form.to_string() {
                    return None;
                }
                self.form += 1;
                Stage::Later
            }
            _ => return None,
        };
        self.string(&line[quote..])
    }

    /// A string that takes the rest of its line.
    fn string(&mut self, quoted: &str) -> Option<()> {
        let piece = piece(quoted)?;
        match self.stage {
            Stage::Comments => return None,
            _ if self.obsolete => {}
            Stage::Source => decode_piece(piece, &mut self.source),
            Stage::Plural => decode_piece(piece, &mut self.plural),
            Stage::First => self.translated |= !piece.is_empty(),
            Stage::Context | Stage::Later => {}
        }
        Some(())
    }

    /// Counts the entry that is complete, and makes ready for the next one.
    fn finish(&mut self) {
        if self.obsolete {
            self.stats.entries.obsolete += 1;
        } else if self.context || !self.source.is_empty() {
            let count = words(&self.source) + words(&self.plural);
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

/// What stands in the quotes of a string that takes the rest of its line.
fn piece(quoted: &str) -> Option<&str> {
    let piece = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let escaped = |at: usize| {
        let backslashes = piece.as_bytes()[..at].iter().rev();
        backslashes.take_while(|&&byte| byte == b'\\').count() % 2 == 1
    };
    let mut at = 0;
    while let Some(quote) = memchr(b'"', &piece.as_bytes()[at..]) {
        if !escaped(at + quote) {
            return None;
        }
        at += quote + 1;
    }
    (!escaped(piece.len())).then_some(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r##"# Translators:
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
"##;

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
