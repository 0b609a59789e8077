"""Checks that look at single cells: stray rows, foreign places, references, lettered parts, blanks, markup."""

from collections.abc import Iterator

from survey.checks.found import Found, in_cell
from survey.checks.paper import Cell, Line, Paper
from survey.language.names import places_in
from survey.language.references import find as find_references
from survey.models import District, Reference

State = Reference.State


def continuation_row(paper: Paper) -> Iterator[Found]:
    """An unlabelled row whose text nobody has put into a cell yet; the row above is proposed."""
    for sheet, line, cell in paper.cells():
        for text in cell.adrift:
            yield in_cell(sheet, line, cell, text, words=_beginning(text))


def foreign_place(paper: Paper) -> Iterator[Found]:
    """A cell that names another district of the state and may have slipped into this row."""
    for sheet, line, cell in paper.cells():
        if line.district and cell.reading:
            official = paper.valid_on(sheet.annex.date) if sheet.annex.date else list(paper.districts)
            foreign = _foreign(cell.reading, line.district, official)
            if foreign:
                yield in_cell(sheet, line, cell, cell.reading, names=", ".join(foreign))


def _foreign(text: str, own: District, official: list[District]) -> list[str]:
    """Official names of other districts in the text; a name that may also mean the own district is harmless."""
    spans: dict[tuple[int, int], list[str]] = {}
    for name, start, end in places_in(text, tuple(district.official_name for district in official)):
        spans.setdefault((start, end), []).append(name)
    foreign = [names[0] for names in spans.values() if own.official_name not in names]
    return list(dict.fromkeys(foreign))


def cross_reference(paper: Paper) -> Iterator[Found]:
    """A reference that nobody has confirmed or refused yet, with its targets."""
    for sheet, line, cell in paper.cells():
        undecided = [each for each in _references(cell) if each[2] in (None, State.PROPOSED)]
        if undecided:
            words = "; ".join(dict.fromkeys(each[0] for each in undecided))
            targets = " ".join(dict.fromkeys(each[1] for each in undecided))
            yield in_cell(sheet, line, cell, cell.reading, words=words, targets=targets)


def open_reference(paper: Paper) -> Iterator[Found]:
    """A reference to something that has no text and is not marked as open."""
    for sheet, line, cell in paper.cells():
        known = {question.key for question in paper.questions}
        missing = [target for _, target, state in _references(cell) if _dangles(line, target, state, known)]
        if missing:
            yield in_cell(sheet, line, cell, cell.reading, targets=" ".join(dict.fromkeys(missing)))


def _references(cell: Cell) -> list[tuple[str, str, str | None]]:
    """Words, target and state: those recorded, and those that stand in the text and are not recorded (state None)."""
    recorded = [(each.words, each.to_question.key, each.state) for each in cell.references if each.to_question]
    targets = {target for _, target, _ in recorded}
    found = [(each.words, target, None) for each in find_references(cell.reading) for target in each.targets]
    return recorded + [each for each in found if each[1] not in targets]


def _dangles(line: Line, target: str, state: str | None, known: set[str]) -> bool:
    return state not in (State.OPEN, State.REFUSED) and not (target in known and line.has_text(target))


def lettered_parts(paper: Paper) -> Iterator[Found]:
    """A cell that answers part by part, while a part of it is not coded."""
    for sheet, line, cell in paper.cells():
        parts = [key for key in paper.coded_questions if key[-1] in cell.letters and key in cell.questions]
        if any(line.coding(key) is None for key in parts):
            yield in_cell(sheet, line, cell, cell.reading, parts=" ".join(parts))


def blank_cell(paper: Paper) -> Iterator[Found]:
    """A cell with nothing printed in it, whose status nobody has decided."""
    for sheet, line, cell in paper.cells():
        if not cell.printed and not cell.decided and line.is_entry:
            yield in_cell(sheet, line, cell, line.text)


def markup(paper: Paper) -> Iterator[Found]:
    """Tables whose transcript holds markup that became paragraphs; one finding a table."""
    for sheet in paper.sheets:
        cells = [(line, cell) for line in sheet.lines for cell in line.cells if cell.marked_up]
        if cells:
            rows = list(dict.fromkeys(line.row.printed for line, _ in cells))
            looked_at = "\n".join(cell.printed for _, cell in cells)
            details = {"count": len(cells), "rows": ", ".join(rows)}
            yield Found(str(sheet.annex.number), looked_at, details, sheet.annex.pk)


def _beginning(text: str, length: int = 80) -> str:
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"
