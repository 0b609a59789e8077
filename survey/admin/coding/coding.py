"""The codebook and the codings."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.coding.codebook import codebook, coding_page, version_page
from survey.admin.coding.row import may_code
from survey.admin.desk_pages import buttons
from survey.admin.quotes import check_quote
from survey.admin.records import FOLDED_WHILE_EMPTY, InquiryFilter, InquiryLink, RecordAdmin, RecordForm, named
from survey.language.quotes import locate
from survey.models import Code, Coding, Question, Row


class CodeForm(RecordForm):
    def clean(self):
        """An example is words of a real row."""
        data = super().clean()
        example, question = data.get("example"), data.get("question") or self.instance.question
        if not example:
            return data
        row = Row.objects.filter(annex__inquiry=question.inquiry_id, printed=data.get("example_row")).first()
        if row is None:
            self.add_error("example_row", _("Name the row as it is printed, e.g. “LK Fulda”."))
        elif not any(locate(example, answer.text) for answer in row.answers.all()):
            self.add_error("example", _("These words do not stand in the text of this row."))
        return data


@admin.register(Code)
class CodeAdmin(InquiryLink, RecordAdmin):
    """A category; what identifies it is fixed once it stands, its rules change by a new version."""

    pages = [version_page]
    form = CodeForm
    fieldsets = [
        (None, {"fields": ["question", "code", "version", "position", "label", "label_en"]}),
        (_("Rules"), {"fields": ["definition", "definition_en", "rule", "rule_en"]}),
        (_("Numbers"), {"classes": FOLDED_WHILE_EMPTY, "fields": [("number_from", "number_to")]}),
        (_("Example"), {"fields": ["example", "example_row"]}),
    ]
    within, inquiry_path = "question", "question__inquiry"
    list_display = ["label", "code", "question", "version", "definition", "inquiry_link"]
    list_filter = [InquiryFilter, "code"]
    list_select_related = ["question__inquiry"]
    search_fields = ["label", "code", "definition"]
    label_related = ["question__inquiry"]

    def tools(self, request, code):
        is_newest = Code.objects.newest().filter(pk=code.pk).exists()
        own = buttons(self, request, code, version_page) if is_newest else []
        rules = (codebook.address_of(code.question), _("All rules of this part"))
        return [*super().tools(request, code), *own, rules]

    def label(self, code):
        return f"{code.question.inquiry.number}, {code}"

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["code", "version"] if obj else [])]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if Code.objects.ensure_not_stated(obj.question):
            self.message_user(request, _("“not_stated” was made along with it: silence has a category of its own."))


class DisputedFilter(admin.SimpleListFilter):
    """What the desk's start counts."""

    title = _("readings that differ")
    parameter_name = "disputed"

    def lookups(self, request, model_admin):
        return [("yes", _("yes"))]

    def queryset(self, request, queryset):
        return queryset.disputed() if self.value() == "yes" else queryset


class CodingForm(RecordForm):
    by = None  # who sends it

    def clean(self):
        """The quote stands in the row's text; what else must hold, the record says itself."""
        if self.instance.pk is None:
            self.instance.by = self.by
        data = super().clean()
        code = data.get("code")
        if code and code.code not in Code.WITHOUT_QUOTE and not data.get("quote"):
            self.add_error("quote", _("Give the words of the row it rests on."))
        if data.get("row"):
            check_quote(self, [answer.text for answer in data["row"].answers.all()])
        return data


@admin.register(Coding)
class CodingAdmin(InquiryLink, RecordAdmin):
    form = CodingForm
    fieldsets = [
        (None, {"fields": ["row", "answers", "question", "role", "blindness"]}),
        (None, {"fields": ["code", "certainty", "quote", "note", "reader"]}),
    ]
    readonly_fields = ["answers", "reader", "blindness"]
    reader = named("by", _("by"))
    within, inquiry_path = "row", "row__annex__inquiry"
    list_display = ["row", "question", "code_label", "certainty", "role", "short_quote", "inquiry_link"]
    list_filter = [InquiryFilter, DisputedFilter, "certainty", "role", "code__code"]
    list_select_related = ["row__annex__inquiry", "question", "code__question"]
    search_fields = ["row__printed", "quote", "note", "code__label"]

    def get_queryset(self, request):
        """Without the first readings that this user has still to read a second time."""
        return super().get_queryset(request).visible_to(request.user)

    def get_readonly_fields(self, request, obj=None):
        """Once two people have read a row, both readings stay; their difference is settled by a third."""
        fixed = ["role", "code"] if obj and obj.is_read_twice else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def tools(self, request, coding):
        page = coding_page(coding, request.user)
        own = [(page, _("Categorise on the page of the row"))] if page and may_code(request) else []
        return [*super().tools(request, coding), *own]

    def history_view(self, request, object_id, extra_context=None):
        """The library would show the history of what the list hides."""
        if (
            Coding.objects.filter(pk=object_id).exists()
            and not self.get_queryset(request).filter(pk=object_id).exists()
        ):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    @admin.display(description=_("second reading"))
    def blindness(self, coding):
        return _(
            "Made by someone else, without sight of the first: on its page the first is not shown, and from the first"
            " second reading of a part on, lists hide the first readings of rows that are still to be read."
        )

    def choices(self, row):
        inquiry = row.annex.inquiry
        codes = Code.objects.filter(question__inquiry=inquiry).select_related("question")
        return {"question": Question.objects.filter(inquiry=inquiry, codes__isnull=False).distinct(), "code": codes}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    @admin.display(description=_("answers"))
    def answers(self, coding):
        """What the row says, to be read while coding."""
        if not coding.row_id:
            return "-"
        answers = coding.row.answers.select_related("column", "row")
        return links.listed(format_html("{}: {}", links.link(each, each.column), each.text) for each in answers)

    @admin.display(description=_("category"), ordering="code__label")
    def code_label(self, coding):
        return coding.code.shown_label

    @admin.display(description=_("quote"))
    def short_quote(self, coding):
        return Truncator(coding.quote).chars(80)
