"""A later inquiry that asks again: a draft with the questions, columns, categories and subjects of an earlier one."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from survey.importing.report import ImportRefused, reasons
from survey.models import Annex, Code, Column, District, Inquiry, InquiryRelation, Question, Respondent, Row, history
from survey.models.inquiry import term_of

SAME = Question.Comparability.SAME
KINDS = (Respondent.Kind.COUNTY, Respondent.Kind.CITY)


@dataclass(frozen=True)
class Again:
    """How a question is asked this time, and whether the two may be compared."""

    key: str
    text: str
    request: str
    comparability: str
    note: str


@dataclass(frozen=True)
class Valid:
    """Who is there on the day of the new table, held against the rows of the earlier one.

    `rows` are the earlier rows whose respondents are still there; `ended` those whose districts are no more. `new` are
    districts that came since; `not_there` those on the list of both days that had no row.
    """

    date: datetime.date
    rows: tuple[Row, ...]
    ended: tuple[Row, ...]
    new: tuple[District, ...]
    not_there: tuple[District, ...]

    @property
    def labels(self) -> list[str]:
        """The labels of the rows of an empty table: as they were printed then, official names where there were none."""
        others = sorted((*self.new, *self.not_there), key=lambda each: (each.kind != "county", each.sort_name))
        return [*(row.printed for row in self.rows), *(district.official_name for district in others)]


def valid_on(annex: Annex, date: datetime.date) -> Valid:
    """The respondents of a table on another day."""
    rows = [row for row in annex.rows.select_related("respondent__district") if row.role == Row.Role.ENTRY]
    official = District.objects.in_state(annex.inquiry.parliament.state).defer("outline")
    now = {district.pk: district for district in official.valid_on(date)}
    then = {district.pk: district for district in official.valid_on(annex.date or date)}
    own = {row.respondent.district_id for row in rows if row.respondent and row.respondent.kind in KINDS}
    ended = [row for row in rows if _is_gone(row, now)]
    return Valid(
        date=date,
        rows=tuple(row for row in rows if row not in ended),
        ended=tuple(ended),
        new=tuple(each for key, each in now.items() if key not in then),
        not_there=tuple(each for key, each in now.items() if key in then and key not in own),
    )


def _is_gone(row: Row, now: dict[int, District]) -> bool:
    respondent = row.respondent
    return bool(respondent and respondent.kind in KINDS and respondent.district_id not in now)


@transaction.atomic
def ask_again(
    earlier: Inquiry, *, number: str, title: str, date: datetime.date | None, questions: Iterable[Again], by
) -> Inquiry:
    """Make the draft: nothing of what was answered is taken over, and nothing of it is public.

    Takes the questions with their parts (each continues the earlier one), the tables with their columns and no rows,
    the categories in their newest versions, and the subjects. The papers are related both ways. Rows come with the
    paper itself. Raises ImportRefused where the number is taken or is none.
    """
    writer = _Writer(earlier, by)
    inquiry = writer.inquiry(number, title)
    asked = writer.questions(inquiry, {each.key: each for each in questions})
    writer.tables(inquiry, asked, date)
    writer.categories(asked)
    writer.relations(inquiry)
    return inquiry


class _Writer:
    def __init__(self, earlier: Inquiry, by):
        self.earlier, self.by = earlier, by
        self.reason = f"asks again what {earlier.number} asked"

    def save(self, record: Model) -> Model:
        try:
            record.full_clean()
        except ValidationError as error:
            raise ImportRefused(reasons(error)) from error
        history.tell(record, reason=self.reason, by=self.by).save()
        return record

    def inquiry(self, number: str, title: str) -> Inquiry:
        try:
            term = term_of(number)
        except ValidationError as error:
            raise ImportRefused(reasons(error)) from error
        earlier = self.earlier
        inquiry = Inquiry(
            parliament=earlier.parliament,
            term=term,
            number=number,
            slug=earlier.parliament.slug_of(number),
            kind=earlier.kind,
            title=title,
        )
        self.save(inquiry)
        inquiry.subjects.set(earlier.subjects.all())
        return inquiry

    def questions(self, inquiry: Inquiry, again: dict[str, Again]) -> dict[int, Question]:
        """The new questions by the primary key of the earlier ones, whole ones before their parts."""
        asked: dict[int, Question] = {}
        for question in self.earlier.questions.order_by("number", "part"):
            said = again.get(question.key) or Again(question.key, question.text, question.request, SAME, "")
            asked[question.pk] = self.save(
                Question(
                    inquiry=inquiry,
                    number=question.number,
                    part=question.part,
                    text=said.text,
                    request=said.request,
                    parent=asked.get(question.parent_id),
                    continues=question,
                    comparability=said.comparability,
                    comparability_note=said.note,
                )
            )
        return asked

    def tables(self, inquiry: Inquiry, asked: dict[int, Question], date: datetime.date | None):
        for table in self.earlier.annexes.order_by("number"):
            columns = list(table.columns.prefetch_related("questions"))
            annex = self.save(
                Annex(
                    inquiry=inquiry,
                    number=table.number,
                    label=table.label,
                    date=date,
                    rows_are=table.rows_are,
                    last_column_key=len(columns),
                )
            )
            for position, column in enumerate(columns, 1):
                again = Column(annex=annex, key=position, position=position, heading=column.heading)
                again.kind, again.unit = column.kind, column.unit
                self.save(again).questions.set(asked[each.pk] for each in column.questions.all())

    def categories(self, asked: dict[int, Question]):
        codes = Code.objects.filter(question__in=asked).order_by("question", "code", "version")
        names = ("code", "version", "position", "label", "label_en", "definition", "definition_en")
        others = ("example", "example_row", "rule", "rule_en")
        for _code, versions in groupby(codes, key=lambda code: (code.question_id, code.code)):
            newest = list(versions)[-1]
            values = {name: getattr(newest, name) for name in (*names, *others)}
            self.save(Code(question=asked[newest.question_id], **values))

    def relations(self, inquiry: Inquiry):
        """Both ways, unless somebody has said so of the number already."""
        kinds = InquiryRelation.Kind
        self.save(InquiryRelation(inquiry=inquiry, kind=kinds.FOLLOWS, to=self.earlier))
        known = self.earlier.relations.filter(kind=kinds.FOLLOWED_BY, paper=inquiry.number).first()
        back = known or InquiryRelation(inquiry=self.earlier, kind=kinds.FOLLOWED_BY)
        back.to, back.paper = inquiry, ""
        self.save(back)
