//! Translations of the same message, carried from file to file.
//!
//! The same message is one with the same context, source and plural. Only the entries that gain a translation change, laid
//! out as their file is; every other byte stays.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diagnostic::{Edit, Span};
use crate::po::lexer::CommentKind;
use crate::po::snapshot::Snapshots;
use crate::po::writer::{Layout, edited};
use crate::po::{Entry, Fault, FaultKind, Parser};

/// What makes two messages the same.
type Message = (Option<String>, String, Option<String>);

/// A translation, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of the source among those that were named: the lowest one wins.
    pub rank: usize,
    /// The file.
    pub file: String,
    /// The 1-based line of its source.
    pub line: usize,
    /// The decoded strings: one, or one a plural form.
    pub translation: Vec<String>,
}

/// The translations that there are.
#[derive(Debug, Default)]
pub struct Memory {
    messages: HashMap<Message, Vec<Found>>,
}

/// What may be done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether another translation, or a fuzzy one, is replaced.
    pub overwrite: bool,
    /// Whether what is carried is marked fuzzy.
    pub fuzzy: bool,
}

/// Sources that do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The source of the message.
    pub source: String,
    /// What was taken.
    pub taken: Found,
    /// The first that says otherwise.
    pub other: Found,
}

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// The edits of its text, in order.
    pub edits: Vec<Edit>,
    /// How many messages gained a translation.
    pub messages: usize,
    /// How many have another translation, or a fuzzy one, that was left.
    pub left: usize,
    /// Where sources say different things of what was carried.
    pub disagreements: Vec<Disagreement>,
}

impl Memory {
    /// Takes in the translations of a file; fuzzy, obsolete and half-translated messages are none.
    pub fn add(&mut self, rank: usize, file: &str, all: &Snapshots<'_>) {
        for message in &all.messages {
            // What stands for bytes that are no character cannot be said elsewhere.
            let says = |form: &Cow<'_, str>| {
                !form.is_empty() && !form.contains(char::REPLACEMENT_CHARACTER)
            };
            let whole = message.translation.iter().all(says);
            if message.fuzzy || message.obsolete || message.is_header() || !whole {
                continue;
            }
            let own = |text: &Cow<'_, str>| text.clone().into_owned();
            let key = (
                message.key.context.as_ref().map(own),
                own(&message.key.source),
                message.plural.as_ref().map(own),
            );
            self.messages.entry(key).or_default().push(Found {
                rank,
                file: file.to_owned(),
                line: message.line,
                translation: message.translation.iter().map(own).collect(),
            });
        }
    }

    /// What there is for a message of `file` with so many forms: that of the first source; of several in it, that whose
    /// path ends most like that of `file`, then the first. And who says otherwise with as much right.
    fn find(
        &self,
        message: &Message,
        file: &str,
        forms: usize,
    ) -> Option<(&Found, Option<&Found>)> {
        let fitting = |found: &&Found| found.translation.len() == forms;
        let all = || {
            self.messages
                .get(message)
                .into_iter()
                .flatten()
                .filter(fitting)
        };
        let right = |found: &Found| (found.rank, usize::MAX - common_end(&found.file, file));
        let taken = all().min_by_key(|found| right(found))?;
        let best = right(taken);
        let other = all().find(|found| {
            let outdone = found.rank == best.0 && right(found).1 > best.1;
            !outdone && found.translation != taken.translation
        });
        Some((taken, other))
    }
}

