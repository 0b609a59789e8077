"""Statements with a number in replies and remarks, beside what the rows give. Never a word that accuses."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.public.reading.coverage import coverage, with_total
from survey.public.reading.index import Index, PageCode
from survey.public.words import (
    IN_THE_TABLE,
    OF_THOSE_IN_THE_TABLE,
    RESPONDENT_KINDS_PLURAL,
    SOME,
    alternatives,
    count,
    grouped,
    in_quotes,
    state_name,
    word,
)
from survey.publishing.content import ClaimPart
from survey.wording.statuses import Chip

MOST_NAMES = 4
MOST_ROWS = 100  # of a paper with a large table: so many are named


@dataclass(frozen=True)
class ClaimRow:
    """A row that a statement is checked against, with the categories it was looked at for."""

    printed: str
    href: str
    here: str
    codes: str


@dataclass(frozen=True)
class ClaimRows:
    """`count` rows, of which the first are `shown`."""

    count: int
    shown: tuple[ClaimRow, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class PageClaim:
    position: int
    anchor: str
    said_in: str
    said_in_key: str
    said_in_href: str
    quote: str
    questions: tuple[str, ...]
    result: Chip
    rule: str
    note: str
    clear: ClaimRows
    arguable: ClaimRows
    others: ClaimRows

    @property
    def told(self) -> bool:
        """Whether it stands among the places where the paper differs from its table."""
        return self.result.code in ("differs", "depends")


def claims(index: Index) -> tuple[PageClaim, ...]:
    return tuple(_claim(index, part) for part in index.content["claims"])


def _claim(index: Index, part: ClaimPart) -> PageClaim:
    return PageClaim(
        position=part["position"],
        anchor=f"claim-{part['position']}",
        said_in=index.place(part["said_in"]),
        said_in_key=part["said_in"],
        said_in_href=index.addresses.text(part["said_in"]),
        quote=part["quote"],
        questions=tuple(part["questions"]),
        result=_result(index, part),
        rule=_rule(index, part),
        note=part["note"],
        clear=_rows(index, part, "clear"),
        arguable=_rows(index, part, "arguable"),
        others=_rows(index, part, "others"),
    )


def _result(index: Index, part: ClaimPart) -> Chip:
    """The result in neutral words, and what the rows give: both ends where the reading decides."""
    code, label, sign = {
        "matches": ("matches", _("agrees with the table"), "="),
        "differs": ("differs", _("the table says otherwise"), "≠"),
        "depends_on_reading": ("depends", _("depends on how it is read"), "≈"),
    }.get(part["result"], ("unchecked", _("cannot be checked with the table"), "∅"))
    return Chip(code, label, "" if code == "unchecked" else _given(index, part), sign)


def _given(index: Index, part: ClaimPart) -> str:
    """What the rows give, with the denominator: “2 to 4 of the 18 counties in the table; Hesse had 21”."""
    kind = part["respondent_kind"]
    if part["rule"] == "rows" and part["low"] == part["high"]:
        in_table = str(IN_THE_TABLE[kind] % count(int(part["low"] or 0)))
    elif part["of"] is None:
        return _span(part)
    else:
        in_table = f"{_span(part)} {OF_THOSE_IN_THE_TABLE[kind] % count(part['of'])}"
    rows = [address for group in part["rows"].values() for address in group]
    official = coverage(index, index.annexes[int(rows[0].split("/")[0])]) if rows else None
    given = with_total(in_table, kind, official, state_name(index.content["parliament"]["state"]))
    who = _who(index, part) if part["rule"] == "coded" else ""
    return f"{given}. {who}" if who else given


def _who(index: Index, part: ClaimPart) -> str:
    """“1 county denies it (LK Odenwald), 2 arguable (LK Kassel, LK Wetterau)”: whose rows make the span what it is."""
    said = []
    denying = [each for each in part["rows"]["others"] if _denies(index, part, each)]
    if part["stated_is"] == "all" and denying:
        some = SOME[part["respondent_kind"]] % count(len(denying))
        words = ngettext("%(some)s denies it", "%(some)s deny it", len(denying)) % {"some": some}
        said.append(_with_names(index, words, denying))
    if arguable := part["rows"]["arguable"]:
        words = _("%(shown)s arguable") % count(len(arguable))
        said.append(_with_names(index, words, arguable))
    return f"{', '.join(said)}." if said else ""


def _denies(index: Index, part: ClaimPart, address: str) -> bool:
    """Whether every part that was looked at is categorised as a clear no."""
    codes = [index.code(address, key) for key in part["questions"]]
    return all(code and code.category and code.category.code == "no" and not code.arguable for code in codes)


def _with_names(index: Index, words: str, addresses: list[str]) -> str:
    names = [index.rows[each]["printed"] for each in addresses]
    return f"{words} ({', '.join(names)})" if len(names) <= MOST_NAMES else words


def _span(part: ClaimPart) -> str:
    low, high = (_number(part[end]) for end in ("low", "high"))
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _number(text: str | None) -> str:
    if text is None:
        return "?"
    return grouped(int(text)) if text.lstrip("-").isdigit() else text


def _rule(index: Index, part: ClaimPart) -> str:
    """What was counted, in words."""
    kind = part["respondent_kind"]
    rows = word(RESPONDENT_KINDS_PLURAL, kind) if kind else _("rows")
    if part["rule"] == "rows":
        return _("Counted in the table: %(rows)s.") % {"rows": rows}
    if part["rule"] == "coded":
        return _("Counted: %(rows)s whose answer to question %(questions)s is categorised as %(codes)s.") % {
            "rows": rows,
            "questions": alternatives(part["questions"]),
            "codes": alternatives(in_quotes(label) for label in _labels(index, part)),
        }
    if part["rule"] == "sum":
        return _("Added up: the column “%(column)s”.") % {"column": part["column"]}
    return _("The table does not hold what it would take to count this.")


def _labels(index: Index, part: ClaimPart) -> list[str]:
    """Labels of the codes, each once, although the parts may word them differently."""
    by_code: dict[str, str] = {}
    for (question, code, _version), category in index.categories.items():
        if question in part["questions"] and code in part["codes"]:
            by_code.setdefault(code, category.label)
    return [by_code.get(code, code) for code in part["codes"]]


def _rows(index: Index, part: ClaimPart, group: str) -> ClaimRows:
    addresses = part["rows"][group]
    shown = addresses[:MOST_ROWS] if index.addresses.long else addresses
    index.rows.read(shown)
    return ClaimRows(len(addresses), tuple(_row(index, part, address) for address in shown))


def _row(index: Index, part: ClaimPart, address: str) -> ClaimRow:
    place = _place(index, part, address)
    looked_at = [code for key, code in index.codes(address).items() if key in part["questions"]]
    return ClaimRow(
        printed=index.rows[address]["printed"],
        href=index.addresses.place(place),
        here=index.addresses.here(place),
        codes=", ".join(f"{code.question} {_label(code)}" for code in looked_at),
    )


def _label(code: PageCode) -> str:
    return code.category.label if code.category else _("disputed")


def _place(index: Index, part: ClaimPart, address: str) -> str:
    """The cell that the categories rest on, else the row."""
    codes = index.codes(address)
    cells = [codes[key].quote_in for key in part["questions"] if key in codes and codes[key].quote_in]
    return cells[0] if cells else address
