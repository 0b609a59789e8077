"""What leads to a person: telephone numbers, mail and street addresses, file numbers, as German papers print them.

The patterns are told apart from what looks like them: numbers of papers (19/1613), dates, roads with a number
(Landesstraße 3024), places that are counted (Studienplatz 5). Each begins at a fixed sign or word and is bounded in
length, so that a text takes time in proportion to its length.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    MAIL = "mail"
    PHONE = "phone"
    STREET = "street"
    FILE = "file"


class Contact(NamedTuple):
    kind: Kind
    words: str


# Fewer digits are a year, a paper's number or a sum; more are a bank account.
PHONE_DIGITS = range(7, 16)
FILE_DIGITS = 3
SHORTEST = len("Az 123")  # “a@b.de” and “Str. 5” are as long
ROADS = ("bundes", "landes", "kreis", "staats", "gemeinde", "wasser", "milch", "stadt", "orts")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[(\[]at[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
NUMBER = r"[(]?(?:\+|00)?\d[\d()\s/.–-]{4,24}\d"
PHONE = re.compile(
    rf"(?:\b(?:Tel(?:efon|\.)?|Fon|(?:Tele)?[Ff]ax|Mobil(?:telefon)?|Handy|Durchwahl|Rufnummer)[:.\s]{{1,4}}(?:Nr\.?\s)?{NUMBER})"
    rf"|(?<![\w/+])(?:\+49|0049)[\s(/-]{{0,2}}[\d()\s/–-]{{6,20}}\d"
    rf"|(?<!ISSN )(?<![\w/.,-])\(?0[1-9]\d{{1,4}}\)?\s?[/–-]\s?\d[\d\s–-]{{2,14}}\d(?![\d/]|\.\d)"
    rf"|(?<![\w/])\(0[1-9]\d{{1,4}}\)\s?\d[\d\s–-]{{2,14}}\d(?!\d)"
)
# “str.” may be written apart: “Kölner Str. 5”.
STREET = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ][\w.-]{0,40}[ -]){0,3}(?P<name>[A-ZÄÖÜ][\w-]{0,40}?)?"
    r"(?P<end>[Ss]traße|[Ss]trasse|[Ss]tr\.|[Aa]llee|[Gg]asse|[Cc]haussee|[Ww]eg|[Pp]latz|[Rr]ing|[Dd]amm|[Uu]fer|[Ss]teig|[Mm]arkt)"
    r"\s(?P<number>\d{1,3}(?:\s?[a-h])?)(?![\w/]|[.,]\d|\s?%)(?P<town>,?\s(?:[A-Z]-)?\d{5}\s[A-ZÄÖÜ])?"
)
SURE_ENDS = ("straße", "strasse", "str.", "allee", "gasse", "chaussee")
SIGNS = "AR|AS|AY|BA|BvF|BvL|BvR|Bs|Cs|Ds|Gs|Js|KLs|Ks|Ls|NC|OWi|PA|Qs|StR|Ss|Ws|UF|UJs|VE|VG|ZR|ZB|[A-Z]"
FILE = re.compile(
    r"\b(?:Az|AZ|Gz|GZ|Aktenzeichen|Geschäftszeichen|Geschäftsnummer|Kassenzeichen)[.:\s]{1,3}(?:lautet\s)?"
    r"[^\s,;()]{0,30}\d[^\s,;()]{0,30}(?:\s[^\s,;()a-zäöü]{1,12}(?=[\s,;.)]|$)){0,3}"
    rf"|(?<![\w/.-])\d{{1,4}}\s(?:{SIGNS})\s\d{{1,6}}/\d{{2}}(?![\d/])"
)


def contacts(text: str) -> Iterator[Contact]:
    """What leads to a person in a text, in the order of kinds, each with its words."""
    if len(text) < SHORTEST:
        return
    for kind, pattern in ((Kind.MAIL, MAIL), (Kind.PHONE, PHONE), (Kind.STREET, STREET), (Kind.FILE, FILE)):
        for match in pattern.finditer(text):
            if _is_meant(kind, match):
                yield Contact(kind, " ".join(match.group().split()))


def _is_meant(kind: Kind, match: re.Match) -> bool:
    if kind == Kind.PHONE:
        return sum(map(str.isdigit, match.group())) in PHONE_DIGITS
    if kind == Kind.STREET:
        name, end = (match["name"] or "").casefold(), match["end"].casefold()
        return not name.endswith(ROADS) and (end in SURE_ENDS or bool(match["town"]))
    return kind != Kind.FILE or sum(map(str.isdigit, match.group())) >= FILE_DIGITS
