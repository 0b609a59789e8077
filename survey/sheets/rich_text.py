"""What the look of letters says: raised digits are marks, struck-out words count no more, symbol fonts draw ticks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz+-", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁺⁻")
STRIKE = "\u0336"  # drawn through the letter before it
STRUCK = re.compile(rf"(?:\S{STRIKE}(?:\s(?=\S{STRIKE}))?)+")
SYMBOL_FONTS = re.compile(r"wingdings|webdings|symbol|marlett", re.IGNORECASE)
TICK, CROSS, TICKED_BOX, CROSSED_BOX, BOX, DOT = "✓✗☑☒☐●"
SYMBOLS = {
    "wingdings": {"ü": TICK, "û": CROSS, "þ": TICKED_BOX, "ý": CROSSED_BOX, "¨": BOX, "o": BOX, "q": BOX, "l": DOT}
    | {"n": "■", "§": "▪", "à": "→", "ß": "←", "x": CROSSED_BOX, "J": "☺", "L": "☹"},
    "wingdings 2": {
        "P": TICK,
        "O": CROSS,
        "R": TICKED_BOX,
        "Q": CROSSED_BOX,
        "T": CROSSED_BOX,
        "£": BOX,
        "S": TICKED_BOX,
    },
    "webdings": {"a": TICK, "r": CROSS, "c": BOX, "g": "■", "n": DOT},
    "marlett": {"a": TICK, "b": TICK, "r": CROSS},
    "symbol": {"·": "•", "Ö": "√", "´": "×", "³": "≥", "£": "≤", "»": "≈"},
}
PRIVATE = re.compile("[\uf020-\uf0ff]")  # where programs put the letters of symbol fonts


class Run(NamedTuple):
    """Letters of one look; `is_own`: it says itself how it looks, whatever its cell says."""

    text: str
    is_raised: bool = False
    is_struck: bool = False
    font: str = ""
    is_own: bool = False

    @property
    def is_plain(self) -> bool:
        return not (self.is_raised or self.is_struck or SYMBOL_FONTS.match(self.font))


class Read(NamedTuple):
    """The text that counts, and the text as it looks where that is another."""

    text: str
    raw: str = ""


def read_runs(runs: Sequence[Run]) -> Read:
    """Struck-out words beside others are left out of the text; where nothing else stands, the text is struck out."""
    drawn = [run._replace(text=_drawn(run)) for run in runs]
    kept = "".join(run.text for run in drawn if not run.is_struck)
    if not any(run.is_struck and run.text.strip() for run in drawn):
        return Read(kept)
    raw = "".join(through(run.text) if run.is_struck else run.text for run in drawn)
    return Read(kept.strip(), raw) if kept.strip() else Read(raw.strip())


def _drawn(run: Run) -> str:
    text = with_symbols(run.text, run.font)
    return raised(text) if run.is_raised else text


def raised(text: str) -> str:
    """“1)” -> “¹)”: as footnotes are marked in a text without looks."""
    return text.translate(RAISED)


def through(text: str) -> str:
    """The text with a line drawn through each letter."""
    return "".join(letter if letter.isspace() else letter + STRIKE for letter in text)


def struck_words(text: str) -> str:
    """The words of a text that have a line through them."""
    return " ".join(STRUCK.findall(text)).replace(STRIKE, "")


def with_symbols(text: str, font: str = "") -> str:
    """The signs that a symbol font draws for letters; without a font, those of Wingdings in the private area."""
    known = SYMBOLS.get(font.casefold(), SYMBOLS["wingdings"] if SYMBOL_FONTS.match(font) else {})
    return "".join(_symbol(letter, known) for letter in text)


def _symbol(letter: str, known: dict[str, str]) -> str:
    if PRIVATE.match(letter):
        plain = chr(ord(letter) - 0xF000)
        return (known or SYMBOLS["wingdings"]).get(plain, letter)
    return known.get(letter, letter)
