//! Tests of the whole engine, a mechanism each: a rule, a source, a translation, and what becomes of it.

use super::{Pack, Terms};
use crate::diagnostic::{Edit, Safety};
use crate::po::Entry;
use crate::rules::{FileContext, Findings, Found, Message, Spare};

fn terms(rules: &str) -> Terms {
    let toml = format!("[pack]\nname = \"test\"\nlanguage = \"fr\"\n{rules}");
    let pack = Pack::parse("test.toml", &toml).unwrap_or_else(|error| panic!("{error}"));
    Terms::compile(&[pack]).unwrap_or_else(|error| panic!("{error}"))
}

fn term(body: &str) -> Terms {
    terms(&format!("[[term]]\nid = \"t\"\n{body}\n"))
}

fn findings(terms: &Terms, path: &str, source: &str, text: &str) -> Findings {
    let file = FileContext {
        path: path.to_owned(),
        language: "fr".to_owned(),
        format: crate::markup::Format::Rst,
        ..FileContext::default()
    };
    let (entry, spare) = (Entry::default(), Spare::default());
    let message = Message::new(&file, &entry, source, text, &spare);
    let mut found = Findings {
        explain: true,
        ..Findings::default()
    };
    terms.check(&message, &|_| true, &mut found);
    found
}

fn fixed(text: &str, found: &[Found], least: Safety) -> String {
    // As `fix` does: of two that touch, the first.
    let mut edits: Vec<Edit> = Vec::new();
    let all = found.iter().filter_map(|one| one.fix.as_ref());
    for (_, own) in all.filter(|(safety, _)| *safety >= least) {
        let touches = |one: &Edit| edits.iter().any(|other| other.span.overlaps(one.span));
        if !own.iter().any(touches) {
            edits.extend(own.iter().cloned());
        }
    }
    edits.sort();
    let mut new = text.to_owned();
    for edit in edits.into_iter().rev() {
        new.replace_range(edit.span.range(), &edit.text);
    }
    new
}

/// The text after the safe fixes of a rule.
fn safe(rule: &str, source: &str, text: &str) -> String {
    fixed(
        text,
        &findings(&term(rule), "a.po", source, text).found,
        Safety::Safe,
    )
}

/// Holds a rule to pairs: the text, and the text after the safe fixes (the same: reported or passed over, not fixed).
fn hold(rule: &str, pairs: &[(&str, &str)]) {
    let terms = term(rule);
    for (text, wanted) in pairs {
        let found = findings(&terms, "a.po", "", text);
        let got = fixed(text, &found.found, Safety::Safe);
        assert_eq!(&got, wanted, "{text}: {:?} {:?}", found.found, found.passed);
        if got != *text {
            let again = findings(&terms, "a.po", "", &got);
            assert!(
                again.found.is_empty(),
                "{got} is reported again: {:?}",
                again.found
            );
        }
    }
}

const RETURN: &str = "avoid = { verb = \"retourner\" }\nuse = { verb = \"renvoyer\" }";

#[test]
fn every_form_of_a_verb_in_its_case() {
    hold(
        RETURN,
        &[
            ("Retourne la liste.", "Renvoie la liste."),
            ("Elle retournera vrai.", "Elle renverra vrai."),
            ("RETOURNE", "RENVOIE"),
            ("les valeurs retournées", "les valeurs renvoyées"),
            ("pour la retourner", "pour la renvoyer"),
            ("en le retournant", "en le renvoyant"),
            ("retournent-elles le même ?", "renvoient-elles le même ?"),
            ("La valeur de retour.", "La valeur de retour."),
            ("Il se retourne.", "Il se retourne."),
            ("Il s'est retourné.", "Il s'est retourné."),
            ("``retourne``", "``retourne``"),
            ("la fonction retourne_liste", "la fonction retourne_liste"),
            ("l'auto-retourne", "l'auto-retourne"),
        ],
    );
}

#[test]
fn words_before_a_verb_elide_or_no_longer() {
    hold(
        "avoid = { verb = \"afficher\" }\nuse = { verb = \"montrer\" }",
        &[
            ("Il n'affiche rien.", "Il ne montre rien."),
            ("N’affiche rien.", "Ne montre rien."),
            ("avant d'afficher", "avant de montrer"),
            ("ce qu'affiche ``x``", "ce que montre ``x``"),
            ("lorsqu'affiche un nom", "lorsque montre un nom"),
            ("pour l'afficher", "pour l'afficher"),
            ("affiche-t-il ?", "montre-t-il ?"),
        ],
    );
    hold(
        "avoid = { verb = \"montrer\" }\nuse = { verb = \"afficher\" }",
        &[
            ("Il ne montre rien.", "Il n'affiche rien."),
            ("avant de montrer", "avant d'afficher"),
            ("pour la montrer", "pour l'afficher"),
            ("j’ai dit de montrer", "j’ai dit d’afficher"),
        ],
    );
    hold(
        "avoid = { verb = \"définir\" }\nuse = { verb = \"spécifier\" }",
        &[("définit-il ?", "spécifie-t-il ?")],
    );
    hold(
        "avoid = { verb = \"retourner\" }\nuse = { verb = \"revenir\" }",
        &[
            ("Quand retourne-t-il ?", "Quand revient-il ?"),
            (
                "Il faut que la fonction retourne.",
                "Il faut que la fonction revienne.",
            ),
        ],
    );
}

