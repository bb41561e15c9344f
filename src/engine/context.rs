//! What holds for a whole file: its language, its project, whether it is reStructuredText.

use memchr::memmem;

use super::language;
use crate::lang::typography;
use crate::po::plural::PluralForms;
use crate::po::{Catalogue, header};
use crate::rules::{FileContext, is_template};

/// The context of a text at `path`; `language` is what the command line or the configuration says.
pub(super) fn of(path: &str, text: &str, language: Option<&str>) -> FileContext {
    let catalogue = Catalogue::read(text, is_template(path));
    let header = catalogue.header_text();
    let value = |name| header::value(header, name).unwrap_or_default().to_owned();
    let plural = PluralForms::read(header);
    let (language, _) = language::of(path, text, header, language);
    FileContext {
        path: path.to_owned(),
        typography: typography::of(&language),
        language,
        project: value("Project-Id-Version"),
        rst: looks_like_rst(text),
        path_language: certain_language(path).map(str::to_owned),
        plural_values: plural.values(),
        plural,
        catalogue,
        ..FileContext::default()
    }
}

/// Folders in which files and folders are named after languages.
const LANGUAGE_FOLDERS: [&str; 10] = [
    "po",
    "locale",
    "locales",
    "lang",
    "langs",
    "languages",
    "translations",
    "i18n",
    "l10n",
    "intl",
];

/// The part of the path that is a language's code beyond doubt: `po/fr.po`, `locale/fr/…`, `…/fr/LC_MESSAGES/…`,
/// `pt_BR/…`, `plugin-fr_FR.po`. A lone `os.po` may be about a module of that name.
pub(crate) fn certain_language(path: &str) -> Option<&str> {
    let parts: Vec<&str> = path.split('/').collect();
    let (file, folders) = parts.split_last()?;
    let stem = file.strip_suffix(".po");
    let domain_before = stem.and_then(|stem| Some(stem.rsplit_once(['-', '.'])?.1));
    let stem = stem.filter(|stem| is_code(stem));
    let before_messages = folders
        .iter()
        .position(|part| *part == "LC_MESSAGES")
        .and_then(|at| folders.get(at.checked_sub(1)?));
    let in_folder = folders
        .iter()
        .position(|part| LANGUAGE_FOLDERS.contains(part))
        .and_then(|at| folders.get(at + 1).copied().or(stem))
        .filter(|part| {
            is_code(part)
                && part
                    .split(['_', '@'])
                    .next()
                    .is_some_and(|code| code.len() == 2)
        });
    let country = |part: &&str| {
        is_code(part)
            && part.split_once('_').is_some_and(|(_, country)| {
                country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase())
            })
    };
    before_messages
        .copied()
        .filter(|part| is_code(part))
        .or(in_folder)
        .or_else(|| {
            folders
                .iter()
                .rev()
                .copied()
                .find(country)
                .or(stem.filter(country))
                .or(domain_before.filter(country))
        })
}

/// `locale/fr/LC_MESSAGES/x.po`, `po/fr.po`, `pt_BR/x.po`, `fr/x.po`: the part of the path that may well be a language's
/// code.
pub(super) fn from_path(path: &str) -> Option<&str> {
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
        .or_else(|| {
            let mut folders = parts.iter().rev().skip(1).copied();
            folders.find(|part| part.len() == 2 && is_code(part) && typography::of(part).is_some())
        })
}

