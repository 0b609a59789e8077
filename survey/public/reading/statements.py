"""What respondents, the ministry or askers state about a place of the paper: beside it, and no part of it."""

from dataclasses import dataclass
from datetime import date

from survey.public.reading.index import Index
from survey.public.words import STATEMENT_KINDS, word
from survey.publishing.content import StatementPart
from survey.wording.marks import Paragraph, paragraphs


@dataclass(frozen=True)
class PageStatement:
    """`number` is that of its anchor, `kind` says from whom it is, `source` how it came here."""

    number: int
    kind: str
    author: str
    date: date
    source: str
    address: str
    paragraphs: tuple[Paragraph, ...]


def statements_at(index: Index, place: str) -> tuple[PageStatement, ...]:
    """Those of one place, "" for the paper as a whole."""
    return tuple(_statement(part) for part in index.statements.get(place, ()))


def _statement(part: StatementPart) -> PageStatement:
    return PageStatement(
        number=part["number"],
        kind=word(STATEMENT_KINDS, part["kind"]),
        author=part["author"],
        date=date.fromisoformat(part["date"]),
        source=part["source"],
        address=part["address"],
        paragraphs=paragraphs(part["text"]),
    )
