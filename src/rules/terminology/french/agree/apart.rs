//! What agrees with a noun from further off, or may: nothing here is rewritten, so that all of it is a doubt.

use super::chain::{beside, complements};
use super::governor::joins_as_well;
use super::predicate::verb_and_adjectives;
use super::pronoun::{is_neutral, pronoun};
use super::shared::{clause_start, subject_at};
use super::word::{Wanted, agrees_at};
use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::french::determiner;
use crate::rules::terminology::french::words::{
    before_adverbs, conjugates, ends_sentence, is_adverb, is_avoir, is_copula, is_modal,
    is_plain_determiner, is_preposition, may_be, may_be_noun, opens_clause, starts_group,
};
use crate::rules::terminology::text::{Atom, Text};

/// How far, in pieces, what agrees is looked for.
pub(super) const REACH: usize = 60;

/// What has been passed on the way to the right.
#[derive(Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts of one walk, each noted where it is met"
)]
struct Passed {
    /// Another noun of this gender and number: the nearest is what agrees.
    rival: bool,
    /// Another subject, or an object: then only a pronoun may still mean the noun.
    taken: bool,
    /// *et* or *ou*: something plural may agree with two nouns.
    coordinated: bool,
    /// *que*: a participle with *avoir* may agree with what stands before.
    relative: bool,
    /// A relative clause, before anything else: its verb has a subject, or an object, of its own, and the verb after it ours.
    relative_first: bool,
    /// A relative clause of whatever noun: the verb after it may be ours.
    relative_any: bool,
    /// Another noun with a determiner, of whatever gender.
    other: bool,
    /// Another noun of this gender, of whatever number.
    other_number: bool,
    /// Ends of sentences, semicolons and colons among them.
    sentences: u8,
    /// Whether one of them ends the sentence as a whole.
    ended: bool,
}

impl Passed {
    /// Notes a word that joins, or opens a clause.
    fn note(&mut self, text: &Text<'_>, at: usize) {
        match text.word(at) {
            "et" | "ou" | "ni" | "comme" | "avec" if self.sentences == 0 => {
                self.coordinated = true;
            }
            // *aussi bien que l'image*
            "que" | "qu'" if self.sentences == 0 && joins_as_well(text, at) => {
                self.coordinated = true;
            }
            "que" | "qu'" => {
                self.relative = true;
                self.relative_first |= !self.taken;
            }
            "qui" | "dont" | "où" => {
                self.relative_first |= !self.taken;
                self.relative_any = true;
            }
            _ => {}
        }
    }
}

/// Where a noun stands.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts")]
pub(super) struct Place {
    /// Behind *et* or *ou*.
    pub coordinated: bool,
    /// Whether something may refer to it.
    pub referred: bool,
    /// Whether no predicate can have it as its subject.
    pub object: bool,
}

