//! The verdict beside the installed `msgfmt -c` and `msgcat`: what either refuses is an error of ours, what both accept is
//! none (format strings aside). `docs/gettext.md` says where the two differ on purpose.
//!
//! Catalogues with every feature are made and broken by a generator with a fixed seed. `POLIR_ORACLE=10000` asks for more of
//! them than CI does, `POLIR_SEED` for others. Without gettext the test says so and passes.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use polir::diagnostic::{Group, Severity};
use polir::engine::{Checker, Options};
use polir::po::charset::Decoded;
use polir::rules::selection::Selection;

/// Knuth's multiplicative generator: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
    fn chance(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

const WORDS: &[&str] = &[
    "file",
    "été",
    "naïve ",
    "\\n",
    "\\\"x\\\"",
    "\\t",
    "a\\\\b",
    "”",
    "日本",
    ":ref:`x`",
    "100",
    "",
];
const FIELDS: &[&str] = &[
    "Plural-Forms: nplurals=2; plural=n > 1;",
    "Plural-Forms: nplurals=2; plural=(n != 1);",
    "Plural-Forms: nplurals=3; plural=n%10==1 ? 0 : n%10>=2 ? 1 : 2;",
    "Plural-Forms: nplurals=2; plural=n;",
    "Plural-Forms: nplurals=2; plural=(n > 1;",
    "Plural-Forms: nplurals=1; plural=0;",
    "Plural-Forms: nplurals = 2; plural = n > 1;",
    "Plural-Forms: nplurals=2; plural=n % (n - 7);",
    "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;",
    "Plural-Forms: nplurals=2; plural=n==1 ? 0 : n",
    "Plural-Forms: nplurals=2; plural=n > 1; more",
    "Plural-Forms: nplurals=2;",
    "Content-Type: text/plain; charset=ISO-8859-1",
    "Content-Type: text/plain; charset=ASCII",
    "Content-Type: text/plain; charset=utf8",
    "Content-Type: text/plain",
    "Language: de",
    "X-Generator: none",
];
const LINES: &[&str] = &[
    "",
    "# comment",
    "#. extracted",
    "#: a.c:1",
    "#, fuzzy",
    "#, no-wrap",
    "#| msgid \"old\"",
    "#| msgctxt \"old\"",
    "#~ msgid \"gone\"",
    "#~ msgstr \"weg\"",
    "#~| msgid \"old\"",
    "msgid \"a\"",
    "msgstr \"b\"",
    "msgctxt \"c\"",
    "msgid_plural \"as\"",
    "msgstr[0] \"x\"",
    "msgstr[1] \"y\"",
    "msgstr[2] \"z\"",
    "\"more\"",
    "\"more\\n\"",
    "\"open",
    "word",
    "msgid",
    "msgstr",
    "domain \"other\"",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> topic",
    "\"\"",
    "msgid \"\"",
    "msgstr \"\"",
    "#~ \"more\"",
    "#|",
    "#~",
    "msgsrt \"b\"",
    "; text",
];
const BYTES: &[u8] = b"\"\"\"\\\\\\#~|[]\n\n\r\t abn0129;:=?()%nm.,<>!\xc3\xa9\xff\x04\x00\x1a";

fn string(random: &mut Random) -> String {
    (0..random.below(4)).map(|_| *random.one(WORDS)).collect()
}

/// Source and translation whose edges agree.
fn pair(random: &mut Random, number: usize) -> (String, String) {
    let end = if random.chance(4) { "\\n" } else { "." };
    (
        format!("{number} {}{end}", string(random)),
        format!("t{}{end}", string(random)),
    )
}

fn quoted(keyword: &str, text: &str, lead: &str, random: &mut Random) -> String {
    match text.char_indices().nth(3).filter(|_| random.chance(3)) {
        Some((at, _)) if !text[..at].contains('\\') => {
            format!(
                "{lead}{keyword} \"\"\n{lead}\"{}\"\n{lead}\"{}\"\n",
                &text[..at],
                &text[at..]
            )
        }
        _ => format!("{lead}{keyword} \"{text}\"\n"),
    }
}

/// A catalogue that both accept.
fn catalogue(random: &mut Random) -> String {
    let mut file = String::from(
        "# A header.\nmsgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: x\\n\"\n\"Language: fr\\n\"\n",
    );
    file += "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=n > 1;\\n\"\n";
    for number in 0..2 + random.below(5) {
        file.push('\n');
        let lead = if random.chance(5) { "#~ " } else { "" };
        let fuzzy = lead.is_empty() && random.chance(4);
        if random.chance(3) {
            file += *random.one::<&str>(&["# note\n", "#. note\n", "#: a.c:1\n"]);
        }
        if fuzzy {
            file += "#, fuzzy\n";
            if random.chance(2) {
                file += "#| msgid \"before\"\n#| \" and after\"\n";
            }
        } else if random.chance(6) {
            file += "#, no-wrap\n";
        }
        let (source, text) = pair(random, number);
        if random.chance(4) {
            file += &quoted("msgctxt", &string(random), lead, random);
        }
        file += &quoted("msgid", &source, lead, random);
        if random.chance(4) {
            file += &quoted("msgid_plural", &source, lead, random);
            file += &quoted("msgstr[0]", &text, lead, random);
            file += &quoted("msgstr[1]", &text, lead, random);
        } else {
            let text = if random.chance(5) {
                String::new()
            } else {
                text
            };
            file += &quoted("msgstr", &text, lead, random);
        }
    }
    file
}

/// Breaks a catalogue, or not, and says how.
#[allow(clippy::needless_pass_by_value, reason = "what is mutated is used up")]
fn mutate(file: String, random: &mut Random) -> (Vec<u8>, &'static str) {
    let mut lines: Vec<String> = file.split('\n').map(str::to_owned).collect();
    let at = random.below(lines.len());
    let how = match random.below(9) {
        0 => {
            lines.remove(at);
            "line removed"
        }
        1 => {
            let line = lines[at].clone();
            lines.insert(at, line);
            "line doubled"
        }
        2 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
            "lines exchanged"
        }
        3 => {
            lines.insert(at, (*random.one(LINES)).to_owned());
            "line put in"
        }
        4 => {
            let field = random.one(FIELDS);
            let name = field.split(':').next().unwrap();
            let line = format!("\"{field}\\n\"");
            match lines.iter().position(|line| line.contains(name)) {
                Some(at) if !random.chance(4) => lines[at] = line,
                _ => lines.insert(4, line),
            }
            "header field"
        }
        5 => {
            let mut bytes = lines.join("\n").into_bytes();
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                let byte = *random.one(BYTES);
                match random.below(3) {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    _ => {
                        bytes.remove(at);
                    }
                }
            }
            return (bytes, "bytes");
        }
        6 => {
            let start = random.below(lines.len());
            let end = (start + 1 + random.below(6)).min(lines.len());
            let block = lines[start..end].to_vec();
            let place = random.below(lines.len());
            lines.splice(place..place, block);
            "block doubled"
        }
        7 => {
            let changes = [
                ("msgstr[1]", "msgstr[2]"),
                ("msgid ", "Msgid "),
                ("msgstr ", "msgstr[0] "),
                ("#, fuzzy", "#,fuzzy"),
                ("\\n\"", "\""),
                ("#~ ", ""),
                ("msgid", "#~ msgid"),
                ("\" ", "\"\" "),
            ];
            let (from, to) = random.one(&changes);
            if let Some(line) = lines.iter_mut().skip(at).find(|line| line.contains(from)) {
                *line = line.replacen(from, to, 1);
            }
            "words exchanged"
        }
        _ => "left as it is",
    };
    let text = lines.join("\n");
    let text = if random.chance(20) {
        text.replace('\n', "\r\n")
    } else {
        text
    };
    (text.into_bytes(), how)
}

