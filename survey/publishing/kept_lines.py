"""The lines of the long CSV file, kept by publishing some hundred at a time: making them anew takes longest of all.

In each a null stands where the address of the site belongs, which a setting may change.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from django.conf import settings
from django.db.models import QuerySet

from survey.models import AnswerLines, SearchRow
from survey.models.bulk import batched
from survey.publishing.columns import NAMES
from survey.publishing.documents import URL, joined, long_rows
from survey.sheets import csv
from survey.sheets.values import Value

TOGETHER = 500
ASKED_AT_ONCE = 5_000
SITE = "\0"


def packed_lines(search_rows: Iterable[SearchRow]) -> Iterator[AnswerLines]:
    """What is kept of the answers of one inquiry, which come in the order of the paper."""
    for some in batched(search_rows, TOGETHER):
        lines = [f"{line}\r\n" for line in csv.bare_lines(map(_marked, joined(long_rows(some, site=""))))]
        yield AnswerLines(
            inquiry=some[0].inquiry,
            first=some[0].position,
            last=some[-1].position,
            lengths=json.dumps([len(line) for line in lines]),
            packed=zlib.compress("".join(lines).encode(), 6),
        )


def _marked(row: list[Value]) -> list[Value]:
    """The row with a null in front of its address, and nowhere else."""
    row = [value.replace(SITE, "\ufffd") if isinstance(value, str) and SITE in value else value for value in row]
    row[URL] = SITE + row[URL]
    return row


def csv_lines(search_rows: QuerySet[SearchRow], *, bom: bool = False) -> Iterator[str]:
    """The lines of `long_rows` as a CSV file with commas, which most readers take, in constant memory.

    The answers come in the order of their inquiries and positions. Raises RuntimeError where no lines are kept of one,
    before the next rebuild.
    """
    yield from csv.lines(NAMES, [], bom=bom)
    wanted = search_rows.values_list("inquiry", "position").iterator(chunk_size=ASKED_AT_ONCE)
    for some in batched(wanted, ASKED_AT_ONCE):
        positions = {slug: [each[1] for each in group] for slug, group in groupby(some, itemgetter(0))}
        found = 0
        for pack in _packs(positions, some[0], some[-1]).iterator():
            text, count = _chosen(pack, positions[pack.inquiry])
            found += count
            if text:
                yield text.replace(SITE, settings.SITE_URL)
        if found != len(some):
            raise RuntimeError("The published answers are of an older version. Run: manage.py rebuild")


def _packs(slugs: Iterable[str], first: tuple[str, int], last: tuple[str, int]) -> QuerySet[AnswerLines]:
    """What is kept of these inquiries, from the first answer to the last."""
    found = AnswerLines.objects.filter(inquiry__in=list(slugs)).order_by("inquiry", "first")
    return found.exclude(inquiry=first[0], last__lt=first[1]).exclude(inquiry=last[0], first__gt=last[1])


def _chosen(pack: AnswerLines, positions: list[int]) -> tuple[str, int]:
    """The lines of those positions that the pack has, and how many these are."""
    wanted = [position - pack.first for position in positions if pack.first <= position <= pack.last]
    if not wanted:
        return "", 0
    text = zlib.decompress(pack.packed).decode()
    if len(wanted) == pack.last - pack.first + 1:
        return text, len(wanted)
    bounds = list(pairwise(accumulate(json.loads(pack.lengths), initial=0)))
    return "".join(text[slice(*bounds[at])] for at in wanted), len(wanted)
