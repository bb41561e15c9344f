//! How a text ends: the class of its last mark, across scripts.

use super::prose::{before, token_at};
use crate::find;
use crate::lang::typography::Typography;
use crate::markup::Token;

/// What a mark at the end says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// `.` and its like.
    Stop,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `,`
    Comma,
    /// `…`, `...`
    Ellipsis,
    /// A letter, a figure, or what closes: no mark.
    Word,
    /// Some other sign.
    Other,
}

impl Class {
    /// What it is called in a sentence.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Class::Stop => "a full stop",
            Class::Question => "a question mark",
            Class::Exclamation => "an exclamation mark",
            Class::Colon => "a colon",
            Class::Semicolon => "a semicolon",
            Class::Comma => "a comma",
            Class::Ellipsis => "an ellipsis",
            Class::Word => "no mark",
            Class::Other => "another sign",
        }
    }
}

/// How a text ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ending {
    /// What its last mark says.
    pub(super) class: Class,
    /// Where the mark begins, or the place behind the last character that is none; bytes.
    pub(super) at: usize,
    /// Where the text ends without the blanks behind it, bytes.
    pub(super) end: usize,
}

/// Reads how `text` ends. Brackets, quotation marks and the ends of markup that close behind the last mark are passed.
pub(super) fn ending(text: &str, language: Option<&Typography>) -> Ending {
    // As most texts end, there is nothing to pass.
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
    let (end, open) = if text.as_bytes().last().is_some_and(plain) {
        (text.len(), text.len())
    } else {
        let end = text.trim_end().len();
        (end, text[..end].trim_end_matches(is_closing).len())
    };
    let at = open - before(text, open).map_or(0, char::len_utf8);
    let class = match before(text, open) {
        None => Class::Other,
        Some(':') if is_armenian(language) => Class::Stop,
        Some(c) if language.is_some_and(|language| language.question.contains(&c)) => {
            Class::Question
        }
        Some(c) => class(c),
    };
    // `?!` asks, and so does `!?`.
    let class = match class {
        Class::Exclamation if is_question(text[..at].chars().next_back()) => Class::Question,
        class => class,
    };
    match class {
        Class::Stop | Class::Word if is_armenian(language) => Ending {
            class: within_word(&text[..if class == Class::Word { open } else { at }])
                .unwrap_or(class),
            at: if class == Class::Word { end } else { at },
            end,
        },
        Class::Stop if text[..at].ends_with("..") => Ending {
            class: Class::Ellipsis,
            at: text[..open].trim_end_matches('.').len(),
            end,
        },
        Class::Word => Ending {
            class,
            at: end,
            end,
        },
        _ => Ending { class, at, end },
    }
}

/// Whether the mark of `ending` is prose and no part of a token; the end of a text that has none is always.
pub(super) fn is_mark(ending: Ending, tokens: &[Token]) -> bool {
    ending.class == Class::Word
        || token_at(tokens, ending.at)
            .is_none_or(|token| token.kind.holds_prose() && ending.at < token.inner.end)
}

fn is_question(c: Option<char>) -> bool {
    c.is_some_and(|c| class(c) == Class::Question)
}

/// Whether the marks of questions and exclamations stand within the words, and a colon may end a sentence.
fn is_armenian(language: Option<&Typography>) -> bool {
    language.is_some_and(|language| language.question.contains(&'՞'))
}

/// What the marks within the words of the last sentence of an Armenian text say.
fn within_word(text: &str) -> Option<Class> {
    let sentence = text.rsplit(['։', ':']).next().unwrap_or(text);
    if sentence.contains('՞') {
        Some(Class::Question)
    } else {
        sentence.contains('՜').then_some(Class::Exclamation)
    }
}

/// What stands behind the mark of an ending.
pub(super) fn after_mark(text: &str, ending: Ending) -> Option<char> {
    text[ending.at..ending.end].chars().nth(1)
}