#[test]
fn a_form_of_two_moods_is_fixed_when_the_mood_is_certain() {
    let rule = "avoid = { verb = \"spécifier\" }\nuse = { verb = \"définir\" }";
    hold(
        rule,
        &[
            ("Ce nom spécifie le type.", "Ce nom définit le type."),
            (
                "pour que le script spécifie le type",
                "pour que le script définisse le type",
            ),
            (
                "la valeur que spécifie l'option",
                "la valeur que définit l'option",
            ),
        ],
    );
    let found = findings(
        &term(rule),
        "a.po",
        "",
        "Supposons que le script spécifie le type",
    )
    .found;
    assert!(
        found[0]
            .help
            .as_deref()
            .is_some_and(|help| help.contains("définisse")),
        "{found:?}"
    );
}

#[test]
fn a_verb_of_several_words() {
    hold(
        "avoid = { verb = \"supporter\" }\nuse = { verb = \"prendre\", tail = \"en charge\" }",
        &[
            (
                "Il ne supporte pas l'option.",
                "Il ne prend pas en charge l'option.",
            ),
            (
                "Il ne supporte plus l'option.",
                "Il ne prend plus en charge l'option.",
            ),
            (
                "Il supporte plus de formats.",
                "Il prend en charge plus de formats.",
            ),
            (
                "Il supporte aussi l'option.",
                "Il prend aussi en charge l'option.",
            ),
            ("les options supportées", "les options prises en charge"),
            ("Supporte-t-il l'option ?", "Prend-il en charge l'option ?"),
            ("pour supporter l'option", "pour prendre en charge l'option"),
            ("un supporter", "un supporter"),
        ],
    );
    hold(
        "avoid = { verb = \"prendre en charge\" }\nuse = { verb = \"gérer\" }",
        &[
            (
                "Il ne prend pas en charge l'option.",
                "Il ne gère pas l'option.",
            ),
            ("Les options prises en charge.", "Les options gérées."),
            ("Il prend la main.", "Il prend la main."),
        ],
    );
}

#[test]
fn a_noun_of_the_same_gender() {
    hold(
        "avoid = { noun = \"erreur\" }\nuse = { noun = \"faute\" }",
        &[
            ("L'erreur", "La faute"),
            ("en cas d'erreur", "en cas de faute"),
            ("de l’erreur", "de la faute"),
            ("à l'erreur levée", "à la faute levée"),
            ("son erreur", "sa faute"),
            ("une grave erreur", "une grave faute"),
            ("l'autre erreur", "l'autre faute"),
            ("Les erreurs", "Les fautes"),
        ],
    );
    hold(
        "avoid = { noun = \"paramètre\" }\nuse = { noun = \"argument\" }",
        &[
            ("le paramètre", "l'argument"),
            ("du paramètre", "de l'argument"),
            ("au paramètre", "à l'argument"),
            ("ce nouveau paramètre", "ce nouvel argument"),
            ("de paramètres", "d'arguments"),
            ("le premier paramètre", "le premier argument"),
            ("tant que paramètre nommé", "tant qu'argument nommé"),
        ],
    );
    hold(
        "avoid = { noun = \"hasard\" }\nuse = { noun = \"ordre\" }",
        &[("le hasard", "l'ordre"), ("du hasard", "de l'ordre")],
    );
}

#[test]
fn a_noun_of_the_other_gender() {
    let rule = "avoid = { noun = \"socket\", gender = \"f\" }\nuse = { noun = \"connecteur\" }";
    hold(
        rule,
        &[
            ("Ferme la socket.", "Ferme le connecteur."),
            ("le nom de la socket", "le nom du connecteur"),
            ("toutes les sockets", "tous les connecteurs"),
            ("Ferme le socket lié.", "Ferme le connecteur lié."),
            ("Ferme l'autre socket.", "Ferme l'autre connecteur."),
            ("la socket est liée", "le connecteur est lié"),
            (
                "Ouvre la socket. Elle est liée.",
                "Ouvre la socket. Elle est liée.",
            ),
            (
                "la socket et la file utilisées",
                "la socket et la file utilisées",
            ),
            (
                "Une socket liée et ouverte.",
                "Un connecteur lié et ouvert.",
            ),
            ("Les sockets liés.", "Les connecteurs liés."),
            ("une nouvelle *socket*", "un nouveau connecteur"),
            (
                "une nouvelle :ref:`socket <x>`",
                "un nouveau :ref:`connecteur <x>`",
            ),
            ("la *socket*", "le connecteur"),
            ("d'une :ref:`socket <x>`", "d'un :ref:`connecteur <x>`"),
        ],
    );
    // The lexicon has a masculine *socket*: the text decides.
    hold(
        "avoid = { noun = \"socket\" }\nuse = { noun = \"connecteur\" }",
        &[
            ("Les sockets liées.", "Les connecteurs liés."),
            ("la socket", "le connecteur"),
            ("le socket lié", "le connecteur lié"),
        ],
    );
}

/// What stays as it is, each alone.
fn left(rule: &str, texts: &[&str]) {
    let pairs: Vec<(&str, &str)> = texts.iter().map(|text| (*text, *text)).collect();
    hold(rule, &pairs);
}

/// A rule from *mesure*, feminine, to *relevé*, masculine.
const MESURE: &str =
    "avoid = { noun = \"mesure\", gender = \"f\" }\nuse = { noun = \"relevé\", gender = \"m\" }";

