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
