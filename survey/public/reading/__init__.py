"""What the pages of one inquiry show, made from the content of an edition: plain frozen dataclasses, no ORM objects.

`reading(content)` serves the public pages, the frozen editions and the preview of a draft alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from survey.public.addresses import InquiryAddresses
from survey.public.reading.bodies import BodyReading, Participant, body, participants, places
from survey.public.reading.claims import PageClaim, claims
from survey.public.reading.contradictions import Contradiction, contradictions, heading
from survey.public.reading.coverage import Coverage, coverage
from survey.public.reading.index import Index
from survey.public.reading.involved import Involved, involved
from survey.public.reading.made import Made
from survey.public.reading.paper import PagePaper, paper
from survey.public.reading.questions import (
    NamedQuestion,
    PageQuestion,
    PageRemark,
    Sources,
    named_questions,
    questions,
    remarks,
)
from survey.public.reading.statements import PageStatement, statements_at
from survey.public.reading.table import EDITED, ReadingTable, is_kept_apart, is_long, narrowed, table
from survey.public.reading.withheld import Withheld, withheld
from survey.public.words import listed, state_name
from survey.publishing.content import Content


@dataclass(frozen=True)
class Reading:
    """Each part is made when a page first asks for it, in its language: one answer has no use for all bodies."""

    index: Index
    modes: Mapping[int, str]
    figures: bool = True

    @property
    def addresses(self) -> InquiryAddresses:
        return self.index.addresses

    @cached_property
    def state(self) -> str:
        return state_name(self.index.content["parliament"]["state"])

    @cached_property
    def paper(self) -> PagePaper:
        return paper(self.index, self.state)

    @cached_property
    def claims(self) -> tuple[PageClaim, ...]:
        return claims(self.index)

    @cached_property
    def remarks(self) -> tuple[PageRemark, ...]:
        return remarks(self.index, self.claims)

    @cached_property
    def tables(self) -> tuple[ReadingTable, ...]:
        annexes = self.index.content["annexes"]
        return tuple(table(self.index, annex, self.modes.get(annex["number"], EDITED)) for annex in annexes)

    @property
    def as_of(self) -> date | None:
        """The day for which the first table that says one speaks."""
        return next((table.date for table in self.tables if table.date), None)

    @cached_property
    def coverages(self) -> dict[int, Coverage]:
        annexes = self.index.content["annexes"]
        return {annex["number"]: found for annex in annexes if (found := coverage(self.index, annex))}

    @cached_property
    def questions(self) -> Sequence[PageQuestion]:
        return questions(Sources(self.index, self.narrowed, self.coverages, self.claims, self.state))

    def narrowed(self, keys: Sequence[str]) -> tuple[ReadingTable, ...]:
        """The tables for figures of these questions; of a large edition without its words, or none if none is drawn."""
        if keys not in self._narrowed:
            tables = self.tables if self.figures else [each for each in self.tables if not is_kept_apart(each)]
            found = (narrowed(self.index, table, keys) for table in tables)
            self._narrowed[keys] = tuple(filter(None, found))
        return self._narrowed[keys]

    @cached_property
    def _narrowed(self) -> dict[Sequence[str], tuple[ReadingTable, ...]]:
        return {}

    @cached_property
    def named_questions(self) -> tuple[NamedQuestion, ...]:
        return named_questions(self.index)

    def question(self, number: int) -> PageQuestion | None:
        """Made by itself: what the rows say to the others is not looked at."""
        numbers = [each.number for each in self.named_questions]
        return self.questions[numbers.index(number)] if number in numbers else None

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return contradictions(self.index, self.claims, self.tables)

    @cached_property
    def text_and_table(self) -> str:
        """How the statements of the text stand to the table, in a line."""
        return heading(self.contradictions)

    @property
    def other_claims(self) -> tuple[PageClaim, ...]:
        """Statements that agree with the table or cannot be checked with it."""
        return tuple(each for each in self.claims if not each.told)

    @cached_property
    def bodies(self) -> Sequence[BodyReading]:
        return Made(self.index.content["bodies"], partial(body, self.addresses))

    @property
    def single_bodies(self) -> int:
        return sum(part["mention"] == "one" for part in self.index.content["bodies"])

    @property
    def several_bodies(self) -> int:
        """Entries that name several bodies at once: how many those are, is often not said."""
        return len(self.index.content["bodies"]) - self.single_bodies

    def bodies_named_in(self, address: str) -> list[BodyReading]:
        """Those of which a cell tells something."""
        parts = self.index.content["bodies"]
        return [body(self.addresses, part) for part in parts if address in places(part)]

    @cached_property
    def involved(self) -> Involved | None:
        parts = (body["participations"] for body in self.index.content["bodies"])
        return involved(parts, self.addresses.initiated, self.addresses.picture("bodies"))

    @property
    def rows_with_participants(self) -> int:
        """How many rows name initiators and participants without saying of which body."""
        return len({part["row"] for part in self.index.content["row_participations"]})

    def participants_at(self, row: str) -> tuple[Participant, ...]:
        """Those of one row, by its address, whose cell does not say of which body."""
        parts = [part for part in self.index.content["row_participations"] if part["row"] == row]
        return participants(parts, self.addresses)

    @cached_property
    def withheld(self) -> tuple[Withheld, ...]:
        return withheld(self.index)

    def withheld_at(self, place: str) -> tuple[Withheld, ...]:
        return withheld(self.index, place)

    @cached_property
    def statements(self) -> tuple[PageStatement, ...]:
        """Those about the paper as a whole."""
        return statements_at(self.index, "")

    def table(self, number: int) -> ReadingTable | None:
        return next((table for table in self.tables if table.number == number), None)

    @cached_property
    def bodies_by_place(self) -> dict[str, list[BodyReading]]:
        """In the order of the paper; a body of several districts stands once, "" is for those of none."""
        groups: dict[str, list[BodyReading]] = {}
        for each in self.bodies:
            groups.setdefault(listed(place.name for place in each.districts), []).append(each)
        return groups


def reading(
    content: Content,
    *,
    edition: int | None = None,
    frozen: bool = False,
    home: bool = False,
    modes: Mapping[int, str] | None = None,
    figures: bool = True,
) -> Reading:
    """The whole paper as the pages show it, in the language of the page.

    `edition` is the number for citations (None for a draft), `frozen` keeps all links inside the page, `home` makes
    them relative to the inquiry's own, `modes` says for each annex whether it is shown edited, as printed, or with
    the changes. Without `figures` nothing is drawn of the tables of a large edition.
    """
    long = frozenset(annex["number"] for annex in content["annexes"] if is_long(annex))
    return Reading(Index(content, InquiryAddresses(content["slug"], edition, frozen, home, long)), modes or {}, figures)
