"""Statements with a number against the rows: a span from the clear codings to the arguable ones too.

The rule is the design's: `matches` where the span is one value and it is the stated one, `differs` where the stated
value lies outside the span, `depends_on_reading` between, `cannot_be_checked` where the table does not say enough.
"""

from dataclasses import dataclass
from decimal import Decimal

from survey.checks.paper import Line, Paper
from survey.models import Claim, Coding, NumberIs

MATCHES = "matches"
DIFFERS = "differs"
DEPENDS_ON_READING = "depends_on_reading"
CANNOT_BE_CHECKED = "cannot_be_checked"


@dataclass(frozen=True)
class ClaimResult:
    """`of` is the number of rows looked at; `high` is None where the sum has no upper end."""

    result: str
    stated: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    of: int | None = None
    clear: tuple[str, ...] = ()
    arguable: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def result(claim: Claim, paper: Paper) -> ClaimResult:
    """What the rows say to a claim; rows are named by their address `<annex>/<row>`."""
    lines = [line for _, line in paper.entries() if claim.respondent_kind in ("", line.kind)]
    count = {Claim.Rule.ROWS: _rows, Claim.Rule.CODED: _coded, Claim.Rule.SUM: _sum}.get(claim.rule)
    return count(claim, lines) if count else ClaimResult(CANNOT_BE_CHECKED)


def compare(stated: Decimal, low: Decimal, high: Decimal | None) -> str:
    """The word for a stated value and a span; `high` None is a span without upper end."""
    if stated < low or (high is not None and stated > high):
        return DIFFERS
    return MATCHES if low == high else DEPENDS_ON_READING


def _rows(claim: Claim, lines: list[Line]) -> ClaimResult:
    return _counted(claim, lines, clear=lines, arguable=[])


def _coded(claim: Claim, lines: list[Line]) -> ClaimResult:
    """A row counts once however many parts hold, and as clear if one of them is clear."""
    questions = [question.key for question in claim.questions.all()]
    codes = {code.code for code in claim.codes.all()}
    holding = {line.address: _certainty(line, questions, codes) for line in lines}
    unread = [line for line in lines if not holding[line.address] and not all(map(line.coding, questions))]
    if unread or not (questions and codes):
        return ClaimResult(CANNOT_BE_CHECKED, of=len(lines))
    clear = [line for line in lines if holding[line.address] == Coding.Certainty.CLEAR]
    arguable = [line for line in lines if holding[line.address] == Coding.Certainty.ARGUABLE]
    return _counted(claim, lines, clear, arguable)


def _certainty(line: Line, questions: list[str], codes: set[str]) -> str:
    codings = [coding for coding in map(line.coding, questions) if coding and coding.code.code in codes]
    certainties = {coding.certainty for coding in codings}
    return next((each for each in (Coding.Certainty.CLEAR, Coding.Certainty.ARGUABLE) if each in certainties), "")


def _counted(claim: Claim, lines: list[Line], clear: list[Line], arguable: list[Line]) -> ClaimResult:
    low, high, of = Decimal(len(clear)), Decimal(len(clear) + len(arguable)), len(lines)
    stated = Decimal(of) if claim.stated_is == Claim.StatedIs.ALL else claim.stated
    counted = {line.address for line in [*clear, *arguable]}
    return ClaimResult(
        result=compare(stated, low, high),
        stated=stated,
        low=low,
        high=high,
        of=of,
        clear=tuple(line.address for line in clear),
        arguable=tuple(line.address for line in arguable),
        others=tuple(line.address for line in lines if line.address not in counted),
    )


def _sum(claim: Claim, lines: list[Line]) -> ClaimResult:
    """Adds exact and rounded numbers; “at least” leaves the sum without upper end, “at most” without its part below."""
    cells = [(line, cell) for line in lines for cell in line.cells if _is_summed(cell, line, claim)]
    if not cells or claim.stated is None:
        return ClaimResult(CANNOT_BE_CHECKED, of=len(cells))
    exact = [line for line, cell in cells if cell.number_is == NumberIs.EXACT]
    low = sum((cell.number for _, cell in cells if cell.number_is != NumberIs.AT_MOST), Decimal())
    open_ended = any(cell.number_is == NumberIs.AT_LEAST for _, cell in cells)
    high = None if open_ended else sum((cell.number for _, cell in cells), Decimal())
    said = compare(claim.stated, low, high)
    rounded = any(cell.number_is == NumberIs.ABOUT for _, cell in cells)
    return ClaimResult(
        result=DEPENDS_ON_READING if rounded and said == MATCHES else said,
        stated=claim.stated,
        low=low,
        high=high,
        of=len(cells),
        clear=tuple(line.address for line in exact),
        arguable=tuple(line.address for line, _ in cells if line not in exact),
        others=(),
    )


def _is_summed(cell, line: Line, claim: Claim) -> bool:
    return (
        cell.number is not None and line.row.annex_id == claim.column.annex_id and cell.column == claim.column.heading
    )
