"""What hangs on a question, a reply or a remark: by a key, or by its place in the paper (“reply 3”)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from survey.editing.moments import ActWriter
from survey.editing.text_places import begins_behind
from survey.language.passages import Removal
from survey.language.quotes import locate
from survey.models import (
    Annex,
    Claim,
    ErrorReport,
    Evidence,
    Finding,
    Inquiry,
    Misprint,
    Passage,
    PreliminaryRemark,
    PrintCheck,
    Question,
    Reference,
    Reply,
    Statement,
    Withholding,
)
from survey.wording.places import place_of

Printed = Question | Reply | PreliminaryRemark

# The field that points to the text, and the one that quotes it; "": nothing says which words are meant.
KEYS = {
    Question: (),
    Reply: (
        (Reference, "from_reply", "words"),
        (Claim, "reply", "quote"),
        (Evidence, "reply", "quote"),
        (Annex, "in_reply", ""),
    ),
    PreliminaryRemark: ((Claim, "remark", "quote"), (Evidence, "remark", "quote"), (Reference, "to_remark", "")),
}
PLACES = ((Withholding, "words"), (Misprint, "words"), (Statement, ""), (ErrorReport, ""))
SHOWN = 80


class PartSide(StrEnum):
    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEITHER = "neither"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class TextLink:
    """A record that hangs on a text by one of its fields; `words` are those of the text that it quotes."""

    record: Model
    name: str
    words: str = ""

    @property
    def is_by_place(self) -> bool:
        return self.name == "place"

    @property
    def is_withheld(self) -> bool:
        """Words that are withheld stay so wherever they stand; one place of them is enough."""
        return isinstance(self.record, Withholding)

    @property
    def may_be_copied(self) -> bool:
        """Words to which a reference or a misprint is recorded may stand in two texts; a quote is of one."""
        return isinstance(self.record, Reference | Misprint)

    def __str__(self):
        said = self.words or str(self.record)
        kind = capfirst(str(self.record._meta.verbose_name))
        return _("%(kind)s “%(record)s”") % {"kind": kind, "record": Truncator(said).chars(SHOWN)}


def links_of(text: Printed) -> Iterator[TextLink]:
    """All that must go along with a part of the text; what only names a question by its number does not."""
    for model, name, quoting in KEYS[type(text)]:
        for record in model.objects.filter(**{name: text}).order_by("pk"):
            yield TextLink(record, name, getattr(record, quoting) if quoting else "")
    for model, quoting in PLACES:
        for record in model.objects.filter(inquiry=text.inquiry_id, place=place_of(text)).order_by("pk"):
            if _counts(record):
                yield TextLink(record, "place", _quoted(record, quoting))


def _counts(record: Model) -> bool:
    """A report that is settled was about the text as it was."""
    return not isinstance(record, ErrorReport) or record.state == ErrorReport.State.OPEN


def _quoted(record: Model, quoting: str) -> str:
    """Of words that were erased, what stands in their place."""
    if isinstance(record, Withholding) and record.erased_on:
        return f"{record.reason}, {record.date:%d.%m.%Y}]"
    return getattr(record, quoting) if quoting else ""


# Parting


def side_of(link: TextLink, first: list[str], second: list[str], cut: Mapping) -> PartSide:
    """In which part its words stand: both parts as printed and as they read; `cut` is the place of the second."""
    if isinstance(link.record, Annex):
        return _side_of_table(link.record, cut)
    if not link.words:
        return PartSide.UNSAID
    is_spelled_so = not link.is_withheld or link.record.erased_on
    stands = (lambda text: locate(link.words, text)) if is_spelled_so else Removal.of(link.words, "").spans
    found = any(map(stands, first)), any(map(stands, second))
    return {
        (True, False): PartSide.FIRST,
        (False, True): PartSide.SECOND,
        (True, True): PartSide.BOTH,
        (False, False): PartSide.NEITHER,
    }[found]


def _side_of_table(annex: Annex, cut: Mapping) -> PartSide:
    """By where the first of its cells is printed."""
    printed = Passage.objects.filter(printed_in__row__annex=annex, batch__source=cut["source_id"])
    places = [place for place in printed.values("boxes", "line") if place["boxes"] or place["line"]]
    sides = {begins_behind(cut["source_id"], place, cut) for place in places} if cut["source_id"] else set()
    return {frozenset([True]): PartSide.SECOND, frozenset([False]): PartSide.FIRST}.get(
        frozenset(sides), PartSide.UNSAID
    )


def sentence(link: TextLink, side: PartSide) -> str:
    """Why a text cannot be parted with this record on it."""
    words = {
        PartSide.BOTH: _("%(what)s: its words stand in both parts."),
        PartSide.NEITHER: _("%(what)s: its words stand in neither of the two parts."),
        PartSide.UNSAID: _("%(what)s: nothing says with which of the two parts it goes."),
    }
    return words[side] % {"what": link}


def withheld_across(text: Printed, at: int) -> Iterator[str]:
    """Words that the public must not read, wherever they were withheld, and through which a cut would run."""
    for withholding in text.inquiry.withholdings.with_words():
        spans = Removal.of(withholding.words, "").spans(text.text)
        if any(start < at < end for start, end in spans):
            yield sentence(TextLink(withholding, "place"), PartSide.NEITHER)


# Going along


def let_go(link: TextLink, to: Printed, writer: ActWriter) -> None:
    """Let a record hang on another text; one that says no more than what hangs there already is dropped."""
    target = place_of(to) if link.is_by_place else to
    if _twin(link.record, link.name, target):
        writer.delete(link.record)
    else:
        writer.save(link.record, **{link.name: target})


def copy_to(link: TextLink, to: Printed, writer: ActWriter) -> None:
    """Let it hang on both."""
    twin = type(link.record).objects.get(pk=link.record.pk)
    twin.pk, twin._state.adding = None, True
    writer.save(twin, **{link.name: place_of(to) if link.is_by_place else to})


def _twin(record: Model, name: str, target) -> bool:
    """Whether a reference or misprint like this one is there already."""
    said = {
        Reference: ("from_answer", "from_reply", "words", "to_question", "to_answer", "to_remark", "to_paper"),
        Misprint: ("inquiry", "place", "words"),
    }.get(type(record), ())
    values = {each: getattr(record, each) for each in said} | {name: target}
    others = type(record).objects.exclude(pk=record.pk)
    return bool(said) and others.filter(**values).exists()


# Places in the paper


def count_on(model: type[Printed], inquiry: Inquiry, start: int, by: int, writer: ActWriter) -> None:
    """Give the replies or remarks from this position on others; what names their places follows them."""
    later = model.objects.filter(inquiry=inquiry, position__gte=start)
    for text in later.order_by("-position" if by > 0 else "position"):
        old = place_of(text)
        writer.save(text, position=text.position + by)
        rename_place(inquiry, old, place_of(text), writer)


def rename_place(inquiry: Inquiry, old: str, new: str, writer: ActWriter) -> None:
    for model in (*(model for model, _quoting in PLACES), PrintCheck):
        for record in model.objects.filter(inquiry=inquiry, place=old).order_by("pk"):
            writer.save(record, place=new)
    for finding in Finding.objects.filter(inquiry=inquiry, subject=old):
        same = {"check_name": finding.check_name, "digest": finding.digest, "subject": new}
        if not Finding.objects.filter(inquiry=inquiry, **same).exists():
            Finding.objects.filter(pk=finding.pk).update(subject=new)


def forget_comparison(text: Printed, writer: ActWriter) -> None:
    """Of a text that is no more."""
    for check in PrintCheck.objects.filter(inquiry=text.inquiry_id, place=place_of(text)):
        writer.delete(check)
