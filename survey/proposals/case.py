"""A finding as it holds now, and what an act would do about it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from survey.checks.finding_draft import FindingDraft
from survey.models import Answer, Finding, Inquiry, Passage, reading_text
from survey.record import PlacedCell, RecordCell, RecordPaper, RecordRow

Choice = dict[str, Any]


@dataclass(frozen=True)
class Effect:
    """One thing that an act does, in words; where a text changes, the text before and after."""

    sentence: str
    place: str = ""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Case:
    """A finding with the paper in memory, and what its check says of it today."""

    finding: Finding
    paper: RecordPaper
    found: FindingDraft

    @property
    def inquiry(self) -> Inquiry:
        return self.paper.inquiry

    @property
    def place(self) -> PlacedCell:
        """The cell that the finding is about."""
        return self.paper.places[self.finding.subject]

    @property
    def proposal(self) -> dict:
        return self.found.proposal


class Act(ABC):
    """What accepting the findings of one check does.

    `rights` are those that the editor has to have. `needs` names what the editor gives besides a reason: a form offers
    it, filled with what `proposed` says. With `tells_the_public` the reason is shown to readers and has to be given.
    An act that `changes` nothing records the decision alone.
    """

    rights: tuple[str, ...] = ("survey.change_answer",)
    needs: tuple[str, ...] = ()
    tells_the_public = False
    changes = True

    def offers(self, finding: Finding) -> bool:
        """Whether it can be carried out for this finding."""
        return True

    def asks(self, case: Case) -> tuple[str, ...]:
        """What this very case needs of the editor."""
        return self.needs

    def proposed(self, case: Case) -> Choice:
        return {}

    def is_ready(self, case: Case) -> bool:
        """Whether it can be carried out with what it proposes, together with others."""
        return True

    def reason(self, case: Case) -> str:
        """A reason to begin with, in the language of the public notes; the editor may change it."""
        return ""

    @abstractmethod
    def effects(self, case: Case, choice: Choice) -> list[Effect]:
        """What it would do, for the editor to see beforehand."""

    @abstractmethod
    def carry_out(self, case: Case, choice: Choice, *, reason: str, by) -> None:
        """Do it. Raises ValidationError where the case is no longer as it was shown."""


def name_of(row: RecordRow, cell: RecordCell) -> str:
    return f"{row.printed}, {cell.heading}"


def passages_of(cell: RecordCell) -> list[Passage]:
    return list(Passage.objects.live().filter(answer=cell.answer_id))


def reads(cell: RecordCell, passages: list[Passage]) -> str:
    """How the cell would read with these passages: an edited text stands for all of them."""
    wording = Answer.objects.values_list("wording", flat=True).get(pk=cell.answer_id)
    return reading_text(wording, passages)


def write(answer: Answer, *, reason: str, by, **changes) -> Answer:
    """Change an answer; whoever has its form open is told of the newer version."""
    for name, value in changes.items():
        setattr(answer, name, value)
    answer.version += 1
    answer._change_reason = reason
    answer._history_user = by
    answer.full_clean(exclude=["row", "column"])
    answer.save()
    return answer


def locked(cell: RecordCell) -> Answer:
    return Answer.objects.select_for_update().get(pk=cell.answer_id)


def refuse(sentence: str, **params):
    raise ValidationError(sentence, params=params)


def stale() -> ValidationError:
    return ValidationError(_("The text has changed since, or this is settled already. The checks have been run again."))
