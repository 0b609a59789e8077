"""A table of the reading page with what stands around it: the switch of its text, categories it is narrowed to,
coverage, downloads."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from survey.models import Edition
from survey.public.addresses import with_query
from survey.public.citations import cite
from survey.public.errors import BadParameter
from survey.public.file_links import FORMATS
from survey.public.filters import Active
from survey.public.maps import DistrictsOfState
from survey.public.number_tables import ChosenNumbers, NumberTable, TablePlace, number_table
from survey.public.portions import ChosenPages, TablePager
from survey.public.reading import Reading
from survey.public.reading.coverage import Coverage
from survey.public.reading.index import Index
from survey.public.reading.questions import PagePart
from survey.public.reading.table import CHANGES, EDITED, MODES, PRINTED, ReadingTable, with_rows
from survey.public.wide_tables import WideLine, WideLines
from survey.publishing.pieces import codings_of
from survey.wording import paths
from survey.wording.statuses import Chip, statuses

MODE = re.compile(r"(\d{1,3}):([a-z]+)")
MODE_WORDS = {EDITED: _("edited"), PRINTED: _("as in the source"), CHANGES: _("changes")}


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
class Narrowed:
    """What a table is narrowed to: the filters in words, `shown` of `total` rows, and where its answers are a list."""

    active: tuple[Active, ...]
    shown: int
    total: int
    answers_href: str


@dataclass(frozen=True)
class SectionContext:
    """`cited` is the citation of a cell with its places in braces, for the script that fills them in; `numbers` are the
    compact lines of a table of numbers, `lines` those of any other. Of a large table `table` has the rows of one page.
    """

    table: ReadingTable
    modes: tuple[ModeLink, ...]
    coverage: Coverage | None
    statuses: tuple[Chip, ...]
    downloads: tuple[Download, ...]
    narrowed: Narrowed | None
    cited: str
    numbers: NumberTable | None
    lines: Iterable[WideLine]
    pager: TablePager | None


@dataclass(frozen=True)
class Chosen:
    """What the address chooses of the tables: categories of their rows, order and bounds of their numbers, pages."""

    codes: list["ChosenCode"]
    numbers: ChosenNumbers
    pages: ChosenPages


@dataclass(frozen=True)
class ChosenCode:
    """A category of a question part that rows must have: `2a:no`."""

    value: str
    label: str
    answers_href: str

    @property
    def question(self) -> str:
        return self.value.partition(":")[0]

    @property
    def code(self) -> str:
        return self.value.partition(":")[2]


def table_modes(request) -> dict[int, str]:
    """How each table is shown: `?text=1:printed&text=2:changes`; edited is the rule."""
    modes = {}
    for text in filter(None, request.GET.getlist("text")):
        match = MODE.fullmatch(text)
        if not match or match[2] not in MODES:
            raise BadParameter("text", text, (f"1:{mode}" for mode in MODES))
        modes[int(match[1])] = match[2]
    return modes


def chosen_codes(request, paper: Reading) -> list[ChosenCode]:
    """Categories that the tables are narrowed to: `?code=2a:no`; a row must have all of them."""
    known = {f"{part.key}:{each.code}": each for part in _parts(paper) for each in part.categories}
    values = list(dict.fromkeys(filter(None, request.GET.getlist("code"))))
    wrong = next((value for value in values if value not in known), None)
    if wrong:
        raise BadParameter("code", wrong, known)
    return [ChosenCode(value, known[value].label, paper.addresses.code(*value.split(":"))) for value in values]


def _parts(paper: Reading) -> Iterator[PagePart]:
    for question in paper.questions:
        yield from (question.whole, *question.parts)


def sections(
    paper: Reading,
    path: str,
    modes: Mapping[int, str],
    chosen: Chosen,
    edition: Edition | None,
    districts: DistrictsOfState,
) -> list[SectionContext]:
    page = _Page(paper, path, modes, chosen.codes, chosen.numbers, chosen.pages, edition, districts)
    return [_section(page, table) for table in paper.tables]


@dataclass(frozen=True)
class _Page:
    """What the address of the page chooses."""

    paper: Reading
    path: str
    modes: Mapping[int, str]
    chosen: list[ChosenCode]
    numbers: ChosenNumbers
    pages: ChosenPages
    edition: Edition | None
    districts: DistrictsOfState

    def pairs(self, modes: Mapping[int, str], without: ChosenCode | None = None) -> list[tuple[str, str]]:
        return [*self.texts_and_codes(modes, without), *self.numbers.pairs()]

    def texts_and_codes(self, modes: Mapping[int, str], without: ChosenCode | None = None) -> list[tuple[str, str]]:
        shown = [("text", f"{number}:{mode}") for number, mode in sorted(modes.items()) if mode != EDITED]
        return [*shown, *(("code", each.value) for each in self.chosen if each is not without)]


def _section(page: _Page, table: ReadingTable) -> SectionContext:
    index = page.paper.index
    places = _places(index, table, page.chosen) if page.chosen else None
    place = TablePlace(page.path, tuple(page.texts_and_codes(page.modes)), page.numbers, page.districts, page.pages)
    numbers = number_table(table, place, places)
    if numbers:
        on_page, pager = tuple(line.row for line in numbers.lines), numbers.pager
    else:
        at, pager = page.pages.of(table, range(len(table.rows)) if places is None else places, len(table.columns))
        on_page = table.some(at) if page.chosen or pager else table.rows
    shown = with_rows(table, index, on_page) if page.chosen or pager else table
    kept = urlencode(page.pairs(page.modes), safe=":")
    return SectionContext(
        table=shown,
        modes=tuple(_mode_links(page, table)),
        coverage=page.paper.coverages.get(table.number),
        statuses=tuple(_statuses(shown)),
        downloads=tuple(_downloads(page.paper.paper.slug, table.number)),
        narrowed=_narrowed(page, table, len(places)) if page.chosen else None,
        cited=_cited(page, table) if page.edition else "",
        numbers=numbers,
        lines=WideLines(shown, f"{kept}&" if kept else "", is_cited=page.edition is not None),
        pager=pager,
    )


def _cited(page: _Page, table: ReadingTable) -> str:
    """How a cell is cited, with its places in braces."""
    where, query = (table.name, "{row}", "{column}", "{page}"), "?row={place}" if table.is_long else ""
    return cite(page.paper.paper, page.paper.addresses, page.edition, *where, anchor="{cell}", query=query).text


def _places(index: Index, table: ReadingTable, chosen: list[ChosenCode]) -> list[int]:
    """Of the rows that have all these categories, counted from 0."""
    codings = codings_of(table.part["rows"], [each.question for each in chosen])
    return [
        at
        for at, own in enumerate(codings)
        if all(index.has_code(each.question, each.code, own.get(each.question)) for each in chosen)
    ]


def _narrowed(page: _Page, table: ReadingTable, shown: int) -> Narrowed:
    active = tuple(
        Active(
            _("category"),
            f"{each.value.partition(':')[0]}: {each.label}",
            f"{with_query(page.path, page.pairs(page.modes, without=each))}#{table.anchor}",
        )
        for each in page.chosen
    )
    return Narrowed(active, shown, table.entries, page.chosen[0].answers_href if len(page.chosen) == 1 else "")


def _mode_links(page: _Page, table: ReadingTable) -> Iterator[ModeLink]:
    """Nothing to switch where nothing was edited."""
    if not table.facts.edited:
        return
    for mode, words in MODE_WORDS.items():
        pairs = page.pairs({**page.modes, table.number: mode})
        yield ModeLink(words, f"{with_query(page.path, pairs)}#{table.anchor}", mode == table.mode)


def _statuses(table: ReadingTable) -> list[Chip]:
    """The statuses that occur in the table, for its legend."""
    occurring = {cell.status.code for row in table.rows for cell in row.cells}
    return [chip for chip in statuses() if chip.code in occurring]


def _downloads(slug: str, number: int) -> Iterator[Download]:
    for name in FORMATS:
        href = f"{paths.annex(slug, number)}.{name}"
        yield Download(name.upper(), href, f"{href}?text=reading")
