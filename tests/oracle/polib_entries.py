"""What Python's polib reads in the files named on standard input: one JSON document a line, for tests/oracle_parser.rs."""
import json
import sys

import polib

for path in sys.stdin.read().splitlines():
    catalogue = polib.pofile(path, wrapwidth=0)
    entries = []
    for entry in catalogue:
        plural = entry.msgstr_plural
        entries.append({
            "obsolete": bool(entry.obsolete),
            "msgctxt": entry.msgctxt,
            "msgid": entry.msgid,
            "msgid_plural": entry.msgid_plural or None,
            "msgstr": [plural[key] for key in sorted(plural, key=int)] if plural else [entry.msgstr],
            "flags": sorted(entry.flags),
            "comment": entry.tcomment,
            "extracted": entry.comment,
        })
    print(json.dumps({"path": path, "entries": entries}))
