//! Forms written by hand from a French grammar, not from the tables: verbs, nouns, adjectives, readings. A generator that goes wrong fails here.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use polir::lang::fr::{
    Cell, Gender, Number, Part, Reading, Tense, adjective, noun, readings, verb, verb_spellings,
};

/// Reads `fut3s`, `qfp`, `inf`, `ppr`.
fn cell(code: &str) -> Cell {
    let number = |c| {
        if c == 'p' {
            Number::Plural
        } else {
            Number::Singular
        }
    };
    let letters: Vec<char> = code.chars().collect();
    let tense = match &code[..3] {
        "inf" => return Cell::Infinitive,
        "ppr" => return Cell::PresentParticiple,
        "qms" | "qmp" | "qfs" | "qfp" => {
            let gender = if letters[1] == 'f' {
                Gender::Feminine
            } else {
                Gender::Masculine
            };
            return Cell::PastParticiple(gender, number(letters[2]));
        }
        "pre" => Tense::Present,
        "imp" => Tense::Imperfect,
        "his" => Tense::PastHistoric,
        "fut" => Tense::Future,
        "con" => Tense::Conditional,
        "sub" => Tense::Subjunctive,
        "sui" => Tense::SubjunctiveImperfect,
        "ord" => Tense::Imperative,
        _ => panic!("{code}"),
    };
    Cell::Finite(tense, code.as_bytes()[3] - b'0', number(letters[4]))
}

/// Lemma, then cell=forms; forms parted by `/` in order of preference.
const VERBS: &str = "
retourner pre3s=retourne fut3s=retournera sui3s=retournât sub1p=retournions qfp=retournées ppr=retournant his3p=retournèrent
renvoyer pre3s=renvoie fut3s=renverra fut3p=renverront con3s=renverrait sui3s=renvoyât sub1p=renvoyions imp1p=renvoyions qfp=renvoyées ppr=renvoyant pre3p=renvoient ord2p=renvoyez
revenir pre3s=revient sub3s=revienne fut3s=reviendra his3s=revint sui3s=revînt qms=revenu pre2p=revenez pre3p=reviennent ord2s=reviens
gérer pre3s=gère fut3s=gérera qfs=gérée sub3p=gèrent
manger pre1p=mangeons imp3s=mangeait his3s=mangea sui3s=mangeât ppr=mangeant sub1p=mangions
placer pre1p=plaçons imp3p=plaçaient ppr=plaçant his3p=placèrent
appeler pre3s=appelle fut3s=appellera pre1p=appelons qmp=appelés
jeter pre3s=jette con3s=jetterait pre2p=jetez
acheter pre3s=achète fut3s=achètera pre1p=achetons
lever pre3s=lève fut3s=lèvera sub1p=levions
finir pre1s=finis pre3p=finissent sub3s=finisse sui3s=finît qfs=finie ppr=finissant
requérir pre3s=requiert qms=requis qmp=requis qfs=requise fut3s=requerra pre3p=requièrent
vaincre pre1s=vaincs pre3s=vainc pre3p=vainquent qms=vaincu
pouvoir pre1s=peux/puis pre3s=peut sub3s=puisse fut3s=pourra pre3p=peuvent
asseoir pre1s=assieds/assois pre3s=assied/assoit qms=assis
essayer pre3s=essaie/essaye fut3s=essaiera/essayera imp3s=essayait pre1p=essayons
employer pre3s=emploie fut3s=emploiera pre1p=employons
être pre1s=suis pre3p=sont sub3s=soit fut3s=sera imp3s=était sui3s=fût ord2p=soyez qms=été
avoir pre1s=ai pre3p=ont sub3s=ait fut3s=aura his3s=eut qms=eu ord2s=aie
aller pre1s=vais pre3s=va fut3s=ira sub3s=aille qfs=allée pre3p=vont
faire pre2p=faites pre3p=font sub3s=fasse fut3s=fera qms=fait
prendre pre3s=prend pre3p=prennent sub3s=prenne qmp=pris qfp=prises his3s=prit
produire pre3s=produit pre3p=produisent qfs=produite sui3s=produisît
définir pre3s=définit fut3p=définiront qmp=définis
fuir pre3s=fuit/fuit pre3p=fuient/fuissent
sortir pre3s=sort/sortit pre3p=sortent/sortissent qms=sorti
falloir pre3s=faut fut3s=faudra sub3s=faille qms=fallu
croître pre3s=croît qms=crû
naître pre3s=naît qfs=née his3s=naquit
mettre pre3s=met sub3s=mette qms=mis qmp=mis
";

#[test]
fn verbs() {
    let mut checked = 0;
    for line in VERBS.lines().filter(|line| !line.is_empty()) {
        let mut fields = line.split(' ');
        let lemma = fields.next().unwrap();
        let paradigm = verb(lemma).unwrap_or_else(|| panic!("{lemma}"));
        for field in fields {
            let (code, expected) = field.split_once('=').unwrap();
            let cell = cell(code);
            let mut expected: Vec<&str> = expected.split('/').collect();
            expected.dedup();
            let forms: Vec<&str> = paradigm
                .iter()
                .filter(|(c, _)| *c == cell)
                .map(|(_, form)| form.as_str())
                .collect();
            assert_eq!(forms, expected, "{lemma} {code}");
            checked += 1;
        }
    }
    assert!(checked >= 110, "{checked}");
    assert!(verb("inventé").is_none() && verb("").is_none());
}

