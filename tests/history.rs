//! Earlier states of a repository, read with the real git: one that this makes, of 500 commits.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use common::installed;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_polir");
const COMMITS: usize = 500;
const FILES: usize = 20;

fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    // Nobody's own configuration.
    git.env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    git.stdin(Stdio::null());
    git
}

fn done(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

fn polir(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(folder)
        .arg("stats")
        .args(arguments)
        .stdin(Stdio::null());
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn error(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A file of ten entries, so many of which are translated, and the next one fuzzy.
fn file(translated: usize) -> String {
    let mut text = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n".to_owned();
    for entry in 0..10 {
        let flag = if entry == translated {
            "#, fuzzy\n"
        } else {
            ""
        };
        let translation = if entry <= translated { "oui" } else { "" };
        let _ = write!(
            text,
            "\n{flag}msgid \"entry {entry}\"\nmsgstr \"{translation}\"\n"
        );
    }
    text
}

/// What a commit does: which file has how many translations from then on, or is gone.
fn change(commit: usize) -> (String, Option<usize>) {
    let name = format!("é {}/f{}.po", commit % 3, commit * 7 % FILES);
    // States come back: there are far fewer of them than commits.
    let state = (!commit.is_multiple_of(11)).then_some(commit / 40 % 10);
    (name, state)
}

/// A repository of so many commits, and what must be told of each: files, entries, translated, fuzzy.
fn repository() -> (TempDir, Vec<[usize; 4]>) {
    let folder = tempfile::tempdir().unwrap();
    done(git(folder.path()).args(["init", "-q", "-b", "main", "."]));
    let mut stream = String::new();
    let mut files = BTreeMap::new();
    let mut told = Vec::new();
    for commit in 0..COMMITS {
        let (name, state) = change(commit);
        let time = 1_500_000_000 + commit * 100_000;
        let _ = write!(
            stream,
            "commit refs/heads/main\ncommitter A <a@b> {time} +0200\ndata 1\nc\n\
             M 100644 inline other.txt\ndata 3\n{commit:03}\n"
        );
        if let Some(translated) = state {
            let text = file(translated);
            let _ = write!(
                stream,
                "M 100644 inline \"{name}\"\ndata {}\n{text}\n",
                text.len()
            );
            files.insert(name, translated);
        } else if files.remove(&name).is_some() {
            let _ = writeln!(stream, "D \"{name}\"");
        }
        let translated = files.values().sum();
        let fuzzy = files
            .values()
            .filter(|&&translated| translated < 10)
            .count();
        let now = [files.len(), files.len() * 10, translated, fuzzy];
        let anything = now[0] > 0 || !told.is_empty();
        if anything && told.last() != Some(&now) {
            told.push(now);
        }
    }
    let mut import = git(folder.path());
    let mut import = import
        .args(["fast-import", "--quiet"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    import
        .stdin
        .take()
        .unwrap()
        .write_all(stream.as_bytes())
        .unwrap();
    assert!(import.wait().unwrap().success());
    done(git(folder.path()).args(["reset", "-q", "--hard"]));
    (folder, told)
}

#[test]
fn history_tells_every_state_and_reads_each_blob_once() {
    if !installed("git", &["--version"]) {
        return;
    }
    let (folder, told) = repository();
    let trace = folder.path().join("trace");
    let output = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["stats", "--history", "--output-format", "csv"])
        .env("GIT_TRACE", &trace)
        .output()
        .unwrap();
    let csv = stdout(&output);
    let lines: Vec<&str> = csv.lines().collect();
    let seen: Vec<[usize; 4]> = lines[1..]
        .iter()
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            assert!(fields[1].ends_with("+02:00"), "{line}");
            [2, 3, 4, 5].map(|field| fields[field].parse().unwrap())
        })
        .collect();
    assert_eq!(seen, told);
    // However many commits and blobs there are, git is run as often.
    let runs = fs::read_to_string(&trace).unwrap();
    let count = |what: &str| runs.lines().filter(|line| line.contains(what)).count();
    assert_eq!(
        (count("built-in: git cat-file"), count("built-in: git log")),
        (1, 1)
    );
    assert!(count("built-in: git") < 8, "{runs}");

    // The last state is the present one, and the other formats tell of the same.
    let now = stdout(&polir(folder.path(), &["--output-format", "csv"]));
    let last = lines
        .last()
        .unwrap()
        .split(',')
        .skip(3)
        .collect::<Vec<_>>()
        .join(",");
    assert_eq!(now.lines().last(), Some(format!("total,,{last}").as_str()));
    let json = stdout(&polir(
        folder.path(),
        &["--history", "--output-format", "json"],
    ));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["history"].as_array().unwrap().len(), told.len());
    let table = stdout(&polir(folder.path(), &["--history"]));
    assert_eq!(table.lines().count(), told.len() + 1);
    let svg = stdout(&polir(
        folder.path(),
        &["--history", "--output-format", "svg"],
    ));
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && svg.contains(">2018<"));

    // Of a part of it: one folder, from within another.
    let part = stdout(&polir(
        &folder.path().join("é 1"),
        &["../é 2", "--history", "--output-format", "csv"],
    ));
    assert!(part.lines().count() < told.len() / 2 && part.lines().count() > 50);
}

