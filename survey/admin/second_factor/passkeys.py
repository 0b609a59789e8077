"""Passkeys: the four steps that the browser's script asks for, each bound to the password and to the limits.

The ceremonies are those of django-otp-webauthn; its scripts run on our pages as they are.
"""

import ipaddress

from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django_otp_webauthn import exceptions, views

from survey.admin.second_factor import devices, limits
from survey.admin.sessions import end_sessions, password_was_given

STEPS = {
    "beginAuthenticationUrl": "admin:passkey_begin",
    "completeAuthenticationUrl": "admin:passkey_complete",
    "beginRegistrationUrl": "admin:passkey_new_begin",
    "completeRegistrationUrl": "admin:passkey_new_complete",
}


def offers_passkeys(request) -> bool:
    """Browsers bind passkeys to the name of the host; an IP address is none."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host == settings.OTP_WEBAUTHN_RP_ID
    return False


def configuration(request) -> dict:
    """What the library's scripts read from the page."""
    addresses = {name: reverse(page) for name, page in STEPS.items()}
    field = {"autocompleteLoginFieldSelector": None, "nextFieldSelector": "input[name='next']"}
    return {"csrfToken": get_token(request), **field, **addresses}


class PasswordFirst:
    """For who gave the right password of an account that may open the desk."""

    def initial(self, request, *args, **kwargs):
        if not (request.user.is_active and request.user.is_staff):
            raise exceptions.NotAuthenticated
        super().initial(request, *args, **kwargs)


class Begin(PasswordFirst, views.BeginCredentialAuthenticationView):
    """A challenge for the passkeys of the account."""


class Complete(PasswordFirst, views.CompleteCredentialAuthenticationView):
    """The answer to it; a wrong one counts as a wrong password does."""

    def dispatch(self, request, *args, **kwargs):
        may_be_counted = request.user.is_authenticated
        if may_be_counted and (response := limits.refused(request)):
            return response
        response = super().dispatch(request, *args, **kwargs)
        if may_be_counted and response.status_code >= 400:
            limits.count_failure(request)
        return response

    def complete_auth(self, device):
        devices.let_in(self.request, device)
        return device.user


class PasswordJustNow(PasswordFirst):
    """A new passkey is made right after the password, as everything else of the second factor."""

    def check_can_register(self):
        if not password_was_given(self.request):
            raise exceptions.NotVerified(detail=_("Open this page again: your password is asked for first."))


class BeginNew(PasswordJustNow, views.BeginCredentialRegistrationView):
    """What the browser needs to make a passkey."""


class CompleteNew(PasswordJustNow, views.CompleteCredentialRegistrationView):
    """The passkey that it made."""

    def post(self, *args, **kwargs) -> JsonResponse:
        response = super().post(*args, **kwargs)
        request, change = self.request, _("Passkey added.")
        devices.let_in(request, request.user.otp_device)
        devices.note(request.user, change, by=request.user)
        end_sessions(request.user, but=request.session.session_key)
        messages.success(request, change)
        return response