/// The first word to the right, from `from` on, that agrees or may, but for those that are `settled`. `coordinated`: the noun
/// itself stands behind *et* or *ou*.
pub(super) fn right(
    text: &Text<'_>,
    from: usize,
    last: usize,
    wanted: Wanted,
    settled: &[usize],
    place: Place,
) -> Option<usize> {
    let mut passed = Passed {
        coordinated: place.coordinated,
        ..Passed::default()
    };
    for at in from..(last + REACH).min(text.pieces.len()) {
        // *les :class:`str` lues*, *la *policy* lue*: a noun that nobody knows.
        let unknown = text.atom(at) == Some(Atom::Opaque) || text.emphasised(at);
        if unknown && determiner_fits(text, at, wanted) {
            passed.rival = true;
        }
        if text.atom(at) != Some(Atom::Word) {
            if ends_sentence(text, at) {
                passed.sentences += 1;
                passed.ended |= !matches!(text.raw(at), ";" | ":");
            }
            continue;
        }
        // *vers laquelle pointe le lien*
        if is_which(text.word(at)) {
            passed.relative_first |= !passed.taken;
            passed.relative_any = true;
        }
        // *lui-même* right behind the noun is rewritten with it.
        if settled.contains(&at) || at == last + 1 && text.raw(at + 1) == "-" {
            continue;
        }
        passed.note(text, at);
        // *les paquets peuvent eux-mêmes*: their own.
        let own = passed.rival
            && text.raw(at + 1) == "-"
            && matches!(text.word(at + 2), "même" | "mêmes");
        // *la méthode qu'elle appelle*
        let object = at > 0
            && matches!(text.word(at), "il" | "elle" | "ils" | "elles")
            && (matches!(text.word(at - 1), "que" | "qu'" | "dont" | "où")
                || text.word(at - 1).ends_with("quel")
                || text.word(at - 1).ends_with("quelle"))
            && passed.sentences == 0
            && !passed.rival
            && (last + 1..at - 1).all(|one| {
                text.atom(one) == Some(Atom::Opaque)
                    || text.emphasised(one)
                    || one + 2 == at && is_preposition(text.word(one))
            });
        // *Le format est le même*
        let nominal = |at: usize| {
            text.before(at)
                .is_some_and(|article| has_own_subject(text, article, Some(last), wanted))
        };
        if is_which(text.word(at)) && relates_to_nearest(text, at, last, wanted) {
            continue;
        }
        if !own && !object && place.referred && pronoun(text, at, wanted) && !nominal(at) {
            let opens = at > 0 && ends_sentence(text, at - 1);
            if !passed.rival || !passed.ended || passed.sentences == 1 && opens {
                return Some(at);
            }
            continue;
        }
        // *Si définie, …*: the noun is left out.
        if at > 0
            && matches!(text.word(at - 1), "si" | "fois" | "quand" | "lorsque")
            && agrees_at(text, at, wanted)
            && may_be(text.word(at), |one| one.part == Part::PastParticiple)
        {
            return Some(at);
        }
        // *les autres sont fermés*
        if (!passed.rival || passed.sentences == 0)
            && is_neutral(text, at)
            && let Some(one) = predicate_of_neutral(text, at, wanted)
            && !settled.contains(&one)
        {
            return Some(one);
        }
        if passed.sentences == 0
            && (passed.relative && is_attribute(text, at, wanted) || is_likened(text, at, wanted))
        {
            return Some(at);
        }
        // *Page : ouverte*, *Page nº 3 : ouverte*
        let label = || {
            let mut between = last + 1..at - 1;
            between.len() < LABEL
                && between.all(|one| !ends_sentence(text, one) && !wanted.rivals(text.word(one)))
        };
        if text.raw(at - 1) == ":" && is_lone(text, at, wanted) && label() {
            return Some(at);
        }
        if passes_noun(text, at, wanted, &mut passed) {
            continue;
        }
        if passed.sentences == 0
            && (passed.taken || passed.rival)
            && joins_predicate(text, at, wanted)
        {
            return Some(at);
        }
        // In the next sentence only a pronoun may still mean it.
        if passed.sentences == 0
            && (!passed.taken || returns_to_subject(text, at, wanted, &passed))
            && (agrees(text, at, wanted, place.object, &mut passed)
                && !has_own_subject(text, at, Some(last), wanted)
                || agrees_with_two(text, at, wanted, place.object, &passed))
        {
            return Some(at);
        }
    }
    None
}

/// Whether the word at `at` agrees with what *que* stands for, as a verb that takes two things says it: *que le programme garde
/// ouverte*.
fn is_attribute(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let verb = |one: usize| {
        let word = text.word(one);
        conjugates(word)
            && !is_copula(word)
            && !is_avoir(word)
            && !is_modal(word)
            && determiner::find(text, one).is_none()
    };
    before_adverbs(text, at).is_some_and(verb) && is_lone(text, at, wanted)
}

/// *laquelle*, *auxquels*
fn is_which(word: &str) -> bool {
    ["quel", "quelle", "quels", "quelles"]
        .iter()
        .any(|end| word.ends_with(end) && word != *end)
}

