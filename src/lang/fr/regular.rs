//! The regular verbs in -er that the lexicon does not have: anglicisms (*uploader*, *merger*), mostly.
//!
//! The rules of spelling are those of any French grammar: ç and ge before a and o, y to i before a mute e, é and e to è before a mute syllable.

use super::{Cell, Gender, Number, Tense, lexicon};

/// See [`super::regular_er`].
pub(super) fn paradigm(lemma: &str) -> Option<Vec<(Cell, String)>> {
    // *préenvoyer*: the future is that of *envoyer*.
    if let Some(prefix) = lemma.strip_suffix("envoyer") {
        let forms = lexicon::verb("envoyer", lexicon::Spelling::Written)?;
        return Some(
            forms
                .into_iter()
                .map(|(cell, form)| (cell, [prefix, &form].concat()))
                .collect(),
        );
    }
    let stem = lemma
        .strip_suffix("er")
        .filter(|stem| stem.chars().any(is_vowel) || stem.chars().count() > 1)?;
    let mute = mute_stem(stem);
    // gérer keeps its é in the future (*gérera*, the spelling before 1990); lever does not (*lèvera*).
    let future = if mute.contains('è') && stem.ends_with(|c| !is_vowel(c)) && has_acute(stem, &mute)
    {
        stem
    } else {
        &mute
    };
    Some(
        lexicon::cells()
            .map(|cell| (cell, form(cell, stem, &mute, future)))
            .collect(),
    )
}

fn form(cell: Cell, stem: &str, mute: &str, future: &str) -> String {
    let ending = ending(cell);
    let stem = match cell {
        Cell::Finite(Tense::Future | Tense::Conditional, ..) => {
            return [future, "er", ending].concat();
        }
        _ if ["e", "es", "ent"].contains(&ending) => mute,
        _ => stem,
    };
    let hard = ending.starts_with(['a', 'â', 'o']);
    match stem.strip_suffix('c') {
        Some(start) if hard => [start, "ç", ending].concat(),
        _ if hard && stem.ends_with('g') => [stem, "e", ending].concat(),
        _ => [stem, ending].concat(),
    }
}

/// What follows the stem, or `er` in the future and the conditional.
fn ending(cell: Cell) -> &'static str {
    use Gender::{Feminine, Masculine};
    use Number::{Plural, Singular};
    let endings = match cell {
        Cell::Infinitive => return "er",
        Cell::PresentParticiple => return "ant",
        Cell::PastParticiple(Masculine, Singular) => return "é",
        Cell::PastParticiple(Masculine, Plural) => return "és",
        Cell::PastParticiple(Feminine, Singular) => return "ée",
        Cell::PastParticiple(Feminine, Plural) => return "ées",
        Cell::Finite(tense, ..) => match tense {
            Tense::Present => ["e", "es", "e", "ons", "ez", "ent"],
            Tense::Imperfect | Tense::Conditional => ["ais", "ais", "ait", "ions", "iez", "aient"],
            Tense::PastHistoric => ["ai", "as", "a", "âmes", "âtes", "èrent"],
            Tense::Future => ["ai", "as", "a", "ons", "ez", "ont"],
            Tense::Subjunctive => ["e", "es", "e", "ions", "iez", "ent"],
            Tense::SubjunctiveImperfect => ["asse", "asses", "ât", "assions", "assiez", "assent"],
            Tense::Imperative => ["e", "e", "e", "ons", "ez", "ent"],
        },
    };
    let Cell::Finite(_, person, number) = cell else {
        return "";
    };
    let place = usize::from(person.clamp(1, 3) - 1) + if number == Plural { 3 } else { 0 };
    endings[place]
}

