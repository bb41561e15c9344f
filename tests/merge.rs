//! Three-way merges of generated files: nothing that a side has written is lost, what the sides did in different messages
//! never conflicts, and gettext reads what comes out.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::format_push_string,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use polir::merge::{Conflict, Merged, Names, merge};
use polir::po::snapshot::{Key, Part, Snapshots};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

const NAMES: Names<'static> = Names {
    ours: "ours",
    theirs: "theirs",
};

/// A message as the generator thinks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Message {
    translation: Vec<String>,
    note: Option<String>,
    place: u32,
    fuzzy: bool,
    obsolete: bool,
    wrapped: bool,
    /// The translation of an obsolete message of the same source, and whether it stands before this one.
    twin: Option<(String, bool)>,
}

type File = BTreeMap<u8, Message>;

/// The context of a message, which is one of several.
fn context(id: u8) -> Option<String> {
    (id % 4 == 1).then(|| format!("context {}", id % 3))
}

/// Sources are shared between contexts.
fn source(id: u8) -> String {
    match id {
        5 => "source 1".to_owned(),
        id => format!("source {id}"),
    }
}

fn id_of(key: &Key<'_>) -> u8 {
    (0..14u8)
        .find(|&id| context(id).as_deref() == key.context.as_deref() && source(id) == key.source)
        .unwrap()
}

fn write(file: &File, date: u8, eol: &str) -> String {
    let mut text = format!(
        "# Translator {date}\n#\nmsgid \"\"\nmsgstr \"\"\n\"PO-Revision-Date: 2020-01-{date:02} 10:00+0000\\n\"\n\"Language: fr\\n\"\n\
         \"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n > 1);\\n\"\n"
    );
    for (id, message) in file {
        let (context, source) = (context(*id), source(*id));
        let twin = |text: &mut String, here: bool| {
            if let Some((translation, before)) = &message.twin
                && *before == here
            {
                let context = context
                    .as_ref()
                    .map(|context| format!("#~ msgctxt \"{context}\"\n"));
                let context = context.unwrap_or_default();
                *text +=
                    &format!("\n{context}#~ msgid \"{source}\"\n#~ msgstr \"{translation}\"\n");
            }
        };
        twin(&mut text, true);
        text.push('\n');
        if let Some(note) = &message.note {
            text += &format!("# {note}\n");
        }
        if !message.obsolete {
            text += &format!("#: a.c:{}\n", message.place);
        }
        if message.fuzzy {
            text += "#, fuzzy\n";
        }
        let mark = if message.obsolete { "#~ " } else { "" };
        if let Some(context) = &context {
            text += &format!("{mark}msgctxt \"{context}\"\n");
        }
        text += &format!("{mark}msgid \"{source}\"\n");
        let plural = message.translation.len() > 1;
        if plural {
            text += &format!("{mark}msgid_plural \"sources {id}\"\n");
        }
        for (number, form) in message.translation.iter().enumerate() {
            let index = if plural {
                format!("[{number}]")
            } else {
                String::new()
            };
            if message.wrapped && !form.is_empty() {
                text += &format!("{mark}msgstr{index} \"\"\n{mark}\"{form}\"\n");
            } else {
                text += &format!("{mark}msgstr{index} \"{form}\"\n");
            }
        }
        twin(&mut text, false);
    }
    text.replace('\n', eol)
}

fn message(id: u8) -> impl Strategy<Value = Message> {
    let forms = if id.is_multiple_of(5) { 2 } else { 1 };
    (
        prop::collection::vec("[a-z]{0,6}", forms),
        prop::option::of("[a-z]{3}"),
        0..9u32,
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.15),
        any::<bool>(),
        prop::option::weighted(0.15, ("[a-z]{1,6}", any::<bool>())),
    )
        .prop_map(
            |(translation, note, place, fuzzy, obsolete, wrapped, twin)| Message {
                translation,
                note,
                place,
                fuzzy,
                obsolete,
                wrapped,
                // Nobody has two of them behind `#~`.
                twin: twin.filter(|_| !obsolete),
            },
        )
}

