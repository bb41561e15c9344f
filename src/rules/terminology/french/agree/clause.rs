//! Clauses that hang on a noun: relative ones, what stands behind them and behind asides, participles put first.

use super::chain::{REACH, adverbs, complements, further, is_verb, names, set_off};
use super::governor::has_kind;
use super::predicate::verb_and_adjectives;
use super::word::{Agrees, Wanted, judge};
use crate::lang::fr::{Number, Part};
use crate::rules::terminology::french::words::{
    before_adverbs, conjugates, ends_sentence, is_avoir, is_etre, is_preposition, may_be,
    may_be_noun, opens_clause,
};
use crate::rules::terminology::text::{Atom, Text};

/// What agrees in the relative clause right behind the noun (*qui est créée*). `sole`: nothing before the noun in its sentence may be
/// the subject of a verb behind it.
pub(super) fn relative(
    text: &Text<'_>,
    end: usize,
    wanted: Wanted,
    sole: bool,
) -> Option<Vec<usize>> {
    // *une option de construction qui est lue*
    let kind = wanted.number == Some(Number::Singular)
        && matches!(text.word(end + 1), "de" | "d'")
        && may_be_noun(text.word(end + 2))
        && !wanted.rivals(text.word(end + 2))
        && has_kind(text, end);
    let end = names(text, end + 1 + 2 * usize::from(kind), wanted, None);
    let at = end + usize::from(text.atom(end) == Some(Atom::Mark(',')));
    if matches!(text.word(at), "que" | "qu'") {
        return object(text, at, wanted).map(|at| vec![at]);
    }
    if text.word(at) != "qui" {
        return None;
    }
    let mut agreeing = Vec::new();
    verb_and_adjectives(text, at + 1, wanted, &mut agreeing);
    if sole {
        agreeing.extend(further(text, at + 1, wanted));
    }
    (!agreeing.is_empty()).then_some(agreeing)
}

/// The participle that agrees with what *que* at `que` stands for (*une liste que le système a créée*).
fn object(text: &Text<'_>, que: usize, wanted: Wanted) -> Option<usize> {
    for at in que + 1..que + 9 {
        let word = text.word(at);
        if is_avoir(word) && may_be(word, |one| one.part == Part::Finite) {
            let participle = adverbs(text, at + 1, 3);
            let pronoun = matches!(text.word(at - 1), "l'" | "le" | "la" | "les" | "en");
            let infinitive = may_be(text.word(participle + 1), |one| {
                one.part == Part::Infinitive
            });
            return (!pronoun
                && !infinitive
                && text.word(participle) != "été"
                && judge(text, participle, wanted) == Agrees::Yes)
                .then_some(participle);
        }
        let stops = text.atom(at) == Some(Atom::Mark(','))
            || matches!(word, "qui" | "que" | "qu'" | "dont" | "où")
            || conjugates(word) && !may_be_noun(word);
        if stops {
            return None;
        }
    }
    None
}

/// The participle of a predicate put before its subject: *Est renvoyée la liste*, *comment sont trouvées les listes*.
pub(super) fn inverted(text: &Text<'_>, first: usize, wanted: Wanted) -> Option<usize> {
    let participle = text.before(first)?;
    let verb = before_adverbs(text, participle).filter(|at| is_etre(text.word(*at)))?;
    let opens = verb.checked_sub(1).is_none_or(|at| {
        ends_sentence(text, at)
            || text.raw(at) == ","
            || matches!(
                text.word(at),
                "où" | "dont" | "comment" | "quand" | "lorsque" | "ainsi" | "alors" | "que"
            )
    });
    (opens
        && may_be(text.word(participle), |one| {
            one.part == Part::PastParticiple
        })
        && judge(text, participle, wanted) != Agrees::No)
        .then_some(participle)
}

/// What agrees behind a present participle of *pouvoir*, *devoir* or *être* right behind the noun: *une méthode pouvant être lue*.
pub(super) fn participial(text: &Text<'_>, end: usize, wanted: Wanted) -> Option<usize> {
    let verb = end + 1;
    let participle = match text.word(verb) {
        "pouvant" | "devant" if text.word(verb + 1) == "être" => adverbs(text, verb + 2, 3),
        "étant" => adverbs(text, verb + 1, 3),
        "ayant" if text.word(verb + 1) == "été" => adverbs(text, verb + 2, 3),
        _ => return None,
    };
    (judge(text, participle, wanted) == Agrees::Yes).then_some(participle)
}

/// The predicate of a subject that a relative clause stands behind: *une liste qui manque est créée*, *la page dans laquelle le nom
/// se trouve est lue*.
pub(super) fn behind_relative(text: &Text<'_>, end: usize, wanted: Wanted) -> Vec<usize> {
    let mut agreeing = Vec::new();
    let at = names(text, end + 1, wanted, None);
    let Some(at) = relative_at(text, at) else {
        return agreeing;
    };
    // *que vous venez*, whose form is no third person's
    let person = |at: usize| {
        text.before(at)
            .is_some_and(|one| matches!(text.word(one), "tu" | "je" | "j'" | "nous" | "vous"))
            && may_be(text.word(at), |one| one.part == Part::Finite)
    };
    let verb = |at: usize| (is_verb(text.word(at)) || person(at)) && !text.emphasised(at);
    let breaks = |one: usize| {
        let word = text.word(one);
        ends_sentence(text, one)
            || text.raw(one) == ","
            || opens_clause(word)
            || matches!(word, "et" | "ou" | "mais" | "s'" | "comme")
    };
    let limit = (at + REACH).min(text.pieces.len());
    // Its own verb; another subject stands before it, but for *qui*.
    let Some(own) = (at + 1..limit)
        .take_while(|one| !breaks(*one))
        .find(|one| verb(*one) && !matches!(text.word(*one), "ne" | "n'"))
    else {
        return agreeing;
    };
    // *que l'on a cliqué*: a participle that never agrees, for all one knows.
    if matches!(text.word(at), "que" | "qu'")
        && is_avoir(text.word(own))
        && judge(text, adverbs(text, own + 1, 3), wanted) != Agrees::Yes
    {
        return agreeing;
    }
    let mut own = adverbs(text, own + 1, 3);
    while matches!(
        text.word(own),
        "été" | "être" | "avoir" | "eu" | "pu" | "dû"
    ) {
        own = adverbs(text, own + 1, 3);
    }
    for one in own..limit {
        if breaks(one) || matches!(text.word(one), "il" | "elle" | "on") {
            break;
        }
        if verb(one) {
            verb_and_adjectives(text, one, wanted, &mut agreeing);
            break;
        }
    }
    agreeing
}

