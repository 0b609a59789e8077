"""Contents of older schemas made readable: one pure function per step, from one schema number to the next.

Stored text never changes; whoever reads an edition reads it through `upgrade`. A step, once released, stays for ever,
and so does the golden file of its schema under tests/golden/.
"""

import json
from collections.abc import Callable, Iterator

from survey.publishing.content import SCHEMA, Content


def from_1(content: dict) -> dict:
    """Schema 2 says more of a paper; what schema 1 did not say stays unsaid."""
    unsaid_of_source = {"compared_what": "", "comparison": "", "comparison_note": ""}
    sources = [unsaid_of_source | source for source in content["sources"]]
    questions = [{"agreement": None, **question} for question in content["questions"]]
    unsaid = {"paper_address": "", "reports": [], "withheld": []}
    return {**unsaid, **content, "sources": sources, "questions": questions, "schema": 2}


def from_2(content: dict) -> dict:
    """Schema 3 knows places, reading texts and short titles; what schema 2 did not say is null or as it is printed."""
    answered = next((date["date"] for date in content["dates"] if date["kind"] == "answered"), None)
    sources = [{"key": number, **source} for number, source in enumerate(content["sources"], start=1)]
    texts = {name: [_text_from_2(part) for part in content[name]] for name in ("remarks", "replies")}
    questions = [{"short_title": None, **_text_from_2(part)} for part in content["questions"]]
    annexes = [_annex_from_2(annex, answered) for annex in content["annexes"]]
    new = {"headline": None, "lead": None, "sources": sources, "questions": questions, "annexes": annexes, "schema": 3}
    return {**content, **texts, **new}


def _text_from_2(part: dict) -> dict:
    return {**part, "as_printed": part["text"], "printed_at": None}


def _annex_from_2(annex: dict, answered: str | None) -> dict:
    day, whose = (annex["date"], "table") if annex["date"] else (answered, "reply" if answered else "none")
    notes = [{**note, "printed_at": None} for note in annex["notes"]]
    rows = [{**row, "answers": [_answer_from_2(answer) for answer in row["answers"]]} for row in annex["rows"]]
    return {**annex, "as_of": day, "as_of_is": whose, "compared": None, "notes": notes, "rows": rows}


def _answer_from_2(answer: dict) -> dict:
    return {**answer, "passages": [{**passage, "printed_at": None} for passage in answer["passages"]]}


def to_2(content: dict) -> dict:
    """What schema 2 can say of a content of schema 3."""
    content = {name: value for name, value in content.items() if name not in ("headline", "lead")}
    content["sources"] = [_but(source, "key") for source in content["sources"]]
    for name in ("remarks", "replies", "questions"):
        content[name] = [_but(part, "as_printed", "printed_at", "short_title") for part in content[name]]
    content["annexes"] = [_annex_to_2(annex) for annex in content["annexes"]]
    return {**content, "schema": 2}


def _annex_to_2(annex: dict) -> dict:
    notes = [_but(note, "printed_at") for note in annex["notes"]]
    rows = [{**row, "answers": [_answer_to_2(answer) for answer in row["answers"]]} for row in annex["rows"]]
    return {**_but(annex, "as_of", "as_of_is", "compared"), "notes": notes, "rows": rows}


def _answer_to_2(answer: dict) -> dict:
    return {**answer, "passages": [_but(passage, "printed_at") for passage in answer["passages"]]}


def from_3(content: dict) -> dict:
    """Schema 4 knows who has read a text, a machine or a person, where the head stands, and the pages of files."""
    sources = [{**source, "pages": None, "machine_read": False} for source in content["sources"]]
    texts = {name: [_unread(part) for part in content[name]] for name in ("remarks", "replies", "questions")}
    annexes = [_annex_from_3(annex) for annex in content["annexes"]]
    new = {"facts": {}, "compared": None, "sources": sources, "annexes": annexes, "schema": 4}
    return {**content, **texts, **new}


def _unread(part: dict) -> dict:
    return {**part, "machine_read": False}


def _annex_from_3(annex: dict) -> dict:
    rows = [{**row, "answers": [_unread(answer) for answer in row["answers"]]} for row in annex["rows"]]
    return {**annex, "notes": [_unread(note) for note in annex["notes"]], "rows": rows}


def to_3(content: dict) -> dict:
    """What schema 3 can say of a content of schema 4."""
    content = _but(content, "facts", "compared")
    content["sources"] = [_but(source, "pages", "machine_read") for source in content["sources"]]
    for name in ("remarks", "replies", "questions"):
        content[name] = [_but(part, "machine_read") for part in content[name]]
    content["annexes"] = [_annex_to_3(annex) for annex in content["annexes"]]
    return {**content, "schema": 3}


def _annex_to_3(annex: dict) -> dict:
    notes = [_but(note, "machine_read") for note in annex["notes"]]
    rows = [{**row, "answers": [_but(answer, "machine_read") for answer in row["answers"]]} for row in annex["rows"]]
    return {**annex, "notes": notes, "rows": rows}


def from_4(content: dict) -> dict:
    """Schema 5 knows statements on the paper, misprints, and columns that are told per 1,000 inhabitants."""
    annexes = [_each_column(annex, lambda column: {**column, "per_thousand": False}) for annex in content["annexes"]]
    return {**content, "statements": [], "misprints": [], "annexes": annexes, "schema": 5}


def to_4(content: dict) -> dict:
    """What schema 4 can say of a content of schema 5."""
    content = _but(content, "statements", "misprints")
    annexes = [_each_column(annex, lambda column: _but(column, "per_thousand")) for annex in content["annexes"]]
    return {**content, "annexes": annexes, "schema": 4}


def _each_column(annex: dict, changed: Callable[[dict], dict]) -> dict:
    return {**annex, "columns": [changed(column) for column in annex["columns"]]}


def _but(part: dict, *names: str) -> dict:
    return {name: value for name, value in part.items() if name not in names}


STEPS: dict[int, Callable[[dict], dict]] = {1: from_1, 2: from_2, 3: from_3, 4: from_4}
# By the schema that a step back leads to; only where a submission may still wait that was made under it.
STEPS_BACK: dict[int, Callable[[dict], dict]] = {2: to_2, 3: to_3, 4: to_4}


class UnknownSchema(ValueError):
    """The content says a schema that this version does not know."""


def upgrade(content: dict) -> Content:
    """The content in today's schema; raises UnknownSchema for one that no step leads from."""
    schema = content.get("schema")
    while schema != SCHEMA:
        if schema not in STEPS:
            raise UnknownSchema(f"Schema {schema!r} is not known; this version reads schemas up to {SCHEMA}.")
        content = STEPS[schema](content)
        schema = content["schema"]
    return content


def parse(text: str) -> Content:
    """The stored text of an edition as content of today's schema."""
    return upgrade(json.loads(text))


def older_forms(content: Content) -> Iterator[dict]:
    """The content as older schemas said it, newest first, as long as they could say all of it."""
    form = dict(content)
    for schema in range(SCHEMA - 1, 0, -1):
        if schema not in STEPS_BACK:
            return
        form = STEPS_BACK[schema](form)
        if upgrade(form) != content:
            return
        yield form
