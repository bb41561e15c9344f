//! What holds for a whole file: its language, its project, what it is written in.

use memchr::memmem;

use super::language;
use crate::lang::typography;
use crate::markup::Format;
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
        format: format_of(path, text),
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
                    .split(['_', '@', '-'])
                    .next()
                    .is_some_and(|code| code.len() == 2)
        });
    let country = |part: &&str| {
        is_code(part)
            && part.split_once(['_', '-']).is_some_and(|(_, country)| {
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
        .find(|part| part.contains(['_', '-']) && is_code(part));
    // Three letters are as often a word (`faq.po`) as a code.
    before_messages
        .or_else(|| Some(stem).filter(|stem| stem.len() != 3 && is_code(stem)))
        .or(with_country)
        .or_else(|| {
            let mut folders = parts.iter().rev().skip(1).copied();
            folders.find(|part| part.len() == 2 && is_code(part) && typography::of(part).is_some())
        })
}

/// Two or three small letters, then perhaps a country, as ISO 639 and 3166 write them. Behind a hyphen, which words have as
/// well (`as-is`), a country or a script has its capitals, as BCP 47 writes them: `pt-BR`, `zh-Hans`.
fn is_code(part: &str) -> bool {
    let (language, country) = part.split_once(['_', '@', '-']).unwrap_or((part, ""));
    let by_hyphen = part[language.len()..].starts_with('-');
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && country.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && (!by_hyphen
            || country.len() >= 2 && country.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// What the messages of a file are written in: what the files that they come from are, by their names; else
/// reStructuredText, where they hold roles or literals, which no program's messages do by chance.
pub(crate) fn format_of(path: &str, text: &str) -> Format {
    let bytes = text.as_bytes();
    let is_reference = |at: usize| {
        let line = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
        bytes[line..].starts_with(b"#:") || bytes[line..].starts_with(b"#~ #:")
    };
    if memmem::find_iter(bytes, b".rst:").any(is_reference) {
        return Format::Rst;
    }
    let origin = Origin::of(path, text);
    if let Some(format) = origin.format {
        return format;
    }
    let roles = memmem::find_iter(bytes, b":`").filter(|&at| ends_role(bytes, at));
    let literals = || memmem::find_iter(bytes, b"``").filter(|&at| opens_literal(bytes, at));
    let enough = match origin.kind {
        // A program speaks of a role now and then, and what looks like a literal there is how somebody quotes.
        Some(Kind::Program) => roles.take(ROLES).count() == ROLES,
        Some(Kind::Unknown) => roles.chain(literals()).next().is_some(),
        None => {
            let messages = memmem::find_iter(bytes, b"\nmsgid ").count();
            let wanted = messages / MESSAGES + 1;
            roles.chain(literals()).take(wanted).count() == wanted
        }
    };
    if enough { Format::Rst } else { Format::Plain }
}

/// So many roles make a program's messages reStructuredText.
const ROLES: usize = 3;

/// Where nothing says where messages come from, one role or literal in so many of them makes it reStructuredText.
const MESSAGES: usize = 100;

/// Whether a role's name ends at the colon at the byte `at`, and its text begins behind the backtick.
fn ends_role(bytes: &[u8], at: usize) -> bool {
    let name = &bytes[at.saturating_sub(40)..at];
    let letters = name
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_lowercase() || matches!(byte, b':' | b'-' | b'+' | b'.'));
    let letters = letters.count();
    letters > 1
        && name[name.len() - letters] == b':'
        // `` `:name:` `` speaks of a name.
        && !name[..name.len() - letters].ends_with(b"`")
        && bytes
            .get(at + 2)
            .is_some_and(|next| !next.is_ascii_whitespace())
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

/// What is known of where the messages of a file come from.
struct Origin {
    /// What most of the places are written in, where their names say so.
    format: Option<Format>,
    /// What the places are else; nothing where none is named.
    kind: Option<Kind>,
}

/// What a place is that names no markup.
enum Kind {
    /// Most are files of programs, whose names have an ending; they may have letters that they send beside them.
    Program,
    /// Names without an ending, text, the documentation within a program.
    Unknown,
}

/// How many lines of references are looked at.
const REFERENCES: usize = 64;

impl Origin {
    fn of(path: &str, text: &str) -> Origin {
        let lines = memmem::find_iter(text.as_bytes(), b"\n#: ")
            .map(|at| text[at + 4..].lines().next().unwrap_or_default());
        let (mut formats, mut programs, mut all) = (Vec::new(), 0, 0);
        for line in lines.take(REFERENCES) {
            let place = line.split_whitespace().next().unwrap_or_default();
            let name = place.split(':').next().unwrap_or_default();
            formats.extend(Format::of_file_name(
                name.strip_suffix(".in").unwrap_or(name),
            ));
            // Documentation that stands in a program's own text is told apart by Sphinx: `x.py:docstring of x`.
            programs += usize::from(is_program(name) && !line.contains("docstring"));
            all += 1;
        }
        let most = formats
            .iter()
            .copied()
            .max_by_key(|format| formats.iter().filter(|other| *other == format).count());
        Origin {
            format: most.filter(|_| formats.len() * 2 > all),
            kind: match (all, programs) {
                (0, _) if is_django(path) => Some(Kind::Program),
                (0, _) => None,
                _ if programs * 2 > all => Some(Kind::Program),
                _ => Some(Kind::Unknown),
            },
        }
    }
}

/// Whether a catalogue is of the texts of a site, as Django names it.
fn is_django(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("django.po" | "djangojs.po"))
}

/// Whether a file is a program's, by its name: it has an ending, and not that of plain text.
fn is_program(name: &str) -> bool {
    let Some((_, ending)) = name.rsplit_once('.') else {
        return false;
    };
    !matches!(ending, "txt" | "inc")
        && ending.starts_with(|c: char| c.is_ascii_alphabetic())
        && !ending.contains('/')
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
            ("en-AU.po", Some("en-AU")),
            ("po/zh-Hans.po", Some("zh-Hans")),
            ("as-is.po", None),
            ("library/os.po", None),
            ("os.po", None),
            ("po/faq.po", None),
        ] {
            assert_eq!(certain_language(path), language, "{path}");
        }
    }

    #[test]
    fn restructured_text() {
        let looks_like_rst = |text: &str| format_of("x.po", text) == Format::Rst;
        assert!(looks_like_rst("See :c:func:`malloc`."));
        assert!(looks_like_rst("A ``literal``."));
        assert!(looks_like_rst("#: library/internet.rst:3\nmsgid \"x\"\n"));
        assert!(!looks_like_rst("msgid \"see x.rst:3\"\n"));
        assert!(!looks_like_rst("Don't use `x`: `y`. at 10:`a`"));
        assert!(!looks_like_rst("warning: `:include:` not supported"));
        assert!(!looks_like_rst("Quoted ``so'' and ``so''"));
        let from = |place: &str| format!("\n#: {place}\nmsgid \"A ``literal`` and :ref:`x`\"\n");
        let is_rst = |place: &str| looks_like_rst(&from(place));
        assert!(is_rst("library/x.txt:3") && is_rst("../x.py:docstring of x.y:1") && is_rst("x:1"));
        for program in [
            "src/main.c:3 src/b.c:4",
            "src/x.py:12",
            "a/controlpanel.pt:3",
            "x.zcml:1",
        ] {
            assert!(!is_rst(program), "{program}");
            assert!(looks_like_rst(&from(program).repeat(3)), "{program}");
        }
        let help = |place: &str| format!("\n#: {place}\nmsgid \"If ``True``, x\"\n");
        let mail = help("src/x.py:1") + &help("a/views.py:7") + &help("mail/welcome.txt:3");
        assert!(!looks_like_rst(&mail) && looks_like_rst(&help("mail/welcome.txt:3")));
        let bare = "\nmsgid \"If ``True``, x\"\n";
        assert_eq!(format_of("de/LC_MESSAGES/django.po", bare), Format::Plain);
        assert!(looks_like_rst(bare));
        let few = "\nmsgid \"x\"\n".repeat(400) + "\nmsgid \"A ``literal``\"\n";
        assert!(!looks_like_rst(&few));
    }

    #[test]
    fn other_formats() {
        for (place, format) in [
            ("docs/a.md:3", Format::Markdown),
            ("man/x.1:3", Format::Roff),
            ("man/x.8.in:3", Format::Roff),
            ("C/index.docbook:3", Format::Xml),
            ("src/x.c:3", Format::Plain),
        ] {
            let file = format!("\n#: {place}\nmsgid \"A `x` ``literal``\"\n");
            assert_eq!(format_of("x.po", &file), format, "{place}");
        }
    }
}
