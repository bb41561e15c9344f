//! What a person is asked: a finding, the message that it stands in, and what may be done.

use super::{can_edit, can_silence, lines_of};
use crate::compare::{Run, words};
use crate::diagnostic::{Diagnostic, Edit, Safety, Span};
use crate::output::suggestions;
use crate::po::charset::Decoded;
use crate::po::format::is_garbled;
use crate::po::writer::edited;
use crate::po::{CommentKind, Entry, Keyword, Parser};
use crate::spelling::Vocabulary;

/// How many words are offered for a misspelt one.
const WORDS: usize = 5;

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// The finding.
    pub finding: Diagnostic,
    /// The source, and its plural.
    pub sources: Vec<String>,
    /// What the programmers say of it.
    pub comments: Vec<String>,
    /// Where it comes from.
    pub references: Vec<String>,
    /// The string that the finding stands in, or else the lines of the file.
    pub text: String,
    /// The finding in `text`.
    pub span: Span,
    /// What may be done, the likeliest first.
    pub proposals: Vec<Proposal>,
    /// Whether `text` can be written anew.
    pub editable: bool,
    /// Whether a comment can silence the finding.
    pub silenceable: bool,
    /// Why a change was not made.
    pub refused: Option<String>,
}

/// Something that may be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its edits, as those of a fix.
    pub edits: Vec<Edit>,
    /// The question's text with them.
    pub text: String,
    /// How safe it is as a fix; `None` where it is a word that may be meant.
    pub safety: Option<Safety>,
}

impl Proposal {
    /// The words that it brings, for a list of several; empty where it only removes.
    #[must_use]
    pub fn words(&self, old: &str) -> String {
        let runs = words(old, &self.text);
        let changed = |run: &Run<'_>| !matches!(run, Run::Same(_));
        let first = runs.iter().position(changed).unwrap_or(runs.len());
        let last = runs
            .iter()
            .rposition(changed)
            .map_or(first, |last| last + 1);
        let kept = runs[first..last].iter().filter_map(|run| match run {
            Run::Same(text) | Run::Added(text) => Some(*text),
            Run::Removed(_) => None,
        });
        kept.collect()
    }
}

impl Question {
    /// The question that a finding in a text is.
    pub(super) fn of(
        decoded: &Decoded,
        finding: &Diagnostic,
        vocabulary: Option<&Vocabulary>,
        refused: Option<String>,
    ) -> Question {
        let file: &str = &decoded.text;
        let edits = finding.fix.as_ref().map(|fix| fix.edits.as_slice());
        let mut question = Question {
            finding: finding.clone(),
            sources: Vec::new(),
            comments: Vec::new(),
            references: Vec::new(),
            text: String::new(),
            span: finding.span,
            proposals: Vec::new(),
            editable: can_edit(finding),
            silenceable: can_silence(finding),
            refused,
        };
        // Where the edits count from.
        let mut base = 0;
        let mut entry = Entry::default();
        let mut parser = Parser::new(file);
        let mut rank = 0;
        while finding.entry.is_some() && parser.read(&mut entry) {
            if Some(rank) == finding.entry {
                question.read(decoded, &entry);
                break;
            }
            rank += 1;
        }
        if finding.place.is_none() {
            let spans = edits.into_iter().flatten().map(|edit| edit.span);
            let lines = lines_of(file, spans.chain([finding.span]));
            base = lines.start;
            file[lines].clone_into(&mut question.text);
            let within = |at: usize| at.clamp(lines.start, lines.end) - base;
            question.span = Span::new(within(finding.span.start), within(finding.span.end));
        }
        if let Some(fix) = &finding.fix {
            question.propose(fix.edits.clone(), base, Some(fix.safety));
        }
        if let Some(place) = finding.place.as_ref().filter(|_| question.editable) {
            let meant = suggestions::word(finding).zip(vocabulary);
            let meant = meant.map(|(word, vocabulary)| {
                let near = vocabulary.suggest(word, WORDS);
                if near.is_empty() {
                    vocabulary.resembling(word, WORDS)
                } else {
                    near
                }
            });
            for text in finding
                .candidates
                .iter()
                .cloned()
                .chain(meant.into_iter().flatten())
            {
                let span = place.span;
                question.propose(vec![Edit { span, text }], 0, None);
            }
        }
        question
    }

    /// Takes in what the entry says.
    fn read(&mut self, decoded: &Decoded, entry: &Entry<'_>) {
        self.sources = [entry.msgid(), entry.msgid_plural()]
            .into_iter()
            .flatten()
            .map(std::borrow::Cow::into_owned)
            .filter(|source| !source.is_empty())
            .collect();
        for comment in &entry.comments {
            let text = entry.file().get(comment.span.range()).unwrap_or_default();
            let text = text.get(2..).unwrap_or_default().trim();
            match comment.kind {
                CommentKind::Extracted => self.comments.push(text.to_owned()),
                CommentKind::Reference => {
                    let references = text.split_whitespace().map(str::to_owned);
                    self.references.extend(references);
                }
                _ => {}
            }
        }
        let Some(place) = &self.finding.place else {
            return;
        };
        if let Some(raw) = entry.find(place.field, place.plural) {
            self.text = entry.text(raw).decode().into_owned();
            self.span = place.span;
            self.editable &=
                raw.keyword == Keyword::Msgstr && !is_garbled(decoded.charset(), entry, raw);
        }
    }

    fn propose(&mut self, edits: Vec<Edit>, base: usize, safety: Option<Safety>) {
        let here: Vec<Edit> = edits
            .iter()
            .map(|edit| Edit {
                span: Span::new(edit.span.start - base, edit.span.end - base),
                text: edit.text.clone(),
            })
            .collect();
        if here.iter().any(|edit| edit.span.end > self.text.len()) {
            return;
        }
        let text = edited(&self.text, &here);
        if text != self.text && self.proposals.iter().all(|known| known.text != text) {
            self.proposals.push(Proposal {
                edits,
                text,
                safety,
            });
        }
    }

    /// Which of several strings it is about; empty where there is one.
    #[must_use]
    pub fn form(&self) -> Option<u32> {
        self.finding.place.as_ref()?.plural
    }
}
