"""Publish and take back: the two acts by which the public changes."""

import json

import pytest
from django.db import connection
from django.db.models import F

from survey.models import (
    Body,
    DataVersion,
    Edition,
    Evidence,
    FormerSlug,
    Inquiry,
    PublishedBody,
    PublishedInquiry,
    SearchRow,
    Tombstone,
)
from survey.publishing import publish as module
from survey.publishing.content import digest
from survey.publishing.parts import parts_digest
from survey.publishing.publish import NothingChanged, PublishRefused, publish, take_back, unpublished_changes
from tests.factories import make_district, make_evidence
from tests.publishing.paper import make_paper, publish_now, publisher, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return make_paper(counties=["Fulda"])


def change(inquiry, title="Ein anderer Titel"):
    inquiry.title = title
    inquiry.save()


def drop_second_column(inquiry):
    """What an editor does who takes a column, with all that rests on it, out of the record."""
    column = inquiry.annexes.get().columns.get(heading="Frage 2")
    for body in inquiry.bodies.all():
        for fact in (*body.meetings.all(), *body.participations.all(), body):
            fact.evidence.all().delete()
            fact.delete()
    for answer in column.answers.all():
        answer.passages.all().delete()
        answer.references.all().delete()
        answer.delete()
    column.delete()


def stones(**kwargs):
    found = Tombstone.objects.filter(**kwargs).order_by("path")
    return list(found.values_list("kind", "path", "last_edition", "reason"))


# Publish


def test_publish_stores_the_frozen_content_and_its_digest(inquiry):
    looked_at = seen(inquiry)
    edition = publish(inquiry, by=publisher(), note=" Erste Fassung. ", seen=looked_at)
    stored = Edition.objects.get()
    assert (stored.slug, stored.number, stored.note, stored.publisher_name, stored.is_current) == (
        "hessen-19-1613",
        1,
        "Erste Fassung.",
        "Maria Muster",
        True,
    )
    assert (digest(stored.content), stored.digest) == (looked_at, edition.digest)
    assert parts_digest(json.loads(stored.content), json.loads(stored.salts.parts)) == stored.digest


def test_publish_refuses_without_a_note(inquiry):
    with pytest.raises(PublishRefused):
        publish(inquiry, by=publisher(), note=" ", seen=seen(inquiry))
    assert Edition.objects.count() == 0


def test_publish_refuses_what_nobody_has_looked_at(inquiry):
    looked_at, stand = seen(inquiry), DataVersion.objects.now().number
    change(inquiry)
    with pytest.raises(PublishRefused):
        publish(inquiry, by=publisher(), note="Neu.", seen=looked_at)
    assert (Edition.objects.count(), SearchRow.objects.count(), DataVersion.objects.now().number) == (0, 0, stand)


def test_publish_twice_without_a_change_makes_no_edition(inquiry):
    publish_now(inquiry)
    stand = DataVersion.objects.now().number
    with pytest.raises(NothingChanged):
        publish_now(inquiry)
    assert (Edition.objects.count(), DataVersion.objects.now().number) == (1, stand)


def test_publish_again_makes_the_next_edition_the_current_one(inquiry):
    publish_now(inquiry)
    change(inquiry)
    publish_now(inquiry, "Neuer Titel.")
    assert list(Edition.objects.order_by("number").values_list("number", "is_current")) == [(1, False), (2, True)]
    assert PublishedInquiry.objects.get().title == "Ein anderer Titel"
    assert set(SearchRow.objects.filter(inquiry="hessen-19-1613").values_list("edition_number", flat=True)) == {2}


def test_publish_raises_the_stand(inquiry):
    before = DataVersion.objects.now().number
    publish_now(inquiry)
    assert DataVersion.objects.now().number == before + 1


def test_publish_refuses_an_address_that_another_inquiry_has_or_had(inquiry):
    publish_now(inquiry)
    inquiry.slug = "hessen-neu"
    inquiry.save()
    other = make_paper("19/1614", ["Kassel"])
    other.slug = "hessen-19-1613"
    other.save()
    with pytest.raises(PublishRefused):
        publish_now(other)
    other.slug = "frueher"
    other.save()
    FormerSlug.objects.create(kind="inquiry", slug="frueher", now="hessen-19-1613")
    with pytest.raises(PublishRefused):
        publish_now(other)


