"""Two people at one answer: the second to save sees who was faster, both versions, and loses nothing.

A form carries the version that it was filled from (`seen`) and what it said (`before`). Where someone else has saved in
between, what only they changed is taken over, what both changed is laid side by side: theirs, one's own, the words
between the two, and both put together where the changes do not touch. Sent again, the form knows of their version.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.db.models import F
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey import checks
from survey.admin.records import RecordForm
from survey.language.merging import merged
from survey.models import Answer, Column, PassageEdit
from survey.models.cell_text import number_anew
from survey.wording.marks import Paragraph, compared
from survey.wording.places import place_of

COMPARED = ("wording", "status", "decided", "number", "number_is", "note")
TEXTS = ("wording", "note")
THEIRS, MINE, BOTH = "theirs", "mine", "both"


class Overtaken(Exception):
    """Someone saved the answer between the check of the form and its saving."""


@dataclass(frozen=True)
class EditConflict:
    """One field that two people wrote: what was saved meanwhile, what this form says, and what may be chosen."""

    name: str
    label: str
    saved: str
    yours: str
    difference: tuple[Paragraph, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


def raise_version(answer, form):
    """Only who has seen the newest version may write the next one."""
    seen = form.cleaned_data["seen"]
    if not Answer.objects.filter(pk=answer.pk, version=seen).update(version=F("version") + 1):
        raise Overtaken
    answer.version = seen + 1


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


class CarriedAlong(forms.JSONField):
    """What a form knew when it was opened; whatever else is sent says nothing."""

    def clean(self, value):
        found = super().clean(value)
        return found if isinstance(found, dict) else {}


class AnswerForm(RecordForm):
    """The editable side of an answer. Its text field holds the reading text; equal to the passages, it is none."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    before = CarriedAlong(widget=forms.HiddenInput, required=False)
    mine = CarriedAlong(widget=forms.HiddenInput, required=False)
    clashes = ()
    taken_over = ()
    is_overtaken = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        values = values_of(self.instance)
        self.initial["wording"] = values["wording"]
        self.fields["seen"].initial = self.newest = self.instance.version
        self.fields["before"].initial = values

    @cached_property
    def changed_data(self):
        """What the form carries along for the comparison is no change."""
        return [name for name in super().changed_data if name not in ("seen", "before", "mine")]

    def clean_wording(self):
        text = self.cleaned_data["wording"] or ""
        return None if text.strip() in ("", self.instance.own_text.strip()) else text

    def clean(self):
        """A new status is a decision; an older version of the answer is not saved over a newer one."""
        data = super().clean()
        before = data.get("before", {})
        if data.get("status") not in (None, before.get("status", self.instance.status)):
            data["decided"] = True
        if "wording" in self.changed_data and not {"number", "number_is"} & {*self.changed_data}:
            self.read_number(data)
        if data.get("seen") not in (None, self.newest) or self.chosen:
            self.lay_side_by_side()
        return data

    def read_number(self, data: dict):
        """A text that was changed is read again."""
        answer = self.instance
        if answer.column.kind == Column.Kind.NUMBER and "number" in self.fields:
            text = answer.own_text if data.get("wording") is None else data["wording"]
            stood = answer.number, answer.number_is
            data["number"], data["number_is"] = number_anew(self.initial["wording"], text, stood)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The field and the version that a button of the comparison asks for."""
        name, _colon, version = self.data.get("choose", "").partition(":")
        return (name, version) if version else None

    def lay_side_by_side(self):
        """Say who was faster and what they wrote; sent again, the form knows of their version and is saved."""
        answer = Answer.objects.get(pk=self.instance.pk)
        saved, before = values_of(answer), self.cleaned_data.get("before", {})
        first_time = not self.chosen
        mine = self.own_values() if first_time else self.cleaned_data.get("mine", {})
        self.data = self.data.copy()
        self.data["seen"], self.data["mine"] = str(answer.version), json.dumps(mine)
        self.is_overtaken, self.clashes, self.taken_over = True, [], []
        for name in (name for name in COMPARED if name in self.fields and name in mine):
            if saved[name] in (mine[name], before.get(name, ...)):
                continue
            if mine[name] != before.get(name, ...):
                self.clashes.append(self.clash(name, saved[name], mine[name], before.get(name)))
                continue
            self.taken_over.append(self.fields[name].label)
            if first_time:
                self.put(name, saved[name])
        self.choose(saved, mine, before)
        self.add_error(None, self.sentence(*last_change(answer)))

    def own_values(self) -> dict:
        """What was typed, in the form of `values_of`."""
        data = {name: self.cleaned_data[name] for name in COMPARED if name in self.cleaned_data}
        if "wording" in data:
            data["wording"] = (data["wording"] or self.instance.own_text).strip()
        if "number" in data:
            data["number"] = "" if data["number"] is None else f"{data['number'].normalize():f}"
        return data

    def choose(self, saved: dict, mine: dict, before: dict):
        """Put the chosen version of one field into the form."""
        name, version = self.chosen or ("", "")
        if name not in mine or name not in saved:
            return
        if version == BOTH:
            text = merged(str(before.get(name) or ""), str(saved[name]), str(mine[name]))
        else:
            text = saved[name] if version == THEIRS else mine[name]
        if text is not None:
            self.put(name, text)

    def put(self, name: str, value):
        """Write into the form as a browser would."""
        if value is False:
            self.data.pop(self.add_prefix(name), None)
        else:
            self.data[self.add_prefix(name)] = "on" if value is True else str(value)

    def clash(self, name: str, saved, mine, before) -> EditConflict:
        in_words = dict(self.fields[name].choices) if hasattr(self.fields[name], "choices") else {}
        old, new = said(saved, in_words), said(mine, in_words)
        difference = compared(old, new) if name in TEXTS else ()
        return EditConflict(
            name, self.fields[name].label, old, new, difference, tuple(choices(name, saved, mine, before))
        )

    def sentence(self, moment, user) -> str:
        if not user or not moment:
            return _("This answer was changed while you were editing it. Nothing of yours is saved yet.")
        return _(
            "%(name)s changed this answer at %(time)s, while you were editing it. Nothing of yours is saved yet."
        ) % {
            "name": user.get_full_name() or user.get_username(),
            "time": date_format(localtime(moment), "DATETIME_FORMAT"),
        }


def choices(name: str, saved, mine, before) -> Iterator[tuple[str, str]]:
    yield f"{name}:{THEIRS}", gettext_lazy("Take theirs")
    yield f"{name}:{MINE}", gettext_lazy("Keep mine")
    if name in TEXTS and before is not None and merged(before, saved, mine) is not None:
        yield f"{name}:{BOTH}", gettext_lazy("Put both together")


def said(value, in_words: dict) -> str:
    """A value as the form shows it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(in_words.get(value, "" if value is None else value))
