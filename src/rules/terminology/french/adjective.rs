//! An adjective in place of another: the same cell, or, where a form stands for several, what its noun tells.

use super::determiner;
use super::elision::{before, elides, elides_here, join, rewrite};
use super::words::{is_adverb, is_avoir, is_etre, may_be, readings};
use crate::diagnostic::{Edit, Safety};
use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::compile::Target;
use crate::rules::terminology::hit::{Hit, Mend};
use crate::rules::terminology::paradigm::{AGREEMENT, bits};
use crate::rules::terminology::text::Text;

/// Puts the target adjective in place of a hit.
pub(in crate::rules::terminology) fn mend(text: &Text<'_>, hit: &Hit<'_>, target: &Target) -> Mend {
    let Target::Adjective { forms, elide } = target else {
        return Mend::report("it inflects otherwise than what would stand there");
    };
    let head = hit.head;
    let of = |cells: u64| {
        let mut all: Vec<&String> = bits(cells)
            .filter_map(|bit| forms.get(bit as usize))
            .collect();
        all.sort();
        all.dedup();
        all
    };
    let mut cells = hit.cells;
    let determiner = determiner::find(text, head);
    if of(cells).len() > 1 {
        cells = told(text, head, cells, determiner);
    }
    let possible = of(cells);
    let candidates: Vec<String> = possible.iter().map(|form| (*form).clone()).collect();
    let [form] = possible.as_slice() else {
        let reason = format!("it may stand for \"{}\"", candidates.join("\", \""));
        return Mend::Report { candidates, reason };
    };
    // *il a intégré*, *est intégré à*: a participle, which only another participle replaces.
    let participle = |word: &str| may_be(word, |one| one.part == Part::PastParticiple);
    if participle(text.word(head)) && !participle(form) {
        let mut at = text.before(head);
        while let Some(one) = at.filter(|one| is_adverb(text.word(*one))) {
            at = text.before(one);
        }
        let verb = at.filter(|at| is_etre(text.word(*at)) || is_avoir(text.word(*at)));
        let complement = text
            .after(head)
            .filter(|at| matches!(text.word(*at), "par" | "à" | "au" | "aux" | "dans"));
        if let Some(at) = verb.or(complement) {
            return Mend::Report {
                candidates,
                reason: format!("\"{}\" makes a participle of it", text.raw(at)),
            };
        }
    }
    let was = elides_here(text, head, hit.avoid.elide);
    let now = elides(form, *elide);
    let mut edits = vec![Edit {
        span: hit.span,
        text: hit.write(text, form),
    }];
    if was != now {
        let gender = bits(cells).next().map(|bit| AGREEMENT[bit as usize % 4].0);
        let one_gender = bits(cells).all(|bit| Some(AGREEMENT[bit as usize % 4].0) == gender);
        match (determiner, gender.filter(|_| one_gender)) {
            (Some(one), Some(gender)) if one.number == Some(Number::Singular) => {
                if let Some(new) = one.to(text, gender, now) {
                    edits.push(rewrite(text, one.pieces.0, one.pieces.1, new));
                }
            }
            _ => match before(text, head, now) {
                Ok(edit) => edits.extend(edit),
                Err(reason) => return Mend::Report { candidates, reason },
            },
        }
    }
    Mend::Fix {
        edits: join(edits),
        safety: Safety::Safe,
        to: (*form).clone(),
    }
}

/// The cells that the noun beside the adjective leaves.
fn told(
    text: &Text<'_>,
    head: usize,
    cells: u64,
    determiner: Option<determiner::Determiner>,
) -> u64 {
    let mut gender = determiner.and_then(|one| one.gender);
    let mut number = determiner.and_then(|one| one.number);
    let mut agree_with = |word: &str| {
        let nouns: Vec<_> = readings(word)
            .iter()
            .filter(|one| one.part == Part::Noun)
            .collect();
        if let [noun] = nouns.as_slice() {
            gender = gender.or(noun.gender);
            number = number.or(noun.number);
        }
    };
    if determiner.is_some() {
        text.after(head)
            .into_iter()
            .for_each(|at| agree_with(text.word(at)));
    } else if let Some(at) = text.before(head)
        && may_be(text.word(at), |one| one.part == Part::Noun)
    {
        agree_with(text.word(at));
    }
    let fits = |bit: u32| {
        let (one, many): (Gender, Number) = AGREEMENT[bit as usize % 4];
        gender.is_none_or(|gender| gender == one) && number.is_none_or(|number| number == many)
    };
    let kept = bits(cells)
        .filter(|bit| fits(*bit))
        .fold(0, |mask, bit| mask | 1 << bit);
    if kept == 0 { cells } else { kept }
}
