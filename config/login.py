"""How often one may try to log in, and from where: the limits of django-axes, counted by the real address."""

import ipaddress
import logging

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.contrib.auth import get_user_model

log = logging.getLogger("anlage")
FORWARDED = "HTTP_X_FORWARDED_FOR"


def client_address(request) -> str:
    """The address that the outermost of our own proxies saw.

    Each proxy writes the address of who asked it to the end of X-Forwarded-For; what stands before our own proxies'
    entries was said by the client, and may be made up. Without proxies of our own the header counts for nothing.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get(FORWARDED, "").split(",")
    if not 0 < settings.TRUSTED_PROXIES <= len(forwarded):
        return direct
    return _address(forwarded[-settings.TRUSTED_PROXIES]) or direct


def _address(said: str) -> str:
    """An address as some proxies write it, with its port; "" where it is none."""
    said = said.strip()
    host = said[1:].partition("]")[0] if said.startswith("[") else said
    if host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""


class LoginLimits(AxesDatabaseHandler):
    """A few wrong passwords for one name from one address, and more of them from one address whatever the names."""

    def get_failures(self, request, credentials=None) -> int:
        """The failures that count against AXES_FAILURE_LIMIT: those of an address weigh less than those of a name."""
        of_name, of_address = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(of_name, of_address * settings.AXES_FAILURE_LIMIT // settings.LOGIN_FAILURES_OF_ADDRESS)

    def user_logged_in(self, sender, request, user, **kwargs):
        super().user_logged_in(sender, request, user, **kwargs)
        log.info("login", extra={"of": user.get_username()})

    def user_logged_out(self, sender, request, user, **kwargs):
        super().user_logged_out(sender, request, user, **kwargs)
        if user:
            log.info("logout", extra={"of": user.get_username()})

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """The name is said where there is such an account: what else was typed there may be a password."""
        super().user_login_failed(sender, credentials, request, **kwargs)
        known = get_user_model().objects.filter(username=credentials.get("username", "")).first()
        log.warning("login failed", extra={"of": known.get_username() if known else ""})
