//! The questions of `polir fix --interactive` about one file, and what becomes of the answers. No terminal in here.
//!
//! A text goes in with what is found in it once the safe fixes are made. Each question is the first finding that has no answer
//! yet; an answer that changes the text is held to the laws of `fix`, and what is found afterwards is what is asked next.
//! Answers can be taken back until the file is written. A finding that was skipped is known by its fingerprint, within a
//! session and from one session to the next.

mod dialogue;
mod draw;
mod editor;
mod plain;
mod question;
#[cfg(test)]
mod tests;
mod window;

use std::collections::{HashMap, HashSet};

use crate::changed::Earlier;
use crate::diagnostic::{Diagnostic, Edit, Field, Fix, RuleId, Safety, Span};
use crate::engine::{Checked, Checker};
use crate::fix::{Fixed, Tried, add_ignores, apply, difference, try_chosen};
use crate::output::fingerprint;
use crate::po::charset::Decoded;
use crate::rules::state::unused_ignore;

pub use dialogue::{Among, Answer, Asked, Ended, Face, hold};
pub use plain::{Lines, Plain};
pub use question::{Proposal, Question};
pub use window::{Key, Terminal, Window};

/// How often what an order leaves is taken up again: of changes that touch, one is made at a time.
const ROUNDS: usize = 100;

/// What is done with every finding of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Its fix is applied.
    Accept,
    /// It is left for another time.
    Skip,
    /// A comment silences it.
    Silence,
}

/// How many findings were answered how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Whose proposal was accepted.
    pub accepted: usize,
    /// Whose message was edited by hand.
    pub edited: usize,
    /// That a comment silences now.
    pub silenced: usize,
    /// That were left.
    pub skipped: usize,
}

impl Tally {
    /// How many in all.
    #[must_use]
    pub fn answered(self) -> usize {
        self.accepted + self.edited + self.silenced + self.skipped
    }

    /// Adds another one.
    pub fn add(&mut self, other: Tally) {
        self.accepted += other.accepted;
        self.edited += other.edited;
        self.silenced += other.silenced;
        self.skipped += other.skipped;
    }
}

/// What a session knows beyond one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// What is done with every finding of these rules, without a question.
    pub orders: Vec<(RuleId, Order)>,
    /// The fingerprints of findings that were skipped.
    pub skipped: HashSet<u128>,
}

/// Which findings are asked about.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// Who finds.
    pub checker: &'a Checker,
    /// The file as globs call it.
    pub path: &'a str,
    /// The file as fingerprints call it.
    pub name: &'a str,
    /// What it is compared with, where only what differs is asked about.
    pub earlier: Option<&'a Earlier>,
    /// Whether only findings without a fix are asked about.
    pub only_unsure: bool,
}

impl Scope<'_> {
    /// Which of these findings in `text` are asked about, by number.
    #[must_use]
    pub fn of(&self, text: &str, findings: &[Diagnostic]) -> Vec<usize> {
        let differences = self
            .earlier
            .map(|earlier| earlier.differences(self.checker, self.path, text));
        let selected = self.checker.selected(self.path);
        let asked = |one: &Diagnostic| {
            (can_edit(one) || can_silence(one) || one.fix.is_some())
                && !(self.only_unsure && one.fix.is_some())
                && differences.as_ref().is_none_or(|all| all.concern(one))
                && selected.has(one)
        };
        let numbers = findings.iter().enumerate();
        numbers
            .filter(|(_, one)| asked(one))
            .map(|(at, _)| at)
            .collect()
    }
}

/// Whether a person may write the string anew that a finding stands in.
fn can_edit(finding: &Diagnostic) -> bool {
    let field = finding.place.as_ref().map(|place| place.field);
    field == Some(Field::Msgstr) && finding.entry.is_some()
}

/// Whether a comment can silence it. A comment about useless comments would be one itself.
fn can_silence(finding: &Diagnostic) -> bool {
    finding.entry.is_some() && finding.rule != unused_ignore::rule().meta.id
}

