//! One hostile text goes through every command and every format: in the name of a file, in a configuration, in a pack, in the
//! header, in comments and strings. Nothing of it reaches a terminal or a log as a control character, and no line is a
//! command to the service that keeps the log.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use polir::output::escape::is_hidden;

/// Clipboard, line ends, a command of GitHub, a colour in C1, separators, a change of direction.
const HOSTILE: &str =
    "\u{1b}]52;c;eA==\u{7}\r\n::add-mask::h\n##[add-mask]h\u{9b}31m\u{85}\u{2028}::stop\u{202e}";

/// The same for where a line cannot end.
fn inline() -> String {
    HOSTILE.replace('\n', "")
}

fn polir(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("GITHUB_BASE_REF")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// Falls over what a terminal or a log would obey; `annotations`: whether lines of GitHub's own are meant.
fn harmless(what: &str, bytes: &[u8], annotations: bool) {
    let text = std::str::from_utf8(bytes).unwrap();
    for line in text.split('\n') {
        let hidden = line.chars().find(|&c| c != '\t' && is_hidden(c));
        assert!(hidden.is_none(), "{what}: {hidden:?} in {line:?}");
        let ours = ["::error file=", "::warning file=", "::notice file="];
        let ours = annotations && ours.iter().any(|head| line.starts_with(head));
        assert!(
            ours || !line.trim_start().starts_with("::"),
            "{what}: {line:?}"
        );
    }
}

fn header(language: &str) -> String {
    format!(
        "# {}\nmsgid \"\"\nmsgstr \"\"\n\"Language: {language}\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=n > 1;\\n\"\n\"X-{}: a\\n\"\n\n",
        inline(),
        inline()
    )
}

/// A folder with all of it.
fn folder() -> tempfile::TempDir {
    let scratch = tempfile::tempdir().unwrap();
    let hostile = inline();
    let escaped = "\\u001b]52;c;eA==\\u0007\\r\\n::add-mask::h\\n##[add-mask]h\\u009b31m\\u0085\\u2028\\u202e";
    let po = |extra: &str| {
        format!(
            "{}#. {hostile}\n#: {hostile}:1\n#, c-format, {hostile}\n#| msgid \"{hostile}\"\nmsgctxt \"{hostile}\"\nmsgid \"word {hostile} ? %s\"\nmsgstr \"mot {hostile} ? %d \\n::add-mask::h\"\n\n# polir: ignore[{hostile}]\nmsgid \"a {hostile}\"\nmsgstr \"le le {hostile} libraire librairie ::add-mask::b ?{extra}\"\n\n#, fuzzy\nmsgid \"b {hostile}\"\nmsgstr \"{hostile}{extra}\"\n\n{hostile}\n::add-mask::g\n",
            header("fr")
        )
    };
    fs::create_dir(scratch.path().join("d")).unwrap();
    fs::create_dir(scratch.path().join("e")).unwrap();
    let name = format!("x{HOSTILE}.po");
    fs::write(scratch.path().join("d").join(&name), po("")).unwrap();
    fs::write(scratch.path().join("e").join(&name), po(" de plus")).unwrap();
    fs::write(
        scratch.path().join("d").join(format!("bad{HOSTILE}.po")),
        b"msgid \"\xff",
    )
    .unwrap();
    fs::create_dir(scratch.path().join("l")).unwrap();
    fs::write(
        scratch.path().join("l/l.po"),
        header(&format!("xx{hostile}")) + "msgid \"a\"\nmsgstr \"mot\"\n",
    )
    .unwrap();
    fs::write(
        scratch.path().join("pack.toml"),
        format!(
            "name = \"p\"\nlang = \"fr\"\n[[term]]\nid = \"t\"\nen = \"book\"\nuse = \"librairie{escaped}\"\navoid = [\"libraire\"]\nwhy = \"{escaped}\"\nbad = [\"{escaped}\"]\n"
        ),
    )
    .unwrap();
    fs::write(
        scratch.path().join("words.txt"),
        format!("{hostile}\nmot{hostile}\n"),
    )
    .unwrap();
    for (name, text) in [
        ("select", format!("select = [\"{escaped}\"]\n")),
        ("pack", format!("packs = [\"{escaped}\"]\n")),
        ("baseline", format!("baseline = \"{escaped}\"\n")),
        ("exclude", format!("exclude = [\"[{escaped}\"]\n")),
        ("unknown", format!("\"{escaped}\" = 1\n")),
        ("syntax", format!("a = \"{hostile}\n::add-mask::t\n")),
        (
            "spelling",
            format!("[spelling]\ndictionary = [\"{escaped}\"]\n"),
        ),
        (
            "header",
            format!("[header]\n\"X-{escaped}\" = \"{escaped}\"\n"),
        ),
        (
            "ignores",
            format!("[per-file-ignores]\n\"*{escaped}\" = [\"{escaped}\"]\n"),
        ),
    ] {
        fs::write(scratch.path().join(format!("{name}.toml")), text).unwrap();
    }
    scratch
}

#[test]
#[allow(clippy::too_many_lines, reason = "a list of all commands and formats")]
fn nothing_hostile_gets_out() {
    let scratch = folder();
    let root = scratch.path();
    let plain = ["--no-config", "--select", "all"];
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for format in [
        "text", "concise", "json", "jsonl", "gitlab", "sarif", "junit", "rdjson", "html", "github",
    ] {
        let mut run = vec![
            "check",
            "d",
            "--statistics",
            "-vv",
            "--output-format",
            format,
        ];
        run.extend(plain);
        runs.push(run);
    }
    for format in ["table", "json", "csv", "markdown", "html"] {
        runs.push(vec!["stats", "--no-config", "d", "--output-format", format]);
    }
    for format in ["text", "json", "markdown", "html"] {
        runs.push(vec!["diff", "d", "e", "--output-format", format]);
    }
    for configuration in [
        "select", "pack", "baseline", "exclude", "unknown", "syntax", "spelling", "header",
        "ignores",
    ] {
        let file = match configuration {
            "select" => "select.toml",
            "pack" => "pack.toml",
            "baseline" => "baseline.toml",
            "exclude" => "exclude.toml",
            "unknown" => "unknown.toml",
            "syntax" => "syntax.toml",
            "spelling" => "spelling.toml",
            "header" => "header.toml",
            _ => "ignores.toml",
        };
        runs.push(vec!["check", "--config", file, "d"]);
        runs.push(vec![
            "check",
            "--config",
            file,
            "d",
            "--output-format",
            "github",
        ]);
        runs.push(vec!["config", "--config", file]);
        runs.push(vec!["stats", "--config", file, "d"]);
        runs.push(vec!["rules", "--config", file]);
    }
    let hostile = HOSTILE;
    let set = format!("select=[\"{hostile}\"]");
    runs.extend([
        vec!["check", "--no-config", "--pack", "pack.toml", "d"],
        vec!["check", "--no-config", "--select", "spelling", "l"],
        vec!["check", "--no-config", "--select", hostile, "d"],
        vec!["check", "--set", &set, "d"],
        vec!["check", "--no-config", "--dictionary", hostile, "d"],
        vec!["check", "--no-config", "--changed", "d"],
        vec!["check", hostile],
        vec![
            "check",
            &*Box::leak(format!("--{hostile}").into_boxed_str()),
        ],
        vec!["explain", "--no-config", "--pack", "pack.toml", "t"],
        vec!["explain", "--no-config", hostile],
        vec!["rules", "--no-config", "--pack", "pack.toml"],
        vec![
            "rules",
            "--no-config",
            "--pack",
            "pack.toml",
            "--output-format",
            "json",
        ],
        vec!["test-rules", "pack.toml", hostile],
        vec![
            "spelling",
            "unused",
            "--no-config",
            "--dictionary",
            "words.txt",
            "e",
        ],
        vec!["fmt", "--no-config", "--check", "d"],
        vec![
            "propagate",
            "--no-config",
            "--dry-run",
            "--overwrite",
            "--from",
            "d",
            "--to",
            "e",
        ],
        vec!["merge-driver", hostile, hostile, hostile, hostile],
        vec!["init", "--dry-run"],
    ]);
    for arguments in &runs {
        let done = polir(root, arguments);
        let what = format!("{arguments:?}");
        let annotations = arguments.contains(&"github");
        harmless(&format!("{what}, stdout"), &done.stdout, annotations);
        harmless(&format!("{what}, stderr"), &done.stderr, false);
        assert!(done.status.code().is_some_and(|code| code < 3), "{what}");
    }
    // What is written in colours is harmless but for the colours.
    for arguments in [
        vec!["check", "d", "--no-config", "--color", "always"],
        vec!["fix", "d", "--no-config", "--diff", "--color", "always"],
        vec!["diff", "d", "e", "--color", "always"],
    ] {
        let done = polir(root, &arguments);
        for stream in [done.stdout, done.stderr] {
            let text = String::from_utf8(stream).unwrap();
            let colours = text.replace("\u{1b}[", "\u{f8ff}");
            harmless(&format!("{arguments:?}"), colours.as_bytes(), false);
            for rest in colours.split('\u{f8ff}').skip(1) {
                let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';');
                assert!(
                    end.is_some_and(|end| rest[end..].starts_with('m')),
                    "{rest}"
                );
            }
        }
    }
}

