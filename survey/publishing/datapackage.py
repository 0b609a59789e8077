"""The data package of an edition: all its tables in one ZIP file, described as a Frictionless Data Package."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.utils import translation

from survey.files.zip_limits import DatedZip
from survey.models import Edition
from survey.publishing.agreement import agreement_lines
from survey.publishing.columns import (
    AGREEMENT,
    ALL_BODIES,
    ALL_CODINGS,
    ALL_STATEMENTS,
    BODIES,
    CODEBOOK,
    CODINGS,
    INQUIRIES,
    LONG,
    STATEMENTS,
    DownloadColumn,
    wide,
)
from survey.publishing.content import AnnexPart, Content
from survey.publishing.documents import DIGEST_IS_OF, joined, long_rows, wide_table
from survey.publishing.enclosures import codebook_rows
from survey.publishing.files import SPOOL, gathered
from survey.publishing.licences import OFFICIAL, QUOTED, Licence, editorial
from survey.publishing.made_up import title_of
from survey.publishing.pieces import opened
from survey.publishing.projection import answers
from survey.publishing.records import body_row, coding_rows, statement_rows
from survey.publishing.served_text import parts_portions, text_portions
from survey.sheets import csv
from survey.sheets.values import Value
from survey.wording import paths


@dataclass(frozen=True)
class Resource:
    """One CSV file of the package: its name, what it holds and its columns."""

    name: str
    description: str
    columns: Sequence[DownloadColumn]
    rows: Iterable[Sequence[Value]]
    licence: Licence

    @property
    def path(self) -> str:
        return f"{self.name}.csv"


def datapackage(edition: Edition) -> BinaryIO:
    """The ZIP file of an edition; the same edition gives the same bytes, in whatever language one asks.

    Its files are made one by one on the disk. Raises Edition.DoesNotExist as `edition_document` does.
    """
    content = opened(edition)
    file = SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - who answers with it closes it
    with ExitStack() as opened_files, translation.override("en"):
        resources = list(_resources(edition, content))
        files = {each.path: opened_files.enter_context(_csv(each)) for each in resources}
        described = [_described(resource, files[resource.path]) for resource in resources]
        files["content.json"] = opened_files.enter_context(gathered(text_portions(edition)))
        files["parts.json"] = opened_files.enter_context(gathered(parts_portions(edition)))
        with DatedZip(file, edition.published_at) as archive:
            package = json.dumps(_package(edition, content, described), ensure_ascii=False, indent=2)
            archive.writestr("datapackage.json", package.encode())
            for name, each in files.items():
                archive.copy(name, each)
    file.seek(0)
    return file


def _resources(edition: Edition, content: Content) -> Iterator[Resource]:
    ours = editorial()
    yield Resource("answers", "One line per answer.", LONG, joined(long_rows(answers(edition, content))), ours)
    for annex in content["annexes"]:
        yield _annex(content, annex)
    yield Resource("codebook", "The categories and their rules.", CODEBOOK, codebook_rows(content), ours)
    yield Resource("codings", "What each row is coded as, question by question.", CODINGS, coding_rows(content), ours)
    yield Resource(
        "agreement", "How far two readings of the same rows agree.", AGREEMENT, agreement_lines(content), ours
    )
    bodies = joined(map(body_row, content["bodies"]), BODIES)
    yield Resource("bodies", "The bodies that the texts name.", BODIES, bodies, ours)
    said = "What respondents, ministries and askers state about the paper; no part of it."
    yield Resource("statements", said, STATEMENTS, statement_rows(content), QUOTED)


def _annex(content: Content, annex: AnnexPart) -> Resource:
    table = wide_table(content, annex["number"])
    label = annex["label"] or annex["title"] or f"Table {annex['number']}"
    said = f"{label}: one line per row, as printed."
    return Resource(f"annex-{annex['number']}", said, wide(annex), table.rows, OFFICIAL)


def _csv(resource: Resource) -> BinaryIO:
    return gathered(csv.lines([column.name for column in resource.columns], resource.rows))


def _described(resource: Resource, table: BinaryIO) -> dict:
    """Reads the file of a table to its end, and turns back to its beginning."""
    digest = hashlib.file_digest(table, "sha256").hexdigest()
    measured = {"bytes": table.tell(), "hash": f"sha256:{digest}"}
    table.seek(0)
    return _resource(resource.name, resource.description, resource.columns, resource.licence) | measured


def _resource(name: str, description: str, columns: Iterable[DownloadColumn], licence: Licence) -> dict:
    fields = [{"name": column.name, "type": column.type, "description": str(column.description)} for column in columns]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {"fields": fields},
        "licenses": [licence.described],
    }


# The lists over all inquiries, beside which /datapackage.json stands.
ALL = (
    ("answers", "One line per answer of all inquiries.", LONG, editorial),
    ("codings", "What each row is coded as, question by question, in all inquiries.", ALL_CODINGS, editorial),
    ("bodies", "The bodies that the texts name, as the newest edition tells them.", ALL_BODIES, editorial),
    ("inquiries", "One line per inquiry, entries of catalogues among them.", INQUIRIES, editorial),
    ("statements", "What is stated about papers from outside; no part of them.", ALL_STATEMENTS, lambda: QUOTED),
)


def package_of_all(when: datetime | None) -> dict:
    """The description of the lists over all inquiries; `when` is the time of the newest change."""
    with translation.override("en"):
        resources = [_resource(name, told, columns, licence()) for name, told, columns, licence in ALL]
    return {
        "profile": "tabular-data-package",
        "name": "anlage",
        "title": "Anlage: the tables behind parliamentary inquiries",
        "description": DEFUSED_TEXT,
        **({"created": when.isoformat()} if when else {}),
        "homepage": f"{settings.SITE_URL}/data/",
        "licenses": [editorial().described, OFFICIAL.described],
        "sources": [{"title": "Each line names its inquiry, edition and address."}, NAMES_OF_DISTRICTS],
        "contributors": [{"title": settings.OPERATOR, "role": "publisher"}],
        "resources": resources,
    }


def _package(edition: Edition, content: Content, resources: list[dict]) -> dict:
    title = f"{content['parliament']['name']}, {content['number']}: {title_of(content)}"
    sources = [{"title": source["name"]} | _path(source["address"]) for source in content["sources"]]
    return {
        "profile": "tabular-data-package",
        "name": edition.slug,
        "title": title,
        "description": "\n\n".join(filter(None, [edition.note, f"{DEFUSED_TEXT} {WHOLE}", _withheld(edition)])),
        "version": str(edition.number),
        "created": edition.published_at.isoformat(),
        "homepage": f"{settings.SITE_URL}{paths.inquiry(edition.slug)}editions/{edition.number}/",
        "digest": edition.digest,
        "licenses": [editorial().described, OFFICIAL.described],
        "sources": [*(sources or [{"title": content["number"]}]), NAMES_OF_DISTRICTS],
        "contributors": [{"title": edition.publisher_name, "role": "publisher"}],
        "resources": resources,
    }


def _withheld(edition: Edition) -> str:
    return DIGEST_IS_OF if edition.withheld else ""


def _path(address: str) -> dict[str, str]:
    return {"path": address} if address else {}


NAMES_OF_DISTRICTS = {
    "title": "Names and keys of districts: © Statistisches Bundesamt (Destatis), 2019, by way of a list, changed",
}
DEFUSED_TEXT = (
    "In the CSV files an apostrophe stands in front of a text that a spreadsheet program would run as a formula."
)
WHOLE = (
    "content.json holds every text as it is. The edition as a whole is content.json; with the salts in parts.json the"
    " digest can be recomputed from it."
)
