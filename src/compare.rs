//! Two versions of a translation, message by message.
//!
//! What a reviewer wants to see is which words changed. Line breaks, the order of messages, `#:` and `#.` lines and the
//! dates of the header are no difference here. A message whose source changed is paired with what it was before: through its
//! `#| msgid`, an equal translation, or a source that is much alike.

mod pairs;
mod textconv;
mod words;

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use crate::po::header;
use crate::po::snapshot::{Part, Snapshot, Snapshots};

pub use textconv::textconv;
pub use words::{Run, likeness, words};

/// What is compared of a message. Every string has its size and no more: two files that have nothing in common are all
/// versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The decoded context.
    pub context: Option<Box<str>>,
    /// The decoded source; empty for the header.
    pub source: Box<str>,
    /// The decoded plural of the source.
    pub plural: Option<Box<str>>,
    /// The decoded translation: one string, or one a plural form; of the header without its dates.
    pub translation: Box<[Box<str>]>,
    /// Whether it has the flag `fuzzy`, and a translation that this is said of.
    pub fuzzy: bool,
    /// Whether it stands behind `#~`.
    pub obsolete: bool,
    /// Its other flags, sorted, with commas between them.
    pub flags: Box<str>,
    /// The translator's comments without their marks, with line feeds between them.
    pub notes: Box<str>,
    /// The 1-based line of its file that its source stands on.
    pub line: u32,
}

impl Version {
    fn new(message: &Snapshot<'_>) -> Version {
        let owned = |text: Option<&Cow<'_, str>>| text.map(|text| Box::from(&**text));
        let said = |text: &Cow<'_, str>| {
            if message.is_header() {
                undated(text).into()
            } else {
                Box::from(&**text)
            }
        };
        Version {
            context: owned(message.key.context.as_ref()),
            source: Box::from(&*message.key.source),
            plural: owned(message.plural.as_ref()),
            translation: message.translation.iter().map(said).collect(),
            fuzzy: fuzzy(message),
            obsolete: message.obsolete,
            flags: flags(message).join(", ").into(),
            notes: notes(message).join("\n").into(),
            line: u32::try_from(message.line).unwrap_or(u32::MAX),
        }
    }

    /// Whether any of its strings is not empty.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        self.translation.iter().any(|form| !form.is_empty())
    }
}

/// Of an untranslated message the flag says nothing, and `msgcat` drops it.
fn fuzzy(message: &Snapshot<'_>) -> bool {
    message.fuzzy && message.is_translated()
}

/// Its flags but `fuzzy`, whose order says nothing.
fn flags<'a>(message: &Snapshot<'a>) -> Vec<&'a str> {
    let mut flags = message.flags.clone();
    flags.sort_unstable();
    flags.dedup();
    flags
}

fn notes<'a>(message: &Snapshot<'a>) -> Vec<&'a str> {
    let lines = message.part(Part::Translator).flat_map(str::lines);
    let texts = lines.map(|line| line.trim().trim_start_matches('#').trim());
    texts.filter(|text| !text.is_empty()).collect()
}

/// A decoded header without the dates that every tool writes anew.
fn undated(text: &str) -> String {
    let is_date = |line: &&str| {
        header::fields(line).next().is_some_and(|field| {
            header::DATES
                .iter()
                .any(|date| date.eq_ignore_ascii_case(field.name))
        })
    };
    text.split_inclusive('\n')
        .filter(|line| !is_date(line))
        .collect()
}

/// One way in which a message differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// Only the new version has the message.
    Added,
    /// Only the old version has it.
    Removed,
    /// It stood in another file.
    Moved,
    /// Its context, source or plural is another one.
    Source,
    /// It had no translation.
    Translated,
    /// It has another translation.
    Translation,
    /// It has no translation any more.
    Untranslated,
    /// It was marked fuzzy.
    FuzzySet,
    /// It is not fuzzy any more.
    FuzzyCleared,
    /// It went behind `#~`.
    Obsolete,
    /// It came back.
    Revived,
    /// Its other flags changed.
    Flags,
    /// The translator's comments changed.
    Comments,
}

impl Aspect {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Aspect::Added => "added",
            Aspect::Removed => "removed",
            Aspect::Moved => "moved",
            Aspect::Source => "source",
            Aspect::Translated => "translated",
            Aspect::Translation => "translation",
            Aspect::Untranslated => "untranslated",
            Aspect::FuzzySet => "fuzzy set",
            Aspect::FuzzyCleared => "fuzzy cleared",
            Aspect::Obsolete => "obsolete",
            Aspect::Revived => "revived",
            Aspect::Flags => "flags",
            Aspect::Comments => "comments",
        }
    }
}

/// A message that is not the same in both versions; one of them may be missing, never both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it was.
    pub old: Option<Box<Version>>,
    /// What it is.
    pub new: Option<Box<Version>>,
    /// The file that it stood in, where that is another one.
    pub from: Option<String>,
}

impl Difference {
    /// The version that there is; the new one rather than the old one.
    #[must_use]
    pub fn any(&self) -> Option<&Version> {
        self.new.as_deref().or(self.old.as_deref())
    }

