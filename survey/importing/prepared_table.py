"""The prepared import of one table: which table of the file, what its columns become, who is meant by its names."""

from django.conf import settings

from survey.importing import mapping as maps
from survey.importing.prepared import PreparedImport
from survey.importing.report import ImportResult
from survey.importing.round_trip import bring_table
from survey.intake import read_annex
from survey.models import Annex, ImportSession, Source
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Table


class PreparedTable(PreparedImport):
    """Its plan: `options` of the reader, `mapping`, `names` (printed: respondent, None for nobody),
    `skip_refused`, `is_print` (whether an export of this table counts as a print), `table` (number, label and title of
    one that is still to be made), and as the file was read its `headings`, all its `columns` (labels and keys among
    them) and the count of its `cells`.
    """

    kind = ImportSession.Kind.TABLE

    @classmethod
    def of_table(
        cls, owner, annex: Annex, name: str, content: bytes, options: ReadOptions = DEFAULT
    ) -> "PreparedTable":
        """Into this table, or one that is not saved yet. Raises FileError."""
        new = {each: getattr(annex, each) for each in ("number", "label", "title")} if annex.pk is None else None
        plan = {"options": options.as_dict(), "mapping": {}, "names": {}, "table": new}
        saved = None if annex.pk is None else annex
        return cls.make(owner, name, content, plan=plan, inquiry=annex.inquiry, annex=saved)

    @property
    def annex(self) -> Annex:
        if self.record.annex_id:
            return Annex.objects.for_list().get(pk=self.record.annex_id)
        return Annex(inquiry=self.record.inquiry, **self.plan["table"])

    @property
    def read_options(self) -> ReadOptions:
        return ReadOptions.from_dict(self.plan["options"])

    @property
    def columns(self) -> list[str]:
        return self.plan["columns"]

    @property
    def headings(self) -> list[str]:
        return self.plan["headings"]

    def table(self) -> Table:
        return read_annex(self.content, self.record.file_name, self.read_options)

    def measure(self) -> None:
        table = self.table()
        self.plan["columns"] = table.columns
        self.plan["headings"] = list(table.headings)
        self.plan["cells"] = len(table.headings) * len(table.records)

    @property
    def is_large(self) -> bool:
        return self.plan["cells"] > settings.IMPORT_CELLS_IN_PAGE

    def bring(self, *, dry_run: bool, progress) -> ImportResult:
        annex = self.annex
        report = bring_table(
            self.table(),
            annex,
            is_print=self.plan.get("is_print", False),
            by=self.record.owner,
            dry_run=dry_run,
            source=Source(inquiry=annex.inquiry, name=self.record.file_name, content=self.content),
            mapping=maps.from_kept(self.plan["mapping"]),
            names=self.plan["names"],
            skip_refused=dry_run or self.plan.get("skip_refused", False),
            progress=progress,
        )
        self.record.annex = annex if annex.pk else None
        return report
