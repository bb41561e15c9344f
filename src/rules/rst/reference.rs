//! What a reference points at, apart from how it is written and what it shows: the unit that two languages must share.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::names;
use crate::diagnostic::Span;
use crate::markup::{Kind, Token};
use crate::rules::glossary::Glossary;

/// Roles whose text is meant for readers and may be translated: they are counted, their text is not compared.
#[rustfmt::skip]
const TEXT_ROLES: [&str; 24] = [
    "abbr", "abbreviation", "ac", "acronym", "code", "command", "dfn", "emphasis", "file", "guilabel", "kbd", "literal",
    "makevar", "math", "menuselection", "program", "raw", "regexp", "samp", "strong", "sub", "subscript", "sup",
    "superscript",
];

/// Longer targets are not compared letter by letter, bytes.
const LONGEST: usize = 200;

/// A role, or a reference of docutils.
#[derive(Debug, Clone)]
pub(super) struct Reference<'t> {
    /// What kind of thing it points at.
    class: Class<'t>,
    /// At which, as far as it can be compared.
    target: Cow<'t, str>,
    /// How much it matters.
    pub weight: Weight,
    /// All of it; bytes of its string.
    pub span: Span,
    /// What of it names the target; bytes of its string.
    pub aim: Span,
    /// The name of its role, if it has one; bytes of its string.
    pub role: Option<Span>,
}

/// How much it matters that both languages have a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Sphinx counts it.
    Counted,
    /// A link to the web, or a role that shows its text in a certain way: translators may add some, not lose any.
    Shown,
    /// A role that says with `!` that it is no link.
    Unlinked,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Class<'t> {
    /// A role, small letters, without the domain that is Python's; one name for those that are used for one another
    /// without harm, as what they point at is found by its name.
    Role(Cow<'t, str>),
    /// `` `text`_ ``, `word_`
    Named,
    /// `` `text <address>`_ `` and `` `text`__ ``: translators may choose a page in their own language.
    Link,
    Substitution,
    Footnote,
    Citation,
}

impl<'t> Reference<'t> {
    /// What a token points at, if it is a reference or a role.
    pub fn of(text: &'t str, token: &Token) -> Option<Self> {
        let aim = token.target.unwrap_or(token.inner);
        let (class, target) = match token.kind {
            Kind::TitledRole if is_synopsis(text, token) => of_role(&text[token.role?], ""),
            Kind::Role | Kind::TitledRole => of_role(&text[token.role?], &text[aim]),
            Kind::Reference => of_phrase(text, token, &text[aim]),
            Kind::SimpleReference => (Class::Named, plain(&text[aim])),
            Kind::Substitution => (Class::Substitution, plain(&text[aim])),
            Kind::Footnote => (Class::Footnote, Cow::Borrowed(&text[aim])),
            Kind::Citation => (Class::Citation, Cow::Borrowed(&text[aim])),
            _ => return None,
        };
        let weight = match &class {
            Class::Link => Weight::Shown,
            // Translators type the character that this is a name for.
            Class::Substitution if target == "nbsp" => Weight::Unlinked,
            Class::Role(role) if TEXT_ROLES.contains(&&**role) => Weight::Shown,
            Class::Role(_) if text[token.inner].starts_with('!') => Weight::Unlinked,
            Class::Role(role)
                if target.is_empty()
                    && (is_command(role, &text[aim]) || is_synopsis(text, token)) =>
            {
                Weight::Unlinked
            }
            _ => Weight::Counted,
        };
        Some(Reference {
            class,
            target,
            weight,
            span: token.span,
            aim,
            role: token.role,
        })
    }

    /// The order in which equal references of two strings meet.
    pub fn order(&self, other: &Reference<'_>) -> Ordering {
        let key = |one: &Reference<'_>| one.weight == Weight::Unlinked;
        (&self.class, &self.target, key(self)).cmp(&(&other.class, &other.target, key(other)))
    }

    /// Whether both point at the same thing for who knows what is left out: `x.extract` and `extract`, a term and its
    /// translation, a reference whose name is its text.
    pub fn means(&self, source: &Reference<'_>, glossary: Option<&Glossary>) -> bool {
        let unlinked = |one: &Reference<'_>| one.weight == Weight::Unlinked;
        if self.class != source.class {
            return false;
        }
        if unlinked(self) != unlinked(source) {
            // `:hg:`revert`` and `:hg:`help revert``
            return matches!(&self.class, Class::Role(role) if !names::is_role(role))
                && (self.target.is_empty() || source.target.is_empty());
        }
        match &self.class {
            // Sphinx gives a translated name back to the reference that is left over.
            Class::Named => true,
            // A term that the glossary does not have is explained elsewhere, and translated there.
            Class::Role(role) if role == "term" => glossary.is_none_or(|glossary| {
                !glossary.has(&source.target) || glossary.renders(&source.target, &self.target)
            }),
            Class::Role(role) => {
                !matches!(&**role, "pep" | "rfc" | "ref" | "doc")
                    && (ends_in(&self.target, &source.target)
                        || ends_in(&source.target, &self.target))
            }
            _ => false,
        }
    }

