//! Chooses edits, applies them, and checks again until nothing moves.
//!
//! Laws held here: a fix moves no byte outside what it changes; fixing twice is fixing once; after a fix no new finding
//! of an error rule or of the selection stands in the entry, else the entry is left alone and the reason is said.

mod changes;
mod chosen;
mod ignores;
mod replacements;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::changed::{Differences, Earlier};
use crate::diagnostic::{Diagnostic, Edit, Exchange, Place, RuleId, Safety, Severity, Span};
use crate::engine::{Checked, Checker, Selected};
use crate::po::charset::Decoded;
use crate::po::writer::{Layout, edited};
use crate::po::{Entry, Parser};

pub(crate) use changes::differing;
pub use changes::{Change, apply};
pub use chosen::{Tried, try_chosen};
pub use ignores::add_ignores;
pub use replacements::{difference, replacements};

/// How often a text is fixed and checked again before what still moves is left alone.
const ROUNDS: usize = 10;

/// Why lines of the file stay where they are.
const READ_OTHERWISE: &str = "what stands beside it would be read otherwise";

/// A fix that was not applied, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why its fix was dropped.
    pub reason: String,
}

/// A finding that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Its rule.
    pub rule: RuleId,
    /// The word that was wrong and the one that took its place, where the rule exchanges words.
    pub swap: Option<Box<Exchange>>,
}

/// What became of a text.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The changes, in order; applied to the original text they give the fixed one.
    pub changes: Vec<Change>,
    /// What was found before anything was changed.
    pub before: Checked,
    /// What is still found afterwards, placed in the fixed text; the same as before where nothing was changed (`None`).
    pub changed: Option<Checked>,
    /// What the guard alone finds afterwards: errors that nobody asked for, which a further change must not add to.
    pub guarded: Vec<Diagnostic>,
    /// Fixes that were dropped.
    pub refused: Vec<Refused>,
}

impl Fixed {
    /// What is found afterwards.
    #[must_use]
    pub fn after(&self) -> &Checked {
        self.changed.as_ref().unwrap_or(&self.before)
    }

    /// The same, to be taken from.
    pub fn after_mut(&mut self) -> &mut Checked {
        self.changed.as_mut().unwrap_or(&mut self.before)
    }

    /// The changes between two texts with the same entries, for who has changed more than the fixes did.
    #[must_use]
    pub fn changes_between(old: &str, new: &str) -> Vec<Change> {
        changes::between(old, new, &MendedBy::new())
    }

    /// How many findings of each rule the changes mend.
    #[must_use]
    pub fn mended(&self) -> BTreeMap<RuleId, usize> {
        let mut counts = BTreeMap::new();
        for mended in self.changes.iter().flat_map(|change| &change.mended) {
            *counts.entry(mended.rule.clone()).or_default() += 1;
        }
        counts
    }

    /// How often the changes exchange which form for which.
    #[must_use]
    pub fn swaps(&self) -> BTreeMap<Exchange, usize> {
        let mut counts = BTreeMap::new();
        for swap in self
            .changes
            .iter()
            .flat_map(|change| &change.mended)
            .filter_map(|mended| mended.swap.clone())
        {
            *counts.entry(*swap).or_default() += 1;
        }
        counts
    }
}

/// Applies the fixes that are at least as safe as `level`. A text that is not valid in its charset is not touched.
#[must_use]
pub fn fix(checker: &Checker, path: &str, decoded: &Decoded, level: Safety) -> Fixed {
    fix_since(checker, path, decoded, level, None)
}

