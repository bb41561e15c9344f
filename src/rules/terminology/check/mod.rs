//! The scan of a message, and what becomes of each hit.
//!
//! - here: the words of the index, from hit to replacement;
//! - `pattern`: the same of regular expressions;
//! - `glossary`: what the source says and the translation must;
//! - `name`: whether a hit is a name, or a piece of something else;
//! - `cases`: which replacement, by the cases of the rule;
//! - `report`: findings out of what was judged.

mod cases;
mod glossary;
mod name;
mod pattern;
mod report;

use std::cell::OnceCell;

use super::compile::{Expression, Target, Terms};
use super::french;
use super::hit::{Hit, Mend};
use super::index::{NO_FORM, Posting, Walk};
use super::pack::Kind;
use super::source::Source;
use super::text::{Atom, Phrase, Text};
use crate::diagnostic::{Edit, Safety, Span};
use crate::markup::{Kind as Markup, prose};
use crate::rules::{Findings, Message};
use cases::decide;
use report::{Judged, Mention, changes_gender, conclude};

/// What is known of a message once it has a hit.
pub(super) struct Page<'a> {
    message: &'a Message<'a>,
    text: Text<'a>,
    source: Source<'a>,
    /// The pieces that end a sentence.
    ends: OnceCell<Vec<usize>>,
    /// The sentences of the source, where the translation has as many.
    sentences: OnceCell<Vec<Source<'a>>>,
    glued: OnceCell<Vec<Span>>,
}

impl<'a> Page<'a> {
    /// What the source says where the translation has the piece at `head`: the sentence that renders it, where both have as many
    /// of them, else all of it.
    pub(super) fn source_of(&self, head: usize) -> &Source<'a> {
        let sentences = self
            .sentences
            .get_or_init(|| self.source.sentences(&self.text));
        sentences.get(self.sentence(head)).unwrap_or(&self.source)
    }

    /// The number of the sentence that the piece stands in.
    fn sentence(&self, head: usize) -> usize {
        let ends = self.ends.get_or_init(|| {
            (0..self.text.pieces.len())
                .filter(|at| french::ends_statement(&self.text, *at))
                .collect()
        });
        ends.partition_point(|end| *end < head)
    }
}

impl Terms {
    /// Whether any enabled rule is a glossary entry, which looks at every source.
    #[must_use]
    pub fn renders(&self, enabled: &dyn Fn(usize) -> bool) -> bool {
        self.entries.iter().any(|entry| enabled(*entry))
    }

    /// Whether anything in a translation could concern the enabled rules: a quick look at its words, markup or not, that
    /// spares most messages being cut into tokens. Never no where
    /// [`Terms::check`] would have something to say, glossary entries aside (see [`Terms::renders`]).
    #[must_use]
    pub fn concern(&self, text: &str, enabled: &dyn Fn(usize) -> bool) -> bool {
        let matches = |one: &Expression| {
            let regex = self.rules[one.term].avoid[one.pattern].regex.as_ref();
            enabled(one.term) && regex.is_some_and(|regex| regex.is_match(text))
        };
        let mut hit = false;
        if !self.index.is_empty() {
            let mut walk = Walk::new(&self.index, text);
            walk.scan(Span::new(0, text.len()), None, &mut |_, posting| {
                hit |= enabled(posting.term as usize);
            });
        }
        let mut loose = self.expressions.iter().filter(|one| !one.led).peekable();
        hit || (loose.peek().is_some()
            && self.any_loose.as_ref().is_none_or(|set| set.is_match(text))
            && loose.any(matches))
    }

