"""/healthz: for the public only up or down, for machines that may know more all of it, for people a page."""

import ipaddress
import platform
import shutil
import tempfile
import time
import tomllib
from functools import cache
from typing import Any

import django
from axes.helpers import get_client_ip_address
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from survey.models import LastRun
from survey.models.impatience import impatient
from survey.operation.faults import Fault, fault_of
from survey.public.context import page_context
from survey.public.errors import TEXT
from survey.publishing.content import SCHEMA

PATIENCE = 500  # milliseconds; an import or a publish that is being written is no illness
FORWARDING = ("X-Forwarded-For", "Forwarded", "Via")
OK, LOCKED = "ok", "locked"


@never_cache
@require_safe
def healthz(request) -> HttpResponse:
    """Up or down: 200 or 503. Who may know more, and asks for no page, gets the report, which tries a write."""
    wants_page = "text/html" in request.headers.get("Accept", "")
    if may_know_more(request) and not wants_page:
        told = report()
        return JsonResponse(told, status=200 if told["status"] == "up" else 503)
    is_up = _read() == OK
    status = 200 if is_up else 503
    if wants_page:
        return render(request, "public/health.html", page_context(request) | {"is_up": is_up}, status=status)
    return HttpResponse("up\n" if is_up else "down\n", status=status, content_type=TEXT)


def may_know_more(request) -> bool:
    """Who has the token, or asks from this very machine and not by way of a web server on it."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if settings.MONITOR_TOKEN and constant_time_compare(given, settings.MONITOR_TOKEN):
        return True
    if any(name in request.headers for name in FORWARDING):
        return False
    return ipaddress.ip_address(get_client_ip_address(request) or "0.0.0.0").is_loopback  # noqa: S104 (no one's address)


def report() -> dict[str, Any]:
    """What machines are told: database, disk, versions, and when backup, verification and retention last ran."""
    database, disk = _database(), _disk()
    is_up = database["read"] == OK and database["write"] in (OK, LOCKED) and disk["write"] == OK
    told = {"status": "up" if is_up else "down", "time": timezone.now().isoformat(timespec="seconds")}
    told |= {"database": database, "disk": disk, "versions": _versions(is_readable=database["read"] == OK)}
    return told | {"last": _last_runs() if database["read"] == OK else {}}


def _database() -> dict[str, Any]:
    begun = time.monotonic()
    read = _read()
    write = _write() if read == OK else read
    seconds = round(time.monotonic() - begun, 3)
    return {"engine": connection.vendor, "read": read, "write": write, "seconds": seconds}


def _read() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError) as error:
        return _in_a_word(error)
    return OK


def _write() -> str:
    """A row of our own is written, and stays: a full disk may show itself only when a transaction ends."""
    try:
        with impatient(PATIENCE):
            LastRun.objects.note(LastRun.Name.HEALTH)
    except (DatabaseError, InterfaceError) as error:
        return _in_a_word(error)
    return OK


def _in_a_word(error: Exception) -> str:
    """Never the text of the error: it may name hosts and accounts."""
    return (fault_of(error) or Fault.GONE).value


def _disk() -> dict[str, Any]:
    usage = shutil.disk_usage(settings.VAR_DIR)
    return {"free_bytes": usage.free, "total_bytes": usage.total, "write": _write_file()}


def _write_file() -> str:
    try:
        with tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
            file.write(bytes(4096))
            file.flush()
    except OSError as error:
        return Fault.FULL.value if fault_of(error) == Fault.FULL else "refused"
    return OK


def _versions(*, is_readable: bool) -> dict[str, Any]:
    versions = {"anlage": _version(), "schema": SCHEMA, "django": django.__version__}
    versions["python"] = platform.python_version()
    if is_readable:
        versions["database"] = ".".join(map(str, connection.get_database_version()))
        loader = MigrationLoader(connection)
        versions["migrations_missing"] = sum(key not in loader.applied_migrations for key in loader.graph.nodes)
    return versions


@cache
def _version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def _last_runs() -> dict[str, Any]:
    """When each was last done, how many seconds ago, and what it said of itself."""
    now = timezone.now()
    return {
        run.name: run.detail
        | {"at": run.at.isoformat(timespec="seconds"), "age_seconds": int((now - run.at).total_seconds())}
        for run in LastRun.objects.exclude(name=LastRun.Name.HEALTH)
    }
