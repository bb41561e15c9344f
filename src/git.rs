//! What the git program knows: where a repository is, what a tree holds, how files came to be, and what stood in them.
//!
//! The only place that runs git. Its plumbing is asked, with output that no configuration changes, and all contents come
//! from one process however many they are.
//!
//! What is checked out may be a stranger's. Git runs programs that a configuration names, and takes any folder that looks
//! like a bare repository for one, so that a committed folder can bring a configuration of its own. Every call goes
//! through `command`, which starts from a folder that holds `.git` (git checks out nothing of that name) and switches
//! off all that runs another program.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::source::tree;

/// Why git has no answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git program.
    #[error("the git program was not found; install git, or leave the option out")]
    NotInstalled,
    /// The folder is in no repository.
    #[error("{}: not in a git repository; leave the option out, or go where the repository is", .0.display())]
    NotRepository(PathBuf),
    /// The path is not in the repository that was opened.
    #[error("{}: not in the git repository {}; a run looks at one repository", .0.display(), .1.display())]
    Outside(PathBuf, PathBuf),
    /// A revision that the repository does not have.
    #[error("git knows no revision `{name}`; {}", if *.shallow { SHALLOW } else { "`git log` lists those there are, `git fetch` brings new ones" })]
    UnknownRevision {
        /// As it was given.
        name: String,
        /// Whether that may be because the clone is shallow.
        shallow: bool,
    },
    /// The history was cut off when the repository was cloned.
    #[error(
        "this clone is shallow, its history is cut off; `git fetch --unshallow` brings the rest"
    )]
    Shallow,
    /// Two revisions that have nothing in common.
    #[error("`{one}` and `{other}` have no common ancestor; {}", if *.shallow { SHALLOW } else { "name a revision that they share" })]
    NoMergeBase {
        /// One, as it was given.
        one: String,
        /// The other.
        other: String,
        /// Whether that may be because the clone is shallow.
        shallow: bool,
    },
    /// An object that the clone lacks, and that is not fetched.
    #[error(
        "the contents {0} are not in this clone; `git fetch --refetch --no-filter` brings what a partial clone lacks"
    )]
    Missing(String),
    /// An answer that is none.
    #[error("git: {0}")]
    Failed(String),
    /// It could not be run or heard.
    #[error("cannot run git: {}; see whether `git --version` works", crate::source::plain(.0))]
    Io(#[from] io::Error),
}

const SHALLOW: &str = "this clone is shallow, `git fetch --unshallow` brings the rest";

/// A file of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFile {
    /// Relative to the repository's root, with `/`.
    pub path: String,
    /// The id of its contents, hexadecimal.
    pub blob: String,
}

/// What a commit made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Relative to the repository's root, with `/`.
    pub path: String,
    /// The id of its new contents, hexadecimal; nothing where the file is gone.
    pub blob: Option<String>,
}

/// A commit, and what it changed against its first parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its id, hexadecimal.
    pub id: String,
    /// When it was committed, seconds since 1970 in UTC.
    pub time: i64,
    /// The same as ISO 8601 in the committer's time zone.
    pub date: String,
    /// The files.
    pub changes: Vec<Change>,
}

/// Whose configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// That of the repository of the current folder.
    Local,
    /// That of the user.
    Global,
}

impl Scope {
    /// The option of `git config`.
    #[must_use]
    pub const fn option(self) -> &'static str {
        match self {
            Scope::Local => "--local",
            Scope::Global => "--global",
        }
    }
}

/// Sets a value of git's configuration.
///
/// # Errors
/// When git cannot write it.
pub fn configure(scope: Scope, key: &str, value: &str) -> Result<(), GitError> {
    let here = Path::new(".");
    let folder = top_of(here).unwrap_or_else(|| here.to_owned());
    run(&folder, ["config", scope.option(), key, value]).map(|_| ())
}

