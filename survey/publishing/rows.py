"""Published rows: what lists, filters and search ask, kept in step with the current editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from survey.language.analysis import analysed
from survey.models import District, Edition, Passage, PublishedBody, PublishedInquiry, Stand
from survey.publishing import paths
from survey.publishing.projection import Projection, padded, project
from survey.publishing.search import forget_passages, index_passages

BATCH = 500
BODY, DISTRICT = Passage.Kind.BODY, Passage.Kind.DISTRICT


@dataclass(frozen=True)
class Rebuilt:
    """How many rows a rebuild wrote."""

    inquiries: int
    passages: int
    bodies: int
    districts: int


def replace(edition: Edition) -> None:
    """Put the rows of this edition in the place of the inquiry's older ones. Call it inside a transaction."""
    told_before = _told_by(edition.slug)
    _delete(edition.slug)
    projection = project(edition, _regions())
    now = {body.slug for body in projection.bodies}
    _delete_bodies(now)
    _write(projection)
    _bring_back(told_before - now)


def remove(slug: str) -> None:
    """Take away all rows of an inquiry; bodies that other editions tell of stay as those tell them."""
    told_before = _told_by(slug)
    _delete(slug)
    _bring_back(told_before)


@transaction.atomic
def rebuild() -> Rebuilt:
    """Make all published rows and the search index anew from the current editions and the districts.

    A body is told as the newest edition tells it. Raises the Stand.
    """
    _forget(Passage.objects.all())
    PublishedBody.objects.all().delete()
    PublishedInquiry.objects.all().delete()
    regions, inquiries, passages, told = _regions(), 0, 0, set()
    for edition in _newest_first().iterator():
        projection = _without_bodies(project(edition, regions), told)
        told |= {body.slug for body in projection.bodies}
        _write(projection)
        inquiries, passages = inquiries + 1, passages + len(projection.passages)
    districts = refresh_districts()
    Stand.objects.advance()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Rebuilt(inquiries, passages + districts, len(told), districts)


def refresh_districts() -> int:
    """Bring the districts' passages up to date; writes only where a district changed. Returns how many there are."""
    wanted = list(_districts())
    stored = Passage.objects.filter(kind=DISTRICT).order_by("position")
    compared = ("path", "title", "text", "words", "position")
    if list(stored.values_list(*compared)) != [tuple(getattr(each, name) for name in compared) for each in wanted]:
        _forget(stored)
        _save(wanted)
    return len(wanted)


def _districts() -> Iterator[Passage]:
    ordered = sorted(District.objects.defer("outline"), key=lambda each: (each.sort_name, each.kind, each.slug))
    for position, district in enumerate(ordered, start=1):
        text = " ".join(filter(None, [district.name, district.region, district.key, district.over_time]))
        yield Passage(
            kind=DISTRICT,
            path=paths.district(district.slug),
            position=position,
            title=district.official_name,
            text=text,
            words=analysed(district.official_name, text),
            districts=padded([district.slug]),
        )


def _newest_first() -> QuerySet[Edition]:
    return Edition.objects.current().order_by("-published_at", "-pk")


def _regions() -> dict[str, str]:
    return dict(District.objects.values_list("slug", "region"))


def _told_by(slug: str) -> set[str]:
    return set(PublishedBody.objects.filter(inquiry=slug).values_list("slug", flat=True))


def _write(projection: Projection) -> None:
    PublishedInquiry.objects.bulk_create([projection.inquiry])
    _save(projection.passages, projection.bodies)


def _save(passages: list[Passage], bodies: list[PublishedBody] = ()) -> None:
    PublishedBody.objects.bulk_create(bodies, batch_size=BATCH)
    index_passages(Passage.objects.bulk_create(passages, batch_size=BATCH))


def _delete(slug: str) -> None:
    _forget(Passage.objects.filter(inquiry=slug))
    PublishedBody.objects.filter(inquiry=slug).delete()
    PublishedInquiry.objects.filter(slug=slug).delete()


def _forget(passages: QuerySet[Passage]) -> None:
    forget_passages(passages)
    passages.delete()


def _delete_bodies(slugs: set[str]) -> None:
    """Bodies that an older edition told of until now."""
    _forget(Passage.objects.filter(kind=BODY, path__in=[paths.body(slug) for slug in slugs]))
    PublishedBody.objects.filter(slug__in=slugs).delete()


def _bring_back(slugs: set[str]) -> None:
    """Tell bodies that lost their edition as the newest other edition tells them, if there is one."""
    if not slugs:
        return
    mentioned = reduce(or_, (Q(content__contains=f'"slug":"{slug}"') for slug in sorted(slugs)))
    for edition in _newest_first().filter(mentioned):
        projection = project(edition, _regions())
        bodies = [body for body in projection.bodies if body.slug in slugs]
        wanted = {paths.body(body.slug) for body in bodies}
        _save([each for each in projection.passages if each.kind == BODY and each.path in wanted], bodies)
        slugs = slugs - {body.slug for body in bodies}


def _without_bodies(projection: Projection, told: set[str]) -> Projection:
    hidden = {paths.body(slug) for slug in told}
    return Projection(
        projection.inquiry,
        [each for each in projection.passages if each.kind != BODY or each.path not in hidden],
        [body for body in projection.bodies if body.slug not in told],
    )
