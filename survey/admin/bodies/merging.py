"""Merging two bodies that are one, from the page of the one that goes."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import ActForm, act_page
from survey.admin.desk_pages import desk_page
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
            Body.objects.unmerged().exclude(pk=body.pk),
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


def body_alone(desk, request, pk) -> Body:
    return get_object_or_404(Body.objects.unmerged().select_related("inquiry"), pk=pk)


@desk_page("<int:pk>/merge/", name="merge", right="change", label=_("Merge into another"), find=body_alone)
def merge_page(desk, request, body):
    """Both side by side, and what each paper will say, before anything is done."""
    form = MergeForm(body, request.POST or None, site=desk.admin_site)
    form.fields["reason"].required = "preview" not in request.POST
    if form.is_valid() and "preview" not in request.POST and merged(request, form, body):
        return HttpResponseRedirect(links.page(form.cleaned_data["into"]))
    into = form.cleaned_data.get("into") if form.is_bound else None
    shown = {"record": body, "pair": side_by_side(body, into) if into else [], "into": into}
    shown["items"] = consequences(body, into) if into else []
    template = "admin/survey/body/merge.html"
    return act_page(desk, request, title=merge_page.label, form=form, template=template, submit=_("Merge"), **shown)


def merged(request, form, body) -> bool:
    data = form.cleaned_data
    try:
        merge(body, data["into"], reason=data["reason"], by=request.user)
    except ValidationError as error:
        form.add_error("into", error)
        return False
    messages.success(request, _("The two are one now. The old address leads here with the next edition."))
    return True


def body_with_other(desk, request, pk) -> Body:
    return get_object_or_404(Body.objects.select_related("merged_into__inquiry", "inquiry"), pk=pk)


def may_part(desk, request, body) -> bool:
    return body.is_linked and desk.has_change_permission(request, body)


@desk_page("<int:pk>/part/", name="part", right=may_part, label=_("Take the merge back"), find=body_with_other)
def part_page(desk, request, body):
    """Each paper's body has a page of its own again; nothing that a paper says is touched."""
    form = PartForm(request.POST or None)
    if form.is_valid():
        part(body, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The two are apart again."))
        return HttpResponseRedirect(links.page(body))
    title = part_page.label
    shown = {"record": body, "pair": side_by_side(body, body.merged_into), "into": body.merged_into}
    template = "admin/survey/body/merge.html"
    return act_page(desk, request, title=title, form=form, template=template, submit=title, **shown)


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


def consequences(body: Body, into: Body):
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
