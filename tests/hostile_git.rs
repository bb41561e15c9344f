//! What is checked out may be a stranger's: no command of polir lets git run a program that the tree brings, be it by a
//! folder that looks like a bare repository with a configuration of its own, by attributes, by hooks or by submodules.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test falls over what is wrong")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const BEFORE: &str = "msgid \"\"\nmsgstr \"Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n\"\n\n\
    msgid \"a\"\nmsgstr \"b\"\n";
const AFTER: &str = "msgid \"\"\nmsgstr \"Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n\"\n\n\
    msgid \"a\"\nmsgstr \"c\"\n";

/// Every command that asks git, from the root or from within the hostile folder, which is `aa`.
const COMMANDS: [(&str, &[&str]); 15] = [
    (".", &["check", "--changed"]),
    (".", &["check", "--changed=main"]),
    (".", &["check", "--changed=main", "aa/a.po"]),
    ("aa", &["check", "--changed=HEAD"]),
    (".", &["fix", "--diff", "--changed=main", "aa"]),
    (
        ".",
        &[
            "check",
            "--changed",
            "env:GITHUB_BASE_REF=main",
            "--output-format=github",
        ],
    ),
    (".", &["stats", "--git", "main", "aa"]),
    ("aa", &["stats", "--git", "main"]),
    (".", &["stats", "--history", "aa"]),
    (".", &["diff", "--git", "main", "aa"]),
    (".", &["diff", "--git", "main"]),
    ("aa", &["diff", "main:./a.po", "a.po"]),
    ("aa", &["diff", "main:aa/a.po", "a.po"]),
    (
        "aa",
        &["merge-driver", "--markers", "broken", "ours", "broken"],
    ),
    ("aa", &["install-git-drivers", "--dry-run"]),
];

