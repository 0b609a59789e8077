"""What a paper says, fact by fact, as it becomes records."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Model
from django.utils.translation import gettext_noop

from survey.intake.dates import read_date
from survey.intake.paper import NOWHERE, Paper, Place
from survey.intake.paper import Annex as PrintedTable
from survey.intake.paper import Question as PrintedQuestion
from survey.models import (
    Annex,
    Asker,
    Inquiry,
    InquiryDate,
    PreliminaryRemark,
    Question,
    Reply,
)
from survey.models.placed import Placed

USUAL = ("title", "kind", "askers_printed", "asked_in", "ministry", "signatory", "signed_at")
NEEDED = ("title", "kind")  # no record can be without
KINDS = {
    Inquiry: "paper",
    Asker: "asker",
    InquiryDate: "date",
    PreliminaryRemark: "remark",
    Question: "question",
    Reply: "reply",
    Annex: "table",
}
IDENTITY = {
    Asker: ("position",),
    InquiryDate: ("kind",),
    PreliminaryRemark: ("position",),
    Question: ("number", "part"),
    Reply: ("position",),
    Annex: ("number",),
}
NOT_FOUND = gettext_noop("Not found in the text, and left empty: %(names)s.")
COUNTED = (PreliminaryRemark, Reply)  # named by their order alone, which may be another in each reading


PLACED = tuple(field.attname for field in Placed._meta.fields)


@dataclass(frozen=True)
class Fact:
    """One record: `identity` finds it within the inquiry, `values` are what the source owns of it.

    The value "questions" holds the keys of the questions that a reply answers. `lines` are where each value stands
    (under "" all of them); `needs` are the tokens of the facts without which this one cannot stand. `in_reply` is the
    reply in which a table stands, `about` what else an editor should see of it; `printed_at` is where a text stands.
    `position` is that of the record among its kind, where it is another than in the file.
    """

    model: type[Model]
    identity: dict
    values: dict
    lines: dict[str, int] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    in_reply: int = 0
    about: str = ""
    printed_at: Place = NOWHERE
    position: int = 0

    @property
    def key(self) -> tuple:
        return (self.model, *self.identity.values())

    @property
    def token(self) -> str:
        """As a form or a command names it: "question-1a", "date-answered"; fields of the paper add their own name."""
        return "-".join([KINDS[self.model], "".join(str(value) for value in self.identity.values())]).rstrip("-")

    @property
    def place(self) -> str:
        """In words: "question 1a", "answered on", "table 1"."""
        if self.model is InquiryDate:
            return str(InquiryDate.Kind(self.identity["kind"]).label)
        parts = self.position or "".join(str(value) for value in self.identity.values())
        return f"{self.model._meta.verbose_name} {parts}".strip()


def facts(paper: Paper) -> Iterator[Fact]:
    """All facts but the cells of the tables; a whole question before its parts, both before their reply."""
    yield _of_inquiry(paper)
    found_at = dict(paper.found_at)
    for position, asker in enumerate(paper.askers, 1):
        values = {"name": asker.name, "title": asker.title, "party": asker.party, "group": asker.group}
        yield Fact(Asker, {"position": position}, values, {"": found_at.get("askers_printed", 0)})
    for date in paper.dates:
        values = {"date": date.date, "printed": date.printed, "found_in": date.found_in}
        yield Fact(InquiryDate, {"kind": date.kind}, values, {"": date.line})
    for position, remark in enumerate(paper.remarks, 1):
        values = {"by": remark.by, "heading": remark.heading, "text": remark.text}
        yield Fact(PreliminaryRemark, {"position": position}, values, {"": remark.line}, printed_at=remark.place)
    for question in sorted(paper.questions, key=lambda each: (each.number, each.part)):
        values = {"text": question.text or _text_of_parts(question, paper), "request": question.request}
        identity = {"number": question.number, "part": question.part}
        needs = (f"question-{question.number}",) if question.part else ()
        yield Fact(Question, identity, values, {"": question.line}, needs, printed_at=question.place)
    for position, reply in enumerate(paper.replies, 1):
        needs = tuple(f"question-{key}" for key in reply.questions)
        values = {"text": reply.text, "questions": reply.questions}
        yield Fact(Reply, {"position": position}, values, {"": reply.line}, needs, printed_at=reply.place)
    for annex in paper.annexes:
        needs = (f"reply-{annex.in_reply}",) if annex.in_reply else ()
        yield Fact(
            Annex,
            {"number": annex.number},
            _of_table(annex),
            {"": annex.line},
            needs,
            annex.in_reply,
            " | ".join(annex.table.headings),
        )


def _of_table(annex: PrintedTable) -> dict:
    """Its day is the one above it, else the one that stands with its source below it.

    What a source says at a length that there is no room for stays where it is printed.
    """
    date, printed = annex.date, annex.date_printed
    if not printed:
        date, printed = read_date(annex.as_of), _with_room("date_printed", annex.as_of)
    values = {"label": annex.label, "title": annex.title, "date": date, "date_printed": printed}
    return values | {"source_line": _with_room("source_line", f"Quelle: {annex.source}" if annex.source else "")}


def _with_room(name: str, text: str) -> str:
    return text if len(text) <= Annex._meta.get_field(name).max_length else ""


def _of_inquiry(paper: Paper) -> Fact:
    """Without title and kind where they were not found: what the record says of them stays."""
    values = {
        "kind": paper.kind,
        "title": paper.title,
        "asked_in": paper.asked_in,
        "askers_printed": paper.askers_printed,
        "ministry_printed": paper.ministry_printed,
        "ministry": paper.ministry,
        "signatory": paper.signatory,
        "signed_at": paper.place,
    }
    lines = dict(paper.found_at)
    lines |= {"ministry": lines.get("ministry_printed", 0), "signed_at": lines.get("place", 0)}
    return Fact(Inquiry, {}, {name: said for name, said in values.items() if said or name not in NEEDED}, lines)


def value(record: Model, name: str) -> object:
    """What the record says now, comparable with a fact's value of that name."""
    if name == "questions":
        return tuple(question.key for question in record.questions.order_by("number", "part"))
    return getattr(record, name)


