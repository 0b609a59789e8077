"""Large editions in pieces: a page of one row reads that row, not the document of a hundred thousand cells.

| Place of a piece | Holds |
|---|---|
| `""` | the content without the rows of its tables, and in their stead what is said of each table as a whole |
| `1/13` | row 13 of table 1 |
| `1` | the rows of table 1 in their order, without their answers and categories |
| `1 column 3` | status and number of each of its rows in column 3, in their order |
| `1 question 2a` | the categories of its rows in 2a, by the keys of the rows |
| `text 0` | the first letters of its text as it is served, and so on, where something is withheld from it |
| `parts 0` | the same of its salts and hashes |

They are made from what the edition says today, by the functions that make all published rows, and belong to one state
of it (`Edition.state`): whoever withholds words, or erases them, gives it another. So a piece of an older state, or of
an edition that is not stored yet, is found by nobody. Where there are none, the document itself is read.
"""

import json
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django.db.models import Exists, OuterRef

from survey.models import Edition, EditionPiece
from survey.models.bulk import batched
from survey.publishing.content import SCHEMA, AnnexPart, CodingPart, ColumnPart, Content, RowPart
from survey.publishing.table_facts import SAYS_NOTHING, PrintedSum, TableFacts
from survey.publishing.withheld import content_of, length_of, parts_of, text_of

LARGE = 500_000  # letters of a document: about a thousand cells
PORTION = 100  # pieces that are written, or rows that are read, at once
KEPT_ROWS = 200
LEVEL = 1  # zlib: half of what it saves at 6, in a fifth of the time
ANSWER = ("status", "number", "number_is")
TEXT, PARTS = "text", "parts"
LETTERS = 1_000_000  # of a text as it is served in one piece


# Writing


def portions(edition: Edition, content: Content | None = None) -> Iterator[list[EditionPiece]]:
    """The pieces of an edition some at a time, to be saved; none of one that is not large."""
    if length_of(edition) >= LARGE:
        yield from batched(_pieces(edition, content or content_of(edition)), PORTION)


def replace(edition: Edition, content: Content | None = None) -> None:
    """Write the pieces of an edition as it is now. Call it in the transaction that changes what it says."""
    EditionPiece.objects.filter(state=edition.state).delete()
    for portion in portions(edition, content):
        EditionPiece.objects.bulk_create(portion)


def sweep(slug: str) -> None:
    """Delete what belongs to no state of the inquiry's editions: nobody reads it."""
    states = Edition.objects.filter(slug=slug).values("state")
    EditionPiece.objects.filter(inquiry=slug).exclude(state__in=states).delete()


def _pieces(edition: Edition, content: Content) -> Iterator[EditionPiece]:
    def piece(place: str, value: Any, **order: int) -> EditionPiece:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(text.encode(), LEVEL)
        return EditionPiece(inquiry=edition.slug, state=edition.state, place=place, packed=packed, **order)

    for annex in content["annexes"]:
        number = annex["number"]
        for at, row in enumerate(annex["rows"]):
            yield piece(f"{number}/{row['key']}", row, annex=number, at=at)
        yield piece(f"{number}", [_head(row) for row in annex["rows"]])
        for at, column in enumerate(annex["columns"]):
            told = [[row["answers"][at][name] for name in ANSWER] for row in annex["rows"]]
            yield piece(f"{number} column {column['key']}", told)
        for key in sorted({key for row in annex["rows"] for key in row["codings"]}):
            coded = {row["key"]: row["codings"][key] for row in annex["rows"] if key in row["codings"]}
            yield piece(f"{number} question {key}", coded)
    if edition.withheld:
        for name, text in ((TEXT, text_of(edition)), (PARTS, json.dumps(parts_of(edition)))):
            for at, start in enumerate(range(0, len(text), LETTERS)):
                yield piece(f"{name} {at}", text[start : start + LETTERS])
    yield piece("", content | {"annexes": [_without_rows(annex, content) for annex in content["annexes"]]})


def _head(row: RowPart) -> dict:
    return {name: value for name, value in row.items() if name not in ("answers", "codings")}


