//! One message against one language: the verdict of `msgfmt -c`, and what to say of it.

use memchr::{memchr, memchr2};

use super::compare::{Difference, differences};
use super::languages::Language;
use super::mend;
use super::model::{Arg, Invalid, Key, Kind, Signature};
use super::runs;
use crate::diagnostic::{Meta, Safety, Span};
use crate::rules::{Findings, Message};

/// From how many numbers from 0 to 1000 on a plural form is one that must show its number, as `msgfmt` has it.
const OFTEN: usize = 5;

/// How many numbers of a `range:` are tried at most.
const TRIED: u64 = 1000;

/// What is said of a percent sign that is no directive.
const AS_TEXT: &str = "as text, the percent sign is written `%%`";

impl Language {
    /// Whether neither string can hold a directive.
    fn has_none(&self, source: &str, text: &str) -> bool {
        let without = |text: &str| match *self.signs {
            [one] => memchr(one, text.as_bytes()).is_none(),
            [one, other] => memchr2(one, other, text.as_bytes()).is_none(),
            _ => false,
        };
        without(source) && without(text)
    }
}

/// Checks a message of the language.
pub(super) fn judge(
    language: &Language,
    meta: &Meta<'_>,
    message: &Message<'_>,
    found: &mut Findings,
) {
    // All forms of a plural are compared with the plural.
    let plural = message.plural.and_then(|_| message.entry.msgid_plural());
    let source = plural.as_deref().unwrap_or(message.source);
    let text = message.text;
    if source == text || language.has_none(source, text) || runs::same(language.signs, source, text)
    {
        return;
    }
    let Some(signature) = language.source(source) else {
        return;
    };
    let strict = plural.is_none() || is_frequent(message);
    let read = (language.read)(text);
    let differ = match &read {
        Ok(translation) => differences(&language.laxity, &signature, translation, strict),
        Err(_) => Vec::new(),
    };
    if read.is_ok() && differ.is_empty() {
        return;
    }
    if reads_as_prose(source, &signature) {
        let at = text.find('%').unwrap_or(0);
        let span = Span::new(
            at,
            text[at..].chars().next().map_or(at, |c| at + c.len_utf8()),
        );
        let told = format!(
            "the source reads as prose, not as a {} format string",
            language.title
        );
        found
            .report(meta, span, told)
            .help(format!("add the flag `no-{}-format`", language.name));
        return;
    }
    let altered = mend::altered(language, source, &signature, text, strict);
    if !altered.is_empty() {
        for mend::Altered { span, directive } in altered {
            found
                .report(
                    meta,
                    span,
                    format!(
                        "the source has `{directive}`, the translation `{}`",
                        &text[span]
                    ),
                )
                .help("write it as the source does")
                .fix(Safety::Safe, span, directive);
        }
        return;
    }
    let pair = Pair {
        language,
        source,
        signature: &signature,
        text,
        strict,
    };
    match read {
        Err(invalid) => pair.invalid(meta, &invalid, found),
        Ok(_) => {
            for difference in &differ {
                pair.difference(meta, difference, found);
            }
        }
    }
}

/// Whether all directives of a source are percent signs of its prose, as in `35% de descuento`, `100% correct` or `% of
/// total`.
fn reads_as_prose(source: &str, signature: &Signature<'_>) -> bool {
    let mut args = signature.args.iter();
    !signature.args.is_empty() && args.all(|arg| is_percent(source, arg.span))
}

/// Whether a percent sign, a blank and a letter belong to prose: a number stands before them, or a word goes on behind.
fn is_percent(text: &str, span: Span) -> bool {
    let letter = text[span]
        .strip_prefix("% ")
        .map(|rest| rest.chars().next());
    let goes_on = || text[span.end..].starts_with(char::is_alphabetic);
    letter.is_some_and(|c| {
        is_counted(text, span.start) || c.is_some_and(char::is_alphabetic) && goes_on()
    })
}

