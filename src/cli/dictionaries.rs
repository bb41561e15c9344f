//! Where dictionaries and lists of words are found on a machine. What is found is read here and handed to the engine as a
//! value.
//!
//! A dictionary is looked for in the folders of `dictionary-path`, then among those of the program (French), then in the
//! folders of `DICPATH`, then where systems keep them.

use std::collections::{HashMap, HashSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::args::Rules;
use super::inputs::{self, called};
use crate::config::Settings;
use crate::engine::Spelling;
use crate::globs::PerFile;
use crate::source::{self, By, plain, tree};
use crate::spelling::{Dictionaries, Dictionary, List};

/// Where systems keep them: Debian, Fedora and most others; `LibreOffice`; Homebrew and macOS.
const SYSTEM: [&str; 8] = [
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/share/myspell",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/opt/local/share/hunspell",
    "/Library/Spelling",
    "/run/current-system/sw/share/hunspell",
];

/// What is said of a dictionary that is not the tree's.
const LEFT: &str = "it is a link that leads out of the tree; put the dictionary itself there";

/// What the configuration and the command line say of spelling.
///
/// # Errors
/// A list that cannot be read, a dictionary beside it that is not understood.
pub fn spelling(settings: &Settings, rules: &Rules) -> anyhow::Result<Spelling> {
    let said = settings.spelling.clone().unwrap_or_default();
    let root = &settings.root;
    let mut lists = Lists::default();
    let (mut everywhere, mut extra) = (Vec::new(), Vec::new());
    let below = |name: &String| inputs::below(root, Path::new(name));
    let said_here = said.dictionary.iter().map(below);
    let asked = rules.dictionary.iter().cloned().map(Ok);
    let mut seen = HashSet::new();
    for path in said_here.chain(asked) {
        let path = path?;
        if !seen.insert(path.clone()) {
            continue;
        }
        if path.extension().is_some_and(|extension| extension == "dic") {
            let aff = path.with_extension("aff");
            if tree::is_left(
                &aff,
                Some(root.as_path()).filter(|root| aff.starts_with(root)),
            ) {
                bail!("{}: {LEFT}", aff.display());
            }
            // Read now, so that what is wrong with it is told once and by its name.
            read(&aff, &path)?;
            extra.push(path);
            continue;
        }
        everywhere.extend(lists.of(&path)?);
    }
    let mut per_file = Vec::with_capacity(said.per_file_dictionary.len());
    for (glob, names) in &said.per_file_dictionary {
        let mut there = Vec::new();
        for name in names {
            there.extend(lists.of(&below(name)?)?);
        }
        per_file.push((glob.as_str(), there));
    }
    let per_file = PerFile::new(per_file)?;
    let mut first: Vec<PathBuf> = rules.dictionary_path.clone();
    for name in &said.dictionary_path {
        first.push(below(name)?);
    }
    for folder in &first {
        if !folder.is_dir() {
            bail!("{}: no folder of dictionaries is there", folder.display());
        }
    }
    let languages = said.languages;
    let own = root.clone();
    let open = move |language: &str| {
        let mut all = vec![open(language, &first, &own)?];
        for other in languages.iter().filter(|other| *other != language) {
            all.push(open(other, &first, &own)?);
        }
        for dic in &extra {
            all.push(read(&dic.with_extension("aff"), dic).map_err(|error| format!("{error:#}"))?);
        }
        Ok(all)
    };
    Ok(Spelling {
        on: settings.spelling.is_some() || !rules.dictionary.is_empty(),
        dictionaries: Dictionaries::new(open),
        lists: everywhere,
        per_file,
        audit: rules.audit,
    })
}

/// The lists of words by what names them, a file or a folder: each is read once, however often it is named.
#[derive(Default)]
struct Lists(HashMap<PathBuf, Vec<Arc<List>>>);

impl Lists {
    /// Those that a path names.
    fn of(&mut self, path: &Path) -> anyhow::Result<Vec<Arc<List>>> {
        if let Some(known) = self.0.get(path) {
            return Ok(known.clone());
        }
        let files = members(path)?.into_iter();
        let lists = files.map(|path| Ok(Arc::new(list(&path)?)));
        let lists: Vec<_> = lists.collect::<anyhow::Result<_>>()?;
        self.0.insert(path.to_owned(), lists.clone());
        Ok(lists)
    }
}

/// A list of words; its name is the path as messages call it.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn list(path: &Path) -> anyhow::Result<List> {
    match source::read_text(path) {
        Ok(text) => Ok(List::parse(called(path)?, &text)),
        Err(error) => bail!(
            "{}: cannot read the list of words: {}; look at how it is spelt, or begin an empty one",
            path.display(),
            plain(&error)
        ),
    }
}