def test_publish_makes_a_submitted_inquiry_a_draft_again_and_says_who_did(inquiry):
    inquiry.stage = "submitted"
    inquiry.save()
    publish_now(inquiry)
    inquiry.refresh_from_db()
    entry = inquiry.history.first()
    assert (inquiry.stage, entry.history_user, entry.history_change_reason) == ("draft", publisher(), "Edition 1")


def test_publish_brings_the_passages_of_districts_up_to_date(inquiry):
    publish_now(inquiry)
    district = make_district("Marburg-Biedenkopf", "06534")
    change(inquiry)
    publish_now(inquiry)
    passage = SearchRow.objects.get(kind="district", path="/districts/06534/")
    assert (passage.title, passage.districts) == (district.official_name, ["06534"])


# What is gone, and what comes back


def test_publish_puts_up_a_tombstone_for_all_that_the_edition_before_had(inquiry):
    publish_now(inquiry)
    drop_second_column(inquiry)
    publish_now(inquiry, "Spalte gestrichen.")
    said = "Spalte gestrichen."
    assert stones() == [
        ("gone", "/bodies/runder-tisch-fulda-191613/", 1, said),
        ("gone", "/inquiries/hessen-19-1613/answers/1/1/2/", 1, said),
        ("gone", "/inquiries/hessen-19-1613/answers/1/2/2/", 1, said),
    ]
    assert PublishedBody.objects.count() == 0


def test_publish_keeps_the_edition_that_a_tombstone_names(inquiry):
    publish_now(inquiry)
    drop_second_column(inquiry)
    publish_now(inquiry, "Spalte gestrichen.")
    change(inquiry)
    publish_now(inquiry, "Neuer Titel.")
    assert {last for _, _, last, _ in stones()} == {1}


def test_publish_removes_the_tombstone_of_what_came_back(inquiry):
    publish_now(inquiry)
    body = inquiry.bodies.get()
    kept = body.slug
    body.slug = "anders"
    body.save()
    publish_now(inquiry, "Anders.")
    assert [path for _, path, _, _ in stones()] == [f"/bodies/{kept}/"]
    body.slug = kept
    body.save()
    publish_now(inquiry, "Wie zuvor.")
    assert [path for _, path, _, _ in stones()] == ["/bodies/anders/"]


def test_publish_puts_up_no_tombstone_for_a_renamed_body(inquiry):
    publish_now(inquiry)
    body = inquiry.bodies.get()
    FormerSlug.objects.create(kind="body", slug=body.slug, now="anders")
    body.slug = "anders"
    body.save()
    publish_now(inquiry, "Anders.")
    assert stones() == []


def test_publish_puts_up_no_tombstone_for_a_body_that_another_edition_tells_of(inquiry):
    other = sharing(inquiry)
    publish_now(other)
    publish_now(inquiry)
    Evidence.objects.filter(body__inquiry=inquiry, answer__row__annex__inquiry=other).delete()
    publish_now(other, "Eine Fundstelle gestrichen.")
    assert stones() == []
    assert PublishedBody.objects.get(slug="runder-tisch-fulda-191613").inquiry == "hessen-19-1613"


def sharing(inquiry):
    """Another inquiry whose table names the body of this one too."""
    other = make_paper("19/1614", ["Kassel"])
    answer = other.annexes.get().rows.get(printed="LK Kassel").answers.get(column__heading="Frage 1")
    make_evidence(inquiry.bodies.get(), "Kassel", answer=answer)
    return other


# Take back


def test_take_back_leaves_nothing_public_but_the_tombstone(inquiry):
    publish_now(inquiry)
    before = DataVersion.objects.now().number
    tombstone = take_back(inquiry, by=publisher(), reason="Die Zuordnung war falsch.")
    assert (tombstone.kind, tombstone.path, tombstone.inquiry, tombstone.last_edition, tombstone.reason) == (
        "taken_back",
        "/inquiries/hessen-19-1613/",
        "hessen-19-1613",
        1,
        "Die Zuordnung war falsch.",
    )
    assert [path for _, path, _, _ in stones()] == [
        "/bodies/runder-tisch-fulda-191613/",
        "/inquiries/hessen-19-1613/",
    ]
    public = SearchRow.objects.exclude(kind="district")
    assert (public.count(), PublishedBody.objects.count(), PublishedInquiry.objects.count()) == (0, 0, 0)
    assert list(Edition.objects.values_list("number", "is_current")) == [(1, False)]
    assert DataVersion.objects.now().number == before + 1


