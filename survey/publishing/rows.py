"""Published rows: what lists, filters and search ask, kept in step with the current editions."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

from django.db.models import QuerySet

from survey.models import (
    LISTS,
    Absence,
    AnswerLines,
    District,
    Edition,
    Erratum,
    PublishedBody,
    PublishedInquiry,
    PublishedMention,
    PublishedStatement,
    SearchRow,
    SearchRowDistrict,
    body_key,
    district_key,
    inquiry_key,
)
from survey.models.bulk import batched
from survey.publishing import facsimiles, pieces
from survey.publishing.content import Content
from survey.publishing.counts import Tally
from survey.publishing.inserting import NewRows
from survey.publishing.kept_lines import packed_lines
from survey.publishing.projection import Projection, indexed, project
from survey.publishing.settling import settle
from survey.publishing.withheld import content_of
from survey.wording import paths

BATCH = 500
PORTION = 1_000  # search rows that are written, or deleted, in one transaction of a run
BODY, DISTRICT = SearchRow.Kind.BODY, SearchRow.Kind.DISTRICT
COUNTED_BY = (
    *("kind", "inquiry", "parliament", "term", "status", "respondent_kind", "annex", "districts", "questions", "codes"),
)


class EditionFacts:
    """What counts and data versions need of the search rows of one edition, but for those of bodies."""

    def __init__(self):
        self.tally = Tally()
        self.districts: set[str] = set()
        self.own: set[str] = set()

    @classmethod
    def stored(cls, slug: str) -> "EditionFacts":
        """Of the rows that are seen of an inquiry, to be taken away."""
        facts = cls()
        found = seen(slug).only(*COUNTED_BY, "ags")
        facts.add(found.iterator(chunk_size=PORTION), -1)
        facts.tally.own_rows(facts.own, -1)
        return facts

    def add(self, search_rows: Iterable[SearchRow], sign: int = 1) -> None:
        self.tally.rows(map(self._noted, search_rows), sign)

    def _noted(self, search_row: SearchRow) -> SearchRow:
        self.districts.update(search_row.districts)
        self.own.add(search_row.ags)
        return search_row


class EditionRows:
    """The rows of an edition on their way into the database; `portions` makes search rows, and notes their facts."""

    def __init__(self, edition: Edition, content: Content):
        self.slug = edition.slug
        self.projection = Projection(edition, content, _regions())
        self.facts = EditionFacts()
        self.lines: list[AnswerLines] = []

    def portions(self, numbers: Sequence[int] = ()) -> Iterator[NewRows]:
        """The search rows some at a time, from the last to the first, to be saved in this order.

        `numbers` are the primary keys they had, from the first row on, where their edition is not new.
        """
        kept = reversed(numbers) if len(numbers) == self.projection.count else repeat(None)
        for portion in batched(self.projection.search_rows(), PORTION):
            for search_row, number in zip(portion, kept, strict=False):
                search_row.pk = number
            answers = [each for each in reversed(portion) if each.kind == SearchRow.Kind.ANSWER]
            self.lines[:0] = packed_lines(answers)
            self.facts.add(portion)
            yield NewRows(portion)


def replace(edition: Edition, content: Content | None = None) -> set[str]:
    """Put the rows of this edition in the place of the inquiry's older ones. Call it inside a transaction.

    Rows of the same edition keep their numbers, and so their place in lists. Returns the keys of the data version that
    this touches; raise them as the last thing in the transaction. `content` is that of the edition, where it is known.
    """
    before, numbers = EditionFacts.stored(edition.slug), _numbers(edition)
    _delete_rows(seen(edition.slug))
    content = content or content_of(edition)
    now = EditionRows(edition, content)
    for portion in now.portions(numbers):
        portion.save()
    pieces.replace(edition, content)
    return switch(edition.slug, before, now)


def remove(slug: str) -> set[str]:
    """Take away all rows of an inquiry; bodies that other editions tell of stay as those tell them.

    Returns the keys that this touches, as `replace` does.
    """
    before = EditionFacts.stored(slug)
    _delete_rows(seen(slug))
    return switch(slug, before)


def switch(slug: str, before: EditionFacts, now: EditionRows | None = None) -> set[str]:
    """Bring all other published rows of an inquiry up to date, when its search rows are; returns the keys it touches.

    `before` are the facts of the search rows that are seen no more.
    """
    tally, touched = before.tally, _touched(slug)
    named = _named_in(slug)
    _delete_others(slug, tally)
    districts = set(before.districts)
    if now:
        tally.add(now.facts.tally)
        districts |= now.facts.districts
        _write_others(now, tally)
        named |= {mention.slug for mention in now.projection.mentions}
        facsimiles.replace(now.projection.edition, now.projection.document)
    else:
        facsimiles.remove(slug)
    _tell(named, tally, now and now.projection)
    tally.write()
    return touched | _touched(slug) | set(map(district_key, districts))


def _numbers(edition: Edition) -> list[int]:
    """The primary keys of the rows that this edition has, from its first row on; [] where they do not descend."""
    own = SearchRow.objects.filter(inquiry=edition.slug, edition_number=edition.number).exclude(kind=BODY)
    numbers = list(own.order_by("position").values_list("pk", flat=True))
    return numbers if numbers == sorted(numbers, reverse=True) else []


def _touched(slug: str) -> set[str]:
    """The keys of all pages that an inquiry stands on, but for its answers; of papers it builds on, and that do so.

    Papers compare themselves with each other over any number of steps.
    """
    kin, found = set(), {slug}
    while found:
        kin |= found
        earlier = PublishedInquiry.objects.filter(slug__in=found).values_list("builds_on", flat=True)
        later = (PublishedInquiry.objects.filter(builds_on__has=each).values_list("slug", flat=True) for each in found)
        found = {*chain.from_iterable(earlier), *chain.from_iterable(later)} - kin
    absent = Absence.objects.filter(inquiry=slug).order_by().values_list("district", flat=True)
    of_bodies = PublishedBody.objects.filter(inquiry=slug).values_list("districts", flat=True)
    return {
        LISTS,
        *map(inquiry_key, kin),
        *map(district_key, {*absent, *chain.from_iterable(of_bodies)}),
        *map(body_key, _named_in(slug)),
    }


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
        forget(stored, tally)
        for each in wanted:
            each.words = indexed(each)
        NewRows(wanted[::-1]).save()
        tally.rows(wanted)
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


def _write_others(now: EditionRows, tally: Tally) -> None:
    """All but the search rows and the bodies, which the newest edition tells."""
    projection = now.projection
    PublishedInquiry.objects.bulk_create([projection.inquiry])
    PublishedMention.objects.bulk_create(projection.mentions, batch_size=BATCH)
    PublishedStatement.objects.bulk_create(projection.statements, batch_size=BATCH)
    Erratum.objects.bulk_create(_settled(projection), batch_size=BATCH)
    AnswerLines.objects.bulk_create(now.lines, batch_size=BATCH)
    Absence.objects.bulk_create(projection.absences, batch_size=BATCH)
    tally.inquiry(projection.inquiry)
    tally.own_rows(now.facts.own)


def delete(first: int, last: int) -> None:
    """Delete search rows by their primary keys, seen or not."""
    SearchRowDistrict.with_hidden.filter(search_row__gte=first, search_row__lte=last).delete()
    SearchRow.with_hidden.filter(pk__range=(first, last)).delete()


def seen(slug: str) -> QuerySet[SearchRow]:
    """The search rows that are seen of an inquiry, but for those of bodies."""
    return SearchRow.objects.filter(inquiry=slug).exclude(kind=BODY)


def _delete_others(slug: str, tally: Tally) -> None:
    for inquiry in PublishedInquiry.objects.filter(slug=slug):
        tally.inquiry(inquiry, -1)
    forget(SearchRow.objects.filter(inquiry=slug, kind=BODY), tally)
    tally.bodies(PublishedBody.objects.filter(inquiry=slug), -1)
    for model in (PublishedBody, PublishedMention, PublishedStatement, Erratum, AnswerLines, Absence):
        model.objects.filter(inquiry=slug).delete()
    PublishedInquiry.objects.filter(slug=slug).delete()


def forget(search_rows: QuerySet[SearchRow], tally: Tally) -> None:
    tally.rows(search_rows.only(*COUNTED_BY).iterator(), -1)
    _delete_rows(search_rows)


def _delete_rows(search_rows: QuerySet[SearchRow]) -> None:
    SearchRowDistrict.objects.filter(search_row__in=search_rows.order_by()).delete()
    search_rows.delete()


# Bodies: several editions may name one; the newest tells it


def _tell(slugs: set[str], tally: Tally, newest: Projection | None = None) -> None:
    """Tell these bodies as the newest current edition that names them does; `newest` is at hand already."""
    if not slugs:
        return
    forget(SearchRow.objects.filter(kind=BODY, path__in=[paths.body(slug) for slug in slugs]), tally)
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
    search_rows = [each for each in projection.body_rows() if each.path in wanted]
    PublishedBody.objects.bulk_create(bodies, batch_size=BATCH)
    tally.bodies(bodies)
    NewRows(search_rows[::-1]).save()
    tally.rows(search_rows)


# Corrections: each names the edition that put it right


def _settled(projection: Projection) -> list[Erratum]:
    """Each error with the edition that put it right."""
    if projection.errata:
        current = projection.inquiry.edition
        editions = {each.number: each for each in Edition.objects.filter(inquiry=current.inquiry_id)}
        for erratum in projection.errata:
            settle(erratum, editions, current)
    return projection.errata
