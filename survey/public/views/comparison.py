"""One question over several inquiries; every choice stands in the address."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.language.short_titles import shortened
from survey.models import Edition, SearchRow
from survey.public.addresses import with_query
from survey.public.comparison import ComparedDistrict, ComparedQuestion, Kin, asked, in_order, kin, lines, steps
from survey.public.context import render_page
from survey.public.errors import BadParameter
from survey.public.filters import QUESTION, SLUG
from survey.public.listing import Option, choice
from survey.public.reading import reading
from survey.public.reading.questions import PagePart, PageQuestion
from survey.publishing.pieces import opened

MOST = 6
VALUE = re.compile(rf"({SLUG.pattern}):({QUESTION.pattern})")
SHOWN = {"all": gettext_lazy("all districts"), "changed": gettext_lazy("only those with another category")}


@dataclass(frozen=True)
class QuestionColumn:
    """A question with the addresses of the page without it, and of its data; no `without` for the last one."""

    asked: ComparedQuestion
    without: str
    data: str


@dataclass(frozen=True)
class Pair:
    """A question that continues an earlier one, and the address that compares the two."""

    number: str
    title: str
    question: str
    asked: str
    href: str


def series(request):
    """The chosen questions side by side, for all districts or for those chosen."""
    values, show = _chosen(request), choice(request, "show", SHOWN)
    columns = in_order(_asked(values))
    districts = _districts(request)
    found = [line for line in lines(columns) if not districts or line.slug in districts]
    context = {
        "columns": [_column(request, column, columns) for column in columns],
        "steps": steps(columns, found),
        "lines": [line for line in found if show == "all" or line.changed],
        "narrowed": [_narrowed(request, slug, found) for slug in districts],
        "all": len(found),
        "shown": [Option(label, 0, _address(request, show=name), name == show) for name, label in SHOWN.items()],
        "more": [(each, _address(request, add=each.value)) for each in _more(columns)] if len(columns) < MOST else [],
    }
    return render_page(request, "public/series.html", context)


def pairs() -> list[Pair]:
    """What can be compared over inquiries at all: one query."""
    found = SearchRow.objects.filter(kind=SearchRow.Kind.QUESTION).filter(refers_to__gt="").defer("words")
    return [_pair(each) for each in found.order_by("-published_at", "inquiry", "position")[:50]]


def _pair(search_row: SearchRow) -> Pair:
    href = _compare(search_row.refers_to, f"{search_row.inquiry}:{search_row.title}")
    return Pair(
        search_row.inquiry_number, search_row.inquiry_title, search_row.title, _asked_in_short(search_row), href
    )


def _asked_in_short(search_row: SearchRow) -> str:
    return " / ".join(search_row.short_titles) or shortened(search_row.text)


def compared(slug: str, asked: PageQuestion) -> list[tuple[Kin, str]]:
    """A question as other inquiries asked it, each with the address that compares the two: one query."""
    parts = {f"{slug}:{part.key}": part for part in (asked.whole, *asked.parts)}
    return [(each, _compare(*_two(parts, each))) for each in kin(parts)]


def _two(parts: dict[str, PagePart], other: Kin) -> tuple[str, str]:
    """Our part and the other question, the earlier one first."""
    if other.later:
        return other.continues, other.value
    own = (value for value, part in parts.items() if part.continues and part.continues.value == other.value)
    return other.value, next(own)


def _compare(*values: str) -> str:
    return with_query(reverse("compare"), [("question", value) for value in values])


def _chosen(request) -> list[str]:
    values = list(dict.fromkeys(filter(None, request.GET.getlist("question"))))
    wrong = next((value for value in values if not VALUE.fullmatch(value)), None)
    if wrong:
        raise BadParameter("question", wrong)
    if len(values) > MOST:
        sentence = _("At most %(most)d questions can be compared at once.") % {"most": MOST}
        raise BadParameter("question", ", ".join(values), sentence=sentence)
    return values


def _districts(request) -> list[str]:
    found = list(dict.fromkeys(filter(None, request.GET.getlist("district"))))
    wrong = next((each for each in found if not SLUG.fullmatch(each)), None)
    if wrong:
        raise BadParameter("district", wrong)
    return found


def _asked(values: list[str]) -> list[ComparedQuestion]:
    """The chosen questions: one query for all their editions."""
    keys = [tuple(value.split(":")) for value in values]
    editions = {
        each.slug: each for each in Edition.objects.to_open().current().filter(slug__in=[slug for slug, _key in keys])
    }
    papers = {slug: reading(opened(each), edition=each.number) for slug, each in editions.items()}
    found = [asked(papers[slug], key) if slug in papers else None for slug, key in keys]
    if None in found:
        raise Http404
    return found


def _column(request, column: ComparedQuestion, columns: list[ComparedQuestion]) -> QuestionColumn:
    without = _address(request, leave_out=column.value) if len(columns) > 1 else ""
    pairs = [("inquiry", column.paper.slug), ("question", column.part.key)]
    return QuestionColumn(column, without, with_query("/answers.csv", pairs))


def _narrowed(request, slug: str, found: list[ComparedDistrict]) -> tuple[str, str]:
    """A chosen district by name, and the address without it."""
    name = next((line.name for line in found if line.slug == slug), slug)
    return name, _address(request, leave_out=slug)


def _address(request, *, show: str = "", leave_out: str = "", add: str = "") -> str:
    kept = [pair for pair in request.known_parameters if pair[1] != leave_out and not (show and pair[0] == "show")]
    added = [("question", add)] if add else []
    return with_query(request.path, [*kept, *added, *([("show", show)] if show and show != "all" else [])])


def _more(columns: list[ComparedQuestion]) -> list[Kin]:
    """Questions that continue the chosen ones, or that they continue, and that are not chosen yet."""
    here = {column.value for column in columns}
    return [each for each in kin({column.value: column.part for column in columns}) if each.value not in here]
