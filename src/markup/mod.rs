//! Inline tokens of a message: what is prose and what is not. Computed once a message and shared by all rules.
//!
//! [`rst`] recognises reStructuredText as docutils does, [`placeholders`] what the messages of programs hold; [`tokens`]
//! reads a message in any [`Format`], and hides what is code in it. [`words`] walks over the prose that they leave.

mod block;
mod bytes;
pub(crate) mod chars;
mod code;
mod format;
mod inline;
mod placeholder;
mod spans;
mod target;
mod uri;
mod words;

use crate::diagnostic::Span;

pub use bytes::{ByteSet, is_doubled};
pub(crate) use code::is_code;
pub use format::Format;
pub(crate) use spans::{code_spans, link_targets};
pub use words::{Prose, Word, Words, is_word, prose, runs, words};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// ``` ``text`` ```
    Literal,
    /// `` :role:`target` `` or `` `target`:role: ``: `inner` is what stands between the backticks.
    Role,
    /// `` :role:`text <target>` ``: `inner` is the displayed text, which is prose.
    TitledRole,
    /// `` `text` ``: the default role.
    Interpreted,
    /// `` `text`_ ``, `` `text <url>`_ ``, `` `text`__ ``: `inner` is the displayed text, which is prose (empty where
    /// a URL alone is displayed).
    Reference,
    /// `word_`, `word__`
    SimpleReference,
    /// `*text*`: `inner` is the text.
    Emphasis,
    /// `**text**`: `inner` is the text.
    Strong,
    /// `|text|`, `|text|_`, `|text|__`
    Substitution,
    /// `[1]_`, `[#name]_`, `[*]_`
    Footnote,
    /// `[name]_`
    Citation,
    /// `` _`text` ``: `inner` is the text, which is prose.
    Target,
    /// A URL standing alone.
    Url,
    /// An e-mail address standing alone.
    Email,
    /// A literal block, a doctest, a field name, a directive: text that the message holds as a block that is no prose.
    Block,
    /// A placeholder of a format string: `%s`, `%(name)s`, `{name}`.
    Placeholder,
    /// A tag or a comment of XML or HTML, or the sign of another language that does as much: `<b>`, `B<`, `\fB`.
    Tag,
    /// A character that is written by its name: `&nbsp;`, `E<nbsp>`, `\(aq`.
    Entity,
    /// A backslash and what it escapes.
    Escape,
}

impl Kind {
    /// Whether the `inner` of such a token is text that a reader reads as prose.
    #[must_use]
    pub const fn holds_prose(self) -> bool {
        matches!(
            self,
            Kind::TitledRole | Kind::Reference | Kind::Emphasis | Kind::Strong | Kind::Target
        )
    }
}

/// A token: everything that no token covers is prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// All of it, with its delimiters; bytes of the decoded string.
    pub span: Span,
    /// Its text, without delimiters, role name and target; bytes of the decoded string.
    pub inner: Span,
    /// The role's name without its colons (`c:func`), for [`Kind::Role`] and [`Kind::TitledRole`].
    pub role: Option<Span>,
    /// What it points at, as written (a Sphinx `!` or `~` is kept): what stands between `<` and `>`, or the whole
    /// text of a role or a reference without a title.
    pub target: Option<Span>,
}

impl Token {
    const fn new(kind: Kind, span: Span, inner: Span) -> Self {
        Token {
            kind,
            span,
            inner,
            role: None,
            target: None,
        }
    }
}

/// A start-string that docutils complains about, or that swallows what follows because its own end is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Problem {
    /// What it would have begun.
    pub kind: Kind,
    /// What is wrong with it.
    pub fault: Fault,
    /// The start-string, with its role; for the last two faults the whole construct. Bytes of the decoded string.
    pub span: Span,
}

/// What is wrong with a [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// No end-string follows.
    NoEnd,
    /// The first end-string that follows belongs to another construct. docutils says nothing of it: the page shows
    /// all that stands between as code.
    Swallows,
    /// A role both before and after the text.
    TwoRoles,
    /// A role, and the underscore of a reference.
    RoleAndReference,
}

