"""What of a sheet is its table: lines above and below it, headings of several lines, headings printed again."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.sheets import stacked
from survey.sheets.arrangement import arranged
from survey.sheets.long_form import from_long, is_long
from survey.sheets.numbering import LEFT_OUT, without_numbers
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.rich_text import PRIVATE, with_symbols
from survey.sheets.table import (
    HEADINGS_MISSING,
    Table,
    TableWarning,
    from_rows,
    looks_like_label,
    names_rows,
    stands_over_labels,
    without_empty_end,
)

OWN_LABEL = "respondent"
EDITING_LABEL = "key"
MAX_HEADING_LINES = 3
MAX_HEADING = 150
ROWS_COMPARED = 200
RULE = re.compile(r"\s*:?[-–—]{2,}:?\s*")
FOOT = re.compile(
    r"(?:Quellen?|Stand|Anmerkung(?:en)?|Hinweise?|Erläuterung(?:en)?|Legende|Fußnoten?|Sources?|Notes?)\b.*"
    r"|\*+\)?\s*\S.*|[¹²³⁴⁵⁶⁷⁸⁹].*|\(?\d{1,2}\)\s*\S.*|\S+\s.{40,}\.",
    re.DOTALL,
)

Row = tuple[int | None, Sequence[str]]


def from_grid(
    name: str,
    rows: Iterable[Row],
    restore: Callable[[str], str] = str,
    *,
    left_out: Sequence[tuple[int, str]] = (),
    options: ReadOptions = DEFAULT,
    sheet: str | None = None,
) -> Table:
    """The table among the rows of a sheet; the lines around it are in `left_out`. Raises FileError.

    What the program itself wrote (its first heading is “respondent”, or “key” in an editing sheet) is read to the
    letter, as `from_rows` does. `options.part` is the number of a table within the sheet of the name `sheet`;
    without such a name (None) the rows are those of one table.
    """
    lines = list(filled(name, rows))
    limits.check_cells(name, len(lines), max((len(cells) for _, cells in lines), default=0))
    if not lines or (is_our_own(lines[0][1]) and not options.says_shape):
        table = from_rows(name, lines, restore)
        return replace(table, left_out=tuple(left_out))
    lines = [(line, _drawn(cells)) for line, cells in lines]
    lines, remarks = (lines, []) if sheet is None else stacked.chosen(name, lines, options.part, sheet)
    numbering, lines = _without_numbers(lines) if not options.label else ([], lines)
    top = lines_above(name, lines)
    end = _end_of_table(lines, top)
    shaped = arranged(name, lines[top:end], options, heading_lines)
    found = _read(name, shaped.rows, restore, options, len(shaped.keys))
    around = [*left_out, *as_lines(lines[:top]), *found.left_out, *as_lines(lines[end:])]
    remarks = (*found.remarks, *numbering, *shaped.remarks, *remarks)
    return replace(found, left_out=tuple(around), remarks=remarks, keys=shaped.keys)


def _drawn(cells: list[str]) -> list[str]:
    """The cells with ticks and crosses for the letters of symbol fonts."""
    together = "".join(cells)
    is_plain = together.isascii() or not PRIVATE.search(together)
    return cells if is_plain else [with_symbols(cell) for cell in cells]


def is_our_own(cells: Sequence[str]) -> bool:
    return cells[0].strip().casefold() in (OWN_LABEL, EDITING_LABEL)


def _read(name: str, rows: Sequence[Row], restore: Callable[[str], str], options: ReadOptions, keys: int) -> Table:
    """The table whose rows, headings first, stand as they are wanted; what is left out stands between them."""
    if options.long or is_long(rows[0][1], keys):
        return from_long(name, rows, keys, restore)
    found = headed(name, rows, options)
    body, between = _body(rows[found.body :], found)
    table = from_rows(name, [(rows[0][0], found.headings), *body], restore)
    return replace(table, left_out=tuple(as_lines(between)))


def _without_numbers(filled: list[Row]) -> tuple[list[TableWarning], list[Row]]:
    heading, rows = without_numbers([cells for _, cells in filled])
    if not heading:
        return [], filled
    kept = [(line, without_empty_end(cells)) for (line, _), cells in zip(filled, rows, strict=True)]
    return [TableWarning(LEFT_OUT, {"heading": heading})], [row for row in kept if row[1]]


@dataclass(frozen=True)
class TableOutline:
    """Where the table stands among the filled rows: headings from `top`, rows from `body`, what follows from `end`.

    `lines` are the headings as printed, line by line; `headings` what they say together.
    """

    top: int
    body: int
    end: int
    lines: list[list[str]]
    headings: list[str]

    def says_again(self, cells: Iterable[str]) -> bool:
        """Whether a row prints a line of the headings again, as at the top of a page."""
        return [cell.strip() for cell in cells] in self.lines


def outline(name: str, filled: Sequence[Row], options: ReadOptions = DEFAULT) -> TableOutline:
    """The table among rows that are not blank. Raises FileError where there is none."""
    top = lines_above(name, filled)
    end = _end_of_table(filled, top)
    found = headed(name, filled[top:end], options)
    return replace(found, top=top, body=top + found.body, end=end)


def headed(name: str, rows: Sequence[Row], options: ReadOptions = DEFAULT) -> TableOutline:
    """The outline of rows that begin with the headings. Raises FileError where no line says what the columns are."""
    height = min(options.heading_lines, len(rows)) or heading_lines(rows)
    if not (options.heading_lines or options.label) and _is_a_row(rows[0][1], rows[height:]):
        raise FileError(name, rows[0][0], 1, HEADINGS_MISSING, {"cell": rows[0][1][0].strip()})
    lines = [[cell.strip() for cell in cells] for _, cells in rows[:height]]
    return TableOutline(0, height, len(rows), lines, _joined_headings(lines))


def _is_a_row(cells: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether what should be headings is a row: a number stands in it, and numbers below that, or its label again."""
    label = cells[0].strip()
    if not label or stands_over_labels(label):
        return False
    if any(each[0].strip() == label and list(each) != list(cells) for _, each in below):
        return True
    if _says_what_rows_say(cells, below):
        return True
    return any(
        stacked.is_amount(cells[at]) and sum(stacked.is_amount(_at(each, at)) for _, each in below) * 2 > len(below)
        for at in range(1, len(cells))
    )


