"""The rows of a sheet: which its address asks for and in which order, what stands in them, and where words stand."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from survey.language.sorting import sort_key
from survey.models import Annex, Answer, Passage, Status
from survey.models.cell_text import in_signs, number_of

CELLS_OF_STRETCH = 6000
MOST_ROWS = 200  # whose keys one address names
MOST_HITS = 2000
LABELS = "row"  # where an address names a column by its primary key, the labels of the rows
EMPTY, FILLED = STATES = "empty", "filled"
ASCII = re.compile("[ -~]+")
DIGITS = re.compile(r"(\d+)")


class SheetValue(NamedTuple):
    """What is compared of a cell, or of a label."""

    text: str
    status: str = ""
    number: Decimal | None = None

    @property
    def sort_key(self) -> tuple:
        """Numbers before words, “Schule 2” before “Schule 10”."""
        number = number_of(self.text)[0] if self.number is None else self.number
        if number is not None:
            return 0, number, []
        parts = DIGITS.split(sort_key(self.text))
        return 1, 0, [int(each) if at % 2 else each for at, each in enumerate(parts)]


NOTHING = SheetValue("")


@dataclass(frozen=True)
class Condition:
    """What must hold of a column for a row to be shown: words that it has, and whether it has any, or its status."""

    words: str = ""
    state: str = ""

    def holds(self, value: SheetValue) -> bool:
        return self.words.lower() in value.text.lower() and self._has_state(value)

    def _has_state(self, value: SheetValue) -> bool:
        if self.state in STATES:
            return bool(value.text) == (self.state == FILLED)
        return self.state in ("", value.status)


@dataclass(frozen=True)
class SheetView:
    """Which rows are shown and in which order; columns are named as in the address."""

    conditions: Mapping[str, Condition] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False

    @property
    def columns(self) -> set[str]:
        return {*self.conditions, self.sort} - {""}


def view_of(query: Mapping[str, str], columns: Iterable[int]) -> SheetView:
    """What the address asks for, e.g. “sort=-12&has-row=Fulda&is-13=empty”; what it does not know, it leaves out."""
    names = [LABELS, *map(str, columns)]
    sort = query.get("sort", "")
    found = {name: Condition(query.get(f"has-{name}", ""), _state(query.get(f"is-{name}", ""))) for name in names}
    conditions = {name: condition for name, condition in found.items() if condition != Condition()}
    return SheetView(conditions, sort.removeprefix("-") if sort.removeprefix("-") in names else "", sort[:1] == "-")


def _state(name: str) -> str:
    return name if name in (*STATES, *Status.values) else ""


def rows_of_stretch(columns: int) -> int:
    return min(MOST_ROWS, max(5, CELLS_OF_STRETCH // max(columns, 1)))


def keys_in_view(annex: Annex, view: SheetView) -> list[int]:
    """The keys of all rows that are shown. Rows without a text in the column of the order come last."""
    labels = dict(annex.rows.order_by("position", "key").values_list("pk", "printed"))
    values = _values(annex, view.columns, labels)
    keys = [
        key
        for key in labels
        if all(condition.holds(values[name].get(key, NOTHING)) for name, condition in view.conditions.items())
    ]
    if not view.sort:
        return keys
    column = values[view.sort]
    filled = [key for key in keys if column.get(key, NOTHING).text]
    without = [key for key in keys if not column.get(key, NOTHING).text]
    return sorted(filled, key=lambda key: column[key].sort_key, reverse=view.descending) + without


def _values(annex: Annex, names: set[str], labels: dict[int, str]) -> dict[str, dict[int, SheetValue]]:
    """By column and row, of the columns that are compared and no others."""
    values: dict[str, dict[int, SheetValue]] = {name: {} for name in names}
    if LABELS in names:
        values[LABELS] = {key: SheetValue(label) for key, label in labels.items()}
    columns = [int(name) for name in names if name != LABELS]
    for answer in Answer.objects.filter(row__annex=annex, column__in=columns).with_passages():
        values[str(answer.column_id)][answer.row_id] = SheetValue(answer.text, answer.status, answer.number)
    return values


def rows(annex: Annex, keys: list[int], columns: list[int]) -> list[dict]:
    """These rows, with their cells in the order of the columns: key, version, text, status, whether edited, number."""
    found = annex.rows.in_bulk(keys)
    answers = Answer.objects.filter(row__in=found).with_passages()
    cells = {(each.row_id, each.column_id): each for each in answers}
    return [
        {"pk": key, "label": found[key].printed, "cells": [shown(cells.get((key, column))) for column in columns]}
        for key in keys
        if key in found
    ]


def shown(answer: Answer | None) -> list | None:
    if answer is None:
        return None
    cell = [answer.pk, answer.version, answer.text, answer.status, int(answer.wording is not None)]
    return cell if answer.number is None else [*cell, *_number(answer)]


def _number(answer: Answer) -> tuple[str, int]:
    """Its number as one may type it, and whether that is not what the text says."""
    stood = answer.number, answer.number_is
    return in_signs(*stood).replace(".", ","), int(number_of(answer.text) != stood)


def places_of(annex: Annex, words: str) -> list[tuple[int, int | None]]:
    """Where these words stand, whatever their case: row and column, none for the label of a row; in printed order."""
    rows = {key: at for at, key in enumerate(annex.rows.order_by("position", "key").values_list("pk", flat=True))}
    columns = {key: at for at, key in enumerate(annex.columns.order_by("position").values_list("pk", flat=True), 1)}
    labels = annex.rows.filter(printed__icontains=_plain(words)).values_list("pk", "printed")
    texts = [*((key, None, label) for key, label in labels), *_texts(annex, _plain(words))]
    hits = {(row, column) for row, column, text in texts if words.lower() in text.lower()}
    return sorted(hits, key=lambda hit: (rows[hit[0]], columns.get(hit[1], 0)))


def _texts(annex: Annex, plain: str):
    """Row, column and text of the cells in which these letters may stand."""
    answers = Answer.objects.filter(row__annex=annex, wording__icontains=plain)
    passages = Passage.objects.live().filter(answer__row__annex=annex, answer__wording=None, text__icontains=plain)
    yield from answers.order_by().values_list("row_id", "column_id", "wording")
    yield from passages.order_by().values_list("answer__row_id", "answer__column_id", "text")


def _plain(words: str) -> str:
    """The longest part of it that a database finds whatever its case; SQLite does not know that Ä and ä are alike."""
    return max(ASCII.findall(words), key=len, default="")