    /// Looks for what the enabled rules ban, and for glossary entries that the translation does not render.
    pub fn check(
        &self,
        message: &Message<'_>,
        enabled: &dyn Fn(usize) -> bool,
        found: &mut Findings,
    ) {
        // A message left in its own language is no translation.
        if message.text.is_empty() || message.text == message.source {
            return;
        }
        let mut hits: Vec<(Span, Option<usize>, &Posting)> = Vec::new();
        if !self.index.is_empty() {
            let mut walk = Walk::new(&self.index, message.text);
            for (span, token) in prose(message.text, message.markup()) {
                walk.scan(span, token, &mut |(span, token), posting| {
                    if posting.cells != NO_FORM && enabled(posting.term as usize) {
                        hits.push((span, token, posting));
                    }
                });
            }
            // What two words begin is known at the second one.
            hits.sort_by_key(|(span, ..)| span.start);
        }
        let page = OnceCell::new();
        let page = || {
            page.get_or_init(|| Page {
                message,
                text: Text::new(message.text, message.markup()),
                source: Source::new(message),
                ends: OnceCell::new(),
                sentences: OnceCell::new(),
                glued: OnceCell::new(),
            })
        };
        let mut judged = Vec::new();
        for (span, token, posting) in hits {
            judged.extend(self.judge(page(), span, token, posting, found));
        }
        for expression in &self.expressions {
            if enabled(expression.term) {
                self.regex(expression, message, &page, found, &mut judged);
            }
        }
        conclude(judged, found);
        if self.entries.iter().any(|number| enabled(*number)) {
            self.glossary(message, enabled, &page, found);
        }
    }

    /// What becomes of one hit of the index.
    fn judge<'t>(
        &'t self,
        page: &Page<'_>,
        span: Span,
        token: Option<usize>,
        posting: &Posting,
        found: &mut Findings,
    ) -> Option<Judged<'t>> {
        let text = &page.text;
        let number = posting.term as usize;
        let term = &self.rules[number];
        let avoid = &term.avoid[usize::from(posting.pattern)];
        let head = text
            .at(span.start)
            .filter(|at| text.atom(*at) == Some(Atom::Word))?;
        let mut head_end = head;
        if let Some(phrase) = posting.phrase {
            head_end = text.says(head, &self.phrases[phrase as usize])?;
        }
        let mut tail = None;
        if !avoid.tails.is_empty() {
            tail = Some(tail_after(
                text,
                head_end,
                &avoid.tails,
                avoid.kind == Kind::Verb,
            )?);
        }
        let last = tail.map_or(head_end, |(_, last)| last);
        let mut hit = Hit {
            term,
            avoid,
            cells: posting.cells,
            head,
            head_end,
            tail,
            span: Span::new(text.pieces[head].span.start, text.pieces[last].span.end),
            plain: token.is_some(),
        };
        emphasis(page, &mut hit, token);
        let pass = |found: &mut Findings, reason: String| found.pass(&term.id, hit.span, || reason);
        if !term.scope.holds(&page.message.file.path) {
            pass(found, "the rule is not for this file".to_owned());
            return None;
        }
        if let Some(reason) = not_meant(page, &hit, token) {
            pass(found, reason);
            return None;
        }
        let (target, safety, why) = match decide(page, &hit) {
            Ok(decision) => decision,
            Err(reason) => {
                pass(found, reason);
                return None;
            }
        };
        // What may be no verb at all is no mention of it.
        let other = avoid.kind == Kind::Verb
            && french::verb_here::homograph(text, head, hit.cells).is_some();
        let joint = target.filter(|_| !other).map(|target| Mention {
            sentence: page.sentence(head),
            cells: hit.cells,
            definite: changes_gender(avoid, target) && french::noun::is_definite(text, head),
            names: french::noun::names(text, head),
        });
        let mend = match target {
            Some(target) => match page.doubt(&hit, target) {
                Some(reason) => Mend::Report {
                    candidates: vec![target.name()],
                    reason,
                },
                None => mend(text, &hit, target),
            },
            None => Mend::report(""),
        };
        Some(Judged {
            number,
            term,
            span: hit.span,
            matched: text.whole[hit.span].to_owned(),
            mend,
            safety,
            why,
            joint,
        })
    }
}

/// Why the hit, which stands in the prose of `token`, is not what the rule means.
fn not_meant(page: &Page<'_>, hit: &Hit<'_>, token: Option<usize>) -> Option<String> {
    let (text, avoid) = (&page.text, hit.avoid);
    if let Some(index) = token {
        if let Some(name) = page.parameter(index) {
            return Some(format!(
                "\"{name}\" is a name that the source emphasises as well"
            ));
        }
        if page.names_target(index) {
            return Some("the text of a reference that has no other target".to_owned());
        }
    }
    if let Some(reason) = page.name(hit) {
        return Some(reason);
    }
    if avoid.reflexive && french::verb_here::reflexive(text, hit.head).is_none() {
        return Some("no \"se\" makes it that verb".to_owned());
    }
    if avoid.kind == Kind::Noun && french::noun::is_verb_here(text, hit.head) {
        return Some("a verb here, not the noun".to_owned());
    }
    french::phrase::around(text, hit)
        .filter(|phrase| !phrase.loose)
        .map(|phrase| format!("\"{}\" is a set phrase", phrase.shown()))
}

