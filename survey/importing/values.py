"""What a cell is worth: a status by the editors' words, a number, or text as it stands."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from survey.language import numbers
from survey.models import Answer, Column, NumberIs, StatusWord
from survey.models.status_word import folded, is_sign
from survey.sheets.table import Table

PLACES = Answer._meta.get_field("number").decimal_places
LARGEST = Decimal(10) ** (Answer._meta.get_field("number").max_digits - PLACES)
FEWEST_NUMBERS = 2
SHARE_OF_NUMBERS = 0.75


def status_words() -> dict[str, str]:
    """Statuses by the words as they are compared."""
    return dict(StatusWord.objects.values_list("key", "status"))


def status_of(text: str, column: Column, words: dict[str, str]) -> str | None:
    """The status that a cell's whole text stands for."""
    key = folded(text)
    status = words.get(key)
    return None if status and is_sign(key) and column.kind != Column.Kind.NUMBER else status


@lru_cache(maxsize=20_000)  # a table of numbers says the same ones over and over
def number_of(text: str) -> tuple[Decimal | None, str]:
    """The number that the cell is; none where it has more digits than are kept: nothing is rounded."""
    read = numbers.read_cell(text)
    if read.value is None or abs(read.value) >= LARGEST or read.value != round(read.value, PLACES):
        return None, NumberIs.NONE
    return read.value, read.number_is


def propose_kinds(columns: Iterable[Column | None], table: Table, words: dict[str, str]) -> None:
    """New columns that hold numbers, but for a few cells, are columns of numbers until an editor says otherwise."""
    for position, column in enumerate(columns):
        if column is not None and column.pk is None:
            texts = [record.cells[position].text.strip() for record in table.records]
            if _holds_numbers([text for text in texts if text], words):
                column.kind = Column.Kind.NUMBER


def _holds_numbers(texts: Sequence[str], words: dict[str, str]) -> bool:
    found = sum(number_of(text)[0] is not None for text in texts)
    if found < FEWEST_NUMBERS:
        return False
    fitting = found + sum(folded(text) in words for text in texts)
    return fitting >= len(texts) * SHARE_OF_NUMBERS
