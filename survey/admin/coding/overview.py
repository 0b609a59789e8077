"""Two pages of an inquiry: how far each part is coded and how well readings agree, and the readings that differ."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from survey.admin.coding.readings import FIRST, SECOND, CodingProgress, Readings
from survey.admin.coding.row import code_page, may_code, settle_page
from survey.admin.desk_pages import desk_page
from survey.models import Coding, Inquiry, Question
from survey.publishing.agreement import as_part, in_words


@dataclass(frozen=True)
class PartLine:
    """One part in the overview, with the way to what is open in it."""

    progress: CodingProgress
    agreement: str
    start: str
    start_second: str


@dataclass(frozen=True)
class Disagreement:
    """Two readings of one row that differ, and the page that settles them."""

    first: Coding
    second: Coding
    settle: str

    @property
    def readings(self) -> tuple[Coding, Coding]:
        return self.first, self.second


@desk_page(
    "<int:pk>/coding/",
    right="view",
    template="admin/survey/inquiry/coding.html",
    label=_("Categories and codings"),
)
def coding(desk, request, inquiry):
    readings = Readings(inquiry, request.user)
    coded = {question.pk for question in readings.questions}
    return {
        "title": coding.label,
        "inquiry": inquiry,
        "parts": [part_line(readings, question) for question in readings.questions],
        "without": Question.objects.filter(inquiry=inquiry).exclude(pk__in=coded),
        "may_code": may_code(request),
        "disagreements": sum(len(readings.disputed(question)) for question in readings.questions),
    }


@desk_page("<int:pk>/disagreements/", right="view", template="admin/survey/inquiry/disagreements.html")
def disagreements(desk, request, inquiry):
    return {
        "title": _("Readings that differ"),
        "inquiry": inquiry,
        "disagreements": disagreements_of(inquiry),
        "may_code": may_code(request),
    }


def part_line(readings: Readings, question: Question) -> PartLine:
    first, second = (readings.open_rows(question, mode) for mode in (FIRST, SECOND))
    return PartLine(
        progress=readings.progress(question),
        agreement=in_words(as_part(readings.agreement(question)), len(readings.asked(question))),
        start=code_page(first[0], question) if first else "",
        start_second=code_page(second[0], question, SECOND) if second else "",
    )


def disagreements_of(inquiry: Inquiry) -> list[Disagreement]:
    """In the order of the parts, then of the rows."""
    firsts = list(Coding.objects.filter(row__annex__inquiry=inquiry).disputed().for_list())
    seconds = {
        (coding.row_id, coding.question_id): coding
        for coding in Coding.objects.filter(row__annex__inquiry=inquiry, role=SECOND).select_related("code", "by")
    }
    firsts.sort(key=lambda each: (each.question.number, each.question.part, each.row.annex.number, each.row.position))
    return [
        Disagreement(first, seconds[first.row_id, first.question_id], settle_page(first.row, first.question))
        for first in firsts
    ]