/// Takes in the asterisks around a foreign word, unless it is a name of the source.
fn emphasis(page: &Page<'_>, hit: &mut Hit<'_>, token: Option<usize>) {
    let text = page.message.text;
    if let Some(index) = token {
        let token = page.message.markup()[index];
        let foreign = hit.term.language != "fr"
            || hit.avoid.starred
            || page.foreign(page.text.word(hit.head));
        if token.kind == Markup::Emphasis && token.inner == hit.span && foreign {
            hit.span = token.span;
            hit.plain = false;
        }
        return;
    }
    // A text that is not read as markup may use asterisks all the same.
    let (left, right) = (&text[..hit.span.start], &text[hit.span.end..]);
    let strong = left.ends_with("**") || right.starts_with("**");
    if left.ends_with('*')
        && right.starts_with('*')
        && !strong
        && (hit.avoid.starred || page.foreign(page.text.word(hit.head)))
    {
        hit.span = Span::new(hit.span.start - 1, hit.span.end + 1);
    }
}

/// The tail of a pattern after its head; after a verb, adverbs may stand between.
fn tail_after(
    text: &Text<'_>,
    head_end: usize,
    tails: &[Phrase],
    verb: bool,
) -> Option<(usize, usize)> {
    for at in head_end..head_end + 3 {
        if !text.blank_after(at) {
            return None;
        }
        for tail in tails {
            if let Some(last) = text.says(at + 1, tail) {
                return Some((at + 1, last));
            }
        }
        let adverb = matches!(
            text.word(at + 1),
            "pas" | "plus" | "jamais" | "aussi" | "également" | "toujours" | "donc" | "déjà"
        );
        if !verb || !adverb {
            return None;
        }
    }
    None
}

/// The replacement of a hit by its target.
fn mend(text: &Text<'_>, hit: &Hit<'_>, target: &Target) -> Mend {
    if hit.term.language != "fr" {
        return plain(text, hit, target);
    }
    let mend = match (hit.avoid.kind, target) {
        (Kind::Verb, Target::Verb { .. }) => french::verb::mend(text, hit, target),
        (Kind::Noun, Target::Noun { .. }) => french::noun::mend(text, hit, target),
        (Kind::Adjective, Target::Adjective { .. }) => french::adjective::mend(text, hit, target),
        (Kind::Word, Target::Word { word, elide }) => french::word(text, hit, word, *elide),
        (_, target) => Mend::Report {
            candidates: vec![target.name()],
            reason: String::new(),
        },
    };
    french::settle(text, hit, mend)
}

/// The replacement in a language whose grammar is not known: an invariable word alone is replaced.
fn plain(text: &Text<'_>, hit: &Hit<'_>, target: &Target) -> Mend {
    let of = |forms: &mut dyn Iterator<Item = (u32, &String)>| -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for (bit, form) in forms {
            if hit.cells & 1 << bit != 0 && !all.contains(form) {
                all.push(form.clone());
            }
        }
        all
    };
    let inflects = !matches!(target, Target::Word { .. } | Target::Regex { .. });
    let candidates = match target {
        Target::Verb { forms, .. } => of(&mut forms.iter().map(|(bit, form)| (*bit, form))),
        Target::Noun { forms, .. } => of(&mut (0..).zip(forms)),
        Target::Adjective { forms, .. } => of(&mut (0..).zip(forms)),
        Target::Word { word, .. } => vec![word.clone()],
        Target::Regex { .. } => Vec::new(),
    };
    match candidates.as_slice() {
        // What agrees with it is not known.
        [_] if inflects => Mend::Report {
            candidates,
            reason: format!("the grammar of \"{}\" is not known", hit.term.language),
        },
        [one] => Mend::Fix {
            edits: vec![Edit {
                span: hit.span,
                text: hit.write(text, one),
            }],
            safety: Safety::Safe,
            to: one.clone(),
        },
        _ => Mend::Report {
            candidates,
            reason: "it may stand for several forms".to_owned(),
        },
    }
}
