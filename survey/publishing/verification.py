"""Whether every edition still is what was published."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from survey.models import Edition
from survey.publishing.withheld import holds


@dataclass(frozen=True)
class Verified:
    """One edition: whether stored and served text give its digest, and how many of its parts were erased."""

    slug: str
    number: int
    holds: bool
    erased: int


def verified() -> Iterator[Verified]:
    """Every edition, one at a time in memory."""
    for edition in Edition.objects.select_related("salts").order_by("slug", "number").iterator(chunk_size=1):
        erased = sum("hash" in part for part in json.loads(edition.salts.parts).values())
        yield Verified(edition.slug, edition.number, holds(edition), erased)
