"""Mail to the holder of an account when somebody changed it, where the operator set up mail."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

log = logging.getLogger(__name__)


def tell_holder(user: AbstractBaseUser, change: str, *, by: AbstractBaseUser) -> bool:
    """Send one line on what `by` changed of the account; returns whether it went out.

    Written in the language of the root, for nobody knows which one the holder reads. A mail server that is down stops
    no work: the change stands on the page of the account, too.
    """
    if not settings.EMAIL_URL or not user.email:
        return False
    with override(settings.LANGUAGE_CODE):
        subject = _("Your account at %(site)s was changed") % {"site": settings.SITE_URL}
        text = _(
            "%(who)s changed your account “%(account)s”:\n\n%(change)s\n\n"
            "If you did not expect this, tell those who look after the accounts, and look at %(site)s/admin/account/."
        ) % {
            "who": by.get_full_name() or by.get_username(),
            "account": user.get_username(),
            "change": change,
            "site": settings.SITE_URL,
        }
    try:
        return send_mail(subject, text, None, [user.email]) == 1
    except (SMTPException, OSError):
        log.exception("No mail went out to the holder of the account %s", user.get_username())
        return False
