//! The completion scripts in the shells they are for, and the manual page in the programs that show manual pages.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::installed;

/// What `polir` prints, in a file of that name in a folder of the test's own.
fn printed(test: &str, arguments: &[&str], name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("shells")
        .join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success());
    let path = folder.join(name);
    fs::write(&path, output.stdout).unwrap();
    path
}

/// Runs a shell with a script, beside the completions; it must say nothing on standard error.
fn shell(program: &str, arguments: &[&str], script: &str, completions: &Path) -> String {
    let folder = completions.parent().unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(program)
        .args(arguments)
        .args(["-c", script])
        .current_dir(folder)
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&stderr);
    assert!(status.success() && errors.is_empty(), "{program}: {errors}");
    String::from_utf8(stdout).unwrap()
}

#[test]
fn bash_completes() {
    if !installed("bash", &["--version"]) {
        return;
    }
    let script = printed("bash", &["completions", "bash"], "polir.bash");
    let said = shell(
        "bash",
        &["--noprofile", "--norc"],
        "source ./polir.bash
        COMP_WORDS=(polir che); COMP_CWORD=1; _polir polir che polir; printf '%s\\n' \"${COMPREPLY[@]}\"
        COMP_WORDS=(polir check --outp); COMP_CWORD=2; _polir polir --outp check; printf '%s\\n' \"${COMPREPLY[@]}\"
        complete -p polir",
        &script,
    );
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        &lines[..3],
        ["check", "--output-format", "--output"],
        "{said}"
    );
    assert!(lines[3].contains("_polir"), "{said}");
}

#[test]
fn zsh_completes() {
    if !installed("zsh", &["--version"]) {
        return;
    }
    let script = printed("zsh", &["completions", "zsh"], "_polir");
    // Completion proper needs a terminal: the script is loaded as zsh loads it, and its list of commands is looked at.
    let said = shell(
        "zsh",
        &["-f"],
        "fpath=($PWD $fpath); autoload -Uz compinit; compinit -D -u
        echo $_comps[polir]
        autoload +X _polir; source ./_polir
        functions _polir_commands | grep -c check:",
        &script,
    );
    assert_eq!(said, "_polir\n1\n");
}

#[test]
fn fish_completes() {
    if !installed("fish", &["--version"]) {
        return;
    }
    let script = printed("fish", &["completions", "fish"], "polir.fish");
    let said = shell(
        "fish",
        &["--no-config"],
        "source polir.fish; complete -C 'polir che'; complete -C 'polir check --output-form'",
        &script,
    );
    let names: Vec<&str> = said
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(names, ["check", "--output-format"], "{said}");
}

#[test]
fn the_manual_page_is_shown_without_a_warning() {
    let page = printed("man", &["man"], "polir.1");
    if installed("man", &["--version"]) {
        let output = Command::new("man")
            .args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"])
            .arg(&page)
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{errors}");
    }
    // mandoc has no option that does nothing.
    if installed("sh", &["-c", "command -v mandoc"]) {
        let output = Command::new("mandoc")
            .args(["-Tlint", "-W", "warning"])
            .arg(&page)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.is_empty(), "{said}");
    }
}
