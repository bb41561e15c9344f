//! Time and memory grow with the size of a file, whatever it holds.
//!
//! Shapes are made of two parts: a place in a file (a comment, the flags, each string of an entry, the header…) and a short
//! unit that is repeated there. Each goes through every command, at one size and at four times that size. A run that takes
//! more than six times as long, above a fifth of a second, is a square; one that needs more than three times the file and
//! 64 MiB keeps copies. Both are printed, and the exit code says whether there are any.
//!
//! `cargo bench --bench adversarial [-- WORDS]` runs the shapes and commands whose names hold all of the words; `POLIR` names
//! another binary. A single run ends after ten seconds, so that the whole takes some ten minutes on two processors.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a measurement for people, which falls over what is wrong"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// The larger size of a shape, bytes; the smaller one is a quarter of it.
const SIZE: usize = 1 << 18;

/// What no file may take longer for when it is four times as long, and from which time on that is asked.
const GROWTH: f64 = 6.0;
const ABOVE: Duration = Duration::from_millis(200);

/// When a run is given up: after so many seconds of the processor.
const LIMIT: &str = "ulimit -t 10; exec \"$@\"";

/// Peak memory: so many times the files, and so many bytes.
const TIMES: u64 = 3;
const BESIDES: u64 = 64 << 20;

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=n > 1;\\n\"\n\n";

/// What is repeated, as it stands in a file. `@` is the number of the repetition.
const UNITS: &[&str] = &[
    "{a:",
    "<a b=",
    "<!-- ",
    "${",
    "&#",
    "%(a",
    "¿a",
    "a? ",
    "a ? b! ",
    "que il ",
    "1 % ",
    "a",
    "é",
    "mot ",
    "mot juste ",
    "le le ",
    "Le fichier. ",
    "@ ",
    "word@ ",
    "a\u{200b}",
    "\u{202e}",
    "👨\u{200d}",
    "e\u{301}",
    "\u{ad}",
    "\u{a0}",
    "\u{feff}",
    "漢字",
    "สวัสดี",
    "한글",
    "مرحبا ",
    "&amp;",
    "&#x1b;",
    "& ",
    "<b>",
    "<b>x</b>",
    "</b>",
    "<",
    "<a href='@'>",
    "%",
    "%% ",
    "%s",
    "%1$s ",
    "%(a)s ",
    "{",
    "{}",
    "{0} ",
    "{a@}",
    "}",
    "${a} ",
    "@@ ",
    "mot ? ",
    "mot? ",
    "mot ?! ",
    "a ; b : c ",
    "( ",
    ") ",
    "(mot) ",
    "[ ",
    "[] ",
    "« ",
    "» ",
    "«a» ",
    "“ ",
    "” ",
    "\\\"",
    "\\\"a b\\\" ",
    "' ",
    "''",
    "l'a ",
    "’",
    "`",
    "``",
    "``a`` ",
    "`a",
    "`a` ",
    "`a`_ ",
    ":x:`",
    ":x:`a` ",
    ":ref:`a <b>` ",
    "*",
    "**",
    "*a* ",
    "|",
    "|a| ",
    "_ ",
    "a_ ",
    "[#]_ ",
    "::",
    ":: ",
    ": ",
    "... ",
    "…",
    ".. ",
    "-",
    "-- ",
    "- a\\n",
    "a::\\n\\n  b\\n",
    "\\n",
    "\\n\\n",
    "\\t",
    "\\\\",
    "\\\\\\n",
    "\\x1b",
    "\\0",
    "\\a",
    "  ",
    " a  b ",
    "1.2.3 ",
    "1,2 ",
    "10 % ",
    "0x1f ",
    "http://a/@ ",
    "a@b.c ",
    "a/b/",
    "--opt ",
    "PATH_@ ",
    "camelCase ",
    "MAJ ",
    "xqzt ",
    "etc... ",
    "si il ",
    "que il ",
    "&_",
    "_a",
    "~",
    "#, ",
    "# polir: ignore[a@] ",
    "msgid ",
    "msgid \\\"a\\\" ",
    "fuzzy, ",
    "c-format, ",
    "range:0..@, ",
    "a.c:@ ",
    "=",
    "?",
    "!",
    ";",
    ",",
    ".",
];

