"""What is said of a whole table without showing its rows: computed once, and kept with a large edition."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from survey.publishing.content import AnnexPart, Content, RowPart

FEW_WORDS = 40  # letters that fit a compact line
PLACES = ("county", "city")
# What is kept, by the names of `TableFacts`.
KEPT = (
    "entries",
    "others",
    "edited",
    "is_numeric",
    "categorised",
    "districts",
    "most",
    "sums",
    "moved",
    "open",
    "places",
)


class PrintedSum(NamedTuple):
    """A sum in one column, by the keys of both; `rows` are how many stand since the sum before it, `first` the first.

    `added` is what these give, `missing` how many of them have no number. It agrees where they, or all rows above it,
    give what is printed: either may be meant.
    """

    row: int
    column: int
    rows: int
    first: int | None
    missing: int
    added: str
    agrees: bool


class TableFacts:
    """Of one table of a content. All values are plain JSON, and those of `KEPT` are stored."""

    def __init__(self, annex: AnnexPart, content: Content):
        self._annex, self._content = annex, content

    @property
    def _rows(self) -> list[RowPart]:
        return self._annex["rows"]

    @property
    def _numbers(self) -> list[int]:
        """The places of the columns of numbers."""
        return [at for at, column in enumerate(self._annex["columns"]) if column["kind"] == "number"]

    @cached_property
    def entries(self) -> int:
        return sum(row["role"] == "entry" for row in self._rows)

    @cached_property
    def others(self) -> list[list]:
        """Place and role of each row that is no entry."""
        return [[at, row["role"]] for at, row in enumerate(self._rows) if row["role"] != "entry"]

    @cached_property
    def edited(self) -> bool:
        return any(answer["edited"] for row in self._rows for answer in row["answers"])

    @cached_property
    def is_numeric(self) -> bool:
        """Whether it is a table of numbers: beside them a few words at most, and nothing is categorised."""
        if not self._numbers:
            return False
        questions = {column["key"]: column["questions"] for column in self._annex["columns"]}
        return all(
            len(answer["text"]) <= FEW_WORDS and row["codings"].keys().isdisjoint(questions[answer["column"]])
            for row in self._rows
            for answer in row["answers"]
            if answer["column"] in questions
        )

    @cached_property
    def categorised(self) -> list[str]:
        """The parts of questions that rows are categorised by."""
        return sorted({key for row in self._rows for key in row["codings"]})

    @cached_property
    def districts(self) -> list[str]:
        return sorted({row["respondent"]["district"] for row in self._rows if row["respondent"]} - {""})

    @cached_property
    def most(self) -> dict[str, str]:
        """The largest number among the entries of each column of numbers that has one."""
        found = {}
        for at in self._numbers:
            numbers = [row["answers"][at]["number"] for row in self._rows if row["role"] == "entry"]
            if known := [Decimal(number) for number in numbers if number is not None]:
                found[str(self._annex["columns"][at]["key"])] = str(max(known))
        return found

    @cached_property
    def sums(self) -> list[PrintedSum]:
        """Column by column; a sum without a number says nothing."""
        return [found for at in self._numbers for found in self._sums(at)]

    def _sums(self, at: int) -> Iterator[PrintedSum]:
        part, whole, key = [], [], self._annex["columns"][at]["key"]
        for row in self._rows:
            if row["role"] == "entry":
                part.append(row)
                whole.append(row)
            elif row["role"] == "sum":
                rows, number = part or whole, row["answers"][at]["number"]
                if number is not None:
                    agrees = Decimal(number) in (_added(part, at), _added(whole, at))
                    missing = sum(each["answers"][at]["number"] is None for each in rows)
                    first, added = rows[0]["key"] if rows else None, str(_added(rows, at))
                    yield PrintedSum(row["key"], key, len(rows), first, missing, added, agrees)
                part = []

    @cached_property
    def moved(self) -> dict[str, list[str]]:
        """Where passages stand that are printed in another row, by the cell they are printed in: addresses of rows."""
        found: dict[str, list[str]] = {}
        for row in self._rows:
            own = f"{self._annex['number']}/{row['key']}"
            for passage in (passage for answer in row["answers"] for passage in answer["passages"]):
                if passage["printed_in"].rpartition("/")[0] != own:
                    found.setdefault(passage["printed_in"], []).append(own)
        return found

    @cached_property
    def open(self) -> list[int]:
        """The places of rows in which a reference leads to what has no text, counted from 0."""
        return [at for at, row in enumerate(self._rows) if any(map(self._is_open, _references(row)))]

    def _is_open(self, reference: dict) -> bool:
        if reference["state"] == "refused":
            return False
        return reference["state"] == "open" or reference["target"] not in self._with_text

    @cached_property
    def _with_text(self) -> set[str]:
        return {
            f"{annex['number']}/{row['key']}/{answer['column']}"
            for annex in self._content["annexes"]
            for row in annex["rows"]
            for answer in row["answers"]
            if answer["text"]
        }

    @cached_property
    def places(self) -> list[RowPart]:
        """The rows of counties and cities, with the first of their cells and nothing that it says."""
        own = [row for row in self._rows if row["respondent"] and row["respondent"]["kind"] in PLACES]
        return [{**row, "answers": list(map(silent, row["answers"][:1])), "codings": {}} for row in own]

    def kept(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in KEPT}


def silent(answer: dict) -> dict:
    """An answer with its status and number, without its words and where they stand."""
    said = {name: answer[name] for name in ("column", "status", "number", "number_is")}
    return SAYS_NOTHING | said


SAYS_NOTHING = {
    "text": "",
    "as_printed": "",
    "edited": False,
    "machine_read": False,
    "note": "",
    "page": None,
    "passages": [],
    "references": [],
    "refers_to": "",
}


def _references(row: RowPart) -> Iterator[dict]:
    return (reference for answer in row["answers"] for reference in answer["references"])


def _added(rows: list[RowPart], at: int) -> Decimal:
    return sum((Decimal(row["answers"][at]["number"] or 0) for row in rows), Decimal(0))
