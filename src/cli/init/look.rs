//! What is to be seen in a repository: in the translations themselves, and in the files of other tools.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::cli::inputs::Inputs;
use crate::engine::certain_language;
use crate::po::header;
use crate::po::wrap::Width;
use crate::po::writer::Layout;
use crate::rules::terminology::Pack;
use crate::source::{self, tree};

/// How many translations are read: more say nothing new.
const READ: usize = 600;

/// Header fields that a team has decided on once for all.
const DECIDED: [&str; 3] = ["Project-Id-Version", "Language", "Language-Team"];

/// Words that the makers of templates leave to be replaced.
const UNFILLED: [&str; 4] = ["PACKAGE", "LL@li.org", "EMAIL@ADDRESS", "FULL NAME"];

/// A sort of repository that has ways of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Sphinx,
    Django,
    WordPress,
    Kde,
    Qt,
    Gnome,
    Po4a,
    Odoo,
    Weblate,
}

/// Files that make a repository one of a sort.
#[rustfmt::skip]
const SIGNS: [(Kind, &[&str]); 4] = [
    (Kind::Sphinx, &["conf.py", "docs/conf.py", "doc/conf.py", "doc/source/conf.py", "docs/source/conf.py"]),
    (Kind::Django, &["manage.py"]),
    (Kind::Gnome, &["po/LINGUAS", "LINGUAS"]),
    (Kind::Po4a, &["po4a.cfg", "po4a.conf", "po/po4a.cfg", "po/po4a.conf", "doc/po4a.cfg", "doc/po4a.conf"]),
];

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// How many translations there are.
    pub files: usize,
    /// How many of them were read.
    pub read: usize,
    /// Languages that headers name, with the number of files.
    pub languages: BTreeMap<String, usize>,
    /// Files whose header names no language.
    pub without_language: usize,
    /// Languages that the paths name, of files whose header names none, with the number of files.
    pub languages_of_paths: BTreeMap<String, usize>,
    /// Values of the fields that are decided once, with the number of files.
    pub fields: BTreeMap<&'static str, BTreeMap<String, usize>>,
    /// Widths that the files are wrapped at, with their number; `None`: not at all.
    pub widths: BTreeMap<Option<usize>, usize>,
    /// Built-in packs that are on by themselves, and what they say of the header.
    pub packs: Vec<(&'static str, Vec<String>)>,
    /// A list of the project's own words, and which file checks spelling with it.
    pub words: Option<(String, Option<String>)>,
    /// What `.potodoignore` leaves out.
    pub excluded: Vec<String>,
    /// Tools that other files run: the tool, where, and what does their work here.
    pub tools: Vec<(&'static str, String, &'static str)>,
    /// Files of continuous integration.
    pub integration: Vec<String>,
    /// Whether pre-commit runs here.
    pub pre_commit: bool,
    /// What sorts of repository it is, with the number of files that say so.
    pub kinds: BTreeMap<Kind, usize>,
    /// Signs before the letter of an accelerator that headers name, with the number of files.
    pub accelerators: BTreeMap<String, usize>,
    /// Lines of .gitattributes about translations.
    pub attributes: Vec<String>,
}

/// Tools, and what stands for them.
const TOOLS: [(&str, &str); 9] = [
    ("pospell", "the rule `spelling`, by the table [spelling]"),
    ("powrap", "`polir fmt`, `polir fmt --check`"),
    (
        "sphinx-lint",
        "the groups `rst` and `typography`, on by themselves",
    ),
    ("padpo", "the groups `terminology` and `typography`"),
    ("poexam", "`polir check`"),
    ("dennis-cmd", "the group `format`"),
    ("pofilter", "`polir check`"),
    ("potodo", "`polir stats`"),
    (
        "msgfmt",
        "the groups `syntax`, `header`, `plural` and `format`",
    ),
];

/// Folders and files that say what continuous integration does.
const INTEGRATION: [&str; 9] = [
    ".woodpecker.yml",
    ".woodpecker.yaml",
    ".woodpecker",
    ".gitlab-ci.yml",
    ".github/workflows",
    ".forgejo/workflows",
    ".gitea/workflows",
    ".travis.yml",
    ".circleci/config.yml",
];