/// Whether the relative pronoun at `at` follows another noun that it fits, and a verb stands before that one: *est affichée dans
/// une bulle, dans laquelle*.
fn relates_to_nearest(text: &Text<'_>, at: usize, last: usize, wanted: Wanted) -> bool {
    let passed = |one: usize| {
        let word = text.word(one);
        text.raw(one) == "," || is_preposition(word) || word == "à"
    };
    let mut one = at;
    while one > last + 1 && passed(one - 1) {
        one -= 1;
    }
    // *un dépôt local auquel*
    let noun = (one.saturating_sub(2)..one)
        .rev()
        .find(|one| determiner::find(text, *one).is_some() && wanted.rivals(text.word(*one)));
    noun.is_some_and(|noun| {
        noun > last
            && (last + 1..noun).any(|one| {
                let word = text.word(one);
                conjugates(word) && !may_be_noun(word) || is_copula(word) || is_avoir(word)
            })
    })
}

/// *considérée par le programme comme ouverte*
fn is_likened(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    before_adverbs(text, at).is_some_and(|one| text.word(one) == "comme")
        && is_lone(text, at, wanted)
}

/// Whether the word at `at` agrees, and no noun stands behind it.
fn is_lone(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    agrees_at(text, at, wanted)
        && !text
            .after(at)
            .is_some_and(|next| may_be_noun(text.word(next)))
}

/// Whether the determiner before the piece has this gender and number.
fn determiner_fits(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    determiner::find(text, at).is_some_and(|one| {
        one.number == wanted.number && (one.gender.is_none() || one.gender == wanted.gender)
    })
}

/// Whether the clause of the predicate at `at` has a subject of its own right before its verb, behind `last`: *lorsque l'appel est
/// fait*.
pub(super) fn has_own_subject(
    text: &Text<'_>,
    at: usize,
    last: Option<usize>,
    wanted: Wanted,
) -> bool {
    // *vous êtes sûr*, *êtes-vous sûr*
    let addressed = before_adverbs(text, at).is_some_and(|one| {
        matches!(
            text.word(one),
            "êtes" | "es" | "sommes" | "suis" | "soyez" | "soyons" | "serez" | "seriez" | "étiez"
        ) || matches!(text.word(one), "vous" | "tu" | "nous" | "je")
            && one > 1
            && text.raw(one - 1) == "-"
            && is_copula(text.word(one - 2))
    });
    if addressed {
        return true;
    }
    let (mut verb, mut copula) = (at, false);
    while let Some(one) = text.before(verb) {
        let word = text.word(one);
        copula |= is_copula(word);
        let part = is_copula(word)
            || is_avoir(word)
            || is_modal(word)
            || is_adverb(word)
            || matches!(word, "ne" | "n'" | "se" | "s'" | "y" | "pu" | "dû");
        if !part {
            break;
        }
        verb = one;
    }
    let start = clause_start(text, verb);
    // *si elle est lue*: what the pronoun means is for the pronoun.
    if copula && start + 1 == verb && matches!(text.word(start), "il" | "elle" | "ils" | "elles") {
        return true;
    }
    if !copula || last.is_some_and(|last| start <= last) {
        return false;
    }
    if start == verb {
        // *dans lequel s'est produite l'exception*
        if text.blank_after(at)
            && subject_at(text, at + 1).is_some_and(|(noun, own)| {
                wanted.rivals(text.word(noun)) && own.gender == wanted.gender
            })
        {
            return true;
        }
        return last.is_some_and(|last| relates_to_another(text, verb, last, wanted));
    }
    // *si *name* est lu*: the masculine is that of a name.
    let name =
        start + 1 == verb && (text.atom(start) == Some(Atom::Opaque) || text.emphasised(start));
    if name && wanted.gender == Some(Gender::Masculine) && start > 0 {
        return true;
    }
    // *les listes et les lignes sont lues*: both.
    let joint = start > 0 && matches!(text.word(start - 1), "et" | "ou" | "ni");
    if joint && wanted.number != Some(Number::Singular) {
        return false;
    }
    subject_at(text, start).is_some_and(|(noun, own)| {
        wanted.rivals(text.word(noun))
            && complements(text, beside(text, noun, own).end, own) + 1 == verb
    })
}

