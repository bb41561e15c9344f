//! Languages by family: what a rule gets wrong in one language it often gets wrong in its relatives, and figures for each of two
//! hundred languages are too small to say anything.

/// Each family and its languages.
const FAMILIES: [(&str, &str); 7] = [
    ("french", "fr"),
    (
        "romance",
        "an ast ca co es eu fur gl it la lij lld oc pt rm ro sc scn vec wa",
    ),
    ("germanic", "af da de en fo fy is lb li nb nds nl nn no sv"),
    (
        "slavic",
        "be bg bs cs csb dsb hr hsb mk pl ru sk sl sr szl uk",
    ),
    ("east asian", "ja ko yue zh"),
    (
        "indic",
        "as bho bn brx doi gu hi kn kok mai ml mni mr ne or pa sa sat si ta te",
    ),
    ("right to left", "ar ckb dv fa he iw ks ps sd ug ur yi"),
];

/// The family of a language; `other` for those that have no relatives here.
pub fn of(language: &str) -> &'static str {
    FAMILIES
        .iter()
        .find(|(_, languages)| languages.split(' ').any(|known| known == language))
        .map_or("other", |(family, _)| family)
}

/// The language of a file, as the last part of its path says that is built like a code; nothing where none is.
pub fn language(path: &str) -> &str {
    // There the files are called as they please, and the folder is not.
    let stem = match path.rsplit_once("/LC_MESSAGES/") {
        Some((folder, _)) => folder,
        None => path
            .strip_suffix(".po")
            .or(path.strip_suffix(".pot"))
            .unwrap_or(path),
    };
    stem.rsplit('/')
        .find_map(|part| {
            let pieces = part.rsplit('.').chain(part.rsplit(['.', '-']));
            code(part).or_else(|| pieces.into_iter().find_map(code))
        })
        .unwrap_or_default()
}

/// `pt` of `pt_BR`, `sr` of `sr@latin`.
fn code(part: &str) -> Option<&str> {
    const FOLDERS: [&str; 10] = [
        "po", "doc", "man", "src", "lib", "api", "app", "web", "gtk", "cli",
    ];
    let (language, rest) = part.split_at(part.find(['_', '@', '-']).unwrap_or(part.len()));
    let fits = matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && !FOLDERS.contains(&language)
        && rest
            .bytes()
            .skip(1)
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'@' || byte == b'_')
        && rest.len() <= 12;
    fits.then_some(language)
}

#[cfg(test)]
mod tests {
    use super::{language, of};

    #[test]
    fn languages_of_paths() {
        for (path, wanted) in [
            ("git/git-2.39/po/pt_BR.po", "pt"),
            ("docs/locale/nl/LC_MESSAGES/tor.po", "nl"),
            ("wordpress/debian/languages/admin-fr_FR.po", "fr"),
            ("manual/debian-edu-bookworm-manual.zh-cn.po", "zh"),
            ("po/sr@latin/kalarm.po", "sr"),
            ("installation-guide/po/ja/preseed.po", "ja"),
            ("misago/locale/messages.pot", ""),
        ] {
            assert_eq!(language(path), wanted, "{path}");
        }
    }

    #[test]
    fn families_of_languages() {
        assert_eq!(of("fr"), "french");
        assert_eq!(of("ja"), "east asian");
        assert_eq!(of("tr"), "other");
        assert_eq!(of(""), "other");
    }
}
