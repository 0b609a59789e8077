"""Names that the program remembers, and respondents told apart."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from survey.models import RespondentName
from survey.models.respondent import somebody_else
from tests.factories import make_district, make_respondent

pytestmark = pytest.mark.django_db


@pytest.fixture
def fulda():
    return make_respondent("Landkreis Fulda")


@pytest.fixture
def town():
    return make_respondent("Rüsselsheim", "municipality")


@pytest.mark.parametrize(
    ("name", "is_else"),
    [("LK Fulda", True), ("Fulda", True), ("Fulda (Landkreis)", True), ("Stadt Rüsselsheim", False), ("RÜS", False)],
)
def test_name_that_means_somebody_else_is_told(fulda, town, name, is_else):
    assert somebody_else(name, town, "06") == (fulda if is_else else None)
    assert somebody_else(name, fulda, "06") is None


def test_bare_name_may_be_nobodys_but_that_of_a_county_is_not(fulda):
    assert (somebody_else("Fulda", None, "06"), somebody_else("LK Fulda", None, "06")) == (None, fulda)


def test_name_is_kept_once_for_a_state_and_a_kind(fulda):
    city = make_respondent("Fulda", "city", district=make_district("Fulda", "06699", kind="city"))
    kept = [("FD", fulda, "06"), ("fd", city, "06"), ("FD", fulda, "03")]
    for name, respondent, state in kept:
        record = RespondentName(name=name, respondent=respondent, state=state)
        record.full_clean()
        record.save()
    with pytest.raises(ValidationError) as refused:
        RespondentName(name="Fd.", respondent=fulda, state="06").full_clean()
    assert "name" in refused.value.message_dict
    assert set(RespondentName.objects.values_list("key", "state", "kind")) == {
        ("fd", "06", "county"),
        ("fd", "06", "city"),
        ("fd", "03", "county"),
    }


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({}, "Landkreis Göttingen (03159)"),
        ({"valid_from": "2016-11-01"}, "Landkreis Göttingen (03159), seit 1. November 2016"),
        ({"valid_to": "2016-10-31"}, "Landkreis Göttingen (03159), bis 31. Oktober 2016"),
        (
            {"valid_from": "2016-11-01", "valid_to": "2026-12-31"},
            "Landkreis Göttingen (03159), vom 1. November 2016 bis 31. Dezember 2026",
        ),
    ],
)
def test_district_is_told_apart_by_key_and_validity(bounds, expected):
    district = make_district("Göttingen", "03159", **bounds)
    respondent = make_respondent("Landkreis Göttingen", district=district)
    with override("de"):
        assert (district.in_full, respondent.in_full) == (expected, expected)
    assert make_respondent("Amt", "authority", district=district).in_full == "Amt"
