"""The word without which nothing is imported where rows are refused."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmForm(forms.Form):
    skip_refused = forms.BooleanField(label=_("Leave the refused rows out, and import the others"))
