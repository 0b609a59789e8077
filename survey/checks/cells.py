"""Checks that look at single cells: stray rows, foreign places, lettered parts, blanks, markup."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft, in_cell
from survey.checks.places import DistrictMention, foreign
from survey.language.analysis import LONGEST_WORD
from survey.language.markup import paragraphs
from survey.language.numbers import decimal_text
from survey.language.numbers import find as find_numbers
from survey.models import District, Row, Status
from survey.models.cell_text import in_signs, number_of
from survey.record import RecordCell, RecordPaper, RecordRow, RecordTable

LONGEST_BEGINNING = 80
GLUED = re.compile(rf"[^\W\d_]{{{LONGEST_WORD + 1},}}")
SIGN = re.compile(r"\s*[-–—−/\\.·•…*?][-–—−/\\.·•…*?\s]*")  # ticks and crosses are answers
SHOWN_ROWS = 10


@check(
    gettext_lazy("Row without label"),
    {
        "": gettext_noop("%(place)s: the row below has no label. Does its text belong here? “%(words)s”"),
    },
    {"": gettext_noop("Join it to the field above.")},
)
def continuation_row(paper: RecordPaper) -> Iterator[FindingDraft]:
    """An unlabelled row whose text nobody has put into a cell yet; the row above is proposed."""
    for table, row, cell in paper.cells():
        for passage in cell.unassigned:
            proposal = {"act": "join", "to": cell.address}
            yield in_cell(table, row, cell, passage.text, words=_beginning(passage.text), proposal=proposal)


def _beginning(text: str) -> str:
    if len(text) <= LONGEST_BEGINNING:
        return text
    return f"{text[:LONGEST_BEGINNING].rsplit(maxsplit=1)[0]} …"


@check(
    gettext_lazy("Another district in this field"),
    {
        "to": gettext_noop("%(place)s: the text names %(names)s. Does it belong to the row %(to)s? “%(words)s”"),
        "": gettext_noop("%(place)s: the text names %(names)s. Does it belong here? “%(words)s”"),
    },
    {
        "to": gettext_noop("Move the paragraph to %(to)s, %(column)s."),
        "": gettext_noop("Move the passage to where it belongs, or dismiss this."),
    },
)
def foreign_place(paper: RecordPaper) -> Iterator[FindingDraft]:
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


def _slipped(table: RecordTable, row: RecordRow, cell: RecordCell, mentions: list[DistrictMention]) -> FindingDraft:
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


@check(
    gettext_lazy("Answer part by part"),
    {
        "": gettext_noop("%(place)s: the answer has lettered parts. Categorise each by itself: %(parts)s."),
    },
    {"": gettext_noop("Read the letters as the answers to %(parts)s.")},
)
def lettered_parts(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A cell that answers part by part, while a part of it is not coded."""
    for table, row, cell in paper.cells():
        parts = cell.lettered
        if any(row.coding(key) is None for key in parts):
            letters = {letter: key for key, letter in parts.items()}
            proposal = {"act": "read_parts", "parts": letters}
            yield in_cell(table, row, cell, cell.text, parts=", ".join(parts), proposal=proposal)