/// What a side does to a file: some messages anew, some away.
fn edits() -> impl Strategy<Value = BTreeMap<u8, Option<Message>>> {
    let edit = (0..14u8).prop_flat_map(|id| (Just(id), prop::option::weighted(0.85, message(id))));
    prop::collection::vec(edit, 0..6).prop_map(|all| all.into_iter().collect())
}

fn edited(file: &File, edits: &BTreeMap<u8, Option<Message>>) -> File {
    let mut file = file.clone();
    for (id, edit) in edits {
        match edit {
            Some(message) => file.insert(*id, message.clone()),
            None => file.remove(id),
        };
    }
    file
}

fn base() -> impl Strategy<Value = File> {
    let all: Vec<_> = (0..10u8)
        .map(|id| prop::option::weighted(0.9, message(id)))
        .collect();
    all.prop_map(|all| {
        (0..10u8)
            .zip(all)
            .filter_map(|(id, message)| Some((id, message?)))
            .collect()
    })
}

/// Of a message its translation, and whether it is obsolete.
type State<'a> = (Box<[Cow<'a, str>]>, bool);

fn all_translations(text: &str) -> BTreeMap<Key<'_>, State<'_>> {
    let all = Snapshots::read(text).unwrap();
    all.messages
        .iter()
        .map(|message| {
            let state = (message.translation.clone(), message.obsolete);
            (message.key.clone(), state)
        })
        .collect()
}

/// Of each context and source the comments; which of several twins has them is no matter.
fn notes(text: &str) -> BTreeMap<(Option<String>, String), BTreeSet<String>> {
    let all = Snapshots::read(text).unwrap();
    let mut notes: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for message in &all.messages {
        let context = message.key.context.as_ref().map(ToString::to_string);
        let key = (context, message.key.source.to_string());
        let lines = message.part(Part::Translator).flat_map(str::lines);
        notes
            .entry(key)
            .or_default()
            .extend(lines.map(str::to_owned));
    }
    notes
}

/// Every translation that a side has made, changed or brought back stands in the result, and every comment.
fn nothing_is_lost(base: &str, sides: [&str; 2], merged: &Merged<'_>) {
    let (old, new) = (all_translations(base), all_translations(&merged.text));
    let mut found: BTreeMap<(Option<&str>, &str), String> = BTreeMap::new();
    for (key, (forms, _)) in &new {
        let all = found
            .entry((key.context.as_deref(), &*key.source))
            .or_default();
        all.push_str(&forms.concat());
    }
    for side in sides {
        for (key, (forms, obsolete)) in all_translations(side) {
            let before = old.get(&key);
            let kept = before.is_some_and(|(old, was)| *old == forms && (obsolete || !was));
            if kept || key.source.is_empty() {
                continue;
            }
            // Which of several twins it is has no meaning of its own.
            let result = found.get(&(key.context.as_deref(), &*key.source));
            for form in forms.iter().filter(|form| !form.is_empty()) {
                assert!(
                    result.is_some_and(|result| result.contains(&**form)),
                    "{key:?}: {form} is lost in\n{}",
                    merged.text
                );
            }
        }
        let (before, now) = (notes(base), notes(&merged.text));
        for (key, notes) in notes(side) {
            let old = before.get(&key).cloned().unwrap_or_default();
            for note in notes.difference(&old) {
                let kept = now.get(&key).is_some_and(|notes| notes.contains(note));
                assert!(kept, "{key:?}: {note} is lost in\n{}", merged.text);
            }
        }
    }
}

