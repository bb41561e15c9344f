//! Whether a hit is the word that the rule means, or a name, a part of a compound, a piece of code.

use super::Page;
use crate::diagnostic::Span;
use crate::lang::fr;
use crate::markup::{self, Kind as Markup};
use crate::rules::terminology::compile::Target;
use crate::rules::terminology::french;
use crate::rules::terminology::hit::Hit;
use crate::rules::terminology::pack::Kind;
use crate::rules::terminology::text::Atom;

impl Page<'_> {
    /// Whether the text of this token is also what it points at (`` `text`_ ``): to change it breaks the reference.
    pub(super) fn names_target(&self, token: usize) -> bool {
        let token = self.message.markup()[token];
        token.kind == Markup::Reference && token.target == Some(token.inner)
    }

    /// The emphasised word of this token, when the source emphasises the same: the name of a parameter.
    pub(super) fn parameter(&self, token: usize) -> Option<&str> {
        let token = self.message.markup()[token];
        let inner = &self.message.text[token.inner];
        (matches!(token.kind, Markup::Emphasis | Markup::Strong) && self.source.emphasises(inner))
            .then_some(inner)
    }

    /// Whether emphasis on the word only says that it is foreign: no French lexicon has it, or the source has it as well (*socket*
    /// is in both); on a French word emphasis is the author's. No source tells nothing of a noun.
    pub(super) fn foreign(&self, word: &str) -> bool {
        let noun = |one: &fr::Reading| one.part == fr::Part::Noun;
        let readings = fr::readings(word);
        readings.is_empty()
            || readings.iter().any(noun)
                && (self.message.source.is_empty()
                    || self.source.has_folded(word)
                    || self
                        .source
                        .has_folded(word.strip_suffix('s').unwrap_or(word)))
    }

    /// Why it is not certain that the hit is the word that the rule means.
    pub(super) fn doubt(&self, hit: &Hit<'_>, target: &Target) -> Option<String> {
        let text = &self.text;
        let raw = &text.whole[hit.span];
        if hit.term.language != "fr" {
            return None;
        }
        if let Some(phrase) = french::phrase::around(text, hit) {
            return Some(format!("\"{}\" may be a set phrase", phrase.shown()));
        }
        if hit.avoid.kind == Kind::Verb
            && let (Some(when), Target::Verb { forms, .. }) = (&hit.term.when, target)
        {
            let said = when.count(&self.source);
            let rendered = (0..text.pieces.len())
                .filter(|at| {
                    let word = text.word(*at);
                    !word.is_empty() && forms.iter().any(|(_, form)| form == word)
                })
                .count();
            if said > 0 && rendered >= said {
                return Some(format!(
                    "\"{}\" renders already what the source says",
                    target.name()
                ));
            }
        }
        // *le module socket*: a name beside what it names.
        if hit.avoid.kind == Kind::Noun
            && hit.tail.is_none()
            && let Some(at) = text.before(hit.head)
            && MODULES.contains(&text.word(at))
        {
            return Some(format!("it may be the name of a {}", text.raw(at)));
        }
        let whole = text.pieces[hit.head]
            .token
            .is_some_and(|at| hit.span.contains(self.message.markup()[at].inner));
        // *si l'argument est donné* renders *given*, not the *return* of the same message.
        if hit.avoid.kind == Kind::Verb
            && hit.cells & 0b11_1100 != 0
            && hit.cells & !0b11_1100 == 0
            && let Some(when) = &hit.term.when
            && when.count(&self.source) > 0
            && !when.participle(&self.source)
        {
            return Some("the source has no participle that it renders".to_owned());
        }
        if !(text.emphasised(hit.head) && whole || raw.starts_with('*')) {
            return None;
        }
        // A foreign word in emphasis: a name of Python's, unless the sentence uses it as a noun.
        let name = |why: &str| Some(format!("{raw} may be a name: {why}"));
        let single =
            |at: usize| text.emphasised(at) && text.pieces[at].token != text.pieces[hit.head].token;
        let joins = |at: usize| {
            matches!(text.word(at), "et" | "ou")
                || matches!(text.atom(at), Some(Atom::Mark(',' | '/')))
        };
        let (left, right) = (hit.head.checked_sub(2), hit.last() + 2);
        if left.is_some_and(|at| joins(at + 1) && single(at))
            || joins(right - 1) && right < text.pieces.len() && single(right)
        {
            return name("others stand in a row with it");
        }
        if self.source.literal(text.raw(hit.head)) {
            return name("the source has it in code");
        }
        french::gloss::stands_as_name(text, hit, target)
            .map(|why| format!("{raw} may be a name: {why}"))
    }

    /// Why the markup around the hit makes a name, or a foreign phrase, of it.
    fn foreign_phrase(&self, hit: &Hit<'_>) -> Option<String> {
        let text = &self.text;
        let head = hit.head;
        // Markup that could not be read (a role in a text that is not known to be marked up): code, for all one knows.
        if text.pieces[head].token.is_none()
            && (text.whole[..hit.span.start].ends_with('`')
                || text.whole[hit.span.end..].starts_with('`'))
        {
            return Some("backquotes stand beside it".to_owned());
        }
        let own = text.pieces[head]
            .token
            .map(|at| self.message.markup()[at])
            .filter(|token| {
                matches!(token.kind, Markup::Emphasis) && hit.span.contains(token.inner)
            })
            .map_or(hit.span, |token| token.span);
        if text.whole[own].starts_with('*') {
            let opens = text.whole[..own.start].ends_with('(');
            let closes = text.whole[own.end..].starts_with([')', ',']);
            let english = text.whole[own.end..].trim_start().starts_with("en anglais");
            if opens && (closes || french::gloss::translated(text, hit)) || english {
                return Some("a gloss: the foreign word beside its translation".to_owned());
            }
            if hit.avoid.kind == Kind::Noun
                && let Some(at) = french::gloss::kind_before(text, head)
            {
                return Some(format!("the name of a \"{}\"", text.raw(at)));
            }
        }
        if let Some(token) = text.pieces[head].token.map(|at| self.message.markup()[at])
            && matches!(token.kind, Markup::Emphasis | Markup::Strong)
            && !token.inner.is_empty()
            && !hit.span.contains(token.inner)
            && (0..text.pieces.len()).any(|at| {
                text.pieces[at].token == text.pieces[head].token
                    && text.word(at).len() > 1
                    && fr::readings(text.word(at)).is_empty()
            })
        {
            return Some(format!(
                "a part of \"{}\", which is foreign",
                &text.whole[token.inner]
            ));
        }
        None
    }

    /// Why the hit is a name, a part of a compound or a piece of code, if it is.
    pub(super) fn name(&self, hit: &Hit<'_>) -> Option<String> {
        let text = &self.text;
        let (head, last) = (hit.head, hit.last());
        let hyphen = |at: usize| {
            matches!(
                text.atom(at),
                Some(Atom::Mark('-' | '\u{2010}' | '\u{2011}' | '–'))
            )
        };
        if head > 1
            && hyphen(head - 1)
            && text.gap(head - 1).is_empty()
            && text.gap(head - 2).is_empty()
        {
            return Some(format!(
                "the end of \"{}-{}\"",
                text.raw(head - 2),
                text.raw(head)
            ));
        }
        if hyphen(last + 1)
            && text.gap(last).is_empty()
            && matches!(text.atom(last + 2), Some(Atom::Word | Atom::Opaque))
            && !text.gap(last + 1).contains(char::is_whitespace)
            && !(hit.avoid.kind == Kind::Noun && french::is_here(text, last + 2))
        {
            let pronoun =
                hit.avoid.kind == Kind::Verb && french::verb::is_inverted(text.word(last + 2));
            if !pronoun {
                return Some(format!(
                    "the beginning of \"{}-{}\"",
                    text.raw(last),
                    text.raw(last + 2)
                ));
            }
        }
        let glued = self.glued.get_or_init(|| {
            markup::words(self.message.text, self.message.markup())
                .filter(|word| word.glued)
                .map(|word| word.span)
                .collect()
        });
        if let Some(code) = glued.iter().find(|span| {
            span.overlaps(text.pieces[head].span) && !(last > head && hit.span.contains(**span))
        }) {
            return Some(format!(
                "a part of \"{}\", written like code",
                &text.whole[*code]
            ));
        }
        if let Some(reason) = self.foreign_phrase(hit) {
            return Some(reason);
        }
        let word = text.raw(head);
        if !self.source.has(word) {
            return None;
        }
        // Verbatim in the source, and its neighbour as well: a name, or English left as it is.
        let with_next = (text.atom(last + 1) == Some(Atom::Word) && text.blank_after(last))
            .then(|| Span::new(text.pieces[head].span.start, text.pieces[last + 1].span.end));
        let with_previous = head
            .checked_sub(1)
            .filter(|at| text.atom(*at) == Some(Atom::Word) && text.blank_after(*at))
            .map(|at| Span::new(text.pieces[at].span.start, text.pieces[last].span.end));
        for pair in with_next.into_iter().chain(with_previous) {
            if self.source.has(&text.whole[pair]) {
                return Some(format!(
                    "\"{}\" stands in the source as it is",
                    &text.whole[pair]
                ));
            }
        }
        // *le module socket*, of *the socket module*: a name beside what it names.
        let kind = with_previous
            .map(|_| text.word(head - 1))
            .filter(|word| NAMED.contains(word));
        if kind.is_some() {
            return Some(format!(
                "\"{word}\" is the name of a {}",
                text.raw(head - 1)
            ));
        }
        // *'socket'*, of *'socket'*: a value.
        let quoted = text.whole[hit.span.end..].chars().next().filter(|quote| {
            matches!(quote, '"' | '\'' | '”') && self.source.has(&format!("{word}{quote}"))
        });
        if let Some(quote) = quoted {
            return Some(format!("{word}{quote} stands in the source as it is"));
        }
        let capital = word.starts_with(char::is_uppercase);
        let inside = head
            .checked_sub(1)
            .is_some_and(|at| text.atom(at) == Some(Atom::Word));
        (capital && inside)
            .then(|| format!("\"{word}\", with its capital, is a name of the source"))
    }
}

/// What is named by the word behind it, in whatever source.
const MODULES: &[&str] = &["module", "modules", "paquet", "paquets", "bibliothèque"];

/// Nouns that a name stands right behind.
const NAMED: &[&str] = &[
    "module",
    "modules",
    "paquet",
    "bibliothèque",
    "option",
    "options",
    "commande",
    "programme",
    "macro",
    "constante",
    "objet",
    "objets",
];
