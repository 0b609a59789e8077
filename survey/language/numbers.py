"""Numbers as people write them, read exactly or not at all."""

import re
from dataclasses import dataclass
from decimal import Decimal

WORDS = {
    word: value
    for value, words in enumerate(
        (
            "null zero",
            "ein eine einem einen einer eines eins one",
            "zwei zwo two",
            "drei three",
            "vier four",
            "fünf five",
            "sechs six",
            "sieben seven",
            "acht eight",
            "neun nine",
            "zehn ten",
            "elf eleven",
            "zwölf twelve",
            "dreizehn thirteen",
            "vierzehn fourteen",
            "fünfzehn fifteen",
            "sechzehn sixteen",
            "siebzehn seventeen",
            "achtzehn eighteen",
            "neunzehn nineteen",
            "zwanzig twenty",
            "einundzwanzig twenty-one",
        )
    )
    for word in words.split()
}
ARTICLES = frozenset({"ein", "eine", "einem", "einen", "einer", "eines"})
LONGEST = 100

QUALIFIERS = {
    "about": (
        *("ca.", "ca", "circa", "zirka", "etwa", "rund", "rd.", "ungefähr", "ungef.", "knapp", "gut", "fast", "nahezu"),
        *("about", "around", "~", "≈"),
    ),
    "at_least": ("mindestens", "mind.", "min.", "wenigstens", "ab", "at least", "≥", ">="),
    "at_most": ("höchstens", "max.", "maximal", "bis zu", "at most", "up to", "≤", "<="),
}
_MEANING = {word: number_is for number_is, words in QUALIFIERS.items() for word in words}
_QUALIFIER = "|".join(re.escape(word) for word in sorted(_MEANING, key=len, reverse=True))
_BLANK = r"[ \u00a0\u2007\u2009\u202f]"
_DIGITS = {
    "de": rf"(?:[1-9]\d{{0,2}}(?:\.\d{{3}})+|[1-9]\d{{0,2}}(?:{_BLANK}\d{{3}})+|\d+)(?:,\d+)?",
    "en": rf"(?:[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d{{0,2}}(?:{_BLANK}\d{{3}})+|\d+)(?:\.\d+)?",
}
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_PATTERN = {
    language: re.compile(
        rf"(?:(?P<qualifier>{_QUALIFIER})\s*)?(?P<number>[-−]?{digits}|\b(?:{_WORD})\b)", re.IGNORECASE
    )
    for language, digits in _DIGITS.items()
}
_UNIT = re.compile(r"\s*(?:€|EUR|Euro|%|Prozent|v\.\s?H\.)$", re.IGNORECASE)
_MARK = re.compile(r"(?<=[\w€%])\s*(?:\*+\)?|[¹²³⁰⁴⁵⁶⁷⁸⁹ᵃ-ᶻⁱ]+[)⁾]?)$")
_BEFORE = re.compile(r"^(?:(?:€|EUR)\s*|\+(?=\d))", re.IGNORECASE)
_WITHOUT_CENTS = re.compile(r"(?<=\d),\s?[-–—]{1,2}$")
# a key; what a program writes where it knows nothing; a year since when
_UNSURE = re.compile(r"0\d.*|null|NULL|[Aa]b\s*(?:19|20)\d\d")
# 1.234 in German, 1,234 in English; a share is no more than a hundred
_EITHER = re.compile(r"[-−+]?[1-9]\d{0,2},\d{3}")
_SHARE = re.compile(r"(?:%|Prozent|v\.\s?H\.)$", re.IGNORECASE)
_ENGLISH = re.compile(r"\d,\d{3}(?:,\d{3}|\.\d)")


@dataclass(frozen=True)
class Number:
    """`value` is None exactly when `number_is` is "none"."""

    value: Decimal | None
    number_is: str


@dataclass(frozen=True)
class FoundNumber:
    """A number in a running text; `words` with the qualifier ("rund 350")."""

    value: Decimal
    number_is: str
    words: str
    start: int
    end: int


NO_NUMBER = Number(None, "none")


def read(text: str, language: str = "de") -> Number:
    """The number that the whole text is: "ca. 1.200" -> about 1200; anything else is no number.

    "1.5" is no German and "1,5" no English number: they are refused, not guessed.
    """
    match = _PATTERN[language].fullmatch(text.strip())
    return Number(_value(match["number"], language), _kind(match)) if match else NO_NUMBER


def read_cell(text: str) -> Number:
    """The number of a cell in a column of numbers: as `read`, with a unit of money or % and marks of footnotes behind.

    “€ 90.000,-” and “+3” are numbers too; “06631” is none, but a key, and “1,234” may be two.
    English writing counts where German has no such number and both marks, or several commas, leave no doubt.
    """
    if len(text) > LONGEST:
        return NO_NUMBER
    unmarked = _MARK.sub("", text.strip())
    plain = _UNIT.sub("", unmarked)
    if _UNSURE.fullmatch(plain) or (_EITHER.fullmatch(_BEFORE.sub("", plain)) and not _SHARE.search(unmarked)):
        return NO_NUMBER
    number = read(plain)
    if number == NO_NUMBER and _ENGLISH.search(plain):
        return read(plain, "en")
    return read(_WITHOUT_CENTS.sub("", _BEFORE.sub("", plain))) if number == NO_NUMBER else number


def word_value(word: str) -> int | None:
    """The value of one number word, articles among them ("in einem geplant" -> 1)."""
    return WORDS.get(word.casefold())


def find(text: str, language: str = "de") -> list[FoundNumber]:
    """The numbers and number words of a running text, without articles, parts of words, and dates like 24.07.2014."""
    return [
        FoundNumber(_value(match["number"], language), _kind(match), match[0], match.start(), match.end())
        for match in _PATTERN[language].finditer(text)
        if _stands_alone(match, text) and match["number"].casefold() not in ARTICLES
    ]


def _stands_alone(match: re.Match, text: str) -> bool:
    before, after = text[: match.start()][-2:], text[match.end() :][:2]
    return not (re.search(r"\w$|\d[.,:/]$", before) or re.match(r"\w|[.,:/]\d", after))


def _value(number: str, language: str) -> Decimal:
    if number.casefold() in WORDS:
        return Decimal(WORDS[number.casefold()])
    plain = re.sub(_BLANK, "", number.replace("−", "-"))
    plain = plain.replace(".", "").replace(",", ".") if language == "de" else plain.replace(",", "")
    return Decimal(plain)


def _kind(match: re.Match) -> str:
    qualifier = match["qualifier"]
    return _MEANING[qualifier.casefold()] if qualifier else "exact"


def decimal_text(value: Decimal | int | None) -> str | None:
    """A number the same on every database: no trailing zeros, no exponent; None stays None."""
    return None if value is None else format(Decimal(value).normalize(), "f")
