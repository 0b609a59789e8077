"""What a Word file says of the form of its words and of the numbers before its paragraphs."""

import re
from dataclasses import dataclass, field

from survey.pages.numerals import numeral
from survey.pages.symbols import in_symbol_font

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEFAULT_SIZE = 10.0  # points, where a file says nothing
OFF = {"0", "false", "off", "none"}
PLACE = re.compile(r"%(\d)")


def local(element) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element, default: str = "") -> str:
    return default if element is None else element.get(f"{W}val", default)


def on(element) -> bool:
    """Whether a switch such as <w:b/> is there and not turned off."""
    return element is not None and value(element, "true") not in OFF


@dataclass(frozen=True, slots=True)
class Form:
    """How a run looks; `size` in points."""

    bold: bool
    size: float
    raised: bool
    struck: bool
    is_hidden: bool
    font: str


def _is_default(style) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


class Styles:
    """Looks a property up where Word does: the run, its style, the paragraph's style, what these are based on."""

    def __init__(self, root) -> None:
        styles = [] if root is None else root.findall(f"{W}style")
        self.styles = {style.get(f"{W}styleId"): style for style in styles}
        self.default = next(filter(_is_default, styles), None)
        self.run_default = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.forms: dict[tuple, Form] = {}

    def form(self, paragraph, run) -> Form:
        own = run.find(f"{W}rPr")
        if own is not None:
            return self._form(paragraph, own)
        key = (value(paragraph.find(f"{W}pPr/{W}pStyle")),)
        if key not in self.forms:
            self.forms[key] = self._form(paragraph, None)
        return self.forms[key]

    def chain(self, style_id: str) -> list:
        """A style and those it is based on, nearest first; a circle ends."""
        found: list = []
        style = self.styles.get(style_id)
        while style is not None and style not in found:
            found.append(style)
            style = self.styles.get(value(style.find(f"{W}basedOn")))
        return found

    def of_paragraph(self, paragraph) -> list:
        chain = self.chain(value(paragraph.find(f"{W}pPr/{W}pStyle")))
        return chain or ([self.default] if self.default is not None else [])

    def _form(self, paragraph, own) -> Form:
        run_style = self.chain(value(own.find(f"{W}rStyle"))) if own is not None else []
        sources = [] if own is None else [own]
        for style in (*run_style, *self.of_paragraph(paragraph)):
            if (properties := style.find(f"{W}rPr")) is not None:
                sources.append(properties)
        if self.run_default is not None:
            sources.append(self.run_default)

        def first(name: str):
            return next((each for source in sources if (each := source.find(f"{W}{name}")) is not None), None)

        size, fonts = value(first("sz")), first("rFonts")
        return Form(
            bold=on(first("b")),
            size=float(size) / 2 if size.replace(".", "", 1).isdecimal() else DEFAULT_SIZE,
            raised=value(first("vertAlign")) == "superscript",
            struck=on(first("strike")) or on(first("dstrike")),
            is_hidden=on(first("vanish")),
            font="" if fonts is None else fonts.get(f"{W}ascii", ""),
        )


@dataclass
class Level:
    """One level of a list: where it begins, its form, and the text around its numbers ("%1.%2")."""

    start: int
    form: str
    text: str
    font: str
    is_decimal: bool


@dataclass
class List:
    """A list as paragraphs share it; `counts` holds the number that each level has reached."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbers before paragraphs: they are not in the text, Word counts them when it shows the file."""

    def __init__(self, root, styles: Styles) -> None:
        self.styles = styles
        self.lists: dict[str, List] = {}
        self.abstract: dict[str, str] = {}
        self.starts: dict[str, dict[int, int]] = {}
        if root is not None:
            for each in root.findall(f"{W}abstractNum"):
                self.lists[each.get(f"{W}abstractNumId")] = List(dict(map(_level, each.findall(f"{W}lvl"))))
            for each in root.findall(f"{W}num"):
                self._add(each)

    def _add(self, num) -> None:
        number = num.get(f"{W}numId")
        self.abstract[number] = value(num.find(f"{W}abstractNumId"))
        starts = {}
        for override in num.findall(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[int(override.get(f"{W}ilvl", "0"))] = int(value(start, "1"))
        self.starts[number] = starts

    def label(self, paragraph) -> str:
        """What Word prints before the paragraph, and counts it; "" where there is no number."""
        number, depth = self._place(paragraph)
        shared = self.lists.get(self.abstract.get(number, ""))
        if shared is None or depth not in shared.levels:
            return ""
        level = shared.levels[depth]
        begun = self.starts[number].pop(depth, None)  # it begins anew with the first paragraph that says so
        count = begun if begun is not None else shared.counts.get(depth, level.start - 1) + 1
        shared.counts = {each: reached for each, reached in shared.counts.items() if each < depth} | {depth: count}
        if level.form == "bullet":
            return in_symbol_font(level.text, level.font)
        return PLACE.sub(lambda match: _number(shared, level, int(match[1]) - 1), level.text)

    def _place(self, paragraph) -> tuple[str, int]:
        """The list and the depth in it, from the paragraph or else its style."""
        number, depth = None, None
        holders = [paragraph.find(f"{W}pPr"), *(style.find(f"{W}pPr") for style in self.styles.of_paragraph(paragraph))]
        for holder in holders:
            found = None if holder is None else holder.find(f"{W}numPr")
            if found is not None:
                number = number or value(found.find(f"{W}numId")) or None
                depth = depth if depth is not None else _integer(value(found.find(f"{W}ilvl")))
        return number or "", depth or 0


def _integer(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _level(element) -> tuple[int, Level]:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    level = Level(
        start=_integer(value(element.find(f"{W}start"), "1")) or 0,
        form=value(element.find(f"{W}numFmt"), "decimal"),
        text=value(element.find(f"{W}lvlText")),
        font="" if fonts is None else fonts.get(f"{W}ascii", ""),
        is_decimal=on(element.find(f"{W}isLgl")),
    )
    return int(element.get(f"{W}ilvl", "0")), level


def _number(shared: List, level: Level, depth: int) -> str:
    other = shared.levels.get(depth)
    if other is None:
        return ""
    reached = shared.counts.get(depth, other.start)
    return numeral(reached, "decimal" if level.is_decimal else other.form)