fn accepted(folder: &Path, program: &[&str]) -> (bool, String) {
    let output = Command::new(program[0])
        .args(&program[1..])
        .arg("x.po")
        .current_dir(folder)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

fn installed() -> bool {
    ["msgfmt", "msgcat"].iter().all(|program| {
        Command::new(program)
            .arg("--version")
            .stdout(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    })
}

/// The first lines with an error, ours.
fn errors(checker: &Checker, bytes: &[u8]) -> Vec<String> {
    let checked = checker.check("x.po", &Decoded::new(bytes.to_vec()));
    checked
        .diagnostics
        .iter()
        // What a message says is not gettext's affair, but for its format strings.
        .filter(|found| {
            found.severity == Severity::Error
                && !matches!(found.group, Group::Rst | Group::Xml | Group::Typography)
        })
        .map(|found| format!("{}:{} {}", found.start.line, found.rule, found.message))
        .collect()
}

#[test]
fn the_verdict_is_that_of_gettext() {
    if !installed() {
        eprintln!("skipped: msgfmt and msgcat are not installed");
        return;
    }
    let number = |name: &str, default| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    };
    let count = number("POLIR_ORACLE", 400);
    let mut random = Random(u64::try_from(number("POLIR_SEED", 4)).unwrap());
    let checker = Checker::new(Options {
        selection: Selection::new(
            ["syntax", "encoding", "header", "plural"]
                .map(str::to_owned)
                .to_vec(),
            Vec::new(),
        ),
        ..Options::default()
    })
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut differ: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut refused, mut wrong) = (0, 0);
    for case in 0..count {
        let file = catalogue(&mut random);
        let (bytes, how) = mutate(file, &mut random);
        fs::write(folder.path().join("x.po"), &bytes).unwrap();
        let (compiled, told) = accepted(folder.path(), &["msgfmt", "-c"]);
        let (copied, copy) = accepted(folder.path(), &["msgcat", "-o", "out.po"]);
        let ours = errors(&checker, &bytes);
        let good = compiled && copied;
        refused += usize::from(!good);
        if good != ours.is_empty() {
            wrong += 1;
            let verdict = if good {
                "ours alone"
            } else if compiled {
                "msgcat alone"
            } else {
                "theirs alone"
            };
            let reason = |text: &str| {
                text.lines()
                    .filter(|line| !line.contains("header field"))
                    .take(3)
                    .collect::<Vec<_>>()
                    .join(" / ")
            };
            if let Ok(keep) = std::env::var("POLIR_KEEP") {
                fs::write(Path::new(&keep).join(format!("{case}.po")), &bytes).unwrap();
            }
            differ
                .entry(format!("{verdict}: {how}"))
                .or_default()
                .push(format!(
                    "{case}: ours {:?}; theirs {}",
                    ours.first(),
                    reason(if compiled { &copy } else { &told })
                ));
        }
    }
    eprintln!(
        "{count} catalogues, {refused} refused by gettext, {wrong} with another verdict: {differ:#?}"
    );
    assert!(refused * 4 > count, "the generator breaks too little");
    assert!(wrong * 1000 <= count * 5, "{wrong} of {count}");
}

/// The fixtures on which the verdict differs, and why.
const DIFFERENT: [&str; 0] = [];

#[test]
fn the_verdict_on_the_fixtures() {
    if !installed() {
        eprintln!("skipped: msgfmt and msgcat are not installed");
        return;
    }
    let checker = Checker::new(Options::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for kind in ["broken", "encodings"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures")
            .join(kind);
        for entry in fs::read_dir(root).unwrap().map(Result::unwrap) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let bytes = fs::read(entry.path()).unwrap();
            fs::write(folder.path().join("x.po"), &bytes).unwrap();
            let (compiled, told) = accepted(folder.path(), &["msgfmt", "-c"]);
            let (copied, copy) = accepted(folder.path(), &["msgcat", "-o", "out.po"]);
            let ours = errors(&checker, &bytes);
            if ours.is_empty() != (compiled && copied) && !DIFFERENT.contains(&name.as_str()) {
                wrong.push(format!("{name}: ours {ours:?}, theirs {told}{copy}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
