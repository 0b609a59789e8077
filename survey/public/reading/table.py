"""The annex as a table: rows of cells with status, codes, references folded in, and the notes of corrections."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial

from django.utils.translation import gettext as _

from survey.public.addresses import cell_anchor, localised
from survey.public.reading.corrections import PageCorrection, corrections
from survey.public.reading.index import Index, PageCode
from survey.public.reading.made import Made
from survey.public.reading.printed import PageLink, cited_pages, file_pages, page_links
from survey.public.reading.statements import PageStatement, statements_at
from survey.public.words import RESPONDENT_KINDS, amount, word
from survey.publishing.content import (
    AnnexPart,
    AnswerPart,
    ColumnPart,
    NotePart,
    ReferencePart,
    RowPart,
)
from survey.publishing.pieces import StoredRows, place_of
from survey.publishing.table_facts import TableFacts
from survey.wording import paths
from survey.wording.marks import Mark, Paragraph, compared, paragraphs
from survey.wording.statuses import Chip

EDITED, PRINTED, CHANGES = "edited", "printed", "changes"
MODES = (EDITED, PRINTED, CHANGES)
# A table of more cells comes in pages, each of about so many, and of at least and at most so many rows.
MOST_CELLS, CELLS_A_PAGE = 1_000, 400
FEWEST_ROWS, MOST_ROWS = 4, 100
# Figures are drawn of tables with at most so many rows, where these are kept in pieces.
MOST_DRAWN = 5_000


@dataclass(frozen=True)
class PrintedPassage:
    """One printed passage of a reading text and its place; `moved` where that is another cell's."""

    text: str
    page: int | None
    printed_in: str
    printed_in_href: str
    moved: bool
    correction: int | None


@dataclass(frozen=True)
class FoldedReference:
    """A reference with the text it points to; without text, `open` says that the target has none."""

    words: str
    label: str
    href: str
    paragraphs: tuple[Paragraph, ...]
    open: bool


@dataclass(frozen=True)
class PageCell:
    """`number_apart` is the number without its unit, for a table whose head names it; "" where the text says it.
    `asked` says in short what the column asks, `withheld` why words are missing.

    What only some pages show is made of `part` when it is asked for, in the `mode` of the table.
    """

    address: str
    anchor: str
    href: str
    column: str
    asked: str
    questions: tuple[str, ...]
    status: Chip
    answered: bool
    text: str
    edited: bool
    number: str
    number_apart: str
    value: Decimal | None
    number_is: str
    note: str
    page: int | None
    codes: tuple[PageCode, ...]
    corrections: tuple[int, ...]
    notes: tuple[str, ...]
    withheld: tuple[str, ...]
    machine_read: bool
    statements: tuple[PageStatement, ...]
    mode: str
    index: Index = field(repr=False, compare=False)
    part: AnswerPart = field(repr=False, compare=False)

    @property
    def here(self) -> str:
        """Its place in its table, from the page of that."""
        return self.index.addresses.here(self.address)

    @property
    def is_bare_number(self) -> bool:
        """Whether the number is all there is to show, as it is printed."""
        return self.value is not None and not self.edited and bool(self.text)

    @property
    def style(self) -> str:
        """The class of its field in a table."""
        if not self.answered:
            return "no-answer"
        return "" if self.value is None else "amount"

    @property
    def is_noted(self) -> bool:
        """Whether anything stands below its text."""
        return bool(self.corrections or self.notes or self.withheld or self.note or self.part["references"])

    @cached_property
    def edited_text(self) -> tuple[Paragraph, ...]:
        return self.index.shown(self.address, paragraphs(self.text))

    @cached_property
    def printed_text(self) -> tuple[Paragraph, ...]:
        return self.index.shown(self.address, paragraphs(self.part["as_printed"]))

    @cached_property
    def changes(self) -> tuple[Paragraph, ...]:
        return compared(self.part["as_printed"], self.text) if self.edited else paragraphs(self.text)

    @property
    def shown_text(self) -> tuple[Paragraph, ...]:
        """As the table is shown."""
        if self.mode == CHANGES:
            return self.changes
        return self.printed_text if self.mode == PRINTED else self.edited_text

    @cached_property
    def passages(self) -> tuple[PrintedPassage, ...]:
        return tuple(_passage(self.index, self.address, part) for part in self.part["passages"])

    @cached_property
    def references(self) -> tuple[FoldedReference, ...]:
        return tuple(_folded(self.index, part) for part in self.part["references"] if part["state"] != "refused")

    @cached_property
    def printed_on(self) -> tuple[PageLink, ...]:
        return page_links(self.index, self.address, (part["printed_at"] for part in self.part["passages"]))

    @property
    def pages(self) -> list[int]:
        """All pages of the table on which a passage of its text is printed, in order."""
        return sorted({self.page, *(passage["page"] for passage in self.part["passages"])} - {None})

    @property
    def cited_pages(self) -> str:
        """Where it is printed, as its citation says it; "" where nobody knows."""
        return cited_pages(self.pages, file_pages(self.part))


