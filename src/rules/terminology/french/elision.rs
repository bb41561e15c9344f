//! Words that elide, or no longer do, before a word that takes the place of another.

use super::determiner;
use super::verb::is_inverted;
use super::words::{ends_sentence, is_preposition, may_be, readings};
use crate::diagnostic::{Edit, Safety, Span};
use crate::lang::fr::{self, Part, elision};
use crate::rules::terminology::fold::like;
use crate::rules::terminology::hit::{Hit, Mend};
use crate::rules::terminology::text::{Atom, Text, is_apostrophe, is_quote};

/// Whether words elide before `words`: as the rule says, else by its first letter (a letter spelt alone, *n*, is a consonant).
pub(super) fn elides(words: &str, stated: Option<bool>) -> bool {
    stated.unwrap_or_else(|| {
        let first = words.trim_start_matches(['*', '«', '"', ' ', '\u{a0}']);
        let end = first
            .find(|char: char| !(char.is_alphanumeric() || char == '-'))
            .unwrap_or(first.len());
        fr::elides(&first[..end])
    })
}

/// Whether words elide before the piece `head`: what stands there tells, else the rule, else its first letter.
pub(super) fn elides_here(text: &Text<'_>, head: usize, stated: Option<bool>) -> bool {
    if let Some(previous) = neighbour(text, head) {
        if text.elided(previous) {
            return true;
        }
        if matches!(text.word(previous), "le" | "la")
            || elision::elided(text.word(previous)).is_some()
        {
            return false;
        }
    }
    elides(text.raw(head), stated)
}

/// The piece before `index` whose form depends on the word at `index`: next to it, but for markup's edge and `\ `.
pub(super) fn neighbour(text: &Text<'_>, index: usize) -> Option<usize> {
    let piece = text.pieces.get(index)?;
    let previous = text.back(index)?;
    if text.atom(previous) != Some(Atom::Word) {
        return None;
    }
    let gap = &text.whole[text.pieces[previous].span.end..piece.span.start];
    let blank = gap.starts_with(char::is_whitespace)
        && gap
            .chars()
            .all(|char| char.is_whitespace() || is_quote(char));
    if text.elided(previous) || blank {
        return Some(previous);
    }
    // *de :ref:`erreur <…>`*: a blank, then the edge of markup.
    let markup = piece.token != text.pieces[previous].token && gap.starts_with(char::is_whitespace);
    markup.then_some(previous)
}

/// The edit that writes `new` (a word, elided or not) in place of the pieces `from..=to`, which stand before a word.
/// `emphasised` is where the word's own markup begins, when that goes too.
pub(super) fn rewrite(text: &Text<'_>, from: usize, to: usize, new: &str) -> Edit {
    let start = text.pieces[from].span.start;
    let mut end = text.pieces[to].span.end;
    let mut new = like(&text.whole[start..end], new);
    // One letter in capitals is a capital, not a word in capitals.
    if text.whole[start..end]
        .chars()
        .filter(|char| char.is_alphabetic())
        .count()
        > 1
        && new.chars().any(char::is_lowercase)
    {
        new = like(text.raw(from), &new);
    }
    let rest = &text.whole[end..];
    if new.ends_with('\'') {
        new.pop();
        new.push(own_apostrophe(text, from, to));
        // The blank goes; a glue of markup (`\ `) may stay.
        end += rest.len()
            - rest
                .trim_start_matches(|char: char| char.is_whitespace())
                .len();
    } else if !rest.starts_with(char::is_whitespace) {
        if let Some(after) = rest.strip_prefix("\\ ") {
            end += rest.len() - after.len();
        }
        new.push(' ');
    }
    let apostrophe = own_apostrophe(text, from, to);
    if apostrophe != '\'' {
        new = new.replace('\'', "’");
    }
    Edit {
        span: Span::new(start, end),
        text: new,
    }
}

fn own_apostrophe(text: &Text<'_>, from: usize, to: usize) -> char {
    text.whole[text.pieces[from].span.start..text.pieces[to].span.end]
        .chars()
        .find(|char| is_apostrophe(*char))
        .unwrap_or_else(|| text.apostrophe())
}

/// The edit of the word before `index` when what stands there begins, or no longer begins, with a vowel; `Err` when its full
/// form depends on a gender.
pub(super) fn before(text: &Text<'_>, index: usize, vowel: bool) -> Result<Option<Edit>, String> {
    let Some(previous) = neighbour(text, index) else {
        return Ok(None);
    };
    let word = text.word(previous);
    if vowel {
        if matches!(word, "le" | "la") {
            return Ok(Some(rewrite(text, previous, previous, "l'")));
        }
        return Ok(elision::elided(word).map(|short| rewrite(text, previous, previous, short)));
    }
    match word {
        "l'" => Err(format!(
            "\"{}\" may become \"le\" or \"la\"",
            text.raw(previous)
        )),
        "c'" => Err(format!("\"{}\" stands before it", text.raw(previous))),
        _ => Ok(elision::whole(word).map(|whole| rewrite(text, previous, previous, whole))),
    }
}

/// Joins edits that touch, so that a fix is as few pieces as may be.
pub(super) fn join(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort();
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match joined.last_mut() {
            Some(last) if last.span.end == edit.span.start => {
                last.span.end = edit.span.end;
                last.text.push_str(&edit.text);
            }
            _ => joined.push(edit),
        }
    }
    joined
}

