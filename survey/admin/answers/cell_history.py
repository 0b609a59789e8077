"""The history of a cell in words: imports, edits, passages, references, categories, decisions; its text at any time.

A text is what an editor wrote, or the passages that belonged to the cell at that moment. Passages are never changed, so
any earlier text can be put together again, and brought back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from survey import checks
from survey.admin import reasons
from survey.admin.activity_log import FieldChange
from survey.admin.tables.cells import coded_questions, parts_of
from survey.models import Answer, Batch, Coding, Finding, Passage, PassageEdit, Reference, reading_text
from survey.wording.marks import Paragraph, compared

FIELDS = ("status", "decided", "number", "number_is", "note")
REFERENCE = ("words", "whole", "to_question", "to_answer", "to_remark", "to_paper", "state")
CODING = ("code", "certainty", "quote", "note")
SHOWN = 60
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class CellHistoryEntry:
    """One act; `text` is the reading text after it, and `difference` what it changed in the text."""

    at: datetime
    who: str
    what: str
    why: str
    batch: int | None
    changes: tuple[FieldChange, ...]
    difference: tuple[Paragraph, ...]
    text: str


@dataclass(frozen=True)
class _Act:
    at: datetime
    user: object
    what: str
    why: str
    changes: tuple[FieldChange, ...] = ()
    by_itself: bool = False
    batch: int | None = None
    undoes: int | None = None

    @property
    def says_something(self) -> bool:
        """Only a new version may be nothing but the sign that something beside it changed."""
        return self.by_itself or bool(self.changes)


class CellHistory:
    """Everything that happened to one answer, read with a constant number of queries.

    `reader` is who looks: without one no readings are told, and to one who reads a second time no first reading is.
    """

    def __init__(self, answer: Answer, reader=None):
        self.answer, self.reader = answer, reader
        self.versions = list(answer.history.select_related("history_user").order_by("history_date", "history_id"))
        self.passages = list(_passages(answer))
        self.before = {each.superseded_by_id: each for each in self.passages if each.superseded_by_id != each.pk}
        self.born = {passage.pk: self._born(passage) for passage in self.passages}

    def entries(self) -> list[CellHistoryEntry]:
        """Newest first."""
        beside = [*self._references(), *self._codings(), *self._decisions()]
        acts = sorted([*self._versions(), *self._passage_edits(), *beside], key=lambda act: act.at)
        told, before = [], ""
        for act in acts:
            text = self.text_at(act.at)
            if act.says_something or text != before or not told:
                told.append(self._entry(act, before, text))
            before = text
        return told[::-1]

    def text_at(self, moment: datetime) -> str:
        """What the cell read at that moment."""
        versions = [each for each in self.versions if each.history_date <= moment]
        own = [each for each in self.passages if each.answer_id == self.answer.pk]
        stood = [each for each in own if self.born[each.pk] <= moment and not self._is_gone(each, moment)]
        return reading_text(versions[-1].wording if versions else None, stood)

    def _born(self, passage: Passage) -> datetime:
        """When it was put there: by an act of an editor, or by an import, which may hand on an older act."""
        before = self.before.get(passage.pk)
        undone = before and before.edit and _taken_back(before.edit)
        if undone and before.edit_id != passage.edit_id:
            return undone.at
        moments = [passage.edit.at] if passage.edit else []
        moments += [passage.batch.at] if passage.batch else []
        return max(moments) if moments else BEGINNING

    def _is_gone(self, passage: Passage, moment: datetime) -> bool:
        """Superseded by then; one that a later file no longer has went with the last import of the cell."""
        if passage.superseded_by_id is None:
            return False
        if passage.superseded_by_id == passage.pk:
            imports = [each.history_date for each in self.versions if each.batch_id]
            return bool(imports) and imports[-1] <= moment
        successor = self.born.get(passage.superseded_by_id)
        return successor is not None and successor <= moment

    # What happened

    def _versions(self) -> Iterable[_Act]:
        before = None
        for version in self.versions:
            changes = tuple(_changes(Answer, FIELDS, before, version)) if before else ()
            yield _act(version, _what(version, before), changes, by_itself=bool(version.batch_id))
            before = version

    def _passage_edits(self) -> Iterable[_Act]:
        acts: dict[int, list[Passage]] = {}
        for passage in self.passages:
            if passage.edit and self._is_here(passage):
                acts.setdefault(passage.edit_id, []).append(passage)
        for passages in acts.values():
            act = passages[0].edit
            what = "; ".join(_placed(act, each) for each in passages)
            yield _Act(act.at, act.by, what, act.reason, by_itself=True)
            if undone := _taken_back(act):
                what = _("Correction taken back: “%(reason)s”") % {"reason": act.reason}
                yield _Act(undone.at, undone.by, what, undone.reason, by_itself=True)

    def _is_here(self, passage: Passage) -> bool:
        """Whether it is printed in this cell, belongs to it, or did before."""
        before = self.before.get(passage.pk)
        cells = [passage.printed_in_id, passage.answer_id, before and before.answer_id]
        return self.answer.pk in cells

    def _references(self) -> Iterable[_Act]:
        before: dict[int, object] = {}
        found = Reference.history.filter(from_answer=self.answer.pk).select_related(
            "history_user", "to_question", "to_answer__row", "to_answer__column", "to_remark"
        )
        for version in found.order_by("history_date", "history_id"):
            signs = {"+": _("Reference added: “%s”"), "-": _("Reference deleted: “%s”")}
            what = signs.get(version.history_type, _("Reference changed: “%s”")) % version.words
            changes = _changes(Reference, REFERENCE, before.get(version.id), version)
            yield _act(version, what, tuple(changes), by_itself=True)
            before[version.id] = version

    def _codings(self) -> Iterable[_Act]:
        """How the row was categorised in the parts that this cell is read for."""
        if not self.reader:
            return
        questions = parts_of(self.answer.column, coded_questions(self.answer.row.annex))
        own = Coding.objects.filter(row=self.answer.row_id, question__in=questions)
        hidden = own.exclude(pk__in=own.visible_to(self.reader).values("pk"))
        found = Coding.history.filter(row=self.answer.row_id, question__in=questions).exclude(
            id__in=hidden.values("pk")
        )
        found = found.select_related("history_user", "question", "code__question")
        before: dict[int, object] = {}
        signs = {"+": _("%(part)s categorised, %(role)s"), "-": _("%(part)s: category deleted, %(role)s")}
        for version in found.order_by("history_date", "history_id"):
            what = signs.get(version.history_type, _("%(part)s: category changed, %(role)s"))
            what %= {"part": version.question, "role": version.get_role_display()}
            changes = tuple(_changes(Coding, CODING, before.get(version.id), version))
            yield _act(version, what, changes, by_itself=True)
            before[version.id] = version

    def _decisions(self) -> Iterable[_Act]:
        """What editors made of findings; that the checks found or closed them is no act of theirs."""
        told = {
            Finding.State.ACCEPTED: _("Finding accepted: %s"),
            Finding.State.DISMISSED: _("Finding dismissed: %s"),
            Finding.State.OPEN: _("Finding opened again: %s"),
        }
        found = Finding.history.filter(answer=self.answer.pk).select_related("history_user", "decided_by")
        decided, before = (Finding.State.ACCEPTED, Finding.State.DISMISSED), {}
        for version in found.order_by("history_date", "history_id"):
            old, new = before.get(version.id), version.state
            before[version.id] = new
            if old != new and (new in decided or (new == Finding.State.OPEN and old in decided)):
                who = version.decided_by or version.history_user
                what = told[new] % checks.title(version.check_name)
                yield _Act(version.history_date, who, what, version.reason, by_itself=True)

    def _entry(self, act: _Act, before: str, text: str) -> CellHistoryEntry:
        name = act.user and (act.user.get_full_name() or act.user.get_username())
        return CellHistoryEntry(
            at=act.at,
            who=name or "",
            what=act.what,
            why="" if act.batch else reasons.in_words(act.why, undoes=act.undoes),
            batch=act.batch,
            changes=act.changes,
            difference=compared(before, text) if before != text else (),
            text=text,
        )


def _passages(answer: Answer) -> QuerySet[Passage]:
    """All that was ever printed in this cell, or in one of which a passage ever belonged here."""
    sources = Passage.objects.filter(answer=answer).values("printed_in")
    found = Passage.objects.filter(Q(printed_in=answer) | Q(printed_in__in=sources)).order_by("pk")
    places = ("printed_in__row", "printed_in__column", "answer__row", "answer__column")
    return found.select_related("edit__by", "edit__taken_back_by__by", "batch", *places)


def _taken_back(act: PassageEdit) -> PassageEdit | None:
    return getattr(act, "taken_back_by", None)


def _what(version, before) -> str:
    if version.batch_id:
        return _("Read in again") if before else _("Read in")
    if not before:
        return _("Recorded")
    return _("Text edited") if version.wording != before.wording else _("Changed")


def _act(version, what: str, changes: tuple[FieldChange, ...], *, by_itself: bool) -> _Act:
    why, causes = version.history_change_reason or "", (version.batch_id, version.undoes_id)
    return _Act(version.history_date, version.history_user, what, why, changes, by_itself, *causes)


def _placed(act: PassageEdit, passage: Passage) -> str:
    words = Truncator(passage.text).chars(SHOWN)
    place = passage.answer or _("belongs nowhere yet")
    return _("Passage %(kind)s: “%(words)s”, printed in %(from)s, now in %(to)s") % {
        "kind": act.get_kind_display(),
        "words": words,
        "from": passage.printed_in,
        "to": place,
    }


def _changes(model, fields, before, after) -> Iterable[FieldChange]:
    for name in fields:
        old = in_words(model, name, before) if before else ""
        new = in_words(model, name, after)
        if old != new:
            yield FieldChange(capfirst(str(model._meta.get_field(name).verbose_name)), old, new)


def in_words(model, name: str, version) -> str:
    """A value of a history as its form would show it."""
    value = getattr(version, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = model._meta.get_field(name).flatchoices
    return str(dict(choices).get(value, value))


def batches(entries: Iterable[CellHistoryEntry]) -> dict[int, Batch]:
    """The imports that the entries name."""
    keys = {entry.batch for entry in entries if entry.batch}
    return Batch.objects.select_related("source", "annex", "inquiry").defer("source__content").in_bulk(keys)
