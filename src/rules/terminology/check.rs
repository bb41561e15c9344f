//! The scan of a message, and what becomes of each hit: whole word or not, name or word, which case, which fix.

use std::cell::OnceCell;

use super::compile::{CaseOutcome, Compiled, Target, Terms};
use super::fold::{fold, like};
use super::french;
use super::hit::{Hit, Mend};
use super::index::{Posting, Walk};
use super::pack::{FormClass, Kind};
use super::source::Source;
use super::text::{Atom, Phrase, Text, prose, words};
use crate::diagnostic::{Edit, Safety, Span};
use crate::lang::fr;
use crate::markup::{self, Kind as Markup};
use crate::rules::{Findings, Message};

/// What is known of a message once it has a hit.
struct Page<'a> {
    message: &'a Message<'a>,
    text: Text<'a>,
    source: Source<'a>,
    glued: OnceCell<Vec<Span>>,
}

/// A hit that is to be reported.
struct Judged<'t> {
    number: usize,
    term: &'t Compiled,
    span: Span,
    matched: String,
    mend: Mend,
    safety: Safety,
    why: Option<&'t str>,
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
        let regex = |&(rule, pattern): &(usize, usize)| {
            let regex = self.rules[rule].avoid[pattern].regex.as_ref();
            enabled(rule) && regex.is_some_and(|regex| regex.is_match(text))
        };
        let mut hit = false;
        if !self.index.is_empty() {
            let mut walk = Walk::new(&self.index, text);
            words(text, Span::new(0, text.len()), |span| {
                walk.word((span, None), |_, posting| {
                    hit |= enabled(posting.term as usize);
                });
            });
        }
        hit || (!self.regexes.is_empty()
            && self.any_regex.as_ref().is_none_or(|set| set.is_match(text))
            && self.regexes.iter().any(regex))
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
            prose(message.text, message.markup(), |span, token| {
                words(message.text, span, |span| {
                    walk.word((span, token), |(span, token), posting| {
                        if enabled(posting.term as usize) {
                            hits.push((span, token, posting));
                        }
                    });
                });
            });
            // What two words begin is known at the second one.
            hits.sort_by_key(|(span, ..)| span.start);
        }
        let page = OnceCell::new();
        let page = || {
            page.get_or_init(|| Page {
                message,
                text: Text::new(message.text, message.markup()),
                source: Source::new(message),
                glued: OnceCell::new(),
            })
        };
        let mut judged = Vec::new();
        for (span, token, posting) in hits {
            judged.extend(self.judge(page(), span, token, posting, found));
        }
        for (number, pattern) in &self.regexes {
            if enabled(*number) {
                self.regex(*number, *pattern, message, &page, found, &mut judged);
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
        let head = text.at(span.start)?;
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
        if let Some(index) = token
            && let Some(name) = page.parameter(index)
        {
            pass(
                found,
                format!("\"{name}\" is a name that the source emphasises as well"),
            );
            return None;
        }
        if token.is_some_and(|index| page.names_target(index)) {
            pass(
                found,
                "the text of a reference that has no other target".to_owned(),
            );
            return None;
        }
        if let Some(reason) = page.name(&hit) {
            pass(found, reason);
            return None;
        }
        if avoid.kind == Kind::Noun && french::noun::is_verb_here(text, head) {
            pass(found, "a verb here, not the noun".to_owned());
            return None;
        }
        let (target, safety, why) = match decide(page, &hit) {
            Ok(decision) => decision,
            Err(reason) => {
                pass(found, reason);
                return None;
            }
        };
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
        })
    }

    /// The matches of a regular expression.
    #[allow(
        clippy::too_many_lines,
        reason = "one match, looked at as `judge` looks at a hit"
    )]
    fn regex<'t, 'p>(
        &'t self,
        number: usize,
        pattern: usize,
        message: &Message<'_>,
        page: &dyn Fn() -> &'p Page<'p>,
        found: &mut Findings,
        judged: &mut Vec<Judged<'t>>,
    ) {
        let term = &self.rules[number];
        let avoid = &term.avoid[pattern];
        // Asked first whether there is any: captures cost, and there rarely is.
        let Some(regex) = avoid
            .regex
            .as_ref()
            .filter(|regex| regex.is_match(message.text))
        else {
            return;
        };
        for captures in regex.captures_iter(message.text) {
            let Some(whole) = captures.get(0).filter(|one| !one.is_empty()) else {
                continue;
            };
            let span = Span::new(whole.start(), whole.end());
            let mut token = None;
            let opaque = message.markup().iter().enumerate().any(|(index, one)| {
                let inside = one.kind.holds_prose() && one.inner.contains(span);
                if inside {
                    token = Some(index);
                }
                one.span.overlaps(span) && !inside
            });
            if opaque {
                found.pass(&term.id, span, || {
                    "within markup that is no prose".to_owned()
                });
                continue;
            }
            let page = page();
            if token.is_some_and(|index| page.names_target(index)) {
                found.pass(&term.id, span, || {
                    "the text of a reference that has no other target".to_owned()
                });
                continue;
            }
            if !term.scope.holds(&message.file.path) {
                found.pass(&term.id, span, || {
                    "the rule is not for this file".to_owned()
                });
                continue;
            }
            let text = &page.text;
            let first = text
                .pieces
                .partition_point(|piece| piece.span.end <= span.start);
            let last = text
                .pieces
                .partition_point(|piece| piece.span.start < span.end)
                .saturating_sub(1);
            let hit = Hit {
                term,
                avoid,
                cells: 0,
                head: first.min(last),
                head_end: last,
                tail: None,
                span,
                plain: token.is_some(),
            };
            // With the two words after it as they stand in the source: a quotation left in its language.
            let window = text
                .pieces
                .get(last + 2)
                .filter(|_| text.atom(last + 1) == Some(Atom::Word))
                .map(|piece| Span::new(span.start, piece.span.end));
            if window.is_some_and(|window| page.source.has(&text.whole[window])) {
                found.pass(&term.id, span, || {
                    "it stands in the source as it is".to_owned()
                });
                continue;
            }
            let (target, safety, why) = match decide(page, &hit) {
                Ok(decision) => decision,
                Err(reason) => {
                    found.pass(&term.id, span, || reason);
                    continue;
                }
            };
            let template = match target {
                Some(Target::Regex { template } | Target::Word { word: template, .. }) => {
                    Some(template)
                }
                _ => None,
            };
            let mend = template.map_or_else(
                || Mend::report(""),
                |template| {
                    let mut new = String::new();
                    captures.expand(template, &mut new);
                    Mend::Fix {
                        edits: vec![Edit {
                            span,
                            text: new.clone(),
                        }],
                        safety: Safety::Safe,
                        to: new,
                    }
                },
            );
            let mend = if term.language == "fr" {
                french::settle(text, &hit, mend)
            } else {
                mend
            };
            judged.push(Judged {
                number,
                term,
                span,
                matched: message.text[span].to_owned(),
                mend,
                safety,
                why,
            });
        }
    }

    /// Glossary entries: what the source says must be rendered.
    fn glossary<'p>(
        &self,
        message: &Message<'_>,
        enabled: &dyn Fn(usize) -> bool,
        page: &dyn Fn() -> &'p Page<'p>,
        found: &mut Findings,
    ) {
        let mut buffer = String::with_capacity(48);
        let mut terms: Vec<usize> = Vec::new();
        prose(message.source, message.source_markup(), |span, _| {
            words(message.source, span, |span| {
                fold(&message.source[span], &mut buffer);
                for posting in self.headwords.get(&buffer) {
                    let term = posting.term as usize;
                    if enabled(term) && !terms.contains(&term) {
                        terms.push(term);
                    }
                }
            });
        });
        for number in terms {
            let term = &self.rules[number];
            let whole = Span::new(0, message.text.len());
            let page = page();
            if !term.scope.holds(&message.file.path) {
                found.pass(&term.id, whole, || {
                    "the rule is not for this file".to_owned()
                });
                continue;
            }
            let Some(at) = term.lemma.iter().find_map(|lemma| lemma.find(&page.source)) else {
                continue;
            };
            if term
                .when
                .as_ref()
                .is_some_and(|when| !when.holds(&page.source))
            {
                continue;
            }
            let text = &page.text;
            let rendered = (0..text.pieces.len()).any(|at| {
                let word = text.word(at);
                !word.is_empty()
                    && self
                        .renderings
                        .get(word.trim_end_matches('\''))
                        .any(|posting| {
                            posting.term as usize == number
                                && posting.phrase.is_none_or(|phrase| {
                                    text.says(at, &self.phrases[phrase as usize]).is_some()
                                })
                        })
            });
            if rendered {
                found.pass(&term.id, whole, || {
                    "it is rendered as the glossary says".to_owned()
                });
                continue;
            }
            let choices = term.require.join("\" or \"");
            let message_text = format!(
                "\"{}\" is not rendered by \"{choices}\"",
                &message.source[at]
            );
            let one = found.report(&term.meta(), whole, message_text);
            one.help = (!term.why.is_empty()).then(|| term.why.clone());
        }
    }
}

