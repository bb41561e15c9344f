//! Germanic languages.

use super::{COMMON, Typography};

/// Words that may follow themselves: a relative pronoun behind its article (*die die*), without a comma or with one that
/// is a fault of its own.
const GERMAN_REPEATS: &str = "die der das den dem sie nach";

/// Rat für deutsche Rechtschreibung, *Amtliches Regelwerk* (2024), and Duden, *Satz und Korrektur*; CLDR `de`: „ “,
/// ‚ ‘, and » « in books.
pub(super) static GERMAN: Typography = Typography {
    codes: &["de"],
    quotes: &[('„', '“'), ('»', '«'), ('‚', '‘'), ('›', '‹')],
    repeats: Some(GERMAN_REPEATS),
    et_cetera: &["usw", "etc"],
    ..COMMON
};

/// Schweizerische Bundeskanzlei, *Schreibweisungen* (2015): « » and ‹ ›, without spaces inside; CLDR `de_CH` has „ “.
pub(super) static SWISS_GERMAN: Typography = Typography {
    codes: &["de_CH", "de_LI"],
    quotes: &[('«', '»'), ('„', '“'), ('‹', '›'), ('‚', '‘')],
    repeats: Some(GERMAN_REPEATS),
    et_cetera: &["usw", "etc"],
    ..COMMON
};

/// *New Hart's Rules* (Oxford), *The Chicago Manual of Style*; CLDR `en`.
pub(super) static ENGLISH: Typography = Typography {
    codes: &["en"],
    repeats: Some("that had very is do"),
    et_cetera: &["etc"],
    ..COMMON
};

/// Taalunie, *Leidraad* and Taaladvies; CLDR `nl`: ‘ ’ and “ ”, the older „ ” beside them.
pub(super) static DUTCH: Typography = Typography {
    codes: &["nl"],
    quotes: &[('“', '”'), ('‘', '’'), ('„', '”'), ('‚', '’'), ('«', '»')],
    repeats: Some("die dat ze je u het op aan in uit af toe om wordt worden"),
    et_cetera: &["enz", "etc"],
    ..COMMON
};

/// The particle of a verb and a preposition may be one word (*lägga till till*), here and in the next tables.
/// Språkrådet (Isof), *Svenska skrivregler* (2017); CLDR `sv`: ” ”, ’ ’, and » » in books.
pub(super) static SWEDISH: Typography = Typography {
    codes: &["sv"],
    quotes: &[('”', '”'), ('’', '’'), ('»', '»'), ('«', '»'), ('“', '”')],
    repeats: Some(
        "det den de som att en i på av om in till för med ut upp ner vid från över till_den till_det till_dem",
    ),
    et_cetera: &["osv", "etc"],
    ..COMMON
};

/// Dansk Sprognævn, *Retskrivningsordbogen* (2024), *Tegnsætning*; CLDR `da`.
pub(super) static DANISH: Typography = Typography {
    codes: &["da"],
    quotes: &[('»', '«'), ('”', '”'), ('„', '“'), ('“', '”'), ('«', '»')],
    repeats: Some(
        "det den de som at en i på af om til for med ud op ned ved fra over til_den til_det til_dem",
    ),
    et_cetera: &["osv", "etc"],
    ..COMMON
};

/// Språkrådet, *Skriveregler*; CLDR `no`.
pub(super) static NORWEGIAN: Typography = Typography {
    codes: &["nb", "nn", "no"],
    quotes: &[('«', '»'), ('‘', '’'), ('“', '”'), ('”', '”')],
    repeats: Some(
        "det den de som at en i på av om til for med ut opp ned ved fra over til_den til_det til_dem",
    ),
    et_cetera: &["osv", "etc"],
    ..COMMON
};

/// Stofnun Árna Magnússonar, *Ritreglur* (2016); CLDR `is`: „ “.
pub(super) static ICELANDIC: Typography = Typography {
    codes: &["is"],
    quotes: &[('„', '“'), ('‚', '‘'), ('“', '”')],
    repeats: Some("það að sem á í til við með um fyrir"),
    et_cetera: &["o.s.frv"],
    ..COMMON
};
