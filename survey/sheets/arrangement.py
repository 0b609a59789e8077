"""Which column holds the labels and which hold keys, and whether the table lies on its side.

What someone says of it counts; all else is a proposal, and a remark says what was recognised.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from survey.files.errors import FileError, gettext_noop
from survey.sheets.read_options import ReadOptions
from survey.sheets.stacked import is_amount
from survey.sheets.table import TableWarning, looks_like_label, stands_over_labels, without_empty_end

Row = tuple[int | None, Sequence[str]]

LABELS = gettext_noop("The column “%(heading)s” was taken for the names of the rows.")
KEYS = gettext_noop("The column “%(heading)s” holds official keys: they help to tell who is meant, and are no answer.")
TRANSPOSED = gettext_noop("The table lies on its side: its columns were read as rows, its rows as columns.")
NO_COLUMN = gettext_noop("There is no column “%(heading)s”; the table has: %(headings)s.")

# Headings of official keys: the municipality key of the statistical offices (AGS, ARS), numbers of schools and offices.
OFFICIAL = re.compile(
    r"(?:amtlicher?|regional|gemeinde|kreis|stat(?:istischer?|\.)?|bsn|\W)*"
    r"(?:ags|ars|bsn|(?:gemeinde|kreis|regional|behörden|dienststellen|schul)?schlüssel(?:nummer|nr\.?)?"
    r"|(?:gemeinde|kreis|schul|amts|behörden|dienststellen|kenn)-?\s?(?:kenn)?(?:nummer|nr\.?|ziffer|zahl|kennung)"
    r"|kennung|kürzel)\W*\d*",
    re.IGNORECASE,
)
KEY_VALUE = re.compile(r"(?=[^\d]*\d)[\w./-]{1,15}(?: [\w./-]{1,8}){0,3}")
QUESTION = re.compile(
    r"(?:frage|nr\.?|ziffer)?\s*\d{1,2}\s?(?:[a-z]|\.\d)?\s*[.):]?\s*(?:\D.*)?|.*\?|frage\b.*",
    re.IGNORECASE | re.DOTALL,
)
OVER_QUESTIONS = re.compile(r"(?:nr\.?|nummer|ziffer)?\W*(?:teil)?fragen?(?:\W*(?:nr|nummer|text)\.?)?", re.IGNORECASE)
MOST = 2 / 3


@dataclass(frozen=True)
class LeadingColumns:
    """The columns that stand first, labels and then keys, counted from 0; `keys` are the headings of the latter."""

    first: tuple[int, ...]
    keys: tuple[str, ...] = ()
    remarks: tuple[TableWarning, ...] = ()

    @property
    def are_in_order(self) -> bool:
        return list(self.first) == list(range(len(self.first)))

    def moved(self, cells: Sequence[str], width: int) -> list[str]:
        """The cells in that order; a word among the keys of a row without label (“Summe”) is its label."""
        order = [*self.first, *(at for at in range(width) if at not in self.first)]
        moved = [cells[at] if at < len(cells) else "" for at in order]
        if not moved[0].strip():
            keys = range(1, len(self.first))
            words = (at for at in keys if moved[at].strip() and not KEY_VALUE.fullmatch(moved[at].strip()))
            if (at := next(words, None)) is not None:
                moved[0], moved[at] = moved[at], ""
        return without_empty_end(moved)


@dataclass(frozen=True)
class Arrangement:
    """The rows from the headings on, labels first, keys behind them; `keys` are the headings of these."""

    rows: list[Row]
    keys: tuple[str, ...]
    remarks: tuple[TableWarning, ...]


def arranged(
    name: str, rows: Sequence[Row], options: ReadOptions, heading_lines: Callable[[Sequence[Row]], int]
) -> Arrangement:
    """The filled rows, headings first, as further reading wants them. Raises FileError.

    `heading_lines` says how many of the rows are headings, unless someone says so.
    """
    remarks: tuple[TableWarning, ...] = ()
    if options.transpose or lies_on_its_side(rows):
        rows, remarks = transposed(rows), (TableWarning(TRANSPOSED),)
    columns = columns_of(name, rows, options, options.heading_lines or heading_lines(rows))
    if not columns.are_in_order:
        width = max(len(cells) for _, cells in rows)
        rows = [(line, columns.moved(cells, width)) for line, cells in rows]
    return Arrangement(list(rows), columns.keys, (*remarks, *columns.remarks))


def columns_of(name: str, rows: Sequence[Row], options: ReadOptions, height: int) -> LeadingColumns:
    """Where labels and keys stand, in rows that begin with so many lines of headings. Raises FileError."""
    headings = _lowest([cells for _, cells in rows[:height]])
    rows = rows[height - 1 :]
    label = _chosen(name, headings, options.label, rows[0][0]) if options.label else _label(headings, rows)
    chosen = [_chosen(name, headings, key, rows[0][0]) for key in options.keys]
    official = [at for at in range(len(headings)) if at != label and is_key_column(headings, rows, at)]
    remarks = [TableWarning(KEYS, {"heading": headings[at]}) for at in official if at not in chosen]
    if not options.label and headings[label] and (label or not stands_over_labels(headings[label])):
        remarks.append(TableWarning(LABELS, {"heading": headings[label]}))
    keys = [at for at in dict.fromkeys([*chosen, *official]) if at != label]
    return LeadingColumns((label, *keys), tuple(headings[at] for at in keys), tuple(remarks))


def _lowest(lines: Sequence[Sequence[str]]) -> list[str]:
    """Of each column the heading that stands nearest to its cells."""
    width = max(map(len, lines))
    filled = [[*line, *[""] * (width - len(line))] for line in lines]
    return [
        " ".join(next((cell for cell in reversed(column) if cell.strip()), "").split())
        for column in zip(*filled, strict=True)
    ]


def _chosen(name: str, headings: Sequence[str], wanted: str, line: int | None) -> int:
    """The column of a heading that someone named: as printed, or without regard to case."""
    plain = " ".join(wanted.split())
    for same in (str, str.casefold):
        if same(plain) in (found := [same(heading) for heading in headings]):
            return found.index(same(plain))
    shown = ", ".join(f"“{heading}”" for heading in headings if heading)
    raise FileError(name, line, None, NO_COLUMN, {"heading": wanted, "headings": shown})


def _label(headings: Sequence[str], rows: Sequence[Row]) -> int:
    """The first column, or behind official keys the first that holds words."""
    for at in range(len(headings) - 1):
        if not is_key_column(headings, rows, at):
            return at if not at or _holds_words(rows, at) else 0
    return 0


def _holds_words(rows: Sequence[Row], at: int) -> bool:
    values = _values(rows, at)
    return sum(not is_amount(value) for value in values) > MOST * len(values)


def is_key_column(headings: Sequence[str], rows: Sequence[Row], at: int) -> bool:
    """Whether a column holds official keys: its heading says so, and so do most of its values."""
    if not headings[at] or not OFFICIAL.fullmatch(headings[at]):
        return False
    values = _values(rows, at)
    return sum(bool(KEY_VALUE.fullmatch(value)) for value in values) > MOST * len(values)


def _values(rows: Sequence[Row], at: int) -> list[str]:
    return [cells[at].strip() for _, cells in rows[1:] if at < len(cells) and cells[at].strip()]


def lies_on_its_side(rows: Sequence[Row]) -> bool:
    """Whether the first column holds questions, and the headings are labels: “Frage | LK Fulda | LK Kassel”."""
    headings, labels = [cell.strip() for cell in rows[0][1][1:]], [cells[0].strip() for _, cells in rows[1:]]
    corner = rows[0][1][0].strip()
    are_labels = len(headings) > 1 and _share(map(looks_like_label, headings), len(headings)) >= MOST
    are_questions = bool(labels) and _share(map(QUESTION.fullmatch, labels), len(labels)) >= MOST
    return are_labels and (are_questions or bool(corner and OVER_QUESTIONS.fullmatch(corner)))


def _share(found: Iterable[object], of: int) -> float:
    return sum(map(bool, found)) / of


def transposed(rows: Sequence[Row]) -> list[Row]:
    """Columns as rows; the word in the corner says what the other headings are, and stands over no labels."""
    width = max(len(cells) for _, cells in rows)
    filled = [[*cells, *[""] * (width - len(cells))] for _, cells in rows]
    corner = filled[0][0].strip()
    filled[0][0] = "" if OVER_QUESTIONS.fullmatch(corner) else corner
    return [(rows[0][0], without_empty_end(list(cells))) for cells in zip(*filled, strict=True)]
