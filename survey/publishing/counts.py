"""How many the public lists show, kept at publishing for each list without a filter and with one.

A list counts its total and, for each facet, the values of what it shows. What is written or deleted is tallied, and
the difference added to the stored counts in one statement. Lists with several filters are counted when they are asked.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.db import connection

from survey.models import ListCount, PublishedBody, PublishedInquiry, SearchRow
from survey.publishing.marks import facts_of, said_by

TOTAL = "total"
ANSWERS, ROWS, INQUIRIES, BODIES, DISTRICTS = "answers", "rows", "inquiries", "bodies", "districts"
# Of the many facts of a row, those that the pages offer to choose from.
ROW_FACETS = ("type", "status", "kind")
# One can narrow by these, but their lists are short, and there may be thousands.
COUNTED_LIVE = ("inquiry", "ministry", "subject")
TOGETHER = 500
INITIATOR = "initiator"
ANYBODY = ""
PARLIAMENT_NAME = "parliament_name"
Key = tuple[str, str, str, str]


class Tally:
    """What is written and deleted meanwhile; `write` adds it to the stored counts."""

    def __init__(self):
        self.counts: Counter[Key] = Counter()

    def rows(self, rows: Iterable[SearchRow], sign: int = 1) -> None:
        """Rows of which the same is said are many in a large table: they are added once."""
        for said, count in Counter(map(said_by, rows)).items():
            found = facts_of(said)
            shown = [pair for pair in found if pair[0] in ROW_FACETS]
            self._add(ROWS, found, shown, sign * count)
            if said.kind == SearchRow.Kind.ANSWER:
                self._add(ANSWERS, found, shown, sign * count)

    def add(self, other: "Tally") -> None:
        self.counts.update(other.counts)

    def inquiry(self, inquiry: PublishedInquiry, sign: int = 1) -> None:
        self._add(INQUIRIES, list(inquiry_facts(inquiry)), list(inquiry_shown(inquiry)), sign)

    def own_rows(self, keys: Iterable[str], sign: int = 1) -> None:
        """In how many inquiries each district has a row of its own, by its key."""
        for key in set(keys) - {""}:
            self.counts[DISTRICTS, "", "own", key] += sign

    def bodies(self, bodies: Iterable[PublishedBody], sign: int = 1) -> None:
        for body in bodies:
            said = list(body_facts(body))
            self._add(BODIES, said, list(body_shown(body)), sign)

    def _add(self, name: str, said: Iterable[tuple[str, str]], shown: list[tuple[str, str]], count: int) -> None:
        for chosen in ("", *(f"{fact}={value}" for fact, value in said if fact not in COUNTED_LIVE)):
            self.counts[name, chosen, TOTAL, ""] += count
            for facet, value in shown:
                self.counts[name, chosen, facet, value] += count

    def write(self) -> None:
        """In the same order everywhere, so that two who publish cannot wait for each other."""
        changed = sorted((*key, n) for key, n in self.counts.items() if n)
        table = ListCount._meta.db_table
        with connection.cursor() as cursor:
            for start in range(0, len(changed), TOGETHER):
                some = changed[start : start + TOGETHER]
                places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
                cursor.execute(
                    f"INSERT INTO {table} (list, chosen, facet, value, n) VALUES {places}"  # noqa: S608
                    f" ON CONFLICT (list, chosen, facet, value) DO UPDATE SET n = {table}.n + excluded.n",
                    [value for each in some for value in each],
                )
        self.counts.clear()


def inquiry_facts(inquiry: PublishedInquiry) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and value by which the list of inquiries is narrowed."""
    yield from (("parliament", inquiry.parliament), ("term", str(inquiry.term)), ("kind", inquiry.kind))
    if inquiry.ministry:
        yield "ministry", inquiry.ministry
    if inquiry.answered_on:
        yield "year", str(inquiry.answered_on.year)
    yield "table", "yes" if inquiry.annexes else "no"
    yield "recorded", "yes" if inquiry.is_recorded else "no"
    yield from (("party", each) for each in dict.fromkeys(inquiry.parties))
    yield from (("subject", each) for each in dict.fromkeys(inquiry.subjects))


def inquiry_shown(inquiry: PublishedInquiry) -> Iterator[tuple[str, str]]:
    """What the list of inquiries counts: the same, and how the parliament is called."""
    yield from inquiry_facts(inquiry)
    yield PARLIAMENT_NAME, f"{inquiry.parliament} {inquiry.parliament_name}"


def body_facts(body: PublishedBody) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and value by which the list of bodies is narrowed."""
    yield from (("kind", body.kind), ("level", body.level), ("state", body.state), ("mention", body.mention))
    for name, values in (("region", body.regions), ("initiator", body.initiators), ("district", body.districts)):
        yield from ((name, each) for each in dict.fromkeys(values))


def body_shown(body: PublishedBody) -> Iterator[tuple[str, str]]:
    """What the list of bodies counts: the same, each category of those who initiate it and of those who take part."""
    yield from body_facts(body)
    parts = json.loads(body.content)["participations"]
    initiators = {part["category"] for part in parts if part["role"] == INITIATOR}
    others = {part["category"] for part in parts if part["role"] != INITIATOR}
    for facet, categories in (("initiates", initiators), ("takes_part", others)):
        yield from ((facet, each) for each in categories)
        if categories:
            yield facet, ANYBODY


def stored(name: str, chosen: str = "", facets: Iterable[str] | None = None) -> Mapping[tuple[str, str], int]:
    """The counts of a list by facet and value, without those that fell to nought: one query."""
    found = ListCount.objects.filter(list=name, chosen=chosen, n__gt=0)
    found = found if facets is None else found.filter(facet__in=[TOTAL, *facets])
    return {(facet, value): n for facet, value, n in found.order_by().values_list("facet", "value", "n")}
