"""How far two readings of the same rows agree: percent, and Krippendorff's alpha for categories without an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from survey.record.paper import RecordPaper
from survey.record.tables import RecordRow

TENTH, THOUSANDTH = Decimal("0.1"), Decimal("0.001")


@dataclass(frozen=True)
class Agreement:
    """`n` rows were read twice, `agreed` of them alike. `percent` is None where n is 0.

    `alpha` is None where it is not defined: nothing was read twice, or both readers used one category alone, so that
    nobody knows what they would have done with another.
    """

    n: int
    agreed: int
    percent: Decimal | None
    alpha: Decimal | None


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Of pairs of categories, first and second reading of one row each. The certainty is not part of it."""
    pairs = list(pairs)
    agreed = sum(first == second for first, second in pairs)
    percent = (Decimal(100 * agreed) / len(pairs)).quantize(TENTH) if pairs else None
    return Agreement(len(pairs), agreed, percent, _alpha(pairs))


def of_part(paper: RecordPaper, key: str) -> Agreement:
    """Of one question part, over all rows of all tables that two people have read."""
    return agreement(pair for _table, row in paper.entries() if (pair := _pair(row, key)))


def _pair(row: RecordRow, key: str) -> tuple[str, str] | None:
    readings = {coding.role: coding.code.code for coding in row.codings.get(key, ())}
    return (readings["first"], readings["second"]) if {"first", "second"} <= readings.keys() else None


def _alpha(pairs: list[tuple[str, str]]) -> Decimal | None:
    numbers = {code: number for number, code in enumerate(sorted({code for pair in pairs for code in pair}))}
    if len(numbers) < 2:
        return None
    import krippendorff  # it takes a while to load, and most requests ask for no agreement

    readings = [[numbers[code] for code in reader] for reader in zip(*pairs, strict=True)]
    found = krippendorff.alpha(readings, level_of_measurement="nominal")
    return Decimal(str(round(float(found), 6))).quantize(THOUSANDTH)
