//! The source of a message, as the conditions of rules (`when`) ask about it: its prose, in words and as a text.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::condition::Condition;
use super::fold::folded;
use super::french::ends_statement;
use super::pack;
use super::text::Text;
use crate::diagnostic::Span;
use crate::lang::en;
use crate::markup::{Kind, Token};
use crate::rules::Message;

/// A condition, with the forms of its lemmas.
pub(super) struct When {
    lemma: Vec<Lemma>,
    not_lemma: Vec<Lemma>,
    regex: Vec<Condition>,
    not_regex: Vec<Condition>,
    any: Vec<When>,
    all: Vec<When>,
}

/// A term of the source: the forms of each of its words, or, where it is no row of words (*e.g.*), what stands there.
pub(super) struct Lemma {
    /// Its words, each in all its forms.
    pub words: Vec<Vec<String>>,
    literal: Option<String>,
}

impl Lemma {
    /// The lemma that a pack names.
    pub(super) fn new(lemma: &str) -> Lemma {
        let lemma = folded(lemma);
        let plain = lemma
            .chars()
            .all(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'));
        if !plain {
            return Lemma {
                words: Vec::new(),
                literal: Some(lemma),
            };
        }
        let words = lemma
            .split([' ', '-'])
            .filter(|word| !word.is_empty())
            .map(en::forms)
            .collect();
        Lemma {
            words,
            literal: None,
        }
    }

    /// Whether the words of `text` from `at` on are this term.
    fn at(&self, text: &Text<'_>, mut at: usize) -> bool {
        for (number, forms) in self.words.iter().enumerate() {
            if number > 0 {
                let hyphen = text.raw(at + 1) == "-" && text.gap(at).is_empty();
                if hyphen {
                    at += 2;
                } else if text.blank_after(at) {
                    at += 1;
                } else {
                    return false;
                }
            }
            if !forms.iter().any(|form| form == text.word(at)) {
                return false;
            }
        }
        true
    }

    fn holds(&self, source: &Source<'_>) -> bool {
        if let Some(literal) = &self.literal {
            return source.prose().to_lowercase().contains(literal.as_str());
        }
        let text = source.text();
        (0..text.pieces.len()).any(|at| self.at(text, at))
    }

    /// Where in the source this term stands first.
    pub(super) fn find(&self, source: &Source<'_>) -> Option<Span> {
        let text = source.text();
        (0..text.pieces.len())
            .find(|at| self.at(text, *at))
            .map(|at| text.pieces[at].span)
    }
}

impl When {
    /// The condition that a pack states.
    pub(super) fn new(when: &pack::When) -> When {
        let lemmas = |list: &[String]| list.iter().map(|lemma| Lemma::new(lemma)).collect();
        When {
            lemma: lemmas(&when.lemma),
            not_lemma: lemmas(&when.not_lemma),
            regex: when.regex.clone(),
            not_regex: when.not_regex.clone(),
            any: when.any.iter().map(When::new).collect(),
            all: when.all.iter().map(When::new).collect(),
        }
    }

    /// How often the lemmas that it asks for stand in this source.
    pub(super) fn count(&self, source: &Source<'_>) -> usize {
        let text = source.text();
        (0..text.pieces.len())
            .filter(|at| {
                self.lemma
                    .iter()
                    .any(|lemma| !lemma.words.is_empty() && lemma.at(text, *at))
            })
            .count()
    }

    /// Whether one of the lemmas that it asks for stands in this source in a form that may be a past participle.
    pub(super) fn participle(&self, source: &Source<'_>) -> bool {
        let text = source.text();
        self.lemma.iter().any(|lemma| {
            let [forms] = lemma.words.as_slice() else {
                return true;
            };
            (0..text.pieces.len()).any(|at| {
                let word = text.word(at);
                forms.iter().any(|form| form == word)
                    && forms.first().is_none_or(|base| base != word)
                    && !word.ends_with("ing")
                    && !word.ends_with('s')
            })
        })
    }

    /// Whether it holds of this source.
    pub(super) fn holds(&self, source: &Source<'_>) -> bool {
        let address = std::ptr::from_ref(self).addr();
        source.remember(Question::Holds(address), "", || self.find(source))
    }

    fn find(&self, source: &Source<'_>) -> bool {
        (self.lemma.is_empty() || self.lemma.iter().any(|lemma| lemma.holds(source)))
            && !self.not_lemma.iter().any(|lemma| lemma.holds(source))
            && (self.regex.is_empty() || self.regex.iter().any(|one| one.is_match(source.prose())))
            && !self
                .not_regex
                .iter()
                .any(|one| one.is_match(source.prose()))
            && (self.any.is_empty() || self.any.iter().any(|when| when.holds(source)))
            && self.all.iter().all(|when| when.holds(source))
    }
}

/// The sentences of a text; what stands behind the last end is one as well.
fn sentences(text: &Text<'_>) -> Vec<Span> {
    let mut all = Vec::new();
    let mut start = 0;
    for index in 0..text.pieces.len() {
        if ends_statement(text, index) {
            let end = text.pieces[index].span.end;
            all.push(Span::new(start, end));
            start = end;
        }
    }
    if text.pieces.last().is_some_and(|last| last.span.end > start) {
        all.push(Span::new(start, text.whole.len()));
    }
    all
}

/// The source of one message, looked at only when a condition asks.
pub(super) struct Source<'a> {
    message: &'a Message<'a>,
    /// The sentence that is asked about; `None`: all of it.
    sentence: Option<Span>,
    tokens: OnceCell<Vec<Token>>,
    text: OnceCell<Text<'a>>,
    prose: OnceCell<String>,
    /// What was asked of a long source, and the answer.
    asked: RefCell<HashMap<(Question, String), bool>>,
}

