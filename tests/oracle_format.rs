//! Whole files against `msgcat` itself, wherever it is installed (elsewhere each test says so and passes).
//!
//! - every fixture, and every file of the corpus (`POLIR_CORPUS`), in six styles;
//! - catalogues made at random with everything that the format knows, deterministic: 2000 of them, or as many as
//!   `POLIR_GENERATED` says, in every style and in charsets of one byte, of several, and UTF-8.
//!
//! `--force-po` makes `msgcat` write a file that holds a header alone; without it nothing is written at all.

#![allow(
    clippy::format_collect,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that fails says so by panicking"
)]

mod generate;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use generate::{Lcg, catalogue};
use polir::po::FaultKind;
use polir::po::charset::Decoded;
use polir::po::format::{Location, Sort, Style, format};
use polir::po::wrap::Width;

fn styles() -> [(Style, &'static [&'static str]); 10] {
    let style = |width, location, sort| Style {
        width,
        location,
        sort,
    };
    let page = Width::default();
    [
        (Style::default(), &[]),
        (
            style(Width::NoWrap, Location::Full, Sort::None),
            &["--no-wrap"],
        ),
        (
            style(Width::Columns(100), Location::Full, Sort::None),
            &["--width=100"],
        ),
        (
            style(page, Location::File, Sort::None),
            &["--add-location=file"],
        ),
        (
            style(page, Location::Full, Sort::Message),
            &["--sort-output"],
        ),
        (style(page, Location::Full, Sort::File), &["--sort-by-file"]),
        (
            style(page, Location::Never, Sort::None),
            &["--add-location=never"],
        ),
        (
            style(Width::Columns(12), Location::Never, Sort::File),
            &["--width=12", "--add-location=never", "--sort-by-file"],
        ),
        (
            style(Width::Columns(40), Location::File, Sort::Message),
            &["--width=40", "--add-location=file", "--sort-output"],
        ),
        (
            style(Width::Columns(31), Location::File, Sort::File),
            &["--width=31", "--add-location=file", "--sort-by-file"],
        ),
    ]
}

fn installed() -> bool {
    let version = Command::new("msgcat").arg("--version").output();
    let installed = version.is_ok_and(|out| String::from_utf8_lossy(&out.stdout).contains(" 0.21"));
    if !installed {
        eprintln!("msgcat 0.21 is not installed: nothing compared");
    }
    installed
}

