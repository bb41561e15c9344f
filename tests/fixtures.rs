//! The small broken files of `fixtures/`: the first comment of each says what is found in it, and on which lines, exactly; and
//! how many entries are read without a fault all the same. Laws of the layers are asked of each of them. In those of
//! `fixtures/rst/` each entry says what is found in its markup, and at which character.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use polir::diagnostic::Safety;
use polir::engine::{Checker, Options};
use polir::fix;
use polir::po::charset::Decoded;
use polir::po::lexer::{Lexer, TokenKind};
use polir::po::{Entry, Keyword, Parser};
use polir::rules::selection::Selection;

/// What a file says of itself.
struct Expected {
    finds: BTreeSet<(String, u32)>,
    reads: usize,
}

fn fixtures() -> Vec<(PathBuf, Decoded, Vec<u8>, Expected)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths: Vec<PathBuf> = ["broken", "encodings"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() > 60, "{}", paths.len());
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap();
        let decoded = Decoded::new(bytes.clone());
        let line = decoded
            .text
            .lines()
            .next()
            .unwrap()
            .trim_start_matches('\u{feff}')
            .to_owned();
        let line = line
            .strip_prefix("# finds: ")
            .unwrap_or_else(|| panic!("{}", path.display()));
        let (finds, reads) = line.split_once("; reads: ").unwrap();
        let finds = finds
            .split(' ')
            .filter(|find| *find != "nothing")
            .map(|find| {
                let (rule, line) = find.split_once(':').unwrap();
                (rule.to_owned(), line.parse().unwrap())
            });
        let expected = Expected {
            finds: finds.collect(),
            reads: reads.trim().parse().unwrap(),
        };
        (path, decoded, bytes, expected)
    };
    paths.into_iter().map(read).collect()
}

fn checker() -> Checker {
    let select = ["syntax", "encoding", "header", "plural", "xml", "layout"]
        .map(str::to_owned)
        .to_vec();
    Checker::new(Options {
        selection: Selection::new(
            select,
            ["header-boilerplate", "wrapping", "long-line"]
                .map(str::to_owned)
                .to_vec(),
        ),
        ..Options::default()
    })
    .unwrap()
}

/// What is found, by rule and line; each of them once.
fn found(checker: &Checker, decoded: &Decoded) -> Vec<(String, u32)> {
    let mut found: Vec<(String, u32)> = checker
        .check("fr.po", decoded)
        .diagnostics
        .into_iter()
        .map(|found| (found.rule.to_string(), found.start.line))
        .collect();
    found.sort();
    found
}