/// As [`fix`], of what differs from an earlier version alone.
#[must_use]
pub fn fix_since(
    checker: &Checker,
    path: &str,
    decoded: &Decoded,
    level: Safety,
    earlier: Option<&Earlier>,
) -> Fixed {
    let mut before = checker.check_guarding(path, decoded);
    let mut attempt = Attempt {
        earlier,
        differences: earlier.map(|earlier| earlier.differences(checker, path, &decoded.text)),
        checker,
        selected: checker.selected(path),
        path,
        decoded,
        level,
        blocked: BTreeMap::new(),
        circling: BTreeSet::new(),
        refused: Vec::new(),
    };
    let mut fixed = Fixed::default();
    if decoded.fault.is_none()
        && !before.cut
        && before
            .diagnostics
            .iter()
            .any(|diagnostic| attempt.wants(diagnostic))
    {
        attempt.refuse_unrepresentable(&before);
        // Each attempt leaves at least one more entry alone, or is the last; after a few the whole text is.
        for last in [false, false, false, false, true] {
            let (text, mended, Some(after)) = attempt.converge(&before) else {
                break;
            };
            let mut worse = attempt.worse(&before, &after);
            if worse.is_empty() {
                worse = attempt.misread(&text, &mended, &before);
            }
            if worse.is_empty() {
                worse = emptied(&decoded.text, &text);
            }
            if worse.is_empty() {
                let changes = changes::between(&decoded.text, &text, &mended);
                fixed = Fixed {
                    changes,
                    changed: Some(after),
                    ..Fixed::default()
                };
                break;
            }
            if last {
                let everything = (0..=before.entries + 1).map(|entry| (Some(entry), String::new()));
                attempt.block(everything.collect(), &before);
                attempt.block(
                    BTreeMap::from([(None, "the file kept getting worse".to_owned())]),
                    &before,
                );
                break;
            }
            attempt.block(worse, &before);
        }
    }
    fixed.refused = attempt.refused;
    let selected = attempt.selected;
    let unselected = |checked: &mut Checked| -> Vec<Diagnostic> {
        let guarded = checked.diagnostics.extract_if(.., |one| !selected.has(one));
        guarded.collect()
    };
    let guarded = unselected(&mut before);
    fixed.guarded = match &mut fixed.changed {
        Some(after) => unselected(after),
        None => guarded,
    };
    fixed.before = before;
    fixed
}

/// One try after another to fix a text, each with more entries left alone.
struct Attempt<'a> {
    checker: &'a Checker,
    selected: Selected<'a>,
    path: &'a str,
    decoded: &'a Decoded,
    level: Safety,
    /// What the text is compared with, when only what differs from it is fixed, and what differs.
    earlier: Option<&'a Earlier>,
    differences: Option<Differences<'a>>,
    /// Entries that are left alone (`None`: what belongs to no entry), and why.
    blocked: BTreeMap<Option<usize>, String>,
    /// Rules whose fixes never came to rest in an entry, and are left alone there.
    circling: BTreeSet<(Option<usize>, RuleId)>,
    refused: Vec<Refused>,
}

/// Findings that were mended, by entry.
type MendedBy = BTreeMap<Option<usize>, Vec<Mended>>;

