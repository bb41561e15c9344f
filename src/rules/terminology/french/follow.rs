//! What follows a replacement that ends in *de* or *à*: contracted with it (*au moyen du réseau*), elided (*à l'aide d'un…*),
//! or, where a verb that had an object would get one behind a preposition, judged impossible.

use super::words::{
    conjugates, ends_sentence, is_adverb, is_avoir, is_etre, is_plain_determiner, is_preposition,
    may_be, may_be_noun, readings, starts_group,
};
use crate::diagnostic::{Edit, Span};
use crate::lang::fr::{self, Part};
use crate::rules::terminology::fold::like;
use crate::rules::terminology::hit::{Hit, Mend};
use crate::rules::terminology::pack::Kind;
use crate::rules::terminology::text::{Atom, Text};

/// How far, in pieces, a second object is looked for.
const REACH: usize = 60;

/// The preposition that words end with.
fn preposition(words: &str) -> Option<String> {
    let last = words.trim_end().rsplit(char::is_whitespace).next()?;
    Some(last.to_lowercase()).filter(|last| is_preposition(last) && !last.ends_with('\''))
}

/// Joins a replacement with what follows it; a report where that cannot be done with certainty.
pub(in crate::rules::terminology) fn settle(text: &Text<'_>, hit: &Hit<'_>, mend: Mend) -> Mend {
    let Mend::Fix {
        mut edits,
        safety,
        to,
    } = mend
    else {
        return mend;
    };
    // What ended in the same preposition has done with what follows already.
    let was = preposition(&text.whole[hit.span]);
    let joined = match preposition(&to).filter(|one| was.as_ref() != Some(one)) {
        None => Ok(Vec::new()),
        Some(word) => edits
            .iter_mut()
            .rev()
            .find(|edit| preposition(&edit.text).as_ref() == Some(&word))
            .map_or(Ok(Vec::new()), |edit| {
                let mut joints = Vec::new();
                if hit.avoid.kind == Kind::Verb {
                    joints = object(text, hit, edit.span.end, &word)?;
                }
                join(text, edit, &word)?;
                joints
                    .into_iter()
                    .map(|at| repeat(text, at, &word))
                    .collect()
            }),
    };
    match joined {
        Ok(repeated) => {
            edits.extend(repeated);
            Mend::Fix { edits, safety, to }
        }
        Err(reason) => Mend::Report {
            candidates: vec![to],
            reason,
        },
    }
}

/// The edit that writes the preposition once more behind the piece that joins two objects: *au nom et à la valeur*.
fn repeat(text: &Text<'_>, joint: usize, word: &str) -> Result<Edit, String> {
    let end = text.pieces[joint].span.end;
    let mut edit = Edit {
        span: Span::new(end, end),
        text: format!(" {word}"),
    };
    join(text, &mut edit, word)?;
    Ok(edit)
}

/// Contracts or elides the preposition at the end of `edit` with the word that follows.
fn join(text: &Text<'_>, edit: &mut Edit, word: &str) -> Result<(), String> {
    let end = edit.span.end;
    let next = text.pieces.partition_point(|piece| piece.span.start < end);
    let Some(piece) = text.pieces.get(next) else {
        return Ok(());
    };
    let gap = &text.whole[end..piece.span.start];
    if piece.atom != Atom::Word || !gap.starts_with(char::is_whitespace) {
        return Ok(());
    }
    let refuse = || {
        Err(format!(
            "\"{word}\" before \"{}\" asks for another sentence",
            text.raw(next)
        ))
    };
    let plain = gap.chars().all(char::is_whitespace);
    if !matches!(word, "à" | "de") {
        return Ok(());
    }
    let contracted = match (word, text.word(next)) {
        ("de", "le") => "du",
        ("de", "les") => "des",
        ("à", "le") => "au",
        ("à", "les") => "aux",
        ("de", "de" | "d'" | "du" | "des" | "à" | "au" | "aux")
        | ("à", "à" | "au" | "aux")
        | (_, "que" | "qu'" | "lequel" | "lesquels" | "lesquelles" | "si" | "s'" | "y" | "en") => {
            return refuse();
        }
        ("de", _) if text.emphasised(next) => return Ok(()),
        ("de", _) if fr::elides(text.raw(next)) => {
            if !plain {
                return refuse();
            }
            "d'"
        }
        _ => return Ok(()),
    };
    if contracted != "d'" {
        // *de le faire*: a pronoun.
        let object = text.after(next).is_some_and(|at| {
            matches!(text.word(at), "y" | "en" | "lui" | "leur" | "ne" | "n'")
                || may_be(text.word(at), |one| one.part == Part::Infinitive)
        });
        if object || !plain {
            return refuse();
        }
    }
    let keep = edit.text.trim_end().len() - word.len();
    let mut new = like(&edit.text[keep..], contracted);
    if contracted == "d'" {
        new.pop();
        new.push(text.apostrophe());
        edit.span.end = piece.span.start;
    } else {
        edit.span.end = piece.span.end;
    }
    edit.text.truncate(keep);
    edit.text.push_str(&new);
    Ok(())
}

