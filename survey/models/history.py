"""Histories: who wrote what, when and why; rows that an import wrote, or that took one back, know which it was.

What is written in bulk has its history by one INSERT ... SELECT, for the library writes one row after the other:
`bulk_create_with_history` halves the rate of an import, and it sees nothing of `update()`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.db import connection, models
from django.db.models import CharField, DateTimeField, IntegerField, Model, QuerySet, TextField, Value
from django.dispatch import receiver
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

CREATED, CHANGED = "+", "~"
CHUNK = 2000
KEYS = 10_000


@dataclass(frozen=True)
class Cause:
    """Why a history row is written: in words, or by the key of the batch that wrote it or that it takes back."""

    reason: str = ""
    batch: int | None = None
    undoes: int | None = None


def _batch() -> models.ForeignKey:
    """As the library keeps keys in histories, and without an index, which would cost each import."""
    return models.ForeignKey(
        "survey.Batch",
        models.DO_NOTHING,
        null=True,
        editable=False,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )


class HistoryRow(models.Model):
    """`batch` is the import that wrote the row, `undoes` the one that it takes back: nobody can type either."""

    batch, undoes = _batch(), _batch()

    class Meta:
        abstract = True


class RecordHistory(HistoricalRecords):
    """The history of a model, whose rows are HistoryRows."""

    def __init__(self, **options):
        super().__init__(bases=[HistoryRow], **options)


@receiver(pre_create_historical_record)
def _keep_cause(instance: Model, history_instance: HistoryRow, **_facts):
    """The library fills fields of its own alone, and offers this signal for those of others."""
    cause = getattr(instance, "_history_cause", Cause())
    history_instance.batch_id, history_instance.undoes_id = cause.batch, cause.undoes


@cache  # the library makes a manager's class each time it is asked
def history_of(model: type[Model]) -> type[Model]:
    """The model of its history rows."""
    return model.history.model


def record(queryset: QuerySet, sign: str, *, reason: str | Cause, by=None):
    """Write one history row for each record of the queryset, as it stands now."""
    history = history_of(queryset.model)
    cause = _cause(reason)
    facts = {
        "history_date": Value(timezone.now(), DateTimeField()),
        "history_change_reason": Value(cause.reason or None, TextField()),
        "history_type": Value(sign, CharField()),
        "history_user_id": Value(by.pk if by else None, IntegerField()),
        "batch_id": Value(cause.batch, IntegerField()),
        "undoes_id": Value(cause.undoes, IntegerField()),
    }
    names = [field.attname for field in history.tracked_fields]
    rows = queryset.order_by().annotate(**{f"_{name}": value for name, value in facts.items()})
    sql, params = rows.values_list(*names, *[f"_{name}" for name in facts]).query.sql_with_params()
    columns = [field.column for field in history.tracked_fields] + list(facts)
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = connection.ops.quote_name(history._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({quoted}) {sql}", params)


def tell_all(model: type[Model], keys: Sequence[int], sign: str, reason: str | Cause, by=None):
    """Histories of many records as they stand now."""
    for start in range(0, len(keys), KEYS):
        record(model.objects.filter(pk__in=keys[start : start + KEYS]), sign, reason=reason, by=by)


def create(records: Sequence[Model], reason: str | Cause, by=None):
    """Create records of one model in bulk, with their history."""
    if records:
        model = type(records[0])
        model.objects.bulk_create(records, batch_size=CHUNK)
        tell_all(model, [each.pk for each in records], CREATED, reason, by)


def tell(record, *, reason: str | Cause, by=None):
    """Say why and by whom, before a record is saved by itself."""
    record._history_cause = _cause(reason)
    record._change_reason = record._history_cause.reason or None
    if by:
        record._history_user = by
    return record


def _cause(reason: str | Cause) -> Cause:
    return reason if isinstance(reason, Cause) else Cause(reason)
