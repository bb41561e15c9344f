//! Blanks at the beginning or the end of a translation where its source has none, and the other way round.

use unicode_width::UnicodeWidthStr;

use super::habits::Habits;
use super::prose::{
    Pair, after, before, blank_is_meant, breaks_off, has_columns, is_aligned, is_visual, neighbours,
};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::markup::Format;
use crate::po::CommentKind;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "edge-space",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "source and translation do not both begin or end with a blank",
        docs: r#"Programs put messages together: a blank lost at an edge runs two words into one, a blank gained stands there twice, or before a full stop. A blank that the source has is asked for only where something is put beside it: behind a colon, a question, a comma, `...` or a word that no sentence ends with (*by*, *the*), before a word in small letters or a bracket. Elsewhere, in documents, in templates of web pages and in forms it is layout, or an accident of the source; so it is where a file's translators leave out more than two in three of its kind. Full-width marks and scripts without spaces need none. A file that gains blanks again and again has one finding, with their number. Where several blanks stand in a row, or a program's message has several lines, the blanks may hold columns in line: there the fix is unsafe, for how many it takes hangs on the words. At the beginning of a paragraph of reStructuredText a blank is an error: Sphinx then shows the source in its place, as a build tells; at its end it has no effect.
On the French documentation of Python 3.13: 2 findings, both true.
```po bad
msgid "Name: "
msgstr "Nom :"

msgid "Save"
msgstr "Enregistrer "
```
```po good
msgid "Name: "
msgstr "Nom : "

msgid "Save"
msgstr "Enregistrer"
```"#,
    },
    check: Check::Message(check),
};

/// Whether there is a blank at an edge of the source that the translation needs too, and whether the translation has one.
struct Edge {
    wanted: bool,
    there: bool,
}

impl Edge {
    /// An edge that nothing is asked of.
    const FREE: Edge = Edge {
        wanted: false,
        there: false,
    };

    fn differs(&self) -> bool {
        self.wanted != self.there
    }
}

/// The beginning and the end of a message.
fn edges(message: &Message<'_>) -> Option<[Edge; 2]> {
    let (source, text) = (message.source, message.text);
    let blank = |c: Option<char>| matches!(c, Some(' ' | '\t'));
    let edge = |wanted, there| Edge {
        wanted: blank(wanted),
        there: blank(there),
    };
    let start = edge(after(source, 0), after(text, 0));
    let end = edge(before(source, source.len()), before(text, text.len()));
    let trimmed = source.trim();
    // A suffix (`th`) belongs to the word before it in one language and stands alone in another, so does a sign (`%`),
    // and what a program cuts off before it shows the text (`?context:text`) has no edge.
    if !(start.differs() || end.differs())
        || !trimmed.contains(char::is_alphabetic)
        || trimmed == source && is_suffix(source)
        || is_qualified(source)
    {
        return None;
    }
    let (head, tail) = source.split_at(source.find(trimmed)? + trimmed.len());
    let head = &head[..head.len() - trimmed.len()];
    // Columns, or the layout of what is indented: how wide they are hangs on the words.
    let cell = source.starts_with(' ') && source.ends_with(' ') && text.width() == source.width();
    if (cell || has_columns(source) && has_columns(text)) && !message.is_rst() {
        return None;
    }
    // A page made from a template may well show the blank between two of its parts.
    let filled = is_filled(message.format()) && !is_template(message);
    let start_free = match (start.wanted, start.there) {
        (true, false) => {
            is_lost_layout(message, head)
                || source.contains('\n')
                // The word before it takes the mark without a blank.
                || text.starts_with([',', '.', ';', ':', ')', '!', '?'])
                || !needs_word_before(trimmed)
                || !Habits::of(message).start().is_kept(1, 2)
        }
        // Lines that are all set in.
        _ => {
            head.contains('\n')
                || is_set_off_otherwise(source, text)
                || text.starts_with("  ") && source.contains(['\n', '\t'])
                || text.starts_with("  ") && source.contains("  ")
                || ends_label_alike(source, text)
                || begins_as_a_line_of(source, text)
                || is_decorated(text) && !is_decorated(source)
                || text.starts_with("  ") && is_set_in_with_others(message)
                || text.trim_start_matches([' ', '\t']).starts_with('\n')
                || opens_block(text)
                || filled && !is_laid_out_by_blanks(message.format())
        }
    };
    let end_free = match (end.wanted, end.there) {
        (true, false) => {
            is_lost_layout(message, tail)
                || head.len() > 1
                || tail.contains('\n')
                || !needs_word_behind(trimmed, head)
                // `indenting %ld lines... ` against `lines to indent: %ld`: nothing is left to set apart.
                || trimmed.ends_with("...") && !ends_in_ellipsis(text)
                || is_as_long_as_it_may_be(message)
                || !keeps_end(message, trimmed)
        }
        // The indentation of a closing line, the blank that follows a stop of Tibetan, or the rest of a column.
        _ => {
            text.trim_end_matches([' ', '\t']).ends_with(['\n', '།'])
                || text.ends_with("  ") && (source.contains("  ") || text.width() == source.width())
                || closes_block(text)
                || is_padded_word(source, text)
                || is_cut_off(message)
                || is_paragraph(message)
                || is_prompt(text)
                || gains_ends(message)
                // Something comes behind it, and the source forgot the blank.
                || source.ends_with(',') && text.ends_with(", ")
                || filled
                // Sphinx drops what stands at the end of a paragraph.
                || message.is_rst()
        }
    };
    Some([
        if start_free { Edge::FREE } else { start },
        if end_free { Edge::FREE } else { end },
    ])
}

