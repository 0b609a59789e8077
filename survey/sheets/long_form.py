"""The long form: one answer a line, with the name of the row and the question before it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from survey.files.errors import FileError, gettext_noop
from survey.sheets.table import Record, SheetCell, Table, TableWarning, check_characters, make_cell

Row = tuple[int | None, Sequence[str]]

RECOGNISED = gettext_noop("The file has one answer a line: “%(question)s” was read as columns, “%(answer)s” as fields.")
TWICE = gettext_noop("“%(label)s” has a second answer to “%(question)s”; the first stands in line %(line)d.")
NOT_LONG = gettext_noop(
    "The long form has a name, a question and an answer in each line, and keys if they are named; this has the columns "
    "%(headings)s."
)
NO_LABEL = gettext_noop("The line names no row, and none stands above it.")
OVER_QUESTIONS = re.compile(
    r"(?:nr\.?|nummer|ziffer|teil)?\W*fragen?\W*(?:nr\.?|nummer|text)?|merkmal|indikator|kennzahl|variable|question|item",
    re.IGNORECASE,
)
OVER_ANSWERS = re.compile(
    r"antwort(?:en|text)?|angaben?|werte?|inhalt|ergebnis|rückmeldung|answers?|values?|response", re.IGNORECASE
)
BARE_NUMBER = re.compile(r"\d{1,3}\s?[a-z]?(?:\.\d{1,2})?")


def is_long(headings: Sequence[str], keys: int) -> bool:
    """Whether the headings are those of the long form: names, keys, questions, answers, and nothing else."""
    said = [heading.strip() for heading in headings]
    if len(said) != keys + 3:
        return False
    return bool(OVER_QUESTIONS.fullmatch(said[-2]) and OVER_ANSWERS.fullmatch(said[-1]))


def from_long(name: str, rows: Sequence[Row], keys: int, restore: Callable[[str], str] = str) -> Table:
    """The wide table of the filled rows, headings first, then names, `keys` columns of keys, question, answer.

    Rows and columns stand in the order in which they are first named; a name printed once stands for the lines below
    it. Raises FileError for a second answer to a question.
    """
    line, headings = rows[0][0], [cell.strip() for cell in rows[0][1]]
    if len(headings) != keys + 3:
        raise FileError(name, line, None, NOT_LONG, {"headings": ", ".join(headings)})
    answers = _answers(name, rows[1:], keys, restore)
    columns = list(dict.fromkeys(question for _row, question in answers))
    names = list(dict.fromkeys(row for row, _question in answers))
    records = [_record(row, [answers.get((row, question)) for question in columns]) for row in names]
    headed = tuple(_heading(headings[-2], question) for question in columns)
    remark = TableWarning(RECOGNISED, {"question": headings[-2], "answer": headings[-1]})
    head = (*headings[1 : keys + 1], *headed)
    return Table(head, tuple(records), headings[0], remarks=(remark,), keys=tuple(headings[1 : keys + 1]))


def _answers(
    name: str, rows: Sequence[Row], keys: int, restore: Callable[[str], str]
) -> dict[tuple[tuple[str, ...], str], SheetCell]:
    found: dict[tuple[tuple[str, ...], str], SheetCell] = {}
    above: list[str] = []
    for line, cells in rows:
        check_characters(name, line, cells)
        filled = (*cells, *[""] * (keys + 3 - len(cells)))
        padded = [restore(cell) for cell in filled]
        named = [cell.strip() for cell in padded[: keys + 1]]
        above = _carried(above, named)
        if not above:
            raise FileError(name, line, 1, NO_LABEL)
        place = (tuple(above), padded[keys + 1].strip())
        if place in found:
            said = {"label": above[0], "question": place[1], "line": found[place].line or 0}
            raise FileError(name, line, None, TWICE, said)
        found[place] = replace(make_cell(filled[keys + 2], restore, line), raw="")
    return found


def _carried(above: Sequence[str], named: Sequence[str]) -> list[str]:
    """Name and keys of a line; what is printed once stands for the lines below it."""
    if named[0] or not above:
        return list(named) if named[0] else []
    return [above[0], *(named[1:] if any(named[1:]) else above[1:])]


def _record(row: tuple[str, ...], cells: Sequence[SheetCell | None]) -> Record:
    line = next((cell.line for cell in cells if cell), None)
    keys = [SheetCell(key, line=line) for key in row[1:]]
    return Record(row[0], (*keys, *(cell or SheetCell("", line=line) for cell in cells)), line=line)


def _heading(over: str, question: str) -> str:
    """“1” below “Frage” is “Frage 1”; any other words stand as they are."""
    return f"{over} {question}" if BARE_NUMBER.fullmatch(question) else " ".join(question.split()) or over
