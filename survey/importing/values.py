"""What a cell is worth: a status by the editors' words, a number, or text as it stands."""

from collections import Counter
from collections.abc import Iterable, Sequence

from survey.models import Column, StatusWord
from survey.models.cell_text import number_of
from survey.models.status_word import folded, is_sign
from survey.sheets.table import Record, Table

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
    fitting = found + sum(folded(text) in words for text in texts)
    return fitting >= len(texts) * SHARE_OF_NUMBERS
