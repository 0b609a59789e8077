"""Checks of questions that go on asking what an earlier paper asked."""

from collections.abc import Iterator

from survey.checks.found import Found
from survey.language.quotes import normalise
from survey.models import Question
from survey.record import RecordPaper


def question_differs(paper: RecordPaper) -> Iterator[Found]:
    """A question said to be the same as an earlier one whose text is another, without a sentence that says why.

    The form of a later inquiry asks for that sentence; an import, or an edit of the earlier paper, does not.
    """
    for question in paper.questions:
        earlier = question.continues
        said_same = earlier and question.comparability == Question.Comparability.SAME
        if said_same and not question.comparability_note and normalise(question.text) != normalise(earlier.text):
            details = {"part": question.key, "earlier": earlier.key, "paper": earlier.inquiry.number}
            yield Found(f"question {question.key}", f"{question.text}\n{earlier.text}", details)