impl Attempt<'_> {
    /// Whether the fix of a finding in the original text is to be applied, as far as it goes by itself.
    fn wants(&self, diagnostic: &Diagnostic) -> bool {
        self.wants_among(diagnostic, self.differences.as_ref())
    }

    /// The same of a text in which this differs from the earlier version.
    fn wants_among(&self, diagnostic: &Diagnostic, differences: Option<&Differences<'_>>) -> bool {
        diagnostic
            .fix
            .as_ref()
            .is_some_and(|fix| fix.safety >= self.level)
            && self.selected.has(diagnostic)
            && !self.blocked.contains_key(&diagnostic.entry)
            && !self.circles(diagnostic)
            && differences.is_none_or(|differences| differences.concern(diagnostic))
    }

    fn circles(&self, diagnostic: &Diagnostic) -> bool {
        !self.circling.is_empty()
            && (self.circling).contains(&(diagnostic.entry, diagnostic.rule.clone()))
    }

    /// Leaves alone from now on what never comes to rest: these rules in these entries, and a whole entry where that was
    /// not enough.
    fn still(&mut self, mut moving: BTreeSet<(Option<usize>, RuleId)>, before: &Checked) {
        let reason = "its fixes undo each other";
        let known: BTreeSet<Option<usize>> = self.circling.iter().map(|one| one.0).collect();
        let again: BTreeMap<_, _> = moving
            .extract_if(.., |one| known.contains(&one.0))
            .map(|one| (one.0, reason.to_owned()))
            .collect();
        self.block(again, before);
        let lost = before
            .diagnostics
            .iter()
            .filter(|one| self.wants(one) && moving.contains(&(one.entry, one.rule.clone())));
        let refused = lost.map(|one| Refused {
            diagnostic: one.clone(),
            reason: reason.to_owned(),
        });
        let refused: Vec<Refused> = refused.collect();
        self.refused.extend(refused);
        self.circling.extend(moving);
    }

    /// Leaves entries alone from now on, and says so of each fix that they lose.
    fn block(&mut self, entries: BTreeMap<Option<usize>, String>, before: &Checked) {
        let mut lost: Vec<&Diagnostic> = before
            .diagnostics
            .iter()
            .filter(|diagnostic| entries.contains_key(&diagnostic.entry) && self.wants(diagnostic))
            .collect();
        lost.sort_by_key(|diagnostic| diagnostic.entry);
        let refused = lost.into_iter().map(|diagnostic| Refused {
            diagnostic: diagnostic.clone(),
            reason: entries[&diagnostic.entry].clone(),
        });
        let refused: Vec<Refused> = refused.collect();
        self.refused.extend(refused);
        self.blocked.extend(entries);
    }

    fn refuse_unrepresentable(&mut self, before: &Checked) {
        let mut entries = BTreeMap::new();
        for diagnostic in before
            .diagnostics
            .iter()
            .filter(|diagnostic| self.wants(diagnostic))
        {
            for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
                if let Some(character) = self.decoded.unrepresentable(&edit.text) {
                    let charset = self.decoded.charset();
                    entries.insert(
                        diagnostic.entry,
                        format!("the file's charset {charset} has no `{character}`"),
                    );
                }
            }
        }
        self.block(entries, before);
    }

    /// Says once of each of these findings whose fix changes lines of the file that it is not made.
    fn refuse_lines(&mut self, chosen: &[&Diagnostic]) {
        if self.refused.iter().any(|one| one.reason == READ_OTHERWISE) {
            return;
        }
        let lines = chosen.iter().filter(|one| in_file(one));
        self.refused.extend(lines.map(|&one| Refused {
            diagnostic: one.clone(),
            reason: READ_OTHERWISE.to_owned(),
        }));
    }

    /// Applies what may be applied until nothing moves: the text, what was mended, and what is found in it; nothing where
    /// there was nothing to apply.
    fn converge(&mut self, before: &Checked) -> (String, MendedBy, Option<Checked>) {
        let layout = Layout::of(&self.decoded.text);
        let mut text = self.decoded.text.to_owned();
        let mut mended = MendedBy::new();
        let mut found = None;
        let mut moving = BTreeSet::new();
        for round in 0.. {
            let mut chosen = self.choose(found.as_ref().unwrap_or(before), &text);
            if chosen.is_empty() {
                break;
            }
            let mut rewritten = rewrite(&text, layout, &chosen);
            // Lines that go may let what stands beside them be read otherwise, in a broken file.
            if chosen.iter().any(|one| in_file(one))
                && !changes::only_in(&text, &rewritten, &chosen)
            {
                if round == 0 {
                    self.refuse_lines(&chosen);
                }
                chosen.retain(|one| !in_file(one));
                if chosen.is_empty() {
                    break;
                }
                rewritten = rewrite(&text, layout, &chosen);
            }
            if round >= ROUNDS / 2 {
                moving.extend(chosen.iter().map(|one| (one.entry, one.rule.clone())));
            }
            if round == ROUNDS {
                self.still(moving, before);
                return self.converge(before);
            }
            for diagnostic in &chosen {
                let one = Mended {
                    rule: diagnostic.rule.clone(),
                    swap: diagnostic.swap.clone(),
                };
                mended.entry(diagnostic.entry).or_default().push(one);
            }
            text = rewritten;
            // What was found last is let go before the next is looked for.
            drop(found.take());
            let decoded = self.decoded.with_text(text.clone());
            found = Some(self.checker.check_guarding(self.path, &decoded));
        }
        (text, mended, found)
    }

    /// The findings whose fixes can be applied together: of two that touch, the first.
    fn choose<'d>(&self, found: &'d Checked, text: &str) -> Vec<&'d Diagnostic> {
        let differences = self
            .earlier
            .map(|earlier| earlier.differences(self.checker, self.path, text));
        // Those of the text as it was are refused already, with a reason; another fix may have brought this one about.
        let held = |edit: &Edit| self.decoded.unrepresentable(&edit.text).is_none();
        apart(found.diagnostics.iter().filter(|diagnostic| {
            let edits = diagnostic.fix.as_ref().map(|fix| &fix.edits);
            self.wants_among(diagnostic, differences.as_ref())
                && edits.is_some_and(|edits| edits.iter().all(held))
        }))
    }

    /// The headers that were mended, when the text would not be read as it is written: a character that cut the header
    /// short may have kept its charset from being seen.
    fn misread(
        &self,
        text: &str,
        mended: &MendedBy,
        before: &Checked,
    ) -> BTreeMap<Option<usize>, String> {
        if reads_back(self.decoded, text) {
            return BTreeMap::new();
        }
        let headers: BTreeSet<Option<usize>> = before
            .diagnostics
            .iter()
            .filter(|found| found.place.as_ref().is_some_and(Place::is_header))
            .map(|found| found.entry)
            .collect();
        let is_header = |entry: &&Option<usize>| headers.contains(entry);
        let mut blamed: Vec<_> = mended.keys().filter(is_header).collect();
        if blamed.is_empty() {
            blamed = mended.keys().collect();
        }
        let reason = |entry: &Option<usize>| {
            let reason = "the file would be read in another charset";
            (*entry, reason.to_owned())
        };
        blamed.into_iter().map(reason).collect()
    }

    /// Entries in which something is found more often than before, or is an error more often, among errors and the
    /// selection, and what it is.
    fn worse(&self, before: &Checked, after: &Checked) -> BTreeMap<Option<usize>, String> {
        let touched: BTreeSet<Option<usize>> = before
            .diagnostics
            .iter()
            .filter(|diagnostic| self.wants(diagnostic))
            .map(|diagnostic| diagnostic.entry)
            .collect();
        let mut worse = BTreeMap::new();
        // A fault that shows elsewhere cannot be led back to one fix: all of them are suspects. The last reason is told.
        let mut everywhere = None;
        for Regression { entry, rule, .. } in regressions(before, after) {
            let reason = brings_about(&rule);
            if touched.contains(&entry) {
                worse.insert(entry, reason);
            } else {
                worse.clear();
                everywhere = Some(reason);
            }
        }
        if let Some(reason) = everywhere {
            for entry in touched {
                worse.entry(entry).or_insert_with(|| reason.clone());
            }
        }
        worse
    }
}