/// Three versions of a file, to be merged line by line.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'p> {
    /// The common ancestor.
    pub base: &'p Path,
    /// Our version, and what it is called in a conflict.
    pub ours: (&'p Path, &'p str),
    /// Their version, and what it is called in a conflict.
    pub theirs: (&'p Path, &'p str),
}

/// Merges as git does without a driver: the result, and whether there are conflicts in it.
///
/// # Errors
/// When git cannot do it: the files are not text.
pub fn merge_file(versions: Versions<'_>) -> Result<(Vec<u8>, bool), GitError> {
    let Versions { base, ours, theirs } = versions;
    let names = ["-L", ours.1, "-L", "base", "-L", theirs.1];
    let mut git = command(Path::new("."));
    git.args(["merge-file", "-p"]).args(names).arg("--");
    let output = git
        .args([ours.0, base, theirs.0])
        .output()
        .map_err(start_error)?;
    // Its exit code is the number of conflicts, or beyond 127 an error.
    match output.status.code() {
        Some(conflicts @ 0..=127) => Ok((output.stdout, conflicts > 0)),
        _ => Err(failure(&output.stderr)),
    }
}

/// A repository with a working tree.
#[derive(Debug, Clone)]
pub struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The repository that `folder` is in.
    ///
    /// # Errors
    /// Without git, and outside a repository.
    pub fn of(folder: &Path) -> Result<Repository, GitError> {
        let outside = || GitError::NotRepository(folder.to_owned());
        let Some(top) = top_of(folder) else {
            // Without git nothing helps that is said of repositories.
            run(Path::new("."), ["version"])?;
            return Err(outside());
        };
        let asked = run(&top, ["rev-parse", "--show-toplevel"]);
        let root = asked.map_err(|error| match error {
            GitError::Failed(words) if words.contains("not a git repository") => outside(),
            GitError::Failed(words) if words.contains("dubious ownership") => GitError::Failed(
                format!("{words}; `git config --global --add safe.directory '*'` lets you read it"),
            ),
            error => error,
        })?;
        Ok(Repository {
            root: std::fs::canonicalize(line(&root))?,
        })
    }

    /// The top folder of its working tree, absolute and without links.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How git calls a path: relative to the root, with `/`; empty for the root. The path itself need not exist, the
    /// folder it is in must; a link is not followed.
    ///
    /// # Errors
    /// When it is not in the repository.
    pub fn relative(&self, path: &Path) -> Result<String, GitError> {
        let whole = match (path.file_name(), path.parent()) {
            (Some(name), Some(folder)) => {
                let folder = if folder.as_os_str().is_empty() {
                    Path::new(".")
                } else {
                    folder
                };
                std::fs::canonicalize(folder)?.join(name)
            }
            _ => std::fs::canonicalize(path)?,
        };
        let outside = || GitError::Outside(path.to_owned(), self.root.clone());
        let inside = whole.strip_prefix(&self.root).map_err(|_| outside())?;
        let parts: Vec<_> = inside.iter().map(OsStr::to_string_lossy).collect();
        Ok(parts.join("/"))
    }

    /// The id of the commit that `revision` names.
    ///
    /// # Errors
    /// When there is none.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        let name = format!("{revision}^{{commit}}");
        // Whatever it looks like, it is no option.
        let asked = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &name,
        ];
        match run(&self.root, asked) {
            Ok(id) => Ok(line(&id)),
            Err(GitError::Failed(_)) => Err(GitError::UnknownRevision {
                name: revision.to_owned(),
                shallow: self.is_shallow()?,
            }),
            Err(error) => Err(error),
        }
    }

    /// The last common ancestor of two commits.
    ///
    /// # Errors
    /// When a revision is unknown or they have none.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<String, GitError> {
        let ids = (self.commit(one)?, self.commit(other)?);
        match run(&self.root, ["merge-base", &ids.0, &ids.1]) {
            Ok(id) => Ok(line(&id)),
            Err(GitError::Failed(words)) if words.is_empty() => Err(GitError::NoMergeBase {
                one: one.to_owned(),
                other: other.to_owned(),
                shallow: self.is_shallow()?,
            }),
            Err(error) => Err(error),
        }
    }

    /// What a symbolic name stands for, in short (`origin/main` for `@{upstream}` or `origin/HEAD`), if it is known.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn short_name(&self, name: &str) -> Result<Option<String>, GitError> {
        let asked = ["rev-parse", "--verify", "--quiet", "--abbrev-ref", name];
        match run(&self.root, asked) {
            Ok(answer) => Ok(Some(line(&answer)).filter(|name| !name.is_empty())),
            Err(GitError::Failed(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The files that are not in the working tree as they are in `commit`, what is staged and what is not alike: their
    /// paths relative to the root, with `/`. Files that git does not track are not among them.
    ///
    /// # Errors
    /// When the commit is not there.
    pub fn differing(&self, commit: &str) -> Result<Vec<String>, GitError> {
        let asked = [
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-relative",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=all",
            "--end-of-options",
            commit,
            "--",
        ];
        let mut git = command(&self.root);
        for setting in self.without_filters()? {
            git.arg("-c").arg(setting);
        }
        let output = finish(git.args(asked))?;
        let paths = output.split(|&byte| byte == 0);
        let paths = paths.filter(|path| !path.is_empty());
        Ok(paths
            .map(|path| String::from_utf8_lossy(path).into_owned())
            .collect())
    }

    /// Settings without which git would run the filters that `.gitattributes` names on files of the working tree. A file
    /// that only its filter makes equal is then among those that differ, and is compared by what it says.
    fn without_filters(&self) -> Result<BTreeSet<String>, GitError> {
        let asked = ["config", "-z", "--name-only", "--get-regexp", r"^filter\."];
        let keys = match run(&self.root, asked) {
            Ok(keys) => String::from_utf8_lossy(&keys).into_owned(),
            // It has none.
            Err(GitError::Failed(words)) if words.is_empty() => String::new(),
            Err(error) => return Err(error),
        };
        let filters = keys.split('\0').filter_map(|key| key.rsplit_once('.'));
        let settings = ["clean=", "process=", "required=false"];
        let settings =
            filters.flat_map(|(filter, _)| settings.map(|set| format!("{filter}.{set}")));
        Ok(settings.collect())
    }

    /// Whether its history was cut off when it was cloned.
    ///
    /// # Errors
    /// When git fails.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        let answer = run(&self.root, ["rev-parse", "--is-shallow-repository"])?;
        Ok(answer.starts_with(b"true"))
    }

    /// The files at `revision` in `paths` (as [`Repository::relative`] gives them), by path.
    ///
    /// # Errors
    /// When the revision is unknown.
    pub fn tree(&self, revision: &str, paths: &[String]) -> Result<Vec<TreeFile>, GitError> {
        let commit = if is_id(revision) {
            revision.to_owned()
        } else {
            self.commit(revision)?
        };
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", &commit, "--"];
        arguments.extend(names(paths));
        let output = run(&self.root, arguments)?;
        let files = output.split(|&byte| byte == 0).filter_map(|record| {
            let tab = record.iter().position(|&byte| byte == b'\t')?;
            let facts = std::str::from_utf8(&record[..tab]).ok()?;
            let mut facts = facts.split(' ');
            let (mode, blob) = (facts.next()?, facts.nth(1)?);
            is_file(mode).then(|| TreeFile {
                path: String::from_utf8_lossy(&record[tab + 1..]).into_owned(),
                blob: blob.to_owned(),
            })
        });
        Ok(files.collect())
    }

    /// The commits that lead to `revision`, the oldest first, that changed something in `paths`; of a merge the first
    /// parent alone is followed, so that each state is one that the branch was in.
    ///
    /// # Errors
    /// When the revision is unknown, or the history was cut off.
    pub fn history(&self, revision: &str, paths: &[String]) -> Result<Vec<Commit>, GitError> {
        let tip = self.commit(revision)?;
        if self.is_shallow()? {
            return Err(GitError::Shallow);
        }
        let mut arguments = vec![
            "-c",
            "log.showRoot=true",
            "-c",
            "log.diffMerges=separate",
            "log",
            "--first-parent",
            "-m",
            "--reverse",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-show-signature",
            "--format=%H %ct %cI",
            &tip,
            "--",
        ];
        arguments.extend(names(paths));
        commits(&run(&self.root, arguments)?)
    }

    /// Hands over the contents of blobs, in their order; the number is that of the id.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn blobs(
        &self,
        ids: &[String],
        mut each: impl FnMut(usize, &[u8]),
    ) -> Result<(), GitError> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut git = command(&self.root)
            .args(["cat-file", "--batch", "--buffer"])
            .stdin(Stdio::piped())
            .spawn()
            .map_err(start_error)?;
        let read = read_blobs(&mut git, ids, &mut each);
        if read.is_err() {
            // It may still be writing to somebody who does not read any more.
            let _ = git.kill();
        }
        let ended = git.wait_with_output()?;
        read.map_err(|error| match error {
            // It ended early: it says why.
            GitError::Io(_) if !ended.stderr.is_empty() => failure(&ended.stderr),
            error => error,
        })
    }
}

