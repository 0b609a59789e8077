"""Tables in a text that has lost its columns: a label, and as many values behind it as the other lines have.

One blank stands between two columns and between two words, and an empty cell leaves no trace. All that is read here is
a guess; a line with fewer values than the others does not say which are missing, so its values stand in no column.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from survey.pages.document import Box, Doubt, Grid, GridCell, PageLine

VALUE = re.compile(r"[-+−±]?\d{1,3}(?:\.\d{3})+(?:,\d+)?(?:%|€)?|[-+−±]?\d+(?:,\d+)?(?:%|€)?|[-–—]|k\.A\.")
UNIT = re.compile(r"%|€|Euro|EUR|T€|Mio\.|\d\)|\*+\)?")  # what stands behind a value and belongs to it
RUNNING_HEAD = re.compile(r"\d{1,4}|.*(?:Drucksache|Wahlperiode).*")
SOURCE = r"(?:Quellen?|Datenquelle|Stand)\s*:.*|\(?Stand:?\s.*"
FOOT = re.compile(rf"{SOURCE}|(?:\d{{1,2}}\)|\*+\)?|[¹²³⁴⁵⁶⁷⁸⁹])\s*\S.*", re.DOTALL)
LINKS = re.compile(
    r"und|oder|d(?:er|ie|as|es|em|en)|für|vo[nm]|zu[rm]?|i[nm]|a[nm]|auf|gegen|mit|ohne|bei|nach", re.IGNORECASE
)
YEAR = re.compile(r"(?:19|20)\d\d(?:/(?:(?:19|20)\d\d|\d\d))?")
MOST = 0.8  # of the rows
FEWEST_ROWS = 3
LONGEST_LABEL = 12  # words
MOST_LINES_OF_A_LABEL = 4
MOST_HEADING_LINES = 10
MOST_LINES_BETWEEN = 8  # of a page's foot and the next one's head


@dataclass
class TextRow:
    """A label and its values, from the lines `first` to `last`, counted from 0."""

    label: str
    values: list[str]
    first: int
    last: int


@dataclass(frozen=True)
class TextTable:
    """Lines `first` to before `end` as a grid, headings first; `notes` are the lines below it that explain it.

    `unplaced` are the lines whose values fit no column for sure: these stand in the first of their grid row.
    `headings_known` is false where the lines above do not say one heading a column; the columns are then numbered.
    """

    grid: Grid
    first: int
    end: int
    notes: tuple[str, ...] = ()
    unplaced: tuple[int, ...] = ()
    headings_known: bool = True


@dataclass
class _Rows:
    """The rows of one table so far, all but a few with the same number of values."""

    rows: list[TextRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        """As many values as the fullest line has; where few lines differ, as the others have."""
        counts = Counter(len(row.values) for row in self.rows if row.values)
        usual = max(counts, key=lambda count: (counts[count], count), default=0)
        return usual if counts[usual] >= MOST * counts.total() else max(counts, default=0)

    @property
    def is_table(self) -> bool:
        """Whether enough lines have as many values as each other, two or more, behind a label that is no sentence."""
        alike = [row for row in self.rows if len(row.values) == self.width]
        capitals = sum(row.label[:1].isupper() or row.label[:1].isdigit() for row in alike)
        are_labels = self.width > 2 or capitals > len(alike) / 2
        return self.width > 1 and len(self.rows) >= FEWEST_ROWS and len(alike) > 1 and are_labels

    def without_years(self) -> "_Rows":
        """Without a first line that says nothing but years: it belongs to the headings."""
        first, *rest = self.rows
        is_heading = bool(rest) and all(map(YEAR.fullmatch, first.values))
        return _Rows(rest) if is_heading and not all(map(YEAR.fullmatch, rest[0].values)) else self


def find_text_tables(lines: Sequence[PageLine]) -> tuple[TextTable, ...]:
    """The tables among lines that follow each other, from the first on."""
    texts = [" ".join(line.text.split()) for line in lines]
    found, at = [], 0
    while at < len(lines):
        rows = _rows_from(texts, at)
        if rows.is_table:
            table = _table(lines, texts, rows.without_years(), found[-1].end if found else 0)
            found.append(table)
            at = table.end
        else:
            at += 1
    return tuple(found)


def split_values(text: str) -> tuple[str, list[str]]:
    """The label of a line and the values at its end, a unit or a mark with the value before it."""
    words, values, held = text.split(), [], ""
    while words:
        word = words[-1]
        if VALUE.fullmatch(word) and not (word in "-–—" and len(words) > 1 and _is_word(words[-2]) and not values):
            values.insert(0, f"{word} {held}".strip())
            held = ""
        elif UNIT.fullmatch(word) and not held and len(words) > 1 and VALUE.fullmatch(words[-2]):
            held = word
        elif len(words) > 1 and f"{words[-2]} {word}" == "k. A.":
            values.insert(0, "k. A.")
            words.pop()
        else:
            break
        words.pop()
    return " ".join(words), values


def _is_word(text: str) -> bool:
    return text.endswith((",", ";", ":"))


def _rows_from(texts: Sequence[str], start: int) -> _Rows:
    """The rows from this line on; it is itself one with a label and values."""
    rows, at = _Rows(), start
    label, values = split_values(texts[start])
    if not _is_label(label) or len(values) < 2:
        return rows
    while at < len(texts):
        if rows.rows and not split_values(texts[at])[1] and _is_rest(rows.rows[-1].label, texts[at]):
            rows.rows[-1].label = _put_together(rows.rows[-1].label, texts[at])
            rows.rows[-1].last = at
            at += 1
        elif row := _row_at(texts, at, rows.width) or (rows.rows and _group_at(texts, at, rows.width)):
            rows.rows.append(row)
            at = row.last + 1
        else:
            further = _behind_page_break(texts, at, rows)
            if further is None:
                break
            at = further
    return rows


def _is_label(label: str) -> bool:
    return bool(re.search(r"[^\W\d_]", label)) and len(label.split()) <= LONGEST_LABEL and label[-1] not in ".:;?!"


def _row_at(texts: Sequence[str], at: int, width: int) -> TextRow | None:
    """The row of a line, or of the lines of a long label with all values behind the last of them."""
    whole = ""
    for end in range(at, min(at + MOST_LINES_OF_A_LABEL, len(texts))):
        label, values = split_values(texts[end])
        if re.fullmatch(SOURCE, texts[end], re.DOTALL):
            return None
        is_first = end == at
        if not is_first and label and not _is_rest(whole, label):
            return None
        whole = _put_together(whole, label)
        if values:
            is_full = len(values) > (width > 2) if is_first else len(values) == width
            return TextRow(whole, values, at, end) if is_full and _is_label(whole) else None
        if not _is_label(texts[end]) or FOOT.fullmatch(texts[end]):
            return None
    return None


def _group_at(texts: Sequence[str], at: int, width: int) -> TextRow | None:
    """A line without values over rows that have them: the heading of a group."""
    if split_values(texts[at])[1] or not texts[at] or not _is_label(texts[at]) or FOOT.fullmatch(texts[at]):
        return None
    below = _row_at(texts, at + 1, width) if at + 1 < len(texts) else None
    return TextRow(texts[at], [], at, at) if below and len(below.values) == width else None


def _is_rest(label: str, text: str) -> bool:
    """Whether a line without values is the end of the label above."""
    words = label.split()
    is_short = bool(text) and len(text.split()) <= 4 and text[-1] not in ".:;?!"
    return is_short and bool(text[:1].islower() or text[:1] == "(" or label.endswith("-") or LINKS.fullmatch(words[-1]))


def _put_together(*parts: str) -> str:
    whole = ""
    for part in filter(None, parts):
        is_cut = whole.endswith("-") and part[:1].islower() and part.split()[0] not in ("und", "oder")
        whole = whole[:-1] + part if is_cut else f"{whole} {part}".strip()
    return whole


def _behind_page_break(texts: Sequence[str], at: int, rows: _Rows) -> int | None:
    """Where the rows go on behind a page's foot and head and the headings again."""
    above = set(texts[max(0, rows.rows[0].first - MOST_HEADING_LINES) : rows.rows[0].first]) if rows.rows else set()
    for end in range(at, min(at + MOST_LINES_BETWEEN, len(texts))):
        if not texts[end] or RUNNING_HEAD.fullmatch(texts[end]) or texts[end] in above:
            continue
        row = _row_at(texts, end, rows.width)
        is_more = end > at and row is not None and len(row.values) == rows.width
        return end if is_more else None
    return None