#[test]
fn what_can_agree_with_nothing_else_is_rewritten() {
    hold(
        MESURE,
        &[
            (
                "Toutes les mesures brutes, déjà triées.",
                "Tous les relevés bruts, déjà triés.",
            ),
            (
                "Un *float* de mesure donnée.",
                "Un *float* de relevé donné.",
            ),
            (
                "Les tables et mesures triées.",
                "Les tables et relevés triés.",
            ),
            (
                "Une table et une mesure sont triées.",
                "Une table et un relevé sont triés.",
            ),
            ("La mesure texte indiquée.", "Le relevé texte indiqué."),
            (
                "Chaque mesure (triée par date) sert.",
                "Chaque relevé (trié par date) sert.",
            ),
            (
                "Toutes les mesures brutes et triées.",
                "Tous les relevés bruts et triés.",
            ),
            (
                "La mesure n'a pas encore été prise ni validée.",
                "Le relevé n'a pas encore été pris ni validé.",
            ),
            (
                "Les mesures du capteur doivent être relues et sont ensuite triées.",
                "Les relevés du capteur doivent être relus et sont ensuite triés.",
            ),
            (
                "Une mesure qui est perdue compte.",
                "Un relevé qui est perdu compte.",
            ),
            ("La mesure est dite nulle.", "Le relevé est dit nul."),
            (
                "Lit la mesure. Cette dernière change.",
                "Lit le relevé. Ce dernier change.",
            ),
            (
                "La mesure lit la table et est ensuite relue.",
                "Le relevé lit la table et est ensuite relu.",
            ),
            (
                "la mesure de précision indiquée",
                "le relevé de précision indiqué",
            ),
            (
                "La mesure contenant deux champs.",
                "Le relevé contenant deux champs.",
            ),
            ("Quelle est la mesure ?", "Quel est le relevé ?"),
            (
                "La table de la mesure est remplie.",
                "La table du relevé est remplie.",
            ),
            ("les mesures suivantes", "les relevés suivants"),
            (
                "les mesures sont toutes deux lues",
                "les relevés sont tous deux lus",
            ),
        ],
    );
}

#[test]
fn what_may_agree_with_something_else_is_reported() {
    left(
        MESURE,
        &[
            // Another noun may claim it.
            "la table de la mesure indiquée",
            "la place dans la mesure inchangée",
            // Further off.
            "la mesure du capteur, triée par date",
            "Des fonctions pour copier les mesures sont fournies.",
            // Pronouns.
            "écrit la mesure, si elle existe",
            "relire ces mesures sans toutes les trier",
            "La mesure ``a`` est la plus rapide.",
            "lire des mesures et en ajouter de nouvelles",
            // A verb, or another noun's adjective.
            "une mesure complète des modules",
            "une mesure haute précision",
            "une mesure utilisatrice",
            "une mesure mère",
            // It contradicts itself.
            "tous les mesures triées",
            "la mesure est trié",
        ],
    );
}

#[test]
fn hits_that_change_gender_stand_or_fall_together() {
    left(MESURE, &["Une mesure sert. Lit la mesure, si elle existe."]);
    let found = findings(
        &term(MESURE),
        "a.po",
        "",
        "Une mesure sert. Lit la mesure, si elle existe.",
    )
    .found;
    assert_eq!(found.len(), 2, "{found:?}");
    // A noun of the same gender does not.
    hold(
        "avoid = { noun = \"erreur\" }\nuse = { noun = \"faute\" }",
        &[("Une erreur, si elle existe.", "Une faute, si elle existe.")],
    );
}

#[test]
fn plurals_and_tails() {
    hold(
        "avoid = { noun = \"thread\", gender = \"m\" }\nuse = { noun = \"fil\", tail = \"d'exécution\" }",
        &[
            ("Les threads", "Les fils d'exécution"),
            ("un *thread* principal", "un fil d'exécution principal"),
            ("**un thread**", "**un fil d'exécution**"),
            ("l’état du thread", "l’état du fil d’exécution"),
            ("un programme multi-thread", "un programme multi-thread"),
        ],
    );
    hold(
        "avoid = { noun = \"classe\", tail = [\"de base\", \"de bases\"] }\nuse = { noun = \"classe\", tail = \"mère\", agrees = true }",
        &[
            ("les classes de base", "les classes mères"),
            ("Classe de base abstraite", "Classe mère abstraite"),
            ("une classe\nde base", "une classe mère"),
            ("la base de classe", "la base de classe"),
        ],
    );
}

#[test]
fn markup_of_a_replacement() {
    hold(
        "avoid = { noun = \"tuple\", gender = \"m\" }\nuse = { noun = \"*n*-uplet\", gender = \"m\" }",
        &[
            ("Un tuple.", "Un *n*-uplet."),
            ("Tuples", "*N*-uplets"),
            ("des *tuples* vides", "des *n*-uplets vides"),
            (
                ":term:`un tuple nommé <named tuple>`",
                ":term:`un n-uplet nommé <named tuple>`",
            ),
            (":class:`tuple`", ":class:`tuple`"),
            ("de tuples", "de *n*-uplets"),
            ("`Un tuple`_", "`Un tuple`_"),
        ],
    );
}

