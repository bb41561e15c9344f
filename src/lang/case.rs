//! The case of one word given to another.

/// `word` in the case of `model`: *Retourne* gives *Renvoie*, *RETOURNE* gives *RENVOIE*; a model in lower or mixed case changes nothing.
///
/// A model of one letter in upper case asks for a capital only. Letters without case (digits, hyphens) count for nothing.
#[must_use]
pub fn like(model: &str, word: &str) -> String {
    let mut letters = model
        .chars()
        .filter(|c| c.is_lowercase() || c.is_uppercase());
    match (letters.next(), letters.next()) {
        (Some(first), Some(second))
            if first.is_uppercase() && second.is_uppercase() && letters.all(char::is_uppercase) =>
        {
            word.to_uppercase()
        }
        (Some(first), _) if first.is_uppercase() => capitalized(word),
        _ => word.to_owned(),
    }
}

/// The word with its first letter in upper case and the rest as it is.
#[must_use]
pub fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_the_model() {
        assert_eq!(like("Retourne", "renvoie"), "Renvoie");
        assert_eq!(like("RETOURNE", "renvoyé"), "RENVOYÉ");
        assert_eq!(like("retourne", "renvoie"), "renvoie");
        assert_eq!(like("À", "école"), "École");
        assert_eq!(like("Œuvre", "écrit"), "Écrit");
        assert_eq!(like("pyObject", "objet"), "objet");
        assert_eq!(like("MD5", "somme"), "SOMME");
        assert_eq!(like("", "a"), "a");
        assert_eq!(capitalized("œuf"), "Œuf");
        assert_eq!(capitalized(""), "");
    }
}
