//! Slavic languages.

use super::{COMMON, Typography};

/// Rada Języka Polskiego, *Zasady pisowni i interpunkcji polskiej*; PWN, *Wielki słownik ortograficzny*; CLDR `pl`.
pub(super) static POLISH: Typography = Typography {
    codes: &["pl"],
    quotes: &[('„', '”'), ('«', '»'), ('»', '«'), ('‚', '’')],
    repeats: Some("co to bardzo"),
    et_cetera: &["itd", "itp", "etc"],
    ..COMMON
};

/// Ústav pro jazyk český, *Internetová jazyková příručka*; CLDR `cs`.
pub(super) static CZECH: Typography = Typography {
    codes: &["cs"],
    quotes: &[('„', '“'), ('‚', '‘'), ('»', '«'), ('›', '‹')],
    repeats: Some("se si že je to tam"),
    et_cetera: &["atd", "apod"],
    ..COMMON
};

/// Jazykovedný ústav Ľ. Štúra, *Pravidlá slovenského pravopisu* (2013); CLDR `sk`.
pub(super) static SLOVAK: Typography = Typography {
    codes: &["sk"],
    quotes: &[('„', '“'), ('‚', '‘'), ('»', '«'), ('›', '‹')],
    repeats: Some("sa si so že je to tam"),
    et_cetera: &["atď", "apod"],
    ..COMMON
};

/// SAZU, *Slovenski pravopis*; CLDR `sl`.
pub(super) static SLOVENIAN: Typography = Typography {
    codes: &["sl"],
    quotes: &[('„', '“'), ('»', '«'), ('‚', '‘'), ('›', '‹'), ('“', '”')],
    repeats: Some("se si je to tam"),
    et_cetera: &["itd", "ipd"],
    ..COMMON
};

/// Institut za hrvatski jezik, *Hrvatski pravopis* (2013); CLDR `hr`.
pub(super) static CROATIAN: Typography = Typography {
    codes: &["hr", "bs"],
    quotes: &[('„', '”'), ('»', '«'), ('„', '“'), ('“', '”'), ('‘', '’')],
    repeats: Some("se je i da"),
    et_cetera: &["itd", "itsl"],
    ..COMMON
};

/// Matica srpska, *Pravopis srpskoga jezika* (2010); CLDR `sr`.
pub(super) static SERBIAN: Typography = Typography {
    codes: &["sr"],
    quotes: &[('„', '“'), ('„', '”'), ('“', '”'), ('»', '«'), ('‘', '’')],
    repeats: Some("се је и да se je i da"),
    et_cetera: &["итд", "itd"],
    ..COMMON
};

/// Institute for Bulgarian Language, *Official Spelling Dictionary* (2012); CLDR `bg`.
pub(super) static BULGARIAN: Typography = Typography {
    codes: &["bg"],
    quotes: &[('„', '“'), ('“', '”'), ('«', '»'), ('’', '’')],
    repeats: Some("се да го ги я"),
    et_cetera: &[],
    ..COMMON
};

/// Institute for Macedonian Language, *Pravopis* (2017); CLDR `mk`.
pub(super) static MACEDONIAN: Typography = Typography {
    codes: &["mk"],
    quotes: &[('„', '“'), ('“', '”'), ('‚', '‘')],
    repeats: Some("се да го ја"),
    et_cetera: &["итн"],
    ..COMMON
};

/// Russian Academy of Sciences, *Правила русской орфографии и пунктуации* (2006); Milchin, *Справочник издателя и
/// автора*; CLDR `ru`: « » and within them „ “.
pub(super) static RUSSIAN: Typography = Typography {
    codes: &["ru"],
    quotes: &[('«', '»'), ('„', '“'), ('“', '”')],
    repeats: Some("очень что как"),
    ..COMMON
};

/// *Український правопис* (2019), § 168; CLDR `uk`.
pub(super) static UKRAINIAN: Typography = Typography {
    codes: &["uk"],
    quotes: &[('«', '»'), ('„', '“'), ('“', '”')],
    repeats: Some("дуже що як"),
    ..COMMON
};

/// *Правілы беларускай арфаграфіі і пунктуацыі* (2008); CLDR `be`.
pub(super) static BELARUSIAN: Typography = Typography {
    codes: &["be"],
    quotes: &[('«', '»'), ('„', '“'), ('“', '”')],
    repeats: Some("вельмі што як"),
    ..COMMON
};
