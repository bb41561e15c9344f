//! Elision: which words ask for it, and the small words that undergo it (*de, que, le, se, lorsque*…).

use super::aspirated::is_aspirated;

/// Words that begin with a vowel and before which nothing elides, with those that begin so and a hyphen.
const CONSONANTAL: [&str; 16] = [
    "onze",
    "onzes",
    "onzième",
    "onzièmes",
    "onzièmement",
    "oui",
    "ouistiti",
    "ouistitis",
    "uhlan",
    "uhlans",
    "ouï-dire",
    "ululement",
    "ululer",
    "one-shot",
    "one-man-show",
    "oust",
];

/// The words in y and a vowel that nevertheless elide: *d'yeux*, *l'Yonne*.
const VOCALIC_Y: [&str; 10] = [
    "yeux", "yeuse", "yeuses", "yonne", "yeu", "yerres", "york", "yèble", "yèbles", "yerre",
];

/// See [`super::elides`].
pub(super) fn elides(word: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    match letters.next() {
        Some(
            'a' | 'à' | 'â' | 'ä' | 'á' | 'å' | 'e' | 'é' | 'è' | 'ê' | 'ë' | 'i' | 'î' | 'ï' | 'í'
            | 'œ' | 'æ',
        ) => true,
        Some('o' | 'ô' | 'ö' | 'ó' | 'u' | 'ù' | 'û' | 'ü' | 'ú') => {
            !CONSONANTAL.iter().any(|known| same(known, word))
        }
        // *y* alone is a pronoun (*j'y*); before a consonant it is a vowel (*l'ypérite*, *l'yttrium*).
        Some('y') => match letters.next() {
            Some(second) if is_vowel(second) => VOCALIC_Y.iter().any(|known| same(known, word)),
            _ => true,
        },
        Some('h') if word.chars().any(char::is_uppercase) => {
            !is_aspirated(&word.to_lowercase().replace('’', "'"))
        }
        Some('h') => !is_aspirated(word),
        _ => false,
    }
}

/// Whether two words differ by case at most.
fn same(lower: &str, word: &str) -> bool {
    lower.chars().eq(word.chars().flat_map(char::to_lowercase))
}

pub(super) fn is_vowel(c: char) -> bool {
    "aàâäáåeéèêëiîïíoôöóuùûüúyœæ".contains(c)
}

/// Whether what comes before an acronym read letter by letter elides (*l'HTML*, *l'URL*, *le DNS*): by the French name of its first letter.
/// `None` when the word is not of two capitals (or capitals and digits) or more. Acronyms read as words (*NASA*) are the caller's to know.
#[must_use]
pub fn acronym_elides(word: &str) -> Option<bool> {
    let spelt = word.len() > 1
        && word
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let first = word
        .chars()
        .next()
        .filter(|c| spelt && c.is_ascii_uppercase())?;
    Some("AEFHILMNORSUX".contains(first))
}

/// The words that elide before a vowel, whole and cut; *si* elides before *il* and *ils* only, and the longer ones
/// before a few words only (see [`elide`]).
const PARTICLES: [(&str, &str); 12] = [
    ("de", "d"),
    ("que", "qu"),
    ("le", "l"),
    ("se", "s"),
    ("ne", "n"),
    ("je", "j"),
    ("me", "m"),
    ("te", "t"),
    ("lorsque", "lorsqu"),
    ("puisque", "puisqu"),
    ("jusque", "jusqu"),
    ("quoique", "quoiqu"),
];

/// The only words before which *quoique* elides; *lorsque* and *puisque* do before all in practice.
const AFTER_QUOIQUE: [&str; 8] = ["il", "ils", "elle", "elles", "on", "en", "un", "une"];

/// *de*, *que*, *la*… as it stands before `next`: *d'* with the apostrophe given, case kept; `None` when it does not elide before that word, or never does.
///
/// `particle` is a whole word without apostrophe. Both *le* and *la* give *l'*.
#[must_use]
pub fn elide(particle: &str, next: &str, apostrophe: char) -> Option<String> {
    let lower = particle.to_lowercase();
    let cut = match lower.as_str() {
        "si" if ["il", "ils"].iter().any(|word| same(word, next)) => 1,
        "quoique" if !AFTER_QUOIQUE.iter().any(|word| same(word, next)) => return None,
        "la" if elides(next) => 1,
        _ if elides(next) => PARTICLES.iter().find(|(whole, _)| *whole == lower)?.1.len(),
        _ => return None,
    };
    let mut elided: String = particle.chars().take(cut).collect();
    elided.push(apostrophe);
    Some(elided)
}

