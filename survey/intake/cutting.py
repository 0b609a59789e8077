"""A paper cut as an editor says: what the cuts change is made anew, by the rules of the reader; all else stays."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from survey.files.errors import FileError
from survey.intake.annexes import annex_of_text, read_title
from survey.intake.asking import PART
from survey.intake.cut_heads import HeadFields, is_told, without_fields
from survey.intake.cut_sections import cut_sections
from survey.intake.cuts import KEY, OF_HEAD, Cut, CutKind, PlacedCuts
from survey.intake.grids import SIGN
from survey.intake.keys import named_keys
from survey.intake.labels import ReplyLabel, label_of
from survey.intake.layouts import Layout
from survey.intake.numbering import Start
from survey.intake.outline import QuestionOutline
from survey.intake.paper import Annex, OtherLine, Paper, Place, Question, Remark, Reply
from survey.intake.questions import AskedQuestion, PaperBody, PaperPiece
from survey.intake.reading import reading_text
from survey.intake.remarks import heading_of
from survey.intake.sections import (
    OUT,
    RUNNING,
    UNREAD,
    Section,
    SectionKind,
    section_of_remark,
    section_of_reply,
    sections,
)
from survey.intake.text_annexes import text_annexes
from survey.intake.transcript import read_whole
from survey.pages.document import PageLine

# "4.", "(4)", "[4]", "4a)", "Frage 4", "Ziffer 4:", "Nr. 4 –"; "IV.", "IV/"
_NUMBERED = (
    r"(?:(?:Frage|Ziffer|Nummer|Nr\.)\s+{key}\s*[\])]?[.):–-]*|[(\[]?{key}\s*[\]).:/–-]+|[IVXL]{{1,6}}\s?[.):/–-]+)"
    r"\s*(?P<text>.*)"
)
_LABELLED = r"\D{{1,40}}{key}\W*:\W*"


def with_cuts(found: QuestionOutline, lines: Sequence[PageLine], cuts: PlacedCuts, layout: Layout) -> QuestionOutline:
    """The outline of questions as the cuts have it: where one stands, nothing else begins."""
    placed = [(index, cuts.at[line.number]) for index, line in enumerate(lines) if line.number in cuts.at]
    if not placed:
        return found
    cut = {index for index, _ in placed}
    begun = [_start(index, each, lines[index].text, layout) for index, each in placed if each.kind == CutKind.QUESTION]
    listed = [start for start in begun if found.listed and start.index < found.begin]
    asked = [start for start in begun if start not in listed]
    labels = [(index, _label(each, lines[index].text)) for index, each in placed if each.kind == CutKind.REPLY]
    return QuestionOutline(
        tuple(_merged(found.listed, listed, cut)),
        tuple(_merged(found.asked, asked, cut)),
        found.begin,
        tuple(sorted([*(each for each in found.labels if each[0] not in cut), *labels], key=lambda each: each[0])),
        tuple(start for start in found.doubled if start.index not in cut),
    )


def _merged(found: Iterable[Start], begun: Sequence[Start], cut: set[int]) -> list[Start]:
    taken = {(start.number, start.sub) for start in begun}
    kept = [start for start in found if start.index not in cut and (start.number, start.sub) not in taken]
    return sorted([*kept, *begun], key=lambda start: start.index)


def _start(index: int, cut: Cut, text: str, layout: Layout) -> Start:
    key = KEY.fullmatch(cut.name)
    return Start(index, int(key["number"]), asked_text(text, cut.name, layout), key["part"] or "", asks=True)


def _label(cut: Cut, text: str) -> ReplyLabel:
    return ReplyLabel(cut.name, replied_text(text, cut.name))


def asked_text(text: str, key: str, layout: Layout) -> str:
    """The words of a question behind its number."""
    number, part = KEY.fullmatch(key).groups()
    own = re.compile(_NUMBERED.format(key=rf"{number}\s*{re.escape(part or '')}"))
    for pattern in (*layout.question, *([PART] if part else []), own):
        match = pattern.fullmatch(text)
        if match and match.groupdict().get("number", number) == number and match["text"]:
            return match["text"]
    return text


def replied_text(text: str, keys: str) -> str:
    """The words of a reply behind its label; none where the line is a label alone: “Erwiderung zu 4:”."""
    if label := label_of(text):
        return label.rest
    return "" if re.fullmatch(_LABELLED.format(key=re.escape(keys)), text) else text


def cut_paper(
    paper: Paper, printed: Sequence[PageLine], flow: Sequence[PageLine], usual: int, cuts: PlacedCuts, layout: Layout
) -> Paper:
    """The paper with the cuts; `printed` are all lines of the file in their order, `flow` those of its text.

    `astray` of the paper are the cuts that say nothing here: no line has their text, or the line holds no such thing.
    """
    if not (cuts.at or cuts.astray):
        return paper
    keys = [question.key for question in paper.questions]
    empty = {number for number, cut in cuts.at.items() if _says_nothing(cut, printed, number, keys)}
    at = {number: cut for number, cut in cuts.at.items() if number not in empty}
    before = sections(paper, printed)
    after = cut_sections(before, printed, at, keys)
    made = _CutPaper(paper, printed, flow, before, after, usual, layout).made()
    tableless = [cut for number, cut in at.items() if cut.kind == CutKind.TABLE and not _is_table(made, number)]
    astray = (*cuts.astray, *(cuts.at[number] for number in sorted(empty)), *tableless)
    return replace(made, astray=astray, other_lines=_all_told(made, printed))


def _all_told(paper: Paper, printed: Sequence[PageLine]) -> tuple[OtherLine, ...]:
    """The other lines of a paper, and all that belong to nothing among them."""
    told, found = {other.line for other in paper.other_lines}, sections(paper, printed)
    lost = [line for line in printed if found[line.number] == UNREAD and line.number not in told]
    unread = (OtherLine(line.text, line.number, known=False) for line in lost)
    return tuple(sorted([*paper.other_lines, *unread], key=lambda other: other.line))


def settled(body: PaperBody, paper: Paper, cuts: PlacedCuts) -> PaperBody:
    """The body with what is still unsure in it, now that an editor has said what begins in some lines."""
    unread = {line.line for line in paper.unread}
    return replace(
        body,
        unsure=[each for each in body.unsure if each.piece.lines[0].number not in cuts.at],
        rest=[line for line in body.rest if line.number in unread],
        doubled=[each for each in body.doubled if each.piece.lines[0].number in unread],
    )


def _says_nothing(cut: Cut, printed: Sequence[PageLine], number: int, keys: Sequence[str]) -> bool:
    if cut.kind == CutKind.REPLY:
        return not named_keys(cut.name, keys)
    if cut.kind == CutKind.QUESTION:
        return cut.name not in keys
    return cut.kind in OF_HEAD and not is_told(cut, next(line.text for line in printed if line.number == number))


def _is_table(paper: Paper, number: int) -> bool:
    return any(number in annex.lines for annex in paper.annexes)


@dataclass
class _CutPaper:
    paper: Paper
    printed: Sequence[PageLine]
    flow: Sequence[PageLine]
    before: Mapping[int, Section]
    after: dict[int, Section]
    usual: int
    layout: Layout

    def __post_init__(self):
        self.texts: dict[int, list[PageLine]] = defaultdict(list)
        self.originals = {(line.number, line.page): line.text for line in self.printed}
        for line in self.flow:
            if not line.text.startswith(SIGN):
                self.texts[line.number].append(line)
        for line in self.printed:
            if line.number not in self.texts:
                self.texts[line.number].append(line)
        self.read, self.cut = _grouped(self.before), _grouped(self.after)
        self.replied: dict[Section, Reply] = {}
        self.labels: list[PageLine] = []
        self.headings: set[int] = set()

    def made(self) -> Paper:
        if self.before == self.after:
            return replace(self.paper, questions=tuple(with_wholes(self.paper.questions)))
        questions, remarks = self._questions(), self._remarks()
        replies = self._replies([question.key for question in questions])
        annexes = self._annexes()
        notes = [each for each in self.paper.notes if self._stays(Section(SectionKind.NOTE, each.mark, each.line))]
        for note in self.paper.notes:
            if note not in notes:
                self._lose(note.place.lines, SectionKind.NOTE)
        made = replace(
            without_fields(self.paper, self._moved() - self._in_head()),
            questions=tuple(questions),
            replies=tuple(replies),
            remarks=tuple(remarks),
            annexes=tuple(annexes),
            notes=tuple(notes),
        )
        made = self._with_head(made)
        left_out = tuple(number for number, section in self.after.items() if section == OUT)
        running = tuple(number for number in self.paper.running if self.after[number] == RUNNING)
        told = {"other_lines": self._other_lines(), "form_lines": self._form_lines(annexes)}
        return replace(made, left_out=left_out, running=running, **told)

    # What stays, and what changes

    def _stays(self, section: Section) -> bool:
        return section in self.cut and self.read.get(section) == self.cut[section]

    def _moved(self) -> set[int]:
        return {number for number, section in self.after.items() if self.before[number] != section}

    def _in_head(self) -> set[int]:
        return {number for number, section in self.after.items() if section.kind == SectionKind.HEAD}

    def _lose(self, numbers: Iterable[int], kind: SectionKind) -> None:
        """What is left of a section that is no more is unread."""
        self.after.update((number, UNREAD) for number in numbers if self.after[number].kind == kind)

    def _lines(self, section: Section) -> list[PageLine]:
        return [line for number in self.cut[section] for line in self.texts[number]]

    def _sections(self, kind: SectionKind) -> list[Section]:
        return [section for section in self.cut if section.kind == kind]

    def _originals(self, lines: Sequence[PageLine]) -> tuple[str, ...]:
        return tuple(self.originals.get((line.number, line.page), line.text) for line in lines)

    # Texts

    def _questions(self) -> list[Question]:
        """In the order of the paper."""
        kept = {each.key: each for each in self.paper.questions}
        found = [
            kept[section.name] if self._stays(section) else self._question(section)
            for section in self._sections(SectionKind.QUESTION)
        ]
        return with_wholes(sorted(found, key=lambda each: each.line))

    def _question(self, section: Section) -> Question:
        lines = self._lines(section)
        key = KEY.fullmatch(section.name)
        first = asked_text(lines[0].text, section.name, self.layout)
        asked = AskedQuestion(int(key["number"]), key["part"] or "", PaperPiece(lines, first))
        told = (asked.number, asked.part, asked.text, asked.request)
        return Question(*told, lines[0].number, Place.of(lines), self._originals(lines))

    def _replies(self, keys: Collection[str]) -> list[Reply]:
        """To questions of these keys; what answers none of them any more is unread."""
        kept = {section_of_reply(each): each for each in self.paper.replies}
        for section in self._sections(SectionKind.REPLY):
            reply = kept[section] if self._stays(section) else self._reply(section)
            answered = tuple(key for key in reply.questions if key in keys) if reply else ()
            if answered:
                self.replied[section] = replace(reply, questions=answered)
            elif reply:
                self._lose(reply.place.lines, SectionKind.REPLY)
        self.replied = dict(sorted(self.replied.items(), key=lambda each: each[1].line))
        return list(self.replied.values())

    def _reply(self, section: Section) -> Reply | None:
        """None of a label alone."""
        lines = self._lines(section)
        first = replied_text(lines[0].text, section.name)
        if not first:
            self.labels.append(lines.pop(0))
        if not lines:
            return None
        text = reading_text(lines, first or None, self.usual)
        return Reply(tuple(section.name.split()), text, lines[0].number, Place.of(lines), self._originals(lines))

    def _remarks(self) -> list[Remark]:
        kept = {section_of_remark(each): each for each in self.paper.remarks}
        found = [
            kept[section] if self._stays(section) else self._remark(section)
            for section in self._sections(SectionKind.REMARK)
        ]
        self.headings |= {each.line for each in found if each.heading}
        return sorted(found, key=lambda each: each.line)

    def _remark(self, section: Section) -> Remark:
        lines = self._lines(section)
        number = lines[0].number
        heading = heading_of(lines[0], None)
        said = lines[1:] if heading else lines
        text = reading_text(said, None, self.usual)
        return Remark(section.name, heading, text, number, Place.of(said), self._originals(said))

    # Tables

    def _annexes(self) -> list[Annex]:
        """Those of which the first line is theirs still, and those that are said to begin."""
        kept = []
        for each in self.paper.annexes:
            if not each.lines and self._is_cut(each):
                continue
            if not each.lines or self.after[each.lines[0]].kind == SectionKind.TABLE:
                kept.append(replace(each, in_reply=self._reply_around(each) if each.in_reply else 0))
            else:
                self._lose(each.lines, SectionKind.TABLE)
        taken = {each.number for each in kept}
        free = (number for number in count(1) if number not in taken)
        for section in self._sections(SectionKind.TABLE):
            if not section.name and (table := self._table(section, free)):
                kept.append(replace(table, in_reply=self._reply_around(table)))
        return sorted(kept, key=lambda each: each.line)

    def _table(self, section: Section, free: Iterable[int]) -> Annex | None:
        """The table in these lines, which tabs part, or words and the values behind them; None where there is none."""
        lines = self._lines(section)
        numbers = tuple(line.number for line in lines)
        try:
            if any("\t" in line.text for line in lines):
                table = read_whole([line.text for line in lines], "", lines[0].number)
                return Annex(next(iter(free)), "", "", None, "", table, numbers[0], lines=numbers)
            found = next(text_annexes(lines, ""), None)
        except FileError:
            found = None
        if found is None:
            self._lose(numbers, SectionKind.TABLE)
            return None
        title, printed, date, over = read_title(lines[: found.first])
        self._lose([line.number for line in (*over, *lines[found.end :])], SectionKind.TABLE)
        table = annex_of_text(found, numbers[0], next(iter(free)))
        kept = tuple(number for number in numbers[: found.end] if self.after[number] != UNREAD)
        return replace(table, title=title, date_printed=printed, date=date, lines=kept)

    def _is_cut(self, annex: Annex) -> bool:
        """Whether an editor says that the lines are a table which the reader took for one beside their text."""
        printed = [line.number for line in self.printed if line.number >= annex.line]
        return any(self.after[number].kind == SectionKind.TABLE for number in printed[: 1 + len(annex.table.records)])

    def _reply_around(self, annex: Annex) -> int:
        """The position of the reply whose text stands above the table; 0 where another text does."""
        above = (section for number, section in reversed(self.after.items()) if number <= annex.line)
        texts = (SectionKind.REMARK, SectionKind.QUESTION, SectionKind.REPLY)
        section = next((section for section in above if section.kind in texts), UNREAD)
        return next((at for at, each in enumerate(self.replied, 1) if each == section), 0)

    # Heads and what is left

    def _with_head(self, paper: Paper) -> Paper:
        fields = HeadFields(paper)
        for section in self._sections(SectionKind.HEAD):
            if section.name:
                fields.take(section.name, self._lines(section))
        return fields.paper

    def _other_lines(self) -> tuple[OtherLine, ...]:
        moved = self._moved()
        labels = {line.number for line in self.labels}
        others = [each for each in self.paper.other_lines if each.line not in moved | labels]
        others += [OtherLine(line.text, line.number, known=True) for line in self.labels]
        left_out = (line for number in moved if self.after[number] == OUT for line in self.texts[number])
        return (*others, *(OtherLine(line.text, line.number, known=True) for line in left_out))

    def _form_lines(self, annexes: Sequence[Annex]) -> tuple[int, ...]:
        kept = set(self.paper.form_lines) - self._moved()
        tables = {number for annex in annexes for number in annex.lines}
        return tuple(sorted(kept | self._in_head() | self.headings | tables))


def with_wholes(questions: Sequence[Question]) -> list[Question]:
    """A part has a whole question before it, also where that has no words of its own."""
    known = {question.number for question in questions if not question.part}
    found = []
    for question in questions:
        if question.number not in known:
            known.add(question.number)
            found.append(Question(question.number, "", "", "", 0))
        found.append(question)
    return found


def _grouped(found: Mapping[int, Section]) -> dict[Section, list[int]]:
    groups: dict[Section, list[int]] = defaultdict(list)
    for number, section in found.items():
        groups[section].append(number)
    return dict(groups)
