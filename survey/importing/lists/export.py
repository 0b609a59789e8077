"""Lists as files that come back: all columns, so that a spreadsheet program leaves them alone."""

from datetime import datetime
from pathlib import PurePath

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from tablib import Dataset

from survey.importing.lists.resource import RecordResource
from survey.importing.report import ImportRefused
from survey.sheets import csv, json, jsonlines, ods, xlsx
from survey.sheets.chunks import chunks
from survey.sheets.sheet import Sheet

FORMATS = ("xlsx", "ods", "csv", "json", "jsonl")  # as they are offered: what desks work with comes first


def list_dataset(resource: type[RecordResource], queryset: QuerySet | None = None) -> Dataset:
    """All records, or those of the queryset."""
    found = resource.model._default_manager.all() if queryset is None else queryset
    return resource().export(found)


def written(dataset: Dataset, extension: str, when: datetime) -> bytes:
    """The file of a dataset. Raises FileError where the format has no room for it."""
    if extension in ("xlsx", "ods"):
        write = {"xlsx": xlsx.write, "ods": ods.write}[extension]
        return write(
            Sheet("Anlage", dataset.headers, dataset, stays_text=True), when=when, name=f"list.{extension}"
        ).read()
    if extension == "csv":
        return b"".join(chunks(csv.lines(dataset.headers, dataset, bom=True, protected=True)))
    lines = {"json": json.lines, "jsonl": jsonlines.lines}[extension]
    return b"".join(chunks(lines(dataset.headers, dataset)))


def extension_of(name: str) -> str:
    """The format that a file name asks for; refuses one that cannot be written."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if extension not in FORMATS:
        endings = ", ".join(f".{each}" for each in FORMATS)
        raise ImportRefused(
            _("“%(name)s”: the name must end in one of %(endings)s.") % {"name": name, "endings": endings}
        )
    return extension
