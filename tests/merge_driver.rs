//! The merge driver as git calls it, on random files in several charsets, with byte-order marks, broken sides and comments at
//! the end: nothing that a side has written is lost, what gettext accepted it accepts, a failure leaves our version and says so.
//!
//! `POLIR_MERGES` says how many merges; 5000 take some minutes.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::format_push_string,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;
#[allow(dead_code, reason = "its random numbers alone are needed")]
mod generate;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use generate::Lcg;
use polir::po::charset::Decoded;

const CHARSETS: [&str; 5] = [
    "UTF-8",
    "UTF-8",
    "ISO-8859-1",
    "ISO-8859-15",
    "windows-1252",
];

/// One version of a file. Each text is a word that stands nowhere else.
#[derive(Clone)]
struct Version {
    charset: &'static str,
    mark: bool,
    note: Option<String>,
    messages: Vec<(u32, Option<String>, String)>,
    tail: Vec<String>,
    broken: bool,
}

struct Maker {
    random: Lcg,
    words: u32,
}

impl Maker {
    fn word(&mut self) -> String {
        self.words += 1;
        // The euro is in some of the charsets alone.
        let odd = match self.random.below(20) {
            0 => "€",
            1..10 => "é",
            _ => "",
        };
        format!("w{}{odd}x", self.words)
    }

    fn base(&mut self) -> Version {
        let messages = 0..3 + u32::try_from(self.random.below(4)).unwrap();
        let messages = messages.map(|id| (id * 10, None, self.word()));
        Version {
            messages: messages.collect(),
            charset: CHARSETS[self.random.below(CHARSETS.len())],
            mark: self.random.once_in(20),
            note: Some(self.word()),
            tail: if self.random.once_in(3) {
                vec![self.word()]
            } else {
                Vec::new()
            },
            broken: self.random.once_in(40),
        }
    }

    fn changed(&mut self, base: &Version) -> Version {
        let mut new = base.clone();
        if self.random.once_in(3) {
            new.charset = CHARSETS[self.random.below(CHARSETS.len())];
        }
        new.mark ^= self.random.once_in(20);
        new.broken ^= self.random.once_in(20);
        if self.random.once_in(5) {
            new.note = Some(self.word());
        }
        if self.random.once_in(3) {
            new.tail.push(self.word());
        }
        if self.random.once_in(8) {
            new.tail.clear();
        }
        for _ in 0..self.random.below(4) {
            let at = self.random.below(new.messages.len().max(1));
            match self.random.below(5) {
                0 if new.messages.len() > 1 => drop(new.messages.remove(at)),
                1 => {
                    let id = u32::try_from(self.random.below(70)).unwrap();
                    if let Err(at) = new.messages.binary_search_by_key(&id, |message| message.0) {
                        let word = self.word();
                        new.messages.insert(at, (id, None, word));
                    }
                }
                2 => new.messages[at].1 = Some(self.word()),
                _ => new.messages[at].2 = self.word(),
            }
        }
        new
    }
}

impl Version {
    fn text(&self) -> String {
        let mut text = String::new();
        if self.mark {
            text.push('\u{feff}');
        }
        if let Some(note) = &self.note {
            text += &format!("# {note}\n");
        }
        text += &format!(
            "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; \
             charset={}\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n",
            self.charset
        );
        for (at, (id, note, word)) in self.messages.iter().enumerate() {
            text.push('\n');
            if let Some(note) = note {
                text += &format!("# {note}\n");
            }
            let quote = if self.broken && at == 1 { "" } else { "\"" };
            text += &format!("msgid \"source {id}\"\nmsgstr \"{word}{quote}\n");
        }
        for line in &self.tail {
            text += &format!("\n# {line}\n");
        }
        text
    }

