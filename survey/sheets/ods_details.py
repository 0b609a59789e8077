"""What an ODS file says of its cells beyond their values: as `xlsx_details`, where one element may stand for many.

Formats of numbers are brought into the codes of `number_formats` (OpenDocument 1.2, part 1, 16.27: data styles).
"""

import io
import re
import zipfile
from collections.abc import Mapping

from survey.files.limits import limits
from survey.files.xml_limits import MAX_BLANKS
from survey.sheets.details import SHOWN, Details, Place
from survey.sheets.number_formats import is_plain
from survey.sheets.package import count, each_element
from survey.sheets.rich_text import Run, read_runs

MOST_DIGITS = 30  # of a format; a number has no more
CONTENT, STYLES = "content.xml", "styles.xml"
MATTERS = re.compile(
    rb'visibility="(?:collapse|filter)"|text-position="(?:super|[1-9])|text-line-through-\w+="(?!none)|<office:annotation'
    rb'|-spanned="|table:formula=|value-type="(?:percentage|currency|date|time)"|style:data-style-name=|Wingdings|Webdings|Symbol'
)
DATA_STYLES = {
    "number:number-style",
    "number:currency-style",
    "number:percentage-style",
    "number:date-style",
    "number:time-style",
}
SHOWN_PERCENT = re.compile(r"[.,](\d+)\s*%")
PARTS = {
    "number:day": ("d", "dd"),
    "number:month": ("m", "mm"),
    "number:year": ("yy", "yyyy"),
    "number:hours": ("h", "hh"),
    "number:minutes": ("m", "mm"),
    "number:seconds": ("s", "ss"),
}


def details_in_ods(data: bytes) -> dict[str, Details]:
    """By sheet name; for a file that has passed the checks of archives."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not MATTERS.search(archive.read(CONTENT)):
            return {}
        content = _Content()
        if STYLES in archive.namelist():
            each_element(archive, STYLES, content.formats.start, content.formats.end, content.formats.text)
        each_element(archive, CONTENT, content.start, content.end, content.text)
    return content.sheets


class _Formats:
    """The data styles as codes, and which style of cells or letters has which."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.looks: dict[str, Run] = {}
        self.of_style: dict[str, str] = {}
        self.name = self.style = ""
        self.pieces: list[str] = []
        self.is_text = self.is_elapsed = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in DATA_STYLES:
            self.name, self.pieces = attributes.get("style:name", ""), []
            self.is_elapsed = attributes.get("number:truncate-on-overflow") == "false"
        elif name == "number:number":
            self.pieces.append(_digits(attributes))
        elif name in PARTS:
            self.pieces.append(self._part(name, attributes))
        elif name in ("number:text", "number:currency-symbol"):
            self.is_text = True
            self.pieces.append("")
        elif name == "style:style":
            self.style = attributes.get("style:name", "")
            parent = attributes.get("style:parent-style-name", "")
            self.of_style[self.style] = attributes.get("style:data-style-name", self.of_style.get(parent, ""))
            self.looks[self.style] = self.looks.get(parent, Run(""))
        elif name == "style:text-properties" and self.style:
            self.looks[self.style] = _look(self.looks[self.style], attributes)

    def _part(self, name: str, attributes: Mapping[str, str]) -> str:
        is_long = attributes.get("number:style") == "long"
        if name == "number:month" and attributes.get("number:textual") == "true":
            return "mmmm" if is_long else "mmm"
        code = PARTS[name][is_long]
        return f"[{code}]" if name == "number:hours" and self.is_elapsed else code

    def text(self, text: str) -> None:
        if self.is_text:
            self.pieces[-1] += text

    def end(self, name: str) -> None:
        if name in ("number:text", "number:currency-symbol") and self.pieces:
            self.is_text = False
            words = self.pieces[-1].replace('"', "")
            self.pieces[-1] = "%" if words.strip() == "%" else f'"{words}"'
        elif name in DATA_STYLES:
            code = "".join(self.pieces)
            self.codes[self.name] = "" if is_plain(code) else code

    def code(self, style: str) -> str:
        return self.codes.get(self.of_style.get(style, ""), "")