/// How many parts at their ends two paths have in common.
fn common_end(one: &str, other: &str) -> usize {
    let (one, other) = (one.rsplit('/'), other.rsplit('/'));
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// Carries what `memory` has to the messages of a file, which is called `name`.
///
/// # Errors
/// The first fault of its syntax: such a file is left as it is.
pub fn carry(name: &str, text: &str, memory: &Memory, options: Options) -> Result<Carried, Fault> {
    let layout = Layout::of(text);
    let mut carried = Carried::default();
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    while parser.read(&mut entry) {
        if !entry.is_comments() && !entry.obsolete && !entry.is_header() {
            message(&mut carried, name, &entry, memory, options, &layout);
        }
    }
    let bad = |fault: &&Fault| fault.kind != FaultKind::CatalogueMarker;
    match parser.faults.iter().find(bad) {
        Some(fault) => Err(*fault),
        None => Ok(carried),
    }
}

fn message(
    carried: &mut Carried,
    name: &str,
    entry: &Entry<'_>,
    memory: &Memory,
    options: Options,
    layout: &Layout,
) {
    let own = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
    let Some(source) = own(entry.msgid()) else {
        return;
    };
    let key = (own(entry.msgctxt()), source, own(entry.msgid_plural()));
    let forms: Vec<_> = entry.translations().collect();
    let Some((taken, other)) = memory.find(&key, name, forms.len()) else {
        return;
    };
    let old: Vec<_> = forms.iter().map(|form| entry.text(form).decode()).collect();
    let same = old
        .iter()
        .zip(&taken.translation)
        .all(|(old, new)| old == new);
    if same && (!entry.fuzzy || options.fuzzy) {
        return;
    }
    if old.iter().any(|form| !form.is_empty()) && !options.overwrite {
        carried.left += 1;
        return;
    }
    let mut edits = marks(entry, options.fuzzy, layout.eol);
    for ((form, old), new) in forms.iter().zip(&old).zip(&taken.translation) {
        if old == new {
            continue;
        }
        let edit = Edit {
            span: Span::new(0, old.len()),
            text: new.clone(),
        };
        edits.extend(layout.rewrite(entry, form, &[edit]));
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    carried.edits.append(&mut edits);
    carried.messages += 1;
    if let Some(other) = other {
        carried.disagreements.push(Disagreement {
            source: key.1,
            taken: taken.clone(),
            other: other.clone(),
        });
    }
}

/// What becomes of the flag `fuzzy`, and of the previous source that goes with it.
fn marks(entry: &Entry<'_>, fuzzy: bool, eol: &str) -> Vec<Edit> {
    let file = entry.file();
    let line_start = |at: usize| file[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let line_end = |at: usize| {
        file[at..]
            .find('\n')
            .map_or(file.len(), |feed| at + feed + 1)
    };
    let whole = |span: Span| Span::new(line_start(span.start), line_end(span.end));
    let remove = |span: Span| Edit {
        span,
        text: String::new(),
    };
    let mut edits = Vec::new();
    if entry.fuzzy {
        // The old source belongs to the translation that goes.
        let previous = entry.fields.iter().filter(|field| field.mark.previous);
        edits.extend(previous.map(|field| remove(whole(field.span))));
    }
    if entry.fuzzy == fuzzy {
        return edits;
    }
    if fuzzy {
        let edit = match (entry.flags().next(), entry.fields.first()) {
            (Some((_, first)), _) => Edit {
                span: Span::new(first.start, first.start),
                text: "fuzzy, ".to_owned(),
            },
            (None, Some(field)) => {
                let at = line_start(field.span.start);
                Edit {
                    span: Span::new(at, at),
                    text: format!("#, fuzzy{eol}"),
                }
            }
            (None, None) => return edits,
        };
        edits.push(edit);
        return edits;
    }
    for comment in &entry.comments {
        let inside = |span: Span| comment.span.start <= span.start && span.end <= comment.span.end;
        let flags = || entry.flags().filter(|(_, span)| inside(*span));
        if comment.kind != CommentKind::Flags || !flags().any(|(flag, _)| flag == "fuzzy") {
            continue;
        }
        let kept: Vec<&str> = flags()
            .map(|(flag, _)| flag)
            .filter(|flag| *flag != "fuzzy")
            .collect();
        edits.push(if kept.is_empty() {
            remove(whole(comment.span))
        } else {
            Edit {
                span: comment.span,
                text: format!("#, {}", kept.join(", ")),
            }
        });
    }
    edits
}

/// The text with what was carried.
#[must_use]
pub fn apply(text: &str, carried: &Carried) -> String {
    edited(text, &carried.edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgid \"One\"\nmsgstr \"Un\"\n\nmsgctxt \"menu\"\nmsgid \"One\"\nmsgstr \"Une\"\n\n\
        #, fuzzy\nmsgid \"Two\"\nmsgstr \"Deux ?\"\n\n#~ msgid \"Three\"\n#~ msgstr \"Trois\"\n\nmsgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"%d fichier\"\nmsgstr[1] \"%d fichiers\"\n";

    fn carried(to: &str, options: Options) -> (String, Carried) {
        let mut memory = Memory::default();
        memory.add(0, "old/a.po", &Snapshots::read(FROM).unwrap());
        let carried = carry("new/a.po", to, &memory, options).unwrap();
        (apply(to, &carried), carried)
    }

    const FUZZY: Options = Options {
        overwrite: false,
        fuzzy: true,
    };
    const OVERWRITE: Options = Options {
        overwrite: true,
        fuzzy: false,
    };

    #[test]
    fn only_what_gains_a_translation_changes() {
        let to = "#  x\r\nmsgid \"One\"\r\nmsgstr  \"\"\r\n\r\n#, c-format\r\nmsgctxt \"menu\"\r\nmsgid \"\"\r\n\"One\"\r\nmsgstr \"\"\r\n\r\n\
            msgid \"Two\"\r\nmsgstr \"\"\r\n\r\nmsgid \"%d file\"\r\nmsgid_plural \"%d files\"\r\nmsgstr[0] \"\"\r\nmsgstr[1] \"\"\r\n";
        let (text, done) = carried(to, Options::default());
        let expected = to
            .replacen("msgstr  \"\"", "msgstr  \"Un\"", 1)
            .replacen("\"One\"\r\nmsgstr \"\"", "\"One\"\r\nmsgstr \"Une\"", 1)
            .replacen("[0] \"\"", "[0] \"%d fichier\"", 1)
            .replacen("[1] \"\"", "[1] \"%d fichiers\"", 1);
        assert_eq!(text, expected);
        assert_eq!((done.messages, done.left), (3, 0));
        let (marked, _) = carried(to, FUZZY);
        let fuzzy = expected
            .replacen("msgid", "#, fuzzy\r\nmsgid", 1)
            .replacen("#, c-format", "#, fuzzy, c-format", 1)
            .replacen("msgid \"%d file\"", "#, fuzzy\r\nmsgid \"%d file\"", 1);
        assert_eq!(marked, fuzzy);
    }

    #[test]
    fn what_is_translated_stays_unless_it_is_to_go() {
        let to = "#: a.c:1\n#, fuzzy\n#| msgid \"Once\"\nmsgid \"One\"\nmsgstr \"Une fois\"\n\nmsgctxt \"menu\"\nmsgid \"One\"\nmsgstr \"Uno\"\n";
        let (text, done) = carried(to, Options::default());
        assert_eq!((text.as_str(), done.messages, done.left), (to, 0, 2));
        let (text, done) = carried(to, OVERWRITE);
        assert_eq!(
            text,
            "#: a.c:1\nmsgid \"One\"\nmsgstr \"Un\"\n\nmsgctxt \"menu\"\nmsgid \"One\"\nmsgstr \"Une\"\n"
        );
        assert_eq!((done.messages, done.left), (2, 0));
        let flags = "#, fuzzy, c-format\nmsgid \"One\"\nmsgstr \"Un\"\n";
        assert_eq!(carried(flags, OVERWRITE).0, flags.replace("fuzzy, ", ""));
        // Three forms where the source has two.
        let forms = "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n";
        assert_eq!(carried(forms, OVERWRITE).0, forms);
        assert!(
            carry(
                "x",
                "msgid \"One\nmsgstr \"\"\n",
                &Memory::default(),
                OVERWRITE
            )
            .is_err()
        );
    }

    #[test]
    fn the_first_source_wins_then_the_path_that_is_most_alike() {
        let one = |text: &str| format!("msgid \"One\"\nmsgstr \"{text}\"\n");
        let mut memory = Memory::default();
        for (rank, file, text) in [
            (0, "a/x.po", "x"),
            (0, "a/lib/y.po", "y"),
            (0, "a/y.po", "z"),
            (1, "b/lib/y.po", "b"),
        ] {
            memory.add(rank, file, &Snapshots::read(&one(text)).unwrap());
        }
        let to = one("");
        let carried = |name| carry(name, &to, &memory, Options::default()).unwrap();
        let first = carried("new/lib/y.po");
        assert_eq!(apply(&to, &first), one("y"));
        assert_eq!(first.disagreements[0].other.file, "b/lib/y.po");
        let other = carried("new/q.po");
        assert_eq!(apply(&to, &other), one("x"));
        assert_eq!(other.disagreements[0].other.file, "a/lib/y.po");
    }
}