/// Repeats a unit to a size, bytes, in one place of a file.
type Repeat = fn(&str, usize) -> String;

/// Makes a file of a size, bytes.
type Shape = fn(usize) -> String;

/// The same, of a place and a unit.
type Make = Box<dyn Fn(usize) -> String>;

/// Where it is repeated.
const PLACES: &[(&str, Repeat)] = &[
    ("comment", |unit, size| {
        one(&format!("# {}\n", repeated(unit, size)), "a", "b")
    }),
    ("comments", |unit, size| {
        one(&lines("# ", unit, "\n", size), "a", "b")
    }),
    ("extracted", |unit, size| {
        one(&lines("#. ", unit, "\n", size), "a", "b")
    }),
    ("reference", |unit, size| {
        one(&format!("#: {}\n", repeated(unit, size)), "a", "b")
    }),
    ("references", |unit, size| {
        one(&lines("#: ", unit, "\n", size), "a", "b")
    }),
    ("flag", |unit, size| {
        one(&format!("#, {}\n", repeated(unit, size)), "a", "b")
    }),
    ("flags", |unit, size| {
        one(&lines("#, ", unit, "\n", size), "a", "b")
    }),
    ("previous", |unit, size| {
        let text = repeated(unit, size);
        one(&format!("#, fuzzy\n#| msgid \"{text}\"\n"), "a", "b")
    }),
    ("previouses", |unit, size| {
        one(&lines("#| msgid \"", unit, "\"\n", size), "a", "b")
    }),
    ("msgctxt", |unit, size| {
        one(&format!("msgctxt \"{}\"\n", repeated(unit, size)), "a", "b")
    }),
    ("msgid", |unit, size| one("", &repeated(unit, size), "b")),
    ("msgstr", |unit, size| {
        one("", "a b c", &repeated(unit, size))
    }),
    ("both", |unit, size| {
        let text = repeated(unit, size / 2);
        one("#: a.rst:1\n#, c-format\n", &text, &text)
    }),
    ("nearly both", |unit, size| {
        let text = repeated(unit, size / 2);
        one(
            "#, python-format\n",
            &format!("A {text}b."),
            &format!("{text} d"),
        )
    }),
    ("plural", |unit, size| {
        let text = repeated(unit, size / 4);
        format!(
            "{HEADER}msgid \"{text}\"\nmsgid_plural \"{text}s\"\nmsgstr[0] \"{text}\"\nmsgstr[1] \"{text}\"\n"
        )
    }),
    ("lines", |unit, size| {
        format!(
            "{HEADER}msgid \"\"\n{}msgstr \"\"\n{}",
            lines("\"", "a ", "\"\n", size / 4),
            lines("\"", unit, "\"\n", size * 3 / 4)
        )
    }),
    ("entries", |unit, size| {
        let entry = |n: usize| {
            let text = unit.replace('@', &n.to_string());
            format!("#: {n}.c:1\nmsgid \"{n} {text}\"\nmsgstr \"{text} a{n}\"\n\n")
        };
        HEADER.to_owned() + &filled(size, entry)
    }),
    ("same entries", |unit, size| {
        HEADER.to_owned() + &filled(size, |_| format!("msgid \"{unit}\"\nmsgstr \"{unit}\"\n\n"))
    }),
    ("other translations", |unit, size| {
        HEADER.to_owned()
            + &filled(size, |n| {
                format!(
                    "msgctxt \"{n}\"\nmsgid \"one two three {unit}\"\nmsgstr \"{unit} {n}\"\n\n"
                )
            })
    }),
    ("obsolete", |unit, size| {
        HEADER.to_owned()
            + &filled(size, |n| {
                format!("#~ msgid \"{n} {unit}\"\n#~ msgstr \"{unit}\"\n\n")
            })
    }),
    ("header value", |unit, size| {
        format!(
            "msgid \"\"\nmsgstr \"Language: fr\\nX-A: {}\\n\"\n",
            repeated(unit, size)
        )
    }),
    ("header fields", |unit, size| {
        format!(
            "msgid \"\"\nmsgstr \"\"\n{}",
            filled(size, |n| format!("\"X-{n}: {unit}\\n\"\n"))
        )
    }),
    ("header names", |unit, size| {
        format!(
            "msgid \"\"\nmsgstr \"\"\n{}",
            filled(size, |n| format!("\"{unit}{n}: a\\n\"\n"))
        )
    }),
    ("language", |unit, size| {
        format!(
            "msgid \"\"\nmsgstr \"Language: {}\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n",
            repeated(unit, size)
        )
    }),
    ("formula", |unit, size| {
        format!(
            "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=n{}\\n\"\n",
            repeated(unit, size)
        )
    }),
    ("charset", |unit, size| {
        format!(
            "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset={}\\n\"\n",
            repeated(unit, size)
        )
    }),
    ("rubbish", |unit, size| repeated(unit, size)),
    ("rubbish lines", |unit, size| lines("", unit, "\n", size)),
    ("open string", |unit, size| {
        format!("{HEADER}msgid \"a\"\nmsgstr \"{}", repeated(unit, size))
    }),
    ("open strings", |unit, size| {
        HEADER.to_owned() + &lines("msgstr \"", unit, "\n", size)
    }),
    ("bad bytes", |unit, size| {
        HEADER.to_owned()
            + &filled(size, |n| {
                format!("msgid \"{n}\"\nmsgstr \"{unit}\u{f8ff}\"\n\n")
            })
    }),
];

