"""What a paper says, fact by fact, and what of it the record does not say yet."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Model

from survey.importing.report import Change, Report
from survey.intake.paper import Paper
from survey.intake.paper import Question as PrintedQuestion
from survey.models import Annex, Asker, Inquiry, InquiryDate, Question, Remark, Reply

USUAL = ("ministry", "signatory")
IDENTITY = {
    Asker: ("position",),
    InquiryDate: ("kind",),
    Remark: ("position",),
    Question: ("number", "part"),
    Reply: ("position",),
    Annex: ("number",),
}


@dataclass(frozen=True)
class Fact:
    """One record: `identity` finds it within the inquiry, `values` are what the source owns of it.

    The value "questions" holds the keys of the questions that a reply answers.
    """

    model: type[Model]
    identity: dict
    values: dict

    @property
    def key(self) -> tuple:
        return (self.model, *self.identity.values())

    @property
    def place(self) -> str:
        """In words: "question 1a", "date answered", "table 1"."""
        parts = "".join(str(value) for value in self.identity.values())
        return f"{self.model._meta.verbose_name} {parts}".strip()


def facts(paper: Paper) -> Iterator[Fact]:
    """All facts but the cells of the tables; a whole question before its parts."""
    yield Fact(
        Inquiry,
        {},
        {
            "kind": paper.kind,
            "title": paper.title,
            "askers_printed": paper.askers_printed,
            "ministry_printed": paper.ministry_printed,
            "ministry": paper.ministry,
            "signatory": paper.signatory,
            "signed_at": paper.place,
        },
    )
    for position, asker in enumerate(paper.askers, 1):
        values = {"name": asker.name, "title": asker.title, "party": asker.party, "group": asker.group}
        yield Fact(Asker, {"position": position}, values)
    for date in paper.dates:
        values = {"date": date.date, "printed": date.printed, "found_in": date.found_in}
        yield Fact(InquiryDate, {"kind": date.kind}, values)
    for position, remark in enumerate(paper.remarks, 1):
        yield Fact(Remark, {"position": position}, {"by": remark.by, "heading": remark.heading, "text": remark.text})
    for question in sorted(paper.questions, key=lambda each: (each.number, each.part)):
        values = {"text": question.text or _text_of_parts(question, paper), "request": question.request}
        yield Fact(Question, {"number": question.number, "part": question.part}, values)
    for position, reply in enumerate(paper.replies, 1):
        yield Fact(Reply, {"position": position}, {"text": reply.text, "questions": reply.questions})
    for annex in paper.annexes:
        values = {"label": annex.label, "title": annex.title, "date": annex.date, "date_printed": annex.date_printed}
        yield Fact(Annex, {"number": annex.number}, values)


def value(record: Model, name: str) -> object:
    """What the record says now, comparable with a fact's value of that name."""
    if name == "questions":
        return tuple(question.key for question in record.questions.order_by("number", "part"))
    return getattr(record, name)


def in_file(values: dict) -> dict:
    """Values as the protocol of a batch keeps them."""
    kept = {name: list(each) if isinstance(each, tuple) else each for name, each in values.items()}
    return {name: each.isoformat() if isinstance(each, datetime.date) else each for name, each in kept.items()}


def words(values: dict) -> str:
    """Values as one text, for a preview."""
    return "; ".join(" ".join(each) if isinstance(each, tuple) else str(each) for each in values.values() if each)


def _text_of_parts(whole: PrintedQuestion, paper: Paper) -> str:
    """What is printed under a number that has no words of its own: its parts."""
    parts = [each for each in paper.questions if each.number == whole.number and each.part]
    return " ".join(f"{each.part}) {each.text}" for each in parts)


@dataclass
class Differences:
    """New facts, and for each standing record the values that the source has changed."""

    new: list[Fact] = field(default_factory=list)
    changed: list[tuple[Model, Fact, dict]] = field(default_factory=list)
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)

    def report(self, *, dry_run: bool) -> Report:
        changes = [Change(fact.place, None, words(fact.values)) for fact in self.new]
        for record, fact, values in self.changed:
            changes.append(Change(fact.place, words({name: value(record, name) for name in values}), words(values)))
        counts = {"new": len(self.new), "changed": len(self.changed), "unchanged": self.unchanged}
        return Report(dry_run=dry_run, changes=changes, missing=list(self.missing), **counts)


def compare_facts(inquiry: Inquiry, before: Paper | None, paper: Paper) -> Differences:
    """Against the file that came `before`: what it said already, the source does not change now."""
    said = {fact.key: fact for fact in facts(before)} if before else {}
    now = {fact.key: fact for fact in facts(paper)}
    found = Differences(missing=[fact.place for key, fact in said.items() if key not in now])
    for model, some in groupby(now.values(), key=lambda fact: fact.model):
        standing = _standing(inquiry, model)
        for fact in some:
            _compare_fact(fact, said.get(fact.key), standing.get(fact.key), found)
    return found


def _standing(inquiry: Inquiry, model: type[Model]) -> dict[tuple, Model]:
    if model is Inquiry:
        return {(Inquiry,): inquiry}
    names = IDENTITY[model]
    records = model.objects.filter(inquiry=inquiry)
    return {(model, *[getattr(record, name) for name in names]): record for record in records}


def _compare_fact(fact: Fact, before: Fact | None, record: Model | None, found: Differences):
    """A record that an editor removed comes back only when the source says something else there."""
    said = before.values if before else {}
    news = {name: new for name, new in fact.values.items() if name not in said or said[name] != new}
    if record is None and news:
        found.new.append(fact)
        return
    changes = {name: new for name, new in news.items() if value(record, name) != new}
    if changes:
        found.changed.append((record, fact, changes))
    else:
        found.unchanged += 1


def not_found(paper: Paper) -> list[str]:
    """What papers usually say and this one does not, by the names of the fields, which stay empty."""
    dated = {date.kind for date in paper.dates}
    steps = [str(kind.label) for kind in InquiryDate.Kind if kind not in dated]
    return steps + [str(Inquiry._meta.get_field(name).verbose_name) for name in USUAL if not getattr(paper, name)]
