//! `polir fix --interactive` on a real pseudo-terminal: keys go in, screens come out, files are looked at afterwards.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test falls over what is wrong")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rexpect::reader::Options;
use rexpect::session::{PtySession, spawn_with_options};

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n";
const ONE: &str =
    "\n#: a.c:1\nmsgid \"It supports files!\"\nmsgstr \"Il supporte les fichiers !\"\n";
const TWO: &str = "\n#, c-format\nmsgid \"%d supported\"\nmsgstr \"%d supporté\"\n";
const FORMAT: &str = "\n#, c-format\nmsgid \"%d files\"\nmsgstr \"fichiers\"\n";

/// What every screen of a question ends with.
const READY: &str = " help";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[&str])]) -> Folder {
        let folder = tempfile::tempdir().unwrap();
        for (name, entries) in files {
            let text = format!("{HEADER}{}", entries.concat());
            fs::write(folder.path().join(name), text).unwrap();
        }
        Folder(folder)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    /// The program on a terminal of this size, after which a shell says how it ended and whether the terminal is as it was.
    fn start(&self, columns: usize, options: &str, environment: &[(&str, &str)]) -> PtySession {
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/fr/python-docs-fr.toml");
        let script = format!(
            "stty cols {columns} rows 30; before=$(stty -g); \
             sh -c 'echo pid=$$; exec \"$POLIR\" fix --interactive --select supporter,format-c,nbsp --pack \"$PACK\" {options} .'; \
             echo code=$?; [ \"$before\" = \"$(stty -g)\" ] && echo as it was; sh -c 'exit 0'"
        );
        let mut command = Command::new("sh");
        command
            .args(["-c", &script])
            .current_dir(self.0.path())
            .env_remove("NO_COLOR")
            .env_remove("COLUMNS")
            .env("TERM", "xterm-256color")
            .env("POLIR", env!("CARGO_BIN_EXE_polir"))
            .env("PACK", pack)
            .env("XDG_STATE_HOME", self.0.path().join("state"))
            .envs(environment.iter().copied());
        let options = Options::new()
            .timeout_ms(Some(60_000))
            .strip_ansi_escape_codes(false);
        spawn_with_options(command, options).unwrap()
    }

    fn state(&self) -> PathBuf {
        self.0.path().join("state/polir/skipped")
    }
}

/// Presses keys, one after another: each time the screen is drawn anew.
fn press(session: &mut PtySession, keys: &[&str]) {
    for key in keys {
        session.send(key).unwrap();
        session.flush().unwrap();
    }
}

/// Waits for a whole screen that says this.
fn sees(session: &mut PtySession, text: &str) {
    session.exp_string(text).unwrap();
    session.exp_string(READY).unwrap();
}

fn ends(session: &mut PtySession, line: &str, code: i32) {
    session.exp_string(line).unwrap();
    session.exp_string(&format!("code={code}")).unwrap();
    session.exp_string("as it was").unwrap();
}

#[test]
fn accept_edit_silence_back_and_skip() {
    let folder = Folder::new(&[("a.po", &[ONE, TWO, FORMAT])]);
    let mut session = folder.start(60, "", &[]);
    sees(&mut session, "1 of 3");
    press(&mut session, &["y"]);
    sees(&mut session, "2 of 3");
    press(&mut session, &["b"]);
    sees(&mut session, "1 of 3");
    press(&mut session, &["y"]);
    sees(&mut session, "2 of 3");
    // An error is not written, whoever wants it.
    press(&mut session, &["e"]);
    session.exp_string("Esc").unwrap();
    press(&mut session, &["\u{1}", "\u{4}", "\u{4}", "\r"]);
    sees(&mut session, "not fixed: fixing it would bring about");
    press(&mut session, &["i"]);
    sees(&mut session, "3 of 3");
    press(&mut session, &["e"]);
    session.exp_string("Esc").unwrap();
    press(&mut session, &["\u{1}", "%d ", "\r"]);
    ends(
        &mut session,
        "1 accepted, 1 edited, 1 silenced; 1 file written with 1 safe\r\nfix",
        0,
    );
    let text = folder.read("a.po");
    assert!(
        text.contains("Il prend en charge les fichiers\u{a0}!"),
        "{text}"
    );
    assert!(
        text.contains("# polir: ignore[supporter]\n#, c-format\nmsgid \"%d supported\""),
        "{text}"
    );
    assert!(text.contains("msgstr \"%d fichiers\""), "{text}");
}

