//! A translation with other tags than its source.

use super::{Check, Group, Message, Meta, Rule, Severity, scan, source_tags};
use crate::diagnostic::Span;
use crate::markup::{Word, words};
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
        docs: r#"A link or a placeholder that is lost, or a tag that the source has not: often a name that was translated or misspelt. What counts is which names there are, not how often each stands, nor in which order, nor what is said within the tag. Tags that change the look of words (`<b>`, `<small>`), say what they mean (`<abbr>`, `<filename>`, `<application>`) or lay them out (`<p>`, `<br>`, `<para>`) may be left out, added or exchanged; links (`<a>`, `<xref>`), footnotes and images may be added, one kind of link stands for another, and so does the address that a link shows as its text. A source without a word is left alone. A translation whose tags do not fit at all is told by `xml-malformed`.
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

/// Elements that change the look of words, say what they mean or lay them out (HTML, Pango, Qt, `DocBook`, KUIT): a
/// sentence that says it otherwise may do without, and what is written around a whole message changes nothing.
#[rustfmt::skip]
const FREE: [&str; 154] = [
    "abbr", "abbrev", "acronym", "app", "application", "article", "aside", "b", "bcode", "bdi", "bdo", "big",
    "blockquote", "body", "bold", "br", "caption", "center", "cite", "citetitle", "classname", "cmd", "code",
    "command", "computeroutput", "constant", "dd", "del", "dfn", "div", "dl", "dt", "em", "email", "emphasis",
    "entry", "envar", "file", "filename", "firstterm", "font", "footer", "foreignphrase", "function", "glossterm",
    "gui", "guibutton", "guiicon", "guilabel", "guimenu", "guimenuitem", "guiseq", "guisubmenu", "h1", "h2", "h3",
    "h4", "h5", "h6", "hardware", "head", "header", "hr", "html", "i", "icode", "ins", "interface", "italic",
    "item", "itemizedlist", "kbd", "key", "keycap", "keycode", "keycombo", "keyseq", "keysym", "li", "list",
    "listitem", "literal", "mark", "menuchoice", "message", "methodname", "mousebutton", "nl", "nobr", "note",
    "numid", "ol", "option", "orderedlist", "output", "p", "package", "para", "parameter", "phrase", "placeholder",
    "pre", "productname", "productnumber", "programlisting", "prompt", "q", "qt", "quote", "remark", "replaceable",
    "resource", "returnvalue", "row", "s", "samp", "screen", "section", "shortcut", "simpara", "small", "span",
    "strike", "strong", "sub", "subtitle", "sup", "symbol", "sys", "systemitem", "table", "tbody", "td", "term",
    "th", "thead", "tip", "title", "tooltip", "tr", "trademark", "tt", "type", "u", "ul", "underline", "userinput",
    "var", "variablelist", "varlistentry", "varname", "warning", "wbr", "wordasword",
];

/// Elements that link, include or number: what a translation must not lose, and may have more of.
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

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(source) = source_tags(message) else {
        return;
    };
    if message.text.trim().is_empty() {
        return;
    }
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
    // One kind of link for another, or for the address that it shows anyhow.
    let leads = |tags: &[&Tag<'_>]| tags.iter().any(|tag| is_in(&LEADS, tag));
    if leads(&new) || shows_addresses(message, &source) {
        missing.retain(|tag| !is_in(&LEADS, tag));
    }
    new.retain(|tag| !is_in(&LINKS, tag));
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

/// Whether every link of the source has an address for its text, and the translation shows all of these.
fn shows_addresses(message: &Message<'_>, source: &[Tag<'_>]) -> bool {
    let mut opened = source
        .iter()
        .filter(|tag| tag.role != Role::Closes && is_in(&LEADS, tag));
    opened.all(|tag| {
        let text = &message.source[tag.span.end..];
        let text = text[..text.find('<').unwrap_or(0)].trim();
        let address = &message.source[tag.span];
        !text.is_empty() && address.contains(text) && message.text_holds(text)
    })
}

fn is_free(tag: &Tag<'_>) -> bool {
    let is_small = tag.name.bytes().all(|byte| !byte.is_ascii_uppercase());
    if is_small {
        FREE.binary_search(&tag.name).is_ok()
    } else {
        FREE.binary_search(&&*tag.name.to_ascii_lowercase()).is_ok()
    }
}

fn is_in(names: &[&str], tag: &Tag<'_>) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(tag.name))
}

/// The elements of `tags` whose name no tag of `others` has, each name once.
fn unlike<'t, 'a>(tags: &'t [Tag<'a>], others: &[Tag<'_>]) -> Vec<&'t Tag<'a>> {
    let mut unlike: Vec<&Tag<'_>> = Vec::new();
    let compared = |tag: &&Tag<'_>| tag.role != Role::Closes && !is_free(tag);
    for tag in tags.iter().filter(compared) {
        let same = |other: &Tag<'_>| other.name.eq_ignore_ascii_case(tag.name);
        if !others.iter().any(same) && !unlike.iter().any(|&other| same(other)) {
            unlike.push(tag);
        }
    }
    unlike
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted() {
        assert!(super::FREE.is_sorted());
    }
}
