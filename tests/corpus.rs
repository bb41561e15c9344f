//! The promises on real data: `POLIR_CORPUS` names the folder that holds `python-docs-fr-3.13` and `retourner-2017`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{checker, corpus, installed, po_files};
use polir::diagnostic::Safety;
use polir::fix::{self, Fixed};
use polir::po::charset::Decoded;
use polir::po::lexer::Lexer;
use polir::source;

#[test]
fn every_byte_is_kept() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    let paths = po_files(&folder);
    assert_eq!(paths.len(), 481);
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        let decoded = Decoded::new(bytes.clone());
        assert_eq!(decoded.fault, None, "{}", path.display());
        let joined: String = Lexer::new(&decoded.text)
            .map(|token| &decoded.text[token.span.range()])
            .collect();
        assert_eq!(
            decoded.encode(&joined).unwrap(),
            bytes.as_slice(),
            "{}",
            path.display()
        );
    }
}

/// What `fix --select retourner` does to every file of a tree.
fn sweep(folder: &Path, fuzzy: bool) -> Vec<(std::path::PathBuf, Decoded, Fixed)> {
    let checker = checker(&["retourner"], fuzzy);
    po_files(folder)
        .into_iter()
        .map(|path| {
            let decoded = source::read(&path).unwrap();
            let relative = path
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let fixed = fix::fix(&checker, &relative, &decoded, Safety::Safe);
            (path, decoded, fixed)
        })
        .collect()
}

#[test]
fn retourner_on_the_whole_documentation() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    for (fuzzy, fixed, left) in [(false, 78, 6), (true, 112, 7)] {
        let swept = sweep(&folder, fuzzy);
        let mended: usize = swept
            .iter()
            .flat_map(|(.., fixed)| fixed.mended().into_values())
            .sum();
        let remaining: usize = swept
            .iter()
            .map(|(.., fixed)| fixed.after().diagnostics.len())
            .sum();
        assert_eq!((mended, remaining), (fixed, left), "fuzzy: {fuzzy}");
        let files: BTreeSet<String> = swept
            .iter()
            .filter(|(.., fixed)| !fixed.after().diagnostics.is_empty())
            .map(|(path, ..)| {
                path.strip_prefix(&folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let mut expected = vec![
            "howto/sockets.po",
            "library/os.po",
            "library/sys.po",
            "reference/compound_stmts.po",
            "reference/executionmodel.po",
        ];
        if fuzzy {
            expected.insert(2, "library/pdb.po");
        }
        assert_eq!(
            files.iter().map(String::as_str).collect::<Vec<_>>(),
            expected
        );
        for (path, decoded, fixed) in &swept {
            assert!(
                fixed.changes.iter().all(|change| !change.mended.is_empty()),
                "{}",
                path.display()
            );
            // Fixing what is fixed changes nothing.
            let again = decoded.with_text(fix::apply(&decoded.text, &fixed.changes));
            let twice = fix::fix(
                &checker(&["retourner"], fuzzy),
                "x.po",
                &again,
                Safety::Safe,
            );
            assert!(
                fixed.changes.is_empty() || twice.changes.is_empty(),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn what_msgcat_leaves_alone_it_leaves_alone_after_a_fix() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    if !installed("msgcat", &["--version"]) {
        return;
    }
    let scratch = tempfile::tempdir().unwrap();
    let msgcat = |text: &str| {
        let path = scratch.path().join("x.po");
        fs::write(&path, text).unwrap();
        Command::new("msgcat").arg(&path).output().unwrap().stdout
    };
    let mut stable = 0;
    for (path, decoded, fixed) in sweep(&folder, true) {
        if fixed.changes.is_empty() || msgcat(&decoded.text) != decoded.text.as_bytes() {
            continue;
        }
        stable += 1;
        let text = fix::apply(&decoded.text, &fixed.changes);
        assert!(msgcat(&text) == text.as_bytes(), "{}", path.display());
    }
    assert!(
        stable > 40,
        "only {stable} of the changed files were as msgcat writes them"
    );
}

#[test]
fn retourner_2017_by_its_scorer() {
    let Some(gold) = corpus("retourner-2017") else {
        return;
    };
    if !installed("python3", &["-c", "import polib"]) {
        return;
    }
    let before = gold.join("before");
    let out = tempfile::tempdir().unwrap();
    for (path, decoded, fixed) in sweep(&before, false) {
        let target = out.path().join(path.strip_prefix(&before).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        let text = fix::apply(&decoded.text, &fixed.changes);
        fs::write(&target, text).unwrap();
        let accepted = |path: &Path| {
            Command::new("msgfmt")
                .args(["-c", "-o", "/dev/null"])
                .arg(path)
                .output()
                .is_ok_and(|output| output.status.success())
        };
        assert!(
            !accepted(&path) || accepted(&target),
            "{}: msgfmt accepted it before",
            path.display()
        );
    }
    let output = Command::new("python3")
        .arg(gold.join("score.py"))
        .arg("--quiet")
        .arg(&gold)
        .arg(out.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let last = std::str::from_utf8(&output.stdout)
        .unwrap()
        .lines()
        .last()
        .unwrap();
    let score: serde_json::Value = serde_json::from_str(last).unwrap();
    assert_eq!(score["pure_recall"], 1.0, "{score}");
    for zero in ["false_changes", "noise_lines", "other_touched"] {
        assert_eq!(score[zero], 0, "{zero}: {score}");
    }
    assert_eq!(score["pure"]["wrong"], 0, "{score}");
    assert!(
        score["integrity"]
            .as_object()
            .unwrap()
            .values()
            .all(|count| *count == 0),
        "{score}"
    );
}
