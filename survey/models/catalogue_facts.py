"""What a list says about an inquiry and what is recorded of it, fact by fact, so that the two can be held together."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from survey.language.names import fold
from survey.models import history
from survey.models.inquiry import Asker, Inquiry, InquiryDate

PLAIN = ("title", "kind", "ministry", "address")
# Where a date stands: a word of the record, which is German as the papers are
FOUND_IN = "Verzeichnis"
ASKER = ("name", "title", "party", "group")

Facts = dict[str, str | list[dict[str, str]]]


def facts_of(values: Mapping) -> Facts:
    """By name, those that a line says anything about: “title”, “askers”, “date asked”."""
    plain = {name: values[name] for name in PLAIN if values.get(name)}
    askers = {"askers": values["askers"]} if values.get("askers") else {}
    return plain | askers | {f"date {kind}": date for kind, date in values.get("dates", {}).items()}


def recorded(inquiry: Inquiry, askers: Iterable[Asker], dates: Iterable[InquiryDate]) -> Facts:
    """The same of a record; "" for what is not known."""
    plain = {name: getattr(inquiry, name) for name in PLAIN}
    listed = [{name: getattr(asker, name) for name in ASKER} for asker in askers]
    days = {f"date {kind}": "" for kind in InquiryDate.Kind.values}
    return plain | {"askers": listed} | days | {f"date {each.kind}": each.date.isoformat() for each in dates}


def same(ours: object, theirs: object) -> bool:
    """Lists print titles of persons or leave them out, and set blanks as they like."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return sorted(map(_who, ours)) == sorted(map(_who, theirs))
    return " ".join(str(ours).split()) == " ".join(str(theirs).split())


def _who(asker: Mapping[str, str]) -> tuple[str, str]:
    return fold(asker["name"]), fold(asker["party"])


def label(name: str) -> str:
    """What a fact is called: “title”, “asked on”."""
    plain, _blank, date = name.partition(" ")
    if date:
        return str(InquiryDate.Kind(date).label)
    return str(Inquiry._meta.get_field(plain).verbose_name) if plain in PLAIN else _("askers")


def as_text(value: object) -> str:
    """A fact as one text, the same in every language."""
    if isinstance(value, list):
        return ", ".join(f"{each['name']} ({each['party']})" if each["party"] else each["name"] for each in value)
    return str(value)


def in_words(name: str, value: object) -> str:
    """A fact as people read it: kinds by their labels, days as they are written; what is no day stays as it is."""
    text = as_text(value)
    if name == "kind":
        return str(dict(Inquiry.Kind.choices).get(text, text))
    return _day(text) if name.startswith("date ") else text


def _day(text: str) -> str:
    try:
        return date_format(datetime.date.fromisoformat(text), "DATE_FORMAT")
    except ValueError:
        return text


def askers_of(inquiry: Inquiry, listed: Iterable[Mapping[str, str]]) -> Iterator[Asker]:
    for position, asker in enumerate(listed, 1):
        yield Asker(inquiry=inquiry, position=position, **asker)


def take(inquiry: Inquiry, name: str, value: str | list[dict[str, str]], *, reason: str, by) -> None:
    """Let the record say what a list says of one fact; an empty value takes it away. Each step is in a history."""
    if name == "askers":
        for asker in inquiry.askers.all():
            history.tell(asker, reason=reason, by=by).delete()
        for asker in askers_of(inquiry, value):
            history.tell(asker, reason=reason, by=by).save()
    elif name.startswith("date "):
        _take_date(inquiry, name.removeprefix("date "), value, reason, by)
    else:
        setattr(inquiry, name, value)
        history.tell(inquiry, reason=reason, by=by).save()


def _take_date(inquiry: Inquiry, kind: str, value: str, reason: str, by) -> None:
    known = inquiry.dates.filter(kind=kind).first()
    if value:
        date = known or InquiryDate(inquiry=inquiry, kind=kind)
        date.date, date.printed, date.found_in = value, "", FOUND_IN
        history.tell(date, reason=reason, by=by).save()
    elif known:
        history.tell(known, reason=reason, by=by).delete()
