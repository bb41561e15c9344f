//! What goes wrong outside of the text: permissions, disks, signals, pipes, and files that are no PO files.
//!
//! Each test asks for the exit code, for a message that names the file and what happened, and for files that are as they
//! were, with nothing beside them. Where a right is what the test is about, root's are dropped first: a test that root
//! would pass for nothing fails instead when it cannot drop them.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_polir");

const HEADER: &str = "# Copyright (C) 2024, Python Software Foundation\nmsgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Python 3\\n\"\n\
    \"Language-Team: FRENCH <traductions@lists.afpy.org>\\n\"\n\"Language: fr\\n\"\n\
    \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";
const WRONG: &str = "msgid \"Return it.\"\nmsgstr \"Retourne cela.\"\n";
const RIGHT: &str = "msgid \"Return it.\"\nmsgstr \"Renvoie cela.\"\n";

fn wrong() -> String {
    format!("{HEADER}{WRONG}")
}

fn right() -> String {
    format!("{HEADER}{RIGHT}")
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    // Whoever runs the program without root's rights must get in.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    folder
}

fn put(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path
}

fn polir(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder.path()).args(arguments);
    command.stdin(Stdio::null()).output().unwrap()
}

/// The program without root's rights.
fn humble(folder: &TempDir, arguments: &[&str]) -> Output {
    let root = fs::metadata(folder.path()).unwrap().uid() == 0;
    let mut command = if root {
        // The program may lie where nobody else may look.
        let program = folder.path().join(".polir-program");
        fs::copy(PROGRAM, &program).unwrap();
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(program);
        command
    } else {
        Command::new(PROGRAM)
    };
    command.current_dir(folder.path()).args(arguments);
    let output = command.stdin(Stdio::null()).output();
    let output = output.expect("setpriv (util-linux) must be there to drop root's rights");
    if root {
        fs::remove_file(folder.path().join(".polir-program")).unwrap();
    }
    output
}

#[track_caller]
fn expect(output: &Output, code: i32, told: &[&str]) {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let all = format!("{stdout}\n{stderr}");
    assert_eq!(output.status.code(), Some(code), "{all}");
    for told in told {
        assert!(all.contains(told), "no {told:?} in:\n{all}");
    }
    assert!(!all.contains("panicked"), "{all}");
}

/// No temporary file stands in the folder or below.
#[track_caller]
fn clean(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        assert!(!name.starts_with(".polir-"), "{name}");
        if entry.file_type().unwrap().is_dir() {
            clean(&entry.path());
        }
    }
}

#[test]
fn an_empty_folder_is_no_success() {
    let folder = folder();
    for command in ["check", "fix", "stats"] {
        expect(&polir(&folder, &[command]), 2, &["no .po"]);
        let missing = polir(&folder, &[command, "nowhere.po"]);
        expect(
            &missing,
            2,
            &["nowhere.po: cannot read: no such file or directory"],
        );
    }
}

#[test]
fn a_folder_with_the_name_of_a_file_is_walked() {
    let folder = folder();
    put(&folder, "x.po/y.po", wrong());
    let told = ["x.po/y.po:10:9: warning[retourner]"];
    expect(
        &polir(&folder, &["check", "x.po", "--output-format", "concise"]),
        1,
        &told,
    );
}

#[test]
fn test_data_is_read_where_it_is_named() {
    let folder = folder();
    put(&folder, "tests/data/a.po", wrong());
    let found = |path: &str| format!("{path}:10:9: warning[retourner]");
    let concise = ["check", "--output-format", "concise"];
    expect(
        &polir(&folder, &concise),
        2,
        &["every .po or .pot file there is test data"],
    );
    let named = [&concise[..], &["tests"]].concat();
    expect(&polir(&folder, &named), 1, &[&found("tests/data/a.po")]);
    // Chapters of a manual are called as they like.
    put(&folder, "fr/LC_MESSAGES/tests/b.po", wrong());
    let whole = [&concise[..], &["-v"]].concat();
    let output = polir(&folder, &whole);
    let told = [
        found("fr/LC_MESSAGES/tests/b.po"),
        "tests/data/a.po: skipped: test data".to_owned(),
        "1 file,".to_owned(),
    ];
    expect(&output, 1, &told.each_ref().map(String::as_str));
}

