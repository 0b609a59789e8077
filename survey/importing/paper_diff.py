"""What of a paper the record does not say yet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Model
from django.utils.translation import gettext_noop

from survey.importing.fact_matching import FactMatch, matched
from survey.importing.paper_facts import COUNTED, KINDS, NEEDED, Fact, facts, shown, value
from survey.importing.report import ImportedChange, ImportResult, Proposal
from survey.intake.paper import Paper
from survey.language.alignment import ComparedText
from survey.models import Inquiry

NOT_ALONE = gettext_noop("Left out: %(place)s. It goes only together with %(needed)s.")
EDITED = gettext_noop("Left as it was edited: %(place)s. There it says “%(old)s”, and the file says “%(new)s”.")
PARTED = gettext_noop(
    "Left out: %(place)s. The file says something else there, but it was split or joined at the desk."
)
LIKE_REMOVED = 0.6  # share of common words from which on a text is the one that an editor removed


def everything(token: str) -> bool:
    return True


def nothing(token: str) -> bool:
    return False


@dataclass
class Differences:
    """New facts, and for each existing record the values that the source has changed.

    `records` are those of all facts of the file by their tokens, in its order, None where there is none yet. `edited`
    are the tokens of what an editor has changed since the file before; `parted` are in words texts that were split or
    joined since, and stay as they are.
    """

    new: list[Fact] = field(default_factory=list)
    changed: list[tuple[Model, Fact, dict]] = field(default_factory=list)
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)
    records: dict[str, Model | None] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)
    parted: list[str] = field(default_factory=list)

    def report(self, *, dry_run: bool) -> ImportResult:
        changes = [ImportedChange(fact.place, None, shown(fact.model, fact.values)) for fact in self.new]
        for record, fact, values in self.changed:
            old = shown(fact.model, {name: value(record, name) for name in values})
            changes.append(ImportedChange(fact.place, old, shown(fact.model, values)))
        counts = {"new": len(self.new), "changed": len(self.changed), "unchanged": self.unchanged}
        report = ImportResult(dry_run=dry_run, changes=changes, missing=list(self.missing), **counts)
        report.proposals = list(self.proposals())
        return report

    def proposals(self) -> Iterator[Proposal]:
        """What can be accepted one by one: facts, and of the inquiry each field."""
        order = list(KINDS)
        facts = [(None, fact, fact.values) for fact in self.new] + self.changed
        facts.sort(key=lambda each: order.index(each[1].model))
        places = {fact.token: fact.place for _record, fact, _values in facts}
        for record, fact, values in facts:
            needs = tuple(places[token] for token in fact.needs if token in places)
            if fact.model is Inquiry:
                yield from self._fields(record, fact, values)
            else:
                old = None if record is None else shown(fact.model, {name: value(record, name) for name in values})
                new = "\n".join(filter(None, [shown(fact.model, values), fact.about]))
                facts_of = (fact.token, fact.place, old, new, fact.lines.get("", 0), needs)
                yield Proposal(*facts_of, is_edited=fact.token in self.edited)

    def _fields(self, record: Model | None, fact: Fact, values: dict) -> Iterator[Proposal]:
        for name, said in values.items():
            place = str(Inquiry._meta.get_field(name).verbose_name)
            old = shown(Inquiry, {name: value(record, name)}) if record else None
            if said or old:
                new = shown(Inquiry, {name: said})
                is_needed = record is None and name in NEEDED
                token, line = field_token(name), fact.lines.get(name, 0)
                yield Proposal(token, place, old, new, line, (), is_needed, is_edited=token in self.edited)

    def only(self, wanted: Callable[[str], bool]) -> tuple["Differences", list[tuple[str, str]]]:
        """What is wanted of it, and what was left out since it needs what is not: its place, and the other's."""
        kept = replace(self, new=[], changed=[])
        there, alone = {token for token, record in self.records.items() if record}, []
        places = {fact.token: fact.place for fact in self.new}
        for fact in self.new:
            lacking = next((token for token in fact.needs if token not in there), None)
            if fact.model is Inquiry:
                kept.new.append(replace(fact, values=_wanted_fields(fact.values, wanted)))
            elif wanted(fact.token) and lacking:
                alone.append((fact.place, places.get(lacking, lacking)))
            elif wanted(fact.token):
                kept.new.append(fact)
                there.add(fact.token)
        for record, fact, values in self.changed:
            lacking = next((token for token in fact.needs if token not in there), None)
            chosen = _chosen(fact, values, wanted)
            if chosen and lacking:
                alone.append((fact.place, places.get(lacking, lacking)))
            elif chosen:
                kept.changed.append((record, fact, chosen))
        return kept, alone


