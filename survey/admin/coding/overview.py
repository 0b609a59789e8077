"""Two pages of an inquiry: how far each part is coded and how well readings agree, and the readings that differ."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from survey.admin.coding.readings import FIRST, SECOND, Progress, Readings
from survey.admin.coding.row import code_page, may_code, settle_page
from survey.models import Coding, Inquiry, Question
from survey.publishing.agreement import as_part, in_words


@dataclass(frozen=True)
class PartLine:
    """One part in the overview, with the way to what is open in it."""

    progress: Progress
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


class CodingOverview:
    def get_urls(self):
        pages = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"survey_inquiry_{name}")
            for name, view in (("coding", self.coding_view), ("disagreements", self.disagreements_view))
        ]
        return [*pages, *super().get_urls()]

    def tools(self, request, inquiry):
        page = reverse("admin:survey_inquiry_coding", args=[inquiry.pk])
        return [*super().tools(request, inquiry), (page, _("Categories and codings"))]

    def seen_inquiry(self, request, pk) -> Inquiry:
        inquiry = get_object_or_404(Inquiry.objects.for_list(), pk=pk)
        if not self.has_view_permission(request, inquiry):
            raise PermissionDenied
        return inquiry

    def coding_view(self, request, pk):
        inquiry = self.seen_inquiry(request, pk)
        readings = Readings(inquiry, request.user)
        coded = {question.pk for question in readings.questions}
        shown = {
            "parts": [part_line(readings, question) for question in readings.questions],
            "without": Question.objects.filter(inquiry=inquiry).exclude(pk__in=coded),
            "may_code": may_code(request),
            "disagreements": sum(len(readings.disputed(question)) for question in readings.questions),
        }
        return self.inquiry_page(request, "coding.html", inquiry, _("Categories and codings"), **shown)

    def disagreements_view(self, request, pk):
        inquiry = self.seen_inquiry(request, pk)
        shown = {"disagreements": disagreements(inquiry), "may_code": may_code(request)}
        return self.inquiry_page(request, "disagreements.html", inquiry, _("Readings that differ"), **shown)

    def inquiry_page(self, request, template, inquiry, title, **shown):
        context = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "record": inquiry,
            "inquiry": inquiry,
            "media": self.media,
            **shown,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/survey/inquiry/{template}", context)


def part_line(readings: Readings, question: Question) -> PartLine:
    first, second = (readings.open_rows(question, mode) for mode in (FIRST, SECOND))
    return PartLine(
        progress=readings.progress(question),
        agreement=in_words(as_part(readings.agreement(question)), len(readings.asked(question))),
        start=code_page(first[0], question) if first else "",
        start_second=code_page(second[0], question, SECOND) if second else "",
    )


def disagreements(inquiry: Inquiry) -> list[Disagreement]:
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
