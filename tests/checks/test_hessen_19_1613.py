"""What the checks find in the real paper: as it is imported, and after the editors' layer."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from config import prepare
from survey import checks
from survey.importing import import_paper, load_layer
from survey.intake import read_paper
from survey.models import Finding, Inquiry, Parliament
from survey.record import RecordPaper
from survey.record.claims import result
from survey.record.coverage import coverage

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "hessen-19-1613"
NOTHING_PRINTED = {"1/3/2", "1/5/3", "1/6/3", "1/7/3", "1/9/1", "1/14/2", "1/19/2", "1/19/3", "1/20/2", "1/20/3"}
LETTERED = {"1/3/1", "1/4/1", "1/4/2", "1/6/1", "1/6/2", "1/10/1", "1/10/2", "1/12/1", "1/12/2", "1/14/1", "1/17/1"}
COUNTIES_WITHOUT_ROW = {"1 06434", "1 06532", "1 06635"}
CITIES = {"1 06411", "1 06412", "1 06413", "1 06414", "1 06611"}
ON_IMPORT = {
    "continuation_row": {"1/13/2"},
    "foreign_place": {"1/15/2"},
    "cross_reference": {"1/8/3", "1/9/3", "1/13/3", "1/17/3", "reply 2"},
    "open_reference": {"1/17/3"},
    "lettered_parts": LETTERED,
    "blank_cell": NOTHING_PRINTED,
    "markup": {"1"},
    "missing_respondents": COUNTIES_WITHOUT_ROW | CITIES,
}
AFTER_THE_LAYER = {
    "markup": {"1"},
    "missing_respondents": COUNTIES_WITHOUT_ROW,
    "claim_against_rows": {"claim 2", "claim 3", "claim 5", "claim 6"},
}


@pytest.fixture
def imported(db):
    """The paper alone, before any editor."""
    prepare.load_reference_data()
    source = (FOLDER / "source.txt").read_bytes()
    paper = read_paper(source, "source.txt")
    hessen = Parliament.objects.get(slug="hessen")
    import_paper(paper, source, "source.txt", parliament=hessen, number="19/1613", by=None, dry_run=False)
    return Inquiry.objects.get(slug="hessen-19-1613")


@pytest.fixture
def edited(published):
    return published.inquiry


def by_check(state):
    found = {}
    for check_name, subject in Finding.objects.filter(state=state).values_list("check_name", "subject"):
        found.setdefault(check_name, set()).add(subject)
    return found


def sentence(check_name, subject):
    return checks.describe(Finding.objects.get(check_name=check_name, subject=subject))


def test_import_finds_what_an_editor_should_look_at(imported):
    assert by_check("open") == ON_IMPORT
    assert Finding.objects.count() == sum(map(len, ON_IMPORT.values()))


def test_paragraph_about_fulda_is_proposed_for_the_row_of_fulda(imported):
    details = Finding.objects.get(check_name="foreign_place").details
    assert (details["row"], details["names"], details["to"]) == ("LK Kassel", "Landkreis Fulda", "LK Fulda")
    assert details["proposal"] == {"act": "move", "to": "1/13/2"}


def test_row_without_label_is_proposed_for_the_row_above(imported):
    details = Finding.objects.get(check_name="continuation_row").details
    assert (details["row"], details["column"], details["proposal"]) == (
        "LK Fulda",
        "Frage 2",
        {"act": "join", "to": "1/13/2"},
    )


def test_references_name_their_targets(imported):
    references = Finding.objects.filter(check_name__in=["cross_reference", "open_reference"])
    said = ("words", "targets", "whole")
    assert {(each.check_name, each.subject, *(each.details[name] for name in said)) for each in references} == {
        ("cross_reference", "1/8/3", "s. bei 1 und 2", "1, 2", True),
        ("cross_reference", "1/9/3", "s. 2", "2", True),
        ("cross_reference", "1/13/3", "s. 2", "2", False),
        ("cross_reference", "1/17/3", "s. 1b und 2b", "1b, 2b", True),
        ("cross_reference", "reply 2", "Antwort zur Frage 1 a", "1a", False),
        ("open_reference", "1/17/3", "s. 1b und 2b", "2b", True),
    }


def test_checks_run_again_change_nothing(imported):
    kept = sum(map(len, ON_IMPORT.values()))
    assert checks.run(imported) == checks.FindingCounts(opened=0, closed=0, kept=kept)


def test_layer_closes_what_the_editors_settled(imported):
    load_layer(FOLDER, imported, by=None, dry_run=False)
    assert by_check("open") == AFTER_THE_LAYER
    settled = {name: subjects - AFTER_THE_LAYER.get(name, set()) for name, subjects in ON_IMPORT.items()}
    assert by_check("closed") == {name: subjects for name, subjects in settled.items() if subjects}


def test_claims_are_held_against_the_rows(edited):
    paper = RecordPaper(edited)
    found = {claim.position: result(claim, paper) for claim in paper.claims}
    assert {position: (each.result, each.low, each.high, each.of) for position, each in found.items()} == {
        1: ("matches", 18, 18, 18),
        2: ("depends_on_reading", 2, 4, 18),
        3: ("differs", 15, 17, 18),
        4: ("cannot_be_checked", None, None, None),
        5: ("depends_on_reading", 9, 12, 18),
        6: ("depends_on_reading", 1, 2, 18),
        7: ("cannot_be_checked", None, None, None),
    }
    assert found[3].stated == Decimal(18)


def test_claims_name_the_rows_that_decide(edited):
    paper = RecordPaper(edited)
    printed = {row.address: row.printed for _, row in paper.entries()}
    two, every = (result(claim, paper) for claim in paper.claims if claim.position in (2, 3))
    assert [printed[row] for row in two.clear] == ["LK Bergstraße", "LK Darmstadt-Dieburg"]
    assert [printed[row] for row in two.arguable] == ["LK Rheingau-Taunus", "LK Wetterau"]
    assert [printed[row] for row in every.others] == ["LK Odenwald"]


def test_coverage_counts_rows_and_who_is_spoken_for(edited):
    paper = RecordPaper(edited)
    found = coverage(paper.tables[0], paper)
    missing = [district.name for district in found.counties.missing]
    collective = [(each.district.name, each.by) for each in found.cities.collective]
    assert (found.date.isoformat(), found.counties.total, len(found.counties.with_row)) == ("2015-03-26", 21, 18)
    assert missing == ["Hochtaunuskreis", "Lahn-Dill-Kreis", "Waldeck-Frankenberg"]
    assert (found.counties.collective, found.cities.total, found.cities.with_row, found.cities.missing) == (
        (),
        5,
        (),
        (),
    )
    names = ("Darmstadt", "Frankfurt am Main", "Kassel", "Offenbach am Main", "Wiesbaden")
    assert collective == [(name, "Hess. Städtetag") for name in names]


def test_sentences_say_what_stays_open(edited):
    assert sentence("missing_respondents", "1 06434") == (
        "Hochtaunuskreis stand am 26. März 2015 im amtlichen Verzeichnis, ist aber in der Tabelle nicht aufgeführt. "
        "Der Grund ist nicht bekannt."
    )
    assert sentence("claim_against_rows", "claim 6") == (
        "„in einem Landkreisen ist dies geplant“: je nach Lesart: 1 bis 2 von 18 Zeilen, angegeben 1."
    )
