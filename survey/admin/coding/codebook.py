"""The codebook of a part, its rows one below the other, and what older versions of its rules leave to look at again."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey.admin.coding.readings import FIRST, SECOND, SETTLED, Readings, RowReading
from survey.admin.coding.row import code_page, may_code, settle_page
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.records import SmallTextarea
from survey.admin.widgets import ShortDecimalField
from survey.models import Code, Coding, Column, Question, Row
from survey.publishing.agreement import as_part, in_words
from survey.record import RecordPaper

RULES = ["label", "label_en", "definition", "definition_en", "rule", "rule_en", "number_from", "number_to"]


@dataclass(frozen=True)
class Version:
    """A category in one version, with how many codings hold to it and why it was made."""

    code: Code
    count: int
    reason: str
    is_newest: bool


@dataclass(frozen=True)
class CodedRow:
    """A row in the list of a part: what it says, and the readings that the user may see."""

    row: Row
    text: str
    first: RowReading | None
    second: RowReading | None
    settled: RowReading | None
    is_hidden: bool
    code: str
    second_code: str
    settle: str


# Pages of a question: its codebook, its rows, and the codings made by older rules


@desk_page("<int:pk>/codebook/", right="view", template="admin/survey/question/codebook.html", label=_("Rules"))
def codebook(desk, request, question):
    readings = Readings(question.inquiry, request.user)
    return {
        **about(question, _("Rules of %(part)s") % {"part": question}),
        "versions": versions(question),
        "progress": readings.progress(question),
        "agreement": in_words(as_part(readings.agreement(question)), len(readings.asked(question))),
        "has_silence": question.codes.filter(code=Code.NOT_STATED).exists(),
        "may_edit": request.user.has_perm("survey.change_code"),
        "add": reverse("admin:survey_code_add", query={"question": question.pk}),
        "by_numbers": by_numbers_page(request, question),
    }


@desk_page(
    "<int:pk>/codings/",
    right="view",
    template="admin/survey/question/codings.html",
    label=_("Categorise row by row"),
)
def codings(desk, request, question):
    readings = Readings(question.inquiry, request.user)
    first, second = (readings.open_rows(question, mode) for mode in (FIRST, SECOND))
    return {
        **about(question, _("Rows of %(part)s") % {"part": question}),
        "rows": coded_rows(readings, question),
        "progress": readings.progress(question),
        "may_code": may_code(request),
        "start": code_page(first[0], question) if first else "",
        "start_second": code_page(second[0], question, SECOND) if second else "",
        "left_second": len(second),
        "by_numbers": by_numbers_page(request, question),
    }


@desk_page("<int:pk>/outdated/", right="view", template="admin/survey/question/outdated.html")
def outdated(desk, request, question):
    """Each coding by older rules: “still so” takes it over into the newest version, or it is coded anew."""
    if request.method == "POST":
        still_so(request, question)
        return HttpResponseRedirect(request.path)
    readings = Readings(question.inquiry, request.user)
    visible = Coding.objects.visible_to(request.user).filter(question=question).outdated().for_list()
    return {
        **about(question, _("By older rules")),
        "codings": [(coding, coding_page(coding, request.user)) for coding in visible],
        "may_code": may_code(request),
        "total": readings.progress(question).outdated,
    }


@transaction.atomic
def still_so(request, question):
    if not may_code(request):
        raise PermissionDenied
    found = Coding.objects.visible_to(request.user).filter(question=question).outdated()
    coding = get_object_or_404(found.select_related("code", "row"), pk=request.POST.get("coding"))
    coding.code = question.codes.newest().get(code=coding.code.code)
    coding._change_reason = gettext("Still so in version %(version)d.") % {"version": coding.code.version}
    coding.save()
    messages.success(request, _("%(row)s: still so.") % {"row": coding.row})


def by_numbers_page(request, question: Question) -> str:
    """Where its rows are categorised by number; "" where no column of numbers answers it, or one may not."""
    near = Q(questions=question) | Q(questions=question.parent_id) | Q(questions__parent=question)
    has_numbers = Column.objects.filter(near, kind=Column.Kind.NUMBER).exists()
    return reverse("admin:survey_question_by_numbers", args=[question.pk]) if has_numbers and may_code(request) else ""


def about(question: Question, title) -> dict:
    return {"title": title, "question": question, "inquiry": question.inquiry}


def coding_page(coding: Coding, user) -> str:
    """Where a reading is made anew; "" for another person's second reading."""
    if coding.role == SETTLED:
        return settle_page(coding.row, coding.question)
    if coding.role == SECOND and coding.by != user:
        return ""
    return code_page(coding.row, coding.question, coding.role)


