//! Closed classes of French words that the grammar of a fix asks about.

use crate::lang::fr::{self, Gender, Number, Part, Reading};
use crate::rules::terminology::text::{Atom, Text};

/// What a word may be in a text: as the lexicon says, but for words of the grammar, which are nothing else here whatever the
/// lexicon has beside (*est* the East, *pas* a step, *son* a sound, *sur* acid).
pub(super) fn readings(word: &str) -> &'static [Reading] {
    const fn only(part: Part) -> [Reading; 1] {
        [Reading {
            part,
            gender: None,
            number: None,
        }]
    }
    const OTHER: &[Reading] = &only(Part::Other);
    const FINITE: &[Reading] = &only(Part::Finite);
    const INFINITIVE: &[Reading] = &only(Part::Infinitive);
    const PARTICIPLE: &[Reading] = &only(Part::PastParticiple);
    match word {
        "est" | "a" | "as" | "ai" | "sont" | "ont" | "peut" | "va" | "vont" | "es" | "lit"
        | "lis" => FINITE,
        "être" | "avoir" => INFINITIVE,
        "été" => PARTICIPLE,
        "pas" | "plus" | "son" | "si" | "or" | "car" | "mais" | "donc" | "ni" | "sur" | "sous"
        | "dans" | "en" | "par" | "pour" | "avec" | "sans" | "vers" | "entre" | "contre"
        | "bien" | "leur" | "ton" | "on" | "y" | "là" | "ici" | "aussi" | "alors" | "ainsi"
        | "puis" | "comme" | "ou" | "où" | "et" | "que" | "qui" | "quoi" | "dont" | "ce" | "ça"
        | "très" | "trop" | "peu" | "moins" | "non" | "ne" | "se" | "me" | "te" | "lui"
        | "elle" | "il" | "eux" | "tu" | "je" | "nous" | "vous" | "mon" | "mes" | "ses" | "ces"
        | "des" | "les" | "le" | "la" | "aux" | "au" | "du" | "de" | "à" | "un" | "une"
        | "tout" | "tous" | "sauf" | "hors" | "via" | "ex" | "ci" | "quasi" | "dès" | "lors"
        | "tant" | "aucun" | "aucune" | "certes" | "voire" | "etc" | "quel" | "quelle" => OTHER,
        // The lexicon has only the nouns.
        "favori" | "favoris" | "favorite" | "favorites" => guessed(word),
        _ => match fr::readings(word) {
            [] => guessed(word),
            known => known,
        },
    }
}

/// What a word that no lexicon has must be by its ending: a participle in *-é* (*bufferisé*), an adjective
/// (*fonctoriel*).
fn guessed(word: &str) -> &'static [Reading] {
    use crate::lang::fr::Gender::{Feminine, Masculine};
    use crate::lang::fr::Number::{Plural, Singular};
    const fn of(part: Part, gender: Gender, number: Number) -> [Reading; 1] {
        [Reading {
            part,
            gender: Some(gender),
            number: Some(number),
        }]
    }
    const PARTICIPLES: [(&str, &[Reading]); 4] = [
        ("ées", &of(Part::PastParticiple, Feminine, Plural)),
        ("ée", &of(Part::PastParticiple, Feminine, Singular)),
        ("és", &of(Part::PastParticiple, Masculine, Plural)),
        ("é", &of(Part::PastParticiple, Masculine, Singular)),
    ];
    const ADJECTIVES: [(&[&str], &[Reading]); 4] = [
        (
            &["elles", "ives", "euses", "ennes", "ales", "orites"],
            &of(Part::Adjective, Feminine, Plural),
        ),
        (
            &["elle", "ive", "euse", "enne", "ale", "orite"],
            &of(Part::Adjective, Feminine, Singular),
        ),
        (
            &["els", "ifs", "iens", "aux", "oris"],
            &of(Part::Adjective, Masculine, Plural),
        ),
        (
            &["iel", "nel", "tif", "sif", "eux", "ori"],
            &of(Part::Adjective, Masculine, Singular),
        ),
    ];
    if word.len() < 6 || !word.chars().all(char::is_alphabetic) {
        return &[];
    }
    if let Some((_, readings)) = PARTICIPLES.iter().find(|(end, _)| word.ends_with(end)) {
        return readings;
    }
    ADJECTIVES
        .iter()
        .find(|(ends, _)| ends.iter().any(|end| word.ends_with(end)))
        .map_or(&[], |(_, readings)| readings)
}

