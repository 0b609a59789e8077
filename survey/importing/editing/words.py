"""An editing sheet in the words of its reader: headings, statuses, what a number is; those of any language are read.

What is compared are always the words of the program, so that a sheet exported in German comes back under English.
"""

from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override

from survey.importing.editing.sheet import HEADINGS
from survey.models import NumberIs
from survey.sheets.values import Value
from survey.wording.statuses import statuses

# `key` is the same in every language: by it a reader of tables knows the sheet.
SAID = {
    "printed": gettext_noop("row"),
    "column": gettext_noop("column"),
    "questions": gettext_noop("questions"),
    "page": gettext_noop("page"),
    "as_printed": gettext_noop("as printed"),
    "text": gettext_noop("text"),
    "status": gettext_noop("status"),
    "number": gettext_noop("quantity"),
    "number_is": gettext_noop("the number is"),
    "note": gettext_noop("public note"),
    "seen": gettext_noop("seen"),
}
STATUS, NUMBER_IS = HEADINGS.index("status"), HEADINGS.index("number_is")


def headings() -> list[str]:
    return [gettext(SAID[name]) if name in SAID else name for name in HEADINGS]


def in_words(line: list[Value]) -> list[Value]:
    """A line of the sheet as it is written."""
    said = _labels()
    return [said[at].get(value, value) if at in said else value for at, value in enumerate(line)]


def heading_of(said: str) -> str:
    """The program's word for a heading, in whatever language it stands; itself where it is none."""
    return _headings_known().get(said.strip().casefold(), said)


def value_of(name: str, said: str) -> str:
    """The program's word for a status, or for what a number is; all else as it came."""
    return _values_known().get((name, said.casefold()), said)


def label_of(name: str, value: str) -> str:
    """How a status is called, or what a number is; all else as it is."""
    return _labels().get(HEADINGS.index(name), {}).get(value, value)


def _labels() -> dict[int, dict[str, str]]:
    return {
        STATUS: {chip.code: chip.label for chip in statuses()},
        NUMBER_IS: {each.value: str(each.label) for each in NumberIs},
    }


@lru_cache(maxsize=1)
def _headings_known() -> dict[str, str]:
    found = {name: name for name in HEADINGS}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {said.casefold(): name for name, said in zip(HEADINGS, headings(), strict=True)}
    return found


@lru_cache(maxsize=1)
def _values_known() -> dict[tuple[str, str], str]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for at, labels in _labels().items():
                found |= {(HEADINGS[at], label.casefold()): code for code, label in labels.items()}
    return found
