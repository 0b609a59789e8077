"""The table as a resource of django-import-export: one row a line, one field a column. For its export page."""

from import_export.fields import Field
from import_export.resources import Resource

from survey.importing.existing import ExistingTable
from survey.importing.formats import LABEL
from survey.models import Annex, Row


class CellField(Field):
    """The printed text of one cell; the resource gives each row its `texts`."""

    def __init__(self, heading: str):
        super().__init__(attribute="texts", column_name=heading)

    def get_value(self, instance):
        return instance.texts.get(self.column_name, "")


class AnnexResource(Resource):
    """Export of one table as printed. What comes in comes in by `import_table`."""

    class Meta:
        model = Row

    def __init__(self, annex: Annex):
        super().__init__()
        self.annex = annex
        headings = annex.columns.order_by("position", "pk").values_list("heading", flat=True)
        # not by their headings: one may be called as the label column is
        cells = {f"cell_{number}": CellField(heading) for number, heading in enumerate(headings, 1)}
        self.fields = {LABEL: Field(attribute="printed", column_name=LABEL, readonly=True), **cells}

    @classmethod
    def get_display_name(cls):
        return str(Annex._meta.verbose_name)

    def get_queryset(self):
        """The rows as printed."""
        standing = ExistingTable(self.annex)
        for row in standing.in_turn(standing.rows):
            row.texts = standing.texts(row)
        return standing.rows
