"""Who is meant by a printed name, of all on record: by the name, its heading, the day, the state, the other rows."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from survey.language.names import bare, fold, key, parse
from survey.language.plates import PLATE_HEADING, PLATES
from survey.language.scopes import CITY, COUNTY, DISTRICTS, UNSAID, Scope, is_whole, of_labels, state_named

FEWEST_ROWS = 5
# The last fields of a Candidate, as the record of a respondent names them
DISTRICT_FACTS = ("district__state", "district__valid_from", "district__valid_to", "district__key")

_KEY_BEFORE = re.compile(r"^(\d{5})(?:\d{3})?\s*[:,-]?\s+(?=\D)")
_KEY_BEHIND = re.compile(r"\s*[,(\[]\s*(\d{5})(?:\d{3})?\s*[)\]]?$")
_LINE_NUMBER = re.compile(r"^\d{1,3}\s*[.)]?\s+(?=\D)")
_GLUED_MARK = re.compile(r"(?<=[^\W\d_]|[).])\d{1,2}$")
_TOWN_BEFORE = re.compile(r"^St\.\s*(?=\S)")
_QUALIFIER = re.compile(
    r"^(?P<head>.+?)(?:\s*[(/\[]\s*(?P<beside>[^()/\[\]]+?)\s*[)\]]?"
    r"|\s+(?:an der|in der|am|im|an|in|a\.?\s?d\.?|i\.?\s?d\.?|a\.|i\.|a|i)(?:\s+|(?<=\.))(?P<place>\S.*))$",
    re.IGNORECASE,
)
_STATE_BEHIND = re.compile(r"^(?P<name>.+?)\s*(?:,|/|\()\s*(?P<state>[^,/()]+?)\s*\)?$")
_INNER_COUNTY_WORD = re.compile(r"^(?:\S*kreis(?:es)?|Region|Städteregion|Regionalverband)\s+(?=\S)", re.IGNORECASE)
_ADJECTIVE = re.compile(r"ische[nrs]?(?=kreis|$)")
_OFFICE_ALONE = re.compile(r"[\w-]*(?:verwaltung|amt|kreis|stadt|behörde)", re.IGNORECASE)
_OWN_DISTRICT = re.compile(r"kreisfr|krs?fr|kfr|kfs|\bSK\b|stadtkreis|landeshauptstadt", re.IGNORECASE)
# Second official names (Sorbian; Brandenburg's and Saxony's own lists), by the squeezed first ones
SECOND_NAMES = {
    "cottbus": "chosebuz",
    "spreeneisse": "sprjewjanysa",
    "bautzen": "budysin",
    "gorlitz": "zhorjelc",
}


# Qualifiers that official names have in short
SHORTENED = {"opf": "oberpfalz", "oldb": "oldenburg"}
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class Candidate(NamedTuple):
    """Someone on record: the facts of a respondent, and of the district that it is (`code` is its official key).

    `pk` tells them apart, whatever it is.
    """

    pk: Hashable
    name: str
    kind: str
    state: str | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    code: str | None = ""

    def is_valid_on(self, date: datetime.date) -> bool:
        return (self.valid_from or date) <= date <= (self.valid_to or date)

    @property
    def is_for_a_time(self) -> bool:
        return bool(self.valid_from or self.valid_to)


@dataclass(frozen=True)
class PrintedLabel:
    """A printed label with the `scope` of the heading above it; `key` is what its row says of an official key."""

    printed: str
    scope: Scope = UNSAID
    key: str = ""


class By(StrEnum):
    """What a label was understood by."""

    NAME = "name"
    KEY = "key"
    HEADING = "heading"
    ROWS = "rows"


@dataclass(frozen=True)
class LabelMeaning:
    """Who is meant, and by what one knows; both None where it is nobody, or not clear who."""

    candidate: Candidate | None = None
    by: By | None = None


OPEN = LabelMeaning()


@dataclass(frozen=True)
class _Form:
    candidate: Candidate
    qualifier: str = ""


class Directory:
    """Looks printed names up among `candidates`, once for a table; asks no database.

    With a day, nobody is meant who was not on the official list of that day; with a state, nobody else by a name
    without a kind, or by a short one.
    """

    def __init__(self, candidates: Iterable[Candidate]):
        self.others: dict[str, list[Candidate]] = defaultdict(list)
        self.districts: dict[tuple[str, str], list[_Form]] = defaultdict(list)
        self.by_code: dict[str, list[Candidate]] = defaultdict(list)
        self.in_state: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            if candidate.kind in DISTRICTS:
                self._add_district(candidate)
            else:
                for form in {key(candidate.name, candidate.kind), key(candidate.name)}:
                    self.others[form].append(candidate)

    def _add_district(self, candidate: Candidate):
        for head, qualifier in _forms(candidate):
            self.districts[candidate.kind, head].append(_Form(candidate, qualifier))
        if candidate.code:
            self.by_code[candidate.code].append(candidate)
        self.in_state[candidate.state or ""].append(candidate)

    def meaning(
        self, printed: str, *, state: str = "", date: datetime.date | None = None, scope: Scope = UNSAID, code: str = ""
    ) -> LabelMeaning:
        """Of one name by itself, below a heading or none."""
        return self.meanings([PrintedLabel(printed, scope, code)], state=state, date=date)[0]

    def meanings(
        self, labels: Sequence[PrintedLabel], *, state: str = "", date: datetime.date | None = None, heading: str = ""
    ) -> list[LabelMeaning]:
        """Of each label of a table, in its order. `heading` is the one of the labels themselves."""
        if PLATE_HEADING.fullmatch(heading.strip()):
            return [self._by_plate(bare(label.printed), date) for label in labels]
        return _Table(self, labels, state, date, of_labels(heading)).meanings()

    def _by_plate(self, plate: str, date: datetime.date | None) -> LabelMeaning:
        found = [each for code in PLATES.get(plate, ()) for each in _on_the_day(self.by_code.get(code, []), date)]
        return LabelMeaning(found[0], By.KEY) if len(found) == 1 else OPEN

    def means(self, printed: str, state: str = "") -> list[Candidate]:
        """All that a name may mean on any day, a bare one each district that is called so."""
        name = _name(printed)
        parsed = parse(name)
        kinds = {parsed.kind} if parsed.kind in DISTRICTS else DISTRICTS
        if parsed.kind in DISTRICTS or parsed.kind is None:
            found = self.options(parsed.core, kinds, state, None, abroad=parsed.kind is not None)
            if found:
                return found
        return self.others.get(key(name), [])

    def options(
        self, core: str, kinds: Iterable[str], state: str, date: datetime.date | None, *, abroad: bool
    ) -> list[Candidate]:
        """The districts that a name without its kind may mean; `abroad` those of other states, where here is none."""
        core, within = _without_state(core)
        head, qualifier = _split(core)
        found: list[Candidate] = []
        for kind in kinds:
            fitting = [form for form in self.districts.get((kind, head), ()) if _fits(qualifier, form.qualifier, head)]
            found += _of_one_kind(fitting, qualifier, within or state, date, abroad=abroad and not within)
        return list(dict.fromkeys(found))


def _of_one_kind(
    fitting: list[_Form], qualifier: str, state: str, date: datetime.date | None, *, abroad: bool
) -> list[Candidate]:
    """Those called exactly so, else at home (a county: or nowhere else) in short: “Stadt Offenbach”."""
    exact = [form.candidate for form in fitting if bool(qualifier) >= bool(form.qualifier)]
    short = [form.candidate for form in fitting if bool(qualifier) < bool(form.qualifier)]
    if not state:
        return _on_the_day(exact, date) or [each for each in _on_the_day(short, date) if each.kind == COUNTY]
    for candidates in (exact, short):
        if found := _on_the_day([each for each in candidates if each.state == state], date):
            return found
    return _on_the_day(exact, date) if abroad else []


def _forms(candidate: Candidate) -> set[tuple[str, str]]:
    """Head and qualifier of the official name; "Rhein-Kreis Neuss" goes by "Neuss", too."""
    core = parse(candidate.name).core
    inner = _INNER_COUNTY_WORD.sub("", core) if candidate.kind == COUNTY else core
    return {_split(core), _split(inner)}


def _split(core: str) -> tuple[str, str]:
    """ "Neustadt a.d. Aisch" -> ("neustadt", "aisch"), both squeezed."""
    found = _QUALIFIER.match(core)
    if not found:
        return squeezed(core), ""
    return squeezed(found["head"]), squeezed(found["beside"] or found["place"])


def squeezed(name: str) -> str:
    """Letters and digits alone, "ä" as "ae": "Saar-Pfalz" and "Saarpfalz" are equal, "Fürth" and "Furth" are not."""
    letters = fold(name.translate(_SPELT_OUT)).replace(" ", "").replace("kreises", "kreis")
    return _ADJECTIVE.sub("isch", letters)


def _fits(said: str, official: str, head: str) -> bool:
    """Whether a qualifier means the official one, whole or short: "M." is "Main", "Opf." "Oberpfalz"; none fits all."""
    if not said:
        return True
    if not official:
        return SECOND_NAMES.get(head) == said
    letters = iter(SHORTENED.get(official, official))
    return said[0] == official[0] and all(letter in letters for letter in said)


def _without_state(core: str) -> tuple[str, str]:
    """ "Rotenburg (Nds.)" -> ("Rotenburg", "03")."""
    found = _STATE_BEHIND.match(core)
    state = state_named(found["state"]) if found else ""
    return (found["name"], state) if state else (core, "")


def _on_the_day(candidates: list[Candidate], date: datetime.date | None) -> list[Candidate]:
    return [each for each in candidates if each.is_valid_on(date)] if date else candidates


class _Table:
    """The labels of one table, understood together."""

    def __init__(
        self,
        directory: Directory,
        labels: Sequence[PrintedLabel],
        state: str,
        date: datetime.date | None,
        scope: Scope,
    ):
        self.directory, self.labels = directory, labels
        self.state, self.date, self.scope = state, date, scope
        self.often = Counter((label.printed, label.scope) for label in labels)

    def meanings(self) -> list[LabelMeaning]:
        """First what names say by themselves or below a heading; then, knowing these, what the other bare ones mean."""
        found = [self.by_itself(label) for label in self.labels]
        groups = [label.scope.kinds for label in self.labels]
        kinds = self._kinds_of_labels(found)
        found = self._filled(found, [group if group and len(group) == 1 else None for group in groups], frozenset())
        taken = frozenset(each.candidate for each in found if each.candidate)
        return self._filled(found, [kinds if group is None else group for group in groups], taken)

    def _filled(
        self, found: list[LabelMeaning], kinds: list[frozenset[str] | None], taken: frozenset[Candidate]
    ) -> list[LabelMeaning]:
        return [
            each if each.candidate else self.bare(label, some, taken)
            for label, each, some in zip(self.labels, found, kinds, strict=True)
        ]

    def by_itself(self, label: PrintedLabel) -> LabelMeaning:
        code, name = _code_and_name(label.printed)
        code = _code(label.key) or code
        if code in self.directory.by_code:
            return self._by_code(code, name)
        for printed in dict.fromkeys((name, _GLUED_MARK.sub("", name))):
            if found := self._named(printed, label):
                return LabelMeaning(found[0], By.NAME) if len(found) == 1 else OPEN
        return OPEN

    def _by_code(self, code: str, name: str) -> LabelMeaning:
        """A key counts where the name beside it is that of its district, or none: the one of a town is another's."""
        found = _on_the_day(self.directory.by_code[code], self.date)
        if len(found) != 1:
            return OPEN
        if _OFFICE_ALONE.fullmatch(name):
            return LabelMeaning(found[0], By.KEY)
        parsed = parse(name)
        kinds = {parsed.kind} if parsed.kind in DISTRICTS else {found[0].kind}
        named = self.directory.options(parsed.core, kinds, found[0].state or "", self.date, abroad=False)
        return LabelMeaning(found[0], By.KEY) if found[0] in named else OPEN

    def _named(self, printed: str, label: PrintedLabel) -> list[Candidate]:
        """Those that a name means by itself: of its kind, or of no kind of district at all."""
        parsed = parse(printed)
        if parsed.kind not in DISTRICTS:
            return self._others(printed)
        state = label.scope.state or self.state
        found = self.directory.options(
            parsed.core, {parsed.kind}, state, self.date, abroad=_says_district(printed, parsed.kind)
        )
        if not self.date:
            found = [each for each in found if each.kind == COUNTY or not each.is_for_a_time]
        return found or self._others(printed)

    def _others(self, printed: str) -> list[Candidate]:
        found = self.directory.others.get(key(printed), [])
        return [each for each in found if self.state and each.state == self.state] or found

    def bare(self, label: PrintedLabel, kinds: frozenset[str] | None, taken: frozenset[Candidate]) -> LabelMeaning:
        """A name without its kind, where a heading or the other rows say that it is a district not `taken` yet."""
        if not kinds or self.often[label.printed, label.scope] > 1:
            return OPEN
        found = [each for each in self._bare_options(label, kinds) if each not in taken]
        if len(found) != 1 or (not self.date and found[0].is_for_a_time):
            return OPEN
        return LabelMeaning(found[0], By.HEADING if label.scope.kinds or self.scope.kinds else By.ROWS)

    def _bare_options(self, label: PrintedLabel, kinds: Iterable[str]) -> list[Candidate]:
        """Also with “St.” for “Stadt”, which no name says surely: “St. Wendel”."""
        _code, name = _code_and_name(label.printed)
        state = label.scope.state or self.state
        for printed in dict.fromkeys((name, _GLUED_MARK.sub("", name))):
            parsed = parse(printed)
            if parsed.kind is None and (
                found := self.directory.options(parsed.core, kinds, state, self.date, abroad=False)
            ):
                return found
            if CITY in kinds and _TOWN_BEFORE.match(printed):
                return self.directory.options(_TOWN_BEFORE.sub("", printed), {CITY}, state, self.date, abroad=False)
        return []

    def _kinds_of_labels(self, found: list[LabelMeaning]) -> frozenset[str] | None:
        """What the rows are: as their heading says, “Landkreis” in a wide sense where cities stand below it, too."""
        kinds = self.scope.kinds
        if kinds is None:
            return DISTRICTS if self._are_districts(found) else None
        bare = [
            label for label in self.labels if label.scope.kinds is None and parse(_name(label.printed)).kind is None
        ]
        others = DISTRICTS - kinds
        if len(kinds) == 1 and any(
            self._bare_options(label, others) and not self._bare_options(label, kinds) for label in bare
        ):
            return DISTRICTS
        return kinds

    def _are_districts(self, found: list[LabelMeaning]) -> bool:
        """Whether all rows are districts of the state, each another, and one is called a county."""
        rows = [
            (label, each)
            for label, each in zip(self.labels, found, strict=True)
            if not is_whole(label.printed) and not (each.candidate and each.candidate.kind not in DISTRICTS)
        ]
        is_told = any(each.candidate and each.candidate.kind == COUNTY for _label, each in rows)
        if not self.state or len(rows) < FEWEST_ROWS or not is_told:
            return False
        return all(each.candidate or self._bare_options(label, DISTRICTS) for label, each in rows)


def _code_and_name(printed: str) -> tuple[str, str]:
    """An official key in a label, "" where there is none, and the name without it and without a line's number."""
    name = bare(printed)
    for pattern in (_KEY_BEFORE, _KEY_BEHIND):
        if found := pattern.search(name):
            return found[1], pattern.sub("", name)
    return "", _LINE_NUMBER.sub("", name)


def _code(key: str) -> str:
    """The five digits of an official key as it is printed: “6631”, “06631000”, “06 6 31”, “066310000000”; else ""."""
    digits = key.replace(" ", "")
    if not re.fullmatch(r"\d{4,5}|\d{7,8}|\d{12}", digits):
        return ""
    whole = digits.zfill({4: 5, 7: 8}.get(len(digits), 0))
    return whole[:5] if not whole[5:].strip("0") else ""


def _name(printed: str) -> str:
    """The name alone, as it is parsed."""
    return _code_and_name(printed)[1]


def _says_district(printed: str, kind: str) -> bool:
    """Whether a name says that it is a district of its own: towns are called “Stadt”, too."""
    return kind == COUNTY or bool(_OWN_DISTRICT.search(printed))