/// Other files that run tools.
const RECIPES: [&str; 7] = [
    "Makefile",
    "makefile",
    ".pre-commit-config.yaml",
    "tox.ini",
    "justfile",
    "noxfile.py",
    "package.json",
];

/// Names that lists of words go by.
const WORDS: [&str; 5] = [
    "dict",
    "dict.txt",
    "dictionary.txt",
    "wordlist.txt",
    ".dict",
];

/// Looks around.
pub(super) fn at(folder: &Path, inputs: &Inputs) -> Seen {
    let mut seen = Seen {
        files: inputs.files.len(),
        ..Seen::default()
    };
    // Evenly from the whole tree, so that no folder speaks for the others.
    let step = inputs.files.len().div_ceil(READ).max(1);
    for input in inputs.files.iter().step_by(step) {
        if let Ok(decoded) = input.read() {
            seen.file(&input.relative, &decoded.text);
        }
    }
    for (name, text) in Pack::builtin() {
        if let Ok(pack) = Pack::parse(name, text) {
            let most = |field: &str| most(seen.fields.get(field)?);
            let project = most("Project-Id-Version").unwrap_or_default();
            let language = seen.language().unwrap_or_default();
            let meant = pack
                .project
                .as_ref()
                .is_some_and(|regex| regex.is_match(&project));
            if meant && !language.is_empty() && pack.speaks(&language) {
                let fields = pack.header.iter().map(|(field, _)| field.clone());
                seen.packs.push((name, fields.collect()));
            }
        }
    }
    for (kind, names) in SIGNS {
        if names.iter().any(|name| folder.join(name).is_file()) {
            seen.kinds.insert(kind, seen.read);
        }
    }
    let half = seen.read.div_ceil(2).max(1);
    seen.kinds.retain(|_, count| *count >= half);
    seen.recipes(folder);
    seen.pre_commit = folder.join(".pre-commit-config.yaml").is_file();
    let text = |name: &str| own_text(folder, name);
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    seen.excluded = lines(&text(".potodoignore"));
    seen.attributes = lines(&text(".gitattributes"))
        .into_iter()
        .filter(|line| line.starts_with("*.po"))
        .collect();
    if seen.words.is_none() {
        let found = WORDS.iter().find(|name| is_word_list(&text(name)));
        seen.words = found.map(|name| ((*name).to_owned(), None));
    }
    seen
}

/// The text of a file of the tree; none where a link leads out of it.
fn own_text(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    if tree::is_left(&path, Some(folder)) {
        return String::new();
    }
    source::read_text(&path).unwrap_or_default()
}

/// The value that most files have.
pub(super) fn most(values: &BTreeMap<String, usize>) -> Option<String> {
    let most = values.iter().max_by_key(|(_, count)| **count);
    most.map(|(value, _)| value.clone())
}

/// Short lines of a word each.
fn is_word_list(text: &str) -> bool {
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    lines.peek().is_some()
        && lines
            .take(200)
            .all(|line| line.split_whitespace().count() <= 2 && line.len() < 60)
}

impl Seen {
    /// The language that nearly all headers name.
    pub(super) fn language(&self) -> Option<String> {
        let language = most(&self.languages)?;
        let named: usize = self.languages.values().sum();
        (self.languages[&language] * 10 >= named * 9).then_some(language)
    }

