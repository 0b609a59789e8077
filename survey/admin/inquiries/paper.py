"""The parts of a paper: askers, dates, relations, source files, questions, replies and remarks."""

import hashlib

from django import forms
from django.contrib import admin
from django.http import HttpResponse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey.admin import links
from survey.admin.coding import codebook
from survey.admin.coding.by_numbers import by_numbers
from survey.admin.confirmation import withholding_buttons
from survey.admin.desk_pages import buttons, desk_page
from survey.admin.inquiries import comparison, printed_pages, read_again, text_comparison, text_parting
from survey.admin.records import (
    FOLDED_WHILE_EMPTY,
    InquiryFilter,
    InquiryLink,
    RecordAdmin,
    RecordForm,
    RecordInline,
    named,
)
from survey.language.short_titles import proposed_title
from survey.models import (
    Asker,
    Coding,
    InquiryDate,
    InquiryRelation,
    PreliminaryRemark,
    Question,
    Reference,
    Reply,
    SearchRow,
    Source,
    history,
)
from survey.wording import paths


class PartAdmin(InquiryLink, RecordAdmin):
    """What stands directly in an inquiry."""

    within = "inquiry"
    inquiry_path = "inquiry"
    list_select_related = ["inquiry"]
    list_filter = [InquiryFilter]


@admin.register(Asker)
class AskerAdmin(PartAdmin):
    fieldsets = [(None, {"fields": ["inquiry", "position", "name", "title", "party", "group"]})]
    list_display = ["name", "title", "party", "group", "inquiry_link"]
    list_filter = [InquiryFilter, "party"]
    search_fields = ["name", "party"]


@admin.register(InquiryDate)
class InquiryDateAdmin(PartAdmin):
    fieldsets = [(None, {"fields": ["inquiry", "kind", "date", "printed", "found_in"]})]
    list_display = ["date", "kind", "printed", "found_in", "inquiry_link"]
    list_filter = [InquiryFilter, "kind"]
    search_fields = ["printed", "inquiry__number"]


@admin.register(InquiryRelation)
class InquiryRelationAdmin(PartAdmin):
    fieldsets = [(None, {"fields": ["inquiry", "kind", "to", "paper", "date", "note"]})]
    autocomplete_fields = ["to"]
    list_display = ["__str__", "kind", "date", "inquiry_link"]
    list_filter = [InquiryFilter, "kind"]
    list_select_related = ["inquiry", "to"]
    search_fields = ["paper", "to__number", "inquiry__number"]


class AskerInline(RecordInline):
    model = Asker
    fields = ["position", "title", "name", "party", "group"]


class InquiryDateInline(RecordInline):
    model = InquiryDate
    fields = ["kind", "date", "printed", "found_in"]


class InquiryRelationInline(RecordInline):
    model = InquiryRelation
    fk_name = "inquiry"
    fields = ["kind", "to", "paper", "date", "note"]
    autocomplete_fields = ["to"]
    related = ["to"]


class SourceForm(RecordForm):
    file = forms.FileField(label=capfirst(_("file")), help_text=_("Kept as it is, in the database."))

    def clean_file(self):
        """Read the bytes once; the same file twice in one inquiry is refused in words."""
        content = self.cleaned_data["file"].read()
        digest = hashlib.sha256(content).hexdigest()
        if self.cleaned_data["inquiry"].sources.filter(sha256=digest).exists():
            raise forms.ValidationError(_("This inquiry already holds this file."))
        self.instance.name, self.instance.content = self.cleaned_data["file"].name, content
        return self.cleaned_data["file"]


@desk_page("<int:pk>/file/", name="file", right="view", label=_("Download"))
def source_file(desk, request, source):
    """The bytes as we hold them; never shown in the browser, whatever they are."""
    headers = {"Content-Disposition": f'attachment; filename="{source.sha256[:12]}"'}
    return HttpResponse(bytes(source.content), content_type="application/octet-stream", headers=headers)


