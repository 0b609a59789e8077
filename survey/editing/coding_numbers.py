"""Categorising by number: a category that says for which numbers it holds takes the rows that say such a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from survey.editing.acts import act
from survey.models import Code, Coding, NumberIs, Question, history
from survey.record import RecordCell, RecordPaper, RecordRow

BY_NUMBER = "categorised by number"  # why, in a history; the desk tells it in the reader's language
NO_NUMBER = _("no number")
SEVERAL_NUMBERS = _("several numbers")
NO_WORDS = _("nothing is printed here that could be quoted")
NO_CATEGORY = _("no category holds this number")
SEVERAL_CATEGORIES = _("several categories hold this number")


@dataclass(frozen=True)
class NumberReading:
    """What the numbers of the categories say of one row; without a category, `obstacle` says why."""

    row: RecordRow
    cell: RecordCell | None = None
    code: Code | None = None
    obstacle: str | Promise = ""

    @property
    def pair(self) -> str:
        """Row and category, as somebody who saw them names them again."""
        return f"{self.row.record.pk}:{self.code.pk}" if self.code else ""

    @property
    def certainty(self) -> str:
        """A number that is only about right may lie on the other side of a bound."""
        is_about = self.cell is not None and self.cell.number_is == NumberIs.ABOUT
        return Coding.Certainty.ARGUABLE if is_about else Coding.Certainty.CLEAR


def codes_by_number(question: Question) -> list[Code]:
    """The categories of a part that say for which numbers they hold, in their newest version."""
    return [code for code in question.codes.newest() if code.holds_numbers]


def read_numbers(question: Question) -> list[NumberReading]:
    """Each row that a column of numbers of this part asks and nobody has read yet, in the order of the paper."""
    codes = codes_by_number(question)
    found = []
    for table, row in RecordPaper(question.inquiry).entries():
        columns = [column for column in table.columns if column.is_number and column.answers(question.key)]
        if columns and not row.codings.get(question.key):
            found.append(_read(row, [row.cell(column) for column in columns], codes))
    return found


def _read(row: RecordRow, cells: Iterable[RecordCell | None], codes: list[Code]) -> NumberReading:
    numbered = [cell for cell in cells if cell and cell.number is not None]
    if len(numbered) != 1:
        return NumberReading(row, obstacle=SEVERAL_NUMBERS if numbered else NO_NUMBER)
    cell = numbered[0]
    if not cell.text.strip():
        return NumberReading(row, cell, obstacle=NO_WORDS)
    fitting = [code for code in codes if code.holds(*span(cell.number, cell.number_is))]
    if len(fitting) != 1:
        return NumberReading(row, cell, obstacle=SEVERAL_CATEGORIES if fitting else NO_CATEGORY)
    return NumberReading(row, cell, fitting[0])


def span(number: Decimal, number_is: str) -> tuple[Decimal | None, Decimal | None]:
    """From the least to the greatest that is meant; None where it is open."""
    least = None if number_is == NumberIs.AT_MOST else number
    greatest = None if number_is == NumberIs.AT_LEAST else number
    return least, greatest


def code_by_numbers(question: Question, seen: Iterable[str], *, by) -> int:
    """Make the first readings that were shown, each named by its pair; returns how many.

    Raises ValidationError, and writes nothing, where the numbers or the rules say something else by now.
    """
    with act(question.inquiry):
        readings = [reading for reading in read_numbers(question) if reading.code]
        if {each.pair for each in readings} != set(seen):
            raise ValidationError(_("Rows or rules have changed meanwhile. Look at the list again, then confirm."))
        codings = [
            Coding(
                row=reading.row.record,
                question=question,
                code=reading.code,
                certainty=reading.certainty,
                quote=reading.cell.text.strip(),
                by=by,
            )
            for reading in readings
        ]
        history.create(codings, BY_NUMBER, by)
    return len(codings)