@dataclass(frozen=True)
class PageRow:
    address: str
    anchor: str
    here: str
    printed: str
    role: str
    breakdown: str
    respondent: str
    kind: str
    kind_label: str
    district: str
    speaks_for: tuple[str, ...]
    cells: Sequence[PageCell]
    codes: dict[str, PageCode]
    notes: tuple[str, ...]

    @property
    def district_href(self) -> str:
        return localised(paths.district(self.district))


@dataclass(frozen=True)
class PageColumn:
    key: int
    heading: str
    asked: str
    questions: tuple[str, ...]
    is_number: bool
    unit: str
    per_thousand: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PageNote:
    mark: str
    text: str


@dataclass(frozen=True)
class ReadingTable:
    """`part` is what it is made of, `facts` what is said of all its rows, which needs none of them made.

    `is_long`: it comes in pages. `places` are the rows of counties and cities; it may have others among them.
    """

    number: int
    anchor: str
    label: str
    title: str
    date: date | None
    source_line: str
    asked: str
    is_survey: bool
    pages: int | None
    columns: tuple[PageColumn, ...]
    rows: Sequence[PageRow]
    notes: tuple[PageNote, ...]
    corrections: Sequence[PageCorrection]
    entries: int
    mode: str
    is_long: bool
    places: Sequence[PageRow] = field(repr=False, compare=False)
    facts: TableFacts = field(repr=False, compare=False)
    part: AnnexPart = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.label or _("Table %(number)d") % {"number": self.number}

    def columns_of(self, questions: tuple[str, ...]) -> list[int]:
        """The places of the columns that answer one of these questions, from 0 on."""
        return [at for at, column in enumerate(self.columns) if set(questions) & set(column.questions)]

    def row(self, key: int) -> PageRow | None:
        at = place_of(self.part["rows"], key)
        return None if at is None else self.rows[at]

    def cell(self, row: int, column: int) -> PageCell | None:
        own = self.row(row)
        return next((own.cells[at] for at, each in enumerate(self.columns) if own and each.key == column), None)

    def beside(self, key: int) -> tuple[PageRow | None, PageRow | None]:
        """The entries above and below an entry, by its key; sums and headings are passed over."""
        others = {at for at, _role in self.facts.others}
        own = place_of(self.part["rows"], key)
        if own is None or own in others:
            return None, None
        above = next((at for at in range(own - 1, -1, -1) if at not in others), None)
        below = next((at for at in range(own + 1, len(self.part["rows"])) if at not in others), None)
        return tuple(None if at is None else self.rows[at] for at in (above, below))

    @property
    def is_numeric(self) -> bool:
        """Whether it is a table of numbers, with columns of them among those it has here."""
        return self.facts.is_numeric and any(column.is_number for column in self.columns)

    def some(self, places: Iterable[int]) -> list[PageRow]:
        """Rows by their places in the table as it is printed, counted from 0."""
        return self.rows.some(places) if isinstance(self.rows, Made) else [self.rows[at] for at in places]


@dataclass(frozen=True)
class _Table:
    """What the rows of a table are made with: its columns by their keys, and how its text is shown."""

    part: AnnexPart
    columns: dict[int, PageColumn]
    mode: str


