"""Where lines point to in a paper: rows, cells, questions by their printed names, quotes by their words."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.language import quotes
from survey.models import Column, District, Inquiry, PreliminaryRemark, Question, Reply
from survey.record import RecordCell, RecordPaper, RecordRow, RecordTable

BY_KEY = re.compile(r"r(\d+)")
BY_TABLE = re.compile(r"(\d+): (.+)")


class Origin(NamedTuple):
    """The one place where a quote stands."""

    answer_id: int | None = None
    reply_id: int | None = None
    remark_id: int | None = None


class Places:
    """One inquiry in memory; what is not there, or stands there twice, is refused with a ValidationError."""

    def __init__(self, inquiry: Inquiry):
        self.inquiry = inquiry
        self.districts = {district.slug: district for district in District.objects.defer("outline")}
        self.reload()

    def reload(self):
        """Read the texts again, after they were corrected."""
        paper = RecordPaper(self.inquiry)
        self.tables = {str(table.annex.number): table for table in paper.tables}
        self.questions = {question.key: question for question in paper.questions}
        self.texts = {text.key: text for text in (*paper.replies, *paper.remarks)}
        columns = Column.objects.filter(annex__inquiry=self.inquiry).select_related("annex")
        self.columns = {(column.annex.number, column.heading): column for column in columns}

    def table(self, annex: str) -> RecordTable:
        return _found(self.tables.get(annex), _("There is no table “%(name)s”."), annex)

    def row(self, annex: str, label: str) -> RecordRow:
        """Of its label as printed; “r13”, its key, is understood as well."""
        rows = [row for row in self.table(annex).rows if row.printed == label]
        if not rows and (key := BY_KEY.fullmatch(label)):
            rows = [row for row in self.table(annex).rows if row.record.key == int(key[1])]
        if len(rows) > 1:
            raise ValidationError(_("There are several rows “%(name)s”."), params={"name": label})
        return _found(rows[0] if rows else None, _("There is no row “%(name)s”."), label)

    def cell(self, annex: str, label: str, heading: str) -> RecordCell:
        cells = [cell for cell in self.row(annex, label).cells if cell.heading == heading]
        return _found(cells[0] if cells else None, _("There is no column “%(name)s”."), heading)

    def column(self, heading: str) -> Column:
        """Of its heading; “2: Plätze” is that of table 2, where several tables have it."""
        found = [column for (_number, name), column in self.columns.items() if name == heading]
        if not found and (match := BY_TABLE.fullmatch(heading)):
            found = [column for key, column in self.columns.items() if key == (int(match[1]), match[2])]
        if len(found) > 1:
            sentence = _("Several tables have a column “%(name)s”: write “%(number)d: %(name)s”.")
            raise ValidationError(sentence, params={"name": heading, "number": found[0].annex.number})
        return _found(found[0] if found else None, _("There is no column “%(name)s”."), heading)

    def column_name(self, column: Column) -> str:
        """By which `column` finds it again."""
        is_alone = sum(name == column.heading for _number, name in self.columns) == 1
        return column.heading if is_alone else f"{column.annex.number}: {column.heading}"

    def question(self, key: str) -> Question:
        return _found(self.questions.get(key), _("There is no question “%(name)s”."), key)

    def text(self, key: str) -> Reply | PreliminaryRemark:
        """Of "reply 1" or "remark 1"."""
        return _found(self.texts.get(key), _("There is no “%(name)s”."), key)

    def reply(self, key: str) -> Reply:
        text = self.text(key)
        return _found(text if isinstance(text, Reply) else None, _("There is no “%(name)s”."), key)

    def district(self, key: str) -> District:
        return _found(self.districts.get(key), _("There is no district “%(name)s”."), key)

    def origin_in_row(self, row: RecordRow, quote: str, near: Origin | None = None) -> Origin:
        """The first cell whose reading text says so, before others the one that is `near`."""
        for cell in sorted(row.cells, key=lambda cell: near is None or cell.answer_id != near.answer_id):
            if quotes.locate(quote, cell.text):
                return Origin(answer_id=cell.answer_id)
        raise _not_there(quote, row.text, row.printed)

    def origin_in_text(self, key: str, quote: str) -> Origin:
        text = self.text(key)
        if not quotes.locate(quote, text.reading_text):
            raise _not_there(quote, text.reading_text, key)
        return Origin(reply_id=text.pk) if isinstance(text, Reply) else Origin(remark_id=text.pk)


def _found(record, sentence: str, name: str):
    if record is None:
        raise ValidationError(sentence, params={"name": name})
    return record


def _not_there(quote: str, text: str, place: str) -> ValidationError:
    sentence = _("The quote does not stand in “%(place)s”: “%(quote)s”.")
    if quote and quotes.normalise(quote) in quotes.normalise(text):
        sentence = _("The quote stands in “%(place)s” with other quotation marks, dashes or blanks: “%(quote)s”.")
    return ValidationError(sentence, params={"place": place, "quote": quote})