fn read_blobs(
    git: &mut Child,
    ids: &[String],
    each: &mut dyn FnMut(usize, &[u8]),
) -> Result<(), GitError> {
    let closed = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let mut stdin = git.stdin.take().ok_or_else(closed)?;
    let mut stdout = BufReader::with_capacity(1 << 16, git.stdout.take().ok_or_else(closed)?);
    std::thread::scope(|scope| {
        // Both pipes hold little: one side asks while the other listens.
        scope.spawn(move || {
            let asked = ids.iter().map(|id| format!("{id}\n")).collect::<String>();
            // When git is gone, the answers tell.
            let _ = stdin.write_all(asked.as_bytes());
        });
        let mut head = String::new();
        let mut contents = Vec::new();
        for (number, id) in ids.iter().enumerate() {
            head.clear();
            stdout.read_line(&mut head)?;
            if head.is_empty() {
                return Err(closed().into());
            }
            let size = head.trim_end().strip_prefix(id.as_str());
            let size = size.and_then(|rest| rest.strip_prefix(" blob "));
            if head.trim_end().ends_with(" missing") {
                return Err(GitError::Missing(id.clone()));
            }
            let Some(size) = size.and_then(|size| size.parse::<u64>().ok()) else {
                return Err(GitError::Failed(head.trim_end().to_owned()));
            };
            contents.clear();
            // A line feed follows.
            (&mut stdout).take(size + 1).read_to_end(&mut contents)?;
            if contents.pop().is_none() || contents.len() as u64 != size {
                return Err(closed().into());
            }
            each(number, &contents);
        }
        Ok(())
    })
}

