//! Whatever ends a run while it writes, there is the whole old file or the whole new one: the system ends it in the middle of a
//! write (a limit of size whose signal kills), or refuses the write (the same limit without the signal, as a full disk does).
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test falls over what is wrong")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_polir");

/// Every command that writes, and which file.
const COMMANDS: [(&str, &[&str]); 15] = [
    ("a.po", &["fix", "a.po"]),
    ("a.po", &["fix", "--max-lines", "100000", "a.po"]),
    ("a.po", &["fmt", "--width", "20", "a.po"]),
    ("a.po", &["check", "--fix", "a.po"]),
    ("a.po", &["check", "--add-ignores", "a.po"]),
    ("a.po", &["propagate", "--from", "from.po", "--to", "a.po"]),
    ("polir-baseline.json", &["check", "--write-baseline"]),
    (
        "dict",
        &["check", "--select", "spelling", "--write-dictionary"],
    ),
    ("dict", &["spelling", "add", "halte"]),
    ("ours", &["merge-driver", "--", "base", "ours", "theirs"]),
    (
        "pack.toml",
        &[
            "pack",
            "new",
            "--from",
            "glossary.csv",
            "--lang",
            "fr",
            "--output",
            "pack.toml",
            "--force",
        ],
    ),
    (".gitattributes", &["install-git-drivers"]),
    ("o.json", &["check", "--output", "json=o.json", "a.po"]),
    ("o.html", &["stats", "--output", "html=o.html", "a.po"]),
    (
        "o.html",
        &["diff", "--output", "html=o.html", "from.po", "a.po"],
    ),
];

fn catalogue(word: &str) -> String {
    let mut text = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n".to_owned();
    for number in 0..150_u16 {
        let _ = write!(
            text,
            "\n#, no-wrap, no-wrap\nmsgid \"Is it {number}?\"\nmsgstr \"Vrai {word} zzq{}?\"\n",
            char::from(b'a' + u8::try_from(number % 26).unwrap())
        );
    }
    text + "\nmsgid \"other\"\nmsgstr \"\"\n"
}

fn template() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut list = String::new();
    for number in 0..1000 {
        let _ = writeln!(list, "mot{number}");
    }
    let base = catalogue("un");
    let files = [
        ("a.po", base.clone()),
        (
            "from.po",
            base.replace("other\"\nmsgstr \"\"", "other\"\nmsgstr \"autre\""),
        ),
        ("base", base.clone()),
        ("ours", base.replacen("un zzq", "deux zzq", 1)),
        (
            "theirs",
            base.replace("other\"\nmsgstr \"\"", "other\"\nmsgstr \"autre\""),
        ),
        ("dict", list.clone()),
        (
            "polir.toml",
            "[spelling]\ndictionary = \"dict\"\n".to_owned(),
        ),
        ("polir-baseline.json", String::new()),
        ("o.json", "old".to_owned()),
        ("o.html", "old".to_owned()),
        ("pack.toml", list.clone()),
        (
            ".gitattributes",
            list.lines()
                .fold(String::new(), |all, line| format!("{all}{line} text\n")),
        ),
        (
            "glossary.csv",
            list.lines()
                .fold("source,target\n".to_owned(), |all, line| {
                    format!("{all}{line},{line}s\n")
                }),
        ),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output = run(folder.path(), "", &["check", "from.po", "--write-baseline"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    folder
}

/// A copy of it, to be spoilt.
fn copy(template: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files(template) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let git = Command::new("git")
        .args(["init", "-q"])
        .current_dir(folder.path())
        .status();
    assert!(git.unwrap().success());
    folder
}

fn run(folder: &Path, before: &str, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", &format!("{before} exec \"$0\" \"$@\""), PROGRAM])
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1500000000")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

#[test]
fn there_is_the_whole_old_file_or_the_whole_new_one() {
    let template = template();
    for (name, arguments) in COMMANDS {
        let whole = copy(template.path());
        let before = files(whole.path());
        let output = run(whole.path(), "", arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{arguments:?}: {told}"
        );
        let after = files(whole.path());
        assert!(
            before[name] != after[name],
            "{arguments:?} writes nothing: {told}"
        );
        // The limits are given in blocks of 512 bytes.
        assert!(after[name].len() > 8 * 512, "{name}");
        for limit in [1, 8] {
            for (how, trap) in [("killed", ""), ("refused", "trap '' XFSZ;")] {
                let folder = copy(template.path());
                let output = run(
                    folder.path(),
                    &format!("{trap} ulimit -f {limit};"),
                    arguments,
                );
                let told = String::from_utf8_lossy(&output.stderr);
                let what = format!("{arguments:?} {how} at {limit}: {:?} {told}", output.status);
                let mut now = files(folder.path());
                let left: Vec<String> = now
                    .keys()
                    .filter(|name| name.starts_with(".polir-"))
                    .cloned()
                    .collect();
                if how == "killed" {
                    assert_eq!(output.status.code(), None, "{what}");
                } else {
                    assert_eq!(output.status.code(), Some(2), "{what}");
                    assert!(left.is_empty(), "{what}: {left:?}");
                    assert_eq!(told.matches("oo large").count(), 1, "{what}");
                    assert!(
                        !told.contains("os error") && !told.contains(".polir-"),
                        "{what}"
                    );
                }
                now.retain(|name, _| !left.contains(name));
                assert!(now == before, "{what}");
                // The next run that writes there removes what was left.
                let old = std::time::SystemTime::now() - std::time::Duration::from_mins(5);
                for name in &left {
                    let file = fs::File::options()
                        .write(true)
                        .open(folder.path().join(name));
                    file.unwrap().set_modified(old).unwrap();
                }
                let output = run(folder.path(), "", arguments);
                assert!(output.status.code().is_some_and(|code| code < 2), "{what}");
                assert!(files(folder.path()) == after, "{what}");
            }
        }
    }
}

#[test]
fn a_file_that_is_read_only_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let template = template();
    for (name, arguments) in COMMANDS {
        let folder = copy(template.path());
        let before = files(folder.path());
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o444)).unwrap();
        let output = run(folder.path(), "", arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains("read-only"), "{arguments:?}: {told}");
        assert!(files(folder.path()) == before, "{arguments:?}");
    }
}
