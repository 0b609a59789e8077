"""Lists as files that come back: all columns, so that a spreadsheet program leaves them alone."""

from datetime import datetime

from django.db.models import QuerySet
from tablib import Dataset

from survey.importing import files_to_edit
from survey.importing.lists.resource import RecordResource


def list_dataset(resource: type[RecordResource], queryset: QuerySet | None = None) -> Dataset:
    """All records, or those of the queryset."""
    found = resource.model._default_manager.all() if queryset is None else queryset
    return resource().export(found)


def written(dataset: Dataset, extension: str, when: datetime) -> bytes:
    """The file of a dataset. Raises FileError where the format has no room for it."""
    return files_to_edit.written(dataset.headers, dataset, name=f"list.{extension}", when=when)
