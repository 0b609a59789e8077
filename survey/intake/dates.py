"""Dates as German papers print them: "28. 04. 2015", "17.02.2015", "14. April 2015"."""

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
PRINTED_DATE = rf"\d{{1,2}}\.\s*(?:\d{{1,2}}\.|{_MONTH})\s*\d{{4}}"
_PIECES = re.compile(r"(?P<day>\d{1,2})\.\s*(?:(?P<month>\d{1,2})\.|(?P<name>[A-Za-zä]{3,9})\.?)\s*(?P<year>\d{4})")


_DAY = re.compile(rf"\d{{1,2}}\.\s*(?:\d{{1,2}}\.|(?:{'|'.join(MONTHS)})\b)", re.IGNORECASE)


def begins_with_date(text: str) -> bool:
    """ "20. November 2024 trug die Ministerin vor", "1. 7. bis ..." """
    return bool(_DAY.match(text))


def read_date(printed: str) -> datetime.date | None:
    """The date, or None where there is no such day or it is printed in another way."""
    match = _PIECES.fullmatch(printed.strip())
    if not match:
        return None
    month = int(match["month"]) if match["month"] else MONTHS.get(match["name"].lower(), 0)
    try:
        return datetime.date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None
