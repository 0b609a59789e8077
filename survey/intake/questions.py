"""Questions and replies: the body of a paper, as one stream of lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from survey.intake.asking import PART, question_end
from survey.intake.edges import TextFlow
from survey.intake.grids import SIGN
from survey.intake.headings import headings_below
from survey.intake.keys import joint_keys, named_keys, parts_of
from survey.intake.labels import ReplyLabel, label_at, label_before_text, label_of
from survey.intake.lines import ends_sentence
from survey.intake.numbering import Start
from survey.intake.outline import QuestionOutline, next_part
from survey.intake.repeats import without_number
from survey.language.hyphens import joined_all
from survey.language.spacing import letters_of, unkerned
from survey.pages.document import PageLine

LISTED = re.compile(r"(?:[-–•▪*]|\d+[.)]|[a-z]\))\s*\t.*")
LINES_TO_LABEL = 40
LINES_OF_REPEAT, MOST_REPEATS = 14, 20
_PART_WITHIN = re.compile(r"\s+[-–]\s+(?=[a-z]\)\s)")
_DASH_AT_END = re.compile(r"(?<=[\w,;:])\s+[-–]$")
_REQUEST_LINE = re.compile(r"(?:Bitte|Wir bitten|Ich bitte)\b.*")


@dataclass
class PaperPiece:
    """Lines of the paper that are one thing; `first` replaces the words of the first of them, behind its number."""

    lines: list[PageLine]
    first: str | None = None

    @property
    def texts(self) -> list[str]:
        texts = [line.text.replace("\t", " ").strip() for line in self.lines]
        return texts if self.first is None else [self.first, *texts[1:]]


@dataclass
class AskedQuestion:
    number: int
    part: str
    piece: PaperPiece

    @property
    def key(self) -> str:
        return f"{self.number}{self.part}"

    @property
    def text(self) -> str:
        return unkerned(joined_all(text for text in self._split()[0] if text))

    @property
    def request(self) -> str:
        return unkerned(joined_all(text for text in self._split()[1] if text))

    def _split(self) -> tuple[list[str], list[str]]:
        """A further line that asks for something begins the request."""
        texts = self.piece.texts
        at = next(
            (at for at in range(1, len(texts)) if _REQUEST_LINE.match(texts[at]) and ends_sentence(texts[at - 1])),
            len(texts),
        )
        return texts[:at], texts[at:]


@dataclass
class GivenReply:
    """`is_told`: a label stands above it, its first sentences name its questions, or it answers one."""

    keys: list[str]
    piece: PaperPiece
    tables: list[list[PageLine]] = field(default_factory=list)
    is_told: bool = False


@dataclass
class PaperBody:
    """What the stream of lines says; `rest` are lines behind a question's end that are no reply.

    `headings` part the questions by subject, below a reply. `no_tables` are first lines of what looks like a table, and
    cannot be read as one: it is text. `labelled` are the keys of questions below which the label
    of their reply stands. `is_answered`: the paper says that it holds replies.
    """

    questions: list[AskedQuestion] = field(default_factory=list)
    replies: list[GivenReply] = field(default_factory=list)
    labels: list[PageLine] = field(default_factory=list)
    again: list[PageLine] = field(default_factory=list)
    headings: list[PageLine] = field(default_factory=list)
    rest: list[PageLine] = field(default_factory=list)
    doubled: list[AskedQuestion] = field(default_factory=list)
    unsure: list[AskedQuestion] = field(default_factory=list)
    unsure_replies: list[PageLine] = field(default_factory=list)
    free_tables: list[list[PageLine]] = field(default_factory=list)
    no_tables: list[PageLine] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    is_answered: bool = True


def runs_of_rows(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Tables: the sign of one, or lines with tabs one below the other, at least two. A list with tabs is none."""
    runs = [[line] for line in lines if line.text.startswith(SIGN)]
    for is_row, run in groupby(lines, lambda line: "\t" in line.text and not LISTED.fullmatch(line.text)):
        rows = list(run)
        if is_row and len(rows) > 1:
            runs.append(rows)
    return runs


def read_body(
    flow: TextFlow, found: QuestionOutline, stop: int, tables: Sequence[list[PageLine]], *, is_answered: bool
) -> PaperBody:
    """Questions and replies from the lines of the flow up to `stop`, as the outline says where they stand.

    `tables` are the runs of lines that are tables.
    """
    return _Reading(flow, found, stop, tables, is_answered=is_answered).read()