def versions(question: Question) -> list[Version]:
    """All versions of all categories, the newest of each first."""
    codes = question.codes.annotate(total=Count("codings", filter=Q(codings__row__role=Row.Role.ENTRY)))
    codes = sorted(codes, key=lambda code: (code.position, code.code, -code.version))
    reasons = {
        entry.id: entry.history_change_reason or ""
        for entry in Code.history.filter(question=question, history_type="+")
    }
    newest = {}
    for code in codes:
        newest.setdefault(code.code, code.pk)
    return [Version(code, code.total, reasons.get(code.pk, ""), newest[code.code] == code.pk) for code in codes]


def coded_rows(readings: Readings, question: Question) -> list[CodedRow]:
    texts = texts_of(question, readings.asked(question))
    return [_coded_row(readings, question, row, texts.get(row.pk, "")) for row in readings.asked(question)]


def _coded_row(readings: Readings, question: Question, row: Row, text: str) -> CodedRow:
    said = readings.visible(row.pk, question.pk)
    is_hidden = readings.hides(row.pk, question.pk)
    both = FIRST in said and SECOND in said
    return CodedRow(
        row=row,
        text=Truncator(text).chars(200),
        first=said.get(FIRST),
        second=said.get(SECOND),
        settled=said.get(SETTLED),
        is_hidden=is_hidden,
        code=code_page(row, question, SECOND if is_hidden else FIRST),
        second_code=code_page(row, question, SECOND) if readings.is_open(row.pk, question.pk, SECOND) else "",
        settle=settle_page(row, question) if both and said[FIRST].code != said[SECOND].code else "",
    )


def texts_of(question: Question, rows: list[Row]) -> dict[int, str]:
    """What each row says in the cells of the part."""
    found = {
        row.record.pk: [cell.text for cell in row.cells if cell.text and cell.column.answers(question.key)]
        for _table, row in RecordPaper(question.inquiry).entries()
    }
    return {row.pk: "\n\n".join(found.get(row.pk, [])) for row in rows}


class VersionForm(forms.ModelForm):
    """The rules of the next version, and why they change."""

    reason = forms.CharField(
        label=capfirst(_("reason")),
        widget=SmallTextarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("What is decided otherwise than before, e.g. “‘im Aufbau’ now counts as planned”."),
    )

    class Meta:
        model = Code
        fields = RULES
        field_classes = dict.fromkeys(("number_from", "number_to"), ShortDecimalField)
        widgets = {
            name: SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"})
            for name in ("definition", "definition_en", "rule", "rule_en")
        }

    def clean(self):
        data = super().clean()
        if not self.errors and not set(self.changed_data) & set(RULES):
            raise forms.ValidationError(_("Nothing of the rules has changed: this would be the same version."))
        return data


def newest_version(desk, request, pk):
    return get_object_or_404(Code.objects.for_list().newest(), pk=pk)


@desk_page("<int:pk>/version/", name="version", right=("add", "change"), label=_("New version"), find=newest_version)
def version_page(desk, request, code):
    """Make version n+1 of a category; codings stay with theirs until someone looks at them again."""
    form = VersionForm(request.POST or None, instance=code)
    if form.is_valid():
        make_version(form)
        return HttpResponseRedirect(after_version(request, code))
    title = _("Version %(version)d of “%(label)s”") % {"version": code.version + 1, "label": code.shown_label}
    count = code.codings.count()
    items = [_("Codings by the version until now, to be looked at again: %(count)d") % {"count": count}]
    return act_page(desk, request, title=title, form=form, record=code, items=items, submit=_("Make the version"))


def make_version(form):
    code = form.instance
    code.pk, code.version, code._state.adding = None, code.version + 1, True
    code._change_reason = form.cleaned_data["reason"]
    code.save()


def after_version(request, code):
    messages.success(request, _("Version %(version)d stands.") % {"version": code.version})
    has_older = Coding.objects.filter(question=code.question).outdated().exists()
    return (outdated if has_older else codebook).address_of(code.question)
