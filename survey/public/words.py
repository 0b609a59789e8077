"""The words of the public pages: every closed list of the record in the language of the page."""

import re
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from survey.models import SearchRow
from survey.wording.labels import CHOICES

# Signs and patterns of the categories that most codebooks share; others get a letter and a place in the palette.
CODE_SIGNS = {"yes": "✓", "no": "✕", "planned": "◔", "partly": "◐", "not_stated": "–", "not_determinable": "∅"}
PATTERNED = ("planned", "partly", "not-stated", "not-determinable", "collective", "no")


def _words(section: str, field: str) -> dict:
    return dict(CHOICES[section, field].choices)


RESPONDENT_KINDS = _words("claim", "respondent_kind")
STATEMENT_KINDS = _words("statement", "kind")
RESPONDENT_KINDS_PLURAL = {
    "county": _("counties"),
    "city": _("cities"),
    "association": pgettext_lazy("respondents", "associations"),
    "municipality": _("municipalities"),
    "authority": _("authorities"),
    "joint": _("joint respondents"),
    "other": _("others"),
}
# Whole phrases for each kind, so that every language can bend its words; "" stands for rows of any kind.
IN_THE_TABLE = {
    "": ngettext_lazy("%(shown)s row in the table", "%(shown)s rows in the table", "n"),
    "county": ngettext_lazy("%(shown)s county in the table", "%(shown)s counties in the table", "n"),
    "city": ngettext_lazy("%(shown)s city in the table", "%(shown)s cities in the table", "n"),
    "association": ngettext_lazy("%(shown)s association in the table", "%(shown)s associations in the table", "n"),
    "municipality": ngettext_lazy("%(shown)s municipality in the table", "%(shown)s municipalities in the table", "n"),
    "authority": ngettext_lazy("%(shown)s authority in the table", "%(shown)s authorities in the table", "n"),
    "joint": ngettext_lazy("%(shown)s joint respondent in the table", "%(shown)s joint respondents in the table", "n"),
    "other": ngettext_lazy("%(shown)s other respondent in the table", "%(shown)s other respondents in the table", "n"),
}
OF_THOSE_IN_THE_TABLE = {
    "": ngettext_lazy("of the %(shown)s row in the table", "of the %(shown)s rows in the table", "n"),
    "county": ngettext_lazy("of the %(shown)s county in the table", "of the %(shown)s counties in the table", "n"),
    "city": ngettext_lazy("of the %(shown)s city in the table", "of the %(shown)s cities in the table", "n"),
    "association": ngettext_lazy(
        "of the %(shown)s association in the table", "of the %(shown)s associations in the table", "n"
    ),
    "municipality": ngettext_lazy(
        "of the %(shown)s municipality in the table", "of the %(shown)s municipalities in the table", "n"
    ),
    "authority": ngettext_lazy(
        "of the %(shown)s authority in the table", "of the %(shown)s authorities in the table", "n"
    ),
    "joint": ngettext_lazy(
        "of the %(shown)s joint respondent in the table", "of the %(shown)s joint respondents in the table", "n"
    ),
    "other": ngettext_lazy(
        "of the %(shown)s other respondent in the table", "of the %(shown)s other respondents in the table", "n"
    ),
}
# Of these kinds there is an official list.
HAS_A_TOTAL = ("county", "city")
OF_KIND = {
    "county": ngettext_lazy("of %(shown)s county", "of %(shown)s counties", "n"),
    "city": ngettext_lazy("of %(shown)s city with county rights", "of %(shown)s cities with county rights", "n"),
    "": ngettext_lazy("of %(shown)s row", "of %(shown)s rows", "n"),
}
SOME = {
    "": ngettext_lazy("%(shown)s row", "%(shown)s rows", "n"),
    "county": ngettext_lazy("%(shown)s county", "%(shown)s counties", "n"),
    "city": ngettext_lazy("%(shown)s city with county rights", "%(shown)s cities with county rights", "n"),
    "association": ngettext_lazy("%(shown)s association", "%(shown)s associations", "n"),
    "municipality": ngettext_lazy("%(shown)s municipality", "%(shown)s municipalities", "n"),
    "authority": ngettext_lazy("%(shown)s authority", "%(shown)s authorities", "n"),
    "joint": ngettext_lazy("%(shown)s joint respondent", "%(shown)s joint respondents", "n"),
    "other": ngettext_lazy("%(shown)s other respondent", "%(shown)s other respondents", "n"),
}
NEITHER_COUNTED = {
    "county": ngettext_lazy(
        "For %(shown)s county %(name)s answers: it is counted neither as a yes nor as a no.",
        "For %(shown)s counties %(name)s answers: they are counted neither as a yes nor as a no.",
        "n",
    ),
    "city": ngettext_lazy(
        "For %(shown)s city with county rights %(name)s answers: it is counted neither as a yes nor as a no.",
        "For %(shown)s cities with county rights %(name)s answers: they are counted neither as a yes nor as a no.",
        "n",
    ),
}
HAVE_A_ROW = {
    "county": ngettext_lazy(
        "%(with_row)d of %(total)d counties is in the table.",
        "%(with_row)d of %(total)d counties are in the table.",
        "with_row",
    ),
    "city": ngettext_lazy(
        "%(with_row)d of %(total)d cities with county rights is in the table.",
        "%(with_row)d of %(total)d cities with county rights are in the table.",
        "with_row",
    ),
}
SPOKEN_FOR_BY = {
    "county": ngettext_lazy("%(n)d county is spoken for by", "%(n)d counties are spoken for by", "n"),
    "city": ngettext_lazy("%(n)d city is spoken for by", "%(n)d cities are spoken for by", "n"),
}
INQUIRY_KINDS = _words("inquiry", "kind")
STANDINGS = _words("inquiry", "standing_state")
STEPS = _words("date", "kind")
RELATIONS = _words("relation", "kind")
SOURCE_KINDS = _words("source", "kind")
COMPARABILITY = {"same": _("same"), "changed": _("changed"), "not_comparable": _("not comparable")}
CORRECTIONS = _words("correction", "kind")
REPORTERS = _words("report", "kind")
COMPARISONS = _words("source", "comparison")
BODY_KINDS = _words("body", "kind")
LEVELS = _words("body", "level") | {"state": pgettext_lazy("level of a body", "state")}
MENTIONS = _words("body", "mention")
BODY_STATES = _words("body", "state")
MEETING_STATES = {"held": _("held"), "announced": _("announced")}
ROLES = _words("participation", "role")
CATEGORIES = _words("participation", "category")
SEARCH_ROW_KINDS = dict(SearchRow.Kind.choices)
SEARCH_ROW_KINDS_PLURAL = {
    "answer": _("answers"),
    "question": _("questions"),
    "reply": _("replies"),
    "remark": _("preliminary remarks"),
    "body": _("bodies"),
    "district": _("districts"),
}
NOTICES = {
    "imprint": _("Imprint"),
    "privacy": _("Privacy"),
    "accessibility": _("Accessibility"),
    "contact": _("Contact"),
}
CODES = {
    "yes": _("yes"),
    "no": pgettext_lazy("category", "no"),
    "planned": _("planned or being set up"),
    "partly": _("partly or similar"),
    "not_stated": _("no statement on this"),
    "not_determinable": _("cannot be determined"),
}
STATES = {
    "01": _("Schleswig-Holstein"),
    "02": _("Hamburg"),
    "03": _("Lower Saxony"),
    "04": _("Bremen"),
    "05": _("North Rhine-Westphalia"),
    "06": _("Hesse"),
    "07": _("Rhineland-Palatinate"),
    "08": _("Baden-Württemberg"),
    "09": _("Bavaria"),
    "10": _("Saarland"),
    "11": _("Berlin"),
    "12": _("Brandenburg"),
    "13": _("Mecklenburg-Western Pomerania"),
    "14": _("Saxony"),
    "15": _("Saxony-Anhalt"),
    "16": _("Thuringia"),
}


