"""The way of an inquiry to its publisher: submit, withdraw, send back. Publishing ends it (publishing.publish)."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.models import Inquiry, Submission
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.publish import NothingChanged, PublishRefused, set_stage
from survey.publishing.withheld import digest_of

STATE = Submission.State


@transaction.atomic
def submit(inquiry: Inquiry, *, by: AbstractBaseUser, message: str = "") -> Submission:
    """Hand the inquiry over for review, as it is now.

    Refuses when it waits already, or when nothing differs from the current edition. Otherwise, at once:

    - who, when, the message and the digest of what would be published are kept;
    - the inquiry is submitted, which lists and the desk's start show to publishers;
    - who submitted it publishes it only with a reason that the public reads (publishing.publish).

    Editing stays possible: with another digest than the one kept here, the publisher is told so.
    """
    inquiry = locked(inquiry)
    if inquiry.submissions.waiting().exists():
        raise PublishRefused(_("The inquiry is already submitted for review."))
    now = digest(encode(freeze(inquiry)))
    current = inquiry.editions.current().first()
    if current and digest_of(current) == now:
        raise NothingChanged(_("Nothing has changed since edition %(number)d.") % {"number": current.number})
    submission = Submission.objects.create(inquiry=inquiry, digest=now, message=message.strip(), by=by)
    set_stage(inquiry, Inquiry.Stage.SUBMITTED, by=by, reason=message.strip() or _("Submitted for review."))
    return submission


@transaction.atomic
def withdraw(inquiry: Inquiry, *, by: AbstractBaseUser, reason: str = "") -> Submission:
    """Take a submission back, to go on editing; any editor may, and the inquiry is a draft again."""
    return _end(inquiry, STATE.WITHDRAWN, by, reason.strip(), _("Submission withdrawn."))


@transaction.atomic
def send_back(inquiry: Inquiry, *, by: AbstractBaseUser, reason: str) -> Submission:
    """Give a submission back to the editors, who read the reason; the inquiry is a draft again."""
    if not reason.strip():
        raise PublishRefused(_("Say what is to be done before it can be published."))
    return _end(inquiry, STATE.RETURNED, by, reason.strip(), "")


def locked(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)


def _end(inquiry: Inquiry, state: str, by: AbstractBaseUser, reason: str, otherwise: str) -> Submission:
    inquiry = locked(inquiry)
    submission = inquiry.submissions.waiting().first()
    if submission is None:
        raise PublishRefused(_("The inquiry is not submitted for review."))
    submission.state, submission.reason = state, reason
    submission.closed_at, submission.closed_by = timezone.now(), by
    submission.save()
    set_stage(inquiry, Inquiry.Stage.DRAFT, by=by, reason=reason or otherwise)
    return submission
