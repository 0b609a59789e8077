"""JSON: an array of objects, one per record, with the headings as keys."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.text import decode
from survey.sheets.layout import from_grid
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Table, from_rows
from survey.sheets.values import Value, as_text


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The table in wide form; the first object's keys are the headings. Raises FileError."""
    return read_objects(data, name, _whole, options)


def read_objects(data: bytes, name: str, objects: Callable[[str, str], object], options: ReadOptions) -> Table:
    """The table of the objects that `objects` finds in the text of a file."""
    limits.check_file(name, data)
    options.refuse_part(name)
    records = _records(objects(decode(data, name), name), name)
    headings = list(dict(records[0]))
    limits.check_cells(name, len(records), len(headings))
    rows = [(None, _row(record, headings, name, number)) for number, record in enumerate(records, 1)]
    for number, (_, cells) in enumerate(rows, 1):
        limits.check_row(name, None, number, cells)
    if options.says_shape:
        return from_grid(name, [(None, headings), *rows], options=replace(options, heading_lines=1))
    return from_rows(name, [(None, headings), *rows])


def grid(data: bytes, name: str, *, by_line: bool = False) -> list[tuple[int, list[str]]]:
    """The headings, numbered 0, and each entry with its number; `by_line` for JSON Lines. Raises FileError."""
    limits.check_file(name, data)
    records = _records((objects_by_line if by_line else _whole)(decode(data, name), name), name)
    headings = list(dict(records[0]))
    limits.check_cells(name, len(records), len(headings))
    return [
        (0, headings),
        *((number, _row(record, headings, name, number)) for number, record in enumerate(records, 1)),
    ]


def _whole(text: str, name: str) -> object:
    return _loaded(text, name, 0)


def objects_by_line(text: str, name: str) -> list[object]:
    """What stands on each line; lines without anything are passed over."""
    return [_loaded(line, name, number) for number, line in enumerate(text.split("\n")) if line.strip()]


def _loaded(text: str, name: str, above: int) -> object:
    """The value of a text with so many lines `above` it."""
    try:
        return json.loads(text, object_pairs_hook=_Pairs, parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # an integer of more digits than Python reads is no JSONDecodeError
        line = above + error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise FileError(name, line, None, gettext_noop("This is not JSON.")) from error


def _records(records: object, name: str) -> list[list[tuple[str, object]]]:
    is_list = isinstance(records, list) and not isinstance(records, _Pairs)
    if not is_list or not all(isinstance(record, _Pairs) for record in records):
        raise FileError(name, None, None, gettext_noop("This is not a list of JSON objects."))
    if not records:
        raise FileError(name, None, None, gettext_noop("The file holds nothing."))
    return records


class _Pairs(list):
    """The pairs of one JSON object: a dictionary would swallow the first of two equal keys."""


def _row(record: _Pairs, headings: list[str], name: str, number: int) -> list[str]:
    values = dict(record)
    if len(values) != len(record):
        _refuse(name, number, gettext_noop("Entry %(entry)d has a key twice."))
    if not values.keys() <= set(headings):
        _refuse(name, number, gettext_noop("Entry %(entry)d has a key that the first entry has not."))
    if any(isinstance(value, list) for value in values.values()):
        _refuse(name, number, gettext_noop("Entry %(entry)d holds a list or an object, not a text."))
    return [as_text(values.get(heading)) for heading in headings]


def _refuse(name: str, number: int, reason: str) -> None:
    raise FileError(name, None, None, reason, {"entry": number})


def lines(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The lines of a JSON array of objects, one object a line, in constant memory."""
    return array(dumped(headings, row) for row in rows)


def array(objects: Iterable[str]) -> Iterator[str]:
    """The lines of a JSON array of what is JSON already, one object a line."""
    start = "["
    for each in objects:
        yield f"{start}\n{each}"
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"


def dumped(headings: Sequence[str], row: Sequence[Value]) -> str:
    """One object, on one line."""
    return json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=False, default=_number)


def _number(value: Value) -> int | float | str:
    """A decimal as a JSON number where that loses nothing; dates as text."""
    if isinstance(value, Decimal) and value.is_finite():
        if value == value.to_integral_value():
            return int(value)
        if Decimal(repr(float(value))) == value:
            return float(value)
    return as_text(value)
