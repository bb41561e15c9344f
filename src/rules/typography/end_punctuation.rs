//! A sentence that has lost its full stop.

use super::ending::{
    Class, Ending, after_mark, bracket_open, ending, ends_in_double_colon, is_mark,
};
use super::habits::{Habits, StopKind};
use super::prose::{
    before, breaks_off, chunk_start, end_is_meant, is_visual, neighbours, token_before, untouched,
};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::lang::typography::{Stop, Typography};
use crate::markup::{Kind, Token};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "end-punctuation",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "the source ends with a full stop, the translation with no mark",
        docs: r#"A sentence needs its end, in the mark of its own script: `.`, `。`, `।`, `۔`, `։`. Languages that set none (Thai) are left alone. Another mark in its place is the translator's right (a list announced by `:`, the items of a French enumeration) and is `end-mark`'s; a comment of the translators that speaks of an enumeration, or of the colon that follows, is believed. In reStructuredText a `::` that was lost or gained is `rst-code-block`'s.
Left alone in a program too: a label of one word, titles by po4a's comment, three sentences in a row without a stop (labels between them aside), a source that begins with a capital where the translation does not, `Whether …`, and the line of a manual that names a command (`uptime - tell how long …`).
What the file itself does decides: where the translators of a program's messages leave out more than one stop in ten (one in five where that is ten at most; one or two are no habit), they mean it, and phrases that begin with a small letter have a habit of their own; where the language leaves it open (a danda, a full stop or none in Hindi, Bengali and Urdu, none in Chinese, Japanese or Korean headings and messages), only a file that leaves out hardly any is held to it, and there only a text that is a sentence for certain: it ends in a verb (`ます`, `니다`, `है`), or another sentence ends within it. A fix writes the mark that the file writes. An address, a path or an option at the end, and a value behind its label, are left alone.
On the French documentation of Python 3.13: 62 findings, all read, 62 true.
```po bad
msgid "The file is read once."
msgstr "Le fichier est lu une fois"
```
```po good
msgid "The file is read once."
msgstr "Le fichier est lu une fois."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(language) = message.file.typography else {
        return;
    };
    // The source is English, or some language with a full stop: nearly all agree here.
    let source = ending(message.source, None);
    if source.class != Class::Stop || language.stop == Stop::Never {
        return;
    }
    let text = ending(message.text, Some(language));
    if text.class != Class::Word
        || !is_sentence(message.source, source)
        || !message.is_rst() && is_label(message.source, message.text, language)
        || !is_mark(source, message.source_markup())
        || ends_in_double_colon(message.text)
        || untouched(message)
        || is_visual(message)
        || end_is_meant(message)
        || is_lone_bracket(message.text, text)
        || is_table(message)
        || is_heading(message)
        || ends_in_sign(message.text)
        || stands_before_bracket(message, source, text)
        || ends_otherwise(message, &message.text[..text.end])
        || is_laid_out_as_list(message)
    {
        return;
    }
    let bracketed = bracket_open(&message.text[..text.end]).is_some();
    let kind = StopKind::of(message.source, bracketed);
    // The habit is counted once a file, the neighbours are read for each message.
    if !sets_stops(message, language, kind) || is_of_a_list(message) || is_of_another(message) {
        return;
    }
    let (stop, safety) = match Habits::stop(message) {
        Some((stop, true)) => (stop, Safety::Safe),
        Some((stop, false)) => (stop, Safety::Unsafe),
        None => {
            let (Stop::Kept(stop) | Stop::Prose(stop)) = language.stop else {
                return;
            };
            let known = matches!(stop, '.' | '。');
            (stop, if known { Safety::Safe } else { Safety::Unsafe })
        }
    };
    // What is missing there is more than the stop.
    let blank = message.text.ends_with(' ') && !message.source.ends_with(' ');
    // Brackets around the last sentence of the source, and around a part of it here.
    let drawn_in = bracketed
        && after_mark(message.source, source) == Some(')')
        && !holds_sentence(&message.text[..text.end]);
    // No sentence of the program has one.
    let never = !message.is_rst() && Habits::of(message).stops(StopKind::Sentence).kept == 0;
    let beyond = has_word_behind_stop(
        message.source.trim_end(),
        &message.text[..text.end],
        language,
    );
    let safety = if blank || drawn_in || never || beyond || breaks_off(message) {
        Safety::Unsafe
    } else {
        safety
    };
    let at = place(message.source, source, message.text, text);
    let last = message.text[..text.end]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    let span = Span::new(text.end - last, text.end);
    found
        .report(&RULE.meta, span, format!("the final `{stop}` is missing"))
        .fix(safety, Span::new(at, at), stop);
}

/// Whether the translators of the file end their sentences with a mark. Where the language leaves no doubt, they do;
/// in a program's messages unless they leave out more than one in ten, as many do in tooltips: then they mean it. Where
/// it does (programs' messages in Chinese or Korean, dandas, a closing bracket behind which `。` may stand or not), only
/// if they hardly ever leave it out, and only where the text is a whole sentence for certain.
fn sets_stops(message: &Message<'_>, language: &Typography, kind: StopKind) -> bool {
    let kept = || {
        let habits = Habits::of(message);
        let all = habits.stops(StopKind::Sentence);
        habits.stops(kind).is_kept(9, 1)
            && !all.is_open()
            && all.is_kept(9, 1)
            && !habits.is_bare(message.entry.span)
    };
    match language.stop {
        Stop::Kept(_) => message.is_rst() || kept(),
        Stop::Prose(stop) => {
            let certain = message.is_rst() && !(kind == StopKind::Bracket && stop == '。');
            (certain || Habits::of(message).stops(kind).is_sure(9))
                && is_whole(message.text, language)
        }
        Stop::Never => false,
    }
}

/// Whether a text is no noun phrase: it ends in a word that makes a sentence, or a sentence ends within it.
fn is_whole(text: &str, language: &Typography) -> bool {
    let text = text.trim_end();
    let text = bracket_open(text).map_or(text, |open| text[..open].trim_end());
    // What ends in code or in an example may be no sentence.
    let worded = !text.ends_with(['"', '\'', '`'])
        && text
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .ends_with(|c: char| !c.is_ascii());
    language.predicates.iter().any(|end| text.ends_with(end))
        || worded
            && text.char_indices().any(|(at, c)| match c {
                '.' => {
                    text[at + 1..].starts_with(' ')
                        && before(text, at).is_some_and(|c| c.is_alphabetic() && !c.is_ascii())
                }
                '。' | '।' | '۔' | '։' => true,
                _ => false,
            })
}

