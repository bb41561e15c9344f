//! The `::` that introduces code, and code in the form of a doctest.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{Check, Group, Meta, Rule, Safety, Severity, doctest, glue};
use crate::diagnostic::Span;
use crate::markup::chars::is_space;
use crate::markup::{ByteSet, Format, Kind, Token};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "rst-code-block",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "the colon of `::` before a code block is lost or gained; a doctest is altered",
        docs: "A paragraph that ends in `::` introduces code. Right after a word the page shows one colon of it; after a space it shows none. So where the source has `word::`, a translation with an ordinary space, `mot ::`, loses its colon: French takes a no-break space there, which counts as part of the text. Whether the translation has the `::` itself makes no difference, since Sphinx takes the code from the source: it must only end with a mark where the source does. What a doctest runs is as in the source, but names may be translated, everywhere alike, and so may strings and comments.\n\nOn the French documentation of Python 3.13: 19 findings, 19 read, 19 true.\n```po bad\nmsgid \"Open a ``file``::\"\nmsgstr \"Ouvrir un ``file`` ::\"\n```\n```po good\nmsgid \"Open a ``file``::\"\nmsgstr \"Ouvrir un ``file``\u{a0}::\"\n```",
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.is_rst() || message.text == message.source {
        return;
    }
    let prose = message.format() == Format::Rst;
    if prose
        && ((message.doubles(b':') && may_introduce(message.text, message.bytes()))
            || (message.source_doubles(b':')
                && may_introduce(message.source, message.source_bytes())))
    {
        introductions(message, found);
    }
    if message.bytes().has(b'>') && message.source_bytes().has(b'>') {
        doctests(message, found);
    }
}

/// Whether a paragraph of a text with `::` in it could end so: the only one does, or there are several.
fn may_introduce(text: &str, bytes: ByteSet) -> bool {
    bytes.has(b'\n') || text.trim_end_matches([' ', '\t', '\n']).ends_with("::")
}

/// Where each paragraph that ends in `::` has its colons.
fn colons(text: &str) -> impl Iterator<Item = usize> + '_ {
    // Made once: to make it takes longer than to look through most texts.
    static COLONS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("::"));
    COLONS.find_iter(text.as_bytes()).filter(|&at| {
        let rest = text[at + 2..].trim_start_matches([' ', '\t']);
        rest.is_empty() || rest == "\n" || rest.starts_with("\n\n")
    })
}

fn introductions(message: &Message<'_>, found: &mut Findings) {
    let (text, source) = (message.text, message.source);
    let (ours, theirs) = (colons(text).count(), colons(source).count());
    if ours == theirs {
        for (at, twin) in colons(text).zip(colons(source)) {
            vanishing(message, at, twin, found);
        }
        return;
    }
    let (shown, expected) = (shown_end(text), shown_end(source));
    let span = Span::new(shown.1 - shown.0.map_or(0, char::len_utf8), shown.1);
    match (shown.0, expected.0) {
        (Some(last), Some(':')) if ours < theirs && is_word(last) => {
            let words = "the source ends with a colon on the page, the translation with no mark";
            let finding = found.report(&RULE.meta, span, words);
            let end = Span::new(shown.1, shown.1);
            // Where the two colons stand elsewhere they have moved, and something else is wrong.
            if last < '\u{2e80}' && !text.contains(":: ") {
                let french = glue::is_french(&message.file.language);
                finding.fix(Safety::Safe, end, if french { "\u{a0}::" } else { "::" });
            }
        }
        (Some(':'), Some(last))
            if ours > theirs && is_word(last) && text[shown.1..].starts_with(':') =>
        {
            let words = "this `::` shows a colon on the page, where the source has no mark";
            found.report(&RULE.meta, Span::new(shown.1 - 1, shown.1 + 1), words);
        }
        _ => {}
    }
}

/// The last character that the page shows of a text, and where it ends: of a final `::` one colon, or none behind a blank.
fn shown_end(text: &str) -> (Option<char>, usize) {
    let text = text.trim_end_matches(is_space);
    let shown = match text.strip_suffix("::") {
        Some(before) if before.ends_with(is_space) => before.trim_end_matches(is_space),
        Some(before) => &text[..=before.len()],
        None => text,
    };
    (shown.chars().next_back(), shown.len())
}

/// Whether a text that ends so ends with no mark.
fn is_word(last: char) -> bool {
    last.is_alphanumeric() || matches!(last, '`' | '*' | '_')
}

/// `word::` whose translation is `mot ::`.
fn vanishing(message: &Message<'_>, at: usize, twin: usize, found: &mut Findings) {
    let glued = message.source[..twin]
        .chars()
        .next_back()
        .is_some_and(|c| !is_space(c));
    let Some(before) = message.text[..at].strip_suffix(' ').filter(|_| glued) else {
        return;
    };
    // After another mark, and in scripts that have colons of their own, no colon is wanted.
    let word = before.chars().next_back().is_some_and(|c| {
        c < '\u{2e80}' && (c.is_alphanumeric() || matches!(c, '`' | '*' | ')' | '»' | '_' | '"'))
    });
    if !word {
        return;
    }
    let french = glue::is_french(&message.file.language);
    let blank = Span::new(at - 1, at);
    let message =
        "an ordinary space before `::` makes the page drop the colon that the source shows";
    found
        .report(&RULE.meta, Span::new(at - 1, at + 2), message)
        .fix(Safety::Safe, blank, if french { "\u{a0}" } else { "" });
}

/// What the doctests of a text run.
fn code<'t>(text: &'t str, tokens: &[Token]) -> doctest::Code<'t> {
    let mut code = doctest::Code::default();
    let is_doctest =
        |token: &&Token| token.kind == Kind::Block && text[token.span].starts_with(">>>");
    for token in tokens.iter().filter(is_doctest) {
        code.read(text, token.span);
    }
    code
}

fn doctests(message: &Message<'_>, found: &mut Findings) {
    let (text, source) = (message.text, message.source);
    if memchr::memmem::find(source.as_bytes(), b">>>").is_none() {
        return;
    }
    let theirs = code(source, message.source_markup());
    let Some((lexeme, at)) = code(text, message.markup()).differs(&theirs) else {
        return;
    };
    // The lexer writes every quote alike.
    let shown = if lexeme == "\"" {
        &text[at..=at]
    } else {
        lexeme
    };
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |step| at + step);
    let line = text[start..end].trim_end();
    let words = if lexeme.is_empty() {
        "this line of a doctest is indented otherwise than in the source".to_owned()
    } else {
        format!("this line of a doctest is not what the source runs, from `{shown}` on")
    };
    found.report(&RULE.meta, Span::new(start, start + line.len()), words);
}
