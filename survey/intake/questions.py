"""Remarks, questions and replies: the body of a paper."""

import re
from dataclasses import dataclass, field

from survey.intake.lines import Line
from survey.intake.paper import PaperError, Question, Remark, Reply
from survey.sheets.table import gettext_noop

QUESTION = re.compile(r"(?:[-–•]\s*)?Frage\s+(?P<number>\d+)\s*[.:]\s*(?P<text>.*)")
PART = re.compile(r"(?:[-–•]\s*)?(?P<part>[a-z])\)\s*(?P<text>.*)")
REQUEST = re.compile(r"(?:Bitte|Wir bitten|Ich bitte)\b.*")
REMARK = re.compile(r"Vorbemerkung(?:en)?\b.{0,120}")
OF_ASKERS = re.compile(r"Fragestell|Abg\.|Abgeordnete|Fraktion")
LEAD_IN = re.compile(r".*\bbeantworte[nt]?\b.*:")


def starts_questions(line: Line) -> bool:
    """Whether the body begins here: a remark, the sentence before the replies, or a question."""
    return any(pattern.fullmatch(line.text) for pattern in (REMARK, LEAD_IN, QUESTION))


def read_questions(lines: list[Line], name: str) -> tuple[tuple[Remark, ...], tuple[Question, ...], tuple[Reply, ...]]:
    """Remarks, questions and replies in their order; every line is in one of them. Raises PaperError.

    The sentence that leads over to the replies ("... beantworte ich die Kleine Anfrage wie folgt:") ends the
    government's remark. A reply answers all questions since the last one.
    """
    body = _Body(name)
    for line in lines:
        body.take(line)
    if not body.questions:
        raise PaperError(name, None, None, gettext_noop("The paper holds no question: no line “Frage 1. ...”."))
    for question in body.questions:
        body.check(question)
    return (
        tuple(Remark(draft.by, draft.heading, draft.text, draft.line) for draft in body.remarks),
        tuple(Question(q.number, q.part, q.text, q.request, q.line) for q in body.questions),
        tuple(Reply(tuple(draft.keys), draft.text, draft.line) for draft in body.replies),
    )


@dataclass
class _Text:
    """A remark or a reply while it is read."""

    line: int
    by: str = ""
    heading: str = ""
    keys: list[str] = field(default_factory=list)
    text: str = ""

    def add(self, line: Line) -> None:
        between = "" if not self.text else "\n\n" if line.after_blank else "\n"
        self.text += between + line.text


@dataclass
class _Question:
    line: int
    number: int
    part: str = ""
    text: str = ""
    request: str = ""

    @property
    def key(self) -> str:
        return f"{self.number}{self.part}"

    def add(self, line: Line) -> None:
        """A further line belongs to the request, once one has begun."""
        if self.request or REQUEST.fullmatch(line.text):
            self.request = f"{self.request} {line.text}".strip()
        else:
            self.text = f"{self.text} {line.text}".strip()


class _Body:
    """What has been read so far; `open` is what the next line may continue."""

    def __init__(self, name: str):
        self.name = name
        self.remarks: list[_Text] = []
        self.questions: list[_Question] = []
        self.replies: list[_Text] = []
        self.unanswered: list[str] = []
        self.open: _Text | _Question | None = None

    def take(self, line: Line) -> None:
        in_question = isinstance(self.open, _Question)
        if not self.questions and REMARK.fullmatch(line.text):
            self._begin_remark(_Text(line.number, by=_speaker(line.text), heading=line.text))
        elif match := QUESTION.fullmatch(line.text):
            self._begin_question(_Question(line.number, int(match["number"]), text=match["text"]))
        elif in_question and (match := PART.fullmatch(line.text)):
            self._begin_question(_Question(line.number, self.open.number, match["part"], match["text"]))
        elif in_question and not line.after_blank:
            self.open.add(line)
        else:
            self._take_text(line)

    def _take_text(self, line: Line) -> None:
        if isinstance(self.open, _Question):
            self._begin_reply(line)
        elif self.open is None or (self.open.by == "askers" and LEAD_IN.fullmatch(line.text)):
            self._begin_remark(_Text(line.number, by="government"))
        self.open.add(line)

    def _begin_remark(self, remark: _Text) -> None:
        self.remarks.append(remark)
        self.open = remark

    def _begin_question(self, question: _Question) -> None:
        if question.key in (known.key for known in self.questions):
            self._refuse(question, gettext_noop("Question %(question)s stands here a second time."))
        self.questions.append(question)
        self.unanswered.append(question.key)
        self.open = question

    def _begin_reply(self, line: Line) -> None:
        self.open = _Text(line.number, keys=self.unanswered)
        self.replies.append(self.open)
        self.unanswered = []

    def check(self, question: _Question) -> None:
        """A whole question may consist of its parts alone; everything else needs words."""
        has_parts = not question.part and any(other.part for other in self.questions if other.number == question.number)
        if not question.text and not has_parts:
            self._refuse(question, gettext_noop("Question %(question)s has no text."))

    def _refuse(self, question: _Question, reason: str) -> None:
        raise PaperError(self.name, question.line, None, reason, {"question": question.key})


def _speaker(heading: str) -> str:
    return "askers" if OF_ASKERS.search(heading) else "government"
