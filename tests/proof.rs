//! The proof that fixes do no harm: every safe fix of the rules of text and layout, applied to the whole French Python
//! documentation at once, and what then must be as before for us, `sphinx-lint`, `msgfmt`, `msgcat` and docutils.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{answers, checker, corpus, installed, po_files, sphinx_lint};
use polir::diagnostic::{Diagnostic, Safety};
use polir::engine::Checker;
use polir::fix;
use polir::markup::{self, Kind};
use polir::po::charset::Decoded;
use polir::po::{Entry, Parser};
use polir::source;

/// What is fixed: these groups as they are by default, and with the rules that are opt-in.
const SELECTIONS: [&[&str]; 2] = [
    &["default"],
    &["rst", "xml", "typography", "consistency", "layout", "state"],
];

/// So many messages docutils is asked to show.
const SHOWN: usize = 3000;

/// A file before and after.
struct Pair {
    name: String,
    before: Decoded,
    after: Decoded,
    found: [Vec<Diagnostic>; 2],
}

fn pairs(folder: &Path, select: &[&str]) -> (Checker, Vec<Pair>) {
    // `wrapping` is the layout that no other fix may touch.
    let checker = checker(select, false);
    let pairs = po_files(folder)
        .into_iter()
        .filter_map(|path| {
            let before = source::read(&path).unwrap();
            let name = path
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let fixed = fix::fix(&checker, &name, &before, Safety::Safe);
            if fixed.changes.is_empty() {
                return None;
            }
            let after = before.with_text(fix::apply(&before.text, &fixed.changes));
            let found = [
                fixed.before.diagnostics.clone(),
                fixed.after().diagnostics.clone(),
            ];
            Some(Pair {
                name,
                before,
                after,
                found,
            })
        })
        .collect();
    (checker, pairs)
}

/// Source and translation of each message, and all else that an entry holds.
fn messages(text: &str) -> Vec<(String, Vec<String>, String)> {
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut all = Vec::new();
    while parser.read(&mut entry) {
        let texts = entry
            .translations()
            .map(|field| entry.text(field).decode().into_owned());
        let comments: Vec<&str> = text[entry.span.range()]
            .lines()
            .filter(|line| line.starts_with('#'))
            .collect();
        let texts = if entry.obsolete {
            Vec::new()
        } else {
            texts.collect()
        };
        all.push((
            entry.msgid().unwrap_or_default().into_owned(),
            texts,
            comments.join("\n"),
        ));
    }
    all
}

/// The messages whose translation the fixes changed: the name of the file, source, before, after.
fn changed(pair: &Pair) -> Vec<[String; 3]> {
    let (before, after) = (messages(&pair.before.text), messages(&pair.after.text));
    assert_eq!(before.len(), after.len(), "{}", pair.name);
    let mut changed = Vec::new();
    for (before, after) in before.into_iter().zip(after) {
        assert_eq!(before.0, after.0, "{}", pair.name);
        let comments = [&before.2, &after.2].map(|text| {
            text.lines()
                .map(str::trim_end)
                .collect::<Vec<_>>()
                .join("\n")
        });
        assert_eq!(comments[0], comments[1], "{}", pair.name);
        assert_eq!(before.1.len(), after.1.len(), "{}", pair.name);
        for (old, new) in before.1.into_iter().zip(after.1) {
            if old != new {
                changed.push([before.0.clone(), old, new]);
            }
        }
    }
    changed
}

/// What of a message no fix of typography may touch: code, roles, links, addresses, placeholders; as written.
fn untouchable(text: &str) -> Vec<(Kind, String)> {
    let mut tokens = Vec::new();
    markup::rst(text, &mut tokens);
    let mut all: Vec<_> = tokens
        .iter()
        .filter(|token| !token.kind.holds_prose() && token.kind != Kind::Escape)
        .map(|token| (token.kind, text[token.span].to_owned()))
        .collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}

/// How often each character stands in a text.
fn letters(text: &str) -> BTreeMap<char, i64> {
    let mut letters = BTreeMap::new();
    for c in text.chars() {
        *letters.entry(c).or_default() += 1;
    }
    letters
}

/// Which characters became more or fewer.
fn delta(before: &str, after: &str) -> BTreeMap<char, i64> {
    let mut delta = letters(after);
    for (c, count) in letters(before) {
        *delta.entry(c).or_default() -= count;
    }
    delta.retain(|_, count| *count != 0);
    delta
}

#[test]
fn nothing_new_is_found_and_nothing_is_left() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    for select in SELECTIONS {
        let (checker, pairs) = pairs(&folder, select);
        assert!(pairs.len() > 150, "{}", pairs.len());
        let mut count = 0;
        for pair in &pairs {
            let [before, after] = pair.found.each_ref().map(|found| {
                let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
                for one in found {
                    *rules.entry(&one.rule).or_default() += 1;
                }
                rules
            });
            for (rule, found) in after {
                let old = before.get(rule).copied().unwrap_or(0);
                assert!(found <= old, "{}: {rule}: {old} became {found}", pair.name);
            }
            let again = fix::fix(&checker, &pair.name, &pair.after, Safety::Safe);
            assert!(
                again.changes.is_empty(),
                "{}: {:?}",
                pair.name,
                again.changes
            );
            count += changed(pair).len();
        }
        println!(
            "{select:?}: {count} messages of {} files changed",
            pairs.len()
        );
    }
}

