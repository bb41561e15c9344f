//! What was judged becomes findings: one fault, one finding; hits that stand or fall together.

use crate::diagnostic::{Safety, Span, apart};
use crate::rules::Findings;
use crate::rules::terminology::compile::{Avoid, Compiled, Target};
use crate::rules::terminology::fold::like;
use crate::rules::terminology::hit::Mend;

/// A hit that is to be reported.
pub(super) struct Judged<'t> {
    pub number: usize,
    pub term: &'t Compiled,
    pub span: Span,
    pub matched: String,
    pub mend: Mend,
    pub safety: Safety,
    pub why: Option<&'t str>,
    /// Whether it stands or falls with the other hits of the rule that may mean the same thing: a sentence with half of them
    /// replaced is not done.
    pub joint: Option<Mention>,
}

/// What a hit refers to, as far as its form shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// The sentence that it stands in.
    pub sentence: usize,
    /// Its cells: singular, plural.
    pub cells: u64,
    /// Whether it is a noun of another gender than its replacement and means something that was named before (*le*, *ce*).
    pub definite: bool,
    /// Whether it names something that may be meant later: not the kind of something else (*un nom de fichier*).
    pub names: bool,
}

impl Mention {
    /// Whether this one, and a later one, may mean the same thing.
    fn may_be(self, later: Mention) -> bool {
        self.sentence == later.sentence || later.definite && self.names && self.cells == later.cells
    }
}

/// Reports what was judged: of hits that overlap, the longest one; one fault, one finding.
pub(super) fn conclude(mut judged: Vec<Judged<'_>>, found: &mut Findings) {
    judged.sort_by_key(|one| {
        (
            one.span.start,
            std::cmp::Reverse(one.span.len()),
            one.number,
        )
    });
    let mut kept: Vec<Judged<'_>> = Vec::with_capacity(judged.len());
    for one in judged {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(one.span) => {
                if one.span.len() > last.span.len() {
                    *last = one;
                }
            }
            _ => kept.push(one),
        }
    }
    kept.iter_mut().for_each(settle);
    join(&mut kept);
    for one in kept {
        report(one, found);
    }
}

/// One change for each place: what agrees in two ways with a hit (*Lequel … le premier*) may be rewritten twice. Where the two
/// are not the same, nothing is certain.
fn settle(one: &mut Judged<'_>) {
    let Mend::Fix { edits, to, .. } = &mut one.mend else {
        return;
    };
    edits.sort();
    edits.dedup();
    if edits.is_sorted_by(|a, b| a.span.end <= b.span.start) {
        return;
    }
    one.mend = Mend::Report {
        candidates: vec![to.clone()],
        reason: "what agrees with it can be rewritten in two ways".to_owned(),
    };
}

/// Whether a noun gives way to one of another gender.
pub(super) fn changes_gender(avoid: &Avoid, target: &Target) -> bool {
    matches!(target, Target::Noun { gender, .. } if gender.is_some() && *gender != avoid.gender)
}

/// Where one of the hits that stand or fall together cannot be replaced, none is.
fn join(judged: &mut [Judged<'_>]) {
    let mut left: Vec<usize> = (0..judged.len())
        .filter(|at| matches!(judged[*at].mend, Mend::Report { .. }))
        .collect();
    while let Some(at) = left.pop() {
        let Judged { joint, number, .. } = judged[at];
        let Some(mention) = joint else { continue };
        for (place, one) in judged.iter_mut().enumerate() {
            let same = one.number == number
                && one.joint.is_some_and(|other| {
                    if place < at {
                        other.may_be(mention)
                    } else {
                        mention.may_be(other)
                    }
                });
            if same && let Mend::Fix { to, .. } = &one.mend {
                left.push(place);
                one.mend = Mend::Report {
                    candidates: vec![to.clone()],
                    reason: "another one in this message cannot be".to_owned(),
                };
            }
        }
    }
}

fn report(one: Judged<'_>, found: &mut Findings) {
    let term = one.term;
    let why = one.why.unwrap_or(&term.why);
    let because = |text: &str| -> String {
        [text, why]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let mut may_stand = Vec::new();
    let (message, help, fix, to) = match one.mend {
        Mend::Fix { edits, safety, to } => {
            let to_say = like(&one.matched, &to);
            let (matched, to_say) = apart(&one.matched, &to_say);
            let message = format!("\"{matched}\" should be \"{to_say}\"");
            (
                message,
                because(""),
                Some((safety.min(one.safety), edits)),
                Some(to),
            )
        }
        Mend::Report { candidates, reason } => {
            let message = match (candidates.as_slice(), &term.target) {
                ([_, ..], _) => format!(
                    "\"{}\" should be \"{}\"",
                    one.matched,
                    candidates.join("\" or \"")
                ),
                ([], Some(target)) if one.why.is_none() && !reason.is_empty() => {
                    format!(
                        "\"{}\" should be a form of \"{}\"",
                        one.matched,
                        target.name()
                    )
                }
                _ => format!("\"{}\" is to be avoided", one.matched),
            };
            let reason = if reason.is_empty() {
                reason
            } else {
                format!("not replaced: {reason}")
            };
            let written = candidates.iter().map(|word| like(&one.matched, word));
            may_stand = written.collect();
            (message, because(&reason), None, None)
        }
    };
    let entry = found.report(&term.meta(), one.span, message);
    entry.help = (!help.is_empty()).then_some(help);
    entry.fix = fix;
    entry.candidates = may_stand.into();
    entry.swap = to.map(|to| Box::new((one.matched.to_lowercase(), to)));
}
