//! The verdict on format strings against `msgfmt -c` 0.21, language by language: generated sources and translations, from
//! a fixed seed, under several plural formulas and ranges. Where `msgfmt` itself crashes there is no verdict.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod format_strings;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use format_strings::Rng;
use polir::diagnostic::Severity;
use polir::engine::{Checker, Options};
use polir::po::charset::Decoded;
use polir::rules::format::languages::{LANGUAGES, Language};
use polir::rules::selection::Selection;

/// How many of the languages `msgfmt` 0.21 knows: the first ones of the table.
const KNOWN: usize = 30;

/// How many entries a language; `POLIR_FORMATS` asks for more.
const ENTRIES: usize = 3000;

/// How many entries a file.
const TOGETHER: usize = 50;

/// Plural formulas, and how many forms they have.
const PLURALS: [(usize, &str); 4] = [
    (2, "n > 1"),
    (1, "0"),
    (3, "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2"),
    (4, "n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : 3"),
];

fn installed() -> bool {
    let version = Command::new("msgfmt").arg("--version").output();
    version.is_ok_and(|out| String::from_utf8_lossy(&out.stdout).contains(" 0.21"))
}

fn header((count, formula): (usize, &str)) -> String {
    format!(
        "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Demo 1\\n\"\n\"PO-Revision-Date: 2024-01-02 03:04+0100\\n\"\n\
         \"Last-Translator: Ada <ada@example.org>\\n\"\n\"Language-Team: French <fr@example.org>\\n\"\n\"Language: fr\\n\"\n\
         \"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\
         \"Plural-Forms: nplurals={count}; plural={formula};\\n\"\n\n"
    )
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// An entry, with its strings as they are shown when the verdicts differ.
struct Case {
    entry: String,
    shown: String,
}

fn case(language: &Language, rank: usize, forms: usize, rng: &mut Rng) -> Case {
    let valid = |text: &str| language.source(text).is_some();
    let (source, translation) = format_strings::pair(language.name, rng, &valid);
    let mut shown = format!("{source:?} {translation:?}");
    let mut entry = format!("#, {}-format", language.name);
    let plural = rng.below(3) == 0;
    if plural && rng.below(3) == 0 {
        let least = rng.below(8);
        let range = format!(", range: {least}..{}", least + rng.below(4));
        entry += &range;
        shown += &range;
    }
    let translation = if translation.is_empty() {
        "x"
    } else {
        &translation
    };
    let (source, translation) = (quoted(&source), quoted(translation));
    write!(entry, "\nmsgctxt \"{rank}\"\nmsgid {source}\n").unwrap();
    if plural {
        writeln!(entry, "msgid_plural {source}").unwrap();
        let altered = rng.below(forms);
        for form in 0..forms {
            let text = if form == altered {
                &translation
            } else {
                &source
            };
            writeln!(entry, "msgstr[{form}] {text}").unwrap();
        }
        write!(shown, " form {altered} of {forms}").unwrap();
    } else {
        writeln!(entry, "msgstr {translation}").unwrap();
    }
    entry.push('\n');
    Case { entry, shown }
}

/// What `msgfmt` says of `x.po`; `None` where it crashed. It may hang when it does, so that it gets half a second.
fn run(folder: &Path) -> Option<String> {
    let told = fs::File::create(folder.join("told")).unwrap();
    let mut child = Command::new("msgfmt")
        .args(["-c", "-o", "out.mo", "x.po"])
        .env("LC_ALL", "C.UTF-8")
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(told)
        .spawn()
        .unwrap();
    for _ in 0..166 {
        if let Some(status) = child.try_wait().unwrap() {
            status.code()?;
            let told = fs::read(folder.join("told")).unwrap();
            return Some(String::from_utf8_lossy(&told).into_owned());
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

/// What `msgfmt` says of each entry; `None` where it crashed.
fn theirs(folder: &Path, head: &str, cases: &[Case], verdicts: &mut Vec<Option<String>>) {
    let mut text = head.to_owned();
    let mut starts = Vec::new();
    let mut line = head.matches('\n').count() + 1;
    for case in cases {
        starts.push(line);
        line += case.entry.matches('\n').count();
        text += &case.entry;
    }
    let file = folder.join("x.po");
    fs::write(&file, text).unwrap();
    let Some(errors) = run(folder) else {
        if cases.len() == 1 {
            return verdicts.push(None);
        }
        let (one, other) = cases.split_at(cases.len() / 2);
        theirs(folder, head, one, verdicts);
        return theirs(folder, head, other, verdicts);
    };
    let mut told = vec![String::new(); cases.len()];
    for line in errors.lines() {
        let place = line
            .strip_prefix("x.po:")
            .and_then(|rest| rest.split_once(": "));
        if let Some((number, message)) = place
            && let Ok(number) = number.parse::<usize>()
            && let Some(at) = starts
                .partition_point(|&start| start <= number)
                .checked_sub(1)
        {
            told[at] += message;
        }
    }
    verdicts.extend(told.into_iter().map(Some));
}

#[test]
fn the_verdict_is_that_of_msgfmt() {
    if !installed() {
        eprintln!("skipped: msgfmt 0.21 is not installed");
        return;
    }
    let entries = std::env::var("POLIR_FORMATS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(ENTRIES);
    let checker = Checker::new(Options {
        selection: Selection::new(vec!["format".to_owned()], Vec::new()),
        ..Options::default()
    })
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for language in &LANGUAGES[..KNOWN] {
        let mut rng = Rng::new(1);
        let (mut refused, mut crashed, mut different) = (0, 0, Vec::new());
        for first in (0..entries).step_by(TOGETHER) {
            let plural = PLURALS[first / TOGETHER % PLURALS.len()];
            let head = header(plural);
            let cases: Vec<Case> = (first..(first + TOGETHER).min(entries))
                .map(|rank| case(language, rank, plural.0, &mut rng))
                .collect();
            let mut told = Vec::new();
            theirs(folder.path(), &head, &cases, &mut told);
            let text = cases.iter().fold(head, |text, case| text + &case.entry);
            let checked = checker.check("fr.po", &Decoded::new(text.into_bytes()));
            let mut ours = vec![String::new(); cases.len()];
            let errors = checked.diagnostics.into_iter();
            for found in errors.filter(|found| found.severity == Severity::Error) {
                // The header is entry 0.
                ours[found.entry.unwrap() - 1] += &found.message;
            }
            for ((case, told), ours) in cases.iter().zip(told).zip(ours) {
                match told {
                    None => crashed += 1,
                    Some(told) => {
                        refused += usize::from(!told.is_empty());
                        if told.is_empty() != ours.is_empty() {
                            different
                                .push(format!("{}: ours {ours:?}, theirs {told:?}", case.shown));
                        }
                    }
                }
            }
        }
        let name = language.name;
        if std::env::var_os("POLIR_FORMATS").is_some() {
            eprintln!("{different:#?}");
        }
        eprintln!(
            "{name}: {entries} entries, {refused} refused by msgfmt, {crashed} crash it, {} with another verdict",
            different.len()
        );
        // A generator that breaks too little or too much tells nothing.
        assert!(
            refused * 50 > entries && refused < entries - entries / 20,
            "{name}"
        );
        if different.len() * 1000 > entries {
            wrong.push((name, different));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
