"""Two bodies that are one: nothing that was recorded of either is lost."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from survey.models import Body, Evidence, Meeting, Participation
from survey.models.merging import merge
from tests.factories import (
    make_actor,
    make_answer,
    make_body,
    make_district,
    make_evidence,
    make_inquiry,
    make_meeting,
    make_participation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def two():
    """The same round table from two inquiries: one quote, one meeting and one participant are equal."""
    answer = make_answer("Runder Tisch Asyl mit der Diakonie am 10.12.2014.")
    bodies = [
        make_body(make_inquiry(), name, districts=[make_district(place, key)])
        for name, place, key in (("Runder Tisch", "Fulda", "06631"), ("Runder Tisch Asyl", "Kassel", "06633"))
    ]
    for body in bodies:
        make_evidence(body, "Runder Tisch", answer=answer)
        make_evidence(make_meeting(body), "am 10.12.2014", field="words", answer=answer)
        make_evidence(make_participation(make_actor("Diakonie", "welfare"), body=body), "Diakonie", answer=answer)
    old, stays = bodies
    make_evidence(old, "Asyl", answer=answer)
    make_meeting(old, "2015-01-15", words="im Januar")
    make_participation(make_actor("Caritas", "welfare"), body=old)
    old.rhythm, old.place, old.beginning_words = "monatlich", "Fulda", "Juni 2014"
    old.beginning, old.beginning_precision = datetime.date(2014, 6, 1), "month"
    old.save()
    Body.objects.filter(pk=stays.pk).update(place="Kassel")
    return old, stays


def test_quotes_meetings_participants_and_districts_go_over_equal_ones_once(two, user):
    old, stays = two
    before = Evidence.objects.count(), Meeting.objects.count(), Participation.objects.count()
    merge(old, stays, reason="Beide Papiere meinen denselben.", by=user)
    stays.refresh_from_db()
    assert sorted(each.quote for each in stays.evidence.all()) == ["Asyl", "Runder Tisch"]
    assert sorted(each.words for each in stays.meetings.all()) == ["am 10.12.2014", "im Januar"]
    assert sorted(each.actor.name for each in stays.participations.all()) == ["Caritas", "Diakonie"]
    assert sorted(each.name for each in stays.districts.all()) == ["Fulda", "Kassel"]
    assert (Evidence.objects.count(), Meeting.objects.count(), Participation.objects.count()) == before


def test_body_that_stays_keeps_what_it_says_and_takes_over_what_it_does_not(two, user):
    old, stays = two
    merge(old, stays, reason="Beide Papiere meinen denselben.", by=user)
    stays.refresh_from_db()
    old.refresh_from_db()
    assert (stays.place, stays.rhythm, stays.beginning_words, stays.beginning, stays.beginning_precision) == (
        "Kassel",
        "monatlich",
        "Juni 2014",
        datetime.date(2014, 6, 1),
        "month",
    )
    assert (old.merged_into, old.place, old.name) == (stays, "Fulda", "Runder Tisch")


def test_act_is_kept_with_who_and_why(two, user):
    old, stays = two
    merge(old, stays, reason="Beide Papiere meinen denselben.", by=user)
    moved = stays.evidence.get(quote="Asyl")
    kept = {(each.history_user, each.history_change_reason) for each in (old.history.first(), moved.history.first())}
    assert kept == {(user, "Beide Papiere meinen denselben.")}


def test_what_was_merged_before_follows(two, user):
    old, stays = two
    oldest = make_body(make_inquiry(), "Tisch")
    merge(oldest, old, reason="Dasselbe.", by=user)
    merge(old, stays, reason="Dasselbe.", by=user)
    oldest.refresh_from_db()
    assert (oldest.merged_into, sorted(each.name for each in stays.merged.all())) == (stays, ["Runder Tisch", "Tisch"])


def test_what_would_lose_something_is_refused(two, user):
    old, stays = two
    several = make_body(make_inquiry(), "Runde Tische", mention="several")
    for body, into, reason in ((old, old, "x"), (old, stays, " "), (old, several, "x")):
        with pytest.raises(ValidationError):
            merge(body, into, reason=reason, by=user)
    merge(old, stays, reason="Dasselbe.", by=user)
    for body, into in ((old, several), (several, old)):
        with pytest.raises(ValidationError):
            merge(body, into, reason="Dasselbe.", by=user)