/// The last word of what opens a relative clause at `at`: *qui*, *que*, *dont*, *dans laquelle*.
fn relative_at(text: &Text<'_>, at: usize) -> Option<usize> {
    let which = |at: usize| {
        let word = text.word(at);
        ["quel", "quelle", "quels", "quelles"]
            .iter()
            .any(|end| word.ends_with(end) && word != *end)
    };
    match text.word(at) {
        "qui" | "que" | "qu'" | "dont" | "où" => Some(at),
        _ if which(at) => Some(at),
        word if is_preposition(word) && which(at + 1) => Some(at + 1),
        _ => None,
    }
}

/// The predicate of a subject behind what two commas, or brackets, set off: *les listes, elles, sont lues*, *la page (déjà ouverte) est lue*, *la
/// page, si elle existe, est lue*. A verb right behind it has no other subject.
pub(super) fn behind_aside(text: &Text<'_>, end: usize, wanted: Wanted) -> Vec<usize> {
    let mut agreeing = Vec::new();
    let open = names(text, end + 1, wanted, None);
    let closing = match text.raw(open) {
        "," => ",",
        "(" => ")",
        _ => return agreeing,
    };
    // A clause of its own, with a verb of its own.
    let clause = matches!(
        text.word(open + 1),
        "si" | "s'"
            | "quand"
            | "lorsque"
            | "lorsqu'"
            | "qui"
            | "que"
            | "qu'"
            | "dont"
            | "où"
            | "bien"
            | "quoique"
    );
    let set_off = set_off(text, end, wanted).1;
    let plain = |at: &usize| {
        let word = text.word(*at);
        let apart = !wanted.rivals(word)
            && !opens_clause(word)
            && !is_verb(word)
            && !matches!(word, "et" | "ou");
        let own = set_off.last().is_some_and(|last| at <= last);
        let once = text.word(open + 1) == "une" && text.word(open + 2) == "fois" && *at <= open + 2;
        !ends_sentence(text, *at)
            && text.atom(*at) == Some(Atom::Word)
            && (apart || clause || own || once)
    };
    let close = (open + 1..open + ASIDE)
        .take_while(|at| text.raw(*at) == closing || plain(at))
        .find(|at| text.raw(*at) == closing);
    if let Some(close) = close {
        verb_and_adjectives(text, close + 1, wanted, &mut agreeing);
    }
    agreeing
}

/// The participles and adjectives that a sentence begins with, set off by a comma from the group, which is its subject (*Une
/// fois ouverte, la liste est…*).
pub(super) fn fronted(text: &Text<'_>, first: usize, end: usize, wanted: Wanted) -> Vec<usize> {
    let comma = first.checked_sub(1).filter(|at| text.raw(*at) == ",");
    let verb = complements(text, end, wanted) + 1;
    let subject = conjugates(text.word(verb))
        || matches!(
            text.word(verb),
            "ne" | "n'" | "se" | "s'" | "est" | "peut" | "a"
        );
    let Some(comma) = comma.filter(|_| subject) else {
        return Vec::new();
    };
    let start = (first.saturating_sub(20)..comma)
        .rev()
        .find(|at| ends_sentence(text, *at))
        .map_or(first.saturating_sub(20), |at| at + 1);
    let mut at = start;
    if (text.word(at), text.word(at + 1)) == ("une", "fois") {
        at += 2;
    }
    let mut agreeing = Vec::new();
    loop {
        at = adverbs(text, at, 3);
        if at >= comma || !wanted.agrees(text.word(at)) {
            break;
        }
        agreeing.push(at);
        // *rendue publique*
        if text.blank_after(at) && judge(text, at + 1, wanted) == Agrees::Yes {
            at += 1;
            continue;
        }
        if !matches!(text.word(at + 1), "et" | "ou" | "puis") {
            break;
        }
        at += 2;
    }
    // Nothing else there may be what it belongs to.
    let clear = (at + 1..comma).all(|one| {
        let word = text.word(one);
        text.raw(one) != ","
            && !matches!(word, "qui" | "que" | "qu'" | "dont" | "où")
            && !conjugates(word)
    });
    let own = agreeing.last().is_some_and(|last| {
        let next = text.word(last + 1);
        wanted.rivals(next)
            && text.blank_after(*last)
            && !may_be(next, |one| one.part == Part::Adjective)
    });
    if clear && !own { agreeing } else { Vec::new() }
}

/// How many pieces what stands in quotation marks or brackets has at most, to be a name.
pub(super) const ASIDE: usize = 14;