/// A file, or the files of a folder in the order of their names; hidden ones are left out.
fn members(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let told = || format!("{}: cannot read the folder of lists", path.display());
    for entry in fs::read_dir(path).with_context(told)? {
        let entry = entry.with_context(told)?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let left = || tree::is_left(&entry.path(), Some(path));
        if !hidden && entry.path().is_file() && !left() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// The dictionary of a language; `root` is the folder of the configuration.
fn open(language: &str, first: &[PathBuf], root: &Path) -> Result<Dictionary, String> {
    let told = |error: anyhow::Error| format!("spelling: {error:#}");
    if let Some((aff, dic)) = find(language, first.iter().cloned()) {
        // What it holds may be shown as what a word was meant to be.
        let root = Some(root).filter(|root| dic.starts_with(root));
        if let Some(left) = [&aff, &dic]
            .into_iter()
            .find(|path| tree::is_left(path, root))
        {
            return Err(format!("spelling: {}: {LEFT}", left.display()));
        }
        return read(&aff, &dic).map_err(told);
    }
    if primary(language) == "fr" {
        return Ok(Dictionary::french());
    }
    let named = env::var_os("DICPATH");
    let named = named.iter().flat_map(env::split_paths);
    let user = env::var_os("HOME").map(|home| Path::new(&home).join("Library/Spelling"));
    let system = SYSTEM.iter().map(PathBuf::from);
    match find(language, named.chain(system).chain(user)) {
        Some((aff, dic)) => read(&aff, &dic).map_err(told),
        None => Err(missing(language)),
    }
}

/// The two files of a language: `pt_BR`, or `pt-BR`, or `pt`, or the first country's of that language.
fn find(language: &str, folders: impl Iterator<Item = PathBuf>) -> Option<(PathBuf, PathBuf)> {
    let code = language.split('@').next().unwrap_or(language);
    let names = [
        code.to_owned(),
        code.replace('-', "_"),
        code.replace('_', "-"),
    ];
    let primary = primary(language);
    let usual = home(primary).map(|country| format!("{primary}_{country}"));
    let pair = |dic: PathBuf| {
        let aff = dic.with_extension("aff");
        (dic.is_file() && aff.is_file()).then_some((aff, dic))
    };
    let folders: Vec<PathBuf> = folders.collect();
    let by_name = |name: &str| {
        folders
            .iter()
            .find_map(|folder| pair(folder.join(format!("{name}.dic"))))
    };
    let other_country = || {
        let prefixes = [format!("{primary}_"), format!("{primary}-")];
        folders.iter().find_map(|folder| {
            let mut files: Vec<PathBuf> = fs::read_dir(folder)
                .ok()?
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|path| {
                    path.extension().is_some_and(|extension| extension == "dic")
                        && path
                            .file_stem()
                            .and_then(|stem| stem.to_str())
                            .is_some_and(|stem| {
                                prefixes
                                    .iter()
                                    .any(|prefix| stem.starts_with(prefix.as_str()))
                            })
                })
                .collect();
            files.sort();
            files.into_iter().find_map(pair)
        })
    };
    names
        .iter()
        .find_map(|name| by_name(name))
        .or_else(|| by_name(primary))
        .or_else(|| by_name(&usual?))
        .or_else(other_country)
}

/// The language of a code, without its country and script.
fn primary(language: &str) -> &str {
    language.split(['_', '-', '@']).next().unwrap_or(language)
}

/// The country whose dictionary is meant when none is named.
fn home(language: &str) -> Option<&'static str> {
    Some(match language {
        "en" => "US",
        "pt" => "PT",
        "de" => "DE",
        "es" => "ES",
        "nl" => "NL",
        _ => return None,
    })
}

