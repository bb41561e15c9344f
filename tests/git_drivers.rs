//! The drivers with the real git: installed, then merges, rebases and cherry-picks of histories that conflict line by line
//! everywhere and message by message nowhere, or at one place.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use polir::po::format::{Style, format};
use polir::po::snapshot::Snapshots;
use polir::po::wrap::Width;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_polir");
const FILE: &str = "lib/é a.po";

/// A folder in which git and `polir` run, with nobody's own configuration.
struct Place {
    folder: TempDir,
    path: std::ffi::OsString,
}

impl Place {
    fn new() -> Place {
        let programs = Path::new(PROGRAM).parent().unwrap().to_owned();
        let mut path = vec![programs];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
        Place {
            folder: tempfile::tempdir().unwrap(),
            path: std::env::join_paths(path).unwrap(),
        }
    }

    /// A repository with the drivers, and a first commit.
    fn repository(text: &str) -> Place {
        let place = Place::new();
        place.git(&["init", "-q", "-b", "main", "."]);
        let output = place.run(PROGRAM, &["install-git-drivers"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        fs::create_dir(place.folder.path().join("lib")).unwrap();
        place.commit(text);
        place
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        Command::new(program)
            .args(arguments)
            .current_dir(self.folder.path())
            .env("PATH", &self.path)
            .env("HOME", self.folder.path())
            .env("GIT_CONFIG_GLOBAL", self.folder.path().join("config"))
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env(
                "GIT_CEILING_DIRECTORIES",
                self.folder.path().parent().unwrap(),
            )
            .env("GIT_AUTHOR_DATE", "1500000000 +0000")
            .env("GIT_COMMITTER_DATE", "1500000000 +0000")
            .env("GIT_EDITOR", "true")
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "A")))
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "a@b")))
            .output()
            .unwrap()
    }

    fn try_git(&self, arguments: &[&str]) -> Output {
        self.run("git", arguments)
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.try_git(arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "git {arguments:?}: {told}{said}");
        said
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }

    fn commit(&self, text: &str) {
        fs::write(self.file(), text).unwrap();
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "c"]);
    }
}

/// What people and programs do to a file; numbers come from the seed alone.
struct Catalogue {
    messages: Vec<(String, String)>,
    shift: u32,
    date: u32,
    width: usize,
}

impl Catalogue {
    fn new() -> Catalogue {
        let message = |at| {
            (
                format!("Message {at} says something about as long as a line of a page is."),
                String::new(),
            )
        };
        Catalogue {
            messages: (0..12).map(message).collect(),
            shift: 0,
            date: 1,
            width: 79,
        }
    }

    fn text(&self) -> String {
        let mut text = format!(
            "# Translators\nmsgid \"\"\nmsgstr \"\"\n\"PO-Revision-Date: 2024-01-{:02} 10:00+0000\\n\"\n\
             \"POT-Creation-Date: 2024-01-{:02} 09:00+0000\\n\"\n\"Language: fr\\n\"\n\
             \"Content-Type: text/plain; charset=UTF-8\\n\"\n",
            self.date, self.date
        );
        for (line, (source, translation)) in (self.shift..).step_by(7).zip(&self.messages) {
            let _ = write!(
                text,
                "\n#: lib/a.py:{line}\nmsgid \"{source}\"\nmsgstr \"{translation}\"\n"
            );
        }
        let width = Width::Columns(self.width);
        let style = Style {
            width,
            ..Style::default()
        };
        format(&text, &style).unwrap()
    }

    /// One commit of a side; the sides translate different messages, and add others at the same place.
    fn work(&mut self, side: u32, step: u32, seed: u32) {
        let drawn = seed
            .wrapping_mul(2_654_435_761)
            .wrapping_add(step * 40_503 + side * 97)
            >> 7;
        self.date += 1;
        match drawn % 4 {
            0 => self.width = 50 + (drawn / 4 % 30) as usize,
            1 => self.shift += 1 + drawn / 4 % 50,
            2 => {
                let source = format!("Added by side {side} in step {step}, at the end of the file");
                self.messages
                    .push((source, format!("Ajouté par {side} à l'étape {step}")));
            }
            _ => {
                let all = self.messages.len() / 2;
                let at = (drawn / 4) as usize % all * 2 + side as usize;
                self.messages[at].1 = format!(
                    "Traduction de {side}, étape {step}, elle aussi assez longue pour une page."
                );
            }
        }
    }
}

