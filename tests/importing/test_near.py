import pytest

from survey.importing.near import near_names
from tests.factories import make_district, make_respondent


@pytest.mark.django_db
def test_nearest_names_are_proposed_and_those_of_the_same_kind_alone_are_not():
    fulda = make_respondent("Landkreis Fulda")
    make_respondent("Solingen, Klingenstadt", kind="city", district=make_district("Solingen", "05122", kind="city"))
    assert near_names(["Lkr Fuldda", "Stadt Irgendwo"]) == {"Lkr Fuldda": [fulda], "Stadt Irgendwo": []}