#[test]
fn an_unreadable_file_does_not_stop_the_others() {
    let folder = folder();
    let path = put(&folder, "a.po", wrong());
    put(&folder, "b.po", wrong());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let told = [
        "error: a.po: cannot read: permission denied",
        "b.po:10:9: warning[retourner]",
    ];
    expect(
        &humble(&folder, &["check", "--output-format", "concise"]),
        2,
        &told,
    );
    expect(
        &humble(&folder, &["stats", "--output-format", "csv"]),
        2,
        &[told[0], "file,b.po,1,1"],
    );
}

#[test]
fn an_unreadable_folder_is_told() {
    let folder = folder();
    put(&folder, "closed/a.po", wrong());
    put(&folder, "b.po", right());
    let closed = folder.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let output = humble(&folder, &["check"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    expect(
        &output,
        2,
        &["closed: cannot read: permission denied", "1 file, 1 entry"],
    );
}

#[test]
fn a_read_only_file_is_refused() {
    let folder = folder();
    let path = put(&folder, "a.po", wrong());
    put(&folder, "b.po", wrong());
    let everybody = |name, mode| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    everybody("a.po", 0o444);
    everybody("b.po", 0o666);
    expect(
        &humble(&folder, &["fix"]),
        2,
        &["a.po: the file is read-only", "fixed 1 finding in 1 file"],
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), wrong());
    assert_eq!(
        fs::read_to_string(folder.path().join("b.po")).unwrap(),
        right()
    );
    clean(folder.path());
}

#[test]
fn a_read_only_folder_is_refused() {
    let folder = folder();
    let path = put(&folder, "sub/a.po", wrong());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    let sub = folder.path().join("sub");
    fs::set_permissions(&sub, fs::Permissions::from_mode(0o555)).unwrap();
    let output = humble(&folder, &["fix"]);
    fs::set_permissions(&sub, fs::Permissions::from_mode(0o755)).unwrap();
    expect(
        &output,
        2,
        &["sub/a.po: cannot write", "the file is as it was"],
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), wrong());
    clean(folder.path());
}

