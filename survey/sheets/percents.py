"""Cells that a spreadsheet shows as percent: the file holds 0.125, and “12,5 %” is what stands there."""

import io
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal

from survey.files.limits import limits
from survey.files.xml_limits import PLACE, column_number
from survey.sheets.hidden import each_element, sheets_of
from survey.sheets.values import as_text

# For each cell, counted from 0, how many digits stand behind the comma.
Percents = dict[tuple[int, int], int]
BUILT_IN = {"9": 0, "10": 2}
STYLES = "xl/styles.xml"
DIGITS = re.compile(r"[.,]([0#?]+)[^.,%]*%")
MOST_DIGITS = 10
LARGEST = 1e12
SHOWN_DIGITS = re.compile(r"[.,](\d+)\s*%")


def shown(value: float, digits: int) -> str:
    """As a German sheet shows it; a number beyond all sense as it is."""
    if not abs(value) < LARGEST:
        return as_text(value)
    percent = (Decimal(repr(value)) * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{percent:f} %".replace(".", ",")


def _count(digits: re.Match | None) -> int:
    return min(len(digits[1]), MOST_DIGITS) if digits else 0


def percents_in_xlsx(data: bytes) -> dict[str, Percents]:
    """By sheet name; for a file that has passed the checks of archives. Where no style is one, no cell is looked at."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if STYLES not in archive.namelist():
            return {}
        styles = _Styles()
        each_element(archive, STYLES, styles.start, styles.end)
        if not styles.percents:
            return {}
        return {sheet: _cells(archive, entry, styles.percents) for sheet, entry in sheets_of(archive).items()}


class _Styles:
    """Which styles of cells are percents: those whose format of numbers is."""

    def __init__(self) -> None:
        self.formats = dict(BUILT_IN)
        self.percents: dict[str, int] = {}
        self.is_of_cells = False
        self.number = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "numFmt" and "%" in (code := attributes.get("formatCode", "")):
            digits = DIGITS.search(code)
            self.formats[attributes.get("numFmtId", "")] = _count(digits)
        elif local == "cellXfs":
            self.is_of_cells = True
        elif local == "xf" and self.is_of_cells:
            if (known := attributes.get("numFmtId", "")) in self.formats:
                self.percents[str(self.number)] = self.formats[known]
            self.number += 1

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] == "cellXfs":
            self.is_of_cells = False


def _cells(archive: zipfile.ZipFile, entry: str, styles: dict[str, int]) -> Percents:
    found: Percents = {}

    def cell(name: str, attributes: dict[str, str]) -> None:
        if attributes.get("s") in styles and name.rpartition(":")[2] == "c":
            place = PLACE.fullmatch(attributes.get("r", ""))
            if place:
                found[int(place[2]) - 1, column_number(place[1]) - 1] = styles[attributes["s"]]

    each_element(archive, entry, cell)
    return found


def percents_in_ods(data: bytes) -> dict[str, Percents]:
    """The same for ODS, where one element may stand for many cells."""
    found = _OdsCells()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if b'"percentage"' not in archive.read("content.xml"):
            return {}
        each_element(archive, "content.xml", found.start, found.end, found.text)
    return found.percents


class _OdsCells:
    def __init__(self) -> None:
        self.percents: dict[str, Percents] = {}
        self.sheet: Percents = {}
        self.row = self.column = 0
        self.repeated_rows = self.repeated = 1
        self.printed: list[str] | None = None  # the text of a cell that shows a percent; None in any other
        self.is_filled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.row = 0
            self.sheet = self.percents.setdefault(attributes.get("table:name", ""), {})
        elif name == "table:table-row":
            self.column, self.repeated_rows = 0, int(attributes.get("table:number-rows-repeated", 1))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.repeated = int(attributes.get("table:number-columns-repeated", 1))
            self.printed = [] if attributes.get("office:value-type") == "percentage" else None
            self.is_filled = False
        elif name == "text:p":
            self.is_filled = True

    def text(self, text: str) -> None:
        if self.printed is not None:
            self.printed.append(text)

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self.row += self.repeated_rows
        elif name in ("table:table-cell", "table:covered-table-cell"):
            if self.printed is not None and self.is_filled:
                self._keep(SHOWN_DIGITS.search("".join(self.printed)))
            self.printed = None
            self.column += self.repeated

    def _keep(self, digits: re.Match | None) -> None:
        """Filled cells were counted when the file was checked; a table of more than may be is refused later."""
        if self.repeated * self.repeated_rows + len(self.sheet) > limits.cells:
            return
        for row in range(self.row, self.row + self.repeated_rows):
            for column in range(self.column, self.column + self.repeated):
                self.sheet[row, column] = _count(digits)
