"""Rows and columns added and moved by hand, each on a page that asks as little as it can."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey import editing
from survey.admin.confirmation import act_page
from survey.admin.inquiries.by_hand import LARGE, lines_of, say
from survey.admin.records import PlainTextarea, offer
from survey.models import Annex, Column, Row


class ReasonedForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason for the change")),
        required=False,
        widget=forms.TextInput(attrs=LARGE),
        help_text=_("Stays in the history, e.g. “the reader left this row out”."),
    )


class RowsForm(ReasonedForm):
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


class ColumnsForm(ReasonedForm):
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


ADDED = {
    "row": ("rows", RowsForm, _("Add rows"), _("The rows are added.")),
    "column": ("columns", ColumnsForm, _("Add columns"), _("The columns are added.")),
}


def added_address(model_name: str, annex) -> str:
    return reverse(f"admin:survey_annex_add_{ADDED[model_name][0]}", args=[annex.pk])


class TableByHand:
    """The pages of a table on which rows and columns are added."""

    def get_urls(self):
        view = self.admin_site.admin_view
        pages = [
            path(f"<int:pk>/{name}/add/", view(self.adding(model)), name=f"survey_annex_add_{name}")
            for model, (name, *_rest) in ADDED.items()
        ]
        return [*pages, *super().get_urls()]

    def tools(self, request, annex):
        own = [
            (added_address(model, annex), words)
            for model, (_name, _form, words, _done) in ADDED.items()
            if request.user.has_perm(f"survey.add_{model}")
        ]
        return [*super().tools(request, annex), *own]

    def adding(self, model):
        def view(request, pk):
            return self.add_to(request, pk, model)

        return view

    def add_to(self, request, pk, model):
        annex = get_object_or_404(Annex.objects.select_related("inquiry"), pk=pk)
        if not request.user.has_perm(f"survey.add_{model}"):
            raise PermissionDenied
        _name, form_class, title, done = ADDED[model]
        form = form_class(annex, request.POST or None)
        grid = reverse("admin:survey_annex_grid", args=[annex.pk])
        if form.is_valid():
            try:
                form.act(annex, request.user)
            except ValidationError as error:
                say(form, error)
            else:
                self.message_user(request, done, messages.SUCCESS)
                return HttpResponseRedirect(grid)
        return act_page(self, request, title=title, form=form, record=annex, submit=title, back=grid)


class MovesByHand:
    """Of a row or a column: added on the page of its table, moved on one of its own."""

    def add_view(self, request, form_url="", extra_context=None):
        annex = self.container(request, None)
        if annex and self.has_add_permission(request):
            return HttpResponseRedirect(added_address(self.opts.model_name, annex))
        return super().add_view(request, form_url, extra_context)

    def get_urls(self):
        name = f"survey_{self.opts.model_name}_move"
        return [path("<int:pk>/move/", self.admin_site.admin_view(self.move_view), name=name), *super().get_urls()]

    def tools(self, request, record):
        tools = super().tools(request, record)
        if not self.has_change_permission(request, record):
            return tools
        page = reverse(f"admin:survey_{self.opts.model_name}_move", args=[record.pk])
        return [*tools, (page, pgettext_lazy("a row or column", "Move"))]

    def move_view(self, request, pk):
        record = get_object_or_404(self.model.objects.select_related("annex__inquiry"), pk=pk)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        form = MoveForm(record, request.POST or None)
        grid = reverse("admin:survey_annex_grid", args=[record.annex_id])
        if form.is_valid():
            data = form.cleaned_data
            editing.move(record, after=data["after"], by=request.user, reason=data["reason"])
            self.message_user(request, _("It is moved."), messages.SUCCESS)
            return HttpResponseRedirect(grid)
        title = pgettext_lazy("a row or column", "Move")
        return act_page(self, request, title=title, form=form, record=record, submit=title, back=grid)
