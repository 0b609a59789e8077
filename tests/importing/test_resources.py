import pytest
from django.utils.translation import override
from tablib import Dataset

from survey.importing.formats import CsvFormat, TableDataset
from survey.importing.resources import SHOWN_ROWS, AnnexResource
from tests.factories import make_annex, make_column, make_row, make_table, make_user
from tests.importing.tables import as_printed, bring_rows, counts, make_table_file

pytestmark = pytest.mark.django_db

ROWS = [("LK Fulda", "Ja.", "Nein."), ("LK Kassel", "Vielleicht.")]


@pytest.fixture
def annex():
    return make_annex()


def import_rows(annex, *rows, dry_run=False, **kwargs):
    resource = AnnexResource(annex)
    result = resource.import_data(TableDataset(make_table_file(*rows)), dry_run=dry_run, **kwargs)
    return resource, result


def kinds(result):
    return [row.import_type for row in result.rows]


def test_preview_shows_every_row_and_writes_nothing(annex):
    before = counts()
    resource, result = import_rows(annex, *ROWS, dry_run=True)
    assert counts() == before
    assert result.diff_headers == ["respondent", "Frage 1", "Frage 2"]
    assert [row.diff for row in result.rows] == [
        ["LK Fulda", "<ins>Ja.</ins>", "<ins>Nein.</ins>"],
        ["LK Kassel", "<ins>Vielleicht.</ins>", ""],
    ]
    assert (kinds(result), resource.report.new) == (["new", "new"], 4)


def test_import_does_what_the_preview_said(annex):
    previewed, preview = import_rows(annex, *ROWS, dry_run=True)
    imported, result = import_rows(annex, *ROWS, user=make_user())
    assert imported.report.changes == previewed.report.changes
    assert kinds(result) == kinds(preview)
    assert (result.totals["new"], result.has_errors()) == (2, False)
    assert as_printed(annex) == [list(ROWS[0]), [*ROWS[1], ""]]


def test_import_does_what_bring_does(annex):
    import_rows(annex, *ROWS)
    other = make_annex()
    bring_rows(other, *ROWS)
    assert as_printed(other) == as_printed(annex)


def test_preview_marks_the_words_that_change(annex):
    import_rows(annex, *ROWS)
    resource, result = import_rows(annex, ROWS[0], ("LK Kassel", "Vielleicht <bald>."), dry_run=True)
    assert kinds(result) == ["skip", "update"]
    assert result.rows[1].diff[1] == "<span>Vielleicht</span><ins> &lt;bald&gt;</ins><span>.</span>"
    assert (resource.report.changed, resource.report.unchanged) == (1, 3)


def test_preview_marks_no_words_beyond_the_rows_it_shows(annex):
    rows = [(f"LK {number}", "Ja.") for number in range(SHOWN_ROWS + 1)]
    _resource, result = import_rows(annex, *rows, dry_run=True)
    assert result.rows[-1].diff == [f"LK {SHOWN_ROWS}"]


def test_refused_import_says_why_and_changes_nothing(annex):
    before = counts()
    with override("en"):
        _resource, result = import_rows(annex, ("L" * 301, "Ja."))
    assert counts() == before
    sentence = f"Line 2: “{'L' * 40} …” is longer than the 300 characters that a label may have."
    assert [str(error.error) for error in result.base_errors] == [sentence]


def test_import_reads_datasets_of_other_formats(annex):
    AnnexResource(annex).import_data(Dataset(["LK Fulda", "Ja.", None], headers=["", "Frage 1", "Frage 2"]))
    assert as_printed(annex) == [["LK Fulda", "Ja.", ""]]


def test_import_takes_a_column_headed_as_the_label_column_is(annex):
    bring_rows(annex, ("LK Fulda", "Die Verwaltung."), headings=("respondent",))
    assert as_printed(annex) == [["LK Fulda", "Die Verwaltung."]]


def test_imported_rows_can_be_logged(annex):
    """The library writes a log entry for each row after the import; it needs their keys."""
    _resource, result = import_rows(annex, *ROWS, retain_instance_in_row_result=True)
    assert [row.instance.pk for row in result.rows] == list(annex.rows.values_list("pk", flat=True))


def test_export_holds_what_is_printed():
    annex = make_table({"LK Fulda": ["=1+1", "Nein."], "LK Kassel": []}, headings=("Frage 1", "Frage 2"))
    dataset = AnnexResource(annex).export()
    assert dataset.headers == ["respondent", "Frage 1", "Frage 2"]
    assert list(dataset) == [("LK Fulda", "=1+1", "Nein."), ("LK Kassel", "", "")]
    assert CsvFormat().export_data(dataset).decode().splitlines()[1] == "LK Fulda,'=1+1,Nein."


def test_export_costs_the_same_queries_for_many_rows(django_assert_num_queries):
    # 1 headings, 1 keys, 1 columns, 1 rows, 1 answers, 1 passages
    for labels in (["LK 1"], ["LK 1", "LK 2", "LK 3"]):
        annex = make_table({label: ["Ja."] for label in labels})
        with django_assert_num_queries(6):
            AnnexResource(annex).export()


def test_export_of_a_table_with_gaps_fills_them():
    annex = make_annex()
    make_column(annex)
    make_row(annex)
    assert list(AnnexResource(annex).export()) == [("LK Fulda", "")]