fn translations(text: &str) -> BTreeMap<String, String> {
    let all = Snapshots::read(text).unwrap();
    let messages = all
        .messages
        .iter()
        .filter(|message| message.is_translated() && !message.is_header());
    messages
        .map(|message| (message.key.source.to_string(), message.translation.concat()))
        .collect()
}

/// Two branches of several commits each that part at `main`: all that both translate, and the last text of each.
fn branches(place: &Place, seed: u32) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (side, branch) in [(0, "ours"), (1, "theirs")] {
        place.git(&["checkout", "-q", "-b", branch, "main"]);
        let mut catalogue = Catalogue::new();
        // Each side rewraps, moves and dates the whole file, so that git alone has conflicts.
        (catalogue.width, catalogue.shift) = (60 + 10 * side as usize, 3 + side);
        for step in 0..6 {
            catalogue.work(side, step, seed);
            // A step may change nothing that is seen.
            fs::write(place.file(), catalogue.text()).unwrap();
            place.git(&["commit", "-q", "-a", "--allow-empty", "-m", "c"]);
        }
        all.extend(translations(&catalogue.text()));
    }
    place.git(&["checkout", "-q", "ours"]);
    all
}

#[test]
fn merges_rebases_and_cherry_picks_without_conflicts() {
    for seed in 1..4 {
        let place = Place::repository(&Catalogue::new().text());
        let expected = branches(&place, seed);
        let text = || fs::read_to_string(place.file()).unwrap();
        // Without the driver git has conflicts: else this would show nothing.
        let alone = place.try_git(&[
            "-c",
            "merge.polir.driver=git merge-file %A %O %B",
            "merge",
            "theirs",
        ]);
        assert_eq!(alone.status.code(), Some(1), "seed {seed}");
        place.git(&["merge", "--abort"]);

        place.git(&["merge", "-q", "-m", "m", "theirs"]);
        assert_eq!(translations(&text()), expected, "merge, seed {seed}");
        place.git(&["reset", "-q", "--hard", "HEAD~1"]);

        place.git(&["rebase", "-q", "theirs"]);
        assert_eq!(translations(&text()), expected, "rebase, seed {seed}");
        place.git(&["reset", "-q", "--hard", "ORIG_HEAD"]);

        place.git(&["checkout", "-q", "ours"]);
        place.git(&[
            "cherry-pick",
            "--allow-empty",
            "--keep-redundant-commits",
            "main..theirs",
        ]);
        assert_eq!(translations(&text()), expected, "cherry-pick, seed {seed}");
    }
}