/// Whether a number stands before the sign at byte `at`.
fn is_counted(text: &str, at: usize) -> bool {
    text[..at]
        .trim_end()
        .ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a plural form stands for so many numbers that it must show which.
pub(super) fn is_frequent(message: &Message<'_>) -> bool {
    let (Some(index), Some(Ok(values))) = (message.plural, &message.file.plural_values) else {
        return false;
    };
    // A language without plurals has one form for all numbers, whatever the range.
    if message.file.plural.nplurals() == Some(1) {
        return true;
    }
    let index = u64::from(index);
    if values
        .iter()
        .filter(|&&value| value == index)
        .take(OFTEN)
        .count()
        < OFTEN
    {
        return false;
    }
    let Some((least, most)) = message.flags().range() else {
        return true;
    };
    let (least, most) = (u64::from(least), u64::from(most));
    let mut stack = Vec::new();
    let mut value = |n: u64| match usize::try_from(n).ok().and_then(|n| values.get(n)) {
        Some(&value) => Some(value),
        None => message.file.plural.expression()?.value(n, &mut stack),
    };
    (least..=most.min(least + TRIED))
        .filter(|&n| value(n) == Some(index))
        .take(2)
        .count()
        > 1
}

/// A source and its translation.
struct Pair<'a> {
    language: &'a Language,
    source: &'a str,
    signature: &'a Signature<'a>,
    text: &'a str,
    strict: bool,
}