/// From this length on, bytes, answers about a source are kept: a message may be a whole book, and every hit asks the same.
const LONG: usize = 2000;

/// What may be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Question {
    Has,
    Folded,
    Literal,
    Emphasises,
    /// A condition, by its address.
    Holds(usize),
}

impl<'a> Source<'a> {
    /// The answer to a question, found once where the source is long.
    fn remember(&self, question: Question, words: &str, find: impl FnOnce() -> bool) -> bool {
        if self.message.source.len() < LONG {
            return find();
        }
        let key = (question, words.to_owned());
        if let Some(answer) = self.asked.borrow().get(&key) {
            return *answer;
        }
        let answer = find();
        self.asked.borrow_mut().insert(key, answer);
        answer
    }

    pub(super) fn new(message: &'a Message<'a>) -> Self {
        Source {
            message,
            sentence: None,
            tokens: OnceCell::new(),
            text: OnceCell::new(),
            prose: OnceCell::new(),
            asked: RefCell::default(),
        }
    }

    /// Each of its sentences, alone; none where it has another number of them than `text`, or just one.
    pub(super) fn sentences(&self, text: &Text<'_>) -> Vec<Source<'a>> {
        let own = sentences(self.text());
        if own.len() < 2 || own.len() != sentences(text).len() {
            return Vec::new();
        }
        own.into_iter()
            .map(|span| Source {
                sentence: Some(span),
                ..Source::new(self.message)
            })
            .collect()
    }

    /// Whether what stands at `span` is asked about.
    fn holds(&self, span: Span) -> bool {
        self.sentence.is_none_or(|one| one.contains(span))
    }

    /// The tokens, as far as terms are concerned: an emphasised single word is a parameter's name, no prose; the text of a
    /// `:term:` is the term.
    fn tokens(&self) -> &[Token] {
        let source = self.message.source;
        self.tokens.get_or_init(|| {
            let mut tokens = self.message.source_markup().to_vec();
            tokens.retain(|token| self.holds(token.span));
            for token in &mut tokens {
                match token.kind {
                    Kind::Emphasis if !source[token.inner].contains(char::is_whitespace) => {
                        token.kind = Kind::Literal;
                    }
                    Kind::Role if token.role.is_some_and(|role| &source[role] == "term") => {
                        token.kind = Kind::TitledRole;
                    }
                    _ => {}
                }
            }
            tokens
        })
    }

    fn start(&self) -> usize {
        self.sentence.map_or(0, |one| one.start)
    }

    /// Its atoms.
    pub(super) fn text(&self) -> &Text<'_> {
        self.text.get_or_init(|| {
            let end = self
                .sentence
                .map_or(self.message.source.len(), |one| one.end);
            Text::within(self.message.source, self.start()..end, self.tokens())
        })
    }

    /// Its prose: what is none is one U+FFFC.
    pub(super) fn prose(&self) -> &str {
        self.prose.get_or_init(|| {
            let source = self.message.source;
            let end = self.sentence.map_or(source.len(), |one| one.end);
            let mut prose = String::with_capacity(end - self.start());
            let mut at = self.start();
            for token in self.tokens() {
                if token.span.start < at {
                    continue;
                }
                prose.push_str(&source[at..token.span.start]);
                if token.kind.holds_prose() {
                    prose.push_str(&source[token.inner]);
                } else {
                    prose.push('\u{fffc}');
                }
                at = token.span.end;
            }
            prose.push_str(&source[at..end]);
            prose
        })
    }

    /// Whether `words` stand in the source as they are, as whole words.
    pub(super) fn has(&self, words: &str) -> bool {
        let source = self.message.source;
        self.remember(Question::Has, words, || {
            source.match_indices(words).any(|(at, _)| {
                !source[..at].ends_with(crate::markup::is_word)
                    && !source[at + words.len()..].starts_with(crate::markup::is_word)
            })
        })
    }

    /// Whether this folded word stands in the source's prose.
    pub(super) fn has_folded(&self, word: &str) -> bool {
        let text = self.text();
        self.remember(Question::Folded, word, || {
            (0..text.pieces.len()).any(|at| text.word(at) == word)
        })
    }

    /// Whether `word` stands, as a whole word, in a piece of code or a reference of the source.
    pub(super) fn literal(&self, word: &str) -> bool {
        self.remember(Question::Literal, word, || {
            self.message.source_markup().iter().any(|token| {
                let inner = &self.message.source[token.inner];
                matches!(token.kind, Kind::Literal | Kind::Role)
                    && inner.match_indices(word).any(|(at, _)| {
                        !inner[..at].ends_with(crate::markup::is_word)
                            && !inner[at + word.len()..].starts_with(crate::markup::is_word)
                    })
            })
        })
    }

    /// Whether the source emphasises exactly this: then it is a name.
    pub(super) fn emphasises(&self, inner: &str) -> bool {
        self.remember(Question::Emphasises, inner, || self.find_emphasised(inner))
    }

    fn find_emphasised(&self, inner: &str) -> bool {
        let source = self.message.source;
        if self.message.source_markup().is_empty() {
            return source.match_indices(inner).any(|(at, _)| {
                source[..at].ends_with('*') && source[at + inner.len()..].starts_with('*')
            });
        }
        self.message.source_markup().iter().any(|token| {
            matches!(token.kind, Kind::Emphasis | Kind::Strong) && &source[token.inner] == inner
        })
    }
}
