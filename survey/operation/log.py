"""What the operator reads: one line an event, with the request, the account and the address behind it.

Whoever logs says the event and its facts (`log.info("published", extra={"slug": slug})`); who did it, and from where,
is added here. Of readers, who have no account, the address is cut, or left out.
"""

import contextvars
import copy
import datetime
import ipaddress
import logging
import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, UnreadablePostError
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from survey.operation.faults import fault_of
from survey.public.addresses import without_language

log = logging.getLogger("anlage")
# What a web server before ours may call a request; anything else is no name of ours to repeat.
NAME = re.compile(r"[\w-]{8,64}", re.ASCII)
NETWORK = {4: 24, 6: 48}
NOT_FACTS = {*RESERVED_ATTRS, "request", "server_time", "color_message", "request_id", "account", "address"}
# Told by their status alone: they are no faults of ours, and their traceback says nothing.
TOLD = (PermissionDenied, Http404, SuspiciousOperation, UnreadablePostError)
GONE_CLIENTS = (UnreadablePostError, BrokenPipeError, ConnectionResetError)
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
SAID_BY_THEMSELVES = {"login", "logout"}  # config.login has a line for each


@dataclass
class Doing:
    """What is being done just now: a request, or a command for an account. Who tries to log in is no reader."""

    request: HttpRequest | None = None
    request_id: str = ""
    by: str = ""

    @property
    def account(self) -> str:
        """The name of who is logged in, where that was asked for already: a line must not cost a query."""
        user = getattr(self.request, "_cached_user", None)
        return self.by or (user.get_username() if user is not None and user.is_authenticated else "")

    @property
    def address(self) -> str:
        from axes.helpers import get_client_ip_address  # its models are not there yet when the log is set up

        said = get_client_ip_address(self.request) if self.request else None
        if not said or self.account or without_language(self.request.path).startswith("/admin/"):
            return said or ""
        return _cut(said) if settings.LOG_READERS == "cut" else ""


def _cut(said: str) -> str:
    address = ipaddress.ip_address(said)
    return str(ipaddress.ip_network(f"{said}/{NETWORK[address.version]}", strict=False).network_address)


doing: contextvars.ContextVar[Doing] = contextvars.ContextVar("doing", default=Doing())  # noqa: B039  never changed


def acting(name: str) -> None:
    """From now on this account is behind what this process does: a command that was given its name."""
    doing.set(Doing(by=name))


class LogRequests:
    """Keeps at hand which request is answered; of the desk, each change and each file that is taken out is a line."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        name = given if NAME.fullmatch(given) else secrets.token_hex(8)
        request.doing = Doing(request=request, request_id=name)
        before = doing.set(request.doing)
        try:
            response = self.get_response(request)
            self.note(request, response)
        finally:
            doing.reset(before)
        return response

    def note(self, request, response):
        match = request.resolver_match
        if not match or match.namespaces != ["admin"]:
            return
        facts = {"method": request.method, "page": match.url_name, "path": request.path, "status": response.status_code}
        if "attachment" in response.headers.get("Content-Disposition", ""):
            log.info("export", extra=facts)
        elif request.method in CHANGES and response.status_code < 400 and match.url_name not in SAID_BY_THEMSELVES:
            log.info("desk", extra=facts)


class Context(logging.Filter):
    """Adds request, account and address to each record, and drops what only says that a client went away."""

    def filter(self, record):
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, GONE_CLIENTS):
            return False
        now = getattr(getattr(record, "request", None), "doing", None) or doing.get()
        record.request_id, record.account, record.address = now.request_id, now.account, now.address
        return True


def told(record: logging.LogRecord) -> logging.LogRecord:
    """The record without the traceback of what is no fault of ours: that is a line, and no more."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None or not (isinstance(error, TOLD) or fault_of(error)):
        return record
    short = copy.copy(record)
    short.exc_info = short.exc_text = None
    if not isinstance(error, TOLD):
        short.reason = str(error).partition("\n")[0]
    return short


def facts_of(record: logging.LogRecord) -> dict:
    return {name: value for name, value in vars(record).items() if name not in NOT_FACTS and not name.startswith("_")}


def _time(record: logging.LogRecord) -> str:
    return datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")


class OneLine(logging.Formatter):
    """Time, level, logger and event, then name=value; the traceback of a fault of ours follows on lines of its own."""

    def format(self, record):
        record = told(record)
        known = {name: getattr(record, name, "") for name in ("request_id", "account", "address")}
        said = {name: value for name, value in (known | facts_of(record)).items() if value != ""}
        words = [_time(record), record.levelname, record.name, " ".join(record.getMessage().splitlines())]
        line = " ".join([*words, *(f"{name}={_word(value)}" for name, value in said.items())])
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _word(value) -> str:
    text = str(value)
    return text if re.fullmatch(r"[\w./:@-]+", text) else repr(text)


class OneObject(JsonFormatter):
    """The same as JSON, one object a line, with the traceback in it."""

    def __init__(self, *args, **kwargs):
        super().__init__("%(message)s", reserved_attrs=[*RESERVED_ATTRS, "request", "server_time"])

    def format(self, record):
        return super().format(told(record))

    def add_fields(self, log_data, record, message_dict):
        super().add_fields(log_data, record, message_dict)
        first = {"time": _time(record), "level": record.levelname, "logger": record.name}
        rest = {name: value for name, value in log_data.items() if value not in ("", None)}
        log_data.clear()
        log_data.update(first | rest)
