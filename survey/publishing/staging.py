"""Publishing in portions: the search rows of an edition are written before anybody has to wait, hidden from readers.

On SQLite one writes at a time, and a hundred thousand rows take a minute. So a run writes them some at a time, each
portion with the span of numbers that hides it, and the transaction that makes the edition the current one lifts that
and hides the rows from before, which are deleted some at a time afterwards. A run that was killed leaves rows that
nobody sees; the next one of this inquiry deletes them, and so does a rebuild.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from survey.models import Edition, EditionPiece, HiddenRows, PublishingRun
from survey.models.edition import new_state
from survey.publishing import pieces, rows
from survey.publishing.content import Content
from survey.publishing.refusals import PublishRefused


class StagingRun:
    """One that writes hidden rows of an inquiry; whoever begins later takes over, and the earlier one is refused."""

    def __init__(self, slug: str):
        self.slug, self.name = slug, new_state()

    def begin(self) -> None:
        """Take over, and delete what an earlier run left."""
        PublishingRun.objects.update_or_create(inquiry=self.slug, defaults={"name": self.name})
        self._sweep()

    def end(self) -> None:
        """Delete what is hidden now; refused where another run has begun, which does the same."""
        self._sweep()
        PublishingRun.objects.filter(inquiry=self.slug, name=self.name).delete()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A transaction in which no other run of this inquiry writes."""
        with transaction.atomic():
            self.hold()
            yield

    def hold(self) -> None:
        """Keep other runs of this inquiry away until the transaction ends."""
        if not PublishingRun.objects.filter(inquiry=self.slug, name=self.name).update(name=self.name):
            raise PublishRefused(
                _("Somebody else is publishing this inquiry just now. Look at it again, then publish.")
            )

    def hide(self, numbers: Iterable[int]) -> None:
        """Let nobody see the search rows of these numbers, which ascend; few spans, for every reader looks at each."""
        for first, last in _spans(numbers):
            before = HiddenRows.objects.filter(inquiry=self.slug, last=first - 1)
            if not before.update(last=last):
                HiddenRows.objects.create(inquiry=self.slug, first=first, last=last)

    def swap(self, numbers: Iterable[int]) -> None:
        """Show what was hidden, and hide the rows of these numbers in its stead; in a transaction that is held."""
        HiddenRows.objects.filter(inquiry=self.slug).delete()
        self.hide(numbers)

    def _sweep(self) -> None:
        with self.turn():
            pieces.sweep(self.slug)
        while HiddenRows.objects.filter(inquiry=self.slug).exists():
            with self.turn():
                span = HiddenRows.objects.filter(inquiry=self.slug).first()
                if span:
                    _shorten(span)


def _spans(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of the numbers that follow each other."""
    for _key, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        some = [number for _at, number in group]
        yield some[0], some[-1]


def _shorten(span: HiddenRows) -> None:
    """Delete the first rows of a hidden span, and the span with its last."""
    end = span.first + rows.PORTION
    rows.delete(span.first, min(end - 1, span.last))
    if end > span.last:
        span.delete()
    else:
        span.first = end
        span.save(update_fields=["first"])


class Staged:
    """The next edition of an inquiry with its search rows, which are written already, and seen once it is `shown`."""

    def __init__(self, edition: Edition, content: Content):
        """Write the rows. `edition` is not stored yet."""
        self._run = StagingRun(edition.slug)
        self._run.begin()
        self._before = rows.EditionFacts.stored(edition.slug)
        self._numbers_before = list(rows.seen(edition.slug).order_by("pk").values_list("pk", flat=True))
        self._rows = rows.EditionRows(edition, content)
        for portion in self._rows.portions():
            with self._run.turn():
                self._run.hide(portion.save())
        for pieces_of_it in pieces.portions(edition, content):  # of a state that no edition has yet
            with self._run.turn():
                EditionPiece.objects.bulk_create(pieces_of_it)

    def show(self) -> set[str]:
        """Put the rows in the place of the inquiry's older ones, as `rows.replace` does, when the edition is stored."""
        self._run.hold()
        self._run.swap(self._numbers_before)
        return rows.switch(self._rows.slug, self._before, self._rows)

    def end(self) -> None:
        """Delete the rows from before; call it after the transaction.

        The edition is published whatever happens here. What cannot be deleted, since the database is locked or full, is
        seen by nobody, and goes with the next run.
        """
        with suppress(PublishRefused, OperationalError):
            self._run.end()


def unfinished() -> set[str]:
    """The inquiries of which a run has hidden rows, or has not ended."""
    return {*HiddenRows.objects.values_list("inquiry", flat=True), *PublishingRun.objects.values_list("pk", flat=True)}


def sweep(*slugs: str) -> None:
    """Delete the hidden rows of these inquiries; who publishes one of them just now is refused, and tries again."""
    for slug in sorted(slugs):
        run = StagingRun(slug)
        with suppress(PublishRefused):  # another one has begun meanwhile, and does the same
            run.begin()
            run.end()