/// Whether the verb at `verb` is that of a relative clause right behind another noun, which a verb parts from the one that ends at
/// `last`: *les méthodes correspondant à des opérations qui sont permises*.
fn relates_to_another(text: &Text<'_>, verb: usize, last: usize, wanted: Wanted) -> bool {
    let Some(qui) = verb.checked_sub(1).filter(|at| text.word(*at) == "qui") else {
        return false;
    };
    let Some(noun) = text.before(qui).filter(|at| *at > last) else {
        return false;
    };
    let parted = (last + 1..noun).any(|at| {
        may_be(text.word(at), |one| {
            matches!(
                one.part,
                Part::Finite | Part::Infinitive | Part::PresentParticiple | Part::PastParticiple
            )
        }) && !may_be_noun(text.word(at))
    });
    parted && wanted.rivals(text.word(noun)) && determiner::find(text, noun).is_some()
}

/// What agrees with the pronoun at `at`, which shows no gender of its own.
fn predicate_of_neutral(text: &Text<'_>, at: usize, wanted: Wanted) -> Option<usize> {
    let number = match text.word(at) {
        "autre" => Number::Singular,
        _ => Number::Plural,
    };
    let wanted = Wanted {
        number: Some(number),
        ..wanted
    };
    let mut agreeing = Vec::new();
    verb_and_adjectives(text, at + 1, wanted, &mut agreeing)?;
    agreeing.first().copied()
}

/// Notes a noun that takes what agrees from ours; whether that is all the word can be.
fn passes_noun(text: &Text<'_>, at: usize, wanted: Wanted, passed: &mut Passed) -> bool {
    let word = text.word(at);
    let before = text.before(at);
    let determined = before.is_some_and(|one| determines(text.word(one)));
    let bare = before.is_some_and(|one| is_preposition(text.word(one)));
    // *un fichier sur disque ouvert*, *un fichier de configuration lu*: a noun without determiner takes nothing.
    // *ci-dessus* neither.
    let compound = at > 0 && text.raw(at - 1) == "-" && text.gap(at - 1).is_empty();
    let rival = wanted.rivals(word) && !bare && !compound && is_noun_place(text, at, before);
    let article = before
        .is_some_and(|one| starts_group(text.word(one)) || is_plain_determiner(text.word(one)));
    if article && may_be_noun(word) && !starts_group(word) {
        let any = Wanted {
            number: None,
            ..wanted
        };
        passed.other = true;
        passed.other_number |= any.rivals(word);
    }
    // *de nouvelles*, without a noun, may be ours.
    let nominal = bare
        && may_be(word, |one| one.part == Part::Adjective)
        && text
            .after(at)
            .is_none_or(|one| !may_be_noun(text.word(one)));
    if !(rival || determined && !nominal && wanted.agrees(word)) {
        return false;
    }
    passed.rival = true;
    // A noun with a determiner and no preposition before it is the subject, or the object, of what follows.
    let free = before.is_some_and(|one| {
        (starts_group(text.word(one))
            || matches!(text.word(one), "quel" | "quelle" | "quels" | "quelles"))
            && !one.checked_sub(1).is_some_and(|two| {
                is_preposition(text.word(two)) || matches!(text.word(two), "et" | "ou" | "ni")
            })
    });
    passed.taken |= free && passed.sentences == 0;
    determined
}

