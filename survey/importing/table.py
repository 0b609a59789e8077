"""The one door into a table."""

from import_export.exceptions import ImportError as RowImportError

from survey.importing.formats import TableDataset
from survey.importing.report import Report
from survey.importing.resources import AnnexResource
from survey.models import Annex, Batch, Source
from survey.sheets.table import Table


def bring(
    table: Table, annex: Annex, *, by, dry_run: bool, source: Source | None = None, batch: Batch | None = None
) -> Report:
    """Bring a table in: for the desk, the commands and the tests.

    Compares first; then one transaction starts a batch, writes what is new or changed, and runs the checks. What
    editors wrote stays. Brought twice, it changes nothing and says so. Raises Refused where the table cannot be
    brought, and changes nothing. `source` is the file it comes from, kept with the first change. With a `batch` this is
    a part of that import, which runs the checks when it has all its tables.
    """
    resource = AnnexResource(annex, source=source, batch=batch, preview=False)
    try:
        resource.import_data(TableDataset(table), dry_run=dry_run, raise_errors=True, user=by)
    except RowImportError as error:
        raise error.error from error
    return resource.report
