//! Uralic and Baltic languages, and Basque.

use super::{COMMON, Typography};

/// Kotus, *Kielitoimiston ohjepankki*; CLDR `fi`.
pub(super) static FINNISH: Typography = Typography {
    codes: &["fi"],
    quotes: &[('”', '”'), ('’', '’'), ('»', '»')],
    repeats: Some("on ei"),
    et_cetera: &["jne"],
    ..COMMON
};

/// Eesti Keele Instituut, *Eesti õigekeelsussõnaraamat* (2018); CLDR `et`.
pub(super) static ESTONIAN: Typography = Typography {
    codes: &["et"],
    quotes: &[('„', '“'), ('„', '”'), ('“', '”'), ('«', '»')],
    repeats: Some("on ei"),
    et_cetera: &["jne"],
    ..COMMON
};

/// Magyar Tudományos Akadémia, *A magyar helyesírás szabályai* (12th edition, 2015); CLDR `hu`. *Egy-egy* and its like
/// take a hyphen; *az az* is a pronoun and an article.
pub(super) static HUNGARIAN: Typography = Typography {
    codes: &["hu"],
    quotes: &[('„', '”'), ('»', '«'), ('’', '’')],
    repeats: Some("az a ez már hogy"),
    et_cetera: &["stb"],
    ..COMMON
};

/// Latviešu valodas aģentūra; CLDR `lv`.
pub(super) static LATVIAN: Typography = Typography {
    codes: &["lv"],
    quotes: &[('“', '”'), ('„', '”'), ('„', '“'), ('«', '»')],
    repeats: Some("ir"),
    et_cetera: &["utt"],
    ..COMMON
};

/// Valstybinė lietuvių kalbos komisija, *Lietuvių kalbos skyryba*; CLDR `lt`.
pub(super) static LITHUANIAN: Typography = Typography {
    codes: &["lt"],
    quotes: &[('„', '“'), ('‚', '‘'), ('«', '»')],
    repeats: Some("vis"),
    et_cetera: &[],
    ..COMMON
};

/// Euskaltzaindia, rule 175 (*Puntuazio-markak*); CLDR `eu`. Doubled words are adverbs (*banan banan*).
pub(super) static BASQUE: Typography = Typography {
    codes: &["eu"],
    quotes: &[('«', '»'), ('“', '”'), ('‘', '’')],
    ..COMMON
};
