//! What a rule is, what it sees, and the one list of all rules.

pub mod terminology;

use std::cell::OnceCell;

use crate::diagnostic::{Edit, Meta, Safety, Span};
use crate::markup::{self, Token};

/// What holds for a whole file, as rules see it.
#[derive(Debug, Clone, Default)]
pub struct FileContext {
    /// The path relative to its configuration (or to the current folder), with `/`.
    pub path: String,
    /// The language's code, as the header or the command line says (`fr`, `pt_BR`); empty when nobody says.
    pub language: String,
    /// The header's `Project-Id-Version`; empty when there is none.
    pub project: String,
    /// Whether the source is reStructuredText: then messages are tokenised as such.
    pub rst: bool,
}

/// One pair of source and translation: a singular, or one plural form against its source.
pub struct Message<'a> {
    /// The file it stands in.
    pub file: &'a FileContext,
    /// The decoded context, if any.
    pub msgctxt: Option<&'a str>,
    /// The decoded source that the translation is compared with.
    pub source: &'a str,
    /// The decoded translation.
    pub text: &'a str,
    /// The plural form, where the entry has several.
    pub plural: Option<u32>,
    /// The tokens of `text`.
    pub markup: &'a [Token],
    /// The tokens of `source`, made when first asked for.
    pub source_markup: OnceCell<Vec<Token>>,
}

impl<'a> Message<'a> {
    /// The tokens of the source.
    pub fn source_markup(&self) -> &[Token] {
        self.source_markup.get_or_init(|| {
            let mut tokens = Vec::new();
            if self.file.rst {
                markup::rst(self.source, &mut tokens);
            }
            tokens
        })
    }
}

/// Where rules put what they find in a message. Spans are bytes of the message's decoded translation.
#[derive(Default)]
pub struct Findings {
    /// What was found.
    pub found: Vec<Found>,
    /// What was looked at and let pass, with the reason; kept only when `explain` is set (`-vv`).
    pub passed: Vec<(Span, String, String)>,
    /// Whether somebody wants to know why hits are passed over.
    pub explain: bool,
}

/// A finding before it has a place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The id of the rule.
    pub rule: String,
    /// Where, in the decoded translation.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The fix: how safe, and its edits.
    pub fix: Option<(Safety, Vec<Edit>)>,
    /// The old word and the new one, for the counts that a sweep is reviewed by (*retourne → renvoie*).
    pub swap: Option<(String, String)>,
}

impl Findings {
    /// A finding of the rule `meta` at `span`; fix and help are added to what is returned.
    pub fn report(
        &mut self,
        meta: &Meta<'_>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Found {
        self.found.push(Found {
            rule: meta.id.to_owned(),
            span,
            message: message.into(),
            help: None,
            fix: None,
            swap: None,
        });
        self.found.last_mut().expect("just pushed")
    }
    /// Says why a hit of `rule` at `span` is no finding.
    pub fn pass(&mut self, rule: &str, span: Span, reason: impl FnOnce() -> String) {
        if self.explain {
            self.passed.push((span, rule.to_owned(), reason()));
        }
    }
}