/// Whether source and translation have their first colon in one column, and a value or nothing behind it: blanks set the
/// labels of a table to the right.
fn ends_label_alike(source: &str, text: &str) -> bool {
    let label = |text: &str| {
        text.split_once(':').and_then(|(label, rest)| {
            let value = rest.trim_start();
            (value.is_empty() || value.starts_with('%')).then(|| label.width())
        })
    };
    label(source).is_some_and(|of_source| label(text) == Some(of_source))
}

/// Whether the translators of the file keep the blank that such a source ends with. One behind a colon that they have never
/// kept is nobody's slip; of the labels of a window many have it by accident, for nothing is put behind them.
fn keeps_end(message: &Message<'_>, trimmed: &str) -> bool {
    let habit = Habits::of(message).end(before(trimmed, trimmed.len()).unwrap_or(' '));
    let label = || {
        trimmed.ends_with(':')
            && trimmed.split(' ').count() <= 3
            && !trimmed.contains(['%', '{', '[', '('])
    };
    let never = trimmed.ends_with(':') && habit.kept == 0 && habit.lost > 1;
    let often = habit.lost >= 10 && habit.kept <= habit.lost * 3;
    habit.is_kept(1, 2) && !never && !(often && label())
}

/// Whether a comment of the program asks for as many characters as the translation has, at most.
fn is_as_long_as_it_may_be(message: &Message<'_>) -> bool {
    let entry = message.entry;
    let mut comments = entry.comments.iter();
    comments.any(|comment| {
        let text = &entry.file()[comment.span];
        comment.kind == CommentKind::Extracted && text.contains("char") && {
            let numbers = text.split(|c: char| !c.is_ascii_digit());
            let length = message.text.chars().count();
            numbers
                .filter_map(|number| number.parse::<usize>().ok())
                .any(|most| most == length)
        }
    })
}

/// Whether the blank that a text begins with sets it off from what stands before it, as the source does with a mark
/// (`, ignoring`), or is that of a remark in brackets that the source makes none of.
fn is_set_off_otherwise(source: &str, text: &str) -> bool {
    // `?or-list:, or %s`: what stands before the colon is no text.
    let qualified = source
        .strip_prefix('?')
        .and_then(|rest| rest.split_once(':'));
    let said = qualified.map_or(source, |(_, said)| said);
    let mark = said.strip_prefix([',', ';', '.', ':', ')']);
    let remark = |text: &str| text.trim_start().starts_with('(');
    let open = |bracket: char| source.matches(bracket).count();
    mark.is_some_and(|rest| rest.starts_with(' '))
        || remark(text) && !remark(source)
        // `th copy)`: the rest of something that began elsewhere.
        || open(')') > open('(')
}

/// Whether a blank makes one word as wide as its source: the heads of columns, labels beneath one another.
fn is_padded_word(source: &str, text: &str) -> bool {
    !source.contains(char::is_whitespace) && text.width() == source.width()
}

/// Whether a text begins with another line of the source as it is, blanks and all.
fn begins_as_a_line_of(source: &str, text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    source.lines().skip(1).any(|line| line == first)
}

/// Whether the translators of the file write a blank at the end of most texts, or of those that end with this character.
fn gains_ends(message: &Message<'_>) -> bool {
    let last = message
        .text
        .trim_end_matches([' ', '\t'])
        .chars()
        .next_back();
    last.is_some_and(|last| Habits::of(message).gains_ends(last))
}

