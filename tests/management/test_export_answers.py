import csv
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from survey.publishing.columns import NAMES
from tests.public.papers import make_content, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def paper():
    with override("en"):
        yield publish(make_content())


@pytest.mark.parametrize("extension", ["csv", "json", "jsonl", "xlsx", "ods"])
def test_export_answers_writes_what_the_download_holds(client, tmp_path, extension):
    path = tmp_path / f"answers.{extension}"
    call_command("export_answers", to=str(path))
    assert path.read_bytes() == client.get(f"/answers.{extension}").getvalue()


def test_export_answers_takes_the_filters_of_the_page(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    call_command("export_answers", "--json", to=str(path), query="status=blank&district=99002")
    assert json.loads(capsys.readouterr().out) == {"file": str(path), "rows": 1, "columns": len(NAMES)}
    [line] = csv.DictReader(path.open(newline=""))
    assert (line["printed"], line["status"]) == ("LK Ostkreis", "blank")


def test_export_answers_writes_csv_for_spreadsheets(tmp_path):
    path = tmp_path / "answers.csv"
    call_command("export_answers", "--bom", to=str(path), sep=";")
    assert path.read_text().startswith("\ufeffinquiry;annex;position;")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"to": "answers.pdf"}, "must end in one of .csv, .xlsx, .ods, .json, .jsonl."),
        ({"to": "missing/answers.csv"}, "missing/answers.csv cannot be written: No such file or directory."),
        ({"to": "answers.csv", "query": "status=maybe"}, "status"),
    ],
)
def test_export_answers_refuses_in_a_line_and_leaves_no_file(tmp_path, monkeypatch, options, sentence):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError) as refused:
        call_command("export_answers", **options)
    assert sentence in str(refused.value)
    assert list(tmp_path.iterdir()) == []
