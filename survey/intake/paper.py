"""A paper as a reader found it: plain data, each piece with its line, nothing corrected."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey.files.errors import FileError
from survey.intake.cuts import Cut
from survey.language.references import targets
from survey.pages.document import Box, Doubt, Page, PageLine
from survey.sheets.table import Table


class PaperError(FileError):
    """Why a file is no paper of this layout; also raised for what is wrong with its table."""


@dataclass(frozen=True)
class Place:
    """Where something is printed: page of the file, number of the first line, all its lines, boxes with their pages."""

    page: int | None = None
    line: int = 0
    lines: tuple[int, ...] = ()
    boxes: tuple[tuple[int, Box], ...] = ()

    @classmethod
    def of(cls, lines: Sequence[PageLine]) -> "Place":
        if not lines:
            return cls()
        boxes = tuple((line.page, line.box) for line in lines if line.box is not None and line.page is not None)
        return cls(lines[0].page, lines[0].number, tuple(line.number for line in lines), boxes)


NOWHERE = Place()


@dataclass(frozen=True)
class Asker:
    """`group` is set where a parliamentary group asks (then also the name), or asks along."""

    name: str
    title: str = ""
    party: str = ""
    group: str = ""


@dataclass(frozen=True)
class PaperDate:
    """`kind` is asked, received, forwarded, answered or distributed; `found_in` says where, for readers."""

    kind: str
    date: datetime.date
    printed: str
    found_in: str
    line: int


@dataclass(frozen=True)
class Remark:
    """A preliminary remark by `government` or `askers`; paragraphs are parted by a blank line.

    `printed` are its lines as they stand in the file, here as below.
    """

    by: str
    heading: str
    text: str
    line: int
    place: Place = NOWHERE
    printed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A whole question (no `part`) or a lettered part of one; `request` is what it asks for besides."""

    number: int
    part: str
    text: str
    request: str
    line: int
    place: Place = NOWHERE
    printed: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.number}{self.part}"


@dataclass(frozen=True)
class Reply:
    """A text that answers the questions of these keys, their parts included."""

    questions: tuple[str, ...]
    text: str
    line: int
    place: Place = NOWHERE
    printed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annex:
    """A table with what is printed above it; `label` is "Anlage 1", or empty where the paper gives none.

    `in_reply` is the position of the reply that it stands in, counted from 1; 0 where it stands in none. `doubts` say
    what may be read wrong in it, `guessed` what its file does not say (“columns”, “rows”, “text”), `joined` the labels
    of rows that a page break cuts. `source` and `as_of` are what the lines below it name, as printed. `lines` are the
    numbers of the lines that are no text beside it.
    """

    number: int
    label: str
    title: str
    date: datetime.date | None
    date_printed: str
    table: Table
    line: int
    in_reply: int = 0
    doubts: tuple["CellDoubt", ...] = ()
    guessed: frozenset[str] = frozenset()
    joined: tuple[str, ...] = ()
    source: str = ""
    as_of: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class CellDoubt:
    """What a cell may be read wrong for, with the label of its row and the heading of its column."""

    label: str
    heading: str
    doubt: Doubt


@dataclass(frozen=True)
class Note:
    """A footnote with its mark, which stands in brackets in the text: "gewählt.[1]"."""

    mark: str
    text: str
    line: int
    place: Place = NOWHERE


@dataclass(frozen=True)
class PaperFinding:
    """What an editor should look at: `kind` is a slug, `template` the sentence with its `params`.

    `box` says where on the page, where it is about words and the file knows their place.
    """

    kind: str
    template: str
    params: tuple[tuple[str, str | int], ...] = ()
    page: int | None = None
    line: int | None = None
    box: Box | None = None

    @property
    def sentence(self) -> str:
        return self.template % dict(self.params)


@dataclass(frozen=True)
class OtherLine:
    """A line that is no field's: words of the form ("und", "Antwort"), or, not `known`, for an editor to look at."""

    text: str
    line: int
    known: bool


@dataclass(frozen=True)
class Paper:
    """What a paper says. No line of the file is missing: what fits nowhere is in `other_lines`.

    `parliament` is a slug, `form_lines` are the lines of heads, notes and signatures that fields were read from.
    A field that was not found is empty. `found_at` says in which line each other one begins, by its name here;
    `places` say where fields and dates ("date-answered") are printed, `pages` are those of the file with their words.
    `running` are the lines at the edges of its pages. `cuts` are what an editor said that begins in a line; those
    `astray` say nothing here, the lines `left_out` are left out by them.
    """

    layout: str
    parliament_printed: str
    number: str
    asked_in: str
    kind: str
    kind_printed: str
    title: str
    askers: tuple[Asker, ...]
    askers_printed: str
    dates: tuple[PaperDate, ...]
    ministry: str
    ministry_printed: str
    remarks: tuple[Remark, ...]
    questions: tuple[Question, ...]
    replies: tuple[Reply, ...]
    place: str
    signatory: str
    annexes: tuple[Annex, ...]
    other_lines: tuple[OtherLine, ...]
    found_at: tuple[tuple[str, int], ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[PaperFinding, ...] = ()
    parliament: str = ""
    form_lines: tuple[int, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()
    pages: tuple[Page, ...] = ()
    running: tuple[int, ...] = ()
    cuts: tuple[Cut, ...] = ()
    astray: tuple[Cut, ...] = ()
    left_out: tuple[int, ...] = ()

    @property
    def unread(self) -> tuple[OtherLine, ...]:
        """The lines that belong to nothing."""
        return tuple(line for line in self.other_lines if not line.known)


def column_questions(heading: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The keys of the questions that a column answers: "Frage 1" -> 1a, 1b where it has parts, else 1."""
    known = list(keys)
    found: list[str] = []
    for target in targets(heading):
        parts = [key for key in known if key != target and key.rstrip("abcdefghijklmnopqrstuvwxyz") == target]
        found += parts or [key for key in known if key == target]
    return tuple(dict.fromkeys(found))