def in_file(values: dict) -> dict:
    """Values as the protocol of a batch keeps them."""
    kept = {name: list(each) if isinstance(each, tuple) else each for name, each in values.items()}
    return {name: each.isoformat() if isinstance(each, datetime.date) else each for name, each in kept.items()}


def placed(record: Model) -> dict:
    """Where a text is printed, as the protocol of a batch keeps it; nothing for what has no place of its own."""
    return record.printed_at() if isinstance(record, Placed) else {}


def _text_of_parts(whole: PrintedQuestion, paper: Paper) -> str:
    """What is printed under a number that has no words of its own: its parts."""
    parts = [each for each in paper.questions if each.number == whole.number and each.part]
    return " ".join(f"{each.part}) {each.text}" for each in parts)


def with_typed(paper: Paper, **typed: str | None) -> Paper:
    """With what an editor says of it where its text does not."""
    return replace(paper, **{name: said for name, said in typed.items() if said and not getattr(paper, name)})


def shown(model: type[Model], values: dict) -> str:
    """As an editor reads it: choices by their words, dates as printed; what a reply answers stands beside it."""
    labels = {name: dict(model._meta.get_field(name).flatchoices) for name in values if name in ("kind", "by")}
    printed = {name: each for name, each in values.items() if name not in ("date", "questions")} or values
    told = {name: str(labels[name].get(each, each)) if name in labels else each for name, each in printed.items()}
    return "\n".join(" ".join(each) if isinstance(each, tuple) else str(each) for each in told.values() if each)


def not_found(paper: Paper) -> list[str]:
    """What papers usually say and this one does not, by the names of the fields, which stay empty."""
    dated = {date.kind for date in paper.dates}
    steps = [str(kind.label) for kind in InquiryDate.Kind if kind not in dated]
    said = _of_inquiry(paper).values
    fields = [str(Inquiry._meta.get_field(name).verbose_name) for name in USUAL if not said.get(name)]
    parts = ((paper.remarks, PreliminaryRemark), (paper.replies, Reply), (paper.annexes, Annex))
    return steps + fields + [str(model._meta.verbose_name_plural) for found, model in parts if not found]
