//! The language of a file that does not name it.
//!
//! A header without `Language` is common. What is certain stands in for it: a path that is named after a language, a
//! team that is called after one, a script that only one language is written in. Where nothing is certain the language
//! is unknown, and no rule of any language runs: to guess wrong costs more than to miss.

use super::context::{certain_language, from_path};
use crate::lang::code;
use crate::po::header;
use crate::po::{Entry, Parser};

/// What says which language a file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whence {
    /// The command line or the configuration.
    Given,
    /// `Language` in its header.
    Header,
    /// Its name, or a folder's.
    Path,
    /// The name of its team, or what an editor noted in its header.
    Team,
    /// Its letters.
    Script,
    /// Nothing does.
    #[default]
    Unknown,
}

/// The language of a text at `path` and what says so; `given` overrides the header, the header everything else.
pub(super) fn of(path: &str, text: &str, header: &str, given: Option<&str>) -> (String, Whence) {
    let field = |name| header::value(header, name).filter(|value| !value.is_empty());
    let named = given
        .map(|given| (given, Whence::Given))
        .or_else(|| Some((field("Language")?, Whence::Header)))
        .or_else(|| Some((certain_language(path)?, Whence::Path)))
        .or_else(|| {
            let fields = ["X-Poedit-Language", "Language-Team"];
            let named = fields.iter().find_map(|name| of_name(field(name)?));
            Some((named?, Whence::Team))
        })
        .or_else(|| Some((of_script(text)?, Whence::Script)))
        .or_else(|| Some((from_path(path)?, Whence::Path)));
    named.map_or_else(Default::default, |(language, whence)| {
        (code::usual(language).into_owned(), whence)
    })
}

/// The language of a file of a tree, by its path, else its header; and whether the path says so.
///
/// The header comes second here: in a tree with a folder for each language, a header that was copied from another one is
/// wrong, and the file still belongs to its folder.
#[must_use]
pub fn in_tree(path: &str, header: &str) -> (String, bool) {
    let (language, _) = of(path, "", header, certain_language(path));
    let named = certain_language(path).or_else(|| from_path(path));
    let by_path = named.is_some_and(|named| code::usual(named) == language);
    (language, by_path)
}

/// Names of languages as teams call themselves, each with its code.
const NAMES: &str = include_str!("../../data/languages/names.txt");

/// The longest name of the list, words.
const LONGEST: usize = 3;

/// The one language that a text names.
fn of_name(text: &str) -> Option<&'static str> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut found: Option<&str> = None;
    let mut at = 0;
    while at < words.len() {
        let name = (1..=LONGEST.min(words.len() - at))
            .rev()
            .find_map(|length| Some((length, code_of(&words[at..at + length].join(" "))?)));
        let Some((length, code)) = name else {
            at += 1;
            continue;
        };
        at += length;
        match found {
            Some(other) if code::base(other) != code::base(code) => return None,
            // The one that says more.
            Some(other) if other.len() >= code.len() => {}
            _ => found = Some(code),
        }
    }
    found
}

fn code_of(name: &str) -> Option<&'static str> {
    NAMES.lines().find_map(|line| {
        let (code, names) = line.split_once('\t')?;
        names.split(", ").any(|known| known == name).then_some(code)
    })
}

/// Scripts that one language of today is written in, or that tell it from its neighbours, with the code.
fn language_of(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "el",
        '\u{531}'..='\u{58f}' => "hy",
        '\u{5d0}'..='\u{5ea}' => "he",
        '\u{a80}'..='\u{aff}' => "gu",
        '\u{a00}'..='\u{a7f}' => "pa",
        '\u{b00}'..='\u{b7f}' => "or",
        '\u{b80}'..='\u{bff}' => "ta",
        '\u{c00}'..='\u{c7f}' => "te",
        '\u{c80}'..='\u{cff}' => "kn",
        '\u{d00}'..='\u{d7f}' => "ml",
        '\u{d80}'..='\u{dff}' => "si",
        '\u{e01}'..='\u{e5b}' => "th",
        '\u{e80}'..='\u{eff}' => "lo",
        '\u{10a0}'..='\u{10ff}' => "ka",
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}' => "ko",
        '\u{1780}'..='\u{17ff}' => "km",
        '\u{3041}'..='\u{30fa}' => "ja",
        '\u{4e00}'..='\u{9fff}' => "zh",
        _ => return None,
    })
}

/// So many entries are read to see the script.
const ENTRIES: usize = 200;
/// So many letters of a script are no name that is quoted.
const LETTERS: usize = 10;

