"""Bodies that may be one."""

import pytest

from survey.checks.bodies import duplicate_body
from tests import factories
from tests.checks.looking import found, subjects

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return factories.make_inquiry()


def test_body_of_the_same_usual_name_is_named_with_the_other(inquiry):
    factories.make_body(inquiry, "Runder Tisch Asyl")
    factories.make_body(inquiry, "runder tisch asyl", slug="zweiter")
    [each] = found(duplicate_body, inquiry)
    assert (each.subject, each.details) == (
        "body zweiter",
        {"body": "runder tisch asyl", "other": "Runder Tisch Asyl", "other_slug": "runder-tisch-asyl"},
    )


def test_body_of_the_same_name_in_the_same_district_is_a_duplicate(inquiry):
    fulda, kassel = factories.make_district("Fulda", "06631"), factories.make_district("Kassel", "06633")
    for slug, district in (("a", fulda), ("b", fulda), ("c", kassel)):
        factories.make_body(inquiry, "Runder Tisch", usual_name=f"Runder Tisch {slug}", slug=slug, districts=[district])
    assert subjects(duplicate_body, inquiry) == ["body b"]


def test_bodies_of_several_places_in_one_district_are_not_one(inquiry):
    fulda = factories.make_district("Fulda", "06631")
    for place in ("Hünfeld", "Gersfeld"):
        factories.make_body(inquiry, "Runder Tisch", usual_name=f"Runder Tisch {place}", place=place, districts=[fulda])
    assert subjects(duplicate_body, inquiry) == []
