"""On PostgreSQL a statement for the public may take so long and no longer: one reader holds up no other."""

from contextlib import ExitStack

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from survey.models.reading import STREAMS
from survey.public.addresses import without_language


class StatementLimit:
    """Sets the limit of the session before the first statement of a request, where it is another one.

    The desk has none, nor have downloads, which are read while they are sent. What takes too long is cancelled, and
    answered as too much at once (survey.operation.faults). Pages that are read from a replica have the limit in their
    transaction (survey.public.replicas).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if connection.vendor != "postgresql":
            return self.get_response(request)
        is_public = not without_language(request.path).startswith("/admin/")
        limit = int(settings.PUBLIC_STATEMENT_SECONDS * 1000) if is_public else 0
        sessions = [connections[alias] for alias in (DEFAULT_DB_ALIAS, STREAMS) if alias in connections.databases]
        with ExitStack() as limits:
            for each in sessions:
                limits.enter_context(each.execute_wrapper(_Limited(each, limit)))
            response = self.get_response(request)
        for each in sessions:
            if not is_public:
                _forget(each)
            elif response.streaming and each.connection:
                _set(each, 0)
        return response


class _Limited:
    """Around each statement of Django; a statement of its own only where the session has another limit."""

    def __init__(self, session, limit: int):
        self.session, self.limit = session, limit

    def __call__(self, execute, sql, params, many, context):
        if getattr(self.session.connection, "statement_limit", None) != self.limit:
            _set(self.session, self.limit)
        return execute(sql, params, many, context)


def _set(session, limit: int) -> None:
    """Milliseconds; 0 is none. No statement of Django's, for it belongs to no page.

    A limit that is set within a transaction ends with it where that is rolled back, so it is not relied on.
    """
    with session.connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {limit}")
    session.connection.statement_limit = None if limit and session.in_atomic_block else limit


def _forget(session) -> None:
    """What the desk set may have been taken back with a transaction of its own."""
    if session.connection:
        session.connection.statement_limit = None
