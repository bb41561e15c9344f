//! From the tree of a TOML file to a pack: each key read, unknown ones refused with the line where they stand.

use std::collections::HashMap;
use std::sync::Arc;

use regex::Regex;

use super::{Case, Example, FormClass, Kind, Outcome, Pack, Pattern, Scope, Term, When};
use crate::diagnostic::{Safety, Severity};
use crate::lang::fr::Gender;
use crate::rules::terminology::condition::Condition;
use crate::rules::terminology::error::{PackError, Places};
use crate::rules::terminology::read::Node;

const FORM_CLASSES: &[(&str, FormClass)] = &[
    ("active", FormClass::Active),
    ("participle", FormClass::Participle),
    ("present-participle", FormClass::PresentParticiple),
    ("infinitive", FormClass::Infinitive),
    ("finite", FormClass::Finite),
    ("singular", FormClass::Singular),
    ("plural", FormClass::Plural),
    ("emphasised", FormClass::Emphasised),
];

impl Pack {
    /// Reads a pack; `path` is for messages only.
    ///
    /// # Errors
    /// The first thing in it that is not as it must be.
    pub fn parse(path: &str, toml: &str) -> Result<Pack, PackError> {
        let (pack, faults) = Pack::read(path, toml)?;
        match faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(pack),
        }
    }

    /// Reads a pack, and what is wrong with any of its terms; the pack is of those that are right.
    ///
    /// # Errors
    /// What keeps the file from being read at all.
    pub fn read(path: &str, toml: &str) -> Result<(Pack, Vec<PackError>), PackError> {
        let places = Places::new(toml);
        let table = toml::de::DeTable::parse(toml).map_err(|error| {
            let at = places.at(error.span().map_or(0, |span| span.start));
            PackError::new(path, at, error.message())
        })?;
        let root = Node::root(path, &places, &table);
        root.known(&["pack", "term"])?;
        let head = root.required("pack")?.table()?;
        head.known(&[
            "name",
            "language",
            "project",
            "enable",
            "header",
            "header-comment",
            "source",
            "description",
        ])?;
        let project = head.get("project").map(|node| {
            let text = node.string()?;
            Regex::new(&format!("^(?:{text})$")).map_err(|error| node.error(regex_error(&error)))
        });
        let mut header = Vec::new();
        if let Some(fields) = head.get("header") {
            for (field, value) in fields.table()?.entries() {
                header.push((field.to_owned(), value.string()?.to_owned()));
            }
        }
        let header_comment = head.get("header-comment").map(|node| {
            Regex::new(node.string()?).map_err(|error| node.error(regex_error(&error)))
        });
        let mut terms: Vec<Term> = Vec::new();
        let mut faults = Vec::new();
        // Of each id, the line that its term begins on.
        let mut lines = HashMap::new();
        for node in root.get("term").map_or_else(Vec::new, |node| node.items()) {
            let term = match term(&node) {
                Ok(term) => term,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            if let Some(twin) = lines.insert(term.id.clone(), term.at.line) {
                let twice = format!("a second term with the id \"{}\"", term.id);
                let help = format!("the first stands at line {twin}: rename one");
                faults.push(PackError::new(path, term.at, twice).help(help));
                continue;
            }
            terms.push(term);
        }
        let name = head.required("name")?;
        kebab(&name)?;
        let language = head.required("language")?;
        code(&language)?;
        let pack = Pack {
            path: path.to_owned(),
            name: name.string()?.to_owned(),
            language: language.string()?.to_owned(),
            project: project.transpose()?,
            enable: head.strings("enable")?,
            header,
            header_comment: header_comment.transpose()?.map(Arc::new),
            source: head.optional_string("source")?,
            terms,
        };
        Ok((pack, faults))
    }
}

/// Refuses a language that is no code: *french* would match no file.
fn code(node: &Node<'_>) -> Result<(), PackError> {
    let text = node.string()?;
    let first = text.split(['_', '-', '@']).next().unwrap_or_default();
    if matches!(first.len(), 2 | 3) && first.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(());
    }
    Err(node
        .error(format!("\"{text}\" is no code of a language"))
        .help("write it as a header has it: \"fr\", \"pt_BR\""))
}

fn regex_error(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    format!(
        "not a regular expression: {}",
        last.trim_start_matches("error: ")
    )
}

fn kebab(node: &Node<'_>) -> Result<(), PackError> {
    let id = node.string()?;
    // Accents are letters (*définir*), composed as the lexicon has them, so that a name has one spelling.
    let good = crate::rules::terminology::fold::folded(id) == id
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric));
    if good {
        return Ok(());
    }
    Err(node
        .error(format!("\"{id}\" cannot be a name"))
        .help("lower-case letters (accents too) and digits, joined by hyphens"))
}