/// Every form of *être*.
pub(super) fn is_etre(word: &str) -> bool {
    matches!(
        word,
        "être"
            | "est"
            | "sont"
            | "était"
            | "étaient"
            | "sera"
            | "seront"
            | "serait"
            | "seraient"
            | "fut"
            | "furent"
            | "soit"
            | "soient"
            | "fût"
            | "été"
            | "étant"
            | "suis"
            | "es"
            | "sommes"
            | "êtes"
            | "serez"
            | "serons"
            | "étiez"
            | "étions"
            | "soyez"
            | "soyons"
    )
}

/// Every form of *avoir*.
pub(super) fn is_avoir(word: &str) -> bool {
    matches!(
        word,
        "avoir"
            | "a"
            | "ont"
            | "avait"
            | "avaient"
            | "aura"
            | "auront"
            | "aurait"
            | "auraient"
            | "ait"
            | "aient"
            | "ai"
            | "as"
            | "avons"
            | "avez"
            | "avions"
            | "aviez"
            | "aurez"
            | "aurons"
            | "ayant"
            | "eu"
            | "eut"
            | "ayez"
            | "ayons"
            | "auriez"
            | "aurions"
    )
}

/// Verbs that *être* follows as an infinitive.
pub(super) fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "peut"
            | "peuvent"
            | "pourra"
            | "pourront"
            | "pourrait"
            | "pourraient"
            | "pouvait"
            | "pouvaient"
            | "puisse"
            | "puissent"
            | "doit"
            | "doivent"
            | "devra"
            | "devront"
            | "devrait"
            | "devraient"
            | "devait"
            | "devaient"
            | "va"
            | "vont"
    )
}

/// Other verbs that join a subject to what agrees with it.
pub(super) fn is_copula(word: &str) -> bool {
    is_etre(word)
        || matches!(
            word,
            "devient"
                | "deviennent"
                | "devenir"
                | "deviendra"
                | "deviendront"
                | "reste"
                | "restent"
                | "rester"
                | "restera"
                | "resteront"
                | "semble"
                | "semblent"
                | "paraît"
                | "paraissent"
                | "demeure"
                | "demeurent"
        )
}

/// Determiners that no pronoun looks like: what follows is a noun (or an adjective before it).
pub(super) fn is_plain_determiner(word: &str) -> bool {
    matches!(
        word,
        "un" | "une"
            | "des"
            | "du"
            | "au"
            | "aux"
            | "ce"
            | "cet"
            | "cette"
            | "ces"
            | "mon"
            | "ma"
            | "mes"
            | "ton"
            | "ta"
            | "tes"
            | "son"
            | "sa"
            | "ses"
            | "notre"
            | "nos"
            | "votre"
            | "vos"
            | "leurs"
            | "chaque"
            | "quelques"
            | "quelque"
            | "plusieurs"
            | "aucun"
            | "aucune"
            | "certains"
            | "certaines"
            | "quel"
            | "quelle"
            | "quels"
            | "quelles"
            | "deux"
            | "trois"
            | "quatre"
            | "tel"
            | "telle"
    )
}

/// Determiners that begin a group which no preposition hides in.
pub(super) fn starts_group(word: &str) -> bool {
    matches!(
        word,
        "le" | "la"
            | "les"
            | "l'"
            | "un"
            | "une"
            | "ce"
            | "cet"
            | "cette"
            | "ces"
            | "son"
            | "sa"
            | "ses"
            | "leur"
            | "leurs"
            | "chaque"
            | "aucun"
            | "aucune"
            | "votre"
            | "vos"
            | "notre"
            | "nos"
            | "certains"
            | "certaines"
            | "plusieurs"
            | "quelques"
    )
}

/// Words that are a determiner before a noun and a pronoun before a verb.
pub(super) fn is_article_or_pronoun(word: &str) -> bool {
    matches!(word, "le" | "la" | "les" | "l'" | "leur")
}

/// Pronouns that are the object of the verb after them.
pub(in crate::rules::terminology) fn object_pronoun(word: &str) -> bool {
    matches!(word, "le" | "la" | "les" | "l'")
}

/// Subjects that stand before their verb and its pronouns.
pub(super) fn is_subject(word: &str) -> bool {
    matches!(
        word,
        "je" | "j'"
            | "tu"
            | "il"
            | "elle"
            | "on"
            | "nous"
            | "vous"
            | "ils"
            | "elles"
            | "qui"
            | "ce"
            | "cela"
            | "ça"
            | "ceci"
            | "ne"
            | "n'"
    )
}

