"""The prepared import of an editing sheet."""

from survey.importing.editing import import_edits
from survey.importing.editing.files import read
from survey.importing.prepared import PreparedImport
from survey.importing.report import ImportResult
from survey.models import Annex, ImportSession, Source
from survey.sheets.table import Table


class PreparedEdits(PreparedImport):
    """Its plan: `skip_refused`."""

    kind = ImportSession.Kind.EDITS

    @classmethod
    def of_sheet(cls, owner, annex: Annex, name: str, content: bytes) -> "PreparedEdits":
        """Raises FileError where it cannot be read."""
        return cls.make(owner, name, content, inquiry=annex.inquiry, annex=annex)

    def table(self) -> Table:
        return read(self.content, self.record.file_name)

    def measure(self) -> None:
        self.table()

    @property
    def is_large(self) -> bool:
        """A sheet holds what one person has edited."""
        return False

    def bring(self, *, dry_run: bool, progress) -> ImportResult:
        inquiry = self.record.inquiry
        source = Source(inquiry=inquiry, name=self.record.file_name, content=self.content)
        skip = dry_run or self.plan.get("skip_refused", False)
        by = self.record.owner
        return import_edits(self.table(), inquiry, source=source, by=by, dry_run=dry_run, skip_refused=skip)
