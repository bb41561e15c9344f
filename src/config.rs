//! `polir.toml`, or `[tool.polir]` of a `pyproject.toml`: what a project has decided.
//!
//! The file is walked as a tree that knows where each key stands, so that whatever is wrong in it is named with its line
//! and column, and an unknown key with the known one that was probably meant.

mod find;
mod forge;
pub mod keys;
mod origin;
mod read;
mod schema;
mod typography;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Severity;
use crate::globs::PerFile;
use crate::rules::selection::PROFILES;
use crate::rules::typography::Marks;
pub use find::Configurations;
pub use forge::Forge;
pub use origin::{Origin, quoted};
use read::Reader;
pub use schema::schema;

/// What a configuration says; what it does not say is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The file it was read from.
    pub file: Option<PathBuf>,
    /// The folder that its globs and packs are relative to.
    pub root: PathBuf,
    /// The language of the translations.
    pub lang: Option<String>,
    /// Terminology packs: built-in names, or paths relative to `root`. `None`: the built-in ones, each where it is meant for.
    pub packs: Option<Vec<String>>,
    /// A choice of rules that has a name, where `select` names none.
    pub profile: Option<String>,
    /// Which rules; `None`: the default ones.
    pub select: Option<Vec<String>>,
    /// Rules beside those.
    pub extend_select: Vec<String>,
    /// Rules that are off.
    pub ignore: Vec<String>,
    /// What a folder is walked without, written as in a `.gitignore`.
    pub exclude: Vec<String>,
    /// The file of the findings that are known, relative to `root`.
    pub baseline: Option<PathBuf>,
    /// The column that strings are wrapped at, for the rules and commands that lay out a file.
    pub width: Option<usize>,
    /// The severity from which on a finding fails the run.
    pub fail_on: Option<Severity>,
    /// Whether fuzzy entries are checked too.
    pub fuzzy: bool,
    /// Whether faults of markup are shown that the source has too.
    pub inherited: bool,
    /// The exact values of header fields.
    pub header: Vec<(String, String)>,
    /// A regular expression that a comment above the header must match.
    pub header_comment: Option<String>,
    /// Which characters are written where the language leaves a choice.
    pub marks: Marks,
    /// Regular expressions of the placeholders that a translation shares with its source.
    pub placeholders: Vec<String>,
    /// The sign before the letter of a keyboard accelerator.
    pub accelerator: Option<char>,
    /// Globs of files, and the rules that are off in them.
    pub per_file_ignores: Vec<(String, Vec<String>)>,
    /// What words are looked up in; `None` where spelling is not checked.
    pub spelling: Option<Spelling>,
    /// Where the files can be seen on the web.
    pub forge: Option<Forge>,
    /// What was given, and where.
    pub origins: Vec<Origin>,
}

/// The table `[spelling]`; paths are relative to the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spelling {
    /// Lists of the project's own words: files, or folders of them.
    pub dictionary: Vec<String>,
    /// Globs of files, and the lists that hold for them beside those.
    pub per_file_dictionary: Vec<(String, Vec<String>)>,
    /// Languages whose words are right too.
    pub languages: Vec<String>,
    /// Folders of Hunspell dictionaries, looked at before all others.
    pub dictionary_path: Vec<String>,
}

/// How messages call the option that sets a value.
const SET: &str = "--set";

/// What is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}:{column}: {message}; {}", .file.display(), .help.as_deref().unwrap_or("mend it there"))]
pub struct ConfigError {
    /// The file.
    pub file: PathBuf,
    /// The line, 1-based.
    pub line: usize,
    /// The column in characters, 1-based.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Settings {
    /// Settings that say nothing, for paths relative to `root`.
    #[must_use]
    pub fn none(root: &Path) -> Settings {
        Settings {
            root: root.to_owned(),
            ..Settings::default()
        }
    }

