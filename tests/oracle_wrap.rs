//! The wrapping against `msgcat` itself, wherever it is installed (elsewhere each test says so and passes).
//!
//! - every string of the corpus (`POLIR_CORPUS`) whose file `msgcat` leaves as it is;
//! - thousands of strings made from every script and break class, deterministic, at several widths;
//! - every code point: its width and its breaks beside the classes that tell it from others;
//! - `tests/data/wrap.po`, a few of those answers as `msgcat` 0.21 gave them, so that the wrapping is also held
//!   where `msgcat` is not installed.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that fails says so by panicking"
)]

use polir::po::wrap::{Layout, Sample, Width, detect, field, fits};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const HEADER: &str = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

fn option(width: Width) -> String {
    match width {
        Width::Columns(columns) => format!("--width={columns}"),
        Width::NoWrap => "--no-wrap".to_owned(),
    }
}

/// What `msgcat` makes of `po`; `None`, with a word about it, where it is not installed or not 0.21.
fn msgcat(po: &str, width: Width) -> Option<String> {
    let version = Command::new("msgcat").arg("--version").output();
    if !version.is_ok_and(|out| String::from_utf8_lossy(&out.stdout).contains(" 0.21")) {
        eprintln!("msgcat 0.21 is not installed: nothing compared");
        return None;
    }
    let mut child = Command::new("msgcat")
        .args(["-", &option(width)])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = po.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let out = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(out.status.success());
    Some(String::from_utf8(out.stdout).unwrap())
}

/// A file of one entry a text, each with `prefix`, as we write it.
fn file(texts: &[String], prefix: &str, width: Width) -> String {
    let mut po = String::from(HEADER);
    for (index, text) in texts.iter().enumerate() {
        if prefix.contains('|') {
            field(&mut po, prefix, "msgid", text, width, "\n");
        }
        let obsolete = if prefix.starts_with("#~") { "#~ " } else { "" };
        let _ = writeln!(po, "{obsolete}msgid \"{index}\"");
        let text = if prefix.contains('|') { "x" } else { text };
        field(&mut po, obsolete, "msgstr", text, width, "\n");
        po.push('\n');
    }
    po.pop();
    po
}

/// Compares entry by entry and panics with the first differences.
fn compare(texts: &[String], prefix: &str, width: Width) {
    let ours = file(texts, prefix, width);
    let Some(theirs) = msgcat(&file(texts, prefix, Width::NoWrap), width) else {
        return;
    };
    let theirs = theirs.split_once("\n\n").unwrap().1;
    let ours = ours.split_once("\n\n").unwrap().1;
    let (ours, theirs): (Vec<_>, Vec<_>) =
        (ours.split("\n\n").collect(), theirs.split("\n\n").collect());
    assert_eq!(ours.len(), theirs.len());
    let different: Vec<_> = ours
        .iter()
        .zip(&theirs)
        .filter(|(a, b)| a.trim() != b.trim())
        .collect();
    let mut said = String::new();
    for (ours, theirs) in different.iter().take(8) {
        let _ = writeln!(
            said,
            "ours:\n{}\nmsgcat:\n{}\n",
            ours.escape_debug(),
            theirs.escape_debug()
        );
    }
    assert!(
        different.is_empty(),
        "{} of {} differ\n{said}",
        different.len(),
        ours.len()
    );
}

/// The strings of `po`: (raw field, prefix, keyword, decoded), for a file that `msgcat` wrote.
fn fields(po: &str) -> Vec<(String, String, String, String)> {
    let mut found: Vec<(String, String, String, String)> = Vec::new();
    for line in po.lines() {
        let prefix = ["#~| ", "#~ ", "#| "]
            .into_iter()
            .find(|p| line.starts_with(p))
            .unwrap_or("");
        let rest = &line[prefix.len()..];
        let Some(quote) = rest
            .find('"')
            .filter(|_| !prefix.is_empty() || !rest.starts_with('#'))
        else {
            continue;
        };
        let text = decode(&rest[quote + 1..rest.len() - 1]);
        if quote == 0 {
            let last = found.last_mut().unwrap();
            let _ = writeln!(last.0, "{line}");
            last.3.push_str(&text);
        } else {
            let keyword = rest[..quote].trim_end().to_owned();
            found.push((format!("{line}\n"), prefix.to_owned(), keyword, text));
        }
    }
    found
}

fn decode(raw: &str) -> String {
    let mut out = String::new();
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        out.push(match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => '\n',
            ('\\', Some('t')) => '\t',
            ('\\', Some('r')) => '\r',
            ('\\', Some('a')) => '\u{7}',
            ('\\', Some('b')) => '\u{8}',
            ('\\', Some('v')) => '\u{b}',
            ('\\', Some('f')) => '\u{c}',
            ('\\', Some(other)) => other,
            (c, _) => c,
        });
    }
    out
}

fn po_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            po_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "po") {
            found.push(path);
        }
    }
}

