"""Several tables below each other in one sheet: each begins with headings of its own."""

import re
from collections.abc import Sequence

from survey.files.errors import FileError, gettext_noop
from survey.sheets.table import TableWarning, looks_like_label, stands_over_labels

Row = tuple[int | None, Sequence[str]]

OTHER_TABLE = gettext_noop("A further table was not read: “%(part)s”, from line %(line)d on (%(title)s).")
NO_TABLE = gettext_noop("There is no table “%(part)s” here; it has %(tables)d, chosen by number.")
NUMBER = re.compile(r"[-+]?[\d.,\s]*\d\s*(?:%|€)?")
YEAR = re.compile(r"(?:19|20)\d{2}(?:\s*[/–-]\s*(?:\d{2}){1,2})?")


def tables_in(rows: Sequence[Row]) -> list[list[Row]]:
    """The filled rows of a sheet, cut where a further table begins; a line of words above its headings goes with it."""
    cuts = [0]
    lines = [line or 0 for line, _ in rows]
    apart = [at for at in range(2, len(rows) - 1) if lines[at] != lines[at - 1] + 1 or _stands_alone(rows[at - 1][1])]
    for at in apart:
        if _begins(rows, at, cuts[-1]):
            first = at - 1 if _stands_alone(rows[at - 1][1]) else at
            cuts.append(first)
    return [list(rows[begin:end]) for begin, end in zip(cuts, [*cuts[1:], len(rows)], strict=True)]


def _begins(rows: Sequence[Row], at: int, begin: int) -> bool:
    """Headings that the table above has not, behind a blank line or a line of words alone."""
    if not (_is_gap(rows, at) or _stands_alone(rows[at - 1][1])):
        return False
    cells, heading = rows[at][1], _heading(rows, begin)
    if heading is None or at - 1 <= heading or not _are_headings(cells) or list(cells) == list(rows[heading][1]):
        return False
    says_labels = cells[0].strip().casefold() == rows[heading][1][0].strip().casefold()
    return (says_labels or stands_over_labels(cells[0])) and not _stands_alone(rows[at + 1][1])


def _heading(rows: Sequence[Row], begin: int) -> int | None:
    """The first line of a table that has several cells."""
    return next((at for at in range(begin, len(rows)) if not _stands_alone(rows[at][1])), None)


def _are_headings(cells: Sequence[str]) -> bool:
    """Several words and no numbers, but years."""
    words = [cell.strip() for cell in cells[1:] if cell.strip()]
    return bool(cells[0].strip() and words) and not any(map(is_amount, words)) and not looks_like_label(cells[0])


def is_amount(text: str) -> bool:
    """A number that is no year."""
    return bool(NUMBER.fullmatch(text.strip())) and not YEAR.fullmatch(text.strip())


def _stands_alone(cells: Sequence[str]) -> bool:
    return bool(cells[0].strip()) and (len(cells) == 1 or not any(cell.strip() for cell in cells[1:]))


def _is_gap(rows: Sequence[Row], at: int) -> bool:
    line, above = rows[at][0], rows[at - 1][0]
    return line is not None and above is not None and line > above + 1


def chosen(name: str, rows: Sequence[Row], number: str, sheet: str) -> tuple[list[Row], list[TableWarning]]:
    """The table of this number (empty: the first), and what to say of the others. Raises FileError."""
    tables = tables_in(rows)
    at = int(number) if number.isdecimal() else 0 if number else 1
    if not 0 < at <= len(tables):
        raise FileError(name, None, None, NO_TABLE, {"part": number, "tables": len(tables)})
    before = f"{sheet}/" if sheet else ""
    others = [(index, rows) for index, rows in enumerate(tables, start=1) if index != at]
    return tables[at - 1], [TableWarning(OTHER_TABLE, _described(f"{before}{index}", rows)) for index, rows in others]


def _described(part: str, rows: Sequence[Row]) -> dict[str, object]:
    title = " ".join(cell.strip() for cell in rows[0][1] if cell.strip())
    return {"part": part, "line": rows[0][0] or 0, "title": title[:80]}
