"""The public log of editions, /editions.log: one line an event, each with the digest of the line before it.

A line is JSON with sorted keys and without blanks; `before` is the SHA-256 of the bytes of the line before, without
its line end, and 64 zeros in the first. Who kept a line can see later that nothing before it was changed. The program
that wrote a line never changes it, and `check` finds what was changed by another way.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import UTC

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.models import Edition, EditionEvent
from survey.publishing.content import encode

log = logging.getLogger("anlage")
FIRST = "0" * 64
LOCK = 0x616E6C616765  # “anlage”: the key by which writers on PostgreSQL wait for each other
CHUNK = 2_000


def append(event: str, editions: Iterable[Edition]) -> None:
    """Add a line for each of the editions. Call it inside the transaction that does what it tells."""
    _wait_for_others()
    last = EditionEvent.objects.last()
    lines, now = [], timezone.now()
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)  # what a fixture of Django keeps of a time
    for number, edition in enumerate(editions, start=last.number + 1 if last else 1):
        before = lines[-1].own if lines else last.own if last else FIRST
        made = EditionEvent(
            number=number,
            event=event,
            slug=edition.slug,
            edition=edition.number,
            at=now,
            digest=edition.digest,
            before=before,
        )
        made.own = own_digest(made)
        lines.append(made)
    EditionEvent.objects.bulk_create(lines, batch_size=500)
    transaction.on_commit(lambda: _tell_operator(lines))


def _tell_operator(lines: Iterable[EditionEvent]) -> None:
    for each in lines:
        log.info(each.event, extra={"slug": each.slug, "edition": each.edition, "number": each.number})


def _wait_for_others() -> None:
    """On SQLite the transaction has the lock of all writers already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def line_of(event: EditionEvent) -> str:
    return encode(
        {
            "number": event.number,
            "event": event.event,
            "slug": event.slug,
            "edition": event.edition,
            "time": event.at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "digest": event.digest,
            "before": event.before,
        }
    )


def own_digest(event: EditionEvent) -> str:
    return hashlib.sha256(line_of(event).encode()).hexdigest()


def lines() -> Iterator[str]:
    for event in EditionEvent.objects.order_by("number").iterator(chunk_size=CHUNK):
        yield line_of(event) + "\n"


def head() -> str:
    """The digest of the newest line: it stands for all lines so far."""
    return EditionEvent.objects.order_by("-number").values_list("own", flat=True).first() or FIRST


def check(using: str = "default") -> list[str]:
    """A sentence for each break: a line that was changed, is missing, or tells another digest than its edition."""
    editions = Edition.objects.using(using).order_by("slug", "number")
    digests = {(slug, number): digest for slug, number, digest in editions.values_list("slug", "number", "digest")}
    found, before, number, published = [], FIRST, 0, set()
    for event in EditionEvent.objects.using(using).order_by("number").iterator(chunk_size=CHUNK):
        number += 1
        if event.number != number or event.before != before or event.own != own_digest(event):
            found.append(_("Line %(number)d of the log of editions is not what was written.") % {"number": number})
            number = event.number
        before, told = event.own, {"slug": event.slug, "number": event.edition}
        if event.event == EditionEvent.Event.PUBLISHED:
            published.add((event.slug, event.edition))
        if digests.get((event.slug, event.edition)) != event.digest:
            found.append(_("%(slug)s %(number)d is not the edition that the log tells of.") % told)
    for slug, edition in digests.keys() - published:
        found.append(_("%(slug)s %(number)d is not in the log of editions.") % {"slug": slug, "number": edition})
    return list(dict.fromkeys(found))
