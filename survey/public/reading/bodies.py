"""Bodies: who meets, since when, with whom; each fact with the words it rests on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from survey.public.addresses import InquiryAddresses
from survey.public.reading.coverage import CoveragePlace
from survey.public.words import BODY_KINDS, BODY_STATES, CATEGORIES, LEVELS, MEETING_STATES, ROLES, word
from survey.publishing.content import BodyPart, EvidencePart, MeetingPart, ParticipationPart


@dataclass(frozen=True)
class Quote:
    text: str
    place: str
    href: str


@dataclass(frozen=True)
class BodyFact:
    """`known` is false where the source does not say it: that is shown, too."""

    label: str
    value: str
    quotes: tuple[Quote, ...]
    known: bool = True


@dataclass(frozen=True)
class PageMeeting:
    when: str
    words: str
    state: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Participant:
    actor: str
    category: str
    role: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class BodyReading:
    """`named_in` are the places its evidence stands in: cells, replies, remarks."""

    slug: str
    href: str
    name: str
    usual_name: str
    kind: str
    named_by_us: bool
    several: bool
    count: int | None
    level: str
    state: str
    exists: bool
    place: str
    districts: tuple[CoveragePlace, ...]
    facts: tuple[BodyFact, ...]
    meetings: tuple[PageMeeting, ...]
    participants: tuple[Participant, ...]
    named_in: frozenset[str]


def body(addresses: InquiryAddresses, part: BodyPart) -> BodyReading:
    quotes = _quoter(addresses)
    return BodyReading(
        slug=part["slug"],
        href=addresses.body(part["slug"]),
        name=part["name"],
        usual_name=part["usual_name"],
        named_by_us=part["usual_name"] != part["name"],
        kind=word(BODY_KINDS, part["kind"]),
        several=part["mention"] == "several",
        count=part["count"],
        level=word(LEVELS, part["level"]),
        state=word(BODY_STATES, part["state"]),
        exists=part["state"] == "exists",
        place=part["place"],
        districts=tuple(CoveragePlace(each["slug"], each["name"]) for each in part["districts"]),
        facts=tuple(_facts(part, quotes)),
        meetings=tuple(_meeting(each, quotes) for each in part["meetings"]),
        participants=participants(part["participations"], addresses),
        named_in=frozenset(places(part)),
    )


def places(part: BodyPart) -> Iterator[str]:
    """Where the evidence of its facts, meetings and participants stands."""
    for told in (part, *part["meetings"], *part["participations"]):
        yield from (evidence["in"] for evidence in told["evidence"])


def participants(parts: list[ParticipationPart], addresses: InquiryAddresses) -> tuple[Participant, ...]:
    """Initiators first, then the others, as the words of roles are ordered."""
    quotes = _quoter(addresses)
    ordered = sorted(parts, key=lambda part: list(ROLES).index(part["role"]) if part["role"] in ROLES else len(ROLES))
    return tuple(
        Participant(
            part["actor"], word(CATEGORIES, part["category"]), word(ROLES, part["role"]), quotes(part["evidence"])
        )
        for part in ordered
    )


def _quoter(addresses: InquiryAddresses) -> Callable[[list[EvidencePart]], tuple[Quote, ...]]:
    def quotes(evidence: list[EvidencePart]) -> tuple[Quote, ...]:
        found = (Quote(part["quote"], part["place"], addresses.place(part["in"])) for part in evidence)
        return tuple(dict.fromkeys(found))

    return quotes


def _facts(part: BodyPart, quotes):
    """What one asks of a body, in this order; what the source does not say is said, too."""
    values = {
        "name": (_("name as written"), part["name"]),
        "kind": (_("kind"), word(BODY_KINDS, part["kind"])),
        "state": (_("state"), word(BODY_STATES, part["state"])),
        "level": (_("level"), word(LEVELS, part["level"])),
        "place": (_("place as printed"), part["place"]),
        "count": (_("how many"), "" if part["count"] is None else str(part["count"])),
        "beginning": (_("since"), _beginning(part)),
        "rhythm": (_("how often"), part["rhythm"]),
        "coverage": (_("coverage"), _coverage(part)),
    }
    for field, (label, value) in values.items():
        evidence = [each for each in part["evidence"] if each["field"] == field]
        if value or field in ("beginning", "rhythm"):
            yield BodyFact(label, value or _("not stated"), quotes(evidence), known=bool(value))


def _beginning(part: BodyPart) -> str:
    beginning = part["beginning"]
    return beginning["words"] or uncertain_date(beginning["date"], beginning["precision"])


def _coverage(part: BodyPart) -> str:
    coverage = part["coverage"]
    if coverage["n"] is None or coverage["m"] is None:
        return coverage["words"]
    return _("%(n)d of %(m)d") % {"n": coverage["n"], "m": coverage["m"]}


def _meeting(part: MeetingPart, quotes) -> PageMeeting:
    when = uncertain_date(part["date"], part["precision"]) or _("not stated")
    return PageMeeting(when, part["words"], word(MEETING_STATES, part["state"]), quotes(part["evidence"]))


def uncertain_date(iso: str | None, precision: str) -> str:
    """A date no more precise than the source: a day, a month or a year."""
    if not iso or precision in ("none", "season"):
        return ""
    known = date.fromisoformat(iso)
    if precision == "year":
        return str(known.year)
    return date_format(known, "YEAR_MONTH_FORMAT" if precision == "month" else "DATE_FORMAT")