fn read(aff: &Path, dic: &Path) -> anyhow::Result<Dictionary> {
    let bytes = |path: &Path| match source::read_bytes(path, By::Tree) {
        Ok(bytes) => Ok(bytes),
        Err(error) => bail!(
            "{}: cannot read the dictionary: {}",
            path.display(),
            plain(&error)
        ),
    };
    let mut dictionary = Dictionary::read(&bytes(aff)?, &bytes(dic)?)
        .with_context(|| format!("{}: the dictionary is not understood", dic.display()))?;
    dictionary.name = dic.display().to_string();
    Ok(dictionary)
}

/// What to install: the names are those of the packages in Debian 12 and Fedora 40; Homebrew has no dictionaries, so there
/// the files are put by hand where macOS looks for them.
fn missing(language: &str) -> String {
    let code = language.split('@').next().unwrap_or(language);
    let primary = primary(language);
    let debian = match (primary, code) {
        ("pt", "pt_BR" | "pt-BR") => "hunspell-pt-br".to_owned(),
        ("pt", _) => "hunspell-pt-pt".to_owned(),
        ("de", "de_AT" | "de_CH") => format!("hunspell-{}", code.to_lowercase().replace('_', "-")),
        ("de", _) => "hunspell-de-de".to_owned(),
        ("en", "en_GB" | "en_AU" | "en_CA" | "en_ZA") => {
            format!("hunspell-{}", code.to_lowercase().replace('_', "-"))
        }
        ("en", _) => "hunspell-en-us".to_owned(),
        ("nb" | "nn", _) => "hunspell-no".to_owned(),
        ("eo" | "et" | "fa" | "fo" | "ga" | "gv" | "hy" | "sq" | "tl", _) => {
            format!("myspell-{primary}")
        }
        _ => format!("hunspell-{primary}"),
    };
    let fedora = match code {
        "pt_BR" | "pt-BR" => "hunspell-pt-BR".to_owned(),
        _ => format!("hunspell-{primary}"),
    };
    format!(
        "spelling: there is no dictionary for `{language}`; install {debian} (Debian, Ubuntu) or {fedora} (Fedora), on macOS \
         put {code}.aff and {code}.dic into ~/Library/Spelling, or name their folder with `dictionary-path`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        for (language, packages) in [
            (
                "es",
                "install hunspell-es (Debian, Ubuntu) or hunspell-es (Fedora)",
            ),
            (
                "pt_BR",
                "install hunspell-pt-br (Debian, Ubuntu) or hunspell-pt-BR (Fedora)",
            ),
            (
                "de",
                "install hunspell-de-de (Debian, Ubuntu) or hunspell-de (Fedora)",
            ),
        ] {
            assert!(
                missing(language).contains(packages),
                "{}",
                missing(language)
            );
        }
    }

    #[test]
    fn a_dictionary_is_found_by_its_language() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["pt_BR", "pt_PT", "de_AT", "de_CH", "sr-Latn", "lonely"] {
            for extension in ["aff", "dic"] {
                fs::write(folder.path().join(format!("{name}.{extension}")), "").unwrap();
            }
        }
        fs::write(folder.path().join("nl.dic"), "").unwrap();
        let found = |language| {
            let (_, dic) = find(language, [folder.path().to_owned()].into_iter())?;
            Some(dic.file_stem()?.to_str()?.to_owned())
        };
        for (language, name) in [
            ("pt_BR", Some("pt_BR")),
            ("pt-BR", Some("pt_BR")),
            ("pt", Some("pt_PT")),
            ("de", Some("de_AT")),
            ("de_CH@euro", Some("de_CH")),
            ("sr_Latn", Some("sr-Latn")),
            ("nl", None),
            ("lo", None),
        ] {
            assert_eq!(found(language).as_deref(), name, "{language}");
        }
    }
}
