"""Fields for texts that are compared letter by letter."""

from django.contrib.admin.widgets import AdminTextareaWidget


class PlainTextarea(AdminTextareaWidget):
    """Gives a text back as it came: browsers send CRLF, and quotes are compared letter by letter."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if value else value


class SmallTextarea(PlainTextarea):
    def __init__(self, attrs=None):
        super().__init__({"rows": 2, "cols": 50, "class": "vTextField", **(attrs or {})})
