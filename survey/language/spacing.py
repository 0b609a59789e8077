"""Signs that say nothing, odd blanks, letters set apart ("A N T W O R T"): made plain before a text is read."""

import re
import unicodedata

# U+00AD and signs without width; the byte order mark inside a text is one of them
_NOTHING = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F])
_BLANKS = dict.fromkeys([0x00A0, 0x1680, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)], " ")
# Line ends of other programs that stand within a line
_BLANKS |= dict.fromkeys([0x2028, 0x2029, 0x0B, 0x85], " ")
# How Word's own bullets come out of a PDF (font Symbol)
_BULLETS = {0xF0B7: "•", 0xF0A7: "•", 0xF02D: "–", 0xF0D8: "•", 0x25AA: "•", 0x25CF: "•"}
# One sign for several letters: "auﬂisten"
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Dots that stand before their letter, as old programs of TeX set them: "f¨ur", "f ¨ur"
_DOTS_BEFORE = re.compile(r"(?:(?<=[a-zß]) (?=¨ ?[aou]))?¨ ?(?P<letter>[aouAOU])")
_PLAIN = _NOTHING | _BLANKS | _BULLETS | _LIGATURES

# A soft hyphen that a line ends with is printed; some programs write a sign of negation for it
_CUT = re.compile("(?<=[^\\W\\d_])[\u00ad\u00ac](?=\\s*$)")
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_)“”\"]) (?=[?!,;:](?:\s|$)|\.(?:\s+[A-ZÄÖÜ„]|$))")

_NO_LETTERS = re.compile(r"[\W_]+")
_SPACED = re.compile(r"[^\W\d_](?:\s{1,4}[^\W\d_]){4,}(?:\s*[:.])?")
_ARTICLE = re.compile(r"(?<=[a-zäöüß])(?P<word>der|des|die|dem|und|zur|auf)(?=\s|$)")
_KERNED = re.compile(
    r"(?P<before>^|[\s(„])W (?P<rest>(?:ie|elch|orin|ann|arum|er|as|o|urde|ird|oher|ofür|odurch)[a-z]{0,6}\b)"
)


def plain(text: str) -> str:
    """The text without signs that say nothing, each kind of blank as a blank, letters with their accents; tabs stay."""
    if text.isascii():
        return text
    if "¨" in text:
        text = _DOTS_BEFORE.sub("\\g<letter>\u0308", text)
    return unicodedata.normalize("NFC", _CUT.sub("-", text).translate(_PLAIN))


def unspaced(text: str) -> str:
    """A heading without the blanks between its letters: two blanks, a capital or an article part its words."""
    if not _SPACED.fullmatch(text):
        return text
    words = [re.sub(r"\s", "", word) for word in re.split(r"\s{2,}", text.strip())]
    together = " ".join(words)
    if not together.isupper():
        together = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", together)
    return _ARTICLE.sub(r" \g<word>", together)


def unkerned(text: str) -> str:
    """ "W ie viele ?" is "Wie viele?": a W that stands apart from the word that asks, a mark from its word."""
    return _BEFORE_MARK.sub("", _KERNED.sub(r"\g<before>W\g<rest>", text))


def letters_of(text: str) -> str:
    """The letters and digits of a text alone, small ones for large: what is left tells whether two say the same."""
    return _NO_LETTERS.sub("", text).casefold()