    /// Reads the text of a configuration file: the whole of it, or the table `tool.polir` when it is a `pyproject.toml`.
    /// `None` where a `pyproject.toml` has no such table.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(file: &Path, text: &str) -> Result<Option<Settings>, ConfigError> {
        let reader = Reader { file, text };
        let root = DeTable::parse(text).map_err(|error| {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            let error = reader.error(error.span().map_or(0, |span| span.start), &message);
            // A word without quotes is taken for the beginning of `true` or `false`, or for something that lacks its quotes.
            if message.contains("boolean") || message.contains("quoted") {
                error.help("text stands between quotation marks, as in `lang = \"fr\"`")
            } else {
                error
            }
        })?;
        let mut table = root.get_ref();
        if file
            .file_name()
            .is_some_and(|name| name == "pyproject.toml")
        {
            for key in ["tool", "polir"] {
                match table.get(key) {
                    Some(value) => table = reader.table(value)?,
                    None => return Ok(None),
                }
            }
        }
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        let mut settings = Settings {
            file: Some(reader.file.to_owned()),
            root: folder,
            ..Settings::default()
        };
        read(&reader, table, &mut settings)?;
        settings.origins = origin::origins(&reader, table, false);
        Ok(Some(settings))
    }

    /// Puts a value in place of what stands there: `KEY=VALUE` as TOML, where a string may go without quotes.
    ///
    /// # Errors
    /// What is wrong with it; its place is within the text.
    pub fn set(&mut self, text: &str) -> Result<(), ConfigError> {
        let bare = || {
            let (key, value) = text.split_once('=')?;
            Some(format!("{key}={}", toml::Value::from(value.trim())))
        };
        let whole = match DeTable::parse(text) {
            Ok(_) => text.to_owned(),
            Err(_) => bare().unwrap_or_else(|| text.to_owned()),
        };
        let file = Path::new(SET);
        let reader = Reader { file, text: &whole };
        let table = DeTable::parse(&whole).map_err(|_| {
            reader
                .error(0, format!("`{text}` is no KEY=VALUE"))
                .help("as in `width=79` or `ignore=[\"nbsp\"]`")
        })?;
        read(&reader, table.get_ref(), self)?;
        for new in origin::origins(&reader, table.get_ref(), true) {
            self.origins.retain(|old| old.key != new.key);
            self.origins.push(new);
        }
        Ok(())
    }
}

fn read(
    reader: &Reader<'_>,
    table: &DeTable<'_>,
    settings: &mut Settings,
) -> Result<(), ConfigError> {
    for (key, value) in Reader::in_order(table) {
        match key.get_ref().as_ref() {
            "lang" => {
                let code = reader.string(value)?;
                if !is_language_code(&code) {
                    return Err(reader
                        .error(
                            value.span().start,
                            format!("`{code}` is no code of a language"),
                        )
                        .help("as in `fr` or `pt_BR`"));
                }
                settings.lang = Some(code);
            }
            "profile" => {
                let names = PROFILES.iter().map(|(name, _)| *name);
                settings.profile = Some(reader.one_of(value, names)?);
            }
            "packs" => settings.packs = Some(reader.paths(value)?),
            "select" => settings.select = Some(reader.strings(value)?),
            "extend-select" => settings.extend_select = reader.strings(value)?,
            "ignore" => settings.ignore = reader.strings(value)?,
            "exclude" => settings.exclude = reader.strings(value)?,
            "baseline" => settings.baseline = Some(reader.path(value)?.into()),
            "width" => settings.width = Some(reader.number(value)?),
            "fail-on" => {
                let names = Severity::ALL.iter().map(|severity| severity.name());
                let name = reader.one_of(value, names)?;
                settings.fail_on = Severity::parse(&name);
            }
            "fuzzy" => settings.fuzzy = reader.boolean(value)?,
            "inherited" => settings.inherited = reader.boolean(value)?,
            "header" => {
                let fields = Reader::in_order(reader.table(value)?).into_iter();
                let fields = fields
                    .map(|(name, value)| Ok((name.get_ref().to_string(), reader.string(value)?)));
                put(&mut settings.header, fields.collect::<Result<_, _>>()?);
            }
            "header-comment" => {
                let pattern = reader.string(value)?;
                if let Err(error) = regex::Regex::new(&pattern) {
                    return Err(reader.error(value.span().start, error.to_string()));
                }
                settings.header_comment = Some(pattern);
            }
            "placeholders" => {
                settings.placeholders.clear();
                for (pattern, place) in reader.placed_strings(value)? {
                    if let Err(error) = regex::Regex::new(&pattern) {
                        return Err(reader.error(place, error.to_string()));
                    }
                    settings.placeholders.push(pattern);
                }
            }
            "accelerator" => {
                let sign = reader.string(value)?;
                let mut chars = sign.chars();
                match (chars.next(), chars.next()) {
                    (Some(sign), None) if !sign.is_alphanumeric() && !sign.is_whitespace() => {
                        settings.accelerator = Some(sign);
                    }
                    _ => {
                        return Err(reader
                            .error(value.span().start, "expected one sign, as `&`, `_` or `~`"));
                    }
                }
            }
            "per-file-ignores" => {
                by_glob(reader, value, &mut settings.per_file_ignores)?;
            }
            "typography" => typography::read(reader, value, &mut settings.marks)?,
            "spelling" => {
                let table = reader.table(value)?;
                spelling(reader, table, settings.spelling.get_or_insert_default())?;
            }
            "repository" => settings.forge = forge::read(reader, reader.table(value)?)?,
            "tool" => {
                return Err(reader
                    .error(key.span().start, "`[tool.polir]` is for pyproject.toml")
                    .help("here keys stand without a table around them"));
            }
            unknown => {
                let known = keys::known("");
                return Err(reader.unknown(unknown, key.span().start, &known));
            }
        }
    }
    Ok(())
}

