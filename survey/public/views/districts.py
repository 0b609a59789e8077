"""The list of districts, and what one of them answered over all inquiries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.http import Http404

from survey.models import Absence, District, SearchRow, SearchRowDistrict
from survey.public.addresses import localised
from survey.public.caching import of_district, page
from survey.public.context import render_page
from survey.public.file_links import file_links
from survey.public.hits import grouped, hits, in_short
from survey.public.share_cards import card_of_district
from survey.public.views.pictures import png
from survey.public.words import state_name
from survey.publishing.counts import DISTRICTS, stored
from survey.wording import paths

ANSWERS_SHOWN = 200
ABSENCES_SHOWN = 100
# An association, too, answers for a district, and neither may have a key.
OWN_KINDS = ("county", "city")


@dataclass(frozen=True)
class DistrictLine:
    href: str
    name: str
    kind: str
    inquiries: int
    valid_from: date | None
    valid_to: date | None

    @property
    def ended(self) -> bool:
        return self.valid_to is not None


@dataclass(frozen=True)
class Region:
    name: str
    districts: tuple[DistrictLine, ...]


@dataclass(frozen=True)
class State:
    name: str
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class AbsenceLine:
    """A published table whose official list has the district, without a row for it; why is not known."""

    href: str
    number: str
    title: str


@page()
def districts(request):
    counts = _inquiries_by_key()
    states = {key[:2] for key in counts}
    found = District.objects.filter(state__in=states).defer("outline") if states else ()
    return render_page(request, "public/districts.html", {"states": _by_state(found, counts)})


def _inquiries_by_key() -> dict[str, int]:
    """In how many inquiries a district has a row of its own, as it is kept at publishing."""
    return {key: n for (facet, key), n in stored(DISTRICTS).items() if facet == "own"}


def _by_state(found, counts: dict[str, int]) -> list[State]:
    regions: dict[str, dict[str, list[DistrictLine]]] = defaultdict(lambda: defaultdict(list))
    for district in found:
        regions[district.state][district.region].append(_line(district, counts))
    return [
        State(
            state_name(state) or state, tuple(Region(name, tuple(lines)) for name, lines in sorted(by_region.items()))
        )
        for state, by_region in sorted(regions.items())
    ]


def _line(district: District, counts: dict[str, int]) -> DistrictLine:
    href = localised(paths.district(district.slug))
    inquiries = counts.get(district.key, 0) if district.key else 0
    return DistrictLine(href, district.official_name, district.kind, inquiries, district.valid_from, district.valid_to)


@page(keys=of_district)
def card(request, slug):
    """What other sites show beside a link to the page of a district."""
    own = District.objects.filter(slug=slug).defer("outline").first()
    if own is None:
        raise Http404
    answers = _answers(_search_rows(slug))
    short = in_short(_by_itself(own, answers) or answers)
    return png(lambda: card_of_district(own, state_name(own.state) or own.state, short))


def _answers(search_rows: list[SearchRow]) -> list[SearchRow]:
    """The newest table first."""
    answers = [each for each in search_rows if each.kind == SearchRow.Kind.ANSWER]
    return sorted(answers, key=lambda each: each.as_of or date.min, reverse=True)


def _by_itself(own: District, answers: list[SearchRow]) -> list[SearchRow]:
    return [each for each in answers if each.respondent_kind in OWN_KINDS and each.ags == own.key]


@page(keys=of_district)
def district(request, slug):
    state = District.objects.filter(slug=slug).values("state")
    same_state = list(District.objects.filter(state__in=state).defer("outline"))
    own = next((each for each in same_state if each.slug == slug), None)
    if own is None:
        raise Http404
    search_rows = _search_rows(slug)
    answers = _answers(search_rows)
    by_itself = _by_itself(own, answers)
    context = {
        "district": own,
        "files": file_links("/answers", [("district", own.slug)]),
        "short": in_short(by_itself or answers),
        "state": state_name(own.state) or own.state,
        "own": grouped(hits(by_itself)),
        "by_others": grouped(hits(each for each in answers if each not in by_itself)),
        "bodies": hits(each for each in search_rows if each.kind == SearchRow.Kind.BODY),
        "called": list(dict.fromkeys(each.printed for each in by_itself)),
        "absences": _absences(slug, {each.inquiry for each in answers}),
        "neighbours": [_line(each, {}) for each in same_state if each.region == own.region and each is not own],
        "more": len(search_rows) == ANSWERS_SHOWN,
        "absences_shown": ABSENCES_SHOWN,
    }
    return render_page(request, "public/district.html", context)


def _search_rows(slug: str) -> list[SearchRow]:
    """Answers of the district or for it, and its bodies, newest paper first."""
    newest = SearchRowDistrict.objects.filter(district=slug).order_by("-search_row_id")
    newest = newest.values_list("search_row_id", flat=True)[: ANSWERS_SHOWN + 1]  # its own row is one, too
    kinds = (SearchRow.Kind.ANSWER, SearchRow.Kind.BODY)
    found = SearchRow.objects.filter(pk__in=newest, kind__in=kinds).defer("words", "as_printed")
    return list(found.order_by("-pk")[:ANSWERS_SHOWN])


def _absences(slug: str, found: set[str]) -> list[AbsenceLine]:
    """The newest papers that lack it, each once; one that answers for it elsewhere does not."""
    missing = Absence.objects.filter(district=slug, coverage=Absence.Coverage.MISSING).exclude(inquiry__in=found)
    newest = missing.order_by("-published_at", "inquiry", "annex")[: 2 * ABSENCES_SHOWN]  # a paper may have two tables
    papers = {each.inquiry: (each.inquiry_number, each.inquiry_title) for each in newest}
    return [AbsenceLine(localised(paths.inquiry(slug)), *said) for slug, said in islice(papers.items(), ABSENCES_SHOWN)]
