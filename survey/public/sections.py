"""A table of the reading page with what stands around it: the switch of its text, coverage, downloads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from survey.public.addresses import with_query
from survey.public.missing import BadParameter
from survey.public.reading import Reading
from survey.public.reading.coverage import Coverage
from survey.public.reading.table import CHANGES, EDITED, MODES, PRINTED, Table
from survey.public.words import Chip, statuses
from survey.publishing import paths

MODE = re.compile(r"(\d{1,3}):([a-z]+)")
MODE_WORDS = {EDITED: _("edited"), PRINTED: _("as in the source"), CHANGES: _("changes")}
WIDE_FORMATS = ("csv", "xlsx", "ods", "json")


@dataclass(frozen=True)
class ModeLink:
    label: str | Promise
    href: str
    current: bool


@dataclass(frozen=True)
class Download:
    format: str
    href: str
    reading_href: str


@dataclass(frozen=True)
class Section:
    table: Table
    modes: tuple[ModeLink, ...]
    coverage: Coverage | None
    statuses: tuple[Chip, ...]
    downloads: tuple[Download, ...]


def table_modes(request) -> dict[int, str]:
    """How each table is shown: `?text=1:printed&text=2:changes`; edited is the rule."""
    modes = {}
    for text in filter(None, request.GET.getlist("text")):
        match = MODE.fullmatch(text)
        if not match or match[2] not in MODES:
            raise BadParameter("text", text, (f"1:{mode}" for mode in MODES))
        modes[int(match[1])] = match[2]
    return modes


def sections(paper: Reading, path: str, modes: Mapping[int, str]) -> list[Section]:
    return [
        Section(
            table,
            tuple(_mode_links(table, path, modes)),
            paper.coverages.get(table.number),
            tuple(_statuses(table)),
            tuple(_downloads(paper.paper.slug, table.number)),
        )
        for table in paper.tables
    ]


def _mode_links(table: Table, path: str, modes: Mapping[int, str]) -> Iterator[ModeLink]:
    """Nothing to switch where nothing was edited."""
    if not table.edited:
        return
    for mode, words in MODE_WORDS.items():
        chosen = {**modes, table.number: mode}
        pairs = [("text", f"{number}:{each}") for number, each in sorted(chosen.items()) if each != EDITED]
        yield ModeLink(words, f"{with_query(path, pairs)}#{table.anchor}", mode == table.mode)


def _statuses(table: Table) -> list[Chip]:
    """The statuses that occur in the table, for its legend."""
    occurring = {cell.status.code for row in table.rows for cell in row.cells}
    return [chip for chip in statuses() if chip.code in occurring]


def _downloads(slug: str, number: int) -> Iterator[Download]:
    for name in WIDE_FORMATS:
        href = f"{paths.annex(slug, number)}.{name}"
        yield Download(name.upper(), href, f"{href}?text=reading")