@check(
    gettext_lazy("Field to decide"),
    {
        "printed": gettext_noop("%(place)s: the text printed here belongs elsewhere. Decide on the status."),
        "": gettext_noop("%(place)s: nothing is printed here. Decide on the status."),
    },
    {
        "printed": gettext_noop("Set the status “unknown”, with a note, or another."),
        "": gettext_noop("Set the status “empty field”, or another."),
    },
)
def blank_cell(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A cell with nothing printed in it, or nothing left in it, whose status nobody has decided."""
    for table, row, cell in paper.cells():
        emptied = bool(cell.as_printed) and not cell.text and not cell.unassigned
        if row.is_entry and not cell.decided and (emptied or not cell.as_printed):
            proposal = {"act": "set_status", "status": str(Status.UNKNOWN if emptied else Status.BLANK)}
            yield in_cell(table, row, cell, row.text, printed=emptied, proposal=proposal)


@check(
    gettext_lazy("Number to read"),
    {
        "": gettext_noop("%(place)s: “%(words)s” is not surely a number. Enter the number, or decide on the status."),
    },
    {
        "offered": gettext_noop("Enter the number “%(offered)s”, another one, or a status."),
        "": gettext_noop("Enter the number, or set a status."),
    },
)
def number_unread(paper: RecordPaper) -> Iterator[FindingDraft]:
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


@check(
    gettext_lazy("Number and text differ"),
    {
        "": gettext_noop("%(place)s: the text says “%(words)s”, the number beside it is %(number)s."),
    },
    {
        "": gettext_noop("Take the number that the text says, or correct the text if it was misread."),
    },
)
def number_against_text(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A cell whose text is surely a number, and not the one that stands beside it."""
    for table, row, cell in paper.cells():
        said, number_is = number_of(cell.text) if cell.number is not None else (None, "")
        if said is not None and (said, number_is) != (cell.number, cell.number_is):
            number = in_signs(cell.number, cell.number_is)
            looked_at = f"{cell.text}\n{cell.number_is} {decimal_text(cell.number)}"
            proposal = {"act": "enter_number", "number": f"{said:f}", "number_is": number_is}
            words = _beginning(cell.text)
            yield in_cell(table, row, cell, looked_at, words=words, number=number, proposal=proposal)


@check(
    gettext_lazy("Text in an empty field"),
    {
        "": gettext_noop("%(place)s has the status “empty field”, but “%(words)s” stands in it."),
    },
    {"": gettext_noop("Set the status “answered”, or another.")},
)
def text_in_empty_field(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A cell that is said to be empty, while a text or a number stands in it."""
    for table, row, cell in paper.cells():
        if cell.status == Status.BLANK and (cell.text.strip() or cell.number is not None):
            words = _beginning(cell.text) or decimal_text(cell.number)
            proposal = {"act": "set_status", "status": str(Status.ANSWERED)}
            yield in_cell(table, row, cell, f"{cell.text}\n{cell.number}", words=words, proposal=proposal)


@check(
    gettext_lazy("Sign to decide"),
    {
        "": gettext_noop("%(place)s: nothing but “%(words)s” is printed here. Decide on the status."),
    },
    {"": gettext_noop("Set the status “no data”, or another.")},
)
def sign_alone(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A cell among words in which nothing but a sign is printed, such as “-”, for whose status nobody has decided."""
    for table, row, cell in paper.cells():
        is_open = cell.status == Status.ANSWERED and not cell.decided and not cell.column.is_number
        if is_open and row.is_entry and SIGN.fullmatch(cell.text):
            proposal = {"act": "set_status", "status": str(Status.NO_DATA)}
            yield in_cell(table, row, cell, cell.text, words=cell.text.strip(), proposal=proposal)


@check(
    gettext_lazy("Words without blanks"),
    {
        "": gettext_noop(
            "%(place)s: a word of %(letters)s letters, so blanks were lost: “%(words)s …”. Search finds only pieces of "
            "it."
        ),
    },
    {"": gettext_noop("Compare it with the source, and edit the text.")},
    noted=True,
)
def glued_word(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A cell with a word longer than any: the blanks between its words were lost on the way."""
    for table, row, cell in paper.cells():
        match = GLUED.search(cell.text) if len(cell.text) > LONGEST_WORD else None
        if match:
            letters = str(len(match[0]))
            yield in_cell(table, row, cell, cell.text, words=match[0][:LONGEST_BEGINNING], letters=letters)


@check(
    gettext_lazy("Markup in the file"),
    {
        "": gettext_noop("Markup in the file was read as paragraphs. Compare these rows with the source: %(rows)s."),
    },
    {"": gettext_noop("Nothing to do but to compare, and to take note.")},
    noted=True,
)
def markup(paper: RecordPaper) -> Iterator[FindingDraft]:
    """Tables whose transcript holds markup that became paragraphs; one finding a table."""
    for table in paper.tables:
        cells = [(row, cell) for row in table.rows for cell in row.cells if _is_marked_up(cell)]
        if cells:
            rows = list(dict.fromkeys(row.printed for row, _ in cells))
            shown = rows[:SHOWN_ROWS] + ["…"] * (len(rows) > SHOWN_ROWS)
            looked_at = "\n".join(cell.as_printed for _, cell in cells)
            yield FindingDraft(str(table.annex.number), looked_at, {"rows": ", ".join(shown)}, table.annex.pk)


def _is_marked_up(cell: RecordCell) -> bool:
    return any(each.raw and paragraphs(each.raw) != (each.raw,) for each in cell.printed)
