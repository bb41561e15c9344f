//! The French dictionary that is part of the program: Dicollecte's of all spellings, derived from Dictionnaires français
//! Dicollecte 7.0, © 2007-2018 Dicollecte contributors, MPL-2.0. `cargo xtask french` makes it; `data/fr/README.md`
//! describes it.

use std::str;

use super::dictionary::{Dictionary, DictionaryError};

static PACKED: &[u8] = include_bytes!("../../data/fr/speller.z");

/// Opens it: some 40 ms, so only when a word of French is to be looked up.
///
/// # Errors
/// None with what is embedded: a test opens it.
pub fn embedded() -> Result<Dictionary, DictionaryError> {
    let damaged = || DictionaryError::Malformed("the built-in dictionary is damaged".to_owned());
    let bytes = miniz_oxide::inflate::decompress_to_vec_zlib(PACKED).map_err(|_| damaged())?;
    let (aff, dic) = unpack(&bytes).ok_or_else(damaged)?;
    let mut french = Dictionary::parse(aff, dic)?;
    "of French that is built in".clone_into(&mut french.name);
    Ok(french)
}

/// The two files: the affixes as they are, and the words made whole again.
fn unpack(bytes: &[u8]) -> Option<(&str, String)> {
    let mut parts = bytes.splitn(3, |&byte| byte == 0);
    let aff = str::from_utf8(parts.next()?).ok()?;
    let flags: Vec<&str> = str::from_utf8(parts.next()?).ok()?.lines().collect();
    let mut entries = parts.next()?;
    let mut dic = String::with_capacity(3 * entries.len());
    // The number of words is only a hint of how much room they need.
    dic.push_str("86000\n");
    let mut start = dic.len();
    while let [shared, number, rest @ ..] = entries {
        let end = memchr::memchr(b'\n', rest)?;
        let before = start;
        start = dic.len();
        // What the words share stands in what was written last.
        let shared = before..before + usize::from(*shared);
        dic.get(shared.clone())?;
        dic.extend_from_within(shared);
        dic.push_str(str::from_utf8(&rest[..end]).ok()?);
        let flags = flags.get(usize::from(*number))?;
        if !flags.is_empty() {
            dic.push('/');
            dic.push_str(flags);
        }
        dic.push('\n');
        entries = &rest[end + 1..];
    }
    Some((aff, dic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_and_knows_french() {
        let french = embedded().unwrap();
        for word in [
            "Bonjour",
            "l'été",
            "aujourd'hui",
            "gérera",
            "gèrera",
            "connaître",
            "connaitre",
            "retourne-t-il",
            "c'est-à-dire",
            "œuvre",
            "kilooctets",
            "Paris",
            "N'ÉTAIT",
        ] {
            assert!(french.has(word), "{word}");
        }
        for word in ["bonjuor", "l'onze", "oeuvre", "retourne-t-xl"] {
            assert!(!french.has(word), "{word}");
        }
        assert!(french.can_know("Ñandú") && !french.can_know("слово") && !french.can_know("語"));
    }
}
