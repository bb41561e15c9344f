//! Time grows with the size of a file, whatever it holds: each file here is checked, and the ones of the second half laid
//! out, at one size and at eight times that size. A linear walk takes some eight times as long, a quadratic one sixty-four.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::time::{Duration, Instant};

use polir::engine::{Checker, Options};
use polir::po::charset::Decoded;
use polir::rules::selection::Selection;

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=n > 1;\\n\"\n\n";

fn time(checker: &Checker, text: String) -> Duration {
    let decoded = Decoded::new(text.into_bytes());
    let start = Instant::now();
    let checked = checker.check("fr.po", &decoded);
    let passed = start.elapsed();
    assert!(checked.entries < usize::MAX);
    passed
}

fn checking() {
    let select = vec![
        "syntax".to_owned(),
        "encoding".to_owned(),
        "header".to_owned(),
        "plural".to_owned(),
        "layout".to_owned(),
    ];
    let checker = Checker::new(Options {
        selection: Selection::new(select, Vec::new()),
        ..Options::default()
    })
    .unwrap();
    let plural = "msgid \"a\"\nmsgid_plural \"as\"\n";
    let cases: [(&str, &dyn Fn(usize) -> String); 15] = [
        ("empty entries", &|n| {
            "msgid \"\"\nmsgstr \"\"\n\n".repeat(n)
        }),
        ("entries without a translation", &|n| {
            "msgid \"a\"\n".repeat(n)
        }),
        ("one entry of many lines", &|n| {
            format!("msgid \"a\"\nmsgstr \"\"\n{}", "\"b\\n\"\n".repeat(n))
        }),
        ("duplicates", &|n| "msgid \"a\"\nmsgstr \"b\"\n\n".repeat(n)),
        ("duplicates of a long one", &|n| {
            let long = format!("msgid \"a\"\nmsgstr \"\"\n{}\n", "\"b\"\n".repeat(n));
            long + &"msgid \"a\"\nmsgstr \"b\"\n\n".repeat(n)
        }),
        ("plural forms", &|n| {
            (0..n).fold(plural.to_owned(), |text, form| {
                text + &format!("msgstr[{form}] \"b\"\n")
            })
        }),
        ("plural forms of one number", &|n| {
            plural.to_owned() + &"msgstr[1] \"b\"\n".repeat(n)
        }),
        ("contexts", &|n| "msgid \"a\"\nmsgctxt \"b\"\n".repeat(n)),
        ("comments inside an entry", &|n| {
            format!("msgid \"a\"\n{}msgstr \"b\"\n", "# c\n".repeat(n))
        }),
        ("previous sources", &|n| "#| msgid \"a\"\n".repeat(n)),
        ("flags", &|n| {
            format!("#, {}\nmsgid \"a\"\nmsgstr \"b\"\n", "fuzzy, ".repeat(n))
        }),
        ("words", &|n| "msgsrt \"a\" ".repeat(n)),
        ("everything on one line", &|n| {
            (0..n).fold(String::new(), |text, k| {
                text + &format!("msgid \"{k}\" msgstr \"b\" msgid \"{k}\" msgstr \"b\" ")
            })
        }),
        ("line ends of two kinds", &|n| "# a\r\n# b\n".repeat(n)),
        ("a long formula", &|n| {
            format!(
                "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=n{};\\n\"\n",
                "+0".repeat(n / 20)
            )
        }),
    ];
    for (name, make) in cases {
        let small = 4_000;
        let text = |n| format!("{HEADER}{}", make(n));
        let once = (0..3).map(|_| time(&checker, text(small))).min().unwrap();
        let grown = time(&checker, text(8 * small));
        report(name, once, grown);
    }
}

/// One message whose text says the same over and over, with every rule on.
fn prose() {
    let checker = Checker::new(Options {
        selection: Selection::new(vec!["all".to_owned()], Vec::new()),
        language: Some("fr".to_owned()),
        ..Options::default()
    })
    .unwrap();
    let cases = [
        ("doubled words", "le le fichier "),
        ("doubled pairs", "le fichier le fichier "),
        ("no spaces before marks", "un bug; un autre: "),
        ("opened quotes", "« un "),
        ("closed quotes", "un\\\" "),
        ("opened brackets", "(un "),
        ("backticks", "``un "),
        ("lone backticks", "`un "),
        ("opened emphasis", "*un "),
        ("roles", ":ref:`un` "),
        ("opened roles", ":ref:`un "),
        ("references", "un_ "),
        ("substitutions", "|un "),
        ("tags", "<b>un "),
        ("ampersands", "un & "),
        ("addresses", "https://un.example/?a=1 "),
        ("directives", "%s "),
        ("lines", "un\\n"),
        ("list items", "* un\\n"),
        ("words of no language", "xqzt "),
    ];
    for (name, piece) in cases {
        for (kind, same) in [("beside another source", false), ("as in the source", true)] {
            let run = |times: usize| {
                let text = piece.repeat(times);
                let source = if same { &*text } else { "a b" };
                time(
                    &checker,
                    format!("{HEADER}#: a.rst:1\nmsgid \"{source}\"\nmsgstr \"{text}\"\n"),
                )
            };
            let once = (0..3).map(|_| run(2_000)).min().unwrap();
            report(&format!("{name}, {kind}"), once, run(16_000));
        }
    }
}

fn formatting() {
    let cases: [(&str, &str, &str, &str); 8] = [
        ("format: entries", "", "msgid \"\"\nmsgstr \"\"\n", ""),
        (
            "format: lines",
            "msgid \"a\"\nmsgstr \"\"\n",
            "\"un deux \\n\"\n",
            "",
        ),
        (
            "format: references",
            "#:",
            " a:1",
            "\nmsgid \"a\"\nmsgstr \"\"\n",
        ),
        (
            "format: comments",
            "",
            "# a\n",
            "msgid \"a\"\nmsgstr \"\"\n",
        ),
        (
            "format: domains",
            "",
            "domain \"a\"\n",
            "msgid \"a\"\nmsgstr \"\"\n",
        ),
        (
            "format: flags",
            "#,",
            " fuzzy,",
            "\nmsgid \"a\"\nmsgstr \"b\"\n",
        ),
        ("format: words", "msgid \"", "a b ", "\"\nmsgstr \"\"\n"),
        ("format: marks", "msgid \"", "é\u{301}", "\"\nmsgstr \"\"\n"),
    ];
    for (name, head, piece, tail) in cases {
        let run = |times: usize| {
            let text = format!("{head}{}{tail}", piece.repeat(times));
            let start = Instant::now();
            let _ = polir::po::format::format(&text, &polir::po::format::Style::default());
            start.elapsed()
        };
        let once = (0..3).map(|_| run(20_000)).min().unwrap();
        report(name, once, run(160_000));
    }
}

fn report(name: &str, once: Duration, grown: Duration) {
    let factor = grown.as_secs_f64() / once.as_secs_f64();
    println!("{name}: {once:?}, eight times the size {grown:?}: {factor:.0} times");
}

fn main() {
    checking();
    prose();
    formatting();
}
