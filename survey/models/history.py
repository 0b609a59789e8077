"""Histories of what is written in bulk: one INSERT ... SELECT, for the library writes them one by one.

`bulk_create_with_history` halves the rate of an import, and it sees nothing of `update()`.
"""

from collections.abc import Sequence
from functools import cache

from django.db import connection
from django.db.models import CharField, DateTimeField, IntegerField, Model, QuerySet, TextField, Value
from django.utils import timezone

CREATED, CHANGED = "+", "~"
CHUNK = 2000
KEYS = 10_000


@cache  # the library makes a manager's class each time it is asked
def history_of(model: type[Model]) -> type[Model]:
    """The model of its history rows."""
    return model.history.model


def record(queryset: QuerySet, sign: str, *, reason: str, by=None):
    """Write one history row for each record of the queryset, as it stands now."""
    history = history_of(queryset.model)
    facts = {
        "history_date": Value(timezone.now(), DateTimeField()),
        "history_change_reason": Value(reason, TextField()),
        "history_type": Value(sign, CharField()),
        "history_user_id": Value(by.pk if by else None, IntegerField()),
    }
    names = [field.attname for field in history.tracked_fields]
    rows = queryset.order_by().annotate(**{f"_{name}": value for name, value in facts.items()})
    sql, params = rows.values_list(*names, *[f"_{name}" for name in facts]).query.sql_with_params()
    columns = [field.column for field in history.tracked_fields] + list(facts)
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = connection.ops.quote_name(history._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({quoted}) {sql}", params)


def tell_all(model: type[Model], keys: Sequence[int], sign: str, reason: str, by=None):
    """Histories of many records as they stand now."""
    for start in range(0, len(keys), KEYS):
        record(model.objects.filter(pk__in=keys[start : start + KEYS]), sign, reason=reason, by=by)


def create(records: Sequence[Model], reason: str, by=None):
    """Create records of one model in bulk, with their history."""
    if records:
        model = type(records[0])
        model.objects.bulk_create(records, batch_size=CHUNK)
        tell_all(model, [each.pk for each in records], CREATED, reason, by)


def batch_reason(key: int) -> str:
    """The reason that the histories of a batch give; the desk tells it in words."""
    return f"import batch {key}"


def undone_reason(key: int) -> str:
    """The reason that the histories of what was taken back give."""
    return f"undone: {batch_reason(key)}"


def tell(record, *, reason: str, by=None):
    """Say why and by whom, before a record is saved by itself."""
    record._change_reason = reason
    if by:
        record._history_user = by
    return record
