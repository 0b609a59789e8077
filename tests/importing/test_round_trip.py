"""The export of a table, changed in a spreadsheet, comes back as an edit; a print comes back as a print."""

import pytest
from django.utils.translation import override

from survey.importing.report import ImportRefused
from survey.importing.resources import AnnexResource
from survey.importing.round_trip import EDITED, bring_table
from survey.importing.undo import undo
from survey.intake import read_annex
from survey.models import Answer, Source
from tests.factories import make_annex, make_user
from tests.importing.tables import as_printed, bring_rows

pytestmark = pytest.mark.django_db
ROWS = [("LK Fulda", "Ja, seit\n2014.", "12"), ("LK Gießen", "Nein.", "")]


@pytest.fixture
def annex():
    annex = make_annex()
    bring_rows(annex, *ROWS)
    return annex


def exported(annex, *changes):
    text = AnnexResource(annex).export().csv
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def brought(annex, content, **choices):
    told = {"by": make_user(choices.pop("name", "editor")), "dry_run": False} | choices
    source = Source(inquiry=annex.inquiry, name="export.csv", content=content)
    return bring_table(read_annex(content, "export.csv"), annex, source=source, **told)


def texts(annex):
    return [answer.text for answer in Answer.objects.filter(row__annex=annex).order_by("row", "column")]


def test_changed_export_is_an_edit_and_leaves_the_print(annex):
    before = as_printed(annex)
    report = brought(annex, exported(annex, ("Nein.", "Nein – nie.")))
    assert (report.new, report.changed, report.unchanged, report.refused) == (0, 1, 3, 0)
    assert [remark.template for remark in report.remarks] == [EDITED]
    answer = Answer.objects.get(wording__isnull=False)
    assert (answer.text, answer.row.printed, as_printed(annex) == before) == ("Nein – nie.", "LK Gießen", True)
    undo(report.batch, by=None, reason="Versehen.")
    assert not Answer.objects.filter(wording__isnull=False).exists()


def test_export_that_nobody_changed_changes_nothing(annex):
    report = brought(annex, exported(annex))
    assert (report.changes_nothing, report.batch) == (True, None)


def test_cell_that_an_editor_wrote_since_is_refused_with_its_row(annex):
    content = exported(annex, ("Nein.", "Nein – nie."))
    Answer.objects.filter(row__printed="LK Gießen", column__heading="Frage 1").update(wording="Noch nicht.")
    with override("en"), pytest.raises(ImportRefused) as raised:
        brought(annex, content)
    assert str(raised.value) == "Line 4: This cell has been changed here since the sheet was exported."
    with override("en"):
        report = brought(annex, content, skip_refused=True, dry_run=True, name="other")
    assert [(row.label, row.cells[1]) for row in report.refused_rows] == [("LK Gießen", "Nein – nie.")]


@pytest.mark.parametrize(
    "changes",
    [[("respondent", "Landkreis")], [("Frage 2", "Frage 3")], [("LK Gießen", "LK Kassel")]],
    ids=["another heading over the labels", "another column", "another row"],
)
def test_file_that_is_no_export_of_this_table_is_a_print(annex, changes):
    before = as_printed(annex)
    brought(annex, exported(annex, *changes, ("Ja, seit", "Ja, etwa seit")))
    assert not Answer.objects.filter(wording__isnull=False).exists()
    assert as_printed(annex) != before


def test_export_is_a_print_where_somebody_says_so(annex):
    report = brought(annex, exported(annex, ("Nein.", "Nein – nie.")), is_print=True)
    assert (report.changed, [row[1] for row in as_printed(annex)]) == (1, ["Ja, seit\n2014.", "Nein – nie."])