/// Whether a text ends with the answers that may be typed behind it: `Delete it? (y/N) `.
fn is_prompt(text: &str) -> bool {
    let answers = text.trim_end().strip_suffix([')', ']']);
    let answers = answers.and_then(|head| head.rsplit(['(', '[']).next());
    answers.is_some_and(|answers| {
        answers.split('/').count() > 1
            && answers.split('/').all(|answer| answer.chars().count() == 1)
    })
}

/// Whether a text begins with a sign that decorates it: ` * ON *`.
fn is_decorated(text: &str) -> bool {
    text.trim_start().starts_with(['*', '-', '=', '•', '~'])
}

/// Whether another message beside this one begins with several blanks: they set what differs in length in one column.
fn is_set_in_with_others(message: &Message<'_>) -> bool {
    let about = neighbours(message);
    about
        .iter()
        .flatten()
        .any(|(source, _)| source.starts_with("  "))
}

/// Whether the entry is a paragraph of a document that po4a took apart, behind which a blank is nothing.
fn is_paragraph(message: &Message<'_>) -> bool {
    let entry = message.entry;
    entry.comments.iter().any(|comment| {
        comment.kind == CommentKind::Extracted
            && entry.file()[comment.span].starts_with("#. type: Plain text")
    })
}

/// Whether the rest of a text was never written: it is the beginning of its source, or comes to no end and is a few words
/// of a long source or less than half of a sentence.
fn is_cut_off(message: &Message<'_>) -> bool {
    let (source, text) = (message.source, message.text);
    let count = |text: &str| text.trim_end().chars().count();
    let ends = |text: &str| text.trim_end().ends_with(['.', ':', '!', '?']);
    let few = || count(source) >= 20 && count(text) * 5 < count(source);
    source.starts_with(text) || !ends(text) && (few() || ends(source) && breaks_off(message))
}

/// Tags of blocks of a page, outside of which a blank is nothing.
#[rustfmt::skip]
const BLOCKS: [&str; 17] = [
    "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
];

/// Whether a text begins with the beginning of a block of a page, before which a blank is nothing.
fn opens_block(text: &str) -> bool {
    text.trim_start()
        .strip_prefix('<')
        .and_then(|rest| rest.split([' ', '>', '/']).next())
        .is_some_and(|name| BLOCKS.contains(&name))
}

/// Whether a text ends with the end of a block of a page.
fn closes_block(text: &str) -> bool {
    text.trim_end()
        .strip_suffix('>')
        .and_then(|rest| rest.rsplit_once("</"))
        .is_some_and(|(_, name)| BLOCKS.contains(&name))
}

/// Whether the blanks of the source, which its translation lacks, glue nothing wherever they stand: a paragraph of a
/// document is set as a whole, nobody glues with several, and a page shows none at an edge.
fn is_lost_layout(message: &Message<'_>, blanks: &str) -> bool {
    is_document(message.format()) || blanks.len() > 1 || is_template(message)
}

/// Whether a source that begins with a blank goes on with what something else stands before: a word in small letters, or
/// a remark in brackets. Others are set in by it, or have it by accident.
fn needs_word_before(trimmed: &str) -> bool {
    trimmed.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '[' | ',' | ';' | '='))
}

/// Whether a source that ends with a blank says that something comes behind it: a value behind a label, the answer to a
/// question, the result of what is going on, or the rest of a sentence.
fn needs_word_behind(trimmed: &str, head: &str) -> bool {
    // The label of a button or a field stands alone.
    if has_access_key(trimmed) {
        return false;
    }
    let last = trimmed.chars().next_back().unwrap_or(' ');
    match last {
        ':' | '=' | ',' | ';' | '?' | '(' | '[' | '{' | '…' => true,
        // What is going on, and not what has happened: `Could not open it, going on... `.
        // Nor what may be said again, in the synopsis of a command: `[PITCH DURATION] ... `.
        '.' => {
            trimmed
                .strip_suffix("...")
                .is_some_and(|head| !head.trim_end().ends_with(']'))
                && !FAILURES.iter().any(|word| trimmed.starts_with(word))
        }
        ')' => trimmed.starts_with('(') || trimmed.contains("? ("),
        ']' => trimmed.starts_with('['),
        _ => {
            // ` old `, put between two words.
            let between = !head.is_empty() && trimmed.starts_with(char::is_lowercase);
            between || trimmed.rsplit(' ').next().is_some_and(is_unfinished)
        }
    }
}

/// Whether a text ends with an ellipsis, in whatever form.
fn ends_in_ellipsis(text: &str) -> bool {
    text.trim_end().ends_with(['.', '…', '。', '⋯'])
}

/// What reports of a failure begin with.
const FAILURES: [&str; 4] = ["Could not ", "Cannot ", "Unable to ", "Failed to "];