#[test]
fn a_conflict_is_left_for_a_person() {
    let mut catalogue = Catalogue::new();
    let place = Place::repository(&catalogue.text());
    for (branch, translation) in [("ours", "Notre version"), ("theirs", "Leur version")] {
        place.git(&["checkout", "-q", "-b", branch, "main"]);
        catalogue.messages[3].1 = translation.to_owned();
        catalogue.shift += 5;
        place.commit(&catalogue.text());
    }
    place.git(&["checkout", "-q", "ours"]);
    let output = place.try_git(&["merge", "theirs"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("1 translation to decide by hand"), "{told}");
    assert!(place.git(&["status", "--porcelain"]).starts_with("UU "));
    let text = fs::read_to_string(place.file()).unwrap();
    for part in [
        "Notre version\\n",
        "Leur version",
        "#, fuzzy\n",
        "#-#-#-#-#  ours",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    if common::installed("msgfmt", &["--version"]) {
        let file = place.file();
        let output = place.run("msgfmt", &["-c", "-o", "/dev/null", file.to_str().unwrap()]);
        assert!(output.status.success(), "{output:?}");
    }
    // What is broken is merged by lines, as git alone would.
    place.git(&["merge", "--abort"]);
    place.git(&["checkout", "-q", "-b", "broken", "main"]);
    place.commit(&(Catalogue::new().text() + "\nmsgid \"never ends\n"));
    let output = place.try_git(&["merge", "theirs"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.contains("merged line by line, for our version has a fault"),
        "{told}"
    );
}

#[test]
fn the_diff_of_git_shows_messages() {
    let mut catalogue = Catalogue::new();
    let place = Place::repository(&catalogue.text());
    (catalogue.width, catalogue.shift, catalogue.date) = (55, 9, 20);
    place.commit(&catalogue.text());
    let lines = |text: String| -> Vec<String> {
        let is_change = |line: &&str| {
            line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---")
        };
        text.lines().filter(is_change).map(str::to_owned).collect()
    };
    assert_eq!(lines(place.git(&["diff", "HEAD~1"])), [""; 0]);
    catalogue.messages[1].1 =
        "Un message qui dit quelque chose, et sur plus d'une ligne.".to_owned();
    fs::write(place.file(), catalogue.text()).unwrap();
    assert_eq!(
        lines(place.git(&["diff"])),
        [
            "-msgstr \"\"",
            "+msgstr \"Un message qui dit quelque chose, et sur plus d'une ligne.\""
        ]
    );
    // Nor does a file that is broken stop it.
    fs::write(place.file(), "msgid \"one\nmsgstr \"\"\n").unwrap();
    assert!(lines(place.git(&["diff"])).contains(&"+msgid \"one".to_owned()));
}

#[test]
fn drivers_are_installed_once() {
    let place = Place::repository("msgid \"\"\nmsgstr \"Language: fr\\n\"\n");
    let attributes = || fs::read_to_string(place.folder.path().join(".gitattributes")).unwrap();
    assert_eq!(attributes(), "*.po merge=polir diff=polir\n");
    assert_eq!(
        place.git(&["config", "diff.polir.textconv"]),
        "polir diff --textconv --\n"
    );
    let again = place.run(PROGRAM, &["install-git-drivers"]);
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(attributes(), "*.po merge=polir diff=polir\n");

    fs::write(
        place.folder.path().join(".gitattributes"),
        "*.po diff=podiff merge=po3way",
    )
    .unwrap();
    place.git(&["config", "--unset", "merge.polir.driver"]);
    let dry = place.run(PROGRAM, &["install-git-drivers", "--dry-run"]);
    let said = String::from_utf8(dry.stdout).unwrap();
    assert!(
        said.contains("git config --local merge.polir.driver 'polir merge-driver -- %O %A %B %P'"),
        "{said}"
    );
    assert_eq!(attributes(), "*.po diff=podiff merge=po3way");
    assert_eq!(
        place
            .try_git(&["config", "merge.polir.driver"])
            .status
            .code(),
        Some(1)
    );
    let other = place.run(PROGRAM, &["install-git-drivers"]);
    let told = String::from_utf8(other.stderr).unwrap();
    assert!(
        told.contains("also says `*.po diff=podiff merge=po3way`"),
        "{told}"
    );
    assert_eq!(
        attributes(),
        "*.po diff=podiff merge=po3way\n*.po merge=polir diff=polir\n"
    );
}

#[test]
fn outside_of_a_repository() {
    let place = Place::new();
    let output = place.run(PROGRAM, &["install-git-drivers"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("not in a git repository"), "{told}");
    let output = place.run(PROGRAM, &["install-git-drivers", "--global"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("to .gitattributes of each repository"),
        "{said}"
    );
    let config = fs::read_to_string(place.folder.path().join("config")).unwrap();
    assert!(
        config.contains("driver = polir merge-driver -- %O %A %B %P"),
        "{config}"
    );
    fs::write(
        place.folder.path().join("a.po"),
        "msgid \"a\"\nmsgstr \"\"\n",
    )
    .unwrap();
    let output = place.run(PROGRAM, &["diff", "--git", "HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("not in a git repository"), "{told}");
}

#[test]
fn a_working_tree_and_revisions_are_compared() {
    let mut catalogue = Catalogue::new();
    let place = Place::repository(&catalogue.text());
    fs::write(
        place.folder.path().join("lib/gone.po"),
        "msgid \"g\"\nmsgstr \"h\"\n",
    )
    .unwrap();
    place.git(&["add", "-A"]);
    place.git(&["commit", "-q", "-m", "c"]);
    let polir = |arguments: &[&str]| {
        let output = place.run(PROGRAM, arguments);
        let said = String::from_utf8(output.stdout).unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), said, told)
    };
    assert_eq!(polir(&["diff", "--git", "HEAD"]).0, Some(0));
    (catalogue.width, catalogue.shift) = (50, 3);
    fs::write(place.file(), catalogue.text()).unwrap();
    assert_eq!(
        polir(&["diff", "--git", "HEAD"]),
        (Some(0), String::new(), "no difference\n".to_owned())
    );
    catalogue.messages[0].1 = "Le premier".to_owned();
    place.commit(&catalogue.text());
    fs::remove_file(place.folder.path().join("lib/gone.po")).unwrap();
    let (code, said, _) = polir(&["diff", "--git", "HEAD~1"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("lib/é a.po: 1 translated\n"), "{said}");
    assert!(
        said.contains("lib/gone.po: file removed, 1 message"),
        "{said}"
    );
    let (code, said, _) = polir(&["diff", "--git", "HEAD~1", "lib/gone.po"]);
    assert_eq!(code, Some(1));
    assert!(said.starts_with("lib/gone.po: file removed"), "{said}");
    for pair in [
        ["HEAD~1:lib", "HEAD:lib"],
        ["HEAD~1:lib/é a.po", "lib/é a.po"],
        ["HEAD~1:./lib/", "HEAD:"],
        ["HEAD~1:", "HEAD:"],
    ] {
        let (code, said, told) = polir(&["diff", pair[0], pair[1]]);
        // The third pair has other paths on each side: the messages only moved.
        assert_eq!(code, Some(1), "{pair:?} {told}");
        assert!(said.contains("{+Le premier+}"), "{pair:?} {said}{told}");
    }
    assert_eq!(polir(&["diff", "HEAD:lib", "lib/é a.po"]).0, Some(2));
    let (code, _, told) = polir(&["diff", "nothing:lib", "lib"]);
    assert_eq!(
        (code, told.as_str()),
        (
            Some(2),
            "error: git knows no revision `nothing`; `git log` lists those there are, `git fetch` brings new ones\n"
        )
    );
    let (code, _, told) = polir(&["diff", "HEAD:no/folder", "lib"]);
    assert_eq!(
        (code, told.as_str()),
        (Some(2), "error: HEAD:no/folder: no .po file there\n")
    );
}

/// Names that look like options are names, for the drivers that are installed and for the hooks.
#[test]
fn names_may_look_like_options() {
    let names = [
        "-x.po",
        "--output=json=z.po",
        "--markers",
        "--help.po",
        "z.po",
    ];
    let text = |one: &str, two: &str| {
        format!(
            "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgid \"one\"\nmsgstr \"{one}\"\n\nmsgid \"two\"\nmsgstr \"{two}\"\n"
        )
    };
    let place = Place::repository(&text("", ""));
    fs::write(
        place.folder.path().join(".gitattributes"),
        "* merge=polir diff=polir\n",
    )
    .unwrap();
    let write = |one: &str, two: &str, what: &str| {
        for name in names {
            fs::write(place.folder.path().join(name), text(one, two)).unwrap();
        }
        place.git(&["add", "-A"]);
        place.git(&["commit", "-q", "-m", what]);
    };
    write("", "", "base");
    place.git(&["checkout", "-q", "-b", "other"]);
    write("", "deux", "theirs");
    place.git(&["checkout", "-q", "main"]);
    write("un", "", "ours");
    let diff = place.git(&["diff", "HEAD~1"]);
    assert_eq!(
        diff.matches("+msgstr \"un\"").count(),
        names.len(),
        "{diff}"
    );
    place.git(&["merge", "-q", "-m", "merge", "other"]);
    for name in names {
        let merged = fs::read_to_string(place.folder.path().join(name)).unwrap();
        assert_eq!(merged, text("un", "deux"), "{name}");
    }
    // As pre-commit calls the hooks: the entry, then `args`, then what is committed.
    let hooks = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let hooks = fs::read_to_string(hooks).unwrap();
    let entries: Vec<&str> = hooks
        .lines()
        .filter_map(|line| line.strip_prefix("  entry: polir "))
        .collect();
    assert_eq!(entries.len(), hooks.matches("  args: [\"--\"]\n").count());
    for entry in entries {
        let mut arguments: Vec<&str> = entry.split(' ').collect();
        arguments.push("--");
        arguments.extend(names.iter().filter(|name| **name != "--markers"));
        let output = place.run(PROGRAM, &arguments);
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{entry}: {output:?}"
        );
        assert_eq!(place.git(&["status", "--porcelain"]), "", "{entry}");
    }
}
