//! What may have to agree with a noun from further to the left.

use super::apart::{REACH, has_own_subject};
use super::pronoun::pronoun;
use super::word::{Wanted, agrees_at};
use crate::lang::fr::Part;
use crate::rules::terminology::french::words::{
    before_adverbs, ends_sentence, is_adverb, is_avoir, is_copula, is_preposition, may_be,
    may_be_noun, opens_clause,
};
use crate::rules::terminology::text::{Atom, Text};

/// Further to the left: *Une fois créée, la liste…*, *Est renvoyée la liste…*, *l'une après l'autre, les listes…*
pub(super) fn left(
    text: &Text<'_>,
    first: usize,
    wanted: Wanted,
    (subject, referred): (bool, bool),
    settled: &[usize],
) -> Option<usize> {
    // *sont tous des instances*
    let floating = first.checked_sub(1).filter(|at| {
        matches!(text.word(*at), "tous" | "toutes" | "tout" | "toute")
            && matches!(text.word(first), "des" | "un" | "une")
    });
    // *Fermé : le fichier*
    let announced = first.checked_sub(2).filter(|at| {
        text.raw(first - 1) == ":"
            && (*at == 0 || ends_sentence(text, *at - 1) || is_adverb(text.word(*at - 1)))
            && agrees_at(text, *at, wanted)
    });
    if floating.or(announced).is_some() {
        return floating.or(announced);
    }
    let start = (first.saturating_sub(REACH)..first)
        .rev()
        .find(|at| ends_sentence(text, *at))
        .map_or(first.saturating_sub(REACH), |at| at + 1);
    // A noun in the sentences before takes what points back.
    let earlier = (start.saturating_sub(REACH)..start).any(|at| wanted.rivals(text.word(at)));
    // The last word that may agree, with nothing but verbs between it and the group, and the first that means it from afar.
    let (mut suspect, mut afar) = (None, None);
    let (mut clause, mut comma) = (true, false);
    for at in (start..first).rev() {
        if text.atom(at) != Some(Atom::Word) {
            comma |= matches!(text.atom(at), Some(Atom::Mark(',')));
            continue;
        }
        let word = text.word(at);
        if settled.contains(&at) || determiner_of(text, at, first) {
            continue;
        }
        if wanted.rivals(word) && !fronted(text, at, start) {
            (suspect, afar) = (None, None);
        }
        // A subject of the same clause means something else, and so does that of a main clause (*Elle lit un nom, puis la liste*).
        let main = || {
            let opens = text.before(at).is_some_and(|one| {
                let word = text.word(one);
                opens_clause(word)
                    || matches!(word, "s'" | "comme" | "puisque" | "puisqu'" | "quoique")
            });
            // *Si elle est vide, c'est que la liste…*
            let this = (at..first).any(|one| {
                text.raw(one) == "," && matches!(text.word(one + 1), "c'" | "ce" | "cela")
            });
            this || !opens && text.raw(first.saturating_sub(1)) != ","
        };
        let other = matches!(word, "il" | "elle" | "ils" | "elles")
            && (!comma || earlier || main())
            || matches!(word, "celui" | "celle" | "ceux" | "celles");
        if !other && referred && pronoun(text, at, wanted) && !earlier {
            afar = Some(at);
        }
        if agrees_at(text, at, wanted)
            && text.before(at).is_some_and(|one| is_avoir(text.word(one)))
            && text
                .before(at)
                .and_then(|one| text.before(one))
                .is_some_and(|one| matches!(text.word(one), "l'" | "le" | "la" | "les"))
        {
            afar = Some(at);
        }
        // *faute d'être lue, la page…*
        if comma
            && subject
            && agrees_at(text, at, wanted)
            && before_adverbs(text, at).is_some_and(|one| {
                text.word(one) == "être"
                    && text
                        .before(one)
                        .is_some_and(|two| is_preposition(text.word(two)))
            })
        {
            afar = Some(at);
        }
        if opens_clause(word) || matches!(word, "et" | "ou" | "mais") {
            clause = false;
        }
        let next = text.after(at).map_or("", |one| text.word(one));
        if (clause || comma && fronted(text, at, start))
            && subject
            && agrees_at(text, at, wanted)
            && (!may_be_noun(word)
                || fronted(text, at, start)
                || text.before(at).is_some_and(|one| is_copula(text.word(one))))
            && (!wanted.rivals(next) || may_be(next, |one| one.part == Part::Adjective))
        {
            let after_avoir = text.before(at).is_some_and(|one| is_avoir(text.word(one)));
            if !after_avoir && !has_own_subject(text, at, None, wanted) {
                suspect = Some(at);
            }
        }
    }
    // What has no noun of its own before it may agree with ours: only a participle set off by a comma, or a predicate put first.
    let suspect = suspect.filter(|at| {
        let noun_before = (at.saturating_sub(10)..*at)
            .rev()
            .take_while(|one| !ends_sentence(text, *one))
            .any(|one| {
                wanted.rivals(text.word(one)) || matches!(text.atom(one), Some(Atom::Opaque))
            });
        !noun_before
    });
    suspect.or(afar)
}

/// Whether the word at `at` is a part of what stands before the group that begins at `first` (*l'un des*, *tous les*).
fn determiner_of(text: &Text<'_>, at: usize, first: usize) -> bool {
    at + 1 == first
        && matches!(
            text.word(at),
            "tout" | "toute" | "tous" | "toutes" | "seul" | "seule" | "seuls" | "seules"
        )
        || at + 3 >= first
            && (at + 1 < first || text.word(first) == "des")
            && (at + 1..first).all(|one| {
                matches!(
                    text.word(one),
                    "de" | "d'" | "entre" | "parmi" | "ou" | "et" | "un" | "une" | "deux"
                ) || text.raw(one) == "("
            })
}

/// Whether a sentence begins with the word, but for adverbs: *Trop gros pour…*, *Une fois ouvert…*
fn fronted(text: &Text<'_>, at: usize, start: usize) -> bool {
    (start..at).all(|one| {
        is_adverb(text.word(one))
            || matches!(
                text.word(one),
                "une" | "fois" | "bien" | "que" | "si" | "quoique"
            )
    })
}
