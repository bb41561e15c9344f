//! One message in three versions.
//!
//! Translation, flags, comments, places, source and whether it is obsolete are merged each for itself; the lines of each
//! come from the side that has the result already, so that most messages are one side's bytes.

use std::collections::HashSet;

use super::{Conflict, Names, header};
use crate::po::snapshot::{Part, Snapshot};
use crate::po::wrap::{Width, field};

/// Whether a message has gained nothing that a person has made: places and comments of the program aside. One that came
/// back from behind `#~` has.
pub(super) fn same(before: &Snapshot<'_>, now: &Snapshot<'_>) -> bool {
    before.translation == now.translation
        && before.fuzzy == now.fuzzy
        && before.flags == now.flags
        && (now.obsolete || !before.obsolete)
        && lines(before, Part::Translator) == lines(now, Part::Translator)
}

/// Whose version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pick {
    Ours,
    Theirs,
    /// Both have changed it, and differently.
    Neither,
}

fn pick<T: PartialEq + ?Sized>(base: Option<&T>, ours: &T, theirs: &T) -> Pick {
    if ours == theirs || base == Some(theirs) {
        Pick::Ours
    } else if base == Some(ours) {
        Pick::Theirs
    } else {
        Pick::Neither
    }
}

/// The lines of a part without their ends.
fn lines<'a>(message: &Snapshot<'a>, part: Part) -> Vec<&'a str> {
    message
        .part(part)
        .flat_map(str::lines)
        .map(|line| line.trim_end_matches('\r'))
        .collect()
}

/// Both lists together: ours, without what they took out and with what they put in.
fn union<'a>(base: &[&'a str], ours: &[&'a str], theirs: &[&'a str]) -> Vec<&'a str> {
    let set = |side: &[&'a str]| side.iter().copied().collect::<HashSet<&str>>();
    let (old, mut mine, other) = (set(base), set(ours), set(theirs));
    let dropped = |one: &&str| old.contains(one) && !other.contains(one);
    let mut all: Vec<&str> = ours.iter().copied().filter(|one| !dropped(one)).collect();
    let new = theirs.iter().copied();
    all.extend(new.filter(|one| !old.contains(one) && mine.insert(one)));
    all
}

/// How messages are written.
pub(super) struct Writer<'n> {
    pub width: Width,
    pub eol: &'static str,
    pub names: Names<'n>,
    pub conflict: Conflict,
}

/// What the translation of the result is.
enum Translation {
    Of(Pick),
    /// New strings: of a header, or of a conflict with both versions in it.
    New(Vec<String>),
    /// Both, each between git's markers.
    Both,
}

