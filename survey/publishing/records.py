"""The rows of lists beside the answers, for files and packages: inquiries, bodies, codings, statements."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from survey.models import Edition, PublishedBody, PublishedInquiry, PublishedStatement
from survey.publishing.columns import BODIES, CODINGS, INQUIRIES, STATEMENTS
from survey.publishing.content import BodyPart, Content, RowPart
from survey.publishing.pieces import opened
from survey.sheets.values import Value
from survey.wording import paths

CHUNK = 500
TOLD = [column.source for column in INQUIRIES if column.source]
PUBLISHED = TOLD.index("published_at")


def inquiry_rows(found: QuerySet[PublishedInquiry]) -> Iterator[list[Value | list[str]]]:
    """One list per inquiry in the order of `columns.INQUIRIES`, streamed in constant memory."""
    for values in found.values_list(*TOLD).iterator(chunk_size=CHUNK):
        row = list(values)
        row[PUBLISHED] = row[PUBLISHED].isoformat()
        yield [*row, settings.SITE_URL + paths.inquiry(row[0])]


def all_body_rows(found: QuerySet[PublishedBody]) -> Iterator[list[Value | list[str]]]:
    """One list per body in the order of `columns.ALL_BODIES`, as its newest edition tells it."""
    for body in found.select_related("edition").defer("edition__content").iterator(chunk_size=CHUNK):
        told = [body.as_of, body.as_of_is, body.edition.number, settings.SITE_URL + paths.body(body.slug)]
        yield [body.inquiry, *body_row(json.loads(body.content)), *told]


def all_coding_rows(editions: Iterable[Edition]) -> Iterator[list[Value]]:
    """One list per coding in the order of `columns.ALL_CODINGS`; one edition at a time is in memory."""
    for edition in editions:
        for row in coding_rows(opened(edition)):
            yield [edition.slug, *row, edition.number]


def all_statement_rows(found: QuerySet[PublishedStatement]) -> Iterator[list[Value]]:
    """One list per statement in the order of `columns.ALL_STATEMENTS`."""
    for each in found.select_related("edition").defer("edition__content").iterator(chunk_size=CHUNK):
        own = [getattr(each, column.name) for column in STATEMENTS]
        yield [each.inquiry, *own, each.edition.number, settings.SITE_URL + each.path]


def statement_rows(content: Content) -> Iterator[list[Value]]:
    """The same of one inquiry, in the order of `columns.STATEMENTS`."""
    for part in content["statements"]:
        yield [part[column.name] for column in STATEMENTS]


def coding_rows(content: Content) -> Iterator[list[Value]]:
    """One list per row and question that is coded, in the order of `columns.CODINGS`."""
    questions = [question["key"] for question in content["questions"]]
    for annex in content["annexes"]:
        headings = {column["key"]: column["heading"] for column in annex["columns"]}
        for row in annex["rows"]:
            for question in filter(row["codings"].__contains__, questions):
                values = _coding(row, question) | {"annex": annex["number"]}
                values["quote_in"] = headings.get(values["quote_in"], "")
                yield [values[column.name] for column in CODINGS]


def _coding(row: RowPart, question: str) -> dict[str, Any]:
    respondent = row["respondent"] or {"name": "", "kind": "", "ags": ""}
    who = {"respondent": respondent["name"], "kind": respondent["kind"], "ags": respondent["ags"]}
    return {"position": row["position"], "printed": row["printed"], **who, "question": question} | row["codings"][
        question
    ]


def body_row(body: BodyPart) -> list[Value | list[str]]:
    """A body in the order of `columns.BODIES`."""
    meetings = [f"{each['date'] or each['words']} ({each['state']})" for each in body["meetings"]]
    initiators = dict.fromkeys(each["actor"] for each in body["participations"] if each["role"] == "initiator")
    others = dict.fromkeys(each["actor"] for each in body["participations"] if each["role"] != "initiator")
    evidence = next(iter(body["evidence"]), {"in": "", "quote": ""})
    values = {
        **body,
        "districts": [district["key"] or district["slug"] for district in body["districts"]],
        "beginning": body["beginning"]["date"],
        "beginning_precision": body["beginning"]["precision"],
        "beginning_words": body["beginning"]["words"],
        "meetings": meetings,
        "coverage": body["coverage"]["words"],
        "coverage_n": body["coverage"]["n"],
        "coverage_m": body["coverage"]["m"],
        "initiators": list(initiators),
        "participants": list(others),
        "found_in": evidence["in"],
        "quote": evidence["quote"],
    }
    return [values[column.name] for column in BODIES]