/// The stem before a mute ending: *déploi-*, *gèr-*, *appell-*.
fn mute_stem(stem: &str) -> String {
    if let Some(start) = stem
        .strip_suffix('y')
        .filter(|start| start.ends_with(['a', 'o', 'u']))
    {
        return [start, "i"].concat();
    }
    if stem.ends_with("appel") || stem.ends_with("jet") {
        return [stem, &stem[stem.len() - 1..]].concat();
    }
    let open = stem.trim_end_matches(|c| !is_vowel(c));
    // The u of gu and qu is no vowel: *léguer*, *disséquer*.
    let open = match stem.strip_suffix("gu").or_else(|| stem.strip_suffix("qu")) {
        Some(start) if start.ends_with('é') => start,
        _ => open,
    };
    let consonants = &stem[open.len()..];
    if let Some(start) = open.strip_suffix('é') {
        // One sound, or a consonant with l or r: the syllable is open (*léch-*, *régl-*, *célébr-*).
        let one = consonants.chars().count() == 1 && consonants != "x";
        let pair = ["ch", "gn", "gu", "qu"].contains(&consonants)
            || (consonants.chars().count() == 2
                && consonants.ends_with(['l', 'r'])
                && !["ll", "rr", "rl", "lr"].contains(&consonants));
        if one || pair {
            return [start, "è", consonants].concat();
        }
    } else if let Some(start) = open.strip_suffix('e') {
        // Not *ee* (*tweeter*), and not after another vowel (*rouer* has no consonant here).
        let one = consonants.chars().count() == 1 && !["x", "w"].contains(&consonants);
        let hiatus = start.ends_with(is_vowel) && !start.ends_with("qu") && !start.ends_with("gu");
        if (one || consonants == "vr") && !hiatus {
            return [start, "è", consonants].concat();
        }
    }
    stem.to_owned()
}

/// Whether the è of the mute stem stands for an é.
fn has_acute(stem: &str, mute: &str) -> bool {
    stem.chars()
        .zip(mute.chars())
        .any(|(a, b)| a == 'é' && b == 'è')
}

fn is_vowel(c: char) -> bool {
    "aeiouyàâäéèêëîïôöùûüœæ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules give what the lexicon has for nearly all of its verbs in -er: they are its oracle, and it is theirs.
    #[test]
    fn the_rules_agree_with_the_lexicon() {
        let verbs = "accélérer acheter annexer appeler broyer changer célébrer créer employer envoyer essayer essuyer étiqueter gérer geler indexer jeter lancer lever \
                     léguer lécher manger parser placer posséder protéger régler rejeter renvoyer sevrer sécher tuer tester";
        for lemma in verbs
            .split_whitespace()
            .filter(|lemma| lemma.ends_with("er"))
        {
            let known = lexicon::verb(lemma, lexicon::Spelling::Any).unwrap();
            for (cell, form) in paradigm(lemma).unwrap() {
                let mut forms = known
                    .iter()
                    .filter(|(c, _)| *c == cell)
                    .map(|(_, form)| form);
                assert!(forms.any(|known| *known == form), "{lemma} {cell:?} {form}");
            }
        }
    }

    #[test]
    fn unknown_verbs() {
        let find = |lemma, cell| {
            paradigm(lemma)
                .unwrap()
                .into_iter()
                .find(|(c, _)| *c == cell)
                .unwrap()
                .1
        };
        let third = |tense| Cell::Finite(tense, 3, Number::Singular);
        assert_eq!(find("uploader", third(Tense::Future)), "uploadera");
        assert_eq!(
            find("merger", Cell::Finite(Tense::Present, 1, Number::Plural)),
            "mergeons"
        );
        assert_eq!(find("merger", third(Tense::Present)), "merge");
        assert_eq!(find("retweeter", third(Tense::Present)), "retweete");
        assert_eq!(find("autoplacer", Cell::PresentParticiple), "autoplaçant");
        assert_eq!(find("préenvoyer", third(Tense::Future)), "préenverra");
        assert_eq!(paradigm("finir"), None);
        assert_eq!(paradigm("er"), None);
    }
}
