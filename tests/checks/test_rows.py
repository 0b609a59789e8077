"""Checks of rows: who is meant, twice, missing, not coded."""

import pytest

from survey.checks import run
from survey.checks.rows import (
    district_not_valid,
    missing_respondents,
    page_break,
    same_respondent_twice,
    uncoded_part,
    unmatched_row,
)
from survey.importing import import_table
from survey.intake import read_annex
from survey.models import Finding, Source
from survey.sheets.table import Record, SheetCell, Table
from tests import factories
from tests.checks.looking import found, subjects
from tests.intake.golden import ANNEXES

pytestmark = pytest.mark.django_db


@pytest.fixture
def annex():
    return factories.make_annex()


@pytest.fixture
def fulda():
    return factories.make_respondent("Landkreis Fulda")


def test_unmatched_row_is_one_without_a_respondent(annex, fulda):
    factories.make_row(annex, "LK Fulda", respondent=fulda)
    factories.make_row(annex, "Amt für Soziales")
    [each] = found(unmatched_row, annex.inquiry)
    assert (each.subject, each.looked_at, each.proposal) == ("1/2", "Amt für Soziales", {})
    assert each.details == {"row": "Amt für Soziales", "respondent": ""}


def test_unmatched_row_proposes_a_name_that_differs_by_a_slip(annex, fulda):
    factories.make_row(annex, "LK Fuldda")
    [each] = found(unmatched_row, annex.inquiry)
    assert each.details["respondent"] == "Landkreis Fulda"
    assert each.proposal == {"act": "match", "respondent": "landkreis-fulda"}


def test_unmatched_row_proposes_nobody_of_another_kind(annex, fulda):
    factories.make_row(annex, "Stadt Fulda")
    [each] = found(unmatched_row, annex.inquiry)
    assert each.proposal == {}


def test_unmatched_row_proposes_none_of_two_that_are_called_alike(annex):
    """But the one of them that is left, where the other has a row."""
    city = factories.make_district("Kassel", "06611", kind="city")
    city = factories.make_respondent("Kassel, documenta-Stadt", "city", district=city)
    county = factories.make_district("Kassel", "06633")
    factories.make_respondent("Landkreis Kassel", district=county)
    factories.make_row(annex, "Kassel")
    assert [each.proposal for each in found(unmatched_row, annex.inquiry)] == [{}]
    factories.make_row(annex, "Stadt Kassel", respondent=city)
    [each] = found(unmatched_row, annex.inquiry)
    assert each.proposal == {"act": "match", "respondent": "landkreis-kassel"}


def test_unmatched_row_proposes_nobody_for_a_state_or_who_was_not_on_the_list(annex):
    annex.date = "2026-01-01"
    annex.save()
    ended = factories.make_district("Göttingen", "06152", valid_to="2016-10-31")
    factories.make_respondent("Landkreis Göttingen", district=ended)
    factories.make_respondent("Essen, Stadt", "city", district=factories.make_district("Essen", "06113", kind="city"))
    factories.make_row(annex, "Göttingen")
    factories.make_row(annex, "Hessen")
    assert [each.proposal for each in found(unmatched_row, annex.inquiry)] == [{}, {}]


def test_unmatched_row_is_never_a_sum_or_a_heading(annex):
    factories.make_row(annex, "Insgesamt", role="sum")
    factories.make_row(annex, "Nordhessen", role="heading")
    assert found(unmatched_row, annex.inquiry) == []


def test_same_respondent_twice_names_the_later_row(annex, fulda):
    factories.make_row(annex, "LK Fulda", respondent=fulda)
    factories.make_row(annex, "Landkreis Fulda", respondent=fulda)
    [each] = found(same_respondent_twice, annex.inquiry)
    assert (each.subject, each.details) == ("1/2", {"row": "Landkreis Fulda", "other": "LK Fulda"})


def test_same_respondent_with_another_breakdown_or_in_another_table_is_no_finding(annex, fulda):
    factories.make_row(annex, "LK Fulda", respondent=fulda, breakdown=[["Jahr", "2014"]])
    factories.make_row(annex, "LK Fulda", respondent=fulda, breakdown=[["Jahr", "2015"]])
    factories.make_row(factories.make_annex(annex.inquiry), "LK Fulda", respondent=fulda)
    assert found(same_respondent_twice, annex.inquiry) == []


def make_cities(*names):
    return [factories.make_district(name, f"0641{number}", "city") for number, name in enumerate(names, 1)]


def test_missing_respondents_are_those_of_the_list_without_a_row(annex, fulda):
    factories.make_row(annex, "LK Fulda", respondent=fulda)
    factories.make_district("Hochtaunuskreis", "06434", official_name="Hochtaunuskreis")
    factories.make_district("Hanau", "", kind="city", valid_from="2026-01-01")
    factories.make_district("Mainz", "07315", kind="city")
    [each] = found(missing_respondents, annex.inquiry)
    assert (each.subject, each.annex) == ("1 06434", annex.pk)
    assert each.details == {"district": "Hochtaunuskreis", "date": "2015-03-26", "subject": False, "speaker": ""}
    assert each.proposal == {}


def test_missing_respondent_may_be_one_that_an_association_in_the_table_speaks_for(annex):
    darmstadt, wiesbaden = make_cities("Darmstadt", "Wiesbaden")
    city = factories.make_respondent("Darmstadt", "city", district=darmstadt)
    staedtetag = factories.make_respondent("Hessischer Städtetag", "association", members=[city])
    row = factories.make_row(annex, "Hess. Städtetag", respondent=staedtetag)
    row.speaks_for.add(wiesbaden)
    [each] = found(missing_respondents, annex.inquiry)
    assert each.details["speaker"] == "Hess. Städtetag"
    assert each.proposal == {"act": "speak_for", "row": f"1/{row.key}", "district": darmstadt.slug}


