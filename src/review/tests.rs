use std::collections::VecDeque;
use std::io;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::engine::{ChosenPack, Options};
use crate::fix::fix_since;
use crate::output::compared::visible;
use crate::rules::selection::Selection;
use crate::rules::terminology::Pack;

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n";

const PACK: &str = r#"
[pack]
name = "words"
language = "fr"

[[term]]
id = "supporter"
avoid = { verb = "supporter" }
use = { verb = "prendre", tail = "en charge" }
fix = "suggest"
why = "Un programme prend en charge."

[[term]]
id = "socket"
avoid = { noun = "socket", gender = "f" }
use = { noun = "connecteur", gender = "m" }
why = "En français."
"#;

/// A file of three questions: two of one term, and an error without a fix.
const THREE: &str = "\n#: a.c:1 b.c:2\n#. For the menu.\nmsgid \"It supports files.\"\nmsgstr \"Il supporte les fichiers.\"\n\nmsgid \"Supported\"\nmsgstr \"Supporté\"\n\n#, c-format\nmsgid \"%d files\"\nmsgstr \"fichiers\"\n";

fn checker() -> Checker {
    Checker::new(Options {
        selection: Selection::new(
            vec!["default".to_owned()],
            vec!["header-field-missing".to_owned()],
        ),
        packs: vec![ChosenPack {
            pack: Pack::parse("words", PACK).unwrap(),
            automatic: false,
        }],
        ..Options::default()
    })
    .unwrap()
}

fn scope(checker: &Checker) -> Scope<'_> {
    Scope {
        checker,
        path: "x.po",
        name: "/x.po",
        earlier: None,
        only_unsure: false,
    }
}

fn decoded(entries: &str) -> Decoded {
    Decoded::new(format!("{HEADER}{entries}").into_bytes())
}

fn review<'a>(checker: &'a Checker, decoded: &'a Decoded, standing: Standing) -> Review<'a> {
    let fixed = fix_since(checker, "x.po", decoded, Safety::Safe, None);
    Review::new(scope(checker), decoded, fixed, standing)
}

fn rules(review: &Review<'_>) -> Vec<String> {
    let rule = |at: usize| review.found.diagnostics[at].rule.to_string();
    review.unanswered().map(rule).collect()
}

/// Says what it was told to say.
struct Script(VecDeque<Answer>, Vec<Option<String>>);

impl Face for Script {
    fn ask(&mut self, asked: &Asked<'_>) -> io::Result<Answer> {
        self.1.push(asked.note.map(str::to_owned));
        Ok(self.0.pop_front().unwrap_or(Answer::Quit))
    }
}

#[test]
fn each_answer_does_what_it_says_and_is_taken_back() {
    let (checker, decoded) = (checker(), decoded(THREE));
    let mut review = review(&checker, &decoded, Standing::default());
    assert_eq!(rules(&review), ["supporter", "supporter", "format-c"]);
    let start = review.now.text.to_string();

    let question = review.question().unwrap();
    assert_eq!(question.references, ["a.c:1", "b.c:2"]);
    assert_eq!(question.comments, ["For the menu."]);
    assert_eq!(question.sources, ["It supports files."]);
    assert_eq!(
        question.proposals[0].words(&question.text),
        "prend en charge"
    );
    review.accept(&question.proposals[0]).unwrap();
    assert!(review.now.text.contains("Il prend en charge les fichiers."));

    review.silence().unwrap();
    assert!(
        review
            .now
            .text
            .contains("# polir: ignore[supporter]\nmsgid \"Supported\"")
    );

    let question = review.question().unwrap();
    assert!(question.proposals.is_empty() && question.editable);
    review.write(&question, "%d fichiers").unwrap();
    assert_eq!(review.left(), 0);
    assert_eq!(
        review.tally(),
        Tally {
            accepted: 1,
            edited: 1,
            silenced: 1,
            skipped: 0
        }
    );

    for left in 1..=3 {
        assert!(review.back());
        assert_eq!(review.left(), left);
    }
    assert!(!review.back());
    assert_eq!(*review.now.text, *start);
    assert_eq!(review.answered(), 0);
}