/// Which replacement, by the cases of the rule; `Err`: none of it is to be reported, and why.
#[allow(
    clippy::type_complexity,
    reason = "three facts of one decision, named where they are taken apart"
)]
fn decide<'t>(
    page: &Page<'_>,
    hit: &Hit<'t>,
) -> Result<(Option<&'t Target>, Safety, Option<&'t str>), String> {
    let term = hit.term;
    for (number, case) in term.cases.iter().enumerate() {
        let text = &page.text;
        let holds = (case.forms.is_empty()
            || case.forms.iter().any(|form| is_form(text, hit, *form)))
            && (case.before.is_empty()
                || case
                    .before
                    .iter()
                    .any(|phrase| stands_before(text, hit.head, phrase)))
            && !case
                .unless_before
                .iter()
                .any(|phrase| stands_before(text, hit.head, phrase))
            && (case.followed_by.is_empty()
                || case
                    .followed_by
                    .iter()
                    .any(|phrase| stands_after(text, hit.last(), phrase)))
            && !case
                .unless_followed_by
                .iter()
                .any(|phrase| stands_after(text, hit.last(), phrase))
            && case.scope.holds(&page.message.file.path)
            && match &case.when {
                Some(when) => when.holds(&page.source),
                None => term
                    .when
                    .as_ref()
                    .is_none_or(|when| when.holds(&page.source)),
            };
        if !holds {
            continue;
        }
        let safety = case.fix.unwrap_or(term.fix);
        let why = case.why.as_deref();
        return match &case.outcome {
            CaseOutcome::Pass => Err(format!("case {} of the rule lets it stand", number + 1)),
            CaseOutcome::Report => Ok((None, safety, why)),
            CaseOutcome::Inherit => Ok((term.target.as_ref(), safety, why)),
            CaseOutcome::Use(target) => Ok((Some(target), safety, why)),
        };
    }
    if term
        .when
        .as_ref()
        .is_some_and(|when| !when.holds(&page.source))
    {
        return Err("the source does not say what the rule asks of it".to_owned());
    }
    Ok((term.target.as_ref(), term.fix, None))
}