/// gettext takes no message twice.
fn no_message_is_doubled(text: &str) {
    let all = Snapshots::read(text).unwrap();
    let doubled = all
        .messages
        .iter()
        .find(|message| !message.obsolete && message.key.rank > 0);
    assert!(
        doubled.is_none(),
        "{:?} in\n{text}",
        doubled.map(|one| &one.key)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(9), ..ProptestConfig::default() })]

    #[test]
    fn merges_lose_nothing(file in base(), mine in edits(), other in edits(), crlf in any::<bool>(), other_crlf in any::<bool>()) {
        let old = write(&file, 1, "\n");
        let ours = write(&edited(&file, &mine), 2, if crlf { "\r\n" } else { "\n" });
        let theirs = write(&edited(&file, &other), 3, if other_crlf { "\r\n" } else { "\n" });
        let merged = merge(&old, &ours, &theirs, NAMES, Conflict::Fuzzy).unwrap();
        nothing_is_lost(&old, [&ours, &theirs], &merged);
        if crlf {
            prop_assert!(!merged.text.replace("\r\n", "").contains('\n'));
        } else {
            prop_assert!(!merged.text.contains('\r'));
        }
        no_message_is_doubled(&merged.text);
        // Only what both sides have touched can conflict.
        for key in &merged.conflicts {
            let id = id_of(key);
            prop_assert!(mine.contains_key(&id) && other.contains_key(&id), "{key:?}");
        }
        // What only one side has touched is as that side left it.
        let new = Snapshots::read(&merged.text).unwrap();
        for (side, edits, others) in [(&ours, &mine, &other), (&theirs, &other, &mine)] {
            let side = Snapshots::read(side).unwrap();
            for id in edits.keys().filter(|id| !others.contains_key(id)) {
                for rank in 0..2 {
                    let key = Key { context: context(*id).map(Cow::Owned), source: Cow::Owned(source(*id)), rank };
                    let [is, was] = [&new, &side].map(|all| all.get(&key).map(|one| {
                        (&one.translation, one.fuzzy, one.obsolete, &one.plural)
                    }));
                    prop_assert_eq!(is, was, "{:?}\n{}", key, merged.text);
                }
            }
        }
        // The later date stands.
        prop_assert!(new.header().contains("2020-01-03"));
        // Merging what is merged changes nothing more.
        let again = merge(&theirs, &merged.text, &theirs, NAMES, Conflict::Fuzzy).unwrap();
        prop_assert_eq!(&again.text, &merged.text);
    }

    #[test]
    fn one_side_alone_is_taken_whole(file in base(), mine in edits()) {
        let (old, new) = (write(&file, 1, "\n"), write(&edited(&file, &mine), 2, "\n"));
        let ours = merge(&old, &new, &old, NAMES, Conflict::Fuzzy).unwrap();
        prop_assert_eq!(&ours.text, &new);
        let theirs = merge(&old, &old, &new, NAMES, Conflict::Fuzzy).unwrap();
        prop_assert!(ours.conflicts.is_empty() && theirs.conflicts.is_empty());
        prop_assert_eq!(all_translations(&theirs.text), all_translations(&new));
    }
}

/// One file with the results of many merges under contexts of their own would hide faults of a single one, so gettext
/// reads a sample of results one by one.
#[test]
fn gettext_reads_what_comes_out() {
    if !common::installed("msgfmt", &["--version"]) {
        return;
    }
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.po");
    let mut conflicts = BTreeSet::new();
    for round in 0..200 {
        let draw = (base(), edits(), edits())
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let (mut file, mut mine, mut other) = draw;
        // It refuses a message that has a twin behind `#~`, and so would refuse the sides.
        let edits = mine.values_mut().chain(other.values_mut()).flatten();
        file.values_mut()
            .chain(edits)
            .for_each(|one| one.twin = None);
        let ours = write(&edited(&file, &mine), 2, "\n");
        let merged = merge(
            &write(&file, 1, "\n"),
            &ours,
            &write(&edited(&file, &other), 3, "\n"),
            NAMES,
            Conflict::Fuzzy,
        )
        .unwrap();
        if !merged.conflicts.is_empty() {
            conflicts.insert(round);
        }
        std::fs::write(&path, &merged.text).unwrap();
        let output = Command::new("msgfmt")
            .args(["-c", "-o", "/dev/null"])
            .arg(&path)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}\n{}", merged.text);
    }
    assert!(conflicts.len() > 20, "{conflicts:?}");
}

