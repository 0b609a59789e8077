"""Contents of older schemas made readable: one pure function per step, from one schema number to the next.

Stored text never changes; whoever reads an edition reads it through `upgrade`. A step, once released, stays for ever,
and so does the golden file of its schema under tests/golden/.
"""

import json
from collections.abc import Callable

from survey.publishing.content import SCHEMA, Content


def from_1(content: dict) -> dict:
    """Schema 2 says more of a paper; what schema 1 did not say stays unsaid."""
    unsaid_of_source = {"compared_what": "", "comparison": "", "comparison_note": ""}
    sources = [unsaid_of_source | source for source in content["sources"]]
    questions = [{"agreement": None, **question} for question in content["questions"]]
    unsaid = {"paper_address": "", "reports": [], "withheld": []}
    return {**unsaid, **content, "sources": sources, "questions": questions, "schema": 2}


STEPS: dict[int, Callable[[dict], dict]] = {1: from_1}


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