/// The entries of `old` that have lost a whole translation in `new`, where some may be gone: whatever a term says, an empty
/// string is none.
fn emptied(old: &str, new: &str) -> BTreeMap<Option<usize>, String> {
    let mut lost = BTreeMap::new();
    let (mut old, mut new) = (Parser::new(old), Parser::new(new));
    let (mut before, mut after) = (Entry::default(), Entry::default());
    let mut there = new.read(&mut after);
    let mut rank = 0;
    while there && old.read(&mut before) {
        if before.msgctxt() == after.msgctxt() && before.msgid() == after.msgid() {
            let empty = |entry: &Entry<'_>| -> Vec<bool> {
                let forms = entry.translations();
                let forms = forms.map(|field| entry.text(field).decode().trim().is_empty());
                forms.collect()
            };
            let (full, now) = (empty(&before), empty(&after));
            if full.iter().zip(now).any(|(empty, now)| now && !empty) {
                lost.insert(Some(rank), "it would empty the translation".to_owned());
            }
            there = new.read(&mut after);
        }
        rank += 1;
    }
    lost
}

/// What is found more often, or is an error more often, than it was.
struct Regression {
    /// The entry; `None` where it is none of a known entry.
    entry: Option<usize>,
    rule: RuleId,
    /// Whether there are more errors.
    error: bool,
}