#[test]
fn corpus() {
    let Some(folder) = std::env::var_os("POLIR_CORPUS") else {
        eprintln!("POLIR_CORPUS is not set: nothing compared");
        return;
    };
    let mut files = Vec::new();
    po_files(Path::new(&folder), &mut files);
    let (mut stable, mut total, mut several, mut wrong) = (0, 0, 0, 0);
    for path in &files {
        let po = std::fs::read_to_string(path).unwrap();
        let Some(theirs) = msgcat(&po, Width::default()) else {
            return;
        };
        if theirs != po {
            continue;
        }
        stable += 1;
        for (raw, prefix, keyword, text) in fields(&po) {
            total += 1;
            several += usize::from(raw.lines().count() > 1);
            if !fits(&raw, &prefix, &keyword, &text, Width::default(), "\n") {
                wrong += 1;
                if wrong < 10 {
                    let mut ours = String::new();
                    field(&mut ours, &prefix, &keyword, &text, Width::default(), "\n");
                    eprintln!("{}:\n{raw}ours:\n{ours}", path.display());
                }
            }
        }
    }
    eprintln!(
        "{stable} of {} files are as msgcat writes them: {wrong} of {total} strings differ, {several} of several lines",
        files.len()
    );
    assert_eq!(wrong, 0);
}

/// The width a file was written with is found from its strings.
#[test]
fn corpus_widths() {
    let Some(folder) = std::env::var_os("POLIR_CORPUS") else {
        eprintln!("POLIR_CORPUS is not set: nothing compared");
        return;
    };
    let mut files = Vec::new();
    po_files(Path::new(&folder), &mut files);
    let mut asked = 0;
    for path in files.iter().step_by(48) {
        let po = std::fs::read_to_string(path).unwrap();
        for width in [50, 76, 79, 80, 90, 120]
            .map(Width::Columns)
            .into_iter()
            .chain([Width::NoWrap])
        {
            let Some(theirs) = msgcat(&po, width) else {
                return;
            };
            let fields = fields(&theirs);
            let samples: Vec<_> = fields
                .iter()
                .filter(|(raw, ..)| raw.lines().count() > 1 || raw.chars().count() > 80)
                .map(|(raw, prefix, keyword, text)| Sample {
                    raw,
                    prefix,
                    keyword,
                    text,
                    layout: Layout::default(),
                })
                .collect();
            let Some(found) = detect(&samples, "\n") else {
                assert!(
                    samples.is_empty(),
                    "{}: none found for {width:?}",
                    path.display()
                );
                continue;
            };
            for sample in samples {
                assert!(
                    fits(
                        sample.raw,
                        sample.prefix,
                        sample.keyword,
                        sample.text,
                        found,
                        "\n"
                    ),
                    "{}: {found:?} found for {width:?}",
                    path.display()
                );
            }
            asked += 1;
        }
    }
    eprintln!("the width was found {asked} times of {asked}");
}

/// A small linear congruential generator: the same strings on every machine.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).unwrap()
    }

    fn one(&mut self, of: &[char]) -> char {
        of[self.below(of.len())]
    }
}

/// Characters by script or kind. Each string draws on a few of these.
const ALPHABETS: &[&str] = &[
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "éèêàùçœŒÉÀ’«»\u{a0}\u{202f}…–—“”‘",
    " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "\t\n\r\u{7}\u{8}\u{b}\u{c}\u{1}\u{1b}\u{7f}",
    "абвгдежзиклмнопрстуфхцч№«»",
    "ابتثجحخدذرزسشصضطظعغ،؛؟٠١٢٣٪\u{64b}\u{650}",
    "אבגדהוזחטיכלמ־׃״\u{5b0}\u{5b4}-",
    "กขคงจฉชซสวัดีครับ฿ๆฯ",
    "가나다라각한글국어\u{1100}\u{1102}\u{1161}\u{1162}\u{11a8}\u{11ab}",
    "漢字日本語中文、。「」『』（）・ー々ァぁかなカナ！？：；％￥〜",
    "ｱｲｳｴｶﾞ｡｢｣､ＡＢＣ１２３",
    "नमस्तेहिन्दीকখগা।॥১২",
    "😀👆👩👧🏻🏽❤☕🇫🇷🇩🇪\u{200d}\u{fe0f}🎉✅",
    "\u{200b}\u{2060}\u{ad}\u{2009}\u{3000}\u{2007}\u{2011}\u{2010}\u{feff}\u{200e}\u{200c}\u{1680}\u{85}\u{2028}\u{2029}\u{fffc}",
    "\u{301}\u{308}\u{20dd}\u{303}\u{327}",
    "§¶°±×÷½¼€£¥¢→←↑∀∑√≤≥©®™•·†‡‰′″¿¡",
    "ⴰᠠကဗမაბგაԱԲԳກຂሀሁᐁ\u{e000}\u{10ffff}\u{378}\u{1f02c}",
];

