"""What is public is read from a replica of the database, where one is named and has all that was published.

The version of the data is always read from the primary. A replica that is behind it, or cannot be reached, is not
waited for: the primary answers, so that nobody sees an older edition after a newer one.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections, transaction
from django.http import FileResponse
from prometheus_client import Counter

from survey.models import DataVersion
from survey.models.reading import PAGES, reading_from, streamed_from

READS = Counter(
    "anlage_public_reads",
    "Pages and files made from a replica, or from the primary although one is named, because it was behind or away.",
    ["source"],
)
# Seconds in which a process does not ask a replica again that it could not reach.
ASK_AGAIN_AFTER = 5
STOPPED = "57014"  # SQLSTATE of a statement that took too long: the primary would take as long
failed: dict[str, float] = {}


def from_replica(alias: str) -> Callable:
    """The view is asked once more, for the primary, where it cannot be answered from there."""

    def decorate(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            if alias not in connections.databases:
                return view(request, *args, **kwargs)
            response = _answered(alias, view, request, *args, **kwargs) if _may_be_asked(alias) else None
            READS.labels("replica" if response else "primary").inc()
            return response or view(request, *args, **kwargs)

        return answer

    return decorate


def _may_be_asked(alias: str) -> bool:
    return alias not in failed or time.monotonic() - failed[alias] >= ASK_AGAIN_AFTER


def _answered(alias: str, view: Callable, request, *args, **kwargs):
    """None where the replica cannot answer."""
    wanted = _version(request).of_all
    try:
        with _snapshot(alias):
            if DataVersion.objects.using(alias).now().of_all != wanted:
                return None
            with reading_from(alias):
                response = view(request, *args, **kwargs)
    except (OperationalError, InterfaceError) as error:
        if getattr(error.__cause__, "sqlstate", None) == STOPPED:
            raise
        failed[alias] = time.monotonic()
        return None
    if response.streaming and not isinstance(response, FileResponse):  # the file of one is written already
        response.streaming_content = streamed_from(alias, response.streaming_content)
    return response


def _version(request) -> DataVersion:
    if not hasattr(request, "data_version"):
        request.data_version = DataVersion.objects.using(DEFAULT_DB_ALIAS).now()
    return request.data_version


@contextmanager
def _snapshot(alias: str) -> Iterator[None]:
    """A page is read from one state of the replica, with the limit of public statements, in one transaction.

    So it may go through a pooler that gives each transaction another session. Downloads are read from a session of
    their own, one statement after the other.
    """
    if alias != PAGES:
        yield
        return
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            limit = int(settings.PUBLIC_STATEMENT_SECONDS * 1000)
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute(f"SET LOCAL statement_timeout = {limit}")
        yield
