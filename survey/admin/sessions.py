"""How long one stays logged in at the desk: some hours at most, and not while nobody is there."""

import logging
import time

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from survey.models import Account

log = logging.getLogger("anlage")
# Keys of the session: when it began and when it was last used, in seconds since 1970.
BEGAN, USED = "began", "used"
# Set where somebody else chose the password with which the session began.
NEW_PASSWORD = "new_password"  # noqa: S105  a key, no password
WITHOUT_NEW_PASSWORD = ("password_change", "password_change_done", "logout", "jsi18n", "login")
# Begin like this: the pages of the second factor, which comes before the new password.
SECOND_FACTOR = ("second_factor", "passkey")
# When the password was given once more in a session, and for how long it is not asked for again; both in seconds.
PASSWORD_GIVEN = "password_given"  # noqa: S105  a key, no password
PASSWORD_HOLDS = 15 * 60
NOTED_EVERY = 60  # seconds; a session is not written at each page


class SessionLimits:
    """Ends a session that is too old or was not used for too long; public pages know no sessions."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.namespaces != ["admin"] or not request.user.is_authenticated:
            return None
        now, session = time.time(), request.session
        began, used = session.get(BEGAN, now), session.get(USED, now)
        if now - began > settings.SESSION_SECONDS or now - used > settings.SESSION_IDLE_SECONDS:
            logout(request)
            messages.info(request, _("You were logged out because the session had lasted too long. Log in again."))
            return redirect_to_login(request.get_full_path())
        if BEGAN not in session:
            session[NEW_PASSWORD] = password_is_anothers(request.user)
        if BEGAN not in session or now - used > NOTED_EVERY:
            session[BEGAN], session[USED] = began, now
        return self.new_password(request)

    def new_password(self, request):
        """Nothing else is done before the holder of an account has chosen a password."""
        if not request.session.get(NEW_PASSWORD):
            return None
        request.session[NEW_PASSWORD] = password_is_anothers(request.user)
        page = request.resolver_match.url_name or ""
        if not request.session[NEW_PASSWORD] or page in WITHOUT_NEW_PASSWORD or page.startswith(SECOND_FACTOR):
            return None
        account = Account.objects.select_related("password_set_by").get(user=request.user)
        said = _("%(who)s set your password on %(at)s. Choose one that nobody else knows.")
        at = formats.date_format(timezone.localtime(account.password_set_at), "DATETIME_FORMAT")
        who = account.password_set_by.get_full_name() or account.password_set_by.get_username()
        messages.warning(request, said % {"who": who, "at": at})
        return redirect("admin:password_change")


def password_was_given(request) -> bool:
    """Whether the password was given a short while ago, at the login or since."""
    session = request.session
    return time.time() - max(session.get(PASSWORD_GIVEN, 0), session.get(BEGAN, 0)) < PASSWORD_HOLDS


def password_is_anothers(user: AbstractBaseUser) -> bool:
    return Account.objects.filter(user=user, password_set_by__isnull=False).exists()


def end_sessions(user: AbstractBaseUser, *, but: str = "") -> int:
    """End all sessions of an account, save the one with the key `but`; returns how many. Only the desk has sessions."""
    ended = [
        session.pk
        for session in Session.objects.exclude(pk=but).iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    return Session.objects.filter(pk__in=ended).delete()[0]


def locked_out(request, response, credentials):
    """What one reads after too many wrong passwords; django-axes calls it."""
    log.warning("locked out", extra={"status": settings.AXES_HTTP_RESPONSE_CODE})
    context = admin.site.each_context(request) | {"title": _("Too many wrong passwords")}
    return render(request, "admin/locked.html", context, status=settings.AXES_HTTP_RESPONSE_CODE)
