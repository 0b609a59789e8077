"""The prepared import of a list of records."""

from django.conf import settings
from django.db.models import QuerySet

from survey.importing.lists.files import read
from survey.importing.lists.importing import import_records, names_of
from survey.importing.lists.kinds import LISTS
from survey.importing.lists.resource import RecordResource
from survey.importing.prepared import PreparedImport
from survey.importing.report import ImportResult
from survey.models import Batch, ImportSession


class PreparedList(PreparedImport):
    """Its plan: `list_of` (the name of the model), the count of its `cells`, `skip_refused`."""

    kind = ImportSession.Kind.LIST

    @classmethod
    def of_list(cls, owner, model_name: str, name: str, content: bytes) -> "PreparedList":
        """Raises FileError where it cannot be read, ImportRefused where its headings are those of another list."""
        return cls.make(owner, name, content, plan={"list_of": model_name})

    @property
    def resource(self) -> type[RecordResource]:
        return LISTS[self.plan["list_of"]]

    def measure(self) -> None:
        headings, lines = read(self.content, self.record.file_name)
        names_of(self.resource, headings)
        self.plan["cells"] = len(headings) * len(lines)

    @property
    def is_large(self) -> bool:
        return self.plan["cells"] > settings.IMPORT_CELLS_IN_PAGE

    @property
    def changes_districts(self) -> bool:
        return self.resource.is_public_at_once

    def batches(self) -> QuerySet[Batch]:
        return Batch.objects.of_list(self.plan["list_of"], self.content)

    def bring(self, *, dry_run: bool, progress) -> ImportResult:
        headings, lines = read(self.content, self.record.file_name)
        report = import_records(
            self.resource,
            headings,
            lines,
            name=self.record.file_name,
            content=self.content,
            by=self.record.owner,
            dry_run=dry_run,
            skip_refused=dry_run or self.plan.get("skip_refused", False),
            with_rights=True,
            progress=progress,
        )
        if not dry_run and report.batch:
            self.record.inquiry = report.batch.inquiry
        return report
