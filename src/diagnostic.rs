//! What a finding is: plain data that rules make and renderers read. No colour, no argument parser, no file format here.
//!
//! Offsets are bytes, 0-based, ends exclusive. A [`Span`] says in which text it counts: the decoded string of a
//! message (see [`Place`]), or the decoded text of the file.

use std::fmt::Write as _;
use std::sync::Arc;

use std::ops::Range;

/// A range of bytes, 0-based, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }
    /// Its length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }
    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }
    /// Whether the two have a byte in common.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// Whether `other` lies within this one.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// As a range, to index a string.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

impl std::ops::Index<Span> for str {
    type Output = str;
    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A matter of taste.
    Info,
    /// The reader is misled.
    Warning,
    /// The file, or the program that reads it, breaks.
    Error,
}

/// How far a fix may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// Shown, never applied.
    Suggest,
    /// Applied by `fix --unsafe`.
    Unsafe,
    /// Applied by `fix`.
    Safe,
}

/// What a rule is about; also a name that selects all its rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What `msgfmt` refuses.
    Syntax,
    /// Charset, byte-order mark, line ends.
    Encoding,
    /// The header entry.
    Header,
    /// Plural formula and forms.
    Plural,
    /// Format strings.
    Format,
    /// reStructuredText.
    Rst,
    /// XML and HTML.
    Xml,
    /// Spaces, quotes, punctuation.
    Typography,
    /// Words that a project has decided on.
    Terminology,
    /// One source, one translation.
    Consistency,
    /// Misspelt words.
    Spelling,
    /// Forms that do not agree.
    Grammar,
    /// How the file is laid out.
    Layout,
    /// Fuzzy, untranslated, obsolete; ignores that silence nothing.
    State,
}

macro_rules! names {
    ($type:ty, $($variant:ident => $name:literal),+ $(,)?) => {
        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [$type] = &[$(<$type>::$variant),+];
            /// Its name in outputs and on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(<$type>::$variant => $name),+ }
            }
            /// The one with this name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(<$type>::$variant),)+ _ => None }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.name()) }
        }
    };
}
names!(Severity, Info => "info", Warning => "warning", Error => "error");
names!(Safety, Suggest => "suggest", Unsafe => "unsafe", Safe => "safe");
names!(Group, Syntax => "syntax", Encoding => "encoding", Header => "header", Plural => "plural", Format => "format",
    Rst => "rst", Xml => "xml", Typography => "typography", Terminology => "terminology", Consistency => "consistency",
    Spelling => "spelling", Grammar => "grammar", Layout => "layout", State => "state");

/// What is known of a rule before it runs. The documentation page, `explain`, the README's table and `--select` read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta<'a> {
    /// The fault's name, in kebab-case, unique and final once released.
    pub id: &'a str,
    /// What it is about.
    pub group: Group,
    /// How bad its findings are.
    pub severity: Severity,
    /// How far its fixes may be trusted; `None` when it has none.
    pub fix: Option<Safety>,
    /// Whether it is on without being asked for.
    pub default: bool,
    /// One line, without a final full stop.
    pub summary: &'a str,
    /// Why, with `po bad` and `po good` examples that the tests run.
    pub docs: &'a str,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced, in the text that the finding's [`Place`] counts in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A repair: edits that are applied together or not at all, ordered, without overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// How far it may be trusted.
    pub safety: Safety,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// Beyond so many bytes a fix is no exchange of words any more, and its edits say little together.
const EXCHANGE: usize = 160;

impl Fix {
    /// The words of `text`, which the edits count in, that the fix touches, and what it makes of them: whole words, so
    /// that a person can read it. `None` for a fix that reaches too far.
    #[must_use]
    pub fn exchange(&self, text: &str) -> Option<Exchange> {
        let (first, last) = (self.edits.first()?, self.edits.last()?);
        let in_word = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let before = text.get(..first.span.start)?.chars().rev();
        let start = first.span.start
            - before
                .take_while(in_word)
                .take(EXCHANGE)
                .map(char::len_utf8)
                .sum::<usize>();
        let after = text.get(last.span.end..)?.chars().take(EXCHANGE);
        let end = last.span.end + after.take_while(in_word).map(char::len_utf8).sum::<usize>();
        if end - start > EXCHANGE {
            return None;
        }
        let mut new = String::new();
        let mut at = start;
        for edit in &self.edits {
            new.push_str(text.get(at..edit.span.start)?);
            new.push_str(&edit.text);
            at = edit.span.end;
        }
        new.push_str(&text[at..end]);
        Some((text[start..end].to_owned(), new))
    }
}

/// Which string of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The context.
    Msgctxt,
    /// The source.
    Msgid,
    /// The source's plural.
    MsgidPlural,
    /// The translation, or one plural form of it.
    Msgstr,
}
names!(Field, Msgctxt => "msgctxt", Msgid => "msgid", MsgidPlural => "msgid_plural", Msgstr => "msgstr");