class _Reading:
    """`pending` are the keys that no reply has answered yet: the next one answers all of them."""

    def __init__(
        self, flow: TextFlow, found: QuestionOutline, stop: int, tables: Sequence[list[PageLine]], *, is_answered: bool
    ):
        self.lines = flow.lines
        self.found = found
        self.stop = stop
        self.is_answered = is_answered
        self.body = PaperBody(is_answered=is_answered)
        self.pending: list[str] = []
        self.asked_at = {start.index for start in found.asked} | {at for at, _ in found.labels}
        self.in_tables = {id(line) for run in tables for line in run}
        self.runs = {id(run[0]): run for run in tables}

    def read(self) -> PaperBody:
        listed = self._read_list()
        starts = {start.index: start for start in (*self.found.asked, *self.found.doubled)}
        events = [*starts.items(), *((at, label) for at, label in self.found.labels if at not in starts)]
        events = sorted((event for event in events if event[0] < self.stop), key=lambda event: event[0])
        ends = [*(at for at, _ in events[1:]), self.stop][: len(events)]
        for (at, event), end in zip(events, ends, strict=True):
            if isinstance(event, Start):
                self._take_question(event, at, end)
            else:
                self._take_label(event, at, end, listed)
        self._add_listed(listed)
        self._complete_keys()
        self.body.unsure_replies = [self.lines[at] for at in self.found.unsure]
        return self.body

    def _read_list(self) -> list[AskedQuestion]:
        """The questions of the first print; the lines behind each are the text's, or say nothing."""
        starts = [start for start in self.found.listed if start.index < self.found.begin]
        ends = [*(start.index for start in starts[1:]), self.found.begin][: len(starts)]
        questions: list[AskedQuestion] = []
        for start, stop in zip(starts, ends, strict=True):
            ending = question_end(self.lines, start.index, stop, start.text)
            questions += self._parts_of(start, PaperPiece(self.lines[start.index : ending.end], start.text))
        return questions

    def _take_question(self, start: Start, at: int, stop: int) -> None:
        label_at, label = self._label_below(start, at, stop)
        ending = question_end(self.lines, at, min(stop, self._table_at(at, stop)), start.text)
        end = ending.end
        if label is not None:
            is_near = label_at - end <= LINES_TO_LABEL and not any(
                self.lines[each].page is None and self.lines[each].after_blank for each in range(end, label_at)
            )
            has_table = self._table_at(end - 1, label_at) < label_at
            end = label_at if not has_table and (is_near or label_at - end <= 3) else end
        piece = PaperPiece(self.lines[at:end], start.text)
        is_followed = bool(start.sub) and end == stop  # by the next part, directly
        if not ending.asked and label is None and not is_followed:
            self.body.unsure.append(AskedQuestion(start.number, start.sub, piece))
        for question in self._parts_of(start, piece):
            self._add_question(question)
            self.body.labelled |= {question.key} if label is not None and end == label_at else set()
        if label is not None and label_at < stop and label_at >= end:
            self.body.rest += self.lines[end:label_at]
            self.body.labels.append(self.lines[label_at])
            self._take_reply(label_at, stop, label)
        elif stop > end:
            self._take_reply(end, stop, None)

    def _label_below(self, start: Start, at: int, stop: int) -> tuple[int, ReplyLabel | None]:
        """The first plain label below a question, as near as its own can be."""
        for index in range(at + 1, min(stop, at + LINES_TO_LABEL)):
            label = label_at(self.lines, index)
            if label and not label.listed and not label.part:
                return index, label
        follows = next((label for place, label in self.found.labels if place == stop), None)
        if follows is not None and str(start.number) in re.findall(r"\d+", follows.listed):
            return stop, follows
        return stop, None

    def _table_at(self, at: int, stop: int) -> int:
        return next((index for index in range(at + 1, stop) if id(self.lines[index]) in self.in_tables), stop)

    def _parts_of(self, start: Start, piece: PaperPiece) -> list[AskedQuestion]:
        """The whole question, and its lettered parts, in their order."""
        whole = AskedQuestion(start.number, start.sub, PaperPiece([], None))
        questions, current = [whole], whole
        for at, (line, text) in enumerate(_parted(piece)):
            match = PART.fullmatch(text) if at or not re.search(r"\sb\)\s", text) else None
            if match and not start.sub and match["part"] == next_part(current.part or "`"):
                current = AskedQuestion(start.number, match["part"], PaperPiece([line], match["text"]))
                questions.append(current)
            else:
                current.piece.lines.append(line)
                current.piece.first = text if at == 0 else current.piece.first
        return questions

    def _add_question(self, question: AskedQuestion) -> None:
        if question.key in (known.key for known in self.body.questions):
            self.body.doubled.append(question)
            self.pending.append(question.key)
            return
        if question.part and str(question.number) not in (known.key for known in self.body.questions):
            self._add_question(AskedQuestion(question.number, "", PaperPiece([], None)))
        self.body.questions.append(question)
        self.pending.append(question.key)

    def _take_label(self, label: ReplyLabel, at: int, stop: int, listed: list[AskedQuestion]) -> None:
        """A reply to the questions that its label names; the question may be printed above it without its number."""
        self._cut_repeat(label, listed)
        self.body.labels.append(self.lines[at])
        for question in listed:
            if question.key not in (known.key for known in self.body.questions):
                numbers = re.findall(r"(?<![\d.])\d+", label.listed)
                if str(question.number) in numbers or question.key in named_keys(
                    label.listed, [each.key for each in listed]
                ):
                    self.body.questions.append(question)
        self._take_reply(at, stop, label)

    def _cut_repeat(self, label: ReplyLabel, listed: list[AskedQuestion]) -> None:
        above = self.body.replies[-1].piece.lines if self.body.replies else self.body.rest
        self.body.again += cut_repeat(above, label, listed)
        if self.body.replies and not above:
            self.pending = self.body.replies.pop().keys

    def _take_reply(self, at: int, stop: int, label: ReplyLabel | None) -> None:
        """The lines up to `stop`: replies, with parts that are asked between them, and tables."""
        lines = self.lines[at:stop]
        first = label.rest if label else None
        if label and not label.rest:
            lines, first = lines[1:], None
        if not self.is_answered:
            self.body.rest += lines
            return
        lines = self._without_headings(lines, stop)
        begin = 0
        if first is None:
            begin, first = self._behind_labels(lines, 0)
        for position in range(begin, len(lines)):
            if position < begin:
                continue
            match = PART.fullmatch(lines[position].text)
            if match and self._is_next_part(match, at + position + (label is not None and not label.rest)):
                self._close_reply(lines[begin:position], first, label)
                begin, first = self._behind_labels(lines, self._take_part(match, lines, position))
                label = None
            elif part_label := self._part_label(lines[position]):
                self._close_reply(lines[begin:position], first, label)
                self.body.labels.append(lines[position])
                begin, first, label = position + (not part_label.rest), part_label.rest or None, part_label
        self._close_reply(lines[begin:], first, label)

    def _behind_labels(self, lines: Sequence[PageLine], begin: int) -> tuple[int, str | None]:
        """Where the words of a reply begin behind plain labels; the words of its first line, where a label has them."""
        while begin < len(lines) and (label := self._own_label(lines, begin)):
            self.body.labels.append(lines[begin])
            if label.rest:
                return begin, label.rest
            begin += 1
        return begin, None

    def _own_label(self, lines: Sequence[PageLine], at: int) -> ReplyLabel | None:
        """A label that names no question, or with text behind it the question right above."""
        label = label_at(lines, at)
        if label:
            return label if not label.listed and not label.part else None
        above = [str(question.number) for question in self.body.questions[-1:]]
        label = label_before_text(lines[at].text)
        return label if label and re.findall(r"\d+", label.listed) == above else None

    def _without_headings(self, lines: list[PageLine], stop: int) -> list[PageLine]:
        """The lines of a reply up to the headings of the question, or of the reply, that begins at `stop`."""
        count = headings_below(lines) if stop in self.asked_at else 0
        self.body.headings += lines[len(lines) - count :]
        return lines[: len(lines) - count]

    def _part_label(self, line: PageLine) -> ReplyLabel | None:
        label = label_of(line.text)
        number = self.body.questions[-1].number if self.body.questions else 0
        keys = {question.key for question in self.body.questions}
        return label if label and label.part and f"{number}{label.part}" in keys else None

    def _is_next_part(self, match: re.Match, index: int) -> bool:
        """Whether a part is asked behind the reply to the one before it."""
        last = self.body.questions[-1].part if self.body.questions else ""
        if not self.body.questions or match["part"] != next_part(last or "`") or not last:
            return False
        return question_end(self.lines, index, min(self.stop, index + 20), match["text"]).asked

    def _take_part(self, match: re.Match, lines: list[PageLine], position: int) -> int:
        ending = question_end(lines, position, len(lines), match["text"])
        number = self.body.questions[-1].number
        start = Start(position, number, match["text"], match["part"])
        for question in self._parts_from(start, PaperPiece(lines[position : ending.end], match["text"])):
            self._add_question(question)
        return ending.end

    def _parts_from(self, start: Start, piece: PaperPiece) -> list[AskedQuestion]:
        questions = [AskedQuestion(start.number, start.sub, PaperPiece([], None))]
        for at, (line, text) in enumerate(zip(piece.lines, piece.texts, strict=True)):
            match = PART.fullmatch(text) if at else None
            if match and match["part"] == next_part(questions[-1].part):
                questions.append(AskedQuestion(start.number, match["part"], PaperPiece([line], match["text"])))
            else:
                questions[-1].piece.lines.append(line)
                questions[-1].piece.first = text if at == 0 else questions[-1].piece.first
        return questions

    def _close_reply(self, lines: list[PageLine], first: str | None, label: ReplyLabel | None) -> None:
        """A reply of these lines, to what its label names and all that stands unanswered above it."""
        text = [line for line in lines if id(line) not in self.in_tables]
        tables = [self.runs[id(line)] for line in lines if id(line) in self.runs]
        if not text:
            self.body.free_tables += tables
            return
        keys = self._labelled(label) or self.pending
        if not keys and self.body.replies:
            self.body.replies[-1].piece.lines += text
            self.body.replies[-1].tables += tables
            return
        given = GivenReply(
            list(keys), PaperPiece(text, first), [*self.body.free_tables, *tables], is_told=label is not None
        )
        self.body.replies.append(given)
        self.body.free_tables = []
        self.pending = [key for key in self.pending if key not in keys]

    def _labelled(self, label: ReplyLabel | None) -> list[str]:
        if label is None:
            return []
        if label.part:
            return [f"{self.body.questions[-1].number}{label.part}"]
        return (
            list(named_keys(label.listed, [question.key for question in self.body.questions])) if label.listed else []
        )

    def _add_listed(self, listed: list[AskedQuestion]) -> None:
        """The questions of the list that stand nowhere else; of the others, the lines say the same again."""
        known = {question.key for question in self.body.questions}
        for question in listed:
            if question.key in known:
                mine = next(each for each in self.body.questions if each.key == question.key)
                if mine is not question:
                    self.body.again += question.piece.lines
            else:
                self.body.questions.append(question)
        self.body.questions.sort(key=lambda question: (question.piece.lines or [PageLine(0, "")])[0].number)
        self._order_wholes()

    def _order_wholes(self) -> None:
        """A whole question stands before its parts, also where it has no words of its own."""
        for question in [each for each in self.body.questions if not each.piece.lines]:
            self.body.questions.remove(question)
            at = next((at for at, each in enumerate(self.body.questions) if each.number == question.number), 0)
            self.body.questions.insert(at, question)

    def _complete_keys(self) -> None:
        """To each reply the questions that its first sentences name as answered together."""
        known = [question.key for question in self.body.questions]
        for reply in self.body.replies:
            named = joint_keys(" ".join(line.text for line in reply.piece.lines[:6]), known)
            order = {key: at for at, key in enumerate(known)}
            numbers = {re.match(r"\d+", key)[0] for key in reply.keys}
            reply.is_told |= len(numbers) == 1 or set(reply.keys) <= set(named)
            keys = dict.fromkeys([*reply.keys, *named])
            whole = [each for key in keys for each in (key, *([] if key in reply.keys else parts_of(key, known)))]
            reply.keys = sorted(dict.fromkeys(whole), key=lambda key: order.get(key, len(order)))