#[test]
fn adjectives_and_words() {
    hold(
        "avoid = { adjective = \"muable\" }\nuse = { adjective = \"mutable\" }",
        &[("des listes muables", "des listes mutables")],
    );
    hold(
        "avoid = { adjective = \"déprécié\" }\nuse = { adjective = \"ancien\" }",
        &[("les fonctions dépréciées", "les fonctions anciennes")],
    );
    hold(
        "avoid = \"par contre\"\nuse = \"en revanche\"",
        &[("Par contre, oui.", "En revanche, oui.")],
    );
    hold(
        "avoid = { regex = \"(\\\\d+) ko\" }\nuse = { regex = \"${1} Kio\" }",
        &[("4 ko et ``5 ko``", "4 Kio et ``5 ko``")],
    );
    hold("avoid = \"elle\"\nuse = \"il\"", &[("si elle", "s'il")]);
}

#[test]
fn a_participle_that_is_a_noun() {
    hold(
        "avoid = { verb = \"donner\" }\nuse = { verb = \"renvoyer\" }",
        &[
            ("une structure de données", "une structure de données"),
            ("les données", "les données"),
            ("les arguments donnés", "les arguments renvoyés"),
            ("la base donnée", "la base renvoyée"),
            ("Si *x* n'est pas donné.", "Si *x* n'est pas renvoyé."),
        ],
    );
}

#[test]
fn names_of_the_source_stand() {
    let rule = "avoid = { noun = \"package\", gender = \"m\" }\nuse = { noun = \"paquet\" }";
    let source = "The *package* of the Python Package Index, and its packages.";
    for text in [
        "L'argument *package*.",
        "Le Python Package Index.",
        "Voir package.json.",
    ] {
        assert_eq!(safe(rule, source, text), text);
    }
    assert_eq!(safe(rule, source, "Les packages."), "Les paquets.");
    assert_eq!(safe(rule, "Un package.", "Un package."), "Un package.");
}

#[test]
fn conditions_on_the_source_and_the_file() {
    let terms = term(
        "avoid = \"jeton\"\nuse = \"lexème\"\nwhen = { lemma = \"token\" }\nfiles = \"token*\"\nnot-files = \"tokenize2.po\"",
    );
    let count = |path: &str, source: &str| findings(&terms, path, source, "Le jeton").found.len();
    assert_eq!(count("library/token.po", "The tokens."), 1);
    assert_eq!(count("library/token.po", "The ``token``."), 0);
    assert_eq!(count("library/secrets.po", "The token."), 0);
    assert_eq!(count("library/tokenize2.po", "The token."), 0);
    let terms = term(
        "avoid = \"retour\"\nwhen = { any = [{ not-lemma = \"give\" }, { regex = \"give (up|back)\" }] }",
    );
    let count = |source: &str| findings(&terms, "a.po", source, "Un retour").found.len();
    assert_eq!(count("It gave something."), 0);
    assert_eq!(count("Give back."), 1);
    assert_eq!(count("It takes."), 1);
}