impl Writer<'_> {
    /// Writes a message that only they have, parted from what stands before it.
    pub(super) fn add(&self, out: &mut String, message: &Snapshot<'_>) {
        if !out.is_empty() {
            if !out.ends_with('\n') {
                out.push_str(self.eol);
            }
            out.push_str(self.eol);
        }
        self.lines(out, message.raw());
    }

    /// Writes lines with our line ends.
    pub(super) fn lines(&self, out: &mut String, raw: &str) {
        for line in raw.lines() {
            out.push_str(line.trim_end_matches('\r'));
            out.push_str(self.eol);
        }
    }

    /// Writes what comes of a message that both have; whether it is a conflict.
    pub(super) fn merge<'a>(
        &self,
        out: &mut String,
        base: Option<&Snapshot<'a>>,
        ours: &Snapshot<'a>,
        theirs: &Snapshot<'a>,
    ) -> bool {
        let versions = Versions { base, ours, theirs };
        let shape = pick(base.map(|base| &base.plural), &ours.plural, &theirs.plural);
        let (translation, conflict) = self.translation(versions, shape);
        let result = versions.outcome(shape, translation);
        // One side's bytes, where it has the whole result: ours rather than theirs.
        if result.is(ours, Pick::Ours) {
            out.push_str(ours.raw());
        } else if result.is(theirs, Pick::Theirs) {
            self.lines(out, theirs.raw());
        } else {
            self.compose(out, &result, ours, theirs);
        }
        conflict
    }

    /// What the translation comes to, for a source that has the shape of the side `shape`; and whether it is a conflict.
    fn translation(&self, versions: Versions<'_, '_>, shape: Pick) -> (Translation, bool) {
        let Versions { base, ours, theirs } = versions;
        if ours.is_header() && theirs.is_header() {
            let [mine, other, old] = [Some(ours), Some(theirs), base].map(|of| {
                let text = of.and_then(|one| one.translation.first());
                text.map_or("", |text| text)
            });
            let header = header::merge(old, mine, other);
            let translation = if header == mine {
                Translation::Of(Pick::Ours)
            } else if header == other {
                Translation::Of(Pick::Theirs)
            } else {
                Translation::New(vec![header])
            };
            return (translation, false);
        }
        let old = base.map(|base| &base.translation);
        let mut wins = pick(old, &ours.translation, &theirs.translation);
        // What one side has not translated at all is no version of its own.
        if wins == Pick::Neither && !theirs.is_translated() {
            wins = Pick::Ours;
        } else if wins == Pick::Neither && !ours.is_translated() {
            wins = Pick::Theirs;
        }
        let winner = if wins == Pick::Theirs { theirs } else { ours };
        // A translation must have as many forms as its source asks for.
        let shaped = if shape == Pick::Theirs { theirs } else { ours };
        if wins == Pick::Neither {
            return (self.both(shaped, ours, theirs), true);
        }
        if winner.plural.is_some() == shaped.plural.is_some() {
            return (Translation::Of(wins), false);
        }
        // Translated as a singular on one side while the other made it a plural, or the other way round.
        if winner.is_translated() && winner.translation.concat() != shaped.translation.concat() {
            return (self.both(shaped, ours, theirs), true);
        }
        (Translation::Of(shape), false)
    }

    /// A translation that holds both versions.
    fn both(
        &self,
        shaped: &Snapshot<'_>,
        ours: &Snapshot<'_>,
        theirs: &Snapshot<'_>,
    ) -> Translation {
        if self.conflict == Conflict::Markers && ours.translation.len() == theirs.translation.len()
        {
            return Translation::Both;
        }
        let forms = shaped.translation.len().max(1);
        // The last form takes what the other shape has more.
        let form = |side: &Snapshot<'_>, at: usize| {
            let all = &side.translation;
            let last = if at + 1 == forms {
                all.len()
            } else {
                (at + 1).min(all.len())
            };
            all.get(at.min(all.len())..last)
                .unwrap_or_default()
                .concat()
        };
        let marked = |name: &str| format!("#-#-#-#-#  {name}  #-#-#-#-#\n");
        let new = (0..forms).map(|at| {
            let (mine, other) = (form(ours, at), form(theirs, at));
            if mine == other {
                return mine;
            }
            let feed = if mine.ends_with('\n') { "" } else { "\n" };
            format!(
                "{}{mine}{feed}{}{other}",
                marked(self.names.ours),
                marked(self.names.theirs)
            )
        });
        Translation::New(new.collect())
    }

    /// Writes a message part by part.
    fn compose(
        &self,
        out: &mut String,
        result: &Outcome<'_, '_>,
        ours: &Snapshot<'_>,
        theirs: &Snapshot<'_>,
    ) {
        for note in &result.notes {
            self.line(out, note);
        }
        if !result.obsolete {
            result
                .extracted
                .part(Part::Extracted)
                .for_each(|raw| self.lines(out, raw));
            result
                .references
                .part(Part::References)
                .for_each(|raw| self.lines(out, raw));
        }
        let mut flags = result.flags.clone();
        if result.fuzzy {
            flags.insert(0, "fuzzy");
        }
        if !flags.is_empty() {
            self.line(out, &format!("#, {}", flags.join(", ")));
        }
        if result.fuzzy {
            self.fields(out, result.previous, Part::Previous, result.obsolete);
        }
        self.fields(out, result.source, Part::Source, result.obsolete);
        let prefix = if result.obsolete { "#~ " } else { "" };
        match &result.translation {
            Translation::Of(pick) => {
                let side = if *pick == Pick::Theirs { theirs } else { ours };
                self.fields(out, side, Part::Translation, result.obsolete);
            }
            Translation::New(forms) => {
                let plural = result.source.plural.is_some();
                for (number, form) in forms.iter().enumerate() {
                    let keyword = if plural {
                        format!("msgstr[{number}]")
                    } else {
                        "msgstr".to_owned()
                    };
                    field(out, prefix, &keyword, form, self.width, self.eol);
                }
            }
            Translation::Both => {
                self.line(out, &format!("<<<<<<< {}", self.names.ours));
                self.fields(out, ours, Part::Translation, result.obsolete);
                self.line(out, "=======");
                self.fields(out, theirs, Part::Translation, result.obsolete);
                self.line(out, &format!(">>>>>>> {}", self.names.theirs));
            }
        }
    }

    fn line(&self, out: &mut String, line: &str) {
        out.push_str(line);
        out.push_str(self.eol);
    }

    /// Writes the lines of fields, behind `#~` or not as the result has it.
    fn fields(&self, out: &mut String, side: &Snapshot<'_>, part: Part, obsolete: bool) {
        for line in lines(side, part) {
            match (side.obsolete, obsolete) {
                (true, false) if part == Part::Previous => {
                    self.line(out, &line.replacen("#~|", "#|", 1));
                }
                (true, false) => self.line(out, line.trim_start_matches("#~").trim_start()),
                (false, true) if part == Part::Previous => {
                    self.line(out, &line.replacen("#|", "#~|", 1));
                }
                (false, true) => self.line(out, &format!("#~ {line}")),
                _ => self.line(out, line),
            }
        }
    }
}