    fn file(&mut self, path: &str, text: &str) {
        self.read += 1;
        let fields = header::find(text).unwrap_or_default();
        let value = |name: &str| {
            header::value(&fields, name)
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let language = value("Language");
        if language.is_empty() {
            self.without_language += 1;
            if let Some(language) = certain_language(path) {
                *self
                    .languages_of_paths
                    .entry(language.to_owned())
                    .or_default() += 1;
            }
        } else {
            *self.languages.entry(language).or_default() += 1;
        }
        let accelerator = value("X-Accelerator-Marker");
        let generator = value("X-Generator");
        let is_below = |suffix: &str| path.ends_with(suffix);
        for (kind, holds) in [
            (
                Kind::Sphinx,
                text.contains(".rst:") && text.contains("\n#: "),
            ),
            (
                Kind::Django,
                is_below("LC_MESSAGES/django.po") || is_below("LC_MESSAGES/djangojs.po"),
            ),
            (
                Kind::WordPress,
                generator.starts_with("GlotPress")
                    || generator.starts_with("WP-CLI")
                    || !value("X-Domain").is_empty()
                    || !value("X-Poedit-WPHeader").is_empty(),
            ),
            (
                Kind::Kde,
                !accelerator.is_empty() || value("X-Environment") == "kde",
            ),
            (Kind::Qt, value("X-Qt-Contexts") == "true"),
            (Kind::Odoo, text.contains("\n#. module: ")),
            (Kind::Weblate, generator.starts_with("Weblate")),
        ] {
            if holds {
                *self.kinds.entry(kind).or_default() += 1;
            }
        }
        if !accelerator.is_empty() {
            *self.accelerators.entry(accelerator).or_default() += 1;
        }
        for field in DECIDED {
            let value = value(field);
            if !value.is_empty() && !UNFILLED.iter().any(|words| value.contains(words)) {
                *self
                    .fields
                    .entry(field)
                    .or_default()
                    .entry(value)
                    .or_default() += 1;
            }
        }
        match Layout::of(text).width {
            Some(Width::Columns(columns)) => *self.widths.entry(Some(columns)).or_default() += 1,
            Some(Width::NoWrap) => *self.widths.entry(None).or_default() += 1,
            None => {}
        }
    }

    /// Reads what runs tools.
    fn recipes(&mut self, folder: &Path) {
        for name in INTEGRATION.iter().chain(&RECIPES) {
            let is_integration = INTEGRATION.contains(name);
            let path = folder.join(name);
            let mut files = Vec::new();
            if tree::is_left(&path, Some(folder)) {
                continue;
            }
            if path.is_dir() {
                let entries = fs::read_dir(&path).into_iter().flatten().flatten();
                let mut names: Vec<String> = entries
                    .map(|entry| entry.file_name().to_string_lossy().into_owned())
                    .filter(|name| {
                        let extension = Path::new(name).extension();
                        extension.is_some_and(|extension| extension == "yml" || extension == "yaml")
                    })
                    .collect();
                names.sort();
                files.extend(names.into_iter().map(|file| format!("{name}/{file}")));
            } else if path.is_file() {
                files.push((*name).to_owned());
            }
            for file in files {
                let text = own_text(folder, &file);
                for (tool, instead) in TOOLS {
                    let known = self.tools.iter().any(|(known, ..)| *known == tool);
                    if !known && mentions(&text, tool) {
                        self.tools.push((tool, file.clone(), instead));
                    }
                }
                if self.words.is_none()
                    && let Some(words) = personal_words(&text)
                    && folder.join(&words).is_file()
                {
                    self.words = Some((words, Some(file.clone())));
                }
                if is_integration {
                    self.integration.push(file);
                }
            }
        }
    }
}

/// Whether a tool is named, outside of comments.
fn mentions(text: &str, tool: &str) -> bool {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    lines.into_iter().any(|line| {
        line.match_indices(tool).any(|(at, _)| {
            let word = |c: char| c.is_alphanumeric() || c == '_';
            !line[..at].ends_with(word) && !line[at + tool.len()..].starts_with(word)
        })
    })
}

/// The list of words that a call of pospell names: `-p dict`, `--personal-dict=dict`.
fn personal_words(text: &str) -> Option<String> {
    let line = text.lines().find(|line| {
        line.contains("pospell") && (line.contains(" -p") || line.contains("--personal-dict"))
    })?;
    let mut words = line
        .split([' ', '=', '\t', '"', '\''])
        .filter(|word| !word.is_empty());
    words.find(|word| matches!(*word, "-p" | "--personal-dict"))?;
    words
        .next()
        .map(|word| word.trim_matches(['[', ']', ',']).to_owned())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makefiles_say() {
        let text = "spell:\n\t$(VENV)/bin/pospell -p dict -l fr_FR $(FILES)\n# powrap is not run\n";
        assert_eq!(personal_words(text).as_deref(), Some("dict"));
        assert_eq!(
            personal_words("pospell --personal-dict=my.txt x.po").as_deref(),
            Some("my.txt")
        );
        assert!(mentions(text, "pospell") && !mentions(text, "powrap"));
        assert!(!mentions("pospells", "pospell"));
        assert!(
            is_word_list("Python\nCPython\n")
                && !is_word_list("")
                && !is_word_list("This is no list of words\n")
        );
    }
}
