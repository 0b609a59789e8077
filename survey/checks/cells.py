"""Checks that look at single cells: stray rows, foreign places, lettered parts, blanks, markup."""

import re
from collections.abc import Iterable, Iterator

from survey.checks.found import Found, in_cell
from survey.checks.places import Mention, foreign
from survey.language.analysis import LONGEST_WORD
from survey.language.markup import paragraphs
from survey.language.numbers import decimal_text
from survey.language.numbers import find as find_numbers
from survey.models import District, Row, Status
from survey.models.cell_text import in_signs, number_of
from survey.record import RecordCell, RecordPaper, RecordRow, RecordTable

LONGEST_BEGINNING = 80
GLUED = re.compile(rf"[^\W\d_]{{{LONGEST_WORD + 1},}}")
SIGN = re.compile(r"\s*[-–—−/\\.·•…*?]+(?:\s*[-–—−/\\.·•…*?]+)*\s*")  # ticks and crosses are answers
SHOWN_ROWS = 10


def continuation_row(paper: RecordPaper) -> Iterator[Found]:
    """An unlabelled row whose text nobody has put into a cell yet; the row above is proposed."""
    for table, row, cell in paper.cells():
        for passage in cell.unassigned:
            proposal = {"act": "join", "to": cell.address}
            yield in_cell(table, row, cell, passage.text, words=_beginning(passage.text), proposal=proposal)


def _beginning(text: str) -> str:
    if len(text) <= LONGEST_BEGINNING:
        return text
    return f"{text[:LONGEST_BEGINNING].rsplit(maxsplit=1)[0]} …"


def foreign_place(paper: RecordPaper) -> Iterator[Found]:
    """A cell that names another district of the state and may have slipped into this row; that row is proposed."""
    for table in paper.tables:
        official = _official(paper, table)
        for row in table.rows:
            for cell in row.cells if row.district else ():
                mentions = foreign(cell.text, row.district, official)
                if mentions:
                    yield _slipped(table, row, cell, mentions)


def foreign_paragraphs(paper: RecordPaper, table: RecordTable, row: RecordRow, cell: RecordCell) -> list[str]:
    """The paragraphs of a cell that name another district than the row's."""
    mentions = foreign(cell.text, row.district, _official(paper, table))
    return list(dict.fromkeys(mention.paragraph for mention in mentions))


def _official(paper: RecordPaper, table: RecordTable) -> Iterable[District]:
    return paper.valid_on(table.annex.date) if table.annex.date else paper.districts


def _slipped(table: RecordTable, row: RecordRow, cell: RecordCell, mentions: list[Mention]) -> Found:
    """Proposes the row of the district where one alone is named."""
    districts = dict.fromkeys(mention.district for mention in mentions)
    rows = [each for district in districts for each in table.of_district.get(district.pk, ())]
    to = rows[0] if len(rows) == len(districts) == 1 else None
    target = next((each.address for each in to.cells if each.heading == cell.heading), "") if to else ""
    return in_cell(
        table,
        row,
        cell,
        cell.text,
        names=", ".join(district.official_name for district in districts),
        words=_beginning(mentions[0].paragraph),
        to=to.printed if to else "",
        proposal={"act": "move", "to": target} if target else {},
    )


def lettered_parts(paper: RecordPaper) -> Iterator[Found]:
    """A cell that answers part by part, while a part of it is not coded."""
    for table, row, cell in paper.cells():
        parts = cell.lettered
        if any(row.coding(key) is None for key in parts):
            letters = {letter: key for key, letter in parts.items()}
            proposal = {"act": "read_parts", "parts": letters}
            yield in_cell(table, row, cell, cell.text, parts=", ".join(parts), proposal=proposal)


def blank_cell(paper: RecordPaper) -> Iterator[Found]:
    """A cell with nothing printed in it, or nothing left in it, whose status nobody has decided."""
    for table, row, cell in paper.cells():
        emptied = bool(cell.as_printed) and not cell.text and not cell.unassigned
        if row.is_entry and not cell.decided and (emptied or not cell.as_printed):
            proposal = {"act": "set_status", "status": str(Status.UNKNOWN if emptied else Status.BLANK)}
            yield in_cell(table, row, cell, row.text, printed=emptied, proposal=proposal)


