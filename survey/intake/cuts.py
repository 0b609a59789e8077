"""Cuts: what an editor says begins in a line of a paper, whatever the reader takes it for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from itertools import pairwise

from survey.intake.table_shape import TableShape
from survey.pages.document import PageLine

KEY = re.compile(r"(?P<number>\d{1,3})(?P<part>[a-z]|\.\d{1,2})?")
SHORT = 12  # letters up to which a text may stand in many lines: the line below it says which is meant


class CutKind(StrEnum):
    """What begins. JOINED goes on with what stands above, LINE_OUT leaves one line out, OUT all from there on."""

    QUESTION = "question"
    REPLY = "reply"
    GOVERNMENT = "government"
    ASKERS = "askers"
    TABLE = "table"
    JOINED = "joined"
    LINE_OUT = "line-out"
    OUT = "out"
    TITLE = "title"
    NUMBER = "number"
    WHO_ASKS = "who-asks"
    MINISTRY = "ministry"
    ASKED = "asked"
    ANSWERED = "answered"


OF_HEAD = (CutKind.TITLE, CutKind.NUMBER, CutKind.WHO_ASKS, CutKind.MINISTRY, CutKind.ASKED, CutKind.ANSWERED)
REMARKS = (CutKind.GOVERNMENT, CutKind.ASKERS)
NAMED = (CutKind.QUESTION, CutKind.REPLY)
OUTSIDE = (CutKind.LINE_OUT, CutKind.OUT)


@dataclass(frozen=True)
class Cut:
    """What begins in the line that reads `text`, above one that reads `below`; `page` and `line` are its last place.

    `name` is the number of a question ("4", "4a"), or what a reply answers, as one writes it ("1, 3-5"). Raises
    ValueError where it is none. `table` says where the table that begins stands, and how it is read.
    """

    kind: CutKind
    text: str
    line: int
    page: int | None = None
    below: str = ""
    name: str = ""
    table: TableShape | None = None

    def __post_init__(self):
        is_key = KEY.fullmatch(self.name) if self.kind == CutKind.QUESTION else KEY.match(self.name)
        if self.kind in NAMED and not is_key:
            raise ValueError(self.name)

    @classmethod
    def at(cls, lines: Sequence[PageLine], number: int, kind: CutKind, name: str = "") -> "Cut":
        """In the line of this number. Raises LookupError where there is none, or two: a form feed parts them."""
        found = [index for index, line in enumerate(lines) if line.number == number]
        if len(found) != 1:
            raise LookupError(number)
        index = found[0]
        line, below = lines[index], lines[index + 1 : index + 2]
        return cls(kind, line.text, number, line.page, below[0].text if below else "", name)

    @classmethod
    def from_dict(cls, said: Mapping) -> "Cut":
        table = TableShape.from_dict(said["table"]) if "table" in said else None
        return cls(**dict(said) | {"kind": CutKind(said["kind"]), "table": table})

    def as_dict(self) -> dict:
        """As JSON holds it."""
        said = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "table"}
        return said | ({"table": self.table.as_dict()} if self.table else {})

    def again_at(self, lines: Sequence[PageLine], number: int) -> "Cut":
        """The same in another file, in which what it says stands in the line of this number."""
        cut = Cut.at(lines, number, self.kind, self.name)
        if not self.table:
            return cut
        line = next(line for line in lines if line.number == number)
        return replace(cut, table=self.table.found_again(line, lines).anchored(line, lines))


@dataclass(frozen=True)
class PlacedCuts:
    """The cuts of a plan by the numbers of their lines in one file, and those that fit no line of it."""

    at: Mapping[int, Cut] = field(default_factory=dict)
    astray: tuple[Cut, ...] = ()

    def __bool__(self):
        return bool(self.at)

    @property
    def in_text(self) -> set[int]:
        """The numbers of the lines that are said to be no part of a table."""
        return {number for number, cut in self.at.items() if cut.kind not in (CutKind.TABLE, *OUTSIDE)}


NO_CUTS = PlacedCuts()


def place_cuts(cuts: Iterable[Cut], lines: Sequence[PageLine]) -> PlacedCuts:
    """Each cut at the line of its text: the one above the same line, on the same page, nearest to its last number.

    So a plan fits a corrected file as far as the file still says the same.
    """
    same: dict[str, list[tuple[PageLine, str]]] = {}
    shared = {one.number for one, other in pairwise(lines) if one.number == other.number}
    for line, below in zip(lines, [*(line.text for line in lines[1:]), ""], strict=False):
        if line.number not in shared:
            same.setdefault(line.text, []).append((line, below))
    placed: dict[int, Cut] = {}
    astray = []
    for cut in cuts:
        fitting = [(line, below) for line, below in same.get(cut.text, ()) if _fits(cut, line, below)]
        free = [each for each in fitting if each[0].number not in placed]
        if free:
            placed[min(free, key=lambda each: _distance(cut, *each))[0].number] = cut
        else:
            astray.append(cut)
    return PlacedCuts(placed, tuple(astray))


def _fits(cut: Cut, line: PageLine, below: str) -> bool:
    """Few words ("Antwort:") stand in many lines: they mean the line that stands where it stood, or above the same."""
    return len(cut.text) > SHORT or below == cut.below or (line.page, line.number) == (cut.page, cut.line)


def _distance(cut: Cut, line: PageLine, below: str) -> tuple[bool, bool, int]:
    return below != cut.below, line.page != cut.page, abs(line.number - cut.line)
