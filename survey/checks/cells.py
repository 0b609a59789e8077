"""Checks that look at single cells: stray rows, foreign places, lettered parts, blanks, markup."""

from collections.abc import Iterable, Iterator

from survey.checks.found import Found, in_cell
from survey.checks.paper import Cell, Line, Paper, Sheet
from survey.checks.places import Mention, foreign
from survey.language.markup import paragraphs
from survey.language.numbers import find as find_numbers
from survey.models import District, Row, Status

LONGEST_BEGINNING = 80
SHOWN_ROWS = 10


def continuation_row(paper: Paper) -> Iterator[Found]:
    """An unlabelled row whose text nobody has put into a cell yet; the row above is proposed."""
    for sheet, line, cell in paper.cells():
        for passage in cell.adrift:
            proposal = {"act": "join", "to": cell.address}
            yield in_cell(sheet, line, cell, passage.text, words=_beginning(passage.text), proposal=proposal)


def _beginning(text: str) -> str:
    if len(text) <= LONGEST_BEGINNING:
        return text
    return f"{text[:LONGEST_BEGINNING].rsplit(maxsplit=1)[0]} …"


def foreign_place(paper: Paper) -> Iterator[Found]:
    """A cell that names another district of the state and may have slipped into this row; that row is proposed."""
    for sheet in paper.sheets:
        official = _official(paper, sheet)
        for line in sheet.lines:
            for cell in line.cells if line.district else ():
                mentions = foreign(cell.reading, line.district, official)
                if mentions:
                    yield _slipped(sheet, line, cell, mentions)


def foreign_paragraphs(paper: Paper, sheet: Sheet, line: Line, cell: Cell) -> list[str]:
    """The paragraphs of a cell that name another district than the row's."""
    mentions = foreign(cell.reading, line.district, _official(paper, sheet))
    return list(dict.fromkeys(mention.paragraph for mention in mentions))


def _official(paper: Paper, sheet: Sheet) -> Iterable[District]:
    return paper.valid_on(sheet.annex.date) if sheet.annex.date else paper.districts


def _slipped(sheet: Sheet, line: Line, cell: Cell, mentions: list[Mention]) -> Found:
    """Proposes the row of the district where one alone is named."""
    districts = dict.fromkeys(mention.district for mention in mentions)
    rows = [each for district in districts for each in sheet.of_district.get(district.pk, ())]
    to = rows[0] if len(rows) == len(districts) == 1 else None
    target = next((each.address for each in to.cells if each.column == cell.column), "") if to else ""
    return in_cell(
        sheet,
        line,
        cell,
        cell.reading,
        names=", ".join(district.official_name for district in districts),
        words=_beginning(mentions[0].paragraph),
        to=to.row.printed if to else "",
        proposal={"act": "move", "to": target} if target else {},
    )


def lettered_parts(paper: Paper) -> Iterator[Found]:
    """A cell that answers part by part, while a part of it is not coded."""
    for sheet, line, cell in paper.cells():
        parts = cell.lettered
        if any(line.coding(key) is None for key in parts):
            letters = {letter: key for key, letter in parts.items()}
            proposal = {"act": "read_parts", "parts": letters}
            yield in_cell(sheet, line, cell, cell.reading, parts=", ".join(parts), proposal=proposal)


def blank_cell(paper: Paper) -> Iterator[Found]:
    """A cell with nothing printed in it, or nothing left in it, whose status nobody has decided."""
    for sheet, line, cell in paper.cells():
        emptied = bool(cell.printed) and not cell.reading and not cell.adrift
        if line.is_entry and not cell.decided and (emptied or not cell.printed):
            proposal = {"act": "set_status", "status": str(Status.UNKNOWN if emptied else Status.BLANK)}
            yield in_cell(sheet, line, cell, line.text, printed=emptied, proposal=proposal)


def number_unread(paper: Paper) -> Iterator[Found]:
    """A cell in a column of numbers whose text is not surely a number, and for whose status nobody has decided."""
    for sheet, line, cell in paper.cells():
        is_open = cell.status == Status.ANSWERED and not cell.decided and cell.number is None
        if cell.is_number and is_open and cell.reading and line.row.role != Row.Role.HEADING:
            offered = next(iter(find_numbers(cell.reading)), None)
            proposal = {"act": "enter_number"} | (
                {"number": f"{offered.value:f}", "number_is": offered.number_is} if offered else {}
            )
            words = _beginning(cell.reading)
            said = offered.words if offered else ""
            yield in_cell(sheet, line, cell, cell.reading, words=words, offered=said, proposal=proposal)


def markup(paper: Paper) -> Iterator[Found]:
    """Tables whose transcript holds markup that became paragraphs; one finding a table."""
    for sheet in paper.sheets:
        cells = [(line, cell) for line in sheet.lines for cell in line.cells if _is_marked_up(cell)]
        if cells:
            rows = list(dict.fromkeys(line.row.printed for line, _ in cells))
            shown = rows[:SHOWN_ROWS] + ["…"] * (len(rows) > SHOWN_ROWS)
            looked_at = "\n".join(cell.printed for _, cell in cells)
            yield Found(str(sheet.annex.number), looked_at, {"rows": ", ".join(shown)}, sheet.annex.pk)


def _is_marked_up(cell: Cell) -> bool:
    return any(paragraphs(raw) != (raw,) for raw in cell.raw)
