"""The words that facts of a body rest on: where they stand, what is recorded, and what a line says."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.importing.lists.columns import DerivedColumn
from survey.importing.lists.places import Origin
from survey.importing.lists.resource import RecordResource
from survey.models import Evidence

PLACE = ("annex", "row", "found_in")


class EvidenceWords(NamedTuple):
    """Which fact rests on which words, and where they stand."""

    field: str
    quote: str
    origin: Origin


class QuotedResource(RecordResource):
    """Records whose facts have evidence: `quoted` names the fact that each column of words bears out.

    The place of a line is that of its first words: `annex` and `row` of a cell, or `found_in` (“remark 1”). Evidence
    for other facts stays.
    """

    quoted: dict[str, str] = {}

    def evidence_of(self, record: Model, field: str = "") -> list[Evidence]:
        found = record.evidence.all() if record.pk else ()
        return sorted((each for each in found if field in ("", each.field)), key=lambda each: each.pk)

    def first_words(self, record: Model) -> Evidence | None:
        """By which the place of the line is told: of the fact that is named first, else whatever there is."""
        first, *_others = self.quoted
        return next(iter([*self.evidence_of(record, self.quoted[first]), *self.evidence_of(record)]), None)

    def show_annex(self, record):
        words = self.first_words(record)
        return words.answer.row.annex.number if words and words.answer else ""

    def show_row(self, record):
        words = self.first_words(record)
        return self.row_name(words.answer.row) if words and words.answer else ""

    def show_found_in(self, record):
        words = self.first_words(record)
        text = words and (words.reply or words.remark)
        return text.key if text else ""

    def quote_of(self, record, field):
        return next((each.quote for each in self.evidence_of(record, field)), "")

    def is_placed(self, row) -> bool:
        return bool(row.get("found_in") or (row.get("annex") and row.get("row")))

    def origin(self, row: dict, quote: str, near: Origin | None = None) -> Origin:
        """Where the quote of a line stands: in the reply or remark that it names, else in its row."""
        places = self.places(row)
        if row.get("found_in"):
            return places.origin_in_text(row["found_in"], quote)
        return places.origin_in_row(places.row(row["annex"], row["row"]), quote, near)

    def words_in(self, row: dict) -> list[EvidenceWords]:
        """What the words of the line bear out: of a list, those that were changed; of a layer, all."""
        if self.inquiry is None and not self.is_placed(row):
            return []
        first, *_others = self.quoted
        near = self.origin(row, row[first]) if row.get(first) else None
        is_moved = self.inquiry is not None or self.is_new or not self.told.keys().isdisjoint(PLACE)
        columns = [name for name in self.quoted if row.get(name) and (is_moved or name in self.told)]
        return [EvidenceWords(self.quoted[name], row[name], self.origin(row, row[name], near)) for name in columns]

    def differs(self, record, row):
        if self.inquiry is None:
            return False
        self.wanted = self.words_in(row)
        return words_differ(record, self.wanted)

    def check(self, record, row):
        self.wanted = self.words_in(row)
        touched = [name for name in (*self.quoted, *PLACE) if name in self.told]
        if self.is_new or self.inquiry or not touched or self.wanted:
            return
        if any(not self.fields[name].is_written for name in touched):
            raise ValidationError(_("Say which words, and where they stand: table and row, or for example “remark 1”."))

    def write(self, record, row):
        if self.inquiry is not None:
            self.settle(record, self.wanted)
            return
        for name, field in self.quoted.items():
            old = self.told.get(name, ("", ""))[0] or row.get(name, "")
            wanted = [words for words in self.wanted if words.field == field]
            self.replace(record, field, wanted, old)

    def replace(self, record: Model, field: str, wanted: list[EvidenceWords], old: str):
        """Put these words in the place of those that the line had shown; none where they were taken away."""
        shown = next((each for each in self.evidence_of(record, field) if each.quote == old), None)
        is_gone = old and not wanted and any(self.quoted[name] == field for name in self.told if name in self.quoted)
        if shown and (is_gone or (wanted and words_of(shown) != wanted[0])):
            self.delete_along(shown)
        for words in wanted:
            if not shown or words_of(shown) != words:
                self.add(record, words)

    def settle(self, subject: Model, wanted: Iterable[EvidenceWords]):
        """Make the evidence for these facts what the layer says; that for other facts stays."""
        recorded = recorded_words(subject, wanted)
        for words, evidence in recorded.items():
            if words not in wanted:
                self.delete_along(evidence)
        for words in wanted:
            if words not in recorded:
                self.add(subject, words)

    def add(self, subject: Model, words: EvidenceWords):
        facts = {subject._meta.model_name: subject, **words.origin._asdict()}
        self.save_along(Evidence(field=words.field, quote=words.quote, **facts))


def place_columns() -> tuple[DerivedColumn, ...]:
    labels = (gettext_lazy("table"), gettext_lazy("row"), gettext_lazy("found in the text"))
    return tuple(map(DerivedColumn, PLACE, labels))


def words_differ(subject: Model, wanted: Iterable[EvidenceWords]) -> bool:
    return recorded_words(subject, wanted).keys() != set(wanted)


def recorded_words(subject: Model, wanted: Iterable[EvidenceWords]) -> dict[EvidenceWords, Evidence]:
    fields = {words.field for words in wanted}
    return {words_of(evidence): evidence for evidence in subject.evidence.all() if evidence.field in fields}


def words_of(evidence: Evidence) -> EvidenceWords:
    origin = Origin(evidence.answer_id, evidence.reply_id, evidence.remark_id)
    return EvidenceWords(evidence.field, evidence.quote, origin)