def is_long(annex: AnnexPart) -> bool:
    """Whether it comes in pages."""
    return len(annex["rows"]) * len(annex["columns"]) > MOST_CELLS


def is_kept_apart(table: ReadingTable) -> bool:
    """Whether its rows are read one by one, from the pieces of a large edition."""
    return isinstance(table.part["rows"], StoredRows)


def rows_a_page(columns: int) -> int:
    return max(FEWEST_ROWS, min(MOST_ROWS, CELLS_A_PAGE // max(1, columns)))


def table(index: Index, annex: AnnexPart, mode: str = EDITED) -> ReadingTable:
    facts = index.facts(annex["number"])
    columns = tuple(_column(index, annex, column) for column in annex["columns"])
    make = partial(_row, index, _Table(annex, {column.key: column for column in columns}, mode))
    rows = Made(annex["rows"], make)
    return ReadingTable(
        number=annex["number"],
        anchor=f"a{annex['number']}",
        label=annex["label"],
        title=annex["title"],
        date=date.fromisoformat(annex["date"]) if annex["date"] else None,
        source_line=annex["source_line"],
        asked=annex["asked"],
        is_survey=annex["rows_are"] == "respondents",
        pages=annex["pages"],
        columns=columns,
        rows=rows,
        notes=tuple(map(_note, annex["notes"])),
        corrections=corrections(index, annex["number"]),
        entries=facts.entries,
        mode=mode,
        is_long=is_long(annex),
        places=Made(facts.places, make) if isinstance(annex["rows"], StoredRows) else rows,
        facts=facts,
        part=annex,
    )


def narrowed(index: Index, table: ReadingTable, keys: Sequence[str]) -> ReadingTable | None:
    """A table with all its rows, for figures of some questions: of a large edition without what its cells say.

    None of a large one that has nothing on them, or more rows than one can draw.
    """
    rows = table.part["rows"]
    if not isinstance(rows, StoredRows):
        return table
    own = [part for part in table.part["columns"] if set(part["questions"]) & set(keys)]
    if len(rows) > MOST_DRAWN or not (own or set(keys) & set(rows.categorised)):
        return None
    part = table.part | {"columns": own, "rows": rows.narrowed(own, keys)}
    columns = tuple(_column(index, table.part, column) for column in own)
    make = partial(_row, index, _Table(part, {column.key: column for column in columns}, table.mode))
    return replace(table, columns=columns, rows=Made(part["rows"], make))


def with_rows(table: ReadingTable, index: Index, rows: Sequence[PageRow]) -> ReadingTable:
    """The table with some of its rows; of a large one just the notes and corrections that concern these."""
    if not table.is_long:
        return replace(table, rows=rows)
    shown = {row.address for row in rows}
    notes = (each for each in table.part["notes"] if each["row"] is None or f"{table.number}/{each['row']}" in shown)
    return replace(
        table, rows=rows, notes=tuple(map(_note, notes)), corrections=corrections(index, table.number, shown)
    )


def _note(part: NotePart) -> PageNote:
    return PageNote(part["mark"], part["text"])


def _column(index: Index, annex: AnnexPart, column: ColumnPart) -> PageColumn:
    return PageColumn(
        key=column["key"],
        heading=column["heading"],
        asked=index.asked(column["questions"]),
        questions=tuple(column["questions"]),
        is_number=column["kind"] == "number",
        unit=column["unit"],
        per_thousand=column["per_thousand"],
        notes=index.marks_at(annex, None, column["key"]),
    )


def _row(index: Index, table: _Table, row: RowPart) -> PageRow:
    address = f"{table.part['number']}/{row['key']}"
    respondent = row["respondent"]
    codes = index.codes_of(address, row["codings"])
    return PageRow(
        address=address,
        anchor=cell_anchor(address),
        here=index.addresses.here(address),
        printed=row["printed"],
        role=row["role"],
        breakdown=", ".join(f"{key} {value}" for key, value in row["breakdown"]),
        respondent=respondent["name"] if respondent else "",
        kind=respondent["kind"] if respondent else "",
        kind_label=word(RESPONDENT_KINDS, respondent["kind"]) if respondent else "",
        district=respondent["district"] if respondent else "",
        speaks_for=tuple(district["name"] for district in row["speaks_for"]),
        cells=Made(row["answers"], partial(cell, index, table, row, codes)),
        codes=codes,
        notes=index.marks_at(table.part, row["key"], None),
    )


def cell(index: Index, table: _Table, row: RowPart, codes: dict[str, PageCode], answer: AnswerPart) -> PageCell:
    address = f"{table.part['number']}/{row['key']}/{answer['column']}"
    column = table.columns[answer["column"]]
    bare = _number(answer, column.unit)
    return PageCell(
        address=address,
        anchor=cell_anchor(address),
        href=index.addresses.cell(address),
        column=column.heading,
        asked=column.asked,
        questions=column.questions,
        status=index.status(answer["status"]),
        answered=answer["status"] == "answered",
        text=answer["text"],
        edited=answer["edited"],
        number=f"{bare} {column.unit}".strip() if bare else "",
        number_apart=bare if bare and not _says(answer["text"], bare) else "",
        value=None if answer["number"] is None else Decimal(answer["number"]),
        number_is=answer["number_is"],
        note=answer["note"],
        page=answer["page"],
        codes=tuple(codes[key] for key in column.questions if key in codes),
        corrections=index.corrections_at(address),
        notes=index.marks_at(table.part, row["key"], answer["column"]),
        withheld=tuple(index.withheld.get(address, ())),
        machine_read=answer["machine_read"],
        statements=statements_at(index, address),
        mode=table.mode,
        index=index,
        part=answer,
    )


def _passage(index: Index, address: str, part) -> PrintedPassage:
    moved = part["printed_in"] != address
    return PrintedPassage(
        text=part["text"],
        page=part["page"],
        printed_in=index.place(part["printed_in"]),
        printed_in_href=index.addresses.cell(part["printed_in"]),
        moved=moved,
        correction=None if part["correction"] is None else part["correction"] + 1,
    )


def _folded(index: Index, part: ReferencePart) -> FoldedReference:
    """`to` names a question, a paper or a cell; `target` is the cell where that has a text."""
    target = index.answer(part["target"])
    return FoldedReference(
        words=part["words"],
        label=_reference_label(index, part),
        href=index.addresses.cell(part["target"]) if target else "",
        paragraphs=paragraphs(target["text"]) if target else (),
        open=part["state"] == "open" or not (target and target["text"]),
    )


def _reference_label(index: Index, part: ReferencePart) -> str:
    if part["paper"]:
        return _("paper %(number)s") % {"number": part["paper"]}
    if part["to"] and "/" not in part["to"]:
        return _("question %(key)s") % {"key": part["to"]}
    return index.place(part["target"]) if part["target"] else part["words"]


def _says(text: str, number: str) -> bool:
    """Whether the digits of a text are those of this number alone: “ca. 4.512” is about 4512."""
    return re.sub(r"\D", "", text) == re.sub(r"\D", "", number)


def _number(answer: AnswerPart, unit: str) -> str:
    """“about 12,000”, by locale."""
    if answer["number"] is None:
        return ""
    number = amount(Decimal(answer["number"]), unit)
    words = {
        "about": _("about %(number)s"),
        "at_least": _("at least %(number)s"),
        "at_most": _("at most %(number)s"),
    }
    return words[answer["number_is"]] % {"number": number} if answer["number_is"] in words else number


def quoted(index: Index, row: PageRow, cell: PageCell) -> tuple[Paragraph, ...]:
    """The reading text of a cell with the quotes of its row's codes marked."""
    codes = [code for code in row.codes.values() if code.quote_in == cell.address and code.quote]
    marks = [Mark(code.quote, code.href, code_title(code)) for code in codes]
    return index.shown(cell.address, paragraphs(cell.text, marks))


def code_title(code: PageCode) -> str:
    label = code.category.label if code.category else _("disputed")
    return f"{code.question}: {label}"
