"""The lines of a text that hold words, with their pages and numbers."""

import re
from collections.abc import Callable, Sequence

from survey.language.spacing import plain
from survey.pages.document import Document, PageLine

# A line ends a sentence so; a number or an abbreviation with its dot does not
_ENDS = re.compile(r"(?:[.?!:;…]\s*[)\]“”\"»‘’]*|[?!.]\s*[“”\"»‘’)]+\.?|[)“”\"])(?:\s?\[\d+\])*$")
_OPEN = re.compile(
    r"(?:(?<![\w,./])\d{1,3}|\b(?:bzw|z\. ?B|u\. ?a|d\. ?h|o\. ?g|i\. ?d|ca|Nr|Nrn|Abs|Art|Dr|Prof|St|Mio|Mrd"
    r"|vgl|sog|inkl|lfd"
    r"|etc\. und|Ziff|Buchst|Bd|Kap|rd|ggf|max|min|evtl|i\. ?V|i\. ?S|o|u|z|d|i|a|Drs|gem|einschl|insb))\.$"
)


def text_document(file: Sequence[str], name: str) -> Document:
    """The lines of a text, blank ones left out; a form feed begins a page."""
    return Document(name, "text", lines=tuple(filled_lines(file)))


def filled_lines(file: Sequence[str]) -> list[PageLine]:
    """Both sides of a form feed are lines of one number; tabs count as text."""
    has_pages = any("\f" in text for text in file)
    lines: list[PageLine] = []
    page, after_blank = 1, True
    for number, text in enumerate(file, start=1):
        for position, piece in enumerate(text.split("\f")):
            page += position > 0
            words = plain(piece).strip(" ")
            if words:
                lines.append(PageLine(number, words, page if has_pages else None, after_blank=after_blank))
            if words or "\f" not in text:
                after_blank = not words
    return lines


def ends_sentence(text: str) -> bool:
    """Whether a sentence may end with this line."""
    return bool(_ENDS.search(text[-12:])) and not _OPEN.search(text[-12:])


def first_index(lines: Sequence[PageLine], wanted: Callable[[PageLine], object], start: int = 0) -> int:
    """Where the first wanted line stands; the length where there is none."""
    return next((index for index in range(start, len(lines)) if wanted(lines[index])), len(lines))
