"""Passwords that whoever knows the house would try first."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What people put digits behind when a password must be long.
USUAL = frozenset(
    """
    admin administrator anlage bundestag drucksache fassung freigabe fruehling geheim hallo herbst kennwort
    kleineanfrage landtag passwort password qwertz qwerty redaktion sommer start test willkommen winter
    """.split()  # noqa: SIM905  a list of words reads as words
)
SHORTEST_REST = 6


class HouseNames:
    """Refuses what is hardly more than a name of the house or of its holder, or a word that everybody takes."""

    def validate(self, password, user=None):
        names = [user.username, user.first_name, user.last_name] if user else []
        if len(_rest(password, names)) < SHORTEST_REST:
            raise ValidationError(
                _("This password is hardly more than a usual word or a name of this site, with digits."), code="usual"
            )

    def get_help_text(self):
        return gettext_lazy("Take no usual word and no name of this site, not with digits either.")


def _rest(password: str, names: Iterable[str]) -> str:
    """The different letters that stay once usual words and names are gone; the password where none of them is in it."""
    said = " ".join([settings.SITE_URL.partition("://")[2], *names]).casefold()
    whole = rest = password.casefold().replace("ü", "ue")
    for word in sorted({*USUAL, *re.findall(r"[^\W\d_]{4,}", said)}, key=len, reverse=True):
        rest = rest.replace(word, "")
    return whole if rest == whole else "".join(dict.fromkeys(re.sub(r"[\d\W_]", "", rest)))