def _parted(piece: PaperPiece) -> Iterator[tuple[PageLine, str]]:
    """The lines of a question with their words, cut where a part begins behind a dash ("..., - b) ein Gremium?")."""
    for line, text in zip(piece.lines, piece.texts, strict=True):
        for words in _PART_WITHIN.split(text):
            words = _DASH_AT_END.sub("", words)
            yield line if words == text else replace(line, text=words), words


def cut_repeat(above: list[PageLine], label: ReplyLabel, questions: Sequence[AskedQuestion]) -> list[PageLine]:
    """Takes away the last lines where they are the questions that a label answers, printed again without their numbers,
    or with others.
    """
    again: list[PageLine] = []
    for number in sorted(label.numbers, reverse=True)[:MOST_REPEATS]:
        asked = letters_of(" ".join(f"{each.text} {each.request}" for each in questions if each.number == number))
        for count in range(1, min(LINES_OF_REPEAT, len(above)) + 1):
            texts = [without_number(above[-count].text), *(line.text for line in above[len(above) - count + 1 :])]
            if asked and _is_like(letters_of("".join(texts)), asked):
                again = above[-count:] + again
                del above[-count:]
                break
    return again


def _is_like(text: str, asked: str) -> bool:
    """The same but for a few letters at the end or a break."""
    if abs(len(text) - len(asked)) > 4:
        return False
    return text[: max(8, len(asked) - 6)] == asked[: max(8, len(asked) - 6)] or text == asked
