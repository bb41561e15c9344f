//! `--changed` in real repositories: the entries of a list made by hand, and no other, whatever moved around them.
#![allow(clippy::unwrap_used, reason = "a test falls over what is wrong")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Python 3\\n\"\n\"Language: fr\\n\"\n\
    \"Content-Type: text/plain; charset=UTF-8\\n\"\n";

/// An entry in which `retourner` is found.
fn entry(name: &str) -> String {
    format!(
        "\n#: {name}.rst:1\nmsgid \"Returns {name}.\"\nmsgstr \"Retourne {name} et les autres.\"\n"
    )
}

/// A file of such entries.
fn file(names: &[String]) -> String {
    let entries: String = names.iter().map(|name| entry(name)).collect();
    HEADER.to_owned() + &entries
}

fn names(file: &str, range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|number| format!("{file}{number}")).collect()
}

struct Repository {
    _folder: TempDir,
    root: PathBuf,
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args([
            "-c",
            "protocol.file.allow=always",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .envs([
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
        ])
        .envs([
            ("GIT_AUTHOR_DATE", "2024-01-01T00:00:00Z"),
            ("GIT_COMMITTER_DATE", "2024-01-01T00:00:00Z"),
        ])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

impl Repository {
    fn new() -> Repository {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("repo");
        fs::create_dir(&root).unwrap();
        git(&root, &["init", "--quiet", "--initial-branch=main"]);
        Repository {
            _folder: folder,
            root,
        }
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(&self.root, arguments)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    /// Replaces what must be there.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path}: {from}");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn commit(&self, what: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", what]);
    }

    /// The sources of the entries in which something is found.
    fn found(&self, arguments: &[&str]) -> Vec<String> {
        found(&self.root, arguments)
    }
}

fn polir(folder: &Path, arguments: &[&str]) -> Output {
    common::polir(folder, arguments).output().unwrap()
}

fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let base = ["check", "--select", "retourner", "--output-format", "jsonl"];
    let output = polir(folder, &[&base, arguments].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    let code = output.status.code().unwrap();
    assert!(code < 2, "{told}");
    let text = String::from_utf8(output.stdout).unwrap();
    let source = |line: &str| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let source = finding["msgid"].as_str().unwrap().to_owned();
        source
            .trim_start_matches("Returns ")
            .trim_end_matches('.')
            .to_owned()
    };
    let mut all: Vec<String> = text.lines().map(source).collect();
    assert_eq!(code, i32::from(!all.is_empty()), "{told}");
    all.sort();
    all
}

fn error(folder: &Path, arguments: &[&str]) -> String {
    let output = polir(folder, &[&["check"], arguments].concat());
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

/// Fifty commits: what each of them does is written beside it, and the list at the end is what a person makes of it.
#[test]
#[allow(clippy::too_many_lines, reason = "one history, told in order")]
fn fifty_commits_and_a_list_by_hand() {
    let repo = Repository::new();
    let mut commits = 0;
    let mut commit = |what: &str| {
        repo.commit(what);
        commits += 1;
    };
    // 1-12: twelve files of ten entries each.
    for letter in 'a'..='l' {
        let letter = letter.to_string();
        repo.write(&format!("doc/{letter}.po"), &file(&names(&letter, 0..10)));
        commit("a file");
    }
    // 13: not in UTF-8, and with other line ends.
    let crlf = file(&names("crlf", 0..5)).replace('\n', "\r\n");
    repo.write("doc/crlf.po", &crlf);
    commit("a file with other line ends");
    let base = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["checkout", "--quiet", "-b", "work"]);
    let mut expected: Vec<&str> = Vec::new();
    // 14-18: edited, fuzzy, new, untranslated then translated, another context.
    repo.edit("doc/a.po", "Retourne a1 et", "Il retourne a1 et");
    expected.push("a1");
    commit("edited");
    repo.edit("doc/a.po", "Retourne a2 et", "Retourne a2, et");
    expected.push("a2");
    commit("a comma");
    repo.edit(
        "doc/b.po",
        "msgid \"Returns b3.\"",
        "#, fuzzy\nmsgid \"Returns b3.\"",
    );
    commit("fuzzy, and so not looked at");
    repo.write("doc/c.po", &(repo.read("doc/c.po") + &entry("new")));
    expected.push("new");
    commit("a new entry");
    repo.edit(
        "doc/c.po",
        "msgid \"Returns c4.\"",
        "msgctxt \"menu\"\nmsgid \"Returns c4.\"",
    );
    expected.push("c4");
    commit("another context");
    // 19-24: what is no change: rewrapped, moved, references, comments, flags, the header's date.
    repo.edit(
        "doc/d.po",
        "\"Retourne d1 et les",
        "\"\"\n\"Retourne d1 \"\n\"et les",
    );
    commit("rewrapped");
    let mut turned = names("e", 0..10);
    turned.reverse();
    repo.write("doc/e.po", &file(&turned));
    commit("turned around");
    repo.write(
        "doc/f.po",
        &repo.read("doc/f.po").replace(".rst:1", ".rst:77"),
    );
    commit("other lines of the source");
    repo.edit("doc/g.po", "#: g5", "# somebody: check this\n#: g5");
    commit("a comment");
    repo.edit(
        "doc/g.po",
        "msgid \"Returns g6.\"",
        "#, no-c-format\nmsgid \"Returns g6.\"",
    );
    commit("a flag");
    repo.edit(
        "doc/h.po",
        "\"Language: fr",
        "\"PO-Revision-Date: 2024-01-01 00:00+0000\\n\"\n\"Language: fr",
    );
    commit("the header");
    // 25-28: renamed, renamed and edited, moved to another file, into a new folder.
    repo.git(&["mv", "doc/i.po", "doc/renamed.po"]);
    commit("renamed");
    repo.git(&["mv", "doc/j.po", "moved.po"]);
    repo.edit("moved.po", "Retourne j7 et", "On retourne j7 et");
    expected.push("j7");
    commit("renamed and edited");
    let without = repo.read("doc/k.po").replace(&entry("k2"), "");
    repo.write("doc/k.po", &without);
    repo.write("doc/l.po", &(repo.read("doc/l.po") + &entry("k2")));
    commit("an entry goes from one file to another");
    repo.write("new/split.po", &file(&names("l", 0..3)));
    repo.write(
        "doc/l.po",
        &file(&[names("l", 3..10), vec!["k2".to_owned()]].concat()),
    );
    commit("three entries go to a file of their own");
    // 29: translated the same as another file's: new here all the same? The message is elsewhere still: it is.
    repo.write("doc/b.po", &(repo.read("doc/b.po") + &entry("f9")));
    expected.push("f9");
    commit("a copy of an entry that stays where it was");
    // 30-31: there and back again.
    repo.edit("doc/d.po", "Retourne d5", "Renvoie d5");
    commit("mended");
    repo.edit("doc/d.po", "Renvoie d5", "Retourne d5");
    commit("and back");
    // 32: the file with other line ends.
    repo.edit("doc/crlf.po", "Retourne crlf3", "Alors, retourne crlf3");
    expected.push("crlf3");
    commit("in the file with other line ends");
    repo.write(
        "doc/crlf.po",
        &repo.read("doc/crlf.po").replace("\r\n", "\n"),
    );
    commit("line ends");
    // 35-44: what happens on the other branch in the meantime is nothing of ours, once merged neither.
    repo.git(&["checkout", "--quiet", "main"]);
    for number in 0..8 {
        repo.edit(
            "doc/h.po",
            &format!("Retourne h{number} et"),
            &format!("Retourne h{number}, et"),
        );
        commit("on the other branch");
    }
    repo.git(&["checkout", "--quiet", "work"]);
    for number in 0..4 {
        repo.edit(
            "doc/g.po",
            &format!("Retourne g{number} et"),
            &format!("Renvoie g{number} et"),
        );
        commit("mended");
    }
    repo.git(&["merge", "--quiet", "--no-commit", "-X", "ours", "main"]);
    commit("merge");
    // Where the branches part is now the tip of main.
    let tip = repo.git(&["rev-parse", "main"]);
    repo.write("doc/h.po", &(repo.read("doc/h.po") + "\nmsgid \"Returns two.\"\nmsgid_plural \"Returns twos.\"\nmsgstr[0] \"Retourne un.\"\nmsgstr[1] \"Renvoie deux.\"\n"));
    commit("a plural");
    expected.push("two");
    for number in 0..3 {
        repo.edit(
            "doc/h.po",
            &format!("#: h{number}"),
            &format!("# {number}\n#: h{number}"),
        );
        commit("comments");
    }
    assert_eq!(commits, 50, "as promised");
    expected.sort_unstable();
    assert_eq!(repo.found(&["--changed=main"]), expected);
    assert_eq!(repo.found(&["--changed=main..."]), expected);
    assert_eq!(repo.found(&["--changed"]), expected);
    assert_eq!(repo.found(&[&format!("--changed={tip}")]), expected);
    // Against the base before the merge, what came with it is a change too.
    let since = repo.found(&[&format!("--changed={base}")]);
    let theirs: Vec<String> = names("h", 0..8);
    assert!(
        expected
            .iter()
            .all(|name| since.contains(&(*name).to_owned())),
        "{since:?}"
    );
    assert_eq!(since.len(), expected.len() + theirs.len(), "{since:?}");
    // Part of the tree, and from another folder.
    assert_eq!(repo.found(&["--changed=main", "doc/a.po"]), ["a1", "a2"]);
    assert_eq!(
        found(&repo.root.join("doc"), &["--changed=main", "a.po"]),
        ["a1", "a2"]
    );
    // Staged, unstaged and untracked work counts.
    repo.edit("doc/d.po", "Retourne d8", "Puis retourne d8");
    repo.git(&["add", "doc/d.po"]);
    repo.edit("doc/d.po", "Retourne d9", "Puis retourne d9");
    repo.write("untracked.po", &file(&["untracked".to_owned()]));
    assert_eq!(repo.found(&["--changed=HEAD"]), ["d8", "d9", "untracked"]);
    // From standard input, under the name of a file.
    let output = std::process::Stdio::piped();
    let mut child = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args([
            "check",
            "-",
            "--stdin-filename",
            "doc/d.po",
            "--changed=HEAD",
        ])
        .args([
            "--select",
            "retourner",
            "--output-format",
            "concise",
            "--quiet",
        ])
        .current_dir(&repo.root)
        .stdin(std::process::Stdio::piped())
        .stdout(output)
        .spawn()
        .unwrap();
    let text = repo
        .read("doc/d.po")
        .replace("Puis retourne d8", "Retourne d8");
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
    let told = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(told.lines().count(), 1, "{told}");
    // A worktree has its own work.
    let other = repo.root.parent().unwrap().join("worktree");
    repo.git(&[
        "worktree",
        "add",
        "--quiet",
        other.to_str().unwrap(),
        "main",
    ]);
    assert_eq!(found(&other, &["--changed=HEAD"]), [""; 0]);
    fs::write(
        other.join("doc/a.po"),
        file(&names("a", 0..10)).replace("Retourne a7", "Je retourne a7"),
    )
    .unwrap();
    assert_eq!(found(&other, &["--changed"]), ["a7"]);
    // A hook runs with variables that name a repository.
    let dot_git = repo.root.join(".git").display().to_string();
    let hook = format!("env:GIT_DIR={dot_git}");
    assert_eq!(
        found(&repo.root.join("doc"), &[&hook, "--changed=HEAD", "d.po"]),
        ["d8", "d9"]
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "one history, told in order")]
fn where_the_work_began() {
    let repo = Repository::new();
    repo.write("a.po", &file(&names("a", 0..3)));
    repo.commit("one");
    repo.edit("a.po", "Retourne a0", "On retourne a0");
    repo.commit("two");
    let folder = repo.root.parent().unwrap();
    let url = format!("file://{}", repo.root.display());
    git(folder, &["clone", "--quiet", &url, "clone"]);
    let clone = folder.join("clone");
    let write = |from: &str, to: &str| {
        let text = fs::read_to_string(clone.join("a.po")).unwrap();
        fs::write(clone.join("a.po"), text.replace(from, to)).unwrap();
    };
    assert_eq!(found(&clone, &["--changed"]), [""; 0]);
    git(&clone, &["checkout", "--quiet", "-b", "work"]);
    write("Retourne a1", "On retourne a1");
    git(&clone, &["commit", "--quiet", "-am", "work"]);
    // No upstream: origin/HEAD.
    assert_eq!(found(&clone, &["--changed"]), ["a1"]);
    let first = git(&clone, &["rev-parse", "main~1"]);
    for set in [
        "GITHUB_BASE_REF=main".to_owned(),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main".to_owned(),
        "CI_COMMIT_TARGET_BRANCH=main".to_owned(),
    ] {
        assert_eq!(
            found(&clone, &["--changed", &format!("env:{set}")]),
            ["a1"],
            "{set}"
        );
    }
    for name in [
        "CI_MERGE_REQUEST_DIFF_BASE_SHA",
        "CI_PREV_COMMIT_SHA",
        "CI_COMMIT_BEFORE_SHA",
    ] {
        let set = format!("env:{name}={first}");
        assert_eq!(found(&clone, &["--changed", &set]), ["a0", "a1"], "{set}");
    }
    let zeros = format!("env:CI_COMMIT_BEFORE_SHA={}", "0".repeat(40));
    assert_eq!(found(&clone, &["--changed", &zeros]), ["a1"]);
    // What the environment names and is not there is an error, with the command that helps.
    let told = error(&clone, &["--changed", "env:GITHUB_BASE_REF=release"]);
    assert!(
        told.contains("GITHUB_BASE_REF")
            && told.contains("`git fetch origin +refs/heads/release:refs/remotes/origin/release`"),
        "{told}"
    );
    // A shallow clone.
    git(
        &repo.root,
        &["checkout", "--quiet", "-b", "feature", "main~1"],
    );
    repo.edit("a.po", "Retourne a2", "On retourne a2");
    repo.commit("feature");
    git(
        folder,
        &[
            "clone",
            "--quiet",
            "--depth=1",
            "--branch=feature",
            &url,
            "shallow",
        ],
    );
    let shallow = folder.join("shallow");
    let told = error(&shallow, &["--changed", "env:GITHUB_BASE_REF=main"]);
    assert!(
        told.contains("`git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main`"),
        "{told}"
    );
    let told = error(&shallow, &["--changed=main"]);
    assert!(
        told.contains("`main`") && told.contains("git fetch --unshallow"),
        "{told}"
    );
    git(
        &shallow,
        &[
            "fetch",
            "--quiet",
            "--depth=1",
            "origin",
            "+refs/heads/main:refs/remotes/origin/main",
        ],
    );
    let told = error(&shallow, &["--changed", "env:GITHUB_BASE_REF=main"]);
    assert!(
        told.contains("this clone is shallow") && told.contains("--unshallow"),
        "{told}"
    );
    git(
        &shallow,
        &[
            "fetch",
            "--quiet",
            "--unshallow",
            "origin",
            "+refs/heads/main:refs/remotes/origin/main",
        ],
    );
    assert_eq!(
        found(&shallow, &["--changed", "env:GITHUB_BASE_REF=main"]),
        ["a2"]
    );
}

#[test]
fn without_git_or_history_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.po"), file(&names("a", 0..1))).unwrap();
    let told = error(folder.path(), &["--changed"]);
    assert!(told.contains("not in a git repository"), "{told}");
    let told = error(folder.path(), &["--changed", "env:PATH="]);
    assert!(told.contains("git program was not found"), "{told}");
    let repo = Repository::new();
    repo.write("a.po", &file(&names("a", 0..1)));
    let told = error(&repo.root, &["--changed"]);
    assert!(told.contains("say --changed=REF"), "{told}");
    repo.commit("one");
    let told = error(&repo.root, &["--changed=nothing"]);
    assert!(told.contains("git knows no revision `nothing`"), "{told}");
    let told = error(&repo.root, &["--changed=--output=x"]);
    assert!(
        told.contains("git knows no revision `--output=x`"),
        "{told}"
    );
    // Nothing changed: a note, and documents that are whole.
    let output = polir(
        &repo.root,
        &["check", "--changed", "--output", "json=all.json"],
    );
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("nothing to check"), "{told}");
    let all: serde_json::Value = serde_json::from_str(&repo.read("all.json")).unwrap();
    assert!(all.is_object(), "{all}");
}

