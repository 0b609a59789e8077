"""The codebook, the codings and the statements with a number."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.quotes import check_quote, reading_text
from survey.admin.records import InquiryFilter, InquiryLink, RecordAdmin, RecordForm, named
from survey.admin.tallies import disputed
from survey.models import Claim, Code, Coding, Column, Question


@admin.register(Code)
class CodeAdmin(InquiryLink, RecordAdmin):
    fieldsets = [
        (None, {"fields": ["question", "code", "version", "position", "label", "label_en"]}),
        (_("Rules"), {"fields": ["definition", "definition_en", "rule", "rule_en"]}),
        (_("Example"), {"fields": ["example", "example_row"]}),
    ]
    within, inquiry_path = "question", "question__inquiry"
    list_display = ["label", "code", "question", "version", "definition", "inquiry_link"]
    list_filter = [InquiryFilter, "code"]
    list_select_related = ["question__inquiry"]
    search_fields = ["label", "code", "definition"]
    label_related = ["question__inquiry"]

    def label(self, code):
        return f"{code.question.inquiry.number}, {code}"


class DisputedFilter(admin.SimpleListFilter):
    """What the desk's start counts."""

    title = _("readings that differ")
    parameter_name = "disputed"

    def lookups(self, request, model_admin):
        return [("yes", _("yes"))]

    def queryset(self, request, queryset):
        return disputed(queryset) if self.value() == "yes" else queryset


class CodingForm(RecordForm):
    def clean(self):
        """A category belongs to one question part, and its quote stands in the row's text."""
        data = super().clean()
        question, code = data.get("question"), data.get("code")
        if question and code and code.question_id != question.pk:
            self.add_error("code", _("This category belongs to another question part."))
        if code and code.code != code.NOT_STATED and not data.get("quote"):
            self.add_error("quote", _("Give the words of the row it rests on."))
        if data.get("row"):
            check_quote(self, [reading_text(answer) for answer in data["row"].answers.all()])
        return data


@admin.register(Coding)
class CodingAdmin(InquiryLink, RecordAdmin):
    form = CodingForm
    fieldsets = [
        (None, {"fields": ["row", "answers", "question", "role"]}),
        (None, {"fields": ["code", "certainty", "quote", "note", "reader"]}),
    ]
    readonly_fields = ["answers", "reader"]
    reader = named("by", _("by"))
    within, inquiry_path = "row", "row__annex__inquiry"
    list_display = ["row", "question", "code_label", "certainty", "role", "short_quote", "inquiry_link"]
    list_filter = [InquiryFilter, DisputedFilter, "certainty", "role", "code__code"]
    list_select_related = ["row__annex__inquiry", "question", "code__question"]
    search_fields = ["row__printed", "quote", "note", "code__label"]

    def choices(self, row):
        inquiry = row.annex.inquiry
        codes = Code.objects.filter(question__inquiry=inquiry).select_related("question")
        return {"question": Question.objects.filter(inquiry=inquiry, codes__isnull=False).distinct(), "code": codes}

    def save_model(self, request, obj, form, change):
        if not change:
            obj.by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("answers"))
    def answers(self, coding):
        """What the row says, to be read while coding."""
        if not coding.row_id:
            return "-"
        answers = coding.row.answers.select_related("column", "row")
        return links.listed(
            format_html("{}: {}", links.link(each, each.column), reading_text(each)) for each in answers
        )

    @admin.display(description=_("category"), ordering="code__label")
    def code_label(self, coding):
        return coding.code.label

    @admin.display(description=_("quote"))
    def short_quote(self, coding):
        return Truncator(coding.quote).chars(80)


class ClaimForm(RecordForm):
    def clean(self):
        data = super().clean()
        if text := data.get("reply") or data.get("remark"):
            check_quote(self, [text.text])
        return data


@admin.register(Claim)
class ClaimAdmin(InquiryLink, RecordAdmin):
    form = ClaimForm
    fieldsets = [
        (_("As in the source"), {"fields": ["inquiry", "position", "reply", "remark", "quote"]}),
        (_("Stated"), {"fields": ["stated", "stated_is"]}),
        (_("Rule"), {"fields": ["rule", "questions", "codes", "respondent_kind", "column"]}),
        (None, {"fields": ["note"]}),
    ]
    checkboxes = ["questions", "codes"]
    within = inquiry_path = "inquiry"
    list_display = ["short_quote", "place", "stated_value", "rule", "inquiry_link"]
    list_filter = [InquiryFilter, "rule"]
    list_select_related = ["inquiry", "reply", "remark"]
    search_fields = ["quote", "note", "inquiry__number"]

    def choices(self, inquiry):
        return {
            "reply": inquiry.reply_set.all(),
            "remark": inquiry.remark_set.all(),
            "questions": inquiry.questions.all(),
            "codes": Code.objects.filter(question__inquiry=inquiry).select_related("question"),
            "column": Column.objects.filter(annex__inquiry=inquiry),
        }

    @admin.display(description=_("statement"), ordering="position")
    def short_quote(self, claim):
        return Truncator(claim.quote).chars(120)

    @admin.display(description=_("said in"))
    def place(self, claim):
        text = claim.reply or claim.remark
        return links.link(text)

    @admin.display(description=_("stated value"), ordering="stated")
    def stated_value(self, claim):
        return claim.stated.normalize() if claim.stated is not None else claim.get_stated_is_display()
