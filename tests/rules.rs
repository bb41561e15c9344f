//! Every example of every rule is run: a bad one must fire its rule, a good one must leave every rule that is on silent,
//! and where the rule has a fix that is applied the good one must be what it makes of the bad one.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::sync::Arc;

use polir::diagnostic::{Meta, Safety};
use polir::engine::{self, Checker, Glossaries, Options};
use polir::po::charset::Decoded;
use polir::rules::glossary::Glossary;
use polir::rules::selection::Selection;
use polir::{fix, rules};

const HEADER: &str = concat!(
    "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Demo 1\\n\"\n\"PO-Revision-Date: 2024-01-02 03:04+0100\\n\"\n",
    "\"Last-Translator: Ada <ada@example.org>\\n\"\n\"Language-Team: French <fr@example.org>\\n\"\n\"Language: fr\\n\"\n",
    "\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n",
    "\"Plural-Forms: nplurals=2; plural=n > 1;\\n\"\n\n"
);

/// The `po` blocks of a rule's documentation: what they show, and their text, with a header where they have none.
fn examples(meta: &Meta<'_>) -> Vec<(String, String)> {
    let mut examples = Vec::new();
    let mut lines = meta.docs.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```po ") else {
            continue;
        };
        let text: String = lines
            .by_ref()
            .take_while(|line| *line != "```")
            .map(|line| format!("{line}\n"))
            .collect();
        let (mark, body) = text
            .strip_prefix('\u{feff}')
            .map_or(("", text.as_str()), |body| ("\u{feff}", body));
        let headless = !body.contains("msgid \"\"\nmsgstr");
        examples.push((
            kind.to_owned(),
            format!("{mark}{}{body}", if headless { HEADER } else { "" }),
        ));
    }
    examples
}

fn checker(select: &[&str]) -> Checker {
    // The value that the examples of `header-value` speak of.
    let header = vec![("X-Team".to_owned(), "french".to_owned())];
    let header = if select.contains(&"header-value") {
        header
    } else {
        Vec::new()
    };
    // The configuration that the examples of these rules speak of.
    let placeholders = select
        .contains(&"placeholder")
        .then(|| regex::Regex::new(r"\{\{\w+\}\}").unwrap());
    let accelerator = select.contains(&"accelerator").then_some('&');
    // The glossary that the examples of `rst-term-target` speak of.
    let mut glossaries = Glossaries::default();
    if select.contains(&"rst-term-target") {
        let glossary = "msgid \"file object\"\nmsgstr \"objet fichier\"\n";
        glossaries.otherwise(Arc::new(Glossary::read(glossary)));
    }
    let select = select.iter().map(|name| (*name).to_owned()).collect();
    // The time of the run, for dates that lie in its future: the end of 2025.
    let now = Some(1_767_139_200);
    Checker::new(Options {
        selection: Selection::new(select, Vec::new()),
        header,
        placeholders: placeholders.into_iter().collect(),
        accelerator,
        glossaries,
        now,
        ..Options::default()
    })
    .unwrap()
}

#[test]
fn examples_do_what_they_say() {
    for rule in rules::all() {
        let id = rule.meta.id;
        let checker = checker(&["default", id]);
        let mut bad = None;
        for (kind, text) in examples(&rule.meta) {
            let decoded = Decoded::new(text.clone().into_bytes());
            let mut checked = checker.check("fr.po", &decoded);
            let left = checked.leave(&decoded.text);
            let run = engine::conclude(&[("fr.po", left.as_ref())], false);
            let fired: Vec<String> = checked
                .diagnostics
                .into_iter()
                .chain(run.into_iter().flatten())
                .map(|found| found.rule.to_string())
                .collect();
            match kind.as_str() {
                "bad" => {
                    assert!(
                        fired.iter().any(|rule| rule == id),
                        "{id}: its bad example gives {fired:?}\n{text}"
                    );
                    assert!(
                        fired.iter().all(|rule| rule == id),
                        "{id}: its bad example gives others too: {fired:?}"
                    );
                    bad = Some(decoded);
                }
                "good" => {
                    assert!(
                        fired.is_empty(),
                        "{id}: its good example gives {fired:?}\n{text}"
                    );
                    let Some(bad) = bad.take() else { continue };
                    if rule.meta.fix.is_some_and(|safety| safety > Safety::Suggest) {
                        let fixed = fix::fix(&checker, "fr.po", &bad, Safety::Unsafe);
                        assert_eq!(
                            fix::apply(&bad.text, &fixed.changes),
                            text,
                            "{id}: the fix of its bad example"
                        );
                    }
                }
                other => panic!("{id}: an example is `po bad` or `po good`, not `po {other}`"),
            }
        }
    }
}

#[test]
fn rules_are_described() {
    let mut ids: Vec<&str> = Vec::new();
    for rule in rules::all() {
        let meta = &rule.meta;
        let kebab = meta
            .id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(kebab, "{}", meta.id);
        assert!(!ids.contains(&meta.id), "{} twice", meta.id);
        assert!(
            !meta.summary.is_empty() && !meta.summary.ends_with('.'),
            "{}",
            meta.id
        );
        let kinds: Vec<String> = examples(meta).into_iter().map(|(kind, _)| kind).collect();
        let exempt = meta.docs.contains("There is no example");
        assert!(
            exempt || (kinds.contains(&"bad".into()) && kinds.contains(&"good".into())),
            "{}: {kinds:?}",
            meta.id
        );
        ids.push(meta.id);
    }
}
