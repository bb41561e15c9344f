//! What is wrong with the inline markup of a message, found in one walk for all the rules that have a name for it.
//!
//! The names are those that `sphinx-lint` gives its checkers, so that a team finds its way; what they mean was learnt
//! from its documentation and its verdicts. One fault has one name here, where `sphinx-lint` may say two or three.

use std::borrow::Cow;

use super::walk::Walk;
use crate::diagnostic::{Meta, Safety, Severity, Span};
use crate::find;
use crate::markup::ByteSet;
use crate::po::CommentKind;
use crate::po::entry::Comment;
use crate::rules::{Findings, Message};

/// The name of a fault: the rule that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    BacktickBeforeRole,
    BadDedent,
    DefaultRole,
    DirectiveMissingColons,
    DirectiveWithThreeDots,
    ExclamationAndTilde,
    HyperlinkReferenceMissingBacktick,
    Inline,
    MissingBacktickAfterRole,
    MissingColonInRole,
    MissingSpaceAfterLiteral,
    MissingSpaceAfterRole,
    MissingSpaceBeforeDefaultRole,
    MissingSpaceBeforeRole,
    MissingSpaceInHyperlink,
    MissingUnderscoreAfterHyperlink,
    RoleWithDoubleBackticks,
    RoleWithExtraBacktick,
    RoleWithoutBackticks,
    TripleBackticks,
    UnbalancedLiteral,
    UnnecessaryParentheses,
}

/// Edits of one fix.
pub(super) type Edits = Vec<(Span, String)>;

/// A fault.
#[derive(Debug)]
pub(in crate::rules) struct Fault {
    /// Which.
    pub name: Name,
    /// Where; bytes of the decoded string.
    pub span: Span,
    /// What is wrong.
    pub message: Cow<'static, str>,
    /// How to mend it, and how sure that is.
    pub fix: Option<(Safety, Edits)>,
    /// Whether the page is wrong but the build says nothing.
    pub quiet: bool,
}

/// Without one of these nothing is marked up, or meant to be.
const MARKS: ByteSet = ByteSet::of(b"`*|_");

/// The faults of the translation of a message, in order. Those whose like stands in the source are its author's and
/// left out, unless they are asked for.
pub(in crate::rules) fn faults(message: &Message<'_>) -> Vec<Fault> {
    if !message.is_rst() || message.text == message.source && !message.file.inherited {
        return Vec::new();
    }
    if !may_have_faults(message) {
        return Vec::new();
    }
    let mut faults = Walk::of(
        message.text,
        message.markup(),
        message.problems(),
        Some(message),
    )
    .all();
    if !faults.is_empty() && is_bare(message) {
        let quotes = !message.source_bytes().has(b'`');
        faults.retain(|fault| match fault.name {
            Name::DefaultRole => !fault.quiet,
            Name::Inline => !(quotes && is_quotation(fault, message.text)),
            _ => true,
        });
    }
    if !faults.is_empty() && !message.file.inherited {
        let inherited = Walk::of(
            message.source,
            message.source_markup(),
            message.source_problems(),
            None,
        )
        .all();
        disown(&mut faults, message.text, inherited, message.source);
    }
    faults
}

/// What the places of documentation hold: the endings of its files, and Sphinx's word for that within a program.
const DOCUMENTS: [&str; 3] = [".rst", ".txt", "docstring"];

/// Whether nothing says how the message marks code: its entry names no file, and its source has no literal; or it is a
/// program's, and its source has no backtick. What stands in single backticks may then be quoted.
fn is_bare(message: &Message<'_>) -> bool {
    let references = |comment: &&Comment| comment.kind == CommentKind::Reference;
    let mut references = message.entry.comments.iter().filter(references);
    if !message.source_bytes().has(b'`') {
        return references.all(|one| {
            let place = &message.entry.file()[one.span];
            !DOCUMENTS.iter().any(|mark| place.contains(mark))
        });
    }
    !message.source.contains("``") && references.next().is_none()
}

/// Whether a fault is that something touches a text in single backticks.
fn is_quotation(fault: &Fault, text: &str) -> bool {
    let shown = &text[fault.span];
    let inner = shown
        .strip_prefix('`')
        .and_then(|rest| rest.strip_suffix('`'));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains('`'))
}

/// Whether anything in the translation could be wrong: it has a mark of inline markup, a colon before a name or another
/// colon, or dots in a row, which may begin a directive.
fn may_have_faults(message: &Message<'_>) -> bool {
    let (text, bytes) = (message.text.as_bytes(), message.bytes());
    let begins = |at: usize| {
        text.get(at + 1)
            .is_some_and(|&next| next == b':' || next.is_ascii_alphabetic() || !next.is_ascii())
    };
    bytes.any(MARKS)
        || (bytes.has(b':') && find::all([b':'], text).any(begins))
        || message.doubles(b'.')
}

/// Takes away what the author did: faults that stand alike in the source, and others of a name that the source has as
/// often.
fn disown(faults: &mut Vec<Fault>, text: &str, mut inherited: Vec<Fault>, source: &str) {
    faults.retain(|fault| {
        let twin = inherited
            .iter()
            .position(|twin| twin.name == fault.name && source[twin.span] == text[fault.span]);
        twin.is_none_or(|twin| {
            inherited.swap_remove(twin);
            false
        })
    });
    let count =
        |faults: &[Fault], name: Name| faults.iter().filter(|fault| fault.name == name).count();
    let names: Vec<Name> = faults
        .iter()
        .map(|fault| fault.name)
        .filter(|&name| count(faults, name) <= count(&inherited, name))
        .collect();
    faults.retain(|fault| !names.contains(&fault.name));
}

/// Reports the faults of a message that one of the rules has the name of.
pub(in crate::rules) fn tell(
    rules: &[(Name, &Meta<'_>)],
    message: &Message<'_>,
    found: &mut Findings,
) {
    if rules.is_empty() {
        return;
    }
    for fault in message.faults() {
        let Some((_, meta)) = rules.iter().find(|(name, _)| *name == fault.name) else {
            continue;
        };
        let finding = found.report(meta, fault.span, fault.message.clone());
        if fault.quiet {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        if let Some((safety, edits)) = &fault.fix {
            for (span, text) in edits {
                finding.fix(*safety, *span, text.clone());
            }
        }
    }
}