/// Whether what ends the text takes no stop: an address, an option or a path, unless the source has a stop behind it as
/// well; a value behind its label (`Words: {count}`); a stop with a letter or two of a slip of the keyboard behind it.
fn ends_otherwise(message: &Message<'_>, text: &str) -> bool {
    let last = &text[chunk_start(text, text.len())..];
    let inner = last.trim_end_matches(|c: char| !c.is_alphanumeric());
    let slip = inner.rsplit_once('.').is_some_and(|(head, letters)| {
        letters.len() <= 2
            && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
            && head.ends_with(|c: char| c.is_alphabetic() || c == ')')
    });
    let value = last.starts_with(['%', '{', '$', '<']) || last.ends_with(['}', '%']);
    let label = value && {
        let head = text[..text.len() - last.len()].trim_end();
        head.ends_with([':', '：'])
    } || last
        .split_once('：')
        .is_some_and(|(_, value)| value.starts_with(['%', '{', '$']));
    let markup = || {
        token_before(message.markup(), text.len())
            .is_some_and(|token| !matches!(token.kind, Kind::Url | Kind::Email | Kind::Placeholder))
    };
    let address = last.contains(['/', '\\', '@', '='])
        || last.starts_with('-')
        || inner.contains('.') && inner.bytes().any(|byte| byte.is_ascii_alphabetic());
    let stands_so = || message.source_holds(&format!("{last}."));
    // `des administrateurs des c`: cut off.
    let cut = last.len() == 1 && last.bytes().all(|byte| byte.is_ascii_lowercase());
    label || cut || ((slip || address) && !markup() && !stands_so())
}

/// Whether the translation is that of another message: it has a placeholder and the source none, or it stands below
/// another source beside it too. Then the stop is the least that it lacks.
fn is_of_another(message: &Message<'_>) -> bool {
    let filled = |tokens: &[Token]| tokens.iter().any(|token| token.kind == Kind::Placeholder);
    let bare = |text: &str| ending(text, None).at;
    filled(message.markup()) && !filled(message.source_markup())
        || message.text.starts_with('|') && !message.source.starts_with('|')
        || !message.is_rst()
            && neighbours(message).iter().flatten().any(|(source, text)| {
                text == message.text
                    && source[..bare(source)] != message.source[..bare(message.source)]
            })
}

/// Whether the message is one of a list whose items end without a stop in the source, this one alone excepted: of the
/// four about it three are of several words without a mark, and none has one. Who leaves it out makes the list even.
fn is_of_a_list(message: &Message<'_>) -> bool {
    if message.is_rst() {
        return false;
    }
    let [ahead, behind] = neighbours(message);
    let mut about = ahead.iter().rev().take(2).chain(behind.iter().take(2));
    let mut bare = 0;
    let all = about.all(|(source, _)| {
        bare += usize::from(source.split_whitespace().nth(2).is_some());
        ending(source, None).class == Class::Word
    });
    all && bare >= 3
}

