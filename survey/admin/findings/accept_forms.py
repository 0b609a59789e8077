"""What an editor gives when accepting: a reason, and what the act itself cannot know."""

from django import forms
from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.admin.records import KnownAutocomplete, SmallTextarea, named_in_full
from survey.models import NumberIs, Respondent, Row, Status

LARGE = {"rows": 3, "class": "vLargeTextField"}


def status_field(empty):
    """The statuses that a field may get: one with nothing in it is no answer and no reference."""
    left_out = {Status.ANSWERED, Status.REFERS} if empty else set()
    choices = [choice for choice in Status.choices if choice[0] not in left_out]
    return forms.ChoiceField(label=capfirst(_("status")), choices=choices)


def respondent_field():
    widget = KnownAutocomplete(Row._meta.get_field("respondent"), admin.site)
    field = forms.ModelChoiceField(Respondent.objects.for_list(), label=capfirst(_("respondent")), widget=widget)
    return named_in_full(field)


FIELDS = {
    "status": lambda: status_field(empty=True),
    "note": lambda: forms.CharField(
        label=capfirst(_("public note")),
        required=False,
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("One or two plain sentences to the reader."),
    ),
    "number": lambda: forms.DecimalField(
        label=capfirst(pgettext_lazy("a quantity", "number")),
        required=False,
        max_digits=20,
        decimal_places=4,
        localize=True,
        help_text=_("0 is an answer. Empty: no number stands there."),
    ),
    "number_is": lambda: forms.ChoiceField(label=capfirst(_("the number is")), choices=NumberIs.choices),
    "respondent": respondent_field,
    "keep_name": lambda: forms.BooleanField(
        label=capfirst(_("keep the printed name")),
        required=False,
        help_text=_("Later imports then know who is meant."),
    ),
}


class AcceptForm(forms.Form):
    """Fields of what the act needs, and the reason."""

    reason = forms.CharField(
        label=capfirst(_("reason")),
        required=False,
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("It stays with the finding and in the history of what is changed."),
    )

    def __init__(self, needs, *args, tells_the_public=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.needs = tuple(needs)
        for name in self.needs:
            self.fields[name] = FIELDS[name]()
        if "number" in self.needs:
            self.fields["status"] = status_field(empty=False)
        if "respondent" in self.needs and (chosen := self.initial.get("respondent")):
            self.fields["respondent"].widget.known = (str(chosen.pk), str(chosen))
            self.initial["respondent"] = chosen.pk
        if tells_the_public:
            self.fields["reason"].required = True
            self.fields["reason"].help_text = _("To the reader: why the text belongs here.")
        self.order_fields([*self.needs, "reason"])

    @property
    def choice(self):
        return {name: self.cleaned_data[name] for name in self.needs}

    def clean(self):
        data = super().clean()
        if data.get("status") == Status.UNKNOWN and "note" in self.needs and not data.get("note"):
            self.add_error("note", _("Tell the reader in a note why it is not known."))
        if "number" in self.needs and "number" not in self.errors:
            self.clean_quantity(data)
        return data

    def clean_quantity(self, data):
        """A number says what it is, and something without one is no exact number."""
        has_number, is_one = data.get("number") is not None, data.get("number_is") != NumberIs.NONE
        if has_number != is_one:
            self.add_error("number_is", _("Say whether the number is exact, about, at least or at most."))