/// The language whose script most translations are written in.
fn of_script(text: &str) -> Option<&'static str> {
    if text.is_ascii() {
        return None;
    }
    let mut parser = Parser::of_first_entries(text);
    let mut entry = Entry::default();
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let (mut others, mut ascii) = (0, 0);
    let mut read = 0;
    while read < ENTRIES && parser.read(&mut entry) {
        parser.faults.clear();
        if entry.obsolete || entry.fuzzy || entry.is_header() || !entry.is_translated() {
            continue;
        }
        read += 1;
        for field in entry.translations() {
            for c in entry.text(field).decode().chars() {
                match language_of(c) {
                    Some(code) => match counts.iter_mut().find(|(known, _)| *known == code) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((code, 1)),
                    },
                    None if c.is_ascii_alphabetic() => ascii += 1,
                    None => others += usize::from(c.is_alphabetic()),
                }
            }
        }
    }
    // A Japanese text is half Han; one in Chinese has hardly any kana.
    let of = |code| {
        counts
            .iter()
            .find(|(known, _)| *known == code)
            .map_or(0, |(_, count)| *count)
    };
    let (han, kana) = (of("zh"), of("ja"));
    if kana * 10 > han {
        counts.retain(|(code, _)| *code != "zh");
        if let Some((_, count)) = counts.iter_mut().find(|(code, _)| *code == "ja") {
            *count += han;
        }
    }
    let all = others + counts.iter().map(|(_, count)| count).sum::<usize>();
    let most = counts.iter().max_by_key(|(_, count)| *count)?;
    // Names and code are written in Latin letters everywhere.
    let prevails = most.1 * 10 >= all * 9 && most.1 * 4 >= ascii;
    (most.1 >= LETTERS && prevails).then_some(most.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> String {
        format!("msgid \"x\"\nmsgstr \"{text}\"\n")
    }

    #[test]
    fn what_says_so_and_in_which_order() {
        let header = "Language: ko\nLanguage-Team: French <fr@example.org>\n";
        let team = "Language-Team: French <fr@example.org>\n";
        assert_eq!(
            of("de.po", "", header, Some("it")),
            ("it".to_owned(), Whence::Given)
        );
        assert_eq!(
            of("de.po", "", header, None),
            ("ko".to_owned(), Whence::Header)
        );
        assert_eq!(
            of("po/de.po", "", team, None),
            ("de".to_owned(), Whence::Path)
        );
        assert_eq!(of("x.po", "", team, None), ("fr".to_owned(), Whence::Team));
        let korean = entry(&"먼저 함수를 호출하십시오 ".repeat(6));
        assert_eq!(
            of("library/os.po", &korean, "", None),
            ("ko".to_owned(), Whence::Script)
        );
        assert_eq!(of("x.po", "", "", None), (String::new(), Whence::Unknown));
        assert_eq!(
            of("x.po", "", "Language: iw_IL\n", None),
            ("he_IL".to_owned(), Whence::Header)
        );
    }

    #[test]
    fn a_tree_of_languages_is_read_by_its_paths() {
        for (path, header, language, by_path) in [
            (
                "app/locale/es/LC_MESSAGES/django.po",
                "Language: fr\n",
                "es",
                true,
            ),
            ("po/pt_BR.po", "", "pt_BR", true),
            ("de.po", "Language: de\n", "de", true),
            ("library/os.po", "Language: fr\n", "fr", false),
            ("x.po", "", "", false),
        ] {
            assert_eq!(
                in_tree(path, header),
                (language.to_owned(), by_path),
                "{path}"
            );
        }
    }

    #[test]
    fn teams() {
        for (team, code) in [
            (
                "Korean (https://www.transifex.com/python-doc/teams/5390/ko/)",
                Some("ko"),
            ),
            ("FRENCH <traductions@lists.afpy.org>", Some("fr")),
            (
                "debian-l10n-german <debian-l10n-german@lists.debian.org>",
                Some("de"),
            ),
            (
                "Brazilian Portuguese <ldpbr-translation@lists.sourceforge.net>",
                Some("pt_BR"),
            ),
            ("Portuguese (Brazil) (http://example.org/)", Some("pt_BR")),
            (
                "Chinese (simplified) <i18n-zh@googlegroups.com>",
                Some("zh_CN"),
            ),
            ("Norwegian Bokmål", Some("nb")),
            ("LANGUAGE <LL@li.org>", None),
            ("French and German", None),
            ("Team <team@example.org>", None),
        ] {
            assert_eq!(of_name(team), code, "{team}");
        }
    }

    #[test]
    fn scripts() {
        for (text, code) in [
            ("これは日本語の文章です。".repeat(5), Some("ja")),
            ("这是中文的句子，用来测试。".repeat(5), Some("zh")),
            ("Это предложение на русском языке.".repeat(5), None),
            ("Ceci est une phrase en français.".repeat(5), None),
            ("นี่คือประโยคภาษาไทย".repeat(5), Some("th")),
            ("α and β".to_owned(), None),
            (
                format!("Languages: Ελληνικά, {}", "English, Latin ".repeat(9)),
                None,
            ),
        ] {
            assert_eq!(of_script(&entry(&text)), code, "{text}");
        }
    }
}