/// Whether the object of the verb stands behind it as a group of its own, so that a preposition can govern it; the pieces behind
/// which the preposition is repeated.
fn object(text: &Text<'_>, hit: &Hit<'_>, end: usize, word: &str) -> Result<Vec<usize>, String> {
    let repeated = matches!(word, "à" | "de" | "en");
    let refuse = |at: usize| {
        Err(format!(
            "with a preposition, \"{}\" asks for another sentence",
            text.raw(at)
        ))
    };
    let previous = text.before(hit.head);
    let mut at = previous;
    while let Some(one) = at {
        match text.word(one) {
            "le" | "la" | "les" | "l'" | "en" | "se" | "s'" | "à"
                if !(text.word(one) == "en" && hit.cells & 0b10 != 0) =>
            {
                return refuse(one);
            }
            "ne" | "n'" | "y" | "lui" | "leur" | "me" | "m'" | "nous" | "vous" => {
                at = text.before(one);
            }
            word if is_avoir(word) || is_adverb(word) => at = text.before(one),
            _ => break,
        }
    }
    // *les fonctions que vous utilisez*
    if let Some(que) = (hit.head.saturating_sub(6)..hit.head)
        .rev()
        .take_while(|at| text.atom(*at) == Some(Atom::Word))
        .find(|at| matches!(text.word(*at), "que" | "qu'"))
    {
        return refuse(que);
    }
    let participle = hit.cells & 0b11_1100 != 0;
    let avoir = previous.is_some_and(|at| is_avoir(text.word(at)))
        && !(hit.head.saturating_sub(3)..hit.head).any(|at| is_etre(text.word(at)));
    if participle && !avoir {
        return refuse(hit.head);
    }
    if text.gap(hit.head_end).is_empty() && text.atom(hit.head_end + 1) == Some(Atom::Mark('-')) {
        return refuse(hit.head_end + 1);
    }
    let next = text.pieces.partition_point(|piece| piece.span.start < end);
    let word = text.word(next);
    let group = match text.atom(next) {
        Some(Atom::Opaque) => true,
        Some(Atom::Word) => {
            starts_group(word)
                || is_plain_determiner(word)
                || text.emphasised(next)
                || readings(word).is_empty()
                || may_be_noun(word)
                    && !is_preposition(word)
                    && !may_be(word, |one| {
                        matches!(one.part, Part::Other | Part::Finite | Part::Infinitive)
                    })
        }
        _ => false,
    };
    if !group {
        return Err("its object stands elsewhere".to_owned());
    }
    if !repeated {
        return Ok(Vec::new());
    }
    joints(text, next).map_err(|at| {
        format!(
            "the preposition would have to be repeated behind \"{}\"",
            text.raw(at)
        )
    })
}

/// The pieces that join further objects to the one that begins at `from` (*le nom et la valeur*); or one that may join an object or
/// something else.
fn joints(text: &Text<'_>, from: usize) -> Result<Vec<usize>, usize> {
    let mut found: Vec<usize> = Vec::new();
    // Commas that a later *et* makes a list of.
    let mut commas: Vec<usize> = Vec::new();
    // *dans la liste et la ligne*: what is joined may hang on another preposition.
    let (mut hanging, mut complement, mut relative) = (false, false, false);
    for at in from..(from + REACH).min(text.pieces.len()) {
        let word = text.word(at);
        if ends_sentence(text, at) || matches!(text.atom(at), Some(Atom::Mark('(' | ')'))) {
            break;
        }
        if at > from && matches!(word, "que" | "qu'") && text.word(at.saturating_sub(1)) != "ce" {
            return Err(at);
        }
        // The clause ends where another verb stands; what was joined may be its subject.
        let verb = conjugates(word)
            && !may_be_noun(word)
            && !may_be(word, |one| {
                matches!(one.part, Part::Adjective | Part::PastParticiple)
            });
        if at > from && verb && !relative {
            // *utilise le nom et la valeur puis renvoie*: the same subject.
            let same = matches!(text.word(at - 1), "et" | "ou" | "puis" | "mais")
                || text.raw(at - 1) == ",";
            match found.last() {
                Some(joint) if !same => return Err(*joint),
                _ => break,
            }
        }
        if matches!(word, "si" | "quand" | "lorsque" | "car") {
            break;
        }
        // *le nom qui est donné et la valeur*
        relative |= matches!(word, "qui" | "dont" | "où");
        hanging |= relative || is_preposition(word) && !matches!(word, "de" | "d'");
        if matches!(word, "de" | "d'" | "du" | "des") && at > from {
            // *le nom de la liste et de la ligne*
            let parallel = word != "des" && matches!(text.word(at - 1), "et" | "ou");
            if parallel && !complement {
                return Err(at - 1);
            }
            complement |= !(word == "des"
                && (matches!(text.word(at - 1), "et" | "ou") || text.raw(at - 1) == ","));
        }
        let list = matches!(word, "et" | "ou" | "ni");
        let comma = text.raw(at) == "," && !matches!(text.word(at + 1), "et" | "ou" | "ni");
        if !(list || comma) {
            continue;
        }
        let next = at + 1;
        let group = (starts_group(text.word(next)) || is_plain_determiner(text.word(next)))
            && !matches!(text.word(next), "du" | "au" | "aux" | "des")
            || text.word(next) == "des" && !complement
            || text.atom(next) == Some(Atom::Opaque);
        let bare = text.word(next) == "non"
            || may_be_noun(text.word(next))
            || text.atom(next) == Some(Atom::Word)
                && (readings(text.word(next)).is_empty()
                    || text.raw(next).starts_with(char::is_uppercase));
        // *et l'affiche*: a pronoun and its verb.
        let clitic = matches!(text.word(next), "le" | "la" | "les" | "l'")
            && conjugates(text.word(next + 1))
            && !matches!(text.word(next + 2), "de" | "d'" | "du" | "des");
        match (group, bare) {
            (true, _) if clitic && !may_be_noun(text.word(next + 1)) => break,
            (true, _) if clitic => return Err(at),
            (true, _) if hanging || !text.blank_after(at) => return Err(at),
            (true, _) if comma => commas.push(at),
            (true, _) => {
                found.append(&mut commas);
                found.push(at);
            }
            (false, true) => return Err(at),
            (false, false) => {}
        }
    }
    commas.first().map_or(Ok(found), |at| Err(*at))
}
