"""The editors' headline of a paper and the sentence below it, where the operator wants them."""

from dataclasses import dataclass

from django.conf import settings

from survey.models import Edition
from survey.public.reading import Reading


@dataclass(frozen=True)
class Headline:
    """`text` is what was found, `lead` a sentence below it, or ""."""

    text: str
    lead: str


def headline(paper: Reading, edition: Edition | None) -> Headline | None:
    """None where the operator wants none, nobody wrote one, or no second person saw what was published.

    The preview of a draft has no edition: it shows what was written.
    """
    said = paper.index.content["headline"]
    seen = edition is None or edition.review == Edition.Review.REVIEWED
    if not (settings.HEADLINES and seen and said):
        return None
    return Headline(said, paper.index.content["lead"] or "")
