//! Codes of languages: what else a language is called.
//!
//! ISO 639 withdrew some codes that files still have, and has a code of its own for a language that everybody calls by
//! the code of its whole family (`cmn`, Mandarin, is `zh`). What is known of a language is filed under one code.

use std::borrow::Cow;

/// Other codes, each with the usual one of that language.
#[rustfmt::skip]
const OTHERS: [(&str, &str); 29] = [
    ("als", "sq"), ("arb", "ar"), ("ayr", "ay"), ("azj", "az"), ("cmn", "zh"), ("ekk", "et"), ("gaz", "om"),
    ("gug", "gn"), ("in", "id"), ("iw", "he"), ("ji", "yi"), ("jw", "jv"), ("khk", "mn"), ("kmr", "ku"),
    ("lvs", "lv"), ("mo", "ro"), ("nno", "nn"), ("nob", "nb"), ("npi", "ne"), ("ory", "or"), ("pbt", "ps"),
    ("pes", "fa"), ("plt", "mg"), ("quz", "qu"), ("swh", "sw"), ("tl", "fil"), ("uzn", "uz"),
    ("ydd", "yi"), ("zsm", "ms"),
];

/// The code of the language alone: `pt` of `pt_BR`, `sr` of `sr@latin`.
#[must_use]
pub fn base(code: &str) -> &str {
    code.split(['_', '-', '@', '.']).next().unwrap_or(code)
}

/// The code with the usual name of its language: `he_IL` for `iw_IL`.
#[must_use]
pub fn usual(code: &str) -> Cow<'_, str> {
    let language = base(code);
    let other = OTHERS.iter().find(|(other, _)| *other == language);
    other.map_or(Cow::Borrowed(code), |(_, usual)| {
        Cow::Owned(format!("{usual}{}", &code[language.len()..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_language_one_code() {
        assert_eq!(usual("iw_IL"), "he_IL");
        assert_eq!(usual("in"), "id");
        assert_eq!(usual("cmn_Hans@x"), "zh_Hans@x");
        assert_eq!(usual("pt_BR"), "pt_BR");
        assert_eq!(usual(""), "");
        assert!(OTHERS.is_sorted());
    }
}
