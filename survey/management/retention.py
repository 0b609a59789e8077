"""What ends after its term: sessions, login records, prepared imports, pictures of pages, and who was there.

Each term stands in docs/operation.md. Nothing of the record or of an edition ends by itself.
"""

import datetime
import time
from collections.abc import Callable

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from survey.importing.prepared import forget_old_ones
from survey.models import ImportSession, LastRun, Presence
from survey.publishing import page_pictures

DAY = datetime.timedelta(days=1)


def end_terms() -> dict[str, int]:
    """End what is over its term; returns how many of each went."""
    ended = {name: end() for name, end in TERMS.items()}
    LastRun.objects.note(LastRun.Name.RETENTION, **ended)
    return ended


def _sessions() -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _login_records() -> int:
    """Who logged in and from where, and wrong passwords: a lock that still holds is younger than any term."""
    before = timezone.now() - settings.LOGIN_RECORD_DAYS * DAY
    dated = {AccessAttempt: "attempt_time", AccessFailureLog: "attempt_time", AccessLog: "attempt_time"}
    return sum(model.objects.filter(**{f"{name}__lt": before}).delete()[0] for model, name in dated.items())


def _imports() -> int:
    before = ImportSession.objects.count()
    forget_old_ones()
    return before - ImportSession.objects.count()


def _page_pictures() -> int:
    """They are drawn again when somebody asks for them."""
    before, ended = time.time() - settings.PAGE_PICTURE_DAYS * DAY.total_seconds(), 0
    for path in page_pictures.folder().glob("**/*"):
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            ended += 1
    return ended


def _presence() -> int:
    return Presence.objects.filter(seen_at__lt=timezone.now() - DAY).delete()[0]


TERMS: dict[str, Callable[[], int]] = {
    "sessions": _sessions,
    "login_records": _login_records,
    "imports": _imports,
    "page_pictures": _page_pictures,
    "presence": _presence,
}
