"""Printed names that the program remembers: confirmed where they mean somebody else, asked about when a row changes."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.language.names import bare, fold
from survey.models import RespondentName, Row
from survey.models.respondent import somebody_else

KEEP, FORGET, CHANGE = "keep", "forget", "change"


class ConfirmedName(forms.Form):
    """A name that is or means somebody else is kept for this respondent only where someone says so."""

    confirmed = forms.BooleanField(
        label=gettext_lazy("Keep the name though it means somebody else"),
        required=False,
        help_text=gettext_lazy("Every later import will take this respondent for it."),
    )

    def ask(self, name, respondent, state):
        """Say beside the box whom the name means, unless it is ticked."""
        namesake = None if self.cleaned_data.get("confirmed") else somebody_else(name, respondent, state)
        if namesake:
            sentence = _("“%(name)s” means %(other)s. Tick this box if somebody else is meant by it all the same.")
            self.add_error("confirmed", sentence % {"name": name, "other": namesake.in_full})


def remembered_for(row: Row) -> RespondentName | None:
    """The remembered name by which the row may have got its respondent."""
    if not row.pk or row.respondent_id is None:
        return None
    keys = Q(key=fold(row.printed)) | Q(key=fold(bare(row.printed)))
    state = row.annex.inquiry.parliament.state
    return RespondentName.objects.filter(keys, state=state, respondent=row.respondent_id).first()


class AsksAboutName(forms.Form):
    """The form of a row: when another respondent is chosen, what becomes of the name that had led to the former one."""

    remembered = forms.ChoiceField(
        label=gettext_lazy("The remembered name"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (FORGET, gettext_lazy("forget it: later imports go by the rules, or ask")),
            (CHANGE, gettext_lazy("let it mean the respondent chosen here")),
            (KEEP, gettext_lazy("keep it: this row alone is an exception")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = remembered_for(self.instance)
        field = self.fields["remembered"]
        if self.name is None:
            field.widget = forms.HiddenInput()
        else:
            sentence = _("“%(name)s” is remembered for %(respondent)s. Say what holds if you choose another here.")
            field.help_text = sentence % {"name": self.name, "respondent": self.name.respondent.in_full}

    def clean(self):
        data = super().clean()
        if self.name and "respondent" in self.changed_data and not data.get("remembered"):
            self.add_error("remembered", _("Another respondent is chosen: say what becomes of the remembered name."))
        return data

    def settle_name(self, reason: str | None, user):
        """Forget the name or let it mean the new respondent, with the reason and who it was in its history."""
        act = self.cleaned_data.get("remembered")
        if not self.name or "respondent" not in self.changed_data or act == KEEP:
            return
        self.name._change_reason, self.name._history_user = reason, user
        if act == FORGET or self.cleaned_data["respondent"] is None:
            self.name.delete()
        else:
            self.name.respondent = self.cleaned_data["respondent"]
            self.name.save()
