"""What docutils makes of messages: one JSON object a line, {"text": …, "tokens": [[kind, source], …] or null}.

The messages are those of the .po files under the directory given as argument, source and translation, each once; else
they are read from the standard input, one JSON string a line. `tokens` is null where docutils complains. Any role is
accepted, and a URL is looked for again after a word that is no scheme of one (docutils then gives up the whole text).
"""

import json
import pathlib
import sys

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser, languages, states

try:
    SETTINGS = frontend.get_default_settings(Parser)
except AttributeError:  # before 0.18
    SETTINGS = frontend.OptionParser(components=(Parser,)).get_default_values()
SETTINGS.report_level = SETTINGS.halt_level = 5
SETTINGS.warning_stream = False

KINDS = {
    nodes.emphasis: "Emphasis",
    nodes.strong: "Strong",
    nodes.literal: "Literal",
    nodes.substitution_reference: "Substitution",
    nodes.footnote_reference: "Footnote",
    nodes.citation_reference: "Citation",
}


def interpreted(self, rawsource, text, role, lineno):
    """Accepts any role."""
    return [nodes.inline(rawsource, "", kind="Role" if role else "Interpreted")], []


def implicit_inline(self, text, lineno):
    """Finds the URLs and e-mail addresses of a text."""
    found = []
    base = at = 0
    while match := self.patterns.uri.search(text[base:], at):
        try:
            (node,) = self.standalone_uri(match, lineno)
        except states.MarkupMismatch:
            at = match.start() + 1
            continue
        node["kind"] = "Email" if match.group("email") else "Url"
        found.append(node)
        base, at = base + match.end(), 0
    return found


# In place, for docutils reads the attributes of the very class when it builds its patterns.
states.Inliner.interpreted = interpreted
states.Inliner.implicit_inline = implicit_inline


def kind_of(node):
    """The kind of a node, or None if it is text, or the target that goes with a reference."""
    if isinstance(node, nodes.target):
        return "Target" if node.rawsource.startswith("_`") else None
    if isinstance(node, nodes.reference) and "kind" not in node:
        start = node.rawsource[:1]
        return "Reference" if start == "`" else "Substitution" if start == "|" else "SimpleReference"
    return KINDS.get(type(node)) or node.get("kind")


def tokens(inliner, document, text):
    """The tokens of a message."""
    memo = states.Struct(document=document, reporter=document.reporter, language=languages.get_language("en"))
    found, messages = inliner.parse(text, 1, memo, document)
    if messages or any(isinstance(node, nodes.problematic) for node in found):
        return None
    return [[kind, node.rawsource] for node in found if (kind := kind_of(node))]


def messages():
    """The messages to read."""
    if len(sys.argv) < 2:
        yield from map(json.loads, sys.stdin)
        return
    import polib

    seen = set()
    for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.po")):
        for entry in polib.pofile(str(path)):
            for text in (entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values()):
                if text and text not in seen:
                    seen.add(text)
                    yield text


def main():
    """Reads, and answers."""
    inliner = states.Inliner()
    inliner.init_customizations(SETTINGS)
    for number, text in enumerate(messages()):
        if number % 256 == 0:
            document = utils.new_document("", SETTINGS)
        print(json.dumps({"text": text, "tokens": tokens(inliner, document, text)}))


main()
