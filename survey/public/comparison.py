"""One question over several inquiries: what each district said, and who changed, as far as one may compare."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from survey.models import SearchRow
from survey.public.addresses import localised
from survey.public.reading import Reading
from survey.public.reading.coverage import COLLECTIVE, MISSING
from survey.public.reading.index import Category, PageCode
from survey.public.reading.paper import PagePaper
from survey.public.reading.questions import PagePart
from survey.public.reading.table import PageRow
from survey.public.words import COMPARABILITY, word
from survey.wording.statuses import Chip, status

NOT_COMPARABLE = "not_comparable"
STATES = {COLLECTIVE: "collective", MISSING: "no_row"}


@dataclass(frozen=True)
class ComparedQuestion:
    """A question as one inquiry asked it; `value` names it in addresses: “hessen-19-1613:1a”.

    `has_list`: it is known who was on the official list, for each of its tables has a date.
    """

    value: str
    paper: PagePaper
    part: PagePart
    href: str
    date: date | None
    reading: Reading
    keys: tuple[str, ...]
    has_list: bool


@dataclass(frozen=True)
class Kin:
    """A question of another inquiry: it continues one of ours (then `later`), or one of ours continues it."""

    value: str
    continues: str
    question: str
    number: str
    title: str
    href: str
    later: bool


@dataclass(frozen=True)
class ComparedAnswer:
    """What one row says: its category, or why there is none; None and None where the row is not categorised."""

    code: PageCode | None
    state: Chip | None
    href: str

    @property
    def category(self) -> str:
        return self.code.category.code if self.code and self.code.category else ""


@dataclass(frozen=True)
class ComparedDistrict:
    """A district over the inquiries; `changed` is None where nothing can be compared."""

    slug: str
    name: str
    entries: tuple[ComparedAnswer | None, ...]
    changed: bool | None


@dataclass(frozen=True)
class Transition:
    earlier: Category
    later: Category
    names: tuple[str, ...]
    arguable: int


@dataclass(frozen=True)
class StepBetween:
    """From one inquiry to a later one. `comparability` is "" where nobody has recorded one."""

    earlier: ComparedQuestion
    later: ComparedQuestion
    comparability: str
    label: str
    note: str
    transitions: tuple[Transition, ...]
    both: int
    stayed: int

    @property
    def comparable(self) -> bool:
        return self.comparability not in ("", NOT_COMPARABLE)


def asked(reading: Reading, key: str) -> ComparedQuestion | None:
    """The question `key` of a paper; None where the paper has no such question."""
    named = next((each for each in reading.named_questions if key in each.keys), None)
    question = named and reading.question(named.number)
    if question is None:
        return None
    part = next(each for each in (question.whole, *question.parts) if each.key == key)
    dates = [table.date for table in reading.tables if _answers(table, key)]
    return ComparedQuestion(
        value=f"{reading.paper.slug}:{key}",
        paper=reading.paper,
        part=part,
        href=question.href,
        date=next(filter(None, dates), reading.paper.dated),
        reading=reading,
        keys=question.keys,
        has_list=all(dates),
    )


def _answers(table, key: str) -> bool:
    return any(key in column.questions for column in table.columns)


def in_order(found: Iterable[ComparedQuestion]) -> list[ComparedQuestion]:
    """The older table first."""
    return sorted(found, key=lambda each: (each.date or date.min, each.paper.slug, each.part.key))


def lines(columns: list[ComparedQuestion]) -> list[ComparedDistrict]:
    """Every county and city that a column has a word for, by name."""
    entries = [_entries(column) for column in columns]
    names: dict[tuple[str, str], str] = {}
    for column in entries:
        names |= {key: name for key, (name, _entry) in column.items() if key not in names}
    ordered = sorted(names, key=lambda key: (names[key], key))
    return [_line(key, names[key], [column.get(key, ("", None))[1] for column in entries], columns) for key in ordered]


def _line(
    key: tuple[str, str], name: str, entries: list[ComparedAnswer | None], columns: list[ComparedQuestion]
) -> ComparedDistrict:
    compared = [
        (entries[at].category, entries[before].category)
        for before, at, comparability, _note in _pairs(columns)
        if comparability not in ("", NOT_COMPARABLE) and entries[at] and entries[before]
    ]
    differ = [now != then for now, then in compared if now and then]
    return ComparedDistrict(key[0], name, tuple(entries), any(differ) if differ else None)


def _entries(column: ComparedQuestion) -> dict[tuple[str, str], tuple[str, ComparedAnswer]]:
    """By district and breakdown: its own rows, and those of the official list that have none."""
    found = {}
    tables = [table for table in column.reading.narrowed(column.keys) if _answers(table, column.part.key)]
    for row in (row for table in tables for row in table.rows):
        if row.role == "entry" and row.district and row.kind in ("county", "city"):
            name = f"{row.respondent} ({row.breakdown})" if row.breakdown else row.respondent
            found[row.district, row.breakdown] = name, _entry(column, row)
    own = {slug for slug, _breakdown in found}
    for table in tables:
        for slug, name, state in _without_row(column.reading, table.number):
            if slug not in own:
                found[slug, ""] = name, ComparedAnswer(None, status(STATES[state]), "")
    return found


def _without_row(reading: Reading, annex: int) -> Iterator[tuple[str, str, str]]:
    coverage = reading.coverages.get(annex)
    for kind in coverage.kinds if coverage else ():
        for place in (*(place for each in kind.collective for place in each.places), *kind.missing):
            yield place.slug, place.name, coverage.states[place.slug]


def _entry(column: ComparedQuestion, row: PageRow) -> ComparedAnswer:
    cells = [cell for cell in row.cells if column.part.key in cell.questions]
    code = row.codes.get(column.part.key)
    state = cells[0].status if cells and not code else None
    return ComparedAnswer(code, state, cells[0].href if cells else column.reading.addresses.row(row.address))


def _pairs(columns: list[ComparedQuestion]) -> Iterator[tuple[int, int, str, str]]:
    """For each column but the first: the column it is compared with, its own place, comparability, the sentence.

    That is the column it is recorded to continue, else the one before it, of which nothing is recorded.
    """
    places = {column.value: place for place, column in enumerate(columns)}
    for at, column in enumerate(columns):
        link = column.part.continues
        before = places.get(link.value) if link else None
        if before is not None:
            yield before, at, link.code, link.note
        elif at:
            yield at - 1, at, "", ""


def steps(columns: list[ComparedQuestion], found: list[ComparedDistrict]) -> list[StepBetween]:
    return [_step(columns, found, *pair) for pair in _pairs(columns)]


def _step(
    columns: list[ComparedQuestion], found: list[ComparedDistrict], before: int, at: int, comparability: str, note: str
) -> StepBetween:
    pairs = [(line.name, line.entries[before], line.entries[at]) for line in found]
    both = [each for each in pairs if each[1] and each[2] and each[1].category and each[2].category]
    counts = comparability not in ("", NOT_COMPARABLE)
    return StepBetween(
        earlier=columns[before],
        later=columns[at],
        comparability=comparability,
        label=word(COMPARABILITY, comparability),
        note=note,
        transitions=tuple(_transitions(both)) if counts else (),
        both=len(both),
        stayed=sum(then.category == now.category for _name, then, now in both),
    )


def _transitions(both: list[tuple[str, ComparedAnswer, ComparedAnswer]]) -> Iterator[Transition]:
    """Each change of category, the most frequent first."""
    groups: dict[tuple[str, str], list[tuple[str, ComparedAnswer, ComparedAnswer]]] = {}
    for each in both:
        if each[1].category != each[2].category:
            groups.setdefault((each[1].category, each[2].category), []).append(each)
    for members in sorted(groups.values(), key=len, reverse=True):
        _name, then, now = members[0]
        arguable = sum(entry.code.arguable or later.code.arguable for _name, entry, later in members)
        yield Transition(then.code.category, now.code.category, tuple(each[0] for each in members), arguable)


def kin(parts: Mapping[str, PagePart]) -> list[Kin]:
    """Published questions that these (by their value in addresses) continue, or that continue them: one query."""
    earlier = [part.continues for part in parts.values() if part.continues]
    questions = SearchRow.objects.filter(kind=SearchRow.Kind.QUESTION).defer("words", "text").order_by()
    found = questions.filter(refers_to__in=parts)
    if earlier:  # apart, so that each walks an index
        wanted = reduce(or_, (Q(inquiry=each.inquiry, title=each.question) for each in earlier))
        found = found.union(questions.filter(wanted))
    return [_kin(search_row, parts) for search_row in found.order_by("published_at", "inquiry", "position")]


def _kin(search_row: SearchRow, parts: Mapping[str, PagePart]) -> Kin:
    return Kin(
        value=f"{search_row.inquiry}:{search_row.title}",
        continues=search_row.refers_to,
        question=search_row.title,
        number=search_row.inquiry_number,
        title=search_row.inquiry_title,
        href=localised(search_row.path),
        later=search_row.refers_to in parts,
    )
