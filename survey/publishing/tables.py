"""The tables of an inquiry as an edition says them: annexes, rows, answers, codings, corrections."""

from collections.abc import Iterable

from django.utils import timezone

from survey.language.numbers import decimal_text
from survey.models import Annex, AnnexNote, Coding, District, Passage, PassageEdit, Reference, Row, in_force
from survey.publishing.content import (
    AnnexPart,
    AnswerPart,
    CodingPart,
    CorrectionPart,
    CoveragePart,
    DistrictPart,
    NotePart,
    PassagePart,
    ReferencePart,
    RespondentPart,
    RowPart,
)
from survey.publishing.record import Cell, Paper, question_order

WORDS = 80


def annex_part(paper: Paper, annex: Annex, edits: dict[int, int], coverage: CoveragePart | None) -> AnnexPart:
    """One table; `corrections` gives the index of a correction by its primary key."""
    pages = [passage.page for row in annex.rows.all() for cell in paper.cells[row.pk] for passage in cell.printed]
    return {
        "number": annex.number,
        "label": annex.label,
        "title": annex.title,
        "date": annex.date.isoformat() if annex.date else None,
        "date_printed": annex.date_printed,
        "source_line": annex.source_line,
        "asked": annex.asked,
        "rows_are": annex.rows_are,
        "in_reply": annex.in_reply.key if annex.in_reply else "",
        "pages": max(filter(None, pages), default=None),
        "notes": _notes(annex),
        "columns": [
            {
                "key": column.key,
                "heading": column.heading,
                "kind": column.kind,
                "unit": column.unit,
                "questions": [each.key for each in sorted(column.questions.all(), key=question_order)],
            }
            for column in annex.columns.all()
        ],
        "rows": [_row(paper, row, edits) for row in annex.rows.all()],
        "coverage": coverage,
    }


def _notes(annex: Annex) -> list[NotePart]:
    """Notes on the whole table first, then as the rows and columns stand."""
    rows = {row.pk: row for row in annex.rows.all()}
    columns = {column.pk: column for column in annex.columns.all()}

    def order(note: AnnexNote) -> tuple:
        row, column = rows.get(note.row_id), columns.get(note.column_id)
        return (row.position if row else 0, column.position if column else 0, len(note.mark), note.mark, note.text)

    return [
        {
            "mark": note.mark,
            "text": note.text,
            "row": rows[note.row_id].key if note.row_id else None,
            "column": columns[note.column_id].key if note.column_id else None,
        }
        for note in sorted(annex.notes.all(), key=order)
    ]


