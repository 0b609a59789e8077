"""Remarks, questions and replies: the body of a paper."""

import re
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from survey.files.errors import gettext_noop
from survey.intake.lines import Line
from survey.intake.paper import PaperError, Question, Remark, Reply

PART = re.compile(r"(?:[-–•]\s*)?(?P<part>[a-z])\)\s*(?P<text>.*)")
REQUEST = re.compile(r"(?:Bitte|Wir bitten|Ich bitte)\b.*")
REMARK = re.compile(r"Vorbemerkung(?:en)?\b.{0,120}")
SPACED = re.compile(r"V o r b e m e r k u n g(?:\s+\S)+")
OF_ASKERS = re.compile(r"Fragestell|Abg\.|Abgeordnete|Fraktion")
LEAD_IN = re.compile(r".*\bbeantworte[nt]?\b.*:")
LISTED = re.compile(r"(?:[-–•▪*]|\d+[.)]|[a-z]\))\s*\t.*")


@dataclass(frozen=True)
class Style:
    """How a layout prints its questions: `question` is a line that may begin one, with `number` and `text`.

    `bare`: they have only a number before them, as lists inside of replies have; so a question must also ask, and go
    on counting. Lettered parts may then be answered one by one.
    """

    question: re.Pattern
    example: str
    bare: bool = False

    def starts_body(self, line: Line) -> bool:
        """Whether the body begins here: a remark, the sentence before the replies, or a question."""
        if heading_of(line) or LEAD_IN.fullmatch(line.text):
            return True
        match = self.question.fullmatch(line.text)
        return bool(match) and (not self.bare or match["number"] == "1")

    def beginnings(self, lines: list[Line]) -> dict[int, re.Match]:
        """The lines that begin a question, by their number."""
        found: dict[int, re.Match] = {}
        last = 0
        for index, line in enumerate(lines):
            match = self.question.fullmatch(line.text)
            if match and (not self.bare or (int(match["number"]) > last and asks(lines, index))):
                found[line.number] = match
                last = int(match["number"])
        return found


AFTER_THE_WORD = Style(re.compile(r"(?:[-–•]\s*)?Frage\s+(?P<number>\d+)\s*[.:]\s*(?P<text>.*)"), "Frage 1. ...")
BARE_NUMBER = Style(re.compile(r"(?P<number>\d{1,3})\.(?:\s+(?P<text>.*))?"), "1. ...?", bare=True)


@dataclass(frozen=True)
class Read:
    """The body; `tables` are the lines of each table inside it, with the position of its reply (0: in none)."""

    remarks: tuple[Remark, ...]
    questions: tuple[Question, ...]
    replies: tuple[Reply, ...]
    tables: tuple[tuple[list[Line], int], ...]


def heading_of(line: Line) -> str:
    """The heading of a remark, without the blanks between its letters that some layouts set; else empty."""
    if SPACED.fullmatch(line.text):
        return " ".join(re.sub(r"(?<=\S) (?=\S)", "", word) for word in re.split(r"\s{2,}", _parted(line.text)))
    return line.text if REMARK.fullmatch(line.text) else ""


def _parted(spaced: str) -> str:
    """Where the blanks between words are no wider than those between letters, we know the words that stand there."""
    return re.sub(r"\s+(d e r|d e s)\s+", r"  \1  ", spaced)


def asks(lines: list[Line], index: int) -> bool:
    """Whether the paragraph that begins here, with the lettered parts below it, is a question, or a request."""
    rest = takewhile(lambda line: not line.after_blank or PART.fullmatch(line.text), lines[index + 1 :])
    paragraph = " ".join([lines[index].text, *(line.text for line in rest)])
    return "?" in paragraph or bool(re.match(r"\d+\.\s+(?:Bitte|Wir bitten|Ich bitte)\b", paragraph))