def test_missing_respondents_are_not_those_an_association_speaks_for(annex):
    darmstadt, wiesbaden = make_cities("Darmstadt", "Wiesbaden")
    staedtetag = factories.make_respondent("Hessischer Städtetag", "association")
    factories.make_row(annex, "Hess. Städtetag", respondent=staedtetag, speaks_for=[darmstadt])
    assert subjects(missing_respondents, annex.inquiry) == [f"1 {wiesbaden.slug}"]


def test_district_that_was_not_on_the_list_of_the_date_is_named_with_it(annex):
    hanau = factories.make_district("Hanau", "", "city", valid_from="2026-01-01")
    city = factories.make_respondent("Hanau", "city", district=hanau)
    factories.make_row(annex, "Stadt Hanau", respondent=city)
    [each] = found(district_not_valid, annex.inquiry)
    facts = {"row": "Stadt Hanau", "district": "Hanau", "date": "2015-03-26", "spoken_for": False}
    assert (each.subject, each.details) == ("1/1 hanau", facts)
    annex.date = "2026-02-01"
    annex.save()
    assert found(district_not_valid, annex.inquiry) == []


def test_district_spoken_for_is_on_the_list_of_the_date_too(annex):
    hanau = factories.make_district("Hanau", "", "city", valid_from="2026-01-01")
    darmstadt = factories.make_district("Darmstadt", "06411", "city")
    factories.make_row(annex, "Hess. Städtetag", speaks_for=[hanau, darmstadt])
    assert subjects(district_not_valid, annex.inquiry) == ["1/1 hanau"]


def test_missing_respondents_need_a_date_and_a_table_of_districts(annex, fulda):
    factories.make_row(factories.make_annex(annex.inquiry, date=None), "LK Fulda", respondent=fulda)
    factories.make_row(annex, "Polizei", respondent=factories.make_respondent("Polizei", "authority"))
    assert found(missing_respondents, annex.inquiry) == []


@pytest.fixture
def coded(annex):
    """A row in a table of 1a and 1b; 1a and 2a have a codebook."""
    a, b, other = (factories.make_question(annex.inquiry, key) for key in ("1a", "1b", "2a"))
    factories.make_column(annex, questions=[a, b])
    for question in (a, other):
        factories.make_code(question, "yes")
        factories.make_code(question, "no")
    factories.make_row(annex, "LK Fulda")
    return a


def test_uncoded_part_is_one_of_the_table_that_has_a_codebook(annex, coded):
    [each] = found(uncoded_part, annex.inquiry)
    assert (each.subject, each.details) == ("1/1 1a", {"row": "LK Fulda", "part": "1a"})


def test_uncoded_part_is_none_once_coded(annex, coded):
    factories.make_coding(annex.rows.get(), coded, "yes")
    assert found(uncoded_part, annex.inquiry) == []


def test_uncoded_part_is_none_on_which_two_readings_differ(annex, coded):
    row = annex.rows.get()
    factories.make_coding(row, coded, "yes")
    factories.make_coding(row, coded, "no", role="second")
    assert found(uncoded_part, annex.inquiry) == []


def test_uncoded_part_may_be_the_whole_question(annex, coded):
    factories.make_coding(annex.rows.get(), coded, "yes")
    factories.make_code(annex.inquiry.questions.get(number=1, part=""))
    assert subjects(uncoded_part, annex.inquiry) == ["1/1 1"]


def bring_pdf(annex, name):
    content = (ANNEXES / name).read_bytes()
    source = Source(inquiry=annex.inquiry, name=name, content=content)
    return import_table(read_annex(content, name), annex, by=None, dry_run=False, source=source)


def test_page_break_of_a_pdf_lasts_until_an_editor_has_looked(annex):
    pages = {"LK Fulda": 1, "LK Kassel": 1, "LK Gießen": 2, "LK Hanau": 3}
    records = [Record(label, (SheetCell("Ja.", page=page),)) for label, page in pages.items()]
    source = Source(inquiry=annex.inquiry, name="Anlage.PDF", content=b"%PDF")
    import_table(Table(("Frage 1",), tuple(records)), annex, by=None, dry_run=False, source=source)
    first, second = Finding.objects.filter(check_name="page_break").order_by("row__position")
    assert first.details == {"row": "LK Gießen", "above": "LK Kassel", "page": 2}
    assert second.details == {"row": "LK Hanau", "above": "LK Gießen", "page": 3}
    first.decide(Finding.State.DISMISSED, reason="Mit dem Druck verglichen.")
    first.save()
    run(annex.inquiry)
    states = Finding.objects.filter(check_name="page_break").order_by("row__position").values_list("state", flat=True)
    assert list(states) == ["dismissed", "open"]


def test_page_break_within_a_row_is_the_row_without_label(annex):
    bring_pdf(annex, "page-break-in-a-row.pdf")
    assert found(page_break, annex.inquiry) == []
    assert Finding.objects.filter(check_name="continuation_row").count() > 0


def test_page_break_of_a_transcript_is_its_typists_word(annex):
    for page, label in enumerate(["LK Fulda", "LK Kassel"], 1):
        factories.make_passage(factories.make_answer("", row=factories.make_row(annex, label)), page=page)
    factories.make_batch(annex.inquiry, annex=annex, source=factories.make_source(annex.inquiry, name="a.txt"))
    assert found(page_break, annex.inquiry) == []
