"""What the pages of one inquiry show, made from the content of an edition: plain frozen dataclasses, no ORM objects.

`reading(content)` serves the public pages, the frozen editions and the preview of a draft alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from survey.public.addresses import InquiryAddresses
from survey.public.reading.bodies import BodyReading, Participant, body, participants
from survey.public.reading.claims import Claim, claims
from survey.public.reading.contradictions import Contradiction, contradictions
from survey.public.reading.coverage import Coverage, coverage
from survey.public.reading.index import Index
from survey.public.reading.involved import Involved, involved
from survey.public.reading.paper import Paper, paper
from survey.public.reading.questions import Question, Remark, Sources, questions, remarks
from survey.public.reading.table import EDITED, Cell, Row, Table, table
from survey.public.reading.withheld import Withheld, withheld
from survey.public.words import listed, state_name
from survey.publishing.content import Content


@dataclass(frozen=True)
class RowParticipants:
    """Initiators and participants of a row whose cell does not say of which body."""

    printed: str
    href: str
    participants: tuple[Participant, ...]


@dataclass(frozen=True)
class Reading:
    addresses: InquiryAddresses
    paper: Paper
    remarks: tuple[Remark, ...]
    questions: tuple[Question, ...]
    tables: tuple[Table, ...]
    coverages: dict[int, Coverage]
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]
    bodies: tuple[BodyReading, ...]
    involved: Involved | None
    row_participants: dict[str, RowParticipants]
    withheld: tuple[Withheld, ...]

    @cached_property
    def rows(self) -> dict[str, Row]:
        return {row.address: row for each in self.tables for row in each.rows}

    @cached_property
    def bodies_by_place(self) -> dict[str, list[BodyReading]]:
        """In the order of the paper; a body of several districts stands once, "" is for those of none."""
        groups: dict[str, list[BodyReading]] = {}
        for each in self.bodies:
            groups.setdefault(listed(place.name for place in each.districts), []).append(each)
        return groups

    @cached_property
    def cells(self) -> dict[str, Cell]:
        return {cell.address: cell for row in self.rows.values() for cell in row.cells}

    def question(self, number: int) -> Question | None:
        return next((question for question in self.questions if question.number == number), None)


def reading(
    content: Content,
    *,
    edition: int | None = None,
    frozen: bool = False,
    home: bool = False,
    modes: Mapping[int, str] | None = None,
) -> Reading:
    """The whole paper as the pages show it, in the language of the page.

    `edition` is the number for citations (None for a draft), `frozen` keeps all links inside the page, `home` makes
    them relative to the inquiry's own, `modes` says for each annex whether it is shown edited, as printed, or with
    the changes.
    """
    index = Index(content, InquiryAddresses(content["slug"], edition, frozen, home))
    state = state_name(content["parliament"]["state"])
    tables = tuple(table(index, annex, (modes or {}).get(annex["number"], EDITED)) for annex in content["annexes"])
    coverages = {annex["number"]: found for annex in content["annexes"] if (found := coverage(index, annex))}
    said = claims(index)
    return Reading(
        addresses=index.addresses,
        paper=paper(index, state),
        remarks=remarks(index, said),
        questions=questions(Sources(index, tables, coverages, said, state)),
        tables=tables,
        coverages=coverages,
        claims=said,
        contradictions=contradictions(index, said, tables),
        bodies=tuple(body(part, index.addresses) for part in content["bodies"]),
        involved=_involved(index),
        row_participants=_row_participants(index),
        withheld=withheld(index),
    )


def _involved(index: Index) -> Involved | None:
    addresses = index.addresses
    parts = (body["participations"] for body in index.content["bodies"])
    return involved(parts, addresses.initiated, addresses.picture("bodies"))


def _row_participants(index: Index) -> dict[str, RowParticipants]:
    parts = index.content["row_participations"]
    return {
        address: RowParticipants(
            index.place(address),
            index.addresses.row(address),
            participants([part for part in parts if part["row"] == address], index.addresses),
        )
        for address in dict.fromkeys(part["row"] for part in parts)
    }
