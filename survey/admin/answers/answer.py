"""Answers and their references: what is printed stays, what editors write stands beside it."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.admin import links
from survey.admin.answers import referring
from survey.admin.answers.cell_history import CellHistory
from survey.admin.answers.edit_conflicts import AnswerForm, close_answered, raise_version
from survey.admin.answers.pages import AnswerPages, bring_text_back
from survey.admin.answers.parts import coded, in_a_line, paragraphs, passage_list, sources
from survey.admin.answers.reference_rows import ReferenceRows, rows_of
from survey.admin.answers.referring import DecidedByClick, InquiryOfReference, StateOfReference, decide
from survey.admin.bodies.recording import body_page, fact_page
from survey.admin.coding.row import may_categorise
from survey.admin.confirmation import withholding_buttons
from survey.admin.desk_pages import buttons
from survey.admin.findings import open_findings
from survey.admin.records import InquiryFilter, InquiryLink, RecordAdmin, RecordInline
from survey.admin.tables.annex import MadeByImport
from survey.admin.tables.cells import coded_questions, parts_of
from survey.admin.tables.grid import grid_address
from survey.editing.typed import Overtaken, Typing, settle_typed
from survey.models import Answer, Coding, Finding, Reference, SearchRow, current_coding, joined
from survey.models.open_work import without_status
from survey.record.printed import is_machine_read
from survey.wording.marks import compared, markup

LATEST = 3


class ReferenceInline(RecordInline):
    """“s. bei 1 und 2”: one row each for 1 and for 2."""

    model = Reference
    formset = ReferenceRows
    fk_name = "from_answer"
    fields = ["position", "words", "whole", "to_question", "to_answer", "to_remark", "to_paper", "state"]
    autocomplete_fields = ["to_answer"]
    of_inquiry = ["to_answer"]
    related = ["to_answer__row", "to_answer__column"]

    def inquiry(self, answer):
        return answer.row.annex.inquiry

    def choices(self, answer):
        inquiry = self.inquiry(answer)
        return {"to_question": inquiry.questions.all(), "to_remark": inquiry.remarks.all()}


class WithoutStatusFilter(admin.SimpleListFilter):
    """What the desk's start counts."""

    title = _("status to decide")
    parameter_name = "without_status"

    def lookups(self, request, model_admin):
        return [("yes", _("yes"))]

    def queryset(self, request, queryset):
        return without_status(queryset) if self.value() == "yes" else queryset