def _table(lines: Sequence[PageLine], texts: Sequence[str], found: _Rows, since: int) -> TextTable:
    width = found.width
    first = found.rows[0].first
    top, headings = _headings(texts, since, first, width)
    known = bool(headings)
    headings = headings or ["", *(f"({number})" for number in range(1, width + 1))]
    unplaced = tuple(row.first for row in found.rows if len(row.values) not in (0, width))
    rows = [[GridCell(heading) for heading in headings], *(_cells(lines, row, width) for row in found.rows)]
    end = found.rows[-1].last + 1
    notes = list(_notes(texts, end))
    after = lines[top - 1].number if top else 0
    grid = Grid(tuple(map(tuple, rows)), after, lines[top].page, heading_rows=1, guessed=frozenset({"text"}))
    return TextTable(grid, top, end + len(notes), tuple(notes), unplaced, known)


def _cells(lines: Sequence[PageLine], row: TextRow, width: int) -> list[GridCell]:
    """The cells of a row with the places of its lines; values too many or too few stand together in the first."""
    is_placed = len(row.values) in (0, width)
    values = row.values if len(row.values) == width else [" ".join(row.values), *[""] * (width - 1)]
    places: tuple[tuple[int, Box], ...] = tuple(
        (line.page, line.box) for line in lines[row.first : row.last + 1] if line.page is not None and line.box
    )
    page, box = places[0] if places else (lines[row.first].page, None)
    cells = [GridCell(text, lines[row.first].page, places) for text in (row.label, *values)]
    if not is_placed:
        cells[1] = replace(cells[1], doubts=(Doubt("unplaced", values[0], page, box),))
    return cells


