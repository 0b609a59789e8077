"""References: confirmed, refused or left open, by a finding or by a click of their own."""

from abc import abstractmethod
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from survey.checks.references import Named, dangles, has_text, is_undecided, named
from survey.models import Answer, Finding, Reference, Reply, Status
from survey.proposals.case import Act, Case, Effect, name_of, refuse, write
from survey.record import RecordRow

State = Reference.State
LONGEST_WORDS = Reference._meta.get_field("words").max_length


@transaction.atomic
def decide(reference: Reference, state: str, *, reason: str = "", by=None) -> bool:
    """Confirm, refuse or leave open one reference; false where it is so already."""
    reference = Reference.objects.select_for_update().get(pk=reference.pk)
    if reference.state == state:
        return False
    reference.state = state
    _save(reference, reason=reason, by=by)
    if reference.from_answer_id:
        _tell(reference.from_answer_id, reason=reason or _("Reference decided."), by=by)
    return True


def _tell(answer_id: int, *, reason: str, by):
    """Raise the answer's version; with its last reference decided, that it is a reference is decided too."""
    answer = Answer.objects.select_for_update().get(pk=answer_id)
    states = set(answer.references.values_list("state", flat=True))
    holds = State.PROPOSED not in states and states & {State.CONFIRMED, State.OPEN}
    decided = answer.decided or bool(answer.status == Status.REFERS and holds)
    write(answer, reason=reason, by=by, decided=decided)


def _save(reference: Reference, *, reason: str, by):
    reference._change_reason = reason or None
    reference._history_user = by
    reference.full_clean()
    reference.save()


class Decide(Act):
    """What all acts on the references of one text share; subclasses say which, and what becomes of them."""

    rights = ("survey.change_reference",)

    def offers(self, finding: Finding) -> bool:
        return bool(finding.details.get("targets"))

    @abstractmethod
    def is_meant(self, case: Case, each: Named) -> bool:
        """Whether it is one of those that the act decides."""

    @abstractmethod
    def state(self, case: Case, each: Named) -> str:
        """What becomes of it."""

    def effects(self, case, choice):
        return [self._effect(case, each) for each in self._meant(case)]

    def _meant(self, case: Case) -> list[Named]:
        text, recorded = text_of(case)
        meant = [each for each in named(text, recorded) if self.is_meant(case, each)]
        return meant or refuse(_("There is no such reference any more."))

    def _effect(self, case: Case, each: Named) -> Effect:
        words = {"words": each.words, "target": each.target}
        if not each.target and each.state is None:
            return Effect(_("“%(words)s” does not say what it refers to; it stays as it is.") % words, place_of(case))
        if not each.target:
            return Effect(_("“%(words)s”: confirmed.") % words, place_of(case))
        if each.state is None and each.target not in questions(case):
            return Effect(_("“%(words)s”: there is no question %(target)s; it stays as it is.") % words, place_of(case))
        sentence = {
            State.CONFIRMED: _("“%(words)s” refers to %(target)s: confirmed. The text there is folded in."),
            State.OPEN: _("“%(words)s” refers to %(target)s, where no text stands: it stays visibly open."),
        }[self.state(case, each)]
        return Effect(sentence % words, place_of(case), after=target_text(case, each.target))

    def carry_out(self, case, choice, *, reason, by):
        _text, recorded = text_of(case)
        asked, position = questions(case), len(recorded)
        meant = [each for each in self._meant(case) if each.target in asked or each.state is not None]
        if not meant:
            refuse(_("No question of this paper is named. Say in the field itself what is meant."))
        for each in meant:
            reference = _recorded(recorded, each)
            if reference is None:
                position += 1
                facts = {"words": each.words[:LONGEST_WORDS], "whole": each.whole, "position": position}
                reference = Reference(to_question=asked[each.target], **facts, **origin_of(case))
            reference.state = self.state(case, each)
            _save(reference, reason=reason, by=by)
        if case.finding.answer_id:
            _tell(case.finding.answer_id, reason=reason, by=by)


class Confirm(Decide):
    """References that stand in a text and are not decided; one that leads to no text stays open."""

    def is_meant(self, case, each):
        return is_undecided(each)

    def state(self, case, each):
        leads_somewhere = not each.target or has_text(case.paper, origin(case), each.target)
        return State.CONFIRMED if leads_somewhere else State.OPEN


class LeaveOpen(Decide):
    """References that lead to no text are shown as open."""

    def is_meant(self, case, each):
        return dangles(each, lambda key: has_text(case.paper, origin(case), key))

    def state(self, case, each):
        return State.OPEN


def questions(case: Case) -> dict:
    return {question.key: question for question in case.paper.questions}


def origin(case: Case) -> RecordRow | Reply:
    if "reply" in case.found.details:
        return next(each for each in case.paper.replies if each.key == case.finding.subject)
    return case.place[1]


def origin_of(case: Case) -> dict:
    found = origin(case)
    return {"from_reply": found} if isinstance(found, Reply) else {"from_answer_id": case.place[2].answer_id}


def text_of(case: Case) -> tuple[str, list[Reference]]:
    """The text that refers, and the references recorded for it."""
    found = origin(case)
    if isinstance(found, Reply):
        return found.reading_text, case.paper.references_of(found)
    cell = case.place[2]
    return cell.text, list(cell.references)


def place_of(case: Case) -> str:
    found = origin(case)
    return str(found) if isinstance(found, Reply) else name_of(*case.place[1:])


def target_text(case: Case, key: str) -> str | None:
    """What stands in the row where the reference leads; None in a reply, or where nothing stands."""
    found = origin(case)
    if isinstance(found, Reply):
        return None
    texts = [cell.text_of_part(key) for cell in found.cells_of(key)] if found.has_text(key) else []
    return "\n\n".join(text for text in texts if text) or None


def _recorded(recorded: Iterable[Reference], each: Named) -> Reference | None:
    for reference in recorded:
        target = reference.to_question.key if reference.to_question else ""
        if (reference.words, target, reference.state) == (each.words, each.target, each.state):
            return reference
    return None
