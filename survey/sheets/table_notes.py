"""What stands below a table: whose figures these are, and of which day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SOURCE = re.compile(r"(?:Daten)?[Qq]uellen?\s*:\s*(?P<source>.+?)[,;]?\s*(?:\(?Stand:?\s+(?P<as_of>[^)]+?)\)?)?\.?")
STAND = re.compile(
    r"\(?(?:Daten)?[Ss]tand(?::\s*|\s+)(?P<as_of>(?:(?:vom|zum|am|Ende|Anfang|Mitte)\s+)?(?:den\s+)?"
    r"(?:\d|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\w+semester)[^)]*?)\)?\.?"
)

MARKED = re.compile(r"(?:\d{1,2}\)|\*+\)?|[¹²³⁴⁵⁶⁷⁸⁹])\s*\S.*", re.DOTALL)


@dataclass(frozen=True)
class TableNotes:
    """`source` and `as_of` as printed, "" where nothing says them; `notes` are the other lines."""

    source: str = ""
    as_of: str = ""
    notes: tuple[str, ...] = ()


def is_note(line: str) -> bool:
    """Whether a line right below a table explains it: its source, its day, or what bears a mark."""
    return bool(SOURCE.fullmatch(line.strip()) or STAND.fullmatch(line.strip()) or MARKED.fullmatch(line.strip()))


def read_notes(lines: Iterable[str]) -> TableNotes:
    """“Quelle: Landesamt (Stand: 31.12.2016)” names source and day; the first of each counts."""
    source, as_of, notes = "", "", []
    for line in lines:
        match = SOURCE.fullmatch(line.strip()) or STAND.fullmatch(line.strip())
        if not match:
            notes.append(line)
            continue
        said = match.groupdict()
        source = source or said.get("source") or ""
        as_of = as_of or said["as_of"] or ""
    return TableNotes(source, as_of, tuple(notes))
