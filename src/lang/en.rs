//! English, as far as the conditions of terminology rules need it: the forms that a source word may take.
//!
//! A rule says `when = { lemma = "return" }` and means *return, returns, returned, returning*. Regular inflection is computed;
//! what cannot be computed is in one short table of facts about English. Nothing here needs a lexicon: a form that no text
//! holds (*librarys*) costs nothing.

/// Irregular forms beside the regular ones: lemma, then what inflection does not give.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("analysis", &["analyses"]),
    ("appendix", &["appendices"]),
    ("axis", &["axes"]),
    ("basis", &["bases"]),
    ("be", &["am", "are", "is", "was", "were", "been", "being"]),
    ("become", &["became"]),
    ("begin", &["began", "begun"]),
    ("bind", &["bound"]),
    ("break", &["broke", "broken"]),
    ("bring", &["brought"]),
    ("build", &["built"]),
    ("buy", &["bought"]),
    ("catch", &["caught"]),
    ("child", &["children"]),
    ("choose", &["chose", "chosen"]),
    ("come", &["came"]),
    ("criterion", &["criteria"]),
    ("datum", &["data"]),
    ("deal", &["dealt"]),
    ("do", &["did", "done", "does"]),
    ("draw", &["drew", "drawn"]),
    ("drive", &["drove", "driven"]),
    ("fall", &["fell", "fallen"]),
    ("feed", &["fed"]),
    ("feel", &["felt"]),
    ("find", &["found"]),
    ("foot", &["feet"]),
    ("forget", &["forgot", "forgotten"]),
    ("freeze", &["froze", "frozen"]),
    ("get", &["got", "gotten"]),
    ("give", &["gave", "given"]),
    ("go", &["went", "gone", "goes"]),
    ("grow", &["grew", "grown"]),
    ("hang", &["hung"]),
    ("have", &["has", "had"]),
    ("hear", &["heard"]),
    ("hide", &["hid", "hidden"]),
    ("hold", &["held"]),
    ("hypothesis", &["hypotheses"]),
    ("index", &["indices"]),
    ("keep", &["kept"]),
    ("know", &["knew", "known"]),
    ("lead", &["led"]),
    ("leaf", &["leaves"]),
    ("leave", &["left"]),
    ("lend", &["lent"]),
    ("lie", &["lay", "lain", "lying"]),
    ("life", &["lives"]),
    ("lose", &["lost"]),
    ("make", &["made"]),
    ("man", &["men"]),
    ("matrix", &["matrices"]),
    ("mean", &["meant"]),
    ("meet", &["met"]),
    ("mouse", &["mice"]),
    ("parenthesis", &["parentheses"]),
    ("pay", &["paid"]),
    ("person", &["people"]),
    ("phenomenon", &["phenomena"]),
    ("rise", &["rose", "risen"]),
    ("run", &["ran"]),
    ("say", &["said"]),
    ("schema", &["schemata"]),
    ("see", &["saw", "seen"]),
    ("seek", &["sought"]),
    ("sell", &["sold"]),
    ("send", &["sent"]),
    ("shake", &["shook", "shaken"]),
    ("shoot", &["shot"]),
    ("show", &["shown"]),
    ("sink", &["sank", "sunk"]),
    ("sit", &["sat"]),
    ("sleep", &["slept"]),
    ("speak", &["spoke", "spoken"]),
    ("spend", &["spent"]),
    ("spin", &["spun"]),
    ("stand", &["stood"]),
    ("steal", &["stole", "stolen"]),
    ("stick", &["stuck"]),
    ("strike", &["struck"]),
    ("swap", &["swopped"]),
    ("swear", &["swore", "sworn"]),
    ("take", &["took", "taken"]),
    ("teach", &["taught"]),
    ("tear", &["tore", "torn"]),
    ("tell", &["told"]),
    ("thesis", &["theses"]),
    ("think", &["thought"]),
    ("throw", &["threw", "thrown"]),
    ("understand", &["understood"]),
    ("vertex", &["vertices"]),
    ("wake", &["woke", "woken"]),
    ("wear", &["wore", "worn"]),
    ("win", &["won"]),
    ("wind", &["wound"]),
    ("woman", &["women"]),
    ("write", &["wrote", "written"]),
];