    /// Its bytes, where its charset holds them.
    fn bytes(&self) -> Option<Vec<u8>> {
        let header = format!(
            "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset={}\\n\"\n",
            self.charset
        );
        let charset = Decoded::new(header.into_bytes());
        charset
            .encode(&self.text())
            .ok()
            .map(std::borrow::Cow::into_owned)
    }
}

/// The words of a text.
fn words(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '€');
    let is_ours = |word: &&str| {
        let rest = word
            .strip_prefix('w')
            .and_then(|word| word.strip_suffix('x'));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    words.filter(is_ours).collect()
}

/// Whether gettext takes it.
fn accepted(path: &Path) -> bool {
    let output = Command::new("msgfmt")
        .args(["-o", "/dev/null"])
        .arg(path)
        .output()
        .unwrap();
    output.status.success()
}

struct Ran {
    code: i32,
    told: String,
    result: Vec<u8>,
}

fn driver(folder: &Path, sides: [&[u8]; 3], options: &[&str]) -> Ran {
    let paths: Vec<PathBuf> = ["base", "ours", "theirs"]
        .iter()
        .map(|name| folder.join(name))
        .collect();
    for (path, bytes) in paths.iter().zip(sides) {
        fs::write(path, bytes).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_polir"))
        .arg("merge-driver")
        .args(options)
        .arg("--")
        .args(&paths)
        .arg("x.po")
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        told: String::from_utf8_lossy(&output.stderr).into_owned(),
        result: fs::read(&paths[1]).unwrap(),
    }
}

#[test]
fn nothing_is_lost_whatever_the_bytes() {
    let count: u64 = std::env::var("POLIR_MERGES").map_or(400, |count| count.parse().unwrap());
    let first: u64 = std::env::var("POLIR_SEED").map_or(1, |seed| seed.parse().unwrap());
    let gettext = common::installed("msgfmt", &["--version"]);
    let folder = tempfile::tempdir().unwrap();
    let mut codes = [0_usize; 3];
    for seed in first..first + count {
        let mut maker = Maker {
            random: Lcg::new(seed),
            words: 0,
        };
        let base = maker.base();
        let versions = [base.clone(), maker.changed(&base), maker.changed(&base)];
        let options: &[&str] = if maker.random.once_in(4) {
            &["--markers"]
        } else {
            &[]
        };
        let [Some(old), Some(ours), Some(theirs)] = versions.each_ref().map(Version::bytes) else {
            continue;
        };
        let ran = driver(folder.path(), [&old, &ours, &theirs], options);
        let shown = || {
            let all = [&old, &ours, &theirs, &ran.result]
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            format!(
                "seed {seed} {options:?}: {} {}\n{}",
                ran.code,
                ran.told,
                all.join("\n=====\n")
            )
        };
        assert!((0..=2).contains(&ran.code), "{}", shown());
        codes[usize::try_from(ran.code).unwrap()] += 1;
        if ran.code == 2 {
            assert!(ran.result == ours && !ran.told.is_empty(), "{}", shown());
            continue;
        }
        let result = Decoded::new(ran.result.clone());
        assert_eq!(result.fault, None, "{}", shown());
        let texts = versions.each_ref().map(Version::text);
        let (was, now) = (words(&texts[0]), words(&result.text));
        for side in &texts[1..] {
            let mut new = words(side);
            new.retain(|word| !was.contains(word));
            let lost: Vec<_> = new.difference(&now).collect();
            assert!(lost.is_empty(), "{lost:?} of {}", shown());
        }
        let marked = ran.code == 1 && (!options.is_empty() || ran.told.contains("line by line"));
        if gettext && !marked {
            let inputs = ["base", "ours", "theirs"].map(|name| folder.path().join(name));
            let result = folder.path().join("result");
            fs::rename(&inputs[1], &result).unwrap();
            fs::write(&inputs[1], &ours).unwrap();
            if inputs.iter().all(|path| accepted(path)) {
                assert!(accepted(&result), "{}", shown());
            }
        }
    }
    eprintln!(
        "{} merged, {} with conflicts, {} refused",
        codes[0], codes[1], codes[2]
    );
    assert!(codes.iter().all(|&code| code > 0), "{codes:?}");
}

