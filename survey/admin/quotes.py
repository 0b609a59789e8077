"""Quotes on forms: their words must stand in the text that they are taken from, letter for letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from survey.language.quotes import locate, normalise


def check_quote(form: forms.ModelForm, texts: list[str]):
    """Say beside the field that the words stand nowhere in the texts, or only nearly so."""
    quote = form.cleaned_data.get("quote")
    if not quote or any(locate(quote, text) for text in texts):
        return
    nearly = any(normalise(quote) in normalise(text) for text in texts)
    form.add_error(
        "quote",
        _("These words stand in the text with other quotation marks, dashes or blanks. Copy them as they stand.")
        if nearly
        else _("These words do not stand in the text."),
    )
