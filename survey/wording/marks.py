"""Stored text cut into pieces that are escaped one by one: quotes marked, differences shown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from survey.language.difference import difference
from survey.language.quotes import locate

BREAK = "\n\n"
MARKED = {
    "removed": "<del>{text}</del>",
    "added": "<ins>{text}</ins>",
    "sic": '<span class="sic" title="{title}">{text}</span>',
}


@dataclass(frozen=True)
class MarkedPiece:
    """`kind` is "", `quote`, `removed`, `added` or `sic`; `href` and `title` belong to quotes, a title to sic."""

    text: str
    kind: str = ""
    href: str = ""
    title: str = ""


@dataclass(frozen=True)
class Mark:
    """Words to mark, where they stand in the text for the first time."""

    quote: str
    href: str = ""
    title: str = ""
    kind: str = "quote"


Paragraph = tuple[MarkedPiece, ...]


@dataclass(frozen=True)
class Sic:
    """Words that are misspelled in print, and what is shown behind them: “[sic: initiierten]” with its explanation."""

    words: str
    shown: str
    title: str


def paragraphs(text: str, marks: Iterable[Mark] = ()) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; where two marks overlap, the first in the text counts."""
    return _parted(_marked(text, _spans(text, marks)))


def compared(old: str, new: str) -> tuple[Paragraph, ...]:
    """The difference of two texts, word by word."""
    kinds = {"equal": ""}
    return _parted(MarkedPiece(text, kinds.get(op, op)) for op, text in difference(old, new))


def with_misprints(text: tuple[Paragraph, ...], misprints: Iterable[Sic]) -> tuple[Paragraph, ...]:
    """The text with a piece of kind `sic` behind each misprint; its own words stay as they are."""
    for misprint in misprints:
        text = tuple(tuple(part for piece in paragraph for part in _noted(piece, misprint)) for paragraph in text)
    return text


def plain(text: tuple[Paragraph, ...]) -> str:
    """Its own words in one line, without what is noted behind misprints."""
    return " ".join("".join(piece.text for piece in paragraph if piece.kind != "sic") for paragraph in text)


def _noted(piece: MarkedPiece, misprint: Sic) -> Iterable[MarkedPiece]:
    """Only whole words count: “iniitiert” is not told behind “iniitierten”."""
    found = None if piece.kind == "sic" else re.search(rf"(?<!\w){re.escape(misprint.words)}(?!\w)", piece.text)
    if found is None:
        return [piece]
    note = MarkedPiece(misprint.shown, "sic", title=misprint.title)
    rest = replace(piece, text=piece.text[found.end() :])
    return [replace(piece, text=piece.text[: found.end()]), note, *_noted(rest, misprint)]


def _spans(text: str, marks: Iterable[Mark]) -> list[tuple[int, int, Mark]]:
    found = sorted(((*span, mark) for mark in marks if (span := locate(mark.quote, text))), key=lambda each: each[:2])
    spans: list[tuple[int, int, Mark]] = []
    for start, end, mark in found:
        if not spans or start >= spans[-1][1]:
            spans.append((start, end, mark))
    return spans


def _marked(text: str, spans: list[tuple[int, int, Mark]]) -> Iterable[MarkedPiece]:
    at = 0
    for start, end, mark in spans:
        yield MarkedPiece(text[at:start])
        yield MarkedPiece(text[start:end], mark.kind, mark.href, mark.title)
        at = end
    yield MarkedPiece(text[at:])


def _parted(pieces: Iterable[MarkedPiece]) -> tuple[Paragraph, ...]:
    """Paragraphs end where a blank line stands, whatever piece it stands in."""
    parted: list[list[MarkedPiece]] = [[]]
    for piece in pieces:
        if BREAK not in piece.text:
            parted[-1].append(piece)
            continue
        first, *rest = piece.text.split(BREAK)
        parted[-1].append(replace(piece, text=first))
        parted += [[replace(piece, text=text)] for text in rest]
    filled = (tuple(piece for piece in paragraph if piece.text) for paragraph in parted)
    return tuple(paragraph for paragraph in filled if paragraph)


def markup(text: Iterable[Paragraph]) -> SafeString:
    """Paragraphs, each piece escaped, with what was removed and added in them, and what misprints mean.

    For tables: piece by piece, a template would take many times as long.
    """
    return SafeString("".join(f"<p>{''.join(map(_piece, paragraph))}</p>" for paragraph in text))


def _piece(piece: MarkedPiece) -> str:
    if piece.kind in MARKED:
        return format_html(MARKED[piece.kind], text=piece.text, title=piece.title)
    return escape(piece.text)
