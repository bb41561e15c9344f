//! Typography by language: which spaces stand around which marks, quotation marks, what ends a sentence, which words
//! may stand twice in a row. Data only; what is made of it is for the rules.
//!
//! A table a language, each with its source. Quotation marks are those of Unicode CLDR (`delimiters`) and, beside
//! them, those that the language's own authority allows. A language that has no table has no rule of its own either.

mod asian;
mod germanic;
mod romance;
mod slavic;
mod southern;
mod uralic;

use asian::{
    BENGALI, CHINESE_SIMPLIFIED, CHINESE_TRADITIONAL, HINDI, INDONESIAN, JAPANESE, KHMER, KOREAN,
    THAI, VIETNAMESE,
};
use germanic::{DANISH, DUTCH, ENGLISH, GERMAN, ICELANDIC, NORWEGIAN, SWEDISH, SWISS_GERMAN};
use romance::{
    CANADIAN_FRENCH, CATALAN, FRENCH, GALICIAN, ITALIAN, PORTUGUESE, ROMANIAN, SPANISH,
    SWISS_FRENCH,
};
use slavic::{
    BELARUSIAN, BULGARIAN, CROATIAN, CZECH, MACEDONIAN, POLISH, RUSSIAN, SERBIAN, SLOVAK,
    SLOVENIAN, UKRAINIAN,
};
use southern::{ARABIC, ARMENIAN, GEORGIAN, GREEK, HEBREW, PERSIAN, TURKISH, URDU};
use uralic::{BASQUE, ESTONIAN, FINNISH, HUNGARIAN, LATVIAN, LITHUANIAN};

/// What stands between a word and the mark that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Usage is divided, or nothing certain is known: nobody looks.
    Free,
    /// Nothing may stand there.
    None,
    /// A no-break space must.
    NoBreak,
    /// Nothing or a no-break space, but no space at which a line breaks.
    Maybe,
}

/// The gaps of a language, by mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gaps {
    /// Before `:`
    pub colon: Gap,
    /// Before `;`
    pub semicolon: Gap,
    /// Before `!`
    pub exclamation: Gap,
    /// Before `?`
    pub question: Gap,
    /// Before `%`, after a number.
    pub percent: Gap,
    /// After `«` and before `»`.
    pub guillemets: Gap,
}

/// A language whose final full stop translators keep or drop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A sentence ends with this mark, in a program's messages too.
    Kept(char),
    /// A sentence ends with this mark in running text; a program's messages go without.
    Prose(char),
    /// No mark ends a sentence, or writers are free to leave it out.
    Never,
}

/// What the readers of a language expect.
#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts of a language that have nothing to do with each other"
)]
pub struct Typography {
    /// Its codes, as [`of`] compares them: `fr`, `fr_CA`.
    pub codes: &'static [&'static str],
    /// The spaces before marks.
    pub gaps: Gaps,
    /// Pairs of quotation marks, the preferred one first, then those for a quotation within and others in use.
    pub quotes: &'static [(char, char)],
    /// Whether `"…"` around prose is a fault, programs' messages included.
    pub no_straight_quotes: bool,
    /// What ends a sentence.
    pub stop: Stop,
    /// Ends of words that make a whole sentence, where short messages and noun phrases go without a stop.
    pub predicates: &'static [&'static str],
    /// Marks of the script's own before which no blank stands, beside those that are everywhere.
    pub tight: &'static [&'static str],
    /// Characters that end a question besides those that do so everywhere.
    pub question: &'static [char],
    /// Whether spaces part the words.
    pub spaced: bool,
    /// Whether a bracket stands at the word without a space.
    pub attached_brackets: bool,
    /// Whether a question opens with `¿` and an exclamation with `¡`.
    pub inverted: bool,
    /// Whether open intervals are written with turned brackets: `[0, 1[`.
    pub turned_brackets: bool,
    /// Words that may well stand twice in a row, and pairs of words (with an underscore), between blanks; `None` where doubling words is grammar.
    pub repeats: Option<&'static str>,
    /// Abbreviations of *et cetera* and the like, without their full stop, after which an ellipsis says the same again.
    pub et_cetera: &'static [&'static str],
}

/// No space before any mark: most languages.
const TIGHT: Gaps = Gaps {
    colon: Gap::None,
    semicolon: Gap::None,
    exclamation: Gap::None,
    question: Gap::None,
    percent: Gap::Free,
    guillemets: Gap::Free,
};

