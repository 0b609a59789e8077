"""Where a printed text is cut: before the cursor in it, or before the words that follow there."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin.confirmation import ActForm
from survey.admin.widgets import PlainTextarea
from survey.language.quotes import locate


class CutForm(ActForm):
    """A valid form says `at`, the number of the character in `printed` with which the second piece begins."""

    text = forms.CharField(
        label=capfirst(_("printed text")),
        required=False,
        widget=PlainTextarea(attrs={"rows": 10, "class": "vLargeTextField", "readonly": True, "data-cut": ""}),
        help_text=_("Put the cursor before the word with which the second piece begins; the words below follow it."),
    )
    before = forms.CharField(
        label=capfirst(_("cut before the words")),
        help_text=_("Letter by letter as they stand in the passage; as many as it takes to be found only once."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
    caret = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    field_order = ["text", "before", "caret", "reason"]
    template = "admin/survey/split.html"
    not_there = _("These words do not stand in the passage.")
    there_twice = _("These words stand in the passage more than once. Give more of them.")

    def __init__(self, printed, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "initial": {"text": printed} | kwargs.get("initial", {})})
        self.printed = printed

    def clean(self):
        """The words say where; of several places, the caret says which."""
        data = super().clean()
        words, caret, text = data.get("before"), data.get("caret"), self.printed
        if not words:
            return data
        self.at = caret if caret and text.startswith(words, caret) else text.find(words)
        if not locate(words, text):
            self.add_error("before", self.not_there)
        elif text.count(words) > 1 and self.at != caret:
            self.add_error("before", self.there_twice)
        return data
