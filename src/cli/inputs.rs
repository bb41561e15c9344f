//! From the paths of the command line to the files of a run, each with its configuration.
//!
//! A folder is walked for `*.po` and `*.pot`, without hidden folders, what `.gitignore` or `exclude` leave out, and links that
//! lead out of the tree, and folders of test data; a file that is named is read whatever it is called. A file that is reached twice, under whatever
//! names, is read once.

use std::collections::{HashMap, hash_map};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use anyhow::{Context as _, bail};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::args::{self, Files, Global};
use super::terminal;
use crate::config::{Configurations, Settings};
use crate::globs::PerFile;
use crate::po::charset::Decoded;
use crate::source::{self, By, tree, unreadable};

/// A file of a run.
#[derive(Debug)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// How it is called in messages: relative to the current folder, with `/`.
    pub name: String,
    /// How it is called by globs: relative to its configuration, with `/`.
    pub relative: String,
    /// The number of its configuration.
    pub configuration: usize,
    /// Whether it comes from standard input.
    pub stdin: bool,
    /// Whether the command line names it.
    pub named: bool,
    /// Whether its last part is a symbolic link.
    link: bool,
}

impl Input {
    /// Who says that it is to be read.
    #[must_use]
    pub fn by(&self) -> By {
        if self.named { By::User } else { By::Tree }
    }

    /// Reads it.
    ///
    /// # Errors
    /// What the system says, in words.
    pub fn read(&self) -> Result<Decoded, String> {
        let read = if self.stdin {
            read_stdin()
        } else {
            source::read_by(&self.path, self.by())
        };
        read.map_err(|error| unreadable("", &error))
    }

    /// Reads its bytes into a buffer that was used before.
    ///
    /// # Errors
    /// What the system says, in words.
    pub fn read_into<'b>(&self, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], String> {
        let read = if self.stdin {
            buffer.clear();
            io::Read::read_to_end(&mut io::stdin().lock(), buffer).map(|_| buffer.as_slice())
        } else {
            source::read_into(&self.path, self.by(), buffer)
        };
        read.map_err(|error| unreadable("", &error))
    }
}

fn read_stdin() -> io::Result<Decoded> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)?;
    Ok(Decoded::new(bytes))
}

/// What went wrong with a file, while the others went on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as messages call it.
    pub file: String,
    /// What happened, and what to do.
    pub message: String,
}

/// The files of a run.
pub struct Inputs {
    /// In the order of their names.
    pub files: Vec<Input>,
    /// What could not be found or read on the way.
    pub problems: Vec<Problem>,
    /// Their configurations.
    pub configurations: Configurations,
    /// The configuration of the current folder: it decides what concerns the whole run.
    pub here: usize,
    /// Whether there is no file because `--force-exclude` left all named ones out.
    pub all_excluded: bool,
    /// The links that no walk followed, as messages call them.
    pub skipped: Vec<String>,
    /// Files below folders of test data that nobody named.
    test_data: Vec<String>,
    /// The current folder.
    folder: PathBuf,
    /// What the command line leaves out.
    exclude: Gitignore,
    force_exclude: bool,
}