def test_take_back_refuses_without_a_reason_or_without_an_edition(inquiry):
    with pytest.raises(PublishRefused):
        take_back(inquiry, by=publisher(), reason="Nie veröffentlicht.")
    publish_now(inquiry)
    with pytest.raises(PublishRefused):
        take_back(inquiry, by=publisher(), reason=" ")
    take_back(inquiry, by=publisher(), reason="Falsch.")
    with pytest.raises(PublishRefused):
        take_back(inquiry, by=publisher(), reason="Noch einmal.")
    assert Tombstone.objects.get(path="/inquiries/hessen-19-1613/").reason == "Falsch."


def test_take_back_tells_a_shared_body_as_the_other_edition_does(inquiry):
    other = sharing(inquiry)
    publish_now(inquiry)
    publish_now(other)
    shared = PublishedBody.objects.get(slug="runder-tisch-fulda-191613")
    assert shared.inquiry == "hessen-19-1614"
    take_back(other, by=publisher(), reason="Falsch.")
    assert list(PublishedBody.objects.values_list("slug", "inquiry")) == [(shared.slug, "hessen-19-1613")]
    assert SearchRow.objects.get(kind="body").inquiry == "hessen-19-1613"
    assert [path for _, path, _, _ in stones(path__startswith="/bodies/")] == ["/bodies/runder-tisch-kassel-191614/"]


def test_publish_after_take_back_makes_a_new_edition_and_lifts_the_tombstones(inquiry):
    publish_now(inquiry)
    take_back(inquiry, by=publisher(), reason="Falsch.")
    edition = publish_now(inquiry, "Geprüft.")
    assert (edition.number, edition.is_current, stones()) == (2, True, [])
    assert PublishedInquiry.objects.get().edition_number == 2


def test_publish_after_take_back_keeps_what_is_gone_gone(inquiry):
    publish_now(inquiry)
    take_back(inquiry, by=publisher(), reason="Falsch.")
    drop_second_column(inquiry)
    publish_now(inquiry, "Ohne Spalte.")
    assert [(kind, path) for kind, path, _, _ in stones()] == [
        ("gone", "/bodies/runder-tisch-fulda-191613/"),
        ("gone", "/inquiries/hessen-19-1613/answers/1/1/2/"),
        ("gone", "/inquiries/hessen-19-1613/answers/1/2/2/"),
    ]


# Unpublished changes


def test_unpublished_changes_compares_with_the_current_edition(inquiry):
    assert unpublished_changes(inquiry) is True
    publish_now(inquiry)
    assert unpublished_changes(inquiry) is False
    Body.objects.update(rhythm="alle zwei Wochen")
    assert unpublished_changes(inquiry) is True
    publish_now(inquiry, "Rhythmus nachgetragen.")
    take_back(inquiry, by=publisher(), reason="Falsch.")
    assert unpublished_changes(inquiry) is True


@pytest.mark.django_db(transaction=True)
def test_paper_is_read_before_others_have_to_wait(monkeypatch):
    """On SQLite a transaction locks all writers out: what takes seconds is done before one begins."""
    inquiry, waiting, freeze = make_paper(counties=["Fulda"]), [], module.freeze
    monkeypatch.setattr(module, "freeze", lambda each: waiting.append(connection.in_atomic_block) or freeze(each))
    publish_now(inquiry)
    assert waiting == [False]


def test_edit_between_reading_and_lock_is_noticed(inquiry, monkeypatch):
    snapshot = module.snapshot

    def read_while_somebody_edits(each):
        read = snapshot(each)
        Inquiry.objects.filter(pk=each.pk).update(title="Anders", revision=F("revision") + 1)
        monkeypatch.setattr(module, "snapshot", snapshot)
        return read

    monkeypatch.setattr(module, "snapshot", read_while_somebody_edits)
    with pytest.raises(PublishRefused):
        publish_now(inquiry)
    assert not Edition.objects.exists()
