"""Published passages as lists show them: in context, with the hits of a search marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from survey.language.analysis import Piece, Query, excerpt, forms, marked
from survey.models import Passage
from survey.public.addresses import localised
from survey.public.words import CODE_SIGNS, CODES, PASSAGE_KINDS, Chip, capital, status, word
from survey.publishing import paths
from survey.publishing.withheld import reasons_in

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


def hits(passages: Iterable[Passage], query: Query | None = None) -> list[Hit]:
    return [_hit(passage, query or Query()) for passage in passages]


def _hit(passage: Passage, query: Query) -> Hit:
    return Hit(
        href=localised(passage.path),
        kind=capital(word(PASSAGE_KINDS, passage.kind)),
        title=tuple(marked(_title(passage), query)),
        stored_title=passage.kind not in (Passage.Kind.QUESTION, Passage.Kind.REPLY),
        text=tuple(marked(excerpt(passage.text, query, EXCERPT), query)),
        status=status(passage.status) if passage.status else None,
        note=passage.note,
        withheld=tuple(reasons_in(passage.text)),
        codes=tuple(_code_words(passage.codes)),
        inquiry_href=localised(paths.inquiry(passage.inquiry)) if passage.inquiry else "",
        inquiry_number=passage.inquiry_number,
        inquiry_title=passage.inquiry_title,
    )


def _title(passage: Passage) -> str:
    if passage.kind == Passage.Kind.QUESTION:
        return _("Question %(key)s") % {"key": passage.title}
    if passage.kind == Passage.Kind.REPLY:
        return _("Reply to question %(keys)s") % {"keys": ", ".join(passage.title.split())}
    return passage.title


def _code_words(codes: str) -> Iterable[CodeWord]:
    """“ 1a:no 1b:yes ” in words; the codebook's own words stand on the answer's page."""
    for pair in codes.split():
        question, _colon, code = pair.partition(":")
        yield CodeWord(question, code, CODES.get(code, code), CODE_SIGNS.get(code, ""), code.replace("_", "-"))


def grouped(found: list[Hit]) -> list[Group]:
    """By paper, in the order in which each paper's first hit comes."""
    papers: dict[str, list[Hit]] = {}
    for hit in found:
        papers.setdefault(hit.inquiry_href, []).append(hit)
    return [Group(href, each[0].inquiry_number, each[0].inquiry_title, tuple(each)) for href, each in papers.items()]


def found_forms(passages: Iterable[Passage], query: Query) -> list[str]:
    """The words that were found, as they stand in the texts; in an order that no ranking changes."""
    texts = (text for passage in passages for text in (passage.title, passage.text))
    found = sorted(forms(texts, query), key=lambda form: (form.casefold(), form))
    return list({form.casefold(): form for form in found}.values())[:FORMS_SHOWN]