/// What `msgcat` makes of a file; `Err` with its words where it refuses it.
fn msgcat(po: &[u8], options: &[&str]) -> Result<Vec<u8>, String> {
    let mut child = Command::new("msgcat")
        .args(["-", "--force-po"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = po.to_vec();
    // It may refuse the file before it has read all of it.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let out = child.wait_with_output().unwrap();
    writer.join().unwrap();
    if out.status.success() {
        Ok(out.stdout)
    } else {
        Err(String::from_utf8_lossy(&out.stderr).into_owned())
    }
}

/// What came of comparing one file.
enum Verdict {
    Same,
    /// The same, and `msgcat` makes something else of its own output, as we do, or refuses it.
    Unstable,
    /// It refuses the file.
    Refused(String),
    Different(String),
}

/// Compares what we make of `po` with what `msgcat` makes of it.
fn compare(po: &[u8], style: &Style, options: &[&str]) -> Verdict {
    let decoded = Decoded::new(po.to_vec());
    if decoded.fault.is_some() {
        return Verdict::Refused(format!("{:?}", decoded.fault));
    }
    // Line ends are ours to keep: as most lines of the file have them.
    let returns = decoded.text.matches("\r\n").count();
    let crlf = returns * 2 > decoded.text.matches('\n').count();
    let input = if returns > 0 {
        decoded
            .encode(&decoded.text.replace("\r\n", "\n"))
            .unwrap()
            .into_owned()
    } else {
        po.to_vec()
    };
    let theirs = match msgcat(&input, options) {
        Ok(theirs) => theirs,
        Err(words) => return Verdict::Refused(words),
    };
    let ours = match format(&decoded.text, style) {
        Ok(ours) => ours,
        // It ends the text there, and drops the rest.
        Err(faults) if faults.iter().all(|fault| fault.kind == FaultKind::Nul) => {
            return Verdict::Refused("a NUL".to_owned());
        }
        Err(faults) => {
            return Verdict::Different(format!("we refuse it: {faults:?}"));
        }
    };
    if theirs.is_empty() {
        return if *ours == *decoded.text {
            Verdict::Same
        } else {
            Verdict::Different("a file without messages was touched".to_owned())
        };
    }
    let again = format(&ours, style);
    let bytes = decoded.encode(&ours).unwrap().into_owned();
    let expected = if crlf {
        let text = decoded.with_text(String::from_utf8_lossy(&theirs).into_owned());
        if String::from_utf8(theirs.clone()).is_ok() {
            text.text.replace('\n', "\r\n").into_bytes()
        } else {
            theirs
                .iter()
                .flat_map(|&byte| {
                    if byte == b'\n' {
                        vec![b'\r', b'\n']
                    } else {
                        vec![byte]
                    }
                })
                .collect()
        }
    } else {
        theirs
    };
    let bytes = without_tail(&known_flags(&bytes));
    if bytes != expected {
        return Verdict::Different(difference(&bytes, &expected));
    }
    if again.as_ref() != Ok(&ours) {
        // Where `msgcat` does not leave its own output alone, neither do we.
        let lines = |text: &str| {
            let text = text.replace("\r\n", "\n");
            decoded.encode(&text).unwrap().into_owned()
        };
        return match again {
            Ok(again)
                if msgcat(&lines(&ours), options)
                    .is_ok_and(|theirs| theirs != without_tail(&known_flags(&lines(&again)))) =>
            {
                Verdict::Different(format!(
                    "not the same when done again: {}",
                    difference(again.as_bytes(), ours.as_bytes())
                ))
            }
            Ok(_) => Verdict::Unstable,
            Err(faults) => Verdict::Different(format!("we refuse what we wrote: {faults:?}")),
        };
    }
    Verdict::Same
}

/// The languages of format strings that 0.21 knows.
const FORMATS: &str = "c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby sh awk \
                       lua object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php gcc-internal \
                       gfc-internal ycp";

/// What we wrote without the comments behind the last entry, which `msgcat` drops.
fn without_tail(po: &[u8]) -> Vec<u8> {
    let mut kept = po;
    let (mut at, mut end) = (po.len(), po.len());
    for line in po.split_inclusive(|&byte| byte == b'\n').rev() {
        at -= line.len();
        match line.trim_ascii() {
            b"" => end = at,
            text if text.starts_with(b"#~") && text.ends_with(b"\"") => break,
            text if text.starts_with(b"#") => {}
            _ => break,
        }
        // An empty line parts them from the entry.
        kept = if end == at { &po[..at] } else { kept };
    }
    kept.to_vec()
}

/// What we wrote without the flags that `msgcat` drops and we keep: all from the first one on, for they stand last.
fn known_flags(po: &[u8]) -> Vec<u8> {
    let known = |flag: &str| {
        let format = flag.strip_suffix("-format");
        let format = format.map(|format| format.strip_prefix("no-").unwrap_or(format));
        flag == "fuzzy"
            || flag == "no-wrap"
            || format.is_some_and(|format| FORMATS.split(' ').any(|known| known == format))
            || flag.strip_prefix("range: ").is_some_and(|range| {
                let numbers = range.split_once("..");
                let number = |text: &str| text.parse::<u32>().ok();
                numbers.is_some_and(|(a, b)| number(a).zip(number(b)).is_some_and(|(a, b)| a <= b))
            })
    };
    let mut kept = Vec::with_capacity(po.len());
    for line in po.split_inclusive(|&byte| byte == b'\n') {
        let text = line
            .strip_prefix(b"#, ")
            .and_then(|text| std::str::from_utf8(text).ok());
        let Some(text) = text else {
            kept.extend(line);
            continue;
        };
        let end = &text[text.trim_end_matches(['\r', '\n']).len()..];
        let flags: Vec<&str> = text
            .trim_end()
            .split(", ")
            .take_while(|flag| known(flag))
            .collect();
        if !flags.is_empty() {
            kept.extend(format!("#, {}{end}", flags.join(", ")).bytes());
        }
    }
    kept
}

/// The first lines that differ, with those before.
fn difference(ours: &[u8], theirs: &[u8]) -> String {
    let (ours, theirs) = (
        String::from_utf8_lossy(ours),
        String::from_utf8_lossy(theirs),
    );
    let (ours, theirs): (Vec<_>, Vec<_>) =
        (ours.split('\n').collect(), theirs.split('\n').collect());
    let at = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let show = |lines: &[&str]| {
        lines[at.saturating_sub(3).min(lines.len())..(at + 4).min(lines.len())]
            .iter()
            .map(|line| format!("  {}\n", line.escape_debug()))
            .collect::<String>()
    };
    format!(
        "line {}\nours:\n{}theirs:\n{}",
        at + 1,
        show(&ours),
        show(&theirs)
    )
}

fn po_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut entries: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            po_files(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "po" || extension == "pot")
        {
            found.push(path);
        }
    }
}

