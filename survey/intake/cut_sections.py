"""How far a cut reaches: the sections of a reading, changed from each cut to where something else begins."""

from collections.abc import Mapping, Sequence

from survey.intake.cuts import OF_HEAD, OUTSIDE, REMARKS, Cut, CutKind
from survey.intake.keys import named_keys
from survey.intake.sections import OUT, UNREAD, Section, SectionKind
from survey.pages.document import PageLine

OVER = (SectionKind.RUNNING, SectionKind.NOTE, SectionKind.TABLE)  # which stand between the lines of a text
TEXTS = (SectionKind.REMARK, SectionKind.QUESTION, SectionKind.REPLY)
OF_ONE_LINE = (CutKind.LINE_OUT, CutKind.NUMBER, CutKind.ASKED, CutKind.ANSWERED)
MAY_BE_HEAD = (SectionKind.HEAD, SectionKind.UNREAD)


def cut_sections(
    read: Mapping[int, Section], lines: Sequence[PageLine], at: Mapping[int, Cut], keys: Sequence[str]
) -> dict[int, Section]:
    """The sections of `lines` as they were `read`, but for the cuts, by the numbers of their lines.

    A cut reaches to the next one, or to where the reader saw something else begin: over running heads, notes and
    tables, over what is unread, and to the end of what its own line was taken for. Where the reader saw the same, all
    stays. `keys` are those of the questions.
    """
    return _Cutter(read, lines, at, keys).cut()


class _Cutter:
    def __init__(self, read, lines, at, keys):
        self.read, self.lines, self.at, self.keys = read, lines, at, keys
        self.found = dict(read)

    def cut(self) -> dict[int, Section]:
        for index, line in enumerate(self.lines):
            if cut := self.at.get(line.number):
                self._apply(cut, index)
        return self.found

    def _apply(self, cut: Cut, index: int) -> None:
        number = self.lines[index].number
        section = self._section(cut, index)
        if cut.kind == CutKind.REPLY:
            self._give_back(index, section)
        if not self._was_read(section, index):
            for each in [number, *self._reach(cut, index, section)]:
                self.found[each] = section

    def _section(self, cut: Cut, index: int) -> Section:
        number = self.lines[index].number
        if cut.kind == CutKind.QUESTION:
            return Section(SectionKind.QUESTION, cut.name)
        if cut.kind == CutKind.REPLY:
            return self._reply(cut, index)
        if cut.kind == CutKind.JOINED:
            return self._above(index)
        if cut.kind in REMARKS:
            return Section(SectionKind.REMARK, str(cut.kind), number)
        if cut.kind in OUTSIDE:
            return OUT
        kind = SectionKind.HEAD if cut.kind in OF_HEAD else SectionKind.TABLE
        return Section(kind, str(cut.kind) if cut.kind in OF_HEAD else "", number)

    def _reply(self, cut: Cut, index: int) -> Section:
        """To the questions that the cut names; where the words of the reply name more of them, to all of these."""
        named = named_keys(cut.name, self.keys)
        is_label = self.read[self.lines[index].number].kind == SectionKind.FORM
        below = self.lines[index : index + 1 + is_label]
        said = self.read[below[-1].number]
        if said.kind == SectionKind.REPLY and set(named) <= set(said.name.split()):
            return said
        return Section(SectionKind.REPLY, " ".join(named), self.lines[index].number)

    def _above(self, index: int) -> Section:
        """What stands above: a text, or what an editor says of the head."""
        for line in reversed(self.lines[:index]):
            section = self.found[line.number]
            if section.kind in TEXTS or (section.kind == SectionKind.HEAD and section.name):
                return section
        return UNREAD

    def _was_read(self, section: Section, index: int) -> bool:
        """Whether the reader saw just this begin here, or, of a question, its first part."""
        own = self.read[self.lines[index].number]
        if own.kind != section.kind:
            return False
        if own.kind == SectionKind.QUESTION:
            is_part = section.name.isdigit() and own.name.removeprefix(section.name)[:1].isalpha()
            return own.name == section.name or is_part
        if own.kind == SectionKind.TABLE and self.at[self.lines[index].number].table:
            return True
        if own.kind == SectionKind.TABLE:
            return not index or self.read[self.lines[index - 1].number] != own
        return own.kind in TEXTS and own == section

    def _reach(self, cut: Cut, index: int, begun: Section) -> list[int]:
        """The numbers of the lines below that belong to the section begun, too."""
        if cut.kind in OF_ONE_LINE:
            return []
        reached = []
        own = self.read[self.lines[index].number]
        for line in self.lines[index + 1 :]:
            section = self.read[line.number]
            if self._ends(cut, own, line, section) and not (line.number not in self.at and _is_same(begun, section)):
                break
            if section == own or section.kind not in OVER:
                reached.append(line.number)
        return reached

    def _ends(self, cut: Cut, own: Section, line: PageLine, section: Section) -> bool:
        """A line that is left out by itself, and what stands between the lines of a text, ends nothing."""
        other = self.at.get(line.number)
        if other:
            return other.kind != CutKind.LINE_OUT
        if section.kind in OVER:
            return section != own and cut.kind in (CutKind.TABLE, *OF_HEAD) and section.kind == SectionKind.TABLE
        if cut.kind in OF_HEAD:
            return line.after_blank or section.kind not in MAY_BE_HEAD
        return section not in (own, UNREAD)

    def _give_back(self, index: int, reply: Section) -> None:
        """What was read as this reply above where it begins, or not at all, belongs to what stands above."""
        keys = set(reply.name.split())
        given, above = [], UNREAD
        for line in reversed(self.lines[:index]):
            if line.number in self.at and self.at[line.number].kind in (CutKind.REPLY, CutKind.TABLE, CutKind.OUT):
                return
            section = self.found[line.number]
            is_same = section.kind == SectionKind.REPLY and keys <= set(section.name.split())
            if is_same or section == UNREAD:
                given.append((line.number, is_same))
            elif section.kind not in (*OVER, SectionKind.FORM, SectionKind.OUT):
                above = section
                break
        is_asked = above.kind == SectionKind.QUESTION and above.name in keys
        for number, is_same in given:
            if is_asked or (is_same and above.kind in TEXTS):
                self.found[number] = above


def _is_same(reply: Section, other: Section) -> bool:
    """A reply to the same questions, which the reader saw begin only later."""
    return reply.kind == other.kind == SectionKind.REPLY and reply.name == other.name