def number_unread(paper: RecordPaper) -> Iterator[Found]:
    """A cell in a column of numbers whose text is not surely a number, and for whose status nobody has decided."""
    for table, row, cell in paper.cells():
        is_open = cell.status == Status.ANSWERED and not cell.decided and cell.number is None
        if cell.column.is_number and is_open and cell.text and row.record.role != Row.Role.HEADING:
            offered = next(iter(find_numbers(cell.text)), None)
            proposal = {"act": "enter_number"} | (
                {"number": f"{offered.value:f}", "number_is": offered.number_is} if offered else {}
            )
            words = _beginning(cell.text)
            said = offered.words if offered else ""
            yield in_cell(table, row, cell, cell.text, words=words, offered=said, proposal=proposal)


def number_against_text(paper: RecordPaper) -> Iterator[Found]:
    """A cell whose text is surely a number, and not the one that stands beside it."""
    for table, row, cell in paper.cells():
        said, number_is = number_of(cell.text) if cell.number is not None else (None, "")
        if said is not None and (said, number_is) != (cell.number, cell.number_is):
            number = in_signs(cell.number, cell.number_is)
            looked_at = f"{cell.text}\n{cell.number_is} {decimal_text(cell.number)}"
            proposal = {"act": "enter_number", "number": f"{said:f}", "number_is": number_is}
            words = _beginning(cell.text)
            yield in_cell(table, row, cell, looked_at, words=words, number=number, proposal=proposal)


def text_in_empty_field(paper: RecordPaper) -> Iterator[Found]:
    """A cell that is said to be empty, while a text or a number stands in it."""
    for table, row, cell in paper.cells():
        if cell.status == Status.BLANK and (cell.text.strip() or cell.number is not None):
            words = _beginning(cell.text) or decimal_text(cell.number)
            proposal = {"act": "set_status", "status": str(Status.ANSWERED)}
            yield in_cell(table, row, cell, f"{cell.text}\n{cell.number}", words=words, proposal=proposal)


def sign_alone(paper: RecordPaper) -> Iterator[Found]:
    """A cell among words in which nothing but a sign is printed, such as “-”, for whose status nobody has decided."""
    for table, row, cell in paper.cells():
        is_open = cell.status == Status.ANSWERED and not cell.decided and not cell.column.is_number
        if is_open and row.is_entry and SIGN.fullmatch(cell.text):
            proposal = {"act": "set_status", "status": str(Status.NO_DATA)}
            yield in_cell(table, row, cell, cell.text, words=cell.text.strip(), proposal=proposal)


def glued_word(paper: RecordPaper) -> Iterator[Found]:
    """A cell with a word longer than any: the blanks between its words were lost on the way."""
    for table, row, cell in paper.cells():
        match = GLUED.search(cell.text) if len(cell.text) > LONGEST_WORD else None
        if match:
            letters = str(len(match[0]))
            yield in_cell(table, row, cell, cell.text, words=match[0][:LONGEST_BEGINNING], letters=letters)


def markup(paper: RecordPaper) -> Iterator[Found]:
    """Tables whose transcript holds markup that became paragraphs; one finding a table."""
    for table in paper.tables:
        cells = [(row, cell) for row in table.rows for cell in row.cells if _is_marked_up(cell)]
        if cells:
            rows = list(dict.fromkeys(row.printed for row, _ in cells))
            shown = rows[:SHOWN_ROWS] + ["…"] * (len(rows) > SHOWN_ROWS)
            looked_at = "\n".join(cell.as_printed for _, cell in cells)
            yield Found(str(table.annex.number), looked_at, {"rows": ", ".join(shown)}, table.annex.pk)


def _is_marked_up(cell: RecordCell) -> bool:
    return any(each.raw and paragraphs(each.raw) != (each.raw,) for each in cell.printed)
