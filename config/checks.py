"""What `manage.py check --deploy` and a start under HTTPS say of a site that others can reach."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.core.checks import CheckMessage, Warning, register
from django.db import DatabaseError

from survey.models import Notice

DEMO_ACCOUNTS = {"redaktion": "Redaktion", "freigabe": "Freigabe"}


@register("anlage", deploy=True)
def public_site(app_configs=None, **kwargs) -> list[CheckMessage]:
    """Demo accounts, empty notices, DEBUG, and proxies that hide who logs in; nothing before there is a database."""
    try:
        return [*_debug(), *_proxies(), *_demo_accounts(), *_notices()]
    except DatabaseError:
        return []


def _debug() -> Iterator[Warning]:
    if settings.DEBUG:
        yield Warning("DEBUG is on.", hint="Error pages then show settings and texts to everybody.", id="anlage.W001")


def _proxies() -> Iterator[Warning]:
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        yield Warning(
            "SITE_URL says https, and TRUSTED_PROXIES is 0.",
            hint="If a web server stands before this one, all who log in seem to share its address, and lock each "
            "other out. Set BEHIND_PROXY=on, and TRUSTED_PROXIES to the number of servers of your own.",
            id="anlage.W002",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning("ALLOWED_HOSTS takes any host.", hint="Name the hosts of this site.", id="anlage.W003")


def _demo_accounts() -> Iterator[Warning]:
    active = User.objects.filter(username__in=DEMO_ACCOUNTS, is_active=True).values_list("username", flat=True)
    if active:
        yield Warning(
            f"Demo accounts are active: {', '.join(sorted(active))}.",
            hint="Make accounts of your own, deactivate these, and delete demo-accounts.",
            id="anlage.W004",
        )


def _notices() -> Iterator[Warning]:
    written = Notice.objects.exclude(text="").values_list("key", flat=True)
    missing = [key for key in Notice.Key.values if key not in {*written, Notice.Key.START}]
    if missing:
        yield Warning(
            f"Public notices are empty: {', '.join(missing)}.",
            hint="Every page leads to them, and an empty one says to the public that it is; the law asks for imprint "
            "and privacy. Write them at the desk, under “Public notices”.",
            id="anlage.W005",
        )
