"""What a cell is worth: a status by the editors' words, a number, or text as it stands."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from survey.models import Column, StatusWord
from survey.models.cell_text import number_of
from survey.models.status_word import folded, is_sign
from survey.sheets.table import Record, Table

AROUND = "[](){}<>„“”\"'.!"  # what people set around such a word
PLAIN_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|[1-9]\d*|0)(?:,\d+)?\s*[¹²³⁴-⁹*]*\)?")
YEAR = re.compile(r"(?:19|20)\d{2}")
FEWEST_NUMBERS = 2
SHARE_OF_NUMBERS = 0.75


def status_words() -> dict[str, str]:
    """Statuses by the words as they are compared."""
    return dict(StatusWord.objects.values_list("key", "status"))


def status_of(text: str, column: Column, words: dict[str, str]) -> str | None:
    """The status that a cell's whole text stands for."""
    status = _word(text, words)
    return None if status and is_sign(folded(text)) and column.kind != Column.Kind.NUMBER else status


def _word(text: str, words: dict[str, str]) -> str | None:
    """As printed, or without what stands around it: “[keine Rückmeldung]”, “(k. A.)”."""
    key = folded(text)
    bare = key.strip(AROUND)
    return words.get(key) or words.get(bare) or words.get(f"{bare}.")


def is_plain_number(text: str) -> bool:
    """Whether a text among words is nothing but a number, and surely no year."""
    return bool(PLAIN_NUMBER.fullmatch(text.strip())) and not YEAR.fullmatch(text.strip())


def propose_kinds(columns: Iterable[Column | None], table: Table, words: dict[str, str]) -> None:
    """New columns that hold numbers, but for a few cells, are columns of numbers until an editor says otherwise."""
    records = [record for record in table.records if not _says_one_thing(record)]
    for position, column in enumerate(columns):
        if column is not None and column.pk is None:
            texts = [record.cells[position].text.strip() for record in records]
            if _holds_numbers([text for text in texts if text], words):
                column.kind = Column.Kind.NUMBER


def _says_one_thing(record: Record) -> bool:
    """Whether one statement stands in several columns of a row: it says nothing of what these hold."""
    texts = Counter(text for cell in record.cells if (text := cell.text.strip()))
    return len(texts) == 1 and texts.total() > 1 and number_of(next(iter(texts)))[0] is None


def _holds_numbers(texts: Sequence[str], words: dict[str, str]) -> bool:
    found = sum(number_of(text)[0] is not None for text in texts)
    if found < FEWEST_NUMBERS:
        return False
    fitting = found + sum(_word(text, words) is not None for text in texts)
    return fitting >= len(texts) * SHARE_OF_NUMBERS