def _without_rows(annex: AnnexPart, content: Content) -> dict:
    return annex | {"rows": {"count": len(annex["rows"]), "facts": TableFacts(annex, content).kept()}}


# Reading


def opened(edition: Edition) -> Content:
    """What an edition says today, in today's schema, as `content_of`; the rows of a large one are read when asked for.

    One that comes from `Edition.objects.to_open()` has brought the text of a small one along.
    """
    if "told" not in edition.__dict__:
        edition = Edition.objects.to_open().get(pk=edition.pk)
    if edition.told:
        return content_of(edition, edition.told)
    found = EditionPiece.objects.filter(state=edition.state, place="").first()
    content = found and _unpacked(found)
    if not content or content["schema"] != SCHEMA:  # it says something else by now, or an update changed the schema
        return content_of(Edition.objects.get(pk=edition.pk))
    for annex in content["annexes"]:
        annex["rows"] = StoredRows(edition.state, annex["number"], annex["columns"], annex["rows"])
    return content


def served(edition: Edition, name: str) -> Iterator[str]:
    """The text of an edition from which something is withheld, or its parts (TEXT, PARTS), if they are kept."""
    own, at = EditionPiece.objects.filter(state=edition.state), 0
    while found := own.filter(place=f"{name} {at}").first():
        yield _unpacked(found)
        at += 1


def place_of(rows: Sequence[RowPart], key: int) -> int | None:
    """Where the row of a key stands in its table, counted from 0; None where the table has none."""
    if isinstance(rows, StoredRows):
        return rows.place_of(key)
    return next((at for at, row in enumerate(rows) if row["key"] == key), None)


def codings_of(rows: Sequence[RowPart], questions: Iterable[str]) -> Iterator[Mapping[str, CodingPart]]:
    """The categories of each row of a table in these questions, in order."""
    if isinstance(rows, StoredRows):
        return rows.all_codings(questions)
    return (row["codings"] for row in rows)


def numbers_of(annex: AnnexPart, column: int) -> list[str | None]:
    """The numbers of a column, by its key, in the order of the rows."""
    if isinstance(annex["rows"], StoredRows):
        return annex["rows"].numbers(column)
    at = next(at for at, each in enumerate(annex["columns"]) if each["key"] == column)
    return [row["answers"][at]["number"] for row in annex["rows"]]


def names_of(rows: Sequence[RowPart]) -> list[str]:
    """How the rows of a table are called in print, in order."""
    return [row["printed"] for row in heads_of(rows)]


def heads_of(rows: Sequence[RowPart]) -> Sequence[RowPart]:
    """The rows of a table, for what is said of them beside answers and categories."""
    return rows.heads if isinstance(rows, StoredRows) else rows


def besides(rows: Sequence[RowPart], other: Sequence[RowPart]) -> Iterable[RowPart]:
    """The rows of a table in which something may differ from the same table of another edition."""
    is_kept = isinstance(rows, StoredRows) and isinstance(other, StoredRows)
    return rows.besides(other) if is_kept else rows


def facts_of(annex: AnnexPart, content: Content) -> TableFacts:
    """What is said of a table as a whole, of a large edition as it is kept."""
    rows = annex["rows"]
    return rows.facts if isinstance(rows, StoredRows) else TableFacts(annex, content)


def _unpacked(piece: EditionPiece) -> Any:
    return json.loads(zlib.decompress(bytes(piece.packed)))


