"""The editors' headline: only where the operator wants it, somebody wrote it, and a second person saw it."""

import pytest

from survey.models import Edition
from survey.publishing.upgrades import upgrade
from tests.public.papers import make_content, publish

HOME = "/inquiries/nordland-9-1/"
PAGES = ["/", HOME, f"{HOME}questions/1/", f"{HOME}editions/1/"]
TEXT, LEAD = "Drei Kreise streuen", "Keiner sagt, womit."


def shown(client):
    texts = [client.get(page).text for page in PAGES]
    return [(text.count(TEXT), text.count(LEAD)) for text in texts]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "review", "times"),
    [
        (True, "reviewed", 1),
        (False, "reviewed", 0),
        (True, "overridden", 0),
        (True, "changed", 0),
        (True, "program", 0),
    ],
)
def test_headline_stands_first_where_it_is_wanted_and_was_seen(client, settings, wanted, review, times):
    settings.HEADLINES = wanted
    edition = publish(upgrade(make_content()) | {"headline": TEXT, "lead": LEAD})
    reason = "Niemand da." if review == "overridden" else ""
    Edition.objects.filter(pk=edition.pk).update(review=review, override_reason=reason)
    assert shown(client) == [(times, times)] * len(PAGES)
