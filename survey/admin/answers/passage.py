"""Passages of the printed text, and the acts that put them right: move, join, split, and taking back."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey import checks
from survey.admin import links
from survey.admin.answers.parts import paragraphs
from survey.admin.confirmation import ActForm, act_page
from survey.admin.cut_form import CutForm
from survey.admin.desk_pages import allows, buttons, desk_page
from survey.admin.records import InquiryFilter, InquiryLink, KeptAdmin, RecordAdmin, named, offer
from survey.language.difference import difference
from survey.models import Answer, Column, Passage, PassageEdit, Row
from survey.proposals.passages import now_answered, texts_after


class PassagePlaceForm(ActForm):
    """To which cell of a table a passage belongs."""

    row = forms.ModelChoiceField(Row.objects.none(), label=capfirst(_("row")))
    column = forms.ModelChoiceField(Column.objects.none(), label=capfirst(_("column")))
    field_order = ["row", "column", "reason"]
    template = "admin/survey/passage/place.html"

    def __init__(self, passage, annex, *args, **kwargs):
        place = passage.printed_in
        if annex.pk == place.row.annex_id:
            kwargs["initial"] = {"row": place.row_id, "column": place.column_id}
        super().__init__(*args, **kwargs)
        offer(self.fields["row"], annex.rows.exclude(role=Row.Role.HEADING))
        offer(self.fields["column"], annex.columns.all())
        self.passage = passage

    def clean(self):
        """The cell where row and column meet; a passage moves to another cell than it stands in."""
        data = super().clean()
        if data.get("row") and data.get("column"):
            self.to = Answer.objects.filter(row=data["row"], column=data["column"]).first()
            if not self.to:
                self.add_error("column", _("Nothing was recorded for this field. Choose another."))
            elif self.to.pk == self.passage.answer_id:
                self.add_error("column", _("The passage stands in this field already. Choose another."))
        return data

    def seen(self):
        """Both cells with their texts before and after."""
        return [(answer, difference(*texts)) for answer, *texts in texts_after(self.passage, self.to)]

    @transaction.atomic
    def act(self, passage, kind, by):
        act, facts = getattr(PassageEdit.objects, kind), {"reason": self.cleaned_data["reason"], "by": by}
        act(passage, self.to, **facts)
        now_answered(self.to, **facts)


class SplitForm(CutForm):
    def __init__(self, passage, annex, *args, **kwargs):
        super().__init__(passage.text, *args, **kwargs)
        self.passage = passage
        self.fields["reason"].help_text = _(
            "To the reader: why these are two, e.g. “From here on it is about another county.”"
        )

    def seen(self):
        """The two pieces."""
        pieces = (self.printed[: self.at].rstrip(), self.printed[self.at :])
        return [
            (name, [("equal", text)]) for name, text in zip((_("first piece"), _("second piece")), pieces, strict=True)
        ]

    def act(self, passage, kind, by):
        PassageEdit.objects.split(passage, self.at, reason=self.cleaned_data["reason"], by=by)


ACTS = {
    "move": (PassagePlaceForm, pgettext_lazy("a passage", "Move"), _("The passage is moved.")),
    "join": (PassagePlaceForm, pgettext_lazy("a passage", "Join"), _("The passage is joined.")),
    "split": (SplitForm, pgettext_lazy("a passage", "Split"), _("The passage is split.")),
}


def chosen_table(request, tables, passage):
    """The table in whose cells a passage may be put: its own, unless another of the paper was chosen."""
    asked = request.GET.get("annex", "")
    return next((each for each in tables if str(each.pk) == asked), passage.printed_in.row.annex)


@desk_page("<int:pk>/correct/<slug:kind>/", name="act", right="survey.add_passageedit")
def correct(desk, request, passage, kind):
    """First what the cells would say, then the act itself."""
    if kind not in ACTS:
        raise Http404
    form_class, title, done = ACTS[kind]
    tables = list(passage.printed_in.row.annex.inquiry.annexes.order_by("number"))
    annex = chosen_table(request, tables, passage)
    form = form_class(passage, annex, request.POST or None)
    form.fields["reason"].required = "preview" not in request.POST
    if form.is_valid() and "preview" not in request.POST and corrected(form, kind, by=request.user):
        messages.success(request, done)
        return HttpResponseRedirect(links.page(passage.printed_in))
    shown = {
        "record": passage,
        "text": paragraphs(passage.text) if kind != "split" else "",
        "items": [_("Printed in %(answer)s") % {"answer": passage.printed_in}],
        "seen": form.seen() if form.is_valid() else [],
        "tables": [(f"?annex={table.pk}", table, table == annex) for table in tables] if len(tables) > 1 else [],
        "submit": title,
    }
    return act_page(desk, request, title=title, form=form, template=form.template, **shown)


def corrected(form, kind, *, by) -> bool:
    """The correction, and the checks after it; or the sentence why not."""
    try:
        form.act(form.passage, kind, by)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    checks.run(form.passage.printed_in.row.annex.inquiry, by=by)
    return True


@admin.register(Passage)
class PassageAdmin(InquiryLink, KeptAdmin):
    pages = [correct]
    fieldsets = [
        (_("As in the source"), {"fields": ["printed_text", "raw", "printed_in", "page", "line", "position", "start"]}),
        (_("Edited"), {"fields": ["belongs_to", "edit", "superseded_by"]}),
        (_("Kept"), {"classes": ["collapse"], "fields": ["batch"]}),
    ]
    readonly_fields = ["printed_text", "belongs_to"]
    inquiry_path = "printed_in__row__annex__inquiry"
    list_display = ["short_text", "printed_in", "belongs_to", "page", "stands", "inquiry_link"]
    list_filter = [InquiryFilter, ("superseded_by", admin.EmptyFieldListFilter), "page"]
    list_select_related = [
        "printed_in__row__annex__inquiry",
        "printed_in__column",
        "answer__row",
        "answer__column",
    ]
    search_fields = ["text", "printed_in__row__printed"]

    def page_records(self, request):
        return self.get_queryset(request).select_related(*self.list_select_related)

    def tools(self, request, passage):
        """(address, text) of each act; what another passage has replaced stays as it is."""
        if passage.superseded_by_id or not allows(correct.right, self, request, passage):
            return []
        return [(reverse("admin:survey_passage_act", args=[passage.pk, kind]), act[1]) for kind, act in ACTS.items()]

    @admin.display(description=_("printed text"))
    def printed_text(self, passage):
        return paragraphs(passage.text)

    @admin.display(description=_("printed text"))
    def short_text(self, passage):
        return Truncator(passage.text).chars(100)

    @admin.display(description=_("belongs to"))
    def belongs_to(self, passage):
        return links.link(passage.answer) or "-"

    @admin.display(description=_("stands"), boolean=True)
    def stands(self, passage):
        return passage.superseded_by_id is None


class TakeEditBackForm(ActForm):
    """Why a correction does not hold."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("To the reader, should an edition have shown the correction.")


