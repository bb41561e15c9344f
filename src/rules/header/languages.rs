//! Codes of languages, as gettext writes them: `fr`, `pt_BR`, `zh_Hans`, `sr@latin`.
//!
//! The lists are CLDR's and ISO's; `data/languages/README.md` says which.

use memchr::memmem;

const LANGUAGES: &str = include_str!("../../../data/languages/languages.txt");
const MORE: &str = include_str!("../../../data/languages/more.txt");
const TERRITORIES: &str = include_str!("../../../data/languages/territories.txt");
const SCRIPTS: &str = include_str!("../../../data/languages/scripts.txt");

/// Whether a code is one of those that ISO 639 leaves to everybody's own use, `qaa` to `qtz`.
fn is_private(code: &str) -> bool {
    matches!(code.as_bytes(), [b'q', b'a'..=b't', b'a'..=b'z'])
}

/// Whether a list, one code a line, has this one.
fn holds(list: &str, code: &str) -> bool {
    let mut found = memmem::find_iter(list.as_bytes(), code.as_bytes());
    let line_end = |byte: Option<&u8>| byte.is_none_or(|&byte| byte == b'\n');
    let bytes = list.as_bytes();
    !code.is_empty()
        && found.any(|at| {
            line_end(at.checked_sub(1).map(|before| &bytes[before]))
                && line_end(bytes.get(at + code.len()))
        })
}

/// Whether a text is the code of a language: with a script, a country and a variant if need be.
pub(super) fn is_code(text: &str) -> bool {
    let (code, variant) = text
        .split_once('@')
        .map_or((text, None), |(code, variant)| (code, Some(variant)));
    let named = variant.is_none_or(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    // `zh-Hans`, as Django calls its folders too, and `ca-valencia`.
    let mut parts = code.split('_');
    let mut language = parts.next().unwrap_or_default();
    let is_variant =
        |part: &str| part.len() >= 5 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    if let Some((alone, behind)) = language.split_once('-')
        && (holds(SCRIPTS, behind) || is_variant(behind))
    {
        language = alone;
    }
    // Widely used, though no code of a single language: Berber, Songhay, Nahuatl.
    let known = holds(LANGUAGES, language)
        || holds(MORE, language)
        || matches!(language, "ber" | "son" | "nah")
        || is_private(language);
    let mut rest: Vec<&str> = parts.collect();
    if rest.first().is_some_and(|part| holds(SCRIPTS, part)) {
        rest.remove(0);
    }
    if rest.first().is_some_and(|part| holds(TERRITORIES, part)) {
        rest.remove(0);
    }
    // `ca_ES@valencia`, its other writing `ca_valencia`, and what projects make of their own: `de_Informal`.
    let variant = rest
        .first()
        .is_none_or(|part| part.len() >= 5 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    named && known && variant && rest.len() <= 1
}

/// The code that was meant, where it is only written otherwise: `fr-FR`, `PT_br`, `fr_FR.UTF-8`.
pub(super) fn meant(text: &str) -> Option<String> {
    let text = text.split('.').next()?.replace('-', "_");
    let parts: Vec<String> = text
        .split('_')
        .enumerate()
        .map(|(at, part)| match (at, part.len()) {
            (0, _) => part.to_ascii_lowercase(),
            (_, 2) => part.to_ascii_uppercase(),
            (_, 4) => part
                .chars()
                .enumerate()
                .map(|(at, c)| {
                    if at == 0 {
                        c.to_ascii_uppercase()
                    } else {
                        c.to_ascii_lowercase()
                    }
                })
                .collect(),
            _ => part.to_owned(),
        })
        .collect();
    Some(parts.join("_")).filter(|code| is_code(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for code in [
            "fr",
            "pt_BR",
            "zh_Hans",
            "zh_Hant_TW",
            "sr@latin",
            "es_419",
            "ca_ES@valencia",
            "ca-valencia",
            "ast",
            "fil",
            "tw",
            "ber",
            "tok",
            "iw",
            "in",
            "kmr",
            "cmn",
            "tlh",
        ] {
            assert!(is_code(code), "{code}");
        }
        for code in [
            "",
            "FR",
            "french",
            "fr-FR",
            "fr_",
            "fr_fr",
            "xx",
            "fr_FR_FR",
            "@latin",
            "sr@",
            "fr_FR.UTF-8",
        ] {
            assert!(!is_code(code), "{code}");
        }
        assert_eq!(meant("fr-fr").as_deref(), Some("fr_FR"));
        assert_eq!(meant("zh-hans").as_deref(), Some("zh_Hans"));
        assert_eq!(meant("fr_FR.UTF-8").as_deref(), Some("fr_FR"));
        assert_eq!(meant("French"), None);
    }
}
