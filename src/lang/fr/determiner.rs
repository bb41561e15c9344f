//! Determiners, and the prepositions that melt into them: what gender they tell, and how they are written before another noun.

use super::{Gender, Number, elides};
use crate::lang::case::like;

/// The singular forms of one determiner: before a masculine consonant, a masculine vowel, a feminine consonant, a feminine vowel. An apostrophe ends what touches the noun.
type Row = [&'static str; 4];

const ROWS: [Row; 29] = [
    ["le", "l'", "la", "l'"],
    ["du", "de l'", "de la", "de l'"],
    ["au", "à l'", "à la", "à l'"],
    ["un", "un", "une", "une"],
    ["d'un", "d'un", "d'une", "d'une"],
    ["qu'un", "qu'un", "qu'une", "qu'une"],
    ["ce", "cet", "cette", "cette"],
    ["mon", "mon", "ma", "mon"],
    ["ton", "ton", "ta", "ton"],
    ["son", "son", "sa", "son"],
    ["quel", "quel", "quelle", "quelle"],
    ["duquel", "duquel", "de laquelle", "de laquelle"],
    ["aucun", "aucun", "aucune", "aucune"],
    ["d'aucun", "d'aucun", "d'aucune", "d'aucune"],
    ["tout", "tout", "toute", "toute"],
    ["certain", "certain", "certaine", "certaine"],
    ["nul", "nul", "nulle", "nulle"],
    ["tel", "tel", "telle", "telle"],
    ["maint", "maint", "mainte", "mainte"],
    ["chaque", "chaque", "chaque", "chaque"],
    ["quelque", "quelque", "quelque", "quelque"],
    ["notre", "notre", "notre", "notre"],
    ["votre", "votre", "votre", "votre"],
    ["leur", "leur", "leur", "leur"],
    ["ledit", "ledit", "ladite", "ladite"],
    ["dudit", "dudit", "de ladite", "de ladite"],
    ["audit", "audit", "à ladite", "à ladite"],
    ["de", "d'", "de", "d'"],
    ["que", "qu'", "que", "qu'"],
];

/// Plurals: masculine, feminine.
const PLURALS: [[&str; 2]; 22] = [
    ["les", "les"],
    ["des", "des"],
    ["aux", "aux"],
    ["ces", "ces"],
    ["mes", "mes"],
    ["tes", "tes"],
    ["ses", "ses"],
    ["nos", "nos"],
    ["vos", "vos"],
    ["leurs", "leurs"],
    ["plusieurs", "plusieurs"],
    ["quelques", "quelques"],
    ["quels", "quelles"],
    ["aucuns", "aucunes"],
    ["tous", "toutes"],
    ["certains", "certaines"],
    ["nuls", "nulles"],
    ["tels", "telles"],
    ["maints", "maintes"],
    ["différents", "différentes"],
    ["divers", "diverses"],
    ["lesdits", "lesdites"],
];

/// What a determiner as it is written tells of its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Determiner {
    /// The gender it tells; `None` when it has one form for both (*l'*, *chaque*, *les*; and *mon*, *ton*, *son* before a vowel).
    pub gender: Option<Gender>,
    /// The number it tells; `None` for *de* and *que*, which are no determiners but elide like them.
    pub number: Option<Number>,
}

/// Reads a determiner, or a preposition with one (*du*, *de la*, *à l'*, *d'une*), in any case, with either apostrophe; its words are parted by one space.
/// `next` is the word that follows it: before a vowel, *mon* tells no gender. `None` when it is not a determiner.
///
/// What comes before *l'* may be left out: `l'` is enough for *dans l'*. *de la* read alone is *de* and *la*: say which by what you pass.
#[must_use]
pub fn determiner(written: &str, next: &str) -> Option<Determiner> {
    let lower = folded(written);
    if let Some([masculine, feminine]) = PLURALS.iter().find(|row| row.contains(&lower.as_str())) {
        return Some(Determiner {
            gender: told(lower == *masculine, lower == *feminine),
            number: Some(Number::Plural),
        });
    }
    let row = row(&lower)?;
    let before = usize::from(elides(next));
    let in_class = told(row[before] == lower, row[2 + before] == lower);
    // A form that fits neither gender before this word (*le objet*, *ce arbre*) tells its gender all the same.
    let gender = in_class.or_else(|| {
        let (m, f) = (
            row[..2].contains(&lower.as_str()),
            row[2..].contains(&lower.as_str()),
        );
        let fits = row[before] == lower || row[2 + before] == lower;
        if fits { None } else { told(m, f) }
    });
    let number = (!["de", "que"].contains(&row[0])).then_some(Number::Singular);
    Some(Determiner { gender, number })
}

