"""What an ODT says of the form of its words and of the numbers before its paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey.pages.numerals import numeral
from survey.pages.symbols import in_symbol_font

URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE = (f"{{{URN}{name}:1.0}}" for name in ("office", "style", "text", "table"))
FO = f"{{{URN}xsl-fo-compatible:1.0}}"
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BOLD = {"bold", "600", "700", "800", "900"}
DEFAULT_SIZE = 12.0  # points, where a file says nothing
RAISED_FROM = 10  # percent of the height of a line


def local(element) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass(frozen=True, slots=True)
class Form:
    """How a run looks; `size` in points."""

    bold: bool
    size: float
    raised: bool
    struck: bool
    is_hidden: bool


class Styles:
    """Looks a property up in the styles of the span, of spans around it, of the paragraph, and what these build on."""

    def __init__(self, content, styles) -> None:
        self.styles: dict[tuple[str, str], object] = {}
        self.defaults: dict[str, object] = {}
        for root in (content, styles):
            for style in () if root is None else root.iter(f"{STYLE}style", f"{STYLE}default-style"):
                family, name = style.get(f"{STYLE}family"), style.get(f"{STYLE}name")
                if name:
                    self.styles.setdefault((family, name), style)
                else:
                    self.defaults[family] = style
        self.forms: dict[tuple, Form] = {}

    def form(self, chain: list) -> Form:
        """`chain` is the innermost element first, the paragraph last."""
        key = tuple(element.get(f"{TEXT}style-name") for element in chain)
        if key not in self.forms:
            self.forms[key] = self._form(list(self._properties(chain)))
        return self.forms[key]

    def _properties(self, chain: list) -> Iterator:
        for element in chain:
            family = "text" if local(element) == "span" else "paragraph"
            yield from self._of_style(family, element.get(f"{TEXT}style-name"))
        if (default := self.defaults.get("paragraph")) is not None:
            yield from default.iterchildren(f"{STYLE}text-properties")

    def _of_style(self, family: str, name: str | None) -> Iterator:
        seen = set()
        while name and name not in seen and (style := self.styles.get((family, name))) is not None:
            seen.add(name)
            yield from style.iterchildren(f"{STYLE}text-properties")
            name = style.get(f"{STYLE}parent-style-name")

    def _form(self, properties: list) -> Form:
        def first(name: str) -> str:
            return next((found for each in properties if (found := each.get(name)) is not None), "")

        sizes = (each.get(f"{FO}font-size", "") for each in properties)
        size = next((size for size in sizes if size.endswith("pt")), "")
        position = first(f"{STYLE}text-position")
        height = position.split("%")[0].split(" ")[0]
        return Form(
            bold=first(f"{FO}font-weight") in BOLD,
            size=float(size.removesuffix("pt")) if size else DEFAULT_SIZE,
            raised=height == "super" or (height.lstrip("-").isdecimal() and int(height) >= RAISED_FROM),
            struck=first(f"{STYLE}text-line-through-style") not in ("", "none"),
            is_hidden=first(f"{TEXT}display") == "none",
        )


class Lists:
    """The numbers before paragraphs, which are not in the text: the program counts them when it shows the file."""

    def __init__(self, content, styles) -> None:
        self.levels: dict[str, dict[int, object]] = {}
        self.outline: dict[int, object] = {}
        for root in (styles, content):
            for style in () if root is None else root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                levels = {int(level.get(f"{TEXT}level", "1")): level for level in style}
                if local(style) == "outline-style":
                    self.outline = levels
                else:
                    self.levels[style.get(f"{STYLE}name")] = levels
        self.reached: dict[str, dict[int, int]] = {}  # what a list of a style had reached when it ended
        self.headings: dict[int, int] = {}

    def heading(self, heading) -> str:
        """The number of a heading, where the file numbers them."""
        depth = int(heading.get(f"{TEXT}outline-level", "1"))
        level = self.outline.get(depth)
        if level is None or not level.get(f"{STYLE}num-format"):
            return ""
        self.headings = _counted(self.headings, depth, _start(level))
        return _label(self.outline, self.headings, depth)

    def paragraphs(self, element, name: str = "", depth: int = 1, counts: dict | None = None) -> Iterator[tuple]:
        """The paragraphs of a list with their labels; a list within an item is one level deeper."""
        name = element.get(f"{TEXT}style-name") or name
        is_continued = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        if counts is None:
            counts = dict(self.reached.get(name, {})) if is_continued else {}
        levels = self.levels.get(name, {})
        for item in element:
            is_first = local(item) == "list-item"
            for child in item:
                if local(child) == "list":
                    counts.pop(depth + 1, None)
                    yield from self.paragraphs(child, name, depth + 1, counts)
                elif local(child) in ("p", "h"):
                    if is_first and _has_text(child):
                        counts.update(_counted(counts, depth, _start(levels.get(depth)), item))
                        yield child, _label(levels, counts, depth)
                        is_first = False
                    else:
                        yield child, ""
        self.reached[name] = counts


def _has_text(paragraph) -> bool:
    return any(text.strip() for text in paragraph.itertext())


def _start(level) -> int:
    return 1 if level is None else int(level.get(f"{TEXT}start-value", "1"))


def _counted(counts: dict[int, int], depth: int, start: int, item=None) -> dict[int, int]:
    """One more at `depth`; what is deeper begins anew."""
    begun = None if item is None else item.get(f"{TEXT}start-value")
    number = int(begun) if begun else counts.get(depth, start - 1) + 1
    return {each: reached for each, reached in counts.items() if each < depth} | {depth: number}


def _label(levels: dict[int, object], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    if local(level) == "list-level-style-bullet":
        fonts = [each.get(f"{STYLE}font-name", "") for each in level.iter(f"{STYLE}text-properties")]
        return in_symbol_font(level.get(f"{TEXT}bullet-char", ""), (fonts or [""])[0])
    form = level.get(f"{STYLE}num-format", "")
    if not form:
        return ""
    shown = int(level.get(f"{TEXT}display-levels", "1"))
    numbers = [
        numeral(counts.get(each, 1), FORMS.get(levels[each].get(f"{STYLE}num-format", ""), "decimal"))
        for each in range(max(1, depth - shown + 1), depth + 1)
        if each in levels
    ]
    return level.get(f"{STYLE}num-prefix", "") + ".".join(numbers) + level.get(f"{STYLE}num-suffix", "")
