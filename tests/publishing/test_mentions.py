"""A body that two inquiries name: the newest tells it, each says only what it says itself."""

import json

import pytest

from survey.models import PublishedBody, PublishedMention, SearchRow
from survey.publishing.freeze import freeze
from survey.publishing.publish import take_back
from survey.publishing.rebuilding import rebuild
from survey.publishing.withholding import withhold
from tests.factories import cell, make_evidence
from tests.publishing.paper import make_paper, publish_now, publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """19/1613 records a round table and how often it meets; 19/1614 names it, and says since when."""
    earlier, later = make_paper("19/1613", ["Fulda"]), make_paper("19/1614", ["Kassel"])
    body = earlier.bodies.get()
    first = cell(earlier.annexes.get(), "LK Fulda", "Frage 2")
    second = cell(later.annexes.get(), "LK Kassel", "Frage 2")
    body.rhythm, body.beginning_words = "Es gibt", "besteht"
    body.save()
    make_evidence(body, "Es gibt", field="rhythm", answer=first)
    make_evidence(body, "besteht", field="beginning", answer=second)
    make_evidence(body, "Runden Tisch", answer=second)
    return earlier, later, body


def told(inquiry, slug):
    return next(each for each in freeze(inquiry)["bodies"] if each["slug"] == slug)


def test_each_inquiry_says_only_what_its_own_words_say(two):
    earlier, later, body = two
    first, second = told(earlier, body.slug), told(later, body.slug)
    assert (first["rhythm"], first["beginning"]["words"]) == ("Es gibt", "")
    assert (second["rhythm"], second["beginning"]["words"]) == ("", "besteht")


def test_newest_edition_tells_the_body_and_older_ones_mention_it(two):
    earlier, later, body = two
    publish_now(earlier)
    publish_now(later)
    assert PublishedBody.objects.get(slug=body.slug).inquiry == "hessen-19-1614"
    mentions = PublishedMention.objects.filter(slug=body.slug).order_by("inquiry")
    assert [each.inquiry for each in mentions] == ["hessen-19-1613", "hessen-19-1614"]
    assert json.loads(mentions[0].content)["rhythm"] == "Es gibt"
    assert SearchRow.objects.filter(kind="body", path=f"/bodies/{body.slug}/").count() == 1


def test_withholding_in_the_older_paper_leaves_the_body_to_the_newer_one(two):
    earlier, later, body = two
    publish_now(earlier)
    publish_now(later)
    withhold(earlier, place="1/1/1", words="Gipfel", reason="Art. 17 DSGVO", by=publisher())
    assert PublishedBody.objects.get(slug=body.slug).inquiry == "hessen-19-1614"


def test_rebuild_tells_the_same(two):
    earlier, later, _body = two
    publish_now(earlier)
    publish_now(later)
    before = [*PublishedBody.objects.order_by("slug").values_list("slug", "inquiry", "content")]
    mentioned = sorted(PublishedMention.objects.values_list("slug", "inquiry"))
    rebuild()
    assert [*PublishedBody.objects.order_by("slug").values_list("slug", "inquiry", "content")] == before
    assert sorted(PublishedMention.objects.values_list("slug", "inquiry")) == mentioned


def test_taking_back_the_newer_paper_gives_the_body_back_to_the_older_one(two):
    earlier, later, body = two
    publish_now(earlier)
    publish_now(later)
    take_back(later, by=publisher(), reason="Falsche Vorlage.")
    assert PublishedBody.objects.get(slug=body.slug).inquiry == "hessen-19-1613"
    assert [each.inquiry for each in PublishedMention.objects.filter(slug=body.slug)] == ["hessen-19-1613"]


def test_page_of_the_body_names_all_papers_and_their_words(client, two):
    earlier, later, body = two
    publish_now(earlier)
    publish_now(later)
    context = client.get(f"/bodies/{body.slug}/").context
    assert context["told_in"].slug == "hessen-19-1614"
    assert [mention.href for mention in context["mentions"]] == ["/inquiries/hessen-19-1613/"]
    quotes = [quote.text for fact in context["mentions"][0].body.facts for quote in fact.quotes]
    assert "Es gibt" in quotes
    for slug in ("hessen-19-1613", "hessen-19-1614"):
        listed = client.get(f"/bodies/?inquiry={slug}").context["bodies"]
        assert body.usual_name in [each.name for each in listed]