/// An answer, and what takes it back.
#[derive(Debug)]
struct Step {
    /// What the text had before.
    undo: Option<Edit>,
    skipped: Vec<u128>,
    /// Whether it gave an order.
    ordered: bool,
    /// Whether an order gave it.
    obeyed: bool,
    tally: Tally,
}

/// The questions about one file.
pub struct Review<'a> {
    scope: Scope<'a>,
    original: &'a Decoded,
    now: Decoded,
    /// What is found in it, the guard's findings too.
    found: Checked,
    fingerprints: Vec<u128>,
    /// The numbers of those that are asked about, unless they are skipped.
    open: Vec<usize>,
    standing: Standing,
    /// Why a change was not made.
    refused: HashMap<u128, String>,
    history: Vec<Step>,
}

/// What came of the questions about a file.
#[derive(Debug)]
pub struct Reviewed {
    /// Its text.
    pub text: String,
    /// What was answered.
    pub tally: Tally,
    /// What was skipped in it, in the order of the answers.
    pub skipped: Vec<u128>,
    /// How many questions are left.
    pub left: usize,
    /// What holds for the files that follow.
    pub standing: Standing,
}

impl Reviewed {
    /// How many questions were answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.tally.answered()
    }
}

impl<'a> Review<'a> {
    /// Begins with a text and what `fix` has made of it with the safe fixes.
    #[must_use]
    pub fn new(scope: Scope<'a>, original: &'a Decoded, fixed: Fixed, standing: Standing) -> Self {
        let Fixed {
            changes,
            before,
            changed,
            guarded,
            refused,
        } = fixed;
        let known = before.vocabulary.clone();
        let mut found = changed.unwrap_or(before);
        found.diagnostics.extend(guarded);
        found
            .diagnostics
            .sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        found.vocabulary = found.vocabulary.or(known);
        let mut review = Review {
            scope,
            original,
            now: original.with_text(apply(&original.text, &changes)),
            found,
            fingerprints: Vec::new(),
            open: Vec::new(),
            standing,
            refused: HashMap::new(),
            history: Vec::new(),
        };
        review.look();
        for one in refused {
            let same = |finding: &Diagnostic| {
                finding.entry == one.diagnostic.entry
                    && finding.rule == one.diagnostic.rule
                    && finding.message == one.diagnostic.message
            };
            if let Some(at) = review.found.diagnostics.iter().position(same) {
                review.refused.insert(review.fingerprints[at], one.reason);
            }
        }
        review
    }

    /// Takes in what is found in the text now.
    fn look(&mut self) {
        let findings = &self.found.diagnostics;
        self.fingerprints = fingerprint::all(self.scope.name, &self.now.text, findings);
        self.open = self.scope.of(&self.now.text, findings);
    }

    /// The number of each finding that has no answer yet.
    fn unanswered(&self) -> impl Iterator<Item = usize> {
        let answered = |at: &usize| self.standing.skipped.contains(&self.fingerprints[*at]);
        self.open.iter().copied().filter(move |at| !answered(at))
    }

