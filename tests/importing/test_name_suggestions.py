from datetime import date

import pytest

from survey.importing.name_suggestions import suggested_names
from tests.factories import make_district, make_respondent


@pytest.mark.django_db
def test_nearest_names_are_proposed_and_those_of_the_same_kind_alone_are_not():
    fulda = make_respondent("Landkreis Fulda")
    make_respondent("Solingen, Klingenstadt", kind="city", district=make_district("Solingen", "05122", kind="city"))
    assert suggested_names(["Lkr Fuldda", "Stadt Irgendwo"]) == {"Lkr Fuldda": [fulda], "Stadt Irgendwo": []}


@pytest.mark.django_db
def test_nearest_names_are_of_the_state_and_the_day_and_have_no_row_yet():
    ended = make_district("Göttingen", "03152", valid_to="2016-10-31")
    make_respondent("Landkreis Göttingen", district=ended, slug="bis-2016")
    begun = make_respondent(
        "Landkreis Göttingen", district=make_district("Göttingen", "03159", valid_from="2016-11-01")
    )
    city = make_district("Osnabrück", "03404", kind="city")
    city = make_respondent("Osnabrück, Stadt", "city", district=city, slug="stadt-osnabrueck")
    county = make_respondent("Landkreis Osnabrück", district=make_district("Osnabrück", "03459"))
    make_respondent("Essen, Stadt", "city", district=make_district("Essen", "05113", kind="city"))
    near = suggested_names(["Göttingen", "Osnabrück"], "03", date(2026, 1, 1), {city.pk})
    assert near == {"Göttingen": [begun], "Osnabrück": [county]}
    assert suggested_names(["Hessen", "Insgesamt", "Essn"], "05")["Hessen"] == []


@pytest.mark.django_db
def test_nearest_names_cost_two_queries(django_assert_num_queries):
    make_respondent("Landkreis Fulda")
    with django_assert_num_queries(2):
        suggested_names(["LK Fuldda", "Kreis Fuld"])