impl Pair<'_> {
    fn whole(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// The translation with another text at `span`, if that leaves no difference.
    fn mends(&self, span: Span, directive: &str) -> bool {
        let mended = [&self.text[..span.start], directive, &self.text[span.end..]].concat();
        self.language.agrees(self.signature, &mended, self.strict)
    }

    fn invalid(&self, meta: &Meta<'_>, invalid: &Invalid, found: &mut Findings) {
        let span = self.closed(invalid.span);
        let shown = &self.text[span];
        let title = self.language.title;
        let one = found.report(
            meta,
            if span.is_empty() { self.whole() } else { span },
            format!(
                "`{shown}` {}: the translation is no valid {title} format string, the source is one",
                invalid.reason
            ),
        );
        let mut directives: Vec<&str> = self
            .signature
            .args
            .iter()
            .map(|arg| &self.source[arg.span])
            .collect();
        directives.sort_unstable();
        directives.dedup();
        directives.retain(|directive| self.mends(self.meant(span, directive), directive));
        let sign = shown
            .starts_with('%')
            .then(|| Span::new(span.start, span.start + 1));
        let percent = sign
            .is_some_and(|sign| is_counted(self.text, sign.start) || is_percent(self.text, span));
        if let Some(sign) = sign.filter(|&sign| self.mends(sign, "%%")) {
            one.help(AS_TEXT).fix(Safety::Suggest, sign, "%%");
        } else if percent {
            one.help(AS_TEXT);
        } else if let [directive] = directives[..] {
            one.help(format!("did you mean `{directive}`?")).fix(
                Safety::Suggest,
                self.meant(span, directive),
                directive,
            );
        }
    }

    /// A span that begins in a brace goes on to the one that closes it, so that what takes its place leaves nothing over.
    fn closed(&self, span: Span) -> Span {
        let rest = &self.text[span.end..];
        let inside = self.text[span].starts_with('{') && !self.text[span].ends_with('}');
        let end = rest
            .find(['{', '}', '[', ']', '\'', '"', '\n'])
            .filter(|&end| inside && rest[end..].starts_with('}'));
        end.map_or(span, |end| Span::new(span.start, span.end + end + 1))
    }

    /// The part of `span` that `directive` takes the place of: up to what stands there for itself, where only the end of it
    /// is missing, as in `%(name) est` and `%(name)est`.
    fn meant(&self, span: Span, directive: &str) -> Span {
        let begun = directive
            .char_indices()
            .next_back()
            .map_or("", |(last, _)| &directive[..last]);
        let Some(rest) = self.text[span]
            .strip_prefix(begun)
            .filter(|_| !begun.is_empty())
        else {
            return span;
        };
        // A letter that a word goes on behind is the first of that word, unless the source has a letter there too.
        let goes_on = |text: &str, end: usize| text[end..].starts_with(char::is_alphabetic);
        let word = rest.starts_with(char::is_alphabetic)
            && goes_on(self.text, span.end)
            && !self
                .source
                .match_indices(directive)
                .any(|(at, _)| goes_on(self.source, at + directive.len()));
        // A blank is a flag, which a letter of ASCII may come behind.
        let parted = rest
            .strip_prefix(' ')
            .is_some_and(|rest| begun.len() > 1 || rest.starts_with(|c: char| !c.is_ascii()))
            || rest.starts_with([
                ')', ']', ',', '.', ';', ':', '!', '?', '"', '\'', '»', '”', '<',
            ]);
        if parted || word {
            Span::new(span.start, span.start + begun.len())
        } else {
            span
        }
    }

    fn difference(&self, meta: &Meta<'_>, difference: &Difference<'_, '_>, found: &mut Findings) {
        let ours = |arg: &Arg<'_>| described(arg, &self.source[arg.span]);
        let theirs = |arg: &Arg<'_>| described(arg, &self.text[arg.span]);
        match difference {
            Difference::Missing(args) => {
                let list: Vec<String> = args.iter().map(ours).collect();
                let message = format!("the source takes {}, the translation does not", and(&list));
                let one = found.report(meta, self.whole(), message);
                let lone = mend::lone(self.language, self.signature, self.text, self.strict);
                if !lone.is_empty() {
                    one.help("an apostrophe begins a quotation; as text it is written `''`");
                }
                for span in lone {
                    one.fix(Safety::Suggest, span, "''");
                }
            }
            Difference::Extra(arg) => {
                let one = found.report(
                    meta,
                    arg.span,
                    format!("the translation takes {}, the source does not", theirs(arg)),
                );
                if is_percent(self.text, arg.span) {
                    one.help(AS_TEXT);
                }
            }
            Difference::Renamed(one, other) => {
                let message = format!(
                    "the source takes {}, the translation {}",
                    ours(one),
                    theirs(other)
                );
                self.suggest(meta, message, one, other, found);
            }
            Difference::Type(one, other) => {
                let message = format!(
                    "the source takes {} as {} (`{}`), the translation as {} (`{}`)",
                    key(one.key),
                    one.kind.with_article(),
                    &self.source[one.span],
                    other.kind.with_article(),
                    &self.text[other.span]
                );
                self.suggest(meta, message, one, other, found);
            }
            Difference::Way(one, other) => {
                let way = |arg: &Arg<'_>| match arg.key {
                    Key::Number(_) => "by place",
                    Key::Name(_) => "by name",
                };
                let message = format!(
                    "the source takes its arguments {} (`{}`), the translation {} (`{}`)",
                    way(one),
                    &self.source[one.span],
                    way(other),
                    &self.text[other.span]
                );
                self.suggest(meta, message, one, other, found);
            }
            Difference::MarkMissing(mark) => {
                found.report(
                    meta,
                    self.whole(),
                    format!("the source has `{mark}`, the translation does not"),
                );
            }
            Difference::MarkExtra(span) => {
                let mark = &self.text[*span];
                found.report(
                    meta,
                    *span,
                    format!("the translation has `{mark}`, the source does not"),
                );
            }
            Difference::Elaborate(span) => {
                let directive = &self.text[*span];
                found.report(
                    meta,
                    *span,
                    format!(
                        "the translation has `{directive}`, which the simpler formatter that the source is for does not know"
                    ),
                );
            }
            Difference::List => {
                found.report(
                    meta,
                    self.whole(),
                    "the directives of the translation take other arguments than those of the source",
                );
            }
        }
    }

    /// A finding at a directive that may have been meant as one of the source.
    fn suggest(
        &self,
        meta: &Meta<'_>,
        message: String,
        one: &Arg<'_>,
        other: &Arg<'_>,
        found: &mut Findings,
    ) {
        let directive = &self.source[one.span];
        let span = self.meant(other.span, directive);
        let mends = directive != &self.text[span] && self.mends(span, directive);
        let report = found.report(meta, other.span, message);
        if mends {
            report.help(format!("did you mean `{directive}`?")).fix(
                Safety::Suggest,
                span,
                directive,
            );
        } else {
            let edits = mend::numbered(self.language, self.signature, self.text, self.strict);
            if !edits.is_empty() {
                report.help("in another order, directives have the numbers of their arguments");
            }
            for (span, text) in edits {
                report.fix(Safety::Suggest, span, text);
            }
        }
    }
}

fn key(key: Key<'_>) -> String {
    match key {
        Key::Number(number) => format!("argument {number}"),
        Key::Name(name) => format!("argument `{name}`"),
    }
}

/// An argument by how it is taken: `argument 1 (`%d`, an integer)`.
fn described(arg: &Arg<'_>, directive: &str) -> String {
    let key = key(arg.key);
    if arg.kind == Kind::ANY {
        format!("{key} (`{directive}`)")
    } else {
        format!("{key} (`{directive}`, {})", arg.kind)
    }
}

/// `one, two and three`
fn and(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