impl Inputs {
    /// The configuration that decides what concerns the whole run.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.configurations.get(self.here)
    }

    /// Where a file, or a line of it, can be seen on the web, by the file's name in messages.
    pub fn links(&self) -> impl Fn(&str, Option<u32>) -> Option<String> + '_ {
        let forge = |input: &Input| self.configurations.get(input.configuration).forge.as_ref();
        let known = self.files.iter().filter_map(move |input| {
            let there = forge(input).filter(|_| !input.stdin)?;
            Some((input.name.as_str(), (there, input.relative.as_str())))
        });
        let known: HashMap<_, _> = known.collect();
        move |name, line| {
            let (forge, path) = known.get(name)?;
            Some(forge.link(path, line))
        }
    }

    /// No file, but what `args` say of which files and which configuration.
    ///
    /// # Errors
    /// When a configuration or glob is wrong.
    pub fn none(args: &Files) -> anyhow::Result<Inputs> {
        let folder = current_folder()?;
        let mut configurations = configurations(&args.config, &folder)?;
        let here = configurations.of(&folder)?;
        Ok(Inputs {
            files: Vec::new(),
            problems: Vec::new(),
            configurations,
            here,
            all_excluded: false,
            skipped: Vec::new(),
            test_data: Vec::new(),
            exclude: globs(&folder, &args.exclude)?,
            folder,
            force_exclude: args.force_exclude,
        })
    }

    /// Finds the files that `args` ask for; `.pot` files of a folder only with `templates`.
    ///
    /// # Errors
    /// When no file is found, or a configuration or glob is wrong.
    pub fn find(args: &Files, templates: bool) -> anyhow::Result<Inputs> {
        let folder = current_folder()?;
        let mut configurations = configurations(&args.config, &folder)?;
        let here = configurations.of(&folder)?;
        let mut search = Search {
            templates,
            exclude: globs(&folder, &args.exclude)?,
            folder,
            found: Vec::new(),
            problems: Vec::new(),
            skipped: Vec::new(),
            test_data: Vec::new(),
        };
        let default = [PathBuf::from(".")];
        let paths = if args.paths.is_empty() {
            &default[..]
        } else {
            &args.paths
        };
        for path in paths {
            search.path(path, args);
        }
        let Search {
            folder,
            exclude,
            found,
            problems,
            mut skipped,
            mut test_data,
            ..
        } = search;
        skipped.sort();
        test_data.sort();
        let mut excludes: Vec<Option<Gitignore>> = Vec::new();
        let mut files = Vec::with_capacity(found.len());
        let mut left_out = 0;
        for mut input in found {
            let absolute = absolute(&folder, &input.path);
            let parent = absolute.parent().unwrap_or(&folder);
            input.configuration = configurations.of(parent)?;
            let settings = configurations.get(input.configuration);
            excludes.resize_with(configurations.len(), || None);
            let own = match &mut excludes[input.configuration] {
                Some(globs) => globs,
                none => none.insert(globs(&settings.root, &settings.exclude)?),
            };
            let left = || matches(own, &absolute) || matches(&exclude, &absolute);
            if (!input.named || args.force_exclude) && left() {
                left_out += 1;
                continue;
            }
            input.relative = slashes(absolute.strip_prefix(&settings.root).unwrap_or(&input.path));
            files.push(input);
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let files = once(files);
        let all_excluded =
            files.is_empty() && left_out > 0 && problems.is_empty() && args.force_exclude;
        if files.is_empty() && problems.is_empty() && !all_excluded {
            let kinds = if templates { ".po or .pot" } else { ".po" };
            let places: Vec<_> = paths.iter().map(|path| name_of(path, &folder)).collect();
            let places = places.join(", ");
            if left_out > 0 {
                bail!("{places}: every {kinds} file is excluded; name one, or look at `exclude`");
            }
            if !test_data.is_empty() {
                bail!(
                    "{places}: every {kinds} file there is test data; name its folder, or a file in it"
                );
            }
            bail!(
                "{places}: no {kinds} file there; name a file, or a folder that holds some \
                 (what .gitignore lists, hidden folders and links that lead out of the tree are passed over)"
            );
        }
        Ok(Inputs {
            files,
            problems,
            configurations,
            here,
            all_excluded,
            skipped,
            test_data,
            folder,
            exclude,
            force_exclude: args.force_exclude,
        })
    }

    /// Says which links were skipped, where somebody wants to know more.
    pub fn tell_skipped(&self, global: &Global) {
        if global.verbose == 0 {
            return;
        }
        for link in &self.skipped {
            terminal::note(&format!(
                "{link}: skipped: a link to a folder or out of the tree"
            ));
        }
        for file in &self.test_data {
            terminal::note(&format!(
                "{file}: skipped: test data; name its folder to read it"
            ));
        }
    }

    /// How messages call a file that may not be there (any more), unless the command line or its configuration leaves it
    /// out; `path` is absolute and without links.
    ///
    /// # Errors
    /// When its configuration is wrong.
    pub fn name_if_included(&mut self, path: &Path, named: bool) -> anyhow::Result<Option<String>> {
        let parent = path.parent().unwrap_or(path);
        let number = self.configurations.of(parent)?;
        let settings = self.configurations.get(number);
        let own = globs(&settings.root, &settings.exclude)?;
        let left_out = matches(&own, path) || matches(&self.exclude, path);
        let folder = fs::canonicalize(&self.folder);
        let inside = path.strip_prefix(folder.as_deref().unwrap_or(&self.folder));
        let test_data = !named && inside.is_ok_and(tree::is_test_data);
        if left_out && (!named || self.force_exclude) || test_data {
            return Ok(None);
        }
        Ok(Some(name_of(
            path,
            folder.as_deref().unwrap_or(&self.folder),
        )))
    }
}