fn one(before: &str, msgid: &str, msgstr: &str) -> String {
    format!("{HEADER}{before}msgid \"{msgid}\"\nmsgstr \"{msgstr}\"\n")
}

fn filled(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 256);
    for n in 0.. {
        if text.len() >= size {
            break;
        }
        text += &piece(n);
    }
    text
}

fn repeated(unit: &str, size: usize) -> String {
    filled(size, |n| unit.replace('@', &n.to_string()))
}

fn lines(before: &str, unit: &str, after: &str, size: usize) -> String {
    filled(size, |n| {
        format!("{before}{}{after}", unit.replace('@', &n.to_string()))
    })
}

/// What is run: its name, and its arguments for the file `x.po` of a folder, whose other versions are `y.po` and `z.po`.
const COMMANDS: &[(&str, &[&str])] = &[
    ("check", &["check", "--output-format", "concise", "x.po"]),
    (
        "check all",
        &[
            "check",
            "--select",
            "all",
            "--inherited",
            "--output-format",
            "concise",
            "x.po",
        ],
    ),
    ("text", &["check", "--select", "all", "--all", "x.po"]),
    (
        "json",
        &[
            "check",
            "--select",
            "all",
            "--output-format",
            "json",
            "x.po",
        ],
    ),
    (
        "sarif",
        &[
            "check",
            "--select",
            "all",
            "--output-format",
            "sarif",
            "x.po",
        ],
    ),
    ("rdjson", &["check", "--output-format", "rdjson", "x.po"]),
    ("gitlab", &["check", "--output-format", "gitlab", "x.po"]),
    ("github", &["check", "--output-format", "github", "x.po"]),
    ("junit", &["check", "--output-format", "junit", "x.po"]),
    (
        "html",
        &[
            "check",
            "--select",
            "all",
            "--all",
            "--output-format",
            "html",
            "x.po",
        ],
    ),
    (
        "fix",
        &["fix", "--unsafe", "--select", "all", "--diff", "x.po"],
    ),
    ("fix default", &["fix", "--diff", "x.po"]),
    ("ignores", &["check", "--add-ignores", "w.po"]),
    ("fmt", &["fmt", "--diff", "x.po"]),
    ("stats", &["stats", "--words", "prose", "x.po"]),
    ("diff", &["diff", "x.po", "y.po"]),
    (
        "diff json",
        &["diff", "--output-format", "json", "x.po", "z.po"],
    ),
    ("textconv", &["diff", "--textconv", "x.po"]),
    ("merge", &["merge-driver", "x.po", "v.po", "z.po"]),
    (
        "propagate",
        &[
            "propagate",
            "--overwrite",
            "--dry-run",
            "--from",
            "x.po",
            "--to",
            "y.po",
        ],
    ),
];

