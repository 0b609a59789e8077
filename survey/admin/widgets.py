"""Fields for texts that are compared letter by letter, and for pairs that are kept as JSON."""

from decimal import Decimal

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class PlainTextarea(AdminTextareaWidget):
    """Gives a text back as it came: browsers send CRLF, and quotes are compared letter by letter."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if value else value


class SmallTextarea(PlainTextarea):
    def __init__(self, attrs=None):
        super().__init__({"rows": 2, "cols": 50, "class": "vTextField", **(attrs or {})})


class ShortDecimalField(forms.DecimalField):
    """Shows 2 and not 2.0000."""

    def prepare_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def truth_icon(value: bool | None) -> SafeString:
    """Django's picture of yes, no and unknown, said in the reader's language and not as “True”."""
    name, words = {True: ("yes", _("yes")), False: ("no", _("no")), None: ("unknown", _("unknown"))}[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), words)


class PairsField(forms.CharField):
    """Pairs of a name and a value, one a line: “Jahr: 2014”."""

    widget = SmallTextarea

    def prepare_value(self, value):
        return in_lines(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        pairs = [line.partition(":") for line in (value or "").splitlines() if line.strip()]
        if wrong := next((name for name, colon, said in pairs if not (colon and name.strip() and said.strip())), None):
            raise ValidationError(_("“%(line)s” is no name and value, parted by a colon.") % {"line": wrong})
        return [[name.strip(), said.strip()] for name, _colon, said in pairs]

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != self.prepare_value(self.to_python(data))


def in_lines(pairs: list) -> str:
    return "\n".join(": ".join(map(str, pair)) for pair in pairs)