#[test]
fn with_fixes_the_baseline_and_comments() {
    let repo = Repository::new();
    let config = "[header]\nLanguage-Team = \"nobody\"\n";
    repo.write("polir.toml", config);
    repo.write("a.po", &file(&names("a", 0..6)));
    repo.commit("one");
    repo.edit("a.po", "Retourne a2", "On retourne a2");
    repo.edit("a.po", "Retourne a4", "On retourne a4");
    let before = repo.read("a.po");
    // A fix mends what changed, and neither the header nor the neighbours.
    let output = polir(&repo.root, &["fix", "--changed", "--diff"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        polir(&repo.root, &["fix", "--changed"]).status.code(),
        Some(0)
    );
    let fixed = before.replace("On retourne", "On renvoie");
    assert_eq!(repo.read("a.po"), fixed);
    assert_eq!(
        polir(&repo.root, &["fix", "--changed"]).status.code(),
        Some(0)
    );
    assert_eq!(repo.read("a.po"), fixed);
    repo.write("a.po", &before);
    assert_eq!(
        polir(&repo.root, &["check", "--changed", "--fix"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(repo.read("a.po"), fixed);
    // A baseline of the whole is whole, and what is not looked at cannot go from it.
    repo.write("a.po", &before);
    assert_eq!(
        polir(&repo.root, &["check", "--write-baseline", "--changed"])
            .status
            .code(),
        Some(0)
    );
    let known: serde_json::Value = serde_json::from_str(&repo.read("polir-baseline.json")).unwrap();
    assert!(known["findings"].as_array().unwrap().len() >= 6, "{known}");
    repo.edit("a.po", "Retourne a1", "Je retourne a1");
    repo.edit("a.po", "On retourne a2 et", "On retourne a2, retourne et");
    let arguments = ["--changed", "--baseline", "polir-baseline.json"];
    // The one finding of a1 was known and still stands; the second one of a2 is new.
    assert_eq!(repo.found(&arguments), ["a2"]);
    let output = polir(&repo.root, &[&["check"], &arguments[..]].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    // What is not looked at is not taken for fixed.
    assert!(!told.contains("--prune-baseline"), "{told}");
    // Comments go where something changed, and then nothing is found.
    repo.write("a.po", &before);
    let output = polir(&repo.root, &["check", "--changed", "--add-ignores"]);
    assert_eq!(output.status.code(), Some(0));
    let text = repo.read("a.po");
    assert_eq!(text.matches("# polir: ignore[").count(), 2, "{text}");
    // A comment that silences nothing any more is new: it is found.
    repo.edit("a.po", "On retourne a2", "On renvoie a2");
    let output = polir(
        &repo.root,
        &["check", "--changed", "--output-format", "concise"],
    );
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.lines().count() == 1 && told.contains("[unused-ignore]"),
        "{told}"
    );
    // All outputs tell of the same.
    repo.write("a.po", &before);
    let mut arguments = vec!["check".to_owned(), "--changed".to_owned()];
    for format in [
        "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson",
    ] {
        arguments.push("--output".to_owned());
        arguments.push(format!("{format}=out.{format}"));
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert_eq!(polir(&repo.root, &arguments).status.code(), Some(1));
    let mut counts = String::new();
    for (format, mark) in [
        ("json", "\"fingerprint\""),
        ("jsonl", "\"fingerprint\""),
        ("github", "::warning"),
        ("gitlab", "\"fingerprint\""),
        ("sarif", "\"ruleId\""),
        ("junit", "<failure"),
        ("rdjson", "\"message\""),
    ] {
        let text = repo.read(&format!("out.{format}"));
        let _ = write!(counts, "{format} {} ", text.matches(mark).count());
    }
    assert_eq!(
        counts,
        "json 2 jsonl 2 github 2 gitlab 2 sarif 2 junit 2 rdjson 2 "
    );
}
