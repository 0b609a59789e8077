"""Merging two bodies that are one, from the page of the one that goes."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import ActForm, act_page
from survey.admin.records import NamedAutocomplete
from survey.models import Body, Participation
from survey.models.merging import merge, part

SHOWN = [
    *("usual_name", "name", "kind", "level", "place", "districts", "state", "mention", "count"),
    *("beginning", "beginning_words", "rhythm", "coverage", "coverage_n", "coverage_m"),
]


class MergeForm(ActForm):
    def __init__(self, body, *args, site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            Body.objects.standing().exclude(pk=body.pk),
            label=capfirst(_("is the same as")),
            widget=NamedAutocomplete(Participation._meta.get_field("body"), site, name=_("body")),
            help_text=_(
                "Of the same paper: it gets every quote, meeting and participant of this one. Of another: both stay."
            ),
        )
        self.fields["reason"].help_text = _("Stays in the history, e.g. “both papers mean the same round table”.")
        self.order_fields(["into", "reason"])


class PartForm(ActForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Stays in the history, e.g. “two round tables of one name”.")


class MergesBodies:
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/merge/", view(self.merge_view), name="survey_body_merge"),
            path("<int:pk>/part/", view(self.part_view), name="survey_body_part"),
            *super().get_urls(),
        ]

    def tools(self, request, body):
        tools = super().tools(request, body)
        if not self.has_change_permission(request, body):
            return tools
        if body.merged_into_id:
            return [*tools, (reverse("admin:survey_body_part", args=[body.pk]), _("Take the merge back"))]
        return [*tools, (reverse("admin:survey_body_merge", args=[body.pk]), _("Merge into another"))]

    def merge_view(self, request, pk):
        """Both side by side, and what each paper will say, before anything is done."""
        body = get_object_or_404(Body.objects.standing().select_related("inquiry"), pk=pk)
        if not self.has_change_permission(request, body):
            raise PermissionDenied
        form = MergeForm(body, request.POST or None, site=self.admin_site)
        form.fields["reason"].required = "preview" not in request.POST
        if form.is_valid() and "preview" not in request.POST and self.did_merge(request, form, body):
            return HttpResponseRedirect(links.page(form.cleaned_data["into"]))
        into = form.cleaned_data.get("into") if form.is_bound else None
        title = _("Merge into another")
        shown = {"record": body, "pair": side_by_side(body, into) if into else [], "into": into}
        shown["items"] = told(body, into) if into else []
        template = "admin/survey/body/merge.html"
        return act_page(self, request, title=title, form=form, template=template, submit=_("Merge"), **shown)

    def did_merge(self, request, form, body):
        data = form.cleaned_data
        try:
            merge(body, data["into"], reason=data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error("into", error)
            return False
        self.message_user(
            request, _("The two are one now. The old address leads here with the next edition."), messages.SUCCESS
        )
        return True

    def part_view(self, request, pk):
        """Each paper's body has a page of its own again; nothing that a paper says is touched."""
        body = get_object_or_404(Body.objects.select_related("merged_into__inquiry", "inquiry"), pk=pk)
        if not body.is_linked or not self.has_change_permission(request, body):
            raise PermissionDenied
        form = PartForm(request.POST or None)
        if form.is_valid():
            part(body, reason=form.cleaned_data["reason"], by=request.user)
            self.message_user(request, _("The two are apart again."), messages.SUCCESS)
            return HttpResponseRedirect(links.page(body))
        title = _("Take the merge back")
        shown = {"record": body, "pair": side_by_side(body, body.merged_into), "into": body.merged_into}
        template = "admin/survey/body/merge.html"
        return act_page(self, request, title=title, form=form, template=template, submit=title, **shown)


def side_by_side(body: Body, into: Body):
    """(what, of the one, of the other) of all that is recorded of either."""
    for name in SHOWN:
        label = capfirst(Body._meta.get_field(name).verbose_name)
        yield label, *(said(each, name) for each in (body, into))
    for label, records in (
        (_("meetings"), "meetings"),
        (_("initiators and participants"), "participations"),
        (_("quotes"), "evidence"),
    ):
        yield capfirst(label), *(getattr(each, records).count() for each in (body, into))


def said(body: Body, name: str) -> str:
    if Body._meta.get_field(name).many_to_many:
        return ", ".join(map(str, getattr(body, name).all()))
    value = getattr(body, f"get_{name}_display", lambda: getattr(body, name))()
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else "" if value is None else str(value)


def told(body: Body, into: Body):
    """What every paper will say of it."""
    if body.inquiry_id == into.inquiry_id:
        yield _("Both are of %(paper)s: its next edition tells one body, with the facts and quotes of both.") % {
            "paper": body.inquiry.number
        }
        yield _("What the body that stays says already, stays. This is not taken back by a click.")
        return
    for each in (body, into):
        yield _("%(paper)s will go on saying what it says: %(name)s, %(state)s, %(rhythm)s.") % {
            "paper": each.inquiry.number,
            "name": each.name,
            "state": each.get_state_display(),
            "rhythm": each.rhythm or _("no rhythm named"),
        }
    yield _("Both papers lead to one page, that of “%(body)s”. It can be taken back.") % {"body": into}
