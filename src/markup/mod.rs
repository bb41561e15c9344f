//! Inline tokens of a message: what is prose and what is not. Computed once a message and shared by all rules.

use crate::diagnostic::Span;

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
    /// `` `text`_ ``, `` `text <url>`_ ``, `` `text`__ ``: `inner` is the displayed text, which is prose.
    Reference,
    /// `word_`, `word__`
    SimpleReference,
    /// `*text*`: `inner` is the text.
    Emphasis,
    /// `**text**`: `inner` is the text.
    Strong,
    /// `|text|`
    Substitution,
    /// `[1]_`, `[#name]_`, `[*]_`
    Footnote,
    /// `[name]_`
    Citation,
    /// `` _`text` ``
    Target,
    /// A URL standing alone.
    Url,
    /// An e-mail address standing alone.
    Email,
    /// A literal block, a doctest, a field name: text that the message holds as a block that is no prose.
    Block,
    /// A placeholder of a format string: `%s`, `%(name)s`, `{name}`.
    Placeholder,
    /// A backslash and what it escapes.
    Escape,
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
}

/// Finds the tokens of a reStructuredText message, in order, none within another, into `tokens` (cleared first).
pub fn rst(text: &str, tokens: &mut Vec<Token>) {
    let _ = text;
    tokens.clear();
}
