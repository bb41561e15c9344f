//! A translation with other tags than its source.

use super::{Check, Group, Message, Meta, Rule, Severity, scan, source_tags};
use crate::diagnostic::Span;
use crate::markup::{Format, Word, words};
use crate::rules::Findings;
use scan::{Role, Tag};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "xml-tags",
        group: Group::Xml,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "the translation has other tags than the source",
        docs: r#"A link, a placeholder or an emphasis that is lost, or a tag that the source has not: often a name that was translated or misspelt. What counts is which names there are, not how often each stands, nor in which order, nor what is said within the tag. Line breaks, and what may stand around a whole message (`<html>`, `<qt>`), are not compared. Tags that only change the look of words (`<b>`, `<small>`) or say what they mean (`<filename>`, `<quote>`, `<application>`) may be left out, added or exchanged. In documents (DocBook, HTML pages) only what links, includes or numbers counts: `<xref>`, `<link>`, `<footnote>`, `<indexterm>`… and a name that no document has. A source without a word is left alone. A translation whose tags do not fit at all is told by `xml-malformed`.
```po bad
msgid "See <link href=\"x\">the manual</link>."
msgstr "Voir <lien href=\"x\">le manuel</lien>."
```
```po good
msgid "See <link href=\"x\">the manual</link>."
msgstr "Voir <link href=\"x\">le manuel</link>."
```"#,
    },
    check: Check::Message(check),
};

/// Elements that change the look of words, and nothing else.
const LOOKS: [&str; 19] = [
    "b", "big", "center", "code", "em", "emphasis", "font", "i", "nobr", "q", "s", "small", "span",
    "strike", "strong", "sub", "sup", "tt", "u",
];

/// Elements that say what words mean (`DocBook`, KUIT): a sentence that says it otherwise may do without.
#[rustfmt::skip]
const MEANINGS: [&str; 57] = [
    "abbrev", "acronym", "application", "bcode", "citetitle", "classname", "command", "computeroutput", "constant",
    "email", "envar", "filename", "firstterm", "foreignphrase", "function", "glossterm", "guibutton", "guiicon",
    "guilabel", "guimenu", "guimenuitem", "guisubmenu", "hardware", "icode", "interface", "kbd", "keycap", "keycode",
    "keycombo", "keysym", "literal", "menuchoice", "message", "methodname", "mousebutton", "numid", "option",
    "package", "parameter", "phrase", "placeholder", "productname", "productnumber", "prompt", "quote", "remark",
    "replaceable", "resource", "returnvalue", "shortcut", "symbol", "systemitem", "trademark", "type", "userinput",
    "varname", "wordasword",
];

/// Elements that link, include or number: what a document must not lose.
const LINKS: [&str; 20] = [
    "a",
    "anchor",
    "area",
    "biblioref",
    "callout",
    "co",
    "footnote",
    "footnoteref",
    "graphic",
    "imagedata",
    "img",
    "indexterm",
    "inlinegraphic",
    "inlinemediaobject",
    "link",
    "mediaobject",
    "olink",
    "ulink",
    "xi:include",
    "xref",
];

/// Elements that lead elsewhere, one as good as the other.
const LEADS: [&str; 5] = ["a", "link", "olink", "ulink", "xref"];

/// Elements that a document is built of.
#[rustfmt::skip]
const STRUCTURE: [&str; 22] = [
    "div", "entry", "itemizedlist", "li", "listitem", "note", "ol", "orderedlist", "p", "para", "pre", "programlisting",
    "row", "screen", "simpara", "table", "term", "title", "ul", "variablelist", "varlistentry", "warning",
];

/// Line ends, for where a line is broken hangs on how long the words of a language are; and what may be written around a
/// whole message without a change.
const BREAKS: [&str; 7] = ["body", "br", "hr", "html", "nl", "qt", "wbr"];

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(source) = source_tags(message) else {
        return;
    };
    // A source of tags and placeholders alone is a pattern: how such things look in that language.
    let is_word = |word: Word<'_>| word.text.chars().any(char::is_alphabetic);
    if !words(message.source, message.source_markup()).any(is_word) {
        return;
    }
    let Ok(tags) = scan::tags(message.text) else {
        return;
    };
    let mut missing: Vec<&Tag<'_>> = unlike(&source, &tags);
    let mut new: Vec<&Tag<'_>> = unlike(&tags, &source);
    let looks = missing.iter().chain(&new).all(|tag| is_look(tag));
    // How words look, and that a mark says what they mean, is a choice.
    if looks {
        return;
    }
    // One kind of link for another.
    let leads = |tags: &[&Tag<'_>]| tags.iter().all(|tag| is_in(&LEADS, tag));
    if !new.is_empty() && leads(&new) && leads(&missing) {
        return;
    }
    if message.format() == Format::Xml {
        // Which paragraphs, lists and marks of meaning there are is the translator's choice in a document.
        new.retain(|tag| !missing.is_empty() && !is_in(&STRUCTURE, tag) && !is_in(&LINKS, tag));
        missing.retain(|tag| is_in(&LINKS, tag) || !new.is_empty());
    }
    // What matters is told, and nothing else.
    missing.retain(|tag| !is_look(tag));
    new.retain(|tag| !is_look(tag));
    let list = |tags: &[&Tag<'_>]| {
        let names: Vec<String> = tags.iter().map(|tag| format!("`<{}>`", tag.name)).collect();
        names.join(", ")
    };
    // One finding a message: a name that was changed is missing and new at once.
    let (span, told) = match (missing.as_slice(), new.as_slice()) {
        ([], []) => return,
        ([], [first, ..]) => (first.span, format!("the source has no {}", list(&new))),
        (_, []) => (
            Span::new(0, message.text.len()),
            format!("the source's {} is missing", list(&missing)),
        ),
        (_, [first, ..]) => (
            first.span,
            format!("the source has {}, not {}", list(&missing), list(&new)),
        ),
    };
    let one = found.report(&RULE.meta, span, told);
    if missing.is_empty() {
        one.severity = Severity::Warning;
    }
}

fn is_look(tag: &Tag<'_>) -> bool {
    is_in(&LOOKS, tag) || is_in(&MEANINGS, tag)
}

fn is_in(names: &[&str], tag: &Tag<'_>) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(tag.name))
}

/// The elements of `tags` whose name no tag of `others` has, each name once.
fn unlike<'t, 'a>(tags: &'t [Tag<'a>], others: &[Tag<'_>]) -> Vec<&'t Tag<'a>> {
    let mut unlike: Vec<&Tag<'_>> = Vec::new();
    let compared = |tag: &&Tag<'_>| tag.role != Role::Closes && !is_in(&BREAKS, tag);
    for tag in tags.iter().filter(compared) {
        let same = |other: &Tag<'_>| other.name.eq_ignore_ascii_case(tag.name);
        if !others.iter().any(same) && !unlike.iter().any(|&other| same(other)) {
            unlike.push(tag);
        }
    }
    unlike
}