/// Reads `git log --raw -z`: a line for each commit, and of each file its facts and its path, all ended by NUL.
fn commits(output: &[u8]) -> Result<Vec<Commit>, GitError> {
    let wrong = || GitError::Failed("its log cannot be read".to_owned());
    let mut commits: Vec<Commit> = Vec::new();
    let mut parts = output.split(|&byte| byte == 0);
    while let Some(part) = parts.next() {
        let part = part.strip_prefix(b"\n").unwrap_or(part);
        let facts = std::str::from_utf8(part).map_err(|_| wrong())?;
        if facts.is_empty() {
            continue;
        }
        let mut words = facts.split(' ');
        if facts.starts_with(':') {
            let (mode, blob) = (words.nth(1), words.nth(1));
            let (Some(mode), Some(blob), Some(path)) = (mode, blob, parts.next()) else {
                return Err(wrong());
            };
            let commit = commits.last_mut().ok_or_else(wrong)?;
            commit.changes.push(Change {
                path: String::from_utf8_lossy(path).into_owned(),
                blob: is_file(mode).then(|| blob.to_owned()),
            });
        } else {
            let (id, time, date) = (words.next(), words.next(), words.next());
            let time = time.and_then(|time| time.parse().ok());
            let (Some(id), Some(time), Some(date)) = (id, time, date) else {
                return Err(wrong());
            };
            commits.push(Commit {
                id: id.to_owned(),
                time,
                date: date.to_owned(),
                changes: Vec::new(),
            });
        }
    }
    Ok(commits)
}