type Configuration = (
    &'static str,
    &'static str,
    fn(usize) -> String,
    &'static [&'static str],
);

/// Long configurations, packs and glossaries: what they are, the file, what is in it, the command.
const CONFIGURATIONS: &[Configuration] = &[
    (
        "configuration: fields of the header",
        "c.toml",
        |size| "[header]\n".to_owned() + &filled(size, |n| format!("X-{n} = \"a\"\n")),
        &["check", "--config", "c.toml", "x.po"],
    ),
    (
        "configuration: shown",
        "c.toml",
        |size| "[header]\n".to_owned() + &filled(size, |n| format!("X-{n} = \"a\"\n")),
        &["config", "--config", "c.toml"],
    ),
    (
        "configuration: ignores by file",
        "c.toml",
        |size| {
            "[per-file-ignores]\n".to_owned()
                + &filled(size, |n| format!("\"a{n}/*.po\" = [\"nbsp\"]\n"))
        },
        &["check", "--config", "c.toml", "x.po"],
    ),
    (
        "configuration: excluded files",
        "c.toml",
        |size| {
            format!(
                "exclude = [{}]\n",
                filled(size / 16, |n| format!("\"a{n}/*.po\", "))
            )
        },
        &["check", "--config", "c.toml", "x.po"],
    ),
    (
        "configuration: rules",
        "c.toml",
        |size| {
            format!(
                "ignore = [{}]\n",
                filled(size / 4, |_| "\"nbsp\", ".to_owned())
            )
        },
        &["check", "--config", "c.toml", "x.po"],
    ),
    (
        "pack: checked",
        "p.toml",
        pack,
        &["check", "--pack", "p.toml", "x.po"],
    ),
    ("pack: tested", "p.toml", pack, &["test-rules", "p.toml"]),
    (
        "glossary: other sources",
        "g.csv",
        |size| "source,target\n".to_owned() + &filled(size, |n| format!("word{n},mot{n}\n")),
        &["pack", "new", "--lang", "fr", "--from", "g.csv"],
    ),
    (
        "glossary: one source",
        "g.csv",
        |size| "source,target\n".to_owned() + &filled(size, |n| format!("word,mot{n}\n")),
        &["pack", "new", "--lang", "fr", "--from", "g.csv"],
    ),
    (
        "glossary: one name",
        "g.csv",
        |size| {
            "source,target\n".to_owned()
                + &filled(size / 4, |n| format!("a{}b,mot\n", "!".repeat(n % 200 + 1)))
        },
        &["pack", "new", "--lang", "fr", "--from", "g.csv"],
    ),
];

fn pack(size: usize) -> String {
    "[pack]\nname = \"big\"\nlanguage = \"fr\"\n".to_owned()
        + &filled(size, |n| {
            format!(
                "[[term]]\nid = \"t{n}\"\navoid = [\"terme{n}\"]\nuse = \"mot{n}\"\nwhy = \"w\"\n"
            )
        })
}

/// What a run took.
struct Took {
    time: Duration,
    /// Kilobytes, where `/usr/bin/time` tells.
    memory: u64,
    /// Whether it was given up.
    stopped: bool,
}

struct Bench {
    binary: PathBuf,
    folder: PathBuf,
}

