"""Where the paper does not agree with itself: statements beside the table, sums, references to what has no text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from survey.public.reading.claims import PageClaim
from survey.public.reading.index import Index
from survey.public.reading.table import ReadingTable
from survey.public.words import amount, capital, grouped
from survey.publishing.table_facts import PrintedSum


@dataclass(frozen=True)
class Contradiction:
    """`quote` stands at `place`; `found` is what the rows give by the `rule`; `rows_href` leads to the rows.

    `kind` is that of HEADINGS. Where it is a statement of the text, `claim` has all of it.
    """

    kind: str
    quote: str
    place: str
    href: str
    sign: str
    label: str
    found: str
    rule: str
    rows: str
    rows_href: str
    claim: PageClaim | None = None


# In the order of the heading: what is said of so many of a kind.
HEADINGS = {
    "differs": ngettext_lazy(
        "%(n)d statement does not follow from the table as it stands",
        "%(n)d statements do not follow from the table as it stands",
        "n",
    ),
    "depends": ngettext_lazy("%(n)d depends on how the table is read", "%(n)d depend on how the table is read", "n"),
    "sum": ngettext_lazy(
        "%(n)d printed sum is not that of its rows", "%(n)d printed sums are not those of their rows", "n"
    ),
    "reference": ngettext_lazy("%(n)d reference leads nowhere", "%(n)d references lead nowhere", "n"),
}


def heading(found: tuple[Contradiction, ...]) -> str:
    """“Text of the reply and table: 1 depends on how the table is read, ...”: it accuses nobody."""
    counts = Counter(each.kind for each in found)
    parts = [str(words % {"n": counts[kind]}) for kind, words in HEADINGS.items() if counts[kind]]
    if not parts:
        return _("Text of the reply and table")
    return _("Text of the reply and table: %(found)s") % {"found": ", ".join(parts)}


def contradictions(
    index: Index, claims: tuple[PageClaim, ...], tables: tuple[ReadingTable, ...]
) -> tuple[Contradiction, ...]:
    """In this order: statements in the text, sums of the tables, references."""
    stated = (_of_claim(claim) for claim in claims if claim.told)
    summed = (found for table in tables for found in _of_sums(table))
    return (*stated, *summed, *_of_cells(tables), *_of_replies(index))


def _of_claim(claim: PageClaim) -> Contradiction:
    n = sum(rows.count for rows in (claim.clear, claim.arguable, claim.others))
    return Contradiction(
        kind=claim.result.code,
        claim=claim,
        quote=claim.quote,
        place=capital(claim.said_in),
        href=claim.said_in_href,
        sign=claim.result.sign,
        label=claim.result.label,
        found=claim.result.sentence,
        rule=claim.rule,
        rows=_rows(n),
        rows_href=f"#{claim.anchor}",
    )


def _rows(n: int) -> str:
    return ngettext("%(n)s row", "%(n)s rows", n) % {"n": grouped(n)}


def _of_sums(table: ReadingTable) -> Iterator[Contradiction]:
    """Each printed sum that is not that of its rows."""
    return (_of_sum(table, found) for found in table.facts.sums if not found.agrees)


def _of_sum(table: ReadingTable, found: PrintedSum) -> Contradiction:
    column = next(each for each in table.columns if each.key == found.column)
    row, cell, missing = table.row(found.row), table.cell(found.row, found.column), found.missing
    added = _("The rows above it add up to %(sum)s.") % {"sum": amount(Decimal(found.added), column.unit)}
    lacking = ngettext("%(n)d of them has no number.", "%(n)d of them have no number.", missing) % {"n": missing}
    return Contradiction(
        kind="sum",
        quote=cell.number,
        place=f"{table.name}, {row.printed}, {column.heading}",
        href=cell.href,
        sign="≠",
        label=_("the table says otherwise"),
        found=f"{added} {lacking}" if missing else added,
        rule=_("Added up: the column “%(column)s”.") % {"column": column.heading},
        rows=_rows(found.rows),
        rows_href=cell.index.addresses.here(f"{table.number}/{found.first}") if found.rows else f"#{table.anchor}",
    )


def _of_cells(tables: tuple[ReadingTable, ...]) -> Iterator[Contradiction]:
    """References of answers to what has no text."""
    for row in (row for table in tables for row in table.some(table.facts.open)):
        for cell in row.cells:
            for folded in (each for each in cell.references if each.open):
                place = f"{row.printed}, {cell.column}"
                yield _of_reference(folded.words, place, cell.href, folded.label, row.here)


def _of_replies(index: Index) -> Iterator[Contradiction]:
    for reply in index.content["replies"]:
        for part in (each for each in reply["references"] if each["state"] == "open"):
            place, href = capital(index.place(reply["key"])), index.addresses.text(reply["key"])
            yield _of_reference(part["words"], place, href, _("question %(key)s") % {"key": part["to"]}, href)


def _of_reference(words: str, place: str, href: str, label: str, rows_href: str) -> Contradiction:
    return Contradiction(
        kind="reference",
        quote=words,
        place=place,
        href=href,
        sign="∅",
        label=_("leads nowhere: what this refers to has no text"),
        found="",
        rule=_("Looked up: %(place)s.") % {"place": label},
        rows=_rows(1),
        rows_href=rows_href,
    )
