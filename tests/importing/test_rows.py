"""Rows of real annexes on their way into the record: sums, groups, further keys, footnotes, units."""

import pytest

from survey.importing import import_table
from survey.intake import read_annex
from survey.models import AnnexNote
from tests.factories import make_annex, make_district, make_respondent
from tests.intake.golden import ANNEXES

pytestmark = pytest.mark.django_db


def bring_golden(name, annex):
    path = ANNEXES / name
    return import_table(read_annex(path.read_bytes(), path.name), annex, by=None, dry_run=False)


def test_sums_and_groups_are_written_with_their_role_and_without_respondent():
    fulda = make_respondent("Landkreis Fulda")
    annex = make_annex()
    bring_golden("sums-groups-footnotes.csv", annex)
    assert list(annex.rows.order_by("position").values_list("printed", "role", "respondent")) == [
        ("Landkreise", "heading", None),
        ("LK Fulda", "entry", fulda.pk),
        ("Marburg-Bieden-kopf, Landkreis1)", "entry", None),
        ("Main-Kinzig-\nKreis", "entry", None),
        ("Zwischensumme Landkreise", "sum", None),
        ("Kreisfreie Städte", "heading", None),
        ("Kassel, documenta-Stadt", "entry", None),
        ("Insgesamt", "sum", None),
    ]


def test_bare_names_are_what_the_heading_above_them_says():
    county = make_respondent("Landkreis Kassel", district=make_district("Kassel", "06633"), slug="lk-kassel")
    city_district = make_district("Kassel", "06611", kind="city")
    city = make_respondent("Kassel, documenta-Stadt", "city", district=city_district, slug="kassel")
    annex = make_annex()
    bring_golden("bare-names-in-groups.csv", annex)
    rows = annex.rows.filter(role="entry").order_by("position").values_list("printed", "respondent")
    assert list(rows) == [
        ("Kassel", city.pk),
        ("LK Kassel", county.pk),
        ("Kassel", county.pk),
        ("Stadt Kassel", city.pk),
        ("Kassel", None),
        ("Kassel", None),
    ]


def test_footnotes_and_units_are_written_once():
    annex = make_annex()
    first = bring_golden("sums-groups-footnotes.csv", annex)
    again = bring_golden("sums-groups-footnotes.csv", annex)
    notes = AnnexNote.objects.order_by("pk").values_list("mark", "text", "row__printed", "column__heading")
    assert list(notes) == [
        ("*", "ohne Personal", None, "Kosten*"),
        ("*", "ohne Personal", "Kassel, documenta-Stadt", "Kosten*"),
        ("1)", "Stand: Juni 2014", "Marburg-Bieden-kopf, Landkreis1)", None),
    ]
    assert (first.footnotes, again.footnotes, again.changes_nothing) == (3, 0, True)
    assert list(annex.columns.order_by("position").values_list("unit", flat=True)) == ["Tsd. €", "Stunden"]


def test_rows_of_further_keys_belong_to_the_district_printed_above():
    make_respondent("Landkreis Fulda")
    kassel = make_respondent("Landkreis Kassel", district=make_district("Kassel", "06633"))
    annex = make_annex()
    bring_golden("second-and-third-key.csv", annex)
    assert bring_golden("second-and-third-key.csv", annex).changes_nothing
    rows = annex.rows.filter(respondent=kassel).order_by("position")
    assert list(rows.values_list("breakdown", flat=True)) == [
        [["Jahr", "2013"], ["Delikt", "Diebstahl"]],
        [["Jahr", "2013"], ["Delikt", "Betrug"]],
    ]
    assert annex.rows.count() == 6
