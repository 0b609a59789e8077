"""Which letters of a text are read as parts: all that the program finds, but those that an editor refused."""

import hashlib

from survey.language.parts import LetteredPart, find
from survey.models import Finding, Row


def refused_texts(row: Row) -> set[tuple[int, str]]:
    """The cells of a row whose letters mean no parts, with the digest of the text that was looked at; one query."""
    dismissed = Finding.objects.filter(check_name="lettered_parts", state=Finding.State.DISMISSED, answer__row=row)
    return set(dismissed.values_list("answer", "digest"))


def parts_of(answer: int, text: str, refused: set[tuple[int, str]]) -> list[LetteredPart]:
    """The lettered parts of a cell's text; none where an editor has refused them for this very text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return [] if (answer, digest) in refused else find(text)
