"""Remembered names on the desk: confirmed, listed, and asked about when a row that used one is corrected."""

import pytest
from django.urls import reverse

from survey.models import RespondentName
from tests import factories
from tests.admin.forms import address, save, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def fulda():
    return factories.make_respondent("Landkreis Fulda", printed=["FD"])


@pytest.fixture
def kassel():
    return factories.make_respondent("Landkreis Kassel", district=factories.make_district("Kassel", "06633"))


@pytest.fixture
def row(fulda):
    return factories.make_row(printed="FD", respondent=fulda)


def errors(response):
    return list(response.context["adminform"].form.errors)


def test_name_of_somebody_else_is_added_only_when_confirmed(desk, fulda):
    town = factories.make_respondent("Rüsselsheim", "municipality")
    data = {"name": "LK Fulda", "respondent": town.pk, "state": "06"}
    add = reverse("admin:survey_respondentname_add")
    assert errors(desk.post(add, data)) == ["confirmed"]
    assert desk.post(add, data | {"confirmed": "on"}).status_code == 302
    assert RespondentName.objects.get(name="LK Fulda").respondent == town


def test_name_beside_a_respondent_is_confirmed_too(desk, fulda, kassel):
    page = shown(desk.get(address(kassel)))
    new = {"printed_names-TOTAL_FORMS": "1", "printed_names-0-name": "LK Fulda", "printed_names-0-state": "06"}
    response = desk.post(address(kassel), page | new)
    [inline] = response.context["inline_admin_formsets"]
    assert list(inline.formset.forms[0].errors) == ["confirmed"]
    assert desk.post(address(kassel), page | new | {"printed_names-0-confirmed": "on"}).status_code == 302
    assert RespondentName.objects.get(name="LK Fulda").respondent == kassel


def test_corrected_row_asks_what_becomes_of_the_name_that_it_used(desk, row, kassel):
    assert errors(save(desk, row, respondent=kassel.pk)) == ["remembered"]
    row.refresh_from_db()
    assert row.respondent.name == "Landkreis Fulda"


@pytest.mark.parametrize(
    ("act", "left"),
    [("keep", [("FD", "Landkreis Fulda")]), ("forget", []), ("change", [("FD", "Landkreis Kassel")])],
)
def test_remembered_name_is_kept_forgotten_or_changed_with_the_row(desk, row, kassel, editor, act, left):
    response = save(desk, row, respondent=kassel.pk, remembered=act, change_reason="Verwechselt.")
    assert response.status_code == 302
    row.refresh_from_db()
    assert row.respondent == kassel
    assert list(RespondentName.objects.values_list("name", "respondent__name")) == left
    if act != "keep":
        entry = RespondentName.history.first()
        assert (entry.history_change_reason, entry.history_user) == ("Verwechselt.", editor)


def test_row_that_used_no_remembered_name_asks_nothing(desk, fulda, kassel):
    row = factories.make_row(printed="LK Fulda", respondent=fulda)
    assert save(desk, row, respondent=kassel.pk).status_code == 302
    assert RespondentName.objects.count() == 1


def test_list_says_who_is_meant_where_and_is_taken_back_there(desk, fulda):
    page = desk.get(reverse("admin:survey_respondentname_changelist"))
    assert "Landkreis Fulda (06631)" in page.content.decode()
    name = RespondentName.objects.get()
    assert desk.post(address(name, "delete"), {"post": "yes"}).status_code == 302
    assert RespondentName.objects.count() == 0


def test_choices_of_districts_and_respondents_say_key_and_validity(desk, fulda):
    factories.make_respondent("Landkreis Göttingen", district=factories.make_district("Göttingen", "03159"))
    asked = {"app_label": "survey", "model_name": "row", "field_name": "respondent", "term": "Göttingen"}
    found = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [each["text"] for each in found] == ["Landkreis Göttingen (03159)"]
    found = desk.get(reverse("admin:autocomplete"), asked | {"field_name": "speaks_for"}).json()["results"]
    assert [each["text"] for each in found] == ["Landkreis Göttingen (03159)"]
    row = factories.make_row(printed="Irgendwer", respondent=fulda)
    assert "Landkreis Fulda (06631)" in desk.get(address(row)).content.decode()