def _row(paper: Paper, row: Row, edits: dict[int, int]) -> RowPart:
    cells = paper.cells[row.pk]
    return {
        "key": row.key,
        "position": row.position,
        "role": row.role,
        "printed": row.printed,
        "breakdown": row.breakdown,
        "respondent": _respondent(row),
        "speaks_for": district_parts(row.speaks_for.all()),
        "answers": [_answer(paper, cell, edits) for cell in cells],
        "codings": _codings(row, cells, paper.question_keys),
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


def district_order(district: District) -> tuple[str, str, str]:
    return district.sort_name, district.kind, district.slug


def district_parts(districts: Iterable[District]) -> list[DistrictPart]:
    """Districts by name."""
    return [{"slug": each.slug, "key": each.key, "name": each.name} for each in sorted(districts, key=district_order)]


def _answer(paper: Paper, cell: Cell, edits: dict[int, int]) -> AnswerPart:
    answer = cell.answer
    return {
        "column": cell.column.key,
        "status": answer.status if answer else "blank",
        "text": cell.text,
        "as_printed": cell.as_printed,
        "edited": cell.text != cell.as_printed,
        "number": decimal_text(answer.number) if answer else None,
        "number_is": answer.number_is if answer else "none",
        "note": answer.note if answer else "",
        "page": cell.printed[0].page if cell.printed else None,
        "passages": [_passage(paper, passage, edits) for passage in cell.passages],
        "references": [_reference(paper, cell, reference) for reference in cell.references],
        "refers_to": " ".join(dict.fromkeys(filter(None, (_refers_to(paper, each) for each in cell.references)))),
    }


def _passage(paper: Paper, passage: Passage, edits: dict[int, int]) -> PassagePart:
    return {
        "text": passage.text,
        "page": passage.page,
        "printed_in": paper.cell_of[passage.printed_in_id].place.address,
        "answer": paper.cell_of[passage.answer_id].place.address,
        "correction": edits.get(passage.edit_id),
    }


# References


def reference_to(paper: Paper, reference: Reference) -> str:
    """Key of the question or remark, or address of the cell; "" for another paper."""
    if reference.to_answer_id:
        return paper.cell_of[reference.to_answer_id].place.address
    target = reference.to_question or reference.to_remark
    return target.key if target else ""


def _refers_to(paper: Paper, reference: Reference) -> str:
    return "" if reference.to_remark_id else reference_to(paper, reference)


def _reference(paper: Paper, cell: Cell, reference: Reference) -> ReferencePart:
    return {
        "words": reference.words,
        "whole": reference.whole,
        "state": reference.state,
        "to": reference_to(paper, reference),
        "target": _target(paper, cell, reference),
        "paper": reference.to_paper,
    }


def _target(paper: Paper, cell: Cell, reference: Reference) -> str:
    if reference.state == Reference.State.OPEN:
        return ""
    if reference.to_answer_id:
        return reference_to(paper, reference)
    if reference.to_question_id is None:
        return ""
    found = [each for each in paper.cells[cell.row.pk] if _answers(each, reference.to_question)]
    exact = [each for each in found if reference.to_question in each.column.questions.all()]
    return next((each.place.address for each in exact + found), "")


def _answers(cell: Cell, question) -> bool:
    """Whether the column belongs to the question, to a part of it, or to the whole of which it is a part."""
    family = {question.pk, question.parent_id} - {None}
    return any(each.pk in family or each.parent_id == question.pk for each in cell.column.questions.all())


# Codings


def _codings(row: Row, cells: list[Cell], keys: dict[int, str]) -> dict[str, CodingPart]:
    readings: dict[str, list[Coding]] = {}
    for coding in row.codings.all():
        readings.setdefault(keys[coding.question_id], []).append(coding)
    parts = {question: _coding(codings, question, cells) for question, codings in readings.items()}
    return {question: part for question, part in parts.items() if part}


def _coding(codings: list[Coding], question: str, cells: list[Cell]) -> CodingPart | None:
    """The coding in force; what two readings say while they differ is not public, only that they do."""
    coding = in_force(codings)
    if coding:
        return {
            "code": coding.code.code,
            "version": coding.code.version,
            "certainty": coding.certainty,
            "quote": coding.quote,
            "quote_in": _quote_in(coding.quote, question, cells),
            "note": coding.note,
            "state": "in_force",
        }
    if not any(coding.role == Coding.Role.FIRST for coding in codings):
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


def _quote_in(quote: str, question: str, cells: list[Cell]) -> int | None:
    """The column whose text holds the quote, those of the question first."""
    own_first = sorted(cells, key=lambda cell: question not in [each.key for each in cell.column.questions.all()])
    return next((cell.column.key for cell in own_first if quote and quote in cell.text), None)


# Corrections


def edit_parts(paper: Paper) -> list[tuple[int, CorrectionPart]]:
    """Pairs of primary key and part, by the cell in which the text is printed, then by time."""
    ordered = sorted(paper.passage_edits, key=lambda each: (_origin(paper, each), each.at, each.pk))
    return [(edit.pk, _edit_part(paper, edit)) for edit in ordered]


def _edit_part(paper: Paper, edit: PassageEdit) -> CorrectionPart:
    passage = _concerned(edit)
    to = paper.cell_of.get(passage.answer_id) if passage else None
    return {
        "kind": edit.kind,
        "reason": edit.reason,
        "date": timezone.localtime(edit.at).date().isoformat(),
        "from": paper.cell_of[passage.printed_in_id].place.address if passage else "",
        "to": to.place.address if to else "",
        "page": passage.page if passage else None,
        "words": _beginning(passage.text) if passage else "",
    }


def _beginning(text: str) -> str:
    """The first words, literally, as many as fit."""
    return text if len(text) <= WORDS else text[: WORDS + 1].rsplit(None, 1)[0]


def _origin(paper: Paper, edit: PassageEdit) -> tuple:
    passage = _concerned(edit)
    if passage is None:
        return ()
    return (*paper.cell_of[passage.printed_in_id].place.order, passage.position, passage.start)


def _put_back(edit: PassageEdit) -> Passage | None:
    """The passage as the undoing left it."""
    undone = edit.takes_back
    successors = [each.superseded_by for each in undone.passages.all() if each.superseded_by]
    restored = [each for each in successors if each.edit_id != undone.pk]
    return min(restored, key=lambda each: (each.position, each.start, each.pk), default=None)


def _concerned(edit: PassageEdit) -> Passage | None:
    """The passage that was moved or joined, or the one that begins where the printed text was split."""
    if edit.kind == PassageEdit.Kind.UNDO:
        return _put_back(edit)
    passages = sorted(edit.passages.all(), key=lambda each: (each.position, each.start, each.pk))
    if edit.kind == PassageEdit.Kind.SPLIT:
        return passages[-1] if passages else None
    standing = [passage for passage in passages if passage.superseded_by_id is None]
    return next(iter(standing or passages), None)