class WholeForm(AnswerForm):
    """Knows the references that it was opened with, too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["before"].initial |= {"references": rows_of(self.instance)}


@admin.register(Answer)
class AnswerAdmin(AnswerPages, MadeByImport, InquiryLink, RecordAdmin):
    pages = [bring_text_back, body_page, fact_page]
    brings_back = False
    form = WholeForm
    fieldsets = [
        (_("As in the source"), {"fields": ["place", "as_printed"], "classes": ["side"]}),
        (_("Edited"), {"fields": ["reading_text", "wording", "changes"], "classes": ["side"]}),
        (_("What it says"), {"fields": ["status", "decided", ("number", "number_is"), "note"]}),
        (_("What rests on it"), {"fields": ["findings", "decided_references", "categories", "quotes"]}),
        (_("History"), {"fields": ["latest"]}),
    ]
    readonly_fields = [
        *("place", "as_printed", "reading_text", "changes"),
        *("findings", "decided_references", "categories", "quotes", "latest"),
    ]
    carried_fields = ["seen", "before", "mine"]
    inlines = [ReferenceInline]
    inquiry_path = "row__annex__inquiry"
    list_display = ["cell", "status", "decided", "short_text", "annex", "inquiry_link"]
    list_display_links = ["cell"]
    export_columns = ["inquiry_link", "annex", "row", "column", "status", "decided", "text", "note"]
    list_filter = [InquiryFilter, WithoutStatusFilter, "status", "decided", "row__respondent__kind"]
    list_select_related = ["row__annex__inquiry", "column"]
    search_fields = ["row__printed", "wording", "note", "passages__text"]
    label_related = ["row__annex__inquiry", "column"]

    def label(self, answer):
        return f"{answer.row.annex.inquiry.number}, {answer.row.annex}: {answer}"

    def tools(self, request, answer):
        in_table = (grid_address(answer.row.annex_id, answer.pk), _("In the table"))
        own = [*buttons(self, request, answer, body_page), *withholding_buttons(request, answer)]
        return [in_table, *super().tools(request, answer), *own]

    def lookup_allowed(self, lookup, value, request=None):
        return lookup.startswith("row__annex__id") or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("row__annex__inquiry", "column").with_passages()

    def view_on_site(self, answer):
        annex = answer.row.annex
        return links.published_address(
            SearchRow.Kind.ANSWER,
            inquiry=annex.inquiry.slug,
            annex=annex.number,
            row_key=answer.row.key,
            column_key=answer.column.key,
        )

    # Lists and read-only fields

    @admin.display(description=_("answer"), ordering="row__position")
    def cell(self, answer):
        return str(answer)

    @admin.display(description=_("table"))
    def annex(self, answer):
        return links.link(answer.row.annex, answer.row.annex.number)

    @admin.display(description=_("text"))
    def text(self, answer):
        return answer.text

    @admin.display(description=_("text"))
    def short_text(self, answer):
        return Truncator(self.text(answer)).chars(100)

    @admin.display(description=_("place"))
    def place(self, answer):
        annex = answer.row.annex
        steps = [(annex.inquiry, annex.inquiry.number), (annex, ""), (answer.row, ""), (answer.column, "")]
        return format_html_join(" › ", "{}", ((links.link(record, text),) for record, text in steps))

    @admin.display(description=_("printed in this cell"))
    def as_printed(self, answer):
        """Each passage with its place in the source, and where an editor has put it."""
        related = ("answer__row", "answer__column", "batch__source", "edit")
        printed = answer.printed_passages.live().select_related(*related)
        listed = passage_list(printed.defer("batch__source__content"), answer)
        if is_machine_read(answer):
            said = _("Read by machine; nobody has compared it with the print yet.")
            return format_html('<p class="note">{}</p>{}', said, listed)
        return listed

    @admin.display(description=pgettext_lazy("of a cell", "its passages"))
    def reading_text(self, answer):
        passages = answer.passages.live().select_related("printed_in__row", "printed_in__column")
        text = paragraphs(joined(passages)) or _("no text")
        return format_html("{}{}", text, sources(passages, answer))

    @admin.display(description=_("from the source to the edited text"))
    def changes(self, answer):
        """Word by word."""
        printed, reading = answer.as_printed, answer.text
        if printed == reading:
            return _("reads as in the source")
        return format_html('<div lang="de">{}</div>', markup(compared(printed, reading)))

    @admin.display(description=_("findings"))
    def findings(self, answer):
        """Open ones with their sentence and what may be done; all of them as a list."""
        every = links.list_link(Finding, _("all findings of this cell"), answer__id__exact=answer.pk, state="all")
        return format_html("{}<p>{}</p>", open_findings.of_answer(answer, links.page(answer)), every)

    @admin.display(description=_("references"))
    def decided_references(self, answer):
        """What the text refers to, each decided by a click."""
        references = answer.references.select_related("to_question", "to_remark", "to_answer__row", "to_answer__column")
        may_decide = answer.reader.has_perm("survey.change_reference")
        found = referring.listed(references, links.page(answer), may_decide)
        about = _("A click decides the reference alone. Save first what else you have written on this page.")
        return (
            format_html('{}<p class="help">{}</p>', found, about) if may_decide and answer.references.all() else found
        )

    @admin.display(description=_("categories"))
    def categories(self, answer):
        """What the row is categorised as in the parts of this column."""
        codings = Coding.objects.filter(row=answer.row_id).visible_to(answer.reader).select_related("code")
        items = []
        for question in parts_of(answer.column, coded_questions(answer.row.annex)):
            own = [coding for coding in codings if coding.question_id == question.pk]
            current = current_coding(own)
            items.append(coded(question, current.coding, disputed=current.is_disputed))
        leads = links.to_coding(answer.row) if may_categorise(answer.reader) else ""
        return format_html("{}<p>{}</p>", links.listed(items), leads)

    @admin.display(description=_("bodies named in it"))
    def quotes(self, answer):
        evidence = answer.evidence.select_related("body", "meeting__body", "participation__body")
        bodies = {each.body or (each.meeting or each.participation).body for each in evidence} - {None}
        found = links.listed(links.link(body) for body in sorted(bodies, key=lambda body: body.sort_name))
        leads = links.to_new_body(answer) if answer.reader.has_perm("survey.add_body") else ""
        return format_html("{}<p>{}</p>", found, leads)

    @admin.display(description=_("last changes"))
    def latest(self, answer):
        told = (in_a_line(entry) for entry in CellHistory(answer, answer.reader).entries()[:LATEST])
        whole = format_html('<a href="{}">{}</a>', links.page(answer, "history"), _("whole history"))
        return format_html("{}<p>{}</p>", links.listed(told), whole)

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Overtaken:  # rolled back; the form now finds the newer version and says so
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if form.has_changed():
            raise_version(obj, form)
            settle_typed(obj, form.typed_text(), Typing(obj.row.annex, by=request.user))
            super().save_model(request, obj, form, change)
            close_answered(obj, request.user)

    def save_related(self, request, form, formsets, change):
        if not form.has_changed() and any(formset.has_changed() for formset in formsets):
            raise_version(form.instance, form)
            form.instance._change_reason = form.cleaned_data["change_reason"] or None
            form.instance.save()
        super().save_related(request, form, formsets, change)


@admin.register(Reference)
class ReferenceAdmin(DecidedByClick, RecordAdmin):
    pages = [decide]
    fieldsets = [
        (_("As in the source"), {"fields": ["origin", "words"]}),
        (_("Edited"), {"fields": ["position", "whole", "to_question", "to_answer", "to_remark", "to_paper", "state"]}),
    ]
    readonly_fields = ["origin"]
    autocomplete_fields = ["to_answer"]
    list_display = ["words", "origin", "target", "whole", "state", "decisions"]
    export_columns = ["words", "origin", "target", "whole", "state"]
    list_filter = [StateOfReference, InquiryOfReference, "whole"]
    actions = ["confirm", "refuse", "leave_open"]
    inquiry_path = "from_answer__row__annex__inquiry"
    list_select_related = [
        "from_answer__row__annex__inquiry",
        "from_answer__column",
        "from_reply__inquiry",
        "to_question",
        "to_answer__row",
        "to_answer__column",
        "to_remark",
    ]
    search_fields = ["words", "from_answer__row__printed", "to_paper"]

    def has_add_permission(self, request):
        """References are added where they stand: in an answer or a reply."""
        return False

    def choices(self, reference):
        origin = reference.from_reply or reference.from_answer.row.annex
        return {"to_question": origin.inquiry.questions.all(), "to_remark": origin.inquiry.remarks.all()}

    @admin.display(description=_("stands in"))
    def origin(self, reference):
        return links.link(reference.from_answer or reference.from_reply)

    @admin.display(description=_("refers to"))
    def target(self, reference):
        return referring.target(reference)

    def get_list_display(self, request):
        may_decide = self.has_change_permission(request)
        return [name for name in self.list_display if name != "decisions" or may_decide]

    @admin.display(description=_("decision"))
    def decisions(self, reference):
        return referring.buttons(reference)
