//! Romance languages.

use super::{COMMON, Gap, Gaps, Typography};

/// Words that French may say twice: a subject and its object, *faire faire*; and *comparer bit à bit à ce qui précède*.
const FRENCH_REPEATS: &str = "nous vous faire en elle elles lui \
     de_milliards de_millions bit_à caractère_à côte_à face_à ligne_à mot_à octet_à pas_à petit_à peu_à point_à un_à";

/// Spaces: *Lexique des règles typographiques en usage à l'Imprimerie nationale* (2002), table of the signs; `%`: the
/// same, and CLDR `fr` (`percentFormat`). Guillemets: the same; “ ” within « ». Turned brackets: ISO 80000-2 and
/// French teaching. *etc.* takes no ellipsis: Imprimerie nationale, *Abréviations*.
pub(super) static FRENCH: Typography = Typography {
    codes: &["fr"],
    gaps: Gaps {
        colon: Gap::NoBreak,
        semicolon: Gap::NoBreak,
        exclamation: Gap::NoBreak,
        question: Gap::NoBreak,
        percent: Gap::NoBreak,
        guillemets: Gap::NoBreak,
    },
    quotes: &[('«', '»'), ('‹', '›')],
    no_straight_quotes: true,
    turned_brackets: true,
    repeats: Some(FRENCH_REPEATS),
    et_cetera: &["etc"],
    ..COMMON
};

/// Office québécois de la langue française, *Espacement avant et après les principaux signes de ponctuation et autres
/// symboles*: a no-break space before `:`, `%` and inside guillemets; none before `;`, `!`, `?`, or a thin one where
/// it can be had.
pub(super) static CANADIAN_FRENCH: Typography = Typography {
    codes: &["fr_CA"],
    gaps: Gaps {
        colon: Gap::NoBreak,
        semicolon: Gap::Maybe,
        exclamation: Gap::Maybe,
        question: Gap::Maybe,
        percent: Gap::NoBreak,
        guillemets: Gap::NoBreak,
    },
    quotes: &[('«', '»'), ('‹', '›')],
    no_straight_quotes: true,
    turned_brackets: true,
    repeats: Some(FRENCH_REPEATS),
    et_cetera: &["etc"],
    ..COMMON
};

/// *Guide du typographe* (Groupe de Lausanne de l'Association suisse des typographes): a thin no-break space before
/// `:`, `;`, `!`, `?` and inside guillemets; much is printed without, and CLDR `fr_CH` sets `%` without one.
pub(super) static SWISS_FRENCH: Typography = Typography {
    codes: &["fr_CH"],
    gaps: Gaps {
        colon: Gap::Maybe,
        semicolon: Gap::Maybe,
        exclamation: Gap::Maybe,
        question: Gap::Maybe,
        percent: Gap::Maybe,
        guillemets: Gap::Maybe,
    },
    quotes: &[('«', '»'), ('‹', '›')],
    no_straight_quotes: true,
    turned_brackets: true,
    repeats: Some(FRENCH_REPEATS),
    et_cetera: &["etc"],
    ..COMMON
};

/// Real Academia Española and ASALE, *Ortografía de la lengua española* (2010): signs of opening are obligatory, no
/// space before marks, no ellipsis after *etc.*; « », then “ ”, then ‘ ’.
pub(super) static SPANISH: Typography = Typography {
    codes: &["es", "ast"],
    quotes: &[('«', '»'), ('“', '”'), ('‘', '’')],
    inverted: true,
    repeats: Some("muy de_millones de_la de_los de_las"),
    et_cetera: &["etc"],
    ..COMMON
};

/// Real Academia Galega, *Normas ortográficas e morfolóxicas do idioma galego* (2003): as Spanish, but the signs of
/// opening are free.
pub(super) static GALICIAN: Typography = Typography {
    codes: &["gl"],
    quotes: &[('«', '»'), ('“', '”'), ('‘', '’')],
    repeats: Some("moi se de_millóns"),
    et_cetera: &["etc"],
    ..COMMON
};

/// Institut d'Estudis Catalans, *Ortografia catalana* (2017); CLDR `ca`.
pub(super) static CATALAN: Typography = Typography {
    codes: &["ca"],
    quotes: &[('«', '»'), ('“', '”'), ('‘', '’')],
    repeats: Some("molt a_més de_milions"),
    et_cetera: &["etc"],
    ..COMMON
};

/// Academia das Ciências de Lisboa, Academia Brasileira de Letras (VOLP); CLDR `pt`, `pt_PT`.
pub(super) static PORTUGUESE: Typography = Typography {
    codes: &["pt"],
    quotes: &[('“', '”'), ('«', '»'), ('‘', '’')],
    repeats: Some("muito se de_milhões de_bilhões"),
    et_cetera: &["etc"],
    ..COMMON
};

/// Accademia della Crusca, consultations on punctuation; Serianni, *Grammatica italiana*; CLDR `it`.
pub(super) static ITALIAN: Typography = Typography {
    codes: &["it"],
    quotes: &[('«', '»'), ('“', '”'), ('‘', '’')],
    repeats: Some("man mano a_mano via piano di_miliardi di_milioni"),
    et_cetera: &["ecc", "etc"],
    ..COMMON
};

/// Academia Română, *DOOM3* (2021); CLDR `ro`: „ ” and within them « ».
pub(super) static ROMANIAN: Typography = Typography {
    codes: &["ro"],
    quotes: &[('„', '”'), ('«', '»'), ('‘', '’')],
    repeats: Some("foarte de_milioane de_miliarde"),
    et_cetera: &["etc"],
    ..COMMON
};