/// English words that no sentence and no label ends with.
#[rustfmt::skip]
const UNFINISHED: [&str; 32] = [
    "a", "an", "and", "are", "as", "at", "between", "by", "cannot", "for", "from", "has", "have", "in", "into", "is",
    "of", "on", "or", "see", "than", "that", "the", "then", "to", "using", "via", "was", "were", "will", "with", "your",
];

fn is_unfinished(word: &str) -> bool {
    UNFINISHED
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether it is a label of which a letter is marked as an access key, as in `Te_xt` and `&File`.
fn has_access_key(source: &str) -> bool {
    let label = source.split_whitespace().nth(5).is_none();
    label
        && ['_', '&'].iter().any(|sign| {
            let mut parts = source.split(*sign);
            parts.next().is_some()
                && parts
                    .next()
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
                && parts.next().is_none()
        })
}

fn check(message: &Message<'_>, found: &mut Findings) {
    let (source, text) = (message.source, message.text);
    let Some([start_edge, end_edge]) = edges(message) else {
        return;
    };
    if !start_edge.differs() && !end_edge.differs()
        || blank_is_meant(message)
        || is_visual(message)
        || is_aligned(message)
    {
        return;
    }
    let (wanted, there) = (start_edge.wanted, start_edge.there);
    let (end_wanted, end_there) = (end_edge.wanted, end_edge.there);
    let is_blank = |c| matches!(c, ' ' | '\t');
    let inner = text.trim_matches(is_blank);
    // A message of blanks alone says nothing; a no-break space at the edge is a choice.
    if inner.is_empty() || source.trim_matches(is_blank).is_empty() {
        return;
    }
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let end = text.trim_end_matches(is_blank).len();
    let first = inner.chars().next().unwrap_or(' ');
    let last = inner.chars().next_back().unwrap_or(' ');
    // A program's help is a table whose blanks depend on the words.
    let runs = |text: &str| {
        has_columns(text) || text.starts_with("  ") || text.ends_with("  ") || text.contains('\t')
    };
    let laid_out =
        runs(text) || runs(source) || (!message.is_rst() && source.trim().contains('\n'));
    // ` old `, alone in a column, or between two words.
    let inner_source = source.trim_matches(is_blank);
    let cell = source.starts_with(' ') && source.ends_with(' ') && !inner_source.contains(' ');
    let safety = if laid_out || cell {
        Safety::Unsafe
    } else {
        Safety::Safe
    };
    if there && !wanted {
        let span = Span::new(0, start);
        let safety = if neighbours(message)[0].last().is_some_and(has_lost_end) {
            Safety::Suggest
        } else if has_lost_mark(source, first) {
            safety.min(Safety::Unsafe)
        } else {
            safety
        };
        let quote = message.format() == Format::Rst;
        let words = if quote {
            "the translation begins with a blank: Sphinx takes it for a block quote and shows the source"
        } else {
            "the translation begins with a blank, the source does not"
        };
        let finding = found.report(&RULE.meta, span, words);
        finding.fix(safety, span, "");
        if quote {
            finding.severity = Severity::Error;
        } else {
            finding.repeats = true;
        }
    } else if wanted && !there && needs_space(message, first) {
        let span = Span::new(0, first.len_utf8());
        let safety = safety.min(unlike(
            source.trim_start_matches(is_blank).chars().next(),
            first,
        ));
        let blanks = &source[..source.len() - source.trim_start_matches(is_blank).len()];
        found
            .report(
                &RULE.meta,
                span,
                "the source begins with a blank, the translation does not",
            )
            .fix(safety, Span::new(0, 0), blanks);
    }
    if end_there && !end_wanted && !asks_for_more(inner_source, &text[..end]) {
        let span = Span::new(end, text.len());
        // The comma before it may be one too many as well, and in the place of the source's stop stood another word.
        let gained = matches!(last, ',' | ':' | ';') && !inner_source.ends_with(last)
            || last.is_alphanumeric() && inner_source.ends_with('.');
        let safety = match neighbours(message)[1].first() {
            Some(next) if has_lost_start(next) => Safety::Suggest,
            _ if gained => Safety::Unsafe,
            _ => safety,
        };
        let words = "the translation ends with a blank, the source does not";
        let finding = found.report(&RULE.meta, span, words);
        // Editors and machines leave one behind each translation.
        finding.repeats = true;
        finding.fix(safety, span, "");
    } else if end_wanted && !end_there && needs_space(message, last) {
        let span = Span::new(text.len() - last.len_utf8(), text.len());
        let safety = safety.min(unlike(
            source.trim_end_matches(is_blank).chars().next_back(),
            last,
        ));
        let blanks = &source[source.trim_end_matches(is_blank).len()..];
        found
            .report(
                &RULE.meta,
                span,
                "the source ends with a blank, the translation does not",
            )
            .fix(safety, Span::new(text.len(), text.len()), blanks);
    }
}

/// Whether a translation asks for what is to be typed behind it, `新密码: `, where its source, `enter the new key.`, does not.
fn asks_for_more(source: &str, text: &str) -> bool {
    let colon = [':', '：'];
    text.ends_with(colon) && !source.contains(colon)
}

/// Whether a source begins with a mark that its translation, which begins with `first` behind a blank, has not: `.text`
/// against ` text`. The blank took its place.
fn has_lost_mark(source: &str, first: char) -> bool {
    after(source, 0).is_some_and(|c| matches!(c, '.' | '-' | '/' | '@' | '~') && c != first)
}

/// Whether a source begins with a blank and its translation does not: the blank went to the end of the message before it,
/// whose rest it is.
fn has_lost_start((source, text): &Pair) -> bool {
    !text.is_empty() && source.starts_with(' ') && !text.starts_with(' ')
}

/// The same at the end of the message before it.
fn has_lost_end((source, text): &Pair) -> bool {
    !text.is_empty() && source.ends_with(' ') && !text.ends_with(' ')
}

/// How sure it is that a blank stands at an edge where the source has `theirs` beside its blank and the translation `ours`: a
/// word in the place of a bracket may be an ending, which is put to the word before it.
fn unlike(theirs: Option<char>, ours: char) -> Safety {
    if theirs.is_some_and(|theirs| theirs.is_alphanumeric() == ours.is_alphanumeric()) {
        Safety::Safe
    } else {
        Safety::Unsafe
    }
}

/// Whether messages of this format are paragraphs of a document, each set on its own.
const fn is_document(format: Format) -> bool {
    matches!(format, Format::Rst) || is_filled(format)
}

/// Whether the paragraphs of this format are filled anew when the document is put together: a blank at an end is gone.
const fn is_filled(format: Format) -> bool {
    !matches!(format, Format::Plain | Format::Code | Format::Rst)
}

/// Whether a blank at the beginning of a line means something in this format.
const fn is_laid_out_by_blanks(format: Format) -> bool {
    matches!(format, Format::Pod | Format::Roff | Format::AsciiDoc)
}

/// Whether the source is an ending that a program puts behind a number or a word.
fn is_suffix(source: &str) -> bool {
    source.len() <= 3 && source.chars().all(char::is_lowercase)
}

/// Whether the source begins with a qualifier for translators, `?city:` as freeciv has it, which their text leaves out.
fn is_qualified(source: &str) -> bool {
    source
        .strip_prefix('?')
        .and_then(|rest| rest.split_once(':'))
        .is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        })
}

