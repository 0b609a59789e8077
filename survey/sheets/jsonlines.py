"""JSON Lines: one JSON object a line, so that a program can read a long list while it comes."""

from collections.abc import Iterable, Iterator, Sequence

from survey.sheets import json
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Table
from survey.sheets.values import Value


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The table in wide form; the first object's keys are the headings. Raises FileError."""
    return json.read_objects(data, name, json.objects_by_line, options)


def lines(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The lines of the file, each with its end, in constant memory."""
    for row in rows:
        yield f"{json.dumped(headings, row)}\n"