/// Where the round or square bracket opens that closes at the end of `text`.
pub(super) fn bracket_open(text: &str) -> Option<usize> {
    let (opening, closing) = if text.ends_with([')', '）']) {
        (['(', '（'], [')', '）'])
    } else if text.ends_with([']', '］']) {
        (['[', '［'], [']', '］'])
    } else {
        return None;
    };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if closing.contains(&c) {
            depth += 1;
        } else if opening.contains(&c) {
            depth -= 1;
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '"'
            | '\''
            | '*'
            | '_'
            | '`'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '”'
            | '“'
            | '’'
            | '‘'
            | '„'
            | '）'
            | '】'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '〕'
            | '］'
            | '｝'
            | '\u{a0}'
            | '\u{202f}'
            | '\u{200f}'
            | '\u{200e}'
            | ' '
    )
}

/// The class of the last character of a text. Sentence-final characters are those of Unicode's property
/// `Sentence_Terminal`, as far as living scripts go; the others are the marks of the same names.
fn class(c: char) -> Class {
    match c {
        '.' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '։' | '។' | '៕' | '။' | '၊' | '།' | '༎'
        | '።' | '᙮' | '᠃' | '꓿' | '꘎' | '܀' | '܁' | '܂' | '߹' | '᱾' | '᱿' | '᭞' | '᭟' | '꧈'
        | '꧉' | '꩝' | '꫰' | '꯫' => Class::Stop,
        '?' | '？' | '؟' | '\u{37e}' | '፧' | '⸮' | '﹖' | '⁇' | '⁈' | '՞' | '꘏' | '܇' => {
            Class::Question
        }
        '!' | '！' | '՜' | '﹗' | '‼' | '⁉' | '߸' => Class::Exclamation,
        ':' | '：' | '፦' | '﹕' | '︰' | '՝' => Class::Colon,
        ';' | '；' | '؛' | '·' | '፤' | '﹔' | '\u{387}' => Class::Semicolon,
        ',' | '，' | '、' | '､' | '،' | '፣' | '﹐' => Class::Comma,
        '…' | '⋯' | '‥' | 'ฯ' => Class::Ellipsis,
        c if c.is_alphanumeric() || is_closing(c) => Class::Word,
        _ => Class::Other,
    }
}

/// Whether a text holds a mark of [`Class::Stop`] that is no `.`.
pub(super) fn holds_foreign_stop(text: &str) -> bool {
    // All of them are of other scripts, and most texts of languages that write `.` hold none of those.
    find::holds_other_script(text.as_bytes())
        && text.chars().any(|c| c != '.' && class(c) == Class::Stop)
}

/// Whether a message of reStructuredText announces a literal block: it ends in `::`. Where exactly one of source and
/// translation does, the finding is `rst-code-block`'s, and no rule on final marks speaks.
#[must_use]
pub fn ends_in_double_colon(text: &str) -> bool {
    text.trim_end().ends_with("::")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::typography::of;

    #[test]
    fn classes_across_scripts() {
        for (text, language, class) in [
            ("Fin.", "fr", Class::Stop),
            ("« Fin. » ", "fr", Class::Stop),
            ("(Fin.)", "fr", Class::Stop),
            ("Fin...", "fr", Class::Ellipsis),
            ("Fin…", "fr", Class::Ellipsis),
            ("Τέλος;", "el", Class::Question),
            ("Fin\u{a0};", "fr", Class::Semicolon),
            ("終わり。", "ja", Class::Stop),
            ("（終わり。）", "ja", Class::Stop),
            ("真的？", "zh", Class::Question),
            ("حقا؟", "ar", Class::Question),
            ("अंत।", "hi", Class::Stop),
            ("վերջ։", "hy", Class::Stop),
            ("مثلا، ", "ar", Class::Comma),
            ("Fin", "fr", Class::Word),
            ("``fin``", "fr", Class::Word),
            ("50 %", "fr", Class::Other),
            ("", "fr", Class::Other),
            ("ಕೊನೆ", "kn", Class::Word),
            ("Vraiment !?", "fr", Class::Question),
            ("真的？！", "zh", Class::Question),
            ("真的！？", "zh", Class::Question),
            ("Ի՞նչ ես անում", "hy", Class::Question),
            ("Ի՞նչ ես անում։", "hy", Class::Question),
            ("Ի՞նչ։ Վերջ:", "hy", Class::Stop),
        ] {
            assert_eq!(ending(text, of(language)).class, class, "{text}");
        }
    }
}
