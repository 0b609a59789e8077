"""Which record each fact of a reading is about: by its name; what is only counted, by what it says.

A reading with one more reply than the one before it counts all replies behind that otherwise, and at the desk a reply
may have been split or joined since: neither makes another reply of any.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Model

from survey.importing.paper_facts import COUNTED, IDENTITY, Fact, value
from survey.language.alignment import LIKE, ComparedText, aligned
from survey.language.spacing import letters_of
from survey.models import Inquiry, Question, Reply

TEXTS = (Question, *COUNTED)


@dataclass(frozen=True)
class FactMatch:
    """`before` is what the reading before said of it, `record` where it stands.

    `is_parted`: at the desk, the record was split or joined since it was read.
    """

    fact: Fact
    before: Fact | None
    record: Model | None
    is_parted: bool = False


@dataclass
class MatchedFacts:
    """Of one kind, in the order of the file; `missing` are in words those that the file does not say any more."""

    matches: list[FactMatch] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def matched(inquiry: Inquiry, model: type[Model], said: Sequence[Fact], now: Sequence[Fact]) -> MatchedFacts:
    """What is said `now`, beside what was `said` before and what stands in the record."""
    existing = _existing(inquiry, model)
    if model in COUNTED and said:
        found = _by_text(said, now, [existing[key] for key in sorted(existing, key=lambda key: key[1])])
    else:
        found = _by_name(said, now, existing)
    if model in TEXTS:
        found.matches = _with_parted(found.matches, said, existing.values())
    return found


def _existing(inquiry: Inquiry, model: type[Model]) -> dict[tuple, Model]:
    if model is Inquiry:
        return {(Inquiry,): inquiry}
    names = IDENTITY[model]
    records = model.objects.filter(inquiry=inquiry)
    return {(model, *[getattr(record, name) for name in names]): record for record in records}


def _by_name(said: Sequence[Fact], now: Sequence[Fact], existing: dict[tuple, Model]) -> MatchedFacts:
    before, known = {fact.key: fact for fact in said}, {fact.key for fact in now}
    matches = [FactMatch(fact, before.get(fact.key), existing.get(fact.key)) for fact in now]
    return MatchedFacts(matches, [fact.place for fact in said if fact.key not in known])


def _by_text(said: Sequence[Fact], now: Sequence[Fact], existing: Sequence[Model]) -> MatchedFacts:
    """A new text stands behind the one that is before it in the file; all are named as they will be counted then."""
    then, today, recorded = [*map(_of_fact, said)], [*map(_of_fact, now)], [*map(_of_record, existing)]
    before_of, record_of = aligned(then, today), aligned(recorded, then)
    free = [index for index in range(len(existing)) if index not in record_of.values()]
    matches, last, new = [], 0, 0
    for index, fact in enumerate(now):
        before = before_of.get(index)
        at = record_of.get(before) if before is not None else _like(today[index], recorded, free)
        record = None if at is None else existing[at]
        last, new = (record.position, new) if record else (last, new + 1)
        known = None if before is None else said[before]
        matches.append(FactMatch(replace(fact, position=last + new), known, record))
    gone = [record_of[at] for at in range(len(said)) if at not in before_of.values() and at in record_of]
    return MatchedFacts(matches, [f"{said[0].model._meta.verbose_name} {existing[at].position}" for at in gone])


def _of_fact(fact: Fact) -> ComparedText:
    return ComparedText.of(fact.values["text"], *_answered(fact.values.get("questions", ())))


def _of_record(record: Model) -> ComparedText:
    return ComparedText.of(record.text, *_answered(value(record, "questions") if isinstance(record, Reply) else ()))


def _answered(keys: Iterable[str]) -> list[str]:
    return [f"question {key}" for key in keys]


def _like(text: ComparedText, recorded: Sequence[ComparedText], free: list[int]) -> int | None:
    """Of the records that no earlier reading had, the one that says this."""
    found = next((index for index in free if text.likeness(recorded[index]) >= LIKE), None)
    if found is not None:
        free.remove(found)
    return found


def _with_parted(matches: Sequence[FactMatch], said: Sequence[Fact], existing: Iterable[Model]) -> list[FactMatch]:
    """A part of what was read stands in a record of its own, or a record has taken in what was read apart."""
    records = {match.record.pk for match in matches if match.record}
    ours = {match.before.key for match in matches if match.before and match.record}
    others = [letters for record in existing if record.pk not in records and (letters := letters_of(record.text))]
    lost = [letters for fact in said if fact.key not in ours and (letters := letters_of(fact.values["text"]))]
    joined = [letters_of(match.record.text) for match in matches if _is_joined(match, lost)]
    return [replace(match, is_parted=_is_parted(match, others, lost, joined)) for match in matches]


def _is_parted(match: FactMatch, others: Sequence[str], lost: Sequence[str], joined: Sequence[str]) -> bool:
    if match.before is None:
        return False
    then = letters_of(match.before.values["text"])
    if match.record is None:
        return bool(then) and any(then in whole for whole in joined)
    today = letters_of(match.record.text)
    is_split = then != today and today in then and any(each in then for each in others)
    return is_split or _is_joined(match, lost)


def _is_joined(match: FactMatch, lost: Sequence[str]) -> bool:
    if match.before is None or match.record is None:
        return False
    then, today = letters_of(match.before.values["text"]), letters_of(match.record.text)
    return then != today and then in today and any(each in today for each in lost)
