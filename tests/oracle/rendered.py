"""The text that docutils shows of messages: one JSON string a line in, one JSON string or null (it complains) a line out.

Any role shows its text: the title where it has one, no target. Literal and doctest blocks, lists and directives are read too.
"""

import json
import re
import sys

from docutils import core, nodes
from docutils.parsers.rst import states


def interpreted(self, rawsource, text, role, lineno):
    """Accepts any role, and shows the title of `title <target>`."""
    title = re.fullmatch(r"(.+?)\s*<[^<>]*>", text, re.DOTALL)
    return [nodes.inline(rawsource, title[1] if title else text)], []


states.Inliner.interpreted = interpreted
SETTINGS = {"report_level": 5, "halt_level": 5, "warning_stream": False, "output_encoding": "unicode"}

for line in sys.stdin:
    document = core.publish_doctree(json.loads(line), settings_overrides=SETTINGS)
    # References to what other messages define are no complaint.
    broken = any(message["level"] > 2 and "nknown target" not in message.astext() for message in document.findall(nodes.system_message))
    for message in list(document.findall(nodes.system_message)):
        message.parent.remove(message)
    print(json.dumps(None if broken else document.astext()))