/// What is known of the text of a string: its tokens, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Markup {
    /// The tokens, in order, none within another.
    pub tokens: Vec<Token>,
    /// The start-strings of reStructuredText that have no proper end, in order.
    pub problems: Vec<Problem>,
}

impl Markup {
    /// Reads `text`, which is written in `format`, in place of what was known.
    pub fn read(&mut self, text: &str, format: Format) {
        if format == Format::Rst {
            rst_problems(text, &mut self.tokens, &mut self.problems);
        } else {
            self.problems.clear();
            tokens(text, format, &mut self.tokens);
        }
    }
}

/// The one of these tokens, which are in order and not within each other, that `span` lies within.
#[must_use]
pub fn around(tokens: &[Token], span: Span) -> Option<&Token> {
    let at = tokens.partition_point(|token| token.span.end < span.end);
    tokens.get(at).filter(|token| token.span.contains(span))
}

/// Finds the tokens of a message that is written in `format` into `tokens` (cleared first), in order, none within
/// another. Code is one token.
pub fn tokens(text: &str, format: Format, tokens: &mut Vec<Token>) {
    match format {
        Format::Rst => rst(text, tokens),
        Format::Code => {
            tokens.clear();
            let all = Span::new(0, text.len());
            tokens.push(Token::new(Kind::Block, all, all));
        }
        _ => {
            placeholders(text, tokens);
            spans::scan(text, format, tokens);
        }
    }
}

/// Finds the tokens of a reStructuredText message, in order, none within another, into `tokens` (cleared first).
///
/// Recognition is docutils', with the escapes in prose as tokens of their own. It parts from docutils only where code
/// would be taken for prose, or prose for code, because the message is broken:
///
/// - a role or a literal without its end is a token that goes as far as the next white space, closing punctuation
///   left out; docutils shows its start-string as text and reads on after it;
/// - the same for a role, a default role or a literal whose end-string is that of a role or literal further on, which
///   docutils takes as one construct; a default role is then plain text;
/// - a URL is found even where docutils, having met `word:word` earlier in that stretch of text, looks no further.
pub fn rst(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    block::scan(text, tokens, None);
}

/// As [`rst`], with the start-strings that have no proper end into `problems` (cleared first), in order.
pub fn rst_problems(text: &str, tokens: &mut Vec<Token>, problems: &mut Vec<Problem>) {
    tokens.clear();
    problems.clear();
    block::scan(text, tokens, Some(problems));
}

