//! Placeholders that differ in an entry without a flag that would say whose they are.

use std::collections::BTreeSet;

use super::judge::is_frequent;
use super::{languages, tokens};
use crate::diagnostic::{Group, Meta, Safety, Severity, Span};
use crate::find;
use crate::markup::{ByteSet, Kind, Token};
use crate::po::entry::Comment;
use crate::po::format::flags::Flags;
use crate::po::{Entry, Keyword, Parser};
use crate::rules::{Check, Findings, Message, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "format-unflagged",
        group: Group::Format,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "an entry without a format flag, whose translation has other placeholders than its source",
        docs: r#"Catalogues that were not made by `xgettext` often have no flags like `c-format`, and then no tool knows that `%s` is more than text. The file itself shows whether it is: where its other translations hold the placeholders of their sources (five at least, and nine of ten), one that does not is wrong. `%(name)s` and `{{name}}` are hardly anything else, and need no five. Compared are `%s`, `%(name)s`, `%1`, `{name}`, `{}`, `{{name}}`, `${name}` and, as Drupal writes them, `@name`, `!name`, `%name` and `:name`, each way for itself; `%2$s` for `%s` is fine where both strings take the same arguments as C or GCC reads them, and so is `{0}` for `{}`. One with a name or a number need not stand as often as in the source. Where some entries have a format flag, `%s` in the others is text. What `strftime` makes a date of is ignored, and so is an entry with a flag, `no-…-format` too: the rule of its language reads it. Mended is a placeholder that differs from the source's by a blank or a full-width character alone.
```po bad
msgid "Reading %(name)s"
msgstr "Lecture de % (name)s"
```
```po good
msgid "Reading %(name)s"
msgstr "Lecture de %(name)s"
```"#,
    },
    check: Check::Message(check),
};

/// How placeholders are written: a file may use one way and quote another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// `%s`, `%2$d`.
    Percent,
    /// `%(name)s`.
    Named,
    /// `%1`.
    Number,
    /// `{name}`, `{0}`.
    Brace,
    /// `{}`, `{:d}`.
    Automatic,
    /// `{{name}}`.
    Double,
    /// `${name}`.
    Dollar,
    /// `@name`, as Drupal writes what it escapes.
    At,
    /// `!name`, what it does not.
    Bang,
    /// `%name`, what it emphasises.
    Word,
    /// `:name`, an address.
    Colon,
}

impl Way {
    const ALL: [Way; 11] = [
        Way::Percent,
        Way::Named,
        Way::Number,
        Way::Brace,
        Way::Automatic,
        Way::Double,
        Way::Dollar,
        Way::At,
        Way::Bang,
        Way::Word,
        Way::Colon,
    ];

    /// Of the placeholder that ends before `rest`; `None` for what might as well be text.
    fn of(placeholder: &str, before: &str) -> Option<Way> {
        let name = placeholder.contains(|c: char| c.is_alphanumeric());
        match placeholder.as_bytes() {
            [b'%', b'(', ..] => placeholder
                .ends_with(|c: char| c.is_ascii_alphabetic())
                .then_some(Way::Named),
            [b'%', rest @ ..] if !rest.is_empty() && rest.iter().all(u8::is_ascii_digit) => {
                Some(Way::Number)
            }
            [b'%', rest @ .., b's' | b'd' | b'i' | b'u'] => {
                let number = rest.strip_suffix(b"$").unwrap_or(rest);
                (rest.is_empty()
                    || (number.len() < rest.len() && number.iter().all(u8::is_ascii_digit)))
                .then_some(Way::Percent)
            }
            [b'{', b'{', ..] => name.then_some(Way::Double),
            [b'{', b'}' | b':' | b'!', ..] => Some(Way::Automatic),
            // `@{name}`, `\N{name}`, `${misc:Depends}`: what stands there says whose it is.
            [b'{', ..] => {
                (name && !before.ends_with(['@', '$', '%', '\\', '#']) && !before.ends_with("\\N"))
                    .then_some(Way::Brace)
            }
            [b'$', b'{', ..] => Some(Way::Dollar),
            _ => None,
        }
    }

    /// Whether such a thing is hardly anything but a placeholder, in whatever file.
    const fn is_sure(self) -> bool {
        matches!(self, Way::Named | Way::Double)
    }
}

/// What the unflagged entries of a file do with placeholders.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habit {
    /// Of each [`Way`]: how many sources hold one, and how many of their translations hold the same.
    ways: [(u32, u32); Way::ALL.len()],
    /// Whether some entry has the flag of a format: then those without one were looked at, and `%s` is text there.
    flags: bool,
}

/// So many sources make a habit.
const HABIT: u32 = 5;

impl Habit {
    /// Whether a file has enough of `@` that [`Way::At`] may be kept in it.
    fn may_keep_at(file: &str) -> bool {
        let enough = HABIT as usize;
        memchr::memchr_iter(b'@', file.as_bytes())
            .take(enough)
            .count()
            == enough
    }

