"""Checks that look at what one text says of another: "s. bei 1 und 2"."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft, in_cell
from survey.language.references import find
from survey.models import Reference, Reply
from survey.record import RecordPaper, RecordRow

State = Reference.State


@dataclass(frozen=True)
class Named:
    """One target of a reference; `target` is empty where no question is named, `state` None until recorded."""

    words: str
    target: str
    whole: bool
    state: str | None


def named(text: str, recorded: Collection[Reference]) -> list[Named]:
    """The references recorded for a text, and those that stand in it and are not recorded.

    Words that an editor has given a target that is no question (a cell, a remark, a paper) are recorded with it.
    """
    read = find(text)
    if not recorded and not read:  # as most texts
        return []
    known = [
        Named(each.words, each.to_question.key if each.to_question else "", each.whole, each.state) for each in recorded
    ]
    found = [Named(each.words, target, each.whole_cell, None) for each in read for target in each.targets or ("",)]
    targets, words = {each.target for each in known if each.target}, {each.words for each in known}
    settled = {each.words for each in known if not each.target}
    new = [each for each in found if (each.target not in targets if each.target else each.words not in words)]
    return known + [each for each in new if each.words not in settled]


@check(
    gettext_lazy("Reference to decide"),
    {
        "whole": gettext_noop("%(place)s: the text is nothing but a reference to %(targets)s. Confirm or refuse it."),
        "targets": gettext_noop("%(place)s: “%(words)s” seems to refer to %(targets)s. Confirm or refuse it."),
        "": gettext_noop("%(place)s: “%(words)s” refers to something, but does not say to what."),
    },
    {
        "targets": gettext_noop("Confirm the reference to %(targets)s."),
        "": gettext_noop("Say in the field itself what is meant."),
    },
)
def cross_reference(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A reference in a cell or a reply that nobody has confirmed or refused yet, with its targets."""
    for table, row, cell in paper.cells():
        undecided = [each for each in named(cell.text, cell.references) if is_undecided(each)]
        if undecided:
            proposal = {"act": "confirm", "targets": _targets(undecided), "cells": _cells(row, undecided)}
            yield in_cell(table, row, cell, cell.text, proposal=proposal, **_said(undecided))
    for reply in paper.replies:
        undecided = [each for each in named(reply.reading_text, paper.references_of(reply)) if is_undecided(each)]
        if undecided:
            proposal = {"act": "confirm", "targets": _targets(undecided)}
            yield FindingDraft(
                reply.key, reply.reading_text, {"reply": reply.key} | _said(undecided), proposal=proposal
            )


@check(
    gettext_lazy("Reference without target"),
    {
        "": gettext_noop("%(place)s: it refers to %(targets)s, but no text stands there. Mark the reference as open."),
    },
    {"": gettext_noop("Mark the reference to %(targets)s as open.")},
)
def open_reference(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A reference to something that has no text and is not marked as open."""
    for table, row, cell in paper.cells():
        missing = [each for each in named(cell.text, cell.references) if dangles(each, row.has_text)]
        if missing:
            proposal = {"act": "leave_open", "targets": _targets(missing)}
            yield in_cell(table, row, cell, cell.text, proposal=proposal, **_said(missing))
    for reply in paper.replies:
        replied = _replied(paper, but=reply)
        missing = [
            each
            for each in named(reply.reading_text, paper.references_of(reply))
            if dangles(each, replied.__contains__)
        ]
        if missing:
            proposal = {"act": "leave_open", "targets": _targets(missing)}
            yield FindingDraft(reply.key, reply.reading_text, {"reply": reply.key} | _said(missing), proposal=proposal)


def has_text(paper: RecordPaper, origin: RecordRow | Reply, key: str) -> bool:
    """Whether something stands where a reference to this question leads: in the row, or in another reply."""
    return origin.has_text(key) if isinstance(origin, RecordRow) else key in _replied(paper, but=origin)


def is_undecided(reference: Named) -> bool:
    """Whether nobody has confirmed, refused or left it open."""
    return reference.state in (None, State.PROPOSED)


def dangles(reference: Named, has_text: Callable[[str], bool]) -> bool:
    """Whether it leads to no text and no editor has said so."""
    decided = reference.state in (State.OPEN, State.REFUSED)
    return bool(reference.target) and not decided and not has_text(reference.target)


def _replied(paper: RecordPaper, but: Reply) -> set[str]:
    """The questions that the other replies answer."""
    return {question.key for reply in paper.replies if reply != but for question in reply.questions.all()}


def _targets(references: list[Named]) -> list[str]:
    return list(dict.fromkeys(each.target for each in references if each.target))


def _cells(row: RecordRow, references: list[Named]) -> list[str]:
    """The cells of the row that the targets mean."""
    cells = [cell.address for target in _targets(references) for cell in row.cells_of(target)]
    return list(dict.fromkeys(cells))


def _said(references: list[Named]) -> dict:
    return {
        "words": "; ".join(dict.fromkeys(each.words for each in references)),
        "targets": ", ".join(_targets(references)),
        "whole": all(each.whole and each.target for each in references),
    }
