"""What an XLSX file says of its cells beyond their values: formats, looks, comments, what is hidden or not stored.

calamine gives values alone. The XML is read again only where it holds something of the kind; it has passed the checks
of archives, so that it declares no entities.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from survey.files.limits import limits
from survey.files.xml_limits import PLACE, column_number
from survey.sheets.details import SHOWN, Details, Place
from survey.sheets.number_formats import BUILT_IN, is_plain
from survey.sheets.package import count, each_element, path_of, sheets_of
from survey.sheets.rich_text import SYMBOL_FONTS, Run, read_runs

STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
LOOKS = re.compile(rb"superscript|<(?:\w+:)?d?strike|Wingdings|Webdings|Symbol|Marlett")
CELLS_MATTER = re.compile(rb'hidden="(?:1|true)"|t="e"|<(?:\w+:)?rPr\b|<(?:\w+:)?f[ >/]')
NOTES = re.compile(r".*/(?:comments|threadedComment)[^/]*")


class Style:
    """What of the style of a cell matters here."""

    def __init__(self, code: str, font: tuple[bool, str]):
        self.code = "" if is_plain(code) else code
        self.is_struck, self.font = font

    @property
    def matters(self) -> bool:
        return bool(self.code or self.is_struck or SYMBOL_FONTS.match(self.font))


def details_in_xlsx(data: bytes) -> dict[str, Details]:
    """By sheet name; for a file that has passed the checks of archives."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        present = set(archive.namelist())
        styles = _styles(archive) if STYLES in present else {}
        strings = _strings(archive) if STRINGS in present else {}
        return {
            sheet: _details(archive, entry, styles, strings, present) for sheet, entry in sheets_of(archive).items()
        }


def _details(
    archive: zipfile.ZipFile,
    entry: str,
    styles: Mapping[str, Style],
    strings: Mapping[str, list[Run]],
    present: set[str],
) -> Details:
    found = Details()
    if styles or strings or CELLS_MATTER.search(archive.read(entry)):
        cells = _Cells(found, styles, strings)
        each_element(archive, entry, cells.start, cells.end, cells.text)
    for notes in _notes(archive, entry, present):
        reader = _Notes(found)
        each_element(archive, notes, reader.start, reader.end, reader.text)
    return found


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _place(attributes: Mapping[str, str], name: str = "r") -> Place | None:
    place = PLACE.fullmatch(attributes.get(name, ""))
    return (int(place[2]) - 1, column_number(place[1]) - 1) if place else None


def _is_on(attributes: Mapping[str, str]) -> bool:
    return attributes.get("val", "1") not in ("0", "false", "none")


