"""A text (the text layer of a viewer, pdftotext, a transcript) to lines; a form feed ends a page."""

import re
from collections.abc import Iterator

from survey.files.text import decode_any
from survey.pages.document import Document, PageLine
from survey.pages.edges import part_edges
from survey.pages.flow import squeezed

FORM_FEED = "\f"
LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")


def read(data: bytes, name: str) -> Document:
    """Lines with their number in the file; those of blanks alone are left out. Raises FileError."""
    text, _ = decode_any(data, name)
    pages = list(_pages(LINE_END.sub("\n", text)))
    lines, edges = part_edges(pages)
    return Document(name, "text", tuple(lines), edges=tuple(edges))


def _pages(text: str) -> Iterator[list[PageLine]]:
    number = 1
    has_pages = FORM_FEED in text.rstrip()
    for page, part in enumerate(text.split(FORM_FEED), start=1):
        yield list(_lines(part, number, page if has_pages else None))
        number += part.count("\n")


def _lines(part: str, first: int, page: int | None) -> Iterator[PageLine]:
    after_blank = False
    for number, printed in enumerate(part.split("\n"), start=first):
        text = squeezed(printed)
        if text:
            yield PageLine(number, text, page, after_blank=after_blank)
        after_blank = not text
