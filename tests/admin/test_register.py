"""What all inquiries share: a district that changes is found by its new words at once."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from survey.models import DataVersion, PartyName, SearchRow, StatusWord
from tests.admin.forms import save
from tests.factories import make_district, make_respondent

pytestmark = pytest.mark.django_db


def found_as():
    return list(SearchRow.objects.filter(kind=SearchRow.Kind.DISTRICT).values_list("title", "path"))


@pytest.mark.parametrize(
    ("make", "field", "again"),
    [
        (lambda: make_respondent(printed=["MTK"]).printed_names.get(), "name", "mtk"),
        (lambda: StatusWord.objects.create(word="k. Auskunft", status="declined"), "word", "K.  AUSKUNFT"),
        (lambda: PartyName.objects.create(spelling="Die Mitte", party="Mitte"), "spelling", "DIE  MITTE!"),
    ],
    ids=["name", "word", "party"],
)
def test_word_that_is_recorded_already_is_said_beside_its_field(desk, make, field, again):
    kept = make()
    name = f"admin:survey_{kept._meta.model_name}_add"
    data = {field: again, "status": "declined", "party": "Mitte", "state": "06"}
    response = desk.post(reverse(name), data)
    assert list(response.context["adminform"].form.errors) == [field]
    assert save(desk, kept, change_reason="Angesehen.").status_code == 302


def test_spelling_without_a_letter_is_refused_beside_its_field(desk):
    response = desk.post(reverse("admin:survey_partyname_add"), {"spelling": "--", "party": "Mitte"})
    assert list(response.context["adminform"].form.errors) == ["spelling"]


def test_district_is_found_by_its_new_name_and_the_public_pages_are_renewed(publishers_desk):
    district = make_district("Fulda")
    before = DataVersion.objects.now().number
    assert save(publishers_desk, district, official_name="Landkreis Fulda (Rhön)").status_code == 302
    assert found_as() == [("Landkreis Fulda (Rhön)", "/districts/06631/")]
    assert DataVersion.objects.now().number > before


def test_key_of_a_district_belongs_to_its_state():
    district = make_district("Fulda", key="06631")
    district.state = "09"
    with pytest.raises(ValidationError) as error:
        district.clean()
    assert list(error.value.message_dict) == ["key"]
