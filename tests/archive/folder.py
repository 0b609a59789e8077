"""An archive as a reader without a server finds it: pages and drawings, their links, anchors and forms."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class ArchivedFile(HTMLParser):
    def __init__(self, path: Path):
        super().__init__()
        self.links, self.anchors, self.tags = [], set(), set()
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        self.tags.add(tag)
        self.anchors.add(facts.get("id"))
        names_the_site = tag == "link" and (facts.get("rel") == "canonical" or "hreflang" in facts)
        if not names_the_site:
            self.links += [facts[name] for name in ("href", "src") if name in facts]


def read(folder: Path) -> dict[Path, ArchivedFile]:
    return {path: ArchivedFile(path) for path in folder.rglob("*") if path.suffix in (".html", ".svg")}


def broken(pages: dict[Path, ArchivedFile]) -> set[tuple[str, str]]:
    """Each link that does not lead to a file of the folder, or not to a place in it; with the name of its page."""
    return {(path.name, link) for path, page in pages.items() for link in page.links if not _leads(path, link, pages)}


def _leads(path: Path, link: str, pages: dict[Path, ArchivedFile]) -> bool:
    split = urlsplit(link)
    if split.scheme:
        return split.scheme == "mailto"
    there = (path.parent / unquote(split.path)).resolve() if split.path else path
    return there.is_file() and (not split.fragment or split.fragment in pages[there].anchors)