def _says_what_rows_say(cells: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether most words of a line stand below it again, in the same columns: “Ja” and “Nein” do, headings do not."""
    rows = [each for _, each in below[:ROWS_COMPARED] if list(each) != list(cells)]
    words = [at for at in range(1, len(cells)) if cells[at].strip()]
    again = sum(any(_at(each, at) == cells[at].strip() for each in rows) for at in words)
    return 2 * again > len(words)


def is_rule(cells: Iterable[str]) -> bool:
    """Whether a row is nothing but dashes, as drawn below headings."""
    return all(not cell.strip() or RULE.fullmatch(cell) for cell in cells)


def filled(name: str, rows: Iterable[Row]) -> Iterator[tuple[int | None, list[str]]]:
    """The rows that are not blank, without the empty cells at their ends. Raises FileError for one too many."""
    number = 0
    for line, cells in rows:
        kept = without_empty_end(cells)
        if kept:
            number += 1
            limits.check_row(name, line, number, kept)
            yield line, kept


def lines_above(name: str, rows: Sequence[Row]) -> int:
    """How many lines stand above the headings: words alone, or a fact such as “Stand: 26.03.2015”."""
    for index, (_, cells) in enumerate(rows):
        if not (_stands_alone(cells) or _is_fact(cells)):
            return index
    raise FileError(name, rows[0][0], None, gettext_noop("This is not a table: the first line has only one cell."))


def _stands_alone(cells: Sequence[str]) -> bool:
    return bool(cells[0].strip()) and not any(cell.strip() for cell in cells[1:])


def _is_fact(cells: Sequence[str]) -> bool:
    """A word with a colon and one value beside it: “Stand: | 26.03.2015”."""
    return cells[0].rstrip().endswith(":") and sum(bool(cell.strip()) for cell in cells) == 2


def _end_of_table(rows: Sequence[Row], top: int) -> int:
    end = len(rows)
    while end > top + 1 and _stands_alone(rows[end - 1][1]) and FOOT.fullmatch(rows[end - 1][1][0].strip()):
        end -= 1
    return end


def heading_lines(rows: Sequence[Row]) -> int:
    """How many lines the headings take: a row without label below them can continue nothing else."""
    height = 1
    while height < min(MAX_HEADING_LINES, len(rows) - 1) and _goes_on(rows, height):
        height += 1
    return height


def _goes_on(rows: Sequence[Row], height: int) -> bool:
    above = [cells for _, cells in rows[:height]]
    cells = rows[height][1]
    label = cells[0].strip()
    is_short = all(len(cell) <= MAX_HEADING for cell in cells)
    rows_follow = any(each[0].strip() for _, each in rows[height + 1 :])
    width = max(map(len, [*above, cells]))
    has_gap = any(not _at(above[0], column) for column in range(1, width))
    if is_rule(cells) or not is_short or not rows_follow or cells in above:
        return False
    if label:
        is_heading = names_rows(label) or (not above[0][0].strip() and _are_words_over_amounts(rows, height))
        return is_heading and above[0][0].strip() in ("", label)
    return has_gap or bool(above[0][0].strip())


def _are_words_over_amounts(rows: Sequence[Row], height: int) -> bool:
    """Whether a line of words alone stands below headings without one over the labels, and above numbers."""
    cells, below = rows[height][1], [each for _, each in rows[height + 1 :]]
    if looks_like_label(cells[0]) or any(map(stacked.is_amount, cells)):
        return False
    return any(stacked.is_amount(_at(each, at)) for each in below for at in range(1, len(cells)) if cells[at].strip())


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""


def _joined_headings(lines: Sequence[Sequence[str]]) -> list[str]:
    """One line of headings; one that stands over several columns is said at each of them."""
    width = max(map(len, lines))
    spread = [_spread(line, lines[index + 1 :], width) for index, line in enumerate(lines)]
    are_groups = any(map(_has_groups, spread[:-1]))
    between = " / " if are_groups else " "
    return [_one_line([cells[column] for cells in spread if cells[column]], between) for column in range(width)]


def _has_groups(spread: Sequence[str]) -> bool:
    """Whether a heading of this line stands over several columns, once or repeated."""
    return any(left and left == right for left, right in pairwise(spread))


def _spread(line: Sequence[str], below: Sequence[Sequence[str]], width: int) -> list[str]:
    cells = [_at(line, column) for column in range(width)]
    for column in range(2, width):
        if not cells[column] and any(_at(each, column) for each in below):
            cells[column] = cells[column - 1]
    return cells


def _one_line(parts: Sequence[str], between: str) -> str:
    heading = ""
    for part in dict.fromkeys(parts):
        if heading.endswith("-") and part[:1].islower():
            heading = heading[:-1] + part
        else:
            heading = f"{heading}{between}{part}" if heading else part
    return " ".join(heading.split())


def _body(rows: Sequence[Row], found: TableOutline) -> tuple[list[Row], list[Row]]:
    """The rows with data, and those that only draw a line or print the headings again."""
    body, left_out = [], []
    for line, cells in rows:
        (left_out if found.says_again(cells) or is_rule(cells) else body).append((line, cells))
    return body, left_out


def as_lines(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    for line, cells in rows:
        yield line or 0, " ".join(cell.strip() for cell in cells if cell.strip())