/// Two or three small letters, then perhaps a country, as ISO 639 and 3166 write them.
fn is_code(part: &str) -> bool {
    let (language, country) = part.split_once(['_', '@']).unwrap_or((part, ""));
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && (country.is_empty() || country.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a text holds a role or a literal, which no program's messages do by chance, or says that its messages come
/// from files of reStructuredText.
pub(crate) fn looks_like_rst(text: &str) -> bool {
    let bytes = text.as_bytes();
    (memmem::find_iter(bytes, b"``").any(|at| opens_literal(bytes, at)) && !is_program(text))
        || memmem::find_iter(bytes, b".rst:").any(|at| {
            let line = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
            bytes[line..].starts_with(b"#:") || bytes[line..].starts_with(b"#~ #:")
        })
        || memmem::find_iter(bytes, b":`").any(|at| {
            let name = &bytes[at.saturating_sub(40)..at];
            let letters = name.iter().rev().take_while(|byte| {
                byte.is_ascii_lowercase() || matches!(byte, b':' | b'-' | b'+' | b'.')
            });
            let letters = letters.count();
            letters > 1
                && name[name.len() - letters] == b':'
                // `` `:name:` `` speaks of a name.
                && !name[..name.len() - letters].ends_with(b"`")
                && bytes.get(at + 2).is_some_and(|next| !next.is_ascii_whitespace())
        })
}

/// Whether the two backticks at the byte `at` begin a literal, and not a quotation: ``` ``so'' ```.
fn opens_literal(bytes: &[u8], at: usize) -> bool {
    let inner = &bytes[at + 2..];
    let opens = at
        .checked_sub(1)
        .is_none_or(|before| !bytes[before].is_ascii_alphanumeric())
        && inner
            .first()
            .is_some_and(|next| !next.is_ascii_whitespace());
    let end = memmem::find(inner, b"``").unwrap_or(0);
    let inner = &inner[..end];
    opens
        && end > 0
        && memmem::find(inner, b"\n\n").is_none()
        && memmem::find(inner, b"\n\r\n").is_none()
        && memmem::find(inner, b"''").is_none()
}

/// The endings of names of files that programs are written in.
#[rustfmt::skip]
const PROGRAMS: [&str; 45] = [
    "awk", "c", "cc", "cpp", "cs", "cxx", "desktop", "el", "glade", "go", "h", "hh", "hpp", "hs", "in", "java", "js",
    "jsx", "kcfg", "kt", "lisp", "lua", "m", "mm", "php", "pl", "pm", "py", "pyx", "qml", "rb", "rc", "rs", "scm",
    "sh", "swift", "tcl", "ts", "tsx", "ui", "vala", "vb", "vue", "xml", "y",
];

/// How many lines of references are looked at.
const REFERENCES: usize = 8;

/// Whether the places that a text names for its messages are all in programs: what looks like a literal there is how
/// somebody quotes. Documentation that stands in a program's own text is told apart by Sphinx: `x.py:docstring of x`.
fn is_program(text: &str) -> bool {
    let mut references = memmem::find_iter(text.as_bytes(), b"\n#: ")
        .map(|at| text[at + 4..].lines().next().unwrap_or_default())
        .take(REFERENCES)
        .peekable();
    references.peek().is_some()
        && references.all(|line| {
            let file = line.split_whitespace().next().unwrap_or_default();
            let file = file.split(':').next().unwrap_or_default();
            let (_, ending) = file.rsplit_once('.').unwrap_or_default();
            !ending.is_empty() && PROGRAMS.contains(&ending) && !line.contains("docstring")
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
            ("ko/abc.po", "ko"),
            ("library/math.po", ""),
        ] {
            assert_eq!(of(path, "", None).language, language, "{path}");
        }
    }

    #[test]
    fn languages_beyond_doubt() {
        for (path, language) in [
            ("po/fr.po", Some("fr")),
            ("locale/de/LC_MESSAGES/django.po", Some("de")),
            ("doc/locale/de/django.po", Some("de")),
            ("zh_CN/faq.po", Some("zh_CN")),
            ("pt_BR.po", Some("pt_BR")),
            ("library/os.po", None),
            ("os.po", None),
            ("po/faq.po", None),
        ] {
            assert_eq!(certain_language(path), language, "{path}");
        }
    }

    #[test]
    fn restructured_text() {
        assert!(looks_like_rst("See :c:func:`malloc`."));
        assert!(looks_like_rst("A ``literal``."));
        assert!(looks_like_rst("#: library/internet.rst:3\nmsgid \"x\"\n"));
        assert!(!looks_like_rst("msgid \"see x.rst:3\"\n"));
        assert!(!looks_like_rst("Don't use `x`: `y`. at 10:`a`"));
        assert!(!looks_like_rst("warning: `:include:` not supported"));
        assert!(!looks_like_rst("Quoted ``so'' and ``so''"));
        let from =
            |place: &str| looks_like_rst(&format!("\n#: {place}\nmsgid \"A ``literal``\"\n"));
        assert!(from("library/x.txt:3") && from("../x.py:docstring of x.y:1") && from("x:1"));
        assert!(!from("src/main.c:3 src/b.c:4") && !from("src/x.py:12"));
    }
}
