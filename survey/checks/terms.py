"""When the electoral terms of parliaments began, as they say themselves; a day outside its term is a mistake.

A parliament or term that is not listed is not judged. A term ends where the next begins.
"""

import datetime
from itertools import pairwise

BEGINS = {
    "bundestag": {
        **{12: "1990-12-20", 13: "1994-11-10", 14: "1998-10-26", 15: "2002-10-17", 16: "2005-10-18", 17: "2009-10-27"},
        **{18: "2013-10-22", 19: "2017-10-24", 20: "2021-10-26", 21: "2025-03-25"},
    },
    "hessen": {
        **{15: "1999-04-05", 16: "2003-04-05", 17: "2008-04-05", 18: "2009-02-05", 19: "2014-01-18", 20: "2019-01-18"},
        **{21: "2024-01-18"},
    },
    "niedersachsen": {
        **{15: "2003-03-04", 16: "2008-02-26", 17: "2013-02-19", 18: "2017-11-14", 19: "2022-11-08"},
    },
}
LATE = datetime.timedelta(days=183)  # a reply may come, and be printed, when the next term has begun
ASKED = "asked"


def is_outside(parliament: str, term: int | None, kind: str, day: datetime.date) -> bool:
    """Whether a day of this kind cannot belong to a paper of this term of the parliament with this slug."""
    begin, end = _days(parliament, term)
    return (begin is not None and day < begin) or (end is not None and day > (end if kind == ASKED else end + LATE))


def _days(parliament: str, term: int | None) -> tuple[datetime.date | None, datetime.date | None]:
    begins = BEGINS.get(parliament, {})
    known = sorted(begins)
    begin = datetime.date.fromisoformat(begins[term]) if term in begins else None
    following = next((later for earlier, later in pairwise(known) if earlier == term), None)
    return begin, datetime.date.fromisoformat(begins[following]) if following else None