/// What a hostile configuration may say; `PROGRAM` is run.
const CONFIGURATIONS: [(&str, &str); 9] = [
    ("a monitor of files", "[core]\n\tfsmonitor = \"PROGRAM\"\n"),
    (
        "a fetch of what lacks",
        "[extensions]\n\tpartialClone = e\n[remote \"e\"]\n\turl = .\n\tpromisor = true\n\tuploadpack = \"PROGRAM;\"\n",
    ),
    (
        "a fetch by ssh",
        "[core]\n\tsshCommand = \"PROGRAM;\"\n[extensions]\n\tpartialClone = e\n[remote \"e\"]\n\turl = \
         ssh://h/x\n\tpromisor = true\n",
    ),
    (
        "a fetch by a helper",
        "[protocol]\n\tallow = always\n[extensions]\n\tpartialClone = e\n[remote \"e\"]\n\turl = \"ext::PROGRAM\"\n\
         \tpromisor = true\n[protocol \"ext\"]\n\tallow = always\n",
    ),
    ("hooks", "[core]\n\thooksPath = hooks\n"),
    (
        "a pager and an editor",
        "[core]\n\tpager = PROGRAM\n\teditor = PROGRAM\n[pager]\n\tlog = PROGRAM\n\tdiff = PROGRAM\n",
    ),
    (
        "drivers",
        "[diff]\n\texternal = PROGRAM\n[diff \"e\"]\n\tcommand = PROGRAM\n\ttextconv = PROGRAM\n[merge \"e\"]\n\tdriver \
         = PROGRAM\n",
    ),
    (
        "filters",
        "[filter \"e\"]\n\tclean = PROGRAM\n\tsmudge = PROGRAM\n\trequired = true\n[filter \"f.g\"]\n\tprocess = \
         PROGRAM\n\trequired = true\n",
    ),
    (
        "signatures",
        "[log]\n\tshowSignature = true\n[gpg]\n\tprogram = PROGRAM\n",
    ),
];

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(["-c", "commit.gpgsign=false"])
        .args(["-c", "protocol.file.allow=always"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {told}");
}

fn polir(folder: &Path, arguments: &[&str]) -> Output {
    common::polir(folder, arguments)
        .stdin(Stdio::null())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap()
}

/// A working tree, and beside it a program that leaves a trace.
struct Tree {
    folder: TempDir,
    root: PathBuf,
    program: PathBuf,
}

impl Tree {
    /// With two commits, and a translation that differs from both.
    fn new() -> Tree {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("repo");
        let program = folder.path().join("program");
        let trace = folder.path().join("trace");
        executable(
            &program,
            &format!("#!/bin/sh\necho \"$0 $*\" >> {}\nexit 1\n", trace.display()),
        );
        fs::create_dir_all(root.join("aa")).unwrap();
        git(&root, &["init", "--quiet", "--initial-branch=main"]);
        for (name, text) in [
            ("aa/a.po", BEFORE),
            ("z.po", BEFORE),
            ("aa/broken", "msgid"),
            ("aa/ours", AFTER),
        ] {
            fs::write(root.join(name), text).unwrap();
        }
        git(&root, &["add", "-A"]);
        git(&root, &["commit", "--quiet", "-m", "one"]);
        Tree {
            folder,
            root,
            program,
        }
    }

    /// The translations differ from the last commit, and their times from what the index knows.
    fn touch(&self) {
        fs::write(self.root.join("aa/a.po"), AFTER).unwrap();
        let other = fs::File::open(self.root.join("z.po")).unwrap();
        let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(400_000);
        other
            .set_times(fs::FileTimes::new().set_modified(then))
            .unwrap();
    }

    /// Runs every command, and nothing of the tree may run.
    fn harmless(&self, what: &str) {
        let trace = self.folder.path().join("trace");
        for (folder, arguments) in COMMANDS {
            fs::write(self.root.join("aa/ours"), AFTER).unwrap();
            let output = polir(&self.root.join(folder), arguments);
            let told = String::from_utf8_lossy(&output.stderr);
            let ran = fs::read_to_string(&trace).unwrap_or_default();
            assert!(
                ran.is_empty(),
                "{what}: polir {arguments:?} in {folder} ran {ran}: {told}"
            );
            let expected = if arguments[0] == "check" { 0..2 } else { 0..3 };
            let code = output.status.code().unwrap();
            assert!(
                expected.contains(&code),
                "{what}: polir {arguments:?} in {folder}: {told}"
            );
        }
    }
}

fn executable(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

const HOOKS: [&str; 5] = [
    "fsmonitor-watchman",
    "post-index-change",
    "post-checkout",
    "pre-auto-gc",
    "reference-transaction",
];

/// A folder that looks like a bare repository: `config`, `HEAD`, and the objects of `full` or none.
fn bare(tree: &Tree, configuration: &str, full: bool) {
    let aa = tree.root.join("aa");
    for name in ["objects", "refs/heads", "hooks"] {
        fs::create_dir_all(aa.join(name)).unwrap();
    }
    fs::write(aa.join("HEAD"), "ref: refs/heads/main\n").unwrap();
    let configuration = configuration.replace("PROGRAM", tree.program.to_str().unwrap());
    let head = "[core]\n\trepositoryFormatVersion = 1\n\tbare = false\n\tworktree = .\n";
    fs::write(aa.join("config"), format!("{head}{configuration}")).unwrap();
    for hook in HOOKS {
        executable(
            &aa.join("hooks").join(hook),
            &fs::read_to_string(&tree.program).unwrap(),
        );
    }
    fs::create_dir_all(aa.join("info")).unwrap();
    fs::write(
        aa.join("info/attributes"),
        "*.po diff=e merge=e filter=e\nz.po filter=f.g\n",
    )
    .unwrap();
    let dot_git = tree.root.join(".git");
    fs::copy(dot_git.join("index"), aa.join("index")).unwrap();
    let id = fs::read_to_string(dot_git.join("refs/heads/main")).unwrap();
    if full {
        fs::write(aa.join("refs/heads/main"), id).unwrap();
        let status = Command::new("cp")
            .arg("-r")
            .arg(dot_git.join("objects/."))
            .arg(aa.join("objects"))
            .status();
        assert!(status.unwrap().success());
    } else {
        // It is to be fetched.
        fs::write(
            aa.join("refs/heads/main"),
            "1234567890123456789012345678901234567890\n",
        )
        .unwrap();
    }
}

#[test]
fn a_folder_that_looks_like_a_bare_repository_is_none() {
    for (what, configuration) in CONFIGURATIONS {
        for full in [true, false] {
            let tree = Tree::new();
            bare(&tree, configuration, full);
            tree.touch();
            tree.harmless(&format!("{what}, full: {full}"));
        }
    }
}

#[test]
fn attributes_hooks_and_submodules_of_the_tree_run_nothing() {
    for (what, configuration) in CONFIGURATIONS
        .iter()
        .filter(|(what, _)| !what.starts_with("a fetch"))
    {
        let tree = Tree::new();
        // The user has programs of that kind; that the tree names them makes none run.
        let program = tree.program.to_str().unwrap();
        let config = tree.root.join(".git/config");
        let mut text = fs::read_to_string(&config).unwrap();
        text.push_str(&configuration.replace("PROGRAM", program));
        text.push_str("[filter \"lfs\"]\n\tclean = cat\n");
        for hook in HOOKS {
            executable(
                &tree.root.join("hooks").join(hook),
                &fs::read_to_string(&tree.program).unwrap(),
            );
        }
        fs::write(
            tree.root.join(".gitattributes"),
            "*.po diff=e merge=e filter=e\nz.po filter=f.g\n",
        )
        .unwrap();
        let module = "[submodule \"s\"]\n\tpath = s\n\turl = ./s\n\tupdate = !PROGRAM\n";
        fs::write(
            tree.root.join(".gitmodules"),
            module.replace("PROGRAM", program),
        )
        .unwrap();
        let inner = tree.root.join("s");
        fs::create_dir(&inner).unwrap();
        git(&inner, &["init", "--quiet", "--initial-branch=main"]);
        git(
            &inner,
            &["commit", "--quiet", "--allow-empty", "-m", "inner"],
        );
        git(&tree.root, &["add", "-A"]);
        git(&tree.root, &["commit", "--quiet", "-m", "two"]);
        let inner_config = inner.join(".git/config");
        let inner_text = fs::read_to_string(&inner_config).unwrap();
        fs::write(
            &inner_config,
            format!("{inner_text}[core]\n\tfsmonitor = {program}\n"),
        )
        .unwrap();
        fs::write(&config, text).unwrap();
        tree.touch();
        tree.harmless(what);
    }
}

#[test]
fn what_a_partial_clone_lacks_is_not_fetched_and_said() {
    let tree = Tree::new();
    let clone = tree.folder.path().join("clone");
    git(&tree.root, &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", tree.root.display());
    git(
        tree.folder.path(),
        &[
            "clone",
            "--quiet",
            "--filter=blob:none",
            "--no-checkout",
            &url,
            "clone",
        ],
    );
    fs::create_dir(clone.join("aa")).unwrap();
    fs::write(clone.join("aa/a.po"), AFTER).unwrap();
    let output = polir(&clone, &["check", "--changed=HEAD"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("`git fetch --refetch --no-filter`"), "{told}");
    git(&clone, &["fetch", "--quiet", "--refetch", "--no-filter"]);
    let output = polir(&clone, &["check", "--changed=HEAD"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