@desk_page("<int:pk>/take_back/", right="survey.add_passageedit", label=pgettext_lazy("a correction", "Take back"))
def take_back(desk, request, edit):
    """The passages go back where they were; the correction and its undoing both stay in the record."""
    form = TakeEditBackForm(request.POST or None)
    if form.is_valid() and taken_back(request, edit, form):
        return HttpResponseRedirect(links.page(edit))
    passages = edit.passages.live().select_related("answer__row", "answer__column")
    items = [f"{passage.answer or '-'}: {Truncator(passage.text).chars(160)}" for passage in passages]
    title = take_back.label
    return act_page(desk, request, title=title, form=form, record=edit, items=items, submit=title)


def taken_back(request, edit, form) -> bool:
    try:
        PassageEdit.objects.take_back(edit, reason=form.cleaned_data["reason"], by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    checks.run(edit.inquiry, by=request.user)
    messages.success(request, _("The correction is taken back. Both stay in the record."))
    return True


@admin.register(PassageEdit)
class PassageEditAdmin(InquiryLink, RecordAdmin):
    pages = [take_back]
    brings_back = False
    fieldsets = [
        (None, {"fields": ["kind", "passages", "reason", "undoing"]}),
        (_("Kept"), {"classes": ["collapse"], "fields": ["inquiry_link", "at", "author"]}),
    ]
    readonly_fields = ["kind", "passages", "undoing", "inquiry_link", "at", "author"]
    inquiry_path = "inquiry"
    list_display = ["reason", "kind", "is_undone", "at", "author", "inquiry_link"]
    author = named("by", _("by"))
    list_filter = [InquiryFilter, "kind"]
    list_select_related = ["inquiry", "by", "taken_back_by", "takes_back"]
    search_fields = ["reason", "inquiry__number"]

    def has_add_permission(self, request):
        """Corrections are made on the page of a passage."""
        return False

    @admin.display(description=_("passages"))
    def passages(self, edit):
        passages = (edit.takes_back or edit).passages.select_related("answer__row", "answer__column")
        return links.listed(links.link(each, f"{each.answer}: {Truncator(each.text).chars(80)}") for each in passages)

    @admin.display(description=_("taken back"))
    def undoing(self, edit):
        """The correction that this one takes back, or by which it was taken back."""
        counterpart = edit.takes_back or getattr(edit, "taken_back_by", None)
        return links.link(counterpart) or "-"

    @admin.display(description=_("taken back"), boolean=True)
    def is_undone(self, edit):
        return hasattr(edit, "taken_back_by")

    def page_records(self, request):
        return self.get_queryset(request).select_related("inquiry")

    def tools(self, request, edit):
        is_done = edit.kind == PassageEdit.Kind.UNDO or hasattr(edit, "taken_back_by")
        return [*([] if is_done else buttons(self, request, edit, take_back)), *super().tools(request, edit)]
