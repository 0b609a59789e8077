"""What an editor should look at in a paper that was read: kinds of findings and the sentences that say them."""

import re
from collections.abc import Iterator

from survey.files.errors import gettext_noop
from survey.intake.paper import Paper, PaperFinding

LONG_QUESTION = 600
_NOTE_LINE = re.compile(
    r"\s*(?:\d{1,2}\s+(?:https?://|[Vv]gl\.|Siehe)|\(?(?:verteilt|ausgegeben) am\b|\*\s)", re.IGNORECASE
)
_QUESTION_LINE = re.compile(r"(?m)^(?:Frage\s+)?\d{1,2}[.)]\s.{10,}\?\s*$")
_REPLY_WORDS = re.compile(r"(?m)^(?:Antwort|Zu Frage \d+|Antwort zu Frage)\b.{0,40}:?$")

MISSING = gettext_noop("The numbers %(first)s to %(last)s were read, but not %(missing)s.")
DOUBLED = gettext_noop("Question %(question)s stands here a second time, with other words.")
UNSURE_END = gettext_noop("Question %(question)s neither asks nor requests: see where it ends.")
BEHIND = gettext_noop("Behind the end of a question stands text that is no reply: “%(text)s”.")
LONG = gettext_noop("Question %(question)s has %(count)s letters: see whether its reply is in it.")
NO_REPLY = gettext_noop("Question %(question)s has no reply.")
ONLY_NOTE = gettext_noop("The reply to question %(question)s is a footnote or a line of the form.")
IN_REMARK = gettext_noop("The preliminary remark of those who ask seems to hold replies.")
IN_REPLY = gettext_noop("The reply to question %(question)s seems to hold another question.")
IN_TITLE = gettext_noop("The title holds the word “Antwort”: “%(title)s”.")
NO_TITLE = gettext_noop("The title was not found.")
NO_ASKER = gettext_noop("Nobody was found who asks.")
NO_MINISTRY = gettext_noop("The ministry that replies was not found.")
NO_DATE = gettext_noop("No date was found.")
UNREAD = gettext_noop("%(count)s lines belong to nothing that was read; the first is “%(text)s”.")


def findings(paper: Paper, body, pages: dict[int, int | None]) -> tuple[PaperFinding, ...]:
    """All findings of a paper in the order of its parts; `body` is what was read of questions and replies."""
    found = [*_of_head(paper), *_of_numbers(paper), *_of_questions(paper, body), *_of_replies(paper), *_of_lines(paper)]
    return tuple(
        PaperFinding(kind, template, tuple(params.items()), pages.get(line) if line else None, line)
        for kind, template, params, line in found
    )


def _of_head(paper: Paper) -> Iterator[tuple]:
    is_reply = bool(paper.replies)
    for kind, template, is_there in (
        ("title", NO_TITLE, paper.title),
        ("asker", NO_ASKER, paper.askers),
        ("ministry", NO_MINISTRY, paper.ministry or not is_reply),
        ("date", NO_DATE, paper.dates),
    ):
        if not is_there:
            yield kind, template, {}, None
    if "Antwort" in paper.title:
        yield "title", IN_TITLE, {"title": paper.title}, dict(paper.found_at).get("title")


def _of_numbers(paper: Paper) -> Iterator[tuple]:
    numbers = sorted({question.number for question in paper.questions})
    missing = [str(number) for number in range(1, numbers[-1]) if number not in numbers] if numbers else []
    if missing:
        params = {"first": str(numbers[0]), "last": str(numbers[-1]), "missing": ", ".join(missing)}
        yield "numbers", MISSING, params, None


def _of_questions(paper: Paper, body) -> Iterator[tuple]:
    for question in body.doubled:
        yield "doubled", DOUBLED, {"question": question.key}, question.piece.lines[0].number
    for question in body.unsure:
        yield "question-end", UNSURE_END, {"question": question.key}, question.piece.lines[0].number
    for line in body.rest[:1]:
        yield "behind-question", BEHIND, {"text": line.text[:80]}, line.number
    for question in paper.questions:
        if len(question.text) + len(question.request) > LONG_QUESTION:
            count = str(len(question.text) + len(question.request))
            yield "long-question", LONG, {"question": question.key, "count": count}, question.line
    yield from _unanswered(paper)


def _unanswered(paper: Paper) -> Iterator[tuple]:
    if not paper.replies:
        return
    answered = {key for reply in paper.replies for key in reply.questions}
    with_parts = {str(question.number) for question in paper.questions if question.part}
    for question in paper.questions:
        is_whole = question.key in with_parts
        if question.key not in answered and not is_whole and str(question.number) not in answered:
            yield "no-reply", NO_REPLY, {"question": question.key}, question.line


def _of_replies(paper: Paper) -> Iterator[tuple]:
    for reply in paper.replies:
        key = reply.questions[0] if reply.questions else "?"
        if _NOTE_LINE.match(reply.text):
            yield "reply-is-note", ONLY_NOTE, {"question": key}, reply.line
        if _QUESTION_LINE.search(reply.text):
            yield "question-in-reply", IN_REPLY, {"question": key}, reply.line
    for remark in paper.remarks:
        if remark.by == "askers" and _REPLY_WORDS.search(remark.text):
            yield "replies-in-remark", IN_REMARK, {}, remark.line


def _of_lines(paper: Paper) -> Iterator[tuple]:
    if paper.unread:
        first = paper.unread[0]
        yield "unread", UNREAD, {"count": str(len(paper.unread)), "text": first.text[:80]}, first.line
