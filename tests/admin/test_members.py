"""Whom the row of an association speaks for."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from survey import checks
from survey.record import RecordPaper
from survey.record.coverage import coverage
from tests import factories
from tests.admin.forms import address, save


@pytest.fixture
def row(db):
    """An association with three members: one has a row of its own, one became a city later."""
    annex = factories.make_annex()
    members = [
        city("Darmstadt", "06411"),
        city("Wiesbaden", "06414"),
        city("Hanau", "", valid_from="2026-01-01"),
    ]
    factories.make_row(annex, "Stadt Wiesbaden", respondent=members[1])
    staedtetag = factories.make_respondent("Hessischer Städtetag", "association", members=members)
    return factories.make_row(annex, "Hess. Städtetag", respondent=staedtetag)


def city(name, key, **kwargs):
    return factories.make_respondent(name, "city", district=factories.make_district(name, key, "city", **kwargs))


def page_of(row):
    return reverse("admin:survey_row_members", args=[row.pk])


def names(row):
    return [district.name for district in row.speaks_for.all()]


def test_row_of_an_association_offers_its_members_and_no_other_does(desk, row):
    other = row.annex.rows.get(printed="Stadt Wiesbaden")
    assert page_of(row) in [tool for tool, _text in desk.get(address(row)).context["tools"]]
    assert page_of(other) not in [tool for tool, _text in desk.get(address(other)).context["tools"]]


def test_members_are_those_of_the_day_of_the_table(desk, row, editor):
    assert desk.get("/en" + page_of(row)).context["items"] == [
        "Darmstadt",
        "Wiesbaden (has a row of its own and stays counted there)",
    ]
    desk.post(page_of(row), {"reason": "Die Antwort verweist auf den Städtetag."})
    assert names(row) == ["Darmstadt", "Wiesbaden"]
    entry = row.history.first()
    assert (entry.history_user, entry.history_change_reason) == (editor, "Die Antwort verweist auf den Städtetag.")


def test_members_are_shown_as_collective_and_not_counted(desk, row):
    desk.post(page_of(row), {"reason": ""})
    paper = RecordPaper(row.annex.inquiry)
    cities = coverage(paper.tables[0], paper).cities
    assert (cities.total, [each.name for each in cities.with_row]) == (2, ["Wiesbaden"])
    assert ([each.district.name for each in cities.collective], cities.missing) == (["Darmstadt"], ())


def test_others_whom_it_speaks_for_stay(desk, row):
    row.speaks_for.add(factories.make_district("Kassel", "06611", "city"))
    desk.post(page_of(row), {"reason": ""})
    assert names(row) == ["Darmstadt", "Kassel", "Wiesbaden"]
    assert "No member" in desk.get("/en" + page_of(row)).context["items"][0]


def test_members_close_the_findings_of_who_is_missing(desk, row):
    checks.run(row.annex.inquiry)
    found = row.annex.findings.get(check_name="missing_respondents")
    desk.post(page_of(row), {"reason": ""})
    found.refresh_from_db()
    assert found.state == "closed"


def test_city_speaks_for_itself_alone(desk, row):
    own = row.annex.rows.get(printed="Stadt Wiesbaden")
    response = save(desk, own, speaks_for=[row.respondent.members.first().district.pk])
    assert list(response.context["adminform"].form.errors) == ["speaks_for"]


def test_members_need_the_right_to_change_the_row(client, row):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_row"))
    client.force_login(viewer)
    assert page_of(row) not in [tool for tool, _text in client.get(address(row)).context["tools"]]
    assert client.post(page_of(row), {"reason": ""}).status_code == 403
