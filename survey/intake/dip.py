"""Lists of papers as JSON: any list of objects, and what the Bundestag's DIP gives (documents and proceedings).

DIP: https://dip.bundestag.de/über-dip/hilfe/api, objects “Drucksache”, “Vorgang” and “Vorgangsposition”; its
answers hold them under “documents”.
"""

import json
from collections.abc import Iterable, Mapping

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.text import decode

NOT_JSON = gettext_noop("This is not JSON.")
NO_LIST = gettext_noop("This is not a list of JSON objects.")
OF_DIP = {"drucksachetyp", "vorgangstyp", "dokumentart", "vorgangsposition", "fundstelle"}
ASKS = ("anfrage", "frage")
PUBLISHERS = {"BT": "Bundestag", "BR": "Bundesrat"}

Rows = list[tuple[int, list[str]]]


def read_objects(data: bytes, name: str) -> Rows:
    """The objects as rows below the headings that all of them have together; a row's line is its number in the list.

    Raises FileError for what is no list of objects.
    """
    limits.check_file(name, data)
    try:
        found = json.loads(decode(data, name))
    except (json.JSONDecodeError, RecursionError) as error:
        raise FileError(name, getattr(error, "lineno", None), None, NOT_JSON) from error
    if isinstance(found, dict):
        found = found.get("documents", [found])
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        raise FileError(name, None, None, NO_LIST)
    objects = [
        _of_dip(item) if OF_DIP & item.keys() else {key: _text(value) for key, value in item.items()} for item in found
    ]
    headings = list(dict.fromkeys(key for item in objects for key in item))
    rows = [(number, [item.get(heading, "") for heading in headings]) for number, item in enumerate(objects, 1)]
    for number, (line, cells) in enumerate(rows, 1):
        limits.check_row(name, line, number, cells)
    return [(0, headings), *rows]


def _text(value: object) -> str:
    """What a field says, lists parted by semicolons; of objects their titles."""
    if isinstance(value, dict):
        return _text(value.get("titel") or value.get("name") or value.get("bezeichnung") or "")
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    return "" if value is None or isinstance(value, bool) else str(value)


def _of_dip(item: Mapping) -> dict[str, str]:
    """The facts of one object, under the headings of a catalogue; empty ones are left out."""
    place = item.get("fundstelle") if isinstance(item.get("fundstelle"), dict) else {}
    kind = _text(item.get("drucksachetyp") or place.get("drucksachetyp"))
    is_question = any(kind.casefold().endswith(word) or f"{word}n" in kind.casefold() for word in ASKS)
    day = "Anfrage vom" if is_question else "Ausgegeben am"
    facts = {
        "Parlament": PUBLISHERS.get(_text(item.get("herausgeber") or place.get("herausgeber")), ""),
        "Wahlperiode": _text(item.get("wahlperiode")),
        "Drucksache": _text(item.get("dokumentnummer") or place.get("dokumentnummer")),
        "Art": _kind(item, kind),
        "Titel": _text(item.get("titel")),
        day: _text(place.get("verteildatum") if not is_question else "")
        or _text(item.get("datum") or place.get("datum")),
        "Fragesteller": "; ".join(_askers(item, kind)),
        "Ressort": _lead(item.get("ressort") or []),
        "PDF": _text(place.get("pdf_url")),
    }
    return {heading: text for heading, text in facts.items() if text}


def _kind(item: Mapping, kind: str) -> str:
    """An answer is of the kind of the inquiry that it answers."""
    proceedings = item.get("vorgangsbezug") or []
    asked = next((_text(each.get("vorgangstyp")) for each in proceedings if isinstance(each, dict)), "")
    return _text(item.get("vorgangstyp")) or (asked if kind.casefold() == "antwort" else kind) or asked


def _askers(item: Mapping, kind: str) -> Iterable[str]:
    """Members with their parties, and the groups that ask; the government, which answers, asks nothing."""
    if kind.casefold() == "antwort":
        return
    for author in item.get("autoren_anzeige") or []:
        said = _text(author.get("autor_titel") or author.get("titel")) if isinstance(author, dict) else _text(author)
        name, *behind = [part.strip() for part in said.split(",")]
        party = next((part for part in reversed(behind) if part.casefold() not in ("mdb", "mdl", "")), "")
        if name:
            yield f"{name} ({party})" if party else name
    for group in [*_titles(item.get("urheber")), *_titles(item.get("initiative"))]:
        if "regierung" not in group.casefold():
            yield group


def _titles(value: object) -> list[str]:
    return [text for each in (value if isinstance(value, list) else [value]) if (text := _text(each))]


def _lead(ministries: object) -> str:
    """The ministry in the lead; the first where none is."""
    listed = [each for each in ministries if isinstance(each, dict)] if isinstance(ministries, list) else []
    lead = [each for each in listed if each.get("federfuehrend")] or listed
    return _text(lead[0]) if lead else _text(ministries)