/// What most languages have in common; each table says what differs.
const COMMON: Typography = Typography {
    codes: &[],
    gaps: TIGHT,
    quotes: &[('“', '”'), ('‘', '’')],
    no_straight_quotes: false,
    stop: Stop::Kept('.'),
    predicates: &[],
    tight: &[],
    question: &[],
    spaced: true,
    attached_brackets: false,
    inverted: false,
    turned_brackets: false,
    repeats: None,
    et_cetera: &[],
};

/// All tables; one with a country stands before the one without.
static TABLES: &[&Typography] = &[
    &CANADIAN_FRENCH,
    &SWISS_FRENCH,
    &FRENCH,
    &SPANISH,
    &GALICIAN,
    &CATALAN,
    &PORTUGUESE,
    &ITALIAN,
    &ROMANIAN,
    &SWISS_GERMAN,
    &GERMAN,
    &ENGLISH,
    &DUTCH,
    &SWEDISH,
    &DANISH,
    &NORWEGIAN,
    &ICELANDIC,
    &POLISH,
    &CZECH,
    &SLOVAK,
    &SLOVENIAN,
    &CROATIAN,
    &SERBIAN,
    &BULGARIAN,
    &MACEDONIAN,
    &RUSSIAN,
    &UKRAINIAN,
    &BELARUSIAN,
    &FINNISH,
    &ESTONIAN,
    &HUNGARIAN,
    &LATVIAN,
    &LITHUANIAN,
    &BASQUE,
    &GREEK,
    &TURKISH,
    &ARMENIAN,
    &GEORGIAN,
    &ARABIC,
    &PERSIAN,
    &URDU,
    &HEBREW,
    &JAPANESE,
    &CHINESE_SIMPLIFIED,
    &CHINESE_TRADITIONAL,
    &KOREAN,
    &THAI,
    &KHMER,
    &HINDI,
    &BENGALI,
    &VIETNAMESE,
    &INDONESIAN,
];

/// The table of a language by its code (`fr`, `fr_CA`, `pt-BR`, `zh_Hant_TW`, `sr@latin`), that of the language alone
/// where its country has none.
#[must_use]
pub fn of(code: &str) -> Option<&'static Typography> {
    let code = super::code::usual(code);
    let code = code.split(['@', '.']).next().unwrap_or_default();
    let mut parts = code.split(['_', '-']);
    let language = parts.next().filter(|language| !language.is_empty())?;
    let find = |part: Option<&str>| {
        TABLES.iter().copied().find(|table| {
            table.codes.iter().any(|known| {
                let (known, country) = known.split_once('_').unwrap_or((known, ""));
                known.eq_ignore_ascii_case(language)
                    && country.eq_ignore_ascii_case(part.unwrap_or_default())
            })
        })
    };
    parts
        .find_map(|part| find(Some(part)))
        .or_else(|| find(None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(code: &str) -> Option<&'static str> {
        of(code).map(|table| table.codes[0])
    }

    #[test]
    fn codes() {
        for (code, table) in [
            ("fr", "fr"),
            ("fr_FR.UTF-8", "fr"),
            ("fr_CA", "fr_CA"),
            ("fr-ca", "fr_CA"),
            ("fr_CH", "fr_CH"),
            ("de_AT", "de"),
            ("de_CH", "de_CH"),
            ("pt_BR", "pt"),
            ("zh_CN", "zh"),
            ("zh_TW", "zh_Hant"),
            ("zh_Hant_HK", "zh_Hant"),
            ("zh-Hans", "zh"),
            ("sr@latin", "sr"),
            ("nb_NO", "nb"),
        ] {
            assert_eq!(first(code), Some(table), "{code}");
        }
        for code in ["", "_", "xx", "@latin", "français"] {
            assert_eq!(first(code), None, "{code}");
        }
    }

    #[test]
    fn tables_are_whole() {
        for (at, table) in TABLES.iter().enumerate() {
            assert!(!table.codes.is_empty() && !table.quotes.is_empty());
            for code in table.codes {
                let clash = TABLES[..at].iter().find(|other| other.codes.contains(code));
                assert!(clash.is_none(), "{code} twice");
                assert_eq!(first(code), Some(table.codes[0]), "{code}");
            }
        }
    }
}
