"""One file of the editor's layer as a resource of django-import-export: one line, one record."""

import csv
import io
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.html import escape
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import Result, RowResult
from tablib import Dataset

from survey import checks
from survey.files.text import decode
from survey.importing.library_results import counts
from survey.importing.lists.places import Places
from survey.importing.report import ImportedChange, ImportRefused, ImportResult, reasons
from survey.models import Inquiry, history


class LineDataset(Dataset):
    """The records of a CSV file, each with the number of its line. Raises FileError and ImportRefused."""

    def __init__(self, data: bytes, name: str, columns: Sequence[str]):
        numbered = list(_numbered_rows(decode(data, name), name))
        line, headings = numbered[0]
        if headings != list(columns):
            raise _refused(name, line, _("The columns must be %(columns)s.") % {"columns": ", ".join(columns)})
        for line, row in numbered[1:]:
            if len(row) != len(columns):
                counts = {"cells": len(row), "columns": len(columns)}
                raise _refused(name, line, _("%(cells)d cells, but the table has %(columns)d columns.") % counts)
        super().__init__(*(row for _line, row in numbered[1:]), headers=headings)
        self.lines = [line for line, _row in numbered[1:]]


def _numbered_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    try:
        for row in reader:
            if row:
                yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        raise _refused(name, first, _("The quotation marks are not those of a CSV file.")) from error


def _refused(name: str, line: int, reason: str) -> ImportRefused:
    return ImportRefused(_("%(file)s, line %(line)d: %(reason)s") % {"file": name, "line": line, "reason": reason})


class LayerResource(Resource):
    """A line finds its record by what identifies it, or makes one; a line that says nothing new is skipped.

    Subclasses give the `records` that lines may mean, and say where a line points to: `identity` and `values` of the
    record, `links` (many to many), and, with `differs` and `write`, what hangs on it. They refuse a line with a
    ValidationError.
    """

    file = ""
    model: type[Model]
    layer_columns: tuple[str, ...] = ()
    key: tuple[str, ...] = ()  # the fields that identity() fills, in its order
    changes_texts = False  # whether quotes of later files may stand elsewhere now

    class Meta:
        clean_model_instances = True
        skip_diff = True  # the preview shows the lines of the file
        instance_loader_class = BaseInstanceLoader
        use_transactions = True

    def __init__(self, *, inquiry: Inquiry, by=None, places: Places | None = None):
        super().__init__()
        self.inquiry = inquiry
        self.by = by
        self.reason = f"layer {self.file}"
        self.is_alone = places is None
        self.places = places or Places(inquiry)
        self.fields = {name: Field(attribute=name, column_name=name) for name in self.layer_columns}
        self.existing: dict[tuple, Model] = {}
        self.changes: list[ImportedChange] = []
        self.found: dict = {}
        self.before: dict = {}
        self.is_new = False

    @classmethod
    def get_display_name(cls):
        return cls.file

    def values(self, row: dict) -> dict:
        return {}

    def links(self, row: dict) -> dict[str, list[Model]]:
        return {}

    def differs(self, instance: Model, row: dict) -> bool:
        return any(self._linked(instance, name) != set(found) for name, found in self.links(row).items())

    def write(self, instance: Model, row: dict):
        for name, found in self.links(row).items():
            if self._linked(instance, name) != set(found):
                getattr(instance, name).set(found)

    def _linked(self, instance: Model, name: str) -> set:
        return set(getattr(instance, name).all()) if instance.pk else set()

    def number(self, row: dict, name: str) -> int | None:
        if row[name] and not row[name].isdecimal():
            raise ValidationError({name: _("“%(text)s” is not a whole number.") % {"text": row[name]}})
        return int(row[name]) if row[name] else None

    # The steps of the library

    def before_import(self, dataset, user=None, **kwargs):
        self.by = self.by or user
        self.existing = {
            tuple(record.serializable_value(name) for name in self.key): record for record in self.records()
        }

    def before_import_row(self, row, **kwargs):
        """What is refused here is not checked further: one reason a line is enough."""
        self.found = self.values(row)

    def get_or_init_instance(self, instance_loader, row):
        identity = self.identity(row)
        instance = self.existing.get(tuple(_plain(value) for value in identity.values()))
        self.is_new = instance is None
        return instance or self.model(**identity), self.is_new

    def import_instance(self, instance, row, **kwargs):
        self.before = {
            name: instance.serializable_value(name)
            for name, value in self.found.items()
            if instance.serializable_value(name) != _plain(value)
        }
        for name in self.before:
            setattr(instance, name, self.found[name])

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not (import_validation_errors or self.is_new or self.before or self.differs(instance, row))

    def do_instance_save(self, instance, is_create):
        history.tell(instance, reason=self.reason, by=self.by).save()

    def after_save_instance(self, instance, row, **kwargs):
        self.write(instance, row)
        self.existing[tuple(_plain(value) for value in self.identity(row).values())] = instance

    def after_import_row(self, row, row_result, row_number=None, **kwargs):
        row_result.diff = [escape(text) for text in row.values()]
        if row_result.import_type in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE):
            old = None if self.is_new else "; ".join(f"{name}: {value}" for name, value in self.before.items())
            self.changes.append(ImportedChange(row_result.object_repr, old, "; ".join(filter(None, row.values()))))

    def after_import(self, dataset, result, dry_run=False, **kwargs):
        """By itself, as from the desk, a file has its checks run; a whole layer has them once."""
        if self.is_alone and not dry_run and self.changes and not result.has_errors():
            checks.run(self.inquiry, by=self.by)


def _plain(value: object) -> object:
    return value.pk if isinstance(value, Model) else value


def report_of(resource: Resource, result: Result, dataset: LineDataset) -> ImportResult:
    """What an import of one file did; an error that is no refusal is raised."""
    counted = counts(result)
    refusals = [
        str(_refused(resource.file, dataset.lines[row.number - 1], reasons(row.error))) for row in result.invalid_rows
    ]
    return ImportResult(
        dry_run=False,
        **counted,
        refused=len(refusals),
        changes=resource.changes,
        refusals=refusals,
    )
