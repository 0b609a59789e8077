"""Who runs a prepared import, how far it is, and whether someone wants it stopped: what other processes may ask.

It cannot go through the connection that writes the import: until its transaction ends, nobody else sees what it says.
SQLite lets nobody else write meanwhile, so there it stands in files, which all processes of its one machine share; a
database server keeps it in the row of the import, written through a connection of its own, and every node sees it.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.db import connection

from survey.importing.locks import folder, taken
from survey.models import ImportSession

TABLE = ImportSession._meta.db_table
ASK_AGAIN = 0.2


class RunFiles:
    """Files under `var/imports/`, named by the token. The lock ends with the last process that holds it."""

    def __init__(self, session: ImportSession):
        self.session = session

    def _path(self, name: str) -> Path:
        return folder() / f"{self.session.token}.{name}"

    @contextmanager
    def held(self) -> Iterator[tuple[int, ...] | None]:
        """What a child process must inherit to hold it too; None where it is running already."""
        lock = taken(self._path("lock"))
        if lock is None:
            yield None
            return
        with lock:
            yield (lock.fileno(),)

    @contextmanager
    def joined(self) -> Iterator[None]:
        """In the child process, which has inherited the lock."""
        yield

    @property
    def is_running(self) -> bool:
        with self.held() as lock:
            return lock is None

    def tell(self, progress: dict):
        """Whole or not at all: a page may read it meanwhile."""
        path = self._path(f"{uuid4().hex[:8]}.part")
        path.write_text(json.dumps(progress))
        path.replace(self._path("progress"))

    @property
    def progress(self) -> dict:
        path = self._path("progress")
        return json.loads(path.read_text()) if path.exists() else {}

    def ask_to_stop(self):
        self._path("stop").touch()

    @property
    def is_stop_asked(self) -> bool:
        return self._path("stop").exists()

    def clear(self):
        """Before a new run: nothing asked, nothing done."""
        self._path("stop").unlink(missing_ok=True)
        self._path("progress").unlink(missing_ok=True)

    def forget(self):
        for path in folder().glob(f"{self.session.token}.*"):
            path.unlink(missing_ok=True)


class RunRows:
    """Fields of the row, and an advisory lock, which the server takes back when the process that holds it ends."""

    def __init__(self, session: ImportSession):
        self.session = session

    @property
    def _lock(self) -> int:
        return int(self.session.token[:15], 16)

    @contextmanager
    def _aside(self):
        """A connection beside the one in use, which commits at once."""
        aside = connection.copy()
        try:
            with aside.cursor() as cursor:
                yield cursor
        finally:
            aside.close()

    @contextmanager
    def held(self) -> Iterator[tuple[int, ...] | None]:
        """As of RunFiles; a child process inherits nothing, and takes the lock itself."""
        with self._aside() as cursor:
            yield () if self._take(cursor) else None

    @contextmanager
    def joined(self) -> Iterator[None]:
        """In the child process: holds the lock as soon as the parent has let it go."""
        with self._aside() as cursor:
            while not self._take(cursor):
                time.sleep(ASK_AGAIN)
            yield

    def _take(self, cursor) -> bool:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [self._lock])
        return cursor.fetchone()[0]

    @property
    def is_running(self) -> bool:
        with self.held() as lock:
            return lock is None

    def tell(self, progress: dict):
        with self._aside() as cursor:
            values = [json.dumps(progress), self.session.pk]
            cursor.execute(f"UPDATE {TABLE} SET progress = %s WHERE id = %s", values)  # noqa: S608 - our own name

    @property
    def progress(self) -> dict:
        return ImportSession.objects.values_list("progress", flat=True).get(pk=self.session.pk)

    def ask_to_stop(self):
        ImportSession.objects.filter(pk=self.session.pk).update(stop_asked=True)

    @property
    def is_stop_asked(self) -> bool:
        """Seen within the transaction of the import, too: each statement reads what others have committed by then."""
        return ImportSession.objects.filter(pk=self.session.pk, stop_asked=True).exists()

    def clear(self):
        ImportSession.objects.filter(pk=self.session.pk).update(stop_asked=False, progress={})

    def forget(self):
        """It goes with the row."""


def run_of(session: ImportSession) -> RunFiles | RunRows:
    return RunFiles(session) if connection.vendor == "sqlite" else RunRows(session)
