//! Changes that a person has chosen, held to the laws of `fix`.
//!
//! Each change is a finding with the fix that was chosen for it. They are made together, what a safe fix can set right in
//! their entries afterwards is set right, and the text is checked: a change that would bring about something else is
//! refused, and the others are tried again without it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Diagnostic, READ_OTHERWISE, ROUNDS, Refused, apart, brings_about, changes, emptied, in_file,
    reads_back, regressions, rewrite,
};
use crate::diagnostic::Safety;
use crate::engine::{Checked, Checker};
use crate::po::charset::Decoded;
use crate::po::writer::Layout;

/// How often what is left is tried again without what was refused, before all of it is refused.
const TRIES: usize = 5;

/// What became of the changes.
#[derive(Debug, Default)]
pub struct Tried {
    /// The text with those that could be made.
    pub text: String,
    /// What is found in it, the guard's findings too; nothing when no change could be made.
    pub found: Option<Checked>,
    /// How many were made.
    pub made: usize,
    /// Those that were not made; those that touch another one wait, and are not among them.
    pub refused: Vec<Refused>,
}

/// Makes the `chosen` changes in the text of `decoded`, in which `before` is found by [`Checker::check_guarding`]. Words that
/// were written by hand may bring about what is not an error: whoever writes is asked about it next.
#[must_use]
pub fn try_chosen(
    checker: &Checker,
    path: &str,
    decoded: &Decoded,
    before: &Checked,
    mut chosen: Vec<Diagnostic>,
    by_hand: bool,
) -> Tried {
    let mut tried = Tried::default();
    let charset = decoded.charset();
    chosen.retain(|one| {
        let mut edits = one.fix.iter().flat_map(|fix| &fix.edits);
        let Some(lacking) = edits.find_map(|edit| decoded.unrepresentable(&edit.text)) else {
            return true;
        };
        let reason = format!("the file's charset {charset} has no `{lacking}`");
        tried.refuse(one.clone(), &reason);
        false
    });
    for _ in 0..TRIES {
        let picked = apart(chosen.iter());
        if picked.is_empty() {
            return tried;
        }
        let text = rewrite(&decoded.text, Layout::of(&decoded.text), &picked);
        let safe_to_read = !picked.iter().any(|one| in_file(one))
            || changes::only_in(&decoded.text, &text, &picked);
        let worse = if safe_to_read {
            let (text, found) = settle(checker, path, decoded, before, text, &picked);
            let worse = worse(decoded, before, &text, &found, &picked, by_hand);
            if worse.is_empty() {
                tried.made = picked.len();
                tried.text = text;
                tried.found = Some(found);
                return tried;
            }
            worse
        } else {
            let lines = picked.iter().filter(|one| in_file(one));
            let reason = |one: &&Diagnostic| (one.entry, READ_OTHERWISE.to_owned());
            lines.map(reason).collect()
        };
        for one in chosen.extract_if(.., |one| worse.contains_key(&one.entry)) {
            let reason = worse[&one.entry].as_str();
            tried.refuse(one, reason);
        }
    }
    for one in chosen {
        tried.refuse(one, "the file kept getting worse");
    }
    tried
}

impl Tried {
    fn refuse(&mut self, diagnostic: Diagnostic, reason: &str) {
        self.refused.push(Refused {
            diagnostic,
            reason: reason.to_owned(),
        });
    }
}

/// The text with what safe fixes have to do in the entries that were changed, if they have more to do than before, and
/// what is found in it.
fn settle(
    checker: &Checker,
    path: &str,
    decoded: &Decoded,
    before: &Checked,
    mut text: String,
    picked: &[&Diagnostic],
) -> (String, Checked) {
    let touched: BTreeSet<Option<usize>> = picked.iter().map(|one| one.entry).collect();
    let selected = checker.selected(path);
    let fixable = |one: &&Diagnostic| {
        let safe = one
            .fix
            .as_ref()
            .is_some_and(|fix| fix.safety == Safety::Safe);
        let held = one.fix.iter().flat_map(|fix| &fix.edits);
        let held = held.map(|edit| decoded.unrepresentable(&edit.text));
        safe && one.place.is_some()
            && touched.contains(&one.entry)
            && selected.has(one)
            && held.into_iter().all(|lacking| lacking.is_none())
    };
    let there = before.diagnostics.iter().filter(fixable).count();
    let mut found = checker.check_guarding(path, &decoded.with_text(text.clone()));
    for _ in 0..ROUNDS {
        let safe = apart(found.diagnostics.iter().filter(fixable));
        if safe.len() <= there {
            break;
        }
        text = rewrite(&text, Layout::of(&text), &safe);
        found = checker.check_guarding(path, &decoded.with_text(text.clone()));
    }
    (text, found)
}

/// The entries that are not to be changed so, and why.
fn worse(
    decoded: &Decoded,
    before: &Checked,
    text: &str,
    after: &Checked,
    picked: &[&Diagnostic],
    by_hand: bool,
) -> BTreeMap<Option<usize>, String> {
    let touched: BTreeSet<Option<usize>> = picked.iter().map(|one| one.entry).collect();
    let mut worse = emptied(&decoded.text, text);
    worse.retain(|entry, _| touched.contains(entry));
    let mut elsewhere = None;
    for more in regressions(before, after) {
        if by_hand && !more.error {
            continue;
        }
        let reason = brings_about(&more.rule);
        if touched.contains(&more.entry) {
            worse.insert(more.entry, reason);
        } else {
            // It cannot be led back to one of them.
            elsewhere = Some(reason);
        }
    }
    if worse.is_empty() && elsewhere.is_none() && !reads_back(decoded, text) {
        elsewhere = Some("the file would be read in another charset".to_owned());
    }
    if let Some(reason) = elsewhere {
        for entry in touched {
            worse.entry(entry).or_insert_with(|| reason.clone());
        }
    }
    worse
}