class _Runs:
    """The runs of a text, as shared strings and cells hold them."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.look = Run("")
        self.is_text = self.is_phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "r":
            self.look = Run("")
        elif name == "rPr":
            self.look = self.look._replace(is_own=True)
        elif name == "vertAlign":
            self.look = self.look._replace(is_raised=attributes.get("val") == "superscript")
        elif name in ("strike", "dstrike"):
            self.look = self.look._replace(is_struck=_is_on(attributes))
        elif name == "rFont":
            self.look = self.look._replace(font=attributes.get("val", ""))
        elif name == "rPh":
            self.is_phonetic = True
        elif name == "t" and not self.is_phonetic:
            self.is_text = True
            self.runs.append(self.look)

    def text(self, text: str) -> None:
        if self.is_text:
            self.runs[-1] = self.runs[-1]._replace(text=self.runs[-1].text + text)

    def end(self, name: str) -> None:
        if name == "t":
            self.is_text = False
        elif name == "rPh":
            self.is_phonetic = False


def _has_looks(runs: list[Run]) -> bool:
    return any(not run.is_plain for run in runs)


def _strings(archive: zipfile.ZipFile) -> dict[str, list[Run]]:
    """The shared strings whose letters look otherwise than plain, by their numbers."""
    if not LOOKS.search(archive.read(STRINGS)):
        return {}
    found: dict[str, list[Run]] = {}
    number, item = 0, _Runs()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal item
        if _local(name) == "si":
            item = _Runs()
        item.start(_local(name), attributes)

    def end(name: str) -> None:
        nonlocal number
        item.end(_local(name))
        if _local(name) == "si":
            if _has_looks(item.runs):
                found[str(number)] = item.runs
            number += 1

    each_element(archive, STRINGS, start, end, lambda text: item.text(text))
    return found


def _styles(archive: zipfile.ZipFile) -> dict[str, Style]:
    """The styles of cells that matter, by their numbers."""
    reader = _Styles()
    each_element(archive, STYLES, reader.start, reader.end)
    return {number: style for number, style in reader.styles.items() if style.matters}


class _Styles:
    def __init__(self) -> None:
        self.codes = {str(number): code for number, code in BUILT_IN.items()}
        self.fonts: list[tuple[bool, str]] = []
        self.styles: dict[str, Style] = {}
        self.inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if name in ("fonts", "cellXfs"):
            self.inside = name
        elif name == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif self.inside == "fonts":
            self._font(name, attributes)
        elif name == "xf" and self.inside == "cellXfs":
            font = attributes.get("fontId", "0")
            look = self.fonts[int(font)] if font.isdecimal() and int(font) < len(self.fonts) else (False, "")
            self.styles[str(len(self.styles))] = Style(self.codes.get(attributes.get("numFmtId", ""), ""), look)

    def _font(self, name: str, attributes: dict[str, str]) -> None:
        if name == "font":
            self.fonts.append((False, ""))
        elif name == "strike" and self.fonts:
            self.fonts[-1] = (_is_on(attributes), self.fonts[-1][1])
        elif name == "name" and self.fonts:
            self.fonts[-1] = (self.fonts[-1][0], attributes.get("val", ""))

    def end(self, name: str) -> None:
        if _local(name) == self.inside:
            self.inside = ""


class _Cells:
    """Follows the cells of one sheet: those whose style, text or formula matters are told to `found`."""

    def __init__(self, found: Details, styles: Mapping[str, Style], strings: Mapping[str, list[Run]]):
        self.found = found
        self.styles = styles
        self.strings = strings
        self.place: Place | None = None
        self.attributes: Mapping[str, str] = {}
        self.runs = _Runs()
        self.value: list[str] | None = None
        self.stored = ""
        self.has_value = self.is_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if name == "c":
            self.place, self.attributes = _place(attributes), attributes
            self.runs, self.value, self.has_value, self.is_formula = _Runs(), None, False, False
        elif name == "v":
            self.value = []
        elif name == "f":
            self.is_formula = True
        elif name == "row":
            if attributes.get("hidden") in ("1", "true") and len(self.found.hidden_rows) < SHOWN:
                self.found.hidden_rows.append(count(attributes, "r", 0, most=limits.rows))
        elif name == "col":
            self._column(attributes)
        elif self.place:
            self.runs.start(name, attributes)

    def _column(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = (count(attributes, name, most=limits.columns) for name in ("min", "max"))
            self.found.hidden_columns.update(range(first - 1, last))

    def text(self, text: str) -> None:
        if self.value is not None:
            self.value.append(text)
        else:
            self.runs.text(text)

    def end(self, name: str) -> None:
        name = _local(name)
        if name == "v" and self.value is not None:
            self.has_value = any(self.value)
            self.stored, self.value = "".join(self.value), None
        elif name == "c" and self.place:
            self._keep(self.place)
            self.place = None
        else:
            self.runs.end(name)

    def _keep(self, place: Place) -> None:
        kind, style = self.attributes.get("t", "n"), self.styles.get(self.attributes.get("s", ""))
        if self.is_formula and not self.has_value and kind not in ("str", "inlineStr"):
            self.found.not_stored.append(place)
        elif kind == "e" and self.has_value:
            self.found.texts[place] = self.stored
            self.found.errors.append(place)
        elif kind == "s" and self.has_value and (runs := self.strings.get(self.stored)):
            self.found.read[place] = read_runs([_styled(run, style) for run in runs])
        elif self.runs.runs and (style or _has_looks(self.runs.runs)):
            runs = [_styled(run, style) for run in self.runs.runs]
            if _has_looks(runs):
                self.found.read[place] = read_runs(runs)
        elif style:
            self.found.styled(place, style.code, style.is_struck, style.font)


def _styled(run: Run, style: Style | None) -> Run:
    """A run without a look of its own has that of the cell."""
    return run if style is None or run.is_own else run._replace(is_struck=style.is_struck, font=style.font)


def _notes(archive: zipfile.ZipFile, entry: str, present: set[str]) -> list[str]:
    """The parts with the comments of a sheet."""
    folder, _slash, name = entry.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in present:
        return []
    targets: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship" and NOTES.fullmatch(attributes.get("Type", "")):
            targets.append(path_of(attributes.get("Target", ""), folder))

    each_element(archive, relations, start)
    return [target for target in dict.fromkeys(targets) if target in present]


class _Notes:
    def __init__(self, found: Details):
        self.found = found
        self.place: Place | None = None
        self.pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) in ("comment", "threadedComment"):
            self.place, self.pieces = _place(attributes, "ref"), []

    def text(self, text: str) -> None:
        self.pieces.append(text)

    def end(self, name: str) -> None:
        if _local(name) in ("comment", "threadedComment") and self.place:
            self.found.comments.append((self.place, " ".join("".join(self.pieces).split())))
            self.place = None
