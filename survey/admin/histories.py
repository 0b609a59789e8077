"""Histories in words: choices by their labels, yes and no, and nothing that could be written back by a form."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

SHOWN = 300


class InWords(HistoricalRecordContextHelper):
    def prepare_delta_change_value(self, change, value):
        value = super().prepare_delta_change_value(change, value)
        field = self.model._meta.get_field(change.field)
        if value is None:
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if getattr(field, "choices", None):
            return str(dict(field.flatchoices).get(value, value))
        return value


class HistoryAdmin(SimpleHistoryAdmin):
    def get_historical_record_context_helper(self, request, historical_record):
        return InWords(self.model, historical_record, max_displayed_delta_change_chars=SHOWN)

    def history_view_title(self, request, obj):
        return _("History of “%(record)s”") % {"record": obj}

    def history_form_view_title(self, request, obj):
        return _("Earlier version of “%(record)s”") % {"record": obj}

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """An earlier version is shown; the library would also save it when a form is sent here."""
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)
