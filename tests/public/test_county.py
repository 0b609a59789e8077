"""“Your county, your city”: a town, a plate or a name leads to its district."""

import pytest

from tests.factories import make_district

pytestmark = pytest.mark.django_db


@pytest.fixture
def hessian():
    make_district("Fulda", "06631", official_name="Landkreis Fulda")
    make_district("Hersfeld-Rotenburg", "06632", official_name="Landkreis Hersfeld-Rotenburg")
    make_district("Kassel", "06611", "city", official_name="Kassel, documenta-Stadt")
    make_district("Kassel", "06633", official_name="Landkreis Kassel")


@pytest.mark.parametrize(
    ("words", "slug"),
    [("Bad Hersfeld", "06632"), ("HEF", "06632"), ("Landkreis Fulda", "06631"), ("fulda", "06631"), ("06631", "06631")],
)
def test_place_leads_to_its_district(client, hessian, words, slug):
    response = client.get("/en/county/", {"q": words})
    assert (response.status_code, response.headers["Location"]) == (302, f"/en/districts/{slug}/")


def test_name_of_several_asks_which_is_meant(client, hessian):
    page = client.get("/county/", {"q": "Kassel"})
    assert [choice.href for choice in page.context["choices"]] == ["/districts/06611/", "/districts/06633/"]


def test_unknown_name_is_said_beside_the_form_with_towns_that_begin_so(client, hessian):
    page = client.get("/county/", {"q": "Bad Hersf"})
    assert "Einen Kreis oder Ort „Bad Hersf“ kennen wir nicht." in page.text
    assert page.context["towns"] == [("Bad Hersfeld", "/county/?q=Bad+Hersfeld")]
    assert client.get("/county/", {"q": "x" * 101}).status_code == 400


def test_operators_list_knows_postcodes(client, hessian, settings, tmp_path):
    settings.PLACE_LISTS = [str(tmp_path / "postcodes.csv")]
    (tmp_path / "postcodes.csv").write_text("name,district\n36251,06632\n", encoding="utf-8")
    assert client.get("/county/", {"q": "36251"}).headers["Location"] == "/districts/06632/"
