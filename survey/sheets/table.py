"""A table as it stands in a file: headings, records, cells, each with its place."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from survey.files.errors import FileError, gettext_noop
from survey.pages.document import Box, Page

# Words for what the rows are: a heading of nothing else stands over labels; “LK Fulda” is a label itself.
ROW_WORD = re.compile(
    r"respondent|key|stellen?|(?:land|stadt)?kreise?|krfr|lkr?|krs|stadt|städte|kreis(?:freie|angehörige)[rn]?|(?:gebiets)?körperschaft(?:en)?"
    r"|kommunen?|gemeinden?|behörden?|institution(?:en)?|dienststellen?|einrichtung(?:en)?|polizeipräsidi(?:um|en)"
    r"|(?:regierungs)?bezirke?|region(?:en)?|(?:stand)?orte?|träger|land|(?:bundes)?länder|bundesland|schulen?|amt|ämter"
    r"|name|antwortende|count(?:y|ies)|cit(?:y|ies)|districts?|municipalit(?:y|ies)|authorit(?:y|ies)"
)
# Where rows are subjects and not respondents; as casefold() leaves it, without “ß”.
SUBJECT_WORD = re.compile(
    r"massnahmen?|projekt(?:e|s)?|programm(?:e|s)?|vorhaben|delikt(?:e|s|sgruppen?|sbereiche?)?|straftat(?:en)?"
    r"|tatbest(?:and|ände)|art(?:en)?|bezeichnung(?:en)?|titel|them(?:a|en)|gegenst(?:and|ände)|angebot(?:e|s)?"
    r"|veranstaltung(?:en)?|(?:haushalts|kalender|schul)?jahre?|monate?|vereine?|organisation(?:en)?|fach|fächer"
    r"|ministeri(?:um|en)|ressorts?|abteilung(?:en)?|objekte?|strassen?|strecken?|kategorien?|altersgruppen?"
    r"|measures?|projects?|programmes?|offences?|subjects?|title|years?|organisations?|categor(?:y|ies)"
)
HEADINGS_MISSING = gettext_noop(
    "The headings are missing: the first line must say what the columns are, and “%(cell)s” is the name of a row."
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")  # and halves of pairs, which JSON may name
LINKING_WORDS = {"und", "oder", "bzw", "der", "des", "die", "and", "or", "of", "the"}
# What begins a label and no heading: the kind of a place, and its name behind it.
LABEL_BEGINS = re.compile(
    r"(?:LK|SK|Lkrs?|Krs|Landkreis|Kreis|Stadtkreis|(?:Kreisfreie |Landeshaupt|Hanse|Universitäts)?Stadt|Region"
    r"|Städteregion|Regionalverband|Gemeinde|Samtgemeinde)\.?\s+(?=[^\W\d_])[A-ZÄÖÜ]\S"
)


@dataclass(frozen=True)
class TableWarning:
    """What an editor should know about a table as it was read: an English sentence and its values."""

    template: str
    params: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


class PrintedText(str):
    """The text of a cell of a page on its way into a table, whatever moves it there: it knows where it is printed.

    `boxes` are pairs of page and box, `raw` its lines as they are broken. What `strip` and the like make of it is
    plain text again.
    """

    boxes: tuple[tuple[int, Box], ...]
    raw: str

    def __new__(cls, text: str, boxes: tuple[tuple[int, Box], ...] = (), raw: str = "") -> "PrintedText":
        made = super().__new__(cls, text)
        made.boxes, made.raw = boxes, raw
        return made


@dataclass(frozen=True, slots=True)
class SheetCell:
    """The text of one cell; `raw` is what the file holds, only where markup or broken lines make it differ.

    `boxes` are pairs of page and box of the file, where it has pages; several where a page break cuts the cell.
    """

    text: str
    raw: str = ""
    page: int | None = None
    line: int | None = None
    boxes: tuple[tuple[int, Box], ...] = ()


@dataclass(frozen=True)
class Record:
    """A row of cells under its label; `continues` marks an unlabelled row that belongs to the one above.

    `role` is “sum” or “heading”, and empty for an entry; `breakdown` are the pairs of further keys. `key` is the
    official key of the district that is meant (“06631”), where a column says so.
    """

    label: str
    cells: tuple[SheetCell, ...]
    continues: bool = False
    page: int | None = None
    line: int | None = None
    role: str = ""
    breakdown: tuple[tuple[str, str], ...] = ()
    key: str = ""


@dataclass(frozen=True)
class BadRow:
    """A line that cannot be a row of the table, as it stands, with what is wrong with it."""

    cells: tuple[str, ...]
    error: FileError


@dataclass(frozen=True)
class TableNote:
    """A footnote, and what bears its mark: pairs of record and column, counted from 0, None for a whole one.

    `boxes` are where it is printed, as those of a cell.
    """

    mark: str
    text: str
    line: int | None = None
    places: tuple[tuple[int | None, int | None], ...] = ()
    boxes: tuple[tuple[int, Box], ...] = ()


@dataclass(frozen=True)
class Table:
    """`headings` and cells are without the label column; `left_out` are lines that hold no data.

    `encoding` is the one that a text was read in; empty where it is plain UTF-8, or no text.
    `keys` are the headings of columns that hold keys of the rows, and no answers.
    `units` are those of the columns, where one has any. `bad_rows` are lines that could not be read as rows.
    `pages` are those of the file with their words, where it has pages.
    """

    headings: tuple[str, ...]
    records: tuple[Record, ...]
    label_heading: str = ""
    left_out: tuple[tuple[int, str], ...] = ()
    encoding: str = ""
    remarks: tuple[TableWarning, ...] = ()
    notes: tuple[TableNote, ...] = ()
    units: tuple[str, ...] = ()
    bad_rows: tuple[BadRow, ...] = ()
    keys: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The headings of all columns that were read: labels, keys, answers."""
        names = (name for record in self.records for name, _value in record.breakdown)
        return list(dict.fromkeys([self.label_heading, *self.keys, *names, *self.headings]))


