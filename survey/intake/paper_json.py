"""A paper as `read_paper` prints it: plain values, keys of questions as strings, dates as ISO."""

from collections.abc import Callable

from survey.intake.paper import Annex, Paper, PaperFinding, Place
from survey.pages.document import Box
from survey.sheets.table import SheetCell


def as_json(paper: Paper, parliament: str = "", say: Callable[[str], str] = str) -> dict:
    """What a reader made of a file; `parliament` is the slug that was chosen, `say` translates sentences."""
    return {
        "parliament": parliament or paper.parliament,
        "number": paper.number,
        "asked_in": paper.asked_in,
        "kind": paper.kind,
        "title": paper.title,
        "askers": [{"name": a.name, "title": a.title, "party": a.party, "group": a.group} for a in paper.askers],
        "ministry": paper.ministry,
        "signatory": paper.signatory,
        "dates": [{"kind": date.kind, "date": date.date.isoformat()} for date in paper.dates],
        "remarks": [
            {"by": each.by, "heading": each.heading, "text": each.text, "place": _place(each.place)}
            for each in paper.remarks
        ],
        "questions": [
            {
                "number": str(each.number),
                "part": each.part,
                "text": " ".join(text for text in (each.text, each.request) if text),
                "place": _place(each.place),
            }
            for each in paper.questions
        ],
        "replies": [
            {"questions": list(each.questions), "text": each.text, "place": _place(each.place)}
            for each in paper.replies
        ],
        "tables": [_table(annex) for annex in paper.annexes],
        "notes": [{"mark": each.mark, "text": each.text, "place": _place(each.place)} for each in paper.notes],
        "findings": [
            {
                "kind": each.kind,
                "sentence": say(each.template) % dict(each.params),
                "page": each.page,
                "line": each.line,
                "place": _place_of_finding(each),
            }
            for each in paper.findings
        ],
        "unread": [{"line": line.line, "text": line.text} for line in paper.unread],
    }


def _place(place: Place) -> dict:
    """Page and line where it begins; boxes as lists of page, left, top, right, bottom in points."""
    boxes = [[page, *_box(box)] for page, box in place.boxes]
    return {"page": place.page, "line": place.line, "boxes": boxes}


def _place_of_finding(finding: PaperFinding) -> dict:
    boxes = [[finding.page, *_box(finding.box)]] if finding.box else []
    return {"page": finding.page, "line": finding.line, "boxes": boxes}


def _table(annex: Annex) -> dict:
    return {
        "label": annex.label,
        "headings": list(annex.table.headings),
        "rows": [
            {"label": record.label, "cells": [_cell(cell, record.page) for cell in record.cells]}
            for record in annex.table.records
        ],
        "in_reply": annex.in_reply,
        "source": annex.source,
        "as_of": annex.as_of,
        "notes": [note.text for note in annex.table.notes],
        "place": {"line": annex.line},
    }


def _cell(cell: SheetCell, page: int | None) -> dict:
    """With its page and box; its place has all its pieces, where a page break cuts it."""
    pieces = [[number, *_box(box)] for number, box in cell.boxes]
    first = pieces[0] if pieces else [page]
    place = {"page": first[0], "line": cell.line, "boxes": pieces}
    return {"text": cell.text, "page": first[0], "box": first[1:] or None, "place": place}


def _box(box: Box | None) -> list[float] | None:
    return [round(edge, 1) for edge in box] if box else None