def _digits(attributes: Mapping[str, str]) -> str:
    least = count(attributes, "number:min-integer-digits", most=MOST_DIGITS)
    most = attributes.get("number:decimal-places")
    if most is None and least <= 1 and "number:grouping" not in attributes:
        return "general"
    whole = "#,##" + "0" * max(least, 1) if attributes.get("number:grouping") == "true" else "0" * least or "#"
    most = count(attributes, "number:decimal-places", 0, most=MOST_DIGITS)
    kept = count(attributes, "loext:min-decimal-places", most, most=MOST_DIGITS)
    kept = count(attributes, "number:min-decimal-places", kept, most=MOST_DIGITS)
    places = "0" * kept + "#" * (most - kept)
    return f"{whole}.{places}" if places else whole


def _look(look: Run, attributes: Mapping[str, str]) -> Run:
    if "style:text-position" in attributes:
        position = attributes["style:text-position"].split()[0]
        look = look._replace(is_raised=position == "super" or (position[:1].isdigit() and position != "0%"))
    for line in ("style:text-line-through-style", "style:text-line-through-type"):
        if line in attributes:
            look = look._replace(is_struck=attributes[line] != "none")
    font = attributes.get("style:font-name") or attributes.get("fo:font-family", "")
    return look._replace(font=font.strip("'")) if font else look


class _Content:
    """Follows the whole of content.xml: styles first, then sheets, rows and cells."""

    def __init__(self) -> None:
        self.sheets: dict[str, Details] = {}
        self.sheet = Details()
        self.formats = _Formats()
        self.columns: list[str] = []
        self.row = self.column = 0
        self.rows = self.repeated = 1
        self.cell: _Cell | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.cell:
            self.cell.start(name, attributes)
        elif name == "table:table":
            self.sheet = self.sheets.setdefault(attributes.get("table:name", ""), Details())
            self.row, self.columns = 0, []
        elif name == "table:table-column":
            self._column(attributes)
        elif name == "table:table-row":
            self._row(attributes)
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.repeated = int(attributes.get("table:number-columns-repeated", 1))
            default = self.columns[self.column] if self.column < len(self.columns) else ""
            self.cell = _Cell(self.formats, attributes, attributes.get("table:style-name", default))
        else:
            self.formats.start(name, attributes)

    def _column(self, attributes: Mapping[str, str]) -> None:
        repeated = int(attributes.get("table:number-columns-repeated", 1))
        within = range(len(self.columns), min(len(self.columns) + repeated, limits.columns))
        if attributes.get("table:visibility", "visible") != "visible":
            self.sheet.hidden_columns.update(within)
        self.columns += [attributes.get("table:default-cell-style-name", "")] * len(within)

    def _row(self, attributes: Mapping[str, str]) -> None:
        self.column, self.rows = 0, int(attributes.get("table:number-rows-repeated", 1))
        if attributes.get("table:visibility", "visible") != "visible" and self.rows <= limits.rows:
            room = SHOWN - len(self.sheet.hidden_rows)
            self.sheet.hidden_rows += range(self.row + 1, self.row + 1 + min(self.rows, room))

    def _merge(self, attributes: Mapping[str, str]) -> None:
        columns = count(attributes, "table:number-columns-spanned", most=limits.columns)
        rows = count(attributes, "table:number-rows-spanned", most=limits.rows)
        if columns * rows > 1:
            last = (min(self.row + rows, limits.rows) - 1, min(self.column + columns, limits.columns) - 1)
            self.sheet.merged.append(((self.row, self.column), last))

    def text(self, text: str) -> None:
        if self.cell:
            self.cell.text(text)
        else:
            self.formats.text(text)

    def end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell") and self.cell:
            if self.cell.matters and self.repeated * self.rows <= limits.cells:
                for row in range(self.row, self.row + self.rows):
                    for column in range(self.column, self.column + self.repeated):
                        self.cell.tell(self.sheet, (row, column))
            self._merge(self.cell.attributes)
            self.cell = None
            self.column += self.repeated
        elif self.cell:
            self.cell.end(name)
        elif name == "table:table-row":
            self.row += self.rows
        else:
            self.formats.end(name)


