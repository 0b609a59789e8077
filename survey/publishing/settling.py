"""Which edition put a reported error right: the one that changed what is said at its place."""

from collections.abc import Mapping

from survey.models import Edition, Erratum
from survey.publishing.content import AnnexPart, Content
from survey.publishing.withheld import content_of


def settle(erratum: Erratum, editions: Mapping[int, Edition], current: Edition) -> None:
    """Write down the edition, when it was published, and which one before it says it otherwise.

    An edition that the report names is taken as it is named. Else it is the first that tells of the report; where that
    one changed nothing at the place, the last one before it that did. Where none did, `edition_before` is None.
    """
    contents = {number: content_of(editions[number]) for number in sorted(editions)}
    before = dict(zip(list(contents)[1:], contents, strict=False))
    number = erratum.settled_in
    if number is None:
        first = next((number for number, content in contents.items() if _tells(content, erratum.number)), None)
        earlier = [number for number in before if first is None or number <= first]
        changed = [each for each in earlier if changes(erratum.place, contents[before[each]], contents[each])]
        number = changed[-1] if changed else first
        before = before if changed else {}
    settling = editions.get(number, current)
    erratum.settled_in, erratum.settled_on = settling.number, settling.published_at
    erratum.edition_before = before.get(settling.number)


def changes(place: str, old: Content, new: Content) -> bool:
    """Whether two editions say something else at a place; "" is the paper as a whole."""
    return _said_at(old, place) != _said_at(new, place)


def _tells(content: Content, report: int) -> bool:
    return any(each["number"] == report for each in content["reports"])


def _said_at(content: Content, place: str) -> object:
    if not place:
        return {name: value for name, value in content.items() if name != "reports"}
    kind, _blank, key = place.partition(" ")
    if kind == "question":
        return [each for each in content["questions"] if each["key"] == key]
    if kind in ("reply", "remark"):
        return [each for each in (*content["replies"], *content["remarks"]) if each["key"] == place]
    keys = place.split("/")
    if len(keys) != 3 or not all(key.isdecimal() for key in keys):
        return None
    annex, *cell = map(int, keys)
    return [_cell(each, *cell) for each in content["annexes"] if each["number"] == annex]


def _cell(annex: AnnexPart, row: int, column: int) -> object:
    """With the categories of its row, which may rest on it."""
    found = [each for each in annex["rows"] if each["key"] == row]
    return [([cell for cell in each["answers"] if cell["column"] == column], each["codings"]) for each in found]
