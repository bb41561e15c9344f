//! The keys of a configuration, each with all that is known of it: what is refused as unknown, the JSON schema, the table of
//! the documentation and `polir config` come from this one list.

use crate::rules::typography::Marks;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A list of strings; a single string is a list of one.
    Texts,
    /// True or false.
    Flag,
    /// A whole number above 0.
    Number,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A table of strings, by names of the user's.
    TextByName,
    /// A table of lists of strings, by globs of files.
    TextsByGlob,
    /// One of the second strings for all, or a table that has it by the first ones.
    OneOfBy(&'static [&'static str], &'static [&'static str]),
}

/// One key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name; in a table behind the table's name and a dot.
    pub name: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// What holds when it is not there, as TOML; nothing where that depends, or nothing does.
    pub default: Option<&'static str>,
    /// The option of the command line that says the same; `--set` can say all.
    pub option: Option<&'static str>,
    /// What it says, in a sentence without a final full stop.
    pub says: &'static str,
    /// A value that makes sense, as TOML.
    pub example: &'static str,
}

/// All of them, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    Key {
        name: "lang",
        kind: Kind::Text,
        default: None,
        option: Some("--lang"),
        says: "The language of the translations; else the header's `Language`, else what the path says",
        example: "\"fr\"",
    },
    Key {
        name: "packs",
        kind: Kind::Texts,
        default: None,
        option: Some("--pack"),
        says: "Terminology packs: names of built-in ones, or paths relative to the configuration; without the key each built-in one is on in the project that it is meant for, and `[]` turns them off",
        example: "[\"python-docs-fr\", \"terms.toml\"]",
    },
    Key {
        name: "profile",
        kind: Kind::OneOf(&["breakage", "sphinx-lint"]),
        default: None,
        option: Some("--select"),
        says: "A choice of rules with a name, in place of `select`: `breakage` is what crashes, loses text or breaks markup, and no style; `sphinx-lint` is what that checks",
        example: "\"breakage\"",
    },
    Key {
        name: "select",
        kind: Kind::Texts,
        default: Some("[\"default\"]"),
        option: Some("--select"),
        says: "Which rules run: ids of rules or terms, groups, profiles, `default`, `all`",
        example: "[\"default\", \"typography\"]",
    },
    Key {
        name: "extend-select",
        kind: Kind::Texts,
        default: Some("[]"),
        option: Some("--extend-select"),
        says: "Rules that run beside those",
        example: "[\"wrapping\"]",
    },
    Key {
        name: "ignore",
        kind: Kind::Texts,
        default: Some("[]"),
        option: Some("--ignore"),
        says: "Rules that do not run; the most specific name decides",
        example: "[\"header-boilerplate\"]",
    },
    Key {
        name: "exclude",
        kind: Kind::Texts,
        default: Some("[]"),
        option: Some("--exclude"),
        says: "What a folder is walked without, as lines of a .gitignore, relative to the configuration; folders of test data (`tests`, `fixtures`…) are read where they are named",
        example: "[\"whatsnew/2.?.po\"]",
    },
    Key {
        name: "baseline",
        kind: Kind::Text,
        default: None,
        option: Some("--baseline"),
        says: "The file of the findings that are known, relative to the configuration: they are not shown and fail no run",
        example: "\"polir-baseline.json\"",
    },
    Key {
        name: "width",
        kind: Kind::Number,
        default: Some("79"),
        option: Some("fmt --width"),
        says: "The column that strings are wrapped at, for `fmt` and the rules about layout",
        example: "79",
    },
    Key {
        name: "fail-on",
        kind: Kind::OneOf(&["info", "warning", "error"]),
        default: Some("\"warning\""),
        option: Some("check --fail-on"),
        says: "The severity from which on a finding fails the run; that of the current folder's configuration counts",
        example: "\"error\"",
    },
    Key {
        name: "fuzzy",
        kind: Kind::Flag,
        default: Some("false"),
        option: Some("--fuzzy"),
        says: "Whether fuzzy entries are checked and fixed too",
        example: "true",
    },
    Key {
        name: "inherited",
        kind: Kind::Flag,
        default: Some("false"),
        option: Some("--inherited"),
        says: "Whether faults of markup are shown that the source has too",
        example: "true",
    },
    Key {
        name: "header",
        kind: Kind::TextByName,
        default: None,
        option: None,
        says: "Exact values that fields of the header must have",
        example: "{ Language-Team = \"French <traduc@example.org>\" }",
    },
    Key {
        name: "header-comment",
        kind: Kind::Text,
        default: None,
        option: None,
        says: "A regular expression that one of the comments above the header must match",
        example: "'^Copyright \\(C\\) [0-9-]+'",
    },
    Key {
        name: "placeholders",
        kind: Kind::Texts,
        default: Some("[]"),
        option: None,
        says: "Regular expressions of the placeholders that a translation shares with its source, for the rule `placeholder`",
        example: "['%\\w+%']",
    },
    Key {
        name: "accelerator",
        kind: Kind::Text,
        default: None,
        option: None,
        says: "The sign before the letter of a keyboard accelerator, for the rule `accelerator`",
        example: "\"&\"",
    },
    Key {
        name: "per-file-ignores",
        kind: Kind::TextsByGlob,
        default: None,
        option: None,
        says: "Globs of files, relative to the configuration, and the rules that do not run in them",
        example: "{ \"c-api/*\" = [\"terminology\"] }",
    },
    Key {
        name: "typography.apostrophe",
        kind: Kind::OneOf(&["curly", "straight"]),
        default: Some("\"curly\""),
        option: None,
        says: "Which apostrophe is written, for the rule `apostrophe`",
        example: "\"curly\"",
    },
    Key {
        name: "typography.no-break-space",
        kind: Kind::OneOfBy(&Marks::SPACED, &["wide", "narrow"]),
        default: Some("\"wide\""),
        option: None,
        says: "Which no-break space is written beside high punctuation: `wide` is U+00A0, `narrow` U+202F; one for all signs, or a table by sign",
        example: "{ \";\" = \"narrow\", \"!\" = \"narrow\", \"?\" = \"narrow\" }",
    },
    Key {
        name: "spelling.dictionary",
        kind: Kind::Texts,
        default: Some("[]"),
        option: Some("--dictionary"),
        says: "The project's own words: files with one a line, or folders of such files, relative to the configuration; the table [spelling] turns the rule `spelling` on",
        example: "\"dict\"",
    },
    Key {
        name: "spelling.per-file-dictionary",
        kind: Kind::TextsByGlob,
        default: None,
        option: None,
        says: "Globs of files, and lists of words that hold for them beside those",
        example: "{ \"c-api/*\" = [\"dict-c\"] }",
    },
    Key {
        name: "spelling.languages",
        kind: Kind::Texts,
        default: Some("[]"),
        option: None,
        says: "Languages whose words are right too",
        example: "[\"en_US\"]",
    },
    Key {
        name: "spelling.dictionary-path",
        kind: Kind::Texts,
        default: Some("[]"),
        option: Some("--dictionary-path"),
        says: "Folders of Hunspell dictionaries that are looked at before those of the system",
        example: "[\"dictionaries\"]",
    },
    Key {
        name: "repository.url",
        kind: Kind::Text,
        default: None,
        option: None,
        says: "Where a file can be seen on the web, for the links of the HTML reports: `{path}` is its path relative to the configuration, `{line}` the line",
        example: "\"https://example.org/project/blob/main/{path}#L{line}\"",
    },
];

/// The names that are known within a table; `""`: at the top.
#[must_use]
pub fn known(table: &str) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for key in KEYS {
        let name = if table.is_empty() {
            key.name.split('.').next()
        } else {
            let rest = key.name.strip_prefix(table);
            rest.and_then(|rest| rest.strip_prefix('.'))
        };
        if let Some(name) = name
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// The key that a value within the configuration belongs to: that of this name, or whose table it is in.
#[must_use]
pub fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| {
        path.strip_prefix(key.name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
