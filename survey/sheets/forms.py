"""One form a sheet: the questions below each other, the answers beside them, and the sheet is called as who answers."""

from collections.abc import Sequence

from survey.files.errors import FileError, gettext_noop
from survey.sheets.long_form import BARE_NUMBER, OVER_ANSWERS, OVER_QUESTIONS
from survey.sheets.table import Record, SheetCell, Table, TableWarning, check_characters

Row = tuple[int | None, Sequence[str]]
Sheets = Sequence[tuple[str, Sequence[Row]]]

RECOGNISED = gettext_noop(
    "Each of the %(count)d sheets was read as the form of one row, which is called as the sheet is."
)
TOO_WIDE = gettext_noop("The sheet “%(sheet)s” has more than a question and an answer in this line: it is no form.")
NO_FORM = gettext_noop("The sheet “%(sheet)s” has no question with an answer beside it: it is no form.")
TWICE = gettext_noop("The sheet “%(sheet)s” asks “%(question)s” twice.")
FEWEST = 2


def are_forms(sheets: Sheets) -> bool:
    """Whether several sheets ask the same questions in the same order, with nothing beside them but answers."""
    if len(sheets) < FEWEST:
        return False
    asked = [[_first(cells) for _, cells in rows if _is_pair(cells)] for _, rows in sheets]
    are_alike = all(questions == asked[0] for questions in asked[1:]) and len(asked[0]) > 1
    are_pairs = all(_width(cells) <= FEWEST for _, rows in sheets for _, cells in rows)
    return are_alike and are_pairs and (_says_questions(asked[0]))


def _says_questions(first_column: Sequence[str]) -> bool:
    """A heading that says so, or questions that ask."""
    asking = sum(each.endswith("?") or each.casefold().startswith("frage") for each in first_column)
    return bool(OVER_QUESTIONS.fullmatch(first_column[0])) or 2 * asking > len(first_column)


def from_forms(name: str, sheets: Sheets) -> Table:
    """The table with a row for each sheet, and a column for each question in the order of first asking.

    Lines of one cell alone are left out. Raises FileError where a sheet is no form.
    """
    forms = {sheet: _answers(name, sheet, rows) for sheet, rows in sheets}
    questions = list(dict.fromkeys(question for answers in forms.values() for question in answers))
    records = [_record(sheet, [answers.get(each) for each in questions]) for sheet, answers in forms.items()]
    left_out = [(line or 0, _first(cells)) for _, rows in sheets for line, cells in rows if not _is_pair(cells)]
    remark = TableWarning(RECOGNISED, {"count": len(forms)})
    headings = tuple(f"Frage {each}" if BARE_NUMBER.fullmatch(each) else each for each in questions)
    return Table(headings, tuple(records), "", tuple(left_out), remarks=(remark,))


def _answers(name: str, sheet: str, rows: Sequence[Row]) -> dict[str, SheetCell]:
    found: dict[str, SheetCell] = {}
    for line, cells in rows:
        check_characters(name, line, cells)
        if _width(cells) > FEWEST:
            raise FileError(name, line, None, TOO_WIDE, {"sheet": sheet})
        if not _is_pair(cells) or _is_heading(cells):
            continue
        question = _first(cells)
        if question in found:
            raise FileError(name, line, None, TWICE, {"sheet": sheet, "question": question})
        found[question] = SheetCell(cells[1] if len(cells) > 1 else "", line=line)
    if not found:
        raise FileError(name, None, None, NO_FORM, {"sheet": sheet})
    return found


def _record(sheet: str, cells: Sequence[SheetCell | None]) -> Record:
    return Record(sheet, tuple(cell or SheetCell("") for cell in cells))


def _is_pair(cells: Sequence[str]) -> bool:
    """A question with an answer, or one that asks and has none."""
    return bool(_first(cells)) and (_width(cells) > 1 or _first(cells).endswith("?"))


def _is_heading(cells: Sequence[str]) -> bool:
    answers = cells[1].strip() if len(cells) > 1 else ""
    return bool(OVER_QUESTIONS.fullmatch(_first(cells)) and OVER_ANSWERS.fullmatch(answers))


def _first(cells: Sequence[str]) -> str:
    return " ".join(cells[0].split()) if cells else ""


def _width(cells: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)
