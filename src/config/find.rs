//! Which configuration a file has: the nearest one upward from it, each read once.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::Settings;
use crate::source::{self, tree, unreadable};

/// The names that are looked for in a folder, the first that is there and speaks of us wins.
const NAMES: [&str; 2] = ["polir.toml", "pyproject.toml"];

/// The configurations of a run, found as files ask for theirs.
pub struct Configurations {
    loaded: Vec<Settings>,
    by_folder: HashMap<PathBuf, usize>,
    /// Whether every file has number 0, because the command line said which one or that there is none.
    fixed: bool,
    /// What holds whatever they say: `KEY=VALUE`.
    set: Vec<String>,
}

impl Configurations {
    /// Configurations found upward from each file; number 0 says nothing and is relative to `folder`.
    #[must_use]
    pub fn nearest(folder: &Path) -> Self {
        Configurations {
            loaded: vec![Settings::none(folder)],
            by_folder: HashMap::new(),
            fixed: false,
            set: Vec::new(),
        }
    }

    /// No configuration for any file.
    #[must_use]
    pub fn none(folder: &Path) -> Self {
        Configurations {
            fixed: true,
            ..Self::nearest(folder)
        }
    }

    /// The configuration `file` for every file.
    ///
    /// # Errors
    /// When it cannot be read or is wrong.
    pub fn only(file: &Path) -> anyhow::Result<Self> {
        let settings = load(file)?.with_context(|| {
            format!(
                "{}: there is no table [tool.polir] in it; add one, or name a polir.toml",
                file.display()
            )
        })?;
        Ok(Configurations {
            loaded: vec![settings],
            by_folder: HashMap::new(),
            fixed: true,
            set: Vec::new(),
        })
    }

    /// The same with these values (`KEY=VALUE`) in place of what they say.
    ///
    /// # Errors
    /// When one of them is wrong.
    pub fn with(mut self, set: &[String]) -> anyhow::Result<Self> {
        for settings in &mut self.loaded {
            for value in set {
                settings.set(value)?;
            }
        }
        self.set = set.to_vec();
        Ok(self)
    }

    /// The number of the configuration of the files in `folder`, an absolute path.
    ///
    /// # Errors
    /// When the nearest configuration cannot be read or is wrong.
    pub fn of(&mut self, folder: &Path) -> anyhow::Result<usize> {
        if self.fixed {
            return Ok(0);
        }
        if let Some(&known) = self.by_folder.get(folder) {
            return Ok(known);
        }
        let number = match here(folder)? {
            Some(mut settings) => {
                for value in &self.set {
                    settings.set(value)?;
                }
                self.loaded.push(settings);
                self.loaded.len() - 1
            }
            None => match folder.parent() {
                Some(parent) => self.of(parent)?,
                None => 0,
            },
        };
        self.by_folder.insert(folder.to_owned(), number);
        Ok(number)
    }

    /// A configuration by its number.
    #[must_use]
    pub fn get(&self, number: usize) -> &Settings {
        &self.loaded[number]
    }

    /// How many there are.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "number 0 is always there")]
    pub fn len(&self) -> usize {
        self.loaded.len()
    }
}

fn here(folder: &Path) -> anyhow::Result<Option<Settings>> {
    for name in NAMES {
        let file = folder.join(name);
        if !file.is_file() {
            continue;
        }
        if tree::is_left(&file, Some(folder)) {
            bail!(
                "{}: it is a link that leads out of the tree; name what it leads to with --config",
                file.display()
            );
        }
        if let Some(settings) = load(&file)? {
            return Ok(Some(settings));
        }
    }
    Ok(None)
}

fn load(file: &Path) -> anyhow::Result<Option<Settings>> {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let folder = std::env::current_dir().unwrap_or_default();
    // Messages call it as the user would from here.
    let name = absolute.strip_prefix(&folder).unwrap_or(&absolute);
    let text = source::read_text(file).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => {
            anyhow::anyhow!("{}: it is not UTF-8; save it as UTF-8", name.display())
        }
        _ => anyhow::anyhow!("{}: {}", name.display(), unreadable("", &error)),
    })?;
    let settings = Settings::parse(name, &text)?;
    Ok(settings.map(|settings| Settings {
        root: absolute.parent().unwrap_or(&folder).to_owned(),
        ..settings
    }))
}
