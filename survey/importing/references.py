"""The references that the program proposes: one record a target, until an editor confirms or refuses it."""

from collections import defaultdict
from collections.abc import Iterable

from survey.importing.plan import Plan
from survey.language.references import FoundReference, find
from survey.models import Inquiry, Question, Reference, Reply

LONGEST_WORDS = Reference._meta.get_field("words").max_length


def question_keys(inquiry: Inquiry) -> dict[str, Question]:
    return {question.key: question for question in inquiry.questions.order_by("number", "part")}


def proposals(found: Iterable[FoundReference], questions: dict[str, Question], **origin) -> list[Reference]:
    """Unsaved references to the questions that the words name; a number that no question has is no target."""
    targets = [(each, questions[key]) for each in found for key in each.targets if key in questions]
    return [
        Reference(words=each.words[:LONGEST_WORDS], whole=each.whole_cell, to_question=question, **origin)
        for each, question in targets
    ]


def settle(wanted: list[Reference], existing: list[Reference]) -> tuple[list[Reference], list[Reference]]:
    """Of the wanted those to be written, and the existing proposals that the text no longer bears.

    What an editor has confirmed, refused or left open stays, and is not proposed again.
    """
    said = {(reference.words, reference.to_question_id) for reference in wanted}
    outdated = [
        reference
        for reference in existing
        if reference.state == Reference.State.PROPOSED and (reference.words, reference.to_question_id) not in said
    ]
    kept = [reference for reference in existing if reference not in outdated]
    known = {reference.to_question_id for reference in kept}
    new = [reference for reference in wanted if reference.to_question_id not in known]
    for position, reference in enumerate(new, max((each.position for each in kept), default=0) + 1):
        reference.position = position
    return new, outdated


def references_of_reply(reply: Reply, questions: dict[str, Question]) -> tuple[list[Reference], list[Reference]]:
    """What to propose for the text of a reply, and what is outdated."""
    return settle(proposals(find(reply.text), questions, from_reply=reply), list(reply.references.all()))


def plan_references(plan: Plan, questions: dict[str, Question]):
    """For each new or changed cell: what to propose, and which proposals its text no longer bears."""
    existing: dict[int | None, list[Reference]] = defaultdict(list)
    if any(cell.old for cell in plan.cells()):
        for reference in Reference.objects.filter(from_answer__row__annex=plan.annex):
            existing[reference.from_answer_id].append(reference)
    for cell in plan.cells():
        answer = cell.facts.pk if cell.facts else None
        if cell.found or answer in existing:
            wanted = proposals(cell.found, questions, from_answer_id=answer)
            cell.references, cell.outdated = settle(wanted, existing.get(answer, []))