fn file(charset: &str, word: &str) -> Vec<u8> {
    let text = format!(
        "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset={charset}\\n\"\n\nmsgid \"a\"\nmsgstr \"été\"\n\n\
         msgid \"b\"\nmsgstr \"{word}\"\n"
    );
    Decoded::new(text.replace(|c: char| !c.is_ascii(), "").into_bytes())
        .encode(&text)
        .unwrap()
        .into_owned()
}

#[test]
fn the_result_is_in_the_charset_that_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let (latin, utf8) = ("ISO-8859-1", "UTF-8");
    for (sides, charset) in [
        ([latin, latin, utf8], utf8),
        ([latin, utf8, latin], utf8),
        ([utf8, latin, utf8], latin),
    ] {
        let bytes = [
            file(sides[0], "x"),
            file(sides[1], "ours"),
            file(sides[2], "x"),
        ];
        let ran = driver(folder.path(), [&bytes[0], &bytes[1], &bytes[2]], &[]);
        assert_eq!(ran.code, 0, "{}", ran.told);
        assert_eq!(ran.result, file(charset, "ours"), "{sides:?}");
    }
    // What their charset lacks: neither version is converted, and git is told so.
    let ours = file(utf8, "10 €");
    let ran = driver(
        folder.path(),
        [&file(utf8, "x"), &ours, &file(latin, "x")],
        &[],
    );
    assert_eq!((ran.code, &ran.result), (2, &ours), "{}", ran.told);
    assert!(
        ran.told.contains("UTF-8 and ISO-8859-1") || ran.told.contains("ISO-8859-1 and UTF-8"),
        "{}",
        ran.told
    );
    // Nor are lines of different charsets put together where a side is broken.
    let broken = [file(latin, "x"), b"msgid\n".to_vec()].concat();
    let ours = file(utf8, "ours");
    let ran = driver(folder.path(), [&file(utf8, "x"), &ours, &broken], &[]);
    assert_eq!((ran.code, &ran.result), (2, &ours), "{}", ran.told);
}

#[test]
fn comments_at_the_end_of_both_sides_stay() {
    let folder = tempfile::tempdir().unwrap();
    let with = |tail: &str| [file("UTF-8", "x"), tail.as_bytes().to_vec()].concat();
    for (old, ours, theirs, expected) in [
        ("", "\n# ours\n", "\n# theirs\n", "\n# ours\n# theirs\n"),
        (
            "\n# old\n",
            "\n# old\n# ours\n",
            "\n# theirs\n",
            "\n# old\n# ours\n# theirs\n",
        ),
        ("\n# old\n", "\n# new\n", "\n# new\n", "\n# new\n"),
        ("\n# old\n", "\n# old\n", "", ""),
    ] {
        let ran = driver(folder.path(), [&with(old), &with(ours), &with(theirs)], &[]);
        assert_eq!(ran.code, 0, "{}", ran.told);
        assert_eq!(
            ran.result,
            with(expected),
            "{}",
            String::from_utf8_lossy(&ran.result)
        );
    }
}

#[test]
fn a_nul_in_a_conflict_is_escaped() {
    let folder = tempfile::tempdir().unwrap();
    let sides = ["x", "one\\0two", "three\\x00"].map(|word| file("UTF-8", word));
    let ran = driver(folder.path(), [&sides[0], &sides[1], &sides[2]], &[]);
    assert_eq!(ran.code, 1, "{}", ran.told);
    assert!(
        !ran.result.contains(&0),
        "{}",
        String::from_utf8_lossy(&ran.result)
    );
    let text = String::from_utf8(ran.result).unwrap();
    assert!(
        text.contains("one\\000two") && text.contains("three\\000"),
        "{text}"
    );
}