def from_rows(
    name: str,
    rows: Iterable[tuple[int | None, Sequence[str]]],
    restore: Callable[[str], str] = str,
) -> Table:
    """The wide form: the first row that is not blank holds the headings, the first column the labels.

    `rows` are pairs of line number (None in a format without lines) and cells; `restore` gives the text that the
    content of a cell stands for.
    """
    filled = ((line, cells) for line, cells in rows if any(cells))
    line, first = next(filled, (None, ()))
    if not first:
        raise FileError(name, None, None, gettext_noop("The file holds nothing."))
    check_characters(name, line, first)
    label_heading, *headings = read_headings(name, line, [restore(cell) for cell in first])
    body = _Body(name, len(headings) + 1, restore)
    for line, row in filled:
        body.take(line, row)
    if not body.records and not body.bad_rows:
        raise FileError(name, None, None, gettext_noop("The table has headings, but no rows."))
    if body.are_no_table:
        raise body.bad_rows[0].error
    return Table(tuple(headings), tuple(body.records), label_heading, bad_rows=tuple(body.bad_rows))


@dataclass
class Rows:
    """The rows so far. What continues a bad row is bad itself, and takes the rows that it continues along."""

    name: str
    records: list[Record] = field(default_factory=list, kw_only=True)
    bad_rows: list[BadRow] = field(default_factory=list, kw_only=True)
    above: FileError | None = field(default=None, kw_only=True)

    @property
    def are_no_table(self) -> bool:
        return len(self.bad_rows) > len(self.records)

    def add(self, line: int | None, texts: Sequence[str], record_of: Callable[[], Record]) -> None:
        """The row of these texts as `record_of` makes it, or why it cannot be one."""
        is_labelled = bool(texts[0].strip()) if texts else False
        try:
            if self.above and not is_labelled:
                raise self._goes_with(line, self.above)
            record = record_of()
        except FileError as error:
            self.bad_rows.append(BadRow(tuple(texts), error))
            self._give_back(error, is_labelled)
            self.above = error
        else:
            self.above = None
            self.records.append(record)

    def _give_back(self, error: FileError, is_labelled: bool) -> None:
        """A bad line that continues a row leaves that row without its end: it cannot be brought either."""
        while not is_labelled and self.records and self.above is None:
            record = self.records.pop()
            texts = tuple(cell.text for cell in record.cells)
            self.bad_rows.append(BadRow((record.label, *texts), self._goes_with(record.line, error)))
            if not record.continues:
                break

    def _goes_with(self, line: int | None, error: FileError) -> FileError:
        if error.line is None:
            return FileError(self.name, line, None, gettext_noop("The row that it belongs to is refused."))
        reason = gettext_noop("It belongs to line %(line)d, which is refused.")
        return FileError(self.name, line, None, reason, {"line": error.line})