def read_questions(lines: list[Line], name: str, style: Style) -> Read:
    """Remarks, questions and replies in their order; every line is in one of them, or in a table. Raises PaperError.

    The sentence that leads over to the replies ("... beantworte ich die Kleine Anfrage wie folgt:") ends the
    government's remark. A reply answers all questions since the last one.
    """
    body = _Body(name, lines, style)
    for index, line in enumerate(lines):
        body.take(index, line)
    if not body.questions:
        reason = gettext_noop("The paper holds no question: no line “%(example)s”.")
        raise PaperError(name, None, None, reason, {"example": style.example})
    for question in body.questions:
        body.check(question)
    return Read(
        tuple(Remark(draft.by, draft.heading, draft.text, draft.line) for draft in body.remarks),
        tuple(Question(q.number, q.part, q.text, q.request, q.line) for q in body.questions),
        tuple(Reply(tuple(draft.keys), draft.text, draft.line) for draft in body.replies),
        tuple((table.lines, table.reply) for table in body.tables),
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


@dataclass
class _Table:
    lines: list[Line]
    reply: int = 0


class _Body:
    """What has been read so far; `open` is what the next line may continue."""

    def __init__(self, name: str, lines: list[Line], style: Style):
        self.name = name
        self.lines = lines
        self.style = style
        self.beginnings = style.beginnings(lines)
        self.in_tables = {line.number: run for run in _runs(lines) for line in run}
        self.remarks: list[_Text] = []
        self.questions: list[_Question] = []
        self.replies: list[_Text] = []
        self.tables: list[_Table] = []
        self.unanswered: list[str] = []
        self.open: _Text | _Question | None = None

    def take(self, index: int, line: Line) -> None:
        in_question = isinstance(self.open, _Question)
        heading = "" if self.questions else heading_of(line)
        if run := self.in_tables.get(line.number):
            self._take_table(run, line)
        elif heading:
            self._begin_remark(_Text(line.number, by=_speaker(heading), heading=heading))
        elif match := self.beginnings.get(line.number):
            self._begin_question(_Question(line.number, int(match["number"]), text=match["text"] or ""))
        elif (match := PART.fullmatch(line.text)) and (in_question or self._is_next_part(match, index)):
            self._begin_question(_Question(line.number, self.questions[-1].number, match["part"], match["text"]))
        elif in_question and not (line.after_blank or self._behind_table(index)):
            self.open.add(line)
        else:
            self._take_text(line)

    @property
    def _in_reply(self) -> bool:
        return bool(self.replies) and self.open is self.replies[-1]

    def _is_next_part(self, match: re.Match, index: int) -> bool:
        """Whether a part is asked behind the reply to the one before it."""
        if not (self.style.bare and self._in_reply):
            return False
        last = self.questions[-1].part
        return match["part"] == (chr(ord(last) + 1) if last else "a") and asks(self.lines, index)

    def _take_table(self, run: list[Line], line: Line) -> None:
        """A table between a question and its reply belongs to the reply that follows."""
        if line is run[0]:
            self.tables.append(_Table(run, len(self.replies) if self._in_reply else 0))

    def _behind_table(self, index: int) -> bool:
        return index > 0 and self.lines[index - 1].number in self.in_tables

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
        for table in self.tables:
            if not table.reply and table.lines[0].number > self.questions[-1].line:
                table.reply = len(self.replies)

    def check(self, question: _Question) -> None:
        """A whole question may consist of its parts alone; everything else needs words."""
        has_parts = not question.part and any(other.part for other in self.questions if other.number == question.number)
        if not question.text and not has_parts:
            self._refuse(question, gettext_noop("Question %(question)s has no text."))

    def _refuse(self, question: _Question, reason: str) -> None:
        raise PaperError(self.name, question.line, None, reason, {"question": question.key})


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Lines with tabs one below the other, at least two: a table. Lists with a tab behind their mark are none."""
    runs = []
    for is_row, run in groupby(lines, lambda line: "\t" in line.text and not LISTED.fullmatch(line.text)):
        rows = list(run)
        if is_row and len(rows) > 1:
            runs.append(rows)
    return runs


def _speaker(heading: str) -> str:
    return "askers" if OF_ASKERS.search(heading) else "government"
