"""Lists of records by command."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from survey.importing.lists.kinds import LISTS
from survey.importing.prepared_list import PreparedList
from survey.models import Batch, Body, SearchRow
from tests.factories import make_body, make_district, make_inquiry, make_user
from tests.importing.lists.sheets import lines_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def file(tmp_path):
    """Three bodies of two papers as JSON; the first has another name in it."""
    inquiry = make_inquiry()
    for slug in ("a", "b"):
        make_body(inquiry, slug=slug)
    make_body(slug="c")
    path = tmp_path / "bodies.json"
    call_command("export_records", "body", to=str(path))
    path.write_text(path.read_text().replace("Runder Tisch Asyl", "Asylgipfel", 1))
    return path


def test_export_of_one_paper_holds_its_records_alone(file, tmp_path, capsys):
    path = tmp_path / "one.csv"
    call_command("export_records", "body", to=str(path), inquiry=Body.objects.get(slug="c").inquiry.slug)
    headings, lines = lines_of(path.read_bytes())
    assert (headings[0], [line[0] for line in lines]) == ("slug", ["c"])
    assert capsys.readouterr().out.splitlines()[-1] == f"Wrote 1 rows with {len(headings)} columns to {path}."
    with pytest.raises(CommandError, match="belong to no paper"):
        call_command("export_records", "district", to=str(path), inquiry=Body.objects.get(slug="c").inquiry.slug)


@pytest.mark.parametrize("model", LISTS)
def test_every_list_is_exported(model, tmp_path, capsys):
    call_command("export_records", model, to=str(tmp_path / "list.jsonl"), json=True)
    assert json.loads(capsys.readouterr().out)["columns"] == len(LISTS[model].columns) + 1


def test_import_reports_and_is_undone(file, capsys):
    make_user("editor")
    call_command("import_records", "body", str(file), by="editor", dry_run=True, json=True)
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (report["changed"], report["unchanged"], report["batch"]) == (1, 2, None)
    call_command("import_records", "body", str(file), by="editor")
    batch = Batch.objects.get()
    assert capsys.readouterr().out.splitlines() == [
        "0 new, 1 changed, 2 unchanged, 0 refused.",
        f"Import {batch.pk}, to be undone as one.",
    ]
    call_command("undo_import", batch.pk, by="editor", reason="Versehen.")
    assert set(Body.objects.values_list("name", flat=True)) == {"Runder Tisch Asyl"}


def test_refused_lines_stop_it_and_come_as_a_file(file, tmp_path):
    file.write_text(file.read_text().replace('"round_table"', '"nothing"', 1))
    with pytest.raises(CommandError) as raised:
        call_command("import_records", "body", str(file), refused=str(tmp_path / "refused.csv"))
    assert str(raised.value).startswith("Nothing was imported, one line is refused: Line 1: kind: ")
    assert "refused because" in (tmp_path / "refused.csv").read_text()
    call_command("import_records", "body", str(file), skip_refused=True, dry_run=True)


def test_public_search_knows_a_district_that_was_imported(tmp_path):
    make_district("Fulda", "06631")
    path = tmp_path / "districts.csv"
    call_command("export_records", "district", to=str(path))
    path.write_text(path.read_text().replace("Landkreis Fulda", "Landkreis Neufulda"))
    call_command("import_records", "district", str(path))
    assert SearchRow.objects.filter(kind=SearchRow.Kind.DISTRICT, title__contains="Neufulda").exists()


def test_file_that_is_none_is_refused_in_one_line(tmp_path):
    (tmp_path / "x.csv").write_text("")
    for name in ("x.csv", "y.csv"):
        with pytest.raises(CommandError):
            call_command("import_records", "body", str(tmp_path / name))


def test_long_list_is_run_by_a_process_of_its_own(tmp_path, settings, capsys):
    settings.VAR_DIR, settings.IMPORT_CELLS_IN_PAGE = tmp_path, 1
    make_district("Fulda", "06631")
    call_command("export_records", "district", to=str(tmp_path / "districts.csv"))
    content = (tmp_path / "districts.csv").read_bytes().replace(b"Landkreis Fulda", b"Landkreis Neufulda")
    prepared = PreparedList.of_list(make_user("publisher", is_superuser=True), "district", "districts.csv", content)
    assert prepared.is_large
    for dry_run in (True, False):
        prepared.begin(dry_run=dry_run)
        call_command("run_import", prepared.token, dry_run=dry_run)
    assert capsys.readouterr().out.splitlines()[-2:] == ["previewed", "imported"]
    assert prepared.batch == Batch.objects.get()
    assert SearchRow.objects.filter(kind=SearchRow.Kind.DISTRICT, title__contains="Neufulda").exists()
