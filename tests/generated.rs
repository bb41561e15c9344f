//! The generated parts of the README are what the program says of itself; `POLIR_BLESS=1` writes them anew.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::fmt::Write as _;
use std::path::Path;

use polir::diagnostic::Meta;
use polir::rules;
use polir::rules::terminology::{Pack, Terms};

fn row(table: &mut String, meta: &Meta<'_>, summary: &str) {
    let star = if meta.default { "★" } else { "" };
    let fix = meta.fix.map_or("–", |safety| safety.name());
    let _ = writeln!(
        table,
        "| {star} | `{}` | {} | {fix} | {summary} |",
        meta.id, meta.severity
    );
}

fn rules_table() -> String {
    let mut table = String::new();
    let mut group = None;
    for rule in rules::all() {
        if group != Some(rule.meta.group) {
            group = Some(rule.meta.group);
            let _ = writeln!(
                table,
                "\n**{}**\n\n| on | rule | severity | fix | what it finds |\n|---|---|---|---|---|",
                rule.meta.group
            );
        }
        row(&mut table, &rule.meta, rule.meta.summary);
    }
    table
}

fn terms_table() -> String {
    let mut table = String::new();
    for (name, text) in Pack::builtin() {
        let pack = Pack::parse(name, text).expect("a right pack");
        let terms = Terms::compile(std::slice::from_ref(&pack)).expect("a right pack");
        let _ = writeln!(
            table,
            "\n**{}** (language `{}`)\n\n| on | term | severity | fix | what it is about |\n|---|---|---|---|---|",
            pack.name, pack.language
        );
        for meta in terms.rules() {
            row(&mut table, &meta, meta.summary);
        }
    }
    table
}

/// The text with what stands between the marks of `part` replaced.
fn with(text: &str, part: &str, table: &str) -> String {
    let start = text
        .find(&format!("<!-- generated: {part};"))
        .expect("the mark");
    let start = start + text[start..].find('\n').expect("a line end") + 1;
    let end = start + text[start..].find("<!-- end -->").expect("the end mark");
    format!("{}{table}\n{}", &text[..start], &text[end..])
}

#[test]
fn the_readme_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let old = std::fs::read_to_string(&path).unwrap();
    let new = with(
        &with(&old, "rules", &rules_table()),
        "terms",
        &terms_table(),
    );
    if std::env::var_os("POLIR_BLESS").is_some() {
        std::fs::write(&path, &new).unwrap();
    } else {
        assert!(
            old == new,
            "README.md is stale: POLIR_BLESS=1 cargo test --test generated"
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
