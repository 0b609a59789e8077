"""The prepared import of a list of inquiries: its parliament, and which of its columns says what."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.conf import settings
from django.db.models import QuerySet

from survey.importing.catalogue import LIST_OF, CatalogueReport, import_catalogue
from survey.importing.prepared import PreparedImport, previewed_at
from survey.importing.previewed_lines import PreviewedLine, positions_by_kind, previewed_lines
from survey.intake.catalogue import CatalogueFile, Refusal, headings_of, read_catalogue
from survey.models import Batch, ImportSession, Parliament

COUNTS = ("dry_run", "new", "changed", "unchanged", "refused", "differing", "odd", "unread", "unknown_parties")


class PreparedCatalogue(PreparedImport):
    """Its plan: `parliament` (primary key), `columns` (headings by fact, as someone says it; "": in no column), and as
    the file was read its `headings`, each with the fact that the reader sees in it, and the count of its `lines`.
    """

    kind = ImportSession.Kind.CATALOGUE

    @classmethod
    def of_file(
        cls, owner, parliament: Parliament, name: str, content: bytes, columns: Mapping[str, str]
    ) -> "PreparedCatalogue":
        """Raises FileError where it cannot be read."""
        return cls.make(owner, name, content, plan={"parliament": parliament.pk, "columns": dict(columns)})

    @property
    def parliament(self) -> Parliament:
        return Parliament.objects.get(pk=self.plan["parliament"])

    def file(self) -> CatalogueFile:
        return read_catalogue(self.content, self.record.file_name, self.plan["columns"])

    def measure(self) -> None:
        file = self.file()
        self.plan["lines"] = len(file.entries) + len(file.refusals)
        self.plan["headings"] = list(headings_of(self.content, self.record.file_name).items())

    @property
    def is_large(self) -> bool:
        return self.plan["lines"] > settings.CATALOGUE_LINES_IN_PAGE

    def bring(self, *, dry_run: bool, progress) -> CatalogueReport:
        facts = {"parliament": self.parliament, "by": self.record.owner, "dry_run": dry_run}
        return import_catalogue(self.file(), self.content, self.record.file_name, **facts, progress=progress)

    def batches(self) -> QuerySet[Batch]:
        return Batch.objects.of_list(LIST_OF, self.content).filter(catalogue__parliament=self.plan["parliament"])

    # Its preview: the lines apart, found by the kind under which they are shown

    def previewed(self, report: CatalogueReport) -> list[dict]:
        return [asdict(line) for line in previewed_lines(report)]

    def kept(self, report: CatalogueReport, previewed: list[dict]) -> dict:
        return {name: getattr(report, name) for name in COUNTS} | {
            "refused_lines": [asdict(refusal) for refusal in report.refused_lines],
            "earlier": report.earlier.pk if report.earlier else None,
            "kinds": positions_by_kind(previewed),
        }

    def restored(self, facts: dict) -> CatalogueReport:
        report = CatalogueReport(**{name: facts[name] for name in COUNTS})
        report.refused_lines = [Refusal(**each | {"cells": tuple(each["cells"])}) for each in facts["refused_lines"]]
        report.earlier = Batch.objects.for_list().filter(pk=facts["earlier"]).first()
        return report

    @property
    def kinds(self) -> dict[str, list[int]]:
        """The positions of the lines that are shown under each choice."""
        return self.record.report["kinds"]

    def lines(self, positions: Sequence[int]) -> list[PreviewedLine]:
        return [PreviewedLine(**line) for line in previewed_at(self.record, positions)]
