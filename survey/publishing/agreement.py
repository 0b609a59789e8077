"""How far two readings agree: as an edition says it, in a sentence, and as lines of the data package."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.language.numbers import decimal_text
from survey.publishing.content import AgreementPart, Content
from survey.record import RecordPaper
from survey.record.agreement import Agreement, of_part
from survey.sheets.values import Value

HUNDREDTH = Decimal("0.01")


def agreement_part(paper: RecordPaper, key: str) -> AgreementPart:
    return as_part(of_part(paper, key))


def as_part(found: Agreement) -> AgreementPart:
    return {
        "n": found.n,
        "agreed": found.agreed,
        "percent": decimal_text(found.percent),
        "alpha": decimal_text(found.alpha),
    }


def in_words(part: AgreementPart | None, rows: int | None = None) -> str:
    """“Second reading: 20 of 20 rows read twice, 95 % alike, Krippendorff's alpha 0.91 (n = 20).”

    `rows` is the number of rows that could have been read; "" where nothing was read twice, or an edition does not say.
    """
    if not part or not part["n"]:
        return ""
    said = _read_twice(part["n"], rows)
    said += ", " + _("%(percent)s %% alike") % {"percent": _localised(part["percent"])}
    if part["alpha"] is None:
        return said + "; " + _("Krippendorff's alpha is not defined: one category alone was used (n = %(n)d).") % part
    return (
        said
        + ", "
        + _("Krippendorff's alpha %(alpha)s (n = %(n)d).")
        % {
            "alpha": localize(Decimal(part["alpha"]).quantize(HUNDREDTH), use_l10n=True),
            "n": part["n"],
        }
    )


def _read_twice(n: int, rows: int | None) -> str:
    if rows is None:
        return ngettext("Second reading: %(n)d row read twice", "Second reading: %(n)d rows read twice", n) % {"n": n}
    return ngettext(
        "Second reading: %(n)d of %(rows)d row read twice", "Second reading: %(n)d of %(rows)d rows read twice", rows
    ) % {"n": n, "rows": rows}


def _localised(text: str | None) -> str:
    return localize(Decimal(text or 0), use_l10n=True)


def agreement_lines(content: Content) -> Iterator[list[Value]]:
    """One line per part that has a codebook, also where nothing was read twice; none where an edition does not say."""
    for question in content["questions"]:
        if part := question["agreement"]:
            yield [question["key"], part["n"], part["agreed"], part["percent"], part["alpha"]]
