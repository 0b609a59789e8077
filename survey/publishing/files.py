"""Tables as files, for the public pages and the command line alike: text is streamed, spreadsheets are spooled."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.utils import translation

from survey.sheets import csv, json, jsonlines, ods, xlsx
from survey.sheets.chunks import chunks
from survey.sheets.sheet import Sheet

SPREADSHEETS: dict[str, Callable] = {"xlsx": xlsx.write, "ods": ods.write}
TITLE = "Anlage"
SPOOL = 2**20  # bytes of a file that stay in memory


def streamed(
    extension: str, headings: Sequence[str], rows: Iterable, *, separator: str = ",", bom: bool = False
) -> Iterator[bytes]:
    """CSV, JSON or JSON Lines, chunk by chunk, in constant memory."""
    if extension == "csv":
        return chunks(csv.lines(headings, rows, separator=separator, bom=bom))
    lines = {"json": json.lines, "jsonl": jsonlines.lines}[extension]
    return chunks(lines(headings, rows))


def gathered(portions: Iterable[str]) -> BinaryIO:
    """A text as a file, on the disk where it is large: an address answers with all of it or not at all."""
    file = SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - who answers with it closes it
    for chunk in chunks(portions):
        file.write(chunk)  # `writelines` would look at its size at the end alone
    file.seek(0)
    return file


def spooled(
    extension: str,
    headings: Sequence[str],
    rows: Iterable,
    *,
    when: datetime,
    enclosed: Callable[[], list[Sheet]],
    name: str,
    language: str = "",
) -> BinaryIO:
    """XLSX or ODS with the `enclosed` sheets behind the data. Raises FileError where the format has no room.

    The sheets are in the `language` that is asked for, else in that of the papers.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        sheets = [Sheet(TITLE, headings, rows), *enclosed()]
        return SPREADSHEETS[extension](*sheets, when=when, name=f"{name}.{extension}")
