"""Checks of questions that go on asking what an earlier paper asked."""

import re
from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft
from survey.language.quotes import normalise
from survey.models import Question
from survey.record import RecordPaper

NUMBERED = re.compile(r"\s*(?:zu\s+)?(?:(?:teil)?fragen?|nr\.?)?\s*(\d{1,2})\s?([a-z])?\s*(?:[.):]|$)", re.IGNORECASE)
SAYS_ENOUGH = 12  # letters of a heading that are found again in a question


@check(
    gettext_lazy("Columns without a question"),
    {
        "": gettext_noop("Columns of table %(table)s answer no question yet: %(columns)s."),
    },
    {
        "pairs": gettext_noop("Let them answer: %(pairs)s."),
        "": gettext_noop("Say which questions they answer, or take note that they answer none."),
    },
    noted=True,
)
def column_without_question(paper: RecordPaper) -> Iterator[FindingDraft]:
    """Columns that answer no question of a paper that asks some; those that their headings mean are proposed."""
    keys = {question.key: question for question in paper.questions}
    for table in paper.tables:
        columns = [column for column in table.columns if not column.questions]
        if not keys or not columns:
            continue
        meant = {str(column.key): found for column in columns if (found := _meant(column.heading, keys))}
        headings = ", ".join(f"“{column.heading}”" for column in columns)
        details = {"table": str(table.annex), "columns": headings}
        if meant:
            open_ones = [column for column in columns if str(column.key) in meant]
            pairs = [f"“{column.heading}” {' '.join(meant[str(column.key)])}" for column in open_ones]
            details["pairs"] = ", ".join(pairs)
        proposal = {"act": "set_questions", "columns": meant} if meant else {}
        yield FindingDraft(f"{table.annex.number} columns", headings, details, table.annex.pk, proposal=proposal)


def _meant(heading: str, keys: Mapping[str, Question]) -> list[str]:
    """By a number at its beginning, by the words of one question, or as the only question there is."""
    if match := NUMBERED.match(heading):
        named = f"{int(match[1])}{(match[2] or '').lower()}"
        return [key for key in keys if key == named] or [key for key in keys if key.rstrip(ascii_lowercase) == named]
    words = _squeezed(heading)
    said = [key for key, question in keys.items() if len(words) >= SAYS_ENOUGH and words in _squeezed(question.text)]
    return said if len(said) == 1 else list(keys) if len(keys) == 1 else []


def _squeezed(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text.casefold()))


@check(
    gettext_lazy("Said to be the same question"),
    {
        "": gettext_noop(
            "Question %(part)s is said to be the same as question %(earlier)s of %(paper)s, but its text is another."
        ),
    },
    {
        "": gettext_noop("Say that it has changed, or in a sentence why the two may be compared all the same."),
    },
)
def question_differs(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A question said to be the same as an earlier one whose text is another, without a sentence that says why.

    The form of a later inquiry asks for that sentence; an import, or an edit of the earlier paper, does not.
    """
    for question in paper.questions:
        earlier = question.continues
        said_same = earlier and question.comparability == Question.Comparability.SAME
        if said_same and not question.comparability_note and normalise(question.text) != normalise(earlier.text):
            details = {"part": question.key, "earlier": earlier.key, "paper": earlier.inquiry.number}
            yield FindingDraft(f"question {question.key}", f"{question.text}\n{earlier.text}", details)