#[test]
fn a_conflict_holds_both_versions() {
    let header = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n";
    let one = |text: &str| format!("{header}\n#: a.c:1\nmsgid \"Return\"\nmsgstr \"{text}\"\n");
    let [base, ours, theirs] = ["", "Renvoyer", "Retour"].map(one);
    let merged = merge(&base, &ours, &theirs, NAMES, Conflict::Fuzzy).unwrap();
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(
        merged.text,
        format!(
            "{header}\n#: a.c:1\n#, fuzzy\nmsgid \"Return\"\nmsgstr \"\"\n\"#-#-#-#-#  ours  #-#-#-#-#\\n\"\n\
             \"Renvoyer\\n\"\n\"#-#-#-#-#  theirs  #-#-#-#-#\\n\"\n\"Retour\"\n"
        )
    );
    let marked = merge(&base, &ours, &theirs, NAMES, Conflict::Markers).unwrap();
    assert_eq!(
        marked.text,
        format!(
            "{header}\n#: a.c:1\nmsgid \"Return\"\n<<<<<<< ours\nmsgstr \"Renvoyer\"\n=======\nmsgstr \"Retour\"\n>>>>>>> theirs\n"
        )
    );
}

#[test]
fn marks_line_ends_and_ends_of_files_are_ours() {
    let header = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n";
    let base = format!("{header}\nmsgid \"a\"\nmsgstr \"\"\n");
    let ours = format!("\u{feff}{}", base.replace("fr", "fr_FR"));
    // A header that stands after another message, a new message before it, and a comment at the end.
    let theirs =
        format!("msgid \"new\"\nmsgstr \"nouveau\"\n\n{base}\n# the end\n").replace('\n', "\r\n");
    let merged = merge(&base, &ours, &theirs, NAMES, Conflict::Fuzzy).unwrap();
    assert_eq!(
        merged.text,
        "\u{feff}msgid \"\"\nmsgstr \"Language: fr_FR\\n\"\n\nmsgid \"new\"\nmsgstr \"nouveau\"\n\nmsgid \"a\"\nmsgstr \"\"\n\n# the end\n"
    );
    // A mark on their side alone is none of ours.
    let marked = format!("\u{feff}{}", base.replace("fr", "de"));
    let merged = merge(&base, &base, &marked, NAMES, Conflict::Fuzzy).unwrap();
    assert_eq!(merged.text, base.replace("fr", "de"));
}

#[test]
fn what_one_side_deletes_and_the_other_changes_stays() {
    let live = |text: &str| {
        format!("msgid \"keep\"\nmsgstr \"garder\"\n\nmsgid \"a\"\nmsgstr \"{text}\"\n")
    };
    let without = "msgid \"keep\"\nmsgstr \"garder\"\n";
    let obsolete = format!("{without}\n#~ msgid \"a\"\n#~ msgstr \"un\"\n");
    for (base, one, other, result) in [
        (live("un"), without.to_owned(), live("une"), live("une")),
        (live("un"), live("une"), without.to_owned(), live("une")),
        (
            live("un"),
            without.to_owned(),
            live("un"),
            without.to_owned(),
        ),
        // It came back on one side while the other cleaned up.
        (obsolete.clone(), live("un"), without.to_owned(), live("un")),
        (obsolete.clone(), without.to_owned(), live("un"), live("un")),
        (obsolete.clone(), obsolete.clone(), live("un"), live("un")),
    ] {
        let merged = merge(&base, &one, &other, NAMES, Conflict::Fuzzy).unwrap();
        assert_eq!((merged.text, merged.conflicts.len()), (result, 0));
    }
}
