"""The texts of a paper beside their print: which a machine has read, which a person has compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey.models import Answer, PreliminaryRemark, PrintCheck, Question, Reply, digest_of_texts
from survey.record.cells import RecordCell
from survey.wording.places import cell_place


@dataclass(frozen=True)
class ComparableText:
    """One text that can be compared with its print; `places` are pairs of the key of a source and boxes on it.

    `check` is what somebody found who compared the texts that stand here now, None where nobody has.
    """

    address: str
    as_printed: str
    text: str
    places: tuple[tuple[int, list], ...]
    recognised: bool
    unsure: tuple[str, ...]
    check: PrintCheck | None

    @property
    def is_compared(self) -> bool:
        return self.check is not None and self.check.result != PrintCheck.Result.LATER

    @property
    def is_machine_read(self) -> bool:
        """Whether a machine has recognised it in a picture, and nobody has looked at it since."""
        return self.recognised and not self.is_compared and self.text == self.as_printed


@dataclass(frozen=True)
class ComparedCount:
    done: int
    of: int


class PrintedTexts:
    """All texts of a paper with their places and checks; reads them from a `RecordPaper`."""

    def __init__(self, paper):
        self.paper = paper
        self.checks = {check.place: check for check in PrintCheck.objects.filter(inquiry=paper.pk)}

    def of_text(self, record: Question | Reply | PreliminaryRemark) -> ComparableText:
        address = f"question {record.key}" if isinstance(record, Question) else record.key
        source = self.paper.source_keys.get(record.source_id)
        places = ((source, record.boxes),) if source and record.boxes else ()
        facts = (record.text, record.reading_text, places, record.recognised, tuple(record.unsure))
        return ComparableText(address, *facts, self._check(address, record.text, record.reading_text))

    def of_cell(self, cell: RecordCell) -> ComparableText:
        """By the passages that are printed in it; those of an editor's own typing have no place."""
        found = []
        for passage in cell.printed:
            source = self.paper.source_of(passage) if passage.boxes else None
            if source and (source, passage.boxes) not in found:
                found.append((source, passage.boxes))
        is_recognised = any(passage.recognised for passage in cell.printed)
        unsure = tuple(word for passage in cell.printed for word in passage.unsure_words or ())
        check = self._check(cell.address, cell.as_printed, cell.text)
        return ComparableText(cell.address, cell.as_printed, cell.text, tuple(found), is_recognised, unsure, check)

    def all(self) -> Iterator[ComparableText]:
        """Those that have words in print, in the order of the paper: remarks, questions, replies, cells."""
        for texts in (self.paper.remarks, self.paper.questions, self.paper.replies):
            yield from map(self.of_text, texts)
        for _table, _row, cell in self.paper.cells():
            if cell.as_printed:
                yield self.of_cell(cell)

    def count(self) -> ComparedCount | None:
        """How many of them were compared; None where nobody began."""
        if not self.checks:
            return None
        texts = list(self.all())
        return ComparedCount(sum(text.is_compared for text in texts), len(texts))

    def _check(self, address: str, as_printed: str, text: str) -> PrintCheck | None:
        check = self.checks.get(address)
        return check if check and check.digest == digest_of_texts(as_printed, text) else None


def is_machine_read(answer: Answer) -> bool:
    """The same of one answer by itself: up to two queries."""
    if answer.wording is not None or not answer.printed_passages.live().filter(recognised=True).exists():
        return False
    place = cell_place(answer.row.annex, answer.row, answer.column)
    check = PrintCheck.objects.filter(inquiry=answer.row.annex.inquiry_id, place=place).first()
    is_compared = check and check.digest == digest_of_texts(answer.as_printed, answer.text)
    return not (is_compared and check.result != PrintCheck.Result.LATER) and answer.text == answer.as_printed
