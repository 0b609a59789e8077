"""The editorial acts in a table, as footnotes of its cells."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from survey.public.reading.index import Index
from survey.public.reading.made import Made
from survey.public.words import CORRECTIONS, word
from survey.publishing.content import CorrectionPart


@dataclass(frozen=True)
class PageCorrection:
    """An editorial act as a footnote."""

    number: int
    anchor: str
    kind: str
    words: str
    from_place: str
    from_href: str
    to_place: str
    to_href: str
    page: int | None
    reason: str
    date: date


def corrections(index: Index, annex: int, rows: Collection[str] | None = None) -> Sequence[PageCorrection]:
    """The editorial acts in one table, or from and to some of its rows; numbers run through the whole paper."""
    parts = enumerate(index.content["corrections"], start=1)
    own = [(number, part) for number, part in parts if part["from"].startswith(f"{annex}/")]
    if rows is not None:
        own = [each for each in own if {_row_of(each[1]["from"]), _row_of(each[1]["to"])} & rows]
    return Made(own, partial(_correction, index))


def corrections_at(index: Index, address: str, numbers: Iterable[int]) -> list[PageCorrection]:
    """Those with these numbers that are acts in the table of a cell."""
    annex, parts = address.partition("/")[0], index.content["corrections"]
    own = ((number, parts[number - 1]) for number in numbers)
    return [_correction(index, pair) for pair in own if pair[1]["from"].startswith(f"{annex}/")]


def _correction(index: Index, numbered: tuple[int, CorrectionPart]) -> PageCorrection:
    number, part = numbered
    return PageCorrection(
        number=number,
        anchor=f"note-{number}",
        kind=word(CORRECTIONS, part["kind"]),
        words=part["words"],
        from_place=index.place(part["from"]),
        from_href=index.addresses.cell(part["from"]),
        to_place=index.place(part["to"]) if part["to"] else "",
        to_href=index.addresses.cell(part["to"]) if part["to"] else "",
        page=part["page"],
        reason=part["reason"],
        date=date.fromisoformat(part["date"]),
    )


def _row_of(address: str) -> str:
    return address.rpartition("/")[0]