    /// In which ways it differs.
    #[must_use]
    pub fn aspects(&self) -> Vec<Aspect> {
        let (old, new) = match (&self.old, &self.new) {
            (Some(old), Some(new)) => (old, new),
            (None, _) => return vec![Aspect::Added],
            (_, None) => return vec![Aspect::Removed],
        };
        let source =
            old.context != new.context || old.source != new.source || old.plural != new.plural;
        let translation = match (old.is_translated(), new.is_translated()) {
            _ if old.translation == new.translation => None,
            (false, true) => Some(Aspect::Translated),
            (true, false) => Some(Aspect::Untranslated),
            (true, true) => Some(Aspect::Translation),
            (false, false) => None,
        };
        let turned = |before: bool, now: bool, on: Aspect, off: Aspect| match (before, now) {
            (false, true) => Some(on),
            (true, false) => Some(off),
            _ => None,
        };
        [
            self.from.as_ref().map(|_| Aspect::Moved),
            source.then_some(Aspect::Source),
            translation,
            turned(old.fuzzy, new.fuzzy, Aspect::FuzzySet, Aspect::FuzzyCleared),
            turned(
                old.obsolete,
                new.obsolete,
                Aspect::Obsolete,
                Aspect::Revived,
            ),
            (old.flags != new.flags).then_some(Aspect::Flags),
            (old.notes != new.notes).then_some(Aspect::Comments),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Compares two versions of a file: what differs in the order of the new one, then what is gone.
#[must_use]
pub fn compare(old: &Snapshots<'_>, new: &Snapshots<'_>) -> Vec<Difference> {
    let (old, new) = (kept(old), kept(new));
    let mut differences = Vec::new();
    for (before, now) in pairs::pair(&old, &new) {
        let (before, now) = (
            before.map(|at| old[at as usize]),
            now.map(|at| new[at as usize]),
        );
        if let (Some(before), Some(now)) = (before, now)
            && pairs::alike(before, now)
        {
            continue;
        }
        let difference = Difference {
            old: before.map(|one| Box::new(Version::new(one))),
            new: now.map(|one| Box::new(Version::new(one))),
            from: None,
        };
        if !difference.aspects().is_empty() {
            differences.push(difference);
        }
    }
    differences
}

/// The messages that hold something; `msgcat` drops obsolete ones without a translation as well.
fn kept<'s, 'a>(all: &'s Snapshots<'a>) -> Vec<&'s Snapshot<'a>> {
    let holds = |message: &&Snapshot<'_>| !message.obsolete || message.is_translated();
    all.messages.iter().filter(holds).collect()
}

/// What differs in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileDifference {
    /// What the old file is called, if there is one.
    pub old: Option<String>,
    /// What the new file is called, if there is one.
    pub new: Option<String>,
    /// The messages.
    pub differences: Vec<Difference>,
}

impl FileDifference {
    /// What it is called; as the new one rather than the old one.
    #[must_use]
    pub fn name(&self) -> &str {
        self.new
            .as_deref()
            .or(self.old.as_deref())
            .unwrap_or_default()
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.differences.is_empty() && self.old.is_some() == self.new.is_some()
    }
}

/// Among how many places a message is looked for that it may come from.
const PLACES: usize = 256;

/// Finds the messages that are gone from one file and new in another, and tells them there as moved.
pub fn find_moves(files: &mut [FileDifference]) {
    type Message = (Option<Box<str>>, Box<str>, Option<Box<str>>);
    let message = |version: &Version| -> Message {
        (
            version.context.clone(),
            version.source.clone(),
            version.plural.clone(),
        )
    };
    let mut gone: HashMap<Message, VecDeque<(usize, usize)>> = HashMap::new();
    for (file, difference, version) in
        lonely(files, |one| one.new.is_none(), |one| one.old.as_deref())
    {
        gone.entry(message(version))
            .or_default()
            .push_back((file, difference));
    }
    let mut moves = Vec::new();
    for (file, difference, version) in
        lonely(files, |one| one.old.is_none(), |one| one.new.as_deref())
    {
        let Some(places) = gone.get_mut(&message(version)) else {
            continue;
        };
        let before = |place: &(usize, usize)| files[place.0].differences[place.1].old.as_deref();
        let same = |place: &&(usize, usize)| {
            before(place).is_some_and(|old| old.translation == version.translation)
        };
        let elsewhere = || {
            let places = places.iter().enumerate().take(PLACES);
            places.filter(|(_, place)| place.0 != file)
        };
        let chosen = elsewhere()
            .find(|(_, place)| same(place))
            .or_else(|| elsewhere().next())
            .map(|(number, _)| number);
        if let Some(place) = chosen.and_then(|number| places.remove(number)) {
            moves.push((place, (file, difference)));
        }
    }
    for &(place, target) in &moves {
        let from = files[place.0].old.clone();
        let old = files[place.0].differences[place.1].old.take();
        let difference = &mut files[target.0].differences[target.1];
        (difference.old, difference.from) = (old, from);
    }
    for file in files {
        file.differences.retain(|one| one.any().is_some());
    }
}

/// The messages but the header that have one version only, with their places.
fn lonely(
    files: &[FileDifference],
    wanted: fn(&Difference) -> bool,
    version: fn(&Difference) -> Option<&Version>,
) -> impl Iterator<Item = (usize, usize, &Version)> {
    files.iter().enumerate().flat_map(move |(file, all)| {
        let all = all.differences.iter().enumerate();
        all.filter(move |(_, one)| wanted(one))
            .filter_map(move |(at, one)| Some((file, at, version(one)?)))
            .filter(|(_, _, version)| !version.source.is_empty())
    })
}

#[cfg(test)]
mod tests;