fn random_texts(seed: u64, count: usize) -> Vec<String> {
    let alphabets: Vec<Vec<char>> = ALPHABETS.iter().map(|a| a.chars().collect()).collect();
    let mut random = Lcg(seed);
    (0..count)
        .map(|_| {
            let chosen: Vec<usize> = (0..=random.below(4))
                .map(|_| random.below(alphabets.len()))
                .collect();
            let most = if random.below(4) == 0 { 200 } else { 60 };
            // Not 0: msgcat drops obsolete entries that have no translation.
            let length = 1 + random.below(most);
            let mut text = String::new();
            for _ in 0..length {
                match random.below(8) {
                    0 => text.push(' '),
                    1 => text.push(random.one(&alphabets[0])),
                    2 => text.push(random.one(&alphabets[2])),
                    _ => {
                        let alphabet = chosen[random.below(chosen.len())];
                        text.push(random.one(&alphabets[alphabet]));
                    }
                }
            }
            text
        })
        .collect()
}

#[test]
fn random_strings() {
    let widths = [
        Width::Columns(20),
        Width::Columns(31),
        Width::default(),
        Width::Columns(100),
        Width::NoWrap,
    ];
    for (seed, width) in (1..).zip(widths) {
        for (offset, prefix) in ["", "#~ ", "#| ", "#~| "].into_iter().enumerate() {
            compare(
                &random_texts(seed * 10 + offset as u64, 5000),
                prefix,
                width,
            );
        }
    }
}

/// All keywords, and the ends of lines.
#[test]
fn every_keyword() {
    const KEYWORDS: [&str; 5] = ["msgctxt", "msgid", "msgid_plural", "msgstr[0]", "msgstr[1]"];
    let build = |width| {
        let mut po = String::from(HEADER);
        for count in 0..60 {
            let text = format!("{}{count}", "mot ".repeat(count));
            for keyword in KEYWORDS {
                field(&mut po, "", keyword, &text, width, "\n");
            }
            po.push('\n');
        }
        po.pop();
        po
    };
    for columns in [20, 40, 79, 80, 100] {
        let Some(theirs) = msgcat(&build(Width::NoWrap), Width::Columns(columns)) else {
            return;
        };
        let ours = build(Width::Columns(columns));
        assert_eq!(
            ours.split_once("\n\n").unwrap().1,
            theirs.split_once("\n\n").unwrap().1
        );
    }
}

#[test]
fn every_code_point() {
    // Neighbours that tell the break classes from one another, and letters that show the width.
    const PROBES: [&str; 12] = [
        "xxxxxxxxxxxxxxxxxx\u{2060}@字@a@1@(@「",
        "xxxxxxxxxxxxxxxxxx\u{2060}@$@%@\u{1100}@가@\u{11a8}@א",
        "xxxxxxxxxxxxxxxxxx\u{2060}@\u{a0}b—@—@ー@🏻@🇫@…@",
        "xxxxxxxxxxxxxxxxxx\u{2060}@ 々@ (@ —@ a@!@",
        "xxxxxxxxxxxxxxxxxx\u{2060}א@a-@b)@/@,@",
        "xxxxxxxxxxxxxxxxxx\u{2060}@@@@@@@@@@@@@@@@@@@@",
        "xxxx \u{a0}@\u{2060}zzzzzzz",
        "xxxx \u{a0}@\u{2060}zzzzzzzz",
        "xxxx \u{a0}@\u{2060}zzzzzzzzz",
        "xxxx \u{a0}@\u{2060}zzzzzzzzzz",
        "xxxxxxxxxxxxxxxxxx\u{2060}@ @ @\u{301}@\u{200d}@",
        "xxxxxxxxxxxxxxxxxx\u{2060}字@字",
    ];
    let assigned_or_near = (0x20..0x3_4000).chain(0xE_0000..0xE_1000);
    let points: Vec<char> = assigned_or_near
        .chain((0x3_4000..0x11_0000).step_by(997))
        .filter_map(char::from_u32)
        .collect();
    for some in points.chunks(20_000) {
        let texts: Vec<String> = some
            .iter()
            .map(|&c| {
                PROBES
                    .map(|p| p.replace('@', c.encode_utf8(&mut [0; 4])))
                    .join("\n")
            })
            .collect();
        compare(&texts, "", Width::Columns(20));
    }
}

/// The committed answers: made by the ignored test below, read by this one with or without `msgcat`.
#[test]
fn committed_answers() {
    let expected = include_str!("data/wrap.po");
    let ours = file(&committed_texts(), "", Width::Columns(31));
    // The header is the part of the file we did not lay out.
    assert_eq!(
        expected.split_once("\n\n").unwrap().1,
        ours.split_once("\n\n").unwrap().1
    );
    let several = fields(expected)
        .iter()
        .filter(|field| field.0.lines().count() > 2)
        .count();
    assert!(several > 50, "{several}");
}

fn committed_texts() -> Vec<String> {
    random_texts(2026, 150)
}

/// Writes `tests/data/wrap.po` anew with `msgcat`; run it when the generator changes.
#[test]
#[ignore = "writes a file of the repository"]
fn write_committed_answers() {
    let texts = committed_texts();
    if let Some(theirs) = msgcat(&file(&texts, "", Width::NoWrap), Width::Columns(31)) {
        std::fs::write("tests/data/wrap.po", theirs).unwrap();
    }
}
