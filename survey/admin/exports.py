"""Every list as a file, with the columns that it shows, safe to open in a spreadsheet."""

from django.contrib.admin.utils import label_for_field, lookup_field
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin
from import_export.fields import Field
from import_export.forms import ExportForm
from import_export.resources import Resource

from survey.importing.formats import EXPORT_FORMATS


class ShownField(Field):
    """One column of a list, as text."""

    def __init__(self, name, model_admin):
        self.name = name
        self.model_admin = model_admin
        label = label_for_field(name, model_admin.model, model_admin)
        super().__init__(attribute=name, column_name=capfirst(str(label)), readonly=True)

    def export(self, instance, **kwargs):
        field, _attr, value = lookup_field(self.name, instance, self.model_admin)
        if field is not None and field.flatchoices:
            value = dict(field.flatchoices).get(value, value)
        return plain(value)


def plain(value):
    """Numbers stay numbers for a spreadsheet; links become their words."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str | Promise):
        return strip_tags(str(value))
    return str(value)


class ListResource(Resource):
    def __init__(self, model_admin, columns):
        super().__init__()
        self.fields = {name: ShownField(name, model_admin) for name in columns}

    @classmethod
    def get_display_name(cls):
        return str(_("list"))


class ListExport(ExportMixin):
    """`export_columns` say what the file holds where the list shows less than that."""

    resource_classes = [ListResource]
    export_form_class = ExportForm
    export_formats = EXPORT_FORMATS
    export_columns = ()

    def changelist_view(self, request, extra_context=None):
        """Called by what it lists; what one may do there, it shows by itself."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_export_resource_kwargs(self, request, **kwargs):
        return {"model_admin": self, "columns": self.export_columns or self.get_list_display(request)}

    def init_request_context_data(self, request, form):
        return super().init_request_context_data(request, form) | {"media": self.media + form.media}
