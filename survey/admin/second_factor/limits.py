"""Wrong codes count as wrong passwords do: for a name from an address, and for an address whatever the names."""

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_login_failed

from survey.admin.sessions import locked_out


def refused(request):
    """The page that says why nobody is let in from here, else None. The password has to be given again, too."""
    credentials = _credentials(request)
    if AxesProxyHandler.is_allowed(request, credentials):
        return None
    logout(request)
    response = locked_out(request, None, credentials)
    response.status_code = settings.AXES_HTTP_RESPONSE_CODE
    return response


def count_failure(request) -> None:
    """django-axes counts it, and answers in our stead once there were too many."""
    user_login_failed.send(sender=__name__, credentials=_credentials(request), request=request)
    if getattr(request, "axes_locked_out", False):
        logout(request)


def _credentials(request):
    return {"username": request.user.get_username()}