#[test]
fn what_would_make_it_worse_is_refused_with_a_reason() {
    let (checker, decoded) = (
        checker(),
        decoded("\n#, c-format\nmsgid \"%d supports\"\nmsgstr \"%d supporte\"\n"),
    );
    let mut review = review(&checker, &decoded, Standing::default());
    let question = review.question().unwrap();
    let error = review.write(&question, "%s prend en charge").unwrap_err();
    assert!(error.contains("format-c"), "{error}");
    assert_eq!(review.question().unwrap().refused, Some(error));
    assert!(review.write(&question, &question.text).is_err());
    assert_eq!(*review.now.text, *decoded.text);
    review.write(&question, "%d prend en charge").unwrap();
    assert_eq!(review.left(), 0);
}

#[test]
fn what_is_written_by_hand_gets_the_safe_fixes() {
    let (checker, decoded) = (checker(), decoded(THREE));
    let mut review = review(&checker, &decoded, Standing::default());
    let question = review.question().unwrap();
    review
        .write(&question, "Il accepte : les fichiers.")
        .unwrap();
    let text = &review.now.text;
    assert!(
        text.contains("Il accepte\u{a0}: les fichiers."),
        "{}",
        &**text
    );
}

#[test]
fn an_order_holds_for_the_files_that_follow() {
    let (checker, decoded) = (checker(), decoded(THREE));
    let mut first = review(&checker, &decoded, Standing::default());
    first.order(Order::Accept);
    assert_eq!(rules(&first), ["format-c"]);
    assert_eq!(first.tally().accepted, 2);
    assert!(first.back());
    assert_eq!(rules(&first).len(), 3);
    assert_eq!(first.standing, Standing::default());
    first.order(Order::Accept);
    let done = first.end();
    assert!(
        done.text.contains("msgstr \"Pris en charge\""),
        "{}",
        done.text
    );

    let mut second = review(&checker, &decoded, done.standing);
    second.obey();
    assert_eq!(rules(&second), ["format-c"]);
    // The order was given in a file that is written.
    assert!(!second.back());
    second.obey();
    assert_eq!(rules(&second), ["format-c"]);
    for order in [Order::Skip, Order::Silence] {
        let mut third = review(&checker, &decoded, Standing::default());
        third.order(order);
        assert_eq!(rules(&third), ["format-c"], "{order:?}");
    }
}

#[test]
fn what_was_skipped_is_not_asked_in_the_next_session() {
    let (checker, decoded) = (checker(), decoded(THREE));
    let mut first = review(&checker, &decoded, Standing::default());
    first.skip();
    assert_eq!(rules(&first), ["supporter", "format-c"]);
    let skipped = first.end().skipped;
    assert_eq!(skipped.len(), 1);
    let standing = Standing {
        skipped: skipped.into_iter().collect(),
        ..Standing::default()
    };
    assert_eq!(rules(&review(&checker, &decoded, standing)).len(), 2);
}

#[test]
fn a_candidate_is_offered_where_the_rule_cannot_decide() {
    let entry = "\nmsgid \"The socket is open, it is closed.\"\nmsgstr \"La socket est ouverte, elle est fermée.\"\n";
    let (checker, decoded) = (checker(), decoded(entry));
    let review = review(&checker, &decoded, Standing::default());
    let Some(question) = review.question() else {
        // The rule has learnt to decide.
        return;
    };
    assert!(question.finding.fix.is_some() || !question.proposals.is_empty());
}

#[test]
fn only_what_has_no_fix() {
    let (checker, decoded) = (checker(), decoded(THREE));
    let fixed = fix_since(&checker, "x.po", &decoded, Safety::Safe, None);
    let scope = Scope {
        only_unsure: true,
        ..scope(&checker)
    };
    let review = Review::new(scope, &decoded, fixed, Standing::default());
    assert_eq!(rules(&review), ["format-c"]);
}

