"""What a batch did, as it is needed to take it back."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Model

from survey.importing import batch_log
from survey.importing.batch_log import TouchedCell, TouchedFact
from survey.models import AnnexNote, Answer, Batch, Column, Inquiry, Reference, RespondentName, Row

DELETED = "-"


@dataclass
class BatchActs:
    """What a batch did, from its protocol: keys by kind, cells by the key of their answer, facts of a paper."""

    keys: dict[str, list] = field(default_factory=lambda: defaultdict(list))
    new: dict[int, TouchedCell] = field(default_factory=dict)
    changed: dict[int, TouchedCell] = field(default_factory=dict)
    facts: list[TouchedFact] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Batch) -> "BatchActs":
        log = cls()
        for kind, *facts in batch_log.lines(batch):
            if kind == batch_log.CELL:
                cell = TouchedCell(*facts)
                (log.new if cell.old is None else log.changed)[cell.answer] = cell
            elif kind == batch_log.FACT:
                log.facts.append(TouchedFact(*facts))
            elif kind == batch_log.MARK:
                log.marks[facts[0]] = facts[1]
            else:
                log.keys[kind].append(facts[0] if len(facts) == 1 else facts)
        return log

    @property
    def touched(self) -> dict[type[Model], list[int]]:
        """The records whose history must have ended with the batch."""
        moved = self.keys[batch_log.MOVED]
        return {
            Row: [
                *self.keys[batch_log.ROW],
                *self.keys[batch_log.MATCHED],
                *(key for name, key, _at in moved if name == "row"),
            ],
            Column: [
                *self.keys[batch_log.COLUMN],
                *(key for key, _before in self.keys[batch_log.QUESTIONS]),
                *(key for name, key, _at in moved if name == "column"),
            ],
            Answer: [*self.new, *self.changed],
            AnnexNote: self.keys[batch_log.NOTE],
            Reference: self.keys[batch_log.REFERENCE],
            RespondentName: [key for key, _before in self.keys[batch_log.NAME]],
        }

    @property
    def makes_the_inquiry(self) -> bool:
        return any(fact.is_new and fact.model == Inquiry._meta.model_name for fact in self.facts)

    @property
    def made(self) -> dict[type[Model], list[int]]:
        return {
            Answer: list(self.new),
            Row: self.keys[batch_log.ROW],
            Column: self.keys[batch_log.COLUMN],
            AnnexNote: self.keys[batch_log.NOTE],
            Reference: self.keys[batch_log.REFERENCE],
        }


def relations(model: type[Model]) -> Iterator:
    """Foreign keys of editorial records to this one; histories keep keys of what is gone."""
    for relation in model._meta.get_fields(include_hidden=True):
        is_key = relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        if is_key and not (relation.related_model._meta.auto_created or is_history(relation.related_model)):
            yield relation


def is_history(model: type[Model]) -> bool:
    return model.__name__.startswith("Historical")
