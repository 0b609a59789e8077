"""All published rows made anew: after a migration, after a restore, and when somebody asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from survey.models import (
    SITE,
    Absence,
    AnswerLines,
    DataVersion,
    Edition,
    EditionPiece,
    Erratum,
    Inquiry,
    ListCount,
    PublishedBody,
    PublishedInquiry,
    PublishedMention,
    PublishedStatement,
    SearchRow,
)
from survey.publishing import pieces, rows, search, staging
from survey.publishing.counts import DISTRICTS, Tally

REBUILD = "rebuild"  # a key of the data version that no page asks for, while one runs


@dataclass(frozen=True)
class Rebuilt:
    """How many rows a rebuild wrote."""

    inquiries: int
    passages: int
    bodies: int
    districts: int


def rebuild() -> Rebuilt:
    """Make all published rows and the search index anew from the current editions and the districts.

    Each edition in a transaction of its own, the oldest first, so that others write in between, and what is published
    meanwhile stays; one that was interrupted goes on where it stopped. A body is told as the newest edition tells it.
    Raises the version of the site. Rows that a publish left behind are deleted; one that runs just now is refused.
    """
    search.install()
    staging.sweep(*staging.unfinished())
    begun = _begun()
    _remove_unpublished()
    for edition in _oldest_first():
        if not PublishedInquiry.objects.filter(edition=edition, made_at__gt=begun).exists():
            _replace_current(edition)
    with transaction.atomic():
        SearchRow.objects.filter(kind=SearchRow.Kind.DISTRICT).update(title="")  # so that all are made anew
        districts = rows.refresh_districts()
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
    Inquiry.objects.select_for_update(of=("self",)).get(editions=pk)  # as whoever publishes or withholds does
    edition = Edition.objects.filter(pk=pk, is_current=True).first()
    if edition:
        rows.replace(edition)
        for earlier in edition.inquiry.editions.filter(is_current=False):
            pieces.replace(earlier)
        pieces.sweep(edition.slug)


@transaction.atomic
def _remove_unpublished() -> None:
    """Rows of inquiries that have no current edition, or that an older version left behind."""
    current = Edition.objects.current().values("slug")
    tally, of_nobody = Tally(), SearchRow.objects.exclude(kind=SearchRow.Kind.DISTRICT).exclude(inquiry__in=current)
    rows.forget(of_nobody, tally)
    for model in (PublishedBody, PublishedMention, PublishedStatement, Erratum, AnswerLines, Absence):
        model.objects.exclude(inquiry__in=current).delete()
    PublishedInquiry.objects.exclude(slug__in=current).delete()
    EditionPiece.objects.exclude(inquiry__in=current).delete()


def _count_anew() -> None:
    """The counts from the rows there are: what was added and taken away is not trusted for ever."""
    tally = Tally()
    tally.rows(SearchRow.objects.only(*rows.COUNTED_BY).iterator())
    for inquiry in PublishedInquiry.objects.iterator():
        tally.inquiry(inquiry)
    tally.bodies(PublishedBody.objects.iterator())
    own = SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER).exclude(ags="").order_by()
    for key, n in own.values_list("ags").annotate(n=Count("inquiry", distinct=True)):
        tally.counts[DISTRICTS, "", "own", key] += n
    ListCount.objects.all().delete()
    tally.write()
