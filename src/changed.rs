//! What in a file differs from an earlier version of it: entries by what they say, never by lines.
//!
//! An entry that was moved, rewrapped or got other `#:` lines says what it said. What is found in a string concerns a change
//! when its entry says something else than before; what is found elsewhere (in the header, in the syntax, in the bytes)
//! when the earlier version did not show the same.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, RuleId};
use crate::engine::Checker;
use crate::po::charset::Decoded;
use crate::po::snapshot::Key;
use crate::po::{Entry, Parser};

/// What an entry says: two that are equal are the same translation.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    obsolete: bool,
    fuzzy: bool,
    plural: Option<String>,
    translation: Vec<String>,
}

/// Context and source of a message.
type Source = (Option<Cow<'static, str>>, Cow<'static, str>);

/// The entries of a text in order, comments alone among them, so that a place in it is the rank that findings give.
fn entries(text: &str) -> Vec<Option<(Key<'static>, Said, bool)>> {
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut ranks: HashMap<Source, u32> = HashMap::new();
    let mut all = Vec::new();
    while parser.read(&mut entry) {
        parser.faults.clear();
        if entry.is_comments() {
            all.push(None);
            continue;
        }
        let owned = |text: Cow<'_, str>| text.into_owned();
        let kept = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let (context, source) = (entry.msgctxt().map(kept), entry.msgid().map(kept));
        let source = source.unwrap_or_default();
        let rank = ranks.entry((context.clone(), source.clone())).or_default();
        let key = Key {
            context,
            source,
            rank: *rank,
        };
        *rank += 1;
        let said = Said {
            obsolete: entry.obsolete,
            fuzzy: entry.fuzzy,
            plural: entry.msgid_plural().map(owned),
            translation: entry
                .translations()
                .map(|field| entry.text(field).decode().into_owned())
                .collect(),
        };
        all.push(Some((key, said, entry.is_header())));
    }
    all
}

/// The messages of a text.
#[derive(Debug, Clone, Default)]
pub struct Messages(HashMap<Key<'static>, Said>);

impl Messages {
    /// Reads them; what is not understood is passed over.
    #[must_use]
    pub fn read(text: &str) -> Messages {
        let known = entries(text).into_iter().flatten();
        Messages(known.map(|(key, said, _)| (key, said)).collect())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of them `other` has too, whatever it says of them.
    #[must_use]
    pub fn common(&self, other: &Messages) -> usize {
        self.0
            .keys()
            .filter(|key| other.0.contains_key(key))
            .count()
    }
}

/// Messages that stood in other files, to tell what was moved from what is new.
#[derive(Debug, Default)]
pub struct Elsewhere(HashMap<Source, Vec<Said>>);

impl Elsewhere {
    /// Adds the messages of a file that are not in `except`.
    pub fn add(&mut self, messages: &Messages, except: &Messages) {
        for (key, said) in &messages.0 {
            if !except.0.contains_key(key) {
                let source = (key.context.clone(), key.source.clone());
                self.0.entry(source).or_default().push(said.clone());
            }
        }
    }
}

/// A finding as an earlier version shows it: rule, message, and the entry that it is about.
type Shown = (RuleId, String, Option<Source>);

/// An earlier version of a file.
#[derive(Debug)]
pub struct Earlier {
    /// `None` where there was no such file.
    text: Option<Decoded>,
    messages: Messages,
    elsewhere: Arc<Elsewhere>,
    shown: OnceLock<HashSet<Shown>>,
}

impl Earlier {
    /// The earlier version `text`, or none; what it does not have is looked for `elsewhere`.
    #[must_use]
    pub fn new(text: Option<Decoded>, elsewhere: Arc<Elsewhere>) -> Earlier {
        let messages = text.as_ref().map(|text| Messages::read(&text.text));
        Earlier {
            messages: messages.unwrap_or_default(),
            text,
            elsewhere,
            shown: OnceLock::new(),
        }
    }

    /// What differs from it in `text`.
    #[must_use]
    pub fn differences<'e>(
        &'e self,
        checker: &'e Checker,
        path: &'e str,
        text: &str,
    ) -> Differences<'e> {
        let entries = entries(text).into_iter().map(|entry| {
            let (key, said, header) = entry?;
            let source = (key.context.clone(), key.source.clone());
            let same = if let Some(old) = self.messages.0.get(&key) {
                *old == said
            } else {
                let others = self.elsewhere.0.get(&source);
                others.is_some_and(|others| others.contains(&said))
            };
            Some(Now {
                source,
                header,
                differs: !same,
            })
        });
        Differences {
            entries: entries.collect(),
            earlier: self,
            checker,
            path,
        }
    }

    /// What the earlier version shows beside the strings of its entries.
    fn shown(&self, checker: &Checker, path: &str) -> &HashSet<Shown> {
        self.shown.get_or_init(|| {
            let Some(text) = &self.text else {
                return HashSet::new();
            };
            let entries: Vec<Option<Source>> = entries(&text.text)
                .into_iter()
                .map(|entry| entry.map(|(key, ..)| (key.context, key.source)))
                .collect();
            let found = checker.check(path, text).diagnostics.into_iter();
            found
                .map(|finding| {
                    let entry = finding.entry.and_then(|rank| entries.get(rank)?.clone());
                    (finding.rule, lasting(&finding.message), entry)
                })
                .collect()
        })
    }
}

/// A message without the numbers of lines in it, which move.
fn lasting(message: &str) -> String {
    let mut parts = message.split("line ");
    let mut lasting = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        lasting.push_str("line ");
        lasting.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    lasting
}