impl Page<'_> {
    /// Whether the text of this token is also what it points at (`` `text`_ ``): to change it breaks the reference.
    fn names_target(&self, token: usize) -> bool {
        let token = self.message.markup()[token];
        token.kind == Markup::Reference && token.target == Some(token.inner)
    }

    /// The emphasised word of this token, when the source emphasises the same: the name of a parameter.
    fn parameter(&self, token: usize) -> Option<&str> {
        let token = self.message.markup()[token];
        let inner = &self.message.text[token.inner];
        (matches!(token.kind, Markup::Emphasis | Markup::Strong) && self.source.emphasises(inner))
            .then_some(inner)
    }

    /// Whether emphasis on the word only says that it is foreign: no French lexicon has it, or the source has it as well (*socket*
    /// is in both); on a French word emphasis is the author's. No source tells nothing of a noun.
    fn foreign(&self, word: &str) -> bool {
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
    fn doubt(&self, hit: &Hit<'_>, target: &Target) -> Option<String> {
        let text = &self.text;
        let raw = &text.whole[hit.span];
        if hit.term.language != "fr" {
            return None;
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
        french::noun::stands_as_name(text, hit, target)
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
            if opens && (closes || french::noun::translated(text, hit)) || english {
                return Some("a gloss: the foreign word beside its translation".to_owned());
            }
            if hit.avoid.kind == Kind::Noun
                && let Some(at) = french::noun::kind_before(text, head)
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
    fn name(&self, hit: &Hit<'_>) -> Option<String> {
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

/// Whether the phrase stands right before the piece.
fn stands_before(text: &Text<'_>, head: usize, phrase: &Phrase) -> bool {
    head.checked_sub(phrase.len()).is_some_and(|from| {
        text.says(from, phrase) == head.checked_sub(1)
            && (from..head).all(|at| !text.gap(at).contains("\n\n"))
    })
}

/// Whether the phrase stands right after the piece.
fn stands_after(text: &Text<'_>, last: usize, phrase: &Phrase) -> bool {
    text.says(last + 1, phrase).is_some()
}

/// Whether the hit is of this class of forms.
fn is_form(text: &Text<'_>, hit: &Hit<'_>, form: FormClass) -> bool {
    use super::paradigm::{PLURAL, SINGULAR};
    const PARTICIPLES: u64 = 0b11_1100;
    match form {
        FormClass::Participle => hit.cells & PARTICIPLES != 0,
        FormClass::PresentParticiple => hit.cells & 0b10 != 0,
        FormClass::Infinitive => hit.cells & 1 != 0,
        FormClass::Finite => hit.cells >> 6 != 0,
        FormClass::Active => {
            let object = text
                .before(hit.head)
                .is_some_and(|at| french::object_pronoun(text.word(at)));
            let imperative_object = matches!(text.raw(hit.head_end + 1), "-")
                && matches!(text.word(hit.head_end + 2), "le" | "la" | "les");
            hit.cells & PARTICIPLES == 0 && !object && !imperative_object
        }
        FormClass::Emphasised => text.whole[hit.span].starts_with('*'),
        FormClass::Singular => hit.cells & SINGULAR != 0,
        FormClass::Plural => hit.cells & PLURAL != 0,
    }
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

/// The replacement in a language whose grammar is not known: the same cell, where that is one word.
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
    let candidates = match target {
        Target::Verb { forms, .. } => of(&mut forms.iter().map(|(bit, form)| (*bit, form))),
        Target::Noun { forms, .. } => of(&mut (0..).zip(forms)),
        Target::Adjective { forms, .. } => of(&mut (0..).zip(forms)),
        Target::Word { word, .. } => vec![word.clone()],
        Target::Regex { .. } => Vec::new(),
    };
    match candidates.as_slice() {
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

/// Reports what was judged: of hits that overlap, the longest one; one fault, one finding.
fn conclude(mut judged: Vec<Judged<'_>>, found: &mut Findings) {
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
    for one in kept {
        report(one, found);
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
    let (message, help, fix, to) = match one.mend {
        Mend::Fix { edits, safety, to } => {
            let to_say = like(&one.matched, &to);
            let message = format!("\"{}\" should be \"{to_say}\"", one.matched);
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
            (message, because(&reason), None, None)
        }
    };
    let entry = found.report(&term.meta(), one.span, message);
    entry.help = (!help.is_empty()).then_some(help);
    entry.fix = fix;
    entry.swap = to.map(|to| (one.matched.to_lowercase(), to));
}