/// The whole word that an elided one stands for: *d'* gives *de*, *qu’* gives *que*, case kept; `None` when it is none of them.
/// *l'* gives *le*: whether it stands for *la* is told by the noun. *s'* gives *se*: before *il* and *ils* it may be *si*.
#[must_use]
pub fn expand(elided: &str) -> Option<String> {
    let cut = elided.strip_suffix(['\'', '’'])?;
    let lower = cut.to_lowercase();
    let (whole, short) = PARTICLES.iter().find(|(_, short)| *short == lower)?;
    let rest = &whole[short.len()..];
    // A single capital tells a title from shouting as little as one letter can: *D'* gives *De*.
    let shouting = cut.chars().count() > 1 && cut.chars().all(char::is_uppercase);
    Some(if shouting {
        [cut, &rest.to_uppercase()].concat()
    } else {
        [cut, rest].concat()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vowels_and_mute_h() {
        for word in "ami Été île œuvre Œuf Ægir usage hôte homme Héroïne héroïque héroïsme heure hameçon huître HUILE histogramme hyperlien y yeux Yonne ypérite yttrium ion URL".split_whitespace() {
            assert!(elides(word), "{word}");
        }
        let aspirated = "haricot hasard haut hauteur hautes hiérarchie hiérarchique hors huit huitième hérisson héros Héros HÉROS hacher hachage hachable hash \
                         hashable handicap heurter hub hack hook hooks host hosts hardware hérissé hurle honte honteux hangar halte hanches harceler harcèle hausse \
                         haïr haïssait heaume hibou hiboux hisser hobby hobbies housse haie haine hall hamster handball haras hardi hareng harpe hâte hernie héron hêtre \
                         heurt hiérarchiser hisse hochet homard hongrois hoquet hublot hutte heap header handler hashtag Haskell Huffman Hongrie";
        for word in aspirated.split_whitespace() {
            assert!(!elides(word), "{word}");
        }
        for word in
            "onze onzième Oui ouistiti uhlan yaourt yacht yen Yémen table 8".split_whitespace()
        {
            assert!(!elides(word), "{word}");
        }
        assert!(!elides("") && !elides("…") && !elides("11"));
    }

    #[test]
    fn acronyms() {
        assert_eq!(acronym_elides("HTML"), Some(true));
        assert_eq!(acronym_elides("MD5"), Some(true));
        assert_eq!(acronym_elides("URL"), Some(true));
        assert_eq!(acronym_elides("DNS"), Some(false));
        assert_eq!(acronym_elides("Html"), None);
        assert_eq!(acronym_elides("H"), None);
    }

    #[test]
    fn particles_are_cut_and_made_whole() {
        assert_eq!(elide("de", "objet", '\'').as_deref(), Some("d'"));
        assert_eq!(elide("Que", "il", '’').as_deref(), Some("Qu’"));
        assert_eq!(elide("la", "hauteur", '\''), None);
        assert_eq!(elide("LA", "AMIE", '\'').as_deref(), Some("L'"));
        assert_eq!(elide("si", "ils", '\'').as_deref(), Some("s'"));
        assert_eq!(elide("si", "elle", '\''), None);
        assert_eq!(elide("quoique", "elle", '\'').as_deref(), Some("quoiqu'"));
        assert_eq!(elide("quoique", "utile", '\''), None);
        assert_eq!(elide("dans", "elle", '\''), None);
        assert_eq!(expand("d'").as_deref(), Some("de"));
        assert_eq!(expand("D’").as_deref(), Some("De"));
        assert_eq!(expand("LORSQU'").as_deref(), Some("LORSQUE"));
        assert_eq!(expand("aujourd'"), None);
        assert_eq!(expand("de"), None);
    }
}