def field_token(name: str) -> str:
    """Of a field of the inquiry."""
    return f"{KINDS[Inquiry]}-{name}"


def _token(fact: Fact, name: str) -> str:
    """Under which one of its values can be chosen."""
    return field_token(name) if fact.model is Inquiry else fact.token


def _chosen(fact: Fact, values: dict, wanted: Callable[[str], bool]) -> dict:
    if fact.model is Inquiry:
        return {name: said for name, said in values.items() if wanted(field_token(name))}
    return values if wanted(fact.token) else {}


def _wanted_fields(values: dict, wanted: Callable[[str], bool]) -> dict:
    return {name: said for name, said in values.items() if name in NEEDED or wanted(field_token(name))}


def compare_facts(
    inquiry: Inquiry, before: Paper | None, paper: Paper, overwritten: Callable[[str], bool] = nothing
) -> Differences:
    """Against the file that came `before`: what it said already, the source does not change now.

    Of a fact that is to be `overwritten` all counts that the record does not say, also what the file before said.
    """
    said, now = (list(facts(each)) if each else [] for each in (before, paper))
    found = Differences()
    for model in KINDS:
        of_model = ([fact for fact in some if fact.model is model] for some in (said, now))
        matching = matched(inquiry, model, *of_model)
        found.missing += matching.missing
        for match in matching.matches:
            found.records[match.fact.token] = match.record
            _compare_fact(match, inquiry, found, overwritten)
    return found


def _compare_fact(match: FactMatch, inquiry: Inquiry, found: Differences, overwritten: Callable[[str], bool]):
    """A record that an editor removed comes back only when the source says something else there.

    What was never accepted is proposed as long as it is not there.
    """
    fact, record = match.fact, match.record
    said = match.before.values if match.before else {}
    news = {
        name: new
        for name, new in fact.values.items()
        if name not in said or said[name] != new or overwritten(_token(fact, name))
    }
    if match.is_parted and "text" in news and (record is None or record.text != news["text"]):
        found.parted.append(fact.place)
    elif record is None and not match.is_parted and (news or not _was_removed(fact, inquiry)):
        found.new.append(fact)
    elif changes := _changes(fact, news, record):
        found.changed.append((record, fact, changes))
        edited = {name for name in changes if name in news and name in said and value(record, name) != said[name]}
        found.edited |= {_token(fact, name) for name in edited}
    else:
        found.unchanged += 1


def _changes(fact: Fact, news: dict, record: Model | None) -> dict:
    """What of the news the record does not say; nothing where it is gone."""
    if record is None:
        return {}
    changes = {name: new for name, new in news.items() if value(record, name) != new}
    return changes | _never_accepted(fact, news, record) if fact.model is Inquiry else changes


def _was_removed(fact: Fact, inquiry: Inquiry) -> bool:
    """By an editor: what an import was undone with may be brought again."""
    gone = fact.model.history.filter(inquiry_id=inquiry.pk, history_type="-", undoes=None)
    if fact.model in COUNTED:
        text = ComparedText.of(fact.values["text"])
        return any(text.likeness(ComparedText.of(each.text)) >= LIKE_REMOVED for each in gone)
    return gone.filter(**fact.identity).exists()


def _never_accepted(fact: Fact, news: dict, inquiry: Inquiry) -> dict:
    """Fields that are empty and have always been."""
    empty = {name: said for name, said in fact.values.items() if said and name not in news and not value(inquiry, name)}
    held = {name: Inquiry.history.filter(id=inquiry.pk).exclude(**{name: ""}).exists() for name in empty}
    return {name: said for name, said in empty.items() if not held[name]}
