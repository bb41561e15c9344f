//! Every error that a person can provoke says where, what, and what to do: `error: WHERE: WHAT; WHAT TO DO`.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test falls over what is wrong")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// What is typed, and of the error the three parts, as they must be told. The place is what stands before the second colon,
/// or a name in backquotes.
const ERRORS: &[(&str, &str, &str, &str)] = &[
    // Paths.
    (
        "check nowhere.po",
        "nowhere.po: ",
        "no such file or directory",
        "look at how it is spelt",
    ),
    (
        "fix nowhere.po",
        "nowhere.po: ",
        "no such file or directory",
        "look at how it is spelt",
    ),
    (
        "stats nowhere.po",
        "nowhere.po: ",
        "no such file or directory",
        "look at how it is spelt",
    ),
    (
        "fmt nowhere.po",
        "nowhere.po: ",
        "no such file or directory",
        "look at how it is spelt",
    ),
    (
        "config nowhere.po",
        "nowhere.po: ",
        "no such file or directory",
        "look at how it is spelt",
    ),
    (
        "check empty",
        "empty: ",
        "no .po or .pot file there",
        "name a file",
    ),
    ("init empty", "empty: ", "no .po file there", "name a file"),
    (
        "init a.po",
        "a.po: ",
        "it is no folder",
        "name the one that holds the translations",
    ),
    (
        "check . --exclude *.po",
        ".: ",
        "every .po or .pot file is excluded",
        "name one",
    ),
    (
        "check --exclude [z-a] .",
        "exclude: `[z-a]`",
        "is not a glob",
        "a backslash",
    ),
    ("fix - a.po", "`-`", "must be the only path", "name files"),
    ("fmt - a.po", "`-`", "must be the only path", "name files"),
    // The configuration.
    (
        "check --config nowhere.toml",
        "nowhere.toml: ",
        "no such file or directory",
        "look at how it is spelt",
    ),
    (
        "check --config latin.toml",
        "latin.toml: ",
        "it is not UTF-8",
        "save it as UTF-8",
    ),
    (
        "check --config pyproject.toml",
        "pyproject.toml: ",
        "no table [tool.polir]",
        "add one",
    ),
    (
        "check --config typo.toml",
        "typo.toml:2:1: ",
        "unknown key `selct`",
        "did you mean `select`?",
    ),
    (
        "check --config far.toml",
        "far.toml:1:1: ",
        "unknown key `zzzzzzzzz`",
        "known here: lang",
    ),
    (
        "check --config type.toml",
        "type.toml:1:8: ",
        "expected a string, found integer",
        "put quotes around it",
    ),
    (
        "check --config out.toml",
        "out.toml:1:12: ",
        "`../b.json` is outside the configuration's folder",
        "name one below it",
    ),
    (
        "check a.po --write-baseline=a.po",
        "a.po: ",
        "is not a baseline",
        "name another file",
    ),
    (
        "check --config list.toml",
        "list.toml:1:10: ",
        "expected a list of strings",
        "as in [\"one\"",
    ),
    (
        "check --config number.toml",
        "number.toml:1:9: ",
        "expected a whole number above 0",
        "as in 79",
    ),
    (
        "check --config flag.toml",
        "flag.toml:1:9: ",
        "expected true or false",
        "without quotes",
    ),
    (
        "check --config table.toml",
        "table.toml:1:10: ",
        "expected a table",
        "as in [header]",
    ),
    (
        "check --config value.toml",
        "value.toml:1:11: ",
        "unknown value `eror`",
        "did you mean `error`?",
    ),
    (
        "check --config glob.toml",
        "glob.toml:2:1: ",
        "`a[` is not a glob: ",
        "mend it there",
    ),
    (
        "check --config regex.toml",
        "regex.toml:1:18: ",
        "regex parse error",
        "mend it there",
    ),
    (
        "check --config toml.toml",
        "toml.toml:1:8: ",
        "",
        "text stands between quotation marks",
    ),
    (
        "check --config rule.toml",
        "rule.toml: ",
        "no rule, group or term is called `retourer`",
        "did you mean `retourner`?",
    ),
    (
        "check --set widht=1",
        "--set:1:1: ",
        "unknown key `widht`",
        "did you mean `width`?",
    ),
    (
        "check --set width",
        "--set:1:1: ",
        "`width` is no KEY=VALUE",
        "as in `width=79`",
    ),
    (
        "check --no-config --select zzzzzzzzz",
        "`zzzzzzzzz`",
        "no rule, group or term is called",
        "`polir rules` lists them",
    ),
    (
        "explain retourne",
        "`retourne`",
        "no rule or term is called",
        "did you mean `retourner`?",
    ),
    // Packs.
    (
        "check --pack python-docs",
        "`python-docs`",
        "no terminology pack is called",
        "did you mean `python-docs-fr`?",
    ),
    (
        "check --pack zzzzzzz",
        "`zzzzzzz`",
        "no terminology pack is called",
        "give the path of a .toml file",
    ),
    (
        "check --pack nowhere.toml",
        "nowhere.toml: ",
        "cannot read the terminology pack",
        "look at how it is spelt",
    ),
    (
        "check --pack toml.toml",
        "toml.toml:1:8: ",
        "",
        "mend it there",
    ),
    (
        "check --pack width.toml",
        "width.toml:1:1: ",
        "unknown key \"width\"",
        "",
    ),
    (
        "test-rules nowhere.toml",
        "nowhere.toml: ",
        "no such file or directory",
        "look at how it is spelt",
    ),
    (
        "pack new --from nowhere.csv",
        "nowhere.csv: ",
        "cannot read the glossary",
        "look at how it is spelt",
    ),
    (
        "pack new --from bad.csv --lang fr",
        "bad.csv: line 2: ",
        "a row of 1 columns has no translation",
        "write source,translation",
    ),
    (
        "pack new --from good.csv",
        "good.csv: ",
        "which language",
        "say --lang=CODE",
    ),
    (
        "pack new --from good.csv --lang fr --output a.po",
        "a.po: ",
        "it is there already",
        "--force replaces it",
    ),
    (
        "pack new --from good.csv --lang fr --output no/x.toml",
        "no/x.toml: ",
        "no such file or directory",
        "make its folder first",
    ),
    (
        "pack new --from bad.tbx",
        "bad.tbx: line 1: ",
        "this is no XML",
        "export the glossary again",
    ),
    (
        "pack new --from none.tbx",
        "none.tbx: ",
        "there is no termEntry",
        "a TBX file has one for each concept",
    ),
    (
        "pack new --from a.toml",
        "a.toml: ",
        "what kind of glossary",
        "name it .csv",
    ),
    (
        "pack new --from empty.csv --lang fr",
        "empty.csv: ",
        "no term in it",
        "a source and its translation",
    ),
    // Baselines and outputs.
    (
        "check a.po --baseline nowhere.json",
        "nowhere.json: ",
        "cannot read the baseline",
        "--write-baseline",
    ),
    (
        "check a.po --baseline a.toml",
        "a.toml: line 1: ",
        "expected",
        "--write-baseline",
    ),
    (
        "check a.po --write-baseline=no/b.json",
        "no/b.json: ",
        "cannot write the baseline",
        "make its folder first",
    ),
    (
        "check a.po --output json=no/b.json",
        "no/b.json: ",
        "cannot write what --output asks for",
        "make its folder first",
    ),
    (
        "check a.po --output jsno=b",
        "--output",
        "no format is called `jsno`",
        "one of text",
    ),
    (
        "check a.po --output json",
        "--output",
        "expected FORMAT=FILE",
        "as in html=",
    ),
    // Git.
    (
        "check a.po --changed",
        "--changed: ",
        "not in a git repository",
        "leave the option out",
    ),
    (
        "stats a.po --git HEAD",
        ".: ",
        "not in a git repository",
        "leave the option out",
    ),
];