/// Whether a noun of its own may stand here: behind a determiner, or an adjective that has one, or where something begins;
/// behind another noun it is an adjective (*une liste d'arguments passée*) or stands in apposition (*un fichier texte ouvert*).
pub(super) fn is_noun_place(text: &Text<'_>, at: usize, before: Option<usize>) -> bool {
    // *comme complet*, *(complet)*: what is an adjective as well is a noun behind a determiner alone.
    let adjective = may_be(text.word(at), |one| {
        matches!(one.part, Part::Adjective | Part::PastParticiple)
    });
    let Some(before) = before else {
        return !adjective
            && !text
                .back(at)
                .is_some_and(|one| text.atom(one) == Some(Atom::Opaque));
    };
    let word = text.word(before);
    if adjective && !determines(word) {
        return false;
    }
    let noun_like = may_be(word, |one| {
        matches!(
            one.part,
            Part::Noun | Part::Adjective | Part::PastParticiple
        )
    }) && !may_be(word, |one| one.part == Part::Other);
    // *que vous avez prise*, *est mise à jour*
    if is_copula(word) || is_avoir(word) {
        return false;
    }
    !noun_like
        || determines(word)
        || may_be(word, |one| one.part == Part::Adjective)
            && text
                .before(before)
                .is_some_and(|one| determines(text.word(one)))
}

/// Whether the word agrees with our noun, or may.
fn agrees(text: &Text<'_>, at: usize, wanted: Wanted, object: bool, passed: &mut Passed) -> bool {
    if !agrees_at(text, at, wanted) {
        return false;
    }
    // *la configuration utilisateur*: a noun behind the one that it tells about.
    let apposed = text.word(at).ends_with("teur") || text.word(at) == "client";
    if apposed
        && may_be_noun(text.word(at))
        && text
            .before(at)
            .is_some_and(|one| may_be_noun(text.word(one)) && !wanted.rivals(text.word(one)))
    {
        return false;
    }
    let verb = before_adverbs(text, at);
    let predicate = verb.is_some_and(|one| is_copula(text.word(one)));
    // *aux listes d'être lues*: no subject, but what the infinitive tells about.
    let finite = verb.is_some_and(|one| {
        !matches!(text.word(one), "être" | "étant")
            || text.before(one).is_some_and(|two| is_modal(text.word(two)))
    });
    if predicate && object && finite && !passed.relative_first {
        return false;
    }
    // *entre *a* (exclue) et…*: of the name before it.
    let named = at > 1
        && text.raw(at - 1) == "("
        && (text.atom(at - 2) == Some(Atom::Opaque) || text.emphasised(at - 2));
    // *un tampon de taille nulle*: of the noun right before it, where ours is far.
    let next_to = passed.other
        && text
            .before(at)
            .is_some_and(|one| wanted.rivals(text.word(one)));
    if (named || next_to) && !predicate {
        return false;
    }
    // *les noms requis*: of either number.
    let either = |number| {
        Wanted {
            number: Some(number),
            ..wanted
        }
        .agrees(text.word(at))
    };
    let rival =
        passed.rival || passed.other_number && either(Number::Singular) && either(Number::Plural);
    // *la liste que vous avez créée*, *vous l'avez créée*
    let with_object = |one: usize| {
        passed.relative
            || text
                .before(one)
                .is_some_and(|two| matches!(text.word(two), "l'" | "la" | "le" | "les"))
    };
    if verb.is_some_and(|one| is_avoir(text.word(one)) && !with_object(one)) {
        return false;
    }
    // *de nombreuses méthodes*: it belongs to the noun after it.
    let next = text.after(at).map_or("", |one| text.word(one));
    if wanted.rivals(next) && !predicate {
        passed.rival = true;
        return false;
    }
    // After a copula the subject may be ours even where another noun stands nearer (*la taille de la liste est …*), and what
    // a comma sets off may go back to it.
    let mut edge = at;
    while edge > 0 && is_adverb(text.word(edge - 1)) {
        edge -= 1;
    }
    predicate || !rival || edge > 0 && text.atom(edge - 1) == Some(Atom::Mark(','))
}

/// *est lue par un programme puis fermée*: joined to a predicate further back, for all one knows.
fn joins_predicate(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    may_be(text.word(at), |one| one.part == Part::PastParticiple)
        && before_adverbs(text, at).is_some_and(|one| {
            matches!(text.word(one), "et" | "ou" | "puis" | "mais" | "ni")
                && !text
                    .before(one)
                    .is_some_and(|two| wanted.agrees(text.word(two)))
        })
        && agrees_at(text, at, wanted)
}

