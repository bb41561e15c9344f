//! What several tests need: the files of a tree, the corpus, a checker with the built-in packs, tools that may be missing.
#![allow(dead_code, reason = "each test uses its own part")]
#![allow(clippy::print_stderr, reason = "a test says what is missing")]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use polir::diagnostic::Safety;
use polir::engine::{Checker, ChosenPack, Options};
use polir::fix;
use polir::po::charset::Decoded;
use polir::po::{Entry, Parser};
use polir::rules::selection::Selection;
use polir::rules::terminology::Pack;

/// The `.po` files below a folder, in order.
pub fn po_files(folder: &Path) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "po") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, &mut found);
    found.sort();
    found
}

/// The folder of the fixtures.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The part of the corpus with this name; says so when there is none.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let Some(corpus) = std::env::var_os("POLIR_CORPUS") else {
        eprintln!("POLIR_CORPUS is not set: nothing is measured on {name}");
        return None;
    };
    let folder = PathBuf::from(corpus).join(name);
    assert!(folder.is_dir(), "POLIR_CORPUS has no folder {name}");
    Some(folder)
}

/// Whether a command can be started; where it cannot this says so, and fails in CI, which has to install it.
pub fn installed(command: &str, arguments: &[&str]) -> bool {
    let there = Command::new(command)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success());
    if !there {
        eprintln!(
            "`{command} {}` does not run: nothing is compared with it",
            arguments.join(" ")
        );
        assert!(std::env::var_os("CI").is_none(), "CI must have {command}");
    }
    there
}

/// A checker with the built-in packs. Of `all` rules it leaves out `wrapping`, whose affair is the very layout that the
/// laws say nobody else may touch.
pub fn checker(select: &[&str], fuzzy: bool) -> Checker {
    let packs = Pack::builtin()
        .iter()
        .map(|(name, text)| ChosenPack {
            pack: Pack::parse(name, text).expect("a right pack"),
            automatic: true,
        })
        .collect();
    let ignore = if select == ["all"] {
        vec!["wrapping".to_owned()]
    } else {
        Vec::new()
    };
    let select = select.iter().map(|name| (*name).to_owned()).collect();
    let selection = Selection::new(select, ignore);
    Checker::new(Options {
        selection,
        packs,
        fuzzy,
        ..Options::default()
    })
    .expect("a right checker")
}

/// The words that hunspell refuses.
pub fn hunspell_refuses(dictionary: &Path, words: &BTreeSet<String>) -> BTreeSet<String> {
    let mut child = Command::new("hunspell")
        .args(["-i", "UTF-8", "-l", "-d"])
        .arg(dictionary)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("hunspell runs");
    let text: String = words.iter().map(|word| format!("{word}\n")).collect();
    let mut stdin = child.stdin.take().expect("hunspell runs");
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("hunspell runs");
    writer
        .join()
        .expect("hunspell runs")
        .expect("hunspell runs");
    let told = String::from_utf8(output.stdout).expect("hunspell runs");
    told.lines().map(str::to_owned).collect()
}

/// The folder of dictionaries that an environment variable names, where `hunspell` is there to be compared with; says so
/// when it is not.
pub fn hunspell_folder(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        eprintln!("{variable} is not set: nothing is compared with hunspell");
    }
    folder.filter(|_| installed("hunspell", &["--version"]))
}

