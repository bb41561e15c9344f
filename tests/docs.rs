//! What the book promises: links that lead somewhere, commands that the program takes, configurations and packs that it
//! reads, snippets that are the files in `docs/ci`. `POLIR_BLESS=1` writes the snippets anew.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::installed;
use polir::config::Settings;
use polir::rules::terminology::{Pack, Terms};
use regex::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The README and the pages of the book, with their texts.
fn pages() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    let mut found = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    walk(&root().join("docs"), &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

/// The fenced blocks of a page: label, 1-based line of the text's start, text.
fn blocks(text: &str) -> Vec<(&str, usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(&str, usize, String)> = None;
    for (number, line) in (2..).zip(text.lines()) {
        match (line.strip_prefix("```"), &mut open) {
            (Some(label), None) => open = Some((label.trim(), number, String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (None, Some((_, _, inside))) => {
                inside.push_str(line);
                inside.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block that nothing ends: {open:?}");
    found
}

/// The page without its blocks and literals, in which nothing is a link.
fn prose(text: &str) -> String {
    let mut inside = false;
    let lines = text.lines().filter(|line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let text = Regex::new("(?s)``.*?``").unwrap().replace_all(&text, "");
    Regex::new("`[^`]*`")
        .unwrap()
        .replace_all(&text, "")
        .into_owned()
}

/// What a heading is called in an address, as forges and mdBook make it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase().replace(' ', "-");
    kept.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        .collect()
}

#[test]
fn relative_links_lead_somewhere() {
    let link = Regex::new(r"\[[^\]]*\]\(([^)\s]+)\)").unwrap();
    let mut seen = 0;
    for (path, text) in pages() {
        let with_literals_as_names = prose(&text);
        for found in link.captures_iter(&with_literals_as_names) {
            let address = &found[1];
            if address.contains("://") {
                continue;
            }
            let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                path.parent().unwrap().join(file)
            };
            assert!(target.exists(), "{}: no {address}", path.display());
            // The book has its own pages only: on the web a link out of it is dead.
            let book = root().join("docs").canonicalize().unwrap();
            assert!(
                !path.starts_with(root().join("docs"))
                    || target.canonicalize().unwrap().starts_with(&book),
                "{}: {address} is outside the book",
                path.display()
            );
            if !fragment.is_empty() {
                let text = fs::read_to_string(&target).unwrap();
                let mut headings = text.lines().filter(|line| line.starts_with('#'));
                assert!(
                    headings.any(|line| anchor(line.trim_start_matches('#')) == fragment),
                    "{}: no heading for {address}",
                    path.display()
                );
            }
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen} links: the test does not find them");
}

/// People read it to the end.
#[test]
fn the_readme_is_short() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let lines = text.lines().count();
    assert!(lines <= 200, "README.md has {lines} lines");
}

#[test]
fn the_table_of_contents_has_every_page() {
    let docs = root().join("docs");
    let contents = fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    for (path, _) in pages() {
        let Ok(inside) = path.strip_prefix(&docs) else {
            continue;
        };
        let name = inside.to_str().unwrap().replace('\\', "/");
        assert!(
            name == "SUMMARY.md" || contents.contains(&format!("({name})")),
            "SUMMARY.md does not name {name}"
        );
    }
}

/// The words of a command line as a shell takes them apart, as far as the book goes: quotes, comments, and nothing behind a
/// pipe, a redirection or `&&`.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '|' | '>' | '<' | '&' | ';') => break,
            (None, '#') if word.is_none() => break,
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[test]
fn commands_are_taken() {
    let mut seen = 0;
    for (path, text) in pages() {
        for (label, number, block) in blocks(&text) {
            if !matches!(label, "sh" | "console" | "yaml") {
                continue;
            }
            for (line, text) in (number..).zip(block.lines()) {
                let text = text
                    .trim()
                    .trim_start_matches("- run: ")
                    .trim_start_matches("- ");
                let text = text.strip_prefix("$ ").unwrap_or(text);
                let words = words(text);
                if words.first().is_none_or(|word| word != "polir") {
                    continue;
                }
                if let Err(error) = polir::cli::command().try_get_matches_from(&words) {
                    assert!(
                        !error.use_stderr(),
                        "{}:{line}: {text}\n{error}",
                        path.display()
                    );
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen} commands: the test does not find them");
}

/// A repository in which everything is that the commands of a page name.
fn project(pack: &str) -> tempfile::TempDir {
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("project");
    let write = |name: &str, text: &str| {
        let path = inner.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let demo = |name: &str| fs::read_to_string(root().join("fixtures/demo").join(name)).unwrap();
    let (counter, tutorial) = (demo("library/counter.po"), demo("tutorial.po"));
    for folder in ["", "3.13/", "3.14/", "../3.13/", "../3.14/", "tutorial/"] {
        write(&format!("{folder}library/counter.po"), &counter);
        write(&format!("{folder}tutorial.po"), &tutorial);
    }
    write("old.po", &tutorial);
    write("new.po", &tutorial.replace("bocal", "pot"));
    write("terms.toml", pack);
    write("glossary.csv", "source,target\nsocket,connecteur\n");
    write("dict", "bocal\n");
    write("public/.gitkeep", "");
    for folder in [
        ".local/share/bash-completion/completions",
        ".zfunc",
        ".config/fish/completions",
        ".local/share/man/man1",
    ] {
        fs::create_dir_all(outer.path().join(folder)).unwrap();
    }
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        let command = command.args(["-c", "user.name=x", "-c", "user.email=x@example.org"]);
        let output = command
            .args(arguments)
            .current_dir(&inner)
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "-A"]);
    for number in 0..4 {
        let message = number.to_string();
        git(&["commit", "-q", "--allow-empty", "-m", &message]);
    }
    git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    outer
}

/// Commands that are shown and not run, with the reason.
const NOT_RUN: [(&str, &str); 1] = [("--interactive", "asks a person, on a terminal")];

#[cfg(unix)]
#[test]
fn every_command_of_the_readme_and_the_book_runs() {
    if !installed("git", &["--version"]) {
        return;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_polir"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let all = pages();
    let packs: Vec<String> = all
        .iter()
        .flat_map(|(_, text)| blocks(text))
        .filter(|(label, _, block)| *label == "toml" && block.contains("[[term]]"))
        .map(|(.., block)| block)
        .collect();
    let pack_of = |term: &str| {
        let id = format!("id = \"{term}\"");
        packs
            .iter()
            .find(|pack| pack.contains(&id) && pack.contains("[pack]"))
    };
    let (mut seen, mut wrong) = (0, Vec::new());
    for (page, text) in &all {
        let mut place = None;
        for (label, number, block) in blocks(text) {
            if !matches!(label, "sh" | "yaml") {
                continue;
            }
            for (line, typed) in (number..).zip(block.lines()) {
                let typed = typed.trim();
                let typed = typed.trim_start_matches("- run: ").trim_start_matches("- ");
                let typed = typed.trim_start_matches("time ");
                if !typed.starts_with("polir ") || NOT_RUN.iter().any(|(no, _)| typed.contains(no))
                {
                    continue;
                }
                let place = place.get_or_insert_with(|| {
                    let mut words = text
                        .split_whitespace()
                        .skip_while(|word| *word != "--select");
                    let term = words.find_map(&pack_of).or_else(|| packs.first());
                    project(term.unwrap())
                });
                let inner = place.path().join("project");
                let mut command = Command::new("sh");
                let command = command.args(["-c", typed]).current_dir(&inner);
                let command = command.env("PATH", &path).env("HOME", place.path());
                let output = command.stdin(std::process::Stdio::null()).output().unwrap();
                seen += 1;
                // 1: findings, a patch, too little translated. 2 and more: it did not run.
                if output.status.code().is_none_or(|code| code > 1) {
                    let told = String::from_utf8_lossy(&output.stderr).into_owned();
                    wrong.push(format!("{}:{line}: {typed}\n{told}", page.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 35, "{seen} commands: the test does not find them");
}

/// What `make` would run is taken too.
#[test]
fn the_makefile_runs_what_exists() {
    if !installed("make", &["--version"]) {
        return;
    }
    let output = Command::new("make")
        .args(["-n", "-f"])
        .arg(root().join("docs/python-docs-fr.mk"))
        .args(["verifs", "fix", "wrap", "todo", "fuzzy"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout)
        .unwrap()
        .replace("\\\n", " ");
    let mut seen = 0;
    for line in text.lines() {
        let Some(start) = line.find("polir ") else {
            continue;
        };
        let words = words(&line[start..]);
        let taken = polir::cli::command().try_get_matches_from(&words);
        assert!(taken.is_ok(), "{line}\n{}", taken.unwrap_err());
        seen += 1;
    }
    assert_eq!(seen, 5, "{text}");
}

#[test]
fn configurations_and_packs_are_read_and_examples_hold() {
    let (mut settings, mut packs) = (0, 0);
    for (path, text) in pages() {
        for (label, line, block) in blocks(&text) {
            if label != "toml" {
                continue;
            }
            let place = format!("{}:{line}", path.display());
            if block.contains("[[term]]") {
                let pack =
                    Pack::parse(&place, &block).unwrap_or_else(|error| panic!("{place}: {error}"));
                let terms =
                    Terms::compile(&[pack]).unwrap_or_else(|error| panic!("{place}: {error}"));
                let failures = terms.test();
                assert!(failures.is_empty(), "{failures:#?}");
                packs += 1;
            } else {
                let name = if block.contains("[tool.polir") {
                    "pyproject.toml"
                } else {
                    "polir.toml"
                };
                let read = Settings::parse(&root().join(name), &block)
                    .unwrap_or_else(|error| panic!("{place}: {error}"));
                assert!(read.is_some(), "{place}: no configuration");
                settings += 1;
            }
        }
    }
    assert!(
        settings >= 2 && packs >= 5,
        "{settings} configurations, {packs} packs"
    );
}

#[test]
fn the_files_for_ci_are_the_snippets_of_the_page() {
    let path = root().join("docs/ci.md");
    let text = fs::read_to_string(&path).unwrap();
    let mut new = text.clone();
    for (heading, file) in [
        ("## GitHub\n", "github.yml"),
        ("## GitLab\n", "gitlab.yml"),
        ("## Forgejo", "forgejo.yml"),
        ("## Woodpecker\n", "woodpecker.yml"),
    ] {
        let file = fs::read_to_string(root().join("docs/ci").join(file)).unwrap();
        let start = new.find(heading).unwrap();
        let start = start + new[start..].find("```yaml\n").unwrap() + "```yaml\n".len();
        let end = start + new[start..].find("```").unwrap();
        new.replace_range(start..end, &file);
    }
    if std::env::var_os("POLIR_BLESS").is_some() {
        fs::write(&path, &new).unwrap();
    } else {
        assert!(
            text == new,
            "docs/ci.md is stale: POLIR_BLESS=1 cargo test --test docs"
        );
    }
}

/// In the tables of the page on other tools, the last column names what exists here.
#[test]
fn rules_that_others_migrate_to_exist() {
    let text = fs::read_to_string(root().join("docs/migrating.md")).unwrap();
    let mut known: Vec<String> = Vec::new();
    for rule in polir::rules::all() {
        known.push(rule.meta.id.to_owned());
        known.push(rule.meta.group.to_string());
    }
    let off: Vec<&str> = polir::rules::all()
        .filter(|rule| !rule.meta.default)
        .map(|rule| rule.meta.id)
        .collect();
    let name = Regex::new("`([a-z][a-z0-9-]*)`(°?)").unwrap();
    let (mut tables_of_rules, mut inside) = (0, false);
    for line in text.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
        let Some(last) = cells.last().filter(|_| line.starts_with('|')) else {
            inside = false;
            continue;
        };
        if last.trim() == "rule" {
            inside = true;
            tables_of_rules += 1;
        } else if inside {
            for found in name.captures_iter(last) {
                let (id, mark) = (&found[1], &found[2]);
                let pack = polir::rules::terminology::Pack::builtin();
                assert!(
                    known.iter().any(|rule| rule == id) || pack.iter().any(|(name, _)| *name == id),
                    "{line}: no rule is called {id}"
                );
                // `long-line` is on with the pack that its row names.
                let with_pack = last.contains("with that pack");
                assert!(
                    with_pack || off.contains(&id) == (mark == "°"),
                    "{line}: is {id} on?"
                );
            }
        }
    }
    assert!(tables_of_rules >= 6, "{tables_of_rules}");
}
