"""What commands are given by name: an inquiry, a user."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from survey.models import Annex, Inquiry, Parliament, Respondent
from survey.operation.log import acting


def inquiry_of(slug: str) -> Inquiry:
    """The inquiry of this address; one that was renamed after its publication goes by its public address too."""
    found = Inquiry.objects.filter(slug=slug).first() or Inquiry.objects.filter(editions__slug=slug).first()
    if found is None:
        raise CommandError(_("There is no inquiry “%(slug)s”.") % {"slug": slug})
    return found


def user_of(name: str) -> AbstractBaseUser:
    """The account of this name, which the log calls the author of all that follows."""
    users = get_user_model().objects
    found = users.filter(is_active=True, **{users.model.USERNAME_FIELD: name}).first()
    if found is None:
        raise CommandError(_("There is no active user “%(name)s”.") % {"name": name})
    acting(name)
    return found


def parliament_of(slug: str) -> Parliament:
    found = Parliament.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("There is no parliament “%(slug)s”.") % {"slug": slug})
    return found


def annex_of(slug: str, number: int) -> Annex:
    """The table of this number in the inquiry of this address."""
    inquiry = inquiry_of(slug)
    found = inquiry.annexes.filter(number=number).first()
    if found is None:
        raise CommandError(_("“%(slug)s” has no table %(number)d.") % {"slug": inquiry.slug, "number": number})
    return found


def respondent_of(slug: str) -> Respondent:
    found = Respondent.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("There is no respondent “%(slug)s”.") % {"slug": slug})
    return found
