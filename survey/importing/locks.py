"""One import into a table at a time, and files that say who is at work: held by the process, gone with it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from survey.importing.report import ImportRefused
from survey.models import Annex


def folder() -> Path:
    path = Path(settings.VAR_DIR) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def taken(path: Path) -> IO | None:
    """The file, locked for whoever holds it, also for a child process that is handed it; None: someone else has it.

    The lock ends with the last process that holds the file, however that ends.
    """
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


@contextmanager
def alone(annex: Annex) -> Iterator[None]:
    """Refuses where someone imports into the table right now."""
    file = taken(folder() / f"table-{annex.inquiry_id}-{annex.number}.lock")
    if file is None:
        raise ImportRefused(_("Someone is importing into this table right now. Please wait until it is done."))
    with file:
        yield
