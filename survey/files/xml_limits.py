"""How much room the cells of a spreadsheet's XML ask for, before a reader makes it.

One cell at A1 and one at XFD1048576 make a file of 4 kB, and a reader that ends the whole process.
"""

import re
from collections.abc import Iterable
from functools import cache
from xml.parsers import expat

MAX_CELLS = 5_000_000
MAX_BLANKS = 10_000  # that one element may stand for; a reader writes them out
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class TooManyCells(Exception):
    """The XML asks for more than MAX_CELLS cells, or for more than MAX_BLANKS blanks at once."""


class Entities(Exception):
    """The XML declares entities, which may grow without end, or bring in files of the machine."""


def check_extent(chunks: Iterable[bytes]) -> None:
    """Raises TooManyCells, Entities, or ExpatError where the XML is broken. Empty cells cost nothing."""
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.EntityDeclHandler = extent.refuse
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)


class _Extent:
    """Follows rows and cells of XLSX (row, c; filled by v, is) and ODS (table-row, table-cell; filled by p)."""

    def __init__(self) -> None:
        self.row = self.column = self.bottom = self.right = 0
        self.handlers = {
            "sheetData": self._sheet,
            "row": self._row,
            "c": self._cell,
            "v": self._filled,
            "is": self._filled,
            "table": self._sheet,
            "table-row": self._row,
            "table-cell": self._cell,
            "covered-table-cell": self._cell,
            "p": self._filled,
            "s": self._blanks,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self.handlers.get(name) or self.handlers.get(name.rpartition(":")[2])
        if handler:
            handler(attributes)

    def refuse(self, *declaration) -> None:
        raise Entities

    def _sheet(self, attributes: dict[str, str]) -> None:
        self.row = self.column = self.bottom = self.right = 0

    def _row(self, attributes: dict[str, str]) -> None:
        repeated = int(attributes.get("table:number-rows-repeated", 1))
        self.row = int(attributes.get("r", self.row + repeated))
        self.column = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        place = PLACE.fullmatch(attributes["r"].upper()) if "r" in attributes else None
        if place:
            self.row, self.column = int(place[2]), column_number(place[1])
        else:
            self.column += int(attributes.get("table:number-columns-repeated", 1))

    def _blanks(self, attributes: dict[str, str]) -> None:
        if int(attributes.get("text:c", 1)) > MAX_BLANKS:
            raise TooManyCells

    def _filled(self, attributes: dict[str, str]) -> None:
        if self.row <= self.bottom and self.column <= self.right:
            return
        self.bottom = max(self.bottom, self.row)
        self.right = max(self.right, self.column)
        if self.bottom * self.right > MAX_CELLS:
            raise TooManyCells


@cache
def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
