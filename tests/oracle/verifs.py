"""What a team's checks of headers and line lengths say of files, written after their description alone.

Usage: verifs.py FILE...; prints one line a complaint: check, file, 1-based line (0: the file), separated by tabs.

- headers: a line somewhere holds the copyright of the Python Software Foundation, and three fields of the header have
  exact values, each on a line of its own;
- length: at most 80 characters where the line has more than one space, at most 88 else; combining marks are not
  counted, and lines of six different characters or fewer are passed over.
"""

import re
import sys
import unicodedata

COPYRIGHT = re.compile(r"# Copyright \(C\) [0-9-]*, Python Software Foundation")
FIELDS = (
    r'"Project-Id-Version: Python 3\n"',
    r'"Language: fr\n"',
    r'"Language-Team: FRENCH <traductions@lists.afpy.org>\n"',
)


def headers(text):
    if not COPYRIGHT.search(text):
        yield "header-comment", 0
    for field in FIELDS:
        if field not in text:
            yield "header-value", 0


def lengths(text):
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if len(set(line)) <= 6:
            continue
        length = sum(not unicodedata.category(c).startswith("M") for c in line)
        if length > (80 if line.count(" ") > 1 else 88):
            yield "long-line", number


for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    for check, line in [*headers(text), *lengths(text)]:
        print(check, path, line, sep="\t")
