//! South and East Asia: full-width marks, scripts without spaces, dandas.

use super::{COMMON, Gap, Gaps, Stop, Typography};

/// Full-width marks bring their own space, and a half-width one stands as its writer likes.
const WIDE: Gaps = Gaps {
    colon: Gap::Free,
    semicolon: Gap::Free,
    exclamation: Gap::Free,
    question: Gap::Free,
    percent: Gap::Free,
    guillemets: Gap::Free,
};

/// Full-width marks of Chinese and Japanese.
const FULL: &[&str] = &["、", "。", "，", "；", "：", "？", "！"];

/// Agency for Cultural Affairs, *公用文作成の考え方* (2022); W3C, *Requirements for Japanese Text Layout*; CLDR `ja`.
pub(super) static JAPANESE: Typography = Typography {
    codes: &["ja"],
    tight: FULL,
    gaps: WIDE,
    quotes: &[('「', '」'), ('『', '』'), ('“', '”'), ('‘', '’')],
    stop: Stop::Prose('。'),
    predicates: &[
        "ます",
        "ません",
        "ました",
        "です",
        "でした",
        "ください",
        "下さい",
        "でしょう",
    ],
    spaced: false,
    ..COMMON
};

/// GB/T 15834-2011, *标点符号用法*; CLDR `zh`.
pub(super) static CHINESE_SIMPLIFIED: Typography = Typography {
    codes: &["zh", "zh_CN", "zh_SG", "zh_Hans"],
    tight: FULL,
    gaps: WIDE,
    quotes: &[('“', '”'), ('‘', '’'), ('「', '」'), ('《', '》')],
    stop: Stop::Prose('。'),
    spaced: false,
    ..COMMON
};

/// Ministry of Education of Taiwan, *重訂標點符號手冊* (2008); CLDR `zh_Hant`.
pub(super) static CHINESE_TRADITIONAL: Typography = Typography {
    codes: &["zh_Hant", "zh_TW", "zh_HK", "zh_MO"],
    tight: FULL,
    gaps: WIDE,
    quotes: &[('「', '」'), ('『', '』'), ('“', '”'), ('《', '》')],
    stop: Stop::Prose('。'),
    spaced: false,
    ..COMMON
};

/// National Institute of Korean Language, *한글 맞춤법*, appendix on punctuation (2014); CLDR `ko`. Short messages and
/// noun phrases end without a stop.
pub(super) static KOREAN: Typography = Typography {
    codes: &["ko"],
    quotes: &[
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
    ],
    stop: Stop::Prose('.'),
    predicates: &["니다", "세요", "시오", "어요", "아요"],
    attached_brackets: true,
    ..COMMON
};

/// Royal Society of Thailand, *หลักเกณฑ์การใช้เครื่องหมายวรรคตอน*: a space ends a sentence.
pub(super) static THAI: Typography = Typography {
    codes: &["th", "lo"],
    gaps: WIDE,
    stop: Stop::Never,
    spaced: false,
    ..COMMON
};

/// Unicode, chapter 16 (Khmer, Myanmar, Tibetan): `។`, `။`, `།`; a space parts clauses, not words.
pub(super) static KHMER: Typography = Typography {
    codes: &["km", "my", "bo", "dz"],
    gaps: WIDE,
    stop: Stop::Never,
    spaced: false,
    ..COMMON
};

/// Central Hindi Directorate, *Devanagari Lipi tatha Hindi Vartani ka Manakikaran*: `।` ends a sentence, and a full
/// stop in much technical writing; programs' messages often go without. Doubled words are grammar.
pub(super) static HINDI: Typography = Typography {
    codes: &["hi", "mr", "ne"],
    gaps: WIDE,
    stop: Stop::Prose('।'),
    predicates: &[
        "है",
        "हैं",
        "करें",
        "आहे",
        "आहेत",
        "नाही",
        "करा",
        "छ",
        "छन्",
        "गर्नुहोस्",
    ],
    ..COMMON
};

/// Bangla Academy, *Promito Bangla Bananer Niyom* (2012); CLDR `bn`.
pub(super) static BENGALI: Typography = Typography {
    codes: &["bn"],
    gaps: WIDE,
    stop: Stop::Prose('।'),
    predicates: &["করুন", "েছে", "হবে", "করে", "নেই", "দিন"],
    ..COMMON
};

/// Viện Ngôn ngữ học; CLDR `vi`. Doubled words are grammar.
pub(super) static VIETNAMESE: Typography = Typography {
    codes: &["vi"],
    ..COMMON
};

/// Badan Bahasa, *Ejaan Bahasa Indonesia yang Disempurnakan* (EYD V, 2022); doubled words are grammar, with a hyphen that
/// many leave out.
pub(super) static INDONESIAN: Typography = Typography {
    codes: &["id", "ms"],
    et_cetera: &["dll", "dsb"],
    ..COMMON
};