/// The three versions of a message.
#[derive(Clone, Copy)]
struct Versions<'m, 'a> {
    base: Option<&'m Snapshot<'a>>,
    ours: &'m Snapshot<'a>,
    theirs: &'m Snapshot<'a>,
}

impl<'m, 'a> Versions<'m, 'a> {
    /// The whole message, given its translation and whose source it has.
    fn outcome(self, shape: Pick, translation: Translation) -> Outcome<'m, 'a> {
        let Versions { base, ours, theirs } = self;
        let old = |part| base.map(|base| lines(base, part));
        let side = |part| {
            let (mine, other) = (lines(ours, part), lines(theirs, part));
            if pick(old(part).as_ref(), &mine, &other) == Pick::Theirs {
                theirs
            } else {
                ours
            }
        };
        let either = |pick: Pick, of: fn(&Snapshot<'_>) -> bool, neither: bool| match pick {
            Pick::Ours => of(ours),
            Pick::Theirs => of(theirs),
            Pick::Neither => neither,
        };
        let agreed = ours.translation == theirs.translation;
        let fuzzy = match &translation {
            Translation::New(_) => !ours.is_header() || ours.fuzzy && theirs.fuzzy,
            Translation::Both => ours.fuzzy && theirs.fuzzy,
            Translation::Of(_) if agreed => {
                let pick = pick(base.map(|base| &base.fuzzy), &ours.fuzzy, &theirs.fuzzy);
                either(pick, |side| side.fuzzy, true)
            }
            Translation::Of(Pick::Theirs) => theirs.fuzzy,
            Translation::Of(_) => ours.fuzzy,
        };
        let obsolete = pick(
            base.map(|base| &base.obsolete),
            &ours.obsolete,
            &theirs.obsolete,
        );
        let previous = match &translation {
            Translation::Of(Pick::Theirs) => theirs,
            Translation::Of(_) if agreed && fuzzy != ours.fuzzy => theirs,
            _ => ours,
        };
        let notes = [ours, theirs].map(|side| lines(side, Part::Translator));
        Outcome {
            // Only one without a common ancestor can differ on both sides: who uses it wins.
            obsolete: either(obsolete, |side| side.obsolete, false),
            fuzzy,
            flags: union(
                base.map_or(&[], |base| base.flags.as_slice()),
                &ours.flags,
                &theirs.flags,
            ),
            notes: union(
                &old(Part::Translator).unwrap_or_default(),
                &notes[0],
                &notes[1],
            ),
            extracted: side(Part::Extracted),
            references: side(Part::References),
            previous,
            source: if shape == Pick::Theirs { theirs } else { ours },
            translation,
            agreed,
        }
    }
}

/// What a message comes to.
struct Outcome<'m, 'a> {
    obsolete: bool,
    fuzzy: bool,
    flags: Vec<&'a str>,
    notes: Vec<&'a str>,
    extracted: &'m Snapshot<'a>,
    references: &'m Snapshot<'a>,
    previous: &'m Snapshot<'a>,
    source: &'m Snapshot<'a>,
    translation: Translation,
    /// Whether both sides say the same.
    agreed: bool,
}

impl Outcome<'_, '_> {
    /// Whether `side` is all of it already.
    fn is(&self, side: &Snapshot<'_>, pick: Pick) -> bool {
        let translation = match self.translation {
            Translation::Of(of) => of == pick || self.agreed,
            _ => false,
        };
        translation
            && self.obsolete == side.obsolete
            && self.fuzzy == side.fuzzy
            && self.flags == side.flags
            && self.notes == lines(side, Part::Translator)
            && lines(self.extracted, Part::Extracted) == lines(side, Part::Extracted)
            && lines(self.references, Part::References) == lines(side, Part::References)
            && self.source.plural == side.plural
            && (!self.fuzzy || lines(self.previous, Part::Previous) == lines(side, Part::Previous))
    }
}
