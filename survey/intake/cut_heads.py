"""Fields of the head as an editor says where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from survey.intake.askers import read_askers
from survey.intake.cuts import Cut, CutKind
from survey.intake.dates import PRINTED_DATE, read_date
from survey.intake.layouts import NUMBER
from survey.intake.ministries import nominative
from survey.intake.paper import Paper, PaperDate, Place
from survey.language.hyphens import joined_all
from survey.pages.document import PageLine

FIELDS = {
    CutKind.TITLE: "title",
    CutKind.NUMBER: "number",
    CutKind.WHO_ASKS: "askers_printed",
    CutKind.MINISTRY: "ministry_printed",
}
DATES = (CutKind.ASKED, CutKind.ANSWERED)
CHOSEN_LINE = "Zeile, die die Redaktion nennt"
_NUMBER, _DATE = re.compile(NUMBER), re.compile(PRINTED_DATE)


def is_told(cut: Cut, text: str) -> bool:
    """Whether a line holds what the cut says it does: a number, a date; words are in every line."""
    if cut.kind == CutKind.NUMBER:
        return bool(_NUMBER.search(text))
    return cut.kind not in DATES or bool(_date_in(text))


def _date_in(text: str):
    match = _DATE.search(text)
    return read_date(match[0], short_years=True) if match else None


@dataclass
class HeadFields:
    """A paper whose head is being told."""

    paper: Paper

    def take(self, name: str, lines: Sequence[PageLine]) -> None:
        """The field that `name` (a kind of cut) says, from these lines."""
        kind, text = CutKind(name), joined_all(line.text for line in lines)
        if kind in DATES:
            self._date(str(kind), text, lines)
            return
        field = FIELDS[kind]
        if kind == CutKind.NUMBER:
            text = re.sub(r"\s", "", _NUMBER.search(text)[0])
        values = {field: text}
        if kind == CutKind.WHO_ASKS:
            values["askers"] = read_askers(text)
        if kind == CutKind.MINISTRY:
            values["ministry"] = nominative(text)
        self._put(field, lines, **values)

    def _date(self, kind: str, text: str, lines: Sequence[PageLine]) -> None:
        date = PaperDate(kind, _date_in(text), _DATE.search(text)[0], CHOSEN_LINE, lines[0].number)
        others = tuple(each for each in self.paper.dates if each.kind != kind)
        dates = tuple(sorted([*others, date], key=lambda each: each.date))
        self._put(f"date-{kind}", lines, dates=dates)

    def _put(self, place: str, lines: Sequence[PageLine], **values) -> None:
        places = {**dict(self.paper.places), place: Place.of(lines)}
        at = {**dict(self.paper.found_at), place: lines[0].number}
        if place.startswith("date-"):
            at.pop(place)
        told = {"places": tuple(sorted(places.items())), "found_at": tuple(sorted(at.items()))}
        self.paper = replace(self.paper, **values, **told)


EMPTY = {
    "askers_printed": {"askers_printed": "", "askers": ()},
    "ministry_printed": {"ministry_printed": "", "ministry": ""},
}


def without_fields(paper: Paper, numbers: set[int]) -> Paper:
    """The paper without the fields and dates of its head that were read from lines of these numbers."""
    lost = {name for name, place in paper.places if numbers & set(place.lines)}
    if not lost:
        return paper
    values: dict = {}
    for name in lost:
        values |= EMPTY.get(name) or ({} if name.startswith("date-") else {name: ""})
    return replace(
        paper,
        **values,
        dates=tuple(each for each in paper.dates if f"date-{each.kind}" not in lost),
        places=tuple(each for each in paper.places if each[0] not in lost),
        found_at=tuple(each for each in paper.found_at if each[0] not in lost),
    )
