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

/// The words that elide before a vowel whatever their gender: elided, whole. *le* and *la*, which share *l'*, are determiners.
const PAIRS: [(&str, &str); 12] = [
    ("d'", "de"),
    ("n'", "ne"),
    ("qu'", "que"),
    ("j'", "je"),
    ("m'", "me"),
    ("t'", "te"),
    ("s'", "se"),
    ("lorsqu'", "lorsque"),
    ("puisqu'", "puisque"),
    ("quoiqu'", "quoique"),
    ("jusqu'", "jusque"),
    ("quelqu'", "quelque"),
];

/// The whole word that an elided one (lower case, straight apostrophe) stands for: *d'* gives *de*; `None` for *l'* and *c'*,
/// whose whole form depends on what follows, and for all else. *s'* gives *se*: before *il* and *ils* it may be *si*.
#[must_use]
pub fn whole(elided: &str) -> Option<&'static str> {
    let pair = PAIRS.iter().find(|(short, _)| *short == elided)?;
    Some(pair.1)
}

/// The elided form of a word (lower case) that has one before any vowel: *de* gives *d'*.
#[must_use]
pub fn elided(whole: &str) -> Option<&'static str> {
    let pair = PAIRS.iter().find(|(_, one)| *one == whole)?;
    Some(pair.0)
}

/// Whether what stands before an apostrophe (lower case, without it) is an elided word, and so a word of its own: *l*, *qu*, not *aujourd*.
#[must_use]
pub fn is_elided(cut: &str) -> bool {
    matches!(cut, "l" | "c" | "ç")
        || PAIRS
            .iter()
            .any(|(short, _)| short.strip_suffix('\'') == Some(cut))
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
    fn particles_are_cut_and_made_whole() {
        assert_eq!(elided("de"), Some("d'"));
        assert_eq!(elided("lorsque"), Some("lorsqu'"));
        assert_eq!(elided("dans"), None);
        assert_eq!(whole("qu'"), Some("que"));
        assert_eq!(whole("l'"), None);
        assert_eq!(whole("aujourd'"), None);
        assert!(is_elided("l") && is_elided("puisqu") && !is_elided("aujourd"));
    }
}