/// Finds what is no prose in a message that is no reStructuredText, into `tokens` (cleared first), in order, none
/// within another: format placeholders, tags, entities, URLs and e-mail addresses. Only what is clearly one.
pub fn placeholders(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    placeholder::scan(text, tokens);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        let mut tokens = Vec::new();
        rst(text, &mut tokens);
        assert!(
            tokens.is_sorted_by(|a, b| a.span.end <= b.span.start),
            "{text}: {tokens:?}"
        );
        tokens
            .iter()
            .map(|token| (token.kind, &text[token.span]))
            .collect()
    }

    #[test]
    fn the_token_around_a_span_is_found() {
        let text = "a ``b c`` :d:`e <f>` *g* h_";
        let mut tokens = Vec::new();
        rst(text, &mut tokens);
        assert!(tokens.len() > 2, "{tokens:?}");
        for start in 0..text.len() {
            for end in start + 1..=text.len() {
                let span = Span::new(start, end);
                let one = tokens.iter().find(|token| token.span.contains(span));
                let around = around(&tokens, span);
                assert_eq!(around.map(|token| token.span), one.map(|token| token.span));
            }
        }
    }

    fn faults(text: &str) -> Vec<(Kind, Fault, &str)> {
        let (mut tokens, mut problems) = (Vec::new(), Vec::new());
        rst_problems(text, &mut tokens, &mut problems);
        problems
            .iter()
            .map(|problem| (problem.kind, problem.fault, &text[problem.span]))
            .collect()
    }

    #[test]
    fn parts_of_a_token() {
        let text = "voir :c:func:`le texte <~a.b>`, `lien <https://x.y>`_ et `<https://x.y>`__";
        let mut tokens = Vec::new();
        rst(text, &mut tokens);
        let parts: Vec<_> = tokens
            .iter()
            .map(|token| {
                (
                    &text[token.inner],
                    token.role.map(|span| &text[span]),
                    token.target.map(|span| &text[span]),
                )
            })
            .collect();
        assert_eq!(
            parts,
            [
                ("le texte", Some("c:func"), Some("~a.b")),
                ("lien", None, Some("https://x.y")),
                ("", None, Some("https://x.y")),
            ]
        );
        assert_eq!(
            found(":math:`a <b>` :class:`!a <b>`"),
            [
                (Kind::Role, ":math:`a <b>`"),
                (Kind::Role, ":class:`!a <b>`")
            ]
        );
    }

    #[test]
    fn broken_code_is_hidden_and_the_prose_after_it_is_not() {
        let text = "la fonction :func:`open renvoie ce que :func:`read` renvoie";
        assert_eq!(
            found(text),
            [(Kind::Role, ":func:`open"), (Kind::Role, ":func:`read`")]
        );
        assert_eq!(faults(text), [(Kind::Role, Fault::Swallows, ":func:`")]);
        let text = "voir ``x et la ``liste`` entière, :func:`open, puis";
        assert_eq!(
            found(text),
            [
                (Kind::Literal, "``x"),
                (Kind::Literal, "``liste``"),
                (Kind::Role, ":func:`open")
            ]
        );
        assert_eq!(
            faults(text),
            [
                (Kind::Literal, Fault::Swallows, "``"),
                (Kind::Role, Fault::NoEnd, ":func:`")
            ]
        );
        assert_eq!(
            found("``:meth:`!res.fetchone()`` renvoie"),
            [(Kind::Literal, "``:meth:`!res.fetchone()``")]
        );
        assert_eq!(faults("*mot et **mot :a:`x`:b: :a:`x`_").len(), 4);
    }

    #[test]
    fn many_starts_without_an_end_take_no_long() {
        let text = "*a `b |c _`d ``e :f:`g ".repeat(4000);
        let (mut tokens, mut problems) = (Vec::new(), Vec::new());
        let start = std::time::Instant::now();
        rst_problems(&text, &mut tokens, &mut problems);
        assert!(start.elapsed().as_secs() < 5);
        assert!(!problems.is_empty());
    }

    #[test]
    fn blocks() {
        let text = "Un exemple ::\n\n   x = *a*\n\n   y\n\nFin *de\nphrase*.\n\n>>> print(*a)\n1\n\n:param x: une *valeur*\n:return: rien\n\n.. code-block:: c\n\n   int *a, *b;\n\n.. note:: un *mot*";
        assert_eq!(
            found(text),
            [
                (Kind::Block, "x = *a*\n\n   y"),
                (Kind::Emphasis, "*de\nphrase*"),
                (Kind::Block, ">>> print(*a)\n1"),
                (Kind::Block, ":param x:"),
                (Kind::Emphasis, "*valeur*"),
                (Kind::Block, ":return:"),
                (Kind::Block, ".. code-block:: c\n\n   int *a, *b;"),
                (Kind::Block, ".. note::"),
                (Kind::Emphasis, "*mot*"),
            ]
        );
        assert_eq!(found("- *un*\n- *deux*\n\n  *suite*\n").len(), 3);
        assert_eq!(
            found(":func:`x`: *y*"),
            [(Kind::Role, ":func:`x`"), (Kind::Emphasis, "*y*")]
        );
        for odd in [
            "",
            "\n",
            ":",
            ">>>",
            ".. ",
            "..",
            "::\n\n",
            ":a:\n",
            ".. a::",
            ".. [",
            "\\",
            "a\\",
            "é\n\u{a0}\né",
        ] {
            found(odd);
        }
    }
}
