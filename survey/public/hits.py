"""Search rows as lists show them: in context, with the hits of a search marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from survey.language.analysis import Piece, Query, excerpt, forms, marked
from survey.models import SearchRow
from survey.public.addresses import localised
from survey.public.words import CODE_SIGNS, CODES, SEARCH_ROW_KINDS, capital, word
from survey.publishing.withheld import reasons_in
from survey.wording import paths
from survey.wording.statuses import Chip, status

EXCERPT = 320
FORMS_SHOWN = 8


@dataclass(frozen=True)
class CodeWord:
    question: str
    code: str
    label: str | Promise
    sign: str
    style: str


@dataclass(frozen=True)
class Hit:
    """`stored_title`: the title is in words of the record, not of the page; `withheld`: why words are missing."""

    href: str
    kind: str
    title: tuple[Piece, ...]
    stored_title: bool
    text: tuple[Piece, ...]
    status: Chip | None
    note: str
    withheld: tuple[str, ...]
    codes: tuple[CodeWord, ...]
    inquiry_href: str
    inquiry_number: str
    inquiry_title: str


@dataclass(frozen=True)
class Group:
    """The hits of one paper; districts belong to none."""

    href: str
    number: str
    title: str
    hits: tuple[Hit, ...]


def hits(search_rows: Iterable[SearchRow], query: Query | None = None) -> list[Hit]:
    return [_hit(search_row, query or Query()) for search_row in search_rows]


def _hit(search_row: SearchRow, query: Query) -> Hit:
    return Hit(
        href=localised(search_row.path),
        kind=capital(word(SEARCH_ROW_KINDS, search_row.kind)),
        title=tuple(marked(_title(search_row), query)),
        stored_title=search_row.kind not in (SearchRow.Kind.QUESTION, SearchRow.Kind.REPLY),
        text=tuple(marked(excerpt(search_row.text, query, EXCERPT), query)),
        status=status(search_row.status) if search_row.status else None,
        note=search_row.note,
        withheld=tuple(reasons_in(search_row.text)),
        codes=tuple(_code_words(search_row.codes)),
        inquiry_href=localised(paths.inquiry(search_row.inquiry)) if search_row.inquiry else "",
        inquiry_number=search_row.inquiry_number,
        inquiry_title=search_row.inquiry_title,
    )


def _title(search_row: SearchRow) -> str:
    if search_row.kind == SearchRow.Kind.QUESTION:
        return _("Question %(key)s") % {"key": search_row.title}
    if search_row.kind == SearchRow.Kind.REPLY:
        return _("Reply to question %(keys)s") % {"keys": ", ".join(search_row.title.split())}
    return search_row.title


def _code_words(codes: list[str]) -> Iterable[CodeWord]:
    """“1a:no”, “1b:yes” in words; the codebook's own words stand on the answer's page."""
    for pair in codes:
        question, _colon, code = pair.partition(":")
        yield CodeWord(question, code, CODES.get(code, code), CODE_SIGNS.get(code, ""), code.replace("_", "-"))


def grouped(found: list[Hit]) -> list[Group]:
    """By paper, in the order in which each paper's first hit comes."""
    papers: dict[str, list[Hit]] = {}
    for hit in found:
        papers.setdefault(hit.inquiry_href, []).append(hit)
    return [Group(href, each[0].inquiry_number, each[0].inquiry_title, tuple(each)) for href, each in papers.items()]


def found_forms(search_rows: Iterable[SearchRow], query: Query) -> list[str]:
    """The words that were found, as they stand in the texts; in an order that no ranking changes."""
    texts = (text for search_row in search_rows for text in (search_row.title, search_row.text))
    found = sorted(forms(texts, query), key=lambda form: (form.casefold(), form))
    return list({form.casefold(): form for form in found}.values())[:FORMS_SHOWN]
