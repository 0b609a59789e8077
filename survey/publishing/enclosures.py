"""The sheets that lie beside the data in a spreadsheet: the columns, the codebook, source and licence."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from survey.models import Edition
from survey.publishing.columns import CODEBOOK, LONG, DownloadColumn
from survey.publishing.content import Content, SourcePart
from survey.publishing.heads import heads
from survey.publishing.made_up import title_of
from survey.sheets.sheet import Sheet
from survey.sheets.values import Value
from survey.wording import paths


def columns_sheet(columns: tuple[DownloadColumn, ...] = LONG) -> Sheet:
    """What each column holds."""
    rows = [[column.name, head, str(column.description)] for column, head in zip(columns, heads(columns), strict=True)]
    return Sheet(_("Columns"), [_("Column"), _("In words"), _("Holds")], rows)


def codebook_sheet(contents: Iterable[Content]) -> Sheet:
    """The categories of all parts of these inquiries, with their rules."""
    return Sheet(_("Categories"), ["inquiry", *(column.name for column in CODEBOOK)], _codes(contents))


def _codes(contents: Iterable[Content]) -> Iterator[list[Value]]:
    for content in contents:
        for row in codebook_rows(content):
            yield [content["slug"], *row]


def codebook_rows(content: Content) -> Iterator[list[Value]]:
    """One list per category in the order of `columns.CODEBOOK`."""
    for question in content["questions"]:
        for code in question["codes"]:
            yield [question["key"], *(code[column.name] for column in CODEBOOK[1:])]


def edition_source(edition: Edition, content: Content) -> Sheet:
    """Where the data of one edition come from, and how they may be used."""
    paper = f"{content['parliament']['name']}, {content['number']}"
    facts = [
        (_("paper"), paper),
        (_("title"), title_of(content)),
        (_("askers"), content["askers_printed"] or ", ".join(asker["name"] for asker in content["askers"])),
        (_("answered by, as printed"), content["ministry_printed"]),
        *[(_("answered on"), _day(date["date"])) for date in content["dates"] if date["kind"] == "answered"],
        (_("edition"), edition.number),
        (_("published on"), localtime(edition.published_at).date()),
        (_("change note"), edition.note),
        (_("SHA-256 of the edition"), edition.digest),
        (_("address"), f"{settings.SITE_URL}{paths.inquiry(edition.slug)}editions/{edition.number}/"),
        *[fact for source in content["sources"] for fact in _source(source)],
    ]
    return _source_sheet(facts)


def list_source(address: str, filters: Sequence[tuple[str, str]], stand: datetime.datetime | None) -> Sheet:
    """Where a list over several inquiries comes from: the filters in words, its address, the state of the data."""
    facts = [
        *filters,
        (_("address"), address),
        (_("state of the data"), localtime(stand).date() if stand else ""),
        (_("source"), _("Each line names its inquiry, edition and address.")),
    ]
    return _source_sheet(facts)


def _source_sheet(facts: Iterable[tuple[str, Value]]) -> Sheet:
    licence = [
        (_("licence"), _("Papers of parliament are official works and free of copyright (§ 5 UrhG).")),
        (_("licence of what editors added"), settings.EDITORIAL_LICENCE),
        (
            _("names and keys of districts"),
            _("© Statistisches Bundesamt (Destatis), 2019; by way of a list under CC BY 4.0, changed."),
        ),
        (_("editor"), settings.SITE_URL),
    ]
    rows = [[capfirst(str(label)), value] for label, value in (*facts, *licence) if value not in ("", None)]
    return Sheet(_("Source and licence"), [_("Field"), _("Value")], rows)


def _source(source: SourcePart) -> Iterator[tuple[str, Value]]:
    yield _("file"), source["name"]
    yield _("SHA-256 of the file"), source["sha256"]
    yield _("address of the file"), source["address"]
    compared = _day(source["compared_on"]) if source["compared_on"] else _("not compared with the print yet")
    yield _("compared with the print on"), compared


def _day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)