/// Whether the word is a predicate whose subject stands further back: behind *et* without a subject of its own, or behind a
/// relative clause.
fn returns_to_subject(text: &Text<'_>, at: usize, wanted: Wanted, passed: &Passed) -> bool {
    let relative = passed.relative_first;
    let mut verb = false;
    let mut before = text.before(at);
    while let Some(one) = before {
        let word = text.word(one);
        if is_copula(word) || is_modal(word) || is_avoir(word) {
            verb |= is_copula(word);
        } else if !(is_adverb(word)
            || matches!(word, "ne" | "n'" | "y" | "lui" | "leur" | "se" | "s'"))
        {
            // *après avoir été lu*, *pour être lu*
            let free = matches!(
                word,
                "et" | "ou"
                    | "mais"
                    | "puis"
                    | "pour"
                    | "de"
                    | "d'"
                    | "sans"
                    | "après"
                    | "avant"
                    | "afin"
                    | "doit"
            );
            // *la liste contenant un nom qui manque est lue*
            let behind =
                passed.relative_any && word != "qui" && !clause_of_another(text, at, wanted);
            return verb && (relative || free || behind);
        }
        let next = text.before(one);
        // *, est lu*
        if next.is_none()
            && one > 0
            && matches!(text.atom(one - 1), Some(Atom::Mark(',' | ')' | '—' | '–')))
        {
            return verb;
        }
        before = next;
    }
    verb && relative
}

/// Whether the last clause before the word that *si*, *quand*, *que* opens begins with a noun that it agrees with.
fn clause_of_another(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    (at.saturating_sub(REACH)..at)
        .rev()
        .take_while(|one| !ends_sentence(text, *one))
        .find(|one| {
            opens_clause(text.word(*one)) && !matches!(text.word(*one), "qui" | "dont" | "où")
        })
        .and_then(|one| subject_at(text, one + 1))
        .is_some_and(|(noun, _)| wanted.rivals(text.word(noun)))
}

/// Whether the word agrees with our noun and another one (*la classe et la fonction utilisées*).
fn agrees_with_two(
    text: &Text<'_>,
    at: usize,
    wanted: Wanted,
    object: bool,
    passed: &Passed,
) -> bool {
    if !passed.coordinated {
        return false;
    }
    let plural = Wanted {
        number: Some(Number::Plural),
        ..wanted
    };
    let word = text.word(at);
    let only_adjective = !may_be(word, |one| one.part == Part::Other);
    // *lit la liste, et les lignes sont lues*
    let mut verb = at;
    while let Some(one) = text.before(verb).filter(|one| {
        is_copula(text.word(*one)) || is_avoir(text.word(*one)) || is_adverb(text.word(*one))
    }) {
        verb = one;
    }
    let start = clause_start(text, verb);
    let parted = start > 1
        && start < verb
        && matches!(text.word(start - 1), "et" | "mais")
        && text.raw(start - 2) == ",";
    if parted
        && subject_at(text, start).is_some_and(|(noun, own)| {
            plural.rivals(text.word(noun)) && own.number == Some(Number::Plural)
        })
    {
        return false;
    }
    let Some(before) = before_adverbs(text, at) else {
        return false;
    };
    let verb = text.word(before);
    // *les fonctions et méthodes définies*: the second has no determiner of its own.
    let shares = may_be_noun(verb)
        && (!plural_noun(verb)
            || text
                .before(before)
                .is_some_and(|one| matches!(text.word(one), "et" | "ou" | "ni")));
    only_adjective
        && plural.agrees(word)
        && agrees_at(text, at, plural)
        && (is_copula(verb) && !object || shares)
}

fn plural_noun(word: &str) -> bool {
    may_be(word, |one| {
        one.part == Part::Noun && one.number != Some(Number::Singular)
    })
}

fn determines(word: &str) -> bool {
    is_plain_determiner(word)
        || matches!(
            word,
            "le" | "la" | "les" | "l'" | "leur" | "de" | "d'" | "en"
        )
}

/// So many pieces of a label may stand between its noun and the colon.
const LABEL: usize = 6;
