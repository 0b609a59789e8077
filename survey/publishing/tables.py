"""The tables of an inquiry as an edition says them: annexes, rows, answers, codings, corrections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor

from django.utils import timezone

from survey.language.numbers import decimal_text
from survey.models import AnnexNote, InquiryDate, Reference, Row
from survey.publishing.claims import coverage_part
from survey.publishing.content import (
    AnnexPart,
    AnswerPart,
    CodingPart,
    CorrectionPart,
    NotePart,
    PassagePart,
    PlacePart,
    ReferencePart,
    RespondentPart,
    RowPart,
    as_of,
    iso,
)
from survey.publishing.districts import district_parts
from survey.record import RecordCell, RecordColumn, RecordPaper, RecordPassage, RecordRow, RecordTable
from survey.record.edits import RecordEdit

WORDS = 80
# What an editor has decided of a reference; a proposal of the program is not public.
DECIDED = (Reference.State.CONFIRMED, Reference.State.OPEN)


@dataclass(frozen=True)
class Editing:
    """What parts of a table need besides their table: the paper, and the index of each act by its primary key."""

    paper: RecordPaper
    index: Mapping[int, int]

    @cached_property
    def addresses(self) -> dict[int, str]:
        """Of all cells, by their primary keys: nearly all passages stand where they are printed."""
        return {cell.answer_id: cell.address for _table, _row, cell in self.paper.cells()}


def place_part(source: int | None, page: int | None, boxes: list | None) -> PlacePart | None:
    """Where something is printed; None where nobody knows. Boxes grow to whole points, so that they hold all of it."""
    if page is None and not boxes:
        return None
    first = boxes[0][0] if page is None else page
    return {"source": source, "page": first, "boxes": [_outwards(box) for box in boxes or ()]}


def _outwards(box: list) -> list[int]:
    page, x, y, width, height = box
    left, top = floor(x), floor(y)
    return [page, left, top, ceil(x + width) - left, ceil(y + height) - top]


def annex_part(editing: Editing, table: RecordTable) -> AnnexPart:
    annex = table.annex
    answered = editing.paper.dates.get(InquiryDate.Kind.ANSWERED)
    day, whose = as_of(iso(annex.date), iso(answered.date) if answered else None)
    pages = [passage.page for row in table.rows for cell in row.cells for passage in cell.printed]
    return {
        "number": annex.number,
        "label": annex.label,
        "title": annex.title,
        "date": iso(annex.date),
        "date_printed": annex.date_printed,
        "as_of": day,
        "as_of_is": whose,
        "compared": _compared(editing.paper, table),
        "source_line": annex.source_line,
        "asked": annex.asked,
        "rows_are": annex.rows_are,
        "in_reply": annex.in_reply.key if annex.in_reply else "",
        "pages": max(filter(None, pages), default=None),
        "notes": _notes(editing.paper, table),
        "columns": [
            {
                "key": column.key,
                "heading": column.heading,
                "kind": column.record.kind,
                "unit": column.record.unit,
                "per_thousand": column.record.per_thousand,
                "questions": list(column.questions),
            }
            for column in table.columns
        ],
        "rows": [_row(editing, table, row) for row in table.rows],
        "coverage": coverage_part(table, editing.paper),
    }


def _compared(paper: RecordPaper, table: RecordTable) -> int | None:
    """How many of its cells were compared with the print; None where nobody has begun to compare."""
    if not paper.printed_texts.checks:
        return None
    cells = (cell for row in table.rows for cell in row.cells if cell.as_printed)
    return sum(paper.printed_texts.of_cell(cell).is_compared for cell in cells)


def _notes(paper: RecordPaper, table: RecordTable) -> list[NotePart]:
    """Notes on the whole table first, then as the rows and columns stand."""
    rows = {row.record.pk: row.record for row in table.rows}
    columns = {column.record.pk: column.record for column in table.columns}

    def order(note: AnnexNote) -> tuple:
        row, column = rows.get(note.row_id), columns.get(note.column_id)
        return (row.position if row else 0, column.position if column else 0, len(note.mark), note.mark, note.text)

    return [
        {
            "mark": note.mark,
            "text": note.text,
            "row": rows[note.row_id].key if note.row_id else None,
            "column": columns[note.column_id].key if note.column_id else None,
            "printed_at": place_part(paper.source_keys.get(note.source_id), note.page, note.boxes),
            "machine_read": note.recognised,
        }
        for note in sorted(table.annex.notes.all(), key=order)
    ]


def _row(editing: Editing, table: RecordTable, row: RecordRow) -> RowPart:
    record = row.record
    return {
        "key": record.key,
        "position": record.position,
        "role": record.role,
        "printed": record.printed,
        "breakdown": record.breakdown,
        "respondent": _respondent(record),
        "speaks_for": district_parts(record.speaks_for.all()),
        "answers": [_answer(editing, table, row, column) for column in table.columns],
        "codings": _codings(row),
    }


def _respondent(row: Row) -> RespondentPart | None:
    respondent = row.respondent
    if respondent is None:
        return None
    district = respondent.district
    is_district = district and respondent.kind in ("county", "city")
    return {
        "slug": respondent.slug,
        "name": respondent.name,
        "kind": respondent.kind,
        "ags": district.key if is_district else "",
        "district": district.slug if district else "",
    }


def _answer(editing: Editing, table: RecordTable, row: RecordRow, column: RecordColumn) -> AnswerPart:
    cell = row.cell(column)
    if cell is None:
        return _blank(column)
    references = [each for each in cell.references if each.state in DECIDED]
    references = sorted(references, key=lambda each: (each.position, each.words, each.pk))
    return {
        "column": column.key,
        "status": cell.status,
        "text": cell.text,
        "as_printed": cell.as_printed,
        "edited": cell.text != cell.as_printed,
        "machine_read": any(each.recognised for each in cell.printed) and _is_machine_read(editing, cell),
        "number": decimal_text(cell.number),
        "number_is": cell.number_is,
        "note": cell.note,
        "page": cell.page,
        "passages": [_passage(editing, passage) for passage in cell.passages],
        "references": [_reference(editing, row, reference) for reference in references],
        "refers_to": " ".join(dict.fromkeys(filter(None, (_refers_to(editing, each) for each in references)))),
    }


def _is_machine_read(editing: Editing, cell: RecordCell) -> bool:
    return editing.paper.printed_texts.of_cell(cell).is_machine_read


def _blank(column: RecordColumn) -> AnswerPart:
    """A cell of which nothing was ever recorded."""
    return {
        "column": column.key,
        "status": "blank",
        "text": "",
        "as_printed": "",
        "edited": False,
        "machine_read": False,
        "number": None,
        "number_is": "none",
        "note": "",
        "page": None,
        "passages": [],
        "references": [],
        "refers_to": "",
    }


def _printed_at(paper: RecordPaper, passage: RecordPassage) -> PlacePart | None:
    """Asks for the imports of a paper only where a passage has a place."""
    if passage.file_page is None and not passage.boxes:
        return None
    return place_part(paper.source_of(passage), passage.file_page, passage.boxes)


def _passage(editing: Editing, passage: RecordPassage) -> PassagePart:
    return {
        "text": passage.text,
        "page": passage.page,
        "printed_at": _printed_at(editing.paper, passage),
        "printed_in": editing.addresses[passage.printed_in_id],
        "answer": editing.addresses[passage.answer_id],
        "correction": editing.index.get(passage.edit_id),
    }


# References


def reference_to(editing: Editing, reference: Reference) -> str:
    """Key of the question or remark, or address of the cell; "" for another paper."""
    if reference.to_answer_id:
        return editing.addresses[reference.to_answer_id]
    target = reference.to_question or reference.to_remark
    return target.key if target else ""


def _refers_to(editing: Editing, reference: Reference) -> str:
    return "" if reference.to_remark_id else reference_to(editing, reference)


def _reference(editing: Editing, row: RecordRow, reference: Reference) -> ReferencePart:
    return {
        "words": reference.words,
        "whole": reference.whole,
        "state": reference.state,
        "to": reference_to(editing, reference),
        "target": _target(editing, row, reference),
        "paper": reference.to_paper,
    }


def _target(editing: Editing, row: RecordRow, reference: Reference) -> str:
    if reference.state == Reference.State.OPEN:
        return ""
    if reference.to_answer_id:
        return reference_to(editing, reference)
    question = reference.to_question
    if question is None:
        return ""
    found = [cell for cell in row.cells if cell.column.answers(question.key)]
    exact = [cell for cell in found if question.key in cell.questions]
    return next((cell.address for cell in exact + found), "")


# Codings


def _codings(row: RecordRow) -> dict[str, CodingPart]:
    parts = {question: _coding(row, question) for question in row.codings}
    return {question: part for question, part in parts.items() if part}


def _coding(row: RecordRow, question: str) -> CodingPart | None:
    """The coding in force; what two readings say while they differ is not public, only that they do."""
    coding, is_disputed = row.current(question)
    if coding:
        return {
            "code": coding.code.code,
            "version": coding.code.version,
            "certainty": coding.certainty,
            "quote": coding.quote,
            "quote_in": _quote_in(coding.quote, question, row.cells),
            "note": coding.note,
            "state": "in_force",
        }
    if not is_disputed:
        return None
    return {
        "code": "",
        "version": None,
        "certainty": "",
        "quote": "",
        "quote_in": None,
        "note": "",
        "state": "disputed",
    }


def _quote_in(quote: str, question: str, cells: Iterable[RecordCell]) -> int | None:
    """The column whose text holds the quote, those of the question first."""
    own_first = sorted(cells, key=lambda cell: question not in cell.questions)
    return next((cell.column.key for cell in own_first if quote and quote in cell.text), None)


# Corrections


def ordered(paper: RecordPaper, edits: Iterable[RecordEdit]) -> list[RecordEdit]:
    """By the cell in which the text is printed, then by time."""
    return sorted(edits, key=lambda edit: (_origin(paper, edit), edit.record.at, edit.record.pk))


def correction_part(paper: RecordPaper, edit: RecordEdit) -> CorrectionPart:
    passage = edit.passage
    to = paper.cell_of.get(passage.answer_id) if passage else None
    return {
        "kind": edit.record.kind,
        "reason": edit.record.reason,
        "date": timezone.localtime(edit.record.at).date().isoformat(),
        "from": paper.cell_of[passage.printed_in_id].address if passage else "",
        "to": to.address if to else "",
        "page": passage.page if passage else None,
        "words": _beginning(passage.text) if passage else "",
    }


def _beginning(text: str) -> str:
    """The first words, literally, as many as fit."""
    return text if len(text) <= WORDS else text[: WORDS + 1].rsplit(None, 1)[0]


def _origin(paper: RecordPaper, edit: RecordEdit) -> tuple:
    passage = edit.passage
    if passage is None:
        return ()
    return (*paper.cell_places[passage.printed_in_id].order, passage.position, passage.start)