/// What is found more often after a change than before it, entry by entry.
fn regressions(before: &Checked, after: &Checked) -> Vec<Regression> {
    // Where an entry was dropped the ranks of those behind it have moved: then the whole file is compared.
    let same_ranks = before.entries == after.entries;
    let count = |checked: &Checked| {
        let mut counts: BTreeMap<(Option<usize>, RuleId), (usize, usize)> = BTreeMap::new();
        for diagnostic in &checked.diagnostics {
            let entry = diagnostic.entry.filter(|_| same_ranks);
            let count = counts.entry((entry, diagnostic.rule.clone())).or_default();
            count.0 += 1;
            count.1 += usize::from(diagnostic.severity == Severity::Error);
        }
        counts
    };
    let old = count(before);
    let more = count(after).into_iter().filter_map(|(key, (all, errors))| {
        let (all_before, errors_before) = old.get(&key).copied().unwrap_or_default();
        let error = errors > errors_before;
        let (entry, rule) = key;
        (all > all_before || error).then_some(Regression { entry, rule, error })
    });
    more.collect()
}

fn brings_about(rule: &str) -> String {
    format!("fixing it would bring about `{rule}`")
}

/// Whether a text that is written to the file of `decoded` would be read as it is.
fn reads_back(decoded: &Decoded, text: &str) -> bool {
    let Ok(bytes) = decoded.encode(text) else {
        return true;
    };
    let again = Decoded::new(bytes.into_owned());
    again.fault.is_none() && again.charset() == decoded.charset() && *again.text == *text
}

/// The findings whose fixes can be applied together: of two that touch, the first.
fn apart<'d>(wanted: impl Iterator<Item = &'d Diagnostic>) -> Vec<&'d Diagnostic> {
    let mut taken: HashMap<_, BTreeSet<Span>> = HashMap::new();
    let mut chosen = Vec::new();
    for diagnostic in wanted {
        let Some(fix) = &diagnostic.fix else { continue };
        let string = diagnostic
            .place
            .as_ref()
            .map(|place| (diagnostic.entry, place.field, place.plural));
        let taken = taken.entry(string).or_default();
        // Lines that are taken out of the file may lie side by side: there may be thousands.
        let in_file = in_file(diagnostic);
        // No two of them overlap: the last one that begins before an edit ends is the one to look at.
        let touches = |edit: &Edit| {
            let (start, end) = (edit.span.start, edit.span.end);
            if in_file && edit.text.is_empty() {
                let before = taken.range(..Span::new(end, end)).next_back();
                before.is_some_and(|span| span.end > start)
            } else {
                let before = taken.range(..Span::new(end + 1, end + 1)).next_back();
                before.is_some_and(|span| span.end >= start)
            }
        };
        if fix.edits.iter().any(touches) {
            continue;
        }
        taken.extend(fix.edits.iter().map(|edit| edit.span));
        chosen.push(diagnostic);
    }
    chosen
}

/// Whether the fix of a finding changes lines of the file, not what a string says.
fn in_file(diagnostic: &Diagnostic) -> bool {
    diagnostic.place.is_none()
}

/// The text with the fixes of these findings made in it.
fn rewrite(text: &str, layout: Layout, chosen: &[&Diagnostic]) -> String {
    let mut strings: BTreeMap<_, Vec<Edit>> = BTreeMap::new();
    let mut edits: Vec<Edit> = Vec::new();
    for diagnostic in chosen {
        let Some(fix) = &diagnostic.fix else { continue };
        match (&diagnostic.place, diagnostic.entry) {
            (Some(place), Some(entry)) => {
                strings
                    .entry((entry, place.field, place.plural))
                    .or_default()
                    .extend(fix.edits.iter().cloned());
            }
            _ => edits.extend(fix.edits.iter().cloned()),
        }
    }
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut rank = 0;
    let mut strings = strings.into_iter().peekable();
    while strings.peek().is_some() && parser.read(&mut entry) {
        let mut from = 0;
        while let Some(((_, field, plural), mut changed)) =
            strings.next_if(|((of, ..), _)| *of == rank)
        {
            changed.sort();
            if let Some(field) = entry.find_from(&mut from, field, plural) {
                edits.extend(layout.rewrite(&entry, field, &changed));
            }
        }
        rank += 1;
    }
    edits.sort();
    // What touches the lines of a string that is written anew waits for the next round, and so does the second of two
    // insertions at one place.
    let mut last: Option<Span> = None;
    edits.retain(|edit| {
        let free = last.is_none_or(|last| edit.span.start >= last.end && edit.span != last);
        last = last.max(free.then_some(edit.span));
        free
    });
    edited(text, &edits)
}