fn safety(node: &Node<'_>) -> Result<Safety, PackError> {
    node.one_of(
        &Safety::ALL
            .iter()
            .map(|one| (one.name(), *one))
            .collect::<Vec<_>>(),
    )
}

#[allow(clippy::too_many_lines, reason = "one key after the other")]
fn term(node: &Node<'_>) -> Result<Term, PackError> {
    let term = node.table()?;
    term.known(&[
        "id",
        "avoid",
        "use",
        "require",
        "fix",
        "severity",
        "why",
        "source",
        "default",
        "override",
        "when",
        "files",
        "not-files",
        "case",
        "example",
    ])?;
    let id = term.required("id")?;
    kebab(&id)?;
    let avoid = term
        .get("avoid")
        .map_or(Ok(Vec::new()), |node| patterns(&node))?;
    let require = term
        .get("require")
        .map_or(Ok(Vec::new()), |node| patterns(&node))?;
    let when = term.get("when").map(|node| when(&node)).transpose()?;
    if avoid.is_empty() == require.is_empty() {
        return Err(id
            .error(format!(
                "the term \"{}\" says {} \"avoid\" {} \"require\"",
                id.string()?,
                if avoid.is_empty() { "neither" } else { "both" },
                if avoid.is_empty() { "nor" } else { "and" }
            ))
            .help("a rule bans something (avoid) or is a glossary entry (require)"));
    }
    if !require.is_empty() && when.as_ref().is_none_or(|when| when.lemma.is_empty()) {
        return Err(id
            .error(format!(
                "the glossary entry \"{}\" does not say of what",
                id.string()?
            ))
            .help("add when = { lemma = \"…\" }: the term of the source"));
    }
    let replacement = match term.get("use") {
        Some(node) if node.boolean() == Some(false) => None,
        Some(node) => Some(pattern(&node)?),
        None => None,
    };
    let mut cases = Vec::new();
    for node in term.get("case").map_or_else(Vec::new, |node| node.items()) {
        cases.push(case(&node)?);
    }
    let mut examples = Vec::new();
    for node in term
        .get("example")
        .map_or_else(Vec::new, |node| node.items())
    {
        let example = node.table()?;
        example.known(&["file", "source", "bad", "good"])?;
        let one = Example {
            at: node.at(),
            file: example.optional_string("file")?,
            source: example.required("source")?.string()?.to_owned(),
            bad: example.optional_string("bad")?,
            good: example.optional_string("good")?,
        };
        if one.bad.is_none() && one.good.is_none() {
            return Err(node
                .error("an example without a translation")
                .help("add bad = \"…\", good = \"…\" or both"));
        }
        examples.push(one);
    }
    Ok(Term {
        at: id.at(),
        id: id.string()?.to_owned(),
        avoid,
        require,
        replacement,
        fix: term
            .get("fix")
            .map_or(Ok(Safety::Safe), |node| safety(&node))?,
        severity: term.get("severity").map_or(Ok(Severity::Warning), |node| {
            node.one_of(
                &Severity::ALL
                    .iter()
                    .map(|one| (one.name(), *one))
                    .collect::<Vec<_>>(),
            )
        })?,
        why: term.optional_string("why")?.unwrap_or_default(),
        source: term.optional_string("source")?,
        default: term.bool_or("default", true)?,
        overrides: term.bool_or("override", false)?,
        when,
        scope: scope(&term)?,
        cases,
        examples,
    })
}

fn case(node: &Node<'_>) -> Result<Case, PackError> {
    let case = node.table()?;
    case.known(&[
        "form",
        "before",
        "unless-before",
        "followed-by",
        "unless-followed-by",
        "when",
        "files",
        "not-files",
        "use",
        "ignore",
        "fix",
        "why",
    ])?;
    let mut forms = Vec::new();
    for item in case.get("form").map_or_else(Vec::new, |node| node.items()) {
        forms.push(item.one_of(FORM_CLASSES)?);
    }
    let outcome = match case.get("use") {
        _ if case.bool_or("ignore", false)? => Outcome::Pass,
        Some(node) if node.boolean() == Some(false) => Outcome::Report,
        Some(node) => Outcome::Use(pattern(&node)?),
        None => Outcome::Inherit,
    };
    Ok(Case {
        at: node.at(),
        forms,
        before: case.strings("before")?,
        unless_before: case.strings("unless-before")?,
        followed_by: case.strings("followed-by")?,
        unless_followed_by: case.strings("unless-followed-by")?,
        when: case.get("when").map(|node| when(&node)).transpose()?,
        scope: scope(&case)?,
        outcome,
        fix: case.get("fix").map(|node| safety(&node)).transpose()?,
        why: case.optional_string("why")?,
    })
}

