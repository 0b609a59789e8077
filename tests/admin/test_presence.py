"""Someone else being in the same inquiry is shown, on its pages and on those of its parts."""

import datetime

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from survey.models import Presence
from tests import factories
from tests.admin.forms import address

pytestmark = pytest.mark.usefixtures("noted")


def workspace(paper):
    return reverse("admin:survey_inquiry_workspace", args=[paper.pk])


def others(client, page):
    return [each.user.username for each in client.get(page).wsgi_request.others]


def test_other_person_in_the_same_inquiry_is_shown_by_name(desk, publishers_desk, paper):
    publishers_desk.get(workspace(paper))
    response = desk.get(workspace(paper))
    assert "Publisher Beispiel" in response.content.decode()
    assert (others(desk, workspace(paper)), others(publishers_desk, workspace(paper))) == (["publisher"], ["editor"])


def test_pages_of_its_parts_count_too(desk, publishers_desk, paper):
    annex = paper.annexes.get()
    answer = annex.rows.first().answers.first()
    publishers_desk.get(address(answer))
    pages = [
        reverse("admin:survey_annex_grid", args=[annex.pk]),
        address(paper.bodies.get().evidence.get()),
        address(answer, "history"),
        reverse("admin:survey_answer_simple_history", args=[answer.pk, answer.history.first().pk]),
        address(paper.sources.get()),
    ]
    assert [others(desk, page) for page in pages] == [["publisher"]] * len(pages)


def test_who_is_in_another_inquiry_or_on_a_list_is_not_shown(desk, publishers_desk, paper):
    publishers_desk.get(workspace(factories.make_inquiry()))
    publishers_desk.get("/admin/survey/inquiry/")
    assert others(desk, workspace(paper)) == []


def test_who_left_some_minutes_ago_is_not_shown(desk, publishers_desk, paper):
    publishers_desk.get(workspace(paper))
    Presence.objects.update(seen_at=timezone.now() - datetime.timedelta(minutes=6))
    assert others(desk, workspace(paper)) == []


def test_presence_is_written_once_a_minute_and_forgotten_after_an_hour(desk, publishers_desk, paper, editor):
    publishers_desk.get(workspace(paper))
    Presence.objects.update(seen_at=timezone.now() - datetime.timedelta(hours=2))
    desk.get(workspace(paper))
    [first] = Presence.objects.all()
    desk.get(workspace(paper))
    assert [(each.user, each.seen_at) for each in Presence.objects.all()] == [(editor, first.seen_at)]


def test_page_does_not_fail_while_something_large_is_written(desk, paper, monkeypatch):
    def locked(*args):
        raise OperationalError("database is locked")

    monkeypatch.setattr("survey.models.work.PresenceQuerySet.write", locked)
    assert desk.get(workspace(paper)).status_code == 200


def test_presence_costs_two_queries_once_one_is_noted(desk, paper):
    asker = address(paper.askers.get())
    desk.get(asker)
    with CaptureQueriesContext(connection) as queries:
        desk.get(asker)
    sql = [each["sql"] for each in queries if "survey_presence" in each["sql"]]
    assert (len(sql), sql[0].startswith("SELECT")) == (1, True)


@pytest.mark.parametrize("page", ["/admin/survey/inquiry/999/workspace/", "/admin/survey/answer/999/change/"])
def test_page_of_nothing_notes_nobody(desk, page):
    desk.get(page)
    assert Presence.objects.count() == 0
