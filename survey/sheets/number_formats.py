"""What a German spreadsheet program shows of a number: its format may add digits, signs and units, or leave some out.

Codes of formats are those of ECMA-376, part 1, 18.8.30 and 18.8.31 (numFmt); ODS is brought into the same form.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from survey.sheets.values import Value, as_text

GENERAL_DIGITS = 10  # of a number without format; a program shows so many in a wide cell
SMALL = 1e-4  # below it, a program shows an exponent
LARGEST = 1e15
MOST_DIGITS = 15
MONTHS = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
LONG_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November"),
    "Dezember",
)
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"},
    **{5: "#,##0 €", 6: "#,##0 €", 7: "#,##0.00 €", 8: "#,##0.00 €", 14: "dd.mm.yyyy", 18: "h:mm", 19: "h:mm:ss"},
    **{20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00"},
    **{41: "#,##0", 42: "#,##0 €", 43: "#,##0.00", 44: "#,##0.00 €", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"},
}
TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<elapsed>\[(?:h+|m+|s+)\])|\[[^\]]*\]'
    r"|(?P<part>y+|m+|d+|h+|s+(?:\.0+)?|am/pm|a/p)|(?P<digits>[0#?](?:[0#?,.]*[0#?])?(?:\.(?![0#?]))?)(?P<thousands>,*)"
    r"|(?P<percent>%)|(?P<general>general|standard)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
SCIENTIFIC = re.compile(r"[0#?]E[+-][0#?]", re.IGNORECASE)
DURATION = re.compile(r"PT(\d{1,7})H(?:(\d{1,2})M)?(?:([\d.]{1,20})S)?")
WHOLE_DAY = re.compile(r"(?=.*y)(?=.*d)(?=.*m)", re.IGNORECASE | re.DOTALL)


class Token(NamedTuple):
    kind: str
    text: str


@lru_cache(maxsize=1_000)
def sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """The tokens of a code, for positive numbers, negative ones and zero, as far as it tells them apart."""
    found: list[list[Token]] = [[]]
    for match in TOKENS.finditer(code):
        kind = match.lastgroup if match.lastgroup != "thousands" else "digits"
        if kind == "other" and match[0] == ";":
            found.append([])
        elif kind == "digits":
            found[-1].append(Token("digits", match["digits"] + match["thousands"]))
        elif kind:
            found[-1].append(Token(kind, match[kind]))
    return tuple(map(tuple, found[:3]))


def is_plain(code: str) -> bool:
    """Whether a format shows a value as it is read without one: general, text, or a whole day, which is ISO here."""
    return code.casefold() in ("", "general", "standard", "@") or (_is_of_time(code) and bool(WHOLE_DAY.match(code)))


def _is_of_time(code: str) -> bool:
    return any(token.kind in ("part", "elapsed") for token in sections(code)[0])


def shown(value: Value, code: str) -> str:
    """The value as a German program shows it in this format; days whole, as ISO, for they are to be compared."""
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        return _moment(value, code)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return as_text(value)
    if not abs(value) < LARGEST or SCIENTIFIC.search(code) or "/" in code or _is_of_time(code):
        return general(value)
    parts = sections(code)
    negative = len(parts) > 1 and value < 0
    tokens = parts[1] if negative else parts[2] if len(parts) > 2 and not value else parts[0]
    if not any(token.kind == "general" or (token.kind == "digits" and set(token.text) != {"?"}) for token in tokens):
        return general(value)
    return _number(abs(value) if negative else value, tokens)


def as_duration(value: Value) -> Value | datetime.timedelta:
    """A span of time that ODS writes as text (“PT255H09M59.9S”); anything else as it is."""
    match = DURATION.fullmatch(value) if isinstance(value, str) else None
    if not match:
        return value
    return datetime.timedelta(hours=int(match[1]), minutes=int(match[2] or 0), seconds=float(match[3] or 0))


def general(value: float) -> str:
    """A number without a format: at most ten digits, a comma, no exponent."""
    text = repr(value)
    if len(text) <= GENERAL_DIGITS and "e" not in text and not text.endswith(".0"):
        return text.replace(".", ",")
    if isinstance(value, int) or (value.is_integer() and abs(value) < LARGEST):
        return str(int(value))
    if not abs(value) < LARGEST:
        return as_text(value)
    number = Decimal(f"{value:.{GENERAL_DIGITS - 1}e}")
    if abs(value) >= SMALL:
        number = number.quantize(Decimal(1).scaleb(len(str(int(abs(value)))) - GENERAL_DIGITS), ROUND_HALF_UP)
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _number(value: float, tokens: tuple[Token, ...]) -> str:
    pieces = []
    factor = 100 ** sum(token.kind == "percent" for token in tokens)
    for at, token in enumerate(tokens):
        if token.kind == "digits":
            pieces.append(_digits(value * factor if factor == 1 else Decimal(repr(value)) * factor, token.text))
        elif token.kind == "general":
            pieces.append(general(value))
        elif token.kind == "percent":
            pieces.append(" %" if at and tokens[at - 1].kind == "digits" else "%")
        else:
            pieces.append(token.text)
    return " ".join("".join(pieces).split())


def _digits(value: float | Decimal, pattern: str) -> str:
    """“#,##0.00” -> grouped, with two digits behind the comma; a comma at the end shows thousands."""
    bare = pattern.rstrip(",")
    whole, _point, fraction = bare.partition(".")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    number /= 1000 ** (len(pattern) - len(bare))
    places = min(len(fraction.replace(",", "")), MOST_DIGITS)
    text = f"{abs(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    before, _point, behind = text.partition(".")
    before = before.zfill(sum(sign in "0?" for sign in whole))
    behind = _without_zeros(behind, fraction)
    if "," in whole:
        before = f"{int(before):,}".replace(",", ".").zfill(len(before))
    sign = "-" if number < 0 and (before + behind).strip("0") else ""
    return f"{sign}{before},{behind}" if behind else f"{sign}{before}"