#[test]
fn a_full_disk_leaves_the_file_as_it_was() {
    let folder = folder();
    let many = (0..500)
        .map(|number| format!("msgid \"Return {number}.\"\nmsgstr \"Retourne {number}.\"\n\n"));
    let many: String = many.collect::<Vec<_>>().concat();
    let text = format!("{HEADER}{many}");
    let path = put(&folder, "a.po", &text);
    // No file may grow past four blocks; the signal that says so is ignored, so that the write itself fails.
    let script = format!("trap '' XFSZ; ulimit -f 4; exec '{PROGRAM}' fix");
    let mut command = Command::new("bash");
    let output = command
        .current_dir(folder.path())
        .args(["-c", &script])
        .output()
        .unwrap();
    expect(&output, 2, &["a.po: cannot write", "the file is as it was"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    clean(folder.path());
}

#[test]
fn a_full_disk_is_told_the_same_whatever_is_written() {
    let folder = folder();
    let many = (0..500)
        .map(|number| format!("msgid \"Is it {number}?\"\nmsgstr \"Est-ce {number}?\"\n\n"));
    put(
        &folder,
        "a.po",
        format!("{HEADER}{}", many.collect::<String>()),
    );
    for format in ["html", "json", "sarif", "concise"] {
        let script = format!(
            "trap '' XFSZ; ulimit -f 4; exec '{PROGRAM}' check --output {format}=told a.po > /dev/null"
        );
        let mut command = Command::new("bash");
        command.current_dir(folder.path()).args(["-c", &script]);
        let output = command.output().unwrap();
        expect(&output, 2, &["told: cannot write what --output asks for: "]);
        assert!(!folder.path().join("told").exists(), "{format}");
        clean(folder.path());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_standard_output_is_an_error() {
    let folder = folder();
    put(&folder, "a.po", wrong());
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = Command::new(PROGRAM);
    let output = command
        .current_dir(folder.path())
        .arg("check")
        .stdout(full)
        .output()
        .unwrap();
    expect(&output, 2, &["error: no space left on device\n"]);
}

#[test]
fn a_file_that_changes_meanwhile_is_left_alone() {
    let folder = folder();
    let path = put(&folder, "a.po", wrong());
    let pipe = folder.path().join("b.po");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    // With --max-lines all files are read before one is written: when the pipe is opened, the first file was read.
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder.path());
    command.args(["fix", "-j1", "--max-lines", "1000", "a.po", "b.po"]);
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut writer = fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    let theirs = format!("{}\nmsgid \"mine\"\nmsgstr \"à moi\"\n", wrong());
    fs::write(&path, &theirs).unwrap();
    writer.write_all(right().as_bytes()).unwrap();
    drop(writer);
    expect(
        &child.wait_with_output().unwrap(),
        2,
        &["a.po: the file changed on disk"],
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    clean(folder.path());
}

/// What `head` makes of `polir check | head` is no verdict: the findings that nobody read are none that are not there.
#[test]
fn a_closed_pipe_is_no_success() {
    let folder = folder();
    let many = WRONG.replace("Return it.", "Return it. {}");
    let many: String = (0..3000)
        .map(|number| many.replace("{}", &number.to_string()) + "\n")
        .collect();
    put(&folder, "a.po", format!("{HEADER}{many}"));
    for format in [
        "concise", "text", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson", "html",
    ] {
        let mut command = Command::new(PROGRAM);
        command.current_dir(folder.path());
        command.args(["check", "--all", "--output-format", format]);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
        reader.fill_buf().unwrap();
        drop(reader);
        let output = child.wait_with_output().unwrap();
        expect(&output, 141, &[]);
        assert!(
            output.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn an_interrupted_fix_leaves_whole_files() {
    let folder = folder();
    let paths: Vec<PathBuf> = (0..3000)
        .map(|number| put(&folder, &format!("{number:04}.po"), wrong()))
        .collect();
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder.path()).args(["fix", "-j", "2"]);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while fs::read_to_string(&paths[0]).unwrap() != right() {
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "nothing is written"
        );
        std::thread::sleep(Duration::from_millis(1));
    }
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let status = child.wait().unwrap();
    let mut told = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert_eq!(status.code(), Some(130), "{told}");
    let done = paths.iter().filter(|path| {
        let text = fs::read_to_string(path).unwrap();
        assert!(text == wrong() || text == right(), "{text}");
        text == right()
    });
    let done = done.count();
    assert!(done < paths.len(), "it was over before it was interrupted");
    let written = if done == 1 {
        "1 file".to_owned()
    } else {
        format!("{done} files")
    };
    assert!(
        told.contains(&format!("interrupted: {written} written whole")),
        "{told}"
    );
    clean(folder.path());
}

#[test]
fn bytes_that_are_not_the_charset() {
    let folder = folder();
    let mut text = wrong().into_bytes();
    text.extend(b"\nmsgid \"b\"\nmsgstr \"\xe9t\xe9\"\n");
    let path = put(&folder, "a.po", &text);
    let told = ["a.po:13:9: error[invalid-encoding]"];
    expect(
        &polir(&folder, &["check", "--output-format", "concise"]),
        1,
        &told,
    );
    polir(&folder, &["fix"]);
    assert_eq!(fs::read(&path).unwrap(), text);
    expect(
        &polir(&folder, &["stats"]),
        2,
        &["a.po: byte", "0xE9", "is not UTF-8"],
    );
    let mut command = Command::new(PROGRAM);
    command
        .args(["fix", "-", "--no-config"])
        .stdin(fs::File::open(&path).unwrap());
    expect(&command.output().unwrap(), 2, &["not valid in its charset"]);
}

#[test]
fn what_is_no_po_file_at_all() {
    let folder = folder();
    put(&folder, "nul.po", b"msgid \"a\0b\"\nmsgstr \"\0\"\n\0\0\n");
    put(
        &folder,
        "prose.po",
        "# Title\n\nSome prose, and \"quotes\".\n",
    );
    put(
        &folder,
        "picture.po",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xfe",
    );
    put(&folder, "empty.po", "");
    put(&folder, "wide.po", b"\xff\xfem\0s\0g\0i\0d\0");
    let output = polir(&folder, &["check", "--output-format", "concise"]);
    let told = [
        "prose.po:3:1: error[",
        "picture.po:1:1: error[",
        "wide.po:1:1: error[",
        "5 files",
    ];
    expect(&output, 1, &told);
    for command in ["fix", "stats"] {
        let output = polir(&folder, &[command]);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{output:?}");
    }
    assert_eq!(fs::read(folder.path().join("empty.po")).unwrap(), b"");
}

#[test]
fn a_line_of_fifty_megabytes() {
    // Its text is not checked, which is said, and its syntax is.
    let folder = folder();
    let mut text = format!("{HEADER}msgid \"Return it.\"\nmsgstr \"");
    text.push_str(&"mot ".repeat(50 << 18));
    text.push_str("retourne cela.\"\n");
    put(&folder, "a.po", text);
    let output = polir(&folder, &["check", "--select", "syntax,retourner"]);
    expect(&output, 2, &["line 10: a string of more than 256 KiB"]);
    assert!(output.stdout.len() < 10_000, "{}", output.stdout.len());
}

#[test]
fn a_link_is_written_through() {
    let folder = folder();
    let target = put(&folder, "real/a.po", wrong());
    let link = folder.path().join("link.po");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    expect(
        &polir(&folder, &["fix", "link.po"]),
        0,
        &["fixed 1 finding in 1 file"],
    );
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&target).unwrap(), right());
}

#[test]
fn a_patch_gives_what_fix_writes() {
    for tool in [
        &["patch", "-p1", "--binary"][..],
        &["git", "apply"],
        &["patch", "-p1"],
    ] {
        let (patched, fixed) = (folder(), folder());
        let no_end = wrong();
        let files = [
            ("plain.po", wrong()),
            ("no end.po", no_end.trim_end().to_owned()),
            ("crlf.po", wrong().replace('\n', "\r\n")),
            ("sub/quo\"te.po", wrong()),
            (
                "é.po",
                format!("{}\nmsgid \"x\"\nmsgstr \"y\"\n\n", wrong())
                    + WRONG.replace("it", "that").as_str(),
            ),
        ];
        for (name, text) in &files {
            put(&patched, name, text);
            put(&fixed, name, text);
        }
        let latin = wrong()
            .replace("UTF-8", "ISO-8859-1")
            .replace("cela", "cet été");
        let latin: Vec<u8> = latin
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        put(&patched, "latin.po", &latin);
        put(&fixed, "latin.po", &latin);
        let output = polir(&patched, &["fix", "--select", "retourner", "--diff"]);
        expect(&output, 1, &["would fix 7 findings in 6 files"]);
        expect(
            &polir(&fixed, &["fix", "--select", "retourner"]),
            0,
            &["fixed 7 findings in 6 files"],
        );
        let mut command = Command::new(tool[0]);
        command.current_dir(patched.path()).args(&tool[1..]);
        // Without a repository around, git applies to the files themselves.
        command.env("GIT_CEILING_DIRECTORIES", patched.path().parent().unwrap());
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(&output.stdout)
            .unwrap();
        assert!(child.wait().unwrap().success(), "{tool:?}");
        for name in files.iter().map(|(name, _)| *name).chain(["latin.po"]) {
            let read = |folder: &TempDir| fs::read(folder.path().join(name)).unwrap();
            assert!(read(&patched) == read(&fixed), "{tool:?}: {name}");
        }
    }
}