#[test]
fn code_roles_and_addresses_are_as_before() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    let (_, pairs) = pairs(&folder, &["typography", "layout", "state", "consistency"]);
    let mut count = 0;
    for pair in &pairs {
        for [source, before, after] in changed(pair) {
            count += 1;
            assert_eq!(
                untouchable(&before),
                untouchable(&after),
                "{}: {source}",
                pair.name
            );
        }
    }
    assert!(count > 400, "{count}");
}

#[test]
fn msgfmt_and_msgcat_say_the_same() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    if !installed("msgfmt", &["--version"]) || !installed("msgcat", &["--version"]) {
        return;
    }
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("x.po");
    let verdicts = |decoded: &Decoded| {
        fs::write(&path, decoded.encode(&decoded.text).unwrap()).unwrap();
        let run = |program: &str, arguments: &[&str]| {
            let output = Command::new(program)
                .args(arguments)
                .arg(&path)
                .output()
                .unwrap();
            (
                output.status.success(),
                String::from_utf8(output.stdout).unwrap(),
            )
        };
        let (accepted, _) = run("msgfmt", &["-c", "-o", "/dev/null"]);
        let (written, content) = run("msgcat", &["--no-wrap"]);
        (accepted, written, content)
    };
    for select in SELECTIONS {
        for pair in pairs(&folder, select).1 {
            let (before, after) = (verdicts(&pair.before), verdicts(&pair.after));
            assert_eq!((before.0, before.1), (after.0, after.1), "{}", pair.name);
            // As content: what `msgcat` makes of both differs in the translations that were changed, and nowhere else.
            let (before, after) = (messages(&before.2), messages(&after.2));
            assert_eq!(before.len(), after.len(), "{}", pair.name);
            let differ = before
                .iter()
                .zip(&after)
                .filter(|(before, after)| before.1 != after.1);
            assert!(differ.count() <= changed(&pair).len(), "{}", pair.name);
        }
    }
}

#[test]
fn sphinx_lint_finds_nothing_new() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    if !installed("sphinx-lint", &["--version"]) || !installed("python3", &["--version"]) {
        return;
    }
    for select in SELECTIONS {
        let (_, pairs) = pairs(&folder, select);
        let before = sphinx_lint(
            &pairs
                .iter()
                .map(|pair| &*pair.before.text)
                .collect::<Vec<_>>(),
        );
        let after = sphinx_lint(
            &pairs
                .iter()
                .map(|pair| &*pair.after.text)
                .collect::<Vec<_>>(),
        );
        for ((pair, before), after) in pairs.iter().zip(before).zip(after) {
            let count = |told: &[(u32, String)], name: &str| {
                told.iter().filter(|(_, one)| one == name).count()
            };
            for (_, name) in &after {
                assert!(
                    count(&after, name) <= count(&before, name),
                    "{}: {name}",
                    pair.name
                );
            }
        }
    }
}

#[test]
fn docutils_shows_what_the_fix_says() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    if !installed("python3", &["-c", "import docutils"]) {
        return;
    }
    for select in SELECTIONS {
        let all: Vec<[String; 3]> = pairs(&folder, select).1.iter().flat_map(changed).collect();
        // docutils takes its time: a part of them, spread over the whole documentation.
        let step = (all.len() / SHOWN).max(1);
        let messages: Vec<&[String; 3]> = all.iter().step_by(step).collect();
        let shown = |which: usize| -> Vec<Option<String>> {
            let texts: Vec<&str> = messages
                .iter()
                .map(|message| message[which].as_str())
                .collect();
            let lines = answers("rendered.py", &texts);
            lines
                .iter()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect()
        };
        let (before, after) = (shown(1), shown(2));
        assert_eq!(before.len(), messages.len());
        let mut same = 0;
        for (([source, old, new], before), after) in messages.iter().zip(before).zip(after) {
            let Some(after) = after else {
                assert!(before.is_none(), "{source}\n{old}\n{new}");
                continue;
            };
            // What docutils complained of before was mended.
            let Some(before) = before else {
                continue;
            };
            let (raw, seen) = (delta(old, new), delta(&before, &after));
            // A mended role, a `::` that showed no colon: the marks of markup are not shown, or shown anew.
            let markup =
                new.contains("::") || delta(old, new).keys().any(|c| matches!(c, '`' | ':'));
            let plain = |delta: &BTreeMap<char, i64>| -> BTreeMap<char, i64> {
                delta
                    .iter()
                    .filter(|(c, _)| !(markup && matches!(c, ' ' | ':' | '`')))
                    .map(|(&c, &count)| (c, count))
                    .collect()
            };
            // Blanks at the edges of a message are not shown at all.
            let edges = old.trim().len() == old.len() && new.trim().len() == new.len();
            if edges {
                assert_eq!(
                    plain(&raw),
                    plain(&seen),
                    "{source}\n{old}\n{new}\n{before}\n{after}"
                );
            }
            let rest = |text: &str| {
                text.chars()
                    .filter(|c| !raw.contains_key(c) && !c.is_whitespace() && *c != ':')
                    .collect::<String>()
            };
            // A word that took another's place (terminology) is compared letter by letter above.
            if rest(old) == rest(new) {
                assert_eq!(rest(&before), rest(&after), "{source}\n{old}\n{new}");
            }
            same += 1;
        }
        println!(
            "{select:?}: {same} of {} messages are shown as before but for the fix",
            messages.len()
        );
        assert!(same * 20 > messages.len() * 19);
    }
}