/// Whether a word begins a clause of its own, whatever stands before it. Words that may do something else (*comme*, *s'*) and
/// those that join (*et*, *mais*) are for the caller to add.
pub(super) fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "que" | "qu'" | "qui" | "dont" | "où" | "si" | "quand" | "lorsque" | "lorsqu'" | "car"
    )
}

/// Prepositions that no conjugated verb follows.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "de" | "d'"
            | "à"
            | "en"
            | "par"
            | "sous"
            | "sur"
            | "avec"
            | "pour"
            | "sans"
            | "dans"
            | "vers"
            | "entre"
            | "chez"
            | "contre"
            | "depuis"
            | "selon"
            | "hors"
            | "via"
    )
}

/// Adverbs that stand between a verb (or an auxiliary) and what belongs to it.
pub(super) fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "pas"
            | "plus"
            | "jamais"
            | "point"
            | "guère"
            | "aussi"
            | "également"
            | "toujours"
            | "donc"
            | "déjà"
            | "encore"
            | "souvent"
            | "ainsi"
            | "alors"
            | "bien"
            | "mal"
            | "très"
            | "trop"
            | "peu"
            | "non"
            | "moins"
            | "assez"
            | "parfois"
            | "rarement"
            | "presque"
            | "tout"
            | "même"
            | "ensuite"
            | "ici"
            | "rien"
            | "si"
    ) || (word.ends_with("ment")
        && word.len() > 6
        && readings(word).iter().any(|one| one.part == Part::Other))
}

/// Whether one of the word's readings is of this kind.
pub(super) fn may_be(word: &str, test: impl Fn(&Reading) -> bool) -> bool {
    readings(word).iter().any(test)
}

/// Whether the word may be a verb form of the third person: what ends in -s or -x is of the first or second, which documentation
/// does not use (*tu mises*, *j'absolus*).
pub(super) fn conjugates(word: &str) -> bool {
    !word.ends_with(['s', 'x']) && may_be(word, |one| one.part == Part::Finite)
}

/// Whether the word may be a noun.
pub(super) fn may_be_noun(word: &str) -> bool {
    may_be(word, |one| one.part == Part::Noun)
}

/// Whether it is an adjective, or a participle, which agrees like one.
pub(super) const fn qualifies(part: Part) -> bool {
    matches!(part, Part::Adjective | Part::PastParticiple)
}

/// The gender of a word in its readings of one kind, where they have one; those of another number do not count.
pub(super) fn only_gender(
    word: &str,
    number: Option<Number>,
    kind: impl Fn(&Reading) -> bool,
) -> Option<Gender> {
    let mut genders = readings(word)
        .iter()
        .filter(|one| kind(one))
        .filter(|one| one.number.is_none() || number.is_none() || one.number == number)
        .map(|one| one.gender);
    let first = genders.next()??;
    genders.all(|one| one == Some(first)).then_some(first)
}

/// The word before, adverbs skipped.
pub(super) fn before_adverbs(text: &Text<'_>, head: usize) -> Option<usize> {
    let mut at = text.before(head)?;
    while is_adverb(text.word(at)) {
        at = text.before(at)?;
    }
    Some(at)
}

/// Whether a sentence ends with this piece.
pub(super) fn ends_sentence(text: &Text<'_>, index: usize) -> bool {
    match text.atom(index) {
        // *v1, v2… agrégées*, *p. ex. données*: the sentence goes on.
        Some(Atom::Mark('.' | '…'))
            if text.atom(index + 1) == Some(Atom::Word)
                && text.blank_after(index)
                && !text.gap(index).contains('\n')
                && text.raw(index + 1).starts_with(char::is_lowercase) =>
        {
            false
        }
        // *:attr:`name`*, *12:30*: no sentence ends.
        Some(Atom::Mark('.' | '?' | '!' | '…' | ';' | ':')) => {
            !text.gap(index).is_empty() || text.atom(index + 1).is_none()
        }
        None => true,
        _ => {
            let gap = text.gap(index);
            gap.len() > 1
                && gap.contains(
                    "

",
                )
        }
    }
}

/// Whether a sentence ends here that a colon or semicolon does not end.
pub(in crate::rules::terminology) fn ends_statement(text: &Text<'_>, index: usize) -> bool {
    ends_sentence(text, index) && !matches!(text.atom(index), Some(Atom::Mark(';' | ':')))
}