impl Bench {
    /// Writes the versions of a shape: `x.po` and what is nearly the same.
    fn write(&self, text: &str) {
        // What stands for a byte that is no UTF-8.
        let bytes = |text: &str| -> Vec<u8> {
            let mut bytes = Vec::with_capacity(text.len());
            for c in text.chars() {
                if c == '\u{f8ff}' {
                    bytes.push(0xff);
                } else {
                    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            bytes
        };
        let put = |name: &str, text: &str| fs::write(self.folder.join(name), bytes(text)).unwrap();
        put("x.po", text);
        put("w.po", text);
        let sources = text
            .replace("msgid \"", "msgid \"q ")
            .replace("msgid \"q \"\n", "msgid \"\"\n");
        put("y.po", &sources);
        put("v.po", &text.replace("msgstr \"", "msgstr \"v "));
        put("z.po", &text.replace("\"\n", " z\"\n"));
    }

    fn size(&self, arguments: &[&str]) -> u64 {
        let files: BTreeSet<&&str> = arguments
            .iter()
            .filter(|one| {
                [".po", ".toml", ".csv"]
                    .iter()
                    .any(|end| one.ends_with(end))
            })
            .collect();
        files
            .iter()
            .map(|file| fs::metadata(self.folder.join(file)).unwrap().len())
            .sum()
    }

    fn run(&self, arguments: &[&str]) -> Took {
        let mut command = if Path::new("/usr/bin/time").exists() {
            let mut command = Command::new("/usr/bin/time");
            command.args(["-f", "%M %U %S", "-o", "memory"]);
            command.args(["sh", "-c", LIMIT, "sh"]).arg(&self.binary);
            command
        } else {
            Command::new(&self.binary)
        };
        let no_config: &[&str] = match arguments[0] {
            _ if arguments.contains(&"--config") => &[],
            "merge-driver" | "pack" | "test-rules" => &[],
            _ if arguments.contains(&"--textconv") => &[],
            "diff" => &[],
            _ => &["--no-config"],
        };
        let start = Instant::now();
        let status = command
            .args(arguments)
            .args(no_config)
            .env("POLIR_BENCH", "1")
            .current_dir(&self.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        let elapsed = start.elapsed();
        let told = fs::read_to_string(self.folder.join("memory")).unwrap_or_default();
        let told = told.lines().last().unwrap_or_default();
        let mut numbers = told.split(' ').map_while(|word| word.parse::<f64>().ok());
        let memory = numbers.next().unwrap_or(0.0);
        // Whatever else the machine does meanwhile.
        let used = numbers.next().zip(numbers.next());
        Took {
            time: used.map_or(elapsed, |(user, system)| {
                Duration::from_secs_f64(user + system)
            }),
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number of kilobytes"
            )]
            memory: memory as u64,
            stopped: !matches!(status.code(), Some(0..=2)),
        }
    }

    /// Whether a command is a square of this shape, or needs too much memory; says so.
    fn judge(&self, name: &str, prepare: &dyn Fn(&Bench, usize), arguments: &[&str]) -> bool {
        let fresh = |size: usize| {
            prepare(self, size);
            self.run(arguments)
        };
        let large = fresh(SIZE);
        let mut told = String::new();
        if large.stopped {
            let _ = write!(told, " stopped after 10 s or crashed;");
        } else if large.time > ABOVE {
            let again = |size| (0..2).map(|_| fresh(size).time).min().unwrap();
            let small = again(SIZE / 4);
            let large = again(SIZE).min(large.time);
            let growth = large.as_secs_f64() / small.as_secs_f64();
            if growth > GROWTH && large > ABOVE {
                let _ = write!(told, " {small:.2?} → {large:.2?}, {growth:.1} times;");
            }
        }
        let allowed = TIMES * self.size(arguments) + BESIDES;
        if large.memory * 1024 > allowed {
            let _ = write!(told, " {} MiB, not {};", large.memory >> 10, allowed >> 20);
        }
        if !told.is_empty() {
            println!("{name}:{}", told.trim_end_matches(';'));
        }
        !told.is_empty()
    }
}

/// Shapes that are no unit in a place.
fn others() -> Vec<(&'static str, Shape)> {
    vec![
        ("sources that are alike", |size| {
            HEADER.to_owned()
                + &filled(size, |n| {
                    format!(
                        "msgid \"the file number {n} cannot be opened\"\nmsgstr \"le fichier {n}\"\n\n"
                    )
                })
        }),
        ("plural forms", |size| {
            format!("{HEADER}msgid \"a\"\nmsgid_plural \"as\"\n")
                + &filled(size, |n| format!("msgstr[{n}] \"b\"\n"))
        }),
        ("plural forms of one number", |size| {
            format!("{HEADER}msgid \"a\"\nmsgid_plural \"as\"\n")
                + &filled(size, |_| "msgstr[1] \"b\"\n".to_owned())
        }),
        ("duplicates of a long one", |size| {
            let long = filled(size / 2, |_| "\"b\"\n".to_owned());
            format!("{HEADER}msgid \"a\"\nmsgstr \"\"\n{long}\n")
                + &filled(size / 2, |_| "msgid \"a\"\nmsgstr \"b\"\n\n".to_owned())
        }),
        ("contexts", |size| {
            filled(size, |_| "msgid \"a\"\nmsgctxt \"b\"\n".to_owned())
        }),
        ("entries on one line", |size| {
            filled(size, |n| format!("msgid \"{n}\" msgstr \"b\" "))
        }),
        ("line ends of two kinds", |size| {
            filled(size, |_| "# a\r\n# b\n".to_owned())
        }),
        ("domains", |size| {
            filled(size, |_| "domain \"a\"\n".to_owned())
        }),
        ("long words", |size| {
            // As long as no word is, and yet short enough for many things to be tried with its letters.
            let long = "a".repeat(400);
            one("", "a", &filled(size, |n| format!("{long}{n} ")))
        }),
        ("nested tags", |size| {
            let half = size / 12;
            let text = "<b>".repeat(half) + &"</b>".repeat(half);
            one("", &text, &("<i>".to_owned() + &text))
        }),
        ("nested brackets", |size| {
            let half = size / 4;
            one(
                "",
                &("(".repeat(half) + &")".repeat(half)),
                &("(".repeat(half) + &"]".repeat(half)),
            )
        }),
        ("conflicts", |size| {
            filled(size, |_| {
                "<<<<<<< a\nmsgid \"a\"\n=======\n>>>>>>> b\n".to_owned()
            })
        }),
    ]
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let binary = std::env::var_os("POLIR").unwrap_or_else(|| env!("CARGO_BIN_EXE_polir").into());
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench {
        binary: fs::canonicalize(binary).unwrap(),
        folder: folder.path().to_owned(),
    };
    let mut shapes: Vec<(String, Make)> = Vec::new();
    for &(place, make) in PLACES {
        for &unit in UNITS {
            let name = format!("{place}, {:?}", unit.escape_default().to_string());
            shapes.push((name, Box::new(move |size| make(unit, size))));
        }
    }
    for (name, make) in others() {
        shapes.push((name.to_owned(), Box::new(make)));
    }
    let (mut run, mut wrong) = (0, 0);
    for (shape, make) in &shapes {
        for (command, arguments) in COMMANDS {
            let name = format!("{command}: {shape}");
            // What a format shows depends on the findings, not on where they were found.
            let shows = matches!(
                *command,
                "text"
                    | "json"
                    | "sarif"
                    | "rdjson"
                    | "gitlab"
                    | "github"
                    | "junit"
                    | "html"
                    | "textconv"
            );
            let place = shape.split(',').next().unwrap();
            let told = [
                "comment",
                "msgstr",
                "lines",
                "entries",
                "header fields",
                "rubbish",
                "flag",
            ];
            if shows && words.is_empty() && !told.contains(&place) {
                continue;
            }
            if words.iter().all(|word| name.contains(word.as_str())) {
                run += 1;
                let prepare = |bench: &Bench, size| bench.write(&make(size));
                wrong += usize::from(bench.judge(&name, &prepare, arguments));
            }
        }
    }
    for (name, file, make, arguments) in CONFIGURATIONS {
        if words.iter().all(|word| name.contains(word.as_str())) {
            run += 1;
            let prepare = |bench: &Bench, size| {
                bench.write(&one("", "a b", "mot ?"));
                fs::write(bench.folder.join(file), make(size)).unwrap();
            };
            wrong += usize::from(bench.judge(name, &prepare, arguments));
        }
    }
    println!("{run} measured, {wrong} above the limits");
    ExitCode::from(u8::from(wrong > 0))
}