class _Cell:
    """One element of a cell: its runs, its comment, and whether a formula left no value."""

    def __init__(self, formats: _Formats, attributes: Mapping[str, str], style: str):
        self.formats = formats
        self.attributes = attributes
        self.look = formats.looks.get(style, Run(""))
        self.format = formats.code(style)
        self.runs: list[Run] = []
        self.looks = [self.look]
        self.comment: list[str] = []
        self.is_comment = self.is_comment_text = self.has_paragraph = False

    @property
    def kind(self) -> str:
        return self.attributes.get("office:value-type", "")

    @property
    def code(self) -> str:
        """That of its style; without one, as many digits of a percent as the file shows."""
        if self.format or self.kind != "percentage":
            return self.format
        digits = SHOWN_PERCENT.search("".join(run.text for run in self.runs))
        return f"0.{'0' * len(digits[1])}%" if digits else "0%"

    @property
    def is_error(self) -> bool:
        return self.attributes.get("calcext:value-type") == "error"

    @property
    def is_not_stored(self) -> bool:
        return "table:formula" in self.attributes and not self.kind and not self.has_paragraph

    @property
    def is_odd(self) -> bool:
        return any(not run.is_plain for run in self.runs)

    @property
    def matters(self) -> bool:
        has_format = self.has_paragraph and bool(self.code) and self.kind not in ("", "string")
        return self.is_odd or self.is_error or self.is_not_stored or bool(self.comment) or has_format

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "office:annotation":
            self.is_comment = True
        elif self.is_comment:
            self.is_comment_text = self.is_comment_text or name == "text:p"
        elif name == "text:p":
            self._add("\n" if self.has_paragraph else "")
            self.has_paragraph = True
        elif name == "text:span":
            style = attributes.get("text:style-name", "")
            self.looks.append(_over(self.look, self.formats.looks.get(style, self.look)))
        elif name in SPACES:
            self._add(SPACES[name] * count(attributes, "text:c", most=MAX_BLANKS))

    def text(self, text: str) -> None:
        if self.is_comment_text:
            self.comment.append(text)
        elif self.has_paragraph:
            self._add(text)

    def _add(self, text: str) -> None:
        self.runs.append(self.looks[-1]._replace(text=text))

    def end(self, name: str) -> None:
        if name == "office:annotation":
            self.is_comment = False
        elif name == "text:p" and self.is_comment_text:
            self.is_comment_text = False
            self.comment.append(" ")
        elif name == "text:span" and len(self.looks) > 1 and not self.is_comment:
            self.looks.pop()

    def tell(self, found: Details, place: Place) -> None:
        words = "".join(run.text for run in self.runs)
        if self.comment:
            found.comments.append((place, " ".join("".join(self.comment).split())))
        if self.is_not_stored:
            found.not_stored.append(place)
        elif self.is_error:
            found.texts[place] = words
            found.errors.append(place)
        elif self.kind in ("", "string"):
            if self.is_odd:
                found.read[place] = read_runs(self.runs)
        else:
            found.styled(place, self.code, self.look.is_struck, self.look.font)


SPACES = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}


def _over(cell: Run, span: Run) -> Run:
    """The look of letters in a cell: what the cell says holds where the letters say nothing."""
    return Run("", span.is_raised or cell.is_raised, span.is_struck or cell.is_struck, span.font or cell.font)