/// The endings of names of files whose readers see several blanks as one, or none at an edge: pages, and forms.
#[rustfmt::skip]
const TEMPLATES: [&str; 24] = [
    "cshtml", "ejs", "erb", "glade", "haml", "hbs", "htm", "html", "j2", "jinja", "jinja2", "jsp", "mako", "mustache", "njk",
    "phtml", "pt", "pug", "svelte", "tpl", "twig", "ui", "vue", "zpt",
];

/// Whether the message comes from templates of web pages or from forms alone.
fn is_template(message: &Message<'_>) -> bool {
    let entry = &message.entry.file()[message.entry.span];
    let mut places = entry
        .lines()
        .filter_map(|line| line.strip_prefix("#: "))
        .flat_map(str::split_whitespace)
        .filter(|place| place.contains('.'))
        .peekable();
    places.peek().is_some()
        && places.all(|place| {
            let file = place.split(':').next().unwrap_or(place);
            let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
            TEMPLATES.contains(&ending)
        })
}

/// Whether a space is needed beside `c` at an edge: not in scripts without spaces, nor beside full-width marks, nor
/// where another blank stands.
fn needs_space(message: &Message<'_>, c: char) -> bool {
    let spaced = message.file.typography.is_none_or(|table| table.spaced);
    spaced
        && !c.is_whitespace()
        && !matches!(c, '\u{200b}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_place_of_a_bracket() {
        // *Etsi* and ` (to replace)`: *Etsittava*.
        assert_eq!(unlike(Some('('), 't'), Safety::Unsafe);
        assert_eq!(unlike(Some('f'), 'N'), Safety::Safe);
        assert_eq!(unlike(Some(')'), '？'), Safety::Safe);
        assert_eq!(unlike(None, 'a'), Safety::Unsafe);
    }
}