#[test]
fn the_dialogue_goes_on_until_nothing_is_left() {
    let (checker, decoded) = (checker(), decoded(THREE));
    let mut review = review(&checker, &decoded, Standing::default());
    let answers = [
        Answer::Back,
        Answer::Skip,
        Answer::Back,
        Answer::Skip,
        Answer::Silence,
        Answer::Write("%s".to_owned()),
        Answer::Write("%d".to_owned()),
    ];
    let mut face = Script(answers.into(), Vec::new());
    let among = Among {
        file: "x.po",
        files: (1, 1),
        before: 0,
        after: 0,
    };
    assert_eq!(hold(&mut review, &mut face, among).unwrap(), Ended::Done);
    let notes: Vec<bool> = face.1.iter().map(Option::is_some).collect();
    assert_eq!(notes, [false, true, false, false, false, false, false]);
}

/// A terminal of paper.
struct Paper {
    keys: VecDeque<Key>,
    size: (usize, usize),
    screens: Vec<String>,
}

impl Terminal for Paper {
    fn size(&self) -> (usize, usize) {
        self.size
    }

    fn show(&mut self, lines: &[String], cursor: Option<(usize, usize)>) -> io::Result<()> {
        assert!(lines.len() <= self.size.1, "{lines:#?}");
        for line in lines {
            assert!(line.width() <= self.size.0, "{line}");
            assert!(!line.contains(char::is_control), "{line:?}");
        }
        if let Some((row, column)) = cursor {
            assert!(row < self.size.1 && column < self.size.0);
        }
        self.screens.push(lines.join("\n"));
        Ok(())
    }

    fn key(&mut self) -> io::Result<Key> {
        Ok(self.keys.pop_front().unwrap_or(Key::Char('q')))
    }
}

fn window(keys: Vec<Key>, size: (usize, usize)) -> Window<Paper> {
    let paper = Paper {
        keys: keys.into(),
        size,
        screens: Vec::new(),
    };
    Window::new(paper, false)
}

fn type_(text: &str) -> Vec<Key> {
    text.chars().map(Key::Char).collect()
}

#[test]
fn keys_on_a_narrow_screen() {
    let (checker, decoded) = (checker(), decoded(THREE));
    let mut review = review(&checker, &decoded, Standing::default());
    let among = Among {
        file: "a/very/long/path/to/the/messages/of/a/program/x.po",
        files: (1, 2),
        before: 0,
        after: 4,
    };
    let mut keys = type_("?xe");
    keys.extend([Key::Ctrl('u'), Key::Char('X'), Key::Escape, Key::Char('e')]);
    keys.extend([
        Key::Ctrl('k'),
        Key::Paste(" tout\u{7}.".to_owned()),
        Key::Enter,
    ]);
    keys.extend(type_("bya"));
    keys.extend([Key::Escape, Key::Char('i'), Key::Char('e'), Key::Home]);
    keys.extend([Key::Paste("%d ".to_owned()), Key::Resize, Key::Enter]);
    let mut window = window(keys, (60, 24));
    assert_eq!(hold(&mut review, &mut window, among).unwrap(), Ended::Done);
    let text = review.end().text;
    assert!(text.contains("Il prend en charge les fichiers."), "{text}");
    assert!(text.contains("# polir: ignore[supporter]"), "{text}");
    assert!(text.contains("msgstr \"%d fichiers\""), "{text}");
    let screens = window.terminal().screens.join("\n\n");
    assert!(
        screens.contains("Il [-supporte-]{+prend en charge+} les fichiers."),
        "{screens}"
    );
    assert!(screens.contains("1 of 7"), "{screens}");
    assert!(screens.contains("Il prend en charge tout."), "{screens}");
    assert!(
        screens.contains("every `supporter` in this file"),
        "{screens}"
    );
    assert!(
        screens.contains("[*fichiers*]") || screens.contains("fichiers"),
        "{screens}"
    );
}