/// Whether a mode is that of a file: neither a link nor another repository.
fn is_file(mode: &str) -> bool {
    mode.starts_with("100")
}

/// Whether a revision is a whole id, as [`Repository::commit`] gives them.
fn is_id(revision: &str) -> bool {
    matches!(revision.len(), 40 | 64) && revision.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Paths as git takes them; the root is no path to it.
fn names(paths: &[String]) -> impl Iterator<Item = &str> {
    let all = paths.iter().any(String::is_empty);
    paths.iter().map(String::as_str).filter(move |_| !all)
}

/// The nearest folder, `folder` or one that it is in, which holds `.git`: where git may begin to look. Git itself would
/// take one on the way that only looks like a bare repository.
fn top_of(folder: &Path) -> Option<PathBuf> {
    if is_named() {
        return Some(folder.to_owned());
    }
    tree::repository(folder)
}

/// Whether the environment names the repository and its working tree, so that git looks for none.
fn is_named() -> bool {
    ["GIT_DIR", "GIT_WORK_TREE"]
        .iter()
        .all(|variable| std::env::var_os(variable).is_some())
}

/// What keeps git from running another program, or obeying what is checked out: see the head of this file.
const SETTINGS: [&str; 5] = [
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.allow=never",
    "submodule.recurse=false",
];

/// Git, about to be started. The only place that starts it.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for setting in SETTINGS {
        command.arg("-c").arg(setting);
    }
    command
        .args(["--no-pager", "--literal-pathspecs", "-C"])
        .arg(folder)
        // Its words are compared, and nothing is to be written for it.
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        // An object that a partial clone lacks is fetched by nobody: neither by what knows of the first, nor by what
        // knows of the second alone. The list of protocols that may be used has none in it that there is.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if !is_named() {
        // Within a hook they name the repository of the folder that the hook runs in, not that of the files.
        for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            command.env_remove(variable);
        }
    }
    command
}

fn run<'a>(
    folder: &Path,
    arguments: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<u8>, GitError> {
    finish(command(folder).args(arguments))
}

fn finish(command: &mut Command) -> Result<Vec<u8>, GitError> {
    let output = command.output().map_err(start_error)?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(failure(&output.stderr))
    }
}

fn start_error(error: io::Error) -> GitError {
    match error.kind() {
        io::ErrorKind::NotFound => GitError::NotInstalled,
        _ => GitError::Io(error),
    }
}

fn failure(words: &[u8]) -> GitError {
    let words = line(words);
    GitError::Failed(words.strip_prefix("fatal: ").unwrap_or(&words).to_owned())
}

/// The first line of an answer.
fn line(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_read() {
        let log = b"aa 12 2020-01-02T03:04:05Z\0\n:000000 100644 00 b1 A\0d/a b.po\0:100644 000000 b2 00 D\0c\0\
                    bb 34 2021-01-02T03:04:05Z\0\n:100644 120000 b1 b3 T\0c\0";
        let commits = commits(log).unwrap();
        let seen: Vec<_> = commits
            .iter()
            .flat_map(|commit| {
                commit.changes.iter().map(|change| {
                    (
                        commit.id.as_str(),
                        commit.time,
                        change.path.as_str(),
                        change.blob.as_deref(),
                    )
                })
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("aa", 12, "d/a b.po", Some("b1")),
                ("aa", 12, "c", None),
                ("bb", 34, "c", None)
            ]
        );
        assert!(super::commits(b":100644 000000 b2 00 D\0c\0").is_err());
        assert!(super::commits(b"aa twelve\0").is_err());
        assert_eq!(super::commits(b"").unwrap(), []);
    }
}