/// An entry of the new version.
struct Now {
    source: Source,
    header: bool,
    differs: bool,
}

/// What differs between two versions of a file.
pub struct Differences<'e> {
    /// By rank; nothing for comments alone.
    entries: Vec<Option<Now>>,
    earlier: &'e Earlier,
    checker: &'e Checker,
    path: &'e str,
}

impl Differences<'_> {
    /// Whether a finding in the new version concerns what differs.
    #[must_use]
    pub fn concern(&self, finding: &Diagnostic) -> bool {
        let entry = finding
            .entry
            .and_then(|rank| self.entries.get(rank)?.as_ref());
        match entry {
            Some(entry) if !entry.header && entry.differs => return true,
            Some(entry) if !entry.header && finding.place.is_some() => return false,
            // A header changes with every edit, by its date alone.
            Some(entry) if entry.header && !entry.differs && finding.place.is_some() => {
                return false;
            }
            _ => {}
        }
        let source = entry.map(|entry| entry.source.clone());
        let shown = (finding.rule.clone(), lasting(&finding.message), source);
        !self.earlier.shown(self.checker, self.path).contains(&shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Options;

    const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\
        \"PO-Revision-Date: soon\\n\"\n";

    fn decoded(text: &str) -> Decoded {
        Decoded::new(text.as_bytes().to_vec())
    }

    /// The sources of the entries that differ.
    fn differing(old: &str, new: &str) -> Vec<String> {
        let checker = Checker::new(Options::default()).unwrap();
        let earlier = Earlier::new(Some(decoded(old)), Arc::default());
        let differences = earlier.differences(&checker, "x.po", new);
        let entries = differences.entries.iter().flatten();
        let entries = entries.filter(|entry| entry.differs);
        entries
            .map(|entry| entry.source.1.clone().into_owned())
            .collect()
    }

    #[test]
    fn what_an_entry_says_counts() {
        let old = "#: a.c:1\nmsgid \"one\"\nmsgstr \"un deux\"\n\nmsgid \"two\"\nmsgid_plural \"twos\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\n";
        let same = "msgid \"two\"\nmsgid_plural \"twos\"\nmsgstr[0] \"\"\n\"a\"\nmsgstr[1] \"b\"\n\n#, c-format\n#: b.c:7\nmsgid \"o\"\n\"ne\"\nmsgstr \"un \"\n\"deux\"\n";
        assert_eq!(differing(old, same), [""; 0]);
        for (from, to, differs) in [
            ("[1] \"b\"", "[1] \"c\"", "two"),
            ("un deux", "un\u{a0}deux", "one"),
            ("#: a.c:1", "#, fuzzy", "one"),
            ("msgid \"one\"", "msgid \"three\"", "three"),
            ("msgid \"one\"", "msgctxt \"c\"\nmsgid \"one\"", "one"),
            ("msgstr[1] \"b\"", "msgstr[1] \"b\"\nmsgstr[2] \"c\"", "two"),
        ] {
            assert_eq!(differing(old, &old.replace(from, to)), [differs], "{to}");
        }
        assert_eq!(differing("", "msgid \"a\"\nmsgstr \"b\"\n"), ["a"]);
    }

    #[test]
    fn what_was_moved_is_not_new() {
        let text = "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n";
        let mut elsewhere = Elsewhere::default();
        let stays = Messages::read("msgid \"c\"\nmsgstr \"d\"\n");
        elsewhere.add(&Messages::read(text), &stays);
        let checker = Checker::new(Options::default()).unwrap();
        let earlier = Earlier::new(None, Arc::new(elsewhere));
        let differences = earlier.differences(&checker, "x.po", text);
        let differ = differences.entries.iter().flatten();
        let differ: Vec<bool> = differ.map(|entry| entry.differs).collect();
        assert_eq!(differ, [false, true]);
    }

    #[test]
    fn old_findings_beside_the_strings_are_no_concern() {
        let checker = Checker::new(Options::default()).unwrap();
        let one = "\n#, c-format, c-format\nmsgid \"a\"\nmsgstr \"b\"\n";
        let old =
            format!("{HEADER}{one}\nmsgid \"z\"\nmsgstr \"y\"\n\nmsgid \"z\"\nmsgstr \"x\"\n");
        let earlier = Earlier::new(Some(decoded(&old)), Arc::default());
        let concern = |new: &str| -> Vec<String> {
            let found = checker.check("x.po", &decoded(new)).diagnostics;
            assert!(found.len() > 2, "{found:?}");
            let differences = earlier.differences(&checker, "x.po", new);
            let found = found.into_iter();
            let found = found.filter(|finding| differences.concern(finding));
            found.map(|finding| finding.rule.to_string()).collect()
        };
        assert_eq!(concern(&old), [""; 0]);
        // Lines move, the header's date changes.
        let moved = old
            .replace("Language: fr", "X-Generator: x\\n\"\n\"Language: fr")
            .replace(HEADER, &format!("# note\n{HEADER}"));
        assert_eq!(concern(&moved), [""; 0]);
        let flagged = old.replace(
            "\nmsgid \"z\"\nmsgstr \"y",
            "\n#, fuzzy, fuzzy\nmsgid \"z\"\nmsgstr \"y",
        );
        assert!(concern(&flagged).contains(&"duplicate-flag".to_owned()));
        let broken = format!("{old}\nmsgid \"unended\n");
        assert!(concern(&broken).contains(&"unterminated-string".to_owned()));
    }
}