    /// Whether both name the same target, whatever their roles, or the other one's text is free.
    pub fn aims_at(&self, other: &Reference<'_>) -> bool {
        self.target == other.target || other.target.is_empty() && other.role.is_some()
    }

    /// Whether it is a link by the name of its target.
    pub fn is_named(&self) -> bool {
        self.class == Class::Named
    }

    /// Whether it is a link with its address.
    pub fn is_link(&self) -> bool {
        self.class == Class::Link
    }

    /// Whether it is in a role that Sphinx does not know.
    pub fn is_of_project(&self, text: &str) -> bool {
        self.role.is_some_and(|role| !names::is_role(&text[role]))
    }

    /// How much alike the two are, from 0 to 1.
    pub fn likeness(&self, other: &Reference<'_>) -> f64 {
        if self.target.len().max(other.target.len()) > LONGEST {
            return 0.0;
        }
        let target = strsim::normalized_damerau_levenshtein(&self.target, &other.target);
        if self.class == other.class {
            0.2 + 0.8 * target
        } else {
            0.8 * target
        }
    }

    /// Whether only the target differs.
    pub fn is_kin(&self, other: &Reference<'_>) -> bool {
        self.class == other.class && matches!(self.class, Class::Role(_)) && !self.target.is_empty()
    }

    /// The last part of what it points at, as it stands in its string: what a broken one still shows.
    pub fn bare<'s>(&self, text: &'s str) -> &'s str {
        let target = text[self.aim].trim_end_matches("()");
        target.rsplit(['.', ' ', '~', '!']).next().unwrap_or(target)
    }
}

fn of_role<'t>(role: &'t str, target: &'t str) -> (Class<'t>, Cow<'t, str>) {
    let role = role.strip_prefix("py:").unwrap_or(role);
    let role: Cow<'t, str> = if role.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(role.to_ascii_lowercase())
    } else {
        Cow::Borrowed(role)
    };
    let target = match &*role {
        role if TEXT_ROLES.contains(&role) => Cow::Borrowed(""),
        "term" | "ref" | "envvar" | "keyword" | "mailheader" | "mimetype" | "pep" | "rfc" => {
            let target = plain(target.trim_start_matches('!'));
            if target.chars().any(char::is_uppercase) {
                Cow::Owned(target.to_lowercase())
            } else {
                target
            }
        }
        role => {
            let target = target
                .trim_start_matches(['!', '~', '.'])
                .trim_end_matches('`');
            let target = if is_command(role, target) { "" } else { target };
            plain(target.strip_suffix("()").unwrap_or(target))
        }
    };
    let role = match &*role {
        "func" | "meth" | "class" => Cow::Borrowed("func"),
        _ => role,
    };
    (Class::Role(role), target)
}

fn of_phrase<'t>(text: &'t str, token: &Token, target: &'t str) -> (Class<'t>, Cow<'t, str>) {
    let embedded = token.target.is_some_and(|target| target != token.inner);
    if text[token.span].ends_with("__") {
        return (Class::Link, Cow::Borrowed(""));
    }
    match target.strip_suffix('_') {
        Some(name) if embedded => (Class::Named, plain(name)),
        _ if embedded => (Class::Link, Cow::Borrowed("")),
        _ => (Class::Named, plain(target)),
    }
}

/// Whether a role of the project's own holds a command with its arguments, which may be said otherwise: it leads nowhere.
fn is_command(role: &str, target: &str) -> bool {
    !names::is_role(role) && target.trim().contains([' ', '\n'])
}

/// Whether what looks like a title and its target in a role of the project's own is a command and the word that stands for
/// its argument: `` :hg:`help <command>` ``.
fn is_synopsis(text: &str, token: &Token) -> bool {
    let (Some(role), Some(aim), Kind::TitledRole) = (token.role, token.target, token.kind) else {
        return false;
    };
    let word = |c: char| c.is_alphabetic() || matches!(c, '-' | '_');
    let title = text[token.inner].trim();
    !names::is_role(&text[role])
        && title.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        && text[aim].chars().all(word)
}

/// One plain blank for each run of white space, as names are compared.
fn plain(target: &str) -> Cow<'_, str> {
    if target.is_ascii() && !target.contains(['\n', '\t']) && !target.contains("  ") {
        return Cow::Borrowed(target.trim_matches(' '));
    }
    Cow::Owned(target.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether `name` is `path`, or its last parts.
fn ends_in(path: &str, name: &str) -> bool {
    !name.is_empty()
        && path
            .strip_suffix(name)
            .is_some_and(|lead| lead.is_empty() || lead.ends_with(['.', '/']))
}
