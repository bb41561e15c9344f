//! The tree is the limit: links, devices and configurations that a stranger's tree brings make no command read or write
//! anything outside of it, and nothing wait for ever.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test falls over what is wrong")]

use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

/// A catalogue in which something is found that can be fixed.
fn catalogue() -> String {
    format!("{HEADER}#, fuzzy, fuzzy\nmsgid \"Is it?\"\nmsgstr \"Vrai?\"\n\n")
}

/// A folder `tree`, and beside it `outside`.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        for name in ["tree", "outside"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Place { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn link(&self, target: &str, name: &str) {
        symlink(target, self.path(name)).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.path("tree"), arguments)
    }
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(folder: &Path, arguments: &[&str]) -> Ran {
        // Whoever reads from a device or pipe for ever is ended by the system, and never has the memory to fill.
        let limits = "ulimit -v 8000000; ulimit -t 60; exec \"$0\" \"$@\"";
        let output: Output = Command::new("sh")
            .args(["-c", limits, env!("CARGO_BIN_EXE_polir")])
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Every command that reads what a walk finds.
const READERS: [&[&str]; 10] = [
    &["check"],
    &["check", "--output-format", "html"],
    &["check", "--output-format", "json"],
    &["stats"],
    &["fmt", "--diff"],
    &["fix", "--diff"],
    &["diff", "--output-format", "html", ".", "."],
    &["propagate", "--dry-run", "--from", ".", "--to", "."],
    &["spelling", "unused"],
    &["init", "--dry-run"],
];

/// Every command that writes to what a walk finds.
const WRITERS: [&[&str]; 6] = [
    &["fix"],
    &["fix", "--unsafe", "--select", "all"],
    &["fmt", "--width", "20"],
    &["check", "--fix"],
    &["check", "--add-ignores"],
    &["propagate", "--overwrite", "--from", "a.po", "--to", "."],
];

#[test]
fn a_link_out_of_the_tree_is_not_read() {
    let place = Place::new();
    place.write("tree/a.po", &catalogue());
    place.write("outside/secret", "AUTHORIZATION: basic s3cr3t\n");
    fs::create_dir_all(place.path("tree/.hidden")).unwrap();
    place.write("tree/.hidden/config", "AUTHORIZATION: basic s3cr3t\n");
    place.write(
        "outside/glossary.po",
        "msgid \"s3cr3t\"\nmsgstr \"s3cr3t\"\n",
    );
    for (target, name) in [
        ("../outside/secret", "b.po"),
        (".hidden/config", "c.po"),
        ("/proc/self/environ", "d.po"),
        ("/dev/zero", "e.po"),
        ("/dev/stdin", "f.po"),
        ("../outside", "g.po"),
        ("../outside/glossary.po", "glossary.po"),
        ("../outside/secret", ".potodoignore"),
        ("../outside/secret", "dict"),
    ] {
        place.link(target, &format!("tree/{name}"));
    }
    for arguments in READERS {
        let ran = place.run(arguments);
        assert!(
            !ran.all().contains("s3cr3t"),
            "{arguments:?}: {}",
            ran.all()
        );
        assert!(!ran.all().contains("PATH="), "{arguments:?}: {}", ran.all());
        assert!(
            (0..=2).contains(&ran.code),
            "{arguments:?}: {}: {}",
            ran.code,
            ran.err
        );
    }
    assert_eq!(
        place
            .run(&["stats", "--output-format", "csv"])
            .out
            .lines()
            .count(),
        3
    );
    // Whoever wonders is told.
    for command in ["check", "fix", "fmt", "stats"] {
        let ran = place.run(&[command, "-v"]);
        assert!(
            ran.err.contains("b.po: skipped: a link"),
            "{command}: {}",
            ran.err
        );
        assert!(!place.run(&[command]).err.contains("skipped"), "{command}");
    }
}

#[test]
fn a_link_in_the_tree_is_followed_and_each_file_counted_once() {
    let place = Place::new();
    place.write("tree/a.po", &catalogue());
    fs::create_dir(place.path("tree/sub")).unwrap();
    place.write("tree/sub/text", &catalogue());
    place.link("a.po", "tree/0.po");
    place.link("a.po", "tree/b.po");
    place.link("sub/text", "tree/c.po");
    fs::hard_link(place.path("tree/a.po"), place.path("tree/d.po")).unwrap();
    let ran = place.run(&["stats", "--output-format", "csv"]);
    let names: Vec<&str> = ran
        .out
        .lines()
        .skip(1)
        .filter_map(|line| line.strip_prefix("file,")?.split(',').next())
        .collect();
    assert_eq!(names, ["a.po", "c.po"], "{}", ran.out);
    fs::remove_file(place.path("tree/d.po")).unwrap();
    for _ in 0..5 {
        place.write("tree/a.po", &catalogue());
        let ran = place.run(&["fix"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert!(!place.read("tree/a.po").contains("fuzzy, fuzzy"));
    assert!(!place.read("tree/sub/text").contains("fuzzy, fuzzy"));
    assert!(
        place
            .path("tree/c.po")
            .symlink_metadata()
            .unwrap()
            .is_symlink()
    );
}

#[test]
fn a_named_link_out_of_the_repository_is_refused() {
    let place = Place::new();
    fs::create_dir(place.path("tree/.git")).unwrap();
    place.write("tree/.git/config", "AUTHORIZATION: basic s3cr3t\n");
    place.write("outside/a.po", &catalogue());
    for target in [
        "../outside/a.po",
        ".git/config",
        "/proc/self/environ",
        "../outside",
    ] {
        place.link(target, "tree/l.po");
        for arguments in [&["check", "l.po"][..], &["fix", "l.po"], &["stats", "l.po"]] {
            let ran = place.run(arguments);
            assert_eq!(ran.code, 2, "{target} {arguments:?}: {}", ran.all());
            assert!(
                ran.err.contains("leads out of the repository"),
                "{}",
                ran.err
            );
            assert!(!ran.all().contains("s3cr3t") && !ran.all().contains("PATH="));
        }
        fs::remove_file(place.path("tree/l.po")).unwrap();
    }
    assert_eq!(place.read("outside/a.po"), catalogue());
    // What the user names outside of any is the user's choice.
    place.link("../outside/a.po", "tree/l.po");
    fs::remove_dir_all(place.path("tree/.git")).unwrap();
    assert_eq!(place.run(&["fix", "l.po"]).code, 0);
    assert_ne!(place.read("outside/a.po"), catalogue());
}

#[test]
fn nothing_is_written_through_a_link_out_of_the_tree() {
    let place = Place::new();
    let done =
        format!("{HEADER}msgid \"Is it?\"\nmsgstr \"C’est autre chose que cela, et plus long\"\n");
    place.write("tree/a.po", &done);
    place.write("outside/x.po", &catalogue());
    place.link("../outside/x.po", "tree/l.po");
    for arguments in WRITERS {
        let ran = place.run(arguments);
        assert_eq!(
            place.read("outside/x.po"),
            catalogue(),
            "{arguments:?}: {}",
            ran.err
        );
        assert!((0..=1).contains(&ran.code), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(fs::read_dir(place.path("outside")).unwrap().count(), 1);
}

#[test]
fn what_is_no_regular_file_is_not_read() {
    let place = Place::new();
    place.write("tree/a.po", &catalogue());
    pipe(&place.path("tree/p.po"));
    for arguments in &READERS[..6] {
        let ran = place.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.all());
        assert!(
            ran.err
                .contains("p.po: cannot read: it is not a regular file"),
            "{}",
            ran.err
        );
    }
    fs::remove_file(place.path("tree/p.po")).unwrap();
    // The files that are read on the way.
    for name in [
        ".gitignore",
        "polir.toml",
        "sub/.gitignore",
        "glossary.po",
        "dict",
        "pack.toml",
        "polir-baseline.json",
    ] {
        for kind in ["pipe", "zero", "full", "environment"] {
            let path = format!("tree/{name}");
            fs::create_dir_all(place.path("tree/sub")).unwrap();
            place.write("tree/sub/b.po", &catalogue());
            match kind {
                "pipe" => pipe(&place.path(&path)),
                "zero" => place.link("/dev/zero", &path),
                "full" => place.link("/dev/full", &path),
                _ => place.link("/proc/self/environ", &path),
            }
            if ["dict", "pack.toml", "polir-baseline.json"].contains(&name) {
                place.write(
                    "tree/polir.toml",
                    match name {
                        "dict" => "[spelling]\ndictionary = \"dict\"\n",
                        "pack.toml" => "packs = [\"pack.toml\"]\n",
                        _ => "baseline = \"polir-baseline.json\"\n",
                    },
                );
            }
            for arguments in &READERS[..6] {
                let ran = place.run(arguments);
                assert!(
                    (0..=2).contains(&ran.code),
                    "{name} {kind} {arguments:?}: {}: {}",
                    ran.code,
                    ran.err
                );
                assert!(
                    !ran.all().contains("PATH="),
                    "{name} {kind} {arguments:?}: {}",
                    ran.all()
                );
            }
            fs::remove_file(place.path(&path)).unwrap();
            let _ = fs::remove_file(place.path("tree/polir.toml"));
        }
    }
}

#[test]
fn a_pipe_that_the_command_line_names_is_read() {
    let place = Place::new();
    place.write("tree/a.po", &catalogue());
    let output = Command::new("bash")
        .args([
            "-c",
            "\"$0\" check --no-config --select duplicate-flag <(cat a.po)",
        ])
        .arg(env!("CARGO_BIN_EXE_polir"))
        .current_dir(place.path("tree"))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains("duplicate-flag"),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(place.run(&["diff", "/dev/null", "a.po"]).code, 1);
}

#[test]
fn a_configuration_names_nothing_outside_of_its_folder() {
    let place = Place::new();
    place.write("tree/a.po", &catalogue());
    place.write("outside/victim", "#!/bin/sh\necho s3cr3t\n");
    let victim = place.read("outside/victim");
    let outside = place.path("outside/victim");
    fs::create_dir(place.path("tree/.git")).unwrap();
    place.write("tree/.git/config", &victim);
    place.link("../outside/victim", "tree/link");
    place.link("../outside/new", "tree/nowhere");
    for name in [
        "../outside/victim",
        outside.to_str().unwrap(),
        "link",
        "nowhere",
        "sub/../../outside/victim",
        ".git/config",
    ] {
        for configuration in [
            format!("baseline = \"{name}\"\n"),
            format!("packs = [\"{name}\"]\n"),
            format!("[spelling]\ndictionary = \"{name}\"\n"),
            format!("[spelling]\ndictionary-path = [\"{name}\"]\n"),
            format!("[spelling.per-file-dictionary]\n\"*.po\" = \"{name}\"\n"),
        ] {
            place.write("tree/polir.toml", &configuration);
            for arguments in [
                &["check"][..],
                &["check", "--write-baseline"],
                &["check", "--write-dictionary"],
                &["spelling", "add", "halt"],
                &["spelling", "unused"],
            ] {
                let ran = place.run(arguments);
                assert_eq!(
                    place.read("outside/victim"),
                    victim,
                    "{configuration} {arguments:?}"
                );
                assert_eq!(
                    place.read("tree/.git/config"),
                    victim,
                    "{configuration} {arguments:?}"
                );
                assert!(
                    !place.path("outside/new").exists(),
                    "{configuration} {arguments:?}"
                );
                assert!(
                    !ran.all().contains("s3cr3t"),
                    "{configuration} {arguments:?}: {}",
                    ran.all()
                );
                let concerned = arguments[0] == "check" || !configuration.contains("packs");
                if concerned && arguments != ["check", "--write-baseline"] {
                    assert_ne!(ran.code, 0, "{configuration} {arguments:?}: {}", ran.all());
                }
                let _ = fs::remove_file(place.path("tree/polir-baseline.json"));
            }
        }
    }
    // The command line may.
    place.write("tree/polir.toml", "");
    place.write(
        "outside/pack.toml",
        "[pack]\nname = \"p\"\nlanguage = \"fr\"\n",
    );
    let path = place.path("outside/pack.toml");
    let set = format!("packs=[\"{}\"]", path.display());
    for arguments in [["--pack", path.to_str().unwrap()], ["--set", &set]] {
        let ran = place.run(&[&["check", "a.po"], &arguments[..]].concat());
        assert!(ran.code < 2, "{}", ran.err);
    }
}

#[test]
fn a_baseline_replaces_a_baseline_alone() {
    let place = Place::new();
    place.write("tree/a.po", &catalogue());
    for (name, text) in [
        ("victim.sh", "#!/bin/sh\n"),
        ("b.po", HEADER),
        ("package.json", "{\"version\": 1, \"name\": \"x\"}"),
    ] {
        place.write(&format!("tree/{name}"), text);
        let option = format!("--write-baseline={name}");
        let ran = place.run(&["check", &option, "a.po"]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.all());
        assert!(ran.err.contains("not a baseline"), "{}", ran.err);
        assert_eq!(place.read(&format!("tree/{name}")), text);
    }
    // The default name, as a link: to what is there, and to what would be there.
    for target in ["../outside/victim", "../outside/new"] {
        place.write("outside/victim", "");
        place.link(target, "tree/polir-baseline.json");
        assert_eq!(
            place.run(&["check", "--write-baseline"]).code,
            2,
            "{target}"
        );
        assert_eq!(place.read("outside/victim"), "");
        assert!(!place.path("outside/new").exists());
        fs::remove_file(place.path("tree/polir-baseline.json")).unwrap();
    }
    // One that a merge has left with its marks is written anew.
    assert_eq!(place.run(&["check", "--write-baseline"]).code, 0);
    let whole = place.read("tree/polir-baseline.json");
    place.write(
        "tree/polir-baseline.json",
        &whole.replacen("\n{", "\n<<<<<<< ours\n{", 1),
    );
    assert_eq!(place.run(&["check", "--write-baseline"]).code, 0);
    assert_eq!(place.read("tree/polir-baseline.json"), whole);
}

#[test]
fn other_files_are_not_written_through_links_either() {
    let place = Place::new();
    place.write("tree/a.po", &catalogue());
    place.write("outside/victim", "victim\n");
    for (link, arguments) in [
        ("polir.toml", &["init", "--force"][..]),
        (".gitattributes", &["install-git-drivers"]),
        ("report.json", &["check", "--output", "json=report.json"]),
    ] {
        if link != "polir.toml" {
            let _ = Command::new("git")
                .args(["init", "-q"])
                .current_dir(place.path("tree"))
                .status();
        }
        for target in ["../outside/victim", "../outside/new"] {
            place.link(target, &format!("tree/{link}"));
            let ran = place.run(arguments);
            assert_eq!(ran.code, 2, "{link}: {}", ran.all());
            assert_eq!(place.read("outside/victim"), "victim\n", "{link}");
            assert!(!place.path("outside/new").exists(), "{link}");
            fs::remove_file(place.path(&format!("tree/{link}"))).unwrap();
        }
    }
}

#[test]
fn what_a_file_has_beside_its_bytes_stays() {
    let place = Place::new();
    place.write("tree/a.po", &catalogue());
    let path = place.path("tree/a.po");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o640);
    fs::set_permissions(&path, mode).unwrap();
    let set = Command::new("setfattr")
        .args(["-n", "user.note", "-v", "kept"])
        .arg(&path)
        .status();
    assert_eq!(place.run(&["fix"]).code, 0);
    assert_ne!(place.read("tree/a.po"), catalogue());
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
    if set.is_ok_and(|status| status.success()) {
        let got = Command::new("getfattr")
            .args(["-n", "user.note", "--only-values"])
            .arg(&path)
            .output()
            .unwrap();
        assert_eq!(got.stdout, b"kept");
    }
    // Another name would keep the old text.
    place.write("tree/a.po", &catalogue());
    fs::hard_link(&path, place.path("outside/other.po")).unwrap();
    for arguments in [
        &["fix"][..],
        &["fmt", "--width", "20"],
        &["check", "--fix"],
        &["check", "--add-ignores"],
    ] {
        let ran = place.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains("hard link"), "{}", ran.err);
        assert_eq!(place.read("tree/a.po"), catalogue());
        assert_eq!(place.read("outside/other.po"), catalogue());
    }
}

#[test]
fn a_fix_never_empties_a_translation() {
    let place = Place::new();
    let text = format!(
        "{HEADER}msgid \"a\"\nmsgstr \"tout\"\n\nmsgid \"b\"\nmsgid_plural \"c\"\nmsgstr[0] \"un mot\"\nmsgstr[1] \"mot\"\n"
    );
    place.write("tree/a.po", &text);
    for avoid in ["[^\\\\x00]*", "[a-z]+", "tout|mot"] {
        place.write(
            "tree/p.toml",
            &format!(
                "[pack]\nname = \"p\"\nlanguage = \"fr\"\n\n[[term]]\nid = \"t\"\nuse = \"\"\nwhy = \"w\"\n\
                 avoid = [{{ regex = \"{avoid}\" }}]\n"
            ),
        );
        for arguments in [&["fix"][..], &["fix", "--unsafe"], &["check", "--fix"]] {
            place.write("tree/a.po", &text);
            let ran = place.run(&[arguments, &["--pack", "p.toml", "a.po"]].concat());
            let now = place.read("tree/a.po");
            assert!(
                !now.contains("msgstr[0] \"\"") && !now.contains("msgstr[1] \"\""),
                "{avoid}: {now}"
            );
            assert!(!now.contains("\"a\"\nmsgstr \"\""), "{avoid}: {now}");
            assert!(ran.code < 2, "{avoid}: {}", ran.err);
        }
    }
}

#[test]
fn comments_that_silence_are_added_once() {
    let place = Place::new();
    for body in [
        "msgid \"a\nmsgstr \"b\"\n",
        "msgid \"a\"\n\"b\nmsgstr \"c\"\n#~ msgid \"d\"\nmsgid \"e\"\nmsgstr \"f\"\n",
        "#, c-format, c-format\nmsgid \"a\"\n# note\nmsgstr \"b\"\n",
        "msgid \"a\"\nmsgstr \"b\"\n#, fuzzy, fuzzy\n#| msgid \"x\"\n#~ msgid \"c\"\nmsgstr \"d\"\n",
        "#~ msgid \"a\"\nmsgstr \"b\"\n#~ msgstr \"c\"\n",
        "msgid \"a\" msgstr \"b\" msgid \"c\" msgstr \"d\"\n",
        "msgctxt \"a\"\n#~| msgid \"b\"\nmsgid \"c\"\nmsgstr[0] \"d\"\nmsgstr[2] \"e\"\n",
    ] {
        for body in [body.to_owned(), body.repeat(2), body.replace('\n', "\r\n")] {
            place.write("tree/a.po", &format!("{HEADER}{body}"));
            let first = place.run(&["check", "--select", "all", "--add-ignores", "a.po"]);
            let once = place.read("tree/a.po");
            let second = place.run(&["check", "--select", "all", "--add-ignores", "a.po"]);
            assert_eq!(
                place.read("tree/a.po"),
                once,
                "{body}{}{}",
                first.all(),
                second.all()
            );
            assert!(first.code == second.code || first.code == 2, "{body}");
        }
    }
}

#[test]
fn what_could_not_be_compared_is_no_equality() {
    let place = Place::new();
    place.write("tree/a.po", "msgid \"a\n");
    place.write("tree/b.po", "msgid \"b\n");
    for format in ["text", "json", "markdown", "html"] {
        let ran = place.run(&["diff", "--output-format", format, "a.po", "b.po"]);
        assert_eq!(ran.code, 2, "{format}: {}", ran.all());
        assert!(
            !ran.all().contains("no difference") && !ran.out.contains("<strong>0"),
            "{format}: {}",
            ran.all()
        );
        assert!(ran.all().contains("a.po:1"), "{format}: {}", ran.all());
    }
}

#[test]
fn fmt_refuses_a_nul_and_keeps_flags() {
    let place = Place::new();
    for body in [
        "msgid \"a\"\nmsgstr \"b\\0c\"\n",
        "msgid \"a\"\nmsgstr \"b\\x00\"\n",
        "# a\0b\nmsgid \"a\"\nmsgstr \"b\"\n",
    ] {
        let text = format!("{HEADER}{body}");
        place.write("tree/a.po", &text);
        let ran = place.run(&["fmt", "a.po"]);
        assert_eq!(ran.code, 2, "{body}: {}", ran.all());
        assert!(ran.err.contains("NUL"), "{}", ran.err);
        assert_eq!(place.read("tree/a.po"), text);
    }
    let text = format!("{HEADER}#, rust-format, max-length:80\nmsgid \"a\"\nmsgstr \"b\"\n");
    place.write("tree/a.po", &text);
    assert_eq!(place.run(&["fmt", "a.po"]).code, 0);
    assert_eq!(place.read("tree/a.po"), text);
}

#[test]
fn what_a_pattern_of_the_shell_names_behind_a_link_is_refused() {
    let place = Place::new();
    fs::create_dir(place.path("tree/.git")).unwrap();
    place.write("outside/x.po", &catalogue());
    place.link("../outside", "tree/d");
    for name in ["d", "d/", "d/.", "d/x.po", "./d/x.po"] {
        let ran = place.run(&["fix", name]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.all());
        assert!(
            ran.err.contains("leads out of the repository"),
            "{name}: {}",
            ran.err
        );
    }
    assert_eq!(place.read("outside/x.po"), catalogue());
}

#[test]
fn a_dictionary_shows_nothing_from_outside() {
    let place = Place::new();
    fs::create_dir(place.path("tree/dicts")).unwrap();
    place.write("tree/a.po", &catalogue().replace("Vrai?", "s3cr3x"));
    place.write("outside/secret", "1\ns3cr3t\n");
    for (aff, dic) in [("", "../../outside/secret"), ("../../outside/secret", "")] {
        for (name, target) in [("aff", aff), ("dic", dic)] {
            let path = format!("tree/dicts/fr.{name}");
            let _ = fs::remove_file(place.path(&path));
            if target.is_empty() {
                place.write(
                    &path,
                    if name == "dic" {
                        "1\nmot\n"
                    } else {
                        "SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n"
                    },
                );
            } else {
                place.link(target, &path);
            }
        }
        for configuration in [
            "dictionary-path = \"dicts\"\n",
            "dictionary = \"dicts/fr.dic\"\n",
        ] {
            place.write("tree/polir.toml", &format!("[spelling]\n{configuration}"));
            let ran = place.run(&["check", "--select", "spelling"]);
            assert_eq!(ran.code, 2, "{configuration} {aff} {dic}: {}", ran.all());
            assert!(!ran.all().contains("s3cr3t"), "{}", ran.all());
        }
    }
}
