"""Published rows: what lists, filters and search ask, kept in step with the current editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.db import connection, transaction
from django.db.models import QuerySet

from survey.language.analysis import analysed
from survey.models import (
    LISTS,
    SITE,
    Absence,
    AnswerLines,
    DataVersion,
    District,
    Edition,
    Erratum,
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
from survey.publishing import facsimiles
from survey.publishing.projection import Projection, project, rows_by_code, rows_by_district
from survey.publishing.search import forget_rows, index_rows
from survey.publishing.withheld import content_of
from survey.wording import paths

BATCH = 500
BODY, DISTRICT = SearchRow.Kind.BODY, SearchRow.Kind.DISTRICT


@dataclass(frozen=True)
class Rebuilt:
    """How many rows a rebuild wrote."""

    inquiries: int
    passages: int
    bodies: int
    districts: int


def replace(edition: Edition) -> set[str]:
    """Put the rows of this edition in the place of the inquiry's older ones. Call it inside a transaction.

    Returns the keys of the data version that this touches; raise them as the last thing in the transaction.
    """
    named_before, touched = _named_in(edition.slug), _touched(edition.slug)
    _delete(edition.slug)
    projection = project(edition, _regions())
    _write(projection)
    facsimiles.replace(edition)
    _tell(named_before | {mention.slug for mention in projection.mentions}, projection)
    return touched | _touched(edition.slug)


def remove(slug: str) -> set[str]:
    """Take away all rows of an inquiry; bodies that other editions tell of stay as those tell them.

    Returns the keys that this touches, as `replace` does.
    """
    named_before, touched = _named_in(slug), _touched(slug)
    _delete(slug)
    facsimiles.remove(slug)
    _tell(named_before)
    return touched


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


@transaction.atomic
def rebuild() -> Rebuilt:
    """Make all published rows and the search index anew from the current editions and the districts.

    A body is told as the newest edition tells it. Raises the version of the site.
    """
    _forget(SearchRow.objects.all())
    for model in (PublishedBody, PublishedMention, Erratum, AnswerLines, Absence, PublishedInquiry):
        model.objects.all().delete()
    regions, inquiries, passages, told = _regions(), 0, 0, set()
    for edition in _newest_first().iterator():
        projection = project(edition, regions)
        _write(projection)
        facsimiles.replace(edition)
        now = {body.slug for body in projection.bodies} - told
        written = _tell_as(projection, now)
        told |= now
        inquiries, passages = inquiries + 1, passages + written + len(_of_paper(projection))
    districts = refresh_districts()
    DataVersion.objects.advance(SITE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Rebuilt(inquiries, passages + districts, len(told), districts)


def refresh_districts() -> int:
    """Bring the districts' search rows up to date; writes only where a district changed. Returns how many there are.

    Their words follow from title and text, and cost two seconds for all of Germany: they are read only where these
    changed. A rebuild, which first forgets the search rows, reads all of them anew.
    """
    wanted = list(_districts())
    stored = SearchRow.objects.filter(kind=DISTRICT).order_by("position")
    compared = ("path", "title", "text", "position")
    if list(stored.values_list(*compared)) != [tuple(getattr(each, name) for name in compared) for each in wanted]:
        _forget(stored)
        for each in wanted:
            each.words = analysed(each.title, each.text)
        _save(wanted)
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


def _newest_first() -> QuerySet[Edition]:
    return Edition.objects.current().order_by("-published_at", "-pk")


def _regions() -> dict[str, str]:
    return dict(District.objects.values_list("slug", "region"))


def _named_in(slug: str) -> set[str]:
    """The bodies that an inquiry names; those it tells, too, for rows of an older version know no mentions."""
    named = PublishedMention.objects.filter(inquiry=slug).values_list("slug", flat=True)
    return {*named, *PublishedBody.objects.filter(inquiry=slug).values_list("slug", flat=True)}


def _write(projection: Projection) -> None:
    """All but the bodies, which the newest edition tells."""
    PublishedInquiry.objects.bulk_create([projection.inquiry])
    PublishedMention.objects.bulk_create(projection.mentions, batch_size=BATCH)
    Erratum.objects.bulk_create(_settled(projection), batch_size=BATCH)
    AnswerLines.objects.bulk_create(projection.lines, batch_size=BATCH)
    Absence.objects.bulk_create(projection.absences, batch_size=BATCH)
    _save(_of_paper(projection))


def _of_paper(projection: Projection) -> list[SearchRow]:
    return [each for each in projection.search_rows if each.kind != BODY]


def _save(search_rows: list[SearchRow]) -> None:
    stored = SearchRow.objects.bulk_create(search_rows, batch_size=BATCH)
    SearchRowDistrict.objects.bulk_create(rows_by_district(stored), batch_size=BATCH)
    SearchRowCode.objects.bulk_create(rows_by_code(stored), batch_size=BATCH)
    index_rows(stored)


def _delete(slug: str) -> None:
    _forget(SearchRow.objects.filter(inquiry=slug))
    for model in (PublishedBody, PublishedMention, Erratum, AnswerLines, Absence):
        model.objects.filter(inquiry=slug).delete()
    PublishedInquiry.objects.filter(slug=slug).delete()


def _forget(search_rows: QuerySet[SearchRow]) -> None:
    forget_rows(search_rows)
    for model in (SearchRowDistrict, SearchRowCode):
        model.objects.filter(search_row__in=search_rows.order_by()).delete()
    search_rows.delete()


# Bodies: several editions may name one; the newest tells it


def _tell(slugs: set[str], newest: Projection | None = None) -> None:
    """Tell these bodies as the newest current edition that names them does; `newest` is at hand already."""
    _forget(SearchRow.objects.filter(kind=BODY, path__in=[paths.body(slug) for slug in slugs]))
    PublishedBody.objects.filter(slug__in=slugs).delete()
    for edition, told in _tellers(slugs).items():
        known = newest and newest.inquiry.edition.pk == edition
        projection = newest if known else project(Edition.objects.get(pk=edition), _regions())
        _tell_as(projection, told)


def _tellers(slugs: set[str]) -> dict[int, set[str]]:
    """Which edition tells which bodies, by its primary key."""
    mentions = PublishedMention.objects.filter(slug__in=slugs).order_by("edition__published_at", "edition")
    teller = dict(mentions.values_list("slug", "edition"))
    told: dict[int, set[str]] = {}
    for slug, edition in teller.items():
        told.setdefault(edition, set()).add(slug)
    return told


def _tell_as(projection: Projection, slugs: set[str]) -> int:
    """Write these bodies of an edition; returns how many search rows that makes."""
    wanted = {paths.body(slug) for slug in slugs}
    bodies = [body for body in projection.bodies if body.slug in slugs]
    search_rows = [each for each in projection.search_rows if each.kind == BODY and each.path in wanted]
    PublishedBody.objects.bulk_create(bodies, batch_size=BATCH)
    _save(search_rows)
    return len(search_rows)


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
