"""Writes the messages on standard input (one JSON string a line) to files of their own, and what sphinx-lint says of each
to standard output: a JSON list of [line, checker] a line."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    entries = [json.loads(line) for line in sys.stdin]
    for number, entry in enumerate(entries):
        (root / f"{number}.po").write_text(entry, encoding="utf-8")
    command = ["sphinx-lint", "--enable", "all", "--disable", "line-too-long", "-j", "1", folder]
    done = subprocess.run(command, capture_output=True, text=True)
    told = [[] for _ in entries]
    for line in (done.stdout + done.stderr).splitlines():
        found = re.match(r".*/(\d+)\.po:(\d+): .*\(([\w-]+)\)$", line)
        if found:
            told[int(found[1])].append([int(found[2]), found[3]])
    for one in told:
        print(json.dumps(one))
