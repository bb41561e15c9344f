//! Our h aspiré beside that of Python's package `haspirater`, on every noun, adjective and verb in h of the lexicon. Neither is the truth: the words on which they
//! differ are listed, so that a change of either shows. (It holds *haltère*, *humoriste* and *hypertexte* for aspirated, and *hijab* for mute.)
//!
//! Says so, and passes, where the package is not installed.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says when it is skipped"
)]

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use fst::{IntoStreamer, Map};
use polir::lang::fr::elides;

/// Ours mute, theirs aspirated.
const WE_ELIDE: &str = "
hadal hafnium hagiographe hagiographie hagiographique hagiotoponyme hagiotoponymie halener halené halenée halkiner halkiné halochimie halochromie
halophile halophyte halotechnie halotolérance halotolérant haloïde haltère haltérophile haltérophilie hamadryade hamadryas hamamélis hameçon
hameçonnage hameçonner hameçonneur hameçonné hamiltonien hanafisme hanbalisme hapax haplo-diploïdisation haplobionte haplographie haplogroupe
haplologie haplotype haploïde haploïdie haptique haptonomie haptonomique haptène harrisme harriste haruspice haryanvi harzburgite hasmonéen
hasmonéenne hassium hast hastaire haste hasté haversien hawaïen hawaïenne haïtien haïtienne haüyne heiduque hemigrammus hendiadys hendécagone
hendécalogie hendécasyllabe hensélien hentai heptacorde heptagonal heptagone heptalogie heptamètre heptane heptarchie heptasyllabe heptathlon
heptathlonien heptathlonienne heptatonique heptaèdre heptose heptoxyde hercynien hermitien herpe herpès herpétiforme herpétique herpétisme
herpétologie herpétologique herpétologiste hetman heulandite hiatal hidalgo hiddénite hidrosadénite higoumène hilaire hiloire hilote hilotisme
himalayen himation hippiatre hippiatrie hippiatrique hippique hippisme hircin hirsute hirsutisme hirudine hirudiniculture hirudinée hitlérien
hitlérisme hiémal hiératique hiératisme hiératisé hiérodule hiérogamie hiérogamique hiéroglyphe hiéroglyphique hiérogrammate hiérogrammatiste
hiéronymite hiérophanie hiérophante hodographe holacratie holisme holiste holistique holmium hoplite hordéine hornblende hosanna hubris hugolien
huitre huitrier huitrière humagne humoral humorisme humoriste humoristique huméral huméro-scapulaire humérus hyalin hyalite hyaloclastite hyalophane
hyaloplasme hyaloïde hyaluronate hyaluronidase hyaluronique hème héliport héliportage héliporter héliporté hélépole héraldique héraldiste héraultais
héraultaise héro
";

/// Ours aspirated, theirs mute.
const THEY_ELIDE: &str = "
hadron hadronique hadronthérapie havé hi-fi hi-han hijab hip-hop hippy hipster hoverboard hovercraft hype
";

/// The words in h of a table of the lexicon.
fn words(table: &[u8]) -> Vec<String> {
    Map::new(table)
        .unwrap()
        .range()
        .ge("h")
        .lt("i")
        .into_stream()
        .into_str_keys()
        .unwrap()
}

#[test]
fn every_form_is_as_its_lemma() {
    use polir::lang::fr::{adjective, noun, verb_spellings};
    let mut wrong = Vec::new();
    let mut compare = |lemma: &str, forms: Vec<String>| {
        wrong.extend(
            forms
                .into_iter()
                .filter(|form| form.starts_with('h') && elides(form) != elides(lemma)),
        );
    };
    for lemma in words(include_bytes!("../data/fr/words.fst")) {
        compare(
            &lemma,
            noun(&lemma).into_iter().map(|noun| noun.plural).collect(),
        );
        compare(&lemma, adjective(&lemma).into_iter().flatten().collect());
    }
    for lemma in words(include_bytes!("../data/fr/verbs.fst")) {
        compare(
            &lemma,
            verb_spellings(&lemma)
                .unwrap()
                .into_iter()
                .map(|(_, form)| form)
                .collect(),
        );
    }
    wrong.sort();
    wrong.dedup();
    // The one homograph: of *héler*, and the plural of *hélion*, which is mute.
    assert_eq!(wrong, ["hélions"]);
}

#[test]
fn beside_haspirater() {
    let mut words: BTreeSet<String> = words(include_bytes!("../data/fr/words.fst"))
        .into_iter()
        .collect();
    words.extend(self::words(include_bytes!("../data/fr/verbs.fst")));
    words.remove("h");
    assert!(words.len() > 1500);
    let script = "import sys, haspirater\nfor w in sys.stdin.buffer.read().decode().split('\\n'): print(','.join(sorted(str(x) for x in haspirater.lookup(w))))";
    let python = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut python) = python else {
        println!("skipped: no python3");
        return;
    };
    let lines = words
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("\n");
    let written = python.stdin.take().unwrap().write_all(lines.as_bytes());
    let output = python.wait_with_output().unwrap();
    if written.is_err() || !output.status.success() {
        println!("skipped: python3 has no haspirater");
        return;
    }
    let answers = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answers.lines().count(), words.len());
    let (mut we, mut they) = (Vec::new(), Vec::new());
    for (word, aspirated) in words.iter().zip(answers.lines()) {
        // Some words are both to it: no difference.
        match (elides(word), aspirated) {
            (true, "True") => we.push(word.as_str()),
            (false, "False") => they.push(word.as_str()),
            _ => {}
        }
    }
    let listed = |list: &'static str| list.split_whitespace().collect::<Vec<_>>();
    assert_eq!(we, listed(WE_ELIDE), "we elide: {}", we.join(" "));
    assert_eq!(they, listed(THEY_ELIDE), "they elide: {}", they.join(" "));
}