/// Writes a determiner before another noun: its gender, and the word that now follows. The number is kept, so are the case and the apostrophe in use
/// (`apostrophe` where none stood). What ends with an apostrophe touches the next word; all else is followed by a space, which is the caller's.
///
/// `None` when `written` is not a determiner.
#[must_use]
pub fn rewrite(written: &str, gender: Gender, next: &str, apostrophe: char) -> Option<String> {
    let lower = folded(written);
    let feminine = usize::from(gender == Gender::Feminine);
    let form = match PLURALS.iter().find(|row| row.contains(&lower.as_str())) {
        Some(row) => row[feminine],
        None => row(&lower)?[2 * feminine + usize::from(elides(next))],
    };
    if form == lower {
        return Some(written.to_owned());
    }
    // *L'* alone does not say whether a title or shouting is meant: a capital does for both.
    let form = like(written, form);
    let used = written
        .chars()
        .find(|c| ['\'', '’'].contains(c))
        .unwrap_or(apostrophe);
    Some(form.replace('\'', used.encode_utf8(&mut [0; 4])))
}

/// Lower case, with the apostrophe ' and plain spaces.
fn folded(written: &str) -> String {
    written
        .to_lowercase()
        .replace('’', "'")
        .replace('\u{a0}', " ")
}

fn row(lower: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.contains(&lower))
}

fn told(masculine: bool, feminine: bool) -> Option<Gender> {
    match (masculine, feminine) {
        (true, false) => Some(Gender::Masculine),
        (false, true) => Some(Gender::Feminine),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Gender::{Feminine, Masculine};

    #[test]
    fn what_a_determiner_tells() {
        let gender = |written, next| determiner(written, next).unwrap().gender;
        assert_eq!(gender("le", "socket"), Some(Masculine));
        assert_eq!(gender("La", "socket"), Some(Feminine));
        assert_eq!(gender("l'", "objet"), None);
        assert_eq!(gender("de la", "chaîne"), Some(Feminine));
        assert_eq!(gender("de l’", "entrée"), None);
        assert_eq!(gender("cet", "objet"), Some(Masculine));
        assert_eq!(gender("cette", "entrée"), Some(Feminine));
        assert_eq!(gender("son", "fichier"), Some(Masculine));
        assert_eq!(gender("son", "adresse"), None);
        assert_eq!(gender("sa", "valeur"), Some(Feminine));
        assert_eq!(gender("d'une", "liste"), Some(Feminine));
        assert_eq!(gender("chaque", "liste"), None);
        assert_eq!(gender("les", "listes"), None);
        assert_eq!(gender("toutes", "listes"), Some(Feminine));
        assert_eq!(
            determiner("les", "listes").unwrap().number,
            Some(Number::Plural)
        );
        assert_eq!(
            determiner("de", "liste").unwrap(),
            Determiner {
                gender: None,
                number: None
            }
        );
        assert_eq!(determiner("dans", "liste"), None);
        // Written against the rule, it still tells what it can.
        assert_eq!(gender("le", "objet"), Some(Masculine));
    }

    #[test]
    fn a_determiner_before_another_noun() {
        let write = |written, gender, next| rewrite(written, gender, next, '\'').unwrap();
        assert_eq!(write("le", Masculine, "argument"), "l'");
        assert_eq!(write("L’", Feminine, "liste"), "La");
        assert_eq!(write("de l’", Masculine, "objet"), "de l’");
        assert_eq!(write("du", Masculine, "objet"), "de l'");
        assert_eq!(write("Du", Feminine, "hauteur"), "De la");
        assert_eq!(write("AU", Feminine, "entrée"), "À L'");
        assert_eq!(write("à l'", Masculine, "hachage"), "au");
        assert_eq!(write("ce", Masculine, "objet"), "cet");
        assert_eq!(write("cet", Feminine, "instance"), "cette");
        assert_eq!(write("ma", Feminine, "entrée"), "mon");
        assert_eq!(write("son", Feminine, "liste"), "sa");
        assert_eq!(write("un", Feminine, "liste"), "une");
        assert_eq!(write("d’un", Feminine, "liste"), "d’une");
        assert_eq!(write("de", Masculine, "objet"), "d'");
        assert_eq!(write("D'", Masculine, "fichier"), "De");
        assert_eq!(write("tous", Feminine, "listes"), "toutes");
        assert_eq!(write("les", Feminine, "entrées"), "les");
        assert_eq!(rewrite("le", Masculine, "objet", '’').unwrap(), "l’");
        assert_eq!(rewrite("avec", Masculine, "objet", '\''), None);
    }
}
