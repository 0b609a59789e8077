"""An inquiry in memory, as the checks look at it: cells with their texts, rows, codings, claims, quotes."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from string import ascii_lowercase
from typing import NamedTuple

from survey.language.names import bare, fold
from survey.language.parts import find as find_parts
from survey.language.parts import text_of
from survey.models import (
    Annex,
    Body,
    CatalogueEntry,
    Claim,
    Coding,
    District,
    Evidence,
    Inquiry,
    InquiryDate,
    Meeting,
    Participation,
    PreliminaryRemark,
    Question,
    Reference,
    Reply,
    Row,
    in_force,
)


class Head(NamedTuple):
    """What all cells of a column have in common; `place` orders them."""

    place: tuple[int, int]
    key: int
    heading: str
    questions: tuple[str, ...]
    is_number: bool


class Piece(NamedTuple):
    """A passage, without what no check asks for: a large table has a hundred thousand."""

    text: str
    raw: str
    position: int
    start: int
    answer_id: int | None


class Cell(NamedTuple):
    """One cell: what is printed in it, how it reads, and the passages that nobody has placed yet."""

    answer_id: int
    row: str
    head: Head
    printed: str
    reading: str
    raw: tuple[str, ...]
    adrift: tuple[Piece, ...]
    status: str
    decided: bool
    number: Decimal | None
    number_is: str
    references: tuple[Reference, ...]

    @property
    def address(self) -> str:
        return f"{self.row}/{self.head.key}"

    @property
    def column(self) -> str:
        return self.head.heading

    @property
    def questions(self) -> tuple[str, ...]:
        return self.head.questions

    @property
    def is_number(self) -> bool:
        return self.head.is_number

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(part.letter for part in find_parts(self.reading))

    @property
    def lettered(self) -> dict[str, str]:
        """The parts that the letters of the text answer: {"1b": "b"}; the cell stays one."""
        letters = self.letters if self.questions else ()
        return {key: key[-1] for key in self.questions if key[-1] in letters}

    def text_of_part(self, key: str) -> str:
        """What answers this part: the text of its letter where the cell has one, else all of it."""
        letter = self.lettered.get(key)
        return text_of(self.reading, letter) if letter else self.reading


@dataclass(frozen=True)
class Line:
    """One row with its cells; `codings` holds all readings by question key."""

    row: Row
    address: str
    cells: tuple[Cell, ...]
    codings: dict[str, tuple[Coding, ...]]

    @property
    def is_entry(self) -> bool:
        return self.row.role == Row.Role.ENTRY

    @property
    def kind(self) -> str:
        return self.row.respondent.kind if self.row.respondent else ""

    @property
    def district(self) -> District | None:
        """The district that the respondent is, not one it merely lies in."""
        return self.row.respondent.district if self.kind in ("county", "city") else None

    @cached_property
    def text(self) -> str:
        return "\n\n".join(cell.reading for cell in self.cells if cell.reading)

    def coding(self, question: str) -> Coding | None:
        return in_force(list(self.codings.get(question, ())))

    def cells_of(self, key: str) -> list[Cell]:
        """The cells that answer the whole question of a key."""
        return [cell for cell in self.cells if whole(key) in map(whole, cell.questions)]

    def has_text(self, key: str) -> bool:
        """Whether the row says something to a question key: in a cell that answers 2a and 2b, “2b” needs a part b)."""
        return any(_says(cell, key) for cell in self.cells_of(key))


def whole(key: str) -> str:
    """The number of a question without its part."""
    return key.rstrip(ascii_lowercase)


def _says(cell: Cell, key: str) -> bool:
    part = key.removeprefix(whole(key))
    if part and cell.questions != (key,):
        return part in cell.letters
    return bool(cell.reading)


@dataclass(frozen=True)
class Sheet:
    """One table with its rows in printed order, and the question keys that its columns answer."""

    annex: Annex
    questions: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def entries(self) -> list[Line]:
        return [line for line in self.lines if line.is_entry]

    @cached_property
    def of_district(self) -> dict[int, list[Line]]:
        """The entries by the district that they are."""
        lines = defaultdict(list)
        for line in self.entries:
            if line.district:
                lines[line.district.pk].append(line)
        return lines

    def asks(self, key: str) -> bool:
        """Whether a column answers this question, its whole or a part of it; any may, where no column says which."""
        return not self.questions or any(key in (own, whole(own)) or own == whole(key) for own in self.questions)


@dataclass(frozen=True)
class Paper:
    """Everything of an inquiry that checks look at; `districts` are all that its state ever had.

    `codes` are the codebooks: by question key, in the order of the paper, each category with its newest version.
    `evidence` is all that stands in this paper, and all of its bodies wherever it stands; `members` are the districts
    of each association that has a row; `nobody` are names, as they are compared, that stand for no respondent; `listed`
    is what the newest list said of the inquiry. `pages` are the first and last page of each row that came from a PDF.
    """

    inquiry: Inquiry
    sheets: tuple[Sheet, ...]
    questions: tuple[Question, ...]
    codes: dict[str, dict[str, int]]
    replies: tuple[Reply, ...]
    remarks: tuple[PreliminaryRemark, ...]
    dates: dict[str, InquiryDate]
    claims: tuple[Claim, ...]
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    participations: tuple[Participation, ...]
    evidence: tuple[Evidence, ...]
    districts: tuple[District, ...]
    respondents: tuple[tuple[str, str, str], ...]
    members: dict[int, frozenset[int]]
    nobody: frozenset[str]
    listed: CatalogueEntry | None = None
    pages: dict[int, tuple[int, int]] = field(default_factory=dict)

    def is_nobody(self, printed: str) -> bool:
        """Whether an editor has said that the printed name stands for no respondent."""
        return bool(self.nobody & {fold(printed), fold(bare(printed))})

    @property
    def coded_questions(self) -> tuple[str, ...]:
        return tuple(self.codes)

    def entries(self) -> Iterator[tuple[Sheet, Line]]:
        for sheet in self.sheets:
            yield from ((sheet, line) for line in sheet.entries)

    def cells(self) -> Iterator[tuple[Sheet, Line, Cell]]:
        for sheet in self.sheets:
            yield from ((sheet, line, cell) for line in sheet.lines for cell in line.cells)

    def text_of(self, evidence: Evidence) -> str | None:
        """The text that its quote shall stand in; None where that is another paper's."""
        if evidence.answer_id:
            cell = self._cells.get(evidence.answer_id)
            return cell.reading if cell else None
        texts = self.replies if evidence.reply_id else self.remarks
        return next((text.text for text in texts if text.pk == (evidence.reply_id or evidence.remark_id)), None)

    @cached_property
    def _cells(self) -> dict[int, Cell]:
        return {cell.answer_id: cell for _, _, cell in self.cells()}

    @cached_property
    def places(self) -> dict[str, tuple[Sheet, Line, Cell]]:
        """The cells by their addresses."""
        return {cell.address: (sheet, line, cell) for sheet, line, cell in self.cells()}

    @cached_property
    def lines(self) -> dict[str, tuple[Sheet, Line]]:
        """The rows by their addresses."""
        return {line.address: (sheet, line) for sheet in self.sheets for line in sheet.lines}

    def speaker_for(self, district: District, sheet: Sheet) -> Line | None:
        """The row of an association to which the district belongs."""
        lines = [line for line in sheet.entries if district.pk in self.members.get(line.row.respondent_id, ())]
        return lines[0] if lines else None

    def valid_on(self, date: datetime.date) -> list[District]:
        """The districts on the official list of this date."""
        return [each for each in self.districts if is_valid(each, date)]


def is_valid(district: District, date: datetime.date) -> bool:
    """Whether the district is on the official list of this date."""
    begun = district.valid_from is None or district.valid_from <= date
    return begun and (district.valid_to is None or district.valid_to >= date)
