"""Blocks below each other in one table: a row of a word (“2013”), then the districts; the next word, and all again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from survey.language.names import parse
from survey.sheets.table import Record

YEAR = re.compile(r"(?:19|20)\d{2}")
NAME_OF_YEAR, NAME = "Jahr", "Block"


def with_blocks(records: Sequence[Record]) -> Iterator[Record]:
    """Where the same labels stand below one word after another, the word is a heading, and a key of the rows below it.

    That a row is empty makes it no such word: the table begins with one, and most labels below the further ones have
    stood below the first already.
    """
    heads = {at for at, record in enumerate(records) if _may_head(records, at)}
    if not _part(records, sorted(heads)):
        yield from records
        return
    pair = ("", "")
    for at, record in enumerate(records):
        if at in heads:
            pair = (NAME_OF_YEAR if YEAR.fullmatch(record.label) else NAME, record.label)
            yield replace(record, role="heading")
        elif record.continues or record.role == "heading":
            yield record
        else:
            yield replace(record, breakdown=(pair, *record.breakdown))


def _may_head(records: Sequence[Record], at: int) -> bool:
    record, below = records[at], records[at + 1 : at + 2]
    is_empty = not any(cell.text.strip() for cell in record.cells)
    is_plain = not (record.continues or record.role or record.breakdown)
    has_rows = bool(below) and not below[0].continues
    return is_empty and is_plain and has_rows and parse(record.label).kind is None


def _part(records: Sequence[Record], heads: Sequence[int]) -> bool:
    if len(heads) < 2 or heads[0] != 0 or len({records[at].label for at in heads}) < len(heads):
        return False
    ends = [*heads[1:], len(records)]
    blocks = [_labels(records[begin + 1 : end]) for begin, end in zip(heads, ends, strict=True)]
    first = set(blocks[0])
    return all(_is_again(block, first) for block in blocks[1:]) and len(first) == len(blocks[0])


def _labels(records: Sequence[Record]) -> list[str]:
    return [record.label for record in records if not (record.continues or record.role or record.breakdown)]


def _is_again(block: Sequence[str], first: set[str]) -> bool:
    return len(set(block)) == len(block) and 2 * len(first.intersection(block)) > len(block)