    /// Of the file that reads so.
    fn of(file: &str) -> Habit {
        let mut habit = Habit::default();
        let mut parser = Parser::of_first_entries(file);
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            parser.faults.clear();
            if entry.obsolete || entry.is_header() {
                continue;
            }
            if entry.has_flags_beyond_fuzzy() && Flags::of(&entry).has_format() {
                habit.flags = true;
                continue;
            }
            if entry.fuzzy || !entry.is_translated() || entry.field(Keyword::MsgidPlural).is_some()
            {
                continue;
            }
            let (Some(source), Some(text)) = (entry.msgid(), entry.translations().next()) else {
                continue;
            };
            if find::first(SIGNS, source.as_bytes()).is_none() {
                continue;
            }
            let text = entry.text(text).decode();
            let (ours, theirs) = (all(&source), all(&text));
            for (way, (held, kept)) in Way::ALL.into_iter().zip(&mut habit.ways) {
                let ours = sorted(&source, &ours, way);
                if !ours.is_empty() {
                    *held += 1;
                    *kept += u32::from(ours == sorted(&text, &theirs, way));
                }
            }
        }
        habit
    }

    /// Whether its translations hold the placeholders that are written so: then one that does not is wrong.
    fn keeps(&self, way: Way) -> bool {
        let (held, kept) = self.ways[way as usize];
        let few = held - kept <= 1.max(held / 10);
        let usual = held >= HABIT || way.is_sure();
        // Only who writes `@name` writes the others of that kind, and no flags.
        let whose = match way {
            Way::Percent | Way::At => !self.flags,
            Way::Bang | Way::Word | Way::Colon => self.keeps(Way::At),
            _ => true,
        };
        few && usual && whose
    }
}

/// The placeholders of a text, with how they are written.
fn all(text: &str) -> Vec<(Way, Span)> {
    let mut tokens = Vec::new();
    crate::markup::placeholders(text, &mut tokens);
    ways(text, &tokens)
}

fn ways(text: &str, tokens: &[Token]) -> Vec<(Way, Span)> {
    let mut ways: Vec<(Way, Span)> = signed(text).collect();
    let words = ways.len();
    for token in tokens
        .iter()
        .filter(|token| token.kind == Kind::Placeholder)
    {
        let Some(way) = Way::of(&text[token.span], &text[..token.span.start]) else {
            continue;
        };
        // The `%s` of `%site` is none.
        let at = ways[..words].partition_point(|(_, word)| word.end <= token.span.start);
        if ways[..words]
            .get(at)
            .is_none_or(|(_, word)| word.start > token.span.start)
        {
            ways.push((way, token.span));
        }
    }
    ways
}

/// The placeholders of Drupal in a text: a sign and a name of small letters, touched by no other word.
fn signed(text: &str) -> impl Iterator<Item = (Way, Span)> {
    let bytes = text.as_bytes();
    find::all([b'@', b'!', b'%', b':'], bytes).filter_map(move |at| {
        let touched = at > 0 && TOUCHES[usize::from(bytes[at - 1])];
        if touched || !bytes.get(at + 1)?.is_ascii_lowercase() {
            return None;
        }
        let letters = bytes[at + 1..].iter().take_while(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
        });
        let mut end = at + 1 + letters.count();
        while matches!(bytes[end - 1], b'-' | b'_') {
            end -= 1;
        }
        let (way, least) = match bytes[at] {
            b'@' => (Way::At, 1),
            b'!' => (Way::Bang, 2),
            // `%ds` is a number of seconds.
            b'%' => (Way::Word, 3),
            _ => (Way::Colon, 2),
        };
        let behind = &bytes[end..];
        let goes_on = match behind {
            [b'.', next, ..] => next.is_ascii_alphanumeric(),
            [next, ..] => {
                next.is_ascii_alphanumeric()
                    || matches!(next, b'(' | b'@' | b'=' | b'`')
                    || (*next == b':' && way == Way::Colon)
            }
            [] => false,
        };
        (end > at + least && !goes_on).then_some((way, Span::new(at, end)))
    })
}

/// Before which bytes a sign is part of something else: letters, digits, and marks that stand within names.
static TOUCHES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < u8::MAX {
        table[byte as usize] = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'@' | b'!'
                    | b'%'
                    | b':'
                    | b'_'
                    | b'-'
                    | b'.'
                    | b'/'
                    | b'\\'
                    | b'#'
                    | b'&'
                    | b'$'
                    | b'+'
                    | b'~'
                    | b')'
                    | b']'
                    | b'}'
                    | b'`'
            );
        byte += 1;
    }
    table
};