/// Prefixes that an irregular verb keeps its forms behind (*overwrite, overwrote*).
const PREFIXES: &[&str] = &[
    "over", "under", "re", "un", "with", "fore", "mis", "out", "up", "be", "pre",
];

/// Every form that the lemma (lower case, one word) may take, itself first: plural, third person, past, participles.
#[must_use]
pub fn forms(lemma: &str) -> Vec<String> {
    let mut forms = vec![lemma.to_owned()];
    let mut add = |form: String| {
        if !forms.contains(&form) {
            forms.push(form);
        }
    };
    let bytes = lemma.as_bytes();
    let last = bytes.last().copied().unwrap_or(0);
    if !last.is_ascii_alphabetic() || bytes.len() < 2 {
        return forms;
    }
    let before = bytes[bytes.len() - 2];
    let stem = &lemma[..lemma.len() - 1];
    let is_vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    match last {
        b'y' if !is_vowel(before) => {
            add(format!("{stem}ies"));
            add(format!("{stem}ied"));
            add(format!("{lemma}ing"));
        }
        b'e' => {
            add(format!("{lemma}s"));
            add(format!("{lemma}d"));
            add(format!("{stem}ing"));
            if matches!(before, b'e' | b'o' | b'y') {
                add(format!("{lemma}ing"));
            }
            if before == b'i' {
                add(format!("{}ying", &lemma[..lemma.len() - 2]));
            }
        }
        _ => {
            add(format!("{lemma}s"));
            add(format!("{lemma}ed"));
            add(format!("{lemma}ing"));
            if matches!(last, b's' | b'x' | b'z' | b'o')
                || lemma.ends_with("ch")
                || lemma.ends_with("sh")
            {
                add(format!("{lemma}es"));
            }
            let doubles = !is_vowel(last)
                && !matches!(last, b'w' | b'x' | b'y' | b'h')
                && is_vowel(before)
                && !bytes
                    .len()
                    .checked_sub(3)
                    .is_some_and(|at| is_vowel(bytes[at]) && bytes[at] != b'u');
            if doubles {
                let double = char::from(last);
                add(format!("{lemma}{double}ed"));
                add(format!("{lemma}{double}ing"));
                if matches!(last, b's' | b'z') {
                    add(format!("{lemma}{double}es"));
                }
            }
            if last == b'c' {
                add(format!("{lemma}ked"));
                add(format!("{lemma}king"));
            }
            if last == b'f' {
                add(format!("{stem}ves"));
            }
        }
    }
    for (irregular, more) in IRREGULAR {
        let prefix = lemma
            .strip_suffix(irregular)
            .filter(|prefix| prefix.is_empty() || PREFIXES.contains(prefix));
        if let Some(prefix) = prefix {
            for form in *more {
                add(format!("{prefix}{form}"));
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn regular_and_irregular_forms() {
        for (lemma, expected) in [
            ("return", "return returns returned returning"),
            ("library", "library libraries"),
            ("class", "class classes"),
            ("raise", "raise raises raised raising"),
            ("set", "set sets setting"),
            ("support", "supports supported supporting"),
            ("overwrite", "overwrites overwrote overwritten overwriting"),
            ("index", "indexes indices indexed indexing"),
            ("panic", "panics panicked panicking"),
            ("debug", "debugs debugged debugging"),
            ("subprocess", "subprocess subprocesses"),
            ("tie", "ties tied tying"),
            ("play", "plays played playing"),
            ("quit", "quits quitting"),
        ] {
            let all = forms(lemma);
            for form in expected.split(' ') {
                assert!(
                    all.iter().any(|one| one == form),
                    "{lemma}: {form} in {all:?}"
                );
            }
        }
        assert!(!forms("return").iter().any(|form| form == "returnned"));
    }
}
