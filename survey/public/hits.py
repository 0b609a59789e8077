"""Search rows as lists show them: in context, with the hits of a search marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from survey.language.analysis import HitPiece, Query, excerpt, forms, marked
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
    """`asked` is the short title of the part, "" where it has none; `arguable`: it may be read otherwise."""

    question: str
    asked: str
    code: str
    arguable: bool
    label: str | Promise
    sign: str
    style: str


@dataclass(frozen=True)
class Hit:
    """`stored_title`: the title is in words of the record, not of the page; `withheld`: why words are missing.

    `asked` are the short titles of the parts that it answers; `dated` says for which day it speaks. `folded` is the
    number of further numbers in the same column that it stands for.
    """

    href: str
    kind: str
    title: tuple[HitPiece, ...]
    stored_title: bool
    text: tuple[HitPiece, ...]
    status: Chip | None
    note: str
    withheld: tuple[str, ...]
    codes: tuple[CodeWord, ...]
    asked: str
    dated: str
    folded: int
    inquiry_href: str
    inquiry_number: str
    inquiry_title: str


@dataclass(frozen=True)
class HitsOfPaper:
    """The hits of one paper; districts belong to none."""

    href: str
    number: str
    title: str
    dated: str
    hits: tuple[Hit, ...]


def hits(search_rows: Iterable[SearchRow], query: Query | None = None) -> list[Hit]:
    return [_hit(search_row, query or Query()) for search_row in search_rows]


def folded_hits(search_rows: Iterable[SearchRow], query: Query | None = None) -> list[Hit]:
    """Numbers of one column are one hit, the first of them, with how many others it stands for."""
    columns: dict[object, list[SearchRow]] = {}
    for search_row in search_rows:
        columns.setdefault(_column_of_numbers(search_row) or search_row.pk, []).append(search_row)
    return [_hit(first, query or Query(), len(others)) for first, *others in columns.values()]


def _column_of_numbers(search_row: SearchRow) -> tuple | None:
    if search_row.number is None:
        return None
    return search_row.inquiry, search_row.annex, search_row.column_key


def dated(day: date | None, whose: str) -> str:
    """“according to a table of 26 March 2015”; "" where no day is known."""
    if day is None:
        return ""
    words = _("according to a table of %(date)s") if whose == "table" else _("according to a reply of %(date)s")
    return words % {"date": date_format(day, "DATE_FORMAT")}


def _hit(search_row: SearchRow, query: Query, folded: int = 0) -> Hit:
    return Hit(
        href=localised(search_row.path),
        kind=capital(word(SEARCH_ROW_KINDS, search_row.kind)),
        title=tuple(marked(_title(search_row), query)),
        stored_title=search_row.kind not in (SearchRow.Kind.QUESTION, SearchRow.Kind.REPLY),
        text=tuple(marked(excerpt(search_row.text, query, EXCERPT), query)),
        status=status(search_row.status) if search_row.status else None,
        note=search_row.note,
        withheld=tuple(reasons_in(search_row.text)),
        codes=tuple(code_words(search_row)),
        asked=" / ".join(search_row.short_titles),
        dated=dated(search_row.as_of, search_row.as_of_is),
        folded=folded,
        inquiry_href=localised(paths.inquiry(search_row.inquiry)) if search_row.inquiry else "",
        inquiry_number=search_row.inquiry_number,
        inquiry_title=search_row.inquiry_title,
    )


def _title(search_row: SearchRow) -> str:
    if search_row.kind == SearchRow.Kind.QUESTION:
        words = _("Question %(key)s: %(title)s") if search_row.short_titles else _("Question %(key)s")
        return words % {"key": search_row.title, "title": " / ".join(search_row.short_titles)}
    if search_row.kind == SearchRow.Kind.REPLY:
        return _("Reply to question %(keys)s") % {"keys": ", ".join(search_row.title.split())}
    return search_row.title


def code_words(search_row: SearchRow) -> Iterable[CodeWord]:
    """“1a:no”, “1b:yes” in words; the codebook's own words stand on the answer's page."""
    keys = search_row.questions.split()
    named = len(keys) == len(search_row.short_titles)
    titles = dict(zip(keys, search_row.short_titles, strict=True)) if named else {}
    unsure = {pair.partition(":")[0] for pair in search_row.certainty if pair.endswith(":arguable")}
    for pair in search_row.codes:
        question, _colon, code = pair.partition(":")
        yield CodeWord(
            question,
            titles.get(question, ""),
            code,
            question in unsure,
            CODES.get(code, code),
            CODE_SIGNS.get(code, ""),
            code.replace("_", "-"),
        )


def grouped(found: list[Hit]) -> list[HitsOfPaper]:
    """By paper, in the order in which each paper's first hit comes."""
    papers: dict[str, list[Hit]] = {}
    for hit in found:
        papers.setdefault(hit.inquiry_href, []).append(hit)
    return [
        HitsOfPaper(href, each[0].inquiry_number, each[0].inquiry_title, each[0].dated, tuple(each))
        for href, each in papers.items()
    ]


def found_forms(search_rows: Iterable[SearchRow], query: Query) -> list[str]:
    """The words that were found, as they stand in the texts; in an order that no ranking changes."""
    texts = (text for search_row in search_rows for text in (search_row.title, search_row.text))
    found = sorted(forms(texts, query), key=lambda form: (form.casefold(), form))
    return list({form.casefold(): form for form in found}.values())[:FORMS_SHOWN]


@dataclass(frozen=True)
class ShortAnswer:
    """How one part of a question is answered, in short."""

    asked: str
    code: CodeWord
    href: str
    printed: str
    dated: str
    number: str
    title: str


def in_short(answers: Iterable[SearchRow]) -> list[ShortAnswer]:
    """Each categorised part of a question, the newest table first; a part that two cells answer stands once."""
    found: dict[tuple, ShortAnswer] = {}
    for each in answers:
        for code in code_words(each):
            found.setdefault((each.inquiry, each.printed, code.question), _short(each, code))
    return list(found.values())


def _short(row: SearchRow, code: CodeWord) -> ShortAnswer:
    asked = f"{code.question} {code.asked}".strip()
    when = dated(row.as_of, row.as_of_is)
    return ShortAnswer(asked, code, localised(row.path), row.printed, when, row.inquiry_number, row.inquiry_title)