/// Puts an invariable word (or words) in place of a hit.
pub(in crate::rules::terminology) fn word(
    text: &Text<'_>,
    hit: &Hit<'_>,
    target: &str,
    elide: Option<bool>,
) -> Mend {
    if let Some(at) = another(text, hit) {
        return Mend::Report {
            candidates: vec![target.to_owned()],
            reason: format!("\"{}\" makes something else of it", text.raw(at)),
        };
    }
    if let Some(at) = other_gender(text, hit, target) {
        return Mend::Report {
            candidates: vec![target.to_owned()],
            reason: format!(
                "\"{}\" may have to agree with it; a noun is written {{ noun = … }}",
                text.raw(at)
            ),
        };
    }
    let (written, end) = joined(text, hit, target);
    let new = hit.write(text, &written);
    let was = elides_here(text, hit.head, hit.avoid.elide);
    let now = elides(target, elide);
    let mut edits = vec![Edit {
        span: Span::new(hit.span.start, end),
        text: new,
    }];
    let before_il = |word: &str| matches!(word, "il" | "ils");
    let previous = hit
        .head
        .checked_sub(1)
        .filter(|_| neighbour(text, hit.head).is_some());
    let si = previous.filter(|at| matches!(text.word(*at), "si" | "s'"));
    if let Some(at) = si {
        let first = target.split([' ', '-']).next().unwrap_or_default();
        match (text.word(at), before_il(first)) {
            ("si", true) => edits.push(rewrite(text, at, at, "s'")),
            ("s'", false) if before_il(text.word(hit.head)) => {
                edits.push(rewrite(text, at, at, "si"));
            }
            _ => {}
        }
    } else if was != now {
        match before(text, hit.head, now) {
            Ok(edit) => edits.extend(edit),
            Err(reason) => {
                return Mend::Report {
                    candidates: vec![target.to_owned()],
                    reason,
                };
            }
        }
    }
    Mend::Fix {
        edits: join(edits),
        safety: Safety::Safe,
        to: target.to_owned(),
    }
}

/// The determiner of an invariable word that gives way to a noun, where the two need not have one gender (*un bug* → *anomalie*).
fn other_gender(text: &Text<'_>, hit: &Hit<'_>, target: &str) -> Option<usize> {
    let first = target.split([' ', '\'']).next().unwrap_or_default();
    let noun = |word: &str| {
        let all = readings(word);
        let mut nouns = all.iter().filter(|one| one.part == Part::Noun);
        let gender = nouns.next()?.gender;
        (!all.iter().any(|one| one.part == Part::Other)).then_some(gender)
    };
    let new = noun(first)?;
    let determiner = determiner::find(text, hit.head)?;
    let old = determiner
        .gender
        .or_else(|| noun(text.word(hit.head)).flatten());
    (new.is_none() || old != new).then_some(determiner.pieces.1)
}

/// What makes another word of a conjunction, a preposition or an adverb: a *que* behind it (*selon que*), *même* (*quand même*), a
/// preposition before a conjunction, or the pronoun behind the verb of a question (*depuis quand*, *quand lit-il*).
fn another(text: &Text<'_>, hit: &Hit<'_>) -> Option<usize> {
    let words = hit.avoid.words.as_deref()?;
    let last = hit.last();
    let next = text.after(last).filter(|_| !text.elided(last));
    let grammar = may_be(text.word(last), |one| one.part == Part::Other);
    if let Some(at) = next.filter(|at| grammar && matches!(text.word(*at), "que" | "qu'" | "même"))
    {
        return Some(at);
    }
    if words != "quand" {
        return None;
    }
    let preposition = text
        .before(hit.head)
        .filter(|at| is_preposition(text.word(*at)));
    preposition.or_else(|| {
        (last + 1..last + 12)
            .take_while(|at| !ends_sentence(text, *at) && text.raw(*at) != ",")
            .find(|at| text.raw(*at) == "-" && is_inverted(text.word(at + 1)))
    })
}

/// The words that replace a hit, with the last one elided or contracted with what follows as it was (*lorsqu'il* → *quand il*,
/// *grâce au* → *à l'aide du*), and where they end.
fn joined(text: &Text<'_>, hit: &Hit<'_>, target: &str) -> (String, usize) {
    let end = hit.span.end;
    let Some(words) = &hit.avoid.words else {
        return (target.to_owned(), end);
    };
    let was = words.rsplit(' ').next().unwrap_or_default();
    let (before, last) = match target.rsplit_once(' ') {
        Some((before, last)) => (format!("{before} "), last),
        None => (String::new(), target),
    };
    let here = text.word(hit.last());
    let article = match here {
        "du" | "au" => "le",
        "des" | "aux" => "les",
        _ => "",
    };
    if here.ends_with('\'') && !was.ends_with('\'') {
        return match elision::elided(last) {
            Some(short) => (format!("{before}{short}"), end),
            None => (format!("{target} "), end),
        };
    }
    if here != was && !article.is_empty() {
        let contracted = match (last, article) {
            ("de", "le") => "du",
            ("de", _) => "des",
            ("à", "le") => "au",
            ("à", _) => "aux",
            _ => return (format!("{target} {article}"), end),
        };
        return (format!("{before}{contracted}"), end);
    }
    // *quand il* → *lorsqu'il*; *de* is joined with all that follows it elsewhere.
    match (elision::elided(last), text.after(hit.last())) {
        (Some(short), Some(next)) if last != "de" && fr::elides(text.raw(next)) => {
            (format!("{before}{short}"), text.pieces[next].span.start)
        }
        _ => (target.to_owned(), end),
    }
}