def _without_zeros(digits: str, pattern: str) -> str:
    """A “#” shows no zero at the end."""
    least = len(pattern.rstrip("#"))
    while len(digits) > least and digits.endswith("0"):
        digits = digits[:-1]
    return digits


def _moment(value: datetime.date | datetime.time | datetime.timedelta, code: str) -> str:
    if isinstance(value, datetime.timedelta):
        return _elapsed(value)
    if isinstance(value, datetime.time):
        return _clock(value)
    tokens = sections(code)[0]
    kinds = {token.text[0].lower() for token in tokens if token.kind == "part"}
    if "elapsed" in {token.kind for token in tokens} and isinstance(value, datetime.datetime):
        return _elapsed(value - datetime.datetime(1899, 12, 30))
    if not kinds or {"y", "d"} <= kinds:
        return as_text(value)
    if kinds <= {"h", "s", "m"} and "h" in kinds and isinstance(value, datetime.datetime):
        return _clock(value.time())
    return _parts_of_day(value, tokens)


def _parts_of_day(value: datetime.date, tokens: tuple[Token, ...]) -> str:
    """“mmm yy” -> “Mrz 15”: no day is made of what shows none."""
    said = {
        **{"yy": f"{value:%y}", "yyyy": f"{value:%Y}", "m": str(value.month), "mm": f"{value:%m}"},
        **{"mmm": MONTHS[value.month - 1], "mmmm": LONG_MONTHS[value.month - 1], "d": str(value.day)},
        **{"dd": f"{value:%d}", "y": f"{value:%y}", "yyy": f"{value:%Y}", "mmmmm": MONTHS[value.month - 1][0]},
    }
    pieces = [said.get(each.text.lower(), "") if each.kind == "part" else each.text for each in tokens]
    return " ".join("".join(pieces).split())


def _clock(value: datetime.time) -> str:
    """“14:30”; seconds where there are any."""
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def _elapsed(value: datetime.timedelta) -> str:
    """Hours beyond a day: “255:10”."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if rest else f"{sign}{hours}:{minutes:02}"