@admin.register(Source)
class SourceAdmin(PartAdmin):
    pages = [
        *(printed_pages.printed_pages, printed_pages.page_picture),
        *(text_comparison.texts_page, text_comparison.place_picture),
        *(comparison.compare, source_file, read_again.read_again),
    ]
    fieldsets = [
        (None, {"fields": ["inquiry", "name", "kind", "address"]}),
        (_("Comparison with the print"), {"fields": comparison.FIELDS}),
        (_("Kept"), {"classes": ["collapse"], "fields": ["sha256", "size", "added_at", "adder"]}),
    ]
    readonly_fields = ["name", *comparison.FIELDS, "sha256", "size", "added_at", "adder"]
    adder = named("added_by", _("added by"))
    list_display = ["name", "kind", "inquiry_link", "compared_on", "compared_by", "comparison", "added_at"]
    list_filter = [InquiryFilter, "kind", ("compared_on", admin.EmptyFieldListFilter)]
    search_fields = ["name", "sha256", "inquiry__number"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, form=RecordForm if obj else SourceForm, **kwargs)

    def get_fieldsets(self, request, obj=None):
        if obj:
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ["inquiry", "file", "kind", "address"]})]

    def tools(self, request, source):
        read = source.pages.exists()
        return [
            *super().tools(request, source),
            *comparison.compare_buttons(self, request, source),
            *(buttons(self, request, source, text_comparison.texts_page, printed_pages.printed_pages) if read else []),
            *buttons(self, request, source, read_again.read_again, source_file),
        ]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("bytes"))
    def size(self, source):
        return len(source.content)


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    pages = [codebook.codebook, codebook.codings, codebook.outdated, by_numbers, *text_parting.PAGES]
    fieldsets = [
        (None, {"fields": ["inquiry", "number", "part", "parent", "text", "wording", "short_title", "request"]}),
        (
            _("Continues an earlier inquiry"),
            {"classes": FOLDED_WHILE_EMPTY, "fields": ["continues", "comparability", "comparability_note"]},
        ),
        (_("Where it counts"), {"fields": ["codebook", "codings"]}),
    ]
    readonly_fields = ["codebook", "codings"]
    autocomplete_fields = ["continues"]
    list_display = ["key", "short_title", "short_text", "inquiry_link", "continues"]
    list_filter = [InquiryFilter, "comparability"]
    list_select_related = ["inquiry", "continues"]
    search_fields = ["text", "short_title", "inquiry__number"]
    label_related = ["inquiry"]
    actions = ["take_proposed_titles"]

    def page_records(self, request):
        return Question.objects.for_list()

    def tools(self, request, question):
        own = buttons(self, request, question, codebook.codebook, codebook.codings)
        parting = text_parting.tools(self, request, question)
        return [*super().tools(request, question), *withholding_buttons(request, question), *own, *parting]

    def label(self, question):
        return f"{question.inquiry.number}, {question.key}: {Truncator(question.text).chars(60)}"

    def choices(self, inquiry):
        return {"parent": inquiry.questions.filter(part="")}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if obj and "short_title" in form.base_fields:
            field = form.base_fields["short_title"]
            proposal = _("Proposed from the text: “%(title)s”") % {"title": proposed_title(obj.text)}
            field.help_text = f"{field.help_text} {proposal}"
        return form

    @admin.action(description=_("Take the proposed short title where there is none"), permissions=["change"])
    def take_proposed_titles(self, request, queryset):
        untitled = list(queryset.filter(short_title="").select_related("inquiry"))
        for question in untitled:
            question.short_title = proposed_title(question.text)
            history.tell(question, reason="short title proposed from the text", by=request.user).save()
        sentence = ngettext("%(n)d short title was taken.", "%(n)d short titles were taken.", len(untitled))
        self.message_user(request, sentence % {"n": len(untitled)})

    def view_on_site(self, question):
        return links.published_address(
            SearchRow.Kind.QUESTION,
            inquiry=question.inquiry.slug,
            path=paths.question(question.inquiry.slug, question.number, question.part),
        )

    @admin.display(description=_("question"), ordering="number")
    def key(self, question):
        return question.key

    @admin.display(description=_("text"))
    def short_text(self, question):
        return Truncator(question.text).chars(120)

    @admin.display(description=_("categories"))
    def codebook(self, question):
        codes = question.codes.select_related("question") if question.pk else []
        return links.listed(links.link(each, f"{each.label} ({each.code}, {each.version})") for each in codes)

    @admin.display(description=_("codings"))
    def codings(self, question):
        return (
            links.list_link(Coding, question.codings.count(), question__id__exact=question.pk) if question.pk else "-"
        )


class TextAdmin(PartAdmin):
    """A printed text of the paper with its place in it."""

    list_display = ["key", "short_text", "inquiry_link"]
    search_fields = ["text", "inquiry__number"]
    label_related = ["inquiry"]
    pages = text_parting.PAGES
    kind = ""

    def tools(self, request, text):
        own = [*withholding_buttons(request, text), *text_parting.tools(self, request, text)]
        return [*super().tools(request, text), *own]

    def label(self, text):
        return f"{text.inquiry.number}, {text.key}: {Truncator(text.text).chars(60)}"

    def view_on_site(self, text):
        slug = text.inquiry.slug
        return links.published_address(self.kind, inquiry=slug, path=paths.text(slug, text.key))

    @admin.display(description=_("place"), ordering="position")
    def key(self, text):
        return text.key

    @admin.display(description=_("text"))
    def short_text(self, text):
        return Truncator(text.text).chars(120)


class ReplyReferenceInline(RecordInline):
    """“s. bei 1” inside a reply."""

    model = Reference
    fk_name = "from_reply"
    fields = ["position", "words", "whole", "to_question", "to_remark", "to_paper", "state"]

    def choices(self, reply):
        return {"to_question": reply.inquiry.questions.all(), "to_remark": reply.inquiry.remarks.all()}


@admin.register(Reply)
class ReplyAdmin(TextAdmin):
    fieldsets = [(None, {"fields": ["inquiry", "position", "questions", "text", "wording"]})]
    checkboxes = ["questions"]
    inlines = [ReplyReferenceInline]
    kind = SearchRow.Kind.REPLY

    def choices(self, inquiry):
        return {"questions": inquiry.questions.all()}

    def get_inlines(self, request, obj):
        return self.inlines if obj else []


@admin.register(PreliminaryRemark)
class RemarkAdmin(TextAdmin):
    fieldsets = [(None, {"fields": ["inquiry", "position", "by", "heading", "text", "wording"]})]
    list_display = ["key", "by", "heading", "short_text", "inquiry_link"]
    list_filter = [InquiryFilter, "by"]
    kind = SearchRow.Kind.REMARK