/// Whether the translators of a program made a list of what the source says in a row.
fn is_laid_out_as_list(message: &Message<'_>) -> bool {
    let lines = |text: &str| find::all([b'\n'], text.as_bytes()).count();
    !message.is_rst() && lines(message.text) > lines(message.source) + 1
}

/// Whether the message is a table of a program's help, whose last line is indented, or ends in a command on a line of its
/// own: there each line ends as the others of the table do.
fn is_table(message: &Message<'_>) -> bool {
    let [source, text] = [message.source, message.text]
        .map(|text| text.trim_end().rsplit_once('\n').map(|(_, line)| line));
    let indented = |line: &str| line.starts_with([' ', '\t']);
    let set_off = |line: &str| line.starts_with("  ") || line.starts_with('\t');
    !message.is_rst()
        && (source.is_some_and(indented) && text.is_some_and(indented) || text.is_some_and(set_off))
}

/// Whether the entry says that it is the title of a part of a document, as po4a writes it: none ends with a stop.
fn is_heading(message: &Message<'_>) -> bool {
    let file = message.entry.file();
    message.entry.comments.iter().any(|comment| {
        file[comment.span]
            .trim_start_matches(['#', '.', ' '])
            .strip_prefix("type: ")
            .is_some_and(|kind| {
                let kind = kind.trim_end();
                kind.ends_with("<title>")
                    || ["=head", "Title ", "title", "@section", "@chapter", "@sub"]
                        .iter()
                        .any(|name| kind.starts_with(name))
                    || matches!(kind, "SH" | "SS")
            })
    })
}

/// Whether the last word is a sign that is spoken of: `letters, digits, - or _`.
fn ends_in_sign(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.len() == 1 && last.ends_with(['_', '-', '/', '@', '+', '#', '*', '&', '='])
}

/// Whether the stop stands before a bracket that closes the message: `See it (below).` against `見よ。(下記)`.
fn stands_before_bracket(message: &Message<'_>, source: Ending, text: Ending) -> bool {
    let within = matches!(after_mark(message.source, source), Some(')' | '）' | ']'));
    !within
        && bracket_open(&message.text[..text.end]).is_some_and(|open| {
            let head = ending(&message.text[..open], message.file.typography);
            head.class == Class::Stop
        })
}

/// Whether a bracket that was never opened took the place of the full stop: that is `brackets`' finding.
fn is_lone_bracket(text: &str, ending: Ending) -> bool {
    let count = |bracket: u8| find::all([bracket], text.as_bytes()).count();
    text[..ending.end].ends_with(')') && count(b')') > count(b'(')
}

/// Abbreviations that a source may well end in.
const SHORT: [&str; 54] = [
    "etc", "inc", "ltd", "corp", "co", "al", "vs", "jr", "sr", "approx", "no", "nos", "min", "max",
    "sec", "secs", "mins", "hrs", "min", "abbr", "ext", "pos", "num", "fig", "intl", "alt", "rev",
    "dr", "mr", "mrs", "prof", "st", "resp", "incl", "excl", "ref", "refs", "feat", "paragr",
    "unimpl", "cur", "misc", "ops", "dept", "est", "tel", "qty", "std", "pref", "prefs", "attr",
    "attrs", "param", "params",
];

/// Whether a program's message is no sentence: the line of a manual that names the command (`uptime - tell how long …`),
/// what a switch says (`Whether …`), or a source that became a label of one word or a part of a sentence.
fn is_label(source: &str, text: &str, language: &Typography) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let first = |text: &str| text.chars().next();
    let named = source.split_once(" - ").is_some_and(|(names, _)| {
        names.split(", ").all(|name| {
            !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_uppercase())
        })
    });
    // `B<pgrep>(1), B<top>(1)`: what to read as well.
    let pages = source
        .trim_end_matches('.')
        .split(',')
        .all(|page| page.ends_with(')') && page.contains(">(") && !page.trim().contains(' '));
    let short = language.spaced && {
        let left = words(text);
        left < 2 || left == 2 && words(source) > 4
    };
    // No sentence of Georgian begins with a capital.
    let part = first(source).is_some_and(char::is_uppercase)
        && first(text).is_some_and(|c| c.is_lowercase() && !matches!(c, '\u{10d0}'..='\u{10ff}'));
    named || pages || short || part || source.starts_with("Whether ")
}

