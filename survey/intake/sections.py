"""Which line of a paper belongs to what: the outline of a reading, line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from survey.intake.paper import Paper, Remark, Reply
from survey.pages.document import PageLine


class SectionKind(StrEnum):
    """FORM are words of the form, which say nothing by themselves: “Antwort:”; OUT is what an editor leaves out."""

    HEAD = "head"
    REMARK = "remark"
    QUESTION = "question"
    REPLY = "reply"
    TABLE = "table"
    NOTE = "note"
    RUNNING = "running"
    FORM = "form"
    OUT = "out"
    UNREAD = "unread"


@dataclass(frozen=True)
class Section:
    """One thing in the paper. `name` is the key of a question, the keys of a reply parted by blanks, whose a remark is,
    the mark of a note; `line` the number of its first line, where the name alone does not say which one it is.
    """

    kind: SectionKind
    name: str = ""
    line: int = 0


UNREAD, FORM, RUNNING, OUT = (
    Section(kind) for kind in (SectionKind.UNREAD, SectionKind.FORM, SectionKind.RUNNING, SectionKind.OUT)
)


def section_of_reply(reply: Reply) -> Section:
    return Section(SectionKind.REPLY, " ".join(reply.questions), reply.line)


def section_of_remark(remark: Remark) -> Section:
    return Section(SectionKind.REMARK, remark.by, remark.line)


def sections(paper: Paper, lines: Sequence[PageLine]) -> dict[int, Section]:
    """The section of each line, by its number, in the order of the lines; what the reader names nowhere is unread."""
    found: dict[int, Section] = {line.number: UNREAD for line in lines}

    def put(numbers: Iterable[int], section: Section) -> None:
        found.update((number, section) for number in numbers if number in found)

    put((other.line for other in paper.other_lines if other.known), FORM)
    for number in paper.form_lines:
        put([number], Section(SectionKind.HEAD, line=number))
    for note in paper.notes:
        put(note.place.lines, Section(SectionKind.NOTE, note.mark, note.line))
    for remark in paper.remarks:
        put([remark.line, *remark.place.lines], section_of_remark(remark))
    for question in paper.questions:
        put(question.place.lines, Section(SectionKind.QUESTION, question.key))
    for reply in paper.replies:
        put(reply.place.lines, section_of_reply(reply))
    for annex in paper.annexes:
        put(annex.lines, Section(SectionKind.TABLE, str(annex.number), annex.line))
    put(paper.running, RUNNING)
    put(paper.left_out, OUT)
    return found