def _headings(texts: Sequence[str], since: int, first: int, width: int) -> tuple[int, list[str]]:
    """From which line the headings go, and what they are.

    Only years say for sure where one heading ends; lines beside them count where they say the same of each column. A
    line with one word a column, and perhaps one over the labels, is taken for headings, too.
    """
    top, columns = first, [[] for _ in range(width + 1)]
    for at in range(first - 1, max(since, first - MOST_HEADING_LINES) - 1, -1):
        said = _said_of_columns(texts[at].split(), width)
        if said is None:
            break
        for column, words in zip(columns, said, strict=True):
            column[:0] = [words] if words else []
        top = at
    headings = [" ".join(column) for column in columns]
    are_known = top < first and len(set(headings[1:])) == width
    if are_known:
        return top, headings
    words = _word_a_column(texts[first - 1], width) if first > since else []
    return first - bool(words), words


def _word_a_column(text: str, width: int) -> list[str]:
    """The words of a line as headings, that of the labels first, where it has as many, and is no part of a sentence."""
    words = text.split()
    words = ["", *words] if len(words) == width else words
    is_sentence = text[-1:] in ".,:;?!-" or any(map(LINKS.fullmatch, words)) or text[:1].islower()
    fits = len(words) == width + 1 and len(set(words)) == width + 1 and not is_sentence
    return words if fits and all(word[:1].isupper() or YEAR.fullmatch(word) for word in words[1:]) else []


def _said_of_columns(words: Sequence[str], width: int) -> list[str] | None:
    """The heading of each column in a line, that of the labels first: years, or the same words again and again."""
    label = words[: len(words) % width]
    rest = words[len(label) :]
    each = len(rest) // width
    said = [" ".join(rest[at : at + each]) for at in range(0, len(rest), each)] if each else []
    if not said or len(label) > 1 or not (all(map(YEAR.fullmatch, said)) or len(set(said)) == 1):
        return None
    return [" ".join(label), *said]


def _notes(texts: Sequence[str], end: int) -> Iterator[str]:
    """The lines right below that name a source or a day, or begin with a mark."""
    for text in texts[end:]:
        if not FOOT.fullmatch(text):
            return
        yield text