#[test]
fn a_line_of_concise_is_one_line_and_the_json_still_says_the_name() {
    let scratch = folder();
    let arguments = ["check", "--no-config", "d", "--output-format"];
    let concise = polir(scratch.path(), &[&arguments[..], &["concise"]].concat());
    let concise = String::from_utf8(concise.stdout).unwrap();
    let json = polir(scratch.path(), &[&arguments[..], &["json"]].concat());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(concise.lines().count(), findings.len());
    assert!(concise.lines().all(|line| line.starts_with("d/")));
    let named = |one: &serde_json::Value| one["file"] == *format!("d/x{HOSTILE}.po");
    assert!(findings.iter().any(named));
}

#[test]
fn the_names_of_files_in_tables_are_names() {
    let scratch = tempfile::tempdir().unwrap();
    for name in [
        "=cmd|calc!A0.po",
        "@SUM(1).po",
        "+1.po",
        "-1.po",
        "a`\r\r# Pwned\r\r`.po",
    ] {
        fs::write(scratch.path().join(name), header("fr")).unwrap();
    }
    let table = |format: &str| {
        let done = polir(
            scratch.path(),
            &["stats", "--no-config", "--output-format", format],
        );
        String::from_utf8(done.stdout).unwrap()
    };
    let csv = table("csv");
    for name in ["=cmd|calc!A0.po", "@SUM(1).po", "+1.po", "-1.po"] {
        assert!(csv.contains(&format!("file,\"'{name}\",")), "{csv}");
    }
    let markdown = table("markdown");
    assert!(!markdown.contains('\r'), "{markdown:?}");
    assert!(
        markdown.contains("`a'\\u{d}\\u{d}# Pwned\\u{d}\\u{d}'.po`"),
        "{markdown}"
    );
}

#[test]
fn a_patch_is_no_command_and_still_applies() {
    let scratch = tempfile::tempdir().unwrap();
    let text = header("fr") + "::add-mask::x\nmsgid \"a\"\nmsgstr \"Un mot ?\"\n";
    fs::write(scratch.path().join("x.po"), &text).unwrap();
    let done = polir(scratch.path(), &["fix", "--no-config", "--diff", "x.po"]);
    let patch = String::from_utf8(done.stdout).unwrap();
    assert!(
        patch.contains("-::add-mask::x\n+::add-mask::x\n"),
        "{patch}"
    );
    assert!(
        !patch
            .lines()
            .any(|line| line.trim_start().starts_with("::")),
        "{patch}"
    );
}