/// Those of one way, in the order of the alphabet; `%d` is for a program what `%s` is, and `{{ name }}` is `{{name}}`.
fn sorted<'t>(text: &'t str, all: &[(Way, Span)], way: Way) -> Vec<&'t str> {
    let of = all.iter().filter(|(other, _)| *other == way);
    let mut of: Vec<&str> = of
        .map(|(_, span)| &text[*span])
        .map(|one| match way {
            Way::Percent => &one[..one.len() - 1],
            Way::Double => one.trim_matches(['{', '}', ' ']),
            _ => one,
        })
        .collect();
    of.sort_unstable();
    of
}

/// Whether it is a paragraph of a manual, as `po4a` says of each (`#. type: Plain text`): nobody fills it in.
fn is_document(entry: &Entry<'_>) -> bool {
    let said = |comment: &Comment| entry.file()[comment.span].starts_with("#. type: ");
    entry.comments.iter().any(said)
}

/// What placeholders begin with.
const SIGNS: [u8; 6] = [b'%', b'{', b'$', b'@', b'!', b':'];

fn check(message: &Message<'_>, found: &mut Findings) {
    let (source, text) = (message.source, message.text);
    let signs = message.source_bytes();
    // `!name` and `:name` are asked for only where `@name` is a habit: most sources hold a colon, and few files that.
    let drupal = || {
        let known = &message.file.names_by_at;
        *known.get_or_init(|| Habit::may_keep_at(message.entry.file()))
    };
    if message.untouched
        || !signs.any(ByteSet::of(&SIGNS))
        || !signs.any(ByteSet::of(b"%{$@")) && !drupal()
        || message.flags().has_format()
        || is_document(message.entry)
    {
        return;
    }
    // Without these there is no token to look for.
    let ours = if signs.any(ByteSet::of(b"%{$")) {
        ways(source, message.source_markup())
    } else {
        signed(source).collect()
    };
    if ours.is_empty() {
        return;
    }
    let theirs = ways(text, message.markup());
    let differs = |way: &Way| sorted(source, &ours, *way) != sorted(text, &theirs, *way);
    let mut differing: Vec<Way> = Way::ALL.into_iter().filter(differs).collect();
    if differing.is_empty() {
        return;
    }
    if is_date(source) || agree(message) {
        differing.retain(|way| !matches!(way, Way::Percent | Way::Number));
    }
    let braces = |way: &Way| matches!(way, Way::Brace | Way::Automatic);
    if differing.iter().any(braces) && are_numbered(text, &ours, &theirs) {
        differing.retain(|way| !braces(way));
    }
    let habit = || {
        let habit = &message.file.placeholder_habit;
        habit.get_or_init(|| Habit::of(message.entry.file()))
    };
    let held = |way: Way| ours.iter().any(|(other, _)| *other == way);
    differing.retain(|way| held(*way) && habit().keeps(*way));
    let judged = |all: &[(Way, Span)]| -> Vec<Span> {
        let of = all.iter().filter(|(way, _)| differing.contains(way));
        of.map(|(_, span)| *span).collect()
    };
    if differing.is_empty() {
        return;
    }
    let find = |text: &str| judged(&all(text));
    tokens::compare(
        &RULE.meta,
        message,
        &judged(&ours),
        &judged(&theirs),
        &find,
        found,
    );
}

/// Whether the translation numbers what the source has in order: `{1} {0}` for `{} {}`.
fn are_numbered(text: &str, ours: &[(Way, Span)], theirs: &[(Way, Span)]) -> bool {
    let has = |all: &[(Way, Span)], way: Way| all.iter().filter(|(other, _)| *other == way).count();
    let count = has(ours, Way::Automatic);
    let fields = theirs.iter().filter(|(way, _)| *way == Way::Brace);
    let numbers: BTreeSet<usize> = fields
        .filter_map(|(_, span)| text[span.start + 1..span.end - 1].parse().ok())
        .collect();
    has(ours, Way::Brace) == 0
        && has(theirs, Way::Automatic) == 0
        && has(theirs, Way::Brace) >= numbers.len()
        && numbers.into_iter().eq(0..count)
}

/// Whether both take the same arguments as C and most languages after it read them, or as GCC does: `%2$s %1$d` for
/// `%d %s`.
fn agree(message: &Message<'_>) -> bool {
    let strict = message.plural.is_none() || is_frequent(message);
    ["c", "gcc-internal", "gfc-internal"]
        .into_iter()
        .filter_map(languages::named)
        .any(|language| {
            language.source(message.source).is_some_and(|signature| {
                !signature.args.is_empty() && language.agrees(&signature, message.text, strict)
            })
        })
}

/// Whether it is what `strftime` makes a date or a time of, whose directives each language takes as it likes.
fn is_date(source: &str) -> bool {
    let bytes = source.as_bytes();
    memchr::memchr_iter(b'%', bytes).any(|at| {
        let letter = bytes[at + 1..]
            .iter()
            .find(|byte| !b"-_0^#EO".contains(byte));
        letter.is_some_and(|letter| b"HMYyBbIjkUWZzTDR".contains(letter))
    })
}