/// Where in an entry's decoded string a finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The entry's context.
    pub msgctxt: Option<Arc<str>>,
    /// The entry's source, shared by all findings of the entry.
    pub msgid: Arc<str>,
    /// Which of its strings.
    pub field: Field,
    /// The plural form, where the entry has several.
    pub plural: Option<u32>,
    /// Bytes of the decoded string.
    pub span: Span,
    /// The text there.
    pub matched: Box<str>,
}

impl Place {
    /// Whether it is in the header.
    #[must_use]
    pub fn is_header(&self) -> bool {
        self.msgctxt.is_none() && self.msgid.is_empty()
    }
}

/// A text with each space or line end that does not show what it is as its code point: `(p.<U+00A0>ex.`.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            ' ' => shown.push(' '),
            c if c.is_whitespace() || c == '\u{ad}' => {
                let _ = write!(shown, "<U+{:04X}>", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    shown
}

/// Two texts as a message quotes them: where they look the same, with what tells them apart made [`visible`].
#[must_use]
pub fn apart(a: &str, b: &str) -> (String, String) {
    let shape = |text: &str| -> String {
        let seen = text.chars().filter(|&c| c != '\u{ad}');
        seen.map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect()
    };
    if a != b && shape(a) == shape(b) {
        (visible(a), visible(b))
    } else {
        (a.to_owned(), b.to_owned())
    }
}

/// The lines of the file that a finding stands on, for outputs that show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The 1-based number of the first line.
    pub line: u32,
    /// The lines, without the last line end.
    pub text: Box<str>,
    /// The fault in `text`, bytes.
    pub span: Span,
}

/// The id of a rule as findings hold it: one text, shared by all that the rule finds in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(Arc<str>);

impl RuleId {
    /// The id that is written like this.
    #[must_use]
    pub fn new(id: &str) -> RuleId {
        RuleId(id.into())
    }
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for RuleId {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for RuleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for RuleId {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

impl std::fmt::Debug for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&**self, f)
    }
}

impl serde::Serialize for RuleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// What stands in a text, and what takes its place.
pub type Exchange = (String, String);

/// A finding. There may be tens of thousands in a file, so what few of them have lies in boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The id of its rule.
    pub rule: RuleId,
    /// The rule's group.
    pub group: Group,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do, or what else there is to know.
    pub help: Option<String>,
    /// Where it stands in the decoded text of the file, bytes.
    pub span: Span,
    /// 1-based line and column (in characters) of its first character.
    pub start: LineColumn,
    /// 1-based line and column (in characters) one past its last character.
    pub end: LineColumn,
    /// Which entry of the file it is about, 0-based, entries that are comments alone counted too.
    pub entry: Option<usize>,
    /// Where it stands in an entry, when it stands in a string. Then `fix` counts in that decoded string, else in the file.
    pub place: Option<Place>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// The word that is wrong and the word that takes its place, where the rule exchanges words.
    pub swap: Option<Box<Exchange>>,
    /// What may stand in the place of what is wrong, where its rule cannot decide and a person must.
    pub candidates: Box<[String]>,
    /// Words that may be meant, the likeliest first; `None` where nobody looked for them.
    pub suggestions: Option<Box<[String]>>,
    /// The words that its fix touches, and what it makes of them; with the excerpt.
    pub exchange: Option<Box<Exchange>>,
    /// The lines around it, when they were asked for.
    pub excerpt: Option<Box<Excerpt>>,
    /// Whether one of its kind is enough to read: it is about the file's header, or the work of a tool.
    pub repeats: bool,
    /// Where else the same was found, when it is shown once for all.
    pub elsewhere: Box<[Elsewhere]>,
}

/// A place that a finding stands for beside its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file, as messages call it.
    pub file: String,
    /// Where it begins.
    pub start: LineColumn,
    /// Where it ends.
    pub end: LineColumn,
}

/// A position in a file, both 1-based, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_told_apart() {
        let told = |a: &str, b: &str| {
            let (a, b) = apart(a, b);
            format!("{a}|{b}")
        };
        assert_eq!(told("p. ex.", "p.\u{a0}ex."), "p. ex.|p.<U+00A0>ex.");
        assert_eq!(told("\u{202f}:", "\u{a0}:"), "<U+202F>:|<U+00A0>:");
        assert_eq!(told("a\u{ad}b", "ab"), "a<U+00AD>b|ab");
        assert_eq!(told("a\u{a0}b", "c"), "a\u{a0}b|c");
    }

    #[test]
    fn an_exchange_is_whole_words() {
        let text = "Il lit la librairie standard.";
        let edit = |from: &str, to: &str| {
            let start = text.find(from).unwrap();
            Edit {
                span: Span::new(start, start + from.len()),
                text: to.to_owned(),
            }
        };
        let fix = |edits| Fix {
            safety: Safety::Safe,
            edits,
        };
        let told = |old: &str, new: &str| Some((old.to_owned(), new.to_owned()));
        let one = fix(vec![edit("rairie", "raire")]);
        assert_eq!(one.exchange(text), told("librairie", "libraire"));
        let two = fix(vec![edit("la ", "l’"), edit("librairie", "usine")]);
        assert_eq!(two.exchange(text), told("la librairie", "l’usine"));
        let beyond = fix(vec![edit("standard.", "x")]);
        assert_eq!(beyond.exchange("short"), None);
    }
}