/// Compares files in every style and panics with the first differences.
fn all_same(files: &[PathBuf]) {
    let mut different = Vec::new();
    let mut refused = 0;
    for path in files {
        let po = std::fs::read(path).unwrap();
        for (style, options) in styles() {
            match compare(&po, &style, options) {
                Verdict::Same | Verdict::Unstable => {}
                Verdict::Refused(_) => refused += 1,
                Verdict::Different(how) => {
                    different.push(format!("{} {options:?}: {how}", path.display()));
                }
            }
        }
    }
    let all = files.len() * styles().len();
    eprintln!(
        "{} files in {} styles: {} the same, {refused} refused by msgcat",
        files.len(),
        styles().len(),
        all - refused - different.len()
    );
    assert!(
        different.is_empty(),
        "{} of {all} differ\n{}",
        different.len(),
        different[..different.len().min(5)].join("\n")
    );
}

#[test]
fn fixtures() {
    if !installed() {
        return;
    }
    let mut files = Vec::new();
    for folder in ["fixtures", "tests"] {
        po_files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut files,
        );
    }
    assert!(!files.is_empty());
    all_same(&files);
}

#[test]
fn corpus() {
    let Some(folder) = std::env::var_os("POLIR_CORPUS") else {
        eprintln!("POLIR_CORPUS is not set: nothing compared");
        return;
    };
    if !installed() {
        return;
    }
    let mut files = Vec::new();
    po_files(Path::new(&folder), &mut files);
    all_same(&files);
}

#[test]
fn generated() {
    if !installed() {
        return;
    }
    let count: u64 = std::env::var("POLIR_GENERATED").map_or(2000, |count| count.parse().unwrap());
    let first: u64 = std::env::var("POLIR_SEED").map_or(1, |seed| seed.parse().unwrap());
    let styles = styles();
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let work = |thread: u64| {
        let (mut same, mut unstable, mut refused, mut different) =
            (0usize, 0usize, Vec::new(), Vec::new());
        for seed in (first..first + count).filter(|seed| seed % threads == thread) {
            let po = catalogue(&mut Lcg::new(seed));
            if let Some(folder) = std::env::var_os("POLIR_KEEP") {
                std::fs::write(Path::new(&folder).join(format!("{seed}.po")), &po).unwrap();
            }
            let (style, options) = &styles[usize::try_from(seed).unwrap() / 2 % styles.len()];
            match compare(&po, style, options) {
                Verdict::Same => same += 1,
                Verdict::Unstable => unstable += 1,
                Verdict::Refused(words) => refused.push(words),
                Verdict::Different(how) => {
                    different.push(format!("seed {seed} {options:?}: {how}"));
                }
            }
        }
        (same, refused, different, unstable)
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || work(thread)))
            .collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap())
            .collect()
    });
    let same: usize = results.iter().map(|result| result.0).sum();
    let unstable: usize = results.iter().map(|result| result.3).sum();
    let refused: Vec<_> = results.iter().flat_map(|result| &result.1).collect();
    let different: Vec<_> = results.iter().flat_map(|result| &result.2).collect();
    eprintln!(
        "{same} the same, {unstable} that msgcat changes when done again, {} different, {} refused by msgcat",
        different.len(),
        refused.len()
    );
    if std::env::var_os("POLIR_SHOW").is_some() {
        let first_ones = |all: &[&String]| {
            all.iter()
                .take(30)
                .map(|one| format!("{one}\n"))
                .collect::<String>()
        };
        eprintln!("{}\n{}", first_ones(&refused), first_ones(&different));
    }
    assert!(
        refused.len() * 10 < usize::try_from(count).unwrap(),
        "{} refused, like {}",
        refused.len(),
        refused[0]
    );
    assert!(
        different.len() * 1000 <= same,
        "{} of {count} differ\n{}",
        different.len(),
        different
            .iter()
            .take(5)
            .map(|one| format!("{one}\n"))
            .collect::<String>()
    );
}
