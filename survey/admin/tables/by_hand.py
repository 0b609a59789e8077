"""Rows and columns added and moved by hand, each on a page that asks as little as it can."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey import editing
from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import DeskPage, desk_page
from survey.admin.inquiries.by_hand import LARGE, lines_of, say
from survey.admin.records import PlainTextarea, offer
from survey.models import Column, Row


class ReasonedForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason for the change")),
        required=False,
        widget=forms.TextInput(attrs=LARGE),
        help_text=_("Stays in the history, e.g. “the reader left this row out”."),
    )


class AddRowsForm(ReasonedForm):
    labels = forms.CharField(
        label=capfirst(_("labels of the rows")),
        widget=PlainTextarea(attrs={"rows": 4, **LARGE}),
        help_text=_("One a line, as printed, e.g. “LK Fulda”."),
    )
    after = forms.ModelChoiceField(
        Row.objects.none(), label=capfirst(_("behind the row")), required=False, empty_label=_("at the end")
    )
    field_order = ["labels", "after", "reason"]

    def __init__(self, annex, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["after"], annex.rows.all())

    def clean_labels(self):
        return lines_of(self.cleaned_data["labels"])

    def act(self, annex, by):
        after = self.cleaned_data["after"]
        for label in self.cleaned_data["labels"]:
            row = editing.add_row(annex, label, after=after, by=by, reason=self.cleaned_data["reason"])
            after = row if after else None


class AddColumnsForm(ReasonedForm):
    headings = forms.CharField(
        label=capfirst(_("headings of the columns")),
        widget=PlainTextarea(attrs={"rows": 3, **LARGE}),
        help_text=_("One a line, as printed. “Frage 1” answers question 1 with all its parts."),
    )
    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=Column.Kind.choices)
    field_order = ["headings", "kind", "reason"]

    def __init__(self, annex, *args, **kwargs):
        super().__init__(*args, **kwargs)

    def act(self, annex, by):
        for heading in lines_of(self.cleaned_data["headings"]):
            facts = {"kind": self.cleaned_data["kind"], "reason": self.cleaned_data["reason"]}
            editing.add_column(annex, heading, by=by, **facts)


class MoveForm(ReasonedForm):
    after = forms.ModelChoiceField(
        Row.objects.none(), label=capfirst(_("behind")), required=False, empty_label=_("to the first place")
    )
    field_order = ["after", "reason"]

    def __init__(self, record, *args, **kwargs):
        super().__init__(*args, **kwargs)
        siblings = type(record).objects.filter(annex=record.annex_id).exclude(pk=record.pk)
        before = siblings.filter(position__lt=record.position).order_by("position").last()
        offer(self.fields["after"], siblings.order_by("position", "key"))
        self.fields["after"].initial = before.pk if before else None


def adding_page(model: str, name: str, form_class, *, label, done) -> DeskPage:
    """The page of a table on which rows or columns are added."""

    @desk_page(f"<int:pk>/{name}/add/", name=f"add_{name}", right=f"survey.add_{model}", label=label)
    def page(desk, request, annex):
        form = form_class(annex, request.POST or None)
        back = links.way_back(request, links.page(annex, "grid"))
        if form.is_valid():
            try:
                form.act(annex, request.user)
            except ValidationError as error:
                say(form, error)
            else:
                messages.success(request, done)
                return HttpResponseRedirect(back)
        shown = {"record": annex, "submit": label, "back": back, "kept": [("next", back)]}
        return act_page(desk, request, title=label, form=form, **shown)

    return page


ADDED = {
    "row": adding_page("row", "rows", AddRowsForm, label=_("Add rows"), done=_("The rows are added.")),
    "column": adding_page(
        "column", "columns", AddColumnsForm, label=_("Add columns"), done=_("The columns are added.")
    ),
}


@desk_page("<int:pk>/move/", right="change", label=pgettext_lazy("a row or column", "Move"))
def move(desk, request, record):
    form = MoveForm(record, request.POST or None)
    grid = links.page(record.annex, "grid")
    if form.is_valid():
        data = form.cleaned_data
        editing.move(record, after=data["after"], by=request.user, reason=data["reason"])
        messages.success(request, _("It is moved."))
        return HttpResponseRedirect(grid)
    return act_page(desk, request, title=move.label, form=form, record=record, submit=move.label, back=grid)


class AddedOnTable:
    """Of a row or a column: added on the page of its table."""

    def add_view(self, request, form_url="", extra_context=None):
        annex = self.container(request, None)
        if annex and self.has_add_permission(request):
            return HttpResponseRedirect(ADDED[self.opts.model_name].address_of(annex))
        return super().add_view(request, form_url, extra_context)
