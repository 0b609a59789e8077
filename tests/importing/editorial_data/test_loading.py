import pytest
from django.utils.translation import override

from survey.importing import ImportRefused, load_layer
from survey.models import Answer, Finding, Row
from tests.factories import make_district, make_user
from tests.importing.tables import counts

LINE = {"annex": "1", "row": "LK Fulda", "column": "Frage 1", "status": "declined", "note": "So sagt es der Kreis."}


def test_layer_is_loaded_once(load):
    report = load(answers=[LINE])
    assert (report.new, report.changed, report.unchanged, report.refused) == (0, 1, 0, 0)
    before = counts()
    report = load(answers=[LINE])
    assert (report.new, report.changed, report.unchanged, report.changes_nothing) == (0, 0, 1, True)
    assert counts() == before


def test_layer_loaded_dry_writes_nothing(load):
    before = counts()
    report = load(answers=[LINE], dry_run=True)
    assert (report.changed, report.dry_run) == (1, True)
    assert counts() == before


def test_layer_tells_the_histories_its_file_and_who(load):
    editor = make_user()
    load(answers=[LINE], by=editor)
    told = Answer.history.filter(history_type="~").values_list("history_change_reason", "history_user")
    assert list(told) == [("layer answers.csv", editor.pk)]


def test_layer_runs_the_checks(load):
    assert Finding.objects.filter(check_name="continuation_row", state="open").count() == 1
    join = {"annex": "1", "kind": "join", "row": "LK Fulda", "column": "Frage 2", "quote": "Seit Jahren"}
    load(corrections=[join | {"to_row": "LK Fulda", "to_column": "Frage 2", "reason": "Der Satz geht weiter."}])
    assert list(Finding.objects.filter(check_name="continuation_row").values_list("state", flat=True)) == ["closed"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"annex": "7"}, "There is no table “7”."),
        ({"row": "LK Gießen"}, "There is no row “LK Gießen”."),
        ({"column": "Frage 9"}, "There is no column “Frage 9”."),
        ({"status": "leer"}, "status: Value 'leer' is not a valid choice."),
    ],
)
def test_line_that_points_nowhere_is_refused_with_its_place(refusal, change, reason):
    assert refusal(answers=[LINE, LINE | change]) == f"answers.csv, line 3: {reason}"


def test_refusals_are_counted(refusal):
    assert refusal(answers=[LINE | {"row": "A"}, LINE | {"row": "B"}, LINE | {"row": "C"}]) == (
        "answers.csv, line 2: There is no row “A”. (And 2 more.)"
    )


def test_row_that_stands_twice_is_refused(annex, refusal):
    Row.objects.filter(printed="LK Kassel").update(printed="LK Fulda")
    assert refusal(answers=[LINE]) == "answers.csv, line 2: There are several rows “LK Fulda”."


def test_line_number_is_that_of_the_file(refusal):
    assert refusal(answers=[LINE | {"note": "Zwei\nZeilen."}, LINE | {"row": "A"}]) == (
        "answers.csv, line 4: There is no row “A”."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("annex,row\n", "rows.csv, line 1: The columns must be annex, row, speaks_for."),
        ("annex,row,speaks_for\n1,LK Fulda\n", "rows.csv, line 2: 2 cells, but the table has 3 columns."),
        ('annex,row,speaks_for\n1,"LK Fulda,\n', "rows.csv, line 2: The quotation marks are not those of a CSV file."),
    ],
)
def test_file_of_another_form_is_refused(annex, tmp_path, content, sentence):
    (tmp_path / "rows.csv").write_text(content)
    with override("en"), pytest.raises(ImportRefused, match="^" + sentence.replace(".", r"\.") + "$"):
        load_layer(tmp_path, annex.inquiry, by=None, dry_run=False)


def test_folder_without_a_layer_is_refused(annex, tmp_path):
    with override("en"), pytest.raises(ImportRefused) as raised:
        load_layer(tmp_path, annex.inquiry, by=None, dry_run=False)
    assert str(raised.value) == f"“{tmp_path}” holds no file of an editor's layer."


def test_row_speaks_for_districts(load, annex):
    cities = [make_district(name, key, "city") for name, key in (("Kassel", "06611"), ("Darmstadt", "06411"))]
    lines = [{"annex": "1", "row": "LK Kassel", "speaks_for": "06411 06611"}]
    assert load(rows=lines).changed == 1
    assert set(annex.rows.get(printed="LK Kassel").speaks_for.all()) == set(cities)
    assert load(rows=lines).changes_nothing