#[test]
fn quit_and_resume() {
    let folder = Folder::new(&[("a.po", &[ONE, TWO]), ("b.po", &[TWO, FORMAT])]);
    let mut session = folder.start(80, "", &[]);
    sees(&mut session, "1 of 4");
    press(&mut session, &["n"]);
    sees(&mut session, "2 of 4");
    press(&mut session, &["y"]);
    sees(&mut session, "3 of 4");
    press(&mut session, &["q"]);
    ends(
        &mut session,
        "1 accepted, 1 skipped; 1 file written with 1 safe fix; 2 questions left",
        0,
    );
    assert!(folder.read("a.po").contains("%d pris en charge"));
    assert_eq!(folder.read("b.po"), format!("{HEADER}{TWO}{FORMAT}"));
    assert!(folder.state().exists());
    // What was skipped is not asked again, unless that is asked for.
    let mut session = folder.start(80, "", &[]);
    sees(&mut session, "1 of 2");
    press(&mut session, &["q"]);
    ends(&mut session, "no question answered", 0);
    let mut session = folder.start(80, "--again", &[]);
    sees(&mut session, "1 of 3");
    press(&mut session, &["a", "y"]);
    sees(&mut session, "3 of 3");
    press(&mut session, &["q"]);
    ends(
        &mut session,
        "2 accepted; 2 files written; 1 question left",
        0,
    );
    assert!(folder.read("b.po").contains("%d pris en charge"));
    let mut session = folder.start(80, "--only-unsure", &[]);
    sees(&mut session, "1 of 1");
    press(&mut session, &["n"]);
    ends(&mut session, "1 skipped; 0 files written", 0);
}

#[test]
fn signals_lose_nothing() {
    for signal in ["key", "TERM", "HUP", "INT"] {
        let folder = Folder::new(&[("a.po", &[ONE, TWO]), ("b.po", &[TWO])]);
        let mut session = folder.start(70, "", &[]);
        let (_, pid) = session.exp_regex("pid=[0-9]+").unwrap();
        sees(&mut session, "1 of 3");
        press(&mut session, &["y"]);
        sees(&mut session, "2 of 3");
        if signal == "key" {
            press(&mut session, &["\u{3}"]);
        } else {
            let pid = pid.trim_start_matches("pid=");
            let killed = Command::new("kill").args(["-s", signal, pid]).status();
            assert!(killed.unwrap().success());
        }
        ends(&mut session, "1 accepted; 1 file written", 130);
        assert!(
            folder
                .read("a.po")
                .contains("Il prend en charge les fichiers")
        );
        assert_eq!(folder.read("b.po"), format!("{HEADER}{TWO}"));
    }
}

#[test]
fn a_dumb_terminal_is_asked_line_by_line() {
    let folder = Folder::new(&[("a.po", &[ONE, TWO, FORMAT])]);
    let mut session = folder.start(60, "", &[("TERM", "dumb"), ("NO_COLOR", "1")]);
    let mut seen = session.exp_string("(1 of 3)").unwrap();
    for (line, next) in [
        ("y", "(2 of 3)"),
        ("n", "(3 of 3)"),
        ("e", "(empty: cancel):"),
    ] {
        session.send_line(line).unwrap();
        seen.push_str(&session.exp_string(next).unwrap());
    }
    assert!(seen.contains("[-supporte-]{+prend en charge+}"), "{seen}");
    assert!(!seen.contains('\u{1b}'), "{seen:?}");
    session.send_line("%d fichiers").unwrap();
    ends(&mut session, "1 accepted, 1 edited, 1 skipped", 0);
    assert!(folder.read("a.po").contains("msgstr \"%d fichiers\""));
}

#[test]
fn without_a_terminal_it_says_so() {
    let folder = Folder::new(&[("a.po", &[ONE])]);
    let output = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(["fix", "--interactive", "."])
        .current_dir(folder.0.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("--interactive needs a terminal"), "{told}");
    assert_eq!(folder.read("a.po"), format!("{HEADER}{ONE}"));
}
