"""Merging two bodies that are one, from the page of the one that goes."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import ActForm, act_page
from survey.admin.records import NamedAutocomplete
from survey.models import Body, Participation
from survey.models.merging import merge


class MergeForm(ActForm):
    def __init__(self, body, *args, site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            Body.objects.standing().exclude(pk=body.pk),
            label=capfirst(_("is the same as")),
            widget=NamedAutocomplete(Participation._meta.get_field("body"), site, name=_("body")),
            help_text=_("The body that stays. It gets every quote, meeting, participant and district of this one."),
        )
        self.fields["reason"].help_text = _("Stays in the history, e.g. “both papers mean the same round table”.")
        self.order_fields(["into", "reason"])


class MergesBodies:
    def get_urls(self):
        merging = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", merging, name="survey_body_merge"), *super().get_urls()]

    def tools(self, request, body):
        tools = super().tools(request, body)
        if body.merged_into_id or not self.has_change_permission(request, body):
            return tools
        return [*tools, (reverse("admin:survey_body_merge", args=[body.pk]), _("Merge into another"))]

    def merge_view(self, request, pk):
        body = get_object_or_404(Body.objects.standing().select_related("inquiry"), pk=pk)
        if not self.has_change_permission(request, body):
            raise PermissionDenied
        form = MergeForm(body, request.POST or None, site=self.admin_site)
        if form.is_valid() and self.did_merge(request, form, body):
            return HttpResponseRedirect(links.page(form.cleaned_data["into"]))
        counts = {
            _("quotes"): body.evidence.count(),
            _("meetings"): body.meetings.count(),
            _("initiators and participants"): body.participations.count(),
            _("districts"): body.districts.count(),
        }
        items = [f"{capfirst(label)}: {count}" for label, count in counts.items()]
        title = _("Merge into another")
        return act_page(self, request, title=title, form=form, record=body, items=items, submit=_("Merge"))

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