/// The configuration of a command that reads no translation: that of the current folder.
///
/// # Errors
/// When it cannot be read or is wrong.
pub fn settings_here(args: &args::Config) -> anyhow::Result<Settings> {
    let folder = current_folder()?;
    let mut configurations = configurations(args, &folder)?;
    let here = configurations.of(&folder)?;
    Ok(configurations.get(here).clone())
}

/// How messages call a file of the configuration.
///
/// # Errors
/// When the current folder is not known.
pub fn called(path: &Path) -> anyhow::Result<String> {
    let folder = current_folder()?;
    Ok(name_of(&absolute(&folder, path), &folder))
}

/// The configuration of a file or folder, and what its globs call it.
///
/// # Errors
/// When there is no such path, or its configuration cannot be read or is wrong.
pub fn settings_of(args: &args::Config, path: &Path) -> anyhow::Result<(Settings, String)> {
    let folder = current_folder()?;
    let mut configurations = configurations(args, &folder)?;
    let metadata = fs::metadata(path)
        .map_err(|error| anyhow::anyhow!("{}: {}", path.display(), unreadable("", &error)))?;
    let absolute = absolute(&folder, path);
    let of = match absolute.parent() {
        Some(parent) if !metadata.is_dir() => parent,
        _ => &absolute,
    };
    let number = configurations.of(of)?;
    let settings = configurations.get(number).clone();
    let relative = absolute.strip_prefix(&settings.root).unwrap_or(path);
    let relative = slashes(relative);
    Ok((settings, relative))
}

fn current_folder() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("cannot tell the current folder; go to one that is there")
}

fn configurations(args: &args::Config, folder: &Path) -> anyhow::Result<Configurations> {
    let all = match &args.config {
        Some(file) => Configurations::only(file)?,
        None if args.no_config => Configurations::none(folder),
        None => Configurations::nearest(folder),
    };
    all.with(&args.set)
}

struct Search {
    folder: PathBuf,
    templates: bool,
    exclude: Gitignore,
    found: Vec<Input>,
    problems: Vec<Problem>,
    skipped: Vec<String>,
    /// What tests read, and nobody named.
    test_data: Vec<String>,
}

impl Search {
    fn path(&mut self, path: &Path, args: &Files) {
        if path.as_os_str() == "-" {
            let path = args.stdin_filename.clone();
            let name = path
                .as_deref()
                .map_or_else(|| "-".to_owned(), |path| name_of(path, &self.folder));
            self.push(
                path.unwrap_or_else(|| PathBuf::from("-")),
                name,
                true,
                true,
                false,
            );
            return;
        }
        match fs::metadata(path) {
            Ok(_) if tree::is_left_on_the_way(path) => self.problem(
                path,
                "it is a link that leads out of the repository; name what it leads to",
            ),
            Ok(metadata) if metadata.is_dir() => self.walk(path),
            Ok(_) => {
                let link = path.symlink_metadata();
                let link = link.is_ok_and(|metadata| metadata.is_symlink());
                self.push(
                    path.to_owned(),
                    name_of(path, &self.folder),
                    true,
                    false,
                    link,
                );
            }
            Err(error) => self.problem(path, &unreadable("", &error)),
        }
    }

