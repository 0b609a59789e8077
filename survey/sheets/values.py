"""One value of a table as text, the same in every format."""

import datetime
import re
from decimal import Decimal

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | int | float | Decimal | bool | datetime.date | None


def as_text(value: Value) -> str:
    """Decimal point, no exponent, no thousands; true and false; dates as ISO; None is empty."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def xml_text(text: str) -> str:
    """The text with the replacement character for what XML, and so XLSX and ODS, cannot hold."""
    return NOT_IN_XML.sub("\ufffd", text)
