"""Who else has the same inquiry open: looked up, and noted, for every page of the desk that belongs to an inquiry.

It works without scripts and without polling: whoever opens a page is there for some minutes.
"""

import logging

from django.apps import apps
from django.db import OperationalError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from survey.admin.activity_log import OF_INQUIRY
from survey.models import Batch, Edition, Passage, Presence, Submission
from survey.models.impatience import impatient

INQUIRY_PATHS = {
    **OF_INQUIRY,
    Batch: ["inquiry"],
    Edition: ["inquiry"],
    Submission: ["inquiry"],
    Passage: ["printed_in__row__annex__inquiry"],
}
PATIENCE = 200  # milliseconds; a page does not wait for an import that is being written
log = logging.getLogger(__name__)


class PresenceMiddleware:
    """Puts the others into `request.others`; the frame of the desk's pages shows them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.namespaces != ["admin"] or not request.user.has_perm("survey.view_inquiry"):
            return
        key = kwargs.get("object_id", kwargs.get("pk", *args[:1]))
        if inquiry := inquiry_of(match.url_name or "", key):
            request.others = others(inquiry, request.user)


def inquiry_of(url_name, key=None):
    """The primary key of the inquiry that a page belongs to; None for lists, and for what is no inquiry's."""
    app, _, rest = url_name.partition("_")
    name = rest.partition("_")[0]
    if app != "survey" or key is None or not str(key).isdigit() or name not in apps.all_models["survey"]:
        return None
    model = apps.get_model("survey", name)
    ways = INQUIRY_PATHS.get(model)
    if ways is None:
        return None
    way = Coalesce(*ways) if len(ways) > 1 else ways[0]
    return model._base_manager.filter(pk=key).values_list(way, flat=True).first()


def others(inquiry, user):
    """Who was there in the last minutes, but for the user, who is noted once a minute."""
    found = list(Presence.objects.recent().filter(inquiry=inquiry).select_related("user"))
    mine = next((each for each in found if each.user_id == user.pk), None)
    if mine is None or mine.seen_at < timezone.now() - Presence.objects.all().EVERY:
        note(inquiry, user)
    return [each for each in found if each != mine]


def note(inquiry, user):
    """Not worth an error, nor a wait: while something large is written, nobody is noted."""
    try:
        with impatient(PATIENCE), transaction.atomic():
            Presence.objects.write(inquiry, user)
    except OperationalError as error:
        log.info("Presence was not noted: %s", error)