#[test]
fn one_fault_is_one_finding_and_the_next_entry_is_read() {
    let checker = checker();
    let mut wrong = Vec::new();
    for (path, decoded, _, expected) in fixtures() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let found = found(&checker, &decoded);
        if !found.iter().eq(expected.finds.iter()) {
            wrong.push(format!(
                "{name}: found {found:?}, expected {:?}",
                expected.finds
            ));
        }
        let mut parser = Parser::new(&decoded.text);
        let mut entry = Entry::default();
        let mut good = 0;
        while parser.read(&mut entry) {
            let whole = !parser.faults.iter().any(|fault| {
                fault.span.start <= entry.span.end && entry.span.start <= fault.span.end
            });
            good += usize::from(whole && !entry.is_header() && entry.is_translated());
            parser.faults.clear();
        }
        if good != expected.reads {
            wrong.push(format!(
                "{name}: {good} good entries, expected {}",
                expected.reads
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_byte_is_kept() {
    for (path, decoded, bytes, _) in fixtures() {
        let mut end = 0;
        for token in Lexer::new(&decoded.text) {
            assert_eq!(token.span.start, end, "{}", path.display());
            end = token.span.end;
        }
        assert_eq!(end, decoded.text.len(), "{}", path.display());
        if decoded.fault.is_none() {
            assert_eq!(
                decoded.encode(&decoded.text).unwrap(),
                bytes.as_slice(),
                "{}",
                path.display()
            );
        }
    }
}

/// Cuts each string that has no escape and no fault in two on its line, which changes nothing of what it says. The name of a
/// domain is one string.
fn split(text: &str) -> String {
    let mut out = String::new();
    let mut domain = false;
    for token in Lexer::new(text) {
        if let TokenKind::Keyword(keyword) = token.kind {
            domain = keyword == Keyword::Domain;
        }
        let piece = &text[token.span];
        let middle =
            text.floor_char_boundary(token.span.start + piece.len() / 2) - token.span.start;
        let whole = token.kind
            == TokenKind::String {
                closed: true,
                escaped: false,
            };
        if whole && !domain && middle > 0 && !piece.starts_with("\"#-#") {
            out.extend([&piece[..middle], "\" \"", &piece[middle..]]);
        } else {
            out += piece;
        }
    }
    out
}

#[test]
fn layout_does_not_matter() {
    let checker = checker();
    for (path, decoded, _, expected) in fixtures() {
        if decoded.fault.is_some() || decoded.text.contains('\r') {
            continue;
        }
        let expected: Vec<(String, u32)> = expected.finds.into_iter().collect();
        let returns = decoded.with_text(decoded.text.replace('\n', "\r\n"));
        assert_eq!(
            found(&checker, &returns),
            expected,
            "{} with carriage returns",
            path.display()
        );
        let cut = decoded.with_text(split(&decoded.text));
        assert_eq!(
            found(&checker, &cut),
            expected,
            "{} with strings cut",
            path.display()
        );
    }
}

#[test]
fn fixes_converge_and_make_nothing_worse() {
    let checker = checker();
    for (path, decoded, _, _) in fixtures() {
        let fixed = fix::fix(&checker, "fr.po", &decoded, Safety::Unsafe);
        let text = fix::apply(&decoded.text, &fixed.changes);
        assert!(
            fixed.after().diagnostics.len() <= fixed.before.diagnostics.len(),
            "{}",
            path.display()
        );
        let again = fix::fix(&checker, "fr.po", &decoded.with_text(text), Safety::Unsafe);
        assert!(
            again.changes.is_empty(),
            "{}: {:?}",
            path.display(),
            again.changes
        );
    }
}

#[test]
fn an_identical_twin_is_dropped_and_nothing_else() {
    let fixtures = fixtures();
    let (_, decoded, ..) = fixtures
        .iter()
        .find(|(path, ..)| path.ends_with("duplicate-identical.po"))
        .unwrap();
    let checker = checker();
    let fixed = fix::fix(&checker, "fr.po", decoded, Safety::Unsafe);
    let twin = "\n#: again.c:1\nmsgid \"one\"\nmsgstr \"un\"\n";
    let expected = decoded
        .text
        .replace(twin, "")
        .replace("\"deux\"", "\"deux\\n\"");
    assert_eq!(
        fix::apply(&decoded.text, &fixed.changes),
        expected,
        "{:?}",
        fixed.refused
    );
}

#[test]
fn markup_and_code_of_every_language() {
    let rules = [
        "rst",
        "xml",
        "nbsp",
        "ascii-quotes",
        "brackets",
        "end-punctuation",
        "edge-space",
        "repeated-word",
        "space-before-comma",
        "etc",
    ];
    let checker = common::checker(&rules, false);
    common::entries_say(&common::fixtures().join("markup"), &checker);
}

#[test]
fn markup_says_what_is_found_in_it_and_where() {
    let checker = common::checker(&["rst"], false);
    let files = common::entries_say(&common::fixtures().join("rst"), &checker);
    assert_eq!(files, 5, "Chinese, French, Japanese, Korean, Spanish");
}

#[test]
fn markup_is_parted_as_the_file_parts_it() {
    let checker = common::checker(&["rst"], false);
    let seen = |file: &str, fixes: &[(&str, &str)]| {
        let path = common::fixtures().join("rst").join(file);
        let decoded = Decoded::new(fs::read(path).unwrap());
        let fixed = fix::fix(&checker, "x.po", &decoded, Safety::Safe);
        let mut expected = decoded.text.to_string();
        for (wrong, right) in fixes {
            assert!(expected.contains(wrong), "{wrong}");
            expected = expected.replace(wrong, right);
        }
        let text = fix::apply(&decoded.text, &fixed.changes);
        assert_eq!(text, expected, "{:?}", fixed.refused);
    };
    // A word that is no particle and stands nowhere else in the file is left to the translators.
    seen(
        "ko.po",
        &[
            (
                "않으면``True`` 와:class:`int` 를",
                "않으면 ``True`` 와 :class:`int` 를",
            ),
            (
                "``True``가 :class:`int`로 돌려줍니다",
                "``True``\\\\ 가 :class:`int`\\\\ 로 돌려줍니다",
            ),
            ("|x|_에서", "|x|_\\\\ 에서"),
            ("``x``함수를", "``x`` 함수를"),
            (
                "`page <https://example.org>` _ 를",
                "`page <https://example.org>`_ 를",
            ),
        ],
    );
    seen("zh.po", &[("的``c``参数", "的 ``c`` 参数")]);
}