    fn push(&mut self, path: PathBuf, name: String, named: bool, stdin: bool, link: bool) {
        self.found.push(Input {
            link,
            path,
            name,
            relative: String::new(),
            configuration: 0,
            stdin,
            named,
        });
    }

    fn problem(&mut self, path: &Path, message: &str) {
        self.problems.push(Problem {
            file: name_of(path, &self.folder),
            message: message.to_owned(),
        });
    }

    fn walk(&mut self, folder: &Path) {
        if let Some(strange) = strange_ignores(folder) {
            self.problem(&strange, STRANGE);
            return;
        }
        let (exclude, root) = (self.exclude.clone(), self.folder.clone());
        let strange = Arc::new(Mutex::new(Vec::new()));
        let not_looked_at = Arc::clone(&strange);
        let walk = WalkBuilder::new(folder)
            .hidden(true)
            .ignore(false)
            .git_global(false)
            .require_git(false)
            .filter_entry(move |entry| {
                // Files are looked at later, so that it can be told that they are excluded.
                if !is_folder(entry) {
                    return true;
                }
                if is_strange(&entry.path().join(GITIGNORE)) {
                    let mut strange = not_looked_at.lock().unwrap_or_else(PoisonError::into_inner);
                    strange.push(entry.path().join(GITIGNORE));
                    return false;
                }
                exclude.is_empty()
                    || !exclude
                        .matched(absolute(&root, entry.path()), true)
                        .is_ignore()
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if !is_folder(&entry) && self.wanted(entry.path()) => {
                    let name = name_of(entry.path(), &self.folder);
                    let inside = entry.path().strip_prefix(folder);
                    if inside.is_ok_and(tree::is_test_data) {
                        self.test_data.push(name);
                        continue;
                    }
                    // Nor is a link to a folder followed, as a walk could then go in circles.
                    let path = entry.path();
                    let follow = || !tree::is_left(path, Some(folder)) && path.is_file();
                    let link = entry.path_is_symlink();
                    if !link || follow() {
                        self.push(entry.into_path(), name, false, false, link);
                    } else {
                        self.skipped.push(name);
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let message = error.io_error().map_or_else(
                        || format!("cannot read: {error}; look at what is there"),
                        |error| unreadable("", &error.kind().into()),
                    );
                    let at = path_of(&error).unwrap_or(folder).to_owned();
                    self.problem(&at, &message);
                }
            }
        }
        let strange = strange.lock().unwrap_or_else(PoisonError::into_inner);
        for path in strange.iter() {
            self.problem(path, STRANGE);
        }
    }

    fn wanted(&self, path: &Path) -> bool {
        path.extension()
            .is_some_and(|extension| extension == "po" || (self.templates && extension == "pot"))
    }
}

/// The path that the configuration of the folder `root` means by `name`.
///
/// # Errors
/// As [`tree::below`], with the path.
pub fn below(root: &Path, name: &Path) -> anyhow::Result<PathBuf> {
    tree::below(root, name).with_context(|| root.join(name).display().to_string())
}

/// What the walk obeys in each folder.
const GITIGNORE: &str = ".gitignore";

/// What is said of one that is not.
const STRANGE: &str =
    "it is not a regular file of the tree; put a file there, the folder was not looked at";

/// Whether a `.gitignore` is none to be read: a device or pipe, or a link that leads out of the tree.
fn is_strange(path: &Path) -> bool {
    let kind = fs::metadata(path);
    let kind = kind.is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
    kind || tree::is_left(path, path.parent())
}

/// The first such one that concerns a folder: its own, or one of those above it up to the top of its repository. What is
/// further up is the user's.
fn strange_ignores(folder: &Path) -> Option<PathBuf> {
    let whole = fs::canonicalize(folder).ok()?;
    let top = tree::repository(&whole).unwrap_or_else(|| whole.clone());
    let folders = whole
        .ancestors()
        .take_while(|above| above.starts_with(&top));
    let mut ignores = folders.map(|above| above.join(GITIGNORE));
    ignores.find(|path| is_strange(path))
}

/// Each file once, however many names it has; of these the first that is no link.
fn once(files: Vec<Input>) -> Vec<Input> {
    let mut known = HashMap::with_capacity(files.len());
    let mut all: Vec<Input> = Vec::with_capacity(files.len());
    for input in files {
        match known.entry((input.stdin, identity(&input.path))) {
            hash_map::Entry::Vacant(place) => {
                place.insert(all.len());
                all.push(input);
            }
            hash_map::Entry::Occupied(place) => {
                let first = &mut all[*place.get()];
                if first.link && !input.link {
                    *first = input;
                }
            }
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// What a file has in common under all its names.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    #[cfg(unix)]
    Number(u64, u64),
    Path(PathBuf),
}

#[cfg(unix)]
fn identity(path: &Path) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    match fs::metadata(path) {
        Ok(metadata) => Identity::Number(metadata.dev(), metadata.ino()),
        Err(_) => Identity::Path(path.to_owned()),
    }
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Identity {
    Identity::Path(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

fn globs(root: &Path, patterns: &[String]) -> anyhow::Result<Gitignore> {
    if patterns.is_empty() {
        return Ok(Gitignore::empty());
    }
    let mut builder = GitignoreBuilder::new(root);
    for pattern in patterns {
        builder
            .add_line(None, pattern)
            .map_err(|error| anyhow::anyhow!("exclude: `{pattern}` is not a glob: {error}; a backslash before a sign takes it as it is"))?;
    }
    if let Ok(globs) = builder.build() {
        return Ok(globs);
    }
    // Which of them it is, the error does not say.
    for pattern in patterns {
        let pattern = pattern.trim_start_matches('!');
        PerFile::new([(pattern, ())]).map_err(|error| anyhow::anyhow!("exclude: {error}"))?;
    }
    bail!("exclude: its globs are too large together; write fewer")
}

fn matches(globs: &Gitignore, absolute: &Path) -> bool {
    !globs.is_empty()
        && absolute.starts_with(globs.path())
        && globs
            .matched_path_or_any_parents(absolute, false)
            .is_ignore()
}

/// The path from the root, without `.`; links and `..` stay as they are.
fn absolute(folder: &Path, path: &Path) -> PathBuf {
    let mut whole = folder.to_owned();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            part => whole.push(part),
        }
    }
    whole
}

/// How messages call a path: relative to the current folder where it is in it, with `/`.
fn name_of(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let name = slashes(path);
    if name.is_empty() {
        ".".to_owned()
    } else {
        name
    }
}

/// The parts of a path with `/` between them.
fn slashes(path: &Path) -> String {
    let mut name = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => name.push('/'),
            part => {
                if !name.is_empty() && !name.ends_with('/') {
                    name.push('/');
                }
                name.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    name
}

/// Says what could not be read, on standard error.
pub fn tell(problems: &[Problem]) {
    for problem in problems {
        terminal::complain(&format!("{}: {}", problem.file, problem.message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_and_have_slashes() {
        let folder = Path::new("/home/me");
        for (path, name) in [
            (".", "."),
            ("./a/b.po", "a/b.po"),
            ("/home/me/a.po", "a.po"),
            ("/elsewhere/a.po", "/elsewhere/a.po"),
            ("../a.po", "../a.po"),
            ("/home/me", "."),
        ] {
            assert_eq!(name_of(Path::new(path), folder), name);
        }
        assert_eq!(
            absolute(folder, Path::new("./a/./b")),
            Path::new("/home/me/a/b")
        );
    }
}