/// Checks the catalogues of a folder, each entry of which says what is found in it (`# finds: rule rule@7`, with the number
/// of the character of the translation where the finding begins, from 1 on), and that what is mended stays so. How many
/// catalogues there are.
pub fn entries_say(folder: &Path, checker: &Checker) -> usize {
    let mut wrong = Vec::new();
    let files = po_files(folder);
    for path in &files {
        let decoded = Decoded::new(std::fs::read(path).expect("a file"));
        let checked = checker.check("page.po", &decoded);
        let mut parser = Parser::new(&decoded.text);
        let mut entry = Entry::default();
        let mut rank = 0;
        while parser.read(&mut entry) {
            let comment = entry
                .translator_comments()
                .find_map(|(comment, _)| comment.trim().strip_prefix("finds: "));
            let mut expected: Vec<String> = comment
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect();
            expected.sort_unstable();
            let placed = expected.iter().any(|one| one.contains('@'));
            let text = entry.translations().next();
            let text = text.map(|field| entry.text(field).decode().into_owned());
            let here = checked
                .diagnostics
                .iter()
                .filter(|found| found.entry == Some(rank));
            let mut found: Vec<String> = here
                .map(|found| match (&found.place, &text) {
                    (Some(place), Some(text)) if placed => {
                        let before = text[..place.span.start].chars().count();
                        format!("{}@{}", found.rule, before + 1)
                    }
                    _ => found.rule.to_string(),
                })
                .collect();
            found.sort_unstable();
            if found != expected {
                let text = entry.msgid().unwrap_or_default().into_owned();
                let name = path.display();
                wrong.push(format!(
                    "{name}: {text:?}: {found:?}, expected {expected:?}"
                ));
            }
            rank += 1;
        }
        let fixed = fix::fix(checker, "page.po", &decoded, Safety::Unsafe);
        let again = decoded.with_text(fix::apply(&decoded.text, &fixed.changes));
        let left = fix::fix(checker, "page.po", &again, Safety::Unsafe);
        assert!(
            left.changes.is_empty(),
            "{}: {:?}",
            path.display(),
            left.changes
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    files.len()
}

/// What one of the scripts of `tests/oracle` answers to texts, a line each.
pub fn answers(script: &str, texts: &[&str]) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/oracle")
        .join(script);
    let mut child = Command::new("python3")
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3");
    let lines: String = texts
        .iter()
        .map(|text| serde_json::to_string(text).expect("a string") + "\n")
        .collect();
    let mut stdin = child.stdin.take().expect("its input");
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("its output");
    writer.join().expect("written").expect("written");
    assert!(output.status.success(), "{script}");
    let output = String::from_utf8(output.stdout).expect("UTF-8");
    output.lines().map(str::to_owned).collect()
}

/// What `sphinx-lint` says of each file: line and checker.
pub fn sphinx_lint(files: &[&str]) -> Vec<Vec<(u32, String)>> {
    answers("sphinx_lint.py", files)
        .iter()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// What `sphinx-lint` also says of a fault, and the rules of ours that have told it already.
pub const ALSO: &[(&str, &[&str])] = &[
    (
        "default-role",
        &[
            "backtick-before-role",
            "missing-space-before-role",
            "missing-space-before-default-role",
            "missing-underscore-after-hyperlink",
            "unbalanced-inline-literals-delimiters",
            "missing-space-after-literal",
        ],
    ),
    (
        "missing-space-before-default-role",
        &[
            "missing-colon-in-role",
            "hyperlink-reference-missing-backtick",
        ],
    ),
    (
        "unbalanced-inline-literals-delimiters",
        &[
            "rst-inline",
            "missing-space-after-literal",
            "missing-space-before-default-role",
            "role-with-extra-backtick",
            "backtick-before-role",
        ],
    ),
    (
        "missing-space-after-role",
        &[
            "role-with-extra-backtick",
            "missing-backtick-after-role",
            "backtick-before-role",
        ],
    ),
    (
        "missing-underscore-after-hyperlink",
        &["missing-space-in-hyperlink"],
    ),
    (
        "missing-space-in-hyperlink",
        &["missing-underscore-after-hyperlink"],
    ),
];

/// The program in `folder`, to be run with `arguments`, as if by nobody's CI. An argument `env:NAME=VALUE` sets a variable.
pub fn polir(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polir"));
    command.current_dir(folder);
    for variable in [
        "GITHUB_BASE_REF",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "CI_COMMIT_TARGET_BRANCH",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA",
        "CI_COMMIT_BEFORE_SHA",
        "CI_PREV_COMMIT_SHA",
    ] {
        command.env_remove(variable);
    }
    for argument in arguments {
        match argument
            .strip_prefix("env:")
            .and_then(|set| set.split_once('='))
        {
            Some((name, value)) => command.env(name, value),
            None => command.arg(argument),
        };
    }
    command
}