class StoredRows(Sequence):
    """The rows of a table of a large edition, each read when it is asked for; just the last ones stay in memory."""

    def __init__(self, state: str, annex: int, columns: list[ColumnPart], told: dict):
        self.state, self._own = state, EditionPiece.objects.filter(state=state)
        self._annex, self._columns, self._count = annex, columns, told["count"]
        facts = told["facts"]
        self.facts = SimpleNamespace(**facts | {"sums": [PrintedSum(*each) for each in facts["sums"]]})
        self._known: OrderedDict[int, RowPart] = OrderedDict()
        self._pieces: dict[str, Any] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at):
        if isinstance(at, slice):
            return self.at(range(*at.indices(self._count)))
        return self.at([range(self._count)[at]])[0]

    def __iter__(self) -> Iterator[RowPart]:
        """All of them, some at a time; none stays."""
        for first in range(0, self._count, PORTION):
            yield from (row for _at, row in self._read(at__range=(first, first + PORTION - 1)))

    def at(self, places: Iterable[int]) -> list[RowPart]:
        """The rows at these places, counted from 0."""
        wanted = list(places)
        if missing := [at for at in wanted if at not in self._known]:
            self._keep(self._read(at__in=missing), len(wanted))
        return [self._known[at] for at in wanted]

    def place_of(self, key: int) -> int | None:
        """Where the row of this key stands, which is read."""
        found = next((at for at, row in self._known.items() if row["key"] == key), None)
        if found is None:
            self._keep(self._read(place=f"{self._annex}/{key}"), 1)
            found = next((at for at, row in self._known.items() if row["key"] == key), None)
        return found

    def read(self, keys: Iterable[int]) -> None:
        """Read the rows of these keys at once; they stay until others come."""
        self._keep(self._read(place__in=[f"{self._annex}/{key}" for key in keys]), 1)

    def _read(self, **which) -> Iterator[tuple[int, RowPart]]:
        found = self._own.filter(annex=self._annex, **which).order_by("at")
        return ((piece.at, _unpacked(piece)) for piece in found.iterator(chunk_size=PORTION))

    def _keep(self, found: Iterable[tuple[int, RowPart]], least: int) -> None:
        self._known.update(found)
        while len(self._known) > max(KEPT_ROWS, least):
            self._known.popitem(last=False)

    def besides(self, other: "StoredRows") -> Iterator[RowPart]:
        """The rows that the same table of another edition has not, or has otherwise."""
        same = EditionPiece.objects.filter(state=other.state, place=OuterRef("place"), packed=OuterRef("packed"))
        found = self._own.filter(~Exists(same), annex=self._annex).order_by("at")
        return map(_unpacked, found.iterator(chunk_size=PORTION))

    # Rows without their words

    def narrowed(self, columns: list[ColumnPart], questions: Iterable[str]) -> list[RowPart]:
        """All rows with their answers in these columns, without the words, and their categories in these questions."""
        told = [(column["key"], self._read_piece(f"{self._annex} column {column['key']}")) for column in columns]
        asked = [key for key in questions if key in self.categorised]
        coded = [(key, self._read_piece(f"{self._annex} question {key}")) for key in asked]
        return [
            head
            | {
                "answers": [self._silent(key, values[at]) for key, values in told],
                "codings": {key: found[own] for key, found in coded if (own := str(head["key"])) in found},
            }
            for at, head in enumerate(self._read_piece(str(self._annex)))
        ]

    def _silent(self, column: int, values: list) -> dict:
        return SAYS_NOTHING | {"column": column} | dict(zip(ANSWER, values, strict=True))

    @property
    def heads(self) -> list[dict]:
        return self._piece(str(self._annex))

    @property
    def categorised(self) -> list[str]:
        return self.facts.categorised

    def numbers(self, column: int) -> list[str | None]:
        """Of a column, in the order of the rows."""
        return [number for _status, number, _number_is in self._piece(f"{self._annex} column {column}")]

    def all_codings(self, questions: Iterable[str]) -> Iterator[Mapping[str, dict]]:
        found = {key: self.codings(key) for key in questions}
        for key in (str(head["key"]) for head in self.heads):
            yield {question: codings[key] for question, codings in found.items() if key in codings}

    def codings(self, question: str) -> Mapping[str, dict]:
        """By the keys of their rows."""
        return self._piece(f"{self._annex} question {question}") if question in self.categorised else {}

    def _piece(self, place: str) -> Any:
        """One that is asked for again."""
        if place not in self._pieces:
            self._pieces[place] = self._read_piece(place)
        return self._pieces[place]

    def _read_piece(self, place: str) -> Any:
        return _unpacked(self._own.get(place=place))