fn scope(node: &Node<'_>) -> Result<Scope, PackError> {
    let set = |key: &str| -> Result<Option<globset::GlobSet>, PackError> {
        let Some(list) = node.get(key) else {
            return Ok(None);
        };
        let mut set = globset::GlobSetBuilder::new();
        for item in list.items() {
            let text = item.string()?;
            for pattern in [text.to_owned(), format!("**/{text}")] {
                let glob = globset::GlobBuilder::new(&pattern)
                    .literal_separator(true)
                    .build()
                    .map_err(|error| item.error(format!("not a glob: {}", error.kind())))?;
                set.add(glob);
            }
        }
        set.build()
            .map(Some)
            .map_err(|error| list.error(format!("not a list of globs: {}", error.kind())))
    };
    Ok(Scope {
        files: set("files")?,
        not_files: set("not-files")?,
    })
}

fn when(node: &Node<'_>) -> Result<When, PackError> {
    let table = node.table()?;
    table.known(&["lemma", "not-lemma", "regex", "not-regex", "any", "all"])?;
    let regexes = |key: &str| -> Result<Vec<Condition>, PackError> {
        table
            .get(key)
            .map_or_else(Vec::new, |node| node.items())
            .iter()
            .map(|item| {
                Condition::new(&format!("(?i){}", item.string()?))
                    .map_err(|error| item.error(regex_error(&error)))
            })
            .collect()
    };
    let list = |key: &str| -> Result<Vec<When>, PackError> {
        table
            .get(key)
            .map_or_else(Vec::new, |node| node.items())
            .iter()
            .map(when)
            .collect()
    };
    Ok(When {
        lemma: table.strings("lemma")?,
        not_lemma: table.strings("not-lemma")?,
        regex: regexes("regex")?,
        not_regex: regexes("not-regex")?,
        any: list("any")?,
        all: list("all")?,
    })
}

fn patterns(node: &Node<'_>) -> Result<Vec<Pattern>, PackError> {
    node.items().iter().map(pattern).collect()
}

fn pattern(node: &Node<'_>) -> Result<Pattern, PackError> {
    const KINDS: &[(&str, Kind)] = &[
        ("verb", Kind::Verb),
        ("noun", Kind::Noun),
        ("adjective", Kind::Adjective),
        ("word", Kind::Word),
        ("regex", Kind::Regex),
    ];
    let mut found = Pattern {
        at: node.at(),
        kind: Kind::Word,
        lemma: String::new(),
        gender: None,
        tail: Vec::new(),
        agrees: false,
        elide: None,
        reflexive: false,
        forms: Vec::new(),
    };
    if node.is_string() {
        node.string()?.clone_into(&mut found.lemma);
        return Ok(found);
    }
    let table = node.table()?;
    table.known(&[
        "verb",
        "noun",
        "adjective",
        "word",
        "regex",
        "gender",
        "tail",
        "agrees",
        "elide",
        "forms",
    ])?;
    let mut kinds = KINDS
        .iter()
        .filter_map(|(key, kind)| table.get(key).map(|node| (node, *kind)));
    let (lemma, kind) = kinds.next().ok_or_else(|| {
        node.error("it does not say what is matched")
            .help("one of verb, noun, adjective, word, regex")
    })?;
    if let Some((second, _)) = kinds.next() {
        return Err(second.error("a pattern is of one kind only"));
    }
    found.at = lemma.at();
    found.kind = kind;
    lemma.string()?.trim().clone_into(&mut found.lemma);
    // *se lancer*, *s'exécuter*: the verb, and that its pronoun stands before it.
    if kind == Kind::Verb
        && let Some(verb) = ["se ", "s'", "s’"]
            .iter()
            .find_map(|pronoun| found.lemma.strip_prefix(pronoun))
    {
        let verb = verb.to_owned();
        found.lemma = verb;
        found.reflexive = true;
    }
    if found.lemma.is_empty() {
        return Err(lemma.error("an empty pattern matches nothing"));
    }
    if let Some(node) = table.get("gender") {
        found.gender = Some(node.one_of(&[("m", Gender::Masculine), ("f", Gender::Feminine)])?);
    }
    found.tail = table.strings("tail")?;
    found.agrees = table.bool_or("agrees", false)?;
    found.elide = table
        .get("elide")
        .map(|node| node.expect_bool())
        .transpose()?;
    if let Some(forms) = table.get("forms") {
        for (name, value) in forms.table()?.entries() {
            let mut list = Vec::new();
            for item in value.items() {
                list.push(item.string()?.to_owned());
            }
            found.forms.push((name.to_owned(), list, value.at()));
        }
    }
    Ok(found)
}
