"""What all inquiries share: a district that changes is found by its new words at once."""

import pytest

from survey.models import Passage, Stand
from tests.admin.forms import save
from tests.factories import make_district

pytestmark = pytest.mark.django_db


def found_as():
    return list(Passage.objects.filter(kind=Passage.Kind.DISTRICT).values_list("title", "path"))


def test_district_is_found_by_its_new_name_and_the_public_pages_are_renewed(desk):
    district = make_district("Fulda")
    before = Stand.objects.now().number
    assert save(desk, district, official_name="Landkreis Fulda (Rhön)").status_code == 302
    assert found_as() == [("Landkreis Fulda (Rhön)", "/districts/06631/")]
    assert Stand.objects.now().number > before
