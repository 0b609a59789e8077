"""Two people at one answer: its texts, its status and its number are compared as the cell reads them.

Beside the version of its own, which moved passages raise, too, the form of an answer carries what it said (`before`):
no history tells how a cell read.
"""

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from survey import checks
from survey.admin.edit_conflicts import CarriedAlong
from survey.admin.records import RecordForm
from survey.editing import typed
from survey.editing.values import status_words
from survey.models import Answer, Column, PassageEdit
from survey.models.cell_text import number_anew
from survey.wording.places import place_of

COMPARED = ("wording", "status", "decided", "number", "number_is", "note")


def raise_version(answer, form):
    """Only who has seen the newest version may write the next one."""
    typed.raise_version(answer, form.cleaned_data["seen"])


def close_answered(answer, user):
    """What the checks asked about the cell is answered once its status is decided."""
    if answer.decided:
        inquiry = answer.row.annex.inquiry
        checks.close(inquiry, ("blank_cell", "number_unread"), place_of(answer), by=user)


def values_of(answer: Answer) -> dict:
    """What a form of the answer says, as it can be sent along."""
    values = {name: getattr(answer, name) for name in COMPARED}
    number = "" if answer.number is None else f"{answer.number.normalize():f}"
    return values | {"wording": answer.text.strip(), "number": number}


def last_change(answer: Answer):
    """Who changed it last, and when: an editor or an import, or who moved one of its passages."""
    entry = answer.history.select_related("history_user").first()
    found = [(entry.history_date, entry.history_user)] if entry else []
    act = PassageEdit.objects.filter(passages__answer=answer).select_related("by").order_by("-at").first()
    found += [(act.at, act.by)] if act else []
    return max(found, key=lambda each: each[0], default=(None, None))


class AnswerForm(RecordForm):
    """The editable side of an answer. Its text field holds the reading text; equal to the passages, it is none."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    before = CarriedAlong(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        values = values_of(self.instance)
        self.initial["wording"] = values["wording"]
        self.fields["before"].initial = values

    def typed_text(self) -> str | None:
        """What the form says that a cell typed by hand reads; None where it says nothing new."""
        if "wording" not in self.fields or not self.instance.is_typed:
            return None
        said = (self.data.get(self.add_prefix("wording")) or "").replace("\r\n", "\n").strip()
        return said if said != self.instance.own_text.strip() else None

    def version(self):
        return self.instance.version

    def compared_names(self):
        return [name for name in COMPARED if name in self.fields]

    def clean_wording(self):
        text = self.cleaned_data["wording"] or ""
        return None if text.strip() in ("", self.instance.own_text.strip()) else text

    def clean(self):
        """A new status is a decision; a text that was changed is read again."""
        before = self.cleaned_data.get("before", {})
        if self.cleaned_data.get("status") not in (None, before.get("status", self.instance.status)):
            self.cleaned_data["decided"] = True
        elif (said := self.typed_text()) and not self.instance.decided:
            self.cleaned_data["status"] = typed.status_for(self.instance, said, status_words())
        if "wording" in self.changed_data and not {"number", "number_is"} & {*self.changed_data}:
            self.read_number(self.cleaned_data)
        return super().clean()

    def read_number(self, data: dict):
        answer = self.instance
        if answer.column.kind == Column.Kind.NUMBER and "number" in self.fields:
            text = answer.own_text if data.get("wording") is None else data["wording"]
            stood = answer.number, answer.number_is
            data["number"], data["number_is"] = number_anew(self.initial["wording"], text, stood)

    def saved_values(self):
        return values_of(Answer.objects.get(pk=self.instance.pk))

    def values_before(self):
        return self.cleaned_data.get("before", {})

    def own_values(self):
        """What was typed, in the form of `values_of`."""
        data = {name: self.cleaned_data[name] for name in COMPARED if name in self.cleaned_data}
        if "wording" in data:
            data["wording"] = (data["wording"] or self.instance.own_text).strip()
        if "number" in data:
            data["number"] = "" if data["number"] is None else f"{data['number'].normalize():f}"
        return data

    def is_untouched(self, saved, before, mine):
        """Passages and references are not among its fields: whoever moved one is always told of."""
        return False

    def is_text(self, name):
        return name in ("wording", "note")

    def last_change(self):
        return last_change(self.instance)

    def sentence(self, moment, user):
        if not user or not moment:
            return _("This answer was changed while you were editing it. Nothing of yours is saved yet.")
        return _(
            "%(name)s changed this answer at %(time)s, while you were editing it. Nothing of yours is saved yet."
        ) % {
            "name": user.get_full_name() or user.get_username(),
            "time": date_format(localtime(moment), "DATETIME_FORMAT"),
        }
