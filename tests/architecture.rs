//! Dependencies point one way: `main → cli → {config, output, stats, fix,
//! merge, compare, baseline} → changed → engine → {rules, ignore} → {markup, lang, po}
//! → diagnostic`. This reads the `use crate::` lines and holds them to it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::fs;
use std::path::Path;

/// The layers from the ground up; one may use those on the lines above its own, and itself.
const LAYERS: &[&[&str]] = &[
    &["diagnostic", "find", "globs"],
    &["po", "lang", "markup"],
    &["source", "spelling"],
    &["rules", "ignore"],
    &["engine"],
    &["changed"],
    &[
        "fix",
        "stats",
        "config",
        "output",
        "baseline",
        "merge",
        "git",
        "compare",
        "propagate",
        "glossary",
    ],
    &["review"],
    &["cli"],
];

/// What a module uses besides: its neighbours on the same line that it is meant to stand on.
const ALLOWED: &[(&str, &str)] = &[
    ("output", "fix"),
    ("output", "stats"),
    ("output", "config"),
    ("output", "compare"),
    ("rules", "ignore"),
    ("fix", "source"),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn files(path: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(path).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            files(&entry.path(), found);
        } else if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
            // What a module's tests use is their own affair.
            && entry.file_name() != "tests.rs"
        {
            found.push(entry.path());
        }
    }
}

#[test]
fn dependencies_point_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let mut wrong = Vec::new();
    for path in paths {
        let inside = path.strip_prefix(&root).unwrap();
        let module = inside
            .iter()
            .next()
            .unwrap()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs");
        if matches!(module, "lib" | "main") {
            continue;
        }
        let own =
            layer(module).unwrap_or_else(|| panic!("{module} is on no layer: put it into LAYERS"));
        let text = fs::read_to_string(&path).unwrap();
        // So it is in a file of both.
        let code = text.split("#[cfg(test)]").next().unwrap();
        for used in code.split("crate::").skip(1) {
            let names = used.strip_prefix('{').map_or_else(
                || vec![used],
                |list| {
                    list.split('}')
                        .next()
                        .unwrap()
                        .split(',')
                        .map(str::trim)
                        .collect()
                },
            );
            for name in names {
                let name: String = name
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let Some(other) = layer(&name) else { continue };
                let fine =
                    other < own || name == module || ALLOWED.contains(&(module, name.as_str()));
                if !fine {
                    wrong.push(format!("{} uses {name}", inside.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn lower_layers_see_no_file_and_no_terminal() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for module in ["po", "markup", "lang", "rules"] {
        let mut paths = Vec::new();
        files(&root.join(module), &mut paths);
        for path in paths {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for word in [
                "std::fs",
                "std::io",
                "std::env",
                "std::process",
                "println!",
                "eprintln!",
            ] {
                assert!(!code.contains(word), "{} uses {word}", path.display());
            }
        }
    }
}