/// Whether the full stop ends a sentence: it has several words, and the last is no abbreviation.
fn is_sentence(source: &str, ending: Ending) -> bool {
    let head = &source[..ending.at];
    // `All (*.*)`: the dot of a pattern or a path. `*` behind a word ends emphasis.
    let pattern = match head.strip_suffix('*') {
        Some(head) => {
            !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | ')' | '`'))
        }
        None => head.ends_with(['.', '/', '\\', ' ']),
    };
    if pattern {
        return false;
    }
    // A signature: `Thank you,\nDeluge.`
    if let Some((above, line)) = head.rsplit_once('\n')
        && above.trim_end().ends_with(',')
        && !line.trim().contains(char::is_whitespace)
    {
        return false;
    }
    let last = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let abbreviation = SHORT.iter().any(|known| known.eq_ignore_ascii_case(word))
        || word.contains(['.', '|'])
        // `Misc Ops.`: a few words that are cut short.
        || (word.starts_with(char::is_uppercase)
            && letters <= 4
            && head.split_whitespace().count() < 3
            && head.starts_with(|c: char| c.is_uppercase() || matches!(c, '_' | '&')))
        || (letters == 1 && word.len() == 1 && word != "I");
    // `(MacBook, intl.)`, `'Rev.'`: what closes behind the stop closes a few words that are no sentence.
    let closes =
        after_mark(source, ending).is_some_and(|c| matches!(c, ')' | '\'' | '"' | '’' | '”'));
    let within = head
        .rsplit(['(', '\'', '"', '‘', '“'])
        .next()
        .unwrap_or(head);
    let phrase = closes
        && letters <= 4
        && !(within.starts_with(char::is_uppercase) && within.contains(char::is_whitespace));
    head.trim().contains(char::is_whitespace) && !abbreviation && !phrase
}

/// Whether all that stands behind the last stop of the translation of one sentence is one word, which may be one too many:
/// `完成。檔案`. In small letters it goes on from an abbreviation.
fn has_word_behind_stop(source: &str, text: &str, language: &Typography) -> bool {
    const STOPS: [char; 5] = ['.', '。', '।', '۔', '։'];
    let tail = text.rsplit_once(STOPS).and_then(|(head, tail)| {
        let half = text[head.len()..].starts_with('.');
        // `index.html`: no stop.
        (!head.is_empty() && (!half || tail.starts_with(' '))).then_some(tail.trim())
    });
    tail.is_some_and(|word| {
        (language.spaced || word.chars().count() <= 4)
            && !word.starts_with(char::is_lowercase)
            && !word.contains(char::is_whitespace)
            && ![". ", "! ", "? "].iter().any(|end| source.contains(end))
    })
}

/// Whether the brackets that close at the end of `text` hold a sentence of their own: all of it, or what begins as one
/// behind the end of another.
fn holds_sentence(text: &str) -> bool {
    bracket_open(text).is_some_and(|open| {
        let head = text[..open].trim_end();
        let first = text[open..].chars().find(|c| c.is_alphabetic());
        head.is_empty()
            || !head.ends_with(char::is_alphanumeric) && !first.is_some_and(char::is_lowercase)
    })
}

/// Where the full stop goes: where the source has it, before what closes or behind.
fn place(source: &str, source_end: Ending, text: &str, end: Ending) -> usize {
    let closing = after_mark(source, source_end);
    let last = before(text, end.end);
    // `(A sentence.)` against `(une phrase)`; where the brackets were drawn into the sentence, it ends behind them.
    let within = matches!(closing, Some(')' | '）' | ']')) && holds_sentence(&text[..end.end]);
    if within {
        end.end - last.map_or(0, char::len_utf8)
    } else {
        end.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_behind_the_stop_of_a_single_sentence() {
        let of = |code: &str, source: &str, text: &str| {
            let language = crate::lang::typography::of(code).expect("a language with a table");
            has_word_behind_stop(source, text, language)
        };
        assert!(of("zh_TW", "It is done.", "已完成。檔案"));
        assert!(!of("sv", "It is bad. Ignored.", "Den är dålig. Ignoreras"));
        assert!(!of("el", "An e-mail address.", "Μια ηλ. διεύθυνση"));
        assert!(!of("fr", "Read it.html.", "Lisez index.html"));
    }

    #[test]
    fn the_stop_goes_into_brackets_that_hold_a_sentence() {
        let stop = |source: &str, text: &str| {
            let at = place(source, ending(source, None), text, ending(text, None));
            format!("{}.{}", &text[..at], &text[at..])
        };
        assert_eq!(stop("(It is.)", "(c’est ainsi)"), "(c’est ainsi.)");
        assert_eq!(
            stop("Yes. (It is.)", "Oui. (C’est ainsi)"),
            "Oui. (C’est ainsi.)"
        );
        assert_eq!(
            stop("Yes. (It is.)", "Oui (c’est ainsi)"),
            "Oui (c’est ainsi)."
        );
        assert_eq!(
            stop("It is (so).", "C’est ainsi (oui)"),
            "C’est ainsi (oui)."
        );
    }
}
