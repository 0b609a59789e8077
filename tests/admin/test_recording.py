"""A body recorded from a cell: the selected words name it, and each fact has its own."""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from survey.models import Actor, Body, Evidence, FormerSlug
from survey.publishing.freeze import freeze
from tests.admin.test_forms import queries_of
from tests.factories import (
    cell,
    make_actor,
    make_answer,
    make_body,
    make_inquiry,
    make_respondent,
    make_row,
)

TEXT = (
    "Es gibt den Runden Tisch Asyl, seit Juni 2014. Er tagt alle zwei Wochen; eingeladen hat die Diakonie.\n\n"
    "Am 10.12.2014 fand ein Treffen statt."
)


@pytest.fixture
def answer(paper):
    answer = cell(paper.annexes.get(), "LK Fulda", "Frage 1")
    answer.wording = TEXT
    answer.save()
    return answer


def page(answer, body=None, **query):
    if body:
        return reverse("admin:survey_answer_fact", args=[answer.pk, body.pk])
    return reverse("admin:survey_answer_body", args=[answer.pk], query=query)


def record(client, answer, quote="Runden Tisch Asyl", **changes):
    form = client.get(page(answer, quote=quote)).context["form"]
    data = {field.html_name: field.value() for field in form} | {"state": "exists"}
    return client.post(page(answer), data | {"quote": quote} | changes)


def fact(client, answer, body, fact, quote, **data):
    return client.post(page(answer, body), {"fact": fact, "quote": quote, **data})


def newest():
    return Body.objects.order_by("-pk").first()


def test_body_is_made_of_the_selected_words(desk, editor, paper, answer):
    response = record(desk, answer)
    body = newest()
    assert response.url == page(answer, body)
    assert (body.inquiry, body.name, body.kind, body.level, body.mention) == (
        paper,
        "Runden Tisch Asyl",
        "round_table",
        "county",
        "one",
    )
    assert (body.usual_name, body.slug) == (
        "Runden Tisch Asyl (Landkreis Kreis 1)",
        "runden-tisch-asyl-landkreis-kreis-1",
    )
    assert list(body.districts.all()) == [answer.row.respondent.district]
    evidence = body.evidence.get()
    assert (evidence.field, evidence.quote, evidence.answer) == ("name", "Runden Tisch Asyl", answer)
    assert body.history.first().history_user == editor


