"""Addresses that the public reads: that of a paper, and those of bodies where words of their names are withheld."""

import itertools
import re

from django.utils.text import slugify

from survey.language.bodies import address
from survey.models import Edition, Inquiry

LONGEST = 100


def public_slug(inquiry: Inquiry) -> str:
    """The address of the inquiry: fixed by its first edition, else the one it has now."""
    fixed = Edition.objects.filter(inquiry=inquiry).order_by("number").values_list("slug", flat=True).first()
    return fixed or inquiry.slug


def address_without(slug: str, words: str, *, home: str) -> str:
    """The address of a body without the words, in the spelling of addresses; `home` is that of its paper.

    An address is made of a name, so it says it once more: “runde-luedenscheid” becomes “hessen-19-1613-runde”.
    """
    rest = slug
    for said in sorted({address(words), slugify(words)} - {""}):
        rest = re.sub(rf"(?<![a-z0-9]){re.escape(said)}", "", rest)
    if rest == slug:
        return slug
    bare = "-".join(filter(None, rest.split("-"))) or "body"
    return f"{home}-{bare}"[:LONGEST].rstrip("-")


def free_address(slug: str, taken: set[str]) -> str:
    """The address, or the first of those with a number behind it that is not taken."""
    numbered = (f"{slug}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([slug], numbered) if each not in taken)
