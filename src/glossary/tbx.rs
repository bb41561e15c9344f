//! TBX (ISO 30042): concepts, each with its terms by language, in the old spelling (`termEntry`, `langSet`) and the new one
//! (`conceptEntry`, `langSec`).

use roxmltree::{Document, Node};

use super::{Glossary, GlossaryError, Part, Term};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// How long a tag may be, bytes: the time for its attributes grows with the square of their number.
const LONGEST_TAG: usize = 1 << 14;

/// Where something that may be a longer tag begins.
fn long_tag(text: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'<', text).find(|&at| {
        let near = &text[at..text.len().min(at + LONGEST_TAG)];
        let is_tag = near.get(1).is_some_and(u8::is_ascii_alphabetic);
        is_tag && near.len() == LONGEST_TAG && memchr::memchr(b'>', near).is_none()
    })
}

pub(super) fn read(text: &str, wanted: Option<&str>) -> Result<Glossary, GlossaryError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(at) = long_tag(text.as_bytes()) {
        let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1;
        let why = format!("a tag of more than {} KiB", LONGEST_TAG >> 10);
        return Err(GlossaryError::new(
            Some(line),
            why,
            "export the glossary again as TBX",
        ));
    }
    // The document type names the format's own; nothing is fetched.
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..roxmltree::ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let line = usize::try_from(error.pos().row).ok();
        GlossaryError::new(
            line,
            format!("this is no XML: {error}"),
            "export the glossary again as TBX",
        )
    })?;
    let concepts: Vec<Node<'_, '_>> = document
        .descendants()
        .filter(|node| is(node, &["termEntry", "conceptEntry"]))
        .collect();
    if concepts.is_empty() {
        return Err(GlossaryError::new(
            None,
            "there is no termEntry and no conceptEntry in it",
            "a TBX file has one for each concept",
        ));
    }
    let (source, target) = choose(&concepts, wanted)?;
    let mut glossary = Glossary {
        language: Some(target.replace('-', "_")),
        ..Glossary::default()
    };
    for concept in concepts {
        let of = |wanted: &str| -> Vec<Node<'_, '_>> {
            let those = sections(&concept).filter(|section| language(section) == Some(wanted));
            those
                .flat_map(|section| {
                    section
                        .descendants()
                        .filter(|node| is(node, &["term"]))
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        let targets = of(target);
        for from in of(source) {
            for to in &targets {
                glossary.terms.push(Term {
                    source: words(&from),
                    target: words(to),
                    forbidden: is_forbidden(to),
                    part: beside(to, "partOfSpeech")
                        .or_else(|| beside(&from, "partOfSpeech"))
                        .and_then(|name| Part::parse(&name)),
                    note: note(&concept),
                });
            }
        }
    }
    Ok(glossary)
}

/// The language of the sources and that of the translations.
fn choose<'a>(
    concepts: &[Node<'a, '_>],
    wanted: Option<&str>,
) -> Result<(&'a str, &'a str), GlossaryError> {
    let mut languages: Vec<&str> = Vec::new();
    for section in concepts.iter().flat_map(sections) {
        if let Some(language) = language(&section)
            && !languages.contains(&language)
        {
            languages.push(language);
        }
    }
    let source = languages
        .iter()
        .find(|language| base(language) == "en")
        .or(languages.first())
        .copied()
        .unwrap_or_default();
    let others: Vec<&str> = languages
        .iter()
        .copied()
        .filter(|one| *one != source)
        .collect();
    let target = match (wanted, others.as_slice()) {
        (Some(wanted), all) => {
            let same = |one: &&&str| {
                one.replace('-', "_")
                    .eq_ignore_ascii_case(&wanted.replace('-', "_"))
            };
            let near = |one: &&&str| base(one) == base(wanted);
            let found = all.iter().find(same).or_else(|| all.iter().find(near));
            *found.ok_or_else(|| {
                GlossaryError::new(
                    None,
                    format!("there is no term in `{wanted}` in it"),
                    format!("it has {}", all.join(", ")),
                )
            })?
        }
        (None, [one]) => one,
        (None, []) => {
            return Err(GlossaryError::new(
                None,
                "all its terms are in one language",
                "a glossary has two",
            ));
        }
        (None, several) => {
            return Err(GlossaryError::new(
                None,
                format!("its terms are in {}", several.join(", ")),
                "say which language with --lang",
            ));
        }
    };
    Ok((source, target))
}

fn is(node: &Node<'_, '_>, names: &[&str]) -> bool {
    node.is_element() && names.contains(&node.tag_name().name())
}

fn sections<'a, 'i>(concept: &Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
    concept
        .children()
        .filter(|node| is(node, &["langSet", "langSec"]))
}

fn language<'a>(section: &Node<'a, '_>) -> Option<&'a str> {
    section
        .attribute((XML, "lang"))
        .or_else(|| section.attribute("lang"))
}

/// The language of a code, without its country.
fn base(code: &str) -> String {
    code.split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

/// All the text in a node, however it is marked up.
fn words(node: &Node<'_, '_>) -> String {
    node.descendants()
        .filter_map(|inside| inside.text().filter(|_| inside.is_text()))
        .collect()
}

/// What is said of a term in the group that it is in: `<termNote type="…">`.
fn beside(term: &Node<'_, '_>, kind: &str) -> Option<String> {
    let section = |node: &Node<'_, '_>| is(node, &["langSet", "langSec"]);
    let groups = term.ancestors().skip(1).take_while(|node| !section(node));
    let mut notes = groups.flat_map(|group| group.children().collect::<Vec<_>>());
    let found = notes.find(|node| is(node, &["termNote"]) && node.attribute("type") == Some(kind));
    found.map(|node| words(&node))
}

/// Whether a term is there to say that it must not be used.
fn is_forbidden(term: &Node<'_, '_>) -> bool {
    ["administrativeStatus", "normativeAuthorization"]
        .iter()
        .any(|kind| {
            beside(term, kind).is_some_and(|status| {
                let status = status.to_lowercase();
                status.starts_with("deprecated")
                    || status.starts_with("forbidden")
                    || status.contains("superseded")
            })
        })
}

/// The definition or note of a concept, whichever comes first.
fn note(concept: &Node<'_, '_>) -> Option<String> {
    let mut notes = concept.descendants().filter(|node| {
        is(node, &["note"])
            || (is(node, &["descrip"])
                && node
                    .attribute("type")
                    .is_none_or(|kind| matches!(kind, "definition" | "context" | "Definition")))
    });
    notes
        .next()
        .map(|node| words(&node))
        .filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="definition">A place for books.</descrip>
<langSet xml:lang="en"><tig><term>library</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>bibliothèque</term><termNote type="partOfSpeech">noun</termNote></tig>
<tig><term>librairie</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="de"><ntig><termGrp><term>Bibliothek</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>"#;

    #[test]
    fn both_spellings() {
        let french = read(OLD, Some("fr_CA")).unwrap();
        assert_eq!(french.language.as_deref(), Some("fr"));
        assert_eq!(french.terms.len(), 2);
        assert_eq!(french.terms[0].target, "bibliothèque");
        assert_eq!(french.terms[0].part, Some(Part::Noun));
        assert_eq!(french.terms[0].note.as_deref(), Some("A place for books."));
        assert!(french.terms[1].forbidden && !french.terms[0].forbidden);
        let new = r#"<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en-US"><termSec><term>thread</term></termSec></langSec>
<langSec xml:lang="de-DE"><termSec><term>Ausführungs<hi>strang</hi></term></termSec></langSec></conceptEntry></body></text></tbx>"#;
        let german = read(new, None).unwrap();
        assert_eq!(german.language.as_deref(), Some("de_DE"));
        assert_eq!(german.terms[0].target, "Ausführungsstrang");
    }

    #[test]
    fn what_is_wrong_is_told() {
        let told = |text: &str, wanted| read(text, wanted).unwrap_err().to_string();
        assert_eq!(
            told(OLD, None),
            "its terms are in fr, de; say which language with --lang"
        );
        assert_eq!(
            told(OLD, Some("es")),
            "there is no term in `es` in it; it has fr, de"
        );
        assert!(told("<a>\n<b></a>", None).starts_with("line 2: this is no XML"));
        assert!(told("<a/>", None).starts_with("there is no termEntry"));
    }
}
