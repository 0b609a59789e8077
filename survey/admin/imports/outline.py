"""A reading as its page shows it: the lines on the left, on the right what was read from them, section by section."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from survey.intake import OpenPaper, Paper
from survey.intake.cuts import Cut, CutKind
from survey.intake.sections import (
    RUNNING,
    UNREAD,
    Section,
    SectionKind,
    section_of_remark,
    section_of_reply,
    sections,
)
from survey.models import InquiryDate
from survey.pages.document import Page, PageLine

LINES_IN_BLOCK = 60  # of a text without pages
CUT_WORDS = {
    CutKind.QUESTION: gettext_lazy("Question"),
    CutKind.REPLY: gettext_lazy("Reply"),
    CutKind.GOVERNMENT: gettext_lazy("Remark of the government"),
    CutKind.ASKERS: gettext_lazy("Remark of the askers"),
    CutKind.TABLE: gettext_lazy("Table"),
    CutKind.JOINED: gettext_lazy("Belongs to the text above"),
    CutKind.LINE_OUT: gettext_lazy("Leave this line out"),
    CutKind.OUT: gettext_lazy("Leave out from here"),
    CutKind.TITLE: gettext_lazy("Title"),
    CutKind.NUMBER: gettext_lazy("Number of the paper"),
    CutKind.WHO_ASKS: gettext_lazy("Who asks"),
    CutKind.MINISTRY: gettext_lazy("Ministry that replies"),
    CutKind.ASKED: gettext_lazy("Date of the question"),
    CutKind.ANSWERED: gettext_lazy("Date of the reply"),
}
KIND_WORDS = {
    SectionKind.HEAD: gettext_lazy("Head"),
    SectionKind.REMARK: gettext_lazy("Remark"),
    SectionKind.QUESTION: gettext_lazy("Question"),
    SectionKind.REPLY: gettext_lazy("Reply"),
    SectionKind.TABLE: gettext_lazy("Table"),
    SectionKind.NOTE: gettext_lazy("Note"),
    SectionKind.RUNNING: gettext_lazy("Edge of the page"),
    SectionKind.FORM: gettext_lazy("Words of the form"),
    SectionKind.OUT: gettext_lazy("Left out"),
    SectionKind.UNREAD: gettext_lazy("Not read"),
}
WITHOUT_TEXT = (SectionKind.RUNNING, SectionKind.FORM, SectionKind.OUT)
KINDS_OF_DATES = dict(InquiryDate.Kind.choices)
HEAD_NAMES = ("number", "title", "askers_printed", "ministry_printed", "place", "signatory")


@dataclass
class ShownLine:
    """`label` is that of its section where one begins, `stop` says why it should be looked at, `table` is the number of
    the line in which the table begins that can be drawn here.
    """

    number: int
    text: str
    section: Section
    label: str = ""
    cut: str = ""
    stop: str = ""
    table: int = 0

    @property
    def kind(self) -> str:
        return str(self.section.kind)


class ShownPlace(NamedTuple):
    """Where a line stands on its page: left, top, width and height in points."""

    line: int
    kind: str
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, line: PageLine, section: Section) -> "ShownPlace":
        box = line.box
        sides = (box.x0, box.top, box.x1 - box.x0, box.bottom - box.top)
        return cls(line.number, str(section.kind), *(round(side, 1) for side in sides))


@dataclass
class ShownPart:
    """What was read from lines, the first of which is `line`; `table` is the number of the first line of a table."""

    section: Section
    line: int
    label: str
    paragraphs: list[str] = field(default_factory=list)
    rows: list[Sequence[str]] = field(default_factory=list)
    table: int = 0

    @property
    def kind(self) -> str:
        return str(self.section.kind)


class ImportOutline:
    """A paper in `opened` lines, read or (`paper` is None) not yet; `cuts` are those of its plan."""

    def __init__(self, opened: OpenPaper, paper: Paper | None, cuts: Sequence[Cut]):
        self.paper = paper
        self.printed = opened.lines
        self.pages = opened.document.pages
        self.cuts = {cut.line: cut for cut in cuts}
        edges = {line.number for line in opened.document.edges}
        unread = {line.number: RUNNING if line.number in edges else UNREAD for line in self.printed}
        self.found = sections(paper, self.printed) if paper else unread
        self.tables = self._tables()
        self.stops = self._stops()

    def _tables(self) -> dict[int, int]:
        """For each line of a table that can be drawn on its page, the number of the line in which it begins."""
        boxed = {line.number for line in self.printed if line.box}
        said = {number: number for number, cut in self.cuts.items() if cut.kind == CutKind.TABLE and number in boxed}
        annexes = self.paper.annexes if self.paper else ()
        drawn = [annex.lines for annex in annexes if annex.lines and annex.lines[0] in boxed]
        begins = {lines[0]: next((number for number in lines if number in said), lines[0]) for lines in drawn}
        return said | {number: begins[lines[0]] for lines in drawn for number in lines}

    # Left

    def blocks(self) -> list[tuple[int | None, list[PageLine]]]:
        """The lines of each page with its number; of a text without pages, some at a time."""
        pages = [(page, list(lines)) for page, lines in groupby(self.printed, lambda line: line.page)]
        return [
            (page, lines[start : start + LINES_IN_BLOCK] if page is None else lines)
            for page, lines in pages
            for start in range(0, len(lines) if page is None else 1, LINES_IN_BLOCK)
        ]

    def shown_lines(self, lines: Sequence[PageLine]) -> Iterator[ShownLine]:
        above = None
        for line in lines:
            section = self.found[line.number]
            label = label_of(section) if section != above and section.kind != SectionKind.HEAD else ""
            cut = self.cuts.get(line.number)
            said = _("said here: %(cut)s") % {"cut": cut_in_words(cut)} if cut else ""
            table = self.tables.get(line.number, 0) if label or cut else 0
            yield ShownLine(line.number, line.text, section, label, said, self.stops.get(line.number, ""), table)
            above = section

    def _stops(self) -> dict[int, str]:
        """Where somebody should look, by the number of the line: findings, and where a run of unread lines begins."""
        stops = {}
        above = None
        for number, section in self.found.items():
            if section == UNREAD and above != UNREAD:
                stops[number] = _("Nothing was read from here.")
            above = above if section == RUNNING else section
        for finding in self.paper.findings if self.paper else ():
            if finding.line and finding.kind != "unread":
                sentence = _(finding.template) % dict(finding.params)
                stops[finding.line] = " ".join(filter(None, (stops.get(finding.line), sentence)))
        return dict(sorted(stops.items()))

    @property
    def findings(self) -> list[str]:
        """Those about the whole paper, which no line holds."""
        found = self.paper.findings if self.paper else ()
        return [_(each.template) % dict(each.params) for each in found if not each.line]

    def sheets(self, numbers: Container[int | None]) -> Iterator[tuple[Page, list[ShownPlace]]]:
        """The pages of these numbers that can be drawn, with the places of their lines."""
        for page in self.pages:
            if page.number in numbers:
                lines = [line for line in self.printed if line.page == page.number and line.box]
                yield page, [ShownPlace.of(line, self.found[line.number]) for line in lines]

    # Right

    def parts(self, lines: Sequence[PageLine]) -> list[ShownPart]:
        """What was read from these lines, in their order; the head is one part."""
        shown: dict[Section, ShownPart] = {}
        texts = self._texts()
        for line in lines:
            section = self.found[line.number]
            key = Section(SectionKind.HEAD) if section.kind == SectionKind.HEAD else section
            if key in shown or key.kind in WITHOUT_TEXT:
                if key == UNREAD:
                    shown[key].paragraphs.append(line.text)
                continue
            paragraphs, rows = texts.get(key, ([line.text] if key == UNREAD else [], []))
            table = self.tables.get(line.number, 0)
            shown[key] = ShownPart(key, line.number, label_of(key), list(paragraphs), rows, table)
        return list(shown.values())

    def _texts(self) -> dict[Section, tuple[list[str], list[Sequence[str]]]]:
        if self.paper is None:
            return {}
        paper = self.paper
        told = {Section(SectionKind.HEAD): (self._head(), [])}
        for remark in paper.remarks:
            texts = [remark.heading, *remark.text.split("\n\n")]
            told[section_of_remark(remark)] = (list(filter(None, texts)), [])
        for question in paper.questions:
            texts = filter(None, (question.text, question.request))
            told[Section(SectionKind.QUESTION, question.key)] = (list(texts), [])
        for reply in paper.replies:
            told[section_of_reply(reply)] = (reply.text.split("\n\n"), [])
        for note in paper.notes:
            told[Section(SectionKind.NOTE, note.mark, note.line)] = ([note.text], [])
        for annex in paper.annexes:
            rows = [(annex.table.label_heading, *annex.table.headings)]
            rows += [(record.label, *(cell.text for cell in record.cells)) for record in annex.table.records]
            title = [annex.title] if annex.title else []
            told[Section(SectionKind.TABLE, str(annex.number), annex.line)] = (title, rows)
        return told

    def _head(self) -> list[str]:
        dates = [f"{KINDS_OF_DATES[date.kind]}: {date.printed}" for date in self.paper.dates if date.printed]
        return [text for text in (*(getattr(self.paper, name) for name in HEAD_NAMES), *dates) if text]

    @property
    def misfits(self) -> list[str]:
        return [misfit_in_words(cut) for cut in self.paper.astray] if self.paper else []


def label_of(section: Section) -> str:
    """ "Question 4", "Reply to 4, 5", "Remark of the government"."""
    if section.kind == SectionKind.REMARK:
        return _("Remark of the government") if section.name == CutKind.GOVERNMENT else _("Remark of the askers")
    if section.kind == SectionKind.REPLY:
        return _("Reply to %(keys)s") % {"keys": ", ".join(section.name.split())}
    named = section.name if section.kind in (SectionKind.QUESTION, SectionKind.TABLE, SectionKind.NOTE) else ""
    return " ".join(filter(None, (str(KIND_WORDS[section.kind]), named)))


def cut_in_words(cut: Cut) -> str:
    return " ".join(filter(None, (str(CUT_WORDS[cut.kind]), cut.name)))


def misfit_in_words(cut: Cut) -> str:
    said = {"cut": cut_in_words(cut), "text": cut.text[:80]}
    return _("“%(cut)s” does not fit: “%(text)s”.") % said


def counted_stops(stops) -> str:
    n = len(stops)
    return ngettext("%(n)d place to look at", "%(n)d places to look at", n) % {"n": n} if n else ""


def next_name(kind: CutKind, line: int, found: dict[int, Section]) -> str:
    """The number of a question that begins in this line, or the questions that a reply answers there."""
    above = [section for number, section in found.items() if number < line]
    asked = [section.name for section in above if section.kind == SectionKind.QUESTION]
    if kind == CutKind.QUESTION:
        numbers = [int("".join(filter(str.isdigit, name.partition(".")[0]))) for name in asked]
        return str(max(numbers, default=0) + 1)
    texts = [section for section in above if section.kind in (SectionKind.QUESTION, SectionKind.REPLY)]
    begin = max((at for at, section in enumerate(texts) if section.kind == SectionKind.REPLY), default=-1) + 1
    names = [section.name for section in texts[begin:]] or asked[-1:]
    return ", ".join(dict.fromkeys(names))
