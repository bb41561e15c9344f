//! The pages of the rules are what the program says of itself, and the tour of the README is true; `POLIR_BLESS=1` writes
//! them anew.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use polir::diagnostic::{Meta, Safety};
use polir::rules;
use polir::rules::terminology::{Pack, Terms};

/// One rule or term, as a section of its page.
fn section(page: &mut String, meta: &Meta<'_>) {
    let fix = match meta.fix {
        None => "no fix",
        Some(Safety::Safe) => "mended by `polir fix`",
        Some(Safety::Unsafe) => "mended by `polir fix --unsafe`",
        Some(Safety::Suggest) => "suggests a fix",
    };
    let on = if meta.default {
        "on by default"
    } else {
        "on when selected"
    };
    let _ = writeln!(
        page,
        "\n## {}\n\n**{}** ({}, {fix}, {on})\n",
        meta.id, meta.summary, meta.severity
    );
    // A line of the documentation is a paragraph, as `polir explain` has it.
    let mut code = false;
    for line in meta.docs.trim().lines() {
        match line.trim_end() {
            "" if !code => {}
            "```po bad" => page.push_str("Found:\n\n```po\n"),
            "```po good" => page.push_str("Right:\n\n```po\n"),
            line => {
                page.push_str(line);
                page.push('\n');
            }
        }
        code ^= line.starts_with("```");
        if !code && !line.is_empty() && !line.starts_with(['|', '-']) {
            page.push('\n');
        }
    }
    while page.ends_with("\n\n") {
        page.pop();
    }
}

/// The pages of `docs/rules`, by file name, and the page that leads to them.
fn rule_pages() -> (BTreeMap<String, String>, String) {
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut list = String::from(
        "# The rules\n\nWritten by the program: what `polir explain ID` says, group by group. A star marks what is on without being asked for;\nterms are on in the project that their pack is meant for. `--select`, `--extend-select` and `--ignore` take rules, terms and\ngroups. [How often the rules are right](precision.md) has figures.\n",
    );
    let mut add = |title: &str, file: String, metas: &[Meta<'_>]| {
        let _ = writeln!(list, "\n## [{title}](rules/{file})\n");
        let page = pages.entry(file.clone()).or_default();
        let _ = writeln!(page, "# {title}");
        for meta in metas {
            let star = if meta.default { " ★" } else { "" };
            let _ = writeln!(
                list,
                "- [{}](rules/{file}#{}){star}: {}",
                meta.id, meta.id, meta.summary
            );
            section(page, meta);
        }
    };
    let all: Vec<_> = rules::all().map(|rule| rule.meta).collect();
    for group in all.chunk_by(|one, next| one.group == next.group) {
        let name = group[0].group.to_string();
        add(&name, format!("{name}.md"), group);
    }
    for (name, text) in Pack::builtin() {
        let pack = Pack::parse(name, text).expect("a right pack");
        let terms = Terms::compile(std::slice::from_ref(&pack)).expect("a right pack");
        let metas: Vec<_> = terms.rules().collect();
        add(
            &format!("terms of {}", pack.name),
            format!("{}.md", pack.name),
            &metas,
        );
    }
    (pages, list)
}

#[test]
fn every_rule_has_its_page() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let (pages, list) = rule_pages();
    let mut wanted: BTreeMap<_, _> = pages
        .into_iter()
        .map(|(file, page)| (docs.join("rules").join(file), page))
        .collect();
    if std::env::var_os("POLIR_BLESS").is_some() {
        std::fs::create_dir_all(docs.join("rules")).unwrap();
        wanted.insert(docs.join("rules.md"), list);
        for (path, text) in wanted {
            std::fs::write(path, text).unwrap();
        }
        return;
    }
    for entry in std::fs::read_dir(docs.join("rules")).unwrap() {
        let path = entry.unwrap().path();
        assert!(
            wanted.contains_key(&path),
            "{} is of no group",
            path.display()
        );
    }
    wanted.insert(docs.join("rules.md"), list);
    for (path, text) in wanted {
        assert!(
            std::fs::read_to_string(&path).unwrap_or_default() == text,
            "{} is stale: POLIR_BLESS=1 cargo test --test generated",
            path.display()
        );
    }
}

/// The commands of the tour, in a copy of the demonstration.
#[test]
fn the_tour_of_the_readme_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tour");
    let _ = std::fs::remove_dir_all(&folder);
    let inside = folder.join("README.in");
    for file in ["tutorial.po", "library/counter.po"] {
        let target = inside.join(file);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(root.join("fixtures/demo").join(file), target).unwrap();
    }
    std::fs::copy(root.join("README.md"), folder.join("README.md")).unwrap();
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .case(folder.join("README.md"));
}
