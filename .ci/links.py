"""Links inside the built book that lead nowhere: a page, a heading or a file that is not there."""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, _, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.add(value)
            elif name in ("href", "src") and value:
                self.links.append(value)


def main(book):
    # The page for printing repeats all others, 404.html is served from anywhere.
    paths = [path for path in book.rglob("*.html") if path.name not in ("print.html", "404.html", "toc.html")]
    pages = {path.resolve(): Page(path) for path in paths}
    dead = set()
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = target.exists() and book.resolve() in target.parents
            fragment = unquote(parts.fragment)
            if not known or (fragment and target in pages and fragment not in pages[target].ids):
                dead.add(f"{path.relative_to(book.resolve())}: {link}")
    print("\n".join(sorted(dead)) or f"{len(pages)} pages, no dead link")
    return bool(dead)


sys.exit(main(Path(sys.argv[1])))
