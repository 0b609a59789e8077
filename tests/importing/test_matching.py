import datetime

import pytest

from survey.importing.matching import Matcher
from tests.factories import make_district, make_respondent

pytestmark = pytest.mark.django_db


def test_match_finds_a_district_by_any_way_to_print_its_name():
    fulda = make_respondent("Landkreis Fulda")
    matcher = Matcher()
    assert matcher.match_all(["LK Fulda", "Landkreis Fulda", "Kreis Fulda", "fulda (Landkreis)"]) == dict.fromkeys(
        ["LK Fulda", "Landkreis Fulda", "Kreis Fulda", "fulda (Landkreis)"], fulda.pk
    )


def test_match_finds_an_association_by_its_short_name():
    staedtetag = make_respondent("Hessischer Städtetag", "association")
    assert Matcher().match("Hess. Städtetag") == staedtetag.pk


def test_match_takes_an_editors_word_before_a_rule():
    make_respondent("Landkreis Fulda")
    other = make_respondent("Zweckverband", "joint", printed=["LK Fulda"])
    assert Matcher().match("LK  Fulda") == other.pk


@pytest.mark.parametrize("printed", ["Fulda", "LK Kassel", "Summe", ""])
def test_match_leaves_open_who_is_meant(printed):
    make_respondent("Landkreis Fulda")
    assert Matcher().match(printed) is None


def test_match_prefers_the_parliaments_state():
    make_respondent("Landkreis Rotenburg", district=make_district("Rotenburg", "03357"), slug="niedersachsen")
    near = make_respondent("Landkreis Rotenburg", district=make_district("Rotenburg", "06632"), slug="hessen")
    assert (Matcher("06").match("LK Rotenburg"), Matcher().match("LK Rotenburg")) == (near.pk, None)


def test_match_prefers_what_stood_on_the_official_list_of_the_date():
    ended = make_district("Göttingen", "03152", valid_to="2016-10-31")
    begun = make_district("Göttingen", "03159", valid_from="2016-11-01")
    old = make_respondent("Landkreis Göttingen", district=ended, slug="bis-2016")
    new = make_respondent("Landkreis Göttingen", district=begun)
    days = [datetime.date(2015, 3, 26), datetime.date(2016, 10, 31), datetime.date(2016, 11, 1), None]
    assert [Matcher("03", day).match("LK Göttingen") for day in days] == [old.pk, old.pk, new.pk, None]


def test_matcher_asks_twice(django_assert_num_queries):
    make_respondent("Landkreis Fulda")
    make_respondent("Landkreis Kassel", district=make_district("Kassel", "06633"))
    with django_assert_num_queries(2):
        Matcher().match_all(["LK Fulda", "LK Kassel", "Irgendwer"])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("LK Kassel", "county"),
        ("Landkreis Kassel", "county"),
        ("Kassel, Landkreis", "county"),
        ("Landkreis Kassel*", "county"),
        ("Landkreis Kassel 1)", "county"),
        ("Land-\nkreis Kassel", "county"),
        ("Kassel, documenta-Stadt", "city"),
        ("Kassel (Stadt)", "city"),
        ("Stadt Kassel ²", "city"),
        ("Kassel", None),
        ("Kassel*", None),
        ("Gemeinde Kassel", None),
        ("Verbandsgemeinde Kassel", None),
        ("Samtgemeinde Kassel", None),
        ("Stadt Hofgeismar", None),
        ("Kassel-Land", None),
        ("Zweckverband Raum Kassel", None),
        ("LK Kassel und Stadt Kassel", None),
        ("Insgesamt", None),
    ],
)
def test_match_never_takes_town_for_county_nor_a_union_for_either(printed, expected):
    county = make_respondent("Landkreis Kassel", district=make_district("Kassel", "06633"), slug="lk-kassel")
    city_district = make_district("Kassel", "06611", kind="city")
    city = make_respondent("Kassel, documenta-Stadt", "city", district=city_district, slug="kassel")
    assert Matcher().match(printed) == {"county": county.pk, "city": city.pk, None: None}[expected]


@pytest.mark.parametrize(
    "printed",
    [
        "Marburg-Bieden-\nkopf, Landkreis",
        "LK Marburg-Bieden- kopf",
        "Landkreis Marburg-\nBiedenkopf",
        "LK Marburg-Biedenkopf**",
    ],
)
def test_match_reads_names_that_are_broken_by_a_hyphen(printed):
    marburg = make_respondent("Landkreis Marburg-Biedenkopf", district=make_district("Marburg-Biedenkopf", "06534"))
    assert Matcher().match(printed) == marburg.pk