struct Typed(VecDeque<&'static str>);

impl Lines for Typed {
    fn line(&mut self) -> io::Result<Option<String>> {
        Ok(self.0.pop_front().map(str::to_owned))
    }
}

#[test]
fn lines_do_what_keys_do() {
    let (checker, decoded) = (checker(), decoded(THREE));
    let mut review = review(&checker, &decoded, Standing::default());
    let among = Among {
        file: "x.po",
        files: (1, 1),
        before: 0,
        after: 0,
    };
    let lines = [
        "what?",
        "?",
        "y",
        "b",
        "a",
        "n",
        "b",
        "e",
        "accepte",
        "n",
        "e",
        "%d fichiers",
    ];
    let mut plain = Plain::new(Typed(lines.into()), Vec::new(), false, 60);
    assert_eq!(hold(&mut review, &mut plain, among).unwrap(), Ended::Done);
    let text = review.end().text;
    assert!(text.contains("Il accepte les fichiers."), "{text}");
    assert!(text.contains("msgstr \"%d fichiers\""), "{text}");
    let out = String::from_utf8(plain.into_out()).unwrap();
    assert!(out.lines().all(|line| line.width() <= 62), "{out}");
    assert!(out.contains("words in the place of \"supporte\""), "{out}");
}

#[test]
fn nothing_of_a_file_reaches_the_terminal_raw() {
    let entry = "\n#. \u{1b}]0;title\u{7}\n#: a\u{1b}[2Jb.c:1\nmsgid \"It supports \\033[31m.\"\nmsgstr \"Il supporte \u{1b}[31m\u{202e}\\a.\"\n\n#  \u{1b}[1m\n#, c-format, c-format\nmsgid \"\u{1b}[5m\"\nmsgstr \"x\"\n";
    let (checker, decoded) = (checker(), decoded(entry));
    let mut review = review(&checker, &decoded, Standing::default());
    let among = Among {
        file: "x\u{1b}[2J.po",
        files: (1, 1),
        before: 0,
        after: 0,
    };
    let keys = type_("enannnnnnnn");
    let mut keys: Vec<Key> = keys;
    keys.insert(1, Key::Escape);
    let mut window = window(keys, (50, 20));
    hold(&mut review, &mut window, among).unwrap();
    assert!(
        window
            .terminal()
            .screens
            .iter()
            .any(|screen| screen.contains("\\u{1b}"))
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever is answered: no new error, no byte elsewhere, and all of it can be taken back.
    #[test]
    fn any_answers(answers in proptest::collection::vec((0..8u8, "[a-z%d :.`*\u{1b}é]{0,12}"), 0..12)) {
        let (checker, decoded) = (checker(), decoded(THREE));
        let mut review = review(&checker, &decoded, Standing::default());
        let start = review.now.text.to_string();
        let errors = |review: &Review<'_>| {
            let mut rules: Vec<String> = review.found.diagnostics.iter()
                .filter(|one| one.severity == crate::diagnostic::Severity::Error)
                .map(|one| one.rule.to_string()).collect();
            rules.sort();
            rules
        };
        let before = errors(&review);
        for (answer, text) in answers {
            let Some(question) = review.question() else { break };
            match answer {
                0 => { if let Some(first) = question.proposals.first() { let _ = review.accept(first); } }
                1 | 2 => { let _ = review.write(&question, &text); }
                3 => { let _ = review.silence(); }
                4 => review.skip(),
                5 => { review.back(); }
                6 => review.order(Order::Accept),
                _ => review.order(Order::Silence),
            }
            let now = errors(&review);
            proptest::prop_assert!(now.iter().all(|rule| before.contains(rule)), "{now:?}");
            let again = checker.check_guarding("x.po", &review.now);
            proptest::prop_assert_eq!(again.diagnostics.len(), review.found.diagnostics.len());
            proptest::prop_assert!(review.now.text.starts_with(HEADER));
        }
        while review.back() {}
        proptest::prop_assert_eq!(&*review.now.text, start.as_str());
        let _ = visible("", true);
    }
}
