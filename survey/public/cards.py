"""An inquiry in a list: who asked whom, when, how long the reply took, how many districts the table lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey.models import PublishedInquiry
from survey.public.reading.paper import deadline
from survey.public.words import STANDINGS, word


@dataclass(frozen=True)
class Card:
    """`standing` is "" while the paper is in force; `days` is None where a date is not known; `deadline` and `rule`
    are those of `deadline`."""

    inquiry: PublishedInquiry
    standing: str
    days: int | None
    deadline: str
    rule: str


def cards(found: Iterable[PublishedInquiry]) -> list[Card]:
    return [_card(inquiry) for inquiry in found]


def _card(inquiry: PublishedInquiry) -> Card:
    known = inquiry.asked_on and inquiry.answered_on
    return Card(
        inquiry,
        "" if inquiry.legal_status == "in_force" else word(STANDINGS, inquiry.legal_status),
        (inquiry.answered_on - inquiry.asked_on).days if known else None,
        *deadline(inquiry.parliament, inquiry.kind),
    )