def word(words: dict, code: str) -> str:
    """The word for a code; a code that a later schema brings is shown as it is."""
    return str(words.get(code, code))


def state_name(key: str) -> str:
    """Of a state by its key; "" for a parliament outside our list."""
    return str(STATES.get(key, ""))


def states_as_said() -> list[str]:
    """Each state by its key and by its names in both languages."""
    names = dict.fromkeys(STATES)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names |= dict.fromkeys(map(str, STATES.values()))
    return list(names)


def state_of(said: str) -> str:
    """The key of a state by its key or its name, in either language; "" for anything else."""
    if said in STATES:
        return said
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found = next((key for key, name in STATES.items() if str(name).casefold() == said.casefold()), "")
        if found:
            return found
    return ""


# As tables print them in short.
SHORT_STATES = dict(
    zip(
        "SH HH NI HB NW HE RP BW BY SL BE BB MV SN ST TH".split(),  # noqa: SIM905  in the order of the keys
        STATES,
        strict=True,
    )
)
BEFORE_STATES = re.compile(r"^(?:land|freistaat|(?:freie und )?hansestadt|freie hansestadt)\s+", re.IGNORECASE)


@cache
def _states_by_name() -> dict[str, str]:
    names = {short.casefold(): key for short, key in SHORT_STATES.items()} | {"nrw": "05"}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names |= {str(name).casefold(): key for key, name in STATES.items()}
    return names


def state_printed(label: str) -> str:
    """The key of the state that a row is called after: “Freistaat Bayern”, “NRW”; "" for anything else."""
    return _states_by_name().get(BEFORE_STATES.sub("", label.strip(" *")).casefold(), "")


def listed(names) -> str:
    """“A, B and C”."""
    names = [str(name) for name in names]
    if len(names) < 2:
        return "".join(names)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def alternatives(names) -> str:
    """“A, B or C”."""
    names = [str(name) for name in names]
    if len(names) < 2:
        return "".join(names)
    return gettext("%(first)s or %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def in_quotes(text) -> str:
    return gettext("“%(text)s”") % {"text": text}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def count(n: int) -> dict:
    """What a phrase of IN_THE_TABLE needs: the number that bends its words, and how it is written by locale."""
    return {"n": n, "shown": grouped(n)}


def span(low: int, high: int) -> str:
    """Both ends of a number that depends on how words are read: “2 to 4”; one number where it does not."""
    if low == high:
        return grouped(low)
    return gettext("%(low)s to %(high)s") % {"low": grouped(low), "high": grouped(high)}


def grouped(n: int) -> str:
    """A count by locale: “1.234”. A count is never a year, so its thousands are always parted."""
    return number_format(n, use_l10n=True, force_grouping=True)


def amount(value: Decimal | int, unit: str) -> str:
    """A number by locale, its thousands parted; without a unit from 10,000 on, as one of four digits may be a year."""
    return number_format(value, use_l10n=True, force_grouping=bool(unit) or abs(value) >= 10_000)
