"""Two bodies that are one: nothing that was recorded of either is lost."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from survey.models import Body, Evidence, Meeting, Participation
from survey.models.merging import merge, part
from survey.publishing.bodies import bodies_part
from survey.record import RecordPaper
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
    """The same round table, twice in one inquiry: one quote, one meeting and one participant are equal."""
    inquiry = make_inquiry()
    answer = make_answer("Runder Tisch Asyl mit der Diakonie am 10.12.2014.")
    bodies = [
        make_body(inquiry, name, districts=[make_district(place, key)])
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
    oldest = make_body(old.inquiry, "Tisch")
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


# Of two papers


@pytest.fixture
def papers():
    """One round table in a paper of 2015 and in one of 2016, each of which says something else of it."""
    early = make_body(make_inquiry(), "Runder Tisch", state="ended", rhythm="im zweiwöchigen Rhythmus")
    late = make_body(make_inquiry(), "Runder Tisch Asyl", state="exists", rhythm="monatlich")
    for body in (early, late):
        make_evidence(body, body.name, answer=make_answer(f"{body.name} gibt es."))
    return early, late


def test_each_paper_goes_on_saying_what_it_says(papers, user):
    early, late = papers
    merge(early, late, reason="Derselbe.", by=user)
    told = {paper.number: bodies_part(RecordPaper(paper)) for paper in (early.inquiry, late.inquiry)}
    assert {
        number: [(body["slug"], body["name"], body["state"], body["rhythm"]) for body in bodies]
        for number, bodies in told.items()
    } == {
        early.inquiry.number: [(late.slug, "Runder Tisch", "ended", "im zweiwöchigen Rhythmus")],
        late.inquiry.number: [(late.slug, "Runder Tisch Asyl", "exists", "monatlich")],
    }
    assert (early.evidence.count(), late.evidence.count()) == (1, 1)


def test_it_is_taken_back_and_nothing_is_lost(papers, user):
    early, late = papers
    before = [bodies_part(RecordPaper(each.inquiry)) for each in papers]
    merge(early, late, reason="Derselbe.", by=user)
    part(early, reason="Zwei Tische eines Namens.", by=user)
    assert [bodies_part(RecordPaper(each.inquiry)) for each in papers] == before
    early.refresh_from_db()
    assert (early.merged_into, early.history.first().history_change_reason) == (None, "Zwei Tische eines Namens.")


def test_what_a_paper_says_of_it_under_both_names_is_told_once(papers, user):
    """The words of the early paper were recorded with the later body, too."""
    early, late = papers
    make_evidence(late, "gibt es", answer=early.evidence.get().answer)
    before = early.evidence.get().answer.row.annex
    before.inquiry = early.inquiry
    before.save()
    merge(early, late, reason="Derselbe.", by=user)
    [told] = bodies_part(RecordPaper(early.inquiry))
    assert (told["state"], [each["quote"] for each in told["evidence"]]) == ("ended", ["Runder Tisch", "gibt es"])


def test_what_was_one_with_a_body_follows_it_into_a_third_paper(papers, user):
    early, late = papers
    newest = make_body(make_inquiry(), "Runder Tisch Fulda")
    merge(early, late, reason="Derselbe.", by=user)
    merge(late, newest, reason="Derselbe.", by=user)
    early.refresh_from_db()
    assert (early.merged_into, early.public_slug) == (newest, newest.slug)


def test_only_what_is_of_two_papers_is_taken_back(two, user):
    old, stays = two
    merge(old, stays, reason="Dasselbe.", by=user)
    for body, reason in ((old, "Doch nicht."), (stays, "Doch nicht.")):
        with pytest.raises(ValidationError):
            part(body, reason=reason, by=user)
