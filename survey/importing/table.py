"""The one door into a table."""

from collections.abc import Callable

from survey.importing.batch_log import BatchLog
from survey.importing.comparison import Names
from survey.importing.lookups import Lookups
from survey.importing.mapping import Mapping
from survey.importing.progress import silent
from survey.importing.report import ImportResult
from survey.importing.resources import AnnexResource
from survey.models import Annex, Batch, Source
from survey.sheets.table import Table


def import_table(
    table: Table,
    annex: Annex,
    *,
    by,
    dry_run: bool,
    source: Source | None = None,
    batch: Batch | None = None,
    kept: BatchLog | None = None,
    known: Lookups | None = None,
    mapping: Mapping | None = None,
    names: Names | None = None,
    skip_refused: bool = False,
    progress: Callable = silent,
) -> ImportResult:
    """Bring a table in: for the desk, the commands and the tests.

    Compares first; then one transaction starts a batch, writes what is new or changed, and runs the checks. What
    editors wrote stays. Brought twice, it changes nothing and says so. Raises ImportRefused where the table cannot be
    brought, and changes nothing; with `skip_refused`, rows that cannot be brought do not stop the others.

    A table that is not saved yet is made with its first rows, in the same transaction; undoing the import removes it.

    `source` is the file it comes from, kept with the first change. `mapping` says what becomes of columns, `names` who
    is meant by printed names. With a `batch` this is a part of that import, told to its protocol `kept`, and the
    checks run when it has all its tables, which share what is `known`. `progress` is told how far it has come, and
    may stop it.
    """
    choices = {"mapping": mapping, "names": names, "known": known, "skip_refused": skip_refused}
    part_of = {"source": source, "batch": batch, "kept": kept}
    resource = AnnexResource(annex)
    resource.import_data(TableRows(table), by=by, preview=dry_run, progress=progress, **choices, **part_of)
    return resource.report


class TableRows:
    """The rows of a table as the library steps through them: by position, for two columns may be called alike."""

    def __init__(self, table: Table):
        self.table = table
        self.headers = range(len(table.headings) + 1)

    def __len__(self):
        return len(self.table.records)

    def __iter__(self):
        return ((record.label, *record.cells) for record in self.table.records)
