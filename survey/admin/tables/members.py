"""Whom the row of an association speaks for: its members that were districts on the day of the table."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey import checks
from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.printed_names import AsksAboutName
from survey.admin.records import RecordForm, SmallTextarea
from survey.models import District, Respondent, Row

OWN = (Respondent.Kind.COUNTY, Respondent.Kind.CITY)


class RowForm(AsksAboutName, RecordForm):
    def clean(self):
        """A county or a city answers for itself alone; so does who is not known yet."""
        data = super().clean()
        respondent = data.get("respondent")
        if data.get("speaks_for") and respondent and respondent.kind in OWN:
            self.add_error(
                "speaks_for", _("A county or city answers for itself; only an association speaks for others.")
            )
        return data


class MembersForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason for the change")),
        required=False,
        widget=SmallTextarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("Stays in the history, e.g. “the reply refers the cities to the association”."),
    )


def members_then(row: Row):
    """The districts that belong to the association and were on the official list on the day of the table."""
    found = District.objects.filter(respondents__member_of=row.respondent_id, respondents__kind__in=OWN)
    found = found.valid_on(row.annex.date) if row.annex.date else found
    return found.defer("outline").distinct()


class Members:
    """The button and the page that let a row speak for the members of its association."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.members_view)
        return [path("<int:pk>/members/", page, name="survey_row_members"), *super().get_urls()]

    def tools(self, request, row):
        tools = super().tools(request, row)
        is_association = row.respondent and row.respondent.kind == Respondent.Kind.ASSOCIATION
        if not is_association or not self.has_change_permission(request, row):
            return tools
        return [(reverse("admin:survey_row_members", args=[row.pk]), _("Let it speak for its members")), *tools]

    def members_view(self, request, pk):
        """Whom it would speak for, and who of them answers by a row of its own."""
        row = get_object_or_404(Row.objects.for_list(), pk=pk)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        standing = set(row.speaks_for.values_list("pk", flat=True))
        new = [each for each in members_then(row) if each.pk not in standing]
        form = MembersForm(request.POST or None)
        if new and form.is_valid():
            self.let_speak(request, row, new, form.cleaned_data["reason"])
            return HttpResponseRedirect(links.page(row))
        title = _("Let it speak for its members")
        items = self.in_words(row, new)
        return act_page(self, request, title=title, form=form, record=row, items=items, submit=title if new else "")

    def in_words(self, row, new):
        if not new:
            return [_("No member that was on the official list of the table's day is missing here.")]
        own = set(Respondent.objects.filter(rows__annex=row.annex_id, kind__in=OWN).values_list("district", flat=True))
        has_row = _("%(district)s (has a row of its own and stays counted there)")
        return [has_row % {"district": each} if each.pk in own else str(each) for each in new]

    def let_speak(self, request, row, districts, reason):
        row._change_reason = reason or str(_("Members of the association."))
        row._history_user = request.user
        row.speaks_for.add(*districts)
        checks.run(row.annex.inquiry, by=request.user)
        count = len(districts)
        sentence = ngettext(
            "The row speaks for %(count)d more district.", "The row speaks for %(count)d more districts.", count
        )
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)
