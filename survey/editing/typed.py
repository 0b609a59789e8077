"""Typing cells: what is typed from a paper is a passage of a source “typed by hand”; what is printed stays as it is."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.editing.acts import TYPED
from survey.editing.values import status_of, status_words
from survey.models import Annex, Answer, Batch, Column, Inquiry, NumberIs, Passage, Source, Status, history
from survey.models.cell_text import number_anew, number_of


def source_of(inquiry: Inquiry, document: str, *, by=None) -> Source:
    """What was typed from this document: a source that holds no file but says so."""
    document = " ".join(document.split()) or _("Paper %(number)s") % {"number": inquiry.number}
    content = f"Von Hand erfasst nach: {document}\n".encode()
    known = inquiry.sources.filter(kind=Source.Kind.TYPED, name=document[:200]).defer("content").first()
    if known:
        return known
    source = Source(inquiry=inquiry, name=document[:200], content=content, kind=Source.Kind.TYPED, added_by=by)
    history.tell(source, reason=TYPED, by=by).save()
    return source


@dataclass
class Typing:
    """One person who types into one table; what they type on a day is one batch of the source of the table."""

    annex: Annex
    by: object = None
    reason: str = ""
    is_many: bool = False
    words: dict[str, str] = field(default_factory=status_words)
    _batch: Batch | None = None
    _counted: Counter = field(default_factory=Counter)

    @property
    def batch(self) -> Batch:
        if self._batch is None:
            typed = Source.objects.filter(pk=self.annex.source_id, kind=Source.Kind.TYPED).defer("content").first()
            source = typed or source_of(self.annex.inquiry, "", by=self.by)
            day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
            facts = {"inquiry": self.annex.inquiry, "annex": self.annex, "source": source, "by": self.by}
            today = Batch.objects.for_list().filter(**facts, at__gte=day, protocol=None, undone_at=None)
            self._batch = today.first() or Batch.objects.create(**facts)
        return self._batch

    def count(self, what: str):
        """One more passage that is new, or takes the place of another; who types many tells the batch once."""
        self._counted[what] += 1
        if not self.is_many:
            self.tell()

    @contextmanager
    def counted(self):
        """What is refused was not typed: it does not count."""
        before = self._counted.copy()
        try:
            yield
        except (Overtaken, ValidationError):
            self._counted = before
            raise

    def tell(self):
        if self._counted:
            counts = {name: F(name) + number for name, number in self._counted.items()}
            Batch.objects.filter(pk=self.batch.pk).update(**counts)
            self._counted.clear()


def type_cell(answer: Answer, text: str, typing: Typing, *, seen: int | None = None) -> bool:
    """Let a cell read so; False where it does already. `seen` is the version that the typist had before them.

    In a cell that was typed the text takes the place of the typed passage, which stays in the record; in one that came
    from a file it is the edited text beside the printed one. The number is read anew, and the status where nobody has
    decided it. Raises ValidationError, and `Overtaken` where somebody saved the cell after `seen`.
    """
    text = text.replace("\r\n", "\n").strip()
    before = answer.text
    if text == before.strip() and answer.version == (seen or answer.version):
        return False
    raise_version(answer, seen)
    if answer.is_typed:
        _type_passage(answer, text, typing)
    elif not text and answer.own_text:
        raise ValidationError(_("What is printed stays. To say that it counts for nothing, choose a status."))
    else:
        answer.wording = text if text and text != answer.own_text.strip() else None
    _read(answer, before, text, typing.words)
    answer.clean()
    history.tell(answer, reason=typing.reason or TYPED, by=typing.by).save()
    return True


def settle_typed(answer: Answer, text: str | None, typing: Typing):
    """What a form wrote as the edited text of a typed cell becomes its typed passage; None leaves the cell alone."""
    if text is not None and answer.is_typed:
        before = answer.own_text
        _type_passage(answer, text, typing)
        _read(answer, before, text, typing.words)


def set_status(answer: Answer, status: str, typing: Typing, *, seen: int | None = None):
    """Decide the status of a cell. Raises ValidationError, and `Overtaken` where somebody saved it after `seen`."""
    raise_version(answer, seen)
    answer.status, answer.decided = status, True
    if status == Status.BLANK:
        answer.number, answer.number_is = None, NumberIs.NONE
    answer.clean()
    history.tell(answer, reason=typing.reason or TYPED, by=typing.by).save()


def set_number(answer: Answer, said: str, typing: Typing, *, seen: int | None = None):
    """Let a cell be the number that somebody writes, “12” or “ca. 12”; "" takes it away.

    Raises ValidationError, and `Overtaken` where somebody saved the cell after `seen`.
    """
    number, number_is = number_of(said)
    if said.strip() and number is None:
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": said})
    raise_version(answer, seen)
    answer.number, answer.number_is = number, number_is
    answer.clean()
    history.tell(answer, reason=typing.reason or TYPED, by=typing.by).save()


class Overtaken(Exception):
    """Somebody else saved the cell after it was shown."""


def raise_version(answer: Answer, seen: int | None):
    seen = answer.version if seen is None else seen
    if not Answer.objects.filter(pk=answer.pk, version=seen).update(version=F("version") + 1):
        raise Overtaken
    answer.version = seen + 1


def _type_passage(answer: Answer, text: str, typing: Typing):
    """The new passage supersedes what was typed here before; an emptied one is superseded by itself."""
    old = [each for each in answer.printed_now() if each.answer_id == answer.pk]
    new = None
    if text:
        new = Passage.objects.create(
            printed_in=answer, answer=answer, text=text, position=answer.row.position, batch=typing.batch
        )
        typing.count("changed" if old else "new")
    for passage in old:
        passage.supersede(new or passage)
    answer.wording = None
    for known in ("own_passages", "live_printed"):
        if hasattr(answer, known):
            setattr(
                answer, known, [*(each for each in getattr(answer, known) if each not in old), *filter(None, [new])]
            )


def _read(answer: Answer, before: str, text: str, words: dict[str, str]):
    """Status and number of the new text; what an editor decided stays."""
    if answer.column.kind == Column.Kind.NUMBER:
        stood = answer.number, answer.number_is
        answer.number, answer.number_is = number_anew(before, text, stood) if text else (None, NumberIs.NONE)
    elif answer.number is not None and number_of(text) != (answer.number, answer.number_is):
        answer.number, answer.number_is = None, NumberIs.NONE
    if not answer.decided:
        answer.status = status_for(answer, text, words)


def status_for(answer: Answer, text: str, words: dict[str, str]) -> str:
    """What a text says of its status, while nobody has decided it."""
    return (status_of(text, answer.column, words) or Status.ANSWERED) if text else Status.BLANK
