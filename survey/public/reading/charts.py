"""Bars of categories, drawn by templates: each with its number, its share and its denominator."""

from dataclasses import dataclass
from string import ascii_lowercase

from django.utils.translation import gettext as _

from survey.public.addresses import InquiryAddresses
from survey.public.reading.coverage import Coverage, of_how_many
from survey.public.reading.index import Category
from survey.public.reading.table import PageRow
from survey.public.words import PATTERNED, RESPONDENT_KINDS_PLURAL, grouped, word


@dataclass(frozen=True)
class Segment:
    """A stretch of the bar in per cent of its width; `arguable` of the `count` may be read otherwise."""

    category: Category | None
    label: str
    style: str
    sign: str
    href: str
    count: int
    arguable: int
    start: float = 0.0
    width: float = 0.0

    @property
    def pattern(self) -> bool:
        return self.style in PATTERNED

    @property
    def middle(self) -> float:
        return round(self.start + self.width / 2, 3)


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
        counts = ", ".join(f"{segment.label} {grouped(segment.count)}" for segment in self.segments)
        return f"{self.denominator}: {counts}."


@dataclass(frozen=True)
class Line:
    """One line of the table beside the bars: a category and its segment in each bar, None where it has none."""

    label: str
    style: str
    sign: str
    href: str
    segments: tuple[Segment | None, ...]

    @property
    def count(self) -> int:
        """Rows of all kinds together."""
        return sum(segment.count for segment in self.segments if segment)

    @property
    def pattern(self) -> bool:
        return self.style in PATTERNED


@dataclass(frozen=True)
class Chart:
    """`picture` is the address of the bars as a file."""

    question: str
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    picture: str


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
    return Chart(survey.question, bars, tuple(_lines(bars, survey.categories)), picture)


def _bar(survey: Survey, kind: str, unit: float) -> Bar:
    """`unit` is the length of one row, the same in all bars."""
    rows = [row for row in survey.rows if row.kind == kind]
    segments, start = [], 0.0
    for category in (*survey.categories, None):
        members = [row for row in rows if _code(row, survey.question) == (category and category.code)]
        if members:
            segments.append(_segment(survey, category, members, start, unit * len(members)))
            start += segments[-1].width
    denominator = of_how_many(kind, len(rows), survey.coverage, survey.state)
    return Bar(kind, word(RESPONDENT_KINDS_PLURAL, kind), len(rows), denominator, tuple(segments))


def _code(row: PageRow, question: str) -> str | None:
    """None where nobody has categorised the row, or two readings differ."""
    code = row.codes.get(question)
    return code.category.code if code and code.category else None


def _segment(survey: Survey, category: Category | None, members: list[PageRow], start: float, width: float) -> Segment:
    return Segment(
        category=category,
        label=category.label if category else _("not yet categorised"),
        style=category.style if category else "uncoded",
        sign=category.sign if category else "…",
        href=survey.addresses.code(survey.question, category.code) if category else "",
        count=len(members),
        arguable=sum(row.codes[survey.question].arguable for row in members) if category else 0,
        start=round(start, 3),
        width=round(width, 3),
    )


def _lines(bars: tuple[Bar, ...], categories: tuple[Category, ...]):
    """In the order of the codebook; a category that no row has is left out."""
    for style in (*(category.style for category in categories), "uncoded"):
        found = tuple(next((each for each in bar.segments if each.style == style), None) for bar in bars)
        first = next((each for each in found if each), None)
        if first:
            yield Line(first.label, style, first.sign, first.href, found)
