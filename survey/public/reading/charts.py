"""Bars of categories, drawn by templates.

Each kind of respondent has its own bar and its own denominator: kinds are never added. A category is the editors'
reading; where a row may be read otherwise, it is a stretch of its own, and the number is a span.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.public.addresses import InquiryAddresses, as_png
from survey.public.reading.coverage import Coverage, of_how_many
from survey.public.reading.index import Category
from survey.public.reading.table import PageRow
from survey.public.words import (
    HAS_A_TOTAL,
    NEITHER_COUNTED,
    OF_KIND,
    PATTERNED,
    RESPONDENT_KINDS_PLURAL,
    SOME,
    count,
    grouped,
    listed,
    span,
    word,
)


@dataclass(frozen=True)
class Segment:
    """A category in a bar: `clear` rows, then `arguable` ones, which may be read otherwise; `unit` is the width of one.

    Widths are in per cent of the bar.
    """

    category: Category | None
    label: str
    style: str
    sign: str
    href: str
    clear: int
    arguable: int
    start: float = 0.0
    unit: float = 0.0

    @property
    def pattern(self) -> bool:
        return self.style in PATTERNED

    @property
    def count(self) -> int:
        return self.clear + self.arguable

    @property
    def number(self) -> str:
        """“2 to 4”."""
        return span(self.clear, self.count)

    @property
    def stretches(self) -> list["Stretch"]:
        both = [(self.clear, 0, False), (self.arguable, self.clear, True)]
        return [Stretch(self, n, self.start + self.unit * before, unsure) for n, before, unsure in both if n]


@dataclass(frozen=True)
class Stretch:
    """The clear or the arguable rows of a category in a bar."""

    segment: Segment
    count: int
    from_left: float
    arguable: bool

    @property
    def start(self) -> float:
        return round(self.from_left, 3)

    @property
    def width(self) -> float:
        return round(self.count * self.segment.unit, 3)

    @property
    def middle(self) -> float:
        return round(self.from_left + self.count * self.segment.unit / 2, 3)

    @property
    def text(self) -> str:
        return grouped(self.count)

    @property
    def title(self) -> str:
        words = _("%(category)s, arguable") if self.arguable else "%(category)s"
        return f"{words % {'category': self.segment.label}}: {self.count}"


@dataclass(frozen=True)
class Bar:
    kind: str
    label: str
    n: int
    denominator: str
    segments: tuple[Segment, ...]

    @property
    def description(self) -> str:
        """The bar in a sentence, for those who do not see it."""
        counts = ", ".join(f"{segment.label} {segment.number}" for segment in self.segments)
        return f"{self.denominator}: {counts}."


@dataclass(frozen=True)
class ChartLine:
    """One line of the table beside the bars: a category and its segment in each bar, None where it has none."""

    label: str
    style: str
    sign: str
    href: str
    segments: tuple[Segment | None, ...]
    sentence: str

    @property
    def pattern(self) -> bool:
        return self.style in PATTERNED


@dataclass(frozen=True)
class Chart:
    """`counted` says what the numbers are a part of, `neither` who is in none of the categories.

    `picture` is the address of the bars as a file.
    """

    question: str
    bars: tuple[Bar, ...]
    lines: tuple[ChartLine, ...]
    counted: str
    neither: tuple[str, ...]
    picture: str

    @property
    def png(self) -> str:
        return as_png(self.picture)

    @property
    def notes(self) -> list[str]:
        return [self.counted, *self.neither]


@dataclass(frozen=True)
class Survey:
    """What a chart of one question part is drawn from."""

    question: str
    categories: tuple[Category, ...]
    rows: tuple[PageRow, ...]
    coverage: Coverage | None
    state: str
    addresses: InquiryAddresses


def chart(survey: Survey) -> Chart | None:
    """None where no row is categorised in this question."""
    if not any(survey.question in row.codes for row in survey.rows):
        return None
    sizes = {kind: sum(row.kind == kind for row in survey.rows) for kind in RESPONDENT_KINDS_PLURAL}
    unit = 100 / max(sizes.values(), default=0) if any(sizes.values()) else 0
    bars = tuple(_bar(survey, kind, unit) for kind, size in sizes.items() if size)
    number = int(survey.question.rstrip(ascii_lowercase))
    picture = survey.addresses.picture(f"bars-{survey.question}", number)
    lines = tuple(_lines(bars, survey.categories))
    return Chart(survey.question, bars, lines, counted(survey), tuple(_neither(survey.coverage)), picture)


def counted(survey: Survey) -> str:
    """“20 rows are counted: 18 of 21 counties, 0 of 5 cities and 2 associations.”"""
    sizes = {kind: sum(row.kind == kind for row in survey.rows) for kind in RESPONDENT_KINDS_PLURAL}
    parts = []
    for kind, size in sizes.items():
        total = survey.coverage.total(kind) if survey.coverage else None
        if total is not None:
            parts.append(f"{size} {OF_KIND[kind] % count(total)}")
        elif size:
            parts.append(str(SOME[kind] % count(size)))
    rows = ngettext("%(shown)s row is counted: %(parts)s.", "%(shown)s rows are counted: %(parts)s.", len(survey.rows))
    return rows % (count(len(survey.rows)) | {"parts": listed(parts)})


def _neither(coverage: Coverage | None) -> Iterator[str]:
    """An association speaks for its members; what it says is counted as its own, never as theirs."""
    for kind in coverage.kinds if coverage else ():
        for spokesman in kind.collective:
            words = count(len(spokesman.places)) | {"name": spokesman.name}
            yield str(NEITHER_COUNTED[kind.kind] % words)


def _bar(survey: Survey, kind: str, unit: float) -> Bar:
    """`unit` is the length of one row, the same in all bars."""
    rows = [row for row in survey.rows if row.kind == kind]
    segments, start = [], 0.0
    for category in (*survey.categories, None):
        members = [row for row in rows if _code(row, survey.question) == (category and category.code)]
        if members:
            segments.append(_segment(survey, category, members, start, unit))
            start += unit * len(members)
    denominator = of_how_many(kind, len(rows), survey.coverage, survey.state)
    return Bar(kind, word(RESPONDENT_KINDS_PLURAL, kind), len(rows), denominator, tuple(segments))


def _code(row: PageRow, question: str) -> str | None:
    """None where nobody has categorised the row, or two readings differ."""
    code = row.codes.get(question)
    return code.category.code if code and code.category else None


def _segment(survey: Survey, category: Category | None, members: list[PageRow], start: float, unit: float) -> Segment:
    arguable = sum(row.codes[survey.question].arguable for row in members) if category else 0
    return Segment(
        category=category,
        label=category.label if category else _("not yet categorised"),
        style=category.style if category else "uncoded",
        sign=category.sign if category else "…",
        href=survey.addresses.code(survey.question, category.code) if category else "",
        clear=len(members) - arguable,
        arguable=arguable,
        start=start,
        unit=unit,
    )


def _lines(bars: tuple[Bar, ...], categories: tuple[Category, ...]):
    """In the order of the codebook; a category that no row has is left out."""
    for style in (*(category.style for category in categories), "uncoded"):
        found = tuple(next((each for each in bar.segments if each.style == style), None) for bar in bars)
        first = next((each for each in found if each), None)
        if first:
            yield ChartLine(first.label, style, first.sign, first.href, found, _sentence(bars, found))


def _sentence(bars: tuple[Bar, ...], segments: tuple[Segment | None, ...]) -> str:
    """“2 to 4 of 18 counties; 1 association (arguable)”: kinds of respondents are told apart and never added."""
    return "; ".join(
        _share(bar, segment) for bar, segment in zip(bars, segments, strict=True) if segment or bar.kind in HAS_A_TOTAL
    )


def _share(bar: Bar, segment: Segment | None) -> str:
    clear, most = (segment.clear, segment.count) if segment else (0, 0)
    if bar.kind in HAS_A_TOTAL:
        return f"{span(clear, most)} {OF_KIND[bar.kind] % count(bar.n)}"
    unsure = most and not clear
    some = SOME[bar.kind] % {"n": most, "shown": span(most if unsure else clear, most)}
    return _("%(some)s (arguable)") % {"some": some} if unsure else str(some)
