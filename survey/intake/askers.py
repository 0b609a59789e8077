"""Who asks: "des Abg. Dr. Max Muster (SPD)", "der Abg. Muster, Beispiel (SPD) und Fraktion", and in the Bundestag
"der Abgeordneten Erika Muster, Max Beispiel, weiterer Abgeordneter und der Fraktion der SPD".
"""

import re
from collections.abc import Iterator

from survey.intake.paper import Asker

LETTERS = 2000  # of those who ask: longer than any list of members

_BEFORE = re.compile(
    r"^(?:(?:des|der)\s+)?(?:Abg\.|Abgeordnete[nr]?|Mitglied(?:er)?\s+des\s+Landtag(?:e?s)?)\s+", re.IGNORECASE
)
# A party without brackets behind all names: "Christine Muster CDU", "Tobias Muster, AfD-Fraktion"
_PARTIES = (
    r"CDU|CSU|SPD|AfD|FDP(?:/DVP)?|GRÜNE|Grüne|B(?:ÜNDNIS|ündnis) 90/(?:DIE|Die) G(?:RÜNEN|rünen)|DIE LINKE"
    r"|Die Linke|BSW|FREIE WÄHLER"
    r"|Freie Wähler|SSW|fraktionslos"
)
_BEHIND = re.compile(rf"(?<=[^\s(,]),?\s+(?:Fraktion\s+(?:der\s+)?)?(?P<party>{_PARTIES})(?:-Fraktion)?$")
_GROUP = re.compile(r"^der\s+(?P<name>Fraktion\s+(?:der\s+)?(?P<party>.+))$", re.IGNORECASE)
_WITH_OTHERS = re.compile(
    r"(?:sowie\s+)?der\s+Abgeordneten\s+(?P<names>.+?),?\s+weiterer\s+Abgeordneter\s+und\s+der\s+"
    r"(?P<group>(?P<word>Fraktion(?:en)?)\s+(?:der\s+)?(?P<party>.+?))(?=\s+sowie\s+der\s+Abgeordneten\s|$)\s*"
)
_AND_GROUP = re.compile(
    r"^(?P<names>[^()]+?),?\s+und\s+(?:der\s+)?(?P<group>(?P<word>Fraktion)\s+(?:der\s+)?(?P<party>[^()]+))$"
)
# A bracket directly before another one belongs to the name: "Müller (Gelnhausen) (CDU)"
_WITH_PARTY = re.compile(r"(?P<names>[^()]+(?:\([^()]*\)(?=\s*\())?\s*)\((?P<party>[^()]*)\)")
# "(SPD-Fraktion)", "(Fraktion DIE LINKE)"
_OF_FRACTION = re.compile(r"^Fraktion\s+(?:der\s+)?|-Fraktion$")
_TITLE = re.compile(r"^(?:(?:Prof|Dr|h\.\s?c|mult|habil|Dipl)\.?(?:-\w+\.?)?\s+)+")
_JOINT = re.compile(r"\s*,\s*|\s+und\s+")


def read_askers(printed: str) -> tuple[Asker, ...]:
    """The members with title and party; a group that asks along ("und Fraktion") stands with each of them."""
    printed = " ".join(printed.split())[:LETTERS]
    group = _GROUP.match(printed)
    if group:
        return (Asker(group["name"], party=group["party"], group=group["name"]),)
    if _WITH_OTHERS.match(printed):
        return tuple(asker for match in _WITH_OTHERS.finditer(printed) for asker in _of_group(match))
    along = _AND_GROUP.match(_BEFORE.sub("", printed))
    if along:
        return tuple(_of_group(along))
    names = _BEHIND.sub(r" (\g<party>)", _BEFORE.sub("", printed))
    found = list(_WITH_PARTY.finditer(names))
    if not found:
        return tuple(_asker(name, "", "") for name in _JOINT.split(names))
    group_along = re.sub(r"^\s*und\s+(?:der\s+)?", "", names[found[-1].end() :]).strip()
    return tuple(
        _asker(name, match["party"], group_along)
        for match in found
        for name in _JOINT.split(match["names"].strip(" ,").removeprefix("und "))
    )


def _of_group(match: re.Match) -> Iterator[Asker]:
    """Those who are named; the party is that of their group, where just one asks along."""
    party = match["party"] if match["word"] == "Fraktion" else ""
    for name in _JOINT.split(match["names"]):
        yield _asker(name, party, match["group"])


def _asker(printed: str, party: str, group: str) -> Asker:
    title = _TITLE.match(printed + " ")
    name = printed[title.end() :] if title else printed
    return Asker(name.strip(), title[0].strip() if title else "", _OF_FRACTION.sub("", party), group)