/// Whether this is how gettext or BCP 47 name a language: two or three small letters, then perhaps what tells it apart, as in
/// `pt_BR`, `sr@latin` or `zh-Hant`.
pub(crate) fn is_language_code(code: &str) -> bool {
    let mut parts = code.split(['_', '-', '@', '.']);
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn spelling(
    reader: &Reader<'_>,
    table: &DeTable<'_>,
    spelling: &mut Spelling,
) -> Result<(), ConfigError> {
    for (key, value) in Reader::in_order(table) {
        match key.get_ref().as_ref() {
            "dictionary" => spelling.dictionary = reader.paths(value)?,
            "per-file-dictionary" => {
                for (_, names) in Reader::in_order(reader.table(value)?) {
                    reader.paths(names)?;
                }
                by_glob(reader, value, &mut spelling.per_file_dictionary)?;
            }
            "languages" => spelling.languages = reader.strings(value)?,
            "dictionary-path" => spelling.dictionary_path = reader.paths(value)?,
            unknown => {
                let known = keys::known("spelling");
                return Err(reader.unknown(unknown, key.span().start, &known));
            }
        }
    }
    Ok(())
}

/// A table from globs of files to lists of strings, added to what is known; a glob that is known gets the new list.
fn by_glob(
    reader: &Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    all: &mut Vec<(String, Vec<String>)>,
) -> Result<(), ConfigError> {
    let (mut places, mut new) = (Vec::new(), Vec::new());
    for (glob, names) in Reader::in_order(reader.table(value)?) {
        places.push(glob.span().start);
        new.push((glob.get_ref().to_string(), reader.strings(names)?));
    }
    PerFile::new(new.iter().map(|(glob, _)| (glob.as_str(), ())))
        .map_err(|error| reader.error(places[error.number], error.to_string()))?;
    put(all, new);
    Ok(())
}

/// Adds values by their names, each in the place of the one that has its name.
fn put<T>(all: &mut Vec<(String, T)>, new: Vec<(String, T)>) {
    let names: HashSet<&str> = new.iter().map(|(name, _)| name.as_str()).collect();
    all.retain(|(known, _)| !names.contains(known.as_str()));
    all.extend(new);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings, String> {
        Settings::parse(Path::new("/p/polir.toml"), text)
            .map(Option::unwrap)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn all_keys() {
        let settings = parse(
            "lang = 'fr'\npacks = []\nselect = ['default']\nextend-select = ['nbsp']\nignore = 'dash'\nexclude = ['old/']\n\
             width = 79\nfail-on = 'error'\nfuzzy = true\nplaceholders = '%\\w+%'\naccelerator = '_'\n[header]\nLanguage = 'fr'\n[per-file-ignores]\n'c-api/*' = ['terminology']\n\
              [spelling]\ndictionary = 'dict'\nlanguages = ['en_US']\nper-file-dictionary = {'c-api/*' = ['dict-c']}\n",
        )
        .unwrap();
        assert_eq!(settings.lang.as_deref(), Some("fr"));
        assert_eq!(settings.packs, Some(Vec::new()));
        assert_eq!(settings.ignore, ["dash"]);
        assert_eq!(settings.width, Some(79));
        assert_eq!(settings.fail_on, Some(Severity::Error));
        assert!(settings.fuzzy);
        assert_eq!(settings.placeholders, ["%\\w+%"]);
        assert_eq!(settings.accelerator, Some('_'));
        assert_eq!(settings.header, [("Language".to_owned(), "fr".to_owned())]);
        assert_eq!(settings.per_file_ignores[0].0, "c-api/*");
        let spelling = settings.spelling.unwrap();
        assert_eq!(spelling.dictionary, ["dict"]);
        assert_eq!(spelling.languages, ["en_US"]);
        assert_eq!(spelling.per_file_dictionary[0].1, ["dict-c"]);
        assert_eq!(settings.root, Path::new("/p"));
    }

    #[test]
    fn what_is_easily_mistaken_is_told() {
        for (text, told) in [
            ("lang = fr", "quotation marks, as in `lang = \"fr\"`"),
            (
                "lang = 'french'",
                "1:8: `french` is no code of a language; as in `fr`",
            ),
            (
                "[tool.polir]\nwidth = 3",
                "`[tool.polir]` is for pyproject.toml; here keys",
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
        for code in ["fr", "pt_BR", "sr@latin", "zh-Hant", "ast", "en_GB@quot"] {
            assert!(is_language_code(code), "{code}");
        }
        for code in ["", "f", "FR", "french", "fr_", "fr FR"] {
            assert!(!is_language_code(code), "{code}");
        }
    }

    #[test]
    fn the_list_of_keys_is_what_is_read() {
        for key in keys::KEYS {
            let wrong = parse(&format!("{} = 1.5", key.name)).unwrap_err();
            assert!(!wrong.contains("unknown key"), "{wrong}");
            for value in key.default.into_iter().chain([key.example]) {
                let read = parse(&format!("{} = {value}", key.name));
                assert!(read.is_ok(), "{}: {read:?}", key.name);
            }
            assert_eq!(keys::find(key.name), Some(key));
            assert!(!key.says.ends_with('.'), "{}", key.name);
        }
    }

    #[test]
    fn values_of_the_command_line_win() {
        let mut settings = parse("width = 79\n[header]\nLanguage = 'fr'\nX = 'y'\n").unwrap();
        for set in [
            "width=100",
            "lang = fr_CA",
            "header.Language=\"de\"",
            "ignore=['nbsp']",
        ] {
            settings.set(set).unwrap();
        }
        assert_eq!(settings.width, Some(100));
        assert_eq!(settings.lang.as_deref(), Some("fr_CA"));
        assert_eq!(settings.ignore, ["nbsp"]);
        assert_eq!(settings.header.len(), 2);
        assert!(
            settings
                .header
                .contains(&("Language".to_owned(), "de".to_owned()))
        );
        let origin = |key: &str| {
            let origin = settings.origins.iter().find(|origin| origin.key == key);
            origin.map(|origin| (origin.value.as_str(), origin.line))
        };
        assert_eq!(origin("width"), Some(("100", None)));
        assert_eq!(origin("header.X"), Some(("'y'", Some(4))));
        assert_eq!(origin("lang"), Some(("\"fr_CA\"", None)));
        for (set, told) in [
            (
                "widht=3",
                "--set:1:1: unknown key `widht`; did you mean `width`?",
            ),
            (
                "width=0",
                "--set:1:7: expected a whole number above 0; as in 79",
            ),
            (
                "width",
                "--set:1:1: `width` is no KEY=VALUE; as in `width=79` or `ignore=[\"nbsp\"]`",
            ),
        ] {
            assert_eq!(settings.set(set).unwrap_err().to_string(), told);
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (text, message) in [
            (
                "lang = 'fr'\nselct = []",
                "/p/polir.toml:2:1: unknown key `selct`; did you mean `select`?",
            ),
            ("é = 1", "/p/polir.toml:1:1: invalid unquoted key"),
            (
                "zzzzzzz = 1",
                "/p/polir.toml:1:1: unknown key `zzzzzzz`; known here: lang, packs, profile, select, extend-select, ignore, exclude, baseline, width, fail-on, fuzzy, inherited, header, header-comment, placeholders, accelerator, per-file-ignores, typography, spelling, repository",
            ),
            (
                "ignore = [\n  'a',\n  1\n]",
                "/p/polir.toml:3:3: expected a string, found integer",
            ),
            (
                "fail-on = 'eror'",
                "/p/polir.toml:1:11: unknown value `eror`; did you mean `error`?",
            ),
            (
                "[spelling]\ndictionnary = 'dict'",
                "/p/polir.toml:2:1: unknown key `dictionnary`; did you mean `dictionary`?",
            ),
            (
                "[spelling.per-file-dictionary]\n'a[' = 'dict'",
                "/p/polir.toml:2:1: ",
            ),
            (
                "placeholders = ['a',\n  '(']",
                "/p/polir.toml:2:3: regex parse error",
            ),
            (
                "accelerator = 'ab'",
                "/p/polir.toml:1:15: expected one sign, as `&`, `_` or `~`",
            ),
            (
                "[repository]\nurl = 'javascript:{path}'",
                "/p/polir.toml:2:7: expected an address that begins with https:// or http://; as `https://",
            ),
            (
                "[repository]\nurll = ''",
                "/p/polir.toml:2:1: unknown key `urll`; did you mean `url`?",
            ),
            (
                "width = 0",
                "/p/polir.toml:1:9: expected a whole number above 0",
            ),
        ] {
            let told = parse(text).unwrap_err();
            assert!(told.starts_with(message), "{told}");
        }
        assert!(
            parse("[per-file-ignores]\n'a[' = []")
                .unwrap_err()
                .starts_with("/p/polir.toml:2:1: ")
        );
    }

    #[test]
    fn a_pyproject_without_our_table_says_nothing() {
        let file = Path::new("/p/pyproject.toml");
        assert_eq!(Settings::parse(file, "[tool.ruff]\na = 1\n"), Ok(None));
        let settings = Settings::parse(file, "[tool.polir]\nlang = 'fr'\n").unwrap();
        assert_eq!(settings.unwrap().lang.as_deref(), Some("fr"));
        assert!(Settings::parse(file, "[tool.polir]\nlan = 'fr'\n").is_err());
    }
}
