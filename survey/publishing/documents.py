"""What downloads are made of: long rows, the wide table of an annex, the document of an edition."""

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from survey.language.numbers import decimal_text
from survey.models import Edition, SearchRow
from survey.publishing.columns import LONG, NAMES, DownloadColumn, coded_parts, wide
from survey.publishing.content import AnnexPart, AnswerPart, Content, RowPart
from survey.publishing.served_text import parts_portions, text_portions
from survey.sheets.values import Value

CHUNK = 500
FIELDS = tuple(column.source for column in LONG)
TEXT, AS_PRINTED, NUMBER, NUMBER_IS, URL = map(NAMES.index, ("text", "as_printed", "number", "number_is", "url"))
# Formats in which a list is a list; in the others its items are joined.
WITH_LISTS = ("json", "jsonl")


class Wide(NamedTuple):
    """One line per row: its label, then its cells in the order of the headings."""

    headings: list[str]
    rows: Iterable[list[str | Decimal]]


def long_rows(search_rows: QuerySet[SearchRow] | Iterable[SearchRow], site: str | None = None) -> Iterator[list]:
    """One list per answer in the order of `columns.LONG`; a queryset is streamed in constant memory.

    Give it answers alone, in the order in which they shall stand. `site` is what addresses begin with, if not SITE_URL.
    """
    if isinstance(search_rows, QuerySet):
        found = search_rows.values_list(*FIELDS).iterator(chunk_size=CHUNK)
    else:
        found = map(attrgetter(*FIELDS), search_rows)
    site = settings.SITE_URL if site is None else site
    for values in found:
        row = list(values)
        if row[AS_PRINTED] is None:
            row[AS_PRINTED] = row[TEXT]
        if row[NUMBER] is not None:
            row[NUMBER] = Decimal(decimal_text(row[NUMBER]))
        row[NUMBER_IS] = row[NUMBER_IS].replace("_", " ")
        row[URL] = site + row[URL]
        yield row


def joined(rows: Iterable[list], columns: Sequence[DownloadColumn] = LONG) -> Iterator[list[Value]]:
    """Rows of these columns for formats that know no lists."""
    lists = [(at, column.joint) for at, column in enumerate(columns) if column.items]
    for row in rows:
        for at, joint in lists:
            row[at] = joint.join(map(str, row[at]))
        yield row


def rows_for(extension: str, rows: Iterable[list], columns: Sequence[DownloadColumn] = LONG) -> Iterable[list]:
    """Rows of these columns as the format of a file takes them."""
    return rows if extension in WITH_LISTS else joined(rows, columns)


def wide_table(
    content: Content, annex: int, *, reading: bool = False, typed: bool = False, codes: bool = False
) -> Wide | None:
    """The annex as it is printed, or as it reads with `reading`; None where the edition has no such annex.

    As printed it imports again and changes nothing. `typed`, for spreadsheets, gives exact numbers as numbers: of
    what is printed only those that are written just so. `codes` adds how each row is categorised in each part that the
    table asks, and how certainly; both are empty where two readings differ.
    """
    part = annex_of(content, annex)
    if part is None:
        return None
    kinds = [column["kind"] == "number" and typed for column in part["columns"]]
    parts = coded_parts(content, part) if codes else []
    rows = (
        [
            row["printed"],
            *(_value(*pair, reading) for pair in zip(row["answers"], kinds, strict=True)),
            *_codings(row, parts),
        ]
        for row in part["rows"]
    )
    is_list = isinstance(part["rows"], list)  # of a large edition they are read as they are written
    return Wide([column.name for column in wide(part, parts)], list(rows) if is_list else rows)


def _codings(row: RowPart, parts: Iterable[str]) -> Iterator[str]:
    for key in parts:
        coding = row["codings"].get(key)
        yield from (coding["code"], coding["certainty"]) if coding else ("", "")


def _value(answer: AnswerPart, typed: bool, reading: bool) -> str | Decimal:
    text = answer["text" if reading else "as_printed"]
    is_exact = typed and answer["number"] is not None and answer["number_is"] == "exact"
    if is_exact and (reading or text == answer["number"].replace(".", ",")):
        return Decimal(answer["number"])
    return text


def annex_of(content: Content, number: int) -> AnnexPart | None:
    """The annex of this number, if the edition has it."""
    return next((annex for annex in content["annexes"] if annex["number"] == number), None)


def edition_document(edition: Edition) -> Iterator[str]:
    """The JSON document {"edition", "content", "parts"}, some at a time; stored content where nothing is withheld.

    Raises Edition.DoesNotExist where the edition says something else before it is read to its end.
    """
    yield f'{{"edition":{json.dumps(edition_part(edition), ensure_ascii=False)},"content":'
    yield from text_portions(edition)
    yield ',"parts":'
    yield from parts_portions(edition)
    yield "}"


def edition_part(edition: Edition) -> dict:
    """What is said of an edition beside its content."""
    return {
        **_withheld(edition),
        "slug": edition.slug,
        "number": edition.number,
        "published": edition.published_at.isoformat(),
        "note": edition.note,
        "digest": edition.digest,
        "publisher": edition.publisher_name,
        "review": edition.review,
        "override_reason": edition.override_reason,
        "unsure": edition.unsure,
        "unsure_reason": edition.unsure_reason,
    }


def _withheld(edition: Edition) -> dict:
    """How many passages are taken out of what was published; of the parts that held them only hashes are told."""
    if not edition.withheld:
        return {"withheld": 0}
    return {"withheld": len(edition.withheld), "digest_is_of": DIGEST_IS_OF}


DIGEST_IS_OF = (
    "The digest is that of the content as it was published. Since then passages have been withheld by law: a sentence"
    " in square brackets stands in the place of each, and content.withheld gives its place, reason and date. The parts"
    " that held them are told by their hashes alone; all others can be checked against the digest."
)
