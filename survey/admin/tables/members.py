"""Whom the row of an association speaks for: its members that were districts on the day of the table."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey import checks
from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import buttons, desk_page
from survey.admin.printed_names import AsksAboutName
from survey.admin.records import RecordForm
from survey.admin.widgets import PairsField, SmallTextarea
from survey.models import District, Respondent, Row

OWN = (Respondent.Kind.COUNTY, Respondent.Kind.CITY)


class RowForm(AsksAboutName, RecordForm):
    breakdown = PairsField(
        label=capfirst(_("breakdown")),
        required=False,
        help_text=_("A second key of the row, one a line: its name, a colon, its value, e.g. “year: 2014”."),
    )

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


@desk_page("<int:pk>/members/", right="change", label=_("Let it speak for its members"))
def members(desk, request, row):
    """Whom it would speak for, and who of them answers by a row of its own."""
    spoken_for = set(row.speaks_for.values_list("pk", flat=True))
    missing = [district for district in members_then(row) if district.pk not in spoken_for]
    form = MembersForm(request.POST or None)
    if missing and form.is_valid():
        let_speak(request, row, missing, form.cleaned_data["reason"])
        return HttpResponseRedirect(links.page(row))
    title = members.label
    items = in_words(row, missing)
    return act_page(desk, request, title=title, form=form, record=row, items=items, submit=title if missing else "")


def members_buttons(desk, request, row) -> list:
    """The row of an association may speak for its members."""
    is_association = row.respondent and row.respondent.kind == Respondent.Kind.ASSOCIATION
    return buttons(desk, request, row, members) if is_association else []


def in_words(row, districts):
    if not districts:
        return [_("No member that was on the official list of the table's day is missing here.")]
    own = set(Respondent.objects.filter(rows__annex=row.annex_id, kind__in=OWN).values_list("district", flat=True))
    has_row = _("%(district)s (has a row of its own and stays counted there)")
    return [has_row % {"district": district} if district.pk in own else str(district) for district in districts]


def let_speak(request, row, districts, reason):
    row._change_reason = reason or str(_("Members of the association."))
    row._history_user = request.user
    row.speaks_for.add(*districts)
    checks.run(row.annex.inquiry, by=request.user)
    count = len(districts)
    sentence = ngettext(
        "The row speaks for %(count)d more district.", "The row speaks for %(count)d more districts.", count
    )
    messages.success(request, sentence % {"count": count})