#[test]
fn an_earlier_state_is_compared() {
    if !installed("git", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let write = |name: &str, translated| fs::write(root.join(name), file(translated)).unwrap();
    fs::create_dir(root.join("d")).unwrap();
    done(git(root).args(["init", "-q", "-b", "main", "."]));
    let commit = || {
        done(git(root).args(["add", "-A"]));
        let who = ["-c", "user.name=a", "-c", "user.email=a@b"];
        done(git(root).args(who).args(["commit", "-q", "-m", "c"]));
    };
    write("a.po", 3);
    write("d/b.po", 5);
    write("d/gone.po", 4);
    write("d/excluded.po", 1);
    commit();
    write("a.po", 7);
    write("d/b.po", 2);
    write("new.po", 6);
    fs::remove_file(root.join("d/gone.po")).unwrap();
    fs::remove_file(root.join("d/excluded.po")).unwrap();
    let arguments = ["--git", "HEAD", "--exclude", "excluded.po"];
    let csv = stdout(&polir(
        root,
        &[&arguments[..], &["--output-format", "csv"]].concat(),
    ));
    let translated: Vec<(&str, &str, &str)> = csv
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[1], fields[3], fields[13])
        })
        .collect();
    let expected = [
        ("a.po", "7", "3"),
        ("d/b.po", "2", "5"),
        ("new.po", "6", ""),
        ("d", "2", "9"),
        ("", "15", "12"),
    ];
    assert_eq!(translated, expected);
    let table = polir(root, &arguments);
    assert!(String::from_utf8_lossy(&table.stderr).contains("gone since HEAD: 1 file"));
    let table = stdout(&table);
    for change in ["+4", "\u{2212}3", "+6", "\u{2212}7", "+3"] {
        assert!(table.contains(&format!(" {change} ")), "{change}: {table}");
    }
    let markdown = stdout(&polir(
        root,
        &[&arguments[..], &["--output-format", "markdown"]].concat(),
    ));
    assert!(
        markdown.contains("| `a.po` | 70.0 % | 7 | 1 | 2 | 6 | +4 |"),
        "{markdown}"
    );
    let json = stdout(&polir(
        root,
        &[&arguments[..], &["--output-format", "json"]].concat(),
    ));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["since"]["removed"][0], "d/gone.po");
    assert_eq!(json["files"][1]["before"]["entries"]["translated"], 5);
    assert!(json["files"][2]["before"].is_null());
}

#[test]
fn what_git_cannot_tell_is_said() {
    if !installed("git", &["--version"]) {
        return;
    }
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("a.po"), file(1)).unwrap();
    let told = error(&polir(outside.path(), &["--history"]));
    assert!(told.contains("not in a git repository"), "{told}");
    let told = error(&polir(outside.path(), &["--git", "HEAD"]));
    assert!(told.contains("not in a git repository"), "{told}");

    let (folder, _) = repository();
    let told = error(&polir(folder.path(), &["--git", "nowhere"]));
    assert_eq!(
        told,
        "error: git knows no revision `nowhere`; `git log` lists those there are, `git fetch` brings new ones\n"
    );
    let told = error(&polir(folder.path(), &["--git=--output=x"]));
    assert_eq!(
        told,
        "error: git knows no revision `--output=x`; `git log` lists those there are, `git fetch` brings new ones\n"
    );
    let other = outside.path().join("a.po");
    let told = error(&polir(
        folder.path(),
        &[".", other.to_str().unwrap(), "--history"],
    ));
    assert!(told.contains("not in the git repository"), "{told}");
    let nothing = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["stats", "--history"])
        .env("PATH", outside.path())
        .output()
        .unwrap();
    assert!(error(&nothing).contains("the git program was not found"));

    let shallow = outside.path().join("shallow");
    let from = format!("file://{}", folder.path().display());
    done(git(outside.path()).args(["clone", "-q", "--depth", "3", &from, "shallow"]));
    let told = error(&polir(&shallow, &["--history"]));
    assert!(
        told.contains("shallow") && told.contains("git fetch --unshallow"),
        "{told}"
    );
    let told = error(&polir(&shallow, &["--git", "HEAD~5"]));
    assert!(
        told.contains("no revision `HEAD~5`; this clone is shallow"),
        "{told}"
    );
    stdout(&polir(&shallow, &["--git", "HEAD~2"]));
}

/// What goes to a file is what standard output would have shown.
#[test]
fn figures_and_differences_go_to_files_too() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("a.po"), file(1)).unwrap();
    fs::write(root.join("b.po"), file(2)).unwrap();
    let run = |arguments: &[&str], formats: &[&str]| {
        let run = |more: &[&str]| {
            let mut command = Command::new(PROGRAM);
            let command = command.current_dir(root).args(arguments).args(more);
            let output = command.env("COLUMNS", "100").output().unwrap();
            assert_ne!(output.status.code(), Some(2), "{output:?}");
            output.stdout
        };
        let mut more = Vec::new();
        for format in formats {
            more.extend(["--output".to_owned(), format!("{format}=out.{format}")]);
        }
        let more: Vec<&str> = more.iter().map(String::as_str).collect();
        run(&more);
        for format in formats {
            let written = fs::read(root.join(format!("out.{format}"))).unwrap();
            assert!(written == run(&["--output-format", format]), "{format}");
        }
    };
    run(
        &["stats"],
        &["table", "json", "csv", "markdown", "html", "shields"],
    );
    run(
        &["diff", "a.po", "b.po"],
        &["text", "json", "markdown", "html"],
    );
}
