"""The lines of a text that hold words, with their pages and numbers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from survey.files.errors import gettext_noop
from survey.intake.line_numbers import without_line_numbers
from survey.intake.text_columns import has_columns, one_below_the_other
from survey.language.spacing import plain
from survey.pages.document import Document, PageLine, ReaderWarning

IN_COLUMNS = gettext_noop(
    "Lines of the file stand side by side in two columns; they were read one column after the other. Compare them."
)
EVEN, WITHIN = 0.8, 0.2  # shares of lines behind a blank one, and of these that go on with a sentence

# Tabs that a number is set with: "\t1.\tWie viele ...?"; other tabs part the columns of a table
_BEFORE_NUMBER = re.compile(r"^[\t ]+(?=(?:\d{1,3}|[a-z])[.)]{1,2}[\t ][^\t]+$)")

# A line ends a sentence so; a number or an abbreviation with its dot does not
_ENDS = re.compile(r"(?:[.?!:;…]\s*[)\]“”\"»‘’]*|[?!.]\s*[“”\"»‘’)]+\.?|[)“”\"])(?:\s?\[\d+\])*$")
_OPEN = re.compile(
    r"(?:(?<![\w,./])\d{1,3}|\b(?:bzw|z\. ?B|u\. ?a|d\. ?h|o\. ?g|i\. ?d|ca|Nr|Nrn|Abs|Art|Dr|Prof|St|Mio|Mrd"
    r"|vgl|sog|inkl|lfd"
    r"|etc\. und|Ziff|Buchst|Bd|Kap|rd|ggf|max|min|evtl|i\. ?V|i\. ?S|o|u|z|d|i|a|Drs|gem|einschl|insb))\.$"
)


_REFERENCE = re.compile(
    r"\b(?:Fragen?|Anlagen?|Tabellen?|Ziffern?|Nummern?|Kapitel|Punkte?|Abbildung)\s+"
    r"(?:\d{1,3}\s?(?:,|und|bis|sowie)\s?)*\d{1,3}\.$"
)


def text_document(file: Sequence[str], name: str) -> Document:
    """The lines of a text, blank ones left out; a form feed begins a page."""
    in_columns = any(has_columns([text for _number, text, _is_parted in texts]) for texts in _pages(file))
    warnings = (ReaderWarning(IN_COLUMNS),) if in_columns else ()
    return Document(name, "text", lines=tuple(filled_lines(file)), remarks=warnings)


def filled_lines(file: Sequence[str]) -> list[PageLine]:
    """Both sides of a form feed are lines of one number, and so are those of two columns; tabs count as text."""
    has_pages = any("\f" in text for text in file)
    lines: list[PageLine] = []
    after_blank = True
    for page, texts in enumerate(_pages(file), start=1):
        for at, piece in one_below_the_other([text for _number, text, _is_parted in texts]):
            number, _text, is_parted = texts[at]
            words = _BEFORE_NUMBER.sub("", plain(piece).strip(" "))
            if words:
                lines.append(PageLine(number, words, page if has_pages else None, after_blank=after_blank))
            if words or not is_parted:
                after_blank = not words
    return lines


def _pages(file: Sequence[str]) -> list[list[tuple[int, str, bool]]]:
    """The pieces of lines on each page, with the number of their line, and whether a form feed parts it."""
    pages: list[list[tuple[int, str, bool]]] = [[]]
    for number, text in enumerate(file, start=1):
        first, *further = text.split("\f")
        pages[-1].append((number, first, bool(further)))
        pages += [[(number, piece, True)] for piece in further]
    return [_without_numbers(page) for page in pages]


def _without_numbers(page: list[tuple[int, str, bool]]) -> list[tuple[int, str, bool]]:
    texts = without_line_numbers([text for _number, text, _is_parted in page])
    return [(number, text, is_parted) for (number, _text, is_parted), text in zip(page, texts, strict=True)]


def without_even_blanks(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines without paragraphs where a blank line stands between all of them, in the middle of sentences too."""
    below = [line for line in lines[1:] if line.after_blank]
    within = sum(line.text[:1].islower() for line in below)
    if len(below) < EVEN * len(lines) or within < WITHIN * len(lines):
        return list(lines)
    return [replace(line, after_blank=False) for line in lines]


def ends_sentence(text: str) -> bool:
    """Whether a sentence may end with this line."""
    is_open = _OPEN.search(text[-12:]) and not _REFERENCE.search(text[-40:])
    return bool(_ENDS.search(text[-12:])) and not is_open


def first_index(lines: Sequence[PageLine], wanted: Callable[[PageLine], object], start: int = 0) -> int:
    """Where the first wanted line stands; the length where there is none."""
    return next((index for index in range(start, len(lines)) if wanted(lines[index])), len(lines))