    /// How many questions are left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.unanswered().count()
    }

    /// How many questions were answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.tally().answered()
    }

    fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for step in &self.history {
            tally.add(step.tally);
        }
        tally
    }

    /// The next question; `None` when there is none left.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        let at = self.unanswered().next()?;
        let reason = self.refused.get(&self.fingerprints[at]).cloned();
        Some(Question::of(
            &self.now,
            &self.found.diagnostics[at],
            self.found.vocabulary.as_deref(),
            reason,
        ))
    }

    fn current(&self) -> Option<(u128, Diagnostic)> {
        let at = self.unanswered().next()?;
        Some((self.fingerprints[at], self.found.diagnostics[at].clone()))
    }

    /// Makes the change that a proposal is, if the laws of `fix` allow.
    ///
    /// # Errors
    /// Why they do not.
    pub fn accept(&mut self, proposal: &Proposal) -> Result<(), String> {
        // What is the program's own proposal is held to what its fixes are held to.
        let by_hand = proposal.safety.is_none();
        let tally = Tally {
            accepted: 1,
            ..Tally::default()
        };
        self.change(proposal.edits.clone(), by_hand, tally)
    }

    /// Writes the string of the question anew.
    ///
    /// # Errors
    /// When that would bring about an error, or nothing is changed.
    pub fn write(&mut self, question: &Question, text: &str) -> Result<(), String> {
        let edit = difference(&question.text, text);
        if edit.span.is_empty() && edit.text.is_empty() {
            return Err("nothing was changed".to_owned());
        }
        let tally = Tally {
            edited: 1,
            ..Tally::default()
        };
        self.change(vec![edit], true, tally)
    }

    fn change(&mut self, edits: Vec<Edit>, by_hand: bool, tally: Tally) -> Result<(), String> {
        let Some((fingerprint, mut finding)) = self.current() else {
            return Ok(());
        };
        finding.fix = Some(Fix {
            safety: Safety::Safe,
            edits,
        });
        let mut tried = self.attempt(vec![finding], by_hand);
        if let Some(refused) = tried.refused.pop() {
            self.refused.insert(fingerprint, refused.reason.clone());
            return Err(refused.reason);
        }
        if let Some(found) = tried.found {
            self.put(tried.text, found, tally, false);
        }
        Ok(())
    }

    fn attempt(&self, chosen: Vec<Diagnostic>, by_hand: bool) -> Tried {
        let Scope { checker, path, .. } = self.scope;
        try_chosen(checker, path, &self.now, &self.found, chosen, by_hand)
    }

    /// The text is another one now.
    fn put(&mut self, text: String, found: Checked, tally: Tally, obeyed: bool) {
        let edit = difference(&text, &self.now.text);
        self.now = self.original.with_text(text);
        self.found = found;
        self.look();
        self.history.push(Step {
            undo: Some(edit),
            skipped: Vec::new(),
            ordered: false,
            obeyed,
            tally,
        });
    }

    /// Leaves the finding for another time.
    pub fn skip(&mut self) {
        if let Some((fingerprint, _)) = self.current() {
            self.skip_all(vec![fingerprint], false);
        }
    }

    fn skip_all(&mut self, skipped: Vec<u128>, obeyed: bool) {
        self.standing.skipped.extend(&skipped);
        self.history.push(Step {
            undo: None,
            ordered: false,
            obeyed,
            tally: Tally {
                skipped: skipped.len(),
                ..Tally::default()
            },
            skipped,
        });
    }

    /// Silences the finding with a comment on its entry.
    ///
    /// # Errors
    /// When a comment cannot.
    pub fn silence(&mut self) -> Result<(), String> {
        match self.current() {
            Some((_, finding)) => self.silence_all(&[finding], false),
            None => Ok(()),
        }
    }

    fn silence_all(&mut self, findings: &[Diagnostic], obeyed: bool) -> Result<(), String> {
        const REASON: &str = "a comment cannot silence this";
        let (text, silenced) = add_ignores(&self.now.text, findings);
        let Scope { checker, path, .. } = self.scope;
        if silenced == 0 {
            return Err(REASON.to_owned());
        }
        let found = checker.check_guarding(path, &self.now.with_text(text.clone()));
        if found.diagnostics.len() >= self.found.diagnostics.len() {
            return Err(REASON.to_owned());
        }
        let tally = Tally {
            silenced,
            ..Tally::default()
        };
        self.put(text, found, tally, obeyed);
        Ok(())
    }

    /// Gives an order about every finding of the rule in question, in this file and those that follow.
    pub fn order(&mut self, order: Order) {
        if let Some((_, finding)) = self.current() {
            self.standing.orders.push((finding.rule, order));
            self.history.push(Step {
                undo: None,
                skipped: Vec::new(),
                ordered: true,
                obeyed: false,
                tally: Tally::default(),
            });
            self.obey();
        }
    }

    /// Does what the orders say. What they cannot do is asked.
    pub fn obey(&mut self) {
        for (rule, order) in self.standing.orders.clone() {
            for _ in 0..ROUNDS {
                if !self.obey_once(&rule, order) {
                    break;
                }
            }
        }
    }

    /// Whether there was something to do, and more may be left.
    fn obey_once(&mut self, rule: &str, order: Order) -> bool {
        let fits = |at: &usize| {
            let finding = &self.found.diagnostics[*at];
            finding.rule == rule
                && match order {
                    Order::Accept => {
                        finding.fix.is_some() && !self.refused.contains_key(&self.fingerprints[*at])
                    }
                    Order::Skip => true,
                    Order::Silence => can_silence(finding),
                }
        };
        let numbers: Vec<usize> = self.unanswered().filter(fits).collect();
        if numbers.is_empty() {
            return false;
        }
        let findings = numbers.iter().map(|&at| &self.found.diagnostics[at]);
        match order {
            Order::Skip => {
                let all = numbers.iter().map(|&at| self.fingerprints[at]).collect();
                self.skip_all(all, true);
                false
            }
            Order::Silence => {
                let findings: Vec<Diagnostic> = findings.cloned().collect();
                let _ = self.silence_all(&findings, true);
                false
            }
            Order::Accept => {
                let tried = self.attempt(findings.cloned().collect(), false);
                for one in tried.refused {
                    let same = |at: &&usize| {
                        let finding = &self.found.diagnostics[**at];
                        (finding.entry, finding.span) == (one.diagnostic.entry, one.diagnostic.span)
                    };
                    if let Some(&at) = numbers.iter().find(same) {
                        self.refused.insert(self.fingerprints[at], one.reason);
                    }
                }
                let Some(found) = tried.found else {
                    return false;
                };
                let tally = Tally {
                    accepted: tried.made,
                    ..Tally::default()
                };
                self.put(tried.text, found, tally, true);
                true
            }
        }
    }

    /// Takes the last answer back, with what an order made of it; whether there was one.
    pub fn back(&mut self) -> bool {
        let mut changed = false;
        let mut taken = false;
        while let Some(step) = self.history.pop() {
            for fingerprint in &step.skipped {
                self.standing.skipped.remove(fingerprint);
            }
            if step.ordered {
                self.standing.orders.pop();
            }
            if let Some(Edit { span, text }) = step.undo {
                let mut now = self.now.text.to_string();
                now.replace_range(span.range(), &text);
                self.now = self.original.with_text(now);
                changed = true;
            }
            if !step.obeyed {
                taken = true;
                break;
            }
        }
        if changed {
            let Scope { checker, path, .. } = self.scope;
            let vocabulary = self.found.vocabulary.take();
            self.found = checker.check_guarding(path, &self.now);
            self.found.vocabulary = self.found.vocabulary.take().or(vocabulary);
            self.look();
        }
        taken
    }

    /// What came of it.
    #[must_use]
    pub fn end(self) -> Reviewed {
        Reviewed {
            left: self.left(),
            tally: self.tally(),
            skipped: self
                .history
                .into_iter()
                .flat_map(|step| step.skipped)
                .collect(),
            text: self.now.text.to_string(),
            standing: self.standing,
        }
    }
}

/// The lines of `text` that hold all of `spans`, without the last line end.
fn lines_of(text: &str, spans: impl Iterator<Item = Span>) -> Span {
    let (mut start, mut end) = (text.len(), 0);
    for span in spans {
        start = start.min(span.start);
        end = end.max(span.end.min(text.len()));
    }
    let start = start.min(end);
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..start]).map_or(0, |at| at + 1);
    let end = if end > start && bytes[end - 1] == b'\n' {
        end - 1
    } else {
        memchr::memchr(b'\n', &bytes[end..]).map_or(text.len(), |at| end + at)
    };
    Span::new(start, end.max(start))
}
