//! Greek, Turkish, the Caucasus, and the scripts that run from right to left.

use super::{COMMON, Gap, Gaps, Stop, Typography};

/// *Γραμματική της Νέας Ελληνικής* (School of Athens); CLDR `el`; Unicode: the question mark U+037E is canonically
/// equivalent to `;`.
pub(super) static GREEK: Typography = Typography {
    codes: &["el"],
    quotes: &[('«', '»'), ('“', '”'), ('‘', '’')],
    question: &[';', '\u{37e}'],
    repeats: Some("του το τα την της τον των τους μου σου σας μας να πολύ"),
    et_cetera: &["κ.λπ", "κλπ"],
    ..COMMON
};

/// Türk Dil Kurumu, *Yazım Kılavuzu*, *Noktalama İşaretleri*; CLDR `tr`. Doubled words (*tek tek*, *yavaş yavaş*) are
/// grammar.
pub(super) static TURKISH: Typography = Typography {
    codes: &["tr"],
    quotes: &[('“', '”'), ('‘', '’'), ('«', '»'), ('„', '“')],
    et_cetera: &["vb", "vs"],
    ..COMMON
};

/// Language Committee of Armenia, *Կետադրություն*; CLDR `hy`; Unicode, chapter 7.6: `։` ends a sentence, `՞` and `՜`
/// stand within the word.
pub(super) static ARMENIAN: Typography = Typography {
    codes: &["hy"],
    gaps: LOOSE,
    quotes: &[('«', '»'), ('“', '”')],
    stop: Stop::Prose('։'),
    predicates: &["է", "են", "եք"],
    question: &['՞'],
    ..COMMON
};

/// Unicode CLDR `ka`.
pub(super) static GEORGIAN: Typography = Typography {
    codes: &["ka"],
    quotes: &[('„', '“'), ('“', '”'), ('«', '»')],
    ..COMMON
};

/// Nothing certain is known of the spaces.
const LOOSE: Gaps = Gaps {
    colon: Gap::Free,
    semicolon: Gap::Free,
    exclamation: Gap::Free,
    question: Gap::Free,
    percent: Gap::Free,
    guillemets: Gap::Free,
};

/// Academy of the Arabic Language in Cairo, resolution on punctuation; CLDR `ar`: `؟`, `؛`, `،`, no space before them.
pub(super) static ARABIC: Typography = Typography {
    codes: &["ar"],
    tight: &["،", "؛", "؟"],
    quotes: &[('”', '“'), ('“', '”'), ('«', '»'), ('’', '‘')],
    ..COMMON
};

/// Academy of Persian Language and Literature, *Dastur-e khat-e Fārsi* (2022); CLDR `fa`. Doubled words are adverbs.
pub(super) static PERSIAN: Typography = Typography {
    codes: &["fa"],
    tight: &["،", "؛", "؟"],
    quotes: &[('«', '»'), ('‹', '›'), ('“', '”')],
    ..COMMON
};

/// National Language Promotion Department; CLDR `ur`: `۔` ends a sentence.
pub(super) static URDU: Typography = Typography {
    codes: &["ur"],
    gaps: LOOSE,
    quotes: &[('”', '“'), ('“', '”'), ('‘', '’')],
    stop: Stop::Prose('۔'),
    predicates: &["ہے", "ہیں", "کریں", "گیا", "گئی"],
    ..COMMON
};

/// Academy of the Hebrew Language, *Kelalei ha-pissuk* (1993); CLDR `he`.
pub(super) static HEBREW: Typography = Typography {
    codes: &["he", "iw"],
    quotes: &[('”', '”'), ('“', '”'), ('„', '”'), ('’', '’')],
    repeats: Some("את לא לאט אט מאוד"),
    ..COMMON
};
