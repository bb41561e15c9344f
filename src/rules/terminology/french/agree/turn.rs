//! An adjective or a participle in another gender.

use crate::lang::fr::{self, Gender, Number, Part, Reading};
use crate::rules::terminology::french::words::readings;
use crate::rules::terminology::paradigm::{agreement, participle_forms};

/// The adjective whose feminine the lexicon has as a noun alone.
const FAVOURITE: [&str; 4] = ["favori", "favoris", "favorite", "favorites"];

/// The word in another gender, the number kept; `None` when the lexicon cannot tell.
pub(in crate::rules::terminology::french) fn turned(
    word: &str,
    to: Gender,
    number: Option<Number>,
) -> Option<String> {
    let from = if to == Gender::Masculine {
        Gender::Feminine
    } else {
        Gender::Masculine
    };
    let is = |one: &Reading| {
        matches!(one.part, Part::Adjective | Part::PastParticiple) && one.gender != Some(to)
    };
    let number = number.or_else(|| {
        fr::readings(word)
            .iter()
            .find(|one| is(one))
            .and_then(|one| one.number)
    })?;
    if fr::readings(word).is_empty()
        && let [one] = readings(word)
        && one.part == Part::PastParticiple
        && let Some(stem) = word
            .trim_end_matches('s')
            .trim_end_matches('e')
            .strip_suffix('é')
    {
        // *bufferisé*
        let ending = ["é", "és", "ée", "ées"][agreement(to, number) as usize];
        return Some(format!("{stem}{ending}"));
    }
    let place = agreement(from, number) as usize;
    let wanted = agreement(to, number) as usize;
    if FAVOURITE[place] == word {
        return Some(FAVOURITE[wanted].to_owned());
    }
    lemmas(word).into_iter().find_map(|lemma| {
        let forms = fr::adjective(&lemma)
            .filter(|forms| forms[place] == word)
            .or_else(|| participle_forms(&lemma).filter(|forms| forms[place] == word))?;
        Some(forms[wanted].clone())
    })
}

/// The singular of an adjective or participle in another number, the gender kept; `None` when the lexicon cannot tell.
pub(in crate::rules::terminology) fn number(
    word: &str,
    gender: Option<Gender>,
    to: Number,
) -> Option<String> {
    let gender = gender.unwrap_or(Gender::Masculine);
    let place = agreement(gender, Number::Singular) as usize;
    let wanted = agreement(gender, to) as usize;
    lemmas(word).into_iter().find_map(|lemma| {
        let forms = fr::adjective(&lemma)
            .filter(|forms| forms[place] == word)
            .or_else(|| participle_forms(&lemma).filter(|forms| forms[place] == word))?;
        Some(forms[wanted].clone())
    })
}

/// What the masculine singular of an inflected adjective or participle may be.
pub(in crate::rules::terminology::french) fn lemmas(word: &str) -> Vec<String> {
    const ENDINGS: &[(&str, &[&str])] = &[
        ("elle", &["el", "eau"]),
        ("enne", &["en"]),
        ("onne", &["on"]),
        ("ette", &["et"]),
        ("esse", &["es"]),
        ("euse", &["eux", "eur"]),
        ("ouse", &["oux"]),
        ("ive", &["if"]),
        ("trice", &["teur"]),
        ("ère", &["er"]),
        ("ète", &["et"]),
        ("aîche", &["ais"]),
        ("anche", &["anc"]),
        ("che", &["c", "ch"]),
        ("gue", &["g"]),
        ("que", &["c"]),
        ("ille", &["il"]),
        ("ulle", &["ul"]),
        ("asse", &["as"]),
        ("osse", &["os"]),
        ("olle", &["ou"]),
        ("ue", &["u", "û"]),
        ("ève", &["ef"]),
        ("èche", &["ec"]),
        ("euve", &["euf"]),
        ("ïve", &["ïf"]),
        ("cque", &["c"]),
        ("otte", &["ot"]),
        ("isse", &["is"]),
        ("aisse", &["ais"]),
        ("oute", &["ous"]),
        ("igne", &["in"]),
        ("uë", &["u"]),
        ("üe", &["u"]),
        ("ouce", &["oux"]),
        ("ousse", &["oux"]),
        ("ausse", &["aux"]),
        ("ieille", &["ieux"]),
        ("ite", &["i"]),
        ("erce", &["ers"]),
    ];
    let mut all = vec![word.to_owned()];
    let mut singulars = vec![word.to_owned()];
    if let Some(short) = word.strip_suffix('s') {
        singulars.push(short.to_owned());
        all.push(short.to_owned());
    }
    if let Some(stem) = word.strip_suffix("aux") {
        all.push(format!("{stem}al"));
        all.push(format!("{stem}au"));
    }
    if let Some(short) = word.strip_suffix('x') {
        all.push(short.to_owned());
    }
    for singular in singulars {
        for (ending, masculine) in ENDINGS {
            if let Some(stem) = singular.strip_suffix(ending) {
                all.extend(masculine.iter().map(|one| format!("{stem}{one}")));
            }
        }
        if let Some(stem) = singular.strip_suffix('e') {
            all.push(stem.to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_and_participles_change_their_gender() {
        for (word, to, new) in [
            ("liée", Gender::Masculine, "lié"),
            ("liées", Gender::Masculine, "liés"),
            ("nouvelle", Gender::Masculine, "nouveau"),
            ("principal", Gender::Feminine, "principale"),
            ("principaux", Gender::Feminine, "principales"),
            ("requis", Gender::Feminine, "requise"),
            ("ouverte", Gender::Masculine, "ouvert"),
            ("première", Gender::Masculine, "premier"),
            ("active", Gender::Masculine, "actif"),
        ] {
            let number = if word.ends_with('s') && word != "requis" || word.ends_with('x') {
                Number::Plural
            } else {
                Number::Singular
            };
            assert_eq!(
                turned(word, to, Some(number)).as_deref(),
                Some(new),
                "{word}"
            );
        }
    }
}