def test_words_that_a_browser_parted_otherwise_are_kept_as_they_stand(desk, answer):
    record(desk, answer, "die Diakonie. Am 10.12.2014", name="Diakonie", usual_name="Diakonie")
    assert newest().evidence.get().quote == "die Diakonie.\n\nAm 10.12.2014"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"quote": "Runder Tisch Asyl"}, "quote"),
        ({"quote": ""}, "quote"),
        ({"name": "Runder Tisch"}, "name"),
        ({"usual_name": ""}, "usual_name"),
        ({"existing": "0"}, "existing"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(desk, answer, changes, wrong):
    before = Body.objects.count()
    response = record(desk, answer, **changes)
    assert list(response.context["form"].errors) == [wrong]
    assert Body.objects.count() == before


def test_address_that_a_body_has_or_had_is_not_given_again(desk, paper, answer):
    for _ in range(2):
        record(desk, answer, usual_name="Runder Tisch Fulda")
    FormerSlug.objects.create(kind="body", slug="gipfel", now="anders")
    record(desk, answer, usual_name="Gipfel")
    slugs = list(Body.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs[-3:] == ["runder-tisch-fulda", "runder-tisch-fulda-2", "gipfel-2"]


def test_body_of_an_earlier_inquiry_is_linked_and_not_doubled(desk, answer):
    earlier = make_body(make_inquiry(), "Runder Tisch Asyl", districts=[answer.row.respondent.district])
    make_body(make_inquiry(), "Runder Tisch Asyl anderswo")
    with override("en"):
        offered = desk.get(page(answer, quote="Runden Tisch Asyl")).context["form"].fields["existing"].choices
    labels = dict(offered)
    assert labels[str(earlier.pk)] == f"like the words: Runder Tisch Asyl (round table, {earlier.inquiry.number})"
    assert "Runder Tisch Asyl anderswo" not in str(labels)
    before = Body.objects.count()
    record(desk, answer, existing=str(earlier.pk))
    assert Body.objects.count() == before
    assert [each.answer for each in earlier.evidence.all()] == [answer]
    told = {body["slug"] for body in freeze(answer.row.annex.inquiry)["bodies"]}
    assert earlier.slug in told


def test_facts_are_added_each_with_its_words(desk, answer):
    record(desk, answer)
    body = newest()
    fact(desk, answer, body, "rhythm", "alle zwei Wochen")
    fact(desk, answer, body, "beginning", "seit Juni 2014", date="2014-06-01", precision="month")
    fact(desk, answer, body, "meeting", "Am 10.12.2014", date="2014-12-10", precision="day", held="held")
    fact(
        *(desk, answer, body, "participation", "eingeladen hat die Diakonie"),
        actor_name="die Diakonie",
        category="welfare",
        role="initiator",
    )
    body.refresh_from_db()
    assert (body.rhythm, body.beginning, body.beginning_precision, body.beginning_words) == (
        "alle zwei Wochen",
        datetime.date(2014, 6, 1),
        "month",
        "seit Juni 2014",
    )
    meeting, part = body.meetings.get(), body.participations.get()
    assert (meeting.date, meeting.precision, meeting.words) == (datetime.date(2014, 12, 10), "day", "Am 10.12.2014")
    assert (part.actor.name, part.actor.category, part.role) == ("die Diakonie", "welfare", "initiator")
    evidence = Evidence.objects.filter(answer=answer).exclude(field="name").order_by("pk").values_list("field", "quote")
    assert [*evidence][-4:] == [
        ("rhythm", "alle zwei Wochen"),
        ("beginning", "seit Juni 2014"),
        ("words", "Am 10.12.2014"),
        ("role", "eingeladen hat die Diakonie"),
    ]


def test_beginning_may_be_known_in_words_only(desk, answer):
    record(desk, answer)
    fact(desk, answer, newest(), "beginning", "seit Juni 2014", precision="month")
    body = newest()
    assert (body.beginning, body.beginning_precision, body.beginning_words) == (None, "none", "seit Juni 2014")


def test_same_fact_twice_is_recorded_once(desk, answer):
    record(desk, answer)
    body, actor = newest(), make_actor("Diakonie", "welfare")
    for _ in range(2):
        fact(desk, answer, body, "participation", "die Diakonie", actor=actor.pk, role="lead")
        fact(desk, answer, body, "meeting", "Am 10.12.2014", date="2014-12-10", precision="day")
    assert (body.participations.count(), body.meetings.count(), Actor.objects.filter(name="Diakonie").count()) == (
        1,
        1,
        1,
    )
    assert Evidence.objects.filter(answer=answer, participation__body=body).count() == 1


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"fact": "participation", "quote": "die Diakonie"}, ["actor"]),
        ({"fact": "participation", "quote": "die Diakonie", "actor_name": "Diakonie"}, ["category"]),
        ({"fact": "participation", "quote": "die Diakonie", "actor_name": "Caritas"}, ["actor_name"]),
        ({"fact": "meeting", "quote": "Am 10.12.2014", "date": "2014-12-10"}, ["precision"]),
        ({"fact": "rhythm", "quote": "jede Woche"}, ["quote"]),
        ({"fact": "", "quote": "alle zwei Wochen"}, ["fact"]),
    ],
)
def test_fact_that_does_not_hold_is_refused_beside_its_field(desk, answer, data, wrong):
    record(desk, answer)
    response = desk.post(page(answer, newest()), data)
    assert list(response.context["form"].errors) == wrong


def test_who_may_not_record_bodies_gets_no_button_and_no_page(answer):
    from tests.admin.conftest import signed_in
    from tests.factories import make_user

    client = signed_in(make_user("reader", is_staff=True))
    assert client.get(page(answer)).status_code == 403


def test_page_costs_the_same_with_few_and_with_many_bodies(desk, paper, answer):
    district = answer.row.respondent.district
    counts = []
    for number in range(2):
        for each in range(1 + 2 * number):
            make_body(make_inquiry(), f"Netzwerk {number} {each}", districts=[district])
        counts.append(queries_of(desk, page(answer, quote="Runden Tisch Asyl")))
    assert counts[0] == counts[1]


def test_row_that_speaks_for_districts_gives_them_to_the_body(desk, paper):
    spoken = paper.annexes.get().rows.first().respondent.district
    row = make_row(
        paper.annexes.get(), "Städtetag", respondent=make_respondent("Städtetag", "association"), speaks_for=[spoken]
    )
    answer = make_answer("Ein Netzwerk besteht.", row=row)
    record(desk, answer, "Netzwerk")
    assert (list(newest().districts.all()), newest().kind) == ([spoken], "network")
