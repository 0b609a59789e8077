"""manage.py publish, take_back and rebuild."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from survey.models import Edition, SearchRow, Tombstone
from survey.publishing.review import withdraw
from tests.factories import make_unsure, make_user
from tests.publishing.paper import make_paper, publish_now, publisher

pytestmark = pytest.mark.django_db


def said(*args, **options) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def inquiry():
    publisher()
    return make_paper(counties=["Fulda"])


def test_publish_reports_the_edition(inquiry):
    report = json.loads(said("publish", "hessen-19-1613", note="Erste Fassung.", by="freigabe", json=True))
    edition = Edition.objects.get()
    assert report == {
        "slug": "hessen-19-1613",
        "number": 1,
        "published": edition.published_at.isoformat(),
        "note": "Erste Fassung.",
        "digest": edition.digest,
        "publisher": "Maria Muster",
        "review": "not_submitted",
        "override_reason": "",
        "unsure": 0,
        "unsure_reason": "",
        "withheld": 0,
    }


def test_publish_says_in_a_line_what_it_did(inquiry):
    line = said("publish", "hessen-19-1613", note="Erste Fassung.", by="freigabe")
    assert (line.count("\n"), "hessen-19-1613" in line, Edition.objects.get().digest in line) == (1, True, True)


def test_publish_twice_without_a_change_is_an_error(inquiry):
    publish_now(inquiry)
    with pytest.raises(CommandError):
        said("publish", "hessen-19-1613", note="Noch einmal.", by="freigabe")
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(("slug", "by"), [("hessen-19-9999", "freigabe"), ("hessen-19-1613", "niemand")])
def test_publish_names_what_it_does_not_find(inquiry, slug, by):
    with pytest.raises(CommandError, match=r"hessen-19-9999|niemand"):
        said("publish", slug, note="Erste Fassung.", by=by)


def test_publish_does_nothing_for_a_user_who_is_no_longer_active(inquiry):
    make_user("frueher", is_active=False)
    with pytest.raises(CommandError, match="frueher"):
        said("publish", "hessen-19-1613", note="Erste Fassung.", by="frueher")


def test_publish_of_what_stayed_unsure_takes_the_reason(inquiry):
    make_unsure(inquiry, 2)
    with pytest.raises(CommandError, match="blieben 2 Stellen unsicher"):
        said("publish", "hessen-19-1613", note="Erste Fassung.", by="freigabe")
    reason = "Mit dem Druck verglichen."
    options = {"note": "Erste Fassung.", "by": "freigabe", "unsure_reason": reason, "json": True}
    report = json.loads(said("publish", "hessen-19-1613", **options))
    assert (report["unsure"], report["unsure_reason"]) == (2, reason)


def test_submit_lists_what_stayed_unsure(inquiry):
    make_unsure(inquiry)
    report = json.loads(said("submit", "hessen-19-1613", by="freigabe", json=True))
    assert report["unsure"] == ["Zeile 1: Zu Frage 1 ist keine Antwort gefunden."]
    withdraw(inquiry, by=publisher())
    lines = said("submit", "hessen-19-1613", by="freigabe").splitlines()
    assert lines[1:] == ["In der Datei unsicher: Zeile 1: Zu Frage 1 ist keine Antwort gefunden."]


def test_take_back_reports_the_last_edition(inquiry):
    publish_now(inquiry)
    report = json.loads(said("take_back", "hessen-19-1613", reason="Falsch.", by="freigabe", json=True))
    tombstone = Tombstone.objects.get(path="/inquiries/hessen-19-1613/")
    assert report == {
        "slug": "hessen-19-1613",
        "last_edition": 1,
        "date": tombstone.date.isoformat(),
        "reason": "Falsch.",
    }


def test_take_back_of_what_is_not_public_is_an_error(inquiry):
    with pytest.raises(CommandError):
        said("take_back", "hessen-19-1613", reason="Falsch.", by="freigabe")


def test_take_back_knows_an_inquiry_by_the_address_it_was_published_under(inquiry):
    publish_now(inquiry)
    inquiry.slug = "anders"
    inquiry.save()
    said("take_back", "hessen-19-1613", reason="Falsch.", by="freigabe")
    assert Edition.objects.get().is_current is False


def test_rebuild_counts_what_it_wrote(inquiry):
    publish_now(inquiry)
    assert json.loads(said("rebuild", json=True)) == {
        "inquiries": 1,
        "passages": SearchRow.objects.count(),
        "bodies": 1,
        "districts": 2,
    }
