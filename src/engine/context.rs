//! What holds for a whole file: its language, its project, whether it is reStructuredText.

use memchr::memmem;

use crate::po::header;
use crate::rules::FileContext;

/// The context of a text at `path`; `language` wins over the header, the header over the path.
pub(super) fn of(path: &str, text: &str, language: Option<&str>) -> FileContext {
    let header = header::find(text).unwrap_or_default();
    let value = |name| header::value(&header, name).unwrap_or_default().to_owned();
    let language = language
        .map(str::to_owned)
        .or_else(|| Some(value("Language")).filter(|language| !language.is_empty()))
        .unwrap_or_else(|| from_path(path).unwrap_or_default().to_owned());
    FileContext {
        path: path.to_owned(),
        language,
        project: value("Project-Id-Version"),
        rst: looks_like_rst(text),
        header: Vec::new(),
    }
}

/// `locale/fr/LC_MESSAGES/x.po`, `po/fr.po`, `pt_BR/x.po`: the part of the path that is a language's code.
fn from_path(path: &str) -> Option<&str> {
    let parts: Vec<&str> = path.split('/').collect();
    let stem = parts.last()?.split('.').next()?;
    let before_messages = parts
        .windows(2)
        .find(|pair| pair[1] == "LC_MESSAGES")
        .map(|pair| pair[0]);
    let with_country = parts
        .iter()
        .rev()
        .skip(1)
        .copied()
        .find(|part| part.contains('_') && is_code(part));
    // Three letters are as often a word (`faq.po`) as a code.
    before_messages
        .or_else(|| Some(stem).filter(|stem| stem.len() != 3 && is_code(stem)))
        .or(with_country)
}

/// Two or three small letters, then perhaps a country, as ISO 639 and 3166 write them.
fn is_code(part: &str) -> bool {
    let (language, country) = part.split_once(['_', '@']).unwrap_or((part, ""));
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && (country.is_empty() || country.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a text holds a role or a literal: no program's messages do by chance.
fn looks_like_rst(text: &str) -> bool {
    let bytes = text.as_bytes();
    memmem::find(bytes, b"``").is_some()
        || memmem::find_iter(bytes, b":`").any(|at| {
            let name = &bytes[at.saturating_sub(40)..at];
            let letters = name.iter().rev().take_while(|byte| {
                byte.is_ascii_lowercase() || matches!(byte, b':' | b'-' | b'+' | b'.')
            });
            let letters = letters.count();
            letters > 1 && name[name.len() - letters] == b':'
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        let header = "msgid \"\"\nmsgstr \"Language: pt_BR\\n\"\n";
        assert_eq!(of("x.po", header, None).language, "pt_BR");
        assert_eq!(of("x.po", header, Some("fr")).language, "fr");
        for (path, language) in [
            ("po/fr.po", "fr"),
            ("locale/de/LC_MESSAGES/django.po", "de"),
            ("zh_CN/faq.po", "zh_CN"),
            ("library/math.po", ""),
        ] {
            assert_eq!(of(path, "", None).language, language, "{path}");
        }
    }

    #[test]
    fn restructured_text() {
        assert!(looks_like_rst("See :c:func:`malloc`."));
        assert!(looks_like_rst("A ``literal``."));
        assert!(!looks_like_rst("Don't use `x`: `y`. at 10:`a`"));
    }
}