#[test]
fn both_spellings_are_recognised() {
    let spellings = |lemma, code| -> Vec<String> {
        verb_spellings(lemma)
            .unwrap()
            .into_iter()
            .filter(|(c, _)| *c == cell(code))
            .map(|(_, form)| form)
            .collect()
    };
    let gérer = spellings("gérer", "fut3s");
    assert!(
        gérer.contains(&"gérera".to_owned()) && gérer.contains(&"gèrera".to_owned()),
        "{gérer:?}"
    );
    assert_eq!(gérer[0], "gérera");
    assert!(spellings("essayer", "pre3s").contains(&"essaye".to_owned()));
    assert_eq!(spellings("renvoyer", "fut3s"), ["renverra"]);
    assert!(
        verb_spellings("accroitre").is_some() && verb("accroitre").is_some(),
        "a lemma of the new spelling"
    );
}

#[test]
fn defective_verbs_have_just_their_cells() {
    let falloir = verb("falloir").unwrap();
    assert!(
        falloir
            .iter()
            .all(|(cell, _)| !matches!(cell, Cell::Finite(_, 1 | 2, _))),
        "{falloir:?}"
    );
    let participles = |lemma: &str| {
        verb(lemma)
            .unwrap()
            .iter()
            .filter(|(c, _)| matches!(c, Cell::PastParticiple(..)))
            .count()
    };
    assert_eq!(participles("procéder"), 1);
    assert_eq!(participles("renvoyer"), 4);
}

#[test]
fn nouns() {
    use Gender::{Feminine, Masculine};
    let rows = [
        ("cheval", Some(Masculine), "chevaux"),
        ("bibliothèque", Some(Feminine), "bibliothèques"),
        ("n", Some(Masculine), "n"),
        ("tableau", Some(Masculine), "tableaux"),
        ("valeur", Some(Feminine), "valeurs"),
        ("index", Some(Masculine), "index"),
        ("acteur", Some(Masculine), "acteurs"),
        ("actrice", Some(Feminine), "actrices"),
        ("tour", None, "tours"),
        ("œil", Some(Masculine), "yeux"),
        ("travail", Some(Masculine), "travaux"),
        ("détail", Some(Masculine), "détails"),
        ("chef-d'œuvre", Some(Masculine), "chefs-d'œuvre"),
        ("arc-en-ciel", Some(Masculine), "arcs-en-ciel"),
        ("mégaoctet", Some(Masculine), "mégaoctets"),
        ("milliseconde", Some(Feminine), "millisecondes"),
        ("jeu", Some(Masculine), "jeux"),
        ("fiançailles", Some(Feminine), "fiançailles"),
        ("débutant", Some(Masculine), "débutants"),
        ("bibliothèque", Some(Feminine), "bibliothèques"),
    ];
    for (lemma, gender, plural) in rows {
        let noun = noun(lemma).unwrap_or_else(|| panic!("{lemma}"));
        assert_eq!(
            (noun.gender, noun.singular.as_str(), noun.plural.as_str()),
            (gender, lemma, plural)
        );
    }
    assert_eq!(noun("chef-d’œuvre").unwrap().plural, "chefs-d'œuvre");
    assert!(noun("renvoyer").is_none() && noun("dormir").is_none());
}

#[test]
fn adjectives() {
    let rows = [
        ("beau", "beau beaux belle belles"),
        ("général", "général généraux générale générales"),
        ("nul", "nul nuls nulle nulles"),
        ("stable", "stable stables stable stables"),
        ("actif", "actif actifs active actives"),
        ("premier", "premier premiers première premières"),
        ("heureux", "heureux heureux heureuse heureuses"),
        ("ancien", "ancien anciens ancienne anciennes"),
        ("long", "long longs longue longues"),
        ("lié", "lié liés liée liées"),
        ("déprécié", "déprécié dépréciés dépréciée dépréciées"),
    ];
    for (lemma, forms) in rows {
        assert_eq!(
            adjective(lemma)
                .unwrap_or_else(|| panic!("{lemma}"))
                .join(" "),
            forms
        );
    }
    assert!(adjective("bibliothèque").is_none());
}

#[test]
fn what_forms_may_be() {
    let has = |form: &str, part, gender, number| {
        readings(form).contains(&Reading {
            part,
            gender,
            number,
        })
    };
    let (m, f) = (Some(Gender::Masculine), Some(Gender::Feminine));
    let (s, p) = (Some(Number::Singular), Some(Number::Plural));
    assert!(has("lance", Part::Noun, f, s) && has("lance", Part::Finite, None, s));
    assert!(
        has("requis", Part::PastParticiple, m, None) || has("requis", Part::PastParticiple, m, s)
    );
    assert!(
        has("débutant", Part::PresentParticiple, None, None) && has("débutant", Part::Noun, m, s)
    );
    assert!(has("chevaux", Part::Noun, m, p));
    assert!(has("renvoyées", Part::PastParticiple, f, p));
    assert!(has("gèrera", Part::Finite, None, s) && has("gérera", Part::Finite, None, s));
    assert!(has("renvoyer", Part::Infinitive, None, None));
    assert!(has("générale", Part::Adjective, f, s));
    assert!(has("stables", Part::Adjective, None, p));
    assert!(has("la", Part::Other, f, s));
    assert!(has("rapidement", Part::Other, None, None));
    assert!(
        readings("Paris").is_empty() && readings("renvoiera").is_empty() && readings("").is_empty()
    );
}
