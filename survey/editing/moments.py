"""What one act writes has one time in all histories: by it the act is found again, and taken back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.models import Model, QuerySet
from django.utils import timezone

from survey.models import history
from survey.models.history import HistoryRow, history_of


class ActWriter:
    """Writes the records of one act, each with its reason, its author and the time of all."""

    def __init__(self, reason: str, by=None):
        self.reason, self.by, self.at = reason, by, timezone.now()

    def save(self, record: Model, **values) -> None:
        """Write these values, of a new record all it says."""
        for name, value in values.items():
            setattr(record, name, value)
        with self._told(record):
            record.save(update_fields=None if record._state.adding else list(values))

    def put(self, record: Model, name: str, members: Iterable[Model]) -> None:
        """Let a many-to-many field hold just these."""
        with self._told(record):
            getattr(record, name).set(members)

    def delete(self, record: Model) -> None:
        with self._told(record):
            record.delete()

    @contextmanager
    def _told(self, record: Model) -> Iterator[None]:
        """What is written of the record later has a time of its own."""
        history.tell(record, reason=self.reason, by=self.by)._history_date = self.at
        try:
            yield
        finally:
            del record._history_date


def written(model: type[Model], at) -> QuerySet[HistoryRow]:
    """The history rows that the act of this time wrote of one kind of record."""
    return history_of(model).objects.filter(history_date=at)


def then(model: type[Model], key: int, at) -> HistoryRow:
    """What a record said when the act of this time was done."""
    return written(model, at).filter(id=key).order_by("pk").last()


def before(model: type[Model], key: int, at) -> HistoryRow | None:
    """What a record said before the act of this time."""
    first = written(model, at).filter(id=key).order_by("pk").first()
    return history_of(model).objects.filter(id=key, pk__lt=first.pk).order_by("-pk").first()


def as_of(model: type[Model], key: int, at) -> HistoryRow | None:
    """What a record said once the act was done, whoever wrote it; None of one that came later."""
    return history_of(model).objects.filter(id=key, history_date__lte=at).order_by("pk").last()


def since(model: type[Model], key: int, at) -> QuerySet[HistoryRow]:
    """What a record has said since."""
    return history_of(model).objects.filter(id=key, pk__gt=then(model, key, at).pk).order_by("pk")


def values(row: HistoryRow) -> dict:
    """What a row of a history says of the fields of its record, but for the key."""
    tracked = type(row).tracked_fields
    return {field.attname: getattr(row, field.attname) for field in tracked if not field.primary_key}


def members(row: HistoryRow, name: str) -> set[int]:
    """The primary keys of what a many-to-many field held."""
    field = row.instance_type._meta.get_field(name)
    rows = getattr(type(row), name).model.objects.filter(history=row.pk)
    return set(rows.values_list(field.m2m_reverse_field_name(), flat=True))