#[test]
fn the_first_case_that_holds_wins() {
    let rule = format!(
        "{RETURN}\nwhen = {{ lemma = \"return\" }}
[[term.case]]\nform = \"active\"\nfollowed-by = [\"à\"]\nunless-followed-by = [\"à la place\"]\nwhen = {{ lemma = \"go\" }}\nuse = {{ verb = \"revenir\" }}
[[term.case]]\nbefore = [\"qui\"]\nignore = true
[[term.case]]\nfollowed-by = [\".\"]\nuse = false"
    );
    assert_eq!(
        safe(&rule, "Go there.", "Retournez à la page."),
        "Revenez à la page."
    );
    assert_eq!(
        safe(&rule, "It returns.", "Retournez à la page."),
        "Renvoyez à la page."
    );
    assert_eq!(
        safe(&rule, "Go there.", "Retournez à la place."),
        "Retournez à la place."
    );
    assert_eq!(
        safe(&rule, "It is returned.", "sera retourné à la place"),
        "sera renvoyé à la place"
    );
    let terms = term(&rule);
    assert!(
        findings(&terms, "a.po", "It returns.", "celle qui retourne vrai")
            .found
            .is_empty()
    );
    let report = findings(&terms, "a.po", "It returns.", "La fonction retourne.").found;
    assert!(report.len() == 1 && report[0].fix.is_none(), "{report:?}");
}

#[test]
fn glossary_entries_ask_for_a_rendering() {
    let terms = term(
        "when = { lemma = \"thread\" }\nrequire = [{ noun = \"fil\", tail = \"d'exécution\", gender = \"m\" }, \"*thread*\"]",
    );
    let count = |source: &str, text: &str| findings(&terms, "a.po", source, text).found.len();
    assert_eq!(count("Two threads.", "Deux fils d'exécution."), 0);
    assert_eq!(count("Two threads.", "Deux *thread*."), 0);
    assert_eq!(count("Two threads.", "Deux fils."), 1);
    assert_eq!(count("Two ``threads``.", "Deux fils."), 0);
}

#[test]
fn one_fault_is_one_finding() {
    let terms = terms(
        "[[term]]\nid = \"a\"\navoid = { noun = \"espace\", tail = \"de noms\" }\n[[term]]\nid = \"b\"\navoid = \"espace\"\n",
    );
    let found = findings(&terms, "a.po", "", "un espace de noms").found;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "a");
}

#[test]
fn a_fix_is_never_safer_than_its_rule() {
    let rule = format!("{RETURN}\nfix = \"suggest\"");
    let found = findings(&term(&rule), "a.po", "", "Retourne.").found;
    assert_eq!(
        found[0].fix.as_ref().map(|(safety, _)| *safety),
        Some(Safety::Suggest)
    );
    assert_eq!(
        found[0].swap,
        Some(Box::new(("retourne".to_owned(), "renvoie".to_owned())))
    );
}

#[test]
fn forms_complete_a_paradigm() {
    hold(
        "avoid = { noun = \"blob\", gender = \"m\" }\nuse = { noun = \"bidule-zz\", gender = \"m\", forms = { plural = \"bidules-zz\" } }",
        &[("des blobs", "des bidules-zz")],
    );
    hold(
        "avoid = { verb = \"dumper\" }\nuse = { verb = \"vider\" }",
        &[("il dumpe tout", "il vide tout"), ("dumpées", "vidées")],
    );
}

/// What a broken pack is told.
fn error(rules: &str) -> String {
    let toml = format!("[pack]\nname = \"test\"\nlanguage = \"fr\"\n{rules}");
    match Pack::parse("p.toml", &toml).and_then(|pack| Terms::compile(&[pack]).map(drop)) {
        Ok(()) => panic!("accepted: {rules}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn broken_packs_are_told_where_and_what() {
    for (rules, wanted) in [
        (
            "[[term]]\nid = \"a\"\naviod = \"x\"\n",
            "p.toml:6:1: unknown key \"aviod\"; did you mean \"avoid\"?",
        ),
        (
            "[[term]]\nid = \"a\"\navoid = \"x\"\n[[term]]\nid = \"a\"\navoid = \"y\"\n",
            "p.toml:8:6: a second term with the id \"a\"; the first stands at line 5: rename one",
        ),
        (
            "[[term]]\nid = \"a\"\navoid = { verb = \"xyzzir\" }\n",
            "p.toml:6:18: the verb \"xyzzir\" is not in the lexicon",
        ),
        (
            "[[term]]\nid = \"a\"\navoid = \"x\"\nuse = { noun = \"bibliothéque\" }\n",
            "p.toml:7:16: the noun \"bibliothéque\" is not in the lexicon",
        ),
        (
            "[[term]]\nid = \"a\"\navoid = { verb = \"aller\" }\nuse = { noun = \"mot\" }\n",
            "p.toml:7:16: \"mot\" inflects otherwise than what it replaces",
        ),
        (
            "[[term]]\nid = \"a\"\navoid = { regex = \"(\" }\n",
            "p.toml:6:19: not a regular expression",
        ),
        (
            "[[term]]\nid = \"a\"\nfix = \"sure\"\navoid = \"x\"\n",
            "p.toml:6:7: unknown value \"sure\"",
        ),
        (
            "[[term]]\nid = \"a\"\n",
            "p.toml:5:6: the term \"a\" says neither \"avoid\" nor \"require\"",
        ),
        (
            "[[term]]\nid = \"a\"\navoid = 3\n",
            "p.toml:6:9: expected a table, found integer",
        ),
        ("[[term]\n", "p.toml:4:"),
    ] {
        let got = error(rules);
        assert!(got.starts_with(wanted), "{got}\n{wanted}");
    }
}

#[test]
fn two_packs_and_one_id() {
    let pack = |name: &str, more: &str| {
        Pack::parse(
            &format!("{name}.toml"),
            &format!("[pack]\nname = \"{name}\"\nlanguage = \"fr\"\n[[term]]\nid = \"a\"\navoid = \"{name}\"\n{more}"),
        )
        .expect(name)
    };
    let error = Terms::compile(&[pack("un", ""), pack("deux", "")])
        .err()
        .expect("refused")
        .to_string();
    assert!(
        error.starts_with("deux.toml:5:6: the pack \"un\" has a term \"a\" as well"),
        "{error}"
    );
    let terms =
        Terms::compile(&[pack("un", ""), pack("deux", "override = true\n")]).expect("replaced");
    assert_eq!(terms.rules().count(), 1);
    assert_eq!(findings(&terms, "a.po", "", "un deux").found.len(), 1);
}

#[test]
fn examples_are_executed() {
    let terms = term(&format!(
        "{RETURN}\n[[term.example]]\nsource = \"a\"\nbad = \"Retourne.\"\ngood = \"Rend.\"\n[[term.example]]\nsource = \"a\"\ngood = \"Retourne.\"\n"
    ));
    let failures: Vec<String> = terms.test().iter().map(ToString::to_string).collect();
    assert_eq!(
        failures,
        [
            "test.toml:8:1: example of t: \"Retourne.\" becomes \"Renvoie.\", not \"Rend.\"",
            "test.toml:12:1: example of t: something is reported in \"Retourne.\" (\"Retourne\" should be \"Renvoie\")",
        ]
    );
    assert!(term(RETURN).test()[0].message.starts_with("there is none"));
}

#[test]
fn the_built_in_packs_keep_their_promises() {
    for (name, toml) in Pack::builtin() {
        let pack = Pack::parse(name, toml).unwrap_or_else(|error| panic!("{error}"));
        assert!(pack.terms.iter().all(|term| !term.why.is_empty()));
        let terms = Terms::compile(&[pack]).unwrap_or_else(|error| panic!("{error}"));
        assert!(terms.warnings.is_empty(), "{:?}", terms.warnings);
        let failures = terms.test();
        assert!(
            failures.is_empty(),
            "{}",
            failures
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        );
    }
}

const CALLBACK: &str = r#"avoid = { noun = "callback", gender = "m" }
use = { noun = "fonction", gender = "f", tail = "de rappel" }
fix = "safe""#;

#[test]
fn a_replacement_that_ends_in_a_preposition() {
    hold(
        "avoid = \"via\"\nuse = \"au moyen de\"\nfix = \"safe\"",
        &[
            ("via le réseau", "au moyen du réseau"),
            ("via les fichiers", "au moyen des fichiers"),
            ("via un fichier", "au moyen d'un fichier"),
            ("via ``x``", "au moyen de ``x``"),
            ("via les lire", "via les lire"),
            ("via des fichiers", "via des fichiers"),
        ],
    );
    hold(
        "avoid = { verb = \"utiliser\" }\nuse = { verb = \"recourir\", tail = \"à\" }\nfix = \"safe\"",
        &[
            ("Utilise le fichier.", "Recourt au fichier."),
            (
                "N'utilisez pas les fichiers.",
                "Ne recourez pas aux fichiers.",
            ),
            ("Il utilisait :func:`x`.", "Il recourait à :func:`x`."),
            ("Il les utilise.", "Il les utilise."),
            ("utilisez-le", "utilisez-le"),
            ("Elles sont utilisées ici.", "Elles sont utilisées ici."),
            (
                "la fonction que vous utilisez",
                "la fonction que vous utilisez",
            ),
        ],
    );
}

#[test]
fn the_head_of_the_replacement_stands_there() {
    hold(
        CALLBACK,
        &[
            ("une fonction de *callback*", "une fonction de rappel"),
            ("les fonctions callbacks", "les fonctions de rappel"),
            ("Lie le rappel callback", "Lie le rappel callback"),
            (
                "la fonction de rappel (le *callback*) est",
                "la fonction de rappel (le *callback*) est",
            ),
            ("une callback function", "une callback function"),
            ("dites *wide callback* ici", "dites *wide callback* ici"),
        ],
    );
}

#[test]
fn a_name_in_emphasis() {
    hold(
        r#"avoid = { noun = "tuple", gender = "m" }
use = { noun = "*n*-uplet", gender = "m" }
fix = "safe""#,
        &[
            ("Renvoie un *tuple*.", "Renvoie un *n*-uplet."),
            ("types (*range*, *tuple*)", "types (*range*, *tuple*)"),
            ("les objets *tuple*", "les objets *tuple*"),
            ("Une sous-classe de *tuple*", "Une sous-classe de *tuple*"),
            ("mettre *tuple* à zéro", "mettre *tuple* à zéro"),
            ("le module tuple", "le module tuple"),
        ],
    );
    let emphasised =
        "avoid = { noun = \"fichier\" }\nuse = { noun = \"document\" }\nfix = \"safe\"";
    assert_eq!(
        safe(emphasised, "the open file", "le *fichier* ouvert"),
        "le *document* ouvert"
    );
}

#[test]
fn quotation_marks_hide_no_determiner() {
    hold(
        r#"avoid = { noun = "socket", gender = "m" }
use = { noun = "connecteur", gender = "m" }
fix = "safe""#,
        &[
            ("la « socket » du serveur", "le « connecteur » du serveur"),
            ("la \"socket\" du serveur", "le \"connecteur\" du serveur"),
            (
                "un « socket objet » renvoyé",
                "un « connecteur objet » renvoyé",
            ),
            ("une « socket » ouverte", "un « connecteur » ouvert"),
            ("l'une des sockets", "l'un des connecteurs"),
            ("toutes les sockets", "tous les connecteurs"),
            ("une ou plusieurs sockets", "un ou plusieurs connecteurs"),
            ("la socket elle-même", "le connecteur lui-même"),
            ("la (ou les) sockets", "la (ou les) sockets"),
        ],
    );
}

#[test]
fn what_agrees_further_off() {
    hold(
        r#"avoid = { noun = "fichier", gender = "m" }
use = { noun = "ressource", gender = "f" }
fix = "safe""#,
        &[
            (
                "un fichier sur disque ouvert en mode binaire",
                "un fichier sur disque ouvert en mode binaire",
            ),
            (
                "Tronque le fichier correspondant à *path*, afin qu'il soit court",
                "Tronque le fichier correspondant à *path*, afin qu'il soit court",
            ),
            ("Chacun de ces fichiers.", "Chacune de ces ressources."),
            ("Un tel fichier.", "Une telle ressource."),
            ("Un seul fichier.", "Une seule ressource."),
        ],
    );
}

#[test]
fn the_number_of_a_foreign_word() {
    hold(
        r#"avoid = { noun = "callback", gender = "f" }
use = { noun = "empreinte", gender = "f" }
fix = "safe""#,
        &[("les *callback* binaires", "les empreintes binaires")],
    );
    hold(
        r#"avoid = { noun = "context", gender = "m", tail = "manager", agrees = true }
use = { noun = "gestionnaire", gender = "m", tail = "de contexte" }
fix = "safe""#,
        &[("les context managers", "les gestionnaires de contexte")],
    );
}

#[test]
fn what_can_match_nothing_is_refused() {
    for avoid in ["\"`tuple`\"", "{ noun = \"…x\" }"] {
        let toml = format!(
            "[pack]\nname = \"test\"\nlanguage = \"fr\"\n[[term]]\nid = \"t\"\navoid = {avoid}\n"
        );
        let pack = Pack::parse("test.toml", &toml).expect("well formed");
        let error = Terms::compile(&[pack]).err().expect("refused").to_string();
        assert!(error.contains("would match nothing"), "{error}");
    }
    assert_eq!(
        safe(
            "avoid = \"e.g.\"\nuse = \"p. ex.\"\nfix = \"safe\"",
            "",
            "Voir e.g. ceci."
        ),
        "Voir p. ex. ceci."
    );
}

#[test]
fn what_the_source_says_is_rendered_already() {
    let rule = "when = { lemma = \"return\" }\navoid = { verb = \"donner\" }\nuse = { verb = \"renvoyer\" }\nfix = \"safe\"";
    assert_eq!(
        safe(rule, "Return the given value.", "Renvoie la valeur donnée."),
        "Renvoie la valeur donnée."
    );
    assert_eq!(
        safe(rule, "Return the value.", "Donne la valeur."),
        "Renvoie la valeur."
    );
}

/// Sentences that are hard for grammar: each becomes what a person would make of it, or stays as it is.
#[test]
fn grammar_does_the_whole_sentence_or_leaves_it() {
    let pack = include_str!("../../../tests/data/french-grammar.toml");
    let pack = Pack::parse("french-grammar.toml", pack).unwrap_or_else(|error| panic!("{error}"));
    let terms = Terms::compile(&[pack]).unwrap_or_else(|error| panic!("{error}"));
    let ids: Vec<String> = terms.rules().map(|meta| meta.id.to_owned()).collect();
    let file = FileContext {
        path: "a.po".to_owned(),
        language: "fr".to_owned(),
        ..FileContext::default()
    };
    let (entry, spare) = (Entry::default(), Spare::default());
    let (mut wrong, mut right, mut all) = (Vec::new(), 0, 0);
    for row in include_str!("../../../tests/data/french-grammar.tsv")
        .lines()
        .skip(1)
    {
        let [_, term, before, ideal] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        // As `fix` does: until nothing changes.
        let mut got = before.to_owned();
        loop {
            let message = Message::new(&file, &entry, "source", &got, &spare);
            let mut found = Findings::default();
            terms.check(&message, &|number| ids[number] == term, &mut found);
            let next = fixed(&got, &found.found, Safety::Safe);
            if next == got {
                break;
            }
            got = next;
        }
        all += 1;
        right += usize::from(got == ideal);
        if got != before && got != ideal {
            wrong.push(format!("{before}\n  {got}\n  {ideal}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right * 2 >= all, "{right} of {all}");
}

/// A noun, verb or adjective within a set phrase is not what the rule means; the phrase itself may be.
#[test]
fn set_phrases_are_not_the_term() {
    let left = |rule: &str, sentences: &[&str]| {
        let same: Vec<(&str, &str)> = sentences.iter().map(|one| (*one, *one)).collect();
        hold(rule, &same);
    };
    let noun = |avoid: &str, to: &str| {
        format!("avoid = {{ noun = \"{avoid}\" }}\nuse = {{ noun = \"{to}\" }}")
    };
    let verb = |avoid: &str, to: &str| {
        format!("avoid = {{ verb = \"{avoid}\" }}\nuse = {{ verb = \"{to}\" }}")
    };
    left(
        &noun("compte", "liste"),
        &[
            "Au bout du compte, rien ne change.",
            "En fin de compte, rien ne change.",
            "Il n'en tient pas compte.",
            "On se rend compte de la perte.",
            "La langue est prise en compte.",
            "Compte tenu de la taille, rien n'est lu.",
        ],
    );
    left(
        &noun("lieu", "emplacement"),
        &[
            "Lit la page au lieu de l'image.",
            "La lecture n'a pas encore eu lieu.",
            "Cela donne lieu à une alerte.",
            "Vide le cache, s'il y a lieu.",
            "A-t-elle lieu demain ?",
        ],
    );
    left(
        &noun("jour", "date"),
        &[
            "Met la longue liste à jour.",
            "Les mises à jour sont prêtes.",
            "Du jour au lendemain, tout change.",
        ],
    );
    left(
        &noun("exception", "erreur"),
        &["Tous sont lus, sans exception, à l'exception de celui-ci."],
    );
    left(
        &noun("fonction", "routine"),
        &[
            "Trie en fonction de la taille.",
            "Fait fonction de serveur.",
        ],
    );
    left(
        &noun("défaut", "anomalie"),
        &["Utilise la valeur par défaut.", "À défaut, rien n'est lu."],
    );
    left(
        &verb("mettre", "placer"),
        &[
            "Met à jour la liste.",
            "Met la longue liste à jour.",
            "Cela met fin à la boucle.",
            "Cela ne met pas en cause la suite.",
        ],
    );
    left(
        &verb("tenir", "garder"),
        &["Tient également compte de la casse."],
    );
    left(&verb("importer", "charger"), &["N'importe quel nom va."]);
    left(
        &verb("rendre", "donner"),
        &["Rend la page publique.", "Rend visible la page."],
    );
    left(
        "avoid = { adjective = \"nouveau\" }\nuse = { adjective = \"récent\" }",
        &["Lit à nouveau la page.", "Lit de nouveau la page."],
    );
    hold(
        &noun("compte", "profil"),
        &[("Ouvre le compte.", "Ouvre le profil.")],
    );
    hold(
        &verb("mettre", "placer"),
        &[(
            "Met la liste dans une autre, qui est à jour.",
            "Place la liste dans une autre, qui est à jour.",
        )],
    );
    hold(
        "avoid = { noun = \"mise\", tail = \"à jour\" }\nuse = { noun = \"révision\" }",
        &[(
            "Les mises à jour sont prêtes.",
            "Les révisions sont prêtes.",
        )],
    );
    hold(
        "avoid = \"au lieu de\"\nuse = \"plutôt que\"",
        &[("au lieu de lire", "plutôt que lire")],
    );
}

#[test]
fn what_is_elided_or_contracted_is_found() {
    hold(
        "avoid = \"lorsque\"\nuse = \"quand\"",
        &[
            ("Lorsqu'il lit", "Quand il lit"),
            ("lorsque tout", "quand tout"),
        ],
    );
    hold(
        "avoid = \"quand\"\nuse = \"lorsque\"",
        &[
            ("Quand il lit", "Lorsqu'il lit"),
            ("quand tout", "lorsque tout"),
        ],
    );
    hold(
        "avoid = \"grâce à\"\nuse = \"au moyen de\"",
        &[
            ("Grâce au réseau", "Au moyen du réseau"),
            ("grâce aux noms", "au moyen des noms"),
            ("grâce à l'objet", "au moyen de l'objet"),
        ],
    );
    hold(
        "avoid = \"afin de\"\nuse = \"pour\"",
        &[
            ("afin d'écrire", "pour écrire"),
            ("afin de lire", "pour lire"),
        ],
    );
}

#[test]
fn verbs_with_their_pronoun() {
    hold(
        "avoid = { verb = \"s'exécuter\" }\nuse = { verb = \"tourner\" }",
        &[
            ("Il ne s'exécute pas.", "Il ne tourne pas."),
            ("S'exécute bien.", "Tourne bien."),
            ("Il exécute tout.", "Il exécute tout."),
            ("Il s'est exécuté.", "Il s'est exécuté."),
        ],
    );
    hold(
        "avoid = { verb = \"s'arrêter\" }\nuse = { verb = \"se terminer\" }",
        &[("Elle s'arrête là.", "Elle se termine là.")],
    );
}

#[test]
fn a_pack_is_refused_with_its_reason() {
    let of = |toml: &str| {
        let pack = Pack::parse("a.toml", toml);
        match pack.and_then(|pack| Terms::compile(&[pack]).map(|_| ())) {
            Ok(()) => String::new(),
            Err(error) => error.to_string(),
        }
    };
    let french = of("[pack]\nname = \"a\"\nlanguage = \"french\"\n");
    assert!(french.contains("no code of a language"), "{french}");
    let again = of(
        "[pack]\nname = \"a\"\nlanguage = \"fr\"\n[[term]]\nid = \"a\"\navoid = { noun = \"fichier\" }\nuse = { noun = \"fichier\", tail = \"texte\" }\n",
    );
    assert!(again.contains("holds what it replaces"), "{again}");
    let (pack, faults) = Pack::read(
        "a.toml",
        "[pack]\nname = \"a\"\nlanguage = \"fr\"\n[[term]]\nid = \"a\"\n[[term]]\nid = \"b\"\navoid = { x = 1 }\n[[term]]\nid = \"c\"\navoid = \"x\"\n",
    )
    .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((pack.terms.len(), faults.len()), (1, 2), "{faults:?}");
}

#[test]
fn a_glossary_entry_may_be_an_expression() {
    let terms =
        term("when = { lemma = \"thread\" }\nrequire = [{ regex = \"fils? d'exécution\" }]");
    assert!(
        findings(&terms, "a.po", "a thread", "des fils d'exécution")
            .found
            .is_empty()
    );
    assert_eq!(
        findings(&terms, "a.po", "a thread", "des tâches")
            .found
            .len(),
        1
    );
}

#[test]
fn a_condition_is_asked_of_the_sentence_that_aligns() {
    let rule = "avoid = \"jeton\"\nuse = \"lexème\"\nwhen = { lemma = \"token\" }";
    for (source, text, wanted) in [
        (
            "Reads a token. Inserts a coin.",
            "Lit le jeton. Insère le jeton.",
            "Lit le lexème. Insère le jeton.",
        ),
        (
            "Reads a token and a coin.",
            "Lit le jeton. Et le jeton.",
            "Lit le lexème. Et le lexème.",
        ),
    ] {
        assert_eq!(safe(rule, source, text), wanted, "{source}");
    }
}

#[test]
fn an_invariable_word_gives_way_to_no_noun_of_another_gender() {
    hold(
        "avoid = \"bug\"\nuse = \"anomalie\"",
        &[
            ("Un bug est lu.", "Un bug est lu."),
            ("sans bug", "sans anomalie"),
        ],
    );
    hold(
        "avoid = \"bug\"\nuse = \"défaut\"",
        &[("Un bug est lu.", "Un défaut est lu.")],
    );
}

#[test]
fn what_inflects_is_only_reported_where_the_grammar_is_not_known() {
    let toml = "[pack]\nname = \"test\"\nlanguage = \"de\"\n[[term]]\nid = \"t\"\n\
                avoid = { noun = \"Datei\", forms = { singular = \"Datei\", plural = \"Dateien\" } }\n\
                use = { noun = \"Ordner\", forms = { singular = \"Ordner\", plural = \"Ordnern\" } }\n";
    let pack = Pack::parse("test.toml", toml).unwrap_or_else(|error| panic!("{error}"));
    let terms = Terms::compile(&[pack]).unwrap_or_else(|error| panic!("{error}"));
    let found = findings(
        &terms,
        "a.po",
        "The file is read.",
        "Die Datei wird gelesen.",
    );
    assert_eq!(found.found.len(), 1);
    assert!(found.found[0].fix.is_none(), "{:?}", found.found);
}
