"""Dates as German papers print them: "28. 04. 2015", "17.02.15", "14. April 2015"; and as programs do: "2015-04-14"."""

import datetime
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan", "jänner"),
            ("februar", "feb"),
            ("märz", "mär", "mrz"),
            ("april", "apr"),
            ("mai",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("dezember", "dez"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = r"(?i:jan|jän|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]{0,6}\.?"
PRINTED_DATE = rf"(?:\d{{1,2}}\.\s*(?:\d{{1,2}}\.|{_MONTH})\s*(?:\d{{4}}|\d{{2}}(?![\d.,]))|(?:19|20)\d\d-\d\d-\d\d)"
_PIECES = re.compile(
    r"(?P<day>\d{1,2})\.\s*(?:(?P<month>\d{1,2})\.|(?P<name>[A-Za-zä]{3,9})\.?)\s*(?P<year>\d{4}|\d{2})"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
NEXT_CENTURY = 60  # a year of two digits below is one of 2000 to 2059


_DAY = re.compile(rf"\d{{1,2}}\.\s*(?:\d{{1,2}}\.|(?:{'|'.join(MONTHS)})\b)", re.IGNORECASE)


def begins_with_date(text: str) -> bool:
    """ "20. November 2024 trug die Ministerin vor", "1. 7. bis ..." """
    return bool(_DAY.match(text))


def read_date(printed: str, *, short_years: bool = False) -> datetime.date | None:
    """The date, or None where there is no such day or it is printed in another way; with `short_years` also "17.02.15",
    where the words around it say that it is a day.
    """
    match = _ISO.fullmatch(printed.strip()) or _PIECES.fullmatch(printed.strip())
    if not match:
        return None
    month = int(match["month"]) if match["month"] else MONTHS.get(match["name"].lower(), 0)
    year = int(match["year"])
    if year < 100 and not short_years:
        return None
    if year < 100:
        year += 2000 if year < NEXT_CENTURY else 1900
    try:
        return datetime.date(year, month, int(match["day"]))
    except ValueError:
        return None
