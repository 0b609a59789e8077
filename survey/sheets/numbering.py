"""A first column that only numbers the rows (“Nr.”, “lfd. Nr.”): the labels stand in the second then."""

import re
from collections.abc import Iterator, Sequence

from survey.files.errors import gettext_noop
from survey.sheets.table import stands_over_labels

LEFT_OUT = gettext_noop("The column “%(heading)s” only numbers the rows, and was left out.")
HEADING = re.compile(r"(?:(?:lfd|lauf)\.?|laufende)?\s*(?:nr\.?|no\.?|nummer|number|#)", re.IGNORECASE)
NUMBER = re.compile(r"(?:\d{1,4}[.)]?)?")
HEADING_WITHIN = 20  # lines

Cells = Sequence[str]


def without_numbers(rows: Sequence[Cells]) -> tuple[str, list[Cells]]:
    """The heading of such a column and all rows without it; "" and the rows as they are where there is none.

    What stands in that column and is no number (“Summe”, a footnote) becomes the label, if its row has none.
    """
    top = heading_of_numbers(rows)
    if top is None:
        return "", list(rows)
    body = list(_cut(rows[top:]))
    if len(body) < len(rows) - top:
        return "", list(rows)
    return rows[top][0].strip(), [*rows[:top], *body]


def heading_of_numbers(rows: Sequence[Cells]) -> int | None:
    """Which of the first rows has such a heading, and one of the labels beside it."""
    found = (at for at, cells in enumerate(rows[:HEADING_WITHIN]) if _is_number_heading(cells, rows[at + 1 :]))
    return next(found, None)


def _is_number_heading(cells: Cells, below: Sequence[Cells]) -> bool:
    is_heading = len(cells) > 2 and bool(HEADING.fullmatch(cells[0].strip()) and cells[1].strip())
    return is_heading and (stands_over_labels(cells[1]) or _counts_on(below))


def _counts_on(rows: Sequence[Cells]) -> bool:
    """Whether the first column counts 1, 2, 3 … beside words."""
    pairs = [(cells[0].strip(" .)"), cells[1].strip()) for cells in rows if len(cells) > 1 and cells[0].strip()]
    counted = [int(number) for number, word in pairs if number.isdecimal() and word and not word.isdecimal()]
    return len(counted) > 1 and counted == list(range(counted[0], counted[0] + len(counted)))


def _cut(rows: Sequence[Cells]) -> Iterator[Cells]:
    """Up to the first row that has both a label and something in the first column that is no number."""
    for cells in rows:
        first, label = (cells[0].strip() if cells else ""), (cells[1].strip() if len(cells) > 1 else "")
        if NUMBER.fullmatch(first) or HEADING.fullmatch(first):
            yield cells[1:]
        elif label:
            return
        else:
            yield [*cells[:1], *cells[2:]]
