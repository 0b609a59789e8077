"""Signs that stand in a file under the number of a symbol font, and raised digits."""

import re

# Wingdings and Symbol keep their signs at U+F020 to U+F0FF: what is printed there
SYMBOLS = {
    "\uf02d": "-", "\uf06c": "●", "\uf06e": "■", "\uf06f": "□", "\uf071": "❑", "\uf072": "❒", "\uf075": "◆",
    "\uf076": "❖", "\uf077": "◆", "\uf09f": "•", "\uf0a3": "≤", "\uf0a7": "▪", "\uf0a8": "□", "\uf0b0": "°",
    "\uf0b1": "±", "\uf0b3": "≥", "\uf0b4": "×", "\uf0b7": "•", "\uf0bb": "≈", "\uf0b9": "≠", "\uf0d8": "➢",
    "\uf0d7": "·", "\uf0de": "⇒", "\uf0e0": "→", "\uf0e8": "➔", "\uf0f0": "⇨", "\uf0fb": "✗", "\uf0fc": "✓",
    "\uf0fd": "☒", "\uf0fe": "☑", "\uf020": " ", "\uf04a": "☺", "\uf053": "Σ", "\uf061": "α", "\uf062": "β",
    "\uf06d": "µ", "\uf0ae": "→",
}  # fmt: skip
SYMBOL = re.compile("[\uf020-\uf0ff]")
RAISED_SIGNS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")


def plain(text: str) -> str:
    """With the signs that are printed; what is not known stays as the file has it."""
    return SYMBOL.sub(lambda match: SYMBOLS.get(match[0], match[0]), text) if SYMBOL.search(text) else text


def superscript(text: str) -> str:
    """Raised digits as one writes them in a line of text: "3" is "³"."""
    return text.translate(RAISED_SIGNS)


def in_symbol_font(text: str, font: str) -> str:
    """Text set in a symbol font ("ü" in Wingdings is a tick), as the signs that are printed."""
    if font.casefold().startswith(("wingdings", "symbol", "webdings")):
        text = "".join(chr(0xF000 + ord(sign)) if 0x20 <= ord(sign) < 0x100 else sign for sign in text)
    return plain(text)
