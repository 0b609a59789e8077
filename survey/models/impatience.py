"""Not waiting for a writer: what is not worth it, and what must know at once."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def impatient(milliseconds: int):
    """SQLite's writers wait for each other as long as the settings say; within the block so long."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(settings.DATABASES["default"].get("OPTIONS", {}).get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
