//! What can be wrong with the syntax of a file, and where: data only, which the rules put into words.

use super::lexer::Keyword;
use crate::diagnostic::Span;

/// What is wrong with the syntax at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A string without its closing quote.
    UnterminatedString,
    /// A backslash before a character that it cannot escape.
    InvalidEscape,
    /// The same behind a character of a double-byte charset whose last byte is a backslash: `msgfmt` of old read bytes, and
    /// had those doubled.
    BytewiseEscape,
    /// A word where a keyword should stand; what was meant, if it is near enough to one.
    UnknownKeyword(Option<Keyword>),
    /// Text that belongs to nothing.
    StrayText,
    /// A quote inside a string that should have been escaped: the string ended, its rest stands behind it.
    StrayQuote,
    /// A translation without a source.
    MissingMsgid,
    /// A source without a translation.
    MissingMsgstr,
    /// A keyword without a string behind it.
    MissingString(Keyword),
    /// A second string of the same kind in one entry.
    RepeatedField(Keyword),
    /// Plural forms out of order, and how.
    PluralIndex(PluralFault),
    /// A line that a merge left behind.
    ConflictMarker,
    /// A comment inside an entry.
    MisplacedComment,
    /// A line of an entry behind `#~`, another one not.
    MixedObsolete,
    /// Fields behind `#|` that are out of order, not whole, or above no message.
    InvalidPrevious,
    /// `msgctxt` between the source and the translation.
    MisplacedContext,
    /// U+0004 in a string, by which compiled catalogues part context and source.
    ContextSeparator,
    /// The line that `msgcat` puts between translations that disagree.
    CatalogueMarker,
    /// A NUL in what is to be laid out: `msgcat` takes it for the end of the text.
    Nul,
}

impl FaultKind {
    /// Whether the strings of its entry are perhaps not those that were meant: then nothing else can be said of them.
    #[must_use]
    pub const fn breaks_entry(self) -> bool {
        // What lies outside of the entry's own strings breaks none of them.
        !matches!(
            self,
            Self::ConflictMarker
                | Self::MisplacedComment
                | Self::InvalidPrevious
                | Self::CatalogueMarker
        )
    }
}

/// What is wrong with the plural forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PluralFault {
    /// `msgstr[…]` with another number than the one that follows.
    Expected(u32),
    /// `msgstr[…]` without `msgid_plural`.
    NoPlural,
    /// `msgstr` without a number behind `msgid_plural`.
    NoIndex,
    /// `msgid_plural` behind the translation.
    Late,
}

/// A fault and its place, bytes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where.
    pub span: Span,
}
