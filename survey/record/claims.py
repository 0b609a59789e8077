"""Statements with a number against the rows: a span from the clear codings to the arguable ones too.

The rule is the design's: `matches` where the span is one value and it is the stated one, `differs` where the stated
value lies outside the span, `depends_on_reading` between, `cannot_be_checked` where the table does not say enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from survey.models import Claim, Coding, Column, NumberIs
from survey.record.cells import RecordCell
from survey.record.paper import RecordPaper
from survey.record.tables import RecordRow

MATCHES = str(Claim.Result.MATCHES)
DIFFERS = str(Claim.Result.DIFFERS)
DEPENDS_ON_READING = str(Claim.Result.DEPENDS_ON_READING)
CANNOT_BE_CHECKED = str(Claim.Result.CANNOT_BE_CHECKED)

# How a row bears a claim out.
CLEAR = str(Coding.Certainty.CLEAR)
ARGUABLE = str(Coding.Certainty.ARGUABLE)
OTHER = "other"
OPEN = "open"  # not coded yet, or two readings differ

End = Decimal | None


@dataclass(frozen=True)
class ClaimResult:
    """`of` is the number of rows looked at; an end that is None is open. Rows are addresses `<annex>/<row>`."""

    result: str
    stated: End = None
    low: End = None
    high: End = None
    of: int | None = None
    clear: tuple[str, ...] = ()
    arguable: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reckoning:
    """What a claim is checked by: its rule with the keys of its parts and the words of its categories."""

    rule: str
    stated: End
    stated_is: str
    questions: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    respondent_kind: str = ""
    column: Column | None = None


def result(claim: Claim, paper: RecordPaper) -> ClaimResult:
    """What the rows say to a claim."""
    return reckon(reckoning(claim), paper)


def reckoning(claim: Claim) -> Reckoning:
    return Reckoning(
        rule=claim.rule,
        stated=claim.stated,
        stated_is=claim.stated_is,
        questions=tuple(question.key for question in claim.questions.all()),
        codes=frozenset(code.code for code in claim.codes.all()),
        respondent_kind=claim.respondent_kind,
        column=claim.column,
    )


def reckon(claim: Reckoning, paper: RecordPaper) -> ClaimResult:
    """What the rows give; nothing, where there are none or it is not known yet whose some of them are."""
    count = {Claim.Rule.ROWS: _rows, Claim.Rule.CODED: _coded, Claim.Rule.SUM: _sum}.get(claim.rule)
    rows = _looked_at(claim, paper)
    unmatched = claim.respondent_kind and not all(row.kind for row in rows)
    rows = [row for row in rows if claim.respondent_kind in ("", row.kind)]
    if not count or not rows or unmatched:
        return ClaimResult(CANNOT_BE_CHECKED)
    return count(claim, rows)


def _looked_at(claim: Reckoning, paper: RecordPaper) -> list[RecordRow]:
    """The rows of the claim's own table, of the tables that answer its parts, or of all tables."""
    tables = [table for table in paper.tables if not claim.questions or any(map(table.asks, claim.questions))]
    if claim.column:
        tables = [table for table in paper.tables if table.annex.pk == claim.column.annex_id]
    return [row for table in tables for row in table.entries]


# Counting rows


def holds(certainties: Sequence[str | None]) -> str:
    """How a row bears out a claim of several parts, from the certainty of each: "" is another category, None no coding.

    One clear part is enough and a row counts once; what is not coded yet could still make an arguable row clear.
    """
    if CLEAR in certainties:
        return CLEAR
    if None in certainties:
        return OPEN
    return ARGUABLE if ARGUABLE in certainties else OTHER


def span(held: Iterable[str]) -> tuple[Decimal, Decimal]:
    """From the clear rows alone to the arguable ones too."""
    held = list(held)
    low = Decimal(held.count(CLEAR))
    return low, low + held.count(ARGUABLE)


def compare(stated: Decimal, low: End, high: End) -> str:
    """The word for a stated value and a span; an end that is None is open."""
    if (low is not None and stated < low) or (high is not None and stated > high):
        return DIFFERS
    return MATCHES if low is not None and low == high else DEPENDS_ON_READING


def _rows(claim: Reckoning, rows: list[RecordRow]) -> ClaimResult:
    return _counted(claim, rows, [CLEAR] * len(rows))


def _coded(claim: Reckoning, rows: list[RecordRow]) -> ClaimResult:
    if not (claim.questions and claim.codes):
        return ClaimResult(CANNOT_BE_CHECKED, of=len(rows))
    held = [holds([_certainty(row.coding(key), claim.codes) for key in claim.questions]) for row in rows]
    if OPEN in held:
        return ClaimResult(CANNOT_BE_CHECKED, of=len(rows))
    return _counted(claim, rows, held)


def _certainty(coding: Coding | None, codes: frozenset[str]) -> str | None:
    if coding is None:
        return None
    return str(coding.certainty) if coding.code.code in codes else ""


def _counted(claim: Reckoning, rows: list[RecordRow], held: list[str]) -> ClaimResult:
    low, high = span(held)
    stated = Decimal(len(rows)) if claim.stated_is == Claim.StatedIs.ALL else claim.stated
    if stated is None:
        return ClaimResult(CANNOT_BE_CHECKED, None, low, high, len(rows), **_sorted(rows, held))
    return ClaimResult(compare(stated, low, high), stated, low, high, len(rows), **_sorted(rows, held))


def _sorted(rows: list[RecordRow], held: list[str]) -> dict[str, tuple[str, ...]]:
    """Addresses of the rows by how they bear the claim out."""
    groups = {"clear": CLEAR, "arguable": ARGUABLE, "others": OTHER}
    pairs = list(zip(rows, held, strict=True))
    return {name: tuple(row.address for row, how in pairs if how == group) for name, group in groups.items()}


# Adding numbers


def ends(number: End, number_is: str) -> tuple[End, End]:
    """What a cell adds to the low and the high end of a sum of things that one can count.

    “About” is open on both sides, and so is a cell without a number: nothing is made up for it but that it is not
    below 0.
    """
    if number is None:
        return Decimal(), None
    return {
        NumberIs.EXACT: (number, number),
        NumberIs.AT_LEAST: (number, None),
        NumberIs.AT_MOST: (min(number, Decimal()), number),
    }.get(number_is, (None, None))


def _sum(claim: Reckoning, rows: list[RecordRow]) -> ClaimResult:
    cells = [(row, cell) for row in rows for cell in row.cells if cell.heading == claim.column.heading]
    if claim.stated is None or all(cell.number is None for _, cell in cells):
        return ClaimResult(CANNOT_BE_CHECKED, of=len(cells))
    lows, highs = zip(*(ends(cell.number, cell.number_is) for _, cell in cells), strict=True)
    low, high = _total(lows), _total(highs)
    held = [_exactness(cell) for _, cell in cells]
    groups = _sorted([row for row, _ in cells], held)
    return ClaimResult(compare(claim.stated, low, high), claim.stated, low, high, len(cells), **groups)


def _total(numbers: Iterable[End]) -> End:
    numbers = list(numbers)
    return None if None in numbers else sum(numbers, Decimal())


def _exactness(cell: RecordCell) -> str:
    if cell.number is None:
        return OTHER
    return CLEAR if cell.number_is == NumberIs.EXACT else ARGUABLE