#[test]
fn each_error_has_its_three_parts() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    write(
        "a.po",
        b"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n",
    );
    for (name, text) in [
        ("a.toml", "x = 1\n"),
        ("pyproject.toml", "[tool.other]\nx = 1\n"),
        ("typo.toml", "lang = 'fr'\nselct = []\n"),
        ("far.toml", "zzzzzzzzz = 1\n"),
        ("type.toml", "lang = 1\n"),
        ("out.toml", "baseline = '../b.json'\n"),
        ("list.toml", "select = 1\n"),
        ("number.toml", "width = -1\n"),
        ("flag.toml", "fuzzy = 'yes'\n"),
        ("table.toml", "header = 'x'\n"),
        ("value.toml", "fail-on = 'eror'\n"),
        ("glob.toml", "[per-file-ignores]\n'a[' = 'all'\n"),
        ("regex.toml", "header-comment = '('\n"),
        ("toml.toml", "lang = \n"),
        ("rule.toml", "select = ['retourer']\n"),
        ("width.toml", "width = 79\n"),
        ("bad.csv", "a,b\nc\n"),
        ("good.csv", "a,b\n"),
        ("empty.csv", "a,\n"),
        ("bad.tbx", "<a>"),
        ("none.tbx", "<a/>"),
    ] {
        write(name, text.as_bytes());
    }
    write("latin.toml", b"lang = '\xe9'\n");
    let mut wrong = Vec::new();
    for (typed, place, what, to_do) in ERRORS {
        let (code, told) = run(folder.path(), typed);
        let line = told
            .lines()
            .find(|line| line.starts_with("error: "))
            .unwrap_or_default();
        let parted =
            line.contains("; ") || line.contains(", as in") || line.contains(": it must be");
        if code != Some(2)
            || !line.contains(place)
            || !line.contains(what)
            || !line.contains(to_do)
            || !parted
        {
            wrong.push(format!(
                "polir {typed} ({code:?})\n  {line}\n  wants {place:?}, {what:?}, {to_do:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn run(folder: &Path, typed: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(typed.split(' '))
        .env("GIT_CEILING_DIRECTORIES", "/")
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), told)
}