@dataclass
class _Body(Rows):
    width: int
    restore: Callable[[str], str]

    def take(self, line: int | None, row: Sequence[str]) -> None:
        self.add(line, [self.restore(cell) for cell in row], partial(self._record, line, row))

    def _record(self, line: int | None, row: Sequence[str]) -> Record:
        label, *texts = fit(self.name, line, row, self.width)
        check_characters(self.name, line, (label, *texts))
        cells = tuple(make_cell(text, self.restore, line) for text in texts)
        return make_record(self.name, self.restore(label), cells, self.records, line=line)


def read_headings(name: str, line: int | None, cells: Sequence[str]) -> list[str]:
    """The headings, label column first, without the empty ones at the end; or why they are none."""
    headings = without_empty_end([cell.strip() for cell in cells])
    if len(headings) < 2:
        raise FileError(name, line, None, gettext_noop("This is not a table: the first line has only one cell."))
    if looks_like_label(headings[0]):
        raise FileError(
            name,
            line,
            1,
            HEADINGS_MISSING,
            {"cell": headings[0]},
        )
    for column, heading in enumerate(headings[1:], start=2):
        _check_heading(name, line, column, heading, headings[: column - 1])
    return headings


def names_rows(heading: str) -> bool:
    """Whether a heading may stand over the labels: it is empty, or says what the rows are."""
    words = set(re.findall(r"\w+", heading.casefold())) - LINKING_WORDS
    return all(map(ROW_WORD.fullmatch, words)) and (bool(words) or not heading.strip())


def stands_over_labels(heading: str) -> bool:
    """Whether the first cell of a line is a heading: it names rows, as above, or subjects such as measures."""
    words = set(re.findall(r"\w+", heading.casefold())) - LINKING_WORDS
    return names_rows(heading) or (bool(words) and all(map(_is_row_word, words)))


def looks_like_label(text: str) -> bool:
    """Whether a text is the name of a row rather than a heading: “LK Fulda”, but not “Kreis oder Stadt”."""
    return bool(LABEL_BEGINS.match(text.strip())) and not stands_over_labels(text)


def _is_row_word(word: str) -> bool:
    return bool(ROW_WORD.fullmatch(word) or SUBJECT_WORD.fullmatch(word))


def _check_heading(name: str, line: int | None, column: int, heading: str, before: list[str]) -> None:
    if not heading:
        raise FileError(name, line, column, gettext_noop("The column has no heading."))
    if heading in before:
        raise FileError(
            name,
            line,
            column,
            gettext_noop("Two columns have the heading “%(heading)s”."),
            {"heading": heading},
        )


def fit(name: str, line: int | None, cells: Sequence[str], width: int) -> list[str]:
    """The cells of a row, filled up with empty ones; too many are an error."""
    kept = without_empty_end(cells)
    if len(kept) > width:
        raise FileError(
            name,
            line,
            None,
            gettext_noop("%(cells)d cells, but the table has %(columns)d columns."),
            {"cells": len(kept), "columns": width},
        )
    return kept + [""] * (width - len(kept))


def check_characters(name: str, line: int | None, cells: Sequence[str]) -> None:
    """Control characters are no text: no spreadsheet could take them out again as they came in."""
    if CONTROL.search("\n".join(cells)):
        for column, cell in enumerate(cells, start=1):
            if match := CONTROL.search(cell):
                reason = gettext_noop("The cell holds a control character (U+%(code)04X), which is no text.")
                raise FileError(name, line, column, reason, {"code": ord(match[0])})


def without_empty_end(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def make_record(
    name: str,
    label: str,
    cells: tuple[SheetCell, ...],
    above: Sequence[Record],
    *,
    line: int | None,
    page: int | None = None,
) -> Record:
    """The record of a row; without a label it continues the one above, so there must be one."""
    label = label.strip()
    if not label and not above:
        raise FileError(name, line, 1, gettext_noop("The row has no label, and no row stands above it."))
    return Record(label, cells, continues=not label, page=page, line=line)


def make_cell(raw: str, restore: Callable[[str], str], line: int | None) -> SheetCell:
    """The cell that a file's content stands for, with the place of one that is printed on a page."""
    text = restore(raw)
    if not isinstance(raw, PrintedText):
        return SheetCell(text, "" if raw == text else raw, None, line)
    page = raw.boxes[0][0] if raw.boxes else None
    return SheetCell(text, raw.raw if raw.raw != text else "", page, line, raw.boxes)
