"""Whether every edition, and the log of editions, still is what was published."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from survey.models import Edition
from survey.publishing import edition_log
from survey.publishing.withheld import holds


@dataclass(frozen=True)
class Verified:
    """One edition: whether stored and served text give its digest, and how many of its parts were erased."""

    slug: str
    number: int
    holds: bool
    erased: int


def verified(using: str = "default") -> Iterator[Verified]:
    """Every edition of a database, one at a time in memory."""
    for edition in (
        Edition.objects.using(using).select_related("salts").order_by("slug", "number").iterator(chunk_size=1)
    ):
        erased = sum("hash" in part for part in json.loads(edition.salts.parts).values())
        yield Verified(edition.slug, edition.number, holds(edition), erased)


def faults(editions: Iterable[Verified], using: str = "default") -> list[str]:
    """What is not as it was published, in sentences; nothing where all of it holds."""
    changed = [f"{each.slug} {each.number}" for each in editions if not each.holds]
    told = _("These editions are not what was published: %(editions)s.") % {"editions": ", ".join(changed)}
    return [*([told] if changed else []), *edition_log.check(using)]
