"""Lists of inquiries as parliaments and archives keep them: one line each, under the usual headings."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.intake.dates import read_date
from survey.intake.dip import read_objects
from survey.intake.paper import Asker
from survey.sheets.grid import read_grid

DATES = ("asked", "received", "forwarded", "answered", "distributed")
HEADINGS = {
    "parliament": "parlament|parliament|landtag|land|body",
    "term": "wahlperiode|wp|legislaturperiode|term|legislative term",
    "number": "drucksache|drucksachennummer|drs|drs nr|nummer|dokumentnummer|dok nr|nr|number|paper|reference",
    "kind": "art|typ|dokumenttyp|vorgangstyp|anfrageart|drucksachetyp|kind|type|interpellation type",
    "title": "titel|betreff|betrifft|thema|title|subject",
    "asked": "anfrage vom|datum der anfrage|anfragedatum|datum anfrage|gestellt am|asked|asked on",
    "received": "eingegangen|eingang|eingegangen am|received",
    "forwarded": "übersandt|übersandt am|weitergeleitet|forwarded",
    "answered": "antwort vom|datum der antwort|antwortdatum|datum antwort|beantwortet am|answered|answered on",
    "distributed": "ausgegeben|ausgegeben am|verteilt|verteilt am|veröffentlicht|veröffentlicht am|datum|distributed"
    "|published|published at",
    "askers": "fragesteller|fragestellerin|anfragende|urheber|abgeordnete|abgeordneter|askers|asker|asked by"
    "|inquiring people",
    "party": "fraktion|fraktionen|partei|parteien|party|parties|group|inquiring parties",
    "ministry": "ministerium|ressort|ministry|beantwortet durch|antwort durch|federführung|answering ministries",
    "address": "adresse|link|url|dokument|pdf|address",
}
FIELDS = {name: field for field, names in HEADINGS.items() for name in names.split("|")}
NEEDED = {
    "number": gettext_noop("The list has no column “Drucksache” or “number”: which paper is meant?"),
    "title": gettext_noop("The list has no column “Titel” or “title”: what is it about?"),
}
KINDS = (
    ("major", re.compile(r"gro(?:ß|ss)e|^ga$|major|interpellation", re.IGNORECASE)),
    ("minor", re.compile(r"kleine|^ka$|minor", re.IGNORECASE)),
    ("oral", re.compile(r"mündlich|oral|fragestunde", re.IGNORECASE)),
    ("written", re.compile(r"schriftlich|^sf$|written", re.IGNORECASE)),
)
NUMBER = re.compile(r"(?P<term>\d{1,3})\s*/\s*(?P<number>\d{1,6})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_TITLE = r"(?:(?:Prof|Dr|h\.\s?c|mult|habil|Dipl)\.?(?:-\w+\.?)?(?:\s+|$))+"
TITLE_BEFORE = re.compile(rf"^{_TITLE}", re.IGNORECASE)
TITLE_BEHIND = re.compile(rf",\s*(?P<title>{_TITLE})$", re.IGNORECASE)
PARTY = re.compile(r"\s*[(\[](?P<party>[^()\[\]]+)[)\]]\s*$")
GROUP = re.compile(r"^(?:die\s+|der\s+)?Fraktion\b|\bFraktion$|-Fraktion\b", re.IGNORECASE)
# Others that keep papers of parliaments.
ARCHIVES = re.compile(
    r"https?://(?:[\w-]+\.)*(?:kleineanfragen|fragdenstaat|abgeordnetenwatch|archive|github|githubusercontent|wikidata)\.\w+",
    re.IGNORECASE,
)
NO_COLUMNS: Mapping[str, str] = {}
NO_FACT = gettext_noop("“%(fact)s” is no fact of a catalogue; there are: %(facts)s.")
NO_HEADING = gettext_noop("There is no column “%(heading)s”; the table has: %(headings)s.")
OPEN_BRACKET = re.compile(r"\)\s*(?:,|/|und)\s*")


@dataclass(frozen=True)
class Entry:
    """One line: `dates` by their kind; `impossible` those that are no date, as they stand; the cells as they stood.

    `parties_open` are several parties of which the line does not say which member belongs to which.
    """

    line: int
    parliament: str
    term: int
    number: str
    kind: str
    title: str
    askers: tuple[Asker, ...]
    askers_printed: str
    ministry: str
    address: str
    dates: dict[str, datetime.date] = field(default_factory=dict)
    impossible: dict[str, str] = field(default_factory=dict)
    parties_open: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """A line that cannot be taken, and why: an English sentence and its values; the cells as they stood."""

    line: int
    template: str
    params: dict
    cells: tuple[str, ...]


@dataclass(frozen=True)
class CatalogueFile:
    """`headings` as printed; `unread` those of columns that say nothing that is kept."""

    headings: tuple[str, ...]
    entries: tuple[Entry, ...]
    refusals: tuple[Refusal, ...]
    unread: tuple[str, ...]


class _Line(Exception):
    def __init__(self, template: str, **params: object):
        super().__init__(template)
        self.template = template
        self.params = params


def read_catalogue(data: bytes, name: str, columns: Mapping[str, str] = NO_COLUMNS) -> CatalogueFile:
    """The lines of a list; one that cannot be taken does not stop the others. Raises FileError.

    `columns` are headings by the fact that they stand over, where someone says so; a heading of "" says that the list
    does not have the fact.
    """
    return sandbox.within_limits(_read, data, name, dict(columns))


def headings_of(data: bytes, name: str, columns: Mapping[str, str] = NO_COLUMNS) -> dict[str, str]:
    """The headings of a list, and the fact that each stands over ("": none that is kept). Raises FileError."""
    return sandbox.within_limits(_headings, data, name, dict(columns))


def _headings(data: bytes, name: str, columns: Mapping[str, str]) -> dict[str, str]:
    rows = _rows(data, name)
    headings = rows[_top(rows, columns)][1]
    return {heading: fact for heading, fact in zip(headings, _fields(headings, columns), strict=True) if heading}


def _rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    is_json = PurePath(name).suffix.lower() == ".json" or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    return read_objects(data, name) if is_json else read_grid(data, name)


def _top(rows: Sequence[tuple[int, list[str]]], columns: Mapping[str, str]) -> int:
    """The line of the headings: the first that has number and title, or all that someone names; else the first."""
    named = {heading for heading in columns.values() if heading}
    for index, (_, cells) in enumerate(rows):
        if (named and named <= set(cells)) or {"number", "title"} <= set(_fields(cells, columns)):
            return index
    return next((index for index, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1), 0)


def _read(data: bytes, name: str, columns: Mapping[str, str]) -> CatalogueFile:
    rows = _rows(data, name)
    at = _top(rows, columns)
    line, headings = rows[at]
    for fact, heading in columns.items():
        if fact not in HEADINGS:
            raise FileError(name, None, None, NO_FACT, {"fact": fact, "facts": ", ".join(HEADINGS)})
        if heading and heading not in headings:
            known = ", ".join(f"“{each}”" for each in headings if each)
            raise FileError(name, line, None, NO_HEADING, {"heading": heading, "headings": known})
    fields = _fields(headings, columns)
    for needed, reason in NEEDED.items():
        if needed not in fields:
            raise FileError(name, line, None, reason)
    entries: list[Entry] = []
    refusals: list[Refusal] = []
    seen: dict[tuple[str, int, str], int] = {}
    for number, cells in rows[at + 1 :]:
        try:
            entry = _entry(number, dict(_pairs(fields, cells)))
            entries.append(replace(_once(entry, seen), cells=tuple(cells)))
        except _Line as error:
            refusals.append(Refusal(number, error.template, error.params, tuple(cells)))
    unread = tuple(heading for heading, known in zip(headings, fields, strict=True) if heading and not known)
    return CatalogueFile(tuple(headings), tuple(entries), tuple(refusals), unread)


def _fields(headings: Sequence[str], columns: Mapping[str, str] = NO_COLUMNS) -> list[str]:
    """For each column the fact that it is, or "": what someone says, else the first of two that say the same."""
    said = {heading: fact for fact, heading in columns.items() if heading}
    found: list[str] = []
    for heading in headings:
        known = said.get(heading, "") or FIELDS.get(_plain(heading), "")
        is_told = heading in said
        found.append(known if known not in found and (is_told or known not in columns) else "")
    return found


def _plain(heading: str) -> str:
    """Without case and signs, and without the name of the catalogue whose names are used for the facts."""
    words = re.findall(r"[^\W_]+", heading.casefold())
    return " ".join(word for word in words if word != "wikidata")


def _pairs(fields: Sequence[str], cells: Sequence[str]):
    return ((known, cell) for known, cell in zip(fields, cells, strict=False) if known and cell)


def _entry(line: int, values: dict[str, str]) -> Entry:
    number, term = _number(values)
    title = " ".join(values.get("title", "").split())
    if not title:
        raise _Line(gettext_noop("It has no title."))
    members = askers(values.get("askers", ""), values.get("party", ""))
    dates = {kind: values[kind] for kind in DATES if kind in values}
    read = {kind: _date(printed) for kind, printed in dates.items()}
    return Entry(
        line=line,
        parliament=values.get("parliament", ""),
        term=term,
        number=number,
        kind=_kind(values.get("kind", "")),
        title=title,
        askers=members,
        parties_open=_open_parties(members, values.get("party", "")),
        askers_printed=_printed(values.get("askers", ""), values.get("party", "")),
        ministry=" ".join(values.get("ministry", "").split()),
        address=_address(values.get("address", "")),
        dates={kind: date for kind, date in read.items() if date},
        impossible={kind: dates[kind] for kind, date in read.items() if date is None},
    )


def _once(entry: Entry, seen: dict[tuple[str, int, str], int]) -> Entry:
    key = (entry.parliament, entry.term, entry.number)
    if key in seen:
        raise _Line(gettext_noop("%(number)s stands in line %(line)d already."), number=entry.number, line=seen[key])
    seen[key] = entry.line
    return entry


def _number(values: dict[str, str]) -> tuple[str, int]:
    """“19/1613”, or “1613” beside the term “19” or “19. Wahlperiode”."""
    printed, term = values.get("number", ""), re.match(r"\s*(\d{1,3})\b", values.get("term", ""))
    whole = NUMBER.search(printed)
    if whole:
        if term and int(term[1]) != int(whole["term"]):
            reason = gettext_noop("“%(number)s” is not of term %(term)s.")
            raise _Line(reason, number=printed, term=term[1])
        return f"{int(whole['term'])}/{int(whole['number'])}", int(whole["term"])
    if term and re.fullmatch(r"\d{1,6}", printed):
        return f"{int(term[1])}/{int(printed)}", int(term[1])
    raise _Line(gettext_noop("“%(number)s” is not a number such as 19/1613."), number=printed)


def _kind(printed: str) -> str:
    """What says nothing is left open (“”), what is another act is “other”."""
    if not printed:
        return ""
    return next((kind for kind, pattern in KINDS if pattern.search(printed)), "other")


def _date(printed: str) -> datetime.date | None:
    iso = ISO.fullmatch(printed.strip())
    try:
        return datetime.date(*map(int, iso.groups())) if iso else read_date(printed)
    except ValueError:
        return None


def _address(printed: str) -> str:
    """Where the parliament publishes the paper; the page of an archive is not that."""
    if not printed or ARCHIVES.match(printed):
        return ""
    if not re.fullmatch(r"https?://[^\s<>\"]{1,490}", printed):
        raise _Line(gettext_noop("“%(address)s” is no address of a page."), address=printed[:80])
    return printed


def _printed(names: str, party: str) -> str:
    plain = " ".join(names.split())
    return f"{plain} ({party})" if party and plain and "(" not in plain else plain or party


def askers(names: str, parties: str) -> tuple[Asker, ...]:
    """The members of one cell: “Hahn, Jörg-Uwe (FDP); Dr. Anna Muster (SPD)”, the party perhaps beside them.

    One party alone belongs to all. Of several, nobody says which belongs to whom: lists sort both as they like.
    """
    listed = _listed(parties)
    pieces = [piece for piece in _pieces(names) if piece]
    if not pieces:
        return tuple(Asker(party, party=party, group=party) for party in listed)
    return tuple(_asker(piece, listed[0] if len(listed) == 1 else "") for piece in pieces)


def _listed(parties: str) -> list[str]:
    return [party for party in re.split(r"\s*[;,|\n]\s*|\s+und\s+", parties) if party]


def _open_parties(members: Sequence[Asker], parties: str) -> str:
    """Several parties that stand beside members of whom some have none of their own."""
    is_open = len(_listed(parties)) > 1 and not all(asker.party for asker in members)
    return " ".join(parties.split()) if is_open else ""


def _pieces(names: str) -> list[str]:
    """Where one name ends and the next begins: a comma may stand within a name."""
    parts = re.split(r"\s*[;|\n]\s*|\s+(?:und|sowie)\s+(?!Fraktion\b)", names.strip())
    return [piece for part in parts for piece in _by_comma(part)]


def _by_comma(part: str) -> list[str]:
    if OPEN_BRACKET.search(part):
        return re.split(r"(?<=\))\s*[,/]\s*", part)
    pieces = re.split(r"\s*,\s*", part)
    bare = [PARTY.sub("", piece) for piece in pieces]
    titles = [bool(TITLE_BEFORE.fullmatch(piece)) for piece in bare]
    if len(pieces) == 1 or any(titles):
        return [part]
    if all(" " in TITLE_BEFORE.sub("", piece) for piece in bare):
        return pieces
    if len(pieces) % 2 == 0:
        return [", ".join(pieces[at : at + 2]) for at in range(0, len(pieces), 2)]
    return pieces


def _asker(piece: str, beside: str) -> Asker:
    party = PARTY.search(piece)
    name = PARTY.sub("", piece) if party else piece
    affiliation = " ".join((party["party"] if party else beside).split())
    if GROUP.search(name):
        return Asker(name.strip(), party=affiliation or _party_of(name), group=name.strip())
    behind = TITLE_BEHIND.search(name)
    if behind:
        name = name[: behind.start()]
    if name.count(",") == 1:
        last, first = (each.strip() for each in name.split(","))
        name = f"{first} {last}"
    before = TITLE_BEFORE.match(name + " ")
    title = (behind["title"] if behind else before[0] if before else "").strip()
    return Asker(TITLE_BEFORE.sub("", name).strip(), title, affiliation)


def _party_of(group: str) -> str:
    """“Fraktion der SPD” -> “SPD”."""
    return re.sub(r"^(?:der|die|des)\s+", "", GROUP.sub("", group).strip(" -"))
