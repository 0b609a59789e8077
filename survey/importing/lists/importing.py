"""The door for lists of records: what a file changes of them, cell by cell, written as one batch."""

import hashlib
from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from import_export.results import Result
from tablib import Dataset

from survey import checks
from survey.files.errors import FileError
from survey.importing.library_results import counts
from survey.importing.lists.columns import ListColumn, folded, normal
from survey.importing.lists.files import Line, padded
from survey.importing.lists.resource import SEEN, RecordResource, Rights
from survey.importing.mapping import REASONS
from survey.importing.progress import Phase, silent
from survey.importing.refusals import RefusedRow
from survey.importing.report import ImportRefused, ImportResult, in_words_alone, reasons
from survey.models import Actor, Batch, Evidence, Inquiry, Meeting, history
from survey.sheets.table import check_characters

# What a line may make beside its own record.
ALONG = (Evidence, Meeting, Actor)


class ListDataset(Dataset):
    """The lines of a list under the names of its columns, each with its number and its cells as the file has them.

    Raises ImportRefused where the headings are not those of the list.
    """

    def __init__(self, resource: type[RecordResource], headings: Sequence[str], lines: Sequence[Line]):
        self.headings = list(headings)
        names = names_of(resource, headings)
        kept = [at for at, name in enumerate(names) if name]
        self.lines, self.cells, self.faults = [], [], {}
        rows = []
        for number, (line, cells) in enumerate(lines, 1):
            self.lines.append(line)
            self.cells.append(cells)
            rows.append(tuple(normal(cell) for cell in map(padded(cells, len(names)).__getitem__, kept)))
            if fault := _fault(line, cells, len(names)):
                self.faults[number] = fault
        super().__init__(*rows, headers=[names[at] for at in kept])


def _fault(line: int | None, cells: Sequence[str], width: int) -> str:
    """Why a line cannot be one of the list, whatever it says."""
    if len(cells) > width:
        facts = {"cells": len(cells), "columns": width}
        return _("%(cells)d cells, but the table has %(columns)d columns.") % facts
    try:
        check_characters("", line, cells)
    except FileError as error:
        return in_words_alone(error)
    return ""


def names_of(resource: type[RecordResource], headings: Sequence[str]) -> list[str]:
    """The column that each heading stands over, in German or English; "" for the reasons of an earlier refusal."""
    known = {folded(heading): column.name for column in resource.columns for heading in column.headings.values()}
    known |= {folded(heading): SEEN for heading in SEEN_HEADINGS} | {folded(heading): "" for heading in REASONS}
    names = []
    for heading in headings:
        name = known.get(folded(heading))
        if name is None:
            sentence = _("The list has no column “%(name)s”. It has: %(columns)s.")
            columns = ", ".join(column.heading for column in resource.columns)
            raise ImportRefused(sentence % {"name": heading, "columns": columns})
        if name and name in names:
            raise ImportRefused(_("Two columns have the heading “%(heading)s”.") % {"heading": heading})
        names.append(name)
    missing: list[ListColumn] = [each for each in resource.columns if each.is_needed and each.name not in names]
    if missing:
        sentence = _("The column “%(name)s” is missing.")
        raise ImportRefused(sentence % {"name": missing[0].heading})
    return names


SEEN_HEADINGS = (SEEN, "gesehen")


def import_records(
    resource_class: type[RecordResource],
    headings: Sequence[str],
    lines: Sequence[Line],
    *,
    name: str,
    content: bytes,
    by,
    dry_run: bool,
    skip_refused: bool = False,
    with_rights: bool = False,
    progress: Callable = silent,
) -> ImportResult:
    """Bring a list back in: new lines make records, changed cells are written, all else stays; one batch to undo.

    A preview (`dry_run`) only reads. Lines that are refused stop all of it, unless they are to be skipped.
    `with_rights` holds `by` to what the account may do and see. Raises ImportRefused.
    """
    dataset = ListDataset(resource_class, headings, lines)
    resource = resource_class(by=by, is_dry=dry_run)
    resource.progress = progress
    resource.faults = dataset.faults
    if with_rights:
        resource.rights = Rights(by, resource_class)
        resource.visible = resource.visible_to(by)
    if dry_run:
        return _report(resource, resource.import_data(dataset), dataset, dry_run=True, skipped=skip_refused)
    try:
        with transaction.atomic():
            return _written(resource, dataset, name, content, skip_refused, progress)
    except IntegrityError as error:
        raise ImportRefused(_("Someone has changed this list in the meantime. Please import again.")) from error


def _written(resource, dataset, name, content, skip_refused, progress) -> ImportResult:
    batch = Batch(list_of=resource.model._meta.model_name, file_name=name[-200:], by=resource.by)
    batch.sha256 = hashlib.sha256(content).hexdigest()
    batch.save()
    resource.reason = history.Cause(batch=batch.pk)
    report = _report(resource, resource.import_data(dataset), dataset, dry_run=False, skipped=skip_refused)
    if report.is_stopped or report.changes_nothing:
        transaction.set_rollback(True)
        return report
    resource.log.add_marks([resource.model, *ALONG])
    batch.protocol = resource.log.content()
    batch.inquiry_id = next(iter(resource.touched)) if len(resource.touched) == 1 else None
    for count in ("new", "changed", "unchanged", "refused"):
        setattr(batch, count, getattr(report, count))
    batch.save()
    report.batch = batch
    inquiries = Inquiry.objects.filter(pk__in=resource.touched)
    for done, inquiry in enumerate(inquiries):
        progress(Phase.CHECKING, done, len(inquiries))
        checks.run(inquiry, by=resource.by)
    return report


def _report(resource, result: Result, dataset: ListDataset, *, dry_run: bool, skipped: bool) -> ImportResult:
    """What the library counted; an error that is no refusal is raised."""
    counted = counts(result)
    refused = [
        RefusedRow(dataset.lines[row.number - 1], tuple(dataset.cells[row.number - 1]), _reasons(resource, row.error))
        for row in result.invalid_rows
    ]
    return ImportResult(
        dry_run=dry_run,
        **counted,
        refused=len(refused),
        changes=resource.changes,
        refusals=[row.sentence for row in refused],
        refused_rows=refused,
        skipped=skipped,
    )


def _reasons(resource, error) -> str:
    """With the headings of the list for the names of fields."""
    if hasattr(error, "error_dict"):
        headings = {column.attribute: column.heading for column in resource.columns}
        error.error_dict = {headings.get(name, name): each for name, each in error.error_dict.items()}
    return reasons(error)
