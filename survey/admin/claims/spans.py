"""What the rows give to a statement, in the neutral words of the desk: the span, and each row with its categories."""

from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _

from survey.models import Claim
from survey.record import RecordPaper, RecordRow
from survey.record.claims import ClaimResult, Reckoning, reckon


@dataclass(frozen=True)
class SpanRow:
    pk: int
    printed: str
    codes: str


@dataclass(frozen=True)
class ClaimSpan:
    """The result in words, both ends, and the rows by how they bear the statement out."""

    result: str
    label: str
    sentence: str
    groups: tuple[tuple[str, tuple[SpanRow, ...]], ...]


def span_of(wanted: Reckoning, paper: RecordPaper) -> ClaimSpan:
    found = reckon(wanted, paper)
    titles = {"clear": _("clear"), "arguable": _("arguable"), "others": _("counted neither way")}
    rows = {row.address: row for _table, row in paper.entries()}
    groups = [
        (title, tuple(_row(rows[address], wanted.questions) for address in getattr(found, name)))
        for name, title in titles.items()
    ]
    label = str(Claim.Result(found.result).label)
    return ClaimSpan(found.result, label, _sentence(found, wanted.rule), tuple(group for group in groups if group[1]))


def _row(row: RecordRow, questions: tuple[str, ...]) -> SpanRow:
    codings = [(key, row.coding(key)) for key in questions]
    unknown = _("disputed or open")
    said = [f"{key} {coding.code.shown_label if coding else unknown}" for key, coding in codings]
    return SpanRow(row.record.pk, row.printed, ", ".join(said))


def _sentence(found: ClaimResult, rule: str) -> str:
    """“2 to 4 of 18 rows; stated: 2.”; why it cannot be checked, where it cannot."""
    if rule == Claim.Rule.NONE:
        return _("The table does not hold what it would take to count this.")
    if found.low is None and found.high is None:
        return _("The rule is not complete, a row is not categorised or disputed, or no row is meant.")
    low, high = _number(found.low), _number(found.high)
    ends = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    said = _("%(span)s, from %(of)d rows.") % {"span": ends, "of": found.of}
    return said if found.stated is None else said + " " + _("Stated: %(stated)s.") % {"stated": _number(found.stated)}


def _number(number) -> str:
    return "?" if number is None else localize(number.normalize(), use_l10n=True)
