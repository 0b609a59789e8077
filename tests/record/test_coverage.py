"""Who of the official list has a row, is spoken for, or is not in the table."""

import datetime

import pytest

from survey.record import RecordPaper
from survey.record.coverage import Collective, RecordKindCoverage, coverage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def annex():
    """A table in which the county of Fulda answers, on a list with a second county and a city."""
    annex = factories.make_annex(date="2015-03-26")
    factories.make_row(annex, "LK Fulda", respondent=factories.make_respondent("Landkreis Fulda"))
    return annex


@pytest.fixture
def kassel(annex):
    return factories.make_district("Kassel", "06633")


@pytest.fixture
def city(annex):
    return factories.make_district("Kassel", "06611", "city")


def covered(annex):
    paper = RecordPaper(annex.inquiry)
    return coverage(next(table for table in paper.tables if table.annex == annex), paper)


def make_speaker(annex, *districts, **kwargs):
    association = factories.make_respondent("Hessischer Städtetag", "association")
    return factories.make_row(annex, "Hess. Städtetag", respondent=association, speaks_for=districts, **kwargs)


def fulda_of(annex):
    return annex.rows.get(printed="LK Fulda").respondent.district


def test_coverage_parts_counties_and_cities(annex, kassel, city):
    row = make_speaker(annex, city)
    found = covered(annex)
    assert found.date == datetime.date(2015, 3, 26)
    assert found.counties == RecordKindCoverage(2, with_row=(fulda_of(annex),), collective=(), missing=(kassel,))
    assert found.cities == RecordKindCoverage(
        1, with_row=(), collective=(Collective(city, "Hess. Städtetag", row.key),), missing=()
    )


def test_own_row_comes_before_an_association(annex):
    make_speaker(annex, fulda_of(annex))
    assert covered(annex).counties == RecordKindCoverage(1, with_row=(fulda_of(annex),), collective=(), missing=())


def test_row_that_is_no_entry_covers_nobody(annex, kassel):
    row = make_speaker(annex, kassel)
    row.respondent, row.role = None, "sum"
    row.save()
    assert covered(annex).counties.missing == (kassel,)


def test_municipality_is_not_the_district_it_lies_in(annex, kassel):
    town = factories.make_respondent("Stadt Baunatal", "municipality", district=kassel)
    factories.make_row(annex, "Baunatal", respondent=town)
    assert covered(annex).counties.missing == (kassel,)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_listed"),
    [
        (None, None, True),
        ("2015-03-26", None, True),
        (None, "2015-03-26", True),
        ("2015-03-27", None, False),
        (None, "2015-03-25", False),
    ],
)
def test_list_is_that_of_the_day_of_the_table(annex, valid_from, valid_to, is_listed):
    hanau = factories.make_district("Hanau", "", "city", valid_from=valid_from, valid_to=valid_to)
    assert covered(annex).cities.missing == ((hanau,) if is_listed else ())


def test_districts_of_another_state_are_not_on_the_list(annex):
    factories.make_district("Northeim", "03155")
    assert covered(annex).counties.missing == ()


def test_each_table_is_covered_by_its_own_rows(annex, kassel):
    other = factories.make_annex(annex.inquiry)
    factories.make_row(other, "LK Kassel", respondent=factories.make_respondent("Landkreis Kassel", district=kassel))
    assert covered(annex).counties.missing == (kassel,)
    assert covered(other).counties.missing == (fulda_of(annex),)


def test_table_without_date_has_no_coverage(annex):
    annex.date = None
    annex.save()
    assert covered(annex) is None


def test_table_about_others_has_no_coverage(kassel):
    table = factories.make_annex()
    factories.make_row(table, "Universität", respondent=factories.make_respondent("Universität Gießen", "authority"))
    factories.make_row(table, "Wer?")
    assert covered(table) is None


def test_table_about_subjects_is_covered_too(annex):
    annex.rows_are = "subjects"
    annex.save()
    assert covered(annex).counties.with_row == (fulda_of(annex),)


def test_parliament_of_no_state_is_held_against_all_districts(annex):
    bundestag = factories.make_parliament("bundestag", name="Deutscher Bundestag", state="")
    table = factories.make_annex(factories.make_inquiry("18/100", parliament=bundestag))
    mainz = factories.make_district("Mainz", "07315", "city")
    factories.make_row(table, "Mainz", respondent=factories.make_respondent("Mainz", "city", district=mainz))
    assert covered(table).counties.missing == (fulda_of(annex),)
    assert covered(table).cities.with_row == (mainz,)
