"""Published rows: what lists, filters and search ask, kept in step with the current editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from survey.models import (
    LISTS,
    SITE,
    Absence,
    AnswerLines,
    DataVersion,
    District,
    Edition,
    Erratum,
    ListCount,
    PublishedBody,
    PublishedInquiry,
    PublishedMention,
    SearchRow,
    SearchRowCode,
    SearchRowDistrict,
    body_key,
    district_key,
    inquiry_key,
)
from survey.publishing import facsimiles, search
from survey.publishing.counts import DISTRICTS, Tally
from survey.publishing.projection import Projection, indexed, project, rows_by_code, rows_by_district
from survey.publishing.withheld import content_of
from survey.wording import paths

BATCH = 500
BODY, DISTRICT = SearchRow.Kind.BODY, SearchRow.Kind.DISTRICT
COUNTED_BY = (
    *("kind", "inquiry", "parliament", "term", "status", "respondent_kind", "annex", "districts", "questions", "codes"),
)
REBUILD = "rebuild"  # a key of the data version that no page asks for, while one runs


@dataclass(frozen=True)
class Rebuilt:
    """How many rows a rebuild wrote."""

    inquiries: int
    passages: int
    bodies: int
    districts: int


def replace(edition: Edition) -> set[str]:
    """Put the rows of this edition in the place of the inquiry's older ones. Call it inside a transaction.

    Rows of the same edition keep their numbers, and so their place in lists. Returns the keys of the data version that
    this touches; raise them as the last thing in the transaction.
    """
    tally, numbers = Tally(), _numbers(edition)
    named_before, touched = _named_in(edition.slug), _touched(edition.slug)
    _delete(edition.slug, tally)
    projection = project(edition, _regions())
    _write(projection, numbers, tally)
    facsimiles.replace(edition)
    _tell(named_before | {mention.slug for mention in projection.mentions}, tally, projection)
    tally.write()
    return touched | _touched(edition.slug)


def remove(slug: str) -> set[str]:
    """Take away all rows of an inquiry; bodies that other editions tell of stay as those tell them.

    Returns the keys that this touches, as `replace` does.
    """
    tally = Tally()
    named_before, touched = _named_in(slug), _touched(slug)
    _delete(slug, tally)
    facsimiles.remove(slug)
    _tell(named_before, tally)
    tally.write()
    return touched


def _numbers(edition: Edition) -> list[int]:
    """The primary keys of the rows that this edition has, from its first row on; [] where they do not descend."""
    own = SearchRow.objects.filter(edition=edition).exclude(kind=BODY).order_by("position")
    numbers = list(own.values_list("pk", flat=True))
    return numbers if numbers == sorted(numbers, reverse=True) else []


def _touched(slug: str) -> set[str]:
    """The keys of all pages that the rows of an inquiry stand on; those of papers that it builds on, and that do so.

    Papers compare themselves with each other over any number of steps.
    """
    kin, found = set(), {slug}
    while found:
        kin |= found
        earlier = PublishedInquiry.objects.filter(slug__in=found).values_list("builds_on", flat=True)
        later = (PublishedInquiry.objects.filter(builds_on__has=each).values_list("slug", flat=True) for each in found)
        found = {*chain.from_iterable(earlier), *chain.from_iterable(later)} - kin
    districts = SearchRowDistrict.objects.filter(search_row__inquiry=slug).order_by().values_list("district", flat=True)
    absent = Absence.objects.filter(inquiry=slug).order_by().values_list("district", flat=True)
    return {
        LISTS,
        *map(inquiry_key, kin),
        *map(district_key, {*districts.distinct(), *absent}),
        *map(body_key, _named_in(slug)),
    }


def rebuild() -> Rebuilt:
    """Make all published rows and the search index anew from the current editions and the districts.

    Each edition in a transaction of its own, the oldest first, so that others write in between, and what is published
    meanwhile stays; one that was interrupted goes on where it stopped. A body is told as the newest edition tells it.
    Raises the version of the site.
    """
    search.install()
    begun = _begun()
    _remove_unpublished()
    for edition in _oldest_first():
        if not PublishedInquiry.objects.filter(edition=edition, made_at__gt=begun).exists():
            _replace_current(edition)
    with transaction.atomic():
        SearchRow.objects.filter(kind=DISTRICT).update(title="")  # so that all are made anew
        districts = refresh_districts()
        _count_anew()
        DataVersion.objects.filter(key=REBUILD).delete()
        DataVersion.objects.advance(SITE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    inquiries, bodies = PublishedInquiry.objects.count(), PublishedBody.objects.count()
    return Rebuilt(inquiries, SearchRow.objects.count(), bodies, districts)


def _begun() -> datetime:
    """Since when this rebuild runs, or the one that was interrupted."""
    version, _made = DataVersion.objects.get_or_create(key=REBUILD, defaults={"time": timezone.now()})
    return version.time


def _oldest_first() -> Iterator[int]:
    """The primary keys of the current editions, read at once: what is published meanwhile needs nothing."""
    return iter(list(Edition.objects.current().order_by("published_at", "pk").values_list("pk", flat=True)))


@transaction.atomic
def _replace_current(pk: int) -> None:
    edition = Edition.objects.select_for_update(of=("self",)).filter(pk=pk, is_current=True).first()
    if edition:
        replace(edition)


@transaction.atomic
def _remove_unpublished() -> None:
    """Rows of inquiries that have no current edition, or that an older version left behind."""
    current = Edition.objects.current().values("slug")
    tally, of_nobody = Tally(), SearchRow.objects.exclude(kind=DISTRICT).exclude(inquiry__in=current)
    _forget(of_nobody, tally)
    for model in (PublishedBody, PublishedMention, Erratum, AnswerLines, Absence):
        model.objects.exclude(inquiry__in=current).delete()
    PublishedInquiry.objects.exclude(slug__in=current).delete()


def _count_anew() -> None:
    """The counts from the rows there are: what was added and taken away is not trusted for ever."""
    tally = Tally()
    tally.rows(SearchRow.objects.only(*COUNTED_BY).iterator())
    for inquiry in PublishedInquiry.objects.iterator():
        tally.inquiry(inquiry)
    tally.bodies(PublishedBody.objects.iterator())
    own = SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER).exclude(ags="").order_by()
    for key, n in own.values_list("ags").annotate(n=Count("inquiry", distinct=True)):
        tally.counts[DISTRICTS, "", "own", key] += n
    ListCount.objects.all().delete()
    tally.write()


def refresh_districts() -> int:
    """Bring the districts' search rows up to date; writes only where a district changed. Returns how many there are.

    Their words follow from title and text, and cost two seconds for all of Germany: they are read only where these
    changed. A rebuild, which first forgets the search rows, reads all of them anew.
    """
    wanted = list(_districts())
    stored = SearchRow.objects.filter(kind=DISTRICT).order_by("position")
    compared = ("path", "title", "text", "position")
    if list(stored.values_list(*compared)) != [tuple(getattr(each, name) for name in compared) for each in wanted]:
        tally = Tally()
        _forget(stored, tally)
        for each in wanted:
            each.words = indexed(each)
        _save(wanted, tally)
        tally.write()
    return len(wanted)


def _districts() -> Iterator[SearchRow]:
    ordered = sorted(District.objects.defer("outline"), key=lambda each: (each.sort_name, each.kind, each.slug))
    for position, district in enumerate(ordered, start=1):
        text = " ".join(filter(None, [district.name, district.region, district.key, district.over_time]))
        yield SearchRow(
            kind=DISTRICT,
            path=paths.district(district.slug),
            position=position,
            title=district.official_name,
            text=text,
            districts=[district.slug],
        )


def _regions() -> dict[str, str]:
    return dict(District.objects.values_list("slug", "region"))


def _named_in(slug: str) -> set[str]:
    """The bodies that an inquiry names; those it tells, too, for rows of an older version know no mentions."""
    named = PublishedMention.objects.filter(inquiry=slug).values_list("slug", flat=True)
    return {*named, *PublishedBody.objects.filter(inquiry=slug).values_list("slug", flat=True)}


def _write(projection: Projection, numbers: list[int], tally: Tally) -> None:
    """All but the bodies, which the newest edition tells."""
    PublishedInquiry.objects.bulk_create([projection.inquiry])
    PublishedMention.objects.bulk_create(projection.mentions, batch_size=BATCH)
    Erratum.objects.bulk_create(_settled(projection), batch_size=BATCH)
    AnswerLines.objects.bulk_create(projection.lines, batch_size=BATCH)
    Absence.objects.bulk_create(projection.absences, batch_size=BATCH)
    of_paper = [each for each in projection.search_rows if each.kind != BODY]
    if len(numbers) == len(of_paper):
        for search_row, number in zip(of_paper, numbers, strict=True):
            search_row.pk = number
    _save(of_paper, tally)
    tally.inquiry(projection.inquiry)
    tally.own_rows(each.ags for each in of_paper)


def _save(search_rows: list[SearchRow], tally: Tally) -> None:
    """From the last to the first, so that the first comes first where the newest do."""
    stored = SearchRow.objects.bulk_create(search_rows[::-1], batch_size=BATCH)
    SearchRowDistrict.objects.bulk_create(rows_by_district(stored), batch_size=BATCH)
    SearchRowCode.objects.bulk_create(rows_by_code(stored), batch_size=BATCH)
    tally.rows(stored)


def _delete(slug: str, tally: Tally) -> None:
    own = SearchRow.objects.filter(inquiry=slug)
    tally.own_rows(own.exclude(ags="").order_by().values_list("ags", flat=True).distinct(), -1)
    _forget(own, tally)
    for inquiry in PublishedInquiry.objects.filter(slug=slug):
        tally.inquiry(inquiry, -1)
    tally.bodies(PublishedBody.objects.filter(inquiry=slug), -1)
    for model in (PublishedBody, PublishedMention, Erratum, AnswerLines, Absence):
        model.objects.filter(inquiry=slug).delete()
    PublishedInquiry.objects.filter(slug=slug).delete()


def _forget(search_rows: QuerySet[SearchRow], tally: Tally) -> None:
    tally.rows(search_rows.only(*COUNTED_BY).iterator(), -1)
    for model in (SearchRowDistrict, SearchRowCode):
        model.objects.filter(search_row__in=search_rows.order_by()).delete()
    search_rows.delete()


# Bodies: several editions may name one; the newest tells it


def _tell(slugs: set[str], tally: Tally, newest: Projection | None = None) -> None:
    """Tell these bodies as the newest current edition that names them does; `newest` is at hand already."""
    if not slugs:
        return
    _forget(SearchRow.objects.filter(kind=BODY, path__in=[paths.body(slug) for slug in slugs]), tally)
    told_before = PublishedBody.objects.filter(slug__in=slugs)
    tally.bodies(told_before, -1)
    told_before.delete()
    for edition, told in _tellers(slugs).items():
        known = newest and newest.inquiry.edition.pk == edition
        projection = newest if known else project(Edition.objects.get(pk=edition), _regions())
        _tell_as(projection, told, tally)


def _tellers(slugs: set[str]) -> dict[int, set[str]]:
    """Which edition tells which bodies, by its primary key."""
    mentions = PublishedMention.objects.filter(slug__in=slugs).order_by("edition__published_at", "edition")
    teller = dict(mentions.values_list("slug", "edition"))
    told: dict[int, set[str]] = {}
    for slug, edition in teller.items():
        told.setdefault(edition, set()).add(slug)
    return told


def _tell_as(projection: Projection, slugs: set[str], tally: Tally) -> None:
    """Write these bodies of an edition."""
    wanted = {paths.body(slug) for slug in slugs}
    bodies = [body for body in projection.bodies if body.slug in slugs]
    search_rows = [each for each in projection.search_rows if each.kind == BODY and each.path in wanted]
    PublishedBody.objects.bulk_create(bodies, batch_size=BATCH)
    tally.bodies(bodies)
    _save(search_rows, tally)


# Corrections: each names the edition that put it right


def _settled(projection: Projection) -> list[Erratum]:
    """Where a report names no edition, the first one that tells of it is meant."""
    if not projection.errata:
        return []
    current = projection.inquiry.edition
    editions = {each.number: each for each in Edition.objects.filter(inquiry=current.inquiry_id).order_by("number")}
    for erratum in projection.errata:
        number = erratum.settled_in or _first_to_tell(editions, erratum.number)
        settling = editions.get(number, current)
        earlier = [each for each in editions if each < settling.number]
        erratum.settled_in, erratum.settled_on = settling.number, settling.published_at
        erratum.edition_before = max(earlier, default=None)
    return projection.errata


def _first_to_tell(editions: dict[int, Edition], report: int) -> int | None:
    told = (number for number, each in editions.items() if _tells(each, report))
    return next(told, None)


def _tells(edition: Edition, report: int) -> bool:
    return any(each["number"] == report for each in content_of(edition)["reports"])
